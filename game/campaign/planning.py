"""What a planner is asked in a turn, whole in itself, so that it can be answered beside the game."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from game.campaign.computers import without_refused
from game.campaign.sheet import OrderSheet, sheet_of
from game.content.models import Temperament
from game.forecast.planner import ROUNDS, best_plan
from game.forecast.rollout import Table
from game.forecast.worker import Stop, Tell
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.view import View


@dataclass(frozen=True)
class Planning:
    """The question of one seat. Nothing in it is secret from that seat."""

    seat: str
    table: Table
    people: dict[str, Temperament]  # whom it may play like, at its difficulty; the standing plan first
    seen: View
    draws: Draws  # keyed to the seat

    def sheet(self, stop: Callable[[], bool] | None = None) -> OrderSheet:
        """The answer, after some thousand games. Stopped when told so."""
        return self._sheet(best_plan(self.table, self.people, self.seen, self.draws, stop).orders)

    def at_once(self) -> OrderSheet:
        """What it orders if nobody waits for the answer: as its standing plan would have it."""
        habits = habits_of([next(iter(self.people.values()))], self.table.setup)
        return self._sheet(orders_for(self.seen, self.table.setup, habits, self.draws))

    def _sheet(self, orders: Orders) -> OrderSheet:
        setup = self.table.setup
        return without_refused(sheet_of(orders, setup), self.seen, setup)


@dataclass(frozen=True)
class Thought:
    """How far the answer for one seat has come, 0 to 1."""

    seat: str
    share: float


@dataclass(frozen=True)
class Planned:
    """The answer for one seat."""

    seat: str
    turn: int
    sheet: OrderSheet


def plan_for(asked: Sequence[Planning], tell: Tell, stop: Stop) -> None:
    """Tell what each of these seats orders, and how far that is, as `Thought`: a job for a worker.

    Stopped when told so.
    """
    for one in asked:
        turns = ROUNDS * (one.table.setup.turns - one.seen.turn)
        played = count()

        def watched(seat: str = one.seat, turns: int = turns, played: Iterator[int] = played) -> bool:
            tell(Thought(seat, min(next(played) / turns, 1.0)))
            return stop()

        tell(Planned(one.seat, one.seen.turn, one.sheet(watched)))
