"""How far everybody is: own capability, and what is believed of the others, with its error."""

from __future__ import annotations

from dataclasses import replace

from game.content.words import say
from game.forecast.charts import LineChart, Series, line_chart
from game.ui.chartdraw import draw_chart
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.numbers import date, log_flop, plus_minus
from game.ui.session import Session
from game.ui.theme import META, PADDING
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_MOST_STEPS = 12


def draw_frontier(ui: Ui, session: Session, office: Office, inside: Box) -> None:
    """The chart of capabilities over the last turns, in the room under the header of its panel."""
    lines = capabilities(office)
    foot = inside.bottom + PADDING
    chart = LineChart(
        size=(inside.w + 12, foot - inside.y - 26),
        series=lines,
        steps=tuple(say("ui.log.turn", turn=turn + 1) for turn in office.history.turns[-_MOST_STEPS:]),
        legend=False,
    )
    area = (inside.x, inside.y, inside.w, inside.h)
    ui.touch("frontier", area, "figure", say("ui.side.frontier"), focusable=True, tip=lambda: _tip(office))
    ui.ring("frontier", area)
    draw_chart(ui, inside.x - 6, inside.y - 4, line_chart(chart))
    _legend(ui, office, lines, inside.x, foot - 16, inside.w)


def _tip(office: Office) -> Tip:
    """Every best model as it stands, that of rivals with its error and its date."""
    view, rows = office.view, []
    for index, id_ in enumerate(office.setup.seats):
        value, spread = float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0])
        own = index == office.index
        rows.append(TipRow(office.name(id_), log_flop(value) if own else plus_minus(value, spread)))
    return Tip(
        title=say("ui.side.frontier"),
        text=say("ui.frontier.text"),
        rows=tuple(rows),
        note=say("ui.frontier.date", date=date(view.year, office.setup.turn_years)),
    )


def _legend(ui: Ui, office: Office, lines: tuple[Series, ...], x: float, y: float, room: float) -> None:
    """The names in a row, as far apart as there is room; with many seats only their tokens."""
    widths = [ui.measure(line.name, META) + 15 for line in lines]
    gap = min(22.0, (room - sum(widths)) / max(1, len(lines) - 1))
    if gap < 6.0:
        seats = [id_ for id_ in office.setup.seats if id_ != office.seat] + [office.seat]
        for place, id_ in enumerate(seats):
            at = x + place * room / len(seats)
            ui.box((at, y - 2, 10, 4), office.style(id_).colour, None, 2)
            ui.seat_token(office.style(id_), at + 24, y, 8)
        return
    for line, width in zip(lines, widths, strict=True):
        ui.box((x, y - 2, 10, 4), line.colour, None, 2)
        ui.text(line.name, x + 15, y, META, "dim")
        x += width + gap


def capabilities(office: Office) -> tuple[Series, ...]:
    """One line a seat, rivals with bands of one standard deviation; the own one last, so that it lies on top."""
    figures = office.history.figures
    lines = []
    for id_ in office.setup.seats:
        if id_ == office.seat:
            continue
        value = figures[f"estimate.{id_}"][-_MOST_STEPS:]
        spread = figures[f"estimate_sd.{id_}"][-_MOST_STEPS:]
        low = tuple(v - s for v, s in zip(value, spread, strict=True))
        high = tuple(v + s for v, s in zip(value, spread, strict=True))
        lines.append(Series(office.name(id_), tuple(value), office.style(id_).colour, low, high))
    own = tuple(figures["capability"][-_MOST_STEPS:])
    lines.append(Series(office.name(office.seat), own, office.style(office.seat).colour))
    if len(own) == 1:  # a band needs two ends to be seen
        return tuple(replace(s, values=s.values * 2, low=s.low * 2, high=s.high * 2) for s in lines)
    return tuple(lines)
