"""Indices and swings against functions whose indices are known."""

import numpy as np
import pytest

from game.forecast.design import Axis, sample
from game.forecast.sensitivity import first_order, influences
from game.rules.arrays import Floats

PI = np.pi
AXES = tuple(Axis(name, "1", (-PI, PI)) for name in "abc")


def ishigami(values: Floats) -> Floats:
    """The test function of sensitivity analysis (Ishigami and Homma 1990), with a = 7, b = 0.1."""
    a, b, c = values
    return np.asarray(np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))


KNOWN = {"a": 0.3139, "b": 0.4424, "c": 0.0}


@pytest.mark.parametrize("games", [1000, 8192])
def test_indices_of_a_known_function(games: int) -> None:
    values = sample(AXES, games, 1, "sobol")
    found = {each.axis.name: each.index for each in influences(AXES, values, ishigami(values))}
    for name, index in KNOWN.items():
        assert found[name].mean == pytest.approx(index, abs=0.06 if games == 1000 else 0.02)
        assert found[name].low < found[name].mean < found[name].high


def test_dice_are_nobodys_share() -> None:
    values = sample(AXES, 8192, 1, "sobol")
    steps = values[0] / np.std(values[0])
    noise = np.random.default_rng(2).normal(0.0, 3.0, 8192)
    index = first_order(values[0], steps + noise)
    assert index.low < 0.1 < index.high
    assert index.mean == pytest.approx(0.1, abs=0.02)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = 0
    for seed in range(100):
        dice = np.random.default_rng(seed)
        values = dice.uniform(0.0, 1.0, 2000)
        happened = (dice.uniform(0.0, 1.0, 2000) < 0.2 + 0.6 * values).astype(np.float64)
        index = first_order(values, happened)
        held += index.low <= 0.03 / 0.25 <= index.high  # variance of the chance, by that of a fair coin
    assert 85 <= held <= 100


def test_what_never_or_always_happens_has_no_cause() -> None:
    values = sample(AXES, 500, 1, "sobol")
    for always in (0.0, 1.0):
        for each in influences(AXES, values, np.full(500, always)):
            assert each.index.mean == 0.0
            assert each.swing.mean == 0.0
            assert each.swing.low < 0.0 < each.swing.high  # so few games prove nothing


def test_a_swing_goes_the_way_of_its_number_and_the_widest_is_first() -> None:
    values = sample(AXES, 4000, 1, "sobol")
    found = influences(AXES, values, values[0] - 3 * values[1])
    assert [each.axis.name for each in found] == ["b", "a", "c"]
    assert found[0].swing.high < 0 < found[1].swing.low
    assert found[1].swing.mean == pytest.approx(2 * 0.9 * PI, rel=0.1)


def test_few_values_are_no_obstacle() -> None:
    values = np.repeat([1.0, 2.0], 300)
    index = first_order(values, values + np.random.default_rng(1).normal(0, 0.01, 600))
    assert index.mean > 0.99
    assert first_order(np.ones(600), values).mean == 0.0
