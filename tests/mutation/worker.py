"""The process that runs tests against mutants: one line of JSON in, one out, a fresh fork for each.

It is started in a copy of the checkout, loads what no mutant can change, and forks. The child puts the mutated syntax
tree in the place of one module of the rules and runs the tests there; nothing mutated is ever written to a file.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis  # noqa: F401  loaded here so that no child has to
import numpy as np  # noqa: F401
import pytest

import game.content.load
from tests.mutation.mutants import mutated

MEMORY = 6 * 1024**3  # bytes a child may ask for: a mutant may well make an array without end


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module in its mutated form."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.path))

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(compile(self.tree, str(self.path), "exec", dont_inherit=True), module.__dict__)


class FirstFailure:
    """Remembers which test failed."""

    def __init__(self) -> None:
        self.test = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.test:
            self.test = f"{report.nodeid} could not be loaded"


def main() -> None:
    here = Path.cwd()
    if not Path(game.content.load.__file__).is_relative_to(here):
        raise SystemExit(f"the game was loaded from {game.content.load.__file__}, not from the copy in {here}")
    for line in sys.stdin:
        print(json.dumps(_in_a_child(json.loads(line))), flush=True)


def _in_a_child(job: dict[str, Any]) -> dict[str, Any]:
    """Fork, run, and say how it went: `code` of pytest or None when the time was up, and the `test` that failed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _run(job, writer)  # does not return
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        reason = signal.Signals(os.WTERMSIG(status)).name
        return {"code": None, "test": "the time was up" if reason == "SIGALRM" else f"ended by {reason}"}
    if not said:
        return {"code": os.WEXITSTATUS(status), "test": "the process ended without a word"}
    answer: dict[str, Any] = json.loads(said)
    return answer


def _run(job: dict[str, Any], writer: int) -> None:
    signal.alarm(int(job["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if job["number"] is not None:
        path = Path(job["path"])
        sys.meta_path.insert(0, Mutated(job["module"], path, mutated(path.read_text("utf-8"), job["number"])))
    first = FirstFailure()
    code = int(pytest.ExitCode.OK)
    for tests in job["stages"]:  # the likeliest first, so that most mutants cost only a few tests
        code = int(pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *tests], plugins=[first]))
        if code != pytest.ExitCode.OK:
            break
    os.write(writer, json.dumps({"code": code, "test": first.test}).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
