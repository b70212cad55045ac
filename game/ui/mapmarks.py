"""What lies on the map: data centres, seats, arcs, captions, numbers; how it is drawn and where it goes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
import pygame

from game.ui.layout import Box
from game.ui.maplabels import free_spot, place_labels, spread
from game.ui.marks import Marks
from game.ui.pen import Pen
from game.ui.theme import META, Colour, SeatStyle, mix, rgba
from game.ui.tips import Tippable
from game.ui.worldmap import Placement, within_window

Point = tuple[float, float]
ArcKind = Literal["treaty", "espionage"]

TOKEN = 12.0
_LIFT = {"treaty": 0.16, "espionage": 0.12}
_STEPS = 96


@dataclass(frozen=True)
class DataCentre:
    """A diamond; `size` is its width in logical pixels, see `diamond_size`."""

    id: str
    longitude: float
    latitude: float
    size: float
    colour: Colour
    label: str = ""  # for screen readers and tests
    tip: Tippable = field(default=None, compare=False)


@dataclass(frozen=True)
class SeatMark:
    """A seat's token with its name beside it."""

    id: str
    name: str
    longitude: float
    latitude: float
    style: SeatStyle
    halo: bool = False  # the player's own
    tip: Tippable = field(default=None, compare=False)


@dataclass(frozen=True)
class Badge:
    """A numbered disc, as for the lines of a report."""

    label: str
    longitude: float
    latitude: float
    colour: Colour = "#dbe4f0"


@dataclass(frozen=True)
class Caption:
    """Spaced capitals across a country; left out where there is no room."""

    text: str
    longitude: float
    latitude: float
    colour: Colour = "#b9c6d8"


@dataclass(frozen=True)
class Arc:
    """A link between two places given as (longitude, latitude)."""

    kind: ArcKind
    start: Point
    end: Point


@dataclass(frozen=True)
class MapScene:
    """Everything that a map shows. `fills` maps three-letter country codes to colours, as pairs."""

    fills: tuple[tuple[str, Colour], ...] = ()
    data_centres: tuple[DataCentre, ...] = ()
    seats: tuple[SeatMark, ...] = ()
    arcs: tuple[Arc, ...] = ()
    captions: tuple[Caption, ...] = ()
    badges: tuple[Badge, ...] = ()


def diamond_size(compute: float, most: float) -> float:
    """Logical pixels across of a data centre with that share of the largest one's compute.

    Area tells the amount.
    """
    return 9.0 + 9.0 * math.sqrt(max(0.0, min(1.0, compute / most))) if most > 0 else 9.0


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
    curves = []
    for first, second in pairs:
        ax, ay = placement.position(first, lat_a)
        bx, by = placement.position(second, lat_b)
        length = math.hypot(bx - ax, by - ay)
        cx, cy = (ax + bx) / 2, (ay + by) / 2 - length * _LIFT[arc.kind]
        curve = []
        for step in range(_STEPS):
            t = step / (_STEPS - 1)
            a, c, b = (1 - t) ** 2, 2 * t * (1 - t), t * t
            curve.append((a * ax + c * cx + b * bx, a * ay + c * cy + b * by))
        curves.append(curve)
    return curves


@dataclass(frozen=True)
class Spot:
    """A mark on the screen, in logical pixels from the map's upper left corner."""

    id: str
    label: str
    x: float
    y: float
    reach: float
    tip: Tippable = field(default=None, compare=False)


@dataclass(frozen=True)
class Plan:
    """Where everything of a scene goes: found once, then drawn and asked every frame."""

    spots: tuple[Spot, ...]
    seats: tuple[Point, ...]
    curves: tuple[tuple[ArcKind, tuple[Point, ...]], ...]  # logical pixels
    names: tuple[Box, ...]
    captions: tuple[Box | None, ...]


def plan(canvas: Marks, scene: MapScene, placement: Placement, blocked: Sequence[Box] = ()) -> Plan:
    """Places of marks, names and captions; `blocked` are areas in logical pixels that names should avoid."""
    scale = canvas.scale
    within = Box(0, 0, placement.size[0] / scale, placement.size[1] / scale).inset(4)

    def at(longitude: float, latitude: float) -> Point:
        x, y = placement.position(within_window(longitude), latitude)
        return x / scale, y / scale

    centres = [(mark, *at(mark.longitude, mark.latitude)) for mark in scene.data_centres]
    seats = spread([at(mark.longitude, mark.latitude) for mark in scene.seats], 2 * TOKEN + 3)
    curves = tuple(
        (arc.kind, tuple((x / scale, y / scale) for x, y in curve))
        for arc in scene.arcs
        for curve in arc_curves(arc, placement)
    )
    diamonds = [Box(x - m.size / 2, y - m.size / 2, m.size, m.size) for m, x, y in centres]
    discs = [Box(x - 11, y - 11, 22, 22) for x, y in (at(b.longitude, b.latitude) for b in scene.badges)]
    sizes = [(canvas.measure(mark.name, META, "SemiBold") + 2, 16.0) for mark in scene.seats]
    points = [point for _, curve in curves for point in curve[::5]]
    names = place_labels(seats, sizes, TOKEN, within, [*diamonds, *discs, *blocked], points)
    taken = [*names, *diamonds, *discs, *blocked]
    taken += [Box(x - TOKEN, y - TOKEN, 2 * TOKEN, 2 * TOKEN) for x, y in seats]
    captions = []
    for caption in scene.captions:
        width = canvas.measure(caption.text.upper(), META, "SemiBold") + 3 * len(caption.text)
        box = free_spot(at(caption.longitude, caption.latitude), (width, 14.0), within, taken)
        captions.append(box)
        taken += [box] if box else []
    spots = [Spot(m.id, m.label or m.id, x, y, max(9.0, m.size / 2 + 2), m.tip) for m, x, y in centres]
    spots += [Spot(m.id, m.name, x, y, TOKEN + 2, m.tip) for m, (x, y) in zip(scene.seats, seats, strict=True)]
    return Plan(tuple(spots), tuple(seats), curves, tuple(names), tuple(captions))


def compose(
    canvas: Marks,
    origin: Point,
    size: Point,
    scene: MapScene,
    layout: Plan,
    names: bool = True,
    quick: bool = False,
) -> None:
    """Draw a scene's marks at `origin` (logical pixels) on the still layer; `quick` while the map is moving."""
    ox, oy = origin
    if quick:
        _sketch_arcs(canvas, origin, layout)
    else:
        _draw_arcs(canvas, (ox, oy, *size), layout)
    for caption, room in zip(scene.captions, layout.captions, strict=True):
        if room:
            x, y = ox + room.x + room.w / 2, oy + room.y + room.h / 2
            canvas.caps(caption.text, x, y, META, caption.colour, "centre", spacing=3)
    for centre, spot in zip(scene.data_centres, layout.spots, strict=False):
        _draw_centre(canvas, centre, ox + spot.x, oy + spot.y)
    for mark, (x, y) in zip(scene.seats, layout.seats, strict=True):
        add_light(canvas, ox + x, oy + y, 28, mark.style.colour, 0.45)
        canvas.seat_token(mark.style, ox + x, oy + y, TOKEN, halo=mark.halo)
    if names:
        for mark, box in zip(scene.seats, layout.names, strict=True):
            canvas.haloed(mark.name, ox + box.x + 1, oy + box.y + box.h / 2)


def badges(canvas: Marks, origin: Point, scene: MapScene, placement: Placement) -> None:
    """Draw the numbered discs; they lie above everything else."""
    for badge in scene.badges:
        x, y = placement.position(within_window(badge.longitude), badge.latitude)
        canvas.badge(badge.label, origin[0] + x / canvas.scale, origin[1] + y / canvas.scale, badge.colour)


def _draw_centre(canvas: Marks, centre: DataCentre, x: float, y: float) -> None:
    literal = canvas.colour(centre.colour)
    bright = mix(literal, "#ffffff", 0.25)
    add_light(canvas, x, y, centre.size * 1.9, literal, 0.5)
    half = centre.size / 2

    def paint(pen: Pen) -> None:
        for reach, ink in ((half, "ink"), (half * 0.74, bright), (half * 0.36, "white")):
            pen.polygon([(half, half - reach), (half + reach, half), (half, half + reach), (half - reach, half)], ink)

    canvas.picture(("data centre", bright), (x - half, y - half, centre.size, centre.size), paint)


def _draw_arcs(canvas: Marks, rect: tuple[float, float, float, float], layout: Plan) -> None:
    """All arcs in one picture: treaties whole, espionage dashed, brightest in the middle."""
    if not layout.curves:
        return

    def paint(pen: Pen) -> None:
        for kind, curve in layout.curves:
            colour: Colour = kind
            for stroke in [curve] if kind == "treaty" else _dashes(curve):
                pen.path(stroke, colour, 5, 0.10, round_ends=False)
                pen.path(stroke, colour, 3, 0.18, round_ends=False)
            for first, last, shine in _shining(kind, curve):
                pen.path((first, last), colour, 1.7, shine, round_ends=False)

    canvas.picture(("arcs", layout.curves), rect, paint, fineness=3 if canvas.scale < 1.4 else 2)


def _sketch_arcs(canvas: Marks, origin: Point, layout: Plan) -> None:
    """Arcs as thin lines: nothing is painted fine for a view that lasts a sixtieth of a second."""
    for kind, curve in layout.curves:
        points = [((origin[0] + x) * canvas.scale, (origin[1] + y) * canvas.scale) for x, y in curve]
        ink = canvas.rgb(kind)
        if kind == "treaty":
            pygame.draw.aalines(canvas.surface, ink, False, points)
        else:
            for first, last in zip(points[::4], points[2::4], strict=False):
                pygame.draw.aaline(canvas.surface, ink, first, last)


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


def _shining(kind: ArcKind, curve: Sequence[Point]) -> list[tuple[Point, Point, float]]:
    """Short pieces with their brightness, 0 to 1: an arc is brightest in its middle."""
    pieces = []
    left, right = curve[0][0], curve[-1][0]
    for stroke in [list(curve)] if kind == "treaty" else _dashes(curve):
        for first, last in pairwise(stroke):
            share = (first[0] - left) / (right - left) if abs(right - left) > 1 else 0.5
            pieces.append((first, last, 0.45 + 0.5 * math.sin(math.pi * min(1.0, max(0.0, share)))))
    return pieces


def lights(canvas: Marks, origin: Point, layout: Plan, now: float) -> None:
    """The light that runs along every arc; `now` in seconds."""
    for place, (kind, curve) in enumerate(layout.curves):
        along = (now * 0.11 + place * 0.17) % 1.0 * (len(curve) - 1)
        first = int(along)
        last, share = min(first + 1, len(curve) - 1), along - first
        x = origin[0] + curve[first][0] + (curve[last][0] - curve[first][0]) * share
        y = origin[1] + curve[first][1] + (curve[last][1] - curve[first][1]) * share
        add_light(canvas, x, y, 9, kind, 1.0)
        canvas.picture("light", (x - 3, y - 3, 6, 6), lambda pen: pen.circle((3, 3), 2, "white"))
