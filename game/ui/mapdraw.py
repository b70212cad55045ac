"""The map as a widget: the still layer, what lies on it, what moves, and what is under the mouse.

Everything but the moving lights is composed once for each scene, view and size, so a frame costs one copy of
the picture and a few small glows.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pygame

from game.ui import maplayer
from game.ui.controls import Area
from game.ui.layout import Box, Rect
from game.ui.mapmarks import MapScene, Plan, badges, compose, lights, plan
from game.ui.marks import Marks
from game.ui.pen import Pen
from game.ui.theme import META
from game.ui.widgets import Ui
from game.ui.worldmap import Country, MapView, Placement, country_at, country_surface, within_window

_KEPT = 4
_NEAREST = 8.0
_PATIENCE = 0.12  # seconds that a view must stand still before it is drawn
_LayerKey = tuple[Placement, tuple[tuple[str, str], ...], float]


@dataclass(frozen=True)
class MapTouch:
    """What the mouse does on the map."""

    area: Area
    country: Country | None  # under the mouse
    mark: str  # id of the seat or data centre under the mouse, or ""
    clicked: str  # id of the mark that was clicked in this frame, or ""


@dataclass(frozen=True)
class _Layer:
    """A still layer and the picture for picking countries."""

    placement: Placement
    still: pygame.Surface
    countries: pygame.Surface


@dataclass(frozen=True)
class _Shown:
    """What was drawn last: the view that was wanted, the layer that stood for it, and where."""

    placement: Placement
    layer: _Layer
    box: Box
    scale: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Device pixels from the map's corner of a point in logical pixels on the screen."""
        return (x - self.box.x) * self.scale, (y - self.box.y) * self.scale


@dataclass
class _Job:
    """A still layer that is being drawn on another thread."""

    key: _LayerKey
    thread: threading.Thread
    done: list[_Layer] = field(default_factory=list)


class WorldMap:
    """The strategic map. One object serves a whole session; it keeps the last few layers it drew."""

    def __init__(self) -> None:
        self._layers: OrderedDict[_LayerKey, _Layer] = OrderedDict()
        self._composed: OrderedDict[object, tuple[Plan, pygame.Surface]] = OrderedDict()
        self._job: _Job | None = None
        self._wanted: tuple[_LayerKey | None, float] = (None, 0.0)  # a view, and since when it is wanted
        self._shown: _Shown | None = None

    def draw(
        self,
        ui: Ui,
        rect: Rect,
        scene: MapScene,
        view: MapView | None = None,
        wanted: str = "map",
        names: bool = True,
        legend: bool = True,
        touchable: bool = True,
    ) -> MapTouch:
        """Draw the map and say what the mouse does on it.

        The node of the map is `wanted`; seats and data centres are `wanted`/their id, with their tooltips.
        """
        box = Box(*rect)
        area = ui.pixels(rect)
        placement = Placement.of(view or MapView(), area.size)
        layer = self._layer(ui, placement, scene)
        self._shown = _Shown(placement, layer, box, ui.scale)
        rows = _legend_boxes(ui, box) if legend else []
        with ui.clip(rect):
            if layer.placement != placement:
                _stretch(ui.surface, area, layer, placement)
                layout = plan(ui, scene, placement)
                compose(ui, (box.x, box.y), (box.w, box.h), scene, layout, names, quick=True)
            else:
                layout = self._marks(ui, area, box, scene, layer, names, rows)
            badges(ui, (box.x, box.y), scene, placement)
            if ui.motion and not ui.inspecting:
                lights(ui, (box.x, box.y), layout, ui.now)
            if legend:
                _draw_legend(ui, rows)
            return self._touch(ui, box, layout, wanted, touchable)

    def position(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Logical pixels on the screen of a place, on the map drawn last. Raises RuntimeError before that."""
        shown = self._drawn()
        x, y = shown.placement.position(within_window(longitude), latitude)
        return shown.box.x + x / shown.scale, shown.box.y + y / shown.scale

    def pick(self, x: float, y: float) -> Country | None:
        """The country under a point in logical pixels, on the map drawn last.

        Raises RuntimeError before that.
        """
        shown = self._drawn()
        at = shown.pixel(x, y)
        if shown.layer.placement != shown.placement:  # the layer of another view stands in
            at = shown.layer.placement.position(*shown.placement.place(*at))
        return country_at(shown.layer.countries, *at)

    def steer(self, view: MapView, touch: MapTouch) -> MapView:
        """The view after wheel and drag: the wheel zooms towards the mouse, dragging moves a zoomed map."""
        shown = self._drawn()
        placement, scale = Placement.of(view, shown.placement.size), shown.scale
        middle = placement.size[0] / 2, placement.size[1] / 2
        if touch.area.wheel:
            zoom = min(_NEAREST, view.zoom * 1.25**touch.area.wheel)
            x, y = shown.pixel(*touch.area.at)
            ratio = view.zoom / zoom
            return view.zoomed(zoom, placement.place(x + (middle[0] - x) * ratio, y + (middle[1] - y) * ratio))
        dx, dy = touch.area.drag
        if (dx or dy) and view.zoom > 1:
            return view.centred(*placement.place(middle[0] - dx * scale, middle[1] - dy * scale))
        return view

    @property
    def busy(self) -> bool:
        """Whether a sharp picture of a view is being drawn."""
        return self._job is not None and self._job.thread.is_alive()

    def _drawn(self) -> _Shown:
        if self._shown is None:
            raise RuntimeError("the map has not been drawn yet")
        return self._shown

    # ---- layers -----------------------------------------------------------------------------------

    def _layer(self, ui: Ui, placement: Placement, scene: MapScene) -> _Layer:
        """The still layer; while a new view is being drawn, the nearest one there is."""
        fills = tuple(sorted((code, ui.colour(colour)) for code, colour in scene.fills))
        key: _LayerKey = (placement, fills, ui.scale)
        self._collect()
        if key in self._layers:
            self._layers.move_to_end(key)
            return self._layers[key]
        like = [k for k in self._layers if k[0].size == placement.size and k[1:] == key[1:]]
        if not like or ui.inspecting:
            return self._keep(key, _make(key))
        if key != self._wanted[0]:
            self._wanted = key, ui.now
        if self._job is None and ui.now - self._wanted[1] >= _PATIENCE:
            self._start(key)
        return self._layers[min(like, key=lambda k: _distance(k[0], placement))]

    def _start(self, key: _LayerKey) -> None:
        done: list[_Layer] = []
        thread = threading.Thread(target=lambda: done.append(_make(key)), name="map layer", daemon=True)
        self._job = _Job(key, thread, done)
        thread.start()

    def _collect(self) -> None:
        job = self._job
        if job is not None and not job.thread.is_alive():
            self._job = None
            if job.done:
                self._keep(job.key, job.done[0])

    def _keep(self, key: _LayerKey, layer: _Layer) -> _Layer:
        self._layers[key] = layer
        while len(self._layers) > _KEPT:
            self._layers.popitem(last=False)
        return layer

    def _marks(
        self,
        ui: Ui,
        area: pygame.Rect,
        box: Box,
        scene: MapScene,
        layer: _Layer,
        names: bool,
        rows: Sequence[Box],
    ) -> Plan:
        """Copy the composed picture to the screen; compose it first if something has changed."""
        blocked = [row.move(-box.x, -box.y) for row in rows]
        if ui.inspecting:  # the checks must see every text being drawn
            layout = plan(ui, scene, layer.placement, blocked)
            ui.surface.blit(layer.still, area)
            compose(ui, (box.x, box.y), (box.w, box.h), scene, layout, names)
            return layout
        key = (scene, layer.placement, ui.scale, id(ui.palette), names, len(rows))
        if key not in self._composed:
            sheet = layer.still.copy()
            canvas = Marks(sheet, ui.scale, ui.palette)
            layout = plan(canvas, scene, layer.placement, blocked)
            compose(canvas, (0, 0), (box.w, box.h), scene, layout, names)
            self._composed[key] = (layout, sheet)
            while len(self._composed) > _KEPT:
                self._composed.popitem(last=False)
        layout, sheet = self._composed[key]
        ui.surface.blit(sheet, area)
        return layout

    # ---- input ------------------------------------------------------------------------------------

    def _touch(self, ui: Ui, box: Box, layout: Plan, wanted: str, touchable: bool) -> MapTouch:
        if not touchable:
            nowhere = Area(False, False, False, False, False, (0, 0), 0, ui.mouse)
            return MapTouch(nowhere, None, "", "")
        area = ui.area(wanted, box, "map", "World map")
        mark = clicked = ""
        for spot in layout.spots:
            x, y = box.x + spot.x - spot.reach, box.y + spot.y - spot.reach
            reach = 2 * spot.reach
            touch = ui.touch(
                f"{wanted}/{spot.id}",
                (x, y, reach, reach),
                "figure",
                spot.label,
                focusable=False,
                tip=spot.tip,
            )
            mark = spot.id if touch.hover else mark
            clicked = spot.id if touch.clicked else clicked
        country = self.pick(*area.at) if area.hover else None
        return MapTouch(area, country, mark, clicked)


def _make(key: _LayerKey) -> _Layer:
    placement, fills, scale = key
    return _Layer(placement, maplayer.render(placement, dict(fills), scale), country_surface(placement))


def _distance(old: Placement, wanted: Placement) -> float:
    """How badly another view stands in for the wanted one: shown coarser, or with parts missing, which is worse."""
    coarser = max(1.0, wanted.factor / old.factor)
    half = [side / 2 / wanted.factor for side in wanted.size]
    room = [side / 2 / old.factor for side in old.size]
    missing = sum(
        max(0.0, abs(wanted.middle[axis] - old.middle[axis]) + half[axis] - room[axis]) / half[axis] for axis in (0, 1)
    )
    return coarser + 20 * missing


def _stretch(surface: pygame.Surface, area: pygame.Rect, layer: _Layer, wanted: Placement) -> None:
    """Show a layer of another view in the place where it would be: coarse, but at once."""
    old = layer.placement
    ratio = wanted.factor / old.factor
    width, height = area.w / ratio, area.h / ratio
    x = old.size[0] / 2 + (wanted.middle[0] - old.middle[0]) * old.factor - width / 2
    y = old.size[1] / 2 - (wanted.middle[1] - old.middle[1]) * old.factor - height / 2
    wide = pygame.Rect(round(x), round(y), max(1, round(width)), max(1, round(height)))
    seen = wide.clip(layer.still.get_rect())
    surface.fill("#070c14", area)
    if seen.w <= 0 or seen.h <= 0:
        return
    part = layer.still.subsurface(seen)
    size = max(1, round(seen.w * ratio)), max(1, round(seen.h * ratio))
    at = area.x + round((seen.x - wide.x) * ratio), area.y + round((seen.y - wide.y) * ratio)
    surface.blit(pygame.transform.smoothscale(part, size), at)


def _seat_sign(pen: Pen) -> None:
    pen.circle((11, 10), 7, "#cfe0ff")
    pen.circle((11, 10), 5.4, "#0d1622")


_LEGEND_MARKS: dict[str, Callable[[Pen], None]] = {
    "treaty": lambda pen: pen.line((0, 10), (20, 10), "treaty", 2),
    "espionage": lambda pen: pen.dashes(((0, 10), (20, 10)), "espionage", 2, 5, 3),
    "seat": _seat_sign,
    "centre": lambda pen: pen.diamond((11, 10), 5, "#cfe0ff", "ink"),
}
_LEGEND = (("treaty", "treaty"), ("espionage", "espionage"), ("seat", "seat"), ("centre", "data centre"))


def _legend_boxes(ui: Ui, box: Box) -> list[Box]:
    rows, x = [], box.x + 16
    for _, text in _LEGEND:
        width = 28 + ui.measure(text, META)
        rows.append(Box(x, box.bottom - 32, width, 24))
        x += width + 20
    return rows


def _draw_legend(ui: Ui, rows: Sequence[Box]) -> None:
    for (kind, text), row in zip(_LEGEND, rows, strict=True):
        x, y = row.x, row.y + row.h / 2

        ui.picture(("legend", kind), (x, y - 10, 22, 20), _LEGEND_MARKS[kind])
        ui.haloed(text, x + 28, y, META, "soft", "Regular")
