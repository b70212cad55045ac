"""Signs on the map: round marks that carry a figure by their size, their filled share, or an icon."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from game.ui.marks import Marks
from game.ui.pen import Pen
from game.ui.theme import Colour
from game.ui.tips import Tippable

SignShape = Literal["gauge", "disc", "icon"]

ICON = 20.0  # logical pixels across
_SMALLEST, _LARGEST = 16.0, 46.0


@dataclass(frozen=True)
class Sign:
    """A figure at a place.

    A gauge is a ring of which `share` is filled, a disc tells by its area, an icon by what it shows. `size` is the
    width in logical pixels, see `area_size`.
    """

    id: str
    longitude: float
    latitude: float
    shape: SignShape
    colour: Colour
    size: float = ICON
    share: float = 1.0
    icon: str = ""
    label: str = ""  # a few characters beside the sign
    name: str = ""  # for screen readers and tests
    strength: float = 1.0  # 0 to 1: old matters fade
    tip: Tippable = field(default=None, compare=False)


def area_size(amount: float, most: float) -> float:
    """Logical pixels across of a disc whose area tells an amount, `most` being the largest one."""
    share = max(0.0, min(1.0, amount / most)) if most > 0 else 0.0
    return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(share)


def draw_sign(canvas: Marks, sign: Sign, x: float, y: float) -> None:
    """Draw a sign with its centre at x, y."""
    reach = sign.size / 2
    key = ("sign", sign.shape, sign.size, round(sign.share, 2), sign.colour, round(sign.strength, 2))
    paint = {"gauge": _gauge, "disc": _disc, "icon": _plate}[sign.shape]
    canvas.picture(key, (x - reach, y - reach, sign.size, sign.size), lambda pen: paint(pen, sign))
    if sign.icon:
        size = 12.0 if sign.shape == "icon" else min(16.0, sign.size * 0.5)
        canvas.icon(sign.icon, x, y, size, sign.colour if sign.shape == "icon" else "white")


def _gauge(pen: Pen, sign: Sign) -> None:
    reach = sign.size / 2
    thick = max(3.0, sign.size * 0.16)
    pen.circle((reach, reach), reach, "ink", 0.85)
    pen.ring((reach, reach), reach - thick / 2 - 1, 0, 360, "line2", thick)
    if sign.share > 0.005:
        pen.ring((reach, reach), reach - thick / 2 - 1, 0, 360 * min(1.0, sign.share), sign.colour, thick)


def _disc(pen: Pen, sign: Sign) -> None:
    reach = sign.size / 2
    pen.circle((reach, reach), reach, "ink", 0.85)
    pen.circle((reach, reach), reach - 1.2, sign.colour, 0.35 + 0.65 * sign.strength)
    pen.circle((reach, reach), reach - 3.0, "ink", 0.35)


def _plate(pen: Pen, sign: Sign) -> None:
    reach = sign.size / 2
    pen.circle((reach, reach), reach, sign.colour, 0.4 + 0.6 * sign.strength)
    pen.circle((reach, reach), reach - 1.4, "#0d1622")
