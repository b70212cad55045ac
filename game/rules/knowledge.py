"""Which technologies a seat could work on, from what it knows."""

from __future__ import annotations

import numpy as np

from game.rules.arrays import Bools
from game.rules.setup import Setup


def available(known: Bools, setup: Setup) -> Bools:
    """(T,...) technologies that may be researched: not known, and what they need is; `known` is (T,...)."""
    out = np.empty_like(known)
    for need in setup.requirements:
        row = ~known[need.index]
        for other in need.every:
            row &= known[other]
        if need.some:
            any_of = known[need.some[0]].copy()
            for other in need.some[1:]:
                any_of |= known[other]
            row &= any_of
        out[need.index] = row
    return out
