"""Rounded boxes and shadows, drawn fine, scaled down once, and kept. Sizes are device pixels, colours literal."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.ui.theme import rgba


@lru_cache(maxsize=512)
def corner(radius: int, border: int, fill: str, line: str) -> pygame.Surface:
    """A circle of `radius` device pixels whose quarters are the corners of a box, premultiplied."""
    fine = 4
    size = 2 * radius * fine
    sheet = pygame.Surface((size, size), pygame.SRCALPHA)
    centre = (size / 2, size / 2)
    if line:
        pygame.draw.circle(sheet, rgba(line), centre, size / 2)
        inner = pygame.Surface((size, size), pygame.SRCALPHA)
        pygame.draw.circle(sheet, (0, 0, 0, 0), centre, size / 2 - border * fine)
        pygame.draw.circle(inner, rgba(fill), centre, size / 2 - border * fine)
        sheet.blit(inner, (0, 0))
    else:
        pygame.draw.circle(sheet, rgba(fill), centre, size / 2)
    return pygame.transform.smoothscale(sheet.premul_alpha(), (2 * radius, 2 * radius))


@lru_cache(maxsize=256)
def sheer(size: tuple[int, int], radius: int, border: int, fill: str, line: str) -> pygame.Surface:
    """A whole translucent box, premultiplied."""
    fine = 4
    sheet = pygame.Surface((size[0] * fine, size[1] * fine), pygame.SRCALPHA)
    area = sheet.get_rect()
    if line:
        pygame.draw.rect(sheet, rgba(line), area, border_radius=radius * fine)
        area = area.inflate(-2 * border * fine, -2 * border * fine)
        pygame.draw.rect(sheet, rgba(fill), area, border_radius=max(0, radius - border) * fine)
    else:
        pygame.draw.rect(sheet, rgba(fill), area, border_radius=radius * fine)
    return pygame.transform.smoothscale(sheet.premul_alpha(), size)


_SMALL = 16_000  # device pixels of a box up to which its picture is kept


@lru_cache(maxsize=64)
def shadow(size: tuple[int, int], reach: int) -> pygame.Surface:
    """A soft dark cloud, `reach` device pixels larger than `size` on every side, premultiplied."""
    small = max(1, size[0] // 4), max(1, size[1] // 4)
    soft = max(1, reach // 4)
    sheet = pygame.Surface((small[0] + 4 * soft, small[1] + 4 * soft), pygame.SRCALPHA)
    pygame.draw.rect(sheet, (0, 0, 0, 150), (2 * soft, 2 * soft, *small), border_radius=soft)
    blurred = pygame.transform.gaussian_blur(sheet, soft)
    return pygame.transform.smoothscale(blurred, (size[0] + 4 * reach, size[1] + 4 * reach))


def solid(surface: pygame.Surface, area: pygame.Rect, radius: int, border: int, fill: str, line: str) -> None:
    """Draw an opaque box: a small one from a picture that is kept, a large one piece by piece, which is fast at any
    size and keeps nothing."""
    if area.w * area.h <= _SMALL:
        surface.blit(_kept(area.size, radius, border, fill, line), area, special_flags=pygame.BLEND_PREMULTIPLIED)
    else:
        _pieces(surface, area, radius, border, fill, line)


@lru_cache(maxsize=400)
def _kept(size: tuple[int, int], radius: int, border: int, fill: str, line: str) -> pygame.Surface:
    """A small box, premultiplied: one copy costs a fifth of its eleven pieces."""
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    _pieces(sheet, sheet.get_rect(), radius, border, fill, line)
    return sheet


def _pieces(surface: pygame.Surface, area: pygame.Rect, radius: int, border: int, fill: str, line: str) -> None:
    """The corners, and plain fills between them."""
    x, y, w, h = area
    ink = rgba(fill)[:3]
    if radius > 0:
        disc = corner(radius, border, fill, line)
        for dx, sx in ((0, 0), (w - radius, radius)):
            for dy, sy in ((0, 0), (h - radius, radius)):
                piece = (sx, sy, radius, radius)
                surface.blit(disc, (x + dx, y + dy), piece, special_flags=pygame.BLEND_PREMULTIPLIED)
    surface.fill(ink, (x + radius, y, w - 2 * radius, h))
    if radius > 0:
        surface.fill(ink, (x, y + radius, radius, h - 2 * radius))
        surface.fill(ink, (x + w - radius, y + radius, radius, h - 2 * radius))
    if line:
        stroke = rgba(line)[:3]
        surface.fill(stroke, (x + radius, y, w - 2 * radius, border))
        surface.fill(stroke, (x + radius, y + h - border, w - 2 * radius, border))
        surface.fill(stroke, (x, y + radius, border, h - 2 * radius))
        surface.fill(stroke, (x + w - border, y + radius, border, h - 2 * radius))
