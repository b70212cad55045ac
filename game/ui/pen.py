"""Vector marks with clean edges: drawn several times too large, then scaled down once.

A pen paints one picture in logical pixels relative to the picture's upper left corner. It is slow, so
pictures are cached (`Canvas.picture`): nothing here runs in a frame that shows what the last one showed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import pygame

from game.ui.layout import Rect
from game.ui.theme import Pattern, rgba

Point = tuple[float, float]
RGBA = tuple[int, int, int, int]


@lru_cache(maxsize=64)
def _tile(pattern: Pattern, size: tuple[int, int], step: int, colour: RGBA, darkness: float) -> pygame.Surface:
    """A sheet of the fill colour with darker marks, so that a hatched area reads without its colour."""
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    sheet.fill(colour)
    ink = (*(round(c * (1 - darkness)) for c in colour[:3]), colour[3])
    width, height = size
    if pattern == "diagonal":
        for x in range(-height - step, width + step, step):
            pygame.draw.line(sheet, ink, (x, height), (x + height, 0), max(1, round(step * 0.28)))
    elif pattern == "dots":
        for row, y in enumerate(range(step // 2, height + step, step)):
            for x in range(step // 2 + (step // 2 if row % 2 else 0), width + step, step):
                pygame.draw.circle(sheet, ink, (x, y), max(1, round(step * 0.21)))
    return sheet


class Pen:
    """Draws on one picture of `size` logical pixels at `scale`, `fineness` times too large."""

    def __init__(self, size: tuple[float, float], scale: float, fineness: int, look_up: Callable[[str], str]) -> None:
        self.size = size
        self._pixels = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
        self._unit = scale * fineness
        self._look_up = look_up
        self._sheet = pygame.Surface((self._pixels[0] * fineness, self._pixels[1] * fineness), pygame.SRCALPHA)

    def finish(self) -> pygame.Surface:
        """The picture at its final size, with premultiplied alpha; nothing more can be drawn on it."""
        return pygame.transform.smoothscale(self._sheet.premul_alpha_ip(), self._pixels)

    def _colour(self, colour: str, alpha: float = 1.0) -> RGBA:
        red, green, blue, opacity = rgba(self._look_up(colour))
        return red, green, blue, round(opacity * alpha)

    def _at(self, point: Point) -> Point:
        return point[0] * self._unit, point[1] * self._unit

    def path(
        self,
        points: Sequence[Point],
        colour: str,
        width: float = 1.5,
        alpha: float = 1.0,
        closed: bool = False,
        round_ends: bool = True,
    ) -> None:
        """A line through the points with round joints."""
        ink, half = self._colour(colour, alpha), width * self._unit / 2
        corners = [self._at(point) for point in points]
        ends = [*corners[1:], corners[0]] if closed else corners[1:]
        for (ax, ay), (bx, by) in zip(corners, ends, strict=False):
            length = math.hypot(bx - ax, by - ay)
            if length < 1e-6:
                continue
            nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
            pygame.draw.polygon(
                self._sheet,
                ink,
                [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)],
            )
        if half > 1.2 and ink[3] == 255:
            for joint in corners if closed or round_ends else corners[1:-1]:
                pygame.draw.circle(self._sheet, ink, joint, half)

    def line(self, start: Point, end: Point, colour: str, width: float = 1.0, alpha: float = 1.0) -> None:
        self.path((start, end), colour, width, alpha, round_ends=False)

    def dashes(self, points: Sequence[Point], colour: str, width: float = 1.5, on: float = 5, off: float = 4) -> None:
        """A dashed line through the points."""
        phase = 0.0
        for start, end in pairwise(points):
            length = math.hypot(end[0] - start[0], end[1] - start[1])
            at = -phase
            while at < length:
                first, last = max(0.0, at) / max(length, 1e-9), min(length, at + on) / max(length, 1e-9)
                if last > first:
                    self.line(_between(start, end, first), _between(start, end, last), colour, width)
                at += on + off
            phase = (phase + length) % (on + off)

    def polygon(self, points: Sequence[Point], colour: str, alpha: float = 1.0) -> None:
        pygame.draw.polygon(self._sheet, self._colour(colour, alpha), [self._at(point) for point in points])

    def circle(self, centre: Point, radius: float, colour: str, alpha: float = 1.0) -> None:
        pygame.draw.circle(self._sheet, self._colour(colour, alpha), self._at(centre), radius * self._unit)

    def disc(self, centre: Point, radius: float, colour: str, rim: str = "bg", rim_width: float = 1.5) -> None:
        """A circle with a rim that sets it off from what lies under it."""
        self.circle(centre, radius + rim_width, rim)
        self.circle(centre, radius, colour)

    def square(self, centre: Point, half: float, colour: str, rim: str = "bg", rim_width: float = 1.5) -> None:
        x, y = centre
        outer = half + rim_width
        self.rect((x - outer, y - outer, 2 * outer, 2 * outer), rim, radius=2)
        self.rect((x - half, y - half, 2 * half, 2 * half), colour, radius=1.5)

    def diamond(self, centre: Point, half: float, colour: str, rim: str = "bg", rim_width: float = 1.5) -> None:
        x, y = centre
        for reach, ink in ((half + 1.4 * rim_width, rim), (half, colour)):
            self.polygon(((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)), ink)

    def cross(self, centre: Point, half: float, colour: str, width: float = 2.0) -> None:
        x, y = centre
        self.path(((x - half, y - half), (x + half, y + half)), colour, width)
        self.path(((x - half, y + half), (x + half, y - half)), colour, width)

    def triangle(self, tip: Point, direction: Point, size: float, colour: str) -> None:
        """An arrow head whose tip points along `direction`."""
        length = math.hypot(*direction) or 1.0
        dx, dy = direction[0] / length * size, direction[1] / length * size
        x, y = tip
        self.polygon(
            ((x, y), (x - dx - dy * 0.55, y - dy + dx * 0.55), (x - dx + dy * 0.55, y - dy - dx * 0.55)),
            colour,
        )

    def rect(self, rect: Rect, colour: str, alpha: float = 1.0, radius: float = 0) -> None:
        x, y = self._at((rect[0], rect[1]))
        area = (x, y, rect[2] * self._unit, rect[3] * self._unit)
        pygame.draw.rect(self._sheet, self._colour(colour, alpha), area, border_radius=round(radius * self._unit))

    def ring(self, centre: Point, radius: float, start: float, end: float, colour: str, width: float = 2.0) -> None:
        """An arc from `start` to `end` degrees, clockwise from the top."""
        steps = max(3, int(abs(end - start) / 4))
        angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
        x, y = centre
        self.path([(x + radius * math.sin(a), y - radius * math.cos(a)) for a in angles], colour, width)

    def whisker(self, x0: float, x1: float, y: float, colour: str = "soft", width: float = 1.5, cap: float = 4) -> None:
        """A horizontal interval with caps."""
        self.line((x0, y), (x1, y), colour, width)
        for x in (x0, x1):
            self.line((x, y - cap), (x, y + cap), colour, width)

    def vertical_whisker(
        self, x: float, y0: float, y1: float, colour: str = "soft", width: float = 1.5, cap: float = 4
    ) -> None:
        self.line((x, y0), (x, y1), colour, width)
        for y in (y0, y1):
            self.line((x - cap, y), (x + cap, y), colour, width)

    def hatch(
        self,
        points: Sequence[Point],
        pattern: Pattern,
        colour: str,
        alpha: float = 1.0,
        darkness: float = 0.34,
        gap: float = 6,
    ) -> None:
        """A polygon filled with a pattern."""
        ink = self._colour(colour, alpha)
        if pattern == "solid":
            pygame.draw.polygon(self._sheet, ink, [self._at(point) for point in points])
            return
        mask = pygame.Surface(self._sheet.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(mask, (255, 255, 255, 255), [self._at(point) for point in points])
        mask.blit(
            _tile(pattern, self._sheet.get_size(), max(2, round(gap * self._unit)), ink, darkness),
            (0, 0),
            special_flags=pygame.BLEND_RGBA_MULT,
        )
        self._sheet.blit(mask, (0, 0))

    def hatch_rect(self, rect: Rect, pattern: Pattern, colour: str, darkness: float = 0.34, gap: float = 6) -> None:
        x, y, w, h = rect
        self.hatch(((x, y), (x + w, y), (x + w, y + h), (x, y + h)), pattern, colour, 1.0, darkness, gap)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
