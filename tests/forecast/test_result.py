"""Counting endings: every game once, every ending named, the figures of `--json` as promised."""

import json
import sys

import numpy as np
import pytest

from game.content.vocabulary import Ending
from game.forecast.result import Calendar, Outcomes, Result, Trace, as_csv


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


# --- tables --------------------------------------------------------------------------------------------------


def noted() -> Result:
    """Three games: the first ends after one turn, the others after two."""
    outcomes = Outcomes(
        ending=np.array([Ending.WAR, Ending.ACCORD, Ending.BAN], np.int8),
        turns=np.array([1, 2, 2], np.int16),
        scores=np.array([[0.0, 80.0, 40.0]]),
    )
    trace = Trace(
        {"leaked": np.array([-1, 0, 2], np.int16)},
        {"stability": np.array([[7.0, 7.0, 7.0], [1.0, 5.0, 6.0], [1.0, 4.0, 8.0]], np.float32)},
    )
    return Result(("helios",), outcomes, 0.5, Calendar(2030.0, 1.0), trace)


def test_one_row_a_game() -> None:
    columns = noted().columns()
    assert list(columns) == ["game", "ending", "kind", "turns", "year", "score.helios", "year.leaked"]
    assert columns["ending"].tolist() == ["war", "accord", "ban"]
    assert columns["kind"].tolist() == ["bad", "good", "mixed"]
    assert columns["year"].tolist() == [2031.0, 2032.0, 2032.0]
    assert columns["year.leaked"][1:].tolist() == [2030.0, 2032.0]
    assert np.isnan(columns["year.leaked"][0])


def test_one_row_a_turn_of_the_games_that_reached_it() -> None:
    series = noted().series((0.0, 0.5, 1.0))
    assert series["turn"].tolist() == [0, 1, 2]
    assert series["year"].tolist() == [2030.0, 2031.0, 2032.0]
    assert series["games"].tolist() == [3, 3, 2]
    assert series["stability.0"].tolist() == [7.0, 1.0, 4.0]
    assert series["stability.50"].tolist() == [7.0, 5.0, 6.0]
    assert series["stability.100"].tolist() == [7.0, 6.0, 8.0]


def test_tables_as_text() -> None:
    lines = as_csv(noted().columns()).splitlines()
    assert lines[1] == "0,war,bad,1,2031.0,0.0,"
    assert lines[2] == "1,accord,good,2,2032.0,80.0,2030.0"


def test_frames_where_pandas_is() -> None:
    pandas = pytest.importorskip("pandas")
    frame = noted().to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert frame["ending"].tolist() == ["war", "accord", "ban"]
    assert noted().series_frame()["games"].tolist() == [3, 3, 2]


def test_frames_where_pandas_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="pip install pandas"):
        noted().to_frame()
