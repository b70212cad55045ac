"""How different two colours look."""

from __future__ import annotations

from math import dist

_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def difference(one: str, other: str) -> float:
    """Distance of two colours, six hexadecimal digits each, in the Oklab space: black and white are 1 apart."""
    return dist(_oklab(one), _oklab(other))


def _oklab(colour: str) -> tuple[float, ...]:
    """Lightness and the two opponent axes of a colour, after Ottosson (2020)."""
    light = [_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4)]
    cones = [sum(weight * part for weight, part in zip(row, light, strict=True)) ** (1 / 3) for row in _TO_CONES]
    return tuple(sum(weight * cone for weight, cone in zip(row, cones, strict=True)) for row in _TO_LAB)


def _linear(channel: float) -> float:
    """Undo the curve of sRGB: from 0-1 as stored to 0-1 as light."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
