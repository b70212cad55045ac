"""Screens and widgets look as they did when somebody last looked at them: `python -m tests.ui.golden` renews."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest

from tests.ui.golden import FOLDER, NAMES, drawn
from tests.ui.table import world

SEEN = 24  # difference of a colour channel, of 255, from which an eye notices
ALLOWED = 0.002  # share of the pixels that may differ so, for another version of the font engine


def apart(one: pygame.Surface, other: pygame.Surface) -> float:
    """The share of the pixels that differ visibly."""
    pixels = [pygame.surfarray.array3d(surface).astype(np.int16) for surface in (one, other)]
    return float((abs(pixels[0] - pixels[1]).max(axis=2) > SEEN).mean())


@pytest.mark.parametrize("name", NAMES)
def test_looks_as_it_did(name: str, tmp_path: Path) -> None:
    now = drawn(name, world(), tmp_path)
    differing = apart(now, pygame.image.load(FOLDER / f"{name}.png"))
    if differing > ALLOWED:
        pygame.image.save(now, tmp_path / f"{name}.png")
    assert differing <= ALLOWED, f"{differing:.2%} of {name} look different; see {tmp_path / f'{name}.png'}"


def test_images_are_few_and_none_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(NAMES)
    assert len(NAMES) <= 12


def test_a_word_in_another_place_is_noticed(tmp_path: Path) -> None:
    now = drawn("buttons", world(), tmp_path)
    moved = now.copy()
    moved.blit(now, (0, 6), (0, 0, *now.get_size()))
    assert apart(now, moved) > ALLOWED
