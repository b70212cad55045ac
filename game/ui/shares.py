"""Sliders that share a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def share_out(
    values: Sequence[int],
    index: int,
    new: int,
    locks: Collection[int] = (),
    total: int = 100,
    linked: bool = False,
) -> tuple[int, ...]:
    """The shares after one of them was moved, in whole per cent, their sum at most `total`.

    The moved share gets what it asks for, as far as the locked ones leave room. What is missing comes from the
    reserve first, which is what the shares leave of the total, and then from the other unlocked shares in proportion
    to their size. What the moved share gives back goes to the reserve, or, if `linked`, to those others.
    """
    held = sum(value for place, value in enumerate(values) if place in locks and place != index)
    wanted = max(0, min(new, total - held))
    out = list(values)
    out[index] = wanted
    others = [place for place in range(len(values)) if place != index and place not in locks]
    before = sum(values[place] for place in others)
    left = total - held - wanted
    if linked and others and wanted < values[index]:
        left = before + values[index] - wanted
    elif before <= left:
        return tuple(out)
    weights = {place: values[place] if before else 1 for place in others}
    whole = sum(weights.values())
    exact = {place: weights[place] * left / whole for place in others}
    for place in others:
        out[place] = int(exact[place])
    # What rounding down left over goes to the largest remainders, in order, so that the same move gives the
    # same shares.
    spare = left - sum(out[place] for place in others)
    for place in sorted(others, key=lambda p: (int(exact[p]) - exact[p], p))[:spare]:
        out[place] += 1
    return tuple(out)
