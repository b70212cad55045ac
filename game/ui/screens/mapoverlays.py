"""The overlays of the map: their names and keys, the bar that chooses one, and the legend of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from game.content.words import say
from game.ui.layout import Box
from game.ui.mapmarks import MapScene
from game.ui.office import Office
from game.ui.pen import Pen
from game.ui.screens.mapacts import espionage, incidents, regulation, treaties
from game.ui.screens.mapmeans import chip_flow, compute, talent
from game.ui.screens.mapscene import overview
from game.ui.theme import META
from game.ui.widgets import Ui

OVERVIEW = "overview"
_HIGH = 28.0


@dataclass(frozen=True)
class Overlay:
    """One way to look at the world; its texts are `ui.overlay.name.<id>`, `ui.overlay.text.<id>`."""

    icon: str
    hotkey: str
    scene: Callable[[Office], MapScene]
    legend: tuple[str, ...]  # marks, each with a text `ui.overlay.legend.<mark>`


OVERLAYS: Mapping[str, Overlay] = MappingProxyType(
    {
        OVERVIEW: Overlay("globe", "0", overview, ("treaty", "espionage", "planned", "seat", "centre")),
        "compute": Overlay("cpu", "1", compute, ("gauge", "own", "fleet")),
        "chips": Overlay("package", "2", chip_flow, ("chips", "control", "own", "gain")),
        "talent": Overlay("graduation-cap", "3", talent, ("came", "left", "mood")),
        "treaties": Overlay("handshake", "4", treaties, ("pact", "pledge", "suspicion")),
        "espionage": Overlay("hat-glasses", "5", espionage, ("spying", "planned", "service")),
        "regulation": Overlay("gavel", "6", regulation, ("awake", "state", "law")),
        "incidents": Overlay("triangle-alert", "7", incidents, ("warning", "serious", "worst")),
    }
)


def _disc(colour: str) -> Callable[[Pen], None]:
    def paint(pen: Pen) -> None:
        pen.circle((11, 10), 7, colour, 0.7)

    return paint


def _ring(colour: str, share: float) -> Callable[[Pen], None]:
    def paint(pen: Pen) -> None:
        pen.ring((11, 10), 6, 0, 360, "line2", 3)
        pen.ring((11, 10), 6, 0, 360 * share, colour, 3)

    return paint


def _line(colour: str) -> Callable[[Pen], None]:
    return lambda pen: pen.line((0, 10), (20, 10), colour, 2)


def _dashed(colour: str) -> Callable[[Pen], None]:
    return lambda pen: pen.dashes(((0, 10), (20, 10)), colour, 2, 5, 3)


def _seat(pen: Pen) -> None:
    pen.circle((11, 10), 7, "#cfe0ff")
    pen.circle((11, 10), 5.4, "#0d1622")


def _shades(pen: Pen) -> None:
    for place, colour in enumerate(("#2a3f5c", "#5a5a4c", "#8a703c", "#c98a2b")):
        pen.rect((place * 5.5, 4, 5.5, 12), colour)


_MARKS: Mapping[str, Callable[[Pen], None]] = MappingProxyType(
    {
        "treaty": _line("treaty"),
        "pact": _line("treaty"),
        "pledge": _dashed("treaty"),
        "espionage": _dashed("espionage"),
        "spying": _dashed("espionage"),
        "suspicion": _dashed("espionage"),
        "planned": _dashed("warning"),
        "chips": _line("accent"),
        "control": _dashed("bad"),
        "seat": _seat,
        "fleet": _seat,
        "gain": _seat,
        "centre": lambda pen: pen.diamond((11, 10), 5, "#cfe0ff", "ink"),
        "own": lambda pen: pen.diamond((11, 10), 5, "#cfe0ff", "ink"),
        "gauge": _ring("good", 0.7),
        "mood": _ring("good", 0.7),
        "service": _ring("accent", 0.8),
        "state": _ring("warning", 0.5),
        "law": _ring("violet", 0.3),
        "awake": _shades,
        "came": _ring("good", 1.0),
        "left": _ring("bad", 1.0),
        "warning": _disc("warning"),
        "serious": _disc("bad"),
        "worst": _disc("violet"),
    }
)


def legend_boxes(ui: Ui, marks: Sequence[str], room: Box) -> list[Box]:
    """Where the rows of the legend go: in lines of `_HIGH` that grow upwards from the foot of the room."""
    lines: list[list[Box]] = [[]]
    x = room.x
    for mark in marks:
        width = 28 + ui.measure(say(f"ui.overlay.legend.{mark}"), META)
        if x + width > room.right and lines[-1]:
            lines.append([])
            x = room.x
        lines[-1].append(Box(x, 0, width, 22))
        x += width + 18
    foot = room.bottom - 24 * len(lines)
    return [box.move(0, foot + 24 * place) for place, line in enumerate(lines) for box in line]


def draw_legend(ui: Ui, marks: Sequence[str], boxes: list[Box]) -> None:
    """The marks of an overlay with what they mean, units included."""
    for mark, box in zip(marks, boxes, strict=True):
        y = box.y + box.h / 2
        ui.picture(("legend", mark), (box.x, y - 10, 22, 20), _MARKS[mark])
        ui.haloed(say(f"ui.overlay.legend.{mark}"), box.x + 28, y, META, "soft", "Regular")


def draw_bar(ui: Ui, overlay: str, room: Box) -> str:
    """The buttons of all overlays along the foot of the room; only the chosen one has its name where room is short.

    Returns the overlay that is chosen now.
    """
    names = {id_: say(f"ui.overlay.name.{id_}") for id_ in OVERLAYS}
    full = {id_: 58 + ui.measure(name, META, "Medium") for id_, name in names.items()}
    roomy = sum(full.values()) + 4 * (len(full) - 1) <= room.w
    x, chosen = room.x, overlay
    for id_, each in OVERLAYS.items():
        named = roomy or id_ == overlay
        box = Box(x, room.bottom - _HIGH, round(full[id_]) if named else 48, _HIGH)
        tip = say(f"ui.overlay.text.{id_}")
        touch = ui.touch(f"overlay/{id_}", box, "button", names[id_], id_ == overlay, hotkey=each.hotkey, tip=tip)
        ui.ring(f"overlay/{id_}", box, 7)
        on = id_ == overlay
        ui.box(box, "selected" if on else "hover" if touch.hover else "#0d1520", "accent2" if on else "line", 7)
        y = box.y + _HIGH / 2
        ui.icon(each.icon, box.x + 15, y, 14, "text" if on else "dim")
        if named:
            ui.text(names[id_], box.x + 27, y, META, "text" if on else "soft", "Medium")
        ui.text(ui.bound(each.hotkey), box.right - 8, y, META, "dim", "Medium", "right")
        if touch.clicked:
            chosen = id_
        x += box.w + 4
    return chosen
