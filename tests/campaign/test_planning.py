"""Planners at the table: they hand in like anybody else, asked beforehand or not, and survive a save."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer, Human, Planner, chair_of
from game.campaign.lookback import Past
from game.campaign.planning import Planned, Thought, plan_for
from game.campaign.refusals import check_sheet
from game.campaign.saves import load, save
from game.content.load import load_book
from game.forecast import planner
from game.players.difficulty import at_difficulty

BOOK = load_book("classroom")
FIRST, SECOND = list(BOOK.scenario.seats)[:2]


@pytest.fixture(autouse=True)
def _few_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "TRIALS", (1, 2))


def with_planner(level: str = "standard") -> Campaign:
    return Campaign.new(BOOK, 5, {FIRST: Planner(difficulty=level), SECOND: chair_of("random")})


def test_planner_plays_a_campaign_to_its_end() -> None:
    campaign = with_planner()
    while campaign.outcome is None:
        assert campaign.advance() == []
    assert campaign.planning == []


def test_answer_asked_for_beforehand_is_the_one_that_is_handed_in() -> None:
    asked, unasked = with_planner(), with_planner()
    for _ in range(2):
        told: list[Planned | Thought] = []
        plan_for(asked.planning, told.append, lambda: False)
        answers = [each for each in told if isinstance(each, Planned)]
        shares = [each.share for each in told if isinstance(each, Thought)]
        assert shares == sorted(shares)
        assert 0.0 <= shares[0] < 0.1 < 0.3 < shares[-1] <= 1.0
        assert [(answer.seat, answer.turn) for answer in answers] == [(FIRST, asked.turn)]
        asked.advance({answer.seat: answer.sheet for answer in answers})
        unasked.advance()
    assert asked.hashes == unasked.hashes


def test_what_is_ordered_at_once_is_legal_and_by_the_standing_plan() -> None:
    campaign = with_planner()
    careful = Campaign.new(BOOK, 5, {FIRST: Computer(temperament="careful"), SECOND: chair_of("random")})
    while campaign.outcome is None:
        (one,) = campaign.planning
        assert check_sheet(one.at_once(), campaign.view(FIRST), campaign.setup) == []
        campaign.advance({FIRST: one.at_once()})
        careful.advance()
        assert campaign.sheets == careful.sheets


def test_planner_is_asked_only_where_it_sits_and_while_the_campaign_lasts() -> None:
    campaign = with_planner()
    assert [one.seat for one in campaign.planning] == [FIRST]
    campaign.give(SECOND, Planner())
    assert [one.seat for one in campaign.planning] == [FIRST, SECOND]
    campaign.give(FIRST, Human())
    assert [one.seat for one in campaign.planning] == [SECOND]


def test_difficulty_handicaps_every_plan() -> None:
    (usual,), (easy,) = with_planner().planning, with_planner("easy").planning
    for name, temperament in usual.people.items():
        assert easy.people[name] == at_difficulty(temperament, "easy") != temperament
    with pytest.raises(ValueError, match="impossible"):
        with_planner("impossible")


def test_planner_is_kept_in_a_save_and_looked_back_on(tmp_path: Path) -> None:
    campaign = with_planner()
    campaign.advance()
    save(campaign, tmp_path / "planner.t6")
    again = load(tmp_path / "planner.t6")
    assert again.chairs == campaign.chairs
    assert isinstance(again.chairs[FIRST], Planner)
    again.advance()
    campaign.advance()
    assert again.hashes == campaign.hashes
    assert Past.of(campaign).temperaments[FIRST] == BOOK.temperaments["careful"]
