"""Which technologies a seat could work on, from what it knows."""

from __future__ import annotations

import numpy as np

from game.rules.arrays import Bools, Ints
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


def available_at(known: Bools, chosen: Ints, seat: Ints, game: Ints, setup: Setup) -> Bools:
    """(K,) what `available` says of these technologies, seats and games, without a look at all others."""
    ready = ~known[chosen, seat, game]
    for needed in setup.every:
        other = needed[chosen]
        asks = np.flatnonzero(other >= 0)
        ready[asks] &= known[other[asks], seat[asks], game[asks]]
    asks = np.flatnonzero(setup.some[0, chosen] >= 0)
    if asks.size:
        other = setup.some[:, chosen[asks]]
        ready[asks] &= (known[other, seat[asks], game[asks]] & (other >= 0)).any(axis=0)
    return ready
