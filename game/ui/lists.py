"""Scroll areas, tables and logs: they draw only what can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.ui import theme
from game.ui.frame import Frame
from game.ui.layout import Box, Rect
from game.ui.marks import Marks
from game.ui.theme import BODY, META, Align, Colour, Weight
from game.ui.tips import Tippable

_BAR = 8.0
_STEP = 40.0


@dataclass
class View:
    """The inside of a scroll area: where content starts, and how far it reached."""

    x: float
    y: float  # where the content's top lies on the screen now; above the area when scrolled down
    w: float
    h: float
    bottom: float = 0.0

    def end(self, y: float) -> None:
        """Say where the content ends, as a y on the screen."""
        self.bottom = y


@dataclass(frozen=True)
class Cell:
    """One cell of a table with a look of its own."""

    text: str
    colour: Colour = "text"
    weight: Weight = "Regular"
    icon: str = ""
    icon_colour: Colour = "dim"


@dataclass(frozen=True)
class Column:
    """A column of a table. Width 0 shares what the others leave."""

    title: str
    width: float = 0
    align: Align = "left"


@dataclass(frozen=True)
class Picked:
    """The selected row of a table, and whether it was opened by Enter or by another click."""

    index: int
    activated: bool = False


@dataclass(frozen=True)
class LogLine:
    """One line of the event log."""

    when: str
    icon: str
    colour: Colour
    text: str


class Lists(Marks, Frame):
    """Widgets longer than their place."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, palette: theme.Palette = theme.STANDARD) -> None:
        super().__init__(surface, scale, palette)
        self._offsets: dict[str, float] = {}
        self._heights: dict[str, float] = {}
        self._followed: dict[str, str | None] = {}

    # ---- scrolling --------------------------------------------------------------------------------

    @contextmanager
    def scroll(self, wanted: str, rect: Rect, label: str = "") -> Iterator[View]:
        """A clipped area that scrolls by wheel, by its bar, and by keyboard focus moving inside it.

        Draw from `view.y` downwards within `view.w` and say with `view.end(y)` where the content ended.
        """
        box = Box(*rect)
        height = self._heights.get(wanted, 0.0)
        offset = min(self._offsets.get(wanted, 0.0), max(0.0, height - box.h))
        touch = self.touch(wanted, rect, "scroll", label, focusable=height > box.h)
        first = len(self.nodes)
        # The bar has its room whether it is needed or not: else content that just fits without it, and does not with
        # it, would stay as it happened to be drawn first.
        view = View(box.x, box.y - offset, box.w - _BAR - 4, box.h)
        with self.clip(rect):
            yield view
        height = self._heights[wanted] = max(0.0, view.bottom - (box.y - offset))
        offset -= self.take_wheel(rect) * _STEP
        if touch.focused:
            offset += self._scroll_keys(wanted, box.h)
        offset = self._follow_focus(wanted, box, offset, first)
        self._offsets[wanted] = self._bar(wanted, box, offset, height)
        self.ring(wanted, rect, above=True)

    def scroll_to(self, wanted: str, offset: float) -> None:
        """Scroll an area, table or log so that `offset` logical pixels are above it."""
        self._offsets[wanted] = max(0.0, offset)

    def _scroll_keys(self, wanted: str, page: float) -> float:
        moves = {
            "Down": _STEP,
            "Up": -_STEP,
            "PageDown": page - 20,
            "PageUp": 20 - page,
            "Home": -1e9,
            "End": 1e9,
        }
        moved = 0.0
        while key := self.focus_key(wanted, *moves):
            moved += moves[key]
        return moved

    def _follow_focus(self, wanted: str, box: Box, offset: float, first: int) -> float:
        """Bring the widget into view to which the keyboard focus has just moved."""
        inside = next((n for n in self.nodes[first:] if n.id == self.focus), None)
        moved = self._followed.get(wanted) != self.focus
        self._followed[wanted] = self.focus
        if inside is None or not moved or not self.focus_visible:
            return offset
        if inside.full[1] < box.y + 4:
            return offset + inside.full[1] - box.y - 8
        end = inside.full[1] + inside.full[3]
        return offset + max(0.0, end - box.bottom + 8)

    def _bar(self, wanted: str, box: Box, offset: float, height: float) -> float:
        """Draw the bar, let it be dragged, and return the offset within its limits."""
        most = height - box.h
        if most <= 0.5:
            return 0.0
        long = max(24.0, box.h * box.h / height)
        offset = min(most, max(0.0, offset))
        rail = (box.right - _BAR, box.y, _BAR, box.h)
        touch = self.touch(f"{wanted}/bar", rail, "scrollbar", "", round(offset / most, 2), focusable=False)
        if touch.held and box.h > long:
            offset = min(most, max(0.0, (self.mouse[1] - box.y - long / 2) / (box.h - long) * most))
        at = box.y + (box.h - long) * offset / most
        self.box((box.right - 6, at, 4, long), "dim" if touch.hover or touch.held else "line2", None, 2)
        return offset

    # ---- table ------------------------------------------------------------------------------------

    def table(
        self,
        wanted: str,
        rect: Rect,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str | Cell]],
        selected: int = -1,
        row_height: float = theme.ROW,
        label: str = "",
        header: bool = True,
        empty: str = "",
        tip: Callable[[int], Tippable] | None = None,
    ) -> Picked:
        """Rows of cells under a header; node ids of rows are wanted/0, wanted/1 ...

        Arrows, Page Up and Down, Home and End move the selection; Enter opens it, as does a click on the
        selected row. `empty` is shown when there are no rows; `tip` makes the tooltip of a row.
        """
        box = Box(*rect)
        head = 28.0 if header else 0.0
        body = box.below(head)
        touch = self.touch(wanted, rect, "table", label, selected)
        height = row_height * len(rows)
        room = box.w - (_BAR + 4 if height > body.h else 0)
        places = Box(box.x + 8, 0, room - 16, 0).columns([column.width for column in columns], 12)
        if header:
            for column, slot in zip(columns, places, strict=True):
                self._cell(Cell(column.title, "dim", "Medium"), slot, box.y + head / 2 - 1, column.align, META)
            self.rule(box.x, box.y + head - 1, box.w)
        if not rows:
            self.text(empty, box.x + 8, body.y + 20, BODY, "dim", width=box.w - 16)
            return Picked(-1)
        before = selected
        activated = touch.clicked and selected >= 0 and self.focus == wanted and self.focus_visible
        selected = self._select_by_key(wanted, selected, len(rows), int(body.h // row_height))
        offset = self._offsets.get(wanted, 0.0) - self.take_wheel(rect) * row_height
        if selected != before:
            offset = min(offset, selected * row_height)
            offset = max(offset, (selected + 1) * row_height - body.h)
        offset = min(max(0.0, offset), max(0.0, height - body.h))
        with self.clip(body):
            for place in range(int(offset // row_height), min(len(rows), int((offset + body.h) // row_height) + 1)):
                line = Box(box.x, body.y + place * row_height - offset, room, row_height)
                told = tip(place) if tip is not None else None
                name = f"{wanted}/{place}"
                picked = self._table_row(name, line, columns, places, rows[place], place == selected, told)
                if picked:
                    activated, selected = place == selected, place
                    self.focus = wanted
        self._offsets[wanted] = self._bar(wanted, body, offset, height)
        self.ring(wanted, rect, above=True)
        return Picked(selected, activated)

    def _select_by_key(self, wanted: str, selected: int, count: int, page: int) -> int:
        moves = {"Down": 1, "Up": -1, "PageDown": page, "PageUp": -page, "Home": -count, "End": count}
        while key := self.focus_key(wanted, *moves):
            selected = max(0, min(count - 1, selected + moves[key]))
        return selected

    def _table_row(
        self,
        wanted: str,
        line: Box,
        columns: Sequence[Column],
        places: Sequence[Box],
        cells: Sequence[str | Cell],
        selected: bool,
        tip: Tippable,
    ) -> bool:
        label = ", ".join(cell if isinstance(cell, str) else cell.text for cell in cells)
        touch = self.touch(wanted, line, "row", label, selected, focusable=False, tip=tip)
        if selected:
            self.box(line.inset(0, 1), "selected", "accent2", 6)
        elif touch.hover:
            self.box(line.inset(0, 1), "raised", None, 6)
        for column, place, cell in zip(columns, places, cells, strict=True):
            self._cell(Cell(cell) if isinstance(cell, str) else cell, place, line.centre[1], column.align, BODY)
        return touch.clicked

    def _cell(self, cell: Cell, place: Box, y: float, align: Align, size: float) -> None:
        x, room = place.x, place.w
        if cell.icon:
            self.icon(cell.icon, x + 8, y, 16, cell.icon_colour)
            x, room = x + 24, room - 24
        at = x + {"left": 0.0, "centre": room / 2, "right": room}[align]
        self.text(cell.text, at, y, size, cell.colour, cell.weight, align, width=room)

    # ---- log --------------------------------------------------------------------------------------

    def log(
        self,
        wanted: str,
        rect: Rect,
        lines: Sequence[LogLine],
        row_height: float = 24,
        label: str = "Event log",
    ) -> int | None:
        """Events, the newest at the bottom and in view. Returns the index of a clicked line."""
        box = Box(*rect)
        self.box(rect, "inset", "line", 10)
        touch = self.touch(wanted, rect, "log", label, len(lines))
        # Whole rows only: half a line at the top looks like a mistake.
        inner = box.inset(2, max(8.0, 8 + (box.h - 16) % row_height / 2))
        height, most = row_height * len(lines), max(0.0, row_height * len(lines) - inner.h)
        if self._heights.get(wanted) != height:  # something new: show it
            self._heights[wanted], self._offsets[wanted] = height, most
        offset = self._offsets.get(wanted, most) - self.take_wheel(rect) * row_height
        if touch.focused:
            offset += self._scroll_keys(wanted, inner.h)
        offset = min(most, max(0.0, offset))
        clicked = None
        mono = max((self.measure(line.when, META, "Mono") for line in lines[-1:]), default=0.0)
        with self.clip(inner):
            for place in range(int(offset // row_height), min(len(lines), int((offset + inner.h) // row_height) + 1)):
                row = Box(inner.x + 4, inner.y + place * row_height - offset, inner.w - 16, row_height)
                if self._log_line(f"{wanted}/{place}", row, lines[place], mono):
                    clicked = place
        self._offsets[wanted] = self._bar(wanted, inner, offset, height)
        self.ring(wanted, rect, 10, above=True)
        return clicked

    def _log_line(self, wanted: str, row: Box, line: LogLine, mono: float) -> bool:
        touch = self.touch(wanted, row, "row", f"{line.when} {line.text}", focusable=False)
        if touch.hover:
            self.box(row, "raised", None, 5)
        y = row.y + row.h / 2
        self.text(line.when, row.x + 8, y, META, "dim", "Mono")
        x = row.x + 8 + mono + 24
        self.icon(line.icon, x, y, 15, line.colour)
        self.text(line.text, x + 17, y, theme.TITLE, "text", width=row.right - x - 21)
        return touch.clicked
