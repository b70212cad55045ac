"""The gallery draws all that there is, in a window and into files."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui import gallery
from game.ui.exhibits import WIDGETS
from game.ui.inspect import problems
from game.ui.nodes import click
from game.ui.screens.registry import SCREENS
from game.ui.widgets import Ui
from tests.ui.table import world


def test_every_screen_and_widget_is_on_show() -> None:
    assert {*SCREENS, *WIDGETS} <= set(gallery.names())
    assert len(set(gallery.names())) == len(gallery.names())


@pytest.mark.parametrize("name", [name for name in WIDGETS if name not in ("colours", "icons")])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720)])
def test_widgets_are_sound(name: str, size: tuple[int, int]) -> None:
    pygame.font.init()
    ui, kept = Ui(pygame.Surface(size)), {}  # type: ignore[var-annotated]
    ui.inspecting = True
    for frame in range(3):
        ui.begin([], frame * 0.02)
        ui.fill()
        WIDGETS[name](ui, kept)
        ui.end()
    assert problems(ui) == []


def test_files_are_written_for_each_combination(tmp_path: Path) -> None:
    told: list[Path] = []
    wanted = ["marks", "letters"]
    sizes, palettes = ((1024, 640), (1536, 960)), ("standard", "colour-blind")
    assert gallery.write(tmp_path, wanted, sizes, (1.0, 1.5), palettes, told.append) == 2 * 3 * 2
    assert sorted(tmp_path.glob("*.png")) == sorted(told)
    assert (tmp_path / "marks_1536x960_x1.5_colour-blind.png").exists()
    one, other = (tmp_path / f"marks_1024x640_x1_{palette}.png" for palette in palettes)
    assert one.read_bytes() != other.read_bytes()


def test_other_states_are_not_the_screens_as_they_open(tmp_path: Path) -> None:
    for name in ("keys-press",):
        screen = gallery.STATES[name][0]
        drawn = []
        for place, one in enumerate((name, screen)):
            home = tmp_path / f"{name}{place}"
            surface = gallery.picture(one, (1024, 640), 1.0, "standard", world(), home)
            drawn.append(pygame.image.tobytes(surface, "RGB"))
        assert drawn[0] != drawn[1]


def test_window_shows_what_is_chosen_and_the_exhibit_can_be_used(tmp_path: Path) -> None:
    pygame.font.init()
    shown = gallery.Gallery(pygame.Surface((1280, 720)), tmp_path, "inputs")
    shown.frame([], 0.0)
    shown.frame([], 0.1)
    assert shown.shown == "inputs"
    down = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PAGEUP, mod=0, unicode="")
    shown.frame([down], 0.2)
    assert shown.shown == "buttons"
    shown.frame([], 0.3)
    tab = next(node for node in shown.page._ui.nodes if node.id == "tabs/2")  # type: ignore[union-attr]
    events = click(tab, shown.page.scale)
    moved = [pygame.event.Event(e.type, {**e.dict, "pos": (e.pos[0] + shown._room.x, e.pos[1])}) for e in events]
    shown.frame(moved, 0.4)
    assert shown.page._kept["tab"] == 2
    shown.frame([pygame.event.Event(pygame.QUIT)], 0.5)
    assert shown.leaving
