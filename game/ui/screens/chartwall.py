"""A wall of charts: series over turns, small side by side on pages, and one of them large with its figures."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from game.content.words import say
from game.forecast.charts import Drawing, LineChart, Series, line_chart
from game.ui.chartdraw import draw_chart
from game.ui.layout import Box
from game.ui.screens.causes import mood
from game.ui.screens.statcharts import Chart
from game.ui.theme import BODY, GAP, META, TITLE
from game.ui.widgets import Ui

_COLUMNS = 3
_BETWEEN = 8
_ROW = 25
_AXIS = 40.0
_TABS = 30.0
_STEPS = {"Left": -1, "Right": 1, "Up": -_COLUMNS, "Down": _COLUMNS}


@dataclass(frozen=True)
class Page:
    """Charts that are shown together."""

    title: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, eq=False)
class Wall:
    """What a wall shows: pages of charts over the same turns, and why a figure changed."""

    turns: tuple[int, ...]
    pages: tuple[Page, ...]
    date: Callable[[int], str]  # of a turn
    causes: Callable[[Ui, Box, Chart, int], float]  # draws them for a place in the history; returns where they end


class ChartWall:
    """Remembers which chart is large and which turn is read off."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self._drawings: dict[tuple[str, float, float], Drawing] = {}
        self._page = 0
        self._selected = 0
        self._turn: int | None = None  # place in the history; None for the present

    def draw(self, ui: Ui, whole: Box) -> None:
        pages = self._wall.pages
        left = whole.left(round(whole.w * 0.53))
        titles = [page.title for page in pages]
        keys = [str(n + 1) for n in range(len(pages))]
        page = ui.tabs("page", (left.x, left.y, left.w, _TABS), titles, self._page, keys)
        if page != self._page:
            self._page, self._selected = page, 0
        charts = pages[self._page].charts
        self._keys(ui, len(charts))
        rows = math.ceil(len(charts) / _COLUMNS)
        grid = left.below(_TABS, _BETWEEN)
        cells = [cell for row in grid.rows(rows, _BETWEEN) for cell in row.columns(_COLUMNS, _BETWEEN)]
        for place, (chart, cell) in enumerate(zip(charts, cells, strict=False)):
            if self._small(ui, cell, chart, place == self._selected):
                self._selected = place
        self._large(ui, whole.after(left.w, GAP), charts[self._selected])

    def _keys(self, ui: Ui, count: int) -> None:
        """Arrows move from chart to chart."""
        step = next((step for key, step in _STEPS.items() if ui.key(key)), 0)
        if step and 0 <= self._selected + step < count:
            self._selected += step

    # ---- the small charts ---------------------------------------------------------------------------

    def _small(self, ui: Ui, cell: Box, chart: Chart, selected: bool) -> bool:
        latest = chart.latest()
        clicked = ui.row(
            f"chart/{chart.key}", cell, f"{chart.title} {latest}", selected, fill="panel", radius=8, tip=chart.text
        )
        ui.icon(chart.icon, cell.x + 18, cell.y + 17, 14, "accent")
        ui.text(chart.title, cell.x + 30, cell.y + 17, BODY, "soft", "Medium", width=cell.w - 40)
        used = ui.text(latest, cell.x + 11, cell.y + 37, TITLE, "text", "SemiBold")
        x, right = cell.x + 17 + used, cell.right - 10
        delta = _delta(chart, chart.series[0], -1)
        if delta is not None and (len(chart.series) == 1 or chart.key == "limits"):
            change = chart.change(delta)
            if ui.measure(change, META, "Medium") < right - x:
                colour = mood(delta, chart.better, chart.change)
                right -= ui.text(change, right, cell.y + 37, META, colour, "Medium", "right") + 8
        if chart.told_unit and ui.measure(chart.unit, META) < right - x:
            ui.text(chart.unit, x, cell.y + 37, META, "dim")
        plot = Box(cell.x + 4, cell.y + 48, cell.w - 6, cell.h - 52)
        draw_chart(ui, plot.x, plot.y, self._drawing(chart, plot.w, plot.h, large=False))
        return clicked

    def _drawing(self, chart: Chart, width: float, height: float, large: bool) -> Drawing:
        key = (chart.key, width, height)
        if key not in self._drawings:
            turns = self._wall.turns
            steps = tuple(say("ui.log.turn", turn=turn + 1) for turn in turns)
            made = line_chart(
                LineChart(
                    (width, height),
                    chart.series,
                    steps if large else (),
                    chart.low,
                    chart.high,
                    legend=False,
                    margin=_AXIS if large else 8.0,
                )
            )
            self._drawings[key] = made if large else replace(made, labels=())
        return self._drawings[key]

    # ---- the large one ------------------------------------------------------------------------------

    def _large(self, ui: Ui, panel: Box, chart: Chart) -> None:
        inside = ui.panel(panel, chart.title, chart.icon, right=chart.unit)
        place = self._place()
        y = inside.y + ui.paragraph(chart.text, inside.x, inside.y - 2, inside.w, BODY, "soft") + 8
        plot = Box(inside.x - 6, y, inside.w + 18, panel.h * (0.36 if panel.h < 760 else 0.46))
        self._plot(ui, plot, chart, place)
        y = plot.bottom + 10
        ui.rule(inside.x, y, inside.w)
        self._turns(ui, Box(inside.x, y + 8, inside.w, 28), place)
        area = Box(inside.x, y + 42, inside.w, panel.bottom - y - 52)
        with ui.scroll("figures", area, chart.title) as view:
            bottom = self._table(ui, Box(view.x, view.y, view.w, 0), chart, place)
            bottom = self._wall.causes(ui, Box(view.x, bottom + 8, view.w, 0), chart, place)
            view.end(bottom)

    def _place(self) -> int:
        last = len(self._wall.turns) - 1
        return last if self._turn is None else min(last, self._turn)

    def _plot(self, ui: Ui, plot: Box, chart: Chart, place: int) -> None:
        """The chart; a click reads off the nearest turn."""
        count = max(2, len(self._wall.turns))
        left, right = plot.x + _AXIS, plot.right - 12
        touch = ui.area("plot", plot, "chart", chart.title)
        if touch.clicked:
            share = (touch.at[0] - left) / (right - left)
            wanted = round(share * (count - 1))
            self._turn = min(len(self._wall.turns) - 1, max(0, wanted))
        x = left + (right - left) * place / (count - 1)
        ui.box((x - 0.5, plot.y + 8, 1, plot.h - 32), "line2", None, 0)
        draw_chart(ui, plot.x, plot.y, self._drawing(chart, plot.w, plot.h, large=True))

    def _turns(self, ui: Ui, bar: Box, place: int) -> None:
        """Which turn the figures below are of, and the way to another."""
        last = len(self._wall.turns) - 1
        turn = self._wall.turns[place]
        text = say("ui.statistics.at", turn=turn + 1, date=self._wall.date(turn))
        middle = bar.y + bar.h / 2
        used = ui.text(text[:1].upper() + text[1:], bar.x, middle, BODY, "text", "SemiBold")
        if place == last:
            ui.text(say("ui.statistics.now"), bar.x + used + 8, middle, BODY, "dim")
        before, after = Box(bar.right - 60, bar.y, 28, 28), Box(bar.right - 28, bar.y, 28, 28)
        if ui.icon_button("turn/before", before, "chevron-left", say("ui.statistics.before"), "PageUp", place > 0):
            self._turn = place - 1
        if ui.icon_button(
            "turn/after", after, "chevron-right", say("ui.statistics.after"), "PageDown", place < last
        ):  # fmt: skip
            self._turn = place + 1 if place + 1 < last else None

    def _table(self, ui: Ui, box: Box, chart: Chart, place: int) -> float:
        """Every line of the chart with its value in that turn and its change into it."""
        y = box.y
        column = box.right - 120
        ui.text(say("ui.statistics.value"), column, y + 10, META, "dim", align="right")
        ui.text(say("ui.statistics.change"), box.right, y + 10, META, "dim", align="right")
        y += 22
        for series in chart.series:
            middle = y + _ROW / 2
            ui.rule(box.x, y, box.w, "faint")
            for dash in (0, 7) if series.dashed else (0,):
                ui.box((box.x + dash, middle - 2, 5 if series.dashed else 12, 4), series.colour, None, 2)
            ui.text(series.name, box.x + 20, middle, BODY, "text", width=box.w - 240)
            ui.text(chart.at(series, place), column, middle, BODY, "text", "SemiBold", "right")
            delta = _delta(chart, series, place)
            if delta is not None:
                better = chart.better if chart.key != "rivals" else 0
                text = chart.change(delta)
                ui.text(text, box.right, middle, BODY, mood(delta, better, chart.change), "SemiBold", "right")
            y += _ROW
        return y


def _delta(chart: Chart, series: Series, place: int) -> float | None:
    """The change into a turn; None for the first, and where a value is not known."""
    place = place % len(series.values)
    if place == 0:
        return None
    delta = series.values[place] - series.values[place - 1]
    return delta if math.isfinite(delta) else None
