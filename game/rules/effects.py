"""What the technologies that a seat knows do for it: one figure for each effect target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.content.vocabulary import Form, Target
from game.rules.arrays import Bools, Floats
from game.rules.setup import Setup


@dataclass(frozen=True, slots=True)
class Effects:
    """Sums, factors and permissions by target, each (S,N)."""

    figures: dict[Target, Floats]

    def __getitem__(self, target: Target) -> Floats:
        """Sum of the amounts, or product of the factors; for an unlock 1 where some known technology gives it."""
        return self.figures[target]

    def has(self, target: Target) -> Bools:
        return np.asarray(self.figures[target] > 0.0)


def effects_of(known: Bools, setup: Setup) -> Effects:
    """The effects of `known`, (T,S,N). The order of summation is that of the file, whatever the batch."""
    shape = known.shape[1:]
    # What nobody in the batch knows adds nothing to anybody.
    mine = {int(row): known[row].astype(np.float64) for row in np.flatnonzero(known.any(axis=(1, 2)))}
    sums: dict[Target, Floats] = {}
    for term in setup.effects:
        if term.technology not in mine:
            continue
        amount = mine[term.technology] * term.amount
        before = sums.get(term.target)
        sums[term.target] = amount if before is None else np.add(before, amount, out=before)
    figures: dict[Target, Floats] = {}
    for target in Target:
        total = sums.get(target)
        if total is None:
            total = np.ones(shape) if target.form is Form.MULTIPLY else np.zeros(shape)
        elif target.form is Form.MULTIPLY:
            total = np.exp(total)
        elif target.form is Form.UNLOCK:
            total = np.minimum(total, 1.0)
        figures[target] = total
    return Effects(figures)
