"""Geography: countries, the projection, where a place lies on the screen, and which country lies under a
pixel.

Longitude and latitude are degrees; positions are device pixels from the map's upper left corner. Drawing is
in `game.ui.mapdraw` (what moves) and `game.ui.maplayer` (what stands still).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pygame

from game.paths import assets

CENTRE_LONGITUDE = 11.0  # the map is cut on the other side of the globe, in the Bering Strait
EUROPE = (
    *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN"),
    *("IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE", "ALA"),
)
"""Three-letter codes of the countries that the map shows as Europe's bloc."""
CHINA = ("CHN", "HKG", "MAC")
AMERICA = ("USA", "PRI")

Array = npt.NDArray[np.float64]


def project(longitude: Array, latitude: Array) -> tuple[Array, Array]:
    """The Natural Earth projection by its published polynomial; x to the east and y to the north, in radii.

    Longitudes beyond the map's edge go on past it, which is how arcs leave on one side and come in on the
    other.
    """
    turn, tilt = np.radians(longitude - CENTRE_LONGITUDE), np.radians(latitude)
    t2 = tilt * tilt
    t4 = t2 * t2
    x = turn * (0.8707 - 0.131979 * t2 + t4 * (-0.013791 + t4 * (0.003971 * t2 - 0.001529 * t4)))
    y = tilt * (1.007226 + t2 * (0.015085 + t4 * (-0.044475 + 0.028874 * t2 - 0.005916 * t4)))
    return x, y


def within_window(longitude: float) -> float:
    """The same meridian within half a turn of the map's centre."""
    return (longitude - CENTRE_LONGITUDE + 180.0) % 360.0 - 180.0 + CENTRE_LONGITUDE


@dataclass(frozen=True)
class Country:
    """A country of the map: its three-letter code, its name, and a point well inside it."""

    code: str
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Ring:
    """One closed line of a country's shape: a stretch of the points."""

    country: int
    hole: bool
    points: slice


@dataclass(frozen=True, eq=False)
class Geography:
    """All countries. `points` is (n, 2): projected x and y in radii."""

    points: Array
    rings: tuple[Ring, ...]
    countries: tuple[Country, ...]
    index: dict[str, int]


@cache
def geography() -> Geography:
    """The shipped map, loaded once. Raises OSError if its file is missing."""
    with np.load(assets() / "map" / "world.npz") as file:
        degrees, table = file["points"].astype(float), file["rings"]
        codes, names, centres = file["codes"].tolist(), file["names"].tolist(), file["centres"]
    rings = tuple(Ring(int(c), bool(h), slice(int(o), int(o + n))) for c, h, o, n in table)
    countries = tuple(
        Country(code, name, float(lon), float(lat))
        for code, name, (lon, lat) in zip(codes, names, centres, strict=True)
    )
    points = np.stack(project(degrees[:, 0], degrees[:, 1]), axis=1)
    return Geography(points, rings, countries, {code: place for place, code in enumerate(codes)})


@dataclass(frozen=True)
class MapView:
    """What part of the world is shown: the bounds fill the rectangle at zoom 1.

    `centre` is longitude, latitude.
    """

    west: float = -168.0
    east: float = 190.0
    south: float = -56.0
    north: float = 78.0
    zoom: float = 1.0
    centre: tuple[float, float] | None = None

    def zoomed(self, zoom: float, centre: tuple[float, float]) -> MapView:
        """That many times nearer than the whole view, around a place; the whole view again at zoom 1 and below."""
        if zoom <= 1.0:
            return MapView(self.west, self.east, self.south, self.north)
        return MapView(self.west, self.east, self.south, self.north, zoom).centred(*centre)

    def centred(self, longitude: float, latitude: float) -> MapView:
        """The view moved to a place, as far as its bounds go."""
        centre = min(self.east, max(self.west, longitude)), min(self.north, max(self.south, latitude))
        return MapView(self.west, self.east, self.south, self.north, self.zoom, centre)


@dataclass(frozen=True)
class Placement:
    """A view on `size` device pixels: radii become pixels by `factor` around `middle` (radii)."""

    size: tuple[int, int]
    factor: float
    middle: tuple[float, float]

    @classmethod
    def of(cls, view: MapView, size: tuple[int, int]) -> Placement:
        """The placement in which the view's bounds just fit."""
        west, east = project(np.array([view.west, view.east]), np.zeros(2))[0]
        south, north = project(np.zeros(2), np.array([view.south, view.north]))[1]
        factor = min(size[0] / (east - west), size[1] / (north - south)) * view.zoom
        if view.centre is None:
            return cls(size, float(factor), (float(west + east) / 2, float(south + north) / 2))
        x, y = project(np.array([view.centre[0]]), np.array([view.centre[1]]))
        return cls(size, float(factor), (float(x[0]), float(y[0])))

    def pixels(self, points: Array) -> Array:
        """Device pixels, (n, 2), of projected points in radii, (n, 2)."""
        out = np.empty_like(points)
        out[:, 0] = (points[:, 0] - self.middle[0]) * self.factor + self.size[0] / 2
        out[:, 1] = (self.middle[1] - points[:, 1]) * self.factor + self.size[1] / 2
        return out

    def position(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Device pixels of a place. Longitudes outside the map's window are taken as they are."""
        x, y = project(np.array([longitude]), np.array([latitude]))
        return (
            float((x[0] - self.middle[0]) * self.factor + self.size[0] / 2),
            float((self.middle[1] - y[0]) * self.factor + self.size[1] / 2),
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of device pixels; beyond the poles it stays at the pole."""
        north = self.middle[1] - (y - self.size[1] / 2) / self.factor
        latitudes = np.linspace(-90.0, 90.0, 721)
        heights = project(np.zeros(721), latitudes)[1]
        latitude = float(np.interp(north, heights, latitudes))
        degree = float(project(np.array([CENTRE_LONGITUDE + 1.0]), np.array([latitude]))[0][0])
        east = self.middle[0] + (x - self.size[0] / 2) / self.factor
        return CENTRE_LONGITUDE + east / degree, latitude


def country_surface(placement: Placement) -> pygame.Surface:
    """A picture whose pixels hold a country's number plus one in red and green; black is water."""
    world = geography()
    surface = pygame.Surface(placement.size, 0, 32)
    pixels = placement.pixels(world.points).tolist()
    for ring in world.rings:
        number = ring.country + 1
        colour = (0, 0, 0) if ring.hole else (number >> 8, number & 255, 0)
        pygame.draw.polygon(surface, colour, pixels[ring.points])
    return surface


def country_at(surface: pygame.Surface, x: float, y: float) -> Country | None:
    """The country under a pixel of such a picture."""
    if not surface.get_rect().collidepoint(x, y):
        return None
    red, green, *_ = surface.get_at((int(x), int(y)))
    number = (red << 8 | green) - 1
    return geography().countries[number] if number >= 0 else None
