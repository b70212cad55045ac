"""A batch of campaigns among computer players, played to their endings.

Row k of a batch is the same game as row 0 of a batch of that game alone, and the same game as a `Campaign` of that
seed with computers in every chair: the dice hang on the seed of the game, not on its place.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from game.content.book import Book
from game.content.models import Temperament
from game.content.vocabulary import Ending
from game.forecast.result import Outcomes
from game.players.habits import Habits, habits_of
from game.players.policy import orders_for
from game.rules.arrays import Floats, Keys
from game.rules.draws import Draws
from game.rules.effects import Effects, effects_of
from game.rules.endings import scores
from game.rules.orders import Orders
from game.rules.params import Params, draw_params
from game.rules.replacing import replace
from game.rules.setup import Setup, compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import begin, resolve
from game.rules.view import View, view, views

Policy = Callable[[View, Setup, Draws], Orders]
"""Orders of one seat in every game, (1,N), from its view and dice keyed to it. Never sees the state."""

Watcher = Callable[[State, np.ndarray], None]
"""Told the state after each turn and which games of the batch its columns are; endings are in the state."""

ENDED_SHARE = 0.25
"""Share of the working batch that must have ended before it is worth copying the rest into a smaller one."""


class Stopped(Exception):
    """The batch was given up before its end."""


@dataclass(frozen=True, slots=True)
class Table:
    """Who plays what: all of a batch but its seeds."""

    book: Book
    setup: Setup
    habits: Habits  # the same in all games, or with a column for every game that is played
    policies: Mapping[int, Policy]  # seats that decide otherwise than by habit
    shares: Floats | None = None  # (4,S,1) research, security, compute, openness; NaN where habits decide
    since: int = 0  # the turn from which habits and shares hold
    earlier: Habits | None = None  # the habits before it

    @classmethod
    def of(
        cls,
        book: Book,
        temperaments: Mapping[str, str | Temperament] | None = None,
        policies: Mapping[str, Policy] | None = None,
    ) -> Table:
        """The table of a book. Seats keep the temperament of their scenario unless another is given or named here.

        KeyError for a temperament that the book does not have, ValueError for such a seat.
        """
        setup = compile_setup(book)
        people: dict[str, str | Temperament] = {id_: scene.temperament for id_, scene in book.scenario.seats.items()}
        for seat, temperament in (temperaments or {}).items():
            setup.seats.index(seat)
            people[seat] = temperament
        habits = habits_of([book.temperaments[p] if isinstance(p, str) else p for p in people.values()], setup)
        own = {setup.seats.index(seat): policy for seat, policy in (policies or {}).items()}
        return cls(book, setup, habits, own)

    def seated(self, habits: Habits) -> Table:
        """The same table with other habits."""
        return dataclasses.replace(self, habits=habits)

    def ordered(self, orders: Orders, turn: int) -> Orders:
        """Orders by habit with the shares of the money that are fixed."""
        if self.shares is None or turn < self.since:
            return orders
        free, active = np.isnan(self.shares), self.habits.activity > 0.0
        given = (orders.research, orders.security, orders.compute, orders.openness)
        fixed = [
            np.where(free[row] | ~active, habit, self.shares[row]) for row, habit in enumerate(given)
        ]
        return replace(orders, research=fixed[0], security=fixed[1], compute=fixed[2], openness=fixed[3])


def rollout(
    table: Table, seeds: Keys, stop: Callable[[], bool] | None = None, watch: Watcher | None = None
) -> Outcomes:
    """Play a game for each of the (N,) seeds from the start until all have ended.

    `stop` is asked before every turn; Stopped if it says so.
    """
    params = draw_params(table.book.parameters, seeds)
    state = start(table.setup, params, table.book.scenario, len(seeds))
    return play_on(table, state, params, seeds, stop=stop, watch=watch)


def play_on(
    table: Table,
    state: State,
    params: Params,
    seeds: Keys,
    first: Mapping[int, Orders] | None = None,
    stop: Callable[[], bool] | None = None,
    watch: Watcher | None = None,
) -> Outcomes:
    """Play every game of a batch on from `state`, in which none has ended yet, until all have.

    To roll one campaign forward many times, repeat its column: `state.take(np.zeros(n, np.intp))`, its numbers
    likewise, with (n,) seeds of their own. `first` are the orders of some seats, by index, for the first turn only,
    of one seat and as many games as the batch. `stop` is asked before every turn; Stopped if it says so.
    """
    setup, games = table.setup, len(seeds)
    outcomes = Outcomes(
        ending=np.zeros(games, np.int8),
        turns=np.zeros(games, np.int16),
        scores=np.zeros((len(setup.seats), games)),
    )
    batch = np.arange(games)  # which game each column of the working batch is
    while True:
        if stop is not None and stop():
            raise Stopped
        if state.turn >= setup.turns:
            raise RuntimeError(f"{batch.size} games have no ending at the horizon, turn {state.turn}")
        draws = Draws(seeds[batch], state.turn, setup.seat_keys)
        effects = effects_of(state.known, setup)
        orders = _orders(table, state, params, draws, effects, first or {})
        first = None
        before, state = state, resolve(state, orders, setup, params, draws, effects=effects)
        if watch is not None:
            watch(state, batch)
        open_ = outcomes.ending[batch] == Ending.NONE
        fresh = np.flatnonzero(open_ & (state.ending != Ending.NONE))
        if fresh.size:
            context = begin(before, orders, setup, params, draws, effects=effects)
            outcomes.ending[batch[fresh]] = state.ending[fresh]
            outcomes.turns[batch[fresh]] = state.turn
            outcomes.scores[:, batch[fresh]] = scores(state, context)[:, fresh]
            open_[fresh] = False
        left = np.flatnonzero(open_)
        if left.size == 0:
            return outcomes
        if left.size <= (1.0 - ENDED_SHARE) * batch.size:
            state, params, batch = state.take(left), params.take(left), batch[left]
            if table.habits.differ:
                table = table.seated(table.habits.take(left))


def _orders(
    table: Table, state: State, params: Params, draws: Draws, effects: Effects, given: Mapping[int, Orders]
) -> Orders:
    """What all seats order: as given, else by a policy of its own, else by habit."""
    setup = table.setup
    habits = table.earlier if table.earlier is not None and state.turn < table.since else table.habits
    orders = table.ordered(orders_for(views(state, setup, params, effects), setup, habits, draws), state.turn)
    if not table.policies and not given:
        return orders
    columns = [orders.seat(seat) for seat in range(len(setup.seats))]
    for seat, policy in table.policies.items():
        if seat not in given:
            columns[seat] = policy(view(state, setup, params, seat, effects), setup, draws.seat(seat))
    for seat, column in given.items():
        columns[seat] = column
    return Orders.join(columns)
