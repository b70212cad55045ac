"""Whether a window can be opened here, told before pygame is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from game.content.words import say


def no_display(system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> str:
    """Why there can be no window, in one line; empty when there may be one.

    Windows and macOS always have a display. Elsewhere the environment names it, unless somebody has chosen
    a driver of SDL, which then needs none.
    """
    if system in ("win32", "darwin"):
        return ""
    if any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")):
        return ""
    return say("cli.window.no_display")
