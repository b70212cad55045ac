"""Projects: work on technologies in four lanes, what is left over, what waits behind, and what papers save."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Lane
from game.rules.phases.research import REFERENCE_CHIPS, REFERENCE_RESEARCHERS, research, technology_cost
from game.rules.setup import Requirement
from tests.rules.worlds import World, plain

FIRST, SECOND, THIRD, OTHER = 5, 6, 7, 8  # technologies; which ones does not matter to the phase


@cache
def lab() -> World:
    """Nothing is known, everything costs 10; a turn gives 1 in capabilities, 2 in alignment, 3 and 4 by money."""
    blank = plain()
    chips = np.zeros((1, 6, 1))
    chips[:, 0] = REFERENCE_CHIPS - 0.02
    known = np.zeros_like(blank.state.known)
    return (
        blank.numbers("truths", automation_midpoint=99.0)
        .numbers("research", lane_output=8.0, alignment_output=1.0, money_output=1.0, money_exponent=1.0)
        .numbers("research", project_share=0.5, machine_labour=0.0, published_discount=0.4, proven_discount=0.2)
        .has(researchers=REFERENCE_RESEARCHERS, morale=0.8, concern=0.5, security=0.0, lockdown=0.0, idle=0.0)
        .has(cash=30.0, compute=chips, spare=0.0, published=False, proven=False)
        .with_state(known=known, progress=np.zeros(known.shape))
        .set_up(cost=10.0, turn_years=0.5, requirements=free(len(blank.setup.technologies)))
        .ordered(research=0.1, alignment=0.5, security=0.1, openness=2.0 / 15.0, project=-1)
    )


def free(technologies: int) -> tuple[Requirement, ...]:
    return tuple(Requirement(i, (), ()) for i in range(technologies))


def needing(w: World, index: int, every: tuple[int, ...] = (), some: tuple[int, ...] = ()) -> World:
    made = list(w.setup.requirements)
    made[index] = Requirement(index, every, some)
    return w.set_up(requirements=tuple(made))


def on(w: World, lane: Lane, *technologies: int) -> World:
    """The first seat works on these, one after the other."""
    project = w.orders.project.copy()
    project[lane, 0] = technologies[0]
    behind = np.full((len(technologies) - 1, *project.shape), -1, np.int16)
    for place, technology in enumerate(technologies[1:]):
        behind[place, lane, 0] = technology
    return w.with_orders(project=project, behind=behind)


def done(w: World, **progress: float) -> World:
    """Work already done on technologies, by name of the constant above."""
    made = w.state.progress.copy()
    for name, amount in progress.items():
        made[{"first": FIRST, "second": SECOND, "third": THIRD}[name], 0] = amount
    return w.with_state(progress=made)


def result(w: World, *technologies: int) -> list[tuple[float, bool]]:
    """Progress and knowledge of the first seat."""
    after = w.run(research)
    return [(round(float(after.progress[i, 0, 0]), 9), bool(after.known[i, 0, 0])) for i in technologies]


def spare(w: World, lane: Lane) -> float:
    return float(w.run(research).spare[lane, 0, 0])


WORK = {Lane.CAPABILITIES: 1.0, Lane.ALIGNMENT: 2.0, Lane.INFRASTRUCTURE: 3.0, Lane.OPENNESS: 4.0}


@pytest.mark.parametrize("lane", Lane)
def test_a_project_takes_the_work_of_its_lane(lane: Lane) -> None:
    w = on(lab(), lane, FIRST)
    assert result(w, FIRST, SECOND) == [(WORK[lane], False), (0.0, False)]
    assert result(done(w, first=3.0), FIRST) == [(3.0 + WORK[lane], False)]
    assert spare(w, lane) == 0.0
    assert w.run(research).progress[FIRST, 1, 0] == 0.0
    half = w.set_up(turn_years=0.25) if lane in (Lane.CAPABILITIES, Lane.ALIGNMENT) else w.has(cash=15.0)
    assert result(half, FIRST) == [(0.5 * WORK[lane], False)]


def test_a_larger_share_of_capabilities_for_the_project() -> None:
    w = on(lab(), Lane.CAPABILITIES, FIRST).numbers("research", project_share=1.0)
    assert result(w, FIRST) == [(2.0, False)]


@pytest.mark.parametrize(("before", "known", "left"), [(7.9, False, 0.0), (8.0, True, 0.0), (9.5, True, 1.5)])
def test_a_project_is_done_when_it_is_paid(before: float, known: bool, left: float) -> None:
    w = done(on(lab(), Lane.ALIGNMENT, FIRST), first=before)
    after = w.run(research)
    assert after.known[FIRST, 0, 0] == after.facts.learned[FIRST, 0, 0] == known
    assert after.known.sum() == after.facts.learned.sum() == known
    assert after.progress[FIRST, 0, 0] == pytest.approx(min(before + 2.0, 10.0))
    assert after.spare[Lane.ALIGNMENT, 0, 0] == pytest.approx(left)


def test_what_is_known_is_not_learned_again() -> None:
    known = np.zeros_like(lab().state.known)
    known[FIRST] = True
    after = done(on(lab().with_state(known=known), Lane.ALIGNMENT, FIRST), first=10.0).run(research)
    assert after.known[FIRST, 0, 0]
    assert not after.facts.learned.any()


def test_spare_work_is_used_first_and_never_more_than_a_year_of_it_is_kept() -> None:
    w = on(lab(), Lane.ALIGNMENT, FIRST).has(spare=[0.0, 3.0, 0.0, 0.0])
    assert result(w, FIRST) == [(5.0, False)]
    assert spare(w, Lane.ALIGNMENT) == 0.0
    assert spare(done(w, first=6.0), Lane.ALIGNMENT) == pytest.approx(1.0)
    assert spare(done(w.has(spare=[0.0, 30.0, 0.0, 0.0]), first=9.0), Lane.ALIGNMENT) == pytest.approx(4.0)


@pytest.mark.parametrize("lane", [Lane.ALIGNMENT, Lane.INFRASTRUCTURE, Lane.OPENNESS])
def test_an_idle_lane_keeps_half_of_its_work_up_to_a_year_of_it(lane: Lane) -> None:
    assert spare(lab(), lane) == pytest.approx(0.5 * WORK[lane])
    assert spare(lab().has(spare=1.0), lane) == pytest.approx(1.0 + 0.5 * WORK[lane])
    assert spare(lab().has(spare=99.0), lane) == pytest.approx(2.0 * WORK[lane])


def test_capabilities_leave_nothing_lying_about() -> None:
    assert spare(lab().has(spare=1.0), Lane.CAPABILITIES) == 0.0


# --- queues


def test_the_next_project_goes_on_with_what_is_left() -> None:
    w = done(on(lab(), Lane.ALIGNMENT, FIRST, SECOND), first=9.5)
    assert result(w, FIRST, SECOND) == [(10.0, True), (1.5, False)]
    assert spare(w, Lane.ALIGNMENT) == 0.0
    assert result(done(w, second=9.0), SECOND) == [(10.0, True)]
    assert spare(done(w, second=9.0), Lane.ALIGNMENT) == pytest.approx(0.5)
    assert result(done(w, second=8.5), SECOND) == [(10.0, True)]
    assert done(w, second=9.0).run(research).facts.learned.sum() == 2


def test_a_third_project_follows_the_second() -> None:
    w = done(on(lab(), Lane.ALIGNMENT, FIRST, SECOND, THIRD), first=9.5, second=9.0)
    assert result(w, FIRST, SECOND, THIRD) == [(10.0, True), (10.0, True), (0.5, False)]
    assert result(done(w, second=2.0), SECOND, THIRD) == [(3.5, False), (0.0, False)]


def test_nothing_follows_an_unfinished_project() -> None:
    w = done(on(lab(), Lane.ALIGNMENT, FIRST, SECOND), first=1.0)
    assert result(w, FIRST, SECOND) == [(3.0, False), (0.0, False)]
    exact = done(on(lab(), Lane.ALIGNMENT, FIRST, SECOND), first=8.0)
    assert result(exact, SECOND) == [(0.0, False)]


@pytest.mark.parametrize("first", [1.0, 8.0])
def test_what_follows_needs_work_that_is_left_even_where_it_is_paid(first: float) -> None:
    """A paper may make a technology cheaper than the work that was done on it before."""
    w = done(on(lab(), Lane.ALIGNMENT, FIRST, SECOND), first=first, second=11.0)
    assert result(w, SECOND) == [(11.0, False)]
    assert result(done(w, first=8.5), SECOND) == [(11.0, True)]


@pytest.mark.parametrize(
    ("every", "some", "known", "ready"),
    [
        ((FIRST,), (), (), True),
        ((OTHER,), (), (), False),
        ((FIRST, OTHER), (), (), False),
        ((FIRST, OTHER), (), (OTHER,), True),
        ((), (FIRST, OTHER), (), True),
        ((), (OTHER, FIRST), (), True),
        ((), (OTHER, THIRD), (), False),
        ((OTHER,), (FIRST,), (), False),
        ((FIRST,), (OTHER, THIRD), (), False),
        ((FIRST,), (OTHER, THIRD), (THIRD,), True),
        ((), (), (SECOND,), False),
    ],
)
def test_the_next_project_needs_what_it_needs(
    every: tuple[int, ...], some: tuple[int, ...], known: tuple[int, ...], ready: bool
) -> None:
    w = needing(done(on(lab(), Lane.ALIGNMENT, FIRST, SECOND), first=9.5), SECOND, every, some)
    knows = w.state.known.copy()
    knows[list(known), 0] = True
    w = w.with_state(known=knows)
    assert result(w, SECOND) == [(1.5 if ready else 0.0, SECOND in known)]
    assert spare(w, Lane.ALIGNMENT) == pytest.approx(0.0 if ready else 1.5)
    nearly = done(w, first=9.5, second=9.0)
    assert result(nearly, SECOND) == [(10.0 if ready else 9.0, ready or SECOND in known)]


# --- what others have shown


@pytest.mark.parametrize(
    ("published", "proven", "price"), [(False, False, 10.0), (True, False, 6.0), (False, True, 8.0), (True, True, 6.0)]
)
def test_it_is_cheaper_to_follow(published: bool, proven: bool, price: float) -> None:
    w = on(lab(), Lane.ALIGNMENT, FIRST).has(published=published, proven=proven)
    p = w.params.research
    cost = technology_cost(w.state, w.setup.cost, p.published_discount, p.proven_discount)
    np.testing.assert_allclose(cost, price)
    assert result(done(w, first=price - 2.0), FIRST) == [(price, True)]
    assert result(done(w, first=price - 2.1), FIRST) == [(price - 0.1, False)]
    queued = done(on(w, Lane.ALIGNMENT, FIRST, SECOND), first=price - 1.0, second=price - 1.0)
    assert result(queued, SECOND) == [(price, True)]
