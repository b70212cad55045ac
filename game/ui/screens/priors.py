"""A prior as a picture: how likely which value of a hidden number is, cut to the range that is allowed."""

from __future__ import annotations

import math

from game.content.records import Prior
from game.ui.pen import Pen
from game.ui.screens.numbers import plain
from game.ui.theme import META
from game.ui.widgets import Ui

_POINTS = 81
_HEIGHT = 84.0


def density(prior: Prior, value: float) -> float:
    """How likely a value is, up to a factor. Zero for a choice, which has no curve."""
    if prior.normal is not None:
        mean, sd = prior.normal
        return math.exp(-(((value - mean) / max(sd, 1e-9)) ** 2) / 2)
    if prior.lognormal is not None:
        median, sd = prior.lognormal
        return math.exp(-((math.log(value / median) / max(sd, 1e-9)) ** 2) / 2) / value if value > 0 else 0.0
    if prior.uniform is not None:
        return 1.0 if prior.uniform[0] <= value <= prior.uniform[1] else 0.0
    if prior.triangular is not None:
        low, mode, high = prior.triangular
        if not low <= value <= high:
            return 0.0
        return (value - low) / (mode - low) if value < mode else (high - value) / (high - mode) if high > mode else 1.0
    return 0.0


def extent(prior: Prior, bounds: tuple[float, float]) -> tuple[float, float]:
    """The values between which nearly everything lies, within the allowed range."""
    low, high = bounds
    if prior.normal is not None:
        mean, sd = prior.normal
        low, high = mean - 3.2 * sd, mean + 3.2 * sd
    elif prior.lognormal is not None:
        median, sd = prior.lognormal
        low, high = median * math.exp(-2.6 * sd), median * math.exp(2.6 * sd)
    elif prior.uniform is not None:
        low, high = prior.uniform
    elif prior.triangular is not None:
        low, high = prior.triangular[0], prior.triangular[2]
    elif prior.choice is not None:
        low, high = min(value for value, _ in prior.choice), max(value for value, _ in prior.choice)
    return max(low, bounds[0]), min(high, bounds[1])


def draw_prior(ui: Ui, prior: Prior, bounds: tuple[float, float], x: float, y: float, width: float) -> float:
    """Draw the curve, or the bars of a choice, over an axis. Returns the height used; nothing for a single value."""
    low, high = extent(prior, bounds)
    if high <= low:
        return 0.0

    def paint(pen: Pen) -> None:
        foot = _HEIGHT - 4
        pen.line((0, foot), (width, foot), "line2", 1)
        if prior.choice is not None:
            most = max(weight for _, weight in prior.choice)
            for value, weight in prior.choice:
                at = 6 + (width - 12) * (value - low) / (high - low)
                tall = (foot - 8) * weight / most
                pen.rect((at - 5, foot - tall, 10, tall), "accent", radius=2)
            return
        values = [low + (high - low) * place / (_POINTS - 1) for place in range(_POINTS)]
        heights = [density(prior, value) for value in values]
        most = max(*heights, 1e-9)
        curve = [(width * i / (_POINTS - 1), foot - (foot - 8) * h / most) for i, h in enumerate(heights)]
        pen.hatch(((0, foot), *curve, (width, foot)), "solid", "accent", 0.22)
        pen.path(tuple(curve), "accent", 2)

    ui.picture(("prior", prior, bounds, width), (x, y, width, _HEIGHT), paint)
    middle = y + _HEIGHT + 8
    ui.text(plain(low), x, middle, META, "dim")
    ui.text(plain((low + high) / 2), x + width / 2, middle, META, "dim", align="centre")
    ui.text(plain(high), x + width, middle, META, "dim", align="right")
    return _HEIGHT + 30
