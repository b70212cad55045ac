"""Mutants that no test can catch because they change nothing that the rules promise, each with its reason.

The list, `reviewed.toml`, is short and every entry in it was looked at by somebody. A mutant belongs there when it is
the same rule (a guard against dividing by zero, whatever its sign), never when a test is only missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant

FILE = Path(__file__).with_name("reviewed.toml")


@dataclass(frozen=True)
class Reviewed:
    module: str
    before: str
    after: str
    reason: str
    places: int = 1  # how often a module has this very change; one more that survives is a gap again

    def means(self, mutant: Mutant) -> bool:
        return (self.module, self.before, self.after) == (mutant.module, mutant.before, mutant.after)


def read_reviewed(file: Path = FILE) -> list[Reviewed]:
    """The entries of the list. KeyError or tomllib.TOMLDecodeError where it is not in order."""
    entries = tomllib.loads(file.read_text("utf-8")).get("equivalent", [])
    return [Reviewed(e["module"], e["before"], e["after"], e["reason"], e.get("places", 1)) for e in entries]


def outdated(reviewed: Iterable[Reviewed], mutants: Iterable[Mutant]) -> list[Reviewed]:
    """Entries that mean no mutant any more, because the rules have changed."""
    there = {(m.module, m.before, m.after) for m in mutants}
    return [entry for entry in reviewed if (entry.module, entry.before, entry.after) not in there]
