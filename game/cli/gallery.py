"""`tiersix gallery`: every screen and widget with canned states, in a window or as PNG files."""

from __future__ import annotations

import argparse
import os
import sys

from game.cli.misuse import unknown
from game.cli.window import no_display
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    """With `--out` no display is needed; without it a window opens, and 1 says that it cannot."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.ui import gallery  # pygame only for the commands that draw

    for name in arguments.names:
        if name not in gallery.names():
            raise unknown("exhibit", name, gallery.names())
    if arguments.out is not None:
        count = gallery.write(
            arguments.out,
            arguments.names,
            arguments.size or [(1280, 720)],
            arguments.scale or [1.0],
            arguments.palette or ["standard"],
            told=lambda path: print(path, flush=True),
        )
        print(say("cli.gallery.done", count=count, folder=arguments.out))
        return 0
    if no_display(sys.platform, os.environ):
        print(say("cli.gallery.no_display"), file=sys.stderr)
        return 1
    return gallery.show(arguments.names[0] if arguments.names else "")
