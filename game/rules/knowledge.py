"""Which technologies a seat could work on, from what it knows."""

from __future__ import annotations

import numpy as np

from game.rules.arrays import Bools
from game.rules.setup import Requirement, Setup


def can_be_researched(known: Bools, need: Requirement) -> Bools:
    """(...) where what one technology needs is known and it is not known itself; `known` is (T,...)."""
    row = ~known[need.index]
    for other in need.every:
        row = row & known[other]
    if need.some:
        any_of = known[need.some[0]]
        for other in need.some[1:]:
            any_of = any_of | known[other]
        row = row & any_of
    return np.asarray(row)


def available(known: Bools, setup: Setup) -> Bools:
    """(T,...) technologies that may be researched: not known, and what they need is."""
    out = np.empty_like(known)
    for need in setup.requirements:
        out[need.index] = can_be_researched(known, need)
    return out
