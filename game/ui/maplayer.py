"""The part of the map that stands still: ocean, graticule, land, filled countries with their glow, and
borders.

It costs some tenths of a second, so it is drawn once for each size, view and ownership and kept by
`game.ui.mapdraw`. Arrays are (width, height) or (width, height, 3) of float32, as pygame's surfaces are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pygame

from game.ui.theme import rgba
from game.ui.worldmap import Geography, Placement, geography, project

Plane = npt.NDArray[np.floating[Any]]

_OCEAN, _DEEP = "#0b1420", "#070c14"
_LAND, _COAST, _BORDER = "#1e2a3b", "#5d7ea8", "#05080d"
_GRATICULE, _GLOW = "#122033", "#2a6fb0"
_LARGE = 1_400_000  # pixels: from here on two samples a side are as good as three


def render(placement: Placement, fills: Mapping[str, str], scale: float = 1.0) -> pygame.Surface:
    """The still layer; glows and lines grow with the scale.

    `fills` maps three-letter codes to literal colours; other countries are plain land.
    """
    width, height = placement.size
    samples = 3 if width * height < _LARGE else 2
    world = geography()
    pixels = placement.pixels(world.points)
    colours = sorted(set(fills.values()))
    codes = _codes(world, pixels, placement.size, samples, fills, colours)
    image = _ocean(placement)
    land = _coverage(codes > 0, samples)
    shore = _blur(land, 9 * scale) * 0.55 + _blur(land, 3 * scale) * 0.25
    _towards(image, _ink(_GLOW), shore * 0.33)
    shade = (1.06 - 0.12 * (np.arange(height, dtype=np.float32) / height))[None, :, None]
    ground = _ink(_LAND) * shade
    image += (ground - image) * land[:, :, None]
    for place, colour in enumerate(colours):
        _fill(image, codes == place + 2, samples, colour, ground, scale)
    _borders(image, world, pixels, placement.size, samples, land, scale)
    _vignette(image)
    surface = pygame.Surface(placement.size)
    pygame.surfarray.blit_array(surface, image.clip(0, 255).astype(np.uint8))
    return surface


def _ink(colour: str) -> Plane:
    return np.array(rgba(colour)[:3], np.float32)


def _towards(image: Plane, ink: Plane, share: Plane) -> None:
    """Mix a colour into the image by a share of 0 to 1 at each pixel."""
    image += (ink - image) * share[:, :, None]


def _codes(
    world: Geography,
    pixels: npt.NDArray[np.float64],
    size: tuple[int, int],
    samples: int,
    fills: Mapping[str, str],
    colours: list[str],
) -> npt.NDArray[np.uint8]:
    """0 for water, 1 for plain land, 2 and up for each colour, at `samples` times the size."""
    sheet = pygame.Surface((size[0] * samples, size[1] * samples), 0, 8)
    sheet.set_palette([(i, i, i) for i in range(256)])
    own = {world.index[code]: colours.index(colour) + 2 for code, colour in fills.items() if code in world.index}
    fine = pixels * samples
    for ring in world.rings:
        pygame.draw.polygon(sheet, 0 if ring.hole else own.get(ring.country, 1), fine[ring.points])
    return np.asarray(pygame.surfarray.array2d(sheet)).astype(np.uint8)


def _coverage(hits: npt.NDArray[np.bool_], samples: int) -> Plane:
    """How much of each pixel is hit, 0 to 1."""
    width, height = hits.shape[0] // samples, hits.shape[1] // samples
    rows = hits.reshape(width, samples, height * samples).sum(1, dtype=np.uint8)
    total = rows.reshape(width, height, samples).sum(2, dtype=np.uint8)
    share: Plane = total.astype(np.float32) / np.float32(samples * samples)
    return share


def _blur(plane: Plane, radius: float) -> Plane:
    """Gaussian blur; large radii on a smaller picture, where nobody sees the difference."""
    width, height = plane.shape
    grey = pygame.Surface((width, height))
    pygame.surfarray.blit_array(grey, np.repeat((plane * 255).astype(np.uint8)[:, :, None], 3, 2))
    shrink = 3 if radius >= 6 else 2 if radius >= 2 else 1
    small = (max(1, width // shrink), max(1, height // shrink))
    if shrink > 1:
        grey = pygame.transform.smoothscale(grey, small)
    grey = pygame.transform.gaussian_blur(grey, max(1, round(radius / shrink)))
    if shrink > 1:
        grey = pygame.transform.smoothscale(grey, (width, height))
    return np.asarray(pygame.surfarray.pixels_red(grey)).astype(np.float32) / np.float32(255)


def _ocean(placement: Placement) -> Plane:
    """Lighter in the middle, with the graticule."""
    width, height = placement.size
    x = ((np.arange(width, dtype=np.float32) - width / 2) / (width * 0.62))[:, None]
    y = ((np.arange(height, dtype=np.float32) - height * 0.45) / (height * 0.75))[None, :]
    far = np.hypot(x, y).clip(0, 1)[:, :, None]
    image = _ink(_OCEAN) * (1 - far) + _ink(_DEEP) * far
    surface = pygame.Surface((width, height))
    pygame.surfarray.blit_array(surface, image.astype(np.uint8))
    for longitude in range(-150, 181, 30):
        _curve(surface, placement, np.full(60, float(longitude)), np.linspace(-80, 84, 60))
    for latitude in range(-60, 90, 30):
        _curve(surface, placement, np.linspace(-168.9, 190.9, 120), np.full(120, float(latitude)))
    return np.asarray(pygame.surfarray.array3d(surface)).astype(np.float32)


def _curve(
    surface: pygame.Surface,
    placement: Placement,
    longitudes: npt.NDArray[np.float64],
    latitudes: npt.NDArray[np.float64],
) -> None:
    line = placement.pixels(np.stack(project(longitudes, latitudes), axis=1))
    pygame.draw.aalines(surface, _GRATICULE, False, line)


def _fill(image: Plane, hits: npt.NDArray[np.bool_], samples: int, colour: str, ground: Plane, scale: float) -> None:
    """Colour the countries of one owner: dark within, glowing towards their edge."""
    across, down = np.flatnonzero(hits.any(1)), np.flatnonzero(hits.any(0))
    if not len(across):
        return
    width, height = image.shape[:2]
    reach = round(24 * scale)
    x0, x1 = max(0, across[0] // samples - reach), min(width, across[-1] // samples + reach + 1)
    y0, y1 = max(0, down[0] // samples - reach), min(height, down[-1] // samples + reach + 1)
    part = _coverage(hits[x0 * samples : x1 * samples, y0 * samples : y1 * samples], samples)
    edge = (part - _blur(part, 7 * scale)).clip(0, 1) * 1.25
    edge += (part - _blur(part, 2 * scale)).clip(0, 1) * 0.55
    ink = _ink(colour)
    body = ground[:, y0:y1] * 0.42 + ink * 0.40
    body = body + (ink * 1.05 - body) * edge.clip(0, 0.85)[:, :, None]
    area = image[x0:x1, y0:y1]
    area += (body - area) * part[:, :, None]


def _borders(
    image: Plane,
    world: Geography,
    pixels: npt.NDArray[np.float64],
    size: tuple[int, int],
    samples: int,
    land: Plane,
    scale: float,
) -> None:
    """Dark lines between countries, light ones along the coast."""
    sheet = pygame.Surface((size[0] * samples, size[1] * samples))
    fine = pixels * samples
    thick = max(1, round(samples * 0.55 * scale))
    for ring in world.rings:
        pygame.draw.lines(sheet, (255, 255, 255), True, fine[ring.points], thick)
    small = pygame.transform.smoothscale(sheet, size)
    line = np.asarray(pygame.surfarray.pixels_red(small)).astype(np.float32) / np.float32(255)
    inland = _blur(land, 1) > 0.80
    _towards(image, _ink(_BORDER), line * inland * 0.62)
    _towards(image, _ink(_COAST), line * ~inland * 0.62)


def _vignette(image: Plane) -> None:
    width, height = image.shape[:2]
    x = ((np.arange(width, dtype=np.float32) - width / 2) / (width / 2))[:, None]
    y = ((np.arange(height, dtype=np.float32) - height / 2) / (height / 2))[None, :]
    image *= (1 - 0.30 * np.hypot(x, y).clip(0, 1.2) ** 3)[:, :, None]
