"""Colours, sizes and the looks of seats and endings: the one place where the game's appearance is decided.

A colour is the name of a palette entry ("text", "accent", "good" ...) or a literal "#rrggbb" or "#rrggbbaa".
Screens name meanings, so that the colour-blind palette changes all of them at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import pygame

Colour = str
Pattern = Literal["solid", "diagonal", "dots"]
Weight = Literal["Regular", "Medium", "SemiBold", "Bold", "Mono"]
Align = Literal["left", "centre", "right"]

META, BODY, TITLE, LEAD, SECTION, SCREEN, FIGURE, NAME = 12, 13, 14, 15, 18, 30, 40, 54
MARGIN, GAP, PADDING = 12, 12, 16
TOP_BAR, TAB, PANEL_HEADER, BUTTON, HERO_BUTTON, KEYCAP, ROW = 48, 34, 44, 36, 52, 20, 30
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
TINIEST_SCALE = 0.1  # nobody can set it, but a window can be made too small for anything else
SMALLEST_CONTRAST = 4.5

Palette = Mapping[str, str]

STANDARD: Palette = MappingProxyType(
    {
        "bg": "#0a0f17",
        "top": "#0d1520",
        "inset": "#0b121c",
        "panel": "#111a27",
        "panel2": "#16212f",
        "raised": "#1b2737",
        "hover": "#24344a",
        "selected": "#182a45",  # dark enough that every colour of text can be read on it
        "tip": "#1d2a3d",
        "line": "#26354a",
        "line2": "#3a4d68",
        "faint": "#1d2a3d",
        "text": "#dbe4f0",
        "white": "#ffffff",
        "soft": "#b9c6d8",
        "dim": "#8fa1b8",
        "accent": "#5b9bff",
        "accent2": "#2f6fd1",
        "accent3": "#3a7de6",
        "good": "#43c59e",
        "warning": "#f2b84b",
        "bad": "#f0616d",
        "violet": "#b07bff",
        "treaty": "#48d6b0",
        "espionage": "#ff6b7d",
        "ink": "#0a0f17",
    }
)
# Teal against orange is told apart with every common kind of colour blindness; red and green are not.
COLOUR_BLIND: Palette = MappingProxyType(
    {
        **STANDARD,
        "good": "#3fc1d6",
        "bad": "#ff9544",
        "warning": "#f6dc6b",
        "treaty": "#56d0e6",
        "espionage": "#ffa35c",
    }
)
PALETTES: Mapping[str, Palette] = MappingProxyType({"standard": STANDARD, "colour-blind": COLOUR_BLIND})


@dataclass(frozen=True)
class SeatStyle:
    """How a seat is drawn everywhere: its colour and its emblem, an icon's name."""

    colour: Colour
    emblem: str


SEATS: Mapping[str, SeatStyle] = MappingProxyType(
    {
        "helios": SeatStyle("#f2b84b", "sun"),
        "meridian": SeatStyle("#4f9dff", "layers"),
        "lantern": SeatStyle("#43c59e", "lamp"),
        "agora": SeatStyle("#9a7bff", "amphora"),
        "qilin": SeatStyle("#ef5d5d", "mountain"),
    }
)
_OTHER_SEATS = (
    SeatStyle("#4fd0e0", "compass"),
    SeatStyle("#d77aa8", "feather"),
    SeatStyle("#8fd17a", "leaf"),
    SeatStyle("#f28a55", "castle"),
    SeatStyle("#86a0c4", "anchor"),
    SeatStyle("#e0c49a", "hexagon"),
    SeatStyle("#5b9bff", "waves"),
    SeatStyle("#c8a2ff", "atom"),
)
BLOCS: Mapping[str, Colour] = MappingProxyType({"us": "#4f9dff", "cn": "#ef5d5d", "eu": "#9a7bff"})


def seat_style(seat: str, place: int = 0) -> SeatStyle:
    """The look of a seat by its id.

    Seats without a look of their own take one by their place at the table.
    """
    return SEATS.get(seat.lower()) or _OTHER_SEATS[place % len(_OTHER_SEATS)]


@dataclass(frozen=True)
class KindStyle:
    """How a kind of ending is drawn: never by colour alone."""

    colour: Colour
    icon: str
    pattern: Pattern


KINDS: Mapping[str, KindStyle] = MappingProxyType(
    {
        "good": KindStyle("good", "circle-check", "solid"),
        "mixed": KindStyle("accent", "scale", "diagonal"),
        "bad": KindStyle("bad", "triangle-alert", "dots"),
    }
)

ENDINGS: Mapping[str, Colour] = MappingProxyType(
    {
        "shared_abundance": "good",
        "accord": "#2f9fa6",
        "tool_age": "#8fd17a",
        "steward": "accent",
        "slow_world": "#86a0c4",
        "ban": "#7f8cc0",
        "lock_in": "#f2b84b",
        "loss_of_control": "bad",
        "disempowerment": "#d77aa8",
        "open_catastrophe": "#f28a55",
        "war": "violet",
        "collapse": "#9a7466",
    }
)
"""Colour of each ending, by id; its pattern is that of its kind."""


@lru_cache(maxsize=1024)
def rgba(colour: str) -> tuple[int, int, int, int]:
    """Red, green, blue and alpha, 0 to 255, of a literal colour."""
    value = pygame.Color(colour)
    return value.r, value.g, value.b, value.a


@lru_cache(maxsize=1024)
def mix(first: str, second: str, share: float) -> str:
    """The literal colour a `share` of the way from `first` to `second`."""
    a, b = rgba(first), rgba(second)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance, 0 to 1, of an RGB colour, as WCAG defines it."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Contrast ratio, 1 to 21, of two RGB colours."""
    a, b = luminance(first), luminance(second)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
