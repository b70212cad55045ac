"""Counting endings: every game once, every ending named, the figures of `--json` as promised."""

import json

import numpy as np
import pytest

from game.content.vocabulary import Ending
from game.forecast.result import Outcomes, Result


@pytest.fixture
def result() -> Result:
    """Ten games of two seats: 5 war, 3 ban, 1 accord, 1 tool age."""
    endings = [Ending.WAR] * 5 + [Ending.BAN] * 3 + [Ending.ACCORD, Ending.TOOL_AGE]
    outcomes = Outcomes(
        ending=np.array(endings, np.int8),
        turns=np.array([4, 6, 8, 10, 12, 20, 20, 20, 28, 28], np.int16),
        scores=np.array([[0.0] * 5 + [40.0] * 3 + [80.0, 90.0], [0.0] * 5 + [30.0] * 3 + [60.0, 60.0]]),
    )
    return Result(seats=("helios", "qilin"), outcomes=outcomes, seconds=0.5)


def test_every_ending_has_its_share(result: Result) -> None:
    shares = {id_: share.share for id_, share in result.endings.items() if share.count}
    assert shares == {"war": 0.5, "ban": 0.3, "accord": 0.1, "tool_age": 0.1}
    assert len(result.endings) == 12
    assert "none" not in result.endings


def test_kinds_are_sums_of_endings_with_intervals_of_their_own(result: Result) -> None:
    assert {id_: share.count for id_, share in result.kinds.items()} == {"good": 2, "mixed": 3, "bad": 5}
    # the interval of a sum is no sum of intervals
    assert result.kinds["good"].high < result.endings["accord"].high + result.endings["tool_age"].high


def test_turns_scores_and_speed(result: Result) -> None:
    assert result.mean_turns == 15.6
    assert result.mean_scores["helios"].mean == 29.0
    assert result.mean_scores["qilin"].mean == 21.0
    assert result.campaigns_per_second == 20.0
    assert result.turns_per_second == 312.0


def test_the_json_has_the_promised_names(result: Result) -> None:
    data = json.loads(json.dumps(result.to_json()))
    assert set(data) == {"endings", "kinds", "mean_turns", "campaigns_per_second", "turns_per_second"}
    assert set(data["kinds"]) == {"good", "mixed", "bad"}
    for shares in (data["endings"], data["kinds"]):
        assert sum(entry["share"] for entry in shares.values()) == pytest.approx(1.0)
        assert all(set(entry) == {"share", "low", "high"} for entry in shares.values())


def test_joined_batches_keep_the_order_of_their_games(result: Result) -> None:
    outcomes = result.outcomes
    first = Outcomes(outcomes.ending[:3], outcomes.turns[:3], outcomes.scores[:, :3])
    rest = Outcomes(outcomes.ending[3:], outcomes.turns[3:], outcomes.scores[:, 3:])
    joined = Outcomes.join([first, rest])
    assert np.array_equal(joined.ending, outcomes.ending)
    assert np.array_equal(joined.turns, outcomes.turns)
    assert np.array_equal(joined.scores, outcomes.scores)
