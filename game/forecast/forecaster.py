"""Outlooks of the seats of a campaign, kept by what they were asked for, and made beside the window.

The present orders of the seat on the screen go first, then the orders it found on its desk when the turn began, so
that a change can be told, then earlier turns, so that there is a history even after a campaign was loaded. Nothing
here waits: `follow` and `look` take what is there.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from hashlib import blake2b

from game.forecast.outlook import CUTS, Outlook, foresee
from game.forecast.rollout import Table
from game.forecast.worker import Done, Failed, Worker
from game.rules.orders import Orders
from game.rules.view import View

PAST_CUTS = (128, 512)
MOST_FAILURES = 3  # in a row, before a question is given up; a process that died is started again until then
REMEMBERED = 400  # outlooks; the oldest are forgotten

Situation = tuple[View, Orders]
"""What a seat saw and what it ordered."""


@dataclass(frozen=True)
class Key:
    """Which outlook: seat, turn, and orders."""

    seat: int
    turn: int
    orders: bytes

    @classmethod
    def of(cls, seen: View, orders: Orders) -> Key:
        """Equal for orders that are equal in every number."""
        hasher = blake2b(digest_size=16)
        for field in fields(orders):
            hasher.update(getattr(orders, field.name).tobytes())
        return cls(int(seen.observers[0]), seen.turn, hasher.digest())


@dataclass(frozen=True)
class Want:
    """What a seat wants to foresee. `past` gives an earlier turn's situation, None where it is not known."""

    now: Situation
    opening: Situation
    past: Callable[[int], Situation | None]


class Forecaster:
    """Keeps one worker busy for the seat on the screen."""

    def __init__(self, worker: Worker, cuts: tuple[int, ...] = CUTS, past_cuts: tuple[int, ...] = PAST_CUTS) -> None:
        self._worker = worker
        self._cuts, self._past_cuts = cuts, past_cuts
        self._table: Table | None = None
        self._kept: OrderedDict[Key, Outlook] = OrderedDict()
        self._whole: set[Key] = set()  # of which no more games are to come
        self._past: dict[tuple[int, int], tuple[Key, Situation] | None] = {}  # by seat and turn
        self._asked: Key | None = None  # what is being computed
        self._grown: Outlook | None = None  # and how far that has come
        self._failures = 0  # in a row
        self._failed: tuple[Key, str] | None = None

    def follow(self, table: Table, want: Want, patient: bool = False) -> None:
        """See to it that what is wanted most is worked on.

        `patient` while orders still move, as under the mouse: what is being computed may then show its first part
        before it is given up for newer orders.
        """
        if table is not self._table:
            self.forget()
            self._table = table
        self._take_in()
        wanted = self._most_wanted(want)
        if wanted is None or wanted[0] == self._asked or (self._failed and wanted[0] == self._failed[0]):
            return
        if patient and self._asked is not None and self._grown is None:
            return
        self._failed = None
        self._asked, self._grown = wanted[0], None
        self._worker.start(partial(foresee, table, *wanted[1], wanted[2]))

    def look(self, seen: View, orders: Orders) -> Outlook | None:
        """The outlook of these orders as far as it is known."""
        return self._kept.get(Key.of(seen, orders))

    def history(self, seat: int, turn: int) -> dict[int, Outlook]:
        """By turn before `turn`, the outlook of what was ordered in it, as far as it is known."""
        known = {past: found[0] for (who, past), found in self._past.items() if who == seat and found and past < turn}
        return {past: self._kept[known[past]] for past in sorted(known) if known[past] in self._kept}

    @property
    def working(self) -> bool:
        return self._asked is not None

    @property
    def failure(self) -> str:
        """Why nothing can be foreseen; empty while nothing went wrong."""
        return self._failed[1] if self._failed else ""

    def forget(self) -> None:
        """Another campaign: nothing of this one is kept."""
        self._worker.cancel()
        self._failures = 0
        self._table = self._asked = self._grown = self._failed = None
        self._kept.clear()
        self._whole.clear()
        self._past.clear()

    def close(self) -> None:
        self.forget()
        self._worker.close()

    def _take_in(self) -> None:
        for told in self._worker.news():
            if self._asked is None:
                continue
            if isinstance(told, Outlook):
                self._grown = told if self._grown is None else self._grown.and_more(told)
                before = self._kept.get(self._asked)
                if before is None or before.games <= self._grown.games:  # of one given up more may be known from before
                    self._kept[self._asked] = self._grown
            elif isinstance(told, Failed):
                self._failures += 1
                self._failed = (self._asked, told.reason) if self._failures >= MOST_FAILURES else None
                self._asked = None
            elif isinstance(told, Done):
                self._failures = 0
                self._whole.add(self._asked)
                self._asked = None
        while len(self._kept) > REMEMBERED:
            self._whole.discard(self._kept.popitem(last=False)[0])

    def _most_wanted(self, want: Want) -> tuple[Key, Situation, tuple[int, ...]] | None:
        """The first of what is wanted that is not wholly known."""
        for situation in (want.now, want.opening):
            key = Key.of(*situation)
            if key not in self._whole:
                return key, situation, self._cuts
        seat, turn = int(want.now[0].observers[0]), want.now[0].turn
        for past in range(turn - 1, -1, -1):
            if (seat, past) not in self._past:
                found = want.past(past)
                self._past[seat, past] = (Key.of(*found), found) if found else None
            known = self._past[seat, past]
            if known and known[0] not in self._whole:
                return known[0], known[1], self._past_cuts
        return None
