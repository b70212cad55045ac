"""What lies on the map: data centres, seats, signs, arcs, captions, numbers; how it is drawn and where it goes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from game.ui.layout import Box
from game.ui.maparcs import Arc, Curve, add_light, arc_curves, draw_arcs, middle_of, sketch_arcs
from game.ui.maplabels import free_spot, place_labels, spread
from game.ui.mapsigns import Sign, draw_sign
from game.ui.marks import Marks
from game.ui.pen import Pen
from game.ui.theme import META, Colour, SeatStyle, mix
from game.ui.tips import Tippable
from game.ui.worldmap import Placement, within_window

Point = tuple[float, float]

TOKEN = 12.0
_LINE = 15.0
_GAP = 3.0  # logical pixels between two marks


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
    """A seat's token with its name beside it, and a figure under the name."""

    id: str
    name: str
    longitude: float
    latitude: float
    style: SeatStyle
    halo: bool = False  # the player's own
    note: str = ""
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
class MapScene:
    """Everything that a map shows.

    `fills` maps three-letter country codes to colours, `areas` names to the codes of the countries that light up
    together under the mouse; both as pairs.
    """

    fills: tuple[tuple[str, Colour], ...] = ()
    data_centres: tuple[DataCentre, ...] = ()
    seats: tuple[SeatMark, ...] = ()
    arcs: tuple[Arc, ...] = ()
    captions: tuple[Caption, ...] = ()
    badges: tuple[Badge, ...] = ()
    signs: tuple[Sign, ...] = ()
    areas: tuple[tuple[str, tuple[str, ...]], ...] = ()


def diamond_size(compute: float, most: float) -> float:
    """Logical pixels across of a data centre with that share of the largest one's compute.

    Area tells the amount.
    """
    return 9.0 + 9.0 * math.sqrt(max(0.0, min(1.0, compute / most))) if most > 0 else 9.0


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
    """Where everything of a scene goes: found once, then drawn and asked every frame. Logical pixels."""

    centres: tuple[Point, ...]
    signs: tuple[Point, ...]
    seats: tuple[Point, ...]
    arc_signs: tuple[tuple[int, Point], ...]  # which arc, and where its sign lies
    curves: tuple[Curve, ...]
    names: tuple[Box | None, ...]  # of the seats, then of the signs, then of the signs of arcs
    captions: tuple[Box | None, ...]

    def spots(self, scene: MapScene) -> list[Spot]:
        """What the mouse finds, with the tooltips of this scene, lowest first."""
        found = [
            Spot(m.id, m.label or m.id, x, y, max(9.0, m.size / 2 + 2), m.tip)
            for m, (x, y) in zip(scene.data_centres, self.centres, strict=True)
        ]
        found += [_spot(sign, at) for sign, at in zip(scene.signs, self.signs, strict=True)]
        found += [_spot(sign, at) for sign, at in self.on_arcs(scene)]
        seats = zip(scene.seats, self.seats, strict=True)
        return found + [Spot(m.id, m.name, x, y, TOKEN + 2, m.tip) for m, (x, y) in seats]

    def on_arcs(self, scene: MapScene) -> list[tuple[Sign, Point]]:
        """The signs of arcs that have room, and where."""
        return [(sign, at) for place, at in self.arc_signs if (sign := scene.arcs[place].sign) is not None]


def _spot(sign: Sign, at: Point) -> Spot:
    return Spot(sign.id, sign.name or sign.label or sign.id, *at, max(9.0, sign.size / 2 + 1), sign.tip)


def plan(canvas: Marks, scene: MapScene, placement: Placement, blocked: Sequence[Box] = ()) -> Plan:
    """Places of marks, names and captions; `blocked` are areas in logical pixels that names should avoid."""
    scale = canvas.scale
    size = placement.size[0] / scale, placement.size[1] / scale
    within = Box(0, 0, *size).inset(4)

    def at(longitude: float, latitude: float) -> Point:
        x, y = placement.position(within_window(longitude), latitude)
        return x / scale, y / scale

    marks: list[DataCentre | Sign | SeatMark] = [*scene.data_centres, *scene.signs, *scene.seats]
    radii = [TOKEN if isinstance(mark, SeatMark) else mark.size / 2 for mark in marks]
    raw = [at(mark.longitude, mark.latitude) for mark in marks]
    places = spread(raw, _GAP, 60, radii)
    n, m = len(scene.data_centres), len(scene.data_centres) + len(scene.signs)
    taken = list(zip(places, radii, strict=True))
    curves, arc_signs = _arcs(scene, placement, dict(zip(raw, places, strict=True)), scale, taken)
    discs = [Box(x - 11, y - 11, 22, 22) for x, y in (at(b.longitude, b.latitude) for b in scene.badges)]
    walls = [*_squares(taken), *discs, *blocked]
    on_arcs = [(sign, spot) for place, spot in arc_signs if (sign := scene.arcs[place].sign) is not None]
    labelled: list[tuple[SeatMark | Sign, Point]] = [
        *zip(scene.seats, places[m:], strict=True),
        *zip(scene.signs, places[n:m], strict=True),
        *on_arcs,
    ]
    names = place_labels(
        [spot for _, spot in labelled],
        [_label_size(canvas, mark) for mark, _ in labelled],
        [TOKEN if isinstance(mark, SeatMark) else mark.size / 2 for mark, _ in labelled],
        within,
        walls,
        [point for curve in curves for point in curve.points[::5]],
    )
    walls += [box for box in names if box is not None]
    captions = []
    for caption in scene.captions:
        width = canvas.measure(caption.text.upper(), META, "SemiBold") + 3 * len(caption.text)
        box = free_spot(at(caption.longitude, caption.latitude), (width, 14.0), within, walls)
        captions.append(box)
        walls += [box] if box else []
    return Plan(
        tuple(places[:n]),
        tuple(places[n:m]),
        tuple(places[m:]),
        tuple(arc_signs),
        curves,
        tuple(names),
        tuple(captions),
    )


def _squares(taken: Sequence[tuple[Point, float]]) -> list[Box]:
    return [Box(x - reach, y - reach, 2 * reach, 2 * reach) for (x, y), reach in taken]


def _label_size(canvas: Marks, mark: SeatMark | Sign) -> tuple[float, float]:
    """Width and height of what stands beside a mark, nothing for none."""
    if isinstance(mark, Sign):
        return (canvas.measure(mark.label, META, "SemiBold") + 2 if mark.label else 0.0, _LINE)
    width = max(canvas.measure(mark.name, META, "SemiBold"), canvas.measure(mark.note, META, "Medium"))
    return width + 2, 2 * _LINE if mark.note else _LINE + 1


def _arcs(
    scene: MapScene,
    placement: Placement,
    moved: dict[Point, Point],
    scale: float,
    taken: list[tuple[Point, float]],
) -> tuple[tuple[Curve, ...], list[tuple[int, Point]]]:
    """The curves, from mark to mark, and the places of their signs, which are added to `taken`."""
    size = placement.size[0] / scale, placement.size[1] / scale
    curves: list[Curve] = []
    signs: list[tuple[int, Point]] = []
    for place, arc in enumerate(scene.arcs):
        drawn = [[(x / scale, y / scale) for x, y in curve] for curve in arc_curves(arc, placement)]
        for curve, line in zip(drawn, (_tied(line, moved) for line in drawn), strict=True):
            curve[:] = line
            curves.append(Curve(arc.kind, tuple(line), arc.width, arc.strength))
        if arc.sign is not None:
            at = middle_of(drawn, size, arc.sign.size / 2, taken)
            if at is not None:
                signs.append((place, at))
                taken.append((at, arc.sign.size / 2))
    return tuple(curves), signs


def _tied(curve: list[Point], moved: dict[Point, Point]) -> list[Point]:
    """The curve with its ends on the marks, where these have been moved aside."""
    shifts = []
    for x, y in (curve[0], curve[-1]):
        near = next((to for start, to in moved.items() if abs(start[0] - x) + abs(start[1] - y) < 0.5), (x, y))
        shifts.append((near[0] - x, near[1] - y))
    (ax, ay), (bx, by) = shifts
    last = len(curve) - 1
    return [
        (x + ax * (1 - i / last) + bx * i / last, y + ay * (1 - i / last) + by * i / last)
        for i, (x, y) in enumerate(curve)
    ]


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
        sketch_arcs(canvas, origin, layout.curves)
    else:
        draw_arcs(canvas, (ox, oy, *size), layout.curves)
    for caption, room in zip(scene.captions, layout.captions, strict=True):
        if room:
            x, y = ox + room.x + room.w / 2, oy + room.y + room.h / 2
            canvas.caps(caption.text, x, y, META, caption.colour, "centre", spacing=3)
    for centre, (x, y) in zip(scene.data_centres, layout.centres, strict=True):
        _draw_centre(canvas, centre, ox + x, oy + y)
    for sign, (x, y) in (*zip(scene.signs, layout.signs, strict=True), *layout.on_arcs(scene)):
        draw_sign(canvas, sign, ox + x, oy + y)
    for mark, (x, y) in zip(scene.seats, layout.seats, strict=True):
        add_light(canvas, ox + x, oy + y, 28, mark.style.colour, 0.45)
        canvas.seat_token(mark.style, ox + x, oy + y, TOKEN, halo=mark.halo)
    if names:
        _draw_labels(canvas, origin, scene, layout)


def _draw_labels(canvas: Marks, origin: Point, scene: MapScene, layout: Plan) -> None:
    marks: list[SeatMark | Sign] = [*scene.seats, *scene.signs, *(sign for sign, _ in layout.on_arcs(scene))]
    for mark, box in zip(marks, layout.names, strict=True):
        if box is None:
            continue
        x, y = origin[0] + box.x + 1, origin[1] + box.y
        if isinstance(mark, Sign):
            canvas.haloed(mark.label, x, y + box.h / 2, META, "text", "SemiBold")
            continue
        canvas.haloed(mark.name, x, y + _LINE / 2 + 0.5)
        if mark.note:
            canvas.haloed(mark.note, x, y + _LINE * 1.5, META, "soft", "Medium")


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
