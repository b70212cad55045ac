"""Running the tests of the rules against mutants: a copy of the checkout, a few workers, one verdict a mutant."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.mutants import Mutant

RULES = Path("game/rules")
COPIED = ("game", "assets", "balance", "tests/rules", "tests/mutation", "tests/conftest.py", "pyproject.toml")
EVERYTHING = ("test_turn.py", "test_directions.py")  # tests of whole turns, after those of single phases
PATIENCE = 4.0  # a mutant may take so many times as long as the unchanged rules


class HuntError(Exception):
    """The tests cannot be run, so no verdict means anything."""


@dataclass(frozen=True)
class Verdict:
    mutant: Mutant
    caught: bool
    by: str  # the test that failed first, or why none could


@contextmanager
def copy_of(checkout: Path, place: Path) -> Iterator[Path]:
    """A copy of what the tests of the rules need, so that a hunt neither changes nor is changed by the checkout."""
    for name in COPIED:
        source, target = checkout / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    try:
        yield place
    finally:
        shutil.rmtree(place)


def stages_for(module: str, copy: Path, only: Sequence[str] | None = None) -> list[list[str]]:
    """The test files for a module: first those that import it, then all other quick ones, or `only` those named."""
    dotted = "game.rules." + module.removesuffix(".py").replace("/", ".")
    folder = copy / "tests/rules"
    files = [*sorted(folder.glob("test_phase_*.py")), *(folder / name for name in EVERYTHING)]
    files = files if only is None else [folder / name for name in only]
    own = [path for path in files if dotted in path.read_text("utf-8")]
    rest = [path for path in files if path not in own]
    return [[str(path.relative_to(copy)) for path in stage] for stage in (own, rest) if stage]


class Worker:
    """One process that runs tests in the copy."""

    def __init__(self, copy: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.mutation.worker"],
            cwd=copy,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C stops the hunt, which then ends its workers
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        )

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer to a job. HuntError when the process is gone."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(job) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise HuntError("a worker has ended; its own message is above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        """End the process and whatever child it has."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was not read is of no use any more
                    pipe.close()


def _job(copy: Path, module: str, number: int | None, stages: list[list[str]], seconds: float) -> dict[str, Any]:
    return {
        "module": "game.rules." + module.removesuffix(".py").replace("/", "."),
        "path": str(copy / RULES / module),
        "number": number,
        "stages": stages,
        "seconds": max(round(seconds), 1),
    }


def baseline(copy: Path, only: Sequence[str] | None = None) -> float:
    """Seconds that all the tests take with the unchanged rules. HuntError when they do not pass."""
    worker = Worker(copy)
    try:
        began = time.monotonic()
        answer = worker.ask(_job(copy, "turn.py", None, stages_for("turn.py", copy, only), 600.0))
        took = time.monotonic() - began
    finally:
        worker.end()
    if answer["code"] != pytest.ExitCode.OK:
        raise HuntError(f"the tests fail without any mutant (code {answer['code']}): {answer['test']}")
    return took


def hunt(
    copy: Path, mutants: Sequence[Mutant], workers: int, seconds: float, only: Sequence[str] | None = None
) -> Generator[Verdict, None, None]:
    """Verdicts as they come; closing the iterator, or Ctrl-C while waiting, ends the workers."""
    waiting: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    for mutant in mutants:
        waiting.put(mutant)
    done: queue.SimpleQueue[Verdict | Exception] = queue.SimpleQueue()
    stages = {module: stages_for(module, copy, only) for module in {mutant.module for mutant in mutants}}

    def work(worker: Worker) -> None:
        while True:
            try:
                mutant = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                answer = worker.ask(_job(copy, mutant.module, mutant.number, stages[mutant.module], seconds))
                done.put(_verdict(mutant, answer))
            except HuntError as problem:
                done.put(problem)
                return

    crew = [Worker(copy) for _ in range(workers)]
    try:
        for worker in crew:
            threading.Thread(target=work, args=(worker,), daemon=True).start()
        for _ in mutants:
            result = done.get()
            if isinstance(result, Exception):
                raise result
            yield result
    finally:
        for worker in crew:
            worker.end()


def _verdict(mutant: Mutant, answer: dict[str, Any]) -> Verdict:
    code = answer["code"]
    if code == pytest.ExitCode.OK:
        return Verdict(mutant, False, "")
    # a module that cannot even be loaded interrupts the collection of the tests
    if code in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED, None):
        return Verdict(mutant, True, answer["test"])
    raise HuntError(f"{mutant.place}: the tests could not be run (code {code}, {answer['test']})")
