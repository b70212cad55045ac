"""Small drawings that many screens share: tokens, chips, key caps, bars, whiskers and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from game.ui.canvas import Canvas
from game.ui.layout import Rect
from game.ui.pen import Pen
from game.ui.theme import KEYCAP, META, Align, Colour, Pattern, SeatStyle, Weight, mix

Shape = Literal["circle", "diamond", "square"]


@dataclass(frozen=True)
class Part:
    """A segment of a stacked bar: its share, its look, and what is written on it if there is room."""

    share: float
    colour: Colour
    pattern: Pattern = "solid"
    label: str = ""


class Marks(Canvas):
    """Drawings without input."""

    def keycap(
        self, key: str, x: float, y: float, align: Align = "right", on_accent: bool = False, draw: bool = True
    ) -> float:
        """A key's name in a small box, as the player has bound it; `y` is its middle.

        Returns the width; only measures if not `draw`.
        """
        return self.key_name(self.bound(key), x, y, align, on_accent, draw)

    def key_name(
        self, key: str, x: float, y: float, align: Align = "right", on_accent: bool = False, draw: bool = True
    ) -> float:
        """The same for a key that is really meant, whatever it is bound to."""
        width = max(22.0, round(self.measure(key, META, "Medium")) + 12.0)
        if draw:
            left = x - {"left": 0.0, "centre": width / 2, "right": width}[align]
            fill = "#2459ad" if on_accent else "#0f1825"
            self.box((left, y - KEYCAP / 2, width, KEYCAP), fill, "#4f86d8" if on_accent else "line2", 5)
            self.text(key, left + width / 2, y, META, "text" if on_accent else "dim", "Medium", "centre")
        return width

    def chip_label(
        self,
        label: str,
        x: float,
        y: float,
        icon: str = "",
        colour: Colour = "dim",
        fill: Colour = "raised",
        line: Colour = "line",
        text_colour: Colour = "text",
        align: Align = "left",
        weight: Weight = "Medium",
    ) -> float:
        """A rounded label 24 high; `y` is its middle. Returns the width."""
        width = round(self.measure(label, META, weight)) + 16 + (20 if icon else 0)
        left = x - {"left": 0.0, "centre": width / 2, "right": width}[align]
        self.box((left, y - 12, width, 24), fill, line, 6)
        at = left + 8
        if icon:
            self.icon(icon, at + 7, y, 14, colour)
            at += 20
        self.text(label, at, y, META, text_colour, weight)
        return width

    def badge(self, label: str, x: float, y: float, colour: Colour = "#dbe4f0", radius: float = 10) -> None:
        """A filled disc with a number or letter; x, y is its centre."""
        self.picture(
            ("badge", colour),
            (x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2),
            lambda pen: pen.circle((radius + 1, radius + 1), radius, colour),
        )
        self.text(label, x, y, META, "ink", "Bold", "centre")

    def seat_token(
        self, style: SeatStyle, x: float, y: float, radius: float = 12, dim: bool = False, halo: bool = False
    ) -> None:
        """A seat's emblem in a ring of its colour, centred on x, y.

        `halo` adds an outer ring: whose turn it is.
        """
        colour = mix(self.colour(style.colour), self.colour("panel"), 0.55) if dim else style.colour
        reach = radius + (6 if halo else 2)

        def paint(pen: Pen) -> None:
            middle = (reach, reach)
            if halo:
                pen.circle(middle, radius + 4.5, colour)
                pen.circle(middle, radius + 3, "bg")
            pen.circle(middle, radius, colour)
            pen.circle(middle, radius - max(1.6, radius * 0.035), "#0d1622")

        self.picture(("seat", colour, halo), (x - reach, y - reach, 2 * reach, 2 * reach), paint)
        self.icon(style.emblem, x, y, max(10, round(radius * 1.12)), colour)

    def progress(
        self,
        rect: Rect,
        share: float,
        colour: Colour = "accent",
        pattern: Pattern = "solid",
        ground: Colour = "inset",
    ) -> None:
        """A bar filled to `share`, 0 to 1."""
        x, y, w, h = rect
        share = min(1.0, max(0.0, share))
        self.box(rect, ground, None, h / 2)
        filled = max(min(h, w), w * share) if share > 0 else 0.0
        if filled <= 0:
            return
        if pattern == "solid":
            self.box((x, y, filled, h), colour, None, h / 2)
        else:
            self.hatched((x, y, filled, h), colour, pattern)

    def hatched(self, rect: Rect, colour: Colour, pattern: Pattern, darkness: float = 0.34, gap: float = 6) -> None:
        """A rectangle filled with a pattern."""
        size = (0, 0, rect[2], rect[3])
        self.picture(
            ("hatch", pattern, colour, darkness, gap),
            rect,
            lambda pen: pen.hatch_rect(size, pattern, colour, darkness, gap),
        )

    def swatch(self, x: float, y: float, colour: Colour, pattern: Pattern = "solid", size: float = 12) -> None:
        """A small square of a legend; x, y is its centre."""
        self.hatched((x - size / 2, y - size / 2, size, size), colour, pattern, gap=5)

    def stack_bar(
        self,
        rect: Rect,
        parts: Sequence[Part],
        whiskers: Sequence[float] = (),
        gap: float = 2,
        label_size: float = 13,
    ) -> None:
        """Segments side by side.

        `whiskers` are half widths, in the unit of the shares, at the inner boundaries; 0 for none.
        """
        x, y, w, h = rect
        total = sum(part.share for part in parts) or 1.0
        shown = [part for part in parts if part.share > 0]
        edges = [0.0]
        for part in shown:
            edges.append(edges[-1] + w * part.share / total)
        below = 9 if whiskers else 0

        def paint(pen: Pen) -> None:
            for part, start, end in zip(shown, edges, edges[1:], strict=False):
                last = end == edges[-1]
                width = max(0.5, end - start - (0 if last else gap))
                pen.hatch_rect((start, 0, width, h), part.pattern, part.colour, 0.26)
            for edge, half in zip(edges[1:-1], whiskers, strict=False):
                if half <= 0:
                    continue
                reach, middle = half / total * w, edge - gap / 2
                pen.whisker(max(0.0, middle - reach), min(w, middle + reach), h + 4, "dim", 1.3, 3)

        self.picture(("stack", tuple(shown), tuple(whiskers), gap), (x, y, w, h + below), paint)
        for part, start, end in zip(shown, edges, edges[1:], strict=False):
            wide = self.measure(part.label, label_size, "SemiBold") if part.label else 0.0
            if not part.label or wide + 10 > end - start - gap:
                continue
            middle = x + (start + end - gap) / 2
            if part.pattern != "solid":
                self.box((middle - wide / 2 - 4, y + h / 2 - 8, wide + 8, 16), part.colour, None, 3)
            self.text(part.label, middle, y + h / 2, label_size, "ink", "SemiBold", "centre")

    def whisker(
        self,
        rect: Rect,
        low: float,
        middle: float,
        high: float,
        colour: Colour = "accent",
        shape: Shape = "circle",
        ground: bool = True,
    ) -> None:
        """An estimate with its interval on a rail.

        Low, middle and high are places from 0 to 1 on the rectangle.
        """
        x, y, w, h = rect
        reach = 8.0

        def paint(pen: Pen) -> None:
            cy = h / 2
            if ground:
                pen.rect((reach, cy - 3, w, 6), "inset", radius=3)
            pen.whisker(reach + low * w, reach + high * w, cy, colour, 1.6, 5)
            at = (reach + middle * w, cy)
            {"circle": pen.disc, "diamond": pen.diamond, "square": pen.square}[shape](at, 5, colour, "panel")

        key = ("whisker", round(low, 3), round(middle, 3), round(high, 3), colour, shape, ground)
        self.picture(key, (x - reach, y, w + 2 * reach, h), paint)

    def sparkline(self, rect: Rect, values: Sequence[float], colour: Colour = "dim", end: Colour = "text") -> None:
        """A small line without axes, its last value marked."""
        numbers = tuple(round(float(value), 4) for value in values)
        if len(numbers) < 2:
            return
        w, h = rect[2], rect[3]
        low, high = min(numbers), max(numbers)
        span = (high - low) or 1.0

        def paint(pen: Pen) -> None:
            points = [
                (
                    4 + (w - 8) * i / (len(numbers) - 1),
                    4 + (h - 8) * (1 - (v - low) / span if high > low else 0.5),
                )
                for i, v in enumerate(numbers)
            ]
            pen.path(points, colour, 1.5)
            pen.circle(points[-1], 3, end)

        self.picture(("spark", numbers, colour, end), rect, paint)
