"""Why figures changed: every change is stated as named terms that add up to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import numpy as np

from game.rules.arrays import Floats


@dataclass(frozen=True, slots=True)
class Term:
    """One cause of one change, in the unit of the quantity."""

    turn: int
    phase: str
    quantity: str
    seat: int | None  # None for figures of the world
    place: int | None  # region or bloc where the quantity has one
    cause: str  # a word of the rules, or "technology:ID", "event:ID", "seat:ID"
    amount: float
    pair: int | None = None  # the first bloc of a figure that lies between two; `place` is the second


@dataclass(slots=True)
class Ledger:
    """The terms of one game, in the order in which they were applied."""

    game: int = 0
    terms: list[Term] = field(default_factory=list)
    quiet: float = 1e-12  # smaller amounts are rounding, not causes

    def record(self, turn: int, phase: str, quantity: str, cause: str, amount: Floats, by_seat: bool) -> None:
        """Note a term; `amount` is (N,), (S,N) or (S,places,N), or (places,N) when not by seat."""
        column = np.asarray(amount)[..., self.game]
        deep = column.ndim - by_seat  # axes beside the seats'
        # Most terms are of a few seats, and plain numbers are looked through faster than small arrays.
        places = product(*map(range, column.shape))
        for place, value in zip(places, column.ravel().tolist(), strict=True):
            if abs(value) > self.quiet:
                seat = place[0] if by_seat else None
                pair = place[0] if deep == 2 and not by_seat else None
                last = place[-1] if deep else None
                self.terms.append(Term(turn, phase, quantity, seat, last, cause, value, pair))

    def of(self, quantity: str, seat: int | None = None, turn: int | None = None) -> list[Term]:
        """The terms of a figure, of one seat or of the world, in one turn or all."""
        return [
            term
            for term in self.terms
            if term.quantity == quantity and term.seat == seat and (turn is None or term.turn == turn)
        ]
