"""Random events for a few seconds; `python -m tests.monkey` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.forecast import planner
from tests.monkey import TRIALS, Monkey


@pytest.fixture(autouse=True)
def _hasty_planners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "TRIALS", TRIALS)


@pytest.mark.slow
def test_random_events_raise_nothing_and_leave_a_loadable_save(tmp_path: Path) -> None:
    result = Monkey(1, tmp_path).run(150)
    assert result.problem == ""
    assert result.frames >= 40
    assert result.screens


def test_player_who_would_see_something_else_is_noticed(tmp_path: Path) -> None:
    """The comparison with the twin can fail: here the campaign goes on with another state than was kept."""
    monkey = Monkey(3, tmp_path)
    table = monkey.table
    table.draw()
    monkey._step()
    table.session.take_seat()
    table.draw()
    monkey._compare_with_twin()
    table.session.seated.view.cash[...] += 1.0
    with pytest.raises(AssertionError, match="would have seen"):
        monkey._compare_with_twin()
