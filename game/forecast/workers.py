"""Who plays the chunks of a batch: this process, processes beside it, or a cluster. All are `Executor`s.

What a chunk comes to does not depend on who plays it, so a chunk whose worker was lost is simply played again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.synchronize import Event
from types import FrameType
from typing import Any, Protocol, TypeVar

Job = TypeVar("Job")
Part = TypeVar("Part")

TRIES = 5
"""How often a chunk is played before its worker's end is taken for the chunk's fault."""


_NOBODY = -1  # stands for the chunk where workers were lost before they had one


class Crew(Protocol):
    """Workers that can be had anew when some were lost."""

    @property
    def ahead(self) -> int:
        """Chunks that are handed out before one of them is done."""

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """What a chunk raises whose worker is gone."""

    def open(self) -> AbstractContextManager[Executor]:
        """The workers; left with an exception, they stop at once what they are at."""


class WorkersLost(BrokenExecutor):
    """Workers were lost again and again."""


def work(crew: Crew, play: Callable[[Job], Part], jobs: Sequence[Job], keep: Callable[[int, Part], None]) -> None:
    """Play all jobs; `keep` is told the index of each and what it came to, in the order in which they are done.

    An error of a job, or of `keep`, ends all. WorkersLost when a job has lost its worker `TRIES` times. What was played
    while Ctrl-C was pressed is never kept, even where compiled code went on as if nothing had happened.
    """
    waiting = deque(range(len(jobs)))
    losses: Counter[int] = Counter()
    while waiting:
        running: dict[Future[Part], int] = {}
        try:
            with ctrl_c_noted() as pressed, crew.open() as executor:
                while waiting or running:
                    while waiting and len(running) < crew.ahead:
                        with ctrl_c_held():  # a process that is still loading could not take it in silence
                            future = executor.submit(play, jobs[waiting[0]])
                        running[future] = waiting.popleft()
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        part = future.result()
                        if pressed():
                            raise KeyboardInterrupt
                        keep(running.pop(future), part)
        except crew.lost as error:
            losses.update(running.values() or [_NOBODY])
            if max(losses.values()) >= TRIES:
                raise WorkersLost(f"a worker was lost {TRIES} times at the same chunk") from error
            waiting.extendleft(sorted(running.values(), reverse=True))


# --- this process ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Here:
    """One chunk after another, in this process."""

    ahead: int = 1
    lost: tuple[type[BaseException], ...] = ()

    @contextmanager
    def open(self) -> Iterator[Executor]:
        yield _Inline()


class _Inline(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


# --- processes ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Processes:
    """Processes on this machine."""

    workers: int
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)

    @property
    def ahead(self) -> int:
        return 2 * self.workers  # so that nobody waits for the next one

    @contextmanager
    def open(self) -> Iterator[Executor]:
        context = multiprocessing.get_context("spawn")  # the same on every system, and safe beside a window
        stop = context.Event()
        with ProcessPoolExecutor(self.workers, context, initializer=_enter, initargs=(stop,)) as crew:
            try:
                yield crew
            except BaseException:
                # what is running sees this before its next turn; what is waiting is never begun
                stop.set()
                crew.shutdown(cancel_futures=True)
                raise


def crew_of(workers: int) -> Crew:
    """So many processes; for one alone this process will do."""
    return Here() if workers == 1 else Processes(workers)


@contextmanager
def ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back for as long as this lasts, and for good in the processes started meanwhile.

    The mask alone does not do: another thread, as of a library of linear algebra, may be given the signal instead.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler if handler is not None else signal.SIG_DFL)
        if came and callable(handler):
            handler(came[0], None)


@contextmanager
def ctrl_c_noted() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed, even if what it raised was lost, as in a compiled function that cannot raise."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield lambda: False
        return
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)
        handler(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(came)
    finally:
        signal.signal(signal.SIGINT, handler)


_stop: Event | None = None  # of a worker process: set when the batch is given up


def given_up() -> Callable[[], bool] | None:
    """In a worker process: whether nobody waits for its chunk any more. None elsewhere."""
    return _stop.is_set if _stop is not None else None


def _enter(stop: Event) -> None:
    """Prepare a worker process: Ctrl-C is for the parent alone, which then sets `stop`."""
    global _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stop = stop
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A parent that was killed outright cannot set anything; nobody would ever end its workers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
