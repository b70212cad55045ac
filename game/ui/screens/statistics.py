"""Statistics: every series that this seat may see, by page, and one of them large with its causes."""

from __future__ import annotations

from functools import partial

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.causes import rows_of
from game.ui.screens.chartwall import ChartWall, Page, Wall
from game.ui.screens.menu import draw_menu
from game.ui.screens.morecharts import own_charts, world_charts
from game.ui.screens.numbers import date
from game.ui.screens.statcharts import Chart, charts_of
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN
from game.ui.widgets import Ui


class Statistics:
    """Keeps its wall of charts as long as it shows the same seat in the same turn."""

    def __init__(self) -> None:
        self._wall: tuple[Office, ChartWall] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        if self._wall is None or self._wall[0] is not office:
            self._wall = (office, ChartWall(wall_of(office)))
        ui.fill()
        room = draw_top_bar(ui, session, office, "statistics")
        self._wall[1].draw(ui, Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP))
        draw_menu(ui, session, escape=False)


def wall_of(office: Office) -> Wall:
    """All that this seat may see: what is watched most, more of its own, more of the world and of rivals."""
    pages = (
        Page(say("ui.statistics.page_main"), charts_of(office)),
        Page(say("ui.statistics.page_own"), own_charts(office)),
        Page(say("ui.statistics.page_world"), world_charts(office)),
    )

    def when(turn: int) -> str:
        year = office.view.year - (office.turn - turn) * office.setup.turn_years
        return date(year, office.setup.turn_years)

    return Wall(office.history.turns, pages, when, partial(_causes, office))


def _causes(office: Office, ui: Ui, box: Box, chart: Chart, place: int) -> float:
    """What changed the figure in the turn before, from the ledger."""
    y = box.y
    turn = office.history.turns[place]
    if chart.key == "margin":
        note = say("ui.figure.margin_note", worldview=office.worldview)
        return y + ui.paragraph(note, box.x, y, box.w, BODY, "dim")
    if chart.series[0].high:
        return y + ui.paragraph(say("ui.statistics.estimated"), box.x, y, box.w, BODY, "dim")
    if not turn:
        return y + ui.paragraph(say("ui.statistics.first"), box.x, y, box.w, BODY, "dim")
    if not chart.quantity:
        return y + ui.paragraph(say("ui.statistics.not_noted"), box.x, y, box.w, BODY, "dim")
    ui.caps(say("ui.statistics.why", name=chart.series[0].name, turn=turn), box.x, y + 10)
    y += 24
    rows = rows_of(office, office.terms(chart.quantity, turn - 1), chart.change, chart.better)
    if not rows:
        return y + ui.paragraph(say("ui.statistics.none"), box.x, y, box.w, BODY, "dim")
    for row in rows:
        ui.text(row.name, box.x, y + 10, BODY, "soft", width=box.w - 100)
        ui.text(row.amount, box.right, y + 10, BODY, row.colour, "SemiBold", "right")
        y += 22
    return y
