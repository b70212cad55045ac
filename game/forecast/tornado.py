"""The picture of a sweep: how far each number moves an outcome, the one that moves it most on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.content.words import figures
from game.forecast.charts import Drawing, Interval, Label, Mark, Pattern, Shape, Stroke, ticks
from game.forecast.sensitivity import Influence
from game.forecast.shares import Mean

WIDTH, HEAD, ROW, FOOT, MARGIN = 820.0, 72.0, 30.0, 42.0, 16.0
NAMES, FIGURES = 250.0, 130.0  # widths of the columns left and right of the bars
LOW: tuple[str, Pattern] = ("warning", "diagonal")
HIGH: tuple[str, Pattern] = ("accent", "solid")


def tornado(
    found: Sequence[Influence],
    mean: float,
    *,
    title: str,
    low: str,
    high: str,
    alone: str,
    notes: Sequence[str],
    shown: Callable[[float], str] = figures,
) -> Drawing:
    """Bars from the mean of the outcome to its mean at the lowest and at the highest tenth of each number.

    `low` and `high` name the two ends, `alone` the column of first-order indices, `notes` are lines below; `shown`
    writes an outcome.
    """
    ends = [value for each in found for side in (each.low, each.high) for value in (side.low, side.high)]
    scale = ticks(min([mean, *ends]), max([mean, *ends]), about=6)
    left, right = MARGIN + NAMES, WIDTH - MARGIN - FIGURES
    foot = HEAD + ROW * len(found)

    def across(value: float) -> float:
        return left + (right - left) * (value - scale[0]) / (scale[-1] - scale[0])

    marks: list[Mark] = []
    labels = [
        Label(title, MARGIN, 22, 15, "text", "SemiBold"),
        Label(alone, WIDTH - MARGIN, 50, 12, "dim", align="right"),
        *(Label(note, MARGIN, foot + 42 + 18 * line, 12, "dim") for line, note in enumerate(notes)),
    ]
    for x, (colour, pattern), name in ((left, LOW, low), (left + (right - left) / 2, HIGH, high)):
        marks.append(Shape(_box(x, x + 12, 44, 56), colour, pattern))
        labels.append(Label(name, x + 18, 50, 12, "dim"))
    for value in scale:
        marks.append(Stroke(((across(value), HEAD - 6), (across(value), foot)), "faint", 1))
        labels.append(Label(shown(value), across(value), foot + 14, 12, "dim", align="centre"))
    for place, each in enumerate(found):
        y = HEAD + ROW * place + ROW / 2
        labels.append(Label(each.axis.name, MARGIN, y, 13, "text", room=NAMES))
        labels.append(Label(_index(each.index), WIDTH - MARGIN, y, 13, "text", "SemiBold", "right"))
        for side, (colour, pattern), offset in ((each.low, LOW, -5.0), (each.high, HIGH, 5.0)):
            a, b = sorted((across(mean), across(side.mean)))
            if b - a > 0.3:
                marks.append(Shape(_box(a, b, y + offset - 5, y + offset + 5), colour, pattern))
            marks.append(Interval((across(side.low), y + offset), (across(side.high), y + offset), "text"))
    marks.append(Stroke(((across(mean), HEAD - 6), (across(mean), foot)), "dim", 1.4))
    return Drawing((WIDTH, foot + FOOT + 18 * len(notes)), tuple(marks), tuple(labels))


def _box(left: float, right: float, top: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _index(index: Mean) -> str:
    return f"{100 * max(0.0, index.mean):.1f} ±{50 * (index.high - index.low):.1f} %"
