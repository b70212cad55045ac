"""Whole campaigns a second: how much playing games side by side brings, and a second process.

With `--large` instead: whether the time grows with the number of games alone, up to 100,000, and the memory it takes.
"""

from __future__ import annotations

import sys

from benchmarks.record import asked, keep, table
from game.content.load import load_book
from game.content.words import figures
from game.forecast.result import Result
from game.forecast.simulate import CHUNK, simulate

SIZES = (1, 64, 256, 1024)
LARGE = (1_000, 10_000, 100_000)
REPEATS = 3
"""The fastest counts: the others tell what else the machine did."""


def fastest(games: int, chunk: int, workers: int = 1) -> Result:
    book = load_book()
    results = [simulate(book, games, 1, workers, chunk=chunk) for _ in range(REPEATS)]
    return min(results, key=lambda result: result.seconds)


def side_by_side(save: bool) -> None:
    """Speeds by the size of the batch. A decision is what one seat orders in one turn."""
    seats = len(load_book().scenario.seats)
    rows: list[list[str]] = []
    base = 0.0

    def add(name: str, result: Result) -> None:
        nonlocal base
        base = base or result.campaigns_per_second
        speed, turns = result.campaigns_per_second, result.turns_per_second
        rows.append([name, figures(speed), figures(turns), figures(turns * seats), figures(speed / base)])

    for size in SIZES:
        add(f"{size} side by side", fastest(max(8, 2 * size), size))
    add(f"{CHUNK} side by side, longer batch", fastest(8 * CHUNK, CHUNK))
    add(f"{CHUNK} side by side, two processes", fastest(8 * CHUNK, CHUNK, workers=2))
    text = table(["games", "campaigns/s", "turns/s", "decisions/s", "times as fast"], rows)
    keep("Campaigns of five computer players", text + "\n\nStarting the processes is counted in.", save)


def large(save: bool) -> None:
    """Seconds and the most memory held so far, from small batches to large ones in one process."""
    book = load_book()
    rows = []
    for games in LARGE:
        result = simulate(book, games, 1)
        each = result.seconds / games * 1e6
        rows.append([f"{games:,}", figures(result.seconds), figures(each), peak_memory()])
    text = table(["games, one process", "seconds", "µs a campaign", "most memory MB"], rows)
    keep("Growth with the number of campaigns", text, save)


def peak_memory() -> str:
    """Megabytes that this process has held at most, in words; a dash where the system does not tell."""
    if sys.platform == "win32":
        return "-"
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures(most / 2**20 if sys.platform == "darwin" else most / 2**10)


def main() -> None:
    options = asked(__doc__ or "", large="growth up to 100,000 campaigns instead, a minute or two")
    if options.large:
        large(options.save)
    else:
        side_by_side(options.save)


if __name__ == "__main__":
    main()
