"""A campaign looked back on: how likely each ending was after every turn, and what single orders changed.

Everything here starts from a true state of the past. The hidden truths stay as they were, the dice of the turns to
come are thrown anew, many times, and all seats go on by habit. So a share says how the campaign would have gone on
from there, under its worldview; it is no forecast, and nobody could have known it while the campaign lasted.

The dignity of an order is the change it made to the log-odds of a good ending: the rest of the campaign is played
many times with what was ordered and as many times with a neutral order in its place, on the same dice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Ending, Kind
from game.forecast.result import ENDINGS
from game.forecast.rollout import Table, play_on
from game.rules.arrays import Bools, Keys
from game.rules.draws import key_of
from game.rules.orders import Orders
from game.rules.params import Params
from game.rules.state import State

_GOOD = np.array([ending.value for ending in ENDINGS if ending.kind is Kind.GOOD], np.int8)

Stop = Callable[[], bool] | None


def retrospect_seeds(seed: int, purpose: str, start: int, stop: int) -> Keys:
    """(stop - start,) uint64 seeds of the dice with which a past is played again; unlike those of any campaign."""
    return np.array([key_of(f"retrospect {seed} {purpose} {index}") for index in range(start, stop)], np.uint64)


def endings_from(table: Table, state: State, params: Params, seeds: Keys, stop: Stop = None) -> NDArray[np.int64]:
    """(13,) of (N,) games how many end in each `Ending`, all seats playing on by habit from a state of one game.

    A state with an ending gives that ending N times. `params` are the numbers of that game. Stopped when told so.
    """
    games = len(seeds)
    ended = int(state.ending[0])
    if ended != Ending.NONE:
        return np.bincount([ended], minlength=len(Ending)) * games
    same = np.zeros(games, np.intp)
    outcomes = play_on(table, state.take(same), params, seeds, stop=stop)
    return np.bincount(outcomes.ending, minlength=len(Ending))


@dataclass(frozen=True, slots=True)
class Contrast:
    """The same dice thrown with an order as it was made and with a neutral one in its place; counts of games."""

    games: int = 0
    good: int = 0  # good endings with the order as it was made
    otherwise: int = 0  # good endings with the neutral one
    gained: int = 0  # games that ended well only with the order as it was made
    lost: int = 0  # games that ended well only with the neutral one

    def __add__(self, other: Contrast) -> Contrast:
        """Both, of different dice, together."""
        return Contrast(
            self.games + other.games,
            self.good + other.good,
            self.otherwise + other.otherwise,
            self.gained + other.gained,
            self.lost + other.lost,
        )

    @property
    def value(self) -> float:
        """Change of the log-odds of a good ending, natural logarithm; each count has half a game added to it.

        The half (Haldane 1956, Anscombe 1956) keeps it finite where all games end alike, and takes most of the
        bias out. Without a game it is 0.
        """
        return _log_odds(self.good, self.games) - _log_odds(self.otherwise, self.games)

    @property
    def error(self) -> float:
        """Standard error of `value`, from the games in which the two differ, since the dice are the same.

        One such game is added: that none was seen among a few does not show that there are none.
        """
        if self.games == 0:
            return 0.0
        apart = self.gained + self.lost + 1.0
        spread = sqrt(max(apart - (self.gained - self.lost) ** 2 / self.games, 0.0)) / self.games
        mine, other = _share(self.good, self.games), _share(self.otherwise, self.games)
        return spread / sqrt(mine * (1.0 - mine) * other * (1.0 - other))


def _share(count: int, games: int) -> float:
    return (count + 0.5) / (games + 1.0)


def _log_odds(count: int, games: int) -> float:
    return log((count + 0.5) / (games - count + 0.5))


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of values that are independent of each other, with its standard error."""

    value: float
    error: float

    @classmethod
    def of(cls, contrasts: Sequence[Contrast]) -> Sum:
        """Of contrasts that no game is shared between."""
        return cls(sum(c.value for c in contrasts), sqrt(sum(c.error**2 for c in contrasts)))


def contrasts(
    table: Table,
    state: State,
    params: Params,
    made: Orders,
    others: Sequence[tuple[int, Orders]],
    seeds: Keys,
    stop: Stop = None,
) -> list[Contrast]:
    """For each seat and the orders it might have given instead, what its own orders changed.

    `state` is of one game before the turn, `made` the orders of all seats in it, each of `others` those of one seat.
    Only this turn differs: from the next on all seats go by habit, in every game. All are played side by side, on
    the same (N,) dice. Stopped when told so.
    """
    if not others:
        return []
    seats = len(table.setup.seats)
    columns = [made]
    for seat, instead in others:
        columns.append(Orders.join([instead if i == seat else made.seat(i) for i in range(seats)]))
    games = len(seeds)
    which = np.repeat(np.arange(len(columns)), games)
    ordered = Orders.beside(columns).take(which)
    good = _good(table, state, params, ordered, np.tile(seeds, len(columns)), stop).reshape(len(columns), games)
    return [_contrast(good[0], row) for row in good[1:]]


def _good(table: Table, state: State, params: Params, ordered: Orders, seeds: Keys, stop: Stop) -> Bools:
    """(N,) which games end well after a first turn with these orders."""
    first = {seat: ordered.seat(seat) for seat in range(len(table.setup.seats))}
    outcomes = play_on(table, state.take(np.zeros(len(seeds), np.intp)), params, seeds, first, stop)
    return np.isin(outcomes.ending, _GOOD)


def _contrast(good: Bools, other: Bools) -> Contrast:
    return Contrast(
        games=int(good.size),
        good=int(good.sum()),
        otherwise=int(other.sum()),
        gained=int((good & ~other).sum()),
        lost=int((other & ~good).sum()),
    )
