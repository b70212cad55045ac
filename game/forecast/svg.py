"""Charts as SVG, for reports and files: the same drawings that the screen shows, on white paper."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from game.forecast.charts import Align, Dot, Drawing, Interval, Label, Mark, Point, Shape, Stroke, Weight

Palette = Mapping[str, str]

PAPER: Palette = MappingProxyType(
    {
        "bg": "#ffffff",
        "inset": "#f6f8fb",
        "panel": "#ffffff",
        "line": "#d3dbe6",
        "line2": "#aab6c6",
        "faint": "#e3e8ef",
        "text": "#16212f",
        "white": "#000000",
        "soft": "#33445c",
        "dim": "#54667f",
        "accent": "#1f5fc0",
        "accent2": "#3a7de6",
        "accent3": "#2f6fd1",
        "good": "#0b7d5a",
        "warning": "#94650a",
        "bad": "#c02a38",
        "violet": "#7140c8",
        "treaty": "#0a7c60",
        "espionage": "#bf2d40",
        "ink": "#ffffff",
    }
)
"""The names of the screen's palette that charts use, as ink on white; "ink" divides filled areas."""

_ANCHORS: Mapping[Align, str] = {"left": "start", "centre": "middle", "right": "end"}
_WEIGHTS: Mapping[Weight, str] = {"Regular": "400", "Medium": "500", "SemiBold": "600", "Bold": "700", "Mono": "400"}
_LETTER = 0.56
"""Mean width of a letter, in units of the size of the text: an SVG cannot measure what it will be drawn with."""


def to_svg(drawing: Drawing, title: str, palette: Palette = PAPER) -> str:
    """The drawing as one self-contained `<svg>` element, to be kept in a file or put into a page.

    `title` is what a screen reader says. KeyError for a name of a colour that the palette does not have.
    """
    width, height = drawing.size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(width)} {_number(height)}" '
        f'width="{_number(width)}" height="{_number(height)}" role="img" aria-label="{escape(title)}" '
        'font-family="Inter, system-ui, sans-serif">'
    )
    patterns = {
        (mark.pattern, _colour(mark.colour, palette)): None
        for mark in drawing.marks
        if isinstance(mark, Shape) and mark.pattern != "solid"
    }
    sheet = f'<rect width="{_number(width)}" height="{_number(height)}" fill="{palette["bg"]}"/>'
    parts = [head, f"<title>{escape(title)}</title>", sheet]
    if patterns:
        parts.append("<defs>" + "".join(_pattern(name, colour) for name, colour in patterns) + "</defs>")
    parts += [_mark(mark, palette) for mark in drawing.marks]
    parts += [_label(label, palette) for label in drawing.labels]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _colour(colour: str, palette: Palette) -> str:
    return colour if colour.startswith("#") else palette[colour]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _pattern_id(name: str, colour: str) -> str:
    return f"{name}-{colour.removeprefix('#')}"


def _pattern(name: str, colour: str) -> str:
    """A tile of the fill colour with darker marks, so that a hatched area reads without its colour."""
    marks = {
        "diagonal": '<path d="M-2,10 L10,-2 M-2,2 L2,-2 M6,10 L10,6" stroke="#000" stroke-opacity="0.35" '
        'stroke-width="2"/>',
        "dots": '<circle cx="2" cy="2" r="1.4" fill="#000" fill-opacity="0.4"/>'
        '<circle cx="6" cy="6" r="1.4" fill="#000" fill-opacity="0.4"/>',
    }
    return (
        f'<pattern id="{_pattern_id(name, colour)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}"/>{marks[name]}</pattern>'
    )


def _mark(mark: Mark, palette: Palette) -> str:
    colour = _colour(mark.colour, palette)
    if isinstance(mark, Stroke):
        dashes = ' stroke-dasharray="5 4"' if mark.dashed else ""
        return (
            f'<polyline points="{_points(mark.points)}" fill="none" stroke="{colour}" '
            f'stroke-width="{_number(mark.width)}" stroke-linejoin="round"{dashes}/>'
        )
    if isinstance(mark, Shape):
        fill = colour if mark.pattern == "solid" else f"url(#{_pattern_id(mark.pattern, colour)})"
        return f'<polygon points="{_points(mark.points)}" fill="{fill}" fill-opacity="{_number(mark.alpha)}"/>'
    if isinstance(mark, Dot):
        x, y = mark.centre
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(mark.radius)}" fill="{colour}"/>'
    return _whisker(mark, colour)


def _whisker(mark: Interval, colour: str) -> str:
    (x0, y0), (x1, y1) = mark.start, mark.end
    across, along = (0.0, 3.5) if y0 == y1 else (3.5, 0.0)
    lines = [
        ((x0, y0), (x1, y1)),
        ((x0 - across, y0 - along), (x0 + across, y0 + along)),
        ((x1 - across, y1 - along), (x1 + across, y1 + along)),
    ]
    path = " ".join(f"M{_points((start,))} L{_points((end,))}" for start, end in lines)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _label(label: Label, palette: Palette) -> str:
    mono = ' font-family="monospace"' if label.weight == "Mono" else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}" '
        f'font-weight="{_WEIGHTS[label.weight]}" text-anchor="{_ANCHORS[label.align]}" dominant-baseline="central" '
        f'fill="{_colour(label.colour, palette)}"{mono}>{escape(_fitted(label))}</text>'
    )


def _fitted(label: Label) -> str:
    """The text, cut with an ellipsis where it would be longer than its room."""
    if label.room is None:
        return label.text
    letters = max(1, int(label.room / (label.size * _LETTER)))
    return label.text if len(label.text) <= letters else label.text[: letters - 1].rstrip() + "…"
