"""What an order is expected to do, before it is given: the rules, rolled one turn forward from what a seat knows.

The world of the preview is made from the view alone: own figures exact, rivals as estimated and as they last acted in
public, no hidden truth but the one that the seat assumes, and the dice at their middle. So a preview can be wrong
where the seat is wrong, and it never tells a secret.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.content.parameters import Truths
from game.rules.arrays import Floats, Ints, Keys
from game.rules.draws import Draws
from game.rules.ledger import Ledger, Term
from game.rules.orders import Orders
from game.rules.params import Params
from game.rules.replacing import replace
from game.rules.setup import Setup
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.view import View, view


@dataclass(frozen=True, slots=True)
class MiddleDraws(Draws):
    """Dice that always show the middle: a preview has no luck."""

    def _middle(self, *shape: int) -> Floats:
        return np.full(shape, 0.5)

    def world(self, purpose: str) -> Floats:
        return self._middle(len(self.seeds))

    def seats(self, purpose: str) -> Floats:
        return self._middle(len(self.seat_keys), len(self.seeds))

    def pairs(self, purpose: str) -> Floats:
        return self._middle(len(self.seat_keys), len(self.seat_keys), len(self.seeds))

    def some_pairs(self, purpose: str, doer: Ints, other: Ints, games: Ints) -> Floats:
        return self._middle(len(games))

    def each(self, purpose: str, keys: Keys) -> Floats:
        return self._middle(len(keys), len(self.seeds))

    def each_seat(self, purpose: str, keys: Keys) -> Floats:
        return self._middle(len(keys), len(self.seat_keys), len(self.seeds))


@dataclass(frozen=True, slots=True)
class Preview:
    """The view expected after the turn, and the causes of every own figure's change."""

    before: View
    after: View
    seat: int
    ledger: Ledger

    def change(self, figure: str) -> float:
        """Expected change of an own figure of the view, in its unit."""
        return float(getattr(self.after, figure)[0, 0] - getattr(self.before, figure)[0, 0])

    def causes(self, quantity: str, most: int = 2) -> list[Term]:
        """The largest terms behind the expected change of a quantity of the own seat."""
        terms = self.ledger.of(quantity, self.seat)
        return sorted(terms, key=lambda term: -abs(term.amount))[:most]


def as_usual(seats: int, s: State) -> Orders:
    """(seats,1) what rivals are expected to order while nothing is known of it: a steady budget, no surprises."""

    def all_at(share: float) -> Floats:
        return np.full((seats, 1), share)

    return replace(
        Orders.blank(seats, 1),
        research=all_at(0.4),
        security=all_at(0.1),
        compute=all_at(0.35),
        openness=all_at(0.05),
        alignment=all_at(0.2),
        training=all_at(0.4),
        serving=all_at(0.35),
        train=np.ones((seats, 1), np.bool_),
        stance=s.stance,
        pitch=s.pitch,
    )


def believed(params: Params, medians: Params) -> Params:
    """The numbers a seat reckons with: the public ones, and the worldview's middle for every hidden truth."""
    truths = Truths(**{name: getattr(medians.truths, name) for name in Truths.__dataclass_fields__})
    return replace(params, truths=truths)


def preview(known: State, setup: Setup, beliefs: Params, seat: int, orders: Orders) -> Preview:
    """Expected result of `orders` (one column, this seat) in the world as the seat believes it to be.

    `known` is `as_believed(...)`; the other seats are expected to go on as usual.
    """
    ledger = Ledger()
    others = as_usual(len(setup.seats), known)
    columns = [orders if i == seat else others.seat(i) for i in range(len(setup.seats))]
    dice = MiddleDraws(np.zeros(1, np.uint64), known.turn, setup.seat_keys)
    after = resolve(known, Orders.join(columns), setup, beliefs, dice, ledger)
    return Preview(view(known, setup, beliefs, seat), view(after, setup, beliefs, seat), seat, ledger)


def as_believed(s: State, setup: Setup, seat: int) -> State:
    """The state with every secret of the other seats replaced by what this seat believes.

    Rivals keep what is public; their best model is the estimate, their private figures are this seat's own, which is
    the neutral guess of somebody who cannot look.
    """
    other = (np.arange(len(setup.seats)) != seat)[:, None]

    def guess(array: Floats) -> Floats:
        return np.where(other, array[seat : seat + 1], array)

    estimate = np.where(other, s.estimate[seat], s.capability)
    return replace(
        s,
        capability=estimate,
        algorithms=guess(s.algorithms),
        practice=guess(s.practice),
        false_progress=guess(s.false_progress),
        reading=guess(s.reading),
        security=guess(s.security),
        morale=guess(s.morale),
        concern=guess(s.concern),
        cash=guess(s.cash),
        researchers=guess(s.researchers),
        known=np.where(other, s.proven[:, None], s.known),
        progress=np.where(other, 0.0, s.progress),
        spare=np.where(other, 0.0, s.spare),
        run_flop=np.where(other, 0.0, s.run_flop),
        run_years=np.where(other, 0.0, s.run_years),
        lockdown=np.where(other, 0.0, s.lockdown),
        setback=np.where(other, 0.0, s.setback),
        idle=np.where(other, 0.0, s.idle),
        pending=np.where(other[:, None], 0.0, s.pending),
        support=guess(s.support),
        pitch=np.where(other, s.pitch[seat : seat + 1], s.pitch),
        undiscovered=np.zeros_like(s.undiscovered),
    )
