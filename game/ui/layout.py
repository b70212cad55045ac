"""Rectangles in logical pixels and how to cut them. Nothing here draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Rect = tuple[float, float, float, float]
"""x, y, width, height in logical pixels."""


class Box(NamedTuple):
    """A rectangle that can be cut up. It is a plain (x, y, w, h) tuple to everybody else."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def inset(self, dx: float, dy: float | None = None) -> Box:
        """Smaller by dx on the left and right and dy (default dx) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def move(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def top(self, height: float) -> Box:
        """The upper strip of that height."""
        return Box(self.x, self.y, self.w, height)

    def below(self, height: float, gap: float = 0) -> Box:
        """What is left under the upper strip and a gap."""
        return Box(self.x, self.y + height + gap, self.w, self.h - height - gap)

    def left(self, width: float) -> Box:
        """The left strip of that width."""
        return Box(self.x, self.y, width, self.h)

    def after(self, width: float, gap: float = 0) -> Box:
        """What is left beside the left strip and a gap."""
        return Box(self.x + width + gap, self.y, self.w - width - gap, self.h)

    def from_right(self, width: float) -> Box:
        """The right strip of that width."""
        return Box(self.right - width, self.y, width, self.h)

    def from_bottom(self, height: float) -> Box:
        """The lower strip of that height."""
        return Box(self.x, self.bottom - height, self.w, height)

    def rows(self, heights: int | Sequence[float], gap: float = 0) -> list[Box]:
        """Stacked strips: a number of equal ones, or the given heights, where 0 shares what is left."""
        sizes = _share(self.h, heights, gap)
        return [Box(self.x, self.y + start, self.w, size) for start, size in _starts(sizes, gap)]

    def columns(self, widths: int | Sequence[float], gap: float = 0) -> list[Box]:
        """Strips side by side: a number of equal ones, or the given widths, where 0 shares what is left."""
        sizes = _share(self.w, widths, gap)
        return [Box(self.x + start, self.y, size, self.h) for start, size in _starts(sizes, gap)]

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def clip(self, other: Rect) -> Box:
        """The part inside `other`; width or height is 0 if there is none."""
        x, y = max(self.x, other[0]), max(self.y, other[1])
        right, bottom = min(self.right, other[0] + other[2]), min(self.bottom, other[1] + other[3])
        return Box(x, y, max(0.0, right - x), max(0.0, bottom - y))


def centred(size: tuple[float, float], within: tuple[float, float]) -> Box:
    """A box of `size` in the middle of a screen of size `within`."""
    return Box((within[0] - size[0]) // 2, (within[1] - size[1]) // 2, size[0], size[1])


def _share(total: float, sizes: int | Sequence[float], gap: float) -> list[float]:
    if isinstance(sizes, int):
        sizes = [0.0] * sizes
    free = total - gap * (len(sizes) - 1) - sum(sizes)
    open_ends = sum(1 for size in sizes if size == 0)
    return [size if size else max(0.0, free) / open_ends for size in sizes]


def _starts(sizes: Sequence[float], gap: float) -> list[tuple[float, float]]:
    out, at = [], 0.0
    for size in sizes:
        out.append((at, size))
        at += size + gap
    return out
