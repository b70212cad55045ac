"""The game's window, and why there may be none."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from game.content.words import say

FIXED = ("win32", "darwin")
"""Systems with one kind of display, which is always there."""


class NoWindow(Exception):
    """Why no window can be opened here, in one line."""


def no_display(system: str, environment: Mapping[str, str]) -> bool:
    """Whether there certainly is no display.

    Where it is not fixed the environment names it, unless somebody has chosen a driver of SDL that needs none.
    """
    if system in FIXED:
        return False
    return not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def open_window(save: Path | None = None) -> int:
    """Open the window, with a saved campaign or at the title, and return when it is closed.

    NoWindow where it cannot be opened, SaveError when the save cannot be used.
    """
    if no_display(sys.platform, os.environ):
        raise NoWindow(say("cli.window.no_display"))
    if sys.platform not in FIXED:
        # otherwise SDL, where a display is named and not there, draws for nobody instead of failing
        os.environ.setdefault("SDL_VIDEODRIVER", "x11,wayland")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    gc.disable()  # all that is made until the title is there stays; `App.warm_up` goes on with the search for garbage
    try:
        from game.ui import app  # pygame only for the commands that draw

        return app.run(save=save)
    except RuntimeError as error:
        # pygame.error, by its name: only game.ui may import pygame
        if type(error).__module__ != "pygame":
            raise
        raise NoWindow(say("cli.window.not_opened", reason=error)) from error
    finally:
        gc.enable()
