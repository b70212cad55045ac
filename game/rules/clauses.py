"""Which clauses of which treaties bind whom."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Clause
from game.rules.arrays import Bools
from game.rules.params import Params

LIMITS = [Clause.SLOW_DOWN, Clause.COMPUTE_CAP, Clause.NO_OPEN_WEIGHTS, Clause.JOINT_DEPLOYMENT]


def in_force(signed: Bools, params: Params) -> Bools:
    """(C,N) whether each clause binds: two signers make one that shares, most seats one that limits.

    Nobody binds itself while too many others stay free; that is what makes a limit a stag hunt.
    """
    signers = signed.sum(axis=1, dtype=np.int8)
    out = np.asarray(signers >= 2)
    out[LIMITS] &= signers[LIMITS] >= params.treaties.quorum * signed.shape[1] - 1e-9
    return out


def bound(signed: Bools, params: Params) -> Bools:
    """(C,S,N) seats that each clause binds."""
    return np.asarray(signed & in_force(signed, params)[:, None])
