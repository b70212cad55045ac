"""Intervals against published values, and against what an interval has to be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.forecast.shares import Mean, Share


@pytest.mark.parametrize(
    ("count", "games", "low", "high"),
    [
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(count: int, games: int, low: float, high: float) -> None:
    share = Share(count, games)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@given(st.integers(1, 10_000), st.data())
def test_an_interval_holds_its_share_and_stays_within_0_and_1(games: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, games))
    share, other = Share(count, games), Share(games - count, games)
    assert 0.0 <= share.low <= share.share <= share.high <= 1.0
    assert share.low < share.high
    assert share.low == pytest.approx(1.0 - other.high, abs=1e-12)


def test_ten_times_the_games_make_the_interval_narrower() -> None:
    few, many = Share(30, 100), Share(300, 1000)
    assert many.high - many.low < 0.4 * (few.high - few.low)


@pytest.mark.parametrize(("count", "games"), [(-1, 5), (6, 5), (0, 0)])
def test_no_share_of_what_cannot_be(count: int, games: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        Share(count, games)


def test_a_mean_has_the_interval_of_its_spread() -> None:
    mean = Mean.of(np.array([10.0, 20.0, 30.0, 40.0]))
    # sample deviation 12.91, so 1.96 * 12.91 / 2
    assert (mean.mean, round(mean.low, 2), round(mean.high, 2)) == (25.0, 12.35, 37.65)


def test_a_mean_of_one_game_is_no_measure() -> None:
    mean = Mean.of(np.array([50.0]))
    assert mean.low == -np.inf
    assert mean.high == np.inf
