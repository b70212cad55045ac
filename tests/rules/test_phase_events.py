"""Events: their odds, conditions, whom they touch, and what they change, each with a rule made for the test."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.rules.phases.events import SEAT_FIGURES, WORLD_FIGURES, events
from game.rules.setup import EventRule
from tests.rules.worlds import World, plain

CERTAIN = 1e9  # a year


@cache
def quiet(games: int = 1) -> World:
    """A world whose figures stand clear of their bounds, with half-year turns."""
    return (
        plain(games)
        .has(stability=5.0, public_concern=50.0, regulation=40.0, capture=0.5, adoption=0.5, displacement=0.5, hype=1.0)
        .has(
            patience=50.0, resilience=0.5, awareness=50.0, public_algorithms=5.0, public_alignment=5.0, chip_supply=1.0
        )
        .has(trust=50.0, morale=0.5, concern=0.5, cash=50.0, security=2.5, power=10.0)
        .set_up(turn_years=0.5)
    )


def rule(**fields: object) -> EventRule:
    made = EventRule("test", CERTAIN, False, "world", (), (("stability", -1.0),))
    return replace(made, **fields)  # type: ignore[arg-type]


def with_rules(w: World, *rules: EventRule) -> World:
    """The world with these events and no others."""
    happened = np.zeros((len(rules), w.state.games), np.bool_)
    keys = np.arange(len(rules), dtype=np.uint64)
    setup = replace(w.setup, events=rules, event_keys=keys, event_ids=tuple(r.id for r in rules))
    return replace(w, setup=setup).with_state(happened=happened)


def happens(w: World, event: EventRule) -> bool:
    return bool(with_rules(w, event).run(events).facts.events[0, 0])


@pytest.mark.parametrize("years", [0.5, 1.0])
def test_odds_of_an_event(years: float) -> None:
    w = with_rules(quiet(4000), rule(rate=0.8)).set_up(turn_years=years)
    assert w.run(events).facts.events.mean() == pytest.approx(1.0 - np.exp(-0.8 * years), abs=0.001)


def test_an_event_is_noted_and_happens_again_unless_it_may_only_once() -> None:
    for once in (False, True):
        w = with_rules(quiet(), rule(once=once))
        first = w.run(events)
        assert first.happened[0, 0]
        assert first.facts.events[0, 0]
        again = w.with_state(happened=first.happened).run(events)
        assert again.facts.events[0, 0] == (not once)
        assert again.happened[0, 0]


def test_an_event_that_does_not_come_changes_nothing() -> None:
    w = with_rules(quiet(), rule(rate=0.0), rule(conditions=(("year", 3000.0, np.inf),)))
    after = w.run(events)
    assert not after.facts.events.any()
    assert not after.happened.any()
    assert after.stability[0] == 5.0


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("year", "", 2030.0),
        ("best_capability", "served", 29.0),
        ("public_weights", "public_weights", 28.0),
        ("stability", "stability", 4.0),
        ("tension", "tension", 60.0),
        ("concern", "public_concern", 70.0),
        ("regulation", "regulation", 30.0),
        ("adoption", "adoption", 0.3),
        ("displacement", "displacement", 0.2),
        ("hype", "hype", 1.3),
        ("awareness", "awareness", 35.0),
    ],
)
def test_conditions_hold_from_and_up_to_their_figures(name: str, field: str, value: float) -> None:
    w = quiet().set_up(start_year=value) if name == "year" else quiet().has(**{field: value})
    assert happens(w, rule(conditions=((name, value, value),)))
    assert not happens(w, rule(conditions=((name, value + 1e-6, np.inf),)))
    assert not happens(w, rule(conditions=((name, -np.inf, value - 1e-6),)))
    assert not happens(w, rule(conditions=((name, -np.inf, np.inf), ("year", 3000.0, np.inf))))


def test_automation_is_a_condition() -> None:
    w = quiet().numbers("truths", automation_midpoint=29.0).has(capability=[29.0, 20.0, 20.0, 20.0, 20.0])
    assert happens(w, rule(conditions=(("automation", 0.5, 0.5),)))


# --- whom


def touched(w: World, whom: str) -> list[bool]:
    return [bool(x) for x in with_rules(w, rule(whom=whom)).run(events).facts.event_seat[0, :, 0]]


def test_leader_weakest_and_world() -> None:
    w = quiet().has(capability=[28.0, 29.0, 27.0, 29.0, 20.0], security=[3.0, 2.0, 4.0, 5.0, 2.0])
    assert touched(w, "leader") == [False, True, False, True, False]
    assert touched(w, "weakest") == [False, True, False, False, True]
    assert touched(w, "world") == [False] * 5


def test_one_seat_in_proportion_to_its_people() -> None:
    w = replace(with_rules(quiet(4000), rule(whom="each-seat")), dice=None).has(researchers=[3.0, 1.0, 1.0, 1.0, 1.0])
    seats = w.run(events).facts.event_seat[0]
    assert (seats.sum(axis=0) == 1).all()
    assert seats.mean(axis=1) == pytest.approx([3.0 / 7.0] + [1.0 / 7.0] * 4, abs=0.03)


def test_nobody_is_touched_by_what_does_not_happen() -> None:
    w = with_rules(quiet(), rule(whom="leader", conditions=(("year", 3000.0, np.inf),)))
    assert not w.run(events).facts.event_seat.any()


# --- what changes


@pytest.mark.parametrize("name", sorted(WORLD_FIGURES))
def test_figures_of_the_world_move_and_stop_at_their_bounds(name: str) -> None:
    field, low, high = WORLD_FIGURES[name]
    before = getattr(quiet().state, field).reshape(-1)[0]

    def after(amount: float) -> float:
        made = with_rules(quiet(), rule(changes=((name, amount),))).run(events)
        return float(getattr(made, field).reshape(-1)[0])

    assert after(0.1) == pytest.approx(before + 0.1)
    assert after(-0.1) == pytest.approx(before - 0.1)
    assert after(1e6) == high
    assert after(-1e6) == low


@pytest.mark.parametrize("name", sorted(SEAT_FIGURES))
def test_figures_of_seats_move_for_those_touched(name: str) -> None:
    field, low, high = SEAT_FIGURES[name]
    w = quiet().has(capability=[30.0, 29.0, 29.0, 29.0, 29.0])
    before = getattr(w.state, field)[:, 0]

    def after(amount: float) -> list[float]:
        made = with_rules(w, rule(whom="leader", changes=((name, amount),))).run(events)
        return [float(x) for x in getattr(made, field)[:, 0]]

    assert after(0.1) == pytest.approx([before[0] + 0.1, *before[1:]])
    assert after(-1e6)[0] == low
    assert after(1e6)[0] == (1e6 + before[0] if high == np.inf else high)
    assert after(1e6)[1:] == pytest.approx(before[1:])


def test_tension_moves_between_different_blocs() -> None:
    tension = np.full((3, 3, 1), 40.0) * (1.0 - np.eye(3))[:, :, None]
    w = quiet().has(tension=tension)
    np.testing.assert_allclose(
        with_rules(w, rule(changes=(("tension", 5.0),))).run(events).tension, tension * 45.0 / 40.0
    )
    assert with_rules(w, rule(changes=(("tension", 500.0),))).run(events).tension.max() == 100.0
    assert with_rules(w, rule(changes=(("tension", -500.0),))).run(events).tension.min() == 0.0


def test_power_moves_by_a_share_of_what_there_is() -> None:
    w = quiet().has(power=[10.0, 20.0, 10.0, 10.0, 10.0, 10.0])
    one = rule(changes=(("power", -0.5),))
    assert with_rules(w, one).run(events).power[:2, 0].tolist() == [5.0, 10.0]
    assert with_rules(w, one, one).run(events).power[:2, 0].tolist() == [2.5, 5.0]
    assert with_rules(w, rule(changes=(("power", -5.0),))).run(events).power.min() == 0.1


def test_two_events_in_one_turn_both_count() -> None:
    w = with_rules(quiet(), rule(), rule(changes=(("stability", -1.5), ("hype", 0.2))))
    after = w.run(events)
    assert after.stability[0] == pytest.approx(2.5)
    assert after.hype[0] == pytest.approx(1.2)


def test_a_figure_that_nobody_knows_is_refused() -> None:
    with pytest.raises(AssertionError, match="unknown figure luck"):
        with_rules(quiet(), rule(changes=(("luck", 1.0),))).run(events)


def test_causes_are_named() -> None:
    assert with_rules(quiet(), rule()).terms(events, "stability", None) == {"event:test": -1.0}
