"""Text at its final size: fonts, measuring and a bounded cache of rendered lines.

Sizes here are device pixels. Everything is keyed by plain values, so the caches serve every window and scale
at once.
"""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.paths import assets
from game.ui.theme import Weight, rgba

_FILES: dict[Weight, str] = {
    "Regular": "Inter-Regular.ttf",
    "Medium": "Inter-Medium.ttf",
    "SemiBold": "Inter-SemiBold.ttf",
    "Bold": "Inter-Bold.ttf",
    "Mono": "JetBrainsMono-Regular.ttf",
}

_FINE = 4
_THIN = 24  # device pixels: smaller letters are drawn a little heavier
_INK = 70  # of 255


@lru_cache(maxsize=128)
def font(pixels: int, weight: Weight) -> pygame.font.Font:
    """The font of that height in device pixels."""
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.font.Font(assets() / "fonts" / _FILES[weight], max(1, pixels))


@lru_cache(maxsize=16384)
def width(text: str, pixels: int, weight: Weight) -> int:
    """Width of one line in device pixels."""
    return -(-font(pixels * _FINE, weight).size(text)[0] // _FINE)


@lru_cache(maxsize=1500)
def line(text: str, pixels: int, weight: Weight, colour: str) -> pygame.Surface:
    """One rendered line on a transparent ground, premultiplied; `colour` is literal.

    Drawn too large and scaled down: SDL rounds every letter's advance to whole pixels, which tears small words apart.
    Premultiplied pictures are copied with BLEND_PREMULTIPLIED.
    """
    face = font(pixels * _FINE, weight)
    large = face.render(text, True, rgba(colour))
    drop = -face.get_ascent() % _FINE  # puts the baseline on the pixel grid
    high = -(-(large.get_height() + drop) // _FINE)
    sheet = pygame.Surface((width(text, pixels, weight) * _FINE, high * _FINE), pygame.SRCALPHA)
    sheet.blit(large.premul_alpha(), (0, drop))
    small = pygame.transform.smoothscale(sheet, (sheet.get_width() // _FINE, high))
    return _heavier(small) if pixels < _THIN else small


def _heavier(image: pygame.Surface) -> pygame.Surface:
    """A little more ink at the edges: thin light letters lose it when they are scaled down."""
    veil = image.copy()
    veil.fill((_INK, _INK, _INK, _INK), special_flags=pygame.BLEND_RGBA_MULT)
    image.blit(veil, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    return image


@lru_cache(maxsize=400)
def tracked(text: str, pixels: int, weight: Weight, colour: str, spacing: int) -> pygame.Surface:
    """One line with `spacing` device pixels between its letters, premultiplied."""
    glyphs = [line(letter, pixels, weight, colour) for letter in text]
    total = sum(glyph.get_width() + spacing for glyph in glyphs) - spacing if glyphs else 0
    out = pygame.Surface((max(1, total), line("A", pixels, weight, colour).get_height()), pygame.SRCALPHA)
    x = 0
    for glyph in glyphs:
        out.blit(glyph, (x, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
        x += glyph.get_width() + spacing
    return out


@lru_cache(maxsize=4096)
def shortened(text: str, pixels: int, weight: Weight, limit: int) -> str:
    """The text, cut with an ellipsis if it is wider than `limit` device pixels."""
    if width(text, pixels, weight) <= limit:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", pixels, weight) <= limit:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


@lru_cache(maxsize=2048)
def wrapped(text: str, pixels: int, weight: Weight, limit: int) -> tuple[str, ...]:
    """The text broken into lines of at most `limit` device pixels; a longer word gets a line of its own."""
    lines: list[str] = []
    for part in text.split("\n"):
        current = ""
        for word in part.split(" "):
            longer = f"{current} {word}" if current else word
            if current and width(longer, pixels, weight) > limit:
                lines.append(current)
                current = word
            else:
                current = longer
        lines.append(current)
    return tuple(lines)


@lru_cache(maxsize=400)
def with_halo(text: str, pixels: int, weight: Weight, colour: str, halo: str, reach: int) -> pygame.Surface:
    """One line with a dark rim of `reach` device pixels, for any ground such as the map; premultiplied."""
    front, back = line(text, pixels, weight, colour), line(text, pixels, weight, halo)
    out = pygame.Surface((front.get_width() + 2 * reach, front.get_height() + 2 * reach), pygame.SRCALPHA)
    for dx in range(2 * reach + 1):
        for dy in range(2 * reach + 1):
            out.blit(back, (dx, dy), special_flags=pygame.BLEND_PREMULTIPLIED)
    out.blit(front, (reach, reach), special_flags=pygame.BLEND_PREMULTIPLIED)
    return out
