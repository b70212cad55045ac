"""The map as a widget: the still layer, what lies on it, what moves, and what is under the mouse.

Everything but the moving lights is composed once for each scene, view and size, so a frame costs one copy of
the picture and a few small glows.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pygame

from game.content.words import say
from game.ui import maplayer
from game.ui.controls import Area
from game.ui.layout import Box, Rect
from game.ui.maparcs import lights
from game.ui.mapmarks import MapScene, Plan, Spot, badges, compose, plan
from game.ui.marks import Marks
from game.ui.pen import Pen
from game.ui.widgets import Ui
from game.ui.worldmap import Country, MapView, Placement, country_at, country_surface, geography, within_window

_KEPT = 6
_NEAREST = 8.0
_STEP = 0.12  # share of the map by which an arrow moves it
_PATIENCE = 0.12  # seconds that a view must stand still before it is drawn
_LayerKey = tuple[Placement, tuple[tuple[str, str], ...], float]


@dataclass(frozen=True)
class MapTouch:
    """What the mouse does on the map."""

    area: Area
    country: Country | None  # under the mouse
    mark: str  # id of the mark under the mouse, or ""
    clicked: str  # id of the mark that was clicked in this frame, or ""
    area_name: str  # name of the area of the scene whose countries are under the mouse, or ""


@dataclass(frozen=True)
class _Layer:
    """A still layer and what it shows."""

    placement: Placement
    fills: tuple[tuple[str, str], ...]
    still: pygame.Surface


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
        self._edge: tuple[object, pygame.Surface] | None = None  # of the area under the mouse

    def draw(
        self,
        ui: Ui,
        rect: Rect,
        scene: MapScene,
        view: MapView | None = None,
        wanted: str = "map",
        names: bool = True,
        touchable: bool = True,
        blocked: Sequence[Box] = (),
    ) -> MapTouch:
        """Draw the map and say what the mouse does on it.

        The node of the map is `wanted`; marks are `wanted`/their id, with their tooltips. `blocked` are rectangles on
        the screen, such as those of a legend, that names keep off.
        """
        box = Box(*rect)
        area = ui.pixels(rect)
        placement = Placement.of(view or MapView(), area.size)
        layer = self._layer(ui, placement, scene)
        self._shown = _Shown(placement, layer, box, ui.scale)
        walls = [row.move(-box.x, -box.y) for row in blocked]
        with ui.clip(rect):
            if layer.placement != placement:
                _stretch(ui.surface, area, layer, placement)
                layout = plan(ui, scene, placement, walls)
                compose(ui, (box.x, box.y), (box.w, box.h), scene, layout, names, quick=True)
            else:
                layout = self._marks(ui, area, box, scene, layer, names, walls)
            badges(ui, (box.x, box.y), scene, placement)
            if ui.motion and not ui.inspecting:
                lights(ui, (box.x, box.y), layout.curves, ui.now)
            touch = self._touch(ui, box, scene, layout, wanted, touchable)
            if touch.area_name:
                self._light_up(ui, area, scene, touch.area_name)
            return touch

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
        return country_at(_countries(shown.layer.placement), *at)

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

    def zoom(self, view: MapView, factor: float) -> MapView:
        """The view nearer or farther by a factor, around its middle."""
        placement = Placement.of(view, self._drawn().placement.size)
        zoom = min(_NEAREST, view.zoom * factor)
        return view.zoomed(zoom, placement.place(placement.size[0] / 2, placement.size[1] / 2))

    def by_keys(self, ui: Ui, view: MapView, wanted: str = "map") -> MapView:
        """The view after the keys that belong to the map while it has the focus: arrows move a zoomed map."""
        moves = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        while key := ui.focus_key(wanted, *moves, "Home"):
            if key == "Home":
                view = view.zoomed(1.0, (0.0, 0.0))
            elif view.zoom > 1:
                placement = Placement.of(view, self._drawn().placement.size)
                (width, height), (across, down) = placement.size, moves[key]
                middle = width * (0.5 + _STEP * across), height * (0.5 + _STEP * down)
                view = view.centred(*placement.place(*middle))
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
        like = [k for k in self._layers if k[0].size == placement.size and k[2] == key[2]]
        if not like or ui.inspecting:
            return self._keep(key, _make(key))
        if key != self._wanted[0]:
            self._wanted = key, ui.now
        if self._job is None and ui.now - self._wanted[1] >= _PATIENCE:
            self._start(key)
        # The right place in other colours is nearer than the right colours elsewhere.
        return self._layers[min(like, key=lambda k: (_distance(k[0], placement), k[1] != fills))]

    def _start(self, key: _LayerKey) -> None:
        done: list[_Layer] = []

        def work() -> None:
            _countries(key[0])  # ready before the mouse asks
            done.append(_make(key))

        thread = threading.Thread(target=work, name="map layer", daemon=True)
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
        blocked: Sequence[Box],
    ) -> Plan:
        """Copy the composed picture to the screen; compose it first if something has changed."""
        if ui.inspecting:  # the checks must see every text being drawn
            layout = plan(ui, scene, layer.placement, blocked)
            ui.surface.blit(layer.still, area)
            compose(ui, (box.x, box.y), (box.w, box.h), scene, layout, names)
            return layout
        key = (scene, layer.placement, layer.fills, ui.scale, id(ui.palette), names, tuple(blocked))
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

    def _light_up(self, ui: Ui, area: pygame.Rect, scene: MapScene, name: str) -> None:
        """Brighten the edge of the countries of an area, which the mouse is on."""
        shown = self._drawn()
        if shown.layer.placement != shown.placement:
            return
        codes = dict(scene.areas)[name]
        key = (id(shown.layer), codes)
        if self._edge is None or self._edge[0] != key:
            self._edge = (key, _edge_of(_countries(shown.placement), codes))
        ui.surface.blit(self._edge[1], area, special_flags=pygame.BLEND_RGB_ADD)

    # ---- input ------------------------------------------------------------------------------------

    def _touch(self, ui: Ui, box: Box, scene: MapScene, layout: Plan, wanted: str, touchable: bool) -> MapTouch:
        if not touchable:
            nowhere = Area(False, False, False, False, False, (0, 0), 0, ui.mouse)
            return MapTouch(nowhere, None, "", "", "")
        area = ui.area(wanted, box, "map", say("ui.map.world"), focusable=True)
        ui.ring(wanted, box.inset(4), 6)
        mark = clicked = ""
        for spot in layout.spots(scene):
            name, x, y = f"{wanted}/{spot.id}", box.x + spot.x, box.y + spot.y
            place = (x - spot.reach, y - spot.reach, 2 * spot.reach, 2 * spot.reach)
            touch = ui.touch(name, place, "mark", spot.label, focusable=_on_map(spot, box), tip=spot.tip)
            if touch.hover or (touch.focused and ui.focus_visible):
                _point_out(ui, x, y, spot.reach)
            mark = spot.id if touch.hover else mark
            clicked = spot.id if touch.clicked else clicked
        country = self.pick(*area.at) if area.hover else None
        code = country.code if country else ""
        name = next((name for name, codes in scene.areas if code in codes), "") if code else ""
        return MapTouch(area, country, mark, clicked, name)


def _on_map(spot: Spot, box: Box) -> bool:
    return 0 <= spot.x < box.w and 0 <= spot.y < box.h


def _point_out(ui: Ui, x: float, y: float, reach: float) -> None:
    """A ring around the mark under the mouse or with the keyboard focus."""
    size = round(reach) + 3.0

    def paint(pen: Pen) -> None:
        pen.ring((size, size), size - 1.5, 0, 360, "white", 1.6)

    ui.picture(("pointed out", size), (x - size, y - size, 2 * size, 2 * size), paint)


def _edge_of(countries: pygame.Surface, codes: Collection[str]) -> pygame.Surface:
    """A dark picture with the countries a little lighter and their edge light, to be added to the map."""
    index = geography().index
    red, green = pygame.surfarray.array_red(countries), pygame.surfarray.array_green(countries)
    numbers = red.astype(np.int32) << 8 | green
    inside = np.isin(numbers, [index[code] + 1 for code in codes if code in index])
    core = inside.copy()
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        core &= np.roll(inside, step, axis)
    shade = np.where(inside & ~core, 120, np.where(inside, 18, 0)).astype(np.uint8)
    picture = pygame.Surface(countries.get_size())
    pygame.surfarray.blit_array(picture, np.repeat(shade[:, :, None], 3, axis=2))
    return picture


@lru_cache(maxsize=_KEPT)
def _countries(placement: Placement) -> pygame.Surface:
    """The picture for picking countries, the same in all colours; a map that nobody can touch does without."""
    return country_surface(placement)


def _make(key: _LayerKey) -> _Layer:
    placement, fills, scale = key
    return _Layer(placement, fills, maplayer.render(placement, dict(fills), scale))


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
