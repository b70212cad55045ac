"""The main screen: the map, the orders, what happened, and how far everybody is."""

from __future__ import annotations

from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.actions import draw_actions
from game.ui.screens.budget import WIDTH, BudgetPanel
from game.ui.screens.eventlog import EventLog
from game.ui.screens.figurestrip import HEIGHT, draw_strip, strip_boxes
from game.ui.screens.mappanel import MapPanel
from game.ui.screens.menu import draw_menu
from game.ui.screens.release import draw_confirmation
from game.ui.screens.sidepanels import SidePanels
from game.ui.screens.topbar import draw_top_bar
from game.ui.screens.why import why_key
from game.ui.session import Session
from game.ui.theme import GAP, MARGIN
from game.ui.widgets import Ui

_LOW, _HIGH = 188.0, 236.0  # of the panels under the map
_TALL, _GREAT = 700.0, 980.0


class Main:
    """Remembers the locks of the shares, the part of the map that is shown, and what the log shows."""

    def __init__(self) -> None:
        self._budget = BudgetPanel()
        self._map = MapPanel()
        self._log = EventLog()
        self._side = SidePanels()

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "main")
        low = _LOW if ui.screen.h < _TALL else _HIGH if ui.screen.h < _GREAT else _HIGH + 60
        left = Box(MARGIN, room.y + GAP, WIDTH, room.h - 2 * GAP)
        around = Box(left.right + 4, room.y, room.w - left.right - 4, room.h - low - 2 * GAP)
        strip = strip_boxes(Box(around.x + 8, around.y + 8, around.w - 16, HEIGHT))
        self._map.draw(ui, session, office, around, strip)
        draw_strip(ui, session, office, strip)
        self._budget.draw(ui, session, office, left)
        lower = Box(left.right + GAP, around.bottom + GAP, room.w - left.right - GAP - MARGIN, low)
        self._below(ui, session, office, lower)
        why_key(ui, session)
        draw_actions(ui, session, office)
        draw_confirmation(ui, session, office)
        draw_menu(ui, session, escape=True)

    def _below(self, ui: Ui, session: Session, office: Office, lower: Box) -> None:
        side = self._side.width(lower.w)
        place = self._log.draw(ui, session, office, Box(lower.x, lower.y, lower.w - side - GAP, lower.h))
        if place is not None:
            self._map.jump(place, ui.now)
        self._side.draw(ui, session, office, lower.from_right(side))
