"""Many campaigns, over as many processes as wanted, with the same result for any number of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

from game.content.book import Book
from game.forecast.result import Outcomes, Result
from game.forecast.rollout import Policy, Table, rollout
from game.forecast.seeds import game_seeds
from game.forecast.workers import crew_of, given_up, work

CHUNK = 2048
"""Games played side by side: enough to spread the cost of each numpy call, few enough for a progress bar that moves."""

Progress = Callable[[int, int], None]
"""Told how many games are done, and of how many."""


def simulate(
    book: Book,
    games: int,
    seed: int,
    workers: int = 1,
    *,
    temperaments: Mapping[str, str] | None = None,
    policies: Mapping[str, Policy] | None = None,
    progress: Progress | None = None,
    chunk: int = CHUNK,
) -> Result:
    """Play `games` campaigns of computer players and count how they end.

    Neither `workers` nor `chunk` changes an outcome. `temperaments` and `policies` replace what seats play by, as in
    `Table.of`; with more than one worker a policy must be importable by name. KeyboardInterrupt ends all workers
    within a turn; what a worker played that was ended from outside is played again, WorkersLost if that happens again
    and again. ValueError for less than one game, worker or chunk.
    """
    if min(games, workers, chunk) < 1:
        raise ValueError("at least one game, one worker and one game a chunk")
    began = perf_counter()
    table = Table.of(book, temperaments, policies)
    size = min(chunk, -(-games // workers))
    spans = [(first, min(first + size, games)) for first in range(0, games, size)]
    parts: dict[int, Outcomes] = {}

    def keep(index: int, part: Outcomes) -> None:
        parts[index] = part
        if progress is not None:
            progress(sum(each.games for each in parts.values()), games)

    work(crew_of(min(workers, len(spans))), _play, [(table, seed, span) for span in spans], keep)
    outcomes = Outcomes.join([parts[index] for index in range(len(spans))])
    return Result(table.setup.seats, outcomes, perf_counter() - began)


def _play(job: tuple[Table, int, tuple[int, int]]) -> Outcomes:
    """The outcomes of games `span[0]` to `span[1] - 1` under a master seed, in this process."""
    table, seed, span = job
    return rollout(table, game_seeds(seed, *span), given_up())
