"""Many campaigns: chunks and workers are a matter of speed only."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from game.content.book import Book
from game.content.load import load_book
from game.forecast.result import Outcomes
from game.forecast.simulate import simulate
from tests.forecast.books import short

GAMES = 40


@pytest.fixture(scope="module")
def book() -> Book:
    return short(10)


@pytest.fixture(scope="module")
def outcomes(book: Book) -> Outcomes:
    return simulate(book, GAMES, seed=3).outcomes


def assert_same(mine: Outcomes, other: Outcomes) -> None:
    assert np.array_equal(mine.ending, other.ending)
    assert np.array_equal(mine.turns, other.turns)
    assert np.array_equal(mine.scores, other.scores)


def test_chunks_do_not_matter(book: Book, outcomes: Outcomes) -> None:
    assert_same(simulate(book, GAMES, seed=3, chunk=17).outcomes, outcomes)


def test_workers_do_not_matter(book: Book, outcomes: Outcomes) -> None:
    told: list[tuple[int, int]] = []
    result = simulate(book, GAMES, seed=3, workers=2, chunk=15, progress=lambda *done: told.append(done))
    assert_same(result.outcomes, outcomes)
    # as many chunks for either worker, none above 15
    assert told == [(10, GAMES), (20, GAMES), (30, GAMES), (40, GAMES)]


def test_more_games_only_add_games(book: Book, outcomes: Outcomes) -> None:
    few = simulate(book, 10, seed=3).outcomes
    assert np.array_equal(few.ending, outcomes.ending[:10])
    assert np.array_equal(few.scores, outcomes.scores[:, :10])


def test_another_seed_is_another_batch(book: Book, outcomes: Outcomes) -> None:
    other = simulate(book, GAMES, seed=4).outcomes
    assert not np.array_equal(other.ending, outcomes.ending)


def test_progress_counts_games(book: Book) -> None:
    told: list[tuple[int, int]] = []
    simulate(book, 5, seed=3, chunk=2, progress=lambda *done: told.append(done))
    assert told == [(2, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize("scenario", ["five-labs", "two-powers"])
def test_no_game_of_many_has_a_figure_that_is_none(scenario: str) -> None:
    """A warning of numpy would fail this test too."""
    result = simulate(load_book(scenario), 256, seed=11)
    assert np.isfinite(result.outcomes.scores).all()
    assert sum(share.count for share in result.endings.values()) == 256


@pytest.mark.parametrize(("games", "workers", "chunk"), [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_nothing_cannot_be_simulated(book: Book, games: int, workers: int, chunk: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        simulate(book, games, 1, workers, chunk=chunk)


def heed_ctrl_c() -> None:
    """For a process to be interrupted: where a shell runs the tests in the background, Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C to a group of processes is sent otherwise on Windows")
@pytest.mark.parametrize("after", [0.05, 0.7], ids=["while the workers load", "while they play"])
def test_ctrl_c_ends_all_workers_at_once_and_in_silence(after: float) -> None:
    script = (
        "from game.content.load import load_book\n"
        "from game.forecast.simulate import simulate\n"
        "if __name__ == '__main__':\n"
        "    book = load_book()\n"
        "    print('ready', flush=True)\n"
        "    try:\n"
        "        simulate(book, 1_000_000, seed=1, workers=2)\n"
        "    except KeyboardInterrupt:\n"
        "        print('stopped')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=60)
    assert (said, complained, process.returncode) == ("stopped\n", "", 0)
