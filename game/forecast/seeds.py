"""Seeds of the games of a batch: a hash of the master seed and the index of the game.

So game 700 of a thousand is the same game in any chunk, on any worker, and in a batch of ten thousand.
"""

from __future__ import annotations

import numpy as np

from game.rules.arrays import Keys
from game.rules.draws import key_of


def game_seeds(master: int, start: int, stop: int) -> Keys:
    """(stop - start,) uint64 seeds of the games `start` to `stop - 1` under a master seed."""
    return np.array([key_of(f"game {master} {index}") for index in range(start, stop)], np.uint64)
