"""Statecraft: rules, who makes and who captures them, and campaigns."""

from __future__ import annotations

import pytest

from game.content.vocabulary import Action
from game.rules.phases.statecraft import statecraft
from tests.rules.relations import Measure, Row, figure, rows, term
from tests.rules.test_phase_statecraft import capital
from tests.rules.worlds import (
    COLUMBIA,
    HELIOS,
    LN2,
    MERIDIAN,
)

# --- rules

rules_for = term(statecraft, "regulation", "lobbying for rules", None)
rules_against = term(statecraft, "regulation", "lobbying against rules", None)
laws = term(statecraft, "regulation", "new laws", None)
licences = term(statecraft, "regulation", "licences", None)
RULES = (  # at 30 points of regulation, 0.7 of the room is left
    (rules_for, Action.LOBBY_FOR, HELIOS, 2.0 * 0.7),
    (rules_against, Action.LOBBY_AGAINST, HELIOS, -2.0),
    (laws, Action.REGULATE, COLUMBIA, 6.0 * 0.7),
    (licences, Action.LICENCE, COLUMBIA, 4.0 * 0.7),
)


@pytest.mark.parametrize(("measure", "action", "seat", "points"), RULES)
def test_rules_are_made_by_those_who_act(measure: Measure, action: Action, seat: int, points: float) -> None:
    w = capital().acts(seat, action)
    assert measure(capital()) == 0.0
    assert measure(w) == pytest.approx(points)
    assert measure(w.acts(seat - 1, action)) == pytest.approx(2.0 * points)
    assert measure(w.numbers("society", lobby_effect=2.0)) == pytest.approx(0.5 * points)
    assert measure(w.set_up(turn_years=0.25)) == pytest.approx(0.5 * points)
    assert measure(w.set_up(turn_years=1.0)) == measure(w.set_up(turn_years=2.0)) == pytest.approx(2.0 * points)
    for other, *_ in RULES:
        if other is not measure:
            assert other(w) == 0.0


@pytest.mark.parametrize(("measure", "action"), [(rules_for, Action.LOBBY_FOR), (rules_against, Action.LOBBY_AGAINST)])
def test_the_trusted_are_heard(measure: Measure, action: Action) -> None:
    w = capital().acts(HELIOS, action)
    assert measure(w.has(trust=12.5)) == pytest.approx(0.5 * measure(w))


def test_rules_stay_in_bounds() -> None:
    regulation = figure(statecraft, "regulation")
    assert regulation(capital().acts(HELIOS, Action.LOBBY_AGAINST).has(regulation=1.0)) == 0.0
    assert regulation(capital().acts(COLUMBIA, Action.REGULATE).has(regulation=100.0)) == 100.0


@pytest.mark.parametrize(
    ("measure", "action"), [(rules_for, Action.LOBBY_FOR), (laws, Action.REGULATE), (licences, Action.LICENCE)]
)
def test_the_more_is_regulated_the_less_a_further_rule_adds(measure: Measure, action: Action) -> None:
    w = capital().acts(COLUMBIA, action)
    bare, half, full = (measure(w.has(regulation=points)) for points in (0.0, 50.0, 100.0))
    assert bare > half > full == 0.0
    assert half == pytest.approx(0.5 * bare)


lobbied = term(statecraft, "capture", "lobbying", None)
licensed = term(statecraft, "capture", "licences", None)
freed = term(statecraft, "capture", "public laws", None)
forgotten = term(statecraft, "capture", "forgetting", None)


@pytest.mark.parametrize(
    ("measure", "action", "amount"),
    [
        (lobbied, Action.LOBBY_FOR, 0.2 * 0.2 * 0.5),
        (lobbied, Action.LOBBY_AGAINST, 0.2 * 0.2 * 0.5),
        (licensed, Action.LICENCE, 0.5 * 0.2 * 0.4 * 0.5),
    ],
)
def test_who_writes_the_rules_owns_them(measure: Measure, action: Action, amount: float) -> None:
    w = capital().acts(COLUMBIA, action)
    assert measure(capital()) == 0.0
    assert measure(w) == pytest.approx(amount)
    assert measure(w.numbers("society", capture_rate=0.4)) == pytest.approx(2.0 * amount)
    assert measure(w.numbers("society", lobby_effect=8.0)) == pytest.approx(2.0 * amount)
    assert measure(w.has(capture=0.75)) == pytest.approx(0.5 * amount)


def test_both_kinds_of_lobbying_capture() -> None:
    w = capital().acts(HELIOS, Action.LOBBY_FOR).acts(MERIDIAN, Action.LOBBY_AGAINST)
    assert lobbied(w) == pytest.approx(2.0 * lobbied(capital().acts(HELIOS, Action.LOBBY_FOR)))


def test_public_laws_free_the_rules() -> None:
    w = capital().acts(COLUMBIA, Action.REGULATE)
    assert freed(w) == pytest.approx(-0.3 * 0.5 * 0.6)
    assert freed(w.has(capture=1.0)) == pytest.approx(2.0 * freed(w))
    assert freed(w.numbers("society", lobby_effect=2.0)) == pytest.approx(0.5 * freed(w))
    assert freed(w.numbers("society", lobby_effect=99.0)) == pytest.approx(-0.15)
    assert freed(capital()) == 0.0


def test_capture_is_forgotten_by_half_and_half_again() -> None:
    w = capital().numbers("society", capture_decay=2.0 * LN2)
    assert forgotten(w) == pytest.approx(-0.25)
    assert forgotten(w.set_up(turn_years=1.0)) == pytest.approx(-0.375)
    assert forgotten(w.has(capture=1.0)) == pytest.approx(-0.5)


def test_capture_stays_in_bounds() -> None:
    w = capital().numbers("society", capture_rate=99.0).acts(HELIOS, Action.LOBBY_FOR)
    assert figure(statecraft, "capture")(w) == 1.0
    assert figure(statecraft, "capture")(capital().has(capture=-0.1)) == 0.0


campaign = term(statecraft, "trust", "campaign", HELIOS)
ease = term(statecraft, "public_concern", "campaigns", None)
spite = term(statecraft, "trust", "lobbying against rules", HELIOS)


@rows(
    Row("gain", campaign, lambda w: w.numbers("society", campaign_gain=6.0), times=2.0),
    Row("half of those to win", campaign, lambda w: w.has(trust=75.0), times=0.5),
    Row("a shorter campaign", campaign, lambda w: w.set_up(turn_years=0.25), times=0.5),
    Row("a year is all", campaign, lambda w: w.set_up(turn_years=3.0), times=2.0),
    Row("of others", campaign, lambda w: w.acts(HELIOS, Action.NONE).acts(1, Action.CAMPAIGN), times=0.0),
    Row("concern", ease, lambda w: w.acts(MERIDIAN, Action.CAMPAIGN), times=2.0),
    Row("concern, less of it", ease, lambda w: w.set_up(turn_years=0.25), times=0.5),
    Row("concern, a year is all", ease, lambda w: w.set_up(turn_years=3.0), times=2.0),
)
def test_campaigns(row: Row) -> None:
    base = capital().acts(HELIOS, Action.CAMPAIGN)
    assert campaign(base) == pytest.approx(3.0 * 0.5 * 0.5 * 2.0)
    assert ease(base) < 0.0
    row.check(base)


def test_lobbying_against_rules_costs_trust() -> None:
    w = capital().acts(HELIOS, Action.LOBBY_AGAINST)
    assert spite(w) < 0.0
    assert spite(w.set_up(turn_years=0.25)) == pytest.approx(0.5 * spite(w))
    assert spite(w.set_up(turn_years=3.0)) == pytest.approx(2.0 * spite(w))
    assert spite(capital()) == 0.0


def test_trust_and_concern_stay_in_bounds() -> None:
    against = capital().acts(HELIOS, Action.LOBBY_AGAINST).has(trust=0.1)
    assert figure(statecraft, "trust", HELIOS)(against) == 0.0
    loud = capital().acts(HELIOS, Action.CAMPAIGN).numbers("society", campaign_gain=999.0).has(public_concern=0.1)
    assert figure(statecraft, "trust", HELIOS)(loud) == 100.0
    assert figure(statecraft, "public_concern")(loud) == 0.0
