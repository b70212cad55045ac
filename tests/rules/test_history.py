"""The back-test: computer players who begin in 2023 must arrive near what was observed until the end of 2025."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.history import CHIPS, LARGEST_RUN, SCENARIO, SHARE_OF_WORLD, History, play, run_flops
from game.content.load import load_book
from game.rules.arrays import Floats
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.params import draw_params
from game.rules.phases.compute import world_supply
from game.rules.setup import compile_setup
from game.rules.start import start
from game.rules.turn import begin, resolve
from tests.rules.worlds import seeds_of

GAMES = 96


@cache
def history() -> History:
    return play(load_book(SCENARIO), GAMES, seed=2023)


def median(values: Floats) -> float:
    assert values.shape == (GAMES,)
    return float(np.median(values))


def test_the_largest_run_of_2025_is_of_the_observed_size() -> None:
    """Within 0.3 orders of magnitude, for the median game."""
    assert abs(np.log10(median(history().largest_run[2025]) / LARGEST_RUN[2025])) < 0.3


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_chips_of_the_world_are_as_many_as_were_delivered(year: int) -> None:
    """Within 25 %, for the median game; the seats stand for a fixed part of the world."""
    assert abs(median(history().chips[year]) / CHIPS[year] - 1.0) < 0.25


def test_the_part_of_the_world_is_that_of_the_seats_today() -> None:
    seats = load_book("five-labs").scenario.seats.values()
    chips = sum(sum(seat.start.compute.values()) for seat in seats)
    assert chips / CHIPS[2025] == pytest.approx(SHARE_OF_WORLD, abs=0.01)


def test_chips_were_scarcest_at_first() -> None:
    scarcity = [median(share) for share in history().ration.values()]
    assert scarcity[0] < 0.7
    assert scarcity == sorted(scarcity)


def test_algorithms_reach_the_zero_of_2026_from_below() -> None:
    """Zero is the state of the art of 2026; a start before it must neither begin there nor overshoot by a year."""
    best = [median(algorithms) for algorithms in history().algorithms.values()]
    assert best == sorted(best)
    assert best[0] < -0.5
    assert abs(best[-1]) < 0.5


def test_runs_are_counted_as_the_rules_count_them() -> None:
    """Chips with power, share for training, FLOP of a chip and year, length of the run: by hand, for one seat."""
    book = load_book(SCENARIO)
    setup, seeds = compile_setup(book), seeds_of(2)
    params = draw_params(book.parameters, seeds)
    before = start(setup, params, book.scenario, 2)
    blank = Orders.blank(len(setup.seats), 2)
    share = blank.training.copy()
    share[1] = 0.3
    orders = Orders(**(vars(blank) | {"training": share, "train": share > 0.0}))
    draws = Draws(seeds, 0, setup.seat_keys)
    flops = run_flops(before, orders, setup, params, draws)
    after = resolve(before, orders, setup, params, draws)
    chips = after.compute[1].sum(axis=0) * (1.0 - after.idle[1])
    each = 1e24 * float(params.compute.flop_per_chip_year[0])
    assert flops[1] == pytest.approx(chips * 0.3 * each * setup.turn_years)
    assert not flops[[0, 2, 3, 4]].any()


@pytest.mark.parametrize(("slow", "before", "after"), [(2029.0, 0.5, 0.5), (2026.0, 0.5, 0.2), (2024.5, 0.2, 0.2)])
def test_supply_is_that_of_2026_in_2026_wherever_growth_slows(slow: float, before: float, after: float) -> None:
    """`supply_start` means 2026 whenever growth slows; the growth is that of its side of the slow year."""
    book = load_book(SCENARIO)
    setup = replace(compile_setup(book), start_year=2022.75)  # so that a turn has its middle at each date below
    params = draw_params(book.parameters, seeds_of(1))
    numbers = vars(params.compute) | {
        "supply_start": np.array([7.0]),
        "supply_growth": np.array([0.5]),
        "supply_growth_late": np.array([0.2]),
        "supply_slow_year": np.array([slow]),
    }
    params = type(params)(**(vars(params) | {"compute": type(params.compute)(**numbers)}))
    s = start(setup, params, book.scenario, 1)

    def supply(year: float) -> float:
        draws = Draws(seeds_of(1), 0, setup.seat_keys)
        t = begin(s, Orders.blank(len(setup.seats), 1), setup, params, draws)
        turn = (year - setup.start_year) / setup.turn_years - 0.5  # a turn is read at its middle
        t.index = round(turn)
        assert setup.middle(t.index) == year
        return float(world_supply(t)[0])

    assert supply(2026.0) == pytest.approx(7.0)
    assert np.log10(supply(2026.0) / supply(2025.5)) == pytest.approx(0.5 * before)
    assert np.log10(supply(2026.5) / supply(2026.0)) == pytest.approx(0.5 * after)


def test_power_of_an_earlier_start_is_what_growth_makes_of_it_by_2026() -> None:
    book = load_book(SCENARIO)
    setup = compile_setup(book)
    s = start(setup, draw_params(book.parameters, seeds_of(1)), book.scenario, 1)
    years = 2026.0 - setup.start_year
    assert s.power[:, 0] * np.exp(setup.region_growth[:, 0] * years) == pytest.approx(setup.region_power[:, 0])
