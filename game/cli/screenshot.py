"""`tiersix screenshot`: any screen of the game as a PNG file, drawn without a display."""

from __future__ import annotations

import argparse
import os
import sys

from game.cli.misuse import unknown
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    """1 when the campaign cannot show the screen, as the deploy screen without a Tier Six system."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.ui.screens.registry import SCREENS  # pygame only for the commands that draw
    from game.ui.screenshot import NoScreen, render

    if arguments.screen not in SCREENS:
        raise unknown("screen", arguments.screen, SCREENS)
    width, height = arguments.size
    try:
        render(arguments.screen, (width, height), arguments.scale, arguments.out, arguments.save)
    except NoScreen as error:
        print(error, file=sys.stderr)
        return 1
    print(say("cli.screenshot.done", file=arguments.out, width=width, height=height))
    return 0
