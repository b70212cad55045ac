"""What a tooltip says, and how it is drawn: a title, a text, and rows of causes with amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.ui.canvas import Canvas
from game.ui.layout import Box, Rect
from game.ui.theme import BODY, META, Colour

_WIDTH = 280.0
_PAD = 12.0
_ROW = 20.0


@dataclass(frozen=True)
class TipRow:
    """One cause and its amount, the amount already written with sign and unit."""

    name: str
    amount: str
    colour: Colour = "text"


@dataclass(frozen=True)
class Tip:
    """The content of a tooltip; every part may be empty."""

    title: str = ""
    text: str = ""
    rows: tuple[TipRow, ...] = ()
    total: TipRow | None = None
    note: str = ""


Tippable = str | Tip | Callable[[], "str | Tip"] | None
"""A text, a whole tip, or a function that makes one when it is needed."""


def settled(tip: Tippable) -> Tip | None:
    """The tip itself, or None if there is nothing to say."""
    if callable(tip):
        tip = tip()
    if not tip:
        return None
    return Tip(text=tip) if isinstance(tip, str) else tip


def _size(canvas: Canvas, tip: Tip) -> tuple[float, float]:
    rows = [*tip.rows, *([tip.total] if tip.total else [])]
    wanted = max(
        [canvas.measure(tip.title, BODY, "SemiBold")]
        + [canvas.measure(row.name) + canvas.measure(row.amount, BODY, "SemiBold") + 20 for row in rows]
        + [canvas.measure(part) for part in (tip.text, tip.note) for part in part.split("\n")]
    )
    inner = min(_WIDTH, wanted + 2)
    high = 18.0 if tip.title else 0.0
    high += canvas.paragraph_height(tip.text, inner) if tip.text else 0
    high += _ROW * len(rows) + (6 if rows and (tip.title or tip.text) else 0) + (5 if tip.total else 0)
    high += 4 + canvas.paragraph_height(tip.note, inner, META) if tip.note else 0
    return inner + 2 * _PAD, high + 16


def draw_tip(canvas: Canvas, anchor: Rect, tip: Tip) -> Box:
    """Draw the tooltip under its anchor, or above it where there is no room. Returns where it lies."""
    width, height = _size(canvas, tip)
    screen, target = canvas.screen, Box(*anchor)
    x = min(max(4.0, target.x), screen.w - width - 4)
    y = target.bottom + 8
    if y + height > screen.h - 4:
        y = target.y - 8 - height
    if y < 4:  # neither below nor above: beside it
        y = min(max(4.0, target.y), max(4.0, screen.h - height - 4))
        x = target.right + 8 if target.right + 8 + width < screen.w else max(4.0, target.x - 8 - width)
    box = Box(round(x), round(y), width, height)
    canvas.shadow(box)
    canvas.box(box, "tip", "line2", 8)
    canvas.note_area("tooltip", box)
    inner = box.inset(_PAD, 8)
    at = inner.y
    if tip.title:
        canvas.text(tip.title, inner.x, at + 9, BODY, "text", "SemiBold", width=inner.w)
        at += 18
    if tip.text:
        at += canvas.paragraph(tip.text, inner.x, at, inner.w, BODY, "text" if not tip.title else "soft")
    if tip.rows and at > inner.y:
        at += 6
    for row in tip.rows:
        _draw_row(canvas, inner, at, row, "soft")
        at += _ROW
    if tip.total:
        canvas.rule(inner.x, at + 2, inner.w, "line2")
        at += 5
        _draw_row(canvas, inner, at, tip.total, "text")
        at += _ROW
    if tip.note:
        canvas.paragraph(tip.note, inner.x, at + 4, inner.w, META, "dim")
    return box


def _draw_row(canvas: Canvas, inner: Box, at: float, row: TipRow, colour: Colour) -> None:
    used = canvas.text(row.amount, inner.right, at + _ROW / 2, BODY, row.colour, "SemiBold", "right")
    canvas.text(row.name, inner.x, at + _ROW / 2, BODY, colour, width=inner.w - used - 8)
