"""The planner: a computer player that tries out many plans before it orders.

A plan is to play by one of the temperaments from now on, or by the standing one leaning a step further to one side:
more or less for one share of the budget, for alignment, customers or automated research; and, for who holds a Tier
Six system, what to do with it this turn. Each is played to the end many times, on the same dice, from what the seat
knows and believes, with the others at their usual temperaments. The best are tried again in more games, together with
the plan that leans to every side that helped; what then promises the seat the highest score is ordered for this turn,
and the next turn plans anew. So it plays by no habit for longer than it pays, and knows no more than anybody in its
seat.

It stands here and not with the other computer players because it needs beliefs and rollouts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.content.models import Temperament
from game.content.vocabulary import Deployment
from game.forecast.belief import believe
from game.forecast.rollout import Table, play_on
from game.players.difficulty import BUDGET
from game.players.habits import Habits, habits_of
from game.players.policy import orders_for
from game.rules.arrays import Floats
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.replacing import replace
from game.rules.view import View

STANDING = "careful"
"""The temperament of the standing plan, the best simple habit known."""

TRIALS = (32, 160)
"""Games after which the best plans are picked, and after which one of them is chosen."""

ROUNDS = len(TRIALS)

FINALISTS = 4
"""Plans that are tried in all games, besides the standing one and the one that leans to every side that helped."""

DOUBT = 1.0
"""Standard errors by which a plan must do better than the standing one: else luck in so few games would choose."""

SIDES = (*BUDGET, "alignment", "serving", "automation")
STEP = 1.3  # times as much, or as little


def people_of(temperaments: Mapping[str, Temperament]) -> dict[str, Temperament]:
    """Those that are plans: not who does nothing, nor who leaves it to chance; the standing one first."""
    able = {id_: each for id_, each in temperaments.items() if each.activity > 0.0 and each.chaos == 0.0}
    return {id_: able[id_] for id_ in sorted(able, key=lambda id_: id_ != STANDING)}


@dataclass(frozen=True)
class Plan:
    """What a seat could do: these orders now, and then on by a temperament."""

    name: str  # of the temperament, with the sides that it leans to
    person: Temperament
    habits: Habits  # of one seat
    orders: Orders  # of one seat in one game


def best_plan(
    table: Table,
    people: Mapping[str, Temperament],
    seen: View,
    draws: Draws,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """The plan that promises a seat most, from its view of one game.

    `people` are the temperaments that it may play by, the standing one first, `draws` the dice of the turn keyed to
    the seat. The table says how the others are believed to play. Stopped when `stop` says so.
    """

    def plan(name: str, person: Temperament) -> Plan:
        habits = habits_of([person], table.setup)
        return Plan(name, person, habits, orders_for(seen, table.setup, habits, draws))

    standing, person = next(iter(people.items()))
    sides = [(side, by) for side in SIDES for by in (STEP, 1.0 / STEP)]
    leans = [plan(f"{standing}, {side} times {by:.2f}", leaning(person, side, by)) for side, by in sides]
    plans = [*(choice for name, each in people.items() for choice in _choices(plan(name, each), seen)), *leans]
    promise = _promise(_tried(table, plans, seen, (0, TRIALS[0]), stop))

    every = person
    for (side, by), helps in zip(sides, promise[-len(sides) :], strict=True):
        every = leaning(every, side, by) if helps > 0.0 else every
    best = np.argsort(-promise[1:], kind="stable")[:FINALISTS] + 1
    last = [plans[0], *(plans[i] for i in best), plan(f"{standing}, all that helped", every)]
    chosen: Plan = last[int(_promise(_tried(table, last, seen, TRIALS, stop)).argmax())]
    return chosen


def leaning(person: Temperament, side: str, by: float) -> Temperament:
    """A temperament that gives `by` times as much to one side; what the four shares of the budget sum to stays."""
    if side not in BUDGET:
        return person.model_copy(update={side: min(by * getattr(person, side), 0.9)})
    shares = {name: getattr(person, name) * (by if name == side else 1.0) for name in BUDGET}
    whole = sum(getattr(person, name) for name in BUDGET) / max(sum(shares.values()), 1e-9)
    return person.model_copy(update={name: share * whole for name, share in shares.items()})


def _promise(score: Floats) -> Floats:
    """(plans,) by how much each is better than the first, in doubt; `score` is (plans, games) on the same dice."""
    better = score - score[0]
    return np.asarray(better.mean(axis=1) - DOUBT * better.std(axis=1) / np.sqrt(better.shape[1]))


def _tried(
    table: Table, plans: Sequence[Plan], seen: View, span: tuple[int, int], stop: Callable[[], bool] | None
) -> Floats:
    """(plans, games) the score of the seat if it plays like this in worlds as it believes them to be."""
    me = int(seen.observers[0])
    state, params, seeds = believe(seen, table.book, table.setup, span)
    games = len(seeds)
    column = np.tile(np.arange(games), len(plans))
    each = Habits.beside([_seated(table.habits, me, plan.habits) for plan in plans], games)
    now = Orders.beside([plan.orders for plan in plans]).take(np.repeat(np.arange(len(plans)), games))
    outcomes = play_on(
        table.seated(each), state.take(column), params.take(column), seeds[column], {me: now}, stop=stop
    )
    return np.asarray(outcomes.scores[me].reshape(len(plans), games))


def _choices(plan: Plan, seen: View) -> list[Plan]:
    """The plan, and beside what its habits say all else that could be done with a system that is held."""
    if not seen.holding[0, 0]:
        return [plan]
    codes = (np.full_like(plan.orders.deployment, code) for code in Deployment)
    return [plan, *(replace(plan, orders=replace(plan.orders, deployment=code)) for code in codes)]


def _seated(habits: Habits, seat: int, mine: Habits) -> Habits:
    """The habits of all seats with those of one seat in its place."""
    return Habits.joined([mine if i == seat else habits.seat(i) for i in range(habits.research.shape[0])])
