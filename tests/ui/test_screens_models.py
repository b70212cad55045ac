"""The screen of models: it holds at every size, tells the numbers of the preview, and takes its orders."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.campaign.sheet import BigAction
from game.content.vocabulary import Release
from game.ui.office import Office
from game.ui.screens.expect import Expectations, differences
from game.ui.screens.modelrun import flop_text
from game.ui.screens.modelscale import chance, ticks
from game.ui.screens.numbers import fixed, log_flop
from game.ui.screens.trainplan import _capability, plan
from tests.ui.table import Table, book, played, table_at

SIZES = [((1024, 640), 1.0), ((1280, 720), 1.0), ((1280, 720), 1.5), ((1024, 640), 2.0), ((1920, 1080), 1.0)]


@cache
def shown(scenario: str, turns: int, seat: str) -> Campaign:
    """Only to be looked at."""
    return played(turns, (seat,), scenario)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("models", played(1), tmp_path)


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=[f"{w}x{h}@{s:g}" for (w, h), s in SIZES])
def test_screen_is_sound(size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    assert table_at("models", shown("five-labs", 2, "lantern"), tmp_path, size, scale).flaws() == []


@pytest.mark.parametrize(("scenario", "seat"), [("two-powers", "huaxia"), ("labs-and-states", "meridian")])
def test_screen_is_sound_in_the_first_turn_of_other_scenarios(scenario: str, seat: str, tmp_path: Path) -> None:
    assert table_at("models", shown(scenario, 0, seat), tmp_path, (1024, 640)).flaws() == []


def test_everything_that_is_pressed_has_a_key_and_a_name(table: Table) -> None:
    nodes = table.app.ui.nodes
    assert [n.id for n in nodes if n.role in ("button", "tab", "row", "checkbox") and not n.hotkey] == []
    assert [n.id for n in nodes if n.focusable and not n.label] == []


# --- figures ---------------------------------------------------------------------------------------------------------


def test_plan_reckons_as_the_rules_do(table: Table) -> None:
    office = table.session.seated
    office.edit(train=True, training=0.6, serving=0.3)
    run = plan(office)
    assert run.turns == 1
    assert run.capability == float(office.preview.after.capability[0, 0])
    # the same by the formula of the rules alone: what a run of several turns is told by
    assert _capability(office, 10 ** (run.flop - 24), run.limit) == pytest.approx(run.capability, abs=1e-9)
    assert run.running == pytest.approx(float(office.preview.after.opex[0, 0]) * 0.6 * 0.5)
    office.edit(training=0.3)
    assert plan(office).flop == pytest.approx(run.flop - 0.30103, abs=1e-4)


def test_plan_of_a_run_over_two_turns() -> None:
    five = book()
    quarters = replace(five, scenario=five.scenario.model_copy(update={"turn_years": 0.25}))
    campaign = Campaign.new(quarters, 3, {"helios": Human()})
    office = Office(campaign, "helios")
    office.edit(train=True, training=0.5)
    before = plan(office)
    assert (before.turns, before.years, before.so_far) == (2, 0.5, 0.0)
    assert before.gain > 0.0
    assert campaign.submit("helios") == []
    campaign.advance()
    office = Office(campaign, "helios")
    after = plan(office)
    assert (after.turns, after.years) == (1, 0.25)
    assert after.so_far == pytest.approx(before.flop - 0.30103, abs=0.2)
    assert after.flop > after.so_far


def test_figures_on_the_screen_are_those_of_view_and_plan(table: Table) -> None:
    office = table.session.seated
    office.edit(train=True, training=0.5, serving=0.3)
    texts, run = table.texts(), plan(office)
    assert flop_text(run.flop) in texts
    assert f"Helios-{int(office.view.generation[0, 0])}" in texts
    for value in (office.view.capability[0, 0], office.view.public_weights[0], run.capability):
        assert log_flop(float(value)) in texts
    assert any("under worldview" in text for text in texts)


def test_without_a_run_nothing_is_promised(table: Table) -> None:
    office = table.session.seated
    office.edit(train=True)
    table.draw()
    table.key("T")
    run = plan(office)
    assert (run.flop, run.gain, run.running) == (0.0, 0.0, 0.0)
    assert "No run" in table.texts()
    table.click("train")
    assert office.sheet.train
    assert "No run" not in table.texts()


def test_numbers_are_written_for_people() -> None:
    assert flop_text(27.4914) == "3.1e27"
    assert flop_text(27.99) == "9.8e27"
    assert flop_text(27.9999) == "1.0e28"
    assert flop_text(0.0) == "–"
    assert chance(0.62) == "62%"
    assert chance(0.9999) == "More than 99%"
    assert chance(0.0) == "Less than 1%"
    assert ticks(27.3, 29.1) == [27.5, 28.0, 28.5, 29.0]
    assert ticks(27.3, 31.1) == [28.0, 29.0, 30.0, 31.0]


# --- orders ----------------------------------------------------------------------------------------------------------


def test_fleet_is_divided_by_keys_and_never_more_than_whole(table: Table) -> None:
    office = table.session.seated
    office.edit(training=0.5, serving=0.3)
    table.draw()
    table.app.ui.focus = "share/training"
    for _ in range(4):
        table.key("PageUp")
    assert round(office.sheet.training, 2) == 0.9
    assert round(office.sheet.training + office.sheet.serving, 2) == 1.0


def test_release_is_ordered_by_key_and_by_mouse(table: Table) -> None:
    office = table.session.seated
    office.edit(train=True)
    table.draw()
    table.key("3")
    assert office.sheet.release == "general"
    table.click("release/hold")
    assert office.sheet.release == "hold"


def test_keeping_a_new_model_internal_is_a_decision(table: Table) -> None:
    office = table.session.seated
    office.edit(train=True, training=0.8, serving=0.1)
    table.key("F1")
    table.key("Ctrl+Enter")  # a better model is there, and nothing is said about it
    table.key("F3")
    office = table.session.seated
    assert any(text.startswith("not decided yet") for text in table.texts())
    table.key("1")
    assert "release" in office.sheet.acknowledged
    assert not any(text.startswith("not decided yet") for text in table.texts())


def test_weights_are_asked_for_twice(table: Table) -> None:
    office = table.session.seated
    office.edit(train=True)
    table.draw()
    table.key("4")
    assert office.sheet.release == "hold"
    table.key("N")
    assert office.sheet.release == "hold"
    table.click("release/weights")
    table.draw()
    table.click("confirm-weights/yes")
    assert office.sheet.release == "weights"


def test_barred_release_says_why(table: Table) -> None:
    office = table.session.seated
    refused = office.would_refuse(release="staged")
    assert refused, "the first seat begins without staged release"
    assert not table.node("release/staged").enabled
    assert office.text(refused[0]) in table.texts()
    table.key("2")
    assert office.sheet.release == "hold"


def test_stance_and_pitch_by_key_and_mouse(table: Table) -> None:
    office = table.session.seated
    for act, given in ((table.key, "E"), (table.click, "stance/selective")):
        act(given)
        assert office.sheet.stance == {"E": "open"}.get(given, "selective")
    for act, given in ((table.key, "D"), (table.click, "pitch/safety")):
        act(given)
        assert office.sheet.pitch == {"D": "nation"}.get(given, "safety")


def test_other_orders_are_told_by_their_difference(table: Table) -> None:
    """A pitch that conduct breaks costs morale, and the tooltip says so before it is ordered."""
    office = table.session.seated
    office.edit(pitch="control", stance="secret")
    other = Expectations().of(office, pitch="science")
    rows = {row.name: row for row in differences(office.preview.after, other.after)}
    assert rows["Morale"].colour == "bad"
    assert rows["Morale"].amount == fixed(float(other.after.morale[0, 0] - office.preview.after.morale[0, 0]), 2)
    assert differences(office.preview.after, office.preview.after) == ()
    assert "conduct differs" not in table.texts()
    office.edit(pitch="science")
    assert "conduct differs" in table.texts()


def test_expectations_are_remembered_until_the_orders_change(table: Table) -> None:
    office, kept = table.session.seated, Expectations()
    first = kept.of(office, stance="open")
    assert kept.of(office, stance="open") is first
    assert kept.of(office, stance="secret") is not first
    without = kept.of(office, actions=())
    office.edit(actions=(BigAction(kind="recruit"),))
    assert kept.of(office, actions=()) is without  # the same orders in the end
    assert kept.of(office, stance="open") is not first


def test_a_turn_of_orders_is_carried_out(table: Table) -> None:
    """Train, release to everybody, end the turn: customers get the new model."""
    office = table.session.seated
    if not office.sheet.train:
        table.key("T")
    table.key("3")
    expected = plan(office)
    table.key("F1")
    table.key("Ctrl+Enter")
    view = table.session.seated.view
    assert view.turn == 2
    assert float(view.served[0, 0]) == float(view.capability[0, 0])
    assert int(view.served_stage[0, 0]) == Release.GENERAL
    assert float(view.capability[0, 0]) == pytest.approx(expected.capability, abs=0.3)
