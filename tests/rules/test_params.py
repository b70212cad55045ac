"""Parameters of a batch: priors drawn by name and seed, cut to their range; orders side by side."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from game.content.load import load_book
from game.content.models import Parameter
from game.content.parameters import GROUPS
from game.content.records import Prior
from game.rules.orders import Orders
from game.rules.params import Params, draw_params, median_params
from tests.rules.worlds import seeds_of, world

BOOK = load_book("five-labs")
GAMES = 4000


def drawn(prior: Prior, low: float = -1e9, high: float = 1e9) -> np.ndarray:
    """Many draws of one parameter with this prior, in rising order."""
    parameter = Parameter(prior=prior, unit="1", range=(low, high), source="assumed", text="A number.")
    book = {**BOOK.parameters, "misuse": {**BOOK.parameters["misuse"], "rate": parameter}}
    return np.sort(draw_params(book, seeds_of(GAMES)).misuse.rate)


def quantile(draws: np.ndarray, share: float) -> float:
    return float(draws[int(share * len(draws))])


@pytest.mark.parametrize(
    ("prior", "share", "value", "within"),
    [
        (Prior(uniform=(2.0, 6.0)), 0.25, 3.0, 0.1),
        (Prior(normal=(5.0, 2.0)), 0.5, 5.0, 0.1),
        (Prior(normal=(5.0, 2.0)), 0.8413, 7.0, 0.1),
        (Prior(lognormal=(3.0, 0.5)), 0.5, 3.0, 0.1),
        (Prior(lognormal=(3.0, 0.5)), 0.8413, 3.0 * np.exp(0.5), 0.2),
        (Prior(triangular=(0.0, 1.0, 4.0)), 0.25, 1.0, 0.05),
        (Prior(triangular=(0.0, 1.0, 4.0)), 0.0625, 0.5, 0.05),
        (Prior(triangular=(0.0, 1.0, 4.0)), 0.8125, 2.5, 0.1),
        (Prior(triangular=(2.0, 2.0, 2.0)), 0.3, 2.0, 1e-9),
        (Prior(choice=((1.0, 3.0), (9.0, 1.0))), 0.70, 1.0, 1e-9),
        (Prior(choice=((1.0, 3.0), (9.0, 1.0))), 0.80, 9.0, 1e-9),
    ],
)
def test_draws_follow_their_prior(prior: Prior, share: float, value: float, within: float) -> None:
    assert quantile(drawn(prior), share) == pytest.approx(value, abs=within)


def test_draws_are_cut_to_the_range() -> None:
    draws = drawn(Prior(normal=(0.0, 1.0)), low=-0.5, high=0.75)
    assert (draws[0], draws[-1]) == (-0.5, 0.75)


def test_a_draw_depends_on_seed_and_name_alone() -> None:
    one, more = draw_params(BOOK.parameters, seeds_of(5)), draw_params(BOOK.parameters, seeds_of(9))
    for group in GROUPS:
        for f in fields(GROUPS[group]):
            a, b = getattr(getattr(one, group), f.name), getattr(getattr(more, group), f.name)
            np.testing.assert_array_equal(a, b[: len(a)], err_msg=f"{group}.{f.name}")
    assert len(np.unique(one.truths.alignment_shift)) == 5
    assert not np.array_equal(one.truths.alignment_shift, one.truths.automation_midpoint)


def test_games_can_be_taken() -> None:
    params = draw_params(BOOK.parameters, seeds_of(6))
    some: Params = params.take(np.array([4, 1]))
    np.testing.assert_array_equal(some.truths.tier_four, params.truths.tier_four[[4, 1]])
    np.testing.assert_array_equal(some.money.market_start, params.money.market_start)


def test_a_believer_in_the_worldview_reckons_with_its_middle() -> None:
    middle = median_params(BOOK.parameters)
    many = draw_params(BOOK.parameters, seeds_of(GAMES))
    for f in fields(GROUPS["truths"]):
        value = float(getattr(middle.truths, f.name)[0])
        assert value == pytest.approx(float(np.median(getattr(many.truths, f.name))), abs=0.15), f.name


# --- orders


def test_orders_of_seats_are_taken_apart_and_joined() -> None:
    orders = world(4, games=3).orders
    again = Orders.join([orders.seat(i) for i in range(5)])
    for f in fields(Orders):
        np.testing.assert_array_equal(getattr(again, f.name), getattr(orders, f.name), err_msg=f.name)


def test_the_longest_queue_sets_the_depth() -> None:
    orders = world(4, games=3).orders
    queue = np.full((2, 4, 1, 3), 7, np.int16)
    columns = [replace(orders.seat(0), behind=queue), orders.seat(1), replace(orders.seat(2), behind=queue[:1])]
    behind = Orders.join(columns).behind
    assert behind.shape == (2, 4, 3, 3)
    assert (behind[:, :, 0] == 7).all()
    assert (behind[:, :, 1] == -1).all()
    assert (behind[0, :, 2] == 7).all()
    assert (behind[1, :, 2] == -1).all()


def test_orders_of_some_games() -> None:
    orders = world(4, games=3).orders
    some = orders.take(np.array([2, 0]))
    for f in fields(Orders):
        np.testing.assert_array_equal(getattr(some, f.name), getattr(orders, f.name)[..., [2, 0]], err_msg=f.name)


def test_a_batch_can_have_another_number_in_every_game() -> None:
    before = draw_params(BOOK.parameters, seeds_of(3))
    numbers = np.array([0.1, 0.2, 0.3])
    after = before.but({"misuse.rate": numbers, "truths.tier_four": np.array([29.0])})
    assert after.misuse.rate is numbers
    assert after.truths.tier_four == 29.0
    assert after.misuse.steepness is before.misuse.steepness
    assert after.money is before.money
    for name in ("misuse.rat", "misus.rate", "misuse"):
        with pytest.raises(KeyError):
            before.but({name: numbers})
