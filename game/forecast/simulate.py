"""Many campaigns, over as many processes as wanted, with the same result for any number of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from game.content.book import Book
from game.content.models import Temperament
from game.forecast.notes import Notes
from game.forecast.result import Calendar, Outcomes, Result, Trace
from game.forecast.rollout import Policy, Stopped, Table, rollout
from game.forecast.seeds import game_seeds
from game.forecast.workers import Here, crew_of, given_up, work

CHUNK = 8192
"""Games played side by side: enough to spread the cost of each numpy call, few enough for a progress bar that moves.

Half as many take 200 MB a process instead of 350 and a tenth more time; twice as many are no faster.
"""

Progress = Callable[[int, int], None]
"""Told how many games are done, and of how many."""


def simulate(
    book: Book,
    games: int,
    seed: int,
    workers: int = 1,
    *,
    temperaments: Mapping[str, str | Temperament] | None = None,
    policies: Mapping[str, Policy] | None = None,
    notes: Collection[str] = (),
    progress: Progress | None = None,
    chunk: int = CHUNK,
) -> Result:
    """Play `games` campaigns of computer players and count how they end.

    Neither `workers` nor `chunk` changes an outcome. `temperaments` and `policies` replace what seats play by, as in
    `Table.of`; `notes` are happenings and figures of `content/measures.py` that the result is to have. With more than
    one worker a policy must be importable by name. KeyboardInterrupt ends all workers within a turn; what a worker
    played that was ended from outside is played again, WorkersLost if that happens again and again. ValueError for
    less than one game, worker or chunk.
    """
    table = Table.of(book, temperaments, policies)
    return simulate_table(table, games, seed, workers, notes=notes, progress=progress, chunk=chunk)


def simulate_table(
    table: Table,
    games: int,
    seed: int,
    workers: int = 1,
    *,
    notes: Collection[str] = (),
    progress: Progress | None = None,
    chunk: int = CHUNK,
) -> Result:
    """As `simulate`, at a table that is laid already, such as one of `cases.table_of`."""
    began = perf_counter()
    (batch,) = play_all([table], games, seed, workers, notes=[notes], progress=progress, chunk=chunk)
    setup = table.setup
    calendar = Calendar(setup.start_year, setup.turn_years)
    return Result(setup.seats, batch.outcomes, perf_counter() - began, calendar, batch.trace)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What the games of one table came to, in the order of their seeds."""

    outcomes: Outcomes
    trace: Trace  # of what was to be noted


def play_all(
    tables: Sequence[Table],
    games: int,
    seed: int,
    workers: int = 1,
    *,
    notes: Sequence[Collection[str]] | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
    chunk: int = CHUNK,
) -> list[Batch]:
    """Play `games` campaigns at each of several tables, game k with the same dice at all of them.

    `notes` has for each table the happenings and figures to be noted. `progress` counts the games of all tables.
    Stopped soon after `stop` says so. Otherwise as `simulate`.
    """
    if min(games, workers, chunk) < 1:
        raise ValueError("at least one game, one worker and one game a chunk")
    # As many chunks for every worker, as large as may be, so that none has to wait for another's last.
    share = -(-games // -(-workers // len(tables)))
    size = -(-share // -(-share // chunk))
    spans = [(first, min(first + size, games)) for first in range(0, games, size)]
    wanted = notes or [()] * len(tables)
    rows = [(table, frozenset(names)) for table, names in zip(tables, wanted, strict=True)]
    jobs = [(table, seed, span, names) for table, names in rows for span in spans]
    parts: dict[int, Batch] = {}

    def keep(index: int, part: Batch) -> None:
        parts[index] = part
        if progress is not None:
            progress(sum(each.outcomes.games for each in parts.values()), games * len(tables))
        if stop is not None and stop():
            raise Stopped

    crew = crew_of(min(workers, len(jobs)))
    work(crew, partial(_play, stop=stop) if isinstance(crew, Here) else _play, jobs, keep)
    batches = []
    for first in range(0, len(jobs), len(spans)):
        mine = [parts[index] for index in range(first, first + len(spans))]
        trace = Trace.join([each.trace for each in mine])
        batches.append(Batch(Outcomes.join([each.outcomes for each in mine]), trace))
    return batches


def _play(job: tuple[Table, int, tuple[int, int], frozenset[str]], stop: Callable[[], bool] | None = None) -> Batch:
    """Games `span[0]` to `span[1] - 1` of a table under a master seed, in this process."""
    table, seed, span, names = job
    seeds = game_seeds(seed, *span)
    watch = Notes(table, seeds, names) if names else None
    outcomes = rollout(table, seeds, stop or given_up(), watch)
    return Batch(outcomes, watch.trace() if watch is not None else Trace({}, {}))
