"""Many campaigns, over as many processes as wanted, with the same result for any number of them."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from time import perf_counter

from game.content.book import Book
from game.forecast.result import Outcomes, Result
from game.forecast.rollout import Policy, Table, rollout
from game.forecast.seeds import game_seeds

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
    within a turn. ValueError for less than one game, worker or chunk.
    """
    if min(games, workers, chunk) < 1:
        raise ValueError("at least one game, one worker and one game a chunk")
    began = perf_counter()
    table = Table.of(book, temperaments, policies)
    size = min(chunk, -(-games // workers))
    spans = [(first, min(first + size, games)) for first in range(0, games, size)]
    if workers == 1 or len(spans) == 1:
        parts = []
        for span in spans:
            parts.append(_play(table, seed, span))
            if progress is not None:
                progress(span[1], games)
    else:
        parts = _in_processes(table, seed, spans, min(workers, len(spans)), progress)
    return Result(table.setup.seats, Outcomes.join(parts), perf_counter() - began)


def _in_processes(
    table: Table, seed: int, spans: list[tuple[int, int]], workers: int, progress: Progress | None
) -> list[Outcomes]:
    """The outcomes of all spans in their order, whichever is ready first."""
    context = multiprocessing.get_context("spawn")  # the same on every system, and safe beside a window
    stop = context.Event()
    with ProcessPoolExecutor(workers, context, initializer=_enter, initargs=(stop,)) as crew:
        try:
            return _gather(crew, table, seed, spans, progress)
        except BaseException:
            # what is running sees this before its next turn; what is waiting is never begun
            stop.set()
            crew.shutdown(cancel_futures=True)
            raise


def _gather(
    crew: Executor, table: Table, seed: int, spans: list[tuple[int, int]], progress: Progress | None
) -> list[Outcomes]:
    with _ctrl_c_held():  # a process that is still loading could not take it in silence
        futures = {crew.submit(_play, table, seed, span): span for span in spans}
    done = 0
    for future in as_completed(futures):
        first, last = futures[future]
        future.result()  # a chunk that failed ends the batch at once
        done += last - first
        if progress is not None:
            progress(done, spans[-1][1])
    return [future.result() for future in futures]


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back for as long as this lasts, and for good in the processes started meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_stop: Event | None = None  # of a worker process: set when the batch is given up


def _enter(stop: Event) -> None:
    """Prepare a worker process: Ctrl-C is for the parent alone, which then sets `stop`."""
    global _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stop = stop


def _play(table: Table, seed: int, span: tuple[int, int]) -> Outcomes:
    """The outcomes of games `span[0]` to `span[1] - 1`, in this process."""
    return rollout(table, game_seeds(seed, *span), _stop.is_set if _stop is not None else None)
