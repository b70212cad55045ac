"""What the phases share: shares of a turn, bounds, orders read as masks, derived figures, effects of technologies."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Clause, Release, Target
from game.rules.arrays import Bools, Floats
from game.rules.clauses import bound, in_force
from game.rules.context import chance, logistic, total
from game.rules.derived import (
    automation,
    best_reach,
    bloc_best,
    chip_price,
    fleet,
    gap,
    least_algorithms,
    nominal_ceiling,
    power_need,
    power_share,
    reach,
    tier_five,
    tier_six,
)
from game.rules.effects import effects_of
from game.rules.knowledge import available, available_at
from game.rules.ledger import Ledger
from game.rules.setup import EffectTerm
from tests.rules.relations import Measure, Row, rows
from tests.rules.worlds import LN2, World, plain

ALL = (0, 1, 2, 3, 4)


@cache
def now() -> World:
    return plain().set_up(turn_years=0.5)


# --- shares of a turn


def test_a_part_is_the_same_after_a_year_whatever_the_turn() -> None:
    turn = now().turn()
    assert turn.part(2.0 * LN2) == pytest.approx(0.5)
    assert turn.part(0.0) == 0.0
    whole = now().set_up(turn_years=1.0).turn()
    assert whole.part(2.0 * LN2) == pytest.approx(0.75)


@pytest.mark.parametrize("decay", [0.1, 1.0, 5.0])
def test_a_flow_counts_for_less_the_faster_its_stock_decays(decay: float) -> None:
    turn, whole = now().turn(), now().set_up(turn_years=1.0).turn()
    half = float(turn.flow(np.array(decay)))
    assert half < 0.5
    left = 1.0 - float(turn.part(decay))
    assert float(whole.flow(np.array(decay))) == pytest.approx(half * left + half)


def test_a_flow_into_what_hardly_decays_counts_for_the_whole_turn() -> None:
    assert float(now().turn().flow(np.array(1e-9))) == pytest.approx(0.5)


def test_chance_and_logistic() -> None:
    assert chance(np.array(LN2), 1.0) == pytest.approx(0.5)
    assert chance(np.array(LN2), 2.0) == pytest.approx(0.75)
    assert chance(np.array(0.0), 2.0) == 0.0
    x = np.array([-1e3, -2.0, 0.0, 2.0, 1e3])
    np.testing.assert_allclose(logistic(x), [0.0, 1.0 / (1.0 + np.exp(2.0)), 0.5, 1.0 / (1.0 + np.exp(-2.0)), 1.0])


def test_total_adds_rows() -> None:
    np.testing.assert_array_equal(total(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])), [9.0, 12.0])
    np.testing.assert_array_equal(total(np.array([[1.0, 2.0]])), [1.0, 2.0])


# --- changes and their terms


def ten() -> Floats:
    return np.full((5, 1), 10.0)


def test_a_change_is_the_sum_of_its_terms_within_bounds() -> None:
    turn = now().turn()
    terms = (("gain", np.full((5, 1), 3.0)), ("loss", np.full((5, 1), -5.0)))
    assert turn.change("cash", ten(), *terms)[0, 0] == 8.0
    assert turn.change("cash", ten(), *terms, low=9.0)[0, 0] == 9.0
    assert turn.change("cash", ten(), *terms, high=7.0)[0, 0] == 7.0
    assert turn.change("cash", ten(), *terms, low=0.0, high=20.0)[0, 0] == 8.0
    assert turn.change("cash", ten())[0, 0] == 10.0


def test_a_change_is_told_term_by_term_and_cut_by_a_limit() -> None:
    ledger = Ledger()
    turn = now().turn(ledger)
    turn.phase = "trade"
    turn.change("cash", ten(), ("gain", np.array(3.0)), ("loss", -5.0 * np.eye(5)[:, :1]), low=9.0)
    assert [(t.phase, t.seat, t.place, t.cause, t.amount) for t in ledger.terms if t.seat in (0, 1)] == [
        ("trade", 0, None, "gain", 3.0),
        ("trade", 1, None, "gain", 3.0),
        ("trade", 0, None, "loss", -5.0),
        ("trade", 0, None, "limit", 1.0),
    ]


def test_figures_of_the_world_have_no_seat() -> None:
    ledger = Ledger()
    turn = now().turn(ledger)
    turn.note("stability", np.zeros(1), ("calm", np.array([1.0])))
    turn.note("power", np.zeros((6, 1)), ("plants", np.array([[0.0], [2.0], [0.0], [0.0], [0.0], [0.0]])))
    turn.note("awareness", np.zeros((5, 1)), ("news", np.ones((5, 1))))
    turn.note("compute", np.zeros((5, 6, 1)), ("chips", np.arange(30.0).reshape(5, 6, 1) == 8.0))
    seen = [(t.quantity, t.seat, t.place) for t in ledger.terms]
    assert seen[:2] == [("stability", None, None), ("power", None, 1)]
    assert seen[2:7] == [("awareness", None, place) for place in range(5)]
    assert seen[7:] == [("compute", 1, 2)]


def test_a_figure_that_is_set_is_told_with_what_is_left() -> None:
    ledger = Ledger()
    turn = now().turn(ledger)
    turn.becomes("reading", ten(), np.full((5, 1), 14.0), ("seen", np.full((5, 1), 3.0)), rest="luck")
    assert [(t.cause, t.amount) for t in ledger.of("reading", 2)] == [("seen", 3.0), ("luck", 1.0)]
    now().turn().becomes("reading", ten(), ten(), rest="luck")  # nothing to tell it to


# --- orders as masks


def test_actions_are_found_in_either_slot() -> None:
    for slot in (0, 1):
        turn = now().acts(2, Action.SPY_WEIGHTS, 4, slot).turn()
        assert turn.does(Action.SPY_WEIGHTS)[:, 0].tolist() == [False, False, True, False, False]
        assert not turn.does(Action.SABOTAGE).any()
        pairs = turn.does_to(Action.SPY_WEIGHTS)
        assert pairs is not None
        assert [tuple(int(i) for i in p[:2]) for p in np.argwhere(pairs)] == [(2, 4)]
        assert turn.does_to(Action.SABOTAGE) is None
    both = now().acts(2, Action.SABOTAGE, 4).acts(2, Action.SABOTAGE, 0, slot=1).turn().does_to(Action.SABOTAGE)
    assert both is not None
    assert both.sum() == 2


def test_a_turn_has_a_date_and_a_length() -> None:
    turn = now().set_up(start_year=2026.0).with_state(turn=3).turn()
    assert (turn.years, turn.date) == (0.5, 2027.5)


# --- derived figures


def figure(of: Measure) -> Measure:
    return of


@cache
def race() -> World:
    return (
        now()
        .numbers("truths", tier_four=29.0, tier_five_gap=2.0, tier_six_gap=3.0, alignment_shift=0.5)
        .numbers("truths", automation_midpoint=30.0)
        .numbers("research", steepness=2.0)
        .numbers("alignment", base_ceiling=27.0)
        .numbers("compute", chip_price=20.0, chip_price_fall=0.2, power_per_chip=1.5, power_per_chip_fall=0.1)
        .numbers("treaties", quorum=0.7)
        .set_up(start_year=2025.75)
        .has(capability=30.0, served=28.0, served_stage=Release.GENERAL, practice=1.0, compute=1.0, idle=0.0)
        .has(public_weights=30.0, deployed=False)
    )


def test_thresholds_add_up() -> None:
    assert tier_five(race().params)[0] == 31.0
    assert tier_six(race().params)[0] == 34.0


def test_a_staged_model_counts_half_an_order_of_magnitude_less() -> None:
    w = race().has(served=[28.0, 28.0, 0.0, 0.0, 29.0], served_stage=[2, 1, 1, 0, 1], public_weights=20.0)
    assert reach(w.state)[:, 0].tolist() == [28.0, 27.5, 0.0, 0.0, 28.5]
    assert best_reach(w.state)[0] == 28.5
    assert best_reach(w.has(public_weights=29.0).state)[0] == 29.0


def test_a_fleet_is_what_has_power() -> None:
    chips = np.arange(6.0)[None, :, None]
    assert fleet(race().has(compute=chips).state)[0, 0] == 15.0
    assert fleet(race().has(compute=chips, idle=0.2).state)[0, 0] == pytest.approx(12.0)


@pytest.mark.parametrize(("turn", "years"), [(0, 0.0), (10, 5.0)])
def test_prices_and_hunger_of_chips_fall_from_2026_on(turn: int, years: float) -> None:
    w = race()
    assert chip_price(w.setup, w.params, turn)[0] == pytest.approx(20.0 * np.exp(-0.2 * years))
    assert power_need(w.setup, w.params, turn)[0] == pytest.approx(1.5 * np.exp(-0.1 * years))


def test_algorithms_before_2026() -> None:
    assert least_algorithms(race().set_up(start_year=2023.0).setup) == -3.0
    assert least_algorithms(race().set_up(start_year=2027.0).setup) == 0.0


def automated(w: World) -> float:
    share = float(automation(w.state, w.turn().effects, w.params)[0, 0])
    return float(np.log(share / (1.0 - share)))


@rows(
    Row("capability", automated, lambda w: w.has(capability=31.0), plus=2.0),
    Row("technology", automated, lambda w: w.knows(automation=0.5), plus=1.0),
    Row("a harder truth", automated, lambda w: w.numbers("truths", automation_midpoint=31.0), plus=-2.0),
    Row("steeper", automated, lambda w: w.has(capability=31.0).numbers("research", steepness=3.0), plus=3.0),
)
def test_automation(row: Row) -> None:
    assert automated(race()) == pytest.approx(0.0)
    row.check(race())


def test_ceilings_and_gaps() -> None:
    w = race().knows(alignment_ceiling=0.25)
    effects = w.turn().effects
    assert nominal_ceiling(w.state, effects, w.params)[0, 0] == pytest.approx(28.25)
    assert gap(w.state, effects, w.params)[0, 0] == pytest.approx(30.0 - 28.25 - 0.5)


@pytest.mark.parametrize(
    ("clause", "seats", "holds"),
    [
        (Clause.AUTONOMY, (), False),
        (Clause.AUTONOMY, (3,), False),
        (Clause.AUTONOMY, (1, 3), True),
        (Clause.INSPECTIONS, (1, 3), True),
        (Clause.SHARED_SAFETY, (1, 3), True),
        (Clause.SLOW_DOWN, (0, 1, 2), False),
        (Clause.SLOW_DOWN, (0, 1, 2, 3), True),
        (Clause.COMPUTE_CAP, (0, 1, 2), False),
        (Clause.NO_OPEN_WEIGHTS, (0, 1, 2), False),
        (Clause.JOINT_DEPLOYMENT, (0, 1, 2), False),
        (Clause.JOINT_DEPLOYMENT, ALL, True),
    ],
)
def test_two_make_a_clause_that_shares_and_most_one_that_limits(
    clause: Clause, seats: tuple[int, ...], holds: bool
) -> None:
    w = race().signed_by(clause, *seats)
    assert in_force(w.state.signed, w.params)[clause][0] == holds
    assert bound(w.state.signed, w.params)[clause][:, 0].tolist() == [holds and seat in seats for seat in ALL]


def test_a_quorum_met_exactly_is_enough_and_one_alone_never_is() -> None:
    w = race().signed_by(Clause.SLOW_DOWN, 0, 1, 2).numbers("treaties", quorum=0.6)
    assert in_force(w.state.signed, w.params)[Clause.SLOW_DOWN][0]
    assert not in_force(w.state.signed, w.numbers("treaties", quorum=0.6 + 1e-6).params)[Clause.SLOW_DOWN][0]
    one = race().signed_by(Clause.SLOW_DOWN, 0).numbers("treaties", quorum=0.0)
    assert not in_force(one.state.signed, one.params)[Clause.SLOW_DOWN][0]


def test_what_is_in_force_is_asked_anew_when_signatures_change() -> None:
    w = now().signed_by(Clause.INSPECTIONS, 0, 1)
    turn = w.turn()
    assert turn.in_force(w.state.signed)[Clause.INSPECTIONS][0]
    assert not turn.in_force(now().signed_by(Clause.INSPECTIONS, 0).state.signed)[Clause.INSPECTIONS][0]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
def test_what_can_be_worked_on_is_the_same_asked_singly_and_at_once(share: float) -> None:
    setup = now().setup
    known = np.random.default_rng(7).random((len(setup.technologies), len(setup.seats), 30)) < share
    technology, seat, game = np.indices(known.shape).reshape(3, -1)
    singly = available_at(known, technology, seat, game, setup)
    np.testing.assert_array_equal(singly, available(known, setup).reshape(-1))


def odds_of_power(w: World) -> float:
    """Power of the first seat as a multiple of the second one's."""
    share = power_share(w.state, w.setup)
    return float(share[0, 0] / share[1, 0])


def public_power(w: World) -> float:
    """Power of everybody together as a multiple of the second seat's."""
    share = power_share(w.state, w.setup)
    return float((1.0 - share.sum()) / share[1, 0])


def chips(*seats: float) -> Floats:
    return np.broadcast_to(np.array(seats)[:, None, None] / 6.0, (5, 6, 1))


E = float(np.exp(0.8))


@rows(
    Row("an OOM ahead", odds_of_power, lambda w: w.has(capability=[31.0, 30.0, 30.0, 30.0, 30.0]), times=E),
    Row("four times the chips", odds_of_power, lambda w: w.has(compute=chips(4, 1, 1, 1, 1)), times=2.0),
    Row("deployed", odds_of_power, lambda w: w.has(deployed=[True, False, False, False, False]), times=E**0.5),
    Row("deployed by the other", odds_of_power, lambda w: w.has(deployed=[False, True, True, True, True]),
        times=E**-0.5),
    Row("better free weights", public_power, lambda w: w.has(public_weights=31.0), times=E),
    Row("everybody an OOM ahead of them", public_power, lambda w: w.has(capability=31.0), times=1.0 / E),
    Row("one further ahead", public_power, lambda w: w.has(capability=[31.0, 30.0, 30.0, 30.0, 30.0]), times=1.0),
    Row("chips of all count together", public_power, lambda w: w.has(compute=chips(16, 1, 1, 1, 1)), times=2.0),
)  # fmt: skip
def test_shares_of_power(row: Row) -> None:
    base = race().has(compute=chips(1, 1, 1, 1, 1))
    assert odds_of_power(base) == 1.0
    assert public_power(base) == pytest.approx((5.0 * 0.3) ** 0.5, rel=1e-5)
    before, after = row.measure(base), row.measure(row.change(base))
    assert row.times is not None
    assert after == pytest.approx(before * row.times, rel=1e-4)


def test_a_seat_without_chips_has_next_to_no_power() -> None:
    share = power_share(race().has(compute=0.0).state, race().setup)
    assert np.isfinite(share).all()
    assert share.sum() < 1.0


def test_the_best_of_each_bloc() -> None:
    values = np.array([[1.0], [3.0], [2.0], [5.0], [4.0]])
    assert bloc_best(values, race().setup, 3)[:, 0].tolist() == [3.0, 4.0, 5.0]
    alone = plain(1, "two-powers")
    assert bloc_best(np.array([[1.0], [2.0]]), alone.setup, 3)[:, 0].tolist() == [1.0, 2.0, 0.0]


# --- effects of technologies


def known(*pairs: tuple[int, int]) -> Bools:
    out = np.zeros((3, 2, 1), np.bool_)
    for technology, seat in pairs:
        out[technology, seat] = True
    return out


def effects(*terms: EffectTerm) -> World:
    return replace(now(), setup=replace(now().setup, effects=terms))


def test_amounts_add_factors_multiply_and_ways_open() -> None:
    w = effects(
        EffectTerm(Target.ALGORITHMS, 0, 0.5),
        EffectTerm(Target.ALGORITHMS, 2, 0.25),
        EffectTerm(Target.SERVING, 0, float(np.log(2.0))),
        EffectTerm(Target.SERVING, 1, float(np.log(3.0))),
        EffectTerm(Target.BOXED_USE, 1, 1.0),
        EffectTerm(Target.BOXED_USE, 2, 1.0),
    )
    found = effects_of(known((0, 0), (1, 0), (2, 0), (1, 1)), w.setup)
    assert found[Target.ALGORITHMS][:, 0].tolist() == [0.75, 0.0]
    assert found[Target.SERVING][:, 0] == pytest.approx([6.0, 3.0])
    assert found[Target.BOXED_USE][:, 0].tolist() == [1.0, 1.0]
    assert found[Target.POWER][:, 0].tolist() == [1.0, 1.0]
    assert found[Target.TRUST][:, 0].tolist() == [0.0, 0.0]
    assert found.has(Target.BOXED_USE).all()
    assert not found.has(Target.RECURSION).any()
