"""Misuse: what anybody can run, how often it is turned to harm, how bad that is, and what the world learns."""

from __future__ import annotations

from functools import cache

import pytest

from game.content.vocabulary import Release
from game.rules.phases.misuse import free_capability, misuse
from tests.rules.relations import Row, figure, odds, rate, rows, term
from tests.rules.worlds import LN2, World, plain


@cache
def free(games: int = 4000) -> World:
    """Free weights one order of magnitude above the level of danger, half of the harm prevented; nothing served."""
    return (
        plain(games)
        .numbers("truths", danger_level=30.0)
        .numbers("misuse", rate=1.0, steepness=LN2, falling_need=0.5, fatal=0.8, resilience_growth=0.0, lesson=0.0)
        .numbers("misuse", stability=1.5, concern=8.0)
        .has(public_weights=31.0, public_algorithms=0.0, resilience=0.5, served=0.0, served_stage=Release.GENERAL)
        .has(stability=6.0, public_concern=50.0)
        .set_up(start_year=2026.0, turn_years=0.5)
    )


harm = rate(misuse, "misuse")


@rows(
    Row("rate", harm, lambda w: w.numbers("misuse", rate=0.5), times=0.5, within=0.01),
    Row("an OOM more", harm, lambda w: w.has(public_weights=32.0), times=2.0, within=0.01),
    Row("at the level of danger", harm, lambda w: w.has(public_weights=30.0), times=0.5, within=0.01),
    Row("a higher level", harm, lambda w: w.numbers("truths", danger_level=31.0), times=0.5, within=0.01),
    Row("steeper", harm, lambda w: w.numbers("misuse", steepness=2.0 * LN2), times=2.0, within=0.01),
    Row("resilient", harm, lambda w: w.has(resilience=0.75), times=0.5, within=0.01),
    Row("never wholly so", harm, lambda w: w.has(resilience=1.0).numbers("misuse", rate=25.0), times=1.0, within=0.01),
    Row("better algorithms need less", harm, lambda w: w.has(public_algorithms=2.0), times=2.0, within=0.01),
    Row("even less", harm,
        lambda w: w.has(public_algorithms=1.0).numbers("misuse", falling_need=1.0), times=2.0, within=0.01),
    Row("the same rate in a longer turn", harm, lambda w: w.set_up(turn_years=1.0), times=1.0, within=0.01),
)  # fmt: skip
def test_misuse_of_what_is_free(row: Row) -> None:
    assert harm(free()) == pytest.approx(1.0, rel=0.01)
    row.check(free())


def test_hazard_ends_its_climb() -> None:
    w = free().numbers("misuse", rate=0.002, steepness=1.0)
    assert harm(w.has(public_weights=36.0)) == harm(w.has(public_weights=60.0)) > harm(w.has(public_weights=35.0))


@pytest.mark.parametrize(("year", "more"), [(2026.0, 0.0), (2036.0, 1.5)])
def test_a_group_without_a_name_can_run_what_chips_and_algorithms_give(year: float, more: float) -> None:
    w = free(1).has(public_weights=20.0, public_algorithms=2.0).set_up(start_year=year)
    assert free_capability(w.state, w.turn().date)[0] == pytest.approx(26.2 + 2.0 + more)
    assert free_capability(w.has(public_weights=35.0).state, w.turn().date)[0] == 35.0


@cache
def served() -> World:
    """Nothing free is of use; one seat serves a model an order of magnitude above the level of danger."""
    return free().numbers("misuse", rate=4.0, steepness=5.0).has(public_weights=20.0, served=[31.0, 0.0, 0.0, 0.0, 0.0])


@rows(
    Row("staged", harm, lambda w: w.has(served_stage=Release.STAGED), times=1.0 / 3.0, within=0.01),
    Row("more able", harm, lambda w: w.has(served=[31.0 + LN2 / 5.0, 0, 0, 0, 0]), times=2.0, within=0.01),
    Row("two of them", harm, lambda w: w.has(served=[31.0, 31.0, 0, 0, 0]), times=2.0, within=0.01),
    Row("screened", harm, lambda w: w.knows(misuse=0.5), times=0.5, within=0.01),
    Row("resilient", harm, lambda w: w.has(resilience=0.75), times=0.5, within=0.01),
    Row("rarer", harm, lambda w: w.numbers("misuse", rate=2.0), times=0.5, within=0.01),
    Row("better algorithms need less", harm,
        lambda w: w.has(public_algorithms=2.0 * LN2 / 5.0), times=2.0, within=0.01),
    Row("nothing", harm, lambda w: w.has(served=0.0), times=0.0),
    Row("nothing, however low the danger", harm,
        lambda w: w.has(served=0.0).numbers("truths", danger_level=-40.0).numbers("misuse", rate=1e-9), times=0.0),
)  # fmt: skip
def test_misuse_of_what_is_served(row: Row) -> None:
    assert harm(served()) == pytest.approx(4.0 * 0.3 * 0.5, rel=0.01)
    row.check(served())


def test_hazard_of_what_is_served_ends_its_climb() -> None:
    w = served().numbers("misuse", rate=0.02)
    assert harm(w.has(served=[33.0, 0, 0, 0, 0])) == harm(w.has(served=[40.0, 0, 0, 0, 0])) > 0.0


# --- how bad, and what follows


@cache
def harmed(games: int = 1) -> World:
    return free(games).has(public_weights=30.0).shows(misuse=0.0)


deadly = odds(misuse, "misuse", at_least=2)


@rows(
    Row("an OOM above", deadly, lambda w: w.has(public_weights=31.0), times=3.0, within=0.01),
    Row("far above", deadly, lambda w: w.has(public_weights=40.0), times=4.0, within=0.01),
    Row("below", deadly, lambda w: w.has(public_weights=29.0), times=0.0),
    Row("resilient", deadly, lambda w: w.has(resilience=0.75), times=0.5, within=0.01),
    Row("milder", deadly, lambda w: w.numbers("misuse", fatal=0.4), times=0.5, within=0.01),
    Row("nothing happens", deadly, lambda w: w.shows(misuse=1.0), times=0.0),
)
def test_catastrophes(row: Row) -> None:
    assert deadly(harmed(4000)) == pytest.approx(0.8 * 0.25 * 0.5, abs=0.001)
    row.check(harmed(4000))


def test_codes_of_misuse() -> None:
    codes = [harmed().shows(misuse=a, **{"misuse severity": b}).run(misuse).facts.misuse[0] for a, b in
             ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))]  # fmt: skip
    assert codes == [0, 0, 1, 2]


lesson = term(misuse, "resilience", "lesson of misuse", None)
stability = term(misuse, "stability", "misuse", None)
concern = term(misuse, "public_concern", "misuse", None)


@rows(
    Row("lesson", lesson, lambda w: w.numbers("misuse", lesson=0.2), times=2.0),
    Row("half of it known", lesson, lambda w: w.has(resilience=0.75), times=0.5),
    Row("no lesson", lesson, lambda w: w.shows(misuse=1.0), times=0.0),
    Row("stability", stability, lambda w: w.numbers("misuse", stability=3.0), times=2.0),
    Row("no shock", stability, lambda w: w.shows(misuse=1.0), times=0.0),
    Row("concern", concern, lambda w: w.numbers("misuse", concern=16.0), times=2.0),
    Row("no worry", concern, lambda w: w.shows(misuse=1.0), times=0.0),
)
def test_consequences(row: Row) -> None:
    base = harmed().numbers("misuse", lesson=0.1)
    assert (lesson(base), stability(base), concern(base)) == pytest.approx((0.05, -1.5, 8.0))
    row.check(base)


def test_consequences_stay_in_bounds() -> None:
    after = harmed().numbers("misuse", lesson=1.0).has(stability=1.0, public_concern=99.0, resilience=0.96).run(misuse)
    assert (after.stability[0], after.public_concern[0], after.resilience[0]) == (0.0, 100.0, 0.97)


defence = term(misuse, "resilience", "defence grows", None)


@rows(
    Row("the best of all seats", defence, lambda w: w.knows(resilience=[0.4, 0.8, 0, 0, 0]), times=2.5),
    Row("nothing to add", defence, lambda w: w.has(resilience=0.8), times=-1.0),
    Row("no better than this", defence, lambda w: w.knows(resilience=9.0), times=2.75),
    Row("without technology", defence, lambda w: w.knows(resilience=0.0), times=-1.5),
    Row("in twice the time, half of the rest as well", defence, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("as fast", defence, lambda w: w.numbers("misuse", resilience_growth=4.0 * LN2), times=1.5),
)
def test_defence_grows(row: Row) -> None:
    base = free(1).numbers("misuse", resilience_growth=2.0 * LN2, rate=0.0).knows(resilience=[0.5, 0.2, 0, 0, 0])
    base = base.has(resilience=0.4)
    assert defence(base) == pytest.approx(0.1)
    row.check(base)


def test_resilience_is_never_below_nothing() -> None:
    assert figure(misuse, "resilience")(free(1).numbers("misuse", rate=0.0).has(resilience=-0.5)) == 0.0
