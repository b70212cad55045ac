"""Charts as primitives: everything inside, figures round, gaps where nothing is known."""

import math
from itertools import pairwise

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.forecast.charts import (
    UNKNOWN,
    AreaStack,
    Bar,
    BarChart,
    Dot,
    Drawing,
    Interval,
    Layer,
    LineChart,
    Series,
    Shape,
    Stroke,
    area_stack,
    bar_chart,
    bounds,
    line_chart,
    ticks,
)
from game.ui.chartdraw import draw_chart
from game.ui.inspect import problems
from game.ui.widgets import Ui

values = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30).map(tuple)
STEPS = tuple(f"T{n + 1}" for n in range(28))


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_are_round_and_cover_the_range(low: float, span: float) -> None:
    marks = ticks(low, low + span)
    assert 2 <= len(marks) <= 12
    assert marks[0] <= low + 1e-6 * span
    assert marks[-1] >= low + span * (1 - 1e-6)
    step = marks[1] - marks[0]
    digits = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert any(digits == pytest.approx(round_one, rel=1e-3) for round_one in (1, 2, 2.5, 5, 10))


@given(values, st.integers(1, 3))
def test_a_line_chart_stays_within_its_size(numbers: tuple[float, ...], copies: int) -> None:
    series = tuple(
        Series(f"S{n}", numbers, "good", tuple(v - 1 for v in numbers), tuple(v + 1 for v in numbers))
        for n in range(copies)
    )
    drawing = line_chart(LineChart((300, 180), series, STEPS[: len(numbers)]))
    left, top, right, bottom = bounds(drawing)
    assert left >= 0
    assert top >= 0
    assert right <= 300
    assert bottom <= 180


def test_unknown_values_are_gaps() -> None:
    series = Series("A", (1.0, 2.0, UNKNOWN, 3.0, 4.0, UNKNOWN, 5.0), "good")
    drawing = line_chart(LineChart((300, 180), (series,), legend=False))
    lines = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == "good"]
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    assert [len(line.points) for line in lines] == [2, 2]
    assert len(dots) == 2, "the lonely last value, and the mark of the last value"


def test_higher_values_are_drawn_higher_and_later_ones_further_right() -> None:
    drawing = line_chart(LineChart((300, 180), (Series("A", (1.0, 5.0, 9.0), "good"),)))
    line = next(mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == "good")
    assert [p[1] for p in line.points] == sorted((p[1] for p in line.points), reverse=True)
    assert [p[0] for p in line.points] == sorted(p[0] for p in line.points)


def test_a_stack_fills_the_whole_when_its_layers_do() -> None:
    layers = (
        Layer("good", (40.0, 50.0, 20.0), "good"),
        Layer("mixed", (30.0, 30.0, 30.0), "accent", "diagonal"),
        Layer("bad", (30.0, 20.0, 50.0), "bad", "dots"),
    )
    drawing = area_stack(AreaStack((400, 200), layers, STEPS[:3]))
    areas = [mark for mark in drawing.marks if isinstance(mark, Shape)]
    top = min(y for _, y in areas[-1].points)
    bottom = max(y for _, y in areas[0].points)
    assert [y for _, y in areas[-1].points[:3]] == pytest.approx([top] * 3)
    assert [y for _, y in areas[0].points[3:]] == pytest.approx([bottom] * 3)
    for lower, upper in pairwise(areas):
        assert upper.points[3:] == tuple(reversed(lower.points[:3]))


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=8))
def test_bars_start_at_a_common_zero_and_point_to_their_side(numbers: list[float]) -> None:
    bars = tuple(Bar(f"B{n}", v, f"{v:+.2f}", "good", low=v - 1, high=v + 1) for n, v in enumerate(numbers))
    drawing = bar_chart(BarChart((440, 28.0 * len(bars)), bars))
    zero = next(mark for mark in drawing.marks if isinstance(mark, Stroke)).points[0][0]
    whiskers = [mark for mark in drawing.marks if isinstance(mark, Interval)]
    assert len(whiskers) == len(bars)
    for value, whisker in zip(numbers, whiskers, strict=True):
        middle = (whisker.start[0] + whisker.end[0]) / 2
        assert (middle - zero) * value >= -1e-6
    left, _, right, _ = bounds(drawing)
    assert left >= 140
    assert right <= 440 - 52


def drawings() -> list[Drawing]:
    rising = tuple(30 + n * 0.3 for n in range(28))
    wide = tuple(v + 1 for v in rising)
    lines = LineChart(
        (300, 180),
        (Series("Helios", rising, "#f2b84b"), Series("A long name of a seat", rising, "#ef5d5d", rising, wide)),
        STEPS,
        lines=((36.0, "Tier Five", "dim"),),
    )
    stack = AreaStack(
        (300, 180), (Layer("good", (40.0,) * 28, "good"), Layer("bad", (60.0,) * 28, "bad", "dots")), STEPS
    )
    bars = BarChart(
        (440, 56), (Bar("A decision with a very long name", 0.3, "+0.30", "good"), Bar("B", -0.5, "−0.50", "bad"))
    )
    return [line_chart(lines), area_stack(stack), bar_chart(bars)]


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_charts_can_be_read_on_the_screen(scale: float, which: int) -> None:
    ui = Ui(pygame.Surface((round(480 * scale), round(240 * scale))), scale)
    ui.inspecting = True
    ui.begin([], 0.0)
    ui.fill("panel")
    draw_chart(ui, 20, 20, drawings()[which])
    ui.end()
    assert problems(ui) == []
    assert len(ui.texts) >= 4


def test_an_empty_chart_is_a_chart() -> None:
    assert line_chart(LineChart((200, 100), ())).labels
    assert line_chart(LineChart((200, 100), (Series("A", (UNKNOWN, UNKNOWN), "good"),))).labels
    assert area_stack(AreaStack((200, 100), ())).labels
    assert bar_chart(BarChart((200, 100), ())).labels == ()
