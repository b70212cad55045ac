"""Alignment: what is learned, and what evaluations show."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Lane, Release
from game.rules.context import logistic
from game.rules.phases.alignment import alignment
from tests.rules.relations import Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

ONE_SIGMA = 0.8413447460685429  # the uniform draw that is one standard deviation up


@cache
def still(games: int = 1) -> World:
    """Nothing is learned and no incident comes; best model 29, techniques to 28, half-year turns."""
    return (
        plain(games)
        .numbers("truths", alignment_shift=0.0, tier_four=27.0, tier_five_gap=3.0)
        .numbers("alignment", base_ceiling=27.0, practice_limit=4.0, practice_rate=0.0, learning_from_use=0.0)
        .numbers("alignment", shared_rate=0.0, hiding=0.0, hiding_onset=1.0, reading_noise=0.3, noise_growth=0.2)
        .numbers("alignment", incident_rate=0.0, incident_steepness=LN2, internal_use=0.0, staged_use=0.0)
        .numbers("alignment", general_use=0.0, open_use=0.0, escape=0.0, escape_steepness=LN2, boxed=0.25)
        .numbers("alignment", lesson=0.1, incident_trust=3.0, incident_concern=2.0, incident_stability=0.5)
        .has(capability=29.0, served=0.0, served_stage=0, opened=0.0, practice=1.0, public_alignment=1.0)
        .has(false_progress=0.0, trust=50.0, public_concern=40.0, stability=6.0)
        .set_up(turn_years=0.5, caution=0.5)
        .shows(evaluation=0.5)
    )


# --- learning


@cache
def student() -> World:
    effort = [0.0, 4.0, 0.0, 0.0]
    return (
        still()
        .numbers("alignment", practice_rate=0.2, learning_from_use=0.1, shared_rate=2.0 * LN2)
        .has(served=28.5, served_stage=Release.GENERAL, effort=effort, public_alignment=2.0)
    )


def less_room(w: World) -> World:
    """Three eighths of the way left instead of three quarters, the same margin and the same lead of the public."""
    return w.has(practice=2.5, public_alignment=3.5).numbers("alignment", base_ceiling=25.5)


work = term(alignment, "practice", "alignment research")
use = term(alignment, "practice", "learning from use")
reading_others = term(alignment, "practice", "learning from others")


@rows(
    Row("rate", work, lambda w: w.numbers("alignment", practice_rate=0.4), times=2.0),
    Row("work counts as its root", work, lambda w: w.has(effort=[0.0, 16.0, 0.0, 0.0]), times=2.0),
    Row("other lanes", work, lambda w: w.has(effort=[9.0, 4.0, 9.0, 9.0]), times=1.0),
    Row("room", work, less_room, times=0.5),
    Row("time", work, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("no room", work, lambda w: w.has(practice=6.0), times=0.0),
    Row("use", use, lambda w: w.numbers("alignment", learning_from_use=0.3), times=3.0),
    Row("use by technology", use, lambda w: w.knows(deployment_learning=3.0), times=3.0),
    Row("use in less room", use, less_room, times=0.5),
    Row("use over time", use, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("use within the techniques", use, lambda w: w.has(served=28.0), times=float(0.5 / logistic(np.array(-1.0)))),
    Row("use far below", use, lambda w: w.has(served=10.0), times=float(1.0 / logistic(np.array(-1.0)))),
    Row("no use of nothing", use, lambda w: w.has(served=0.0), times=0.0),
    Row("no use unreleased", use, lambda w: w.has(served_stage=0), times=0.0),
    Row("others twice as far", reading_others, lambda w: w.has(public_alignment=3.0), times=2.0),
    Row("others behind", reading_others, lambda w: w.has(public_alignment=0.5), times=0.0),
    Row("others, less room", reading_others, less_room, times=0.5),
    Row("others, half a gap a turn, then half again", reading_others, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("others, faster", reading_others, lambda w: w.numbers("alignment", shared_rate=4.0 * LN2), times=1.5),
)
def test_practice_grows(row: Row) -> None:
    assert row.measure(student()) > 0.0
    row.check(student())


def test_practice_is_what_its_terms_say() -> None:
    w = student()
    gained = sum(w.terms(alignment, "practice", 0).values())
    assert w.run(alignment).practice[0, 0] == pytest.approx(1.0 + gained)
    assert gained == pytest.approx(work(w) + use(w) + reading_others(w))


def test_effort_is_that_of_the_alignment_lane() -> None:
    effort = [0.0, 0.0, 0.0, 0.0]
    effort[Lane.CAPABILITIES] = 5.0
    assert work(student().has(effort=effort)) == 0.0


# --- evaluations


reading = figure(alignment, "reading", 0)


def hiding(w: World) -> float:
    """OOM that a model keeps from the evaluation."""
    return reading(w.numbers("alignment", hiding=0.0)) - reading(w)


def error(w: World) -> float:
    return reading(w.shows(evaluation=ONE_SIGMA)) - reading(w.shows(evaluation=0.5))


@rows(
    Row("capability", reading, lambda w: w.has(capability=30.5), plus=1.5),
    Row("practice", reading, lambda w: w.has(practice=1.5), plus=-0.5),
    Row("techniques", reading, lambda w: w.knows(alignment_ceiling=0.7), plus=-0.7),
    Row("hidden shift", reading, lambda w: w.numbers("truths", alignment_shift=0.4), plus=-0.4),
    Row("false progress", reading, lambda w: w.has(false_progress=0.3), plus=-0.3),
    Row("noise", error, lambda w: w.numbers("alignment", reading_noise=0.6), times=2.0),
    Row("sharper evaluations", error, lambda w: w.knows(eval_noise=0.5), times=0.5),
    Row("models of 2026", error, lambda w: w.has(capability=27.4), times=1.0 / 1.32),
    Row("older models", error, lambda w: w.has(capability=20.0), times=1.0 / 1.32),
    Row("larger models", error, lambda w: w.has(capability=32.4), times=2.0 / 1.32),
    Row("steeper noise", error, lambda w: w.numbers("alignment", noise_growth=0.4), times=1.64 / 1.32),
)
def test_readings(row: Row) -> None:
    row.check(still())


def test_a_reading_without_error_is_the_gap() -> None:
    assert reading(still()) == pytest.approx(1.0)
    assert error(still()) == pytest.approx(0.3 * 1.32)


def test_what_a_reading_is_made_of_is_told_in_what_the_seat_knows() -> None:
    w = still().has(reading=0.6, false_progress=0.3).numbers("truths", alignment_shift=0.25)
    told = w.terms(alignment, "reading", 0)
    assert told["last reading"] == pytest.approx(-0.6)
    assert told["model against techniques"] == pytest.approx(1.0)
    assert told["tests"] == pytest.approx(-0.55)
    assert reading(w) == pytest.approx(0.6 + sum(told.values()))


@rows(
    Row("as strongly as it can", hiding, lambda w: w.numbers("alignment", hiding=0.8), times=2.0),
    Row("a wider gap, the same distance to the onset", hiding,
        lambda w: w.has(capability=30.0).numbers("alignment", hiding_onset=2.0), times=2.0),
    Row("all of it far beyond", hiding, lambda w: w.numbers("alignment", hiding_onset=-20.0), times=2.0),
    Row("half an OOM beyond", hiding, lambda w: w.numbers("alignment", hiding_onset=0.5),
        times=2.0 * float(logistic(np.array(1.0)))),
    Row("nothing long before", hiding, lambda w: w.numbers("alignment", hiding_onset=20.0), times=0.0),
    Row("half unmasked", hiding, lambda w: w.knows(unmasking=0.5), times=0.5),
    Row("wholly unmasked", hiding, lambda w: w.knows(unmasking=1.5), times=0.0),
    Row("safe models hide nothing", hiding, lambda w: w.has(capability=26.0), times=0.0),
)  # fmt: skip
def test_hiding(row: Row) -> None:
    base = still().numbers("alignment", hiding=0.4)
    assert hiding(base) == pytest.approx(0.2)
    row.check(base)
