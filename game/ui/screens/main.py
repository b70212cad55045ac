"""The main screen: the map, the orders, what happened, and how far everybody is."""

from __future__ import annotations

from game.ui.layout import Box
from game.ui.lists import LogLine
from game.ui.mapmarks import MapScene
from game.ui.office import Office
from game.ui.screens.actions import draw_actions
from game.ui.screens.budget import WIDTH, BudgetPanel
from game.ui.screens.entries import log_lines
from game.ui.screens.figures import figure
from game.ui.screens.frontier import draw_frontier
from game.ui.screens.mapscene import scene_of
from game.ui.screens.menu import draw_menu
from game.ui.screens.release import draw_confirmation
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META
from game.ui.widgets import Ui
from game.ui.worldmap import MapView

_RIBBON = ("margin", "ceiling", "security", "researchers", "stability", "public_concern")
_WHOLE = MapView(-150.0, 178.0, -52.0, 76.0)
_SPYING = "spy"


class Main:
    """Remembers the locks of the shares and the part of the map that is shown."""

    def __init__(self) -> None:
        self._budget = BudgetPanel()
        self._view = _WHOLE
        self._scene: tuple[object, MapScene] | None = None
        self._lines: list[LogLine] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "main")
        low = 236 if ui.screen.h >= 700 else 188
        left = Box(MARGIN, room.y + GAP, WIDTH, room.h - 2 * GAP)
        around = Box(left.right + 4, room.y, room.w - left.right - 4, room.h - low - 2 * GAP)
        self._map(ui, session, office, around)
        self._ribbon(ui, office, around)
        self._budget.draw(ui, session, office, left)
        lower = Box(left.right + GAP, around.bottom + GAP, room.w - left.right - GAP - MARGIN, low)
        chart = min(346.0, max(330.0, lower.w * 0.4))
        self._log(ui, session, office, Box(lower.x, lower.y, lower.w - chart - GAP, low))
        draw_frontier(ui, office, lower.from_right(chart))
        draw_actions(ui, session, office)
        draw_confirmation(ui, session, office)
        draw_menu(ui, session, escape=True)

    def _map(self, ui: Ui, session: Session, office: Office, box: Box) -> None:
        spies = tuple(a.target for a in office.sheet.actions if a.kind.startswith(_SPYING) or a.kind == "sabotage")
        if self._scene is None or self._scene[0] != spies:
            self._scene = (spies, scene_of(office))
        touch = session.world.draw(ui, box, self._scene[1], self._view)
        self._view = session.world.steer(self._view, touch)
        if touch.clicked in office.setup.seats:
            wanted = touch.clicked
            session.ask(lambda: session.go_to_rival(wanted))

    def _ribbon(self, ui: Ui, office: Office, box: Box) -> None:
        """More figures, over the ice of the north."""
        x, y = box.x + 8, box.y + 8
        for key in _RIBBON:
            shown = figure(office, key)
            name, value = ui.measure(shown.name, META), ui.measure(shown.value, BODY, "SemiBold")
            change = ui.measure(shown.change, META, "Medium") + 6 if shown.change else 0
            width = round(8 + 20 + name + 6 + value + change + 10)
            if x + width > box.right - 8:
                break
            ui.box((x, y, width, 28), "#0d1520", "line", 7)
            ui.tip_area(f"ribbon/{key}", (x, y, width, 28), shown.tip, f"{shown.name} {shown.value}")
            ui.icon(shown.icon, x + 16, y + 14, 14, "dim")
            at = x + 28
            at += ui.text(shown.name, at, y + 14, META, "dim") + 6
            at += ui.text(shown.value, at, y + 14, BODY, "text", "SemiBold") + 6
            if shown.change:
                ui.text(shown.change, at, y + 14, META, shown.colour, "Medium")
            x += width + 6

    def _log(self, ui: Ui, session: Session, office: Office, box: Box) -> None:
        if self._lines is None:
            self._lines = log_lines(office)
        picked = ui.log("log", box, self._lines)
        if picked is not None and office.log:
            turn = office.log[picked].turn
            session.ask(lambda: session.go_to_report(turn))
