"""A line that says how far a long command has come, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from game.content.words import say


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Gives what is to be told how many campaigns are played, and of how many; None where nobody watches.

    The line is gone afterwards, also when the command was stopped.
    """
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _tell
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _tell(done: int, games: int) -> None:
    print("\r" + say("cli.simulate.progress", done=done, games=games), end="", file=sys.stderr, flush=True)
