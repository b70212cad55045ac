"""The planner: it finds the better plan whichever stands first, holds what is unsafe, and hangs on its view alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.content.load import load_book
from game.content.models import Temperament
from game.content.vocabulary import Deployment
from game.forecast import planner
from game.forecast.planner import SIDES, Plan, best_plan, leaning, people_of
from game.forecast.rollout import Stopped, Table, play_on
from game.forecast.seeds import game_seeds
from game.players.difficulty import BUDGET
from game.players.habits import Habits, habits_of
from game.rules.params import draw_params
from game.rules.start import start
from game.rules.view import View

BOOK = load_book()
CAREFUL = BOOK.temperaments["careful"]
WASTEFUL = BOOK.temperaments["race-first"].model_copy(
    update={"research": 0.02, "compute": 0.0, "security": 0.0, "training": 0.0, "openness": 0.0}
)


@cache
def table() -> Table:
    return Table.of(BOOK)


@cache
def before_deployment() -> Campaign:
    """A campaign among computers until somebody holds a Tier Six system."""
    campaign = Campaign.new(BOOK, 7, {})
    while holder(campaign) is None:
        assert campaign.outcome is None
        campaign.advance()
    return campaign


def holder(campaign: Campaign) -> str | None:
    return next((id_ for id_ in campaign.setup.seats if campaign.view(id_).holding[0, 0]), None)


def chosen(campaign: Campaign, seen: View, people: dict[str, Temperament], others: Table | None = None) -> Plan:
    """The plan of the seat that sees this."""
    index = int(seen.observers[0])
    return best_plan(others or table(), people, seen, campaign.draws(campaign.turn).seat(index))


@pytest.mark.parametrize("first", ["careful", "wasteful"])
def test_better_plan_is_chosen_whichever_stands_first(first: str) -> None:
    people = {"careful": CAREFUL, "wasteful": WASTEFUL}
    campaign = Campaign.new(BOOK, 3, {})
    plan = chosen(campaign, campaign.view("helios"), {first: people[first]} | people)
    assert plan.name.startswith("careful")


def test_standing_plan_is_kept_where_another_is_no_better_and_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = Campaign.new(BOOK, 3, {})
    seen = campaign.view("helios")
    assert chosen(campaign, seen, {"standing": CAREFUL, "same": CAREFUL}).name != "same"
    monkeypatch.setattr(planner, "DOUBT", 1000.0)
    assert chosen(campaign, seen, {"standing": WASTEFUL, "careful": CAREFUL}).name == "standing"


@pytest.mark.parametrize(("others", "step"), [("safety-first", Deployment.JOINT), ("race-first", Deployment.HOLD)])
def test_safe_last_step_is_taken_with_others_and_put_off_where_it_would_be_taken_alone(
    others: str, step: Deployment
) -> None:
    """Whoever takes it alone may end up holding everything, which is no good ending however safe the system is."""
    campaign = before_deployment()
    seat = holder(campaign)
    assert seat is not None
    seen = campaign.view(seat)
    safe = replace(seen, reading=np.full_like(seen.reading, -4.0), reading_sd=np.full_like(seen.reading, 0.2))
    around = Table.of(BOOK, dict.fromkeys(BOOK.scenario.seats, others))
    assert chosen(campaign, safe, people_of(BOOK.temperaments), around).orders.deployment[0, 0] == step


def test_seat_that_starves_its_fleet_leans_to_chips() -> None:
    campaign = Campaign.new(BOOK, 3, {})
    starving = leaning(CAREFUL, "compute", 0.3)
    assert chosen(campaign, campaign.view("helios"), {"starving": starving}).person.compute > starving.compute


def test_leaning_moves_money_and_makes_none() -> None:
    for side in SIDES:
        more, less = leaning(CAREFUL, side, 1.3), leaning(CAREFUL, side, 1.0 / 1.3)
        assert getattr(less, side) < getattr(CAREFUL, side) < getattr(more, side)
        for each in (more, less):
            whole = sum(getattr(each, share) for share in BUDGET)
            assert whole == pytest.approx(sum(getattr(CAREFUL, share) for share in BUDGET))
            changed = {name for name in SIDES if getattr(each, name) != getattr(CAREFUL, name)}
            assert changed == (set(BUDGET) if side in BUDGET else {side})


def test_plans_leave_out_who_does_nothing_and_who_leaves_it_to_chance() -> None:
    people = people_of(BOOK.temperaments)
    assert next(iter(people)) == "careful"
    assert not {"idle", "random"} & set(people)
    assert {"greedy", "race-first", "safety-first"} <= set(people)


def test_a_game_with_habits_of_its_own_is_the_same_in_any_batch() -> None:
    """The planner plays all of its plans side by side; each game must be as if it were played alone."""
    seeds = game_seeds(11, 0, 6)
    setup = table().setup
    params = draw_params(BOOK.parameters, seeds)
    begun = start(setup, params, BOOK.scenario, len(seeds))
    several = [habits_of([BOOK.temperaments[id_]] * len(setup.seats), setup) for id_ in ("careful", "greedy", "random")]
    twice = np.tile(np.arange(6), 3)
    mixed = play_on(
        table().seated(Habits.beside(several, 6)), begun.take(twice), params.take(twice), seeds[twice]
    )
    for place, habits in enumerate(several):
        alone = play_on(table().seated(habits), begun, params, seeds)
        part = slice(6 * place, 6 * place + 6)
        assert np.array_equal(mixed.scores[:, part], alone.scores)
        assert np.array_equal(mixed.ending[part], alone.ending)
        assert np.array_equal(mixed.turns[part], alone.turns)


def test_planning_stops_when_nobody_waits() -> None:
    campaign = Campaign.new(BOOK, 3, {})
    people = people_of(BOOK.temperaments)
    with pytest.raises(Stopped):
        best_plan(table(), people, campaign.view("helios"), campaign.draws(0).seat(0), lambda: True)
