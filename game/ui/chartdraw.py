"""Charts on the screen: the pygame back end of `game.forecast.charts`."""

from __future__ import annotations

from game.forecast.charts import Dot, Drawing, Interval, Mark, Shape, Stroke
from game.ui.canvas import Canvas
from game.ui.pen import Pen


def draw_chart(canvas: Canvas, x: float, y: float, drawing: Drawing) -> None:
    """Draw a chart with its upper left corner at x, y. Lines are painted once and kept, labels are text."""
    width, height = drawing.size

    def paint(pen: Pen) -> None:
        for mark in drawing.marks:
            _paint(pen, mark)

    canvas.picture(drawing.marks, (x, y, width, height), paint)
    for label in drawing.labels:
        canvas.text(
            label.text,
            x + label.x,
            y + label.y,
            label.size,
            label.colour,
            label.weight,
            label.align,
            width=label.room,
        )


def _paint(pen: Pen, mark: Mark) -> None:
    if isinstance(mark, Stroke):
        if mark.dashed:
            pen.dashes(mark.points, mark.colour, mark.width)
        else:
            pen.path(mark.points, mark.colour, mark.width)
    elif isinstance(mark, Shape):
        pen.hatch(mark.points, mark.pattern, mark.colour, mark.alpha)
    elif isinstance(mark, Dot):
        pen.circle(mark.centre, mark.radius, mark.colour)
    else:
        _paint_interval(pen, mark)


def _paint_interval(pen: Pen, mark: Interval) -> None:
    (x0, y0), (x1, y1) = mark.start, mark.end
    if y0 == y1:
        pen.whisker(x0, x1, y0, mark.colour)
    else:
        pen.vertical_whisker(x0, y0, y1, mark.colour)
