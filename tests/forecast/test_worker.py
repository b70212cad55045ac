"""The process beside the window: it tells as it goes, gives up what nobody wants, and outlives what goes wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from game.forecast.worker import Done, Failed, Stop, Tell, Worker

PATIENCE = 30.0  # seconds that a machine with much to do may take


def count_to(last: int, tell: Tell, stop: Stop) -> None:
    for number in range(last):
        tell(number)


def count_until_stopped(tell: Tell, stop: Stop) -> None:
    tell("begun")
    while not stop():
        time.sleep(0.005)


def stumble(tell: Tell, stop: Stop) -> None:
    tell("before")
    raise ValueError("a stone")


def vanish(tell: Tell, stop: Stop) -> None:
    os._exit(3)


def heard(worker: Worker, wanted: int = 10**9) -> list[Any]:
    """What the job tells, up to so many messages or its end."""
    told: list[Any] = []
    end = time.monotonic() + PATIENCE
    while len(told) < wanted and not (told and isinstance(told[-1], Done | Failed)):
        assert time.monotonic() < end, f"only {told}"
        told += worker.news()
        time.sleep(0.002)
    return told


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def test_job_tells_as_it_goes_and_says_when_it_is_done(worker: Worker) -> None:
    worker.start(partial(count_to, 3))
    assert worker.busy
    assert heard(worker) == [0, 1, 2, Done()]
    assert [worker.busy, worker.news()] == [False, []]


def test_newest_job_is_wanted_and_the_older_one_is_heard_no_more(worker: Worker) -> None:
    worker.start(count_until_stopped)
    assert heard(worker, 1) == ["begun"]
    worker.start(partial(count_to, 2))
    assert heard(worker) == [0, 1, Done()]


def test_cancelled_job_ends_and_the_next_one_is_done(worker: Worker) -> None:
    worker.start(count_until_stopped)
    assert heard(worker, 1) == ["begun"]
    worker.cancel()
    assert not worker.busy
    worker.start(partial(count_to, 1))
    assert heard(worker) == [0, Done()]


def test_error_of_a_job_is_told_and_harms_no_other(worker: Worker) -> None:
    worker.start(stumble)
    before, failed = heard(worker)
    assert before == "before"
    assert isinstance(failed, Failed)
    assert failed.reason == "ValueError: a stone"
    assert "stumble" in failed.detail
    worker.start(partial(count_to, 1))
    assert heard(worker) == [0, Done()]


def test_lost_process_is_told_and_replaced(worker: Worker) -> None:
    worker.start(vanish)
    assert heard(worker) == [Failed("the process was lost")]
    worker.start(partial(count_to, 1))
    assert heard(worker) == [0, Done()]
