"""Sliders that share a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def share_out(
    values: Sequence[int], index: int, new: int, locks: Collection[int] = (), total: int = 100
) -> tuple[int, ...]:
    """The shares after one of them was moved, in whole per cent, their sum at most `total`.

    The moved share gets what it asks for, as far as the locked ones leave room. If the sum would pass
    `total`, the other unlocked shares shrink in proportion to their size; nothing grows by itself.
    """
    held = sum(value for place, value in enumerate(values) if place in locks and place != index)
    wanted = max(0, min(new, total - held))
    out = list(values)
    out[index] = wanted
    others = [place for place in range(len(values)) if place != index and place not in locks]
    left, before = total - held - wanted, sum(values[place] for place in others)
    if before <= left:
        return tuple(out)
    exact = {place: values[place] * left / before for place in others}
    for place in others:
        out[place] = int(exact[place])
    # What rounding down left over goes to the largest remainders, in order, so that the same move gives the
    # same shares.
    spare = left - sum(out[place] for place in others)
    for place in sorted(others, key=lambda p: (int(exact[p]) - exact[p], p))[:spare]:
        out[place] += 1
    return tuple(out)
