"""Drawing in logical pixels: boxes, text, icons, panels, and cached vector pictures.

A canvas draws on one surface at one scale. Everything costly (rounded corners, text, icons, vector marks) is
rasterised once at its final size and kept. While `inspecting` is on, it also notes every text, panel and icon
for `game.ui.inspect`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.ui import boxes, fonts, icons, theme
from game.ui.layout import Box, Rect
from game.ui.nodes import AreaMark, TextMark
from game.ui.pen import Pen
from game.ui.pictures import Pictures
from game.ui.theme import Align, Colour, Weight, rgba

_SHADOW_REACH = 14


@dataclass(frozen=True)
class Run:
    """A piece of a line with a look of its own."""

    text: str
    colour: Colour = "dim"
    weight: Weight = "Regular"


class Canvas:
    """Draws on `surface`, whose size in device pixels is `size` times `scale`."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, palette: theme.Palette = theme.STANDARD) -> None:
        self.surface = surface
        self.scale = scale
        self.palette = palette
        self.inspecting = False
        self.texts: list[TextMark] = []
        self.areas: list[AreaMark] = []
        self.marks: list[AreaMark] = []
        self.layer = ""
        self.foot = 0.0  # logical pixels at the bottom of the window that do not belong to the screen
        self._pictures = Pictures()

    def share_pictures(self, other: Canvas) -> None:
        """Go on with the pictures of another canvas: a picture shows what its key says and no more."""
        self._pictures = other._pictures

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the screen in logical pixels."""
        width, height = self.surface.get_size()
        return width / self.scale, height / self.scale - self.foot

    @property
    def window(self) -> Box:
        """The screen and what lies at its foot."""
        width, height = self.size
        return Box(0, 0, width, height + self.foot)

    @property
    def screen(self) -> Box:
        return Box(0, 0, *self.size)

    def bound(self, hotkey: str) -> str:
        """The key to show for a hotkey: whoever takes keys knows what the player has put in its place."""
        return hotkey

    def colour(self, name: Colour) -> str:
        """The literal colour of a palette name."""
        return self.palette.get(name, name)

    def rgb(self, name: Colour) -> tuple[int, int, int]:
        return rgba(self.colour(name))[:3]

    def pixels(self, rect: Rect) -> pygame.Rect:
        """Device pixels; both edges are rounded, so that neighbours meet."""
        x, y = round(rect[0] * self.scale), round(rect[1] * self.scale)
        return pygame.Rect(
            x, y, round((rect[0] + rect[2]) * self.scale) - x, round((rect[1] + rect[3]) * self.scale) - y
        )

    # ---- areas ------------------------------------------------------------------------------------

    def fill(self, colour: Colour = "bg") -> None:
        self.surface.fill(self.rgb(colour))

    def box(
        self,
        rect: Rect,
        fill: Colour = "panel",
        line: Colour | None = "line",
        radius: float = 8,
        dashed: bool = False,
    ) -> None:
        """A rounded box; `line` is the colour of its border, None for no border."""
        area = self.pixels(rect)
        if area.w <= 0 or area.h <= 0:
            return
        body, edge = self.colour(fill), self.colour(line) if line else ""
        if dashed and line:
            self.box(rect, fill, None, radius)
            self._dashed_edge(rect, line, radius)
            return
        corner = min(round(radius * self.scale), area.w // 2, area.h // 2)
        border = max(1, round(self.scale)) if edge else 0
        if rgba(body)[3] < 255 or (edge and rgba(edge)[3] < 255):
            sheer = boxes.sheer(area.size, corner, border, body, edge)
            self.surface.blit(sheer, area, special_flags=pygame.BLEND_PREMULTIPLIED)
            return
        boxes.solid(self.surface, area, corner, border, body, edge)

    def _dashed_edge(self, rect: Rect, line: Colour, radius: float) -> None:
        w, h = rect[2], rect[3]

        def paint(pen: Pen) -> None:
            r, e = min(radius, w / 2, h / 2), 0.5
            pen.dashes(((r, e), (w - r, e)), line, 1)
            pen.dashes(((w - e, r), (w - e, h - r)), line, 1)
            pen.dashes(((w - r, h - e), (r, h - e)), line, 1)
            pen.dashes(((e, h - r), (e, r)), line, 1)
            for cx, cy, start in ((r, r, 270), (w - r, r, 0), (w - r, h - r, 90), (r, h - r, 180)):
                pen.ring((cx, cy), r - e, start + 12, start + 78, line, 1)

        self.picture(("dashed", w, h, radius, line), rect, paint)

    def shadow(self, rect: Rect) -> None:
        """A soft shadow around something that floats."""
        area, reach = self.pixels(rect), round(_SHADOW_REACH * self.scale)
        cloud = boxes.shadow(area.size, reach)
        self.surface.blit(
            cloud,
            (area.x - 2 * reach, area.y - 2 * reach + round(4 * self.scale)),
            special_flags=pygame.BLEND_PREMULTIPLIED,
        )

    def veil(self, alpha: float = 0.66, rect: Rect | None = None, colour: Colour = "#04070c") -> None:
        """Darken everything drawn so far, or a part of it. Alpha 0 to 1."""
        area = self.pixels(rect) if rect else self.surface.get_rect()
        sheet = pygame.Surface(area.size)
        sheet.fill(self.rgb(colour))
        sheet.set_alpha(round(alpha * 255))
        self.surface.blit(sheet, area)

    def rule(self, x: float, y: float, width: float, colour: Colour = "line") -> None:
        """A horizontal line."""
        area = self.pixels((x, y, width, 1))
        self.surface.fill(self.rgb(colour), (area.x, area.y, area.w, max(1, round(self.scale))))

    def vertical_rule(self, x: float, y: float, height: float, colour: Colour = "line") -> None:
        area = self.pixels((x, y, 1, height))
        self.surface.fill(self.rgb(colour), (area.x, area.y, max(1, round(self.scale)), area.h))

    def panel(
        self,
        rect: Rect,
        title: str = "",
        icon: str = "",
        right: str = "",
        fill: Colour = "panel",
        line: Colour = "line",
        icon_colour: Colour = "accent",
    ) -> Box:
        """A panel with an optional header. Returns the room inside: under the header, within the padding."""
        box = Box(*rect)
        self.box(rect, fill, line, 10)
        self.note_area(title or "panel", rect)
        if not (title or right):
            return box.inset(theme.PADDING)
        x, y = box.x + theme.PADDING, box.y + theme.PANEL_HEADER / 2
        if icon:
            self.icon(icon, x + 8, y, 16, icon_colour)
            x += 24
        used = self.text(right, box.right - theme.PADDING, y, theme.META, "dim", align="right") if right else 0.0
        self.text(title, x, y, theme.TITLE, "text", "SemiBold", width=box.right - theme.PADDING - x - used - 8)
        inside = box.below(theme.PANEL_HEADER)
        return Box(box.x + theme.PADDING, inside.y, box.w - 2 * theme.PADDING, inside.h - theme.PADDING)

    @contextmanager
    def clip(self, rect: Rect) -> Iterator[None]:
        """Draw only inside the rectangle."""
        before = self.surface.get_clip()
        self.surface.set_clip(before.clip(self.pixels(rect)))
        try:
            yield
        finally:
            self.surface.set_clip(before)

    # ---- text -------------------------------------------------------------------------------------

    def measure(self, text: str, size: float = theme.BODY, weight: Weight = "Regular") -> float:
        """Width of one line in logical pixels."""
        return fonts.width(text, round(size * self.scale), weight) / self.scale

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float = theme.BODY,
        colour: Colour = "text",
        weight: Weight = "Regular",
        align: Align = "left",
        valign: str = "middle",
        width: float | None = None,
    ) -> float:
        """One line; `y` is its middle, or its top with valign "top". Returns the width drawn.

        `width` is the room there is: a longer text ends in an ellipsis.
        """
        if not text:
            return 0.0
        pixels = round(size * self.scale)
        if width is not None:
            text = fonts.shortened(text, pixels, weight, int(width * self.scale))
        image = fonts.line(text, pixels, weight, self.colour(colour))
        self._place(image, text, x, y, size, colour, align, valign)
        return image.get_width() / self.scale

    def _place(
        self,
        image: pygame.Surface,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: Colour,
        align: Align,
        valign: str,
        haloed: bool = False,
    ) -> None:
        wide, high = image.get_size()
        left = round(x * self.scale) - (wide if align == "right" else wide // 2 if align == "centre" else 0)
        top = round(y * self.scale) if valign == "top" else round(y * self.scale - high / 2)
        if self.inspecting:
            self._note_text(text, pygame.Rect(left, top, wide, high), size, colour, haloed)
        self.surface.blit(image, (left, top), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _note_text(self, text: str, area: pygame.Rect, size: float, colour: Colour, haloed: bool) -> None:
        letters = area.inflate(0, -round(area.h * 0.3))
        seen = letters.clip(self.surface.get_clip())
        ground = self.rgb("ink")
        if seen.w <= 0 or seen.h <= 0:
            if self.clipped:
                return
            seen = letters
        elif not haloed:
            average = pygame.transform.average_color(self.surface, seen)
            ground = (average[0], average[1], average[2])
        contrast = theme.contrast(self.rgb(colour), ground)
        whole, part = self._logical(letters), self._logical(seen)
        self.texts.append(TextMark(text, part, whole, size, contrast, self.layer, self.clipped))

    @property
    def clipped(self) -> bool:
        """Whether drawing is limited to a part of the surface."""
        return self.surface.get_clip() != self.surface.get_rect()

    def _logical(self, area: pygame.Rect) -> Rect:
        return area.x / self.scale, area.y / self.scale, area.w / self.scale, area.h / self.scale

    def haloed(
        self,
        text: str,
        x: float,
        y: float,
        size: float = theme.META,
        colour: Colour = "#eaf2ff",
        weight: Weight = "SemiBold",
        align: Align = "left",
    ) -> float:
        """One line with a dark rim, for any ground such as the map; `y` is its middle."""
        reach = max(1, round(self.scale))
        image = fonts.with_halo(text, round(size * self.scale), weight, self.colour(colour), "#05080d", reach)
        shift = {"left": -reach, "right": reach, "centre": 0}[align] / self.scale
        self._place(image, text, x + shift, y, size, colour, align, "middle", haloed=True)
        return (image.get_width() - 2 * reach) / self.scale

    def caps(
        self,
        text: str,
        x: float,
        y: float,
        size: float = theme.META,
        colour: Colour = "dim",
        align: Align = "left",
        spacing: float = 1.0,
        weight: Weight = "SemiBold",
    ) -> float:
        """Letter-spaced capitals for the head of a section; `y` is the middle."""
        image = fonts.tracked(
            text.upper(),
            round(size * self.scale),
            weight,
            self.colour(colour),
            max(1, round(spacing * self.scale)),
        )
        self._place(image, text, x, y, size, colour, align, "middle")
        return image.get_width() / self.scale

    def paragraph_lines(
        self, text: str, width: float, size: float = theme.BODY, weight: Weight = "Regular"
    ) -> list[str]:
        """The lines of a wrapped text."""
        return list(fonts.wrapped(text, round(size * self.scale), weight, int(width * self.scale)))

    def paragraph_height(
        self, text: str, width: float, size: float = theme.BODY, weight: Weight = "Regular", line: float = 1.4
    ) -> float:
        return len(self.paragraph_lines(text, width, size, weight)) * round(size * line)

    def paragraph(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        size: float = theme.BODY,
        colour: Colour = "soft",
        weight: Weight = "Regular",
        line: float = 1.4,
        align: Align = "left",
        lines: int | None = None,
    ) -> float:
        """Wrapped text; `y` is the top of the first line.

        At most `lines` lines, then an ellipsis. Returns the height.
        """
        rows = self.paragraph_lines(text, width, size, weight)
        if lines is not None and len(rows) > lines:
            rest = " ".join(rows[lines - 1 :])
            rows = [
                *rows[: lines - 1],
                fonts.shortened(rest, round(size * self.scale), weight, int(width * self.scale)),
            ]
        pitch = round(size * line)
        at = x + {"left": 0.0, "centre": width / 2, "right": width}[align]
        for place, row in enumerate(rows):
            self.text(row, at, y + place * pitch + pitch / 2, size, colour, weight, align)
        return len(rows) * pitch

    def rich(self, runs: Sequence[Run], x: float, y: float, size: float = theme.BODY, align: Align = "left") -> float:
        """A line of differently coloured pieces; `y` is the middle. Returns the width."""
        total = sum(self.measure(run.text, size, run.weight) for run in runs)
        at = x - {"left": 0.0, "centre": total / 2, "right": total}[align]
        for run in runs:
            at += self.text(run.text, at, y, size, run.colour, run.weight)
        return total

    # ---- pictures ---------------------------------------------------------------------------------

    def icon(self, name: str, x: float, y: float, size: float = 16, colour: Colour = "dim") -> None:
        """An icon with its centre at x, y."""
        image = icons.icon(name, max(1, round(size * self.scale)), self.colour(colour))
        at = round((x - size / 2) * self.scale), round((y - size / 2) * self.scale)
        self.surface.blit(image, at)
        if self.inspecting:
            seen = image.get_rect(topleft=at).inflate(-round(4 * self.scale), -round(4 * self.scale))
            self.marks.append(AreaMark(name, self._logical(seen.clip(self.surface.get_clip())), self.layer))

    def picture(self, key: Hashable, rect: Rect, paint: Callable[[Pen], None], fineness: int = 4) -> None:
        """A vector picture that is painted once for each `key`, size, scale and palette, then kept.

        The key must hold everything that the picture depends on. `paint` draws in logical pixels from the
        rectangle's upper left corner.
        """
        whole = (key, round(rect[2], 2), round(rect[3], 2), self.scale, id(self.palette), fineness)
        image = self._pictures.get(whole)
        if image is None:
            pen = Pen((rect[2], rect[3]), self.scale, fineness, self.colour)
            paint(pen)
            image = pen.finish()
            self._pictures.keep(whole, image)
        at = round(rect[0] * self.scale), round(rect[1] * self.scale)
        self.surface.blit(image, at, special_flags=pygame.BLEND_PREMULTIPLIED)

    def note_area(self, name: str, rect: Rect) -> None:
        """Tell the checks that texts must stay inside this rectangle."""
        if self.inspecting:
            self.areas.append(AreaMark(name, rect, self.layer))
