"""A chart of capability against alignment ceilings: where a model holds, where it fails, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.content.words import say
from game.ui.layout import Box
from game.ui.pen import Pen
from game.ui.screens.evidence import Band
from game.ui.screens.numbers import log_flop
from game.ui.theme import BODY, META, Weight
from game.ui.widgets import Ui


@dataclass(frozen=True)
class Row:
    """One ceiling: its name, what it comes from, and its band."""

    name: str
    note: str
    band: Band
    main: bool = False  # the sum of the others


def draw_ceilings(ui: Ui, box: Box, rows: tuple[Row, ...], capability: float, model: str) -> None:
    """Whiskers of the ceilings around the line of the model's capability, on a common scale in log FLOP."""
    names = 150.0
    plot = Box(box.x + names + 8, box.y + 24, box.w - names - 20, box.h - 24 - 24)
    values = [capability, *(v for row in rows for v in (row.band.low, row.band.high))]
    low, high = min(values) - 0.25, max(values) + 0.25
    pitch = plot.h / len(rows)

    def across(value: float) -> float:
        return plot.w * (value - low) / (high - low)

    at = across(capability)

    def paint(pen: Pen) -> None:
        pen.hatch(((0, 0), (at, 0), (at, plot.h), (0, plot.h)), "diagonal", "bad", 0.14, 0.5, 9)
        pen.rect((at, 0, plot.w - at, plot.h), "good", 0.08)
        for tick in _ticks(low, high):
            pen.line((across(tick), 0), (across(tick), plot.h), "line", 1)
        for place, row in enumerate(rows):
            y = (place + 0.5) * pitch
            ends = across(row.band.low), across(row.band.high)
            if row.main:
                pen.rect((ends[0], y - 4, ends[1] - ends[0], 8), "accent", 0.4, 2)
            if ends[1] - ends[0] > 1:
                pen.whisker(*ends, y, "accent" if row.main else "#9fb3cd", 2 if row.main else 1.6, 6 if row.main else 4)
            middle = (across(row.band.middle), y)
            if row.main:
                pen.diamond(middle, 6.5, "accent", "panel")
            else:
                pen.disc(middle, 4.5, "#dbe4f0", "panel")
        pen.line((at, -4), (at, plot.h + 4), "#f2f6fc", 2)

    ui.picture(("ceilings", rows, round(capability, 3), plot.w, plot.h), plot, paint)
    ui.text(say("ui.ceilings.fails"), plot.x + at - 10, box.y + 12, META, "#f58d96", "Medium", "right", width=at - 14)
    ui.text(say("ui.ceilings.holds"), plot.x + at + 10, box.y + 12, META, "#6fd8b7", "Medium", width=plot.w - at - 10)
    for place, row in enumerate(rows):
        y = plot.y + (place + 0.5) * pitch
        weight: Weight = "SemiBold" if row.main else "Regular"
        both = bool(row.note) and pitch >= 30
        ui.text(row.name, box.x, y - (7 if both else 0), BODY, "text", weight, width=names)
        if both:
            ui.text(row.note, box.x, y + 9, META, "dim", width=names)
    label = f"{model}: {log_flop(capability)}"
    half = ui.measure(label, META, "SemiBold") / 2
    x = min(max(plot.x + at, plot.x + half), plot.right - half)
    ui.text(label, x, plot.bottom + 13, META, "#f2f6fc", "SemiBold", "centre")
    for tick in _ticks(low, high):
        spot = plot.x + across(tick)
        if abs(spot - x) > half + 18:
            ui.text(f"{tick:g}", spot, plot.bottom + 13, META, "dim", align="centre")


def _ticks(low: float, high: float) -> list[float]:
    step = 0.5 if high - low < 3 else 1.0
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]
