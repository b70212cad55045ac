"""Looking back: shares from a true state, and what one order changed on the same dice."""

from __future__ import annotations

from functools import cache
from math import log

import numpy as np
import pytest

from game.content.load import load_book
from game.content.vocabulary import Deployment, Ending
from game.forecast.dignity import Contrast, Sum, contrasts, endings_from, retrospect_seeds
from game.forecast.rollout import Stopped, Table
from game.forecast.seeds import game_seeds
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.params import Params, draw_params
from game.rules.replacing import replace
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.view import views

SEED = 5
DICE = retrospect_seeds(SEED, "test", 0, 48)


@cache
def table() -> Table:
    return Table.of(load_book())


@cache
def campaign() -> tuple[Params, tuple[State, ...], tuple[Orders, ...]]:
    """A campaign of computer players to its end: its numbers, the state of every turn and what was ordered."""
    setup, seeds = table().setup, game_seeds(SEED, 0, 1)
    params = draw_params(table().book.parameters, seeds)
    states, ordered = [start(setup, params, table().book.scenario, 1)], []
    while states[-1].ending[0] == Ending.NONE:
        draws = Draws(seeds, states[-1].turn, setup.seat_keys)
        ordered.append(orders_for(views(states[-1], setup, params), setup, table().habits, draws))
        states.append(resolve(states[-1], ordered[-1], setup, params, draws))
    return params, tuple(states), tuple(ordered)


def test_all_games_end_and_the_last_turn_is_certain() -> None:
    params, states, _ = campaign()
    for state in (states[0], states[len(states) // 2], states[-2]):
        counts = endings_from(table(), state, params, DICE)
        assert counts[Ending.NONE] == 0
        assert counts.sum() == len(DICE)
    last = endings_from(table(), states[-1], params, DICE)
    assert last[states[-1].ending[0]] == last.sum() == len(DICE)


def test_same_dice_give_the_same_shares_and_other_dice_others() -> None:
    params, states, _ = campaign()
    once = endings_from(table(), states[4], params, DICE)
    assert np.array_equal(once, endings_from(table(), states[4], params, DICE))
    other = endings_from(table(), states[4], params, retrospect_seeds(SEED, "other", 0, 48))
    assert not np.array_equal(once, other)


def test_same_orders_change_nothing_at_all() -> None:
    params, states, ordered = campaign()
    made = ordered[3]
    (same,) = contrasts(table(), states[3], params, made, [(2, made.seat(2))], DICE)
    assert (same.gained, same.lost, same.value) == (0, 0, 0.0)
    assert same.good == same.otherwise


def test_one_order_is_compared_whatever_else_is_in_the_batch() -> None:
    params, states, ordered = campaign()
    made, blank = ordered[3], Orders.blank(1, 1)
    alone = contrasts(table(), states[3], params, made, [(0, blank)], DICE)
    both = contrasts(table(), states[3], params, made, [(4, blank), (0, blank)], DICE)
    assert alone == both[1:]


def test_deploying_far_beyond_ones_techniques_loses_dignity() -> None:
    """A first model that is called Tier Six and deployed is nearly sure to be misaligned; holding it is neutral."""
    params, states, ordered = campaign()
    helios = 0
    state = states[6]
    capability = state.capability.copy()
    capability[helios] = 40.0
    made = ordered[6]
    code = made.deployment.copy()
    code[helios] = Deployment.DEPLOY
    hold = replace(made.seat(helios), deployment=np.zeros((1, 1), np.int8))
    (contrast,) = contrasts(
        table(), replace(state, capability=capability), params, replace(made, deployment=code), [(helios, hold)], DICE
    )
    assert contrast.good == 0
    assert contrast.gained == 0
    assert contrast.value <= 0.0


def test_contrast_is_the_change_of_log_odds_with_half_a_game_added() -> None:
    contrast = Contrast(games=100, good=40, otherwise=25, gained=20, lost=5)
    assert contrast.value == pytest.approx(log(40.5 / 60.5) - log(25.5 / 75.5))
    assert 0.0 < contrast.error < 1.0


def test_error_covers_the_truth_and_falls_with_the_games() -> None:
    """Games drawn with known odds: the interval of two errors holds the true change about as often as it should."""
    rng = np.random.default_rng(1)
    mine, other = 0.45, 0.35
    true = log(mine / (1 - mine)) - log(other / (1 - other))
    held, errors = 0, []
    for games in [60] * 300 + [600]:
        luck = rng.random(games)
        shaken = np.where(rng.random(games) < 0.3, rng.random(games), luck)
        good, otherwise = luck < mine, shaken < other
        contrast = Contrast(
            games, int(good.sum()), int(otherwise.sum()), int((good & ~otherwise).sum()), int((otherwise & ~good).sum())
        )
        held += abs(contrast.value - true) < 2.0 * contrast.error
        errors.append(contrast.error)
    assert held / 301 > 0.9
    assert errors[-1] < np.mean(errors[:-1]) / 2.5


def test_contrasts_of_other_dice_add_up_and_sums_carry_their_error() -> None:
    one, two = Contrast(10, 4, 3, 2, 1), Contrast(20, 9, 9, 0, 0)
    assert one + two == Contrast(30, 13, 12, 2, 1)
    whole = Sum.of([one, two])
    assert whole.value == pytest.approx(one.value + two.value)
    assert whole.error == pytest.approx((one.error**2 + two.error**2) ** 0.5)
    assert (Contrast().value, Contrast().error) == (0.0, 0.0)


def test_looking_back_can_be_given_up() -> None:
    params, states, ordered = campaign()
    with pytest.raises(Stopped):
        endings_from(table(), states[2], params, DICE, lambda: True)
    with pytest.raises(Stopped):
        contrasts(table(), states[2], params, ordered[2], [(0, Orders.blank(1, 1))], DICE, lambda: True)
