"""What is loaded by the time the title is seen, and what comes after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCREENS = "game.ui.screens."
AT_THE_TITLE = {
    *("title", "registry", "tutorial", "mapscene"),
    *("keys", "load", "menu", "seats", "why", "figures", "causes", "causeterms", "numbers"),  # what those are made of
}
LATE = {"scipy", "pandas", "pyarrow", "jinja2", "distributed", "numpy.random"}
FRAMES = 200

PROGRAM = """
import gc
import sys
import pygame
from game.cli.window import open_window

class Enough(Exception): ...

class Hurried:
    def tick(self, _: int) -> None: ...

def flip(left=[int(sys.argv[1])]):
    left[0] -= 1
    if left[0] < 0:  # the first shows an empty window
        print(*sys.modules, "GARBAGE" if gc.isenabled() else "")
        raise Enough

pygame.display.flip = flip
pygame.time.Clock = Hurried
try:
    open_window()
except Enough:
    pass
"""


def loaded(frames: int, home: Path) -> set[str]:
    """The names of all modules after so many frames of the title; and GARBAGE where Python searches for it."""
    environment = os.environ | {
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "TIERSIX_HOME": str(home),
    }
    command = [sys.executable, "-c", PROGRAM, str(frames)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=True)
    return set(done.stdout.split())


def test_the_title_waits_for_no_other_screen(tmp_path: Path) -> None:
    modules = loaded(1, tmp_path)
    screens = {name.removeprefix(SCREENS) for name in modules if name.startswith(SCREENS)}
    assert "title" in screens
    assert screens <= AT_THE_TITLE
    assert not modules & LATE


def test_the_other_screens_are_loaded_while_the_title_is_seen(tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "game" / "ui" / "screens"
    every = {f"{SCREENS}{file.stem}" for file in folder.glob("*.py") if file.stem != "__init__"}
    assert every | {"GARBAGE"} <= loaded(FRAMES, tmp_path)
