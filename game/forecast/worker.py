"""A process beside the window for work that takes longer than a frame: one job at a time, the newest one wanted.

A job is any callable that can be pickled. It is given `tell`, with which it hands over what it has found so far, and
`stop`, which it asks often and which says whether anybody still waits::

    worker = Worker()
    worker.start(partial(count_to, 1_000_000))
    ...
    for message in worker.news():  # once a frame; never waits
        ...

The process is started with the first job and stays for the next ones; it runs behind everything else on the machine,
and ends with the window.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.queues import Queue
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from game.forecast.rollout import Stopped
from game.forecast.workers import ctrl_c_held

Tell = Callable[[Any], None]
Stop = Callable[[], bool]
Job = Callable[[Tell, Stop], None]

POLITENESS = 5
"""Steps by which the process lets others go first, where the system knows such a thing."""


@dataclass(frozen=True)
class Done:
    """The last message of a job that came to its end."""


@dataclass(frozen=True)
class Failed:
    """The last message of a job that raised an error, or whose process was lost. `detail` is for who mends it."""

    reason: str
    detail: str = ""


class Worker:
    """Does jobs in a process of its own. Every method returns at once."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")  # the same on every system, and safe beside a window
        self._process: Any = None  # the type of a spawned process is no public name
        self._jobs: Queue[Any] | None = None
        self._told: connection.Connection | None = None
        self._wanted: Synchronized[int] = self._context.Value("q", 0)
        self._number = 0
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether a job has been started and has neither ended nor been given up."""
        return self._busy

    def start(self, job: Job) -> None:
        """Begin a job; another one that is still running is given up, and nothing more is heard of it."""
        if self._process is None or not self._process.is_alive():
            self._open()
        self._number += 1
        self._wanted.value = self._number
        self._busy = True
        assert self._jobs is not None
        self._jobs.put((self._number, job))

    def news(self) -> list[Any]:
        """What the present job has told since this was last asked; `Done` or `Failed` is the last of it."""
        found: list[Any] = []
        told = self._told
        try:
            while told is not None and told.poll():
                number, message = told.recv()
                if number == self._number and self._busy:
                    found.append(message)
                    self._busy = not isinstance(message, Done | Failed)
        except (EOFError, OSError):
            self._told = None
        if self._busy and (self._told is None or not self._process.is_alive()):
            self._busy = False
            found.append(Failed("the process was lost"))
        return found

    def cancel(self) -> None:
        """Give up the present job; the process waits for the next one."""
        self._wanted.value = 0
        self._busy = False

    def close(self) -> None:
        """End the process."""
        self.cancel()
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._process.close()
            self._process = None
        if self._jobs is not None:
            self._jobs.close()
            self._jobs.cancel_join_thread()
            self._jobs = None
        if self._told is not None:
            self._told.close()
            self._told = None

    def _open(self) -> None:
        self._jobs = self._context.Queue()
        self._told, telling = self._context.Pipe(duplex=False)
        self._process = self._context.Process(
            target=_serve, args=(self._jobs, telling, self._wanted), name="tiersix-worker", daemon=True
        )
        with ctrl_c_held():  # it is for the window; a process that is still loading could not take it in silence
            self._process.start()
        telling.close()  # ours; so that its end is seen here


class InlineWorker(Worker):
    """Does each job here and now, and tells of it afterwards: for pictures, and for tests of what asks a worker."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Any] = []

    @property
    def busy(self) -> bool:
        return bool(self._found)

    def start(self, job: Job) -> None:
        self._found = []
        job(self._found.append, lambda: False)
        self._found.append(Done())

    def news(self) -> list[Any]:
        found, self._found = self._found, []
        return found

    def cancel(self) -> None:
        self._found = []


def _serve(jobs: Queue[Any], telling: connection.Connection, wanted: Synchronized[int]) -> None:
    """The life of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    while True:
        number, job = jobs.get()
        if number == wanted.value:
            telling.send((number, _work(number, job, telling, wanted)))


def _work(number: int, job: Job, telling: connection.Connection, wanted: Synchronized[int]) -> Done | Failed:
    try:
        job(lambda message: telling.send((number, message)), lambda: wanted.value != number)
    except Stopped:
        return Done()
    except Exception as error:  # noqa: BLE001 - whatever it is, the window is told and the process lives on
        return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
    return Done()


def _leave_with_parent() -> None:
    """A window that was killed outright cannot end its worker."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
