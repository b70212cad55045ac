"""`tiersix play`: the game in its window; a campaign in the terminal where there can be none."""

from __future__ import annotations

import argparse

from game.cli.parser import build_parser
from game.cli.window import NoWindow, open_window
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    try:
        return open_window()
    except NoWindow as error:
        print(say("cli.window.watch_instead", why=error))
    from game.cli import watch

    return watch.run(build_parser().parse_args(["watch"]))
