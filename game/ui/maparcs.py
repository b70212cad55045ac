"""Links between places on the map: their curves over the globe, and how each kind is drawn.

A treaty is a whole line, everything hostile is dashed, so that kinds are told apart without their colour.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

import numpy as np
import pygame

from game.ui.mapsigns import Sign
from game.ui.marks import Marks
from game.ui.pen import Pen
from game.ui.theme import Colour, rgba
from game.ui.worldmap import Placement, within_window

Point = tuple[float, float]
ArcKind = Literal["treaty", "pledge", "espionage", "planned", "suspicion", "chips", "control"]

_STEPS = 96


@dataclass(frozen=True)
class ArcStyle:
    """The look of a kind of arc. `lift` is its height as a share of its length."""

    colour: Colour
    dashed: bool
    lift: float
    moving: bool = True  # whether a light runs along it


STYLES: Mapping[ArcKind, ArcStyle] = MappingProxyType(
    {
        "treaty": ArcStyle("treaty", False, 0.16),
        "pledge": ArcStyle("treaty", True, 0.16, False),
        "espionage": ArcStyle("espionage", True, 0.12),
        "planned": ArcStyle("warning", True, 0.08),
        "suspicion": ArcStyle("espionage", True, -0.10, False),
        "chips": ArcStyle("accent", False, 0.20),
        "control": ArcStyle("bad", True, 0.10, False),
    }
)


@dataclass(frozen=True)
class Arc:
    """A link between two places given as (longitude, latitude); its sign lies in its middle."""

    kind: ArcKind
    start: Point
    end: Point
    width: float = 1.7
    strength: float = 1.0  # 0 to 1: old matters fade
    sign: Sign | None = None


@dataclass(frozen=True)
class Curve:
    """An arc on the screen, in logical pixels from the map's corner."""

    kind: ArcKind
    points: tuple[Point, ...]
    width: float
    strength: float


def arc_curves(arc: Arc, placement: Placement) -> list[list[Point]]:
    """The curve or, where the way round the back is shorter, both its copies.

    Device pixels, `_STEPS` points each.
    """
    (lon_a, lat_a), (lon_b, lat_b) = arc.start, arc.end
    lon_a, lon_b = within_window(lon_a), within_window(lon_b)
    pairs = [(lon_a, lon_b)]
    if abs(lon_b - lon_a) > 180:
        turn = 360.0 if lon_b < lon_a else -360.0
        pairs = [(lon_a, lon_b + turn), (lon_a - turn, lon_b)]
    t = np.linspace(0.0, 1.0, _STEPS)[:, None]
    curves = []
    for first, second in pairs:
        a, b = np.array(placement.position(first, lat_a)), np.array(placement.position(second, lat_b))
        length = float(np.hypot(*(b - a)))
        c = (a + b) / 2 - np.array([0.0, length * STYLES[arc.kind].lift])
        line = (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t * t * b
        curves.append([(float(x), float(y)) for x, y in line])
    return curves


def middle_of(
    curves: Sequence[Sequence[Point]], size: Point, radius: float, taken: Sequence[tuple[Point, float]]
) -> Point | None:
    """The point nearest to an arc's middle where a sign fits: on the map and beside all marks; none if there is none.

    `taken` are centres and radii of marks.
    """
    best: tuple[float, Point] | None = None
    for curve in curves:
        for step, (x, y) in enumerate(curve):
            off = abs(step - (len(curve) - 1) / 2)
            if best is not None and off >= best[0]:
                continue
            if not (radius + 2 <= x <= size[0] - radius - 2 and radius + 2 <= y <= size[1] - radius - 2):
                continue
            if all(math.hypot(x - tx, y - ty) >= radius + reach + 2 for (tx, ty), reach in taken):
                best = off, (x, y)
    return best[1] if best else None


@lru_cache(maxsize=128)
def glow(radius: int, colour: str, gain: float) -> pygame.Surface:
    """Light to be added around a mark; `radius` in device pixels."""
    n = 2 * radius + 1
    far = np.hypot(*np.mgrid[-radius : radius + 1, -radius : radius + 1]) / (n / 2)
    light = (1 - far).clip(0, 1) ** 2.2 * gain
    surface = pygame.Surface((n, n))
    ink = np.array(rgba(colour)[:3], float)
    pygame.surfarray.blit_array(surface, (ink * light[:, :, None]).clip(0, 255).astype(np.uint8))
    return surface


def add_light(canvas: Marks, x: float, y: float, radius: float, colour: Colour, gain: float) -> None:
    """Add a soft glow at a point in logical pixels."""
    light = glow(max(1, round(radius * canvas.scale)), canvas.colour(colour), gain)
    at = round(x * canvas.scale) - light.get_width() // 2, round(y * canvas.scale) - light.get_height() // 2
    canvas.surface.blit(light, at, special_flags=pygame.BLEND_RGB_ADD)


def draw_arcs(canvas: Marks, rect: tuple[float, float, float, float], curves: tuple[Curve, ...]) -> None:
    """All arcs in one picture, each brightest in its middle."""
    if not curves:
        return

    def paint(pen: Pen) -> None:
        for curve in curves:
            style, dim = STYLES[curve.kind], curve.strength
            for stroke in _dashes(curve.points) if style.dashed else [curve.points]:
                pen.path(stroke, style.colour, 3.3 + curve.width, 0.10 * dim, round_ends=False)
                pen.path(stroke, style.colour, 1.3 + curve.width, 0.18 * dim, round_ends=False)
            for first, last, shine in _shining(style.dashed, curve.points):
                pen.path((first, last), style.colour, curve.width, shine * dim, round_ends=False)

    canvas.picture(("arcs", curves), rect, paint, fineness=3 if canvas.scale < 1.4 else 2)


def sketch_arcs(canvas: Marks, origin: Point, curves: Sequence[Curve]) -> None:
    """Arcs as thin lines: nothing is painted fine for a view that lasts a sixtieth of a second."""
    for curve in curves:
        points = [((origin[0] + x) * canvas.scale, (origin[1] + y) * canvas.scale) for x, y in curve.points]
        style = STYLES[curve.kind]
        ink = canvas.rgb(style.colour)
        if style.dashed:
            for first, last in zip(points[::4], points[2::4], strict=False):
                pygame.draw.aaline(canvas.surface, ink, first, last)
        else:
            pygame.draw.aalines(canvas.surface, ink, False, points)


def lights(canvas: Marks, origin: Point, curves: Sequence[Curve], now: float) -> None:
    """The light that runs along the arcs from start to end; `now` in seconds."""
    for place, curve in enumerate(curves):
        style = STYLES[curve.kind]
        if not style.moving:
            continue
        along = (now * 0.11 + place * 0.17) % 1.0 * (len(curve.points) - 1)
        first = int(along)
        last, share = min(first + 1, len(curve.points) - 1), along - first
        (ax, ay), (bx, by) = curve.points[first], curve.points[last]
        x, y = origin[0] + ax + (bx - ax) * share, origin[1] + ay + (by - ay) * share
        add_light(canvas, x, y, 9, style.colour, 1.0)
        canvas.picture("light", (x - 3, y - 3, 6, 6), lambda pen: pen.circle((3, 3), 2, "white"))


def _dashes(curve: Sequence[Point]) -> list[list[Point]]:
    """The curve cut into strokes of even length."""
    strokes: list[list[Point]] = []
    period, on, along = 22.0, 13.0, 0.0
    for (ax, ay), (bx, by) in pairwise(curve):
        length = math.hypot(bx - ax, by - ay)
        at = 0.0
        while at < length:
            phase = (along + at) % period
            step = min(length - at, (on if phase < on else period) - phase + 1e-6)
            if phase < on:
                ends = [(ax + (bx - ax) * t / length, ay + (by - ay) * t / length) for t in (at, at + step)]
                if phase < 1e-5 or not strokes:
                    strokes.append(ends)
                else:
                    strokes[-1].append(ends[1])
            at += step
        along += length
    return strokes


def _shining(dashed: bool, curve: Sequence[Point]) -> list[tuple[Point, Point, float]]:
    """Short pieces with their brightness, 0 to 1: an arc is brightest in its middle."""
    pieces = []
    left, right = curve[0][0], curve[-1][0]
    for stroke in _dashes(curve) if dashed else [list(curve)]:
        for first, last in pairwise(stroke):
            share = (first[0] - left) / (right - left) if abs(right - left) > 1 else 0.5
            pieces.append((first, last, 0.45 + 0.5 * math.sin(math.pi * min(1.0, max(0.0, share)))))
    return pieces
