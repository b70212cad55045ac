"""`tiersix screenshot`: any screen of the game as a PNG file, drawn without a display."""

from __future__ import annotations

import argparse

from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    from game.ui import screenshot  # pygame only for the commands that draw

    width, height = arguments.size
    screenshot.render(arguments.screen, (width, height), arguments.scale, arguments.out, arguments.save)
    print(say("cli.screenshot.done", file=arguments.out, width=width, height=height))
    return 0
