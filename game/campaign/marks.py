"""A short digest of every field of a state, so that a replay that differs can say in what."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from game.rules.state import State


def field_marks(state: State, game: int = 0) -> dict[str, str]:
    """Eight hexadecimal digits for each array of one game, by its name."""
    marks = {}
    for name, array in state.arrays().items():
        column = np.ascontiguousarray(array[..., game])
        even = column + 0.0 if column.dtype.kind == "f" else column  # -0.0 and 0.0 are one figure
        marks[name] = blake2b(even.tobytes(), digest_size=4).hexdigest()
    return marks


def unlike_fields(one: State, other: State, tolerance: float) -> list[str]:
    """Names of the fields in which two states of one game differ: numbers by more than `tolerance`, relative or
    absolute, everything else at all."""
    mine, yours = one.arrays(), other.arrays()
    odd = []
    for name, array in mine.items():
        same = (
            np.allclose(array, yours[name], rtol=tolerance, atol=tolerance)
            if array.dtype.kind == "f"
            else np.array_equal(array, yours[name])
        )
        if not same:
            odd.append(name)
    return odd
