"""Rows of tests for single phases: what one change does to one figure, as a factor or as a difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from tests.rules.worlds import Phase, World

Measure = Callable[[World], float]
Change = Callable[[World], World]


@dataclass(frozen=True)
class Row:
    """With `change`, `measure` is `times` as large, or larger by `plus`."""

    name: str
    measure: Measure
    change: Change
    times: float | None = None
    plus: float | None = None
    within: float = 1e-6  # of the value; odds counted over a ladder of games are only so exact

    def check(self, base: World) -> None:
        before, after = self.measure(base), self.measure(self.change(base))
        if self.times is not None:
            assert abs(before) > 1e-9, "nothing to multiply"
            assert after == pytest.approx(before * self.times, rel=self.within, abs=1e-9)
        if self.plus is not None:
            assert after == pytest.approx(before + self.plus, rel=self.within, abs=1e-9)


def rows(*cases: Row) -> pytest.MarkDecorator:
    """Run a test once for every row; its one argument is `row`."""
    assert all((case.times is None) != (case.plus is None) for case in cases)
    return pytest.mark.parametrize("row", cases, ids=lambda row: row.name.replace(" ", "-"))


def term(phase: Phase, quantity: str, cause: str, seat: int | None = 0) -> Measure:
    """One named term of the ledger in the first game; regions and blocs added up."""
    return lambda w: w.terms(phase, quantity, seat)[cause]


def figure(phase: Phase, name: str, *index: int) -> Measure:
    """A figure of the state after one phase, in the first game."""
    return lambda w: float(np.asarray(getattr(w.run(phase), name), np.float64)[(*index, 0)])


def odds(phase: Phase, fact: str, *index: int, at_least: int = 1) -> Measure:
    """Share of the games in which something happens: its probability, as the dice are a ladder over the games."""
    return lambda w: float((np.asarray(getattr(w.run(phase).facts, fact))[index] >= at_least).mean())


def rate(phase: Phase, fact: str, *index: int, at_least: int = 1) -> Measure:
    """Events a year, from the share of the games in which there is one."""
    share = odds(phase, fact, *index, at_least=at_least)
    return lambda w: float(-np.log1p(-share(w)) / w.setup.turn_years)
