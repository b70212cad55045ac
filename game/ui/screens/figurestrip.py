"""Own figures and those of the world as a strip over the ice of the north, each with its change and its past."""

from __future__ import annotations

from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.figures import Figure, figure, series
from game.ui.screens.why import explained
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.widgets import Ui

HEIGHT = 42.0
_FIGURES = (
    "margin", "ceiling", "security", "researchers", "stability", "public_concern", "morale", "regulation",
    "public_weights",
)  # fmt: skip
_WIDTH = 152.0
_WIDEST = 176.0
_GAP = 6.0
_PAST = 12  # turns in the little line


def strip_boxes(room: Box) -> list[Box]:
    """As many cards as there is room for."""
    count = min(len(_FIGURES), int((room.w + _GAP) // (_WIDTH + _GAP)))
    width = min(_WIDEST, (room.w + _GAP) / count - _GAP)
    return [Box(round(room.x + i * (width + _GAP)), room.y, round(width), room.h) for i in range(count)]


def draw_strip(ui: Ui, session: Session, office: Office, boxes: list[Box]) -> None:
    for key, box in zip(_FIGURES, boxes, strict=False):
        _draw(ui, session, figure(office, key), series(office, key), box)


def _draw(ui: Ui, session: Session, shown: Figure, past: tuple[float, ...], box: Box) -> None:
    hover = explained(ui, session, f"ribbon/{shown.key}", box, shown)
    ui.box(box, "raised" if hover else "#0d1520", "line2" if hover else "line", 7)
    ui.ring(f"ribbon/{shown.key}", box, 7)
    ui.icon(shown.icon, box.x + 15, box.y + 14, 14, "dim")
    wide = ui.text(shown.name, box.x + 26, box.y + 14, META, "dim", width=box.w - 32)
    at = box.x + 10 + ui.text(shown.value, box.x + 10, box.y + 30, BODY, "text", "SemiBold", width=box.w - 18) + 6
    ui.text(shown.change, at, box.y + 30, META, shown.colour, "Medium", width=box.right - 6 - at)
    room = box.w - 40 - wide
    if len(past) > 1 and room >= 24:
        end = shown.colour if shown.change else "dim"
        width = min(64.0, room)
        ui.sparkline((box.right - 8 - width, box.y + 5, width, 17), past[-_PAST:], "#7f93b3", end)
