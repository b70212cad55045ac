"""Training: work put into a run, when it is finished, how capable the model is, and progress that is none."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Clause, Target
from game.rules.context import logistic
from game.rules.phases.training import training
from tests.rules.relations import Change, Row, figure, rows, term
from tests.rules.worlds import World, plain

ALL = (0, 1, 2, 3, 4)


@cache
def hall() -> World:
    """A fleet of one million chips, half of it on a run of a year; models count as the FLOP they took, up to 10^28."""
    chips = np.zeros((1, 6, 1))
    chips[:, 0] = 1.0
    return (
        plain()
        .numbers("training", run_years=1.0, run_limit=28.0, crowding=0.5)
        .numbers("compute", flop_per_chip_year=10000.0)
        .numbers("alignment", false_rate=0.1, base_ceiling=26.0)
        .numbers("truths", tier_four=36.0, tier_five_gap=2.0, tier_six_gap=2.0, alignment_shift=0.0)
        .numbers("treaties", quorum=0.8)
        .has(compute=chips, idle=0.0, algorithms=0.0, capability=26.0, practice=0.0, false_progress=0.0)
        .has(run_flop=0.0, run_years=0.0, setback=0.0, generation=3, slow_level=0.0)
        .ordered(train=True, training=0.5)
        .set_up(turn_years=0.5)
    )


work = figure(training, "run_flop", 0)


@rows(
    Row("chips", work, lambda w: w.has(compute=2.0 * w.state.compute), times=2.0),
    Row("dark chips", work, lambda w: w.has(idle=0.5), times=0.5),
    Row("better chips", work, lambda w: w.numbers("compute", flop_per_chip_year=2e4), times=2.0),
    Row("share", work, lambda w: w.ordered(training=0.25), times=0.5),
    Row("use", work, lambda w: w.knows(utilisation=1.5), times=1.5),
    Row("sabotaged", work, lambda w: w.has(setback=0.25), times=0.5),
    Row("ruined", work, lambda w: w.has(setback=9.0), times=0.0),
    Row("on top", work, lambda w: w.has(run_flop=1000.0), plus=1000.0),
    Row("a shorter turn", work, lambda w: w.set_up(turn_years=0.25), times=0.5),
    Row("stopped", work, lambda w: w.ordered(train=False).has(run_flop=1000.0), times=0.0),
    Row("without chips", work, lambda w: w.ordered(training=0.0).has(run_flop=1000.0), times=0.0),
)
def test_work_of_a_run(row: Row) -> None:
    assert work(hall()) == pytest.approx(0.5 * 0.5 * 10000.0)
    row.check(hall())


def test_a_setback_is_repaired_by_working_it_off() -> None:
    assert figure(training, "setback", 0)(hall().has(setback=0.7)) == pytest.approx(0.2)
    assert figure(training, "setback", 0)(hall().has(setback=0.2)) == 0.0
    assert figure(training, "setback", 0)(hall().has(setback=0.7).ordered(train=False)) == 0.7


def test_the_age_of_a_run() -> None:
    assert figure(training, "run_years", 0)(hall().has(run_years=0.2)) == pytest.approx(0.7)
    assert figure(training, "run_years", 0)(hall().has(run_years=0.2).ordered(train=False)) == 0.0


# --- a finished run


@cache
def last() -> World:
    """A run of 10^28 FLOP that is finished in this turn."""
    return hall().has(run_flop=7500.0, run_years=0.5)


def test_a_finished_run_makes_a_model_and_room_for_the_next() -> None:
    after = last().run(training)
    assert after.capability[0, 0] == pytest.approx(28.0)
    assert after.generation[0, 0] == 4
    assert after.facts.run_finished[0, 0]
    assert after.run_flop[0, 0] == after.run_years[0, 0] == 0.0


@pytest.mark.parametrize("change", [lambda w: w.has(run_years=0.49), lambda w: w.ordered(train=False)])
def test_an_unfinished_run_makes_none(change: Change) -> None:
    after = change(last()).run(training)
    assert after.capability[0, 0] == 26.0
    assert after.generation[0, 0] == 3
    assert not after.facts.run_finished.any()


def test_a_turn_longer_than_a_run_holds_one_run() -> None:
    after = hall().set_up(turn_years=2.0).run(training)
    assert after.capability[0, 0] == pytest.approx(24.0 + np.log10(5000.0))
    assert after.facts.run_finished[0, 0]


made = figure(training, "capability", 0)


@rows(
    Row("algorithms", made, lambda w: w.has(algorithms=0.5), plus=0.5),
    Row("algorithms by technology", made, lambda w: w.knows(algorithms=0.3), plus=0.3),
    Row("algorithms of both kinds", made, lambda w: w.has(algorithms=0.5).knows(algorithms=0.3), plus=0.8),
    Row("algorithms within what physics allows", made,
        lambda w: w.has(algorithms=0.5).knows(algorithms=0.3).numbers("truths", software_ceiling=0.6), plus=0.6),
    Row("ten times the work, beyond the limit", made, lambda w: w.has(run_flop=97500.0), plus=0.5),
    Row("ten times the work, a higher limit", made, lambda w: w.has(run_flop=97500.0).knows(run_limit=1.0), plus=1.0),
    Row("half of it beyond", made, lambda w: w.has(run_flop=97500.0).knows(run_limit=0.5), plus=0.75),
    Row("without crowding", made, lambda w: w.has(run_flop=97500.0).numbers("training", crowding=1.0), plus=1.0),
    Row("a limit far away", made, lambda w: w.numbers("training", run_limit=99.0), plus=0.0),
    Row("a tenth of the work", made, lambda w: w.has(run_flop=0.0).ordered(training=0.2), plus=-1.0),
    Row("a better model before", made, lambda w: w.has(capability=29.0), plus=1.0),
)  # fmt: skip
def test_capability_of_a_model(row: Row) -> None:
    assert made(last()) == pytest.approx(28.0)
    row.check(last())


def test_a_model_hardly_better_is_no_new_one() -> None:
    after = last().has(capability=27.99).run(training)
    assert after.capability[0, 0] == pytest.approx(28.0)
    assert after.generation[0, 0] == 3
    assert not after.facts.run_finished[0, 0]


# --- what holds a run back


def below(w: World) -> World:
    """Tier Six begins where the run would end."""
    return w.numbers("truths", tier_four=24.0)


def test_tier_six_needs_its_technology() -> None:
    assert made(below(last())) == pytest.approx(28.0 - 0.05)
    assert made(below(last()).knows(superintelligence=1.0)) == pytest.approx(28.0)


def test_the_technology_serves_a_run_of_the_turn_in_which_it_is_learned() -> None:
    w = below(last())
    known = w.state.known.copy()
    ways = [e.technology for e in w.setup.effects if e.target is Target.SUPERINTELLIGENCE]
    known[ways[0], 0] = True
    after = w.with_state(known=known).run(training)
    assert after.capability[0, 0] == pytest.approx(28.0)
    assert after.capability[1, 0] == pytest.approx(27.95)
    others = np.ones_like(known)
    others[ways] = False
    assert made(w.with_state(known=others)) == pytest.approx(27.95)


@rows(
    Row("slowed down", made, lambda w: w, plus=-0.5),
    Row("never made worse", made, lambda w: w.has(capability=27.8), plus=-0.2),
    Row("a level far away", made, lambda w: w.has(slow_level=40.0), plus=0.0),
    Row("cheating", made, lambda w: w.cheats(Clause.SLOW_DOWN, 0), plus=0.0),
    Row("outside", made, lambda w: w.signed_by(Clause.SLOW_DOWN, 1, 2, 3, 4), plus=0.0),
    Row("too few", made, lambda w: w.signed_by(Clause.SLOW_DOWN, 0, 1, 2), plus=0.0),
)
def test_slow_down(row: Row) -> None:
    assert row.plus is not None
    signed = last().signed_by(Clause.SLOW_DOWN, *ALL).has(slow_level=27.5)
    assert row.measure(row.change(signed)) == pytest.approx(28.0 + row.plus)


# --- false progress

false = term(training, "false_progress", "learning to please the tests")


@rows(
    Row("rate", false, lambda w: w.numbers("alignment", false_rate=0.2), times=2.0),
    Row("a smaller step", false, lambda w: w.has(run_flop=0.0).ordered(training=0.2), times=0.5),
    Row("detection", false, lambda w: w.knows(reward_hacking=0.5), times=0.5),
    Row("techniques far ahead", false, lambda w: w.has(practice=50.0), times=0.0),
    Row("techniques far behind", false, lambda w: w.numbers("alignment", base_ceiling=-50.0), times=2.0),
    Row("half an OOM behind", false,
        lambda w: w.numbers("alignment", base_ceiling=25.5), times=2.0 * float(logistic(np.array(1.0)))),
    Row("no new model", false, lambda w: w.has(run_years=0.0), times=0.0),
)  # fmt: skip
def test_false_progress(row: Row) -> None:
    assert false(last()) == pytest.approx(0.1 * 2.0 * 0.5)
    row.check(last().has(capability=26.0))


def left(w: World) -> float:
    """Share of false progress that nobody has seen through after the turn."""
    return figure(training, "false_progress", 0)(w)


def test_false_progress_is_found_out_in_time_and_by_looking() -> None:
    w = hall().ordered(train=False).has(false_progress=1.0)
    assert 0.0 < left(w) < 1.0
    assert left(w.set_up(turn_years=1.0)) == pytest.approx(left(w) ** 2)
    assert left(w.knows(reward_hacking=0.5)) == pytest.approx(left(w) ** 2)
    assert left(w.knows(reward_hacking=0.0)) == pytest.approx(left(w) ** 20)
