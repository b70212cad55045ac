"""The rest of a campaign as one seat can foresee it: rolled forward many times from what it knows and believes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Ending, Kind
from game.forecast.belief import believe
from game.forecast.result import ENDINGS, KINDS
from game.forecast.rollout import Table, play_on
from game.forecast.shares import Mean, Share
from game.forecast.worker import Stop, Tell
from game.rules.orders import Orders
from game.rules.view import View

CUTS = (128, 512, 1024, 2048)
"""Games after which an outlook is told of: few at first, so that it is there at once, then more, so that it is sure."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """How the games of a forecast ended. Holds under one worldview only; game k is the same luck in every outlook."""

    ending: NDArray[np.int8]  # (N,) Ending, never NONE
    turns: NDArray[np.int16]  # (N,) turns resolved by then

    @property
    def games(self) -> int:
        return int(self.ending.size)

    def and_more(self, more: Self) -> Self:
        """With the games that follow."""
        return type(self)(np.concatenate([self.ending, more.ending]), np.concatenate([self.turns, more.turns]))

    @cached_property
    def endings(self) -> dict[Ending, Share]:
        """Every ending, those that never came too."""
        return {one: Share(int((self.ending == one).sum()), self.games) for one in ENDINGS}

    @cached_property
    def kinds(self) -> dict[Kind, Share]:
        """Good, mixed, bad."""
        return {
            kind: Share(sum(self.endings[one].count for one in ENDINGS if one.kind is kind), self.games)
            for kind in KINDS
        }

    def change(self, before: Outlook, endings: Sequence[Ending]) -> Mean:
        """Change of the share of these endings, -1 to 1, with its interval: game by game, as the luck is the same."""
        return _change(self, before, tuple(endings))


@lru_cache(maxsize=200)
def _change(after: Outlook, before: Outlook, endings: tuple[Ending, ...]) -> Mean:
    """Outlooks never change, so what was found once for two of them holds; a screen asks in every frame."""
    both = min(after.games, before.games)
    now, then = (np.isin(each.ending[:both], endings) for each in (after, before))
    return Mean.of(now.astype(np.float64) - then)


def foresee(table: Table, seen: View, orders: Orders, cuts: tuple[int, ...], tell: Tell, stop: Stop) -> None:
    """Tell how it ends if these are a seat's orders now, and it goes on by its temperament: a job for a worker.

    `seen` is the seat's view of one game, `orders` those of one seat in one game. The others play by the temperaments
    of the scenario, which everybody can read; who really sits there is not asked. What is told are outlooks of the
    games from each of the `cuts` to the next. Stopped when `stop` says so.
    """
    me = int(seen.observers[0])
    for span in zip((0, *cuts), cuts, strict=False):
        state, params, seeds = believe(seen, table.book, table.setup, span)
        given = {me: orders.take(np.zeros(len(seeds), np.intp))}
        outcomes = play_on(table, state, params, seeds, given, stop)
        tell(Outlook(outcomes.ending, outcomes.turns))
