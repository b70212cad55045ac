"""The turn report: what happened and why, grouped, with its place on the map; after the curtain it is the recap."""

from __future__ import annotations

import math

from game.content.words import say
from game.rules.report import Entry
from game.ui.layout import Box
from game.ui.mapmarks import Badge, MapScene
from game.ui.office import Office
from game.ui.screens.causes import mood, rows_of
from game.ui.screens.effects import effect_lines
from game.ui.screens.endturn import name_of
from game.ui.screens.entries import icon_of, place_of, terms_of
from game.ui.screens.figures import change_writer, figure, series
from game.ui.screens.mappanel import point_out
from game.ui.screens.mapscene import overview
from game.ui.screens.menu import draw_menu
from game.ui.screens.topbar import draw_top_bar
from game.ui.screens.why import explained, open_why, why_key
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META, SECTION, TITLE, Weight
from game.ui.widgets import Ui
from game.ui.worldmap import MapView

_GROUPS = ("own", "rival", "world")
_WORLD = MapView(-150.0, 178.0, -52.0, 76.0)
_FIGURES = ("cash", "compute", "capability", "ceiling", "trust", "security")
_ROW = 33
_LINE = 19
_APART = 15.0  # degrees between the middles of two numbered discs

Point = tuple[float, float]


class Report:
    """Remembers which groups are shown and which lines are open."""

    recap = False

    def __init__(self) -> None:
        self._group = ""
        self._turn: int | None = None  # whose lines are open, and whose places are shown
        self._open: set[int] = set()
        self._scene: tuple[dict[Point, int], MapScene] | None = None
        self._shown: tuple[Point, float] | None = None  # the place that is pointed out, and since when

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "report")
        turn = office.turn - 1 if session.report_turn is None else session.report_turn
        if turn != self._turn:
            self._turn, self._shown = turn, None
            self._open.clear()
        entries = [entry for entry in office.log if entry.turn == turn]
        numbers = _numbers(office, entries)
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        left = whole.left(round(whole.w * 0.565))
        right = whole.after(left.w, GAP)
        self._list(ui, session, office, left, turn, entries, numbers)
        card = right.from_bottom(84)
        row = 30 if whole.h >= 600 else 26
        figures = Box(right.x, card.y - GAP - (60 + row * len(_FIGURES)), right.w, 60 + row * len(_FIGURES))
        self._map(ui, session, office, right.top(figures.y - GAP - right.y), numbers)
        _draw_figures(ui, session, office, figures, row)
        _draw_go_on(ui, session, office, card)
        why_key(ui, session)
        draw_menu(ui, session, escape=False)

    # ---- the list -----------------------------------------------------------------------------------

    def _list(
        self,
        ui: Ui,
        session: Session,
        office: Office,
        panel: Box,
        turn: int,
        entries: list[Entry],
        numbers: dict[Point, int],
    ) -> None:
        ui.box(panel, "panel", "line", 10)
        ui.note_area("report", panel)
        middle = panel.y + 27
        ui.icon("history", panel.x + 26, middle, 20, "accent")
        title = say("ui.report.recap") if self.recap else say("ui.report.title", turn=turn + 1)
        left = self._filters(ui, panel, entries)
        pages = 0 if self.recap else 76
        used = ui.text(title, panel.x + 46, middle, SECTION, "text", "SemiBold", width=left - panel.x - 52 - pages)
        if self.recap:
            note = say("ui.report.resolved", turn=turn + 1)
            if ui.measure(note) < left - panel.x - used - 74:
                ui.text(note, panel.x + 62 + used, middle, BODY, "dim")
        else:
            self._pages(ui, session, office, panel.x + 56 + used, middle, turn)
        ui.rule(panel.x + 16, panel.y + 53, panel.w - 32)
        inside = Box(panel.x + 8, panel.y + 58, panel.w - 16, panel.h - 66)
        with ui.scroll("entries", inside, say("ui.tab.report")) as view:
            y = view.y + 4
            for group in _GROUPS:
                mine = [i for i, entry in enumerate(entries) if entry.about == group]
                if not mine or self._group not in ("", group):
                    continue
                ui.caps(say(f"ui.report.{group}"), view.x + 8, y + 10)
                y += 26
                for i in mine:
                    y = self._line(ui, session, office, entries[i], i, numbers, view.x, y, view.w)
                y += 10
            if not entries:
                ui.text(say("ui.report.nothing"), view.x + 8, y + 16, TITLE, "dim")
                y += 40
            view.end(y)

    def _pages(self, ui: Ui, session: Session, office: Office, x: float, y: float, turn: int) -> None:
        """To the turn before and after."""
        before = ui.icon_button(
            "report/before", (x, y - 13, 26, 26), "chevron-left", say("ui.report.before"), "Left", turn > 0
        )
        after = ui.icon_button(
            "report/after",
            (x + 28, y - 13, 26, 26),
            "chevron-right",
            say("ui.report.after"),
            "Right",
            turn < office.turn - 1,
        )
        if before or after:
            session.report_turn = turn - 1 if before else turn + 1

    def _filters(self, ui: Ui, panel: Box, entries: list[Entry]) -> float:
        """Chips for the groups, from right to left. Returns the left edge of the leftmost."""
        x = panel.right - 16
        counts = {group: sum(entry.about == group for entry in entries) for group in _GROUPS}
        for group in (*reversed(_GROUPS), ""):
            label = say(f"ui.report.{group or 'all'}_short")
            count = str(counts[group] if group else len(entries))
            width = round(ui.measure(label, META, "Medium") + ui.measure(count, META) + 26)
            x -= width
            on = self._group == group
            if ui.chip(f"group/{group or 'all'}", (x, panel.y + 14, width, 26), label, on, count=count) != on:
                self._group = group
            x -= 6
        return x

    def _line(
        self,
        ui: Ui,
        session: Session,
        office: Office,
        entry: Entry,
        place: int,
        numbers: dict[Point, int],
        x: float,
        y: float,
        width: float,
    ) -> float:
        """One entry, with its causes below it while it is open."""
        text = office.told(entry)
        room = width - 62 - 130
        lines = ui.paragraph_lines(text, room, TITLE)
        height = max(_ROW, 14 + _LINE * len(lines))
        causes, where = _causes(office, entry), place_of(office, entry)
        opened = place in self._open and bool(causes)
        total = height + (10 + 23 * len(causes) if opened else 0)
        if opened:
            ui.box((x, y, width, total), "panel2", "line2", 8)
        if (causes or where is not None) and ui.row(f"entry/{place}", (x, y, width, height), text, radius=8):
            self._open ^= {place}
            self._shown = (where, ui.now) if where is not None else None
        if ui.focus == f"entry/{place}" and entry.quantity is not None and ui.key("W"):
            open_why(ui, session, entry.quantity, entry.turn)
        icon, colour = icon_of(entry)
        middle = y + height / 2
        if where is not None:
            ui.badge(str(numbers[where]), x + 20, middle, radius=9)
        ui.icon(icon, x + 46, middle, 16, colour)
        weight: Weight = "Medium" if opened else "Regular"
        for i, line in enumerate(lines):
            at = middle + (i - (len(lines) - 1) / 2) * _LINE
            ui.text(line, x + 62, at, TITLE, "text", weight, width=room + 6)
        if causes:
            _draw_change(ui, office, entry, x + width - 34, middle)
            ui.icon("chevron-down" if opened else "chevron-right", x + width - 18, middle, 16)
        if opened:
            ui.box((x + 46, y + height, 1, total - height - 8), "line2", None, 0)
            at = y + height + 10
            for name, amount, shade in causes:
                ui.text(name, x + 62, at, BODY, "soft", width=room)
                ui.text(amount, x + width - 34, at, BODY, shade, "SemiBold", "right")
                at += 23
        return y + total

    def _map(self, ui: Ui, session: Session, office: Office, panel: Box, numbers: dict[Point, int]) -> None:
        inside = ui.panel(panel, say("ui.report.map"), "map-pin", right=say("ui.report.map_note"))
        box = Box(panel.x + 8, inside.y, panel.w - 16, panel.bottom - inside.y - 8)
        ui.note_area("map", box)
        if self._scene is None or self._scene[0] != numbers:
            scene = overview(office)
            self._scene = (numbers, MapScene(fills=scene.fills, arcs=scene.arcs, badges=_badges(numbers)))
        session.world.draw(ui, box, self._scene[1], _WORLD, "where", names=False, touchable=False)
        if self._shown is not None:
            badge = next(b for b in self._scene[1].badges if b.label == str(numbers[self._shown[0]]))
            with ui.clip(box):
                if not point_out(ui, session.world.position(badge.longitude, badge.latitude), self._shown[1]):
                    self._shown = None


class Recap(Report):
    """The same after the curtain: what happened since this seat's last turn."""

    recap = True


def _numbers(office: Office, entries: list[Entry]) -> dict[Point, int]:
    """A number for every place that the entries speak of, in their order."""
    places: dict[Point, int] = {}
    for group in _GROUPS:
        for entry in entries:
            place = place_of(office, entry)
            if entry.about == group and place is not None:
                places.setdefault(place, len(places) + 1)
    return places


def _badges(numbers: dict[Point, int]) -> tuple[Badge, ...]:
    """Numbered discs, pushed apart where places lie close together."""
    spots = [list(place) for place in numbers]
    for _ in range(40):
        for i, a in enumerate(spots):
            for b in spots[i + 1 :]:
                dx, dy = b[0] - a[0], b[1] - a[1]
                apart = math.hypot(dx, dy)
                if apart < _APART:
                    push = (_APART - apart) / 2 / max(apart, 0.01)
                    dx, dy = (dx, dy) if apart > 0.01 else (0.01, 0.0)
                    a[0], a[1], b[0], b[1] = a[0] - dx * push, a[1] - dy * push, b[0] + dx * push, b[1] + dy * push
    return tuple(Badge(str(n), x, y) for n, (x, y) in zip(numbers.values(), spots, strict=True))


def _causes(office: Office, entry: Entry) -> list[tuple[str, str, str]]:
    """Name, amount and colour of the causes of an entry's figure in its turn; of a technology, what it does."""
    if entry.key == "learned":
        technology = office.book.technologies[str(entry.values["technology"])]
        return [(line.name, line.amount, line.colour) for line in effect_lines(technology)]
    if entry.quantity is None:
        return []
    writer, better = change_writer(entry.quantity)
    terms = terms_of(office, entry)
    return [(row.name, row.amount, row.colour) for row in rows_of(office, terms, writer, better, most=6)]


def _draw_change(ui: Ui, office: Office, entry: Entry, right: float, y: float) -> None:
    if entry.quantity is None:
        return
    writer, better = change_writer(entry.quantity)
    total = sum(term.amount for term in terms_of(office, entry))
    ui.text(writer(total), right, y, BODY, mood(total, better, writer), "SemiBold", "right")


def _draw_figures(ui: Ui, session: Session, office: Office, panel: Box, row: float) -> None:
    inside = ui.panel(panel, say("ui.report.figures"), "gauge")
    label = say("ui.statistics.title")
    wide = ui.button_width(label, "chart-line", "F7", BODY)
    button = Box(panel.right - 10 - wide, panel.y + 7, wide, 30)
    if ui.button("statistics", button, label, icon="chart-line", hotkey="F7", size=BODY):
        session.ask(lambda: session.go("statistics"))
    for place, key in enumerate(_FIGURES):
        shown = figure(office, key)
        y = inside.y + row * place + row / 2
        if place:
            ui.rule(inside.x, y - row / 2, inside.w, "faint")
        area = (inside.x - 6, y - row / 2 + 1, inside.w + 12, row - 2)
        if explained(ui, session, f"report/{key}", area, shown):
            ui.box(area, "raised", None, 6)
        ui.ring(f"report/{key}", area, 6)
        ui.icon(shown.icon, inside.x + 8, y, 16)
        values = series(office, key)
        before = shown.write(values[-2]).removesuffix(" H100e") if len(values) > 1 else ""
        ui.text(shown.name, inside.x + 24, y, BODY, width=inside.w * 0.42 - 32 - ui.measure(before, BODY))
        if before:
            ui.text(before, inside.x + inside.w * 0.42, y, BODY, "dim", align="right")
            ui.icon("arrow-right", inside.x + inside.w * 0.42 + 15, y, 14, "line2")
        ui.text(shown.value, inside.x + inside.w * 0.42 + 30, y, BODY, "text", "SemiBold")
        if len(values) > 1:
            end = shown.colour if shown.change else "dim"
            ui.sparkline((inside.x + inside.w * 0.72, y - 11, inside.w * 0.13, 22), values[-8:], "#7f93b3", end)
        ui.text(
            shown.change or "0", inside.right, y, BODY, shown.colour if shown.change else "dim", "SemiBold", "right"
        )


def _draw_go_on(ui: Ui, session: Session, office: Office, card: Box) -> None:
    """What waits, and the way to the map."""
    ui.box(card, "panel2", "line2", 10)
    ui.note_area("go on", card)
    pending = office.pending
    button = Box(card.right - 16 - 176, card.y + 20, 176, 44)
    room = button.x - card.x - 32
    ui.icon("list", card.x + 26, card.y + 28, 18, "warning" if pending else "good")
    title = say("ui.report.waiting", count=len(pending)) if pending else say("ui.report.ready")
    ui.text(title, card.x + 44, card.y + 28, TITLE, "text", "SemiBold", width=room - 28)
    names = ", ".join(name_of(office, each) for each in pending)
    if names:
        ui.text(names, card.x + 16, card.y + 57, META, "dim", width=room)
    label = say("ui.report.begin", turn=office.turn + 1)
    if ui.button("begin", button, label, "primary", hotkey="Enter"):
        session.ask(lambda: session.go("main"))
