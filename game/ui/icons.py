"""Icons and emblems, rasterised from SVG at their final size and cached."""

from __future__ import annotations

import io
from functools import cache, lru_cache

import pygame

from game.paths import assets
from game.ui.theme import mix


@cache
def names() -> frozenset[str]:
    """Every icon that is shipped."""
    return frozenset(path.stem for path in (assets() / "icons").glob("*.svg"))


@cache
def _source(name: str) -> bytes:
    if name not in names():
        raise KeyError(f"no icon named {name!r}; add it to assets/icons/collect_icons.py")
    return (assets() / "icons" / f"{name}.svg").read_bytes()


@lru_cache(maxsize=1024)
def icon(name: str, pixels: int, colour: str) -> pygame.Surface:
    """The icon, `pixels` device pixels square, in a literal colour. Raises KeyError for an unknown name."""
    opaque = mix(colour, colour, 0.0)[:7]
    svg = _source(name).replace(b"currentColor", opaque.encode())
    return pygame.image.load_sized_svg(io.BytesIO(svg), (pixels, pixels))
