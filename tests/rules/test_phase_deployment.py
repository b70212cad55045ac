"""Deployment: who can, who may, who does it together, whose techniques count, and how luck is shared."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Clause, Deployment
from game.rules.phases.deployment import deployment, parties
from tests.rules.relations import odds
from tests.rules.worlds import World, plain

HOLD, DEPLOY, JOINT = Deployment.HOLD, Deployment.DEPLOY, Deployment.JOINT
TIER_SIX = 34.0
ALL = (0, 1, 2, 3, 4)
BEYOND_TWO_SIGMA = 0.02275013194817921


@cache
def able(games: int = 1) -> World:
    """The first two seats own a Tier Six system, within their techniques by half an order of magnitude; no luck."""
    return (
        plain(games)
        .numbers("truths", tier_four=29.0, tier_five_gap=2.0, tier_six_gap=3.0, alignment_shift=0.0)
        .numbers("truths", failure_correlation=0.5)
        .numbers("alignment", base_ceiling=33.0, deployment_spread=0.0)
        .numbers("treaties", quorum=0.8)
        .has(capability=[TIER_SIX, TIER_SIX, 33.9, 30.0, 30.0], practice=1.5)
    )


def deployed(w: World) -> list[bool]:
    return [bool(x) for x in w.run(deployment).facts.deployed[:, 0]]


def unsafe(w: World) -> list[bool]:
    return [bool(x) for x in w.run(deployment).facts.unsafe[:, 0]]


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([HOLD, HOLD, HOLD, HOLD, HOLD], ()),
        ([DEPLOY, HOLD, HOLD, HOLD, HOLD], (0,)),
        ([DEPLOY, DEPLOY, DEPLOY, HOLD, HOLD], (0, 1)),
        ([JOINT, HOLD, HOLD, HOLD, HOLD], ()),
        ([JOINT, HOLD, JOINT, HOLD, HOLD], (0,)),
        ([JOINT, JOINT, JOINT, HOLD, HOLD], (0, 1)),
        ([HOLD, HOLD, JOINT, JOINT, JOINT], ()),
        ([DEPLOY, HOLD, JOINT, JOINT, JOINT], (0,)),
    ],
)
def test_who_deploys(orders: list[Deployment], expected: tuple[int, ...]) -> None:
    w = able().ordered(deployment=orders)
    after = w.run(deployment)
    did = tuple(seat for seat in ALL if after.facts.deployed[seat, 0])
    assert did == expected
    assert [bool(x) for x in after.deployed[:, 0]] == [seat in expected for seat in ALL]
    assert [bool(x) for x in after.holding[:, 0]] == [seat in (0, 1) and seat not in expected for seat in ALL]
    assert [bool(x) for x in after.joint_offer[:, 0]] == [order == JOINT for order in orders]


def test_what_is_deployed_stays_deployed() -> None:
    after = (
        able().has(deployed=[False, True, False, False, True]).ordered(deployment=[DEPLOY, *[HOLD] * 4]).run(deployment)
    )
    assert [bool(x) for x in after.deployed[:, 0]] == [True, True, False, False, True]


def test_the_threshold_itself_is_enough() -> None:
    almost = able().has(capability=np.nextafter(TIER_SIX, 0.0)).ordered(deployment=DEPLOY)
    assert not any(deployed(almost))
    assert all(deployed(almost.has(capability=TIER_SIX)))


def test_a_pledge_to_deploy_together_forbids_to_deploy_alone() -> None:
    w = able().ordered(deployment=DEPLOY)
    pledged = w.signed_by(Clause.JOINT_DEPLOYMENT, *ALL)
    assert deployed(pledged) == [False] * 5
    assert deployed(pledged.cheats(Clause.JOINT_DEPLOYMENT, 1)) == [False, True, False, False, False]
    assert deployed(w.signed_by(Clause.JOINT_DEPLOYMENT, 1, 2, 3, 4)) == [True, False, False, False, False]
    assert deployed(w.signed_by(Clause.JOINT_DEPLOYMENT, 0, 1, 2)) == [True, True, False, False, False]
    together = pledged.ordered(deployment=JOINT)
    assert deployed(together) == [True, True, False, False, False]


# --- in time


def moments(w: World, *shares: float, pact: float = 0.5) -> World:
    """When in the turn each seat moves, and when a pact does, as shares of the turn."""
    return w.shows(moment_of_deployment=np.array(shares)[:, None], moment_of_the_pact=pact)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.0, 0.5, 0.5, 0.5, 0.5), [True, False, False, False, False]),
        ((0.5, 0.0, 0.5, 0.5, 0.5), [False, True, False, False, False]),
        ((0.5, 0.549, 0.0, 0.0, 0.0), [True, True, False, False, False]),
        ((0.5, 0.551, 0.0, 0.0, 0.0), [True, False, False, False, False]),
    ],
)
def test_who_comes_too_late_does_not_deploy(shares: tuple[float, ...], expected: list[bool]) -> None:
    w = moments(able().ordered(deployment=DEPLOY).set_up(turn_years=2.0), *shares)
    assert deployed(w) == expected


def test_in_a_tenth_of_a_year_everybody_is_in_time() -> None:
    w = moments(able().ordered(deployment=DEPLOY).set_up(turn_years=0.1), 0.99, 0.0, 0.5, 0.5, 0.5)
    assert deployed(w) == [True, True, False, False, False]


def test_a_pact_moves_as_one() -> None:
    w = able().has(capability=TIER_SIX).set_up(turn_years=2.0)
    two = w.ordered(deployment=[JOINT, JOINT, HOLD, HOLD, DEPLOY])
    assert deployed(moments(two, 0.0, 0.9, 0.5, 0.5, 0.9, pact=0.1)) == [True, True, False, False, False]
    assert deployed(moments(two, 0.0, 0.9, 0.5, 0.5, 0.1, pact=0.9)) == [False, False, False, False, True]


# --- safe or not


def test_only_a_deployed_system_beyond_its_techniques_is_unsafe() -> None:
    w = able().ordered(deployment=[DEPLOY, DEPLOY, HOLD, HOLD, HOLD])
    assert unsafe(w) == [False] * 5
    assert unsafe(w.has(practice=[0.5, 1.5, 0.0, 0.0, 0.0])) == [True, False, False, False, False]
    assert unsafe(w.has(practice=0.5).ordered(deployment=HOLD)) == [False] * 5
    assert unsafe(w.numbers("truths", alignment_shift=-0.6)) == [True, True, False, False, False]


def test_those_together_use_the_best_techniques_among_them_for_the_best_system() -> None:
    careless = able().has(practice=[0.5, 0.5, 0.0, 2.0, 9.0])
    assert unsafe(careless.ordered(deployment=[JOINT, JOINT, JOINT, HOLD, HOLD])) == [True, True, False, False, False]
    helped = careless.ordered(deployment=[JOINT, JOINT, HOLD, JOINT, HOLD])
    assert unsafe(helped) == [False] * 5
    assert unsafe(helped.has(capability=[TIER_SIX, 35.5, 30.0, 30.0, 30.0])) == [True, True, False, False, False]
    assert unsafe(helped.has(capability=[TIER_SIX, TIER_SIX, 30.0, 30.0, 45.0])) == [False] * 5


def unlucky(w: World) -> float:
    return odds(deployment, "unsafe", 0)(w)


@cache
def lucky() -> World:
    """A safe margin of one order of magnitude, a spread of one, a first seat that deploys alone."""
    return able(4000).numbers("alignment", deployment_spread=1.0).has(practice=2.0).ordered(deployment=DEPLOY)


@pytest.mark.parametrize(
    ("luck", "other", "quarter", "none"),
    [
        ("deployment luck", "deployment luck of a seat", 0.25, 0.0),
        ("deployment luck of a seat", "deployment luck", 0.75, 1.0),
    ],
)
def test_luck_of_all_and_own_luck_weigh_by_the_correlation(luck: str, other: str, quarter: float, none: float) -> None:
    w = lucky().ladder(luck).shows(**{other: 0.5})
    # a quarter of the variance is half of the spread, so the margin is two of them
    share = unlucky(w.numbers("truths", failure_correlation=quarter))
    assert share == pytest.approx(BEYOND_TWO_SIGMA, abs=0.0005)
    assert unlucky(w.numbers("truths", failure_correlation=none)) == 0.0


def test_luck_needs_a_spread() -> None:
    w = lucky().shows(deployment_luck=0.5).numbers("truths", failure_correlation=0.0)
    assert unlucky(w.numbers("alignment", deployment_spread=0.5)) == pytest.approx(BEYOND_TWO_SIGMA, abs=0.0005)
    assert unlucky(w.numbers("alignment", deployment_spread=0.0)) == 0.0


def test_together_there_is_one_draw() -> None:
    w = lucky().ordered(deployment=JOINT)
    for own in (1e-6, 1.0 - 1e-6):
        shown = w.shows(**{"deployment luck of a seat": own}).run(deployment).facts.unsafe
        np.testing.assert_array_equal(shown[0], shown[1])
        assert 0.0 < shown[0].mean() < 0.5


# --- parties


@pytest.mark.parametrize(
    ("orders", "count"),
    [
        ([JOINT, JOINT, JOINT, HOLD, HOLD], 3),
        ([DEPLOY, DEPLOY, HOLD, HOLD, HOLD], 2),
        ([DEPLOY, HOLD, HOLD, HOLD, HOLD], 1),
        ([HOLD, HOLD, JOINT, JOINT, HOLD], 0),
        ([HOLD, HOLD, HOLD, HOLD, HOLD], 0),
    ],
)
def test_parties_of_a_deployment(orders: list[Deployment], count: int) -> None:
    assert parties(able().ordered(deployment=orders).run(deployment))[0] == count
