"""Endings: every condition alone, which one fires first, how near the others are, and what seats score."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Aim, Clause, Ending, Kind, Release
from game.rules.endings import ANY_TIME, AT_HORIZON, endings, leading_share, nearness, predicates, scores
from tests.rules.relations import Change, Measure, Row, rows
from tests.rules.worlds import World, plain

ALL = (0, 1, 2, 3, 4)
TIER_FIVE, TIER_SIX = 33.0, 37.0


@cache
def peace(games: int = 1) -> World:
    """Nothing is near: no tension, no machines to speak of, nobody has signed or deployed."""
    return (
        plain(games)
        .numbers("truths", tier_four=30.0, tier_five_gap=3.0, tier_six_gap=4.0, grab=0.5, danger_level=30.0)
        .numbers("endings", concentration=0.35, accountability=0.7, tool_capability=0.5, tool_adoption=0.4)
        .numbers("endings", accord_signers=0.8, accord_verification=0.5, disempowered=0.25, ban_regulation=90.0)
        .numbers("treaties", quorum=0.6)
        .numbers("conflict", war_rate=0.5, war_tension=60.0)
        .has(tension=0.0, stability=7.0, oversight=1.0, regulation=0.0, capture=0.0, adoption=0.1, verification=0.0)
        .has(capability=27.0, served=27.0, served_stage=Release.GENERAL, public_weights=20.0, compute=1.0, idle=0.0)
        .has(accountability=0.3, trust=50.0, revenue=1.0, safety_record=0.0, reading=-9.0, ending=0)
        .shows(**{"the owner lets go": 0.0, "war": 1.0})
    )


def horizon(w: World) -> World:
    return w.with_state(turn=w.setup.turns - 1)


def alone(w: World) -> World:
    """The first seat, far more powerful than all others, deploys."""
    chips = np.full((5, 6, 1), 1e-6)
    chips[0] = 9.0
    return w.happened(deployed=[True, False, False, False, False]).has(compute=chips, capability=[38.0] + [27.0] * 4)


def together(w: World) -> World:
    return w.happened(deployed=[True, True, False, False, False]).has(joint_offer=[True, True, False, False, False])


def tool_age(w: World) -> World:
    return w.has(served=34.0, adoption=0.5).knows(tool_route=[0, 0, 1, 0, 0])


def accord(w: World) -> World:
    return w.signed_by(Clause.SLOW_DOWN, 0, 1, 2, 3).has(verification=0.6)


WAYS: dict[Ending, Change] = {
    Ending.LOSS_OF_CONTROL: lambda w: w.happened(incident=[0, 0, 3, 0, 0]),
    Ending.OPEN_CATASTROPHE: lambda w: w.happened(misuse=2),
    Ending.WAR: lambda w: w.has(tension=90.0).shows(war=0.0),
    Ending.COLLAPSE: lambda w: w.has(stability=0.0),
    Ending.SHARED_ABUNDANCE: together,
    Ending.STEWARD: lambda w: alone(w).has(accountability=0.8),
    Ending.LOCK_IN: alone,
    Ending.DISEMPOWERMENT: lambda w: w.has(oversight=0.25),
    Ending.BAN: lambda w: w.has(regulation=90.0),
    Ending.ACCORD: accord,
    Ending.TOOL_AGE: tool_age,
    Ending.SLOW_WORLD: lambda w: w,
}


def ending(w: World) -> Ending:
    return Ending(int(w.run(endings).ending[0]))


def holds(w: World, which: Ending) -> bool:
    return bool(predicates(w.state, w.turn())[which][0])


@pytest.mark.parametrize("which", ANY_TIME)
def test_what_may_come_at_any_time(which: Ending) -> None:
    assert ending(WAYS[which](peace())) == which
    assert ending(WAYS[which](horizon(peace()))) == which


@pytest.mark.parametrize("which", AT_HORIZON)
def test_what_comes_at_the_horizon_alone(which: Ending) -> None:
    w = WAYS[which](peace())
    assert ending(w) == Ending.NONE
    assert ending(w.with_state(turn=w.setup.turns - 2)) == Ending.NONE
    assert ending(horizon(w)) == which


@pytest.mark.parametrize("first", range(len(ANY_TIME) + len(AT_HORIZON)))
def test_the_first_that_holds_fires(first: int) -> None:
    order = (*ANY_TIME, *AT_HORIZON)
    deployments = {Ending.SHARED_ABUNDANCE, Ending.STEWARD, Ending.LOCK_IN}
    for later in order[first + 1 :]:
        if {order[first], later} <= deployments or {order[first], later} == {Ending.DISEMPOWERMENT, Ending.TOOL_AGE}:
            continue  # no world can be both of these
        w = WAYS[order[first]](WAYS[later](horizon(peace())))
        assert holds(w, later)
        assert ending(w) == order[first]


def test_an_ending_stays() -> None:
    assert ending(WAYS[Ending.WAR](peace()).has(ending=Ending.BAN)) == Ending.BAN


# --- conditions one by one


@pytest.mark.parametrize(
    ("which", "change", "expected"),
    [
        (Ending.LOSS_OF_CONTROL, lambda w: w.happened(incident=2), False),
        (Ending.LOSS_OF_CONTROL, lambda w: alone(w).happened(unsafe=[True, False, False, False, False]), True),
        (Ending.OPEN_CATASTROPHE, lambda w: w.happened(misuse=1), False),
        (Ending.COLLAPSE, lambda w: w.has(stability=1e-6), False),
        (Ending.DISEMPOWERMENT, lambda w: w.has(oversight=0.2501), False),
        (Ending.BAN, lambda w: w.has(regulation=89.9), False),
        (Ending.TOOL_AGE, lambda w: tool_age(w).has(served=33.5), True),
        (Ending.TOOL_AGE, lambda w: tool_age(w).has(served=33.49), False),
        (Ending.TOOL_AGE, lambda w: tool_age(w).has(adoption=0.4), True),
        (Ending.TOOL_AGE, lambda w: tool_age(w).has(adoption=0.39), False),
        (Ending.TOOL_AGE, lambda w: tool_age(w).has(oversight=0.41), True),
        (Ending.TOOL_AGE, lambda w: tool_age(w).has(oversight=0.4), False),
        (Ending.TOOL_AGE, lambda w: tool_age(w).knows(tool_route=0.0), False),
        (Ending.TOOL_AGE, lambda w: tool_age(w).numbers("endings", tool_capability=1.1), False),
        (Ending.ACCORD, lambda w: accord(w).signed_by(Clause.SLOW_DOWN, 0, 1, 2), False),
        (Ending.ACCORD, lambda w: accord(w).numbers("treaties", quorum=1.0), False),
        (Ending.ACCORD, lambda w: accord(w).has(verification=0.5), True),
        (Ending.ACCORD, lambda w: accord(w).has(verification=0.49), False),
        (Ending.ACCORD, lambda w: accord(w).happened(cheat_found=True), False),
    ],
)
def test_limits_of_conditions(which: Ending, change: Change, expected: bool) -> None:
    assert holds(change(peace()), which) == expected


@pytest.mark.parametrize("years", [0.5, 1.0])
def test_odds_of_war(years: float) -> None:
    w = peace(4000).has(tension=80.0).ladder("war").set_up(turn_years=years)
    share = predicates(w.state, w.turn())[Ending.WAR].mean()
    assert share == pytest.approx(1.0 - np.exp(-0.5 * years), abs=0.001)


# --- whose world it is after a deployment


def test_an_unsafe_deployment_is_never_a_good_ending() -> None:
    for way in (alone, together):
        w = way(peace()).happened(unsafe=[True, False, False, False, False]).has(accountability=1.0)
        assert not any(holds(w, good) for good in (Ending.SHARED_ABUNDANCE, Ending.STEWARD, Ending.LOCK_IN))


def test_without_a_deployment_nobody_owns_the_world() -> None:
    w = alone(peace()).happened(deployed=False)
    assert not any(holds(w, e) for e in (Ending.SHARED_ABUNDANCE, Ending.STEWARD, Ending.LOCK_IN))


def test_an_owner_in_one_game_of_a_batch_owns_no_other_world() -> None:
    deployed = np.zeros((5, 2), np.bool_)
    deployed[0, 0] = True
    w = alone(peace(2)).happened(deployed=deployed).shows(**{"the owner lets go": 1.0})
    assert list(predicates(w.state, w.turn())[Ending.STEWARD]) == [True, False]


def test_power_may_be_shared_without_a_pact() -> None:
    w = alone(peace())
    share = float(leading_share(w.state, w.turn())[0])
    assert holds(w.numbers("endings", concentration=share + 1e-6), Ending.SHARED_ABUNDANCE)
    assert not holds(w.numbers("endings", concentration=share), Ending.SHARED_ABUNDANCE)


def test_power_of_the_owner_or_else_of_the_strongest() -> None:
    w = alone(peace())
    strong = float(leading_share(w.state, w.turn())[0])
    idle = w.happened(deployed=False)
    assert leading_share(idle.state, idle.turn())[0] == pytest.approx(strong)
    weak = w.happened(deployed=[False, True, False, False, False])
    assert leading_share(weak.state, weak.turn())[0] < 0.5 * strong


def test_an_owner_who_need_not_answer_may_still_let_go() -> None:
    for die, kept in ((0.49, True), (0.5, False)):
        w = alone(peace()).shows(**{"the owner lets go": die})
        assert holds(w, Ending.LOCK_IN) == kept
        assert holds(w, Ending.STEWARD) != kept


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        (lambda w: w, 0.4),
        (lambda w: w.knows(accountability=[0.2, 0.9, 0.9, 0.9, 0.9]), 0.6),
        (lambda w: w.has(public_weights=38.0, served=38.0), 0.55),
        (lambda w: w.has(public_weights=37.5, served=38.0), 0.475),
        (lambda w: w.has(public_weights=30.0, served=38.0), 0.4),
        (lambda w: w.has(regulation=80.0), 0.52),
        (lambda w: w.has(regulation=80.0, capture=0.5), 0.46),
        (lambda w: w.knows(accountability=5.0), 1.0),
    ],
)
def test_how_far_an_owner_must_answer(change: Change, figure: float) -> None:
    w = change(alone(peace()).has(accountability=[0.4, 0.9, 0.9, 0.9, 0.9], served=30.0))
    assert holds(w.numbers("endings", accountability=figure - 1e-9), Ending.STEWARD)
    assert not holds(w.numbers("endings", accountability=figure + 1e-6), Ending.STEWARD)


# --- how near


def near(which: Ending) -> Measure:
    return lambda w: float(nearness(w.state, w.turn())[which, 0])


@cache
def half_way() -> World:
    """The best model is half of the way from 27 to Tier Six, and one seat has just more power than it should."""
    w = peace().has(capability=[32.0, 27.0, 27.0, 27.0, 27.0], reading=0.0)
    share = float(leading_share(w.state, w.turn())[0])
    return w.numbers("endings", concentration=0.8 * share)


@rows(
    Row("abundance", near(Ending.SHARED_ABUNDANCE), lambda w: w, plus=0.45 * 0.8),
    Row("abundance of equals", near(Ending.SHARED_ABUNDANCE), lambda w: w.numbers("endings", concentration=0.99),
        plus=0.45),
    Row("a steward", near(Ending.STEWARD), lambda w: w, plus=0.45),
    Row("a steward among equals", near(Ending.STEWARD), lambda w: half_concentrated(w), plus=0.225),
    Row("lock-in", near(Ending.LOCK_IN), lambda w: w, plus=0.225),
    Row("lock-in among equals", near(Ending.LOCK_IN), lambda w: half_concentrated(w), plus=0.1125),
    Row("loss of control", near(Ending.LOSS_OF_CONTROL), lambda w: w, plus=0.225),
    Row("a bad reading", near(Ending.LOSS_OF_CONTROL), lambda w: w.has(reading=[0, 1.0, 0, 0, 0]), plus=0.3375),
    Row("a terrible reading", near(Ending.LOSS_OF_CONTROL), lambda w: w.has(reading=9.0), plus=0.45),
    Row("a good reading", near(Ending.LOSS_OF_CONTROL), lambda w: w.has(reading=-9.0), plus=0.0),
    Row("catastrophe", near(Ending.OPEN_CATASTROPHE), lambda w: w.has(public_weights=29.0), plus=0.7),
    Row("danger beyond", near(Ending.OPEN_CATASTROPHE), lambda w: w.has(public_weights=33.0), plus=0.9),
    Row("danger far", near(Ending.OPEN_CATASTROPHE), lambda w: w, plus=0.0),
    Row("war", near(Ending.WAR), lambda w: w.has(tension=40.0), plus=0.4),
    Row("war at hand", near(Ending.WAR), lambda w: w.has(tension=99.0), plus=0.95),
    Row("collapse", near(Ending.COLLAPSE), lambda w: w.has(stability=3.5), plus=0.5),
    Row("collapse far", near(Ending.COLLAPSE), lambda w: w.has(stability=9.0), plus=0.0),
    Row("disempowerment", near(Ending.DISEMPOWERMENT), lambda w: w.has(oversight=0.625), plus=0.5),
    Row("a ban", near(Ending.BAN), lambda w: w.has(regulation=45.0), plus=0.5),
    Row("no accord", near(Ending.ACCORD), lambda w: horizon(w), plus=0.0),
    Row("half of an accord", near(Ending.ACCORD),
        lambda w: horizon(w).signed_by(Clause.SLOW_DOWN, 0, 1), plus=0.25),
    Row("a verified half of an accord", near(Ending.ACCORD),
        lambda w: horizon(w).signed_by(Clause.SLOW_DOWN, 0, 1).has(verification=0.25), plus=0.475),
    Row("no tools", near(Ending.TOOL_AGE), lambda w: horizon(w).has(adoption=0.0), plus=0.0),
    Row("half of the tools", near(Ending.TOOL_AGE), lambda w: horizon(w).has(adoption=0.0, served=30.25), plus=0.25),
    Row("half of the use", near(Ending.TOOL_AGE), lambda w: horizon(w).has(adoption=0.2), plus=0.225),
    Row("a slow world", near(Ending.SLOW_WORLD), lambda w: horizon(w), plus=0.5),
    Row("a faster world", near(Ending.SLOW_WORLD), lambda w: horizon(w).has(capability=35.0), plus=0.2),
    Row("a world beyond Tier Six", near(Ending.SLOW_WORLD), lambda w: horizon(w).has(capability=45.0), plus=0.0),
)  # fmt: skip
def test_nearness(row: Row) -> None:
    assert row.plus is not None
    assert row.measure(row.change(half_way())) == pytest.approx(row.plus, abs=1e-9)


def half_concentrated(w: World) -> World:
    share = float(leading_share(w.state, w.turn())[0])
    return w.numbers("endings", concentration=2.0 * share)


@pytest.mark.parametrize("which", AT_HORIZON)
def test_endings_of_the_horizon_come_nearer_with_it(which: Ending) -> None:
    w = half_way().has(served=30.0, verification=0.3)
    last = w.setup.turns - 1
    late = near(which)(w.with_state(turn=last))
    assert near(which)(w.with_state(turn=w.setup.turns // 2 - 1)) == pytest.approx(0.5 * late)


@pytest.mark.parametrize("which", [*ANY_TIME, *AT_HORIZON[:2]])
def test_what_holds_is_nearest(which: Ending) -> None:
    assert near(which)(horizon(WAYS[which](peace()))) == 1.0
    assert near(which)(horizon(peace())) < 1.0
    assert near(Ending.NONE)(WAYS[which](peace())) == 0.0


@pytest.mark.parametrize("which", AT_HORIZON[:2])
def test_what_holds_before_the_horizon_is_not_there_yet(which: Ending) -> None:
    assert 0.0 < near(which)(WAYS[which](peace())) < 1.0


# --- scores

WORTH = {Kind.BAD: (0.0, 0.0), Kind.MIXED: (30.0, 20.0), Kind.GOOD: (60.0, 40.0)}


def aiming(aim: Aim) -> World:
    """Everybody wants this and nothing else, and the campaign has ended well."""
    aims = np.zeros((len(Aim), 5, 1))
    aims[aim] = 1.0
    return peace().set_up(aims=aims).has(ending=Ending.SHARED_ABUNDANCE)


def met(w: World, seat: int = 0) -> float:
    """How far a seat has met its aims, 0 to 1, from its score after a good ending."""
    return float((scores(w.state, w.turn())[seat, 0] - 60.0) / 40.0)


@pytest.mark.parametrize("which", [e for e in Ending if e is not Ending.NONE])
def test_what_endings_are_worth(which: Ending) -> None:
    base, extra = WORTH[which.kind]
    w = aiming(Aim.TRUST).has(ending=which, trust=[100.0, 50.0, 0.0, 0.0, 0.0])
    assert scores(w.state, w.turn())[:3, 0] == pytest.approx([base + extra, base + 0.5 * extra, base])


def test_no_score_before_the_end() -> None:
    w = aiming(Aim.TRUST).has(ending=0, trust=100.0)
    assert (scores(w.state, w.turn()) == 0.0).all()


def test_aims_are_weighed() -> None:
    aims = np.zeros((len(Aim), 5, 1))
    aims[Aim.TRUST], aims[Aim.SAFETY_RECORD] = 0.75, 0.25
    w = aiming(Aim.TRUST).set_up(aims=aims).has(trust=40.0, safety_record=0.0)
    assert met(w) == pytest.approx(0.75 * 0.4 + 0.25)


def test_wealth_is_measured_by_the_richest() -> None:
    w = aiming(Aim.WEALTH).has(revenue=[25.0, 100.0, 0.0, 0.0, 0.0])
    assert [met(w, seat) for seat in (0, 1, 2)] == pytest.approx([0.5, 1.0, 0.0])
    assert met(w.has(revenue=0.0)) == 0.0


def test_a_safety_record_fades_with_every_incident() -> None:
    w = aiming(Aim.SAFETY_RECORD)
    one = met(w.has(safety_record=1.0))
    assert met(w) == 1.0
    assert 0.0 < one < 1.0
    assert met(w.has(safety_record=3.0)) == pytest.approx(one**3)


def test_influence_is_the_root_of_twice_the_share() -> None:
    w = aiming(Aim.INFLUENCE)
    share = 1.0 / (5.0 + 1e-3)
    equal = w.has(public_weights=-90.0)
    assert met(equal) == pytest.approx((2.0 * share) ** 0.5, rel=1e-3)
    assert met(alone(w).has(public_weights=-90.0)) == pytest.approx(1.0)


def test_standing_of_the_bloc() -> None:
    w = aiming(Aim.BLOC_STANDING).has(public_weights=-90.0)
    assert [met(w, seat) for seat in ALL] == pytest.approx([0.9, 0.9, 0.9, 0.3, 0.3])
    assert met(alone(w), 1) == pytest.approx(1.0)
    assert met(alone(w), 4) == pytest.approx(0.0, abs=1e-3)
