"""Workers: what is played does not depend on who plays it, and nobody stays behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from game.forecast.workers import TRIES, Crew, Here, Processes, WorkersLost, ctrl_c_held, work

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def square(number: int) -> int:
    return number * number


def die_once(job: tuple[int, Path]) -> int:
    """Ends its process the first time, as when memory runs out."""
    number, mark = job
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), KILL)
    return number * number


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), KILL)
    return number * number


@pytest.mark.parametrize("crew", [Here(), Processes(2)], ids=["here", "two processes"])
def test_every_job_is_done_once(crew: Crew) -> None:
    done: list[tuple[int, int]] = []
    work(crew, square, range(7), lambda index, part: done.append((index, part)))
    assert sorted(done) == [(number, number * number) for number in range(7)]


def test_what_a_lost_worker_was_at_is_played_again(tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    jobs = [(number, tmp_path / "died") for number in range(7)]
    work(Processes(2), die_once, jobs, lambda index, part: done.append((index, part)))
    assert (tmp_path / "died").exists()
    assert sorted(done) == [(number, number * number) for number in range(7)]


@pytest.mark.slow
def test_a_job_that_ends_every_worker_is_given_up() -> None:
    done: dict[int, int] = {}
    with pytest.raises(WorkersLost, match=f"{TRIES} times"):
        work(Processes(1), die, range(4), done.__setitem__)
    assert {0: 0, 1: 1}.items() <= done.items()
    assert issubclass(WorkersLost, BrokenExecutor)


def test_an_error_of_a_job_ends_all() -> None:
    def refuse(index: int, part: int) -> None:
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        work(Processes(2), square, range(100), refuse)


@pytest.mark.skipif(os.name != "posix", reason="processes are killed and counted otherwise on Windows")
def test_workers_leave_with_a_parent_that_was_killed() -> None:
    script = (
        "import os, time\n"
        "from game.forecast.workers import Processes, work\n"
        "def tell(job):\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    start = script + "if __name__ == '__main__':\n    work(Processes(2), tell, range(9), print)\n"
    file = Path(os.environ["TIERSIX_HOME"]) / "parent.py"
    file.write_text(start, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(file)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.getcwd()}
    ) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    deadline = time.monotonic() + 10
    while any(_lives(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    # whoever adopts the dead may not look at once
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """Where a shell runs the tests in the background, Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding_ctrl_c")
@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals are not held back here")
def test_ctrl_c_that_another_thread_is_given_waits_until_what_must_not_be_broken_off_is_done() -> None:
    done, now = False, threading.Event()

    def elsewhere() -> None:  # begun before, so nothing is masked there
        now.wait()
        signal.raise_signal(signal.SIGINT)

    thread = threading.Thread(target=elsewhere)
    thread.start()

    def held() -> None:
        nonlocal done
        with ctrl_c_held():
            now.set()
            thread.join()
            done = True

    with pytest.raises(KeyboardInterrupt):
        held()
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def swallow(number: int) -> int:
    """As a compiled function that cannot raise: Ctrl-C breaks off what it is at, and it goes on."""
    try:
        if number == 3:
            signal.raise_signal(signal.SIGINT)
        return number * number
    except KeyboardInterrupt:
        return 0


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_what_was_played_while_ctrl_c_was_lost_is_not_kept() -> None:
    done: dict[int, int] = {}
    with pytest.raises(KeyboardInterrupt):
        work(Here(), swallow, range(7), done.__setitem__)
    assert done == {0: 0, 1: 1, 2: 4}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
