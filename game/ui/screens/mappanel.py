"""The map of the main screen: overlay, view, what is clicked, and the place that something leads to."""

from __future__ import annotations

from collections.abc import Sequence

from game.content.words import say
from game.ui.layout import Box
from game.ui.mapmarks import MapScene
from game.ui.office import Office
from game.ui.pen import Pen
from game.ui.screens.mapoverlays import OVERLAYS, OVERVIEW, draw_bar, draw_legend, legend_boxes
from game.ui.screens.mapscene import SPYING
from game.ui.screens.regioncard import RegionCard
from game.ui.session import Session
from game.ui.widgets import Ui
from game.ui.worldmap import MapView

WHOLE = MapView(-150.0, 178.0, -46.0, 84.0)  # a little to the south: figures lie over the north
_TWICE = 0.35  # seconds between the clicks of a double click
_PULSE = 2.4  # seconds
_RINGS = 16
_BUTTON = 28.0
_CLOSER = 1.5625  # two turns of the wheel

Point = tuple[float, float]


class MapPanel:
    """Remembers the part of the world that is shown, which region is open, and which place is pointed out."""

    def __init__(self) -> None:
        self._view = WHOLE
        self._scene: tuple[object, MapScene] | None = None
        self._card = RegionCard()
        self._pulse: tuple[Point, float] | None = None
        self._clicked = -1.0

    def jump(self, place: Point, now: float) -> None:
        """Bring a place into view and point it out."""
        self._pulse = (place, now)
        if self._view.zoom > 1:
            self._view = self._view.centred(*place)

    def draw(self, ui: Ui, session: Session, office: Office, box: Box, covered: Sequence[Box]) -> None:
        """Draw map, bar, legend and buttons; `covered` are panels that will be drawn over the map."""
        overlay = session.overlays.get(office.seat, OVERVIEW)
        foot = Box(box.x + 8, box.y, box.w - 16, box.h - 8)
        legend = legend_boxes(ui, OVERLAYS[overlay].legend, Box(foot.x + 6, foot.y, foot.w - 60, foot.h - 32))
        bar = Box(foot.x, foot.bottom - _BUTTON, foot.w, _BUTTON)
        zoom = Box(foot.right - _BUTTON, foot.bottom - 3 * _BUTTON - 42, _BUTTON, 3 * _BUTTON + 8)
        card = self._card.place(office, Box(box.x, box.y + 56, box.w, box.h))
        walls = [*covered, *legend, bar, zoom, *([card] if card else [])]
        touch = session.world.draw(ui, box, self._of(office, overlay), self._view, blocked=walls)
        self._view = session.world.by_keys(ui, session.world.steer(self._view, touch))
        self._point_out(ui, session, box)
        if touch.clicked:
            self._open(session, office, touch.clicked)
        elif touch.area.clicked:
            self._click(ui, touch.area_name)
        draw_legend(ui, OVERLAYS[overlay].legend, legend)
        session.overlays[office.seat] = draw_bar(ui, overlay, bar)
        self._zoom(ui, session, zoom)
        if card:
            self._card.draw(ui, office, card)

    def _of(self, office: Office, overlay: str) -> MapScene:
        """The scene, made anew when the overlay or the spies of this turn are others."""
        spies = tuple(a.target for a in office.sheet.actions if a.action in SPYING)
        key = (office.seat, office.turn, overlay, spies)
        if self._scene is None or self._scene[0] != key:
            self._scene = (key, OVERLAYS[overlay].scene(office))
        return self._scene[1]

    def _open(self, session: Session, office: Office, mark: str) -> None:
        """A seat leads to what is known of it, a region or data centre opens the card of the region."""
        if mark in office.setup.seats:
            session.ask(lambda: session.go_to_rival(mark))
            return
        region = mark.split("/")[-1].removesuffix("-own").removesuffix("-others")
        if region in office.setup.regions:
            self._card.open(region)

    def _click(self, ui: Ui, area: str) -> None:
        """On land: the card of its region. Twice on one spot: the whole world again."""
        if ui.now - self._clicked < _TWICE:
            self._view = WHOLE
            self._clicked = -1.0
            return
        self._clicked = ui.now
        if area:
            self._card.open(area)

    def _zoom(self, ui: Ui, session: Session, box: Box) -> None:
        rows = box.rows(3, 4)
        whole = self._view == WHOLE
        if ui.icon_button("map-nearer", rows[0], "plus", say("ui.map.nearer"), "+", quiet=False):
            self._view = session.world.zoom(self._view, _CLOSER)
        if ui.icon_button(
            "map-farther", rows[1], "minus", say("ui.map.farther"), "-", not whole, say("ui.map.is_whole"), quiet=False
        ):
            self._view = session.world.zoom(self._view, 1 / _CLOSER)
        if ui.icon_button(
            "map-whole", rows[2], "globe", say("ui.map.whole"), "H", not whole, say("ui.map.is_whole"), quiet=False
        ):
            self._view = WHOLE

    def _point_out(self, ui: Ui, session: Session, box: Box) -> None:
        if self._pulse is None:
            return
        place, since = self._pulse
        at = session.world.position(*place)
        if box.contains(*at):
            with ui.clip(box):
                point_out(ui, at, since)
        if ui.now - since > _PULSE:
            self._pulse = None


def point_out(ui: Ui, at: Point, since: float) -> bool:
    """Rings that run away from a point on the screen; one that stands still where motion is not wanted.

    False when it is over, some seconds after `since`.
    """
    if ui.now - since > _PULSE:
        return False
    phase = (ui.now - since) / _PULSE * 3 % 1.0 if ui.motion else 0.4
    step = int(phase * _RINGS)
    reach = 18.0 + 22.0 * step / _RINGS

    def paint(pen: Pen) -> None:
        pen.circle((42, 42), reach, "accent", 0.55 * (1 - step / _RINGS))
        pen.ring((42, 42), reach, 0, 360, "white", 2.2)

    ui.picture(("pulse", step), (at[0] - 42, at[1] - 42, 84, 84), paint, fineness=2)
    return True
