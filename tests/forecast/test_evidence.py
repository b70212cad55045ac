"""Figures, intervals and verdicts, on batches that are made up so that the right answer is known."""

from math import inf, sqrt
from typing import Any

import numpy as np
import pytest

from game.content.claims import Band, Comparison
from game.content.load import load_book
from game.content.vocabulary import Ending
from game.forecast.evidence import Sample, Verdict, judge_band, judge_comparison, needs, sample
from game.forecast.result import Outcomes, Trace
from game.forecast.rollout import Table
from game.forecast.shares import Z95, Share
from game.forecast.simulate import Batch

WAR, LOCK, LOSS, SLOW, GOOD = (
    Ending.WAR,
    Ending.LOCK_IN,
    Ending.LOSS_OF_CONTROL,
    Ending.SLOW_WORLD,
    Ending.SHARED_ABUNDANCE,
)
ENDINGS = [WAR] * 10 + [LOCK] * 20 + [LOSS] * 30 + [SLOW] * 25 + [GOOD] * 15


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.of(load_book())


def batch(endings: list[Ending] = ENDINGS, **trace: Any) -> Batch:
    """Game k ends after k + 1 turns and gives seat s a score of 10 s + k."""
    n = len(endings)
    outcomes = Outcomes(
        ending=np.array(endings, np.int8),
        turns=np.arange(1, n + 1, dtype=np.int16),
        scores=np.asarray(10.0 * np.arange(5)[:, None] + np.arange(n)[None], np.float64),
    )
    return Batch(outcomes, Trace(trace.get("first", {}), trace.get("figures", {})))


def band(**fields: Any) -> Band:
    return Band.model_validate({"low": 0.0} | fields)


@pytest.mark.parametrize(
    ("question", "count", "games"),
    [
        ({"measure": "war"}, 10, 100),
        ({"measure": "bad"}, 60, 100),
        ({"measure": "good"}, 15, 100),
        ({"measure": ("war", "lock_in", "good")}, 45, 100),
        ({"measure": "largest"}, 30, 100),
        ({"measure": "loss_of_control", "among": "bad"}, 30, 60),
        ({"measure": "lock_in", "among": "war"}, 0, 10),
        # of the 20 that end in lock-in after 11 to 30 turns, those after 18 turns at most
        ({"measure": "lock_in", "before": 2035.0}, 8, 100),
    ],
)
def test_shares_have_the_interval_of_wilson(
    question: dict[str, Any], count: int, games: int, table: Table
) -> None:
    seen = sample(band(**question), table, batch())
    share = Share(count, games)
    assert (seen.figure, seen.low, seen.high) == (share.share, share.low, share.high)
    assert seen.pulls.mean() == pytest.approx(0.0, abs=1e-12)


def test_the_error_of_a_share_is_the_binomial_one(table: Table) -> None:
    assert sample(band(measure="war"), table, batch()).error == pytest.approx(sqrt(0.1 * 0.9 / 99))
    among = sample(band(measure="loss_of_control", among="bad"), table, batch())
    assert among.error == pytest.approx(sqrt(0.5 * 0.5 / 60), rel=0.01)


def test_a_share_of_no_games_says_nothing(table: Table) -> None:
    none = sample(band(measure="war", among="ban"), table, batch())
    assert (none.low, none.high) == (0.0, 1.0)
    comparison = Comparison.model_validate({"measure": "war", "among": "ban", "than": "idle", "more_by": 0.0})
    found = judge_comparison(none, none, comparison)
    assert (found.verdict, found.decided_by) == (Verdict.UNDECIDED, None)


def test_a_lead_is_over_the_commonest_of_the_others(table: Table) -> None:
    assert sample(band(measure="lead", of="loss_of_control"), table, batch()).figure == pytest.approx(0.05)
    slow = sample(band(measure="lead", of="slow_world"), table, batch())
    assert slow.figure == pytest.approx(-0.05)
    values = np.array([-1.0] * 30 + [1.0] * 25 + [0.0] * 45)
    assert slow.high - slow.figure == pytest.approx(Z95 * values.std(ddof=1) / 10.0)


def test_means_of_scores_and_dates(table: Table) -> None:
    assert sample(band(measure="score"), table, batch()).figure == pytest.approx(20.0 + 49.5)
    assert sample(band(measure="score", of="qilin"), table, batch()).figure == pytest.approx(40.0 + 49.5)
    assert sample(band(measure="end_turn"), table, batch()).figure == pytest.approx(50.5)
    assert sample(band(measure="end_year"), table, batch()).figure == pytest.approx(2026.0 + 50.5 / 2)
    median = sample(band(measure="median_end_year"), table, batch())
    assert median.figure == 2026.0 + 50.5 / 2
    # 50 games, give or take 1.96 times the half of ten
    assert (median.low, median.high) == (2026.0 + 41 / 2, 2026.0 + 61 / 2)


def test_happenings_and_figures_are_read_from_the_trace(table: Table) -> None:
    turns = np.array([-1] * 40 + [0] * 10 + [4] * 20 + [9] * 30, np.int16)
    noted = batch(first={"leaked": turns})
    assert sample(band(measure="leaked"), table, noted).figure == 0.6
    assert sample(band(measure="leaked", before=2028.0), table, noted).figure == pytest.approx(0.3)
    assert sample(band(measure="leaked", before=2027.9), table, noted).figure == pytest.approx(0.1)
    figure = np.arange(29, dtype=np.float32)[:, None] + np.zeros((1, 100), np.float32)
    shown = batch(figures={"stability": figure})
    assert sample(band(measure="stability"), table, shown).figure == 28.0
    assert sample(band(measure="stability", at=2030.0), table, shown).figure == 8.0


def test_late_growth_is_that_of_the_last_two_turns(table: Table) -> None:
    figure = np.array([[0.0] * 2, [1.0] * 2, [2.0, 1.5], [6.0, 2.0], [8.0, 2.0]], np.float32)
    two = Batch(
        Outcomes(np.array([WAR, WAR], np.int8), np.array([4, 3], np.int16), np.zeros((5, 2))),
        Trace({}, {"best_capability": figure}),
    )
    assert sample(band(measure="late_growth"), table, two).figure == pytest.approx((6 / 8 + 1 / 2) / 2)
    assert needs(band(measure="late_growth")) == {"best_capability"}
    assert needs(band(measure="leaked")) == {"leaked"}
    assert needs(band(measure="war")) == frozenset()


# --- verdicts ------------------------------------------------------------------------------------------------


def seen(figure: float, low: float, high: float, games: int = 100) -> Sample:
    return Sample(figure, low, high, np.zeros(games))


@pytest.mark.parametrize(
    ("interval", "ends", "verdict"),
    [
        ((0.5, 0.45, 0.55), {"low": 0.4, "high": 0.6}, Verdict.HOLDS),
        ((0.5, 0.4, 0.6), {"low": 0.4, "high": 0.6}, Verdict.HOLDS),
        ((0.0, 0.0, 0.03), {"low": 0.0, "high": 0.1}, Verdict.HOLDS),
        ((0.5, 0.35, 0.55), {"low": 0.4, "high": 0.6}, Verdict.UNDECIDED),
        ((0.38, 0.3, 0.45), {"low": 0.4, "high": 0.6}, Verdict.UNDECIDED),
        ((0.5, 0.3, 0.7), {"low": 0.4, "high": 0.6}, Verdict.UNDECIDED),
        ((0.3, 0.25, 0.35), {"low": 0.4, "high": 0.6}, Verdict.FAILS),
        ((0.7, 0.65, 0.75), {"low": 0.4, "high": 0.6}, Verdict.FAILS),
        ((0.7, 0.65, 0.75), {"low": 0.4}, Verdict.HOLDS),
        ((0.7, 0.65, 0.75), {"high": 0.4}, Verdict.FAILS),
    ],
)
def test_verdicts_on_bands(
    interval: tuple[float, float, float], ends: dict[str, float], verdict: Verdict
) -> None:
    assert judge_band(seen(*interval), Band.model_validate({"measure": "bad"} | ends)).verdict is verdict


def test_an_undecided_band_says_how_many_games_would_decide() -> None:
    found = judge_band(seen(0.45, 0.35, 0.55, games=100), Band(measure="bad", low=0.4))
    # half the width, 0.1, has to shrink to the distance of 0.05: four times the games
    assert found.verdict is Verdict.UNDECIDED
    assert found.decided_by == pytest.approx(400, abs=1)
    assert judge_band(seen(0.4, 0.35, 0.45), Band(measure="bad", low=0.4)).decided_by is None
    assert judge_band(seen(0.5, 0.4, 0.6), Band(measure="bad", low=0.45)).games == 100


def test_the_number_that_would_decide_does_decide(table: Table) -> None:
    few = [WAR] * 26 + [GOOD] * 74
    claim = Band(measure="war", low=0.2)
    undecided = judge_band(sample(claim, table, batch(few)), claim)
    assert undecided.decided_by is not None
    times = -(-undecided.decided_by // 100)
    assert judge_band(sample(claim, table, batch(few * times)), claim).verdict is Verdict.HOLDS


def pair(**way: float) -> Comparison:
    return Comparison.model_validate({"measure": "bad", "than": "idle"} | way)


def test_comparisons_are_paired_game_by_game(table: Table) -> None:
    """Two batches in which one game in ten changes from bad to good differ surely, though their shares are near."""
    before = [WAR] * 500 + [GOOD] * 500
    after = [WAR] * 460 + [GOOD] * 540
    question = pair(less_by=0.0)
    mine, other = sample(question, table, batch(after)), sample(question, table, batch(before))
    assert mine.high > other.low  # unpaired the intervals overlap
    found = judge_comparison(mine, other, question)
    assert found.figure == pytest.approx(-0.04)
    assert found.high - found.figure == pytest.approx(Z95 * sqrt(0.04 * 0.96 / 999))
    assert found.verdict is Verdict.HOLDS
    # the same games in another order share no luck any more, and are less sure
    shuffled = sample(question, table, batch([*after[500:], *after[:500]]))
    assert judge_comparison(shuffled, other, question).high > found.high


@pytest.mark.parametrize(
    ("way", "verdict"),
    [
        ({"less_by": 0.0}, Verdict.HOLDS),
        ({"less_by": 0.04}, Verdict.UNDECIDED),
        ({"less_by": 0.2}, Verdict.FAILS),
        ({"more_by": 0.0}, Verdict.FAILS),
        ({"within": 0.2}, Verdict.HOLDS),
        ({"within": 0.04}, Verdict.UNDECIDED),
        ({"within": 0.01}, Verdict.FAILS),
    ],
)
def test_verdicts_on_comparisons(way: dict[str, float], verdict: Verdict, table: Table) -> None:
    question = pair(**way)
    mine = sample(question, table, batch([WAR] * 460 + [GOOD] * 540))
    other = sample(question, table, batch([WAR] * 500 + [GOOD] * 500))
    assert judge_comparison(mine, other, question).verdict is verdict


def test_no_difference_at_all_is_not_more_and_not_less(table: Table) -> None:
    same = sample(pair(more_by=0.0), table, batch())
    assert judge_comparison(same, same, pair(more_by=0.0)).verdict is Verdict.FAILS
    assert judge_comparison(same, same, pair(less_by=0.0)).verdict is Verdict.FAILS
    assert judge_comparison(same, same, pair(within=0.01)).verdict is Verdict.HOLDS


def test_one_game_decides_nothing(table: Table) -> None:
    one = sample(band(measure="score"), table, batch([WAR]))
    assert (one.low, one.high, one.error) == (-inf, inf, inf)
    assert judge_band(one, Band(measure="score", low=1.0)).verdict is Verdict.UNDECIDED
