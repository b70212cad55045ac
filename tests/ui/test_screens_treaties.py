"""The screen of treaties: it holds at every size, its figures are those of the rules, and it takes its orders."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.campaign.sheet import BigAction
from game.content.vocabulary import Clause
from game.rules.report import Entry
from game.ui.screens.expect import Expectations
from game.ui.screens.pledges import agreed_level, effects_of_pledge, found_within, pledges, verification
from tests.ui.table import Table, book, played, table_at

SIZES = [
    (Clause.SLOW_DOWN, (1024, 640), 1.0),
    (Clause.SHARED_SAFETY, (1280, 720), 1.0),
    (Clause.INSPECTIONS, (1280, 720), 1.5),
    (Clause.INSPECTIONS, (1024, 640), 2.0),
    (Clause.NO_OPEN_WEIGHTS, (1920, 1080), 1.0),
]


@cache
def shown(scenario: str, turns: int, seat: str) -> Campaign:
    """Only to be looked at."""
    return played(turns, (seat,), scenario)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("treaties", Campaign.new(book(), 5, {"helios": Human()}), tmp_path)


@pytest.fixture
def pact(tmp_path: Path) -> Table:
    """Two people who have signed to share safety work, at the turn after."""
    campaign = Campaign.new(book(), 5, {"helios": Human(), "lantern": Human()})
    for seat in ("helios", "lantern"):
        sign = BigAction(kind="sign", target="shared_safety")
        assert campaign.draft(seat, campaign.sheet(seat).changed(actions=(sign,))) == []
        assert campaign.submit(seat) == []
    campaign.advance()
    made = Table(campaign, tmp_path)
    made.session.take_seat()
    made.session.go("treaties")
    made.draw(3)
    return made


def orders(table: Table) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Big actions and broken clauses, as ordered."""
    sheet = table.session.seated.sheet
    return [(given.kind, given.target) for given in sheet.actions], list(sheet.cheat)


@pytest.mark.parametrize(("clause", "size", "scale"), SIZES, ids=[f"{w}x{h}@{s:g}" for _, (w, h), s in SIZES])
def test_screen_is_sound(clause: Clause, size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    made = table_at("treaties", shown("five-labs", 4, "lantern"), tmp_path, size, scale)
    made.key(str(clause + 1))
    assert made.flaws() == []


@pytest.mark.parametrize(("scenario", "seat"), [("two-powers", "huaxia"), ("labs-and-states", "meridian")])
def test_screen_is_sound_with_few_and_many_seats(scenario: str, seat: str, tmp_path: Path) -> None:
    made = table_at("treaties", shown(scenario, 0, seat), tmp_path, (1024, 640))
    for clause in (Clause.SLOW_DOWN, Clause.COMPUTE_CAP, Clause.AUTONOMY):
        made.key(str(clause + 1))
        assert made.flaws() == []


def test_everything_that_is_pressed_has_a_key_and_a_name(table: Table) -> None:
    nodes = table.app.ui.nodes
    assert [n.id for n in nodes if n.role in ("button", "tab", "row") and not n.hotkey] == []
    assert [n.id for n in nodes if n.focusable and not n.label] == []


# --- how clauses stand -----------------------------------------------------------------------------------------------


def test_limits_need_most_seats_and_sharing_needs_two(table: Table, tmp_path: Path) -> None:
    needed = {pledge.clause: pledge.needed for pledge in pledges(table.session.seated)}
    assert needed[Clause.SLOW_DOWN] == needed[Clause.JOINT_DEPLOYMENT] == 4  # 75 % of five seats
    assert needed[Clause.SHARED_SAFETY] == needed[Clause.AUTONOMY] == 2
    two = Table(shown("two-powers", 0, "huaxia"), tmp_path).session.seated
    assert {pledge.needed for pledge in pledges(two)} == {2}


def test_signed_clause_is_in_force_and_shows_its_signers(pact: Table) -> None:
    office = pact.session.seated
    pledge = pledges(office)[Clause.SHARED_SAFETY]
    assert pledge.binds
    assert pledge.signed
    assert {"helios", "lantern"} <= set(pledge.signers)
    texts = pact.texts()
    assert "in force" in texts
    assert "Has signed." not in texts  # only when somebody asks
    assert pact.node("keep").value is None
    assert pact.node("keep").enabled


def test_odds_of_being_found_follow_the_rules(table: Table) -> None:
    office = table.session.seated
    p = office.beliefs.treaties
    assert found_within(office, 1.0, 0.4) == pytest.approx(float(p.detection[0]) * 0.4)
    assert found_within(office, 0.5, 0.4) == pytest.approx(1 - (1 - float(p.detection[0]) * 0.4) ** 0.5)
    assert found_within(office, 1.0, 0.0) == 0.0


def test_slow_down_would_end_the_own_run_at_the_level(table: Table) -> None:
    office, kept = table.session.seated, Expectations()
    office.edit(train=True, training=0.9, serving=0.05)
    pledge = pledges(office)[Clause.SLOW_DOWN]
    level, agreed = agreed_level(office, pledge, kept)
    assert not agreed
    assert level > float(office.view.served[0, 0])
    with_it = float(kept.of(office, "slow_down", actions=(), cheat=()).after.capability[0, 0])
    cheated = float(kept.of(office, "slow_down", actions=(), cheat=("slow_down",)).after.capability[0, 0])
    assert with_it == pytest.approx(min(cheated, level), abs=1e-9)
    assert cheated == pytest.approx(float(office.preview.after.capability[0, 0]), abs=1e-3)
    rows = {effect.name: effect for effect in effects_of_pledge(office, pledge, kept)}
    assert rows["Tension"].kept is not None
    assert rows["Tension"].kept.colour == "good"


def test_inspections_would_show_more(table: Table) -> None:
    office, kept = table.session.seated, Expectations()
    all_ = pledges(office)
    assert verification(office, all_[Clause.INSPECTIONS], kept) > verification(office, all_[Clause.AUTONOMY], kept)


def test_breaches_that_came_to_light_are_listed_and_lead_to_the_report(table: Table) -> None:
    office = table.session.seated
    found = Entry(
        turn=0,
        kind="treaty",
        about="rival",
        key="rival_cheat_found",
        seat=4,
        values={"seat": "qilin", "clause": "compute_cap"},
    )
    office.__dict__["log"] = [found]
    table.draw(2)
    assert table.node("breach/0").label == "Compute cap"
    table.click("breach/0")
    assert (table.session.screen, table.session.report_turn) == ("report", 0)


# --- orders ----------------------------------------------------------------------------------------------------------


def test_clauses_are_chosen_by_digits_arrows_and_mouse(table: Table) -> None:
    table.key("3")
    assert table.node("clause/shared_safety").value is True
    table.key("Down")
    assert table.node("clause/no_open_weights").value is True
    table.key("1")
    table.key("Up")
    assert table.node("clause/autonomy").value is True
    table.click("clause/inspections")
    assert table.node("clause/inspections").value is True


def test_sign_break_and_take_back(table: Table) -> None:
    table.key("5")
    assert not table.node("leave").enabled
    assert not table.node("break").enabled
    table.key("S")
    assert orders(table) == ([("sign", "inspections")], [])
    assert "you sign now" in table.texts()
    table.key("B")
    assert orders(table)[1] == ["inspections"]
    table.click("keep")
    assert orders(table)[1] == []
    table.click("break")
    table.key("Delete")  # what is not signed cannot be broken
    assert orders(table) == ([], [])


def test_third_big_action_is_barred(table: Table) -> None:
    for key in ("1", "S", "2", "S"):
        table.key(key)
    assert len(orders(table)[0]) == 2
    table.key("3")
    assert not table.node("sign").enabled
    table.key("S")
    assert any(text.startswith("Both big actions") for text in table.texts())
    table.click("drop/1")
    assert orders(table)[0] == [("sign", "slow_down")]


def test_offer_is_declined_and_then_no_open_decision(tmp_path: Path) -> None:
    campaign = Campaign.new(book(), 5, {"helios": Human(), "lantern": Human()})
    offer = campaign.sheet("lantern").changed(actions=(BigAction(kind="sign", target="inspections"),))
    assert campaign.draft("lantern", offer) == campaign.submit("lantern") == campaign.submit("helios") == []
    campaign.advance()
    made = Table(campaign, tmp_path)
    made.session.take_seat()
    made.session.go("treaties")
    made.draw(3)
    office = made.session.seated

    def waits() -> bool:
        return any(pending.name == "proposal:inspections" for pending in office.pending)

    assert office.seat == "helios"
    assert waits()
    made.key("5")
    made.key("N")
    assert not waits()
    made.click("decline")
    assert waits()
    made.key("S")
    assert not waits()
    assert orders(made)[0] == [("sign", "inspections")]


def test_keep_break_and_leave_what_is_signed(pact: Table) -> None:
    pact.key("3")
    assert not pact.node("sign").enabled
    pact.key("B")
    assert orders(pact)[1] == ["shared_safety"]
    pact.key("K")
    assert orders(pact)[1] == []
    pact.click("leave")
    assert orders(pact) == ([("leave", "shared_safety")], [])
    assert "you leave now" in pact.texts()


def test_signature_is_given_in_the_turn(table: Table) -> None:
    table.key("7")
    table.key("S")
    table.key("F1")
    table.key("Ctrl+Enter")
    office = table.session.seated
    assert office.turn == 1
    assert bool(office.view.signed[Clause.AUTONOMY, office.index, 0])
    table.key("F5")
    table.draw(2)
    table.key("7")
    assert table.node("leave").enabled
    assert table.node("break").enabled
    assert not table.node("sign").enabled
