"""The panels at the right foot of the main screen: side by side where there is room, else behind tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.forecastpanel import draw_forecast
from game.ui.screens.frontier import draw_frontier
from game.ui.screens.rivaltable import draw_rivals
from game.ui.session import Session
from game.ui.theme import GAP, PADDING, PANEL_HEADER
from game.ui.widgets import Ui

_LEAST, _LOG = 348.0, 330.0  # widths: of a panel, and of the log beside them
_BEST = 400.0


@dataclass(frozen=True)
class SidePanel:
    """A panel: `draw(ui, session, office, inside)` fills the room under its header.

    Its texts are `ui.side.<id>` and, at the right of its header, `ui.side.<id>_unit`.
    """

    id: str
    icon: str
    hotkey: str  # brings it to the front
    draw: Callable[[Ui, Session, Office, Box], None]


PANELS: tuple[SidePanel, ...] = (
    SidePanel("forecast", "chart-column", "O", draw_forecast),
    SidePanel("frontier", "chart-line", "F", draw_frontier),
    SidePanel("rivals", "users", "R", draw_rivals),
)


class SidePanels:
    """Remembers which panel is in front where there is room for fewer than all."""

    def __init__(self) -> None:
        self._front = 0

    def width(self, room: float) -> float:
        """What the panels together take of a strip of that width."""
        columns = self._columns(room)
        return min(_BEST, max(_LEAST, room * 0.4 / columns)) * columns + GAP * (columns - 1)

    def _columns(self, room: float) -> int:
        return max(1, min(len(PANELS), int((room - _LOG) // (_LEAST + GAP))))

    def draw(self, ui: Ui, session: Session, office: Office, box: Box) -> None:
        """The first panels have a column of their own, the last column has the rest behind tabs."""
        columns = max(1, min(len(PANELS), int((box.w + GAP) // (_LEAST + GAP))))
        for place, column in enumerate(box.columns(columns, GAP)):
            rest = PANELS[place:] if place == columns - 1 else PANELS[place : place + 1]
            shown = rest[self._front % len(rest)] if len(rest) > 1 else rest[0]
            inside = self._frame(ui, column, rest, shown)
            shown.draw(ui, session, office, inside)

    def _frame(self, ui: Ui, box: Box, panels: tuple[SidePanel, ...], shown: SidePanel) -> Box:
        if len(panels) == 1:
            return ui.panel(box, say(f"ui.side.{shown.id}"), shown.icon, right=say(f"ui.side.{shown.id}_unit"))
        ui.panel(box)
        labels = [say(f"ui.side.{panel.id}") for panel in panels]
        keys = [panel.hotkey for panel in panels]
        self._front = ui.tabs("side", (box.x + 8, box.y + 7, box.w - 16, 30), labels, panels.index(shown), keys)
        x = box.right - 12
        for panel in reversed(panels):
            x -= ui.keycap(panel.hotkey, x, box.y + 22) + 4
        return Box(
            box.x + PADDING, box.y + PANEL_HEADER, box.w - 2 * PADDING, box.h - PANEL_HEADER - PADDING
        )


