"""The part of the map that stands still: ocean, graticule, land, filled countries with their glow, and
borders.

It costs some tenths of a second, so it is drawn once for each size, view and ownership and kept by
`game.ui.mapdraw`. Arrays are (height, width), or (3, height, width) for the three colours, of float32: whole planes,
one row after the other as in pygame's surfaces, are worked on many times faster than triples.
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
_Points = list[tuple[float, float]]  # plain lists, which pygame reads many times faster than rows of an array

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
    fine: _Points = (placement.pixels(world.points) * samples).tolist()
    colours = sorted(set(fills.values()))
    codes = _codes(world, fine, placement.size, samples, fills, colours)
    image = _ocean(placement)
    land = _coverage(codes > 0, samples)
    shore = _blur(land, 9 * scale) * 0.55 + _blur(land, 3 * scale) * 0.25
    _towards(image, _ink(_GLOW), shore * 0.33)
    shade = (1.06 - 0.12 * (np.arange(height, dtype=np.float32) / height))[:, None]
    ground = _ink(_LAND) * shade
    _towards(image, ground, land)
    for place, colour in enumerate(colours):
        _fill(image, codes == place + 2, samples, colour, ground, scale)
    _borders(image, world, fine, placement.size, samples, land, scale)
    _vignette(image)
    return _surface(image.clip(0, 255, out=image))


def _ink(colour: str) -> Plane:
    """A colour as (3, 1, 1)."""
    return np.array(rgba(colour)[:3], np.float32)[:, None, None]


def _surface(image: Plane) -> pygame.Surface:
    """A picture of the image, whose values are 0 to 255."""
    surface = pygame.Surface((image.shape[2], image.shape[1]))
    pixels = pygame.surfarray.pixels3d(surface)
    for channel, plane in enumerate(image):
        pixels[:, :, channel] = plane.T
    return surface


def _towards(image: Plane, ink: Plane, share: Plane) -> None:
    """Mix a colour, (3, 1, 1) or more, into the image by a share of 0 to 1 at each pixel."""
    for plane, tone in zip(image, ink, strict=True):
        step = tone - plane
        step *= share
        plane += step


def _codes(
    world: Geography,
    fine: _Points,
    size: tuple[int, int],
    samples: int,
    fills: Mapping[str, str],
    colours: list[str],
) -> npt.NDArray[np.uint8]:
    """0 for water, 1 for plain land, 2 and up for each colour, at `samples` times the size."""
    sheet = pygame.Surface((size[0] * samples, size[1] * samples), 0, 8)
    sheet.set_palette([(i, i, i) for i in range(256)])
    own = {world.index[code]: colours.index(colour) + 2 for code, colour in fills.items() if code in world.index}
    for ring in world.rings:
        pygame.draw.polygon(sheet, 0 if ring.hole else own.get(ring.country, 1), fine[ring.points])
    return np.asarray(pygame.surfarray.pixels2d(sheet)).T


def _coverage(hits: npt.NDArray[np.bool_], samples: int) -> Plane:
    """How much of each pixel is hit, 0 to 1."""
    rows = hits[::samples].astype(np.uint8)
    for place in range(1, samples):
        rows += hits[place::samples]
    share = rows[:, ::samples].astype(np.float32)
    for place in range(1, samples):
        share += rows[:, place::samples]
    share /= samples * samples
    return share


def _blur(plane: Plane, radius: float) -> Plane:
    """Gaussian blur of values 0 to 1; large radii on a smaller picture, where nobody sees the difference."""
    height, width = plane.shape
    shrink = 3 if radius >= 6 else 2 if radius >= 2 else 1
    grey = pygame.Surface((width, height))
    pygame.surfarray.pixels_red(grey)[:] = (plane * 255).T
    small = pygame.transform.smoothscale(grey, (max(1, width // shrink), max(1, height // shrink)))
    red = pygame.surfarray.pixels_red(small)
    red[:] = _bell(red.T.astype(np.float32), max(1, round(radius / shrink))).T
    del red  # the surface stays locked while the array lives
    wide = pygame.transform.smoothscale(small, (width, height))
    return np.asarray(pygame.surfarray.pixels_red(wide)).T / np.float32(255)


def _bell(plane: Plane, radius: int) -> Plane:
    """Blur by a bell curve whose standard deviation is `radius` pixels; beyond the edges all is like the edges.

    It gives what pygame's own blur gives, in a tenth of the time.
    """
    reach = 2 * radius
    bell = np.exp(-((np.arange(-reach, reach + 1) / radius) ** 2) / 2)
    for _ in range(2):
        wide = np.pad(plane, ((reach, reach), (0, 0)), "edge")
        out = np.zeros_like(plane)
        for place, weight in enumerate((bell / bell.sum()).astype(np.float32)):
            out += weight * wide[place : place + len(plane)]
        plane = out.T
    return plane


def _ocean(placement: Placement) -> Plane:
    """Lighter in the middle, with the graticule."""
    width, height = placement.size
    x = (np.arange(width, dtype=np.float32) - width / 2) / (width * 0.62)
    y = ((np.arange(height, dtype=np.float32) - height * 0.45) / (height * 0.75))[:, None]
    far = np.hypot(x, y).clip(0, 1)
    image = _ink(_OCEAN) * (1 - far)
    image += _ink(_DEEP) * far
    surface = _surface(image)
    for longitude in range(-150, 181, 30):
        _curve(surface, placement, np.full(60, float(longitude)), np.linspace(-80, 84, 60))
    for latitude in range(-60, 90, 30):
        _curve(surface, placement, np.linspace(-168.9, 190.9, 120), np.full(120, float(latitude)))
    return np.ascontiguousarray(pygame.surfarray.pixels3d(surface).T, np.float32)


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
    across, down = np.flatnonzero(hits.any(0)), np.flatnonzero(hits.any(1))
    if not len(across):
        return
    height, width = image.shape[1:]
    reach = round(24 * scale)
    x0, x1 = max(0, across[0] // samples - reach), min(width, across[-1] // samples + reach + 1)
    y0, y1 = max(0, down[0] // samples - reach), min(height, down[-1] // samples + reach + 1)
    part = _coverage(hits[y0 * samples : y1 * samples, x0 * samples : x1 * samples], samples)
    edge = (part - _blur(part, 7 * scale)).clip(0, 1) * 1.25
    edge += (part - _blur(part, 2 * scale)).clip(0, 1) * 0.55
    ink = _ink(colour)
    body = np.repeat(ground[:, y0:y1] * 0.42 + ink * 0.40, x1 - x0, axis=2)
    _towards(body, ink * 1.05, edge.clip(0, 0.85))
    _towards(image[:, y0:y1, x0:x1], body, part)


def _borders(
    image: Plane,
    world: Geography,
    fine: _Points,
    size: tuple[int, int],
    samples: int,
    land: Plane,
    scale: float,
) -> None:
    """Dark lines between countries, light ones along the coast."""
    sheet = pygame.Surface((size[0] * samples, size[1] * samples), 0, 8)
    thick = max(1, round(samples * 0.55 * scale))
    for ring in world.rings:
        pygame.draw.lines(sheet, 1, True, fine[ring.points], thick)
    line = _coverage(np.asarray(pygame.surfarray.pixels2d(sheet)).T, samples) * 0.62
    inland = _blur(land, 1) > 0.80
    _towards(image, _ink(_BORDER), line * inland)
    _towards(image, _ink(_COAST), line * ~inland)


def _vignette(image: Plane) -> None:
    height, width = image.shape[1:]
    x = (np.arange(width, dtype=np.float32) - width / 2) / (width / 2)
    y = ((np.arange(height, dtype=np.float32) - height / 2) / (height / 2))[:, None]
    far = np.hypot(x, y).clip(0, 1.2)
    image *= 1 - 0.30 * far * far * far
