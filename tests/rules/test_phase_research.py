"""Research: what people, chips and machines make of each other, the four lanes, better algorithms."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Lane
from game.rules.phases.research import REFERENCE_CHIPS, REFERENCE_RESEARCHERS, research, speeds
from tests.rules.relations import Measure, Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

CHIPS = REFERENCE_CHIPS - 0.02  # M H100e with which chips count as one


@cache
def lab() -> World:
    """A reference lab of content people whose machines are of no help yet: its speed is one."""
    return (
        plain()
        .numbers("truths", automation_midpoint=99.0, software_returns=2.0, software_ceiling=10.0)
        .numbers("research", parallel=0.5, labour_share=0.5, compute_share=0.5, steepness=1.0, machine_labour=0.0)
        .numbers("research", human_loop=1.0, lane_output=8.0, alignment_output=0.75, money_output=3.0)
        .numbers("research", money_exponent=0.5, algorithms_rate=0.6, project_share=0.25, catch_up=2.0 * LN2)
        .numbers("security", drag=0.2)
        .has(researchers=REFERENCE_RESEARCHERS, morale=0.8, concern=0.5, capability=28.0, security=0.0, lockdown=0.0)
        .has(algorithms=0.0, public_algorithms=0.0, cash=10.0, idle=0.0, compute=fleet(CHIPS))
        .ordered(research=0.4, alignment=0.5, training=0.0, serving=0.0)
        .set_up(turn_years=0.5, start_year=2026.0)
    )


def fleet(chips: float) -> np.ndarray:
    out = np.zeros((1, 6, 1))
    out[:, 0] = chips
    return out


def speed(w: World) -> float:
    return float(speeds(w.state, w.turn())[0][0, 0])


def unaided(w: World) -> float:
    return float(speeds(w.state, w.turn())[1][0, 0])


PEOPLE_AND_CHIPS = (
    ("people", lambda w: w.has(researchers=16.0 * REFERENCE_RESEARCHERS), 2.0),
    ("people in each other's way", lambda w: w.has(researchers=40.0).numbers("research", parallel=0.25), 2.0**0.5),
    ("labour counts", lambda w: w.has(researchers=40.0).numbers("research", labour_share=1.0), 4.0),
    ("chips", lambda w: w.has(compute=fleet(16.0 * REFERENCE_CHIPS - 0.02)), 4.0),
    ("chips count less", lambda w: w.has(compute=fleet(6.38)).numbers("research", compute_share=0.25), 2.0),
    ("chips in training", lambda w: w.ordered(training=0.5), ((0.5 * CHIPS + 0.02) / REFERENCE_CHIPS) ** 0.5),
    ("chips serving", lambda w: w.ordered(serving=0.5), ((0.5 * CHIPS + 0.02) / REFERENCE_CHIPS) ** 0.5),
    ("chips doing all", lambda w: w.ordered(serving=0.9, training=0.9), (0.02 / REFERENCE_CHIPS) ** 0.5),
    ("dark chips", lambda w: w.has(idle=0.5), ((0.5 * CHIPS + 0.02) / REFERENCE_CHIPS) ** 0.5),
    ("no morale", lambda w: w.has(morale=0.0), 0.4),
    ("high morale", lambda w: w.has(morale=1.0), 1.15),
    ("guards", lambda w: w.has(security=5.0), 0.8),
    ("some guards", lambda w: w.has(security=2.5), 0.95),
    ("easy guards", lambda w: w.has(security=5.0).knows(security_drag=0.5), 0.9),
    ("heavy guards", lambda w: w.has(security=5.0).numbers("security", drag=0.4), 0.6),
    ("lock-down", lambda w: w.has(lockdown=1.0), 0.7),
    ("lock-down and guards", lambda w: w.has(lockdown=1.0, security=5.0), 0.5),
    ("never all is lost", lambda w: w.has(lockdown=1.0, security=5.0).numbers("security", drag=9.0), 0.2),
    ("technology", lambda w: w.knows(research_speed=1.5), 1.5),
)


@rows(*(Row(name, speed, change, times=times) for name, change, times in PEOPLE_AND_CHIPS))
def test_speed_with_machines(row: Row) -> None:
    assert speed(lab()) == pytest.approx(1.0)
    row.check(lab())


@rows(*(Row(name, unaided, change, times=times) for name, change, times in PEOPLE_AND_CHIPS))
def test_speed_without_machines(row: Row) -> None:
    assert unaided(lab()) == pytest.approx(1.0)
    row.check(lab())


def help_of_machines(w: World) -> float:
    """By how much machines multiply the work of people."""
    return float((speed(w) / unaided(w)) ** (1.0 / w.params.research.labour_share[0]))


@rows(
    Row("people would do for more", help_of_machines, lambda w: w.numbers("research", human_loop=0.75), times=1.0),
    Row("people in the loop", help_of_machines, lambda w: w.numbers("research", human_loop=0.25), times=1.0 / 1.5),
    Row("out of the loop", help_of_machines,
        lambda w: w.numbers("research", human_loop=0.25).knows(recursion=1.0), times=1.0),
    Row("machines that can do most", help_of_machines, lambda w: w.knows(automation=float(np.log(9.0))), times=5.0),
    Row("no more than machines can do", help_of_machines, lambda w: w.knows(automation=99.0), times=50.0),
    Row("half as many machines", help_of_machines,
        lambda w: w.knows(automation=99.0).numbers("research", machine_labour=49.5 / CHIPS), times=0.5 * 50.5),
    Row("machines busy elsewhere", help_of_machines,
        lambda w: w.knows(automation=99.0).ordered(training=0.5), times=0.5 * 50.5),
    Row("more people, as many machines", help_of_machines,
        lambda w: w.knows(automation=99.0).has(researchers=4.0 * REFERENCE_RESEARCHERS), times=0.5 * 50.5),
    Row("better machines", help_of_machines,
        lambda w: w.knows(automation=99.0).has(capability=30.0), times=0.5 * 991.0),
)  # fmt: skip
def test_machines_help(row: Row) -> None:
    base = lab().numbers("truths", automation_midpoint=28.0).numbers("research", machine_labour=99.0 / CHIPS)
    assert help_of_machines(base) == pytest.approx(2.0)
    row.check(base)


def test_everything_can_be_automated() -> None:
    w = lab().numbers("research", machine_labour=1e9).knows(automation=1e3)
    assert np.isfinite(speed(w))
    assert help_of_machines(lab()) == pytest.approx(1.0)


# --- lanes


def lane(which: Lane) -> Measure:
    return figure(research, "effort", which, 0)


capabilities, alignment, infrastructure, openness = (lane(which) for which in Lane)


@rows(
    Row("speed", capabilities, lambda w: w.knows(research_speed=1.5), times=1.5),
    Row("output", capabilities, lambda w: w.numbers("research", lane_output=16.0), times=2.0),
    Row("other aims", capabilities, lambda w: w.ordered(alignment=0.75), times=0.5),
    Row("no money", capabilities, lambda w: w.has(cash=0.0), times=0.0),
    Row("no share", capabilities, lambda w: w.ordered(research=0.0), times=0.0),
    Row("alignment speed", alignment, lambda w: w.knows(research_speed=1.5), times=1.5),
    Row("alignment by technology", alignment, lambda w: w.knows(alignment_speed=1.5), times=1.5),
    Row("alignment output", alignment, lambda w: w.numbers("research", lane_output=16.0), times=2.0),
    Row("alignment is harder", alignment, lambda w: w.numbers("research", alignment_output=0.375), times=0.5),
    Row("alignment share", alignment, lambda w: w.ordered(alignment=0.75), times=1.5),
    Row("who cares", alignment, lambda w: w.has(concern=1.0), times=1.3),
    Row("nobody cares", alignment, lambda w: w.has(concern=0.0), times=0.7),
    Row("alignment without money", alignment, lambda w: w.has(cash=0.0), times=0.0),
    Row("alignment without share", alignment, lambda w: w.ordered(research=0.0), times=0.0),
)
def test_research_lanes(row: Row) -> None:
    assert capabilities(lab()) == pytest.approx(4.0)
    assert alignment(lab()) == pytest.approx(3.0)
    row.check(lab())


@rows(
    Row("four times the money", infrastructure, lambda w: w.ordered(security=0.4), times=2.0),
    Row("a richer seat", infrastructure, lambda w: w.has(cash=40.0), times=2.0),
    Row("halls count as well", infrastructure, lambda w: w.ordered(compute=2.0), times=2.0),
    Row("the same money over a longer turn", infrastructure, lambda w: w.set_up(turn_years=2.0), times=0.5),
    Row("better use", infrastructure, lambda w: w.numbers("research", money_output=6.0), times=2.0),
    Row("open money is another lane", infrastructure, lambda w: w.ordered(openness=0.4), times=1.0),
    Row("four times the open money", openness, lambda w: w.ordered(openness=0.4), times=2.0),
    Row("open money of a richer seat", openness, lambda w: w.has(cash=40.0), times=2.0),
    Row("open money over a longer turn", openness, lambda w: w.set_up(turn_years=2.0), times=0.5),
    Row("better use of open money", openness, lambda w: w.numbers("research", money_output=6.0), times=2.0),
    Row("security money is another lane", openness, lambda w: w.ordered(security=0.4, compute=0.4), times=1.0),
)
def test_money_lanes(row: Row) -> None:
    base = lab().ordered(security=0.1, openness=0.1)
    assert infrastructure(base) == openness(base) == pytest.approx(3.0 * 2.0**0.5)
    row.check(base)


def test_alignment_gains_half_of_what_machines_give_until_it_is_automated() -> None:
    w = lab().numbers("truths", automation_midpoint=28.0).numbers("research", machine_labour=1e3)
    help_ = speed(w) / unaided(w)
    assert help_ == pytest.approx(2.0**0.5)
    assert capabilities(w) == pytest.approx(capabilities(lab()) * help_)
    assert alignment(w) == pytest.approx(alignment(lab()) * help_**0.5)
    assert alignment(w.knows(automated_alignment=1.0)) == pytest.approx(alignment(lab()) * help_)


# --- algorithms

own = term(research, "algorithms", "own research")
public = term(research, "algorithms", "reading what is public")


def on_project(w: World) -> World:
    project = w.orders.project.copy()
    project[Lane.CAPABILITIES] = 0
    return w.with_orders(project=project)


@rows(
    Row("rate", own, lambda w: w.numbers("research", algorithms_rate=1.2), times=2.0),
    Row("speed", own, lambda w: w.knows(research_speed=1.5), times=1.5),
    Row("technology", own, lambda w: w.knows(capability_speed=1.5), times=1.5),
    Row("alignment first", own, lambda w: w.ordered(alignment=0.75), times=0.5),
    Row("longer", own, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("units of work do not matter", own, lambda w: w.numbers("research", lane_output=80.0), times=1.0),
    Row("a project takes its part", own, on_project, times=0.75),
    Row("a larger part", own, lambda w: on_project(w).numbers("research", project_share=0.5), times=0.5),
    Row("no money", own, lambda w: w.ordered(research=0.0), times=0.0),
    Row("harder", own, lambda w: w.has(algorithms=2.0), times=0.1 * 0.8),
    Row("at the ceiling", own, lambda w: w.has(algorithms=10.0), times=0.0),
    Row("beyond the ceiling", own, lambda w: w.has(algorithms=12.0), times=0.0),
    Row("a higher ceiling", own,
        lambda w: w.has(algorithms=2.0).numbers("truths", software_ceiling=20.0), times=0.1 * 0.9),
    Row("better returns", own,
        lambda w: w.has(algorithms=2.0).numbers("truths", software_returns=4.0), times=10.0**-0.5 * 0.8),
    Row("returns of next to nothing", own,
        lambda w: w.has(algorithms=0.01).numbers("truths", software_returns=0.0), times=10.0**-0.2 * 0.999),
    Row("labour that counts more", own,
        lambda w: w.has(algorithms=2.0).numbers("research", labour_share=1.0), times=10.0**-1.5 * 0.8),
    Row("chips that count more", own,
        lambda w: w.has(algorithms=2.0).numbers("research", compute_share=1.0), times=10.0**-1.5 * 0.8),
    Row("never faster than this", own, lambda w: w.numbers("research", algorithms_rate=1e9), times=1.5 * 0.5 / 0.15),
    Row("nor in a longer turn", own,
        lambda w: w.numbers("research", algorithms_rate=1e9).set_up(turn_years=1.0), times=1.5 / 0.15),
)  # fmt: skip
def test_own_algorithms(row: Row) -> None:
    assert own(lab()) == pytest.approx(0.6 * 0.5 * 0.5)
    row.check(lab())


@rows(
    Row("twice as far behind", public, lambda w: w.has(public_algorithms=4.0), times=2.0),
    Row("ahead", public, lambda w: w.has(algorithms=3.0), times=0.0),
    Row("half of it known", public, lambda w: w.has(algorithms=1.0), times=0.5),
    Row("in a turn half, then half again", public, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("quick", public, lambda w: w.numbers("research", catch_up=4.0 * LN2), times=1.5),
    Row("nobody reads", public, lambda w: w.ordered(research=0.0), times=0.0),
)
def test_algorithms_of_others(row: Row) -> None:
    base = lab().has(public_algorithms=2.0)
    assert public(base) == pytest.approx(1.0)
    row.check(base)


@pytest.mark.parametrize(("year", "least"), [(2024.0, -2.0), (2026.0, 0.0), (2030.0, 0.0)])
def test_nobody_is_further_behind_than_the_start_allows(year: float, least: float) -> None:
    w = lab().has(algorithms=-9.0, public_algorithms=-9.0).set_up(start_year=year).ordered(research=0.0)
    assert figure(research, "algorithms", 0)(w) == least
