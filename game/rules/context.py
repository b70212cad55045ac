"""What every phase of a turn may use: orders, numbers, dice, effects, and the ledger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.content.vocabulary import Action, Clause
from game.rules.arrays import Bools, Floats, Ints
from game.rules.clauses import in_force
from game.rules.draws import Draws
from game.rules.effects import Effects
from game.rules.ledger import Ledger
from game.rules.orders import Orders
from game.rules.params import Params
from game.rules.setup import Setup


@dataclass(slots=True)
class Turn:
    orders: Orders
    setup: Setup
    params: Params
    draws: Draws
    effects: Effects  # of the technologies known when the turn began
    budget: Floats  # (S,N) B$ to spend this turn: cash in hand, and from the money phase on also the income
    index: int  # number of the turn, 0 for the first
    began_at: Floats  # (S,N) log FLOP of the best models when the turn began
    ledger: Ledger | None = None
    phase: str = ""
    taken: frozenset[int] | None = None  # big actions that somebody takes, once they have been asked for
    in_force_of: tuple[Bools, Bools] | None = None  # who signed what, and what of it is in force, once asked for

    @property
    def years(self) -> float:
        return self.setup.turn_years

    @property
    def date(self) -> float:
        return self.setup.year(self.index)

    def part(self, rate: float | Floats) -> Floats:
        """Share of a gap closed in one turn at `rate` a year: the same after a year whatever the turn length."""
        return np.asarray(1.0 - np.exp(-rate * self.years))

    def flow(self, decay: Floats) -> Floats:
        """Years for which a steady flow counts in a turn while what it feeds decays at `decay` a year.

        Relaxation and flow then give the same figure after a year whatever the turn length.
        """
        return np.asarray(self.part(decay) / np.maximum(decay, 1e-12))

    def change(
        self, quantity: str, before: Floats, *terms: tuple[str, Floats], low: float = -np.inf, high: float = np.inf
    ) -> Floats:
        """`before` plus all terms, cut to the bounds; with a ledger, every term is noted under its cause."""
        value = before
        for _, amount in terms:
            value = value + amount
        bounded = value
        if low != -np.inf:
            bounded = np.maximum(bounded, low)
        if high != np.inf:
            bounded = np.minimum(bounded, high)
        if self.ledger is not None:
            self.note(quantity, before, *terms, ("limit", bounded - value))
        return bounded

    def becomes(self, quantity: str, before: Floats, after: Floats, *terms: tuple[str, Floats], rest: str) -> None:
        """Record a figure that is set, not changed: the terms, and what they leave of the change under `rest`."""
        if self.ledger is not None:
            left = after - before
            for _, amount in terms:
                left = left - amount
            self.note(quantity, after, *terms, (rest, left))

    def note(self, quantity: str, like: Floats, *terms: tuple[str, Floats]) -> None:
        """Record terms whose sum the phase has applied itself; `like` gives the shape of the quantity."""
        if self.ledger is not None:
            by_seat = like.ndim >= 2 and like.shape[0] == len(self.setup.seats) and quantity not in WORLD
            for cause, amount in terms:
                full = amount if np.shape(amount) == like.shape else np.broadcast_to(amount, like.shape)
                self.ledger.record(self.index, self.phase, quantity, cause, full, by_seat)

    # --- treaties ----------------------------------------------------------------------------------------------

    def in_force(self, signed: Bools) -> Bools:
        """(C,N) whether each clause binds those who signed it; worked out once for the same signatures."""
        if self.in_force_of is None or self.in_force_of[0] is not signed:
            self.in_force_of = signed, in_force(signed, self.params)
        return self.in_force_of[1]

    def kept(self, signed: Bools, clause: Clause) -> Bools:
        """(S,N) seats that a clause binds and that keep it."""
        return np.asarray(signed[clause] & self.in_force(signed)[clause] & self.orders.keep[clause])

    # --- orders read as masks ----------------------------------------------------------------------------------

    def _anybody(self, action: Action) -> bool:
        """Whether any seat of any game takes this big action; most are taken by nobody in most turns."""
        if self.taken is None:
            self.taken = frozenset(np.flatnonzero(np.bincount(self.orders.action.reshape(-1))).tolist())
        return int(action) in self.taken

    def does(self, action: Action) -> Bools:
        """(S,N) whether a seat takes this big action."""
        if not self._anybody(action):
            return np.zeros(self.orders.action.shape[1:], np.bool_)
        return np.asarray((self.orders.action == int(action)).any(axis=0))

    def does_to(self, action: Action) -> Bools | None:
        """(S,S,N) doer and target seat; None when nobody does it, so that a phase can skip the work."""
        if not self._anybody(action):
            return None
        chosen = self.orders.action == int(action)
        seats = np.arange(len(self.setup.seats), dtype=np.int8)[None, :, None]
        first = chosen[0][:, None] & (self.orders.action_target[0][:, None] == seats)
        second = chosen[1][:, None] & (self.orders.action_target[1][:, None] == seats)
        return np.asarray(first | second)


WORLD = frozenset({"tension", "controls", "power", "awareness"})  # quantities whose first axis is not the seats


def total(rows: Floats) -> Floats:
    """Sum over the first axis, as a chain: `sum(axis=0)` gives other bits for one game than for many."""
    result = rows[0]
    for row in rows[1:]:
        result = result + row
    return np.asarray(result)


def in_games(number: Floats, games: Ints) -> Floats:
    """(K,) a parameter, (1,) or (N,), in each of these games."""
    return number if number.shape[0] == 1 else number[games]


def logistic(x: Floats) -> Floats:
    """1 / (1 + e^-x), safe for any x."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


def chance(rate: Floats, years: float) -> Floats:
    """Probability of at least one event in `years` at `rate` a year."""
    return np.asarray(1.0 - np.exp(-rate * years))
