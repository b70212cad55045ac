"""What the shipped content promises: the shape of the technology tree, its roads, and the starting positions."""

from collections.abc import Collection
from functools import cache
from typing import get_args

import pytest

from game.content.book import Book
from game.content.load import load_book
from game.content.models import Change, Technology
from game.content.vocabulary import Form, Lane, Target

ONLY_A_NUMBER = {
    Target.ALGORITHMS,
    Target.RESEARCH_SPEED,
    Target.CAPABILITY_SPEED,
    Target.ALIGNMENT_SPEED,
    Target.UTILISATION,
    Target.CHIP_COST,
    Target.CHIP_SHARE,
    Target.POWER,
    Target.LEAD_TIME,
    Target.SERVING,
    Target.ADOPTION,
    Target.SECURITY_COST,
    Target.SECURITY_DRAG,
    Target.TRUST,
    Target.TALENT,
    Target.COMMUNITY,
    Target.PATIENCE,
}
"""Targets that make something faster, cheaper or more. The others permit an order, lift a limit or load a die."""


@cache
def book() -> Book:
    return load_book()


def targets(technology: Technology) -> set[Target]:
    return {Target[effect.target.upper()] for effect in technology.effects}


def reachable(without: Collection[str] = ()) -> set[str]:
    """All technologies that somebody can come to know who never learns some of them."""
    tree = book().technologies
    reached: set[str] = set()
    while more := {
        id_
        for id_, technology in tree.items()
        if id_ not in reached
        and id_ not in without
        and reached.issuperset(technology.needs)
        and (not technology.needs_any or reached.intersection(technology.needs_any))
    }:
        reached |= more
    return reached


def unlocking(target: Target) -> set[str]:
    return {id_ for id_, technology in book().technologies.items() if target in targets(technology)}


def total(target: Target, lane: Lane, tiers: Collection[int]) -> float:
    return sum(
        effect.amount
        for technology in book().technologies.values()
        for effect in technology.effects
        if effect.target == target.id and technology.lane == lane.id and technology.tier in tiers
    )


def test_every_lane_has_technologies_in_tiers_three_to_six() -> None:
    found = {(technology.lane, technology.tier) for technology in book().technologies.values()}
    assert found >= {(lane.id, tier) for lane in Lane for tier in (3, 4, 5, 6)}
    assert {technology.tier for technology in book().technologies.values()} == {1, 2, 3, 4, 5, 6}


def test_every_technology_can_be_reached() -> None:
    assert reachable() == set(book().technologies)


@pytest.mark.parametrize("target", list(Target), ids=lambda target: target.id)
def test_every_target_is_used(target: Target) -> None:
    users = unlocking(target)
    assert users
    assert len(users) == 1 or target.form is not Form.UNLOCK


def test_three_quarters_of_the_technologies_change_what_one_can_do_or_how_a_rule_works() -> None:
    with_effects = [technology for technology in book().technologies.values() if technology.effects]
    changing = [technology for technology in with_effects if targets(technology) - ONLY_A_NUMBER]
    assert len(changing) / len(with_effects) > 0.75


def test_only_history_is_without_cost_or_effect() -> None:
    for technology in book().technologies.values():
        assert technology.tier <= 3 or (technology.cost > 0 and technology.effects)


def test_later_tiers_cost_more_and_capabilities_most() -> None:
    def mean(lane: Lane, tier: int) -> float:
        costs = [t.cost for t in book().technologies.values() if t.lane == lane.id and t.tier == tier]
        return sum(costs) / len(costs)

    for lane in Lane:
        assert mean(lane, 4) < mean(lane, 5) < mean(lane, 6)
        assert all(mean(lane, tier) <= mean(Lane.CAPABILITIES, tier) for tier in (4, 5, 6))


def test_alignment_ceilings_follow_the_tiers() -> None:
    lane = Lane.ALIGNMENT
    assert total(Target.ALIGNMENT_CEILING, lane, (3, 4)) == pytest.approx(2.2, abs=0.1)
    assert total(Target.ALIGNMENT_CEILING, lane, (5,)) == pytest.approx(2.5, abs=0.1)
    assert total(Target.ALIGNMENT_CEILING, lane, (6,)) == pytest.approx(1.8, abs=0.1)
    assert sum(total(Target.ALIGNMENT_CEILING, other, range(7)) for other in Lane if other is not lane) == 0


@pytest.mark.parametrize(
    "closed",
    [
        {"open-ended-learning", "planetary-training"},
        {"recursive-improvement", "planetary-training"},
        {"recursive-improvement", "open-ended-learning"},
    ],
)
def test_three_roads_lead_to_superintelligence(closed: set[str]) -> None:
    assert "superintelligence" in reachable(without=closed)
    every_road = {"recursive-improvement", "open-ended-learning", "planetary-training"}
    assert "superintelligence" not in reachable(without=every_road)


def test_the_road_of_tools_needs_no_step_of_the_last_tier() -> None:
    last_tier = {id_ for id_, technology in book().technologies.items() if technology.tier == 6}
    assert unlocking(Target.TOOL_ROUTE) <= reachable(without=last_tier)


@pytest.mark.parametrize("scenario", ["five-labs", "two-powers"])
def test_seats_start_as_different_characters(scenario: str) -> None:
    seats = load_book(scenario).scenario.seats.values()
    assert len({seat.knows for seat in seats}) == len(seats)
    assert len({seat.icon for seat in seats}) == len(seats)
    assert len({tuple(seat.aims.items()) for seat in seats}) == len(seats)
    assert len({seat.temperament for seat in seats}) == len(seats)


def test_five_labs_start_as_they_are_described() -> None:
    labs = {id_: seat.start for id_, seat in book().scenario.seats.items()}

    def most(figure: str) -> str:
        return max(labs, key=lambda id_: getattr(labs[id_], figure))

    def least(figure: str) -> str:
        return min(labs, key=lambda id_: getattr(labs[id_], figure))

    assert most("capability") == most("investment") == "helios"
    assert most("market") == most("caution") == "meridian"
    assert max(labs, key=lambda id_: sum(labs[id_].compute.values())) == "meridian"
    assert most("concern") == most("practice") == "lantern"
    assert most("trust") == "agora"
    assert least("capability") == most("support") == least("accountability") == "qilin"
    assert min(labs, key=lambda id_: sum(labs[id_].compute.values())) == "agora"


def test_events_touch_every_figure_that_they_may() -> None:
    changed = {change.figure for event in book().events.values() for change in event.changes}
    assert changed == set(get_args(Change.model_fields["figure"].annotation))
    assert all(event.rate > 0 for event in book().events.values())


def test_two_powers_are_states_of_different_blocs() -> None:
    powers = load_book("two-powers").scenario.seats.values()
    assert all(seat.state for seat in powers)
    assert len({seat.bloc for seat in powers}) == 2
