"""Charts as lists of primitives, so that the screen and a report draw the same picture.

A chart description (`LineChart`, `AreaStack`, `BarChart`) becomes a `Drawing`: strokes, shapes, dots,
whiskers and labels in logical pixels from its upper left corner. `game.ui.chartdraw` puts a drawing on the
screen, `game.forecast.svg` into a file. Colours are names of a palette or literal "#rrggbb".

Descriptions are frozen and built from tuples: the functions remember what they made for them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Point = tuple[float, float]
Pattern = Literal["solid", "diagonal", "dots"]
Align = Literal["left", "centre", "right"]
Weight = Literal["Regular", "Medium", "SemiBold", "Bold", "Mono"]

UNKNOWN = math.nan
"""A value that is not known: the line has a gap there."""


@dataclass(frozen=True)
class Stroke:
    """A line through points."""

    points: tuple[Point, ...]
    colour: str
    width: float = 2.0
    dashed: bool = False


@dataclass(frozen=True)
class Shape:
    """A filled polygon; alpha 0 to 1."""

    points: tuple[Point, ...]
    colour: str
    pattern: Pattern = "solid"
    alpha: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    centre: Point
    radius: float
    colour: str


@dataclass(frozen=True)
class Interval:
    """A whisker with caps between two points on a horizontal or vertical line."""

    start: Point
    end: Point
    colour: str


@dataclass(frozen=True)
class Label:
    """One line of text; y is its middle."""

    text: str
    x: float
    y: float
    size: float = 12
    colour: str = "dim"
    weight: Weight = "Regular"
    align: Align = "left"
    room: float | None = None  # longer texts end in an ellipsis


Mark = Stroke | Shape | Dot | Interval


@dataclass(frozen=True)
class Drawing:
    """A finished chart. Marks are drawn in order, then the labels."""

    size: tuple[float, float]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Series:
    """A line of a chart with an optional band; `start` is the step of its first value."""

    name: str
    values: tuple[float, ...]
    colour: str
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    dashed: bool = False
    start: int = 0


@dataclass(frozen=True)
class LineChart:
    """Series over turns. `steps` are the names of the steps; `lines` are horizontal marks with a name."""

    size: tuple[float, float]
    series: tuple[Series, ...]
    steps: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    legend: bool = True
    lines: tuple[tuple[float, str, str], ...] = ()  # value, name, colour
    margin: float = 34.0  # room for the figures on the left


@dataclass(frozen=True)
class Layer:
    """One layer of a stack, the lowest first."""

    name: str
    values: tuple[float, ...]
    colour: str
    pattern: Pattern = "solid"


@dataclass(frozen=True)
class AreaStack:
    """Shares over turns, stacked up to `total`."""

    size: tuple[float, float]
    layers: tuple[Layer, ...]
    steps: tuple[str, ...] = ()
    total: float = 100.0
    margin: float = 34.0


@dataclass(frozen=True)
class Bar:
    """A named bar from zero; `figure` is its value as it is written."""

    name: str
    value: float
    figure: str
    colour: str
    pattern: Pattern = "solid"
    low: float = UNKNOWN
    high: float = UNKNOWN


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars to both sides of zero, names on the left, figures on the right."""

    size: tuple[float, float]
    bars: tuple[Bar, ...]
    names: float = 140.0  # width of the names
    figures: float = 52.0  # width of the figures
    row: float = 28.0


def ticks(low: float, high: float, about: int = 4) -> tuple[float, ...]:
    """Round numbers that cover the range, around `about` steps of 1, 2, 2.5 or 5 times a power of ten."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return (low, low + 1)
    raw = span / max(1, about)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, last + 1))


@lru_cache(maxsize=64)
def line_chart(chart: LineChart) -> Drawing:
    """Lines with bands, the last value of each marked by a dot."""
    known = [v for s in chart.series for v in (*s.values, *s.low, *s.high) if math.isfinite(v)]
    known += [value for value, _, _ in chart.lines]
    floor = chart.low if chart.low is not None else min(known, default=0.0)
    ceiling = chart.high if chart.high is not None else max(known, default=1.0)
    scale = ticks(floor, ceiling)
    width, height = chart.size
    foot = (18.0 if chart.steps else 0.0) + (22.0 if chart.legend else 0.0)
    left, right, top, bottom = chart.margin, width - 12.0, 8.0, height - foot - 6.0
    count = max([len(chart.steps)] + [s.start + len(s.values) for s in chart.series] + [2])

    def at(step: float, value: float) -> Point:
        share = (value - scale[0]) / (scale[-1] - scale[0])
        return left + (right - left) * step / (count - 1), bottom - (bottom - top) * min(1.0, max(0.0, share))

    marks: list[Mark] = []
    labels: list[Label] = []
    for value in scale:
        y = at(0, value)[1]
        marks.append(Stroke(((left, y), (right, y)), "faint", 1))
        labels.append(Label(f"{value:g}{chart.unit}".replace("-", "−"), left - 8, y, align="right"))
    for value, name, colour in chart.lines:
        y = at(0, value)[1]
        marks.append(Stroke(((left, y), (right, y)), colour, 1.2, dashed=True))
        labels.append(Label(name, right, y - 9, colour=colour, align="right"))
    for series in chart.series:
        for stretch in _known(series.low, series.high):
            upper = [at(series.start + i, series.high[i]) for i in stretch]
            lower = [at(series.start + i, series.low[i]) for i in reversed(stretch)]
            if len(stretch) > 1:
                marks.append(Shape((*upper, *lower), series.colour, alpha=0.17))
    for series in chart.series:
        marks += _line(series, [at(series.start + i, v) for i, v in enumerate(series.values)])
    labels += _step_labels(chart.steps, left, right, count, bottom + 14)
    if chart.legend:
        _legend(marks, labels, [(s.name, s.colour) for s in chart.series], left, right, height - 9)
    return Drawing(chart.size, tuple(marks), tuple(labels))


def _line(series: Series, points: Sequence[Point]) -> list[Mark]:
    marks: list[Mark] = []
    for stretch in _known(series.values):
        if len(stretch) > 1:
            marks.append(Stroke(tuple(points[i] for i in stretch), series.colour, 2, series.dashed))
        else:
            marks.append(Dot(points[stretch[0]], 2.5, series.colour))
    last = [i for i, value in enumerate(series.values) if math.isfinite(value)]
    if last:
        marks.append(Dot(points[last[-1]], 3.5, series.colour))
    return marks


def _known(*rows: Sequence[float]) -> list[list[int]]:
    """Unbroken stretches of places at which all rows have a value."""
    stretches: list[list[int]] = [[]]
    for place in range(min(len(row) for row in rows)):
        if all(math.isfinite(row[place]) for row in rows):
            stretches[-1].append(place)
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch]


def _step_labels(steps: Sequence[str], left: float, right: float, count: int, y: float) -> list[Label]:
    """As many names of steps as fit without touching, first and last among them."""
    if not steps:
        return []
    widest = max(len(step) for step in steps) * 7.0 + 14.0
    every = max(1, math.ceil((len(steps) - 1) / max(1.0, (right - left) // widest)))
    shown = list(range(0, len(steps), every))
    if shown[-1] != len(steps) - 1:
        if len(steps) - 1 - shown[-1] < every / 2 and len(shown) > 1:
            shown.pop()
        shown.append(len(steps) - 1)
    if len(shown) > 2 and (shown[-1] - shown[-2]) * (right - left) / (count - 1) < widest:
        del shown[-2]
    out = []
    for place in shown:
        out.append(Label(steps[place], left + (right - left) * place / (count - 1), y, align="centre"))
    return out


def _legend(
    marks: list[Mark],
    labels: list[Label],
    entries: Sequence[tuple[str, str]],
    left: float,
    right: float,
    y: float,
) -> None:
    """Names with a stroke of their colour, in equal slots."""
    slot = (right - left) / max(1, len(entries))
    for place, (name, colour) in enumerate(entries):
        x = left + place * slot
        marks.append(Stroke(((x, y), (x + 10, y)), colour, 4))
        labels.append(Label(name, x + 15, y, room=slot - 19))


@lru_cache(maxsize=32)
def area_stack(chart: AreaStack) -> Drawing:
    """Layers on top of each other, divided by dark lines, every layer with its pattern."""
    width, height = chart.size
    left, right, top, bottom = chart.margin, width - 12.0, 8.0, height - (24.0 if chart.steps else 8.0)
    count = max([len(layer.values) for layer in chart.layers] + [2])

    def at(step: int, value: float) -> Point:
        return left + (right - left) * step / (count - 1), bottom - (bottom - top) * value / chart.total

    marks: list[Mark] = []
    below = [0.0] * count
    for layer in chart.layers:
        above = [base + value for base, value in zip(below, layer.values, strict=True)]
        upper = [at(i, value) for i, value in enumerate(above)]
        lower = [at(i, value) for i, value in reversed(list(enumerate(below)))]
        marks.append(Shape((*upper, *lower), layer.colour, layer.pattern, 0.9))
        marks.append(Stroke(tuple(upper), "ink", 1.5))
        below = above
    labels = []
    for share in (0.0, 0.5, 1.0):
        y = at(0, chart.total * share)[1]
        labels.append(Label(f"{chart.total * share:g}", left - 8, y, align="right"))
    for share in (0.25, 0.5, 0.75):
        y = at(0, chart.total * share)[1]
        marks.append(Stroke(((left, y), (right, y)), "ink", 1, dashed=True))
    labels += _step_labels(chart.steps, left, right, count, bottom + 14)
    return Drawing(chart.size, tuple(marks), tuple(labels))


@lru_cache(maxsize=32)
def bar_chart(chart: BarChart) -> Drawing:
    """One row for each bar, a common zero line, whiskers where an interval is known."""
    width = chart.size[0]
    left, right = chart.names + 8, width - chart.figures - 8
    values = [v for bar in chart.bars for v in (bar.value, bar.low, bar.high) if math.isfinite(v)]
    low, high = min([0.0, *values]), max([0.0, *values])
    if high - low <= 0:
        high = low + 1.0

    def across(value: float) -> float:
        return left + (right - left) * (value - low) / (high - low)

    marks: list[Mark] = []
    labels: list[Label] = []
    for place, bar in enumerate(chart.bars):
        y = place * chart.row + chart.row / 2
        a, b = sorted((across(0.0), across(bar.value)))
        if b - a > 0.5:
            corners = ((a, y - 6), (b, y - 6), (b, y + 6), (a, y + 6))
            marks.append(Shape(corners, bar.colour, bar.pattern))
        if math.isfinite(bar.low) and math.isfinite(bar.high):
            marks.append(Interval((across(bar.low), y), (across(bar.high), y), "text"))
        labels.append(Label(bar.name, 0, y, 13, "text", room=chart.names))
        labels.append(Label(bar.figure, width, y, 13, "text", "SemiBold", "right"))
    zero = across(0.0)
    marks.append(Stroke(((zero, 0), (zero, chart.row * len(chart.bars))), "dim", 1.2))
    return Drawing(chart.size, tuple(marks), tuple(labels))


def bounds(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything but the labels."""
    xs = [x for mark in drawing.marks for x, _ in _points(mark)]
    ys = [y for mark in drawing.marks for _, y in _points(mark)]
    return min(xs), min(ys), max(xs), max(ys)


def _points(mark: Mark) -> tuple[Point, ...]:
    if isinstance(mark, Dot):
        return (mark.centre,)
    if isinstance(mark, Interval):
        return mark.start, mark.end
    return mark.points
