"""Where labels and tokens go on a crowded map. Nothing here draws."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.ui.layout import Box, Rect

Point = tuple[float, float]

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


def spread(points: Sequence[Point], distance: float, rounds: int = 24) -> list[Point]:
    """The points moved apart, as little as need be, until no two are nearer than `distance`."""
    places = [list(point) for point in points]
    for _ in range(rounds):
        moved = False
        for i, first in enumerate(places):
            for j in range(i + 1, len(places)):
                second = places[j]
                dx, dy = second[0] - first[0], second[1] - first[1]
                gap = math.hypot(dx, dy)
                if gap >= distance - 0.01:
                    continue
                if gap < 1e-6:  # one on the other: part them in a direction of their own
                    dx, dy, gap = math.cos(i + 2.4 * j), math.sin(i + 2.4 * j), 1.0
                push = (distance - gap if gap < distance else distance) / 2
                for place, sign in ((first, -1), (second, 1)):
                    place[0] += sign * dx / gap * push
                    place[1] += sign * dy / gap * push
                moved = True
        if not moved:
            break
    return [(x, y) for x, y in places]


def place_labels(
    anchors: Sequence[Point],
    sizes: Sequence[tuple[float, float]],
    radius: float,
    within: Rect,
    blocked: Sequence[Rect] = (),
    lines: Sequence[Point] = (),
) -> list[Box]:
    """A box for each label beside its anchor, out of eight positions the one that covers least.

    Labels avoid the `blocked` rectangles, each other, all anchors, the edge of `within`, and, where it is
    free, the points of `lines`. Labels with the least room to choose go first, so the order of the labels
    hardly matters.
    """
    walls = [Box(*rect) for rect in blocked]
    walls += [Box(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in anchors]
    placed: dict[int, Box] = {}

    def cost(box: Box, rank: int) -> float:
        outside = box.w * box.h - _area(box.clip(within))
        covered = sum(_area(box.clip(wall)) for wall in walls) + sum(_area(box.clip(p)) for p in placed.values())
        crossed = sum(1 for point in lines if box.contains(*point))
        return 8 * outside + 4 * covered + 3 * crossed + rank

    options = [_options(anchor, size, radius + 4) for anchor, size in zip(anchors, sizes, strict=True)]
    freedom = [sum(1 for rank, box in enumerate(boxes) if cost(box, rank) < 12) for boxes in options]
    for index in sorted(range(len(options)), key=lambda i: (freedom[i], i)):
        ranked = sorted(enumerate(options[index]), key=lambda entry: cost(entry[1], entry[0]))
        placed[index] = ranked[0][1]
    return [placed[index] for index in range(len(options))]


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


def _options(anchor: Point, size: tuple[float, float], gap: float) -> list[Box]:
    """Right, left, below, above, then the corners."""
    (x, y), (w, h) = anchor, size
    near = gap * 0.72
    return [
        Box(x + gap, y - h / 2, w, h),
        Box(x - gap - w, y - h / 2, w, h),
        Box(x - w / 2, y + gap, w, h),
        Box(x - w / 2, y - gap - h, w, h),
        Box(x + near, y + near - 2, w, h),
        Box(x + near, y - near - h + 2, w, h),
        Box(x - near - w, y + near - 2, w, h),
        Box(x - near - w, y - near - h + 2, w, h),
    ]


def _area(box: Box) -> float:
    return box.w * box.h
