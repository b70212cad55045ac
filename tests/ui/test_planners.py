"""Planners beside the window: a turn waits for them, need not, and never stops because of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from game.campaign.chairs import Planner
from game.campaign.planning import Thought
from game.forecast import planner
from game.forecast.worker import Failed, InlineWorker, Job, Worker
from game.ui.planners import Planners
from tests.ui.table import Table, played


@pytest.fixture(autouse=True)
def _few_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "TRIALS", (1, 2))


class Slow(InlineWorker):
    """Answers when it is told to."""

    def start(self, job: Job) -> None:
        self.job = job

    def answer(self) -> None:
        super().start(self.job)


class Broken(InlineWorker):
    def start(self, job: Job) -> None:
        self._found = [Failed("no room to think")]


def seated(tmp_path: Path, worker: Worker, people: tuple[str, ...] = ("helios",)) -> Table:
    """Helios for a person, planners for Meridian and Qilin."""
    campaign = played(2, people)
    for seat in ("meridian", "qilin"):
        campaign.give(seat, Planner())
    table = Table(None, tmp_path)
    table.session.planners = Planners(worker)
    table.session.begin(campaign)
    table.draw()
    return table


def turn(table: Table) -> int:
    assert table.session.campaign is not None
    return table.session.campaign.turn


def test_turn_is_resolved_when_the_last_answer_has_come(tmp_path: Path) -> None:
    worker = Slow()
    table = seated(tmp_path, worker)
    table.key("Enter")
    table.session.end_turn()
    table.draw(5)
    assert table.session.screen == "planning"
    assert any("0 of 2" in text for text in table.texts())
    assert turn(table) == 2
    worker._found = [Thought("meridian", 0.5)]
    table.draw(2)
    assert table.session.planners.progress == 0.25
    worker.answer()
    table.draw(3)
    assert turn(table) == 3
    assert table.session.screen == "recap"


def test_answers_that_came_while_the_player_thought_are_not_waited_for(tmp_path: Path) -> None:
    table = seated(tmp_path, InlineWorker())
    table.session.end_turn()
    assert turn(table) == 3
    table.session.end_turn()
    assert turn(table) == 4


def test_nobody_has_to_wait(tmp_path: Path) -> None:
    table = seated(tmp_path, Slow())
    table.session.end_turn()
    table.draw()
    table.key("H")
    table.draw()
    assert turn(table) == 3
    assert table.session.screen == "recap"


def test_failure_is_told_and_stops_nothing(tmp_path: Path) -> None:
    table = seated(tmp_path, Broken())
    table.session.end_turn()
    assert turn(table) == 3
    assert any("no room to think" in message.text for message in table.session.messages)


def test_campaign_can_be_left_while_they_think(tmp_path: Path) -> None:
    worker = Slow()
    table = seated(tmp_path, worker)
    table.session.end_turn()
    table.draw()
    table.session.leave_campaign()
    worker.answer()
    table.draw(3)
    assert table.session.screen == "title"
    assert not table.session.planners.thinking


def test_orders_of_a_player_are_gone_from_the_screen(tmp_path: Path) -> None:
    """In hotseat everybody may look while planners think."""
    pictures = []
    for alignment in (0.2, 0.8):
        table = seated(tmp_path / str(alignment), Slow())
        assert table.session.seated.edit(alignment=alignment) == []
        table.session.end_turn()
        table.draw(3)
        assert table.session.office is None
        pictures.append(table.pixels())
    assert pictures[0] == pictures[1]


def test_a_process_of_its_own_answers(tmp_path: Path) -> None:
    table = seated(tmp_path, Worker())
    try:
        table.session.end_turn()
        end = time.monotonic() + 60
        while turn(table) == 2 and time.monotonic() < end:
            table.draw(1)
            time.sleep(0.02)
        assert turn(table) == 3
        assert table.session.messages == []
    finally:
        table.session.close()
