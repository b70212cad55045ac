"""`tiersix load`: a saved campaign in the game's window."""

from __future__ import annotations

import argparse
import sys

from game.campaign.saves import load
from game.cli.window import NoWindow, open_window
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    load(arguments.file)  # what is wrong with the file is told here, before a window opens
    try:
        return open_window(arguments.file)
    except NoWindow as error:
        print(say("cli.window.cannot_load", why=error), file=sys.stderr)
        return 1
