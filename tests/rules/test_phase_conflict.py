"""Conflict: strikes ordered and strikes of those who are losing, tension of blocs, stability, and the odds of war."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Clause, Release
from game.rules.context import logistic
from game.rules.phases.conflict import conflict, war_rate
from tests.rules.relations import Row, figure, rate, rows, term
from tests.rules.worlds import AGORA, CHINA, COLUMBIA, EUROPE, HELIOS, HUAXIA, LN2, QILIN, US, World, between, plain

EVERYBODY = tuple(range(7))


@cache
def calm(games: int = 1) -> World:
    """Nothing changes by itself: no strikes, tension and stability stay."""
    return (
        plain(games, "labs-and-states")
        .numbers("truths", tier_four=29.0, tier_five_gap=1.0)
        .numbers("conflict", bloc_enmity=0.5, lab_enmity=0.6, tension_return=0.0, tension_gap=0.2, strike_gap=0.0)
        .numbers("conflict", strike_rate=0.0, strike_loss=0.4, race_stability=0.0, tension_stability=0.0)
        .numbers("conflict", stability_return=1e-9, jobs_stability=0.0, war_rate=0.1, war_tension=60.0)
        .numbers("treaties", quorum=0.8)
        .has(capability=25.0, served=25.0, served_stage=Release.GENERAL, tension=between(50.0, 20.0), stability=7.0)
        .has(displacement=0.0, patience=0.0, compute=1.0, setback=0.0)
        .set_up(turn_years=0.5)
    )


# --- preventive strikes


@cache
def losing() -> World:
    """Helios of the one bloc is at Tier Five, Qilin of the other one behind by an order of magnitude."""
    return calm(4000).numbers("conflict", strike_rate=4.0).has(capability=capability(HELIOS, 30.0, QILIN, 29.0))


def capability(*pairs: float) -> list[float]:
    """Seat, figure, seat, figure, ...; all others are far behind."""
    out = [25.0] * 7
    for seat, value in zip(pairs[::2], pairs[1::2], strict=True):
        out[int(seat)] = value
    return out


strike = rate(conflict, "struck", QILIN, HELIOS)


@rows(
    Row("rate", strike, lambda w: w.numbers("conflict", strike_rate=2.0), times=0.5, within=0.01),
    Row("bitter", strike, lambda w: w.has(tension=between(100.0)), times=4.0, within=0.01),
    Row("friendly", strike, lambda w: w.has(tension=between(25.0, 90.0)), times=0.25, within=0.01),
    Row("a closer race", strike, lambda w: w.has(capability=capability(HELIOS, 30.0, QILIN, 29.5)), times=0.5,
        within=0.01),
    Row("no race", strike, lambda w: w.has(capability=capability(HELIOS, 30.0, QILIN, 26.0)), times=2.0, within=0.01),
    Row("a gap that bothers nobody", strike, lambda w: w.numbers("conflict", strike_gap=0.5), times=0.5, within=0.01),
    Row("ahead", strike, lambda w: w.has(capability=capability(HELIOS, 30.0, QILIN, 31.0)), times=0.0),
    Row("the bloc ahead", strike, lambda w: w.has(capability=capability(HELIOS, 30.0, QILIN, 29.0, HUAXIA, 31.0)),
        times=0.0),
    Row("another of the bloc is better", strike,
        lambda w: w.has(capability=capability(HELIOS, 30.0, QILIN, 28.5, HUAXIA, 29.0)), times=0.0),
    Row("not decisive yet", strike, lambda w: w.numbers("truths", tier_four=30.0),
        times=2.0 * float(logistic(np.array(-2.0))), within=0.01),
    Row("autonomy guaranteed", strike, lambda w: w.signed_by(Clause.AUTONOMY, QILIN, HELIOS), times=0.25, within=0.01),
    Row("by one alone", strike, lambda w: w.signed_by(Clause.AUTONOMY, HELIOS), times=1.0),
    Row("the same rate in a longer turn", strike, lambda w: w.set_up(turn_years=1.0), times=1.0, within=0.01),
)  # fmt: skip
def test_preventive_strikes(row: Row) -> None:
    assert strike(losing()) == pytest.approx(4.0 * 0.5 * 0.25, rel=0.01)
    row.check(losing())


def test_only_the_best_of_a_losing_bloc_strikes_and_only_the_leader_is_struck() -> None:
    struck = losing().has(tension=between(50.0, 50.0)).run(conflict).facts.struck
    pairs = {(int(a), int(b)) for a, b, _ in np.argwhere(struck)}
    assert pairs == {(QILIN, HELIOS), (AGORA, HELIOS)}


# --- strikes ordered by states, and what a strike does


@pytest.mark.parametrize(
    ("by", "at", "comes"),
    [(COLUMBIA, QILIN, True), (COLUMBIA, AGORA, True), (COLUMBIA, HELIOS, False), (HELIOS, QILIN, False)],
)
def test_only_states_strike_and_not_their_own(by: int, at: int, comes: bool) -> None:
    struck = calm().acts(by, Action.STRIKE, at).run(conflict).facts.struck
    assert struck.sum() == comes
    assert struck[by, at, 0] == comes


def struck() -> World:
    return calm().acts(COLUMBIA, Action.STRIKE, QILIN)


def test_a_strike_destroys_chips_and_sets_back_runs() -> None:
    w = struck().has(compute=2.0)
    after = w.run(conflict)
    np.testing.assert_allclose(after.compute[QILIN], 0.6 * 2.0)
    assert after.setback[QILIN, 0] == pytest.approx(0.4)
    for seat in set(EVERYBODY) - {QILIN}:
        np.testing.assert_array_equal(after.compute[seat], 2.0)
        assert after.setback[seat, 0] == 0.0
    assert w.terms(conflict, "compute", QILIN)["strike"] == pytest.approx(-0.4 * 2.0 * 6)


def test_a_strike_embitters_two_blocs_and_shakes_the_world_once() -> None:
    two = struck().acts(COLUMBIA, Action.STRIKE, HUAXIA, slot=1)
    for w in (struck(), two):
        after = w.run(conflict)
        assert after.tension[US, CHINA, 0] == after.tension[CHINA, US, 0] == pytest.approx(85.0)
        assert after.tension[US, EUROPE, 0] == after.tension[EUROPE, CHINA, 0] == pytest.approx(20.0)
        assert after.tension[US, US, 0] == 0.0
        assert after.stability[0] == pytest.approx(5.5)


def test_strikes_stay_in_bounds() -> None:
    after = struck().has(tension=between(90.0), stability=1.0).run(conflict)
    assert after.tension.max() == 100.0
    assert after.stability[0] == pytest.approx(0.0, abs=1e-6)


# --- tension


def rivalry(w: World) -> float:
    """Tension that the first two blocs tend to."""
    return float(w.numbers("conflict", tension_return=1e4).run(conflict).tension[US, CHINA, 0])


def served(us: float, china: float) -> list[float]:
    return [us, 10.0, 10.0, 10.0, china, 10.0, 10.0]


@rows(
    Row("half enmity", rivalry, lambda w: w.numbers("conflict", bloc_enmity=0.25), times=0.5),
    Row("no more than all", rivalry, lambda w: w.numbers("conflict", bloc_enmity=9.0), times=100.0 / 17.5),
    Row("Tier Five near", rivalry, lambda w: w.has(served=served(29.0, 29.0)), times=(0.35 + 0.225) / 0.35),
    Row("and apart", rivalry, lambda w: w.has(served=served(29.0, 28.0)), times=(0.35 + 0.1 + 0.225) / 0.35),
    Row("the other way", rivalry, lambda w: w.has(served=served(28.0, 29.0)), times=(0.35 + 0.1 + 0.225) / 0.35),
    Row("far apart", rivalry, lambda w: w.has(served=served(29.0, 24.0)), times=(0.35 + 0.2 + 0.225) / 0.35),
    Row("touchy", rivalry,
        lambda w: w.has(served=served(29.0, 28.0)).numbers("conflict", tension_gap=0.4),
        times=(0.35 + 0.2 + 0.225) / 0.35),
    Row("Tier Five far behind", rivalry, lambda w: w.has(served=served(60.0, 60.0)), times=0.8 / 0.35),
    Row("a staged model is seen less", rivalry,
        lambda w: w.has(served=served(29.5, 29.5), served_stage=Release.STAGED), times=(0.35 + 0.225) / 0.35),
)  # fmt: skip
def test_what_tension_tends_to(row: Row) -> None:
    base = calm().has(served=10.0)
    assert rivalry(base) == pytest.approx(17.5)
    row.check(base)


def twice(w: World, *names: str) -> World:
    """The world after the first of two turns of half the length."""
    half = w.set_up(turn_years=w.setup.turn_years / 2.0)
    between_turns = half.run(conflict)
    return half.with_state(**{name: getattr(between_turns, name) for name in names})


@pytest.mark.parametrize("now", [5.0, 60.0])
def test_tension_closes_half_the_distance_and_two_half_turns_are_one(now: float) -> None:
    w = calm().has(served=10.0, tension=between(now)).numbers("conflict", tension_return=2.0 * LN2)
    after = w.run(conflict).tension
    assert after[US, CHINA, 0] == pytest.approx(0.5 * (now + 17.5), rel=1e-6)
    np.testing.assert_allclose(twice(w, "tension").run(conflict).tension, after)
    np.testing.assert_array_equal(after, np.swapaxes(after, 0, 1))
    assert after[US, US, 0] == 0.0


def test_a_bloc_without_seats_has_no_tension() -> None:
    w = plain(1, "two-powers").numbers("conflict", bloc_enmity=1.0, tension_return=9.0)
    after = w.run(conflict).tension
    assert after[US, CHINA, 0] > 0.0
    assert after[EUROPE].max() == 0.0


# --- stability

race = term(conflict, "stability", "the race", None)


@cache
def racing() -> World:
    """All seven seats level and spending everything on research and chips."""
    return calm().ordered(research=0.5, compute=0.5).numbers("conflict", race_stability=0.4)


@rows(
    Row("race", race, lambda w: w.numbers("conflict", race_stability=0.8), times=2.0),
    Row("enmity of labs", race, lambda w: w.numbers("conflict", lab_enmity=1.6), times=2.0),
    Row("one far behind", race, lambda w: w.has(capability=[0.0] + [25.0] * 6), times=5.0 / 6.0),
    Row("one behind", race, lambda w: w.has(capability=[25.0 - 0.7 * LN2] + [25.0] * 6), times=5.5 / 6.0),
    Row("one alone", race, lambda w: w.has(capability=[99.0] + [25.0] * 6), times=0.0),
    Row("no research", race, lambda w: w.ordered(research=0.0), times=0.5),
    Row("no chips", race, lambda w: w.ordered(compute=0.0), times=0.5),
    Row("one rests", race, lambda w: w.ordered(research=[0.0] + [0.5] * 6), times=6.5 / 7.0),
    Row("no faster than everything", race, lambda w: w.ordered(compute=0.9), times=1.0),
    Row("slowed down", race, lambda w: w.signed_by(Clause.SLOW_DOWN, *EVERYBODY), times=0.4),
    Row("slow-down of some", race, lambda w: w.signed_by(Clause.SLOW_DOWN, 0, 1, 2), times=1.0),
    Row("longer turn", race, lambda w: w.set_up(turn_years=1.0), times=2.0),
)
def test_the_race_shakes(row: Row) -> None:
    assert race(racing()) == pytest.approx(-0.4 * 0.5)
    row.check(racing())


tense = term(conflict, "stability", "tension", None)
jobs = term(conflict, "stability", "jobs lost", None)
peace = term(conflict, "stability", "peaceful years", None)
benefits = term(conflict, "stability", "benefits", None)


@cache
def worn() -> World:
    return (
        calm()
        .numbers("conflict", tension_stability=0.4, jobs_stability=0.8)
        .has(displacement=0.25, patience=20.0, stability=5.0)
    )


@rows(
    Row("tension", tense, lambda w: w.numbers("conflict", tension_stability=0.8), times=2.0),
    Row("the worst tension", tense, lambda w: w.has(tension=between(100.0, 20.0)), times=2.0),
    Row("longer tension", tense, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("jobs", jobs, lambda w: w.numbers("conflict", jobs_stability=1.6), times=2.0),
    Row("more jobs", jobs, lambda w: w.has(displacement=0.5), times=2.0),
    Row("longer loss", jobs, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("benefits", benefits, lambda w: w.has(patience=40.0), times=2.0),
    Row("longer benefits", benefits, lambda w: w.set_up(turn_years=1.0), times=2.0),
)
def test_what_moves_stability(row: Row) -> None:
    assert tense(worn()) == pytest.approx(-0.4 * 0.5 * 0.5)
    assert jobs(worn()) == pytest.approx(-0.8 * 0.25 * 0.5)
    assert benefits(worn()) == pytest.approx(0.01 * 20.0 * 0.5)
    row.check(worn())


@pytest.mark.parametrize("now", [5.0, 8.0])
def test_stability_returns_to_seven(now: float) -> None:
    w = worn().has(stability=now).numbers("conflict", stability_return=2.0 * LN2)
    assert peace(w) == pytest.approx(0.5 * (7.0 - now))


def test_two_half_turns_of_stability_are_one() -> None:
    w = worn().ordered(research=0.5, compute=0.5).numbers("conflict", race_stability=0.4, stability_return=0.3)
    once = w.run(conflict).stability
    np.testing.assert_allclose(twice(w, "stability").run(conflict).stability, once)


def test_stability_stays_in_bounds() -> None:
    assert figure(conflict, "stability")(worn().has(stability=0.01)) == 0.0
    assert figure(conflict, "stability")(calm().has(stability=9.99, patience=100.0)) == 10.0


# --- war


def wars(w: World) -> float:
    return float(war_rate(w.state, w.turn())[0])


@rows(
    Row("rate", wars, lambda w: w.numbers("conflict", war_rate=0.2), times=2.0),
    Row("twice as far above", wars, lambda w: w.has(tension=between(100.0)), times=4.0),
    Row("at the level", wars, lambda w: w.has(tension=between(60.0)), times=0.0),
    Row("below", wars, lambda w: w.has(tension=between(10.0)), times=0.0),
    Row("any pair", wars, lambda w: w.has(tension=between(0.0, 80.0)), times=1.0),
    Row("shaky", wars, lambda w: w.has(stability=1.0), times=2.0),
    Row("less shaky", wars, lambda w: w.has(stability=3.0), times=1.5),
    Row("firm", wars, lambda w: w.has(stability=9.0), times=1.0),
    Row("after a strike", wars, lambda w: w.happened(struck=np.ones((7, 7, 1))), times=4.0),
)
def test_wars(row: Row) -> None:
    base = calm().has(tension=between(80.0), stability=5.0)
    assert wars(base) == pytest.approx(0.1)
    row.check(base)
