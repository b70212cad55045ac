"""The screen of rivals: it holds with any number of seats, tells only what the view knows, and aims big actions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.sheet import BigAction
from game.content.vocabulary import Action
from game.rules.report import Entry
from game.ui.screens.numbers import fixed
from game.ui.screens.rivaldetail import aimed_at
from tests.ui.table import Table, played, table_at

SIZES = [((1024, 640), 1.0), ((1280, 720), 1.0), ((1280, 720), 1.5), ((1024, 640), 2.0), ((1920, 1080), 1.0)]


@cache
def shown(scenario: str, turns: int, seat: str) -> Campaign:
    """Only to be looked at."""
    return played(turns, (seat,), scenario)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("rivals", played(1), tmp_path, rival="qilin")


def actions(table: Table) -> list[tuple[str, str | None]]:
    """What is ordered: kinds and targets."""
    return [(given.kind, given.target) for given in table.session.seated.sheet.actions]


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=[f"{w}x{h}@{s:g}" for (w, h), s in SIZES])
def test_screen_is_sound(size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    assert table_at("rivals", shown("labs-and-states", 2, "columbia"), tmp_path, size, scale).flaws() == []


@pytest.mark.parametrize(("scenario", "seat"), [("two-powers", "huaxia"), ("five-labs", "agora")])
def test_screen_is_sound_in_the_first_turn_of_other_scenarios(scenario: str, seat: str, tmp_path: Path) -> None:
    assert table_at("rivals", shown(scenario, 0, seat), tmp_path, (1024, 640)).flaws() == []


def test_everything_that_is_pressed_has_a_key_and_a_name(table: Table) -> None:
    nodes = table.app.ui.nodes
    pressed = [n for n in nodes if n.role in ("button", "tab", "row") and not n.id.startswith("theft/")]
    assert [n.id for n in pressed if not n.hotkey] == []
    assert [n.id for n in nodes if n.focusable and not n.label] == []


# --- whom it shows ---------------------------------------------------------------------------------------------------


def test_map_leads_to_the_rival_that_was_clicked(table: Table) -> None:
    assert table.node("rival/qilin").value is True
    assert not table.has("rival/helios")


def test_rivals_are_chosen_by_digits_arrows_and_mouse(table: Table) -> None:
    table.key("1")
    assert table.session.rival == "meridian"
    table.key("Down")
    assert table.session.rival == "lantern"
    table.key("Up")
    table.key("Up")
    assert table.session.rival == "qilin"  # round and round
    table.click("rival/agora")
    assert table.session.rival == "agora"


def test_arrows_bring_a_rival_into_view(tmp_path: Path) -> None:
    made = table_at("rivals", shown("labs-and-states", 2, "columbia"), tmp_path, (1024, 640), rival="helios")
    made.key("Up")
    made.draw(2)
    assert made.session.rival == "huaxia"
    assert made.node("rival/huaxia").rect[3] > 40


def test_figures_are_those_of_the_view(table: Table) -> None:
    office = table.session.seated
    index, view = office.setup.seats.index("qilin"), office.view
    texts = table.texts()
    estimate, spread = float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0])
    told = f"{fixed(estimate, 1)} ± {fixed(spread, 1)}"
    listed = [
        f"{fixed(float(v), 1)} ± {fixed(float(sd), 1)}"
        for v, sd in zip(view.estimate[0, 1:, 0], view.estimate_sd[0, 1:, 0], strict=True)
    ]
    assert texts.count(told) == listed.count(told) + 1  # in the list, where others may be equal, and in full
    assert fixed(float(view.rival_trust[index, 0]), 0) in texts
    assert any(text.startswith("Lab · China · ") for text in texts)


def test_screen_needs_no_secret(table: Table) -> None:
    """Drawn from the same view, the truth may be what it wants: the picture stays the same."""
    before = table.pixels()
    campaign = table.session.campaign
    assert campaign is not None
    index = campaign.setup.seats.index("qilin")
    campaign.state.capability[index] += 2.0
    campaign.state.security[index] = 0.0
    table.draw(2)
    assert table.pixels() == before


def test_thefts_found_are_listed_and_lead_to_the_report(table: Table) -> None:
    office = table.session.seated
    office.__dict__["log"] = [
        Entry(turn=1, kind="security", about="own", key="spy_found", other=4, values={"other": "qilin"})
    ]
    table.draw(2)
    assert table.node("theft/0").label == "Qilin"
    assert "1" in table.texts()
    table.click("theft/0")
    assert (table.session.screen, table.session.report_turn) == ("report", 1)


# --- big actions -----------------------------------------------------------------------------------------------------


def test_actions_are_ordered_counted_and_taken_back(table: Table) -> None:
    assert "2 of 2 left this turn" in table.texts()
    table.key("E")
    assert actions(table) == [("spy_secrets", "qilin")]
    table.key("2")
    table.click("do/sabotage")
    assert actions(table)[1] == ("sabotage", "lantern")
    assert "0 of 2 left this turn" in table.texts()
    # a third is barred and says why
    table.click("rival/lantern")
    assert not table.node("do/spy_weights").enabled
    table.key("R")
    assert any(text.startswith("Both big actions") for text in table.texts())
    assert len(actions(table)) == 2
    table.key("Delete")
    assert actions(table) == [("sabotage", "lantern")]
    table.click("drop/0")
    assert actions(table) == []


def test_an_action_ordered_twice_is_taken_back(table: Table) -> None:
    table.key("T")
    assert table.node("do/sabotage").value is True
    table.key("T")
    assert actions(table) == []
    table.key("R")
    table.key("Ctrl+Z")
    assert actions(table) == []


def test_all_other_big_actions_are_one_key_away(table: Table) -> None:
    table.key("A")
    assert table.has("actions/recruit")
    table.key("Y")
    assert actions(table) == [("recruit", None)]


def test_labs_spy_and_states_rule(tmp_path: Path) -> None:
    lab = Table(shown("five-labs", 0, "agora"), tmp_path).session.seated
    assert aimed_at(lab, "helios") == (Action.SPY_SECRETS, Action.SPY_WEIGHTS, Action.SABOTAGE)
    state = Table(shown("labs-and-states", 2, "columbia"), tmp_path).session.seated
    assert set(aimed_at(state, "helios")) >= {Action.SUBSIDISE, Action.PROTECT, Action.TAKE_OVER}
    assert Action.STRIKE not in aimed_at(state, "helios")
    assert set(aimed_at(state, "huaxia")) >= {Action.STRIKE, Action.EXPORT_CONTROL}
    assert Action.SUBSIDISE not in aimed_at(state, "huaxia")


def test_strike_tells_what_is_expected_of_it(tmp_path: Path) -> None:
    made = table_at("rivals", played(0, ("columbia",), "labs-and-states"), tmp_path, rival="huaxia")
    made.app.ui.focus, made.app.ui.focus_visible = "do/strike", True
    made.draw(2)
    made.now += 1.0  # the mouse rests, the tooltip opens
    made.draw(2)
    texts = made.texts()
    assert "Tension" in texts
    assert any(text.startswith("+") and text[1:].replace(".", "").isdigit() and float(text[1:]) > 20 for text in texts)


def test_orders_against_a_rival_are_carried_out(table: Table) -> None:
    table.key("E")
    table.key("R")
    table.key("F1")
    table.key("Ctrl+Enter")
    campaign = table.session.campaign
    assert campaign is not None
    assert campaign.turn == 2
    ordered = campaign.sheets[1]["helios"].actions
    assert ordered == (BigAction(kind="spy_secrets", target="qilin"), BigAction(kind="spy_weights", target="qilin"))
    assert actions(table) == []
