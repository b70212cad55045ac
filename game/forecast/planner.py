"""The planner: a computer player that tries out every plan before it orders.

A plan is to play by one of the temperaments from now on, and, for who holds a Tier Six system, what to do with it this
turn. Each is played to the end many times, on the same dice, from what the seat knows and believes, with the others
at their usual temperaments; the plan with the best mean score of the seat is ordered for this turn, and the next turn
plans anew. So the planner plays by no habit for longer than it pays, and it knows no more than anybody in its seat.

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
from game.players.habits import Habits, habits_of
from game.players.policy import orders_for
from game.rules.arrays import Floats
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.replacing import replace
from game.rules.view import View

STANDING = "careful"
"""The temperament of the standing plan, the best simple habit known."""

GAMES = 96
"""Games in which each plan is tried: with a dozen plans about as many as a batch plays at its fastest."""

DOUBT = 1.0
"""Standard errors by which a plan must do better than the standing one: else luck in so few games would choose."""


def people_of(temperaments: Mapping[str, Temperament]) -> dict[str, Temperament]:
    """Those that are plans: not who does nothing, nor who leaves it to chance; the standing one first."""
    able = {id_: each for id_, each in temperaments.items() if each.activity > 0.0 and each.chaos == 0.0}
    return {id_: able[id_] for id_ in sorted(able, key=lambda id_: id_ != STANDING)}


@dataclass(frozen=True)
class Plan:
    """What a seat could do: these orders now, and then on by a temperament."""

    temperament: str
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
    habits = {id_: habits_of([person], table.setup) for id_, person in people.items()}
    plans = [
        Plan(id_, orders)
        for id_ in people
        for orders in _choices(orders_for(seen, table.setup, habits[id_], draws), seen)
    ]
    score = _tried(table, [(habits[one.temperament], one.orders) for one in plans], seen, stop)
    better = score - score[0]
    promise = better.mean(axis=1) - DOUBT * better.std(axis=1) / np.sqrt(GAMES)
    return plans[int(promise.argmax())]


def _tried(
    table: Table, plans: Sequence[tuple[Habits, Orders]], seen: View, stop: Callable[[], bool] | None
) -> Floats:
    """(plans, games) the score of the seat if it plays like this in worlds as it believes them to be."""
    me = int(seen.observers[0])
    state, params, seeds = believe(seen, table.book, table.setup, (0, GAMES))
    column = np.tile(np.arange(GAMES), len(plans))
    each = Habits.beside([_seated(table.habits, me, habits) for habits, _ in plans], GAMES)
    now = Orders.beside([orders for _, orders in plans]).take(np.repeat(np.arange(len(plans)), GAMES))
    outcomes = play_on(
        table.seated(each), state.take(column), params.take(column), seeds[column], {me: now}, stop=stop
    )
    return np.asarray(outcomes.scores[me].reshape(len(plans), GAMES))


def _choices(orders: Orders, seen: View) -> Sequence[Orders]:
    """What the habit says, and all else that could be done with a system that is held."""
    if not seen.holding[0, 0]:
        return [orders]
    return [orders, *(replace(orders, deployment=np.full_like(orders.deployment, code)) for code in Deployment)]


def _seated(habits: Habits, seat: int, mine: Habits) -> Habits:
    """The habits of all seats with those of one seat in its place."""
    return Habits.joined([mine if i == seat else habits.seat(i) for i in range(habits.research.shape[0])])
