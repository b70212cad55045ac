"""Designs: which numbers are varied, within what, and how evenly."""

from functools import cache

import numpy as np
import pytest

from game.content.book import Book
from game.content.load import load_book
from game.content.records import Prior
from game.forecast.design import SAMPLINGS, Axis, DesignError, Sampling, axes_of, sample
from game.forecast.extras import Missing

SHIFT, CARE = "truths.alignment_shift", "money.investors_care"


@cache
def book() -> Book:
    return load_book()


def test_named_ranges_are_varied_evenly_in_the_order_of_the_baseline() -> None:
    axes = axes_of(book(), {CARE: (0.1, 0.2), SHIFT: (-2.0, 2.0)})
    assert [(axis.name, axis.range, axis.prior) for axis in axes] == [
        (SHIFT, (-2.0, 2.0), None),
        (CARE, (0.1, 0.2), None),
    ]
    assert axes[0].unit == "OOM"
    assert list(axes[0].at(np.array([0.0, 0.25, 1.0]))) == [-2.0, -1.0, 2.0]


def test_priors_are_varied_by_their_priors_and_ranges_go_first() -> None:
    numbers = book().parameters
    with_prior = [f"{group}.{name}" for group in numbers for name in numbers[group] if numbers[group][name].prior]
    assert [axis.name for axis in axes_of(book(), priors=True)] == with_prior
    first, *others = axes_of(book(), {SHIFT: (0.0, 1.0)}, priors=True)
    assert (first.range, first.prior) == ((0.0, 1.0), None)
    assert all(axis.prior is not None for axis in others)


def test_all_are_varied_over_what_the_baseline_allows() -> None:
    axes = axes_of(book(), every=True)
    numbers = {f"{g}.{n}": number for g, names in book().parameters.items() for n, number in names.items()}
    assert {axis.name: axis.range for axis in axes} == {
        name: number.range for name, number in numbers.items() if number.range[0] < number.range[1]
    }
    assert all(axis.prior is None for axis in axes)


@pytest.mark.parametrize(
    ("ranges", "words"),
    [
        ({"truths.alignment_shfit": (0.0, 1.0)}, "there is no number 'truths.alignment_shfit'; did you mean '" + SHIFT),
        ({"alignment_shift": (0.0, 1.0)}, "there is no number 'alignment_shift'"),
        ({SHIFT: (1.0, 1.0)}, "can go from -6 to 6, and not from 1 to 1"),
        ({SHIFT: (1.0, -1.0)}, "and not from 1 to -1"),
        ({SHIFT: (0.0, 7.0)}, "and not from 0 to 7"),
        ({SHIFT: (0.0, float("nan"))}, "and not from 0 to nan"),
        ({}, "nothing to vary"),
    ],
)
def test_what_cannot_be_varied_is_refused(ranges: dict[str, tuple[float, float]], words: str) -> None:
    with pytest.raises(DesignError) as refused:
        axes_of(book(), ranges)
    assert words in str(refused.value)


AXES = (
    Axis("a", "1", (0.0, 8.0)),
    Axis("b", "1", (-10.0, 10.0), Prior(normal=(1.0, 2.0))),
    Axis("c", "1", (0.0, 1.0), Prior(normal=(1.0, 2.0))),
)


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_points_fill_the_space(sampling: Sampling) -> None:
    a, b, c = sample(AXES, 256, 3, sampling)
    assert np.histogram(a, 8, (0.0, 8.0))[0].tolist() == [32] * 8
    assert (b.mean(), b.std()) == (pytest.approx(1.0, abs=0.03), pytest.approx(2.0, abs=0.05))
    assert (c.min(), c.max()) == (0.0, 1.0)  # what lies outside of the range is cut to it
    if sampling == "sobol":  # even in every pair, too
        quarters = np.histogram2d(a, b, (2, [-11.0, 1.0, 11.0]))[0]
        assert quarters.tolist() == [[64.0, 64.0], [64.0, 64.0]]


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_points_depend_on_the_seed_alone(sampling: Sampling) -> None:
    once, again, other = (sample(AXES, 100, seed, sampling) for seed in (3, 3, 4))
    assert once.shape == (3, 100)
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_one_game_is_a_design_too() -> None:
    assert sample(AXES, 1, 0, "sobol").shape == (3, 1)


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(module: str) -> None:
        raise ModuleNotFoundError(module)

    monkeypatch.setattr("game.forecast.extras.importlib.import_module", gone)
    with pytest.raises(Missing, match=r'scipy is not installed; this installs it: .* -m pip install "scipy>='):
        sample(AXES, 4, 1, "sobol")
