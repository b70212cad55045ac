"""What a study concludes: paired comparisons on the same dice, rows of figures, and lines that hold or do not."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import erfc, sqrt

import numpy as np

from game.content.vocabulary import Ending
from game.forecast.result import ENDINGS
from game.rules.arrays import Bools, Floats
from tests.studies.batches import Batch


@dataclass(frozen=True)
class Step:
    """How much higher the second of two paired samples lies."""

    mean: float
    error: float  # standard error of the mean

    @property
    def p(self) -> float:
        """Two-sided, of no difference; the samples are large, so the normal law serves for Student's."""
        if self.error == 0.0:
            return 1.0 if self.mean == 0.0 else 0.0
        return erfc(abs(self.mean / self.error) / sqrt(2.0))

    def rises(self, level: float = 0.01) -> bool:
        return self.mean > 0.0 and self.p < level

    def falls(self, level: float = 0.01) -> bool:
        return self.mean < 0.0 and self.p < level


def step(before: Floats | Bools, after: Floats | Bools) -> Step:
    """The mean of after - before over the games; both (N,), game by game on the same dice."""
    difference = np.asarray(after, np.float64) - np.asarray(before, np.float64)
    return Step(float(difference.mean()), float(difference.std(ddof=1)) / sqrt(difference.size))


def apart(one: Batch, other: Batch) -> tuple[float, Ending]:
    """The smallest p over the endings, times their number, that the shares of two paired batches are the same.

    McNemar's test for each ending, Bonferroni's correction for looking at all of them.
    """
    found = []
    for ending in ENDINGS:
        a, b = one.ended(ending), other.ended(ending)
        only_a, only_b = int((a & ~b).sum()), int((b & ~a).sum())
        moved = only_a + only_b
        z = max(abs(only_a - only_b) - 1.0, 0.0) / sqrt(moved) if moved else 0.0
        found.append((min(erfc(z / sqrt(2.0)) * len(ENDINGS), 1.0), ending))
    return min(found)


@dataclass
class Study:
    """One section of the page of studies."""

    name: str
    title: str
    games: int
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[tuple[str, bool]] = field(default_factory=list)
    note: str = ""

    def row(self, *cells: object) -> None:
        self.rows.append(tuple(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells))

    def line(self, claim: str, holds: bool) -> None:
        """A claim of the study and whether the games bear it out."""
        self.lines.append((claim, bool(holds)))

    @property
    def holds(self) -> bool:
        return all(held for _, held in self.lines)

    def text(self) -> str:
        """For a terminal."""
        widths = [max(len(row[i]) for row in (self.columns, *self.rows)) for i in range(len(self.columns))]
        every = (self.columns, *self.rows)
        table = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in every]
        verdicts = [f"{'holds' if held else 'FAILS'}  {claim}" for claim, held in self.lines]
        return "\n".join([f"== {self.title} ({self.games} games a batch)", self.note, *table, "", *verdicts])

    def page(self) -> str:
        """A section of Markdown."""
        rows = [f"| {' | '.join(row)} |" for row in self.rows]
        head = [f"| {' | '.join(self.columns)} |", "|" + "---|" * len(self.columns)]
        lines = [f"- {'Holds' if held else '**Does not hold**'}: {claim}" for claim, held in self.lines]
        command = f"`python -m tests.studies {self.name} --games {self.games}`"
        parts = [f"## {self.title}", f"{command}: {self.games} games a batch. {self.note}".rstrip()]
        return "\n\n".join([*parts, "\n".join(lines), "\n".join([*head, *rows])]) + "\n"


def percent(share: float) -> str:
    return f"{100.0 * share:.1f}"
