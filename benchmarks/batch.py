"""Whole campaigns a second: how much playing games side by side brings, and a second process."""

from __future__ import annotations

from benchmarks.record import asked_to_save, keep, table
from game.content.load import load_book
from game.content.words import figures
from game.forecast.result import Result
from game.forecast.simulate import CHUNK, simulate

SIZES = (1, 64, 256, 1024)
REPEATS = 3
"""The fastest counts: the others tell what else the machine did."""


def fastest(games: int, chunk: int, workers: int = 1) -> Result:
    book = load_book()
    results = [simulate(book, games, 1, workers, chunk=chunk) for _ in range(REPEATS)]
    return min(results, key=lambda result: result.seconds)


def main() -> None:
    save = asked_to_save(__doc__ or "")
    rows: list[list[str]] = []
    base = 0.0

    def add(name: str, result: Result) -> None:
        nonlocal base
        base = base or result.campaigns_per_second
        speed, turns = result.campaigns_per_second, result.turns_per_second
        rows.append([name, figures(speed), figures(turns), figures(speed / base)])

    for size in SIZES:
        add(f"{size} side by side", fastest(max(8, 2 * size), size))
    add(f"{CHUNK} side by side, longer batch", fastest(8 * CHUNK, CHUNK))
    add(f"{CHUNK} side by side, two processes", fastest(8 * CHUNK, CHUNK, workers=2))
    text = table(["games", "campaigns/s", "turns/s", "times as fast"], rows)
    keep("Campaigns of five computer players", text + "\n\nStarting the processes is counted in.", save)


if __name__ == "__main__":
    main()
