"""The log of the main screen: everything this seat was told, newest first, filtered, grouped, and on the map."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.content.words import say
from game.rules.report import Entry
from game.ui.layout import Box
from game.ui.lists import Cell, Column
from game.ui.office import Office
from game.ui.screens.causes import rows_of
from game.ui.screens.entries import icon_of, place_of, terms_of
from game.ui.screens.figures import change_writer
from game.ui.screens.why import open_why
from game.ui.session import Session
from game.ui.theme import META
from game.ui.tips import Tip, Tippable
from game.ui.widgets import Ui

_ROW = 24.0
_WHEN = 34.0
_HEAD = 38.0

Point = tuple[float, float]

FILTERS: Mapping[str, Callable[[Entry], bool]] = MappingProxyType(
    {
        "all": lambda entry: True,
        "own": lambda entry: entry.about == "own",
        "rival": lambda entry: entry.about == "rival",
        "world": lambda entry: entry.about == "world",
        "treaty": lambda entry: entry.kind == "treaty",
        "security": lambda entry: entry.kind in ("security", "conflict", "incident"),
    }
)


@dataclass(frozen=True)
class _Row:
    """A line of the table: an entry, or the heading of a group."""

    cells: tuple[Cell, ...]
    entry: Entry | None = None


class EventLog:
    """Remembers what is shown of the log, and which line is chosen."""

    def __init__(self) -> None:
        self._filter = "all"
        self._by_kind = False
        self._chosen = -1
        self._rows: tuple[object, list[_Row]] | None = None
        self._counts: tuple[object, dict[str, str]] | None = None

    def draw(self, ui: Ui, session: Session, office: Office, box: Box) -> Point | None:
        """Draw it. Returns the place of the line that was chosen in this frame, to be shown on the map."""
        ui.box(box, "inset", "line", 10)
        ui.note_area("log", box)
        self._chips(ui, office, box)
        rows = self._listed(office)
        picked = ui.table(
            "log",
            (box.x + 6, box.y + _HEAD, box.w - 12, (box.h - _HEAD - 4) // _ROW * _ROW),  # whole rows
            (Column("", _WHEN), Column("")) if self._by_kind else (Column(""),),
            [row.cells for row in rows],
            self._chosen,
            _ROW,
            say("ui.eventlog.label"),
            header=False,
            empty=say("ui.eventlog.nothing"),
            tip=lambda place: _tip(office, rows[place].entry),
        )
        entry = rows[picked.index].entry if 0 <= picked.index < len(rows) else None
        if ui.focus == "log" and ui.key("W") and entry is not None and entry.quantity is not None:
            open_why(ui, session, entry.quantity, entry.turn)
        moved, self._chosen = picked.index != self._chosen, picked.index
        if entry is None:
            return None
        if picked.activated:
            turn = entry.turn
            session.ask(lambda: session.go_to_report(turn))
        return place_of(office, entry) if moved else None

    def _chips(self, ui: Ui, office: Office, box: Box) -> None:
        """The filters, and how the lines are grouped."""
        label = say("ui.eventlog.by_kind" if self._by_kind else "ui.eventlog.by_turn")
        widths = {name: math.ceil(ui.measure(say(f"ui.eventlog.{name}"), META, "Medium") + 15) for name in FILTERS}
        counts = {name: round(ui.measure(self._count(office, name), META)) + 8 for name in FILTERS}
        wide = math.ceil(ui.button_width(label, "list", "G", META))
        room = box.w - 16 - 4 * len(FILTERS)
        narrow = sum(widths.values()) + wide > room
        counted = sum(widths.values()) + sum(counts.values()) + wide <= room
        group = Box(box.right - 8 - (28 if narrow else wide), box.y + 7, 28 if narrow else wide, 26)
        tip = say("ui.eventlog.group_text")
        if narrow:
            again = ui.icon_button("log/group", group, "list", tip, "G", selected=self._by_kind)
        else:
            again = ui.button("log/group", group, label, "quiet", "list", "G", tip=tip, size=META)
        if again:
            self._by_kind = not self._by_kind
            self._again(ui)
        x = box.x + 8
        names = [name for name in FILTERS if not narrow or name != "all"]  # the chosen one pressed again is as good
        fits = min(1.0, (group.x - x - 4 * len(names)) / sum(widths[name] for name in names))  # words may be too long
        for name in names:
            width = int(widths[name] * fits) + (counts[name] if counted else 0)
            on, text = self._filter == name, say(f"ui.eventlog.{name}")
            count = self._count(office, name) if counted else ""
            if ui.chip(f"log/filter/{name}", (x, box.y + 7, width, 26), text, on, count=count,
                       tip=text if fits < 1 else None) != on:  # fmt: skip
                self._filter = "all" if on else name
                self._again(ui)
            x += width + 4

    def _count(self, office: Office, name: str) -> str:
        """How many entries a filter lets through."""
        if self._counts is None or self._counts[0] != (office.seat, office.turn):
            counts = {each: str(sum(map(fits, office.log))) for each, fits in FILTERS.items()}
            self._counts = ((office.seat, office.turn), counts)
        return self._counts[1][name]

    def _again(self, ui: Ui) -> None:
        self._chosen = -1
        ui.scroll_to("log", 0)

    def _listed(self, office: Office) -> list[_Row]:
        key = (office.seat, office.turn, self._filter, self._by_kind)
        if self._rows is None or self._rows[0] != key:
            fits = FILTERS[self._filter]
            entries = [entry for entry in reversed(office.log) if fits(entry)]
            self._rows = (key, _grouped(office, entries, self._by_kind))
        return self._rows[1]


def _grouped(office: Office, entries: list[Entry], by_kind: bool) -> list[_Row]:
    """Headings and entries; within a turn in the order of the report, within a kind the newest first."""
    blank = (Cell(""),) if by_kind else ()
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        name = say(f"ui.eventlog.kind.{entry.kind}") if by_kind else say("ui.eventlog.turn", turn=entry.turn + 1)
        groups.setdefault(name, []).append(entry)
    rows = []
    for name, members in groups.items():
        rows.append(_Row((*blank, Cell(f"{name} · {len(members)}", "dim", "SemiBold"))))
        for entry in members if by_kind else reversed(members):
            icon, colour = icon_of(entry)
            when = (Cell(say("ui.log.turn", turn=entry.turn + 1), "dim", "Mono"),) if by_kind else ()
            rows.append(_Row((*when, Cell(office.told(entry), icon=icon, icon_colour=colour)), entry))
    if not rows and not office.log:
        rows.append(_Row((*blank, Cell(say("ui.log.start"), icon="info", icon_colour="accent"))))
    return rows


def _tip(office: Office, entry: Entry | None) -> Tippable:
    """The whole line, and what caused it."""
    if entry is None:
        return None

    def made() -> Tip:
        writer, better = change_writer(entry.quantity or "")
        rows = rows_of(office, terms_of(office, entry), writer, better, most=4)
        return Tip(text=office.told(entry), rows=rows, note=say("ui.eventlog.note"))

    return made
