"""Where labels and tokens go on a crowded map. Nothing here draws."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from game.ui.layout import Box, Rect

Point = tuple[float, float]
Boxes = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Shifts of a caption in its own widths and heights, the smallest first.
_NEARBY = (
    (0, 0),
    (0, -1.2),
    (0, 1.2),
    (-0.25, 0),
    (0.25, 0),
    (-0.25, 1.2),
    (0.25, 1.2),
    (-0.5, 0),
    (0, -2.4),
    (0, 2.4),
)


def spread(
    points: Sequence[Point], distance: float, rounds: int = 24, radii: Sequence[float] = ()
) -> list[Point]:
    """The points moved apart, as little as need be, until no two are nearer than `distance`.

    With `radii` the distance lies between their rims, and of two the smaller one gives way.
    """
    places = [list(point) for point in points]
    sizes = list(radii) or [0.0] * len(places)
    for _ in range(rounds):
        moved = False
        for i, first in enumerate(places):
            for j in range(i + 1, len(places)):
                second = places[j]
                wanted = distance + sizes[i] + sizes[j]
                dx, dy = second[0] - first[0], second[1] - first[1]
                if abs(dx) >= wanted or abs(dy) >= wanted:
                    continue
                gap = math.hypot(dx, dy)
                if gap >= wanted - 0.01:
                    continue
                if gap < 1e-6:  # one on the other: part them in a direction of their own
                    dx, dy, gap = math.cos(i + 2.4 * j), math.sin(i + 2.4 * j), 1.0
                push = wanted - gap if gap < wanted else wanted
                whole = sizes[i] ** 2 + sizes[j] ** 2
                share = sizes[j] ** 2 / whole if whole > 0 else 0.5
                for place, sign in ((first, -share), (second, 1 - share)):
                    place[0] += sign * dx / gap * push
                    place[1] += sign * dy / gap * push
                moved = True
        if not moved:
            break
    return [(x, y) for x, y in places]


def place_labels(
    anchors: Sequence[Point],
    sizes: Sequence[tuple[float, float]],
    radius: float | Sequence[float],
    within: Rect,
    blocked: Sequence[Rect] = (),
    lines: Sequence[Point] = (),
) -> list[Box | None]:
    """A box for each label near its anchor, or None where it would cover something: then it is left out.

    Labels never cover the `blocked` rectangles, each other or any anchor, never leave `within`, and keep off the
    points of `lines` where they can. Labels with the least room to choose go first, so the order of the labels
    hardly matters.
    """
    radii = [radius] * len(anchors) if isinstance(radius, float | int) else list(radius)
    walls = [tuple(rect) for rect in blocked]
    walls += [(x - r, y - r, 2 * r, 2 * r) for (x, y), r in zip(anchors, radii, strict=True)]
    options = [_options(*each) for each in zip(anchors, sizes, radii, strict=True)]
    crossed = np.array(list(lines), float).reshape(-1, 2)
    nowhere = np.zeros(0, np.bool_)
    clear = [
        _inside(boxes, within) & ~_covered(boxes, np.array(walls, float).reshape(-1, 4)) if size[0] else nowhere
        for boxes, size in zip(options, sizes, strict=True)
    ]
    order = [i for i, free in enumerate(clear) if free.any()]
    placed: list[Box | None] = [None] * len(anchors)
    taken: list[Rect] = []
    for index in sorted(order, key=lambda i: (int(np.count_nonzero(clear[i])), i)):
        boxes, free = options[index], clear[index]
        if taken:
            free = free & ~_covered(boxes, np.array(taken, float))
        if not free.any():
            continue
        cost = np.arange(len(boxes)) + 3.0 * _points_in(boxes, crossed) + np.where(free, 0.0, 1e9)
        x, y, w, h = (float(v) for v in boxes[int(np.argmin(cost))])
        placed[index] = Box(x, y, w, h)
        taken.append((x, y, w, h))
    return placed


def free_spot(centre: Point, size: tuple[float, float], within: Rect, blocked: Sequence[Rect]) -> Box | None:
    """A box near the centre that covers nothing, or None: then the caption is better left out."""
    width, height = size
    for across, down in _NEARBY:
        box = Box(centre[0] - width / 2 + across * width, centre[1] - height / 2 + down * height, width, height)
        if _area(box.clip(within)) < width * height - 0.5:
            continue
        if all(_area(box.inset(-4, -2).clip(rect)) == 0 for rect in blocked):
            return box
    return None


def _options(anchor: Point, size: tuple[float, float], radius: float) -> Boxes:
    """(n, 4) boxes: right, left, below, above, then the corners; then the same further away."""
    (x, y), (w, h) = anchor, size
    found = []
    for gap in (radius + 4, radius + 14, radius + 26):
        near = gap * 0.72
        found += [
            (x + gap, y - h / 2, w, h),
            (x - gap - w, y - h / 2, w, h),
            (x - w / 2, y + gap, w, h),
            (x - w / 2, y - gap - h, w, h),
            (x + near, y + near - 2, w, h),
            (x + near, y - near - h + 2, w, h),
            (x - near - w, y + near - 2, w, h),
            (x - near - w, y - near - h + 2, w, h),
        ]
    return np.array(found)


def _inside(boxes: Boxes, within: Rect) -> Flags:
    x, y, w, h = within
    right, bottom = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    return np.asarray((boxes[:, 0] >= x) & (boxes[:, 1] >= y) & (right <= x + w) & (bottom <= y + h))


def _covered(boxes: Boxes, walls: Boxes) -> Flags:
    """(n,) whether a box covers a part of any wall."""
    a, b = boxes[:, None], walls[None]
    across = (a[..., 0] < b[..., 0] + b[..., 2]) & (b[..., 0] < a[..., 0] + a[..., 2])
    down = (a[..., 1] < b[..., 1] + b[..., 3]) & (b[..., 1] < a[..., 1] + a[..., 3])
    return np.asarray((across & down).any(axis=1))


def _points_in(boxes: Boxes, points: Boxes) -> Boxes:
    """(n,) how many points lie in each box."""
    x, y = points[None, :, 0], points[None, :, 1]
    left, top = boxes[:, 0:1], boxes[:, 1:2]
    return np.asarray(
        ((x >= left) & (x < left + boxes[:, 2:3]) & (y >= top) & (y < top + boxes[:, 3:4])).sum(axis=1), float
    )


def _area(box: Box) -> float:
    return box.w * box.h
