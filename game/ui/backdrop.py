"""Grounds of the full-screen moments: first light over a planet's limb, hanging curtains, and soft fades.

Decoration only: nothing here tells the player anything. Each ground is computed once for a size and kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pygame

from game.ui.canvas import Canvas
from game.ui.layout import Rect
from game.ui.theme import Colour, rgba

Plane = npt.NDArray[np.floating[Any]]

DAWN, GLARE = "#4682e6", "#bed7ff"


def limb(
    canvas: Canvas,
    middle: float = 0.78,
    depth: float = 86,
    radius: float = 1096,
    colour: Colour = DAWN,
    edge: Colour = GLARE,
    gain: float = 1.0,
    below: bool = False,
    over: bool = False,
) -> None:
    """Fill the screen with night and the lit edge of a planet.

    The planet hangs in from above, or rises from below: its edge lies `depth` logical pixels inside the screen at
    `middle` (0 to 1, from the left), with that radius of curvature. `gain` is the strength of the light. With `over`
    its light is laid over what was drawn before, such as curtains.
    """
    picture = _limb(
        canvas.surface.get_size(),
        canvas.scale,
        (middle, depth, radius, gain),
        (canvas.colour("bg"), canvas.colour(colour), canvas.colour(edge)),
        below,
    )
    canvas.surface.blit(picture, (0, 0), special_flags=pygame.BLEND_RGB_MAX if over else 0)


@lru_cache(maxsize=4)
def _limb(
    size: tuple[int, int],
    scale: float,
    shape: tuple[float, float, float, float],
    colours: tuple[str, str, str],
    below: bool,
) -> pygame.Surface:
    middle, depth, radius, gain = shape
    width, height = size[0] / scale, size[1] / scale
    x = np.linspace(0, width, size[0], dtype=np.float32)[:, None]
    y = np.linspace(0, height, size[1], dtype=np.float32)[None, :]
    y = height - y if below else y
    beyond = np.hypot(x - middle * width, y - (depth - radius)) - radius  # negative on the planet
    fall = np.exp(-(((x - middle * width) / (0.41 * width)) ** 2)) * gain
    night, light, rim = (np.array(rgba(colour)[:3], np.float32) for colour in colours)
    air = np.where(beyond > 0, np.exp(-np.abs(beyond) / 46), np.exp(-np.abs(beyond) / 10)) * fall * 0.42
    line = np.exp(-np.abs(beyond) / 1.3) * fall * 0.55
    image = night + light * air[:, :, None] + rim * line[:, :, None]
    shade = np.where(beyond < 0, 0.42 + 0.58 * np.exp(-np.abs(beyond) / 60), 1.0)
    return _picture(image * shade[:, :, None])


def curtains(canvas: Canvas, colour: Colour = "#1a2638", gain: float = 1.0) -> None:
    """Fill the screen with dark folds, denser at both sides: nothing behind them can be seen."""
    picture = _curtains(canvas.surface.get_size(), canvas.colour("bg"), canvas.colour(colour), gain)
    canvas.surface.blit(picture, (0, 0))


@lru_cache(maxsize=2)
def _curtains(size: tuple[int, int], ground: str, colour: str, gain: float) -> pygame.Surface:
    across = np.linspace(-1, 1, size[0], dtype=np.float32)
    folds = 0.5 + 0.5 * np.sin(across * 31 + 2.4 * np.sin(across * 7))
    sides = (np.abs(across) ** 2.2) * folds**2
    down = 1 - 0.55 * np.linspace(0, 1, size[1], dtype=np.float32) ** 1.5
    strength = (sides[:, None] * down[None, :] * gain)[:, :, None]
    night, cloth = (np.array(rgba(name)[:3], np.float32) for name in (ground, colour))
    return _picture(night + (cloth - night) * strength)


def fade(
    canvas: Canvas, rect: Rect, colour: Colour, start: float, end: float, sideways: bool = True, power: float = 1.0
) -> None:
    """A veil from opacity `start` at the left or upper edge to `end` at the other, 0 to 1."""
    area = canvas.pixels(rect)
    if area.w <= 0 or area.h <= 0:
        return
    veil = _fade(area.size, canvas.colour(colour), start, end, sideways, power)
    canvas.surface.blit(veil, area)


@lru_cache(maxsize=12)
def _fade(size: tuple[int, int], colour: str, start: float, end: float, sideways: bool, power: float) -> pygame.Surface:
    steps = np.linspace(0, 1, size[0] if sideways else size[1]) ** power
    opacity = ((start + (end - start) * steps) * 255).clip(0, 255).astype(np.uint8)
    veil = pygame.Surface(size, pygame.SRCALPHA)
    veil.fill(rgba(colour))
    alpha = pygame.surfarray.pixels_alpha(veil)
    alpha[:] = opacity[:, None] if sideways else opacity[None, :]
    del alpha  # the surface stays locked while the array lives
    return veil


def _picture(image: Plane) -> pygame.Surface:
    """With a grain finer than a colour step, so that dark gradients show no bands."""
    grain = np.random.default_rng(1).random((*image.shape[:2], 1), dtype=np.float32) - 0.5
    surface = pygame.Surface(image.shape[:2])
    pygame.surfarray.blit_array(surface, (image + grain * 1.6).clip(0, 255).astype(np.uint8))
    return surface
