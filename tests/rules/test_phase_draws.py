"""Dice: the same in every process, even, keyed by every part of their meaning, and normal where they should be."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from game.rules.arrays import Floats
from game.rules.draws import FEW, Draws, key_of, normal
from tests.rules.worlds import seeds_of

SEATS = np.array([key_of(name) for name in ("helios", "meridian", "lantern")])
KEYS = np.array([key_of(name) for name in ("bust", "boom")])


# What the dice show; a change here makes every saved campaign another one.
SHOWN = [0.8317564733163989, 0.4569373393705775, 0.5367147816855542, 0.13379897336895136, 0.9762933285327591]
HELIOS = 8349998608872163241


def dice(games: int = 20000, turn: int = 3, first: int = 0) -> Draws:
    return Draws(seeds_of(games, first), turn, SEATS)


def all_kinds(draws: Draws, purpose: str) -> list[Floats]:
    return [
        draws.world(purpose),
        draws.seats(purpose),
        draws.pairs(purpose),
        draws.each(purpose, KEYS),
        draws.each_seat(purpose, KEYS),
    ]


def test_saved_campaigns_depend_on_these_very_dice() -> None:
    draws = Draws(np.array([1, 2**63], np.uint64), 5, SEATS)
    shown = [float(x.reshape(-1)[-1]) for x in all_kinds(draws, "incident")]
    assert shown == SHOWN


def test_two_campaigns_of_the_same_seed_have_the_same_dice() -> None:
    for one, other in zip(all_kinds(dice(50), "leak"), all_kinds(dice(50), "leak"), strict=True):
        np.testing.assert_array_equal(one, other)


def test_one_more_game_changes_no_other() -> None:
    for one, more in zip(all_kinds(dice(50), "leak"), all_kinds(dice(60), "leak"), strict=True):
        np.testing.assert_array_equal(one, more[..., :50])


@pytest.mark.parametrize("games", [1, FEW, FEW + 1])
def test_few_games_show_what_many_show(games: int) -> None:
    few, many = dice(games), dice(50)
    for word in ("leak", "incident", "a word never asked for before", "leak"):
        for one, more in zip(all_kinds(few, word), all_kinds(many, word), strict=True):
            np.testing.assert_array_equal(one, more[..., :games])


@pytest.mark.parametrize("seat", range(len(SEATS)))
def test_one_seat_shows_what_it_shows_among_all(seat: int) -> None:
    alone = dice(50).seat(seat)
    np.testing.assert_array_equal(alone.seats("leak"), dice(50).seats("leak")[seat : seat + 1])
    np.testing.assert_array_equal(alone.each_seat("leak", KEYS), dice(50).each_seat("leak", KEYS)[:, seat : seat + 1])


def test_nobody_can_change_the_dice_that_few_games_share() -> None:
    draws = dice(1)
    for shown in (draws.world("leak"), draws.seats("leak")):
        with pytest.raises(ValueError, match="read-only"):
            shown[...] = 0.5


def test_some_pairs_show_what_all_pairs_show_there() -> None:
    draws = dice(50)
    doer, other, games = np.array([2, 0, 1]), np.array([0, 0, 2]), np.array([49, 3, 3])
    np.testing.assert_array_equal(
        draws.some_pairs("leak", doer, other, games), draws.pairs("leak")[doer, other, games]
    )


def test_dice_of_some_games_are_those_of_the_whole_batch() -> None:
    games = np.array([41, 3, 7])
    for some, whole in zip(all_kinds(dice(50).take(games), "leak"), all_kinds(dice(50), "leak"), strict=True):
        np.testing.assert_array_equal(some, whole[..., games])


def test_normal_draws_do_not_depend_on_how_the_array_lies_in_memory() -> None:
    rolls = dice(400).seats("leak")
    np.testing.assert_array_equal(normal(np.asfortranarray(rolls)), normal(rolls))


def test_dice_are_even_between_nought_and_one() -> None:
    for rolls in all_kinds(dice(), "leak"):
        assert rolls.min() > 0.0
        assert rolls.max() < 1.0
        row = rolls.reshape(-1, rolls.shape[-1])
        counts = np.array([np.histogram(r, bins=10, range=(0.0, 1.0))[0] for r in row])
        assert np.abs(counts / row.shape[1] - 0.1).max() < 0.012


def independent(a: Floats, b: Floats) -> bool:
    return abs(float(np.corrcoef(a, b)[0, 1])) < 0.03


def rows_of(rolls: Floats) -> Floats:
    return rolls.reshape(-1, rolls.shape[-1])


def test_every_row_of_dice_is_its_own() -> None:
    for rolls in all_kinds(dice(), "leak")[1:]:
        rows = rows_of(rolls)
        for i in range(len(rows)):
            for j in range(i):
                assert independent(rows[i], rows[j]), (rolls.shape, i, j)


@pytest.mark.parametrize(
    "other", [dice(turn=4), dice(turn=2), dice(first=100_000), Draws(dice().seeds[::-1].copy(), 3, SEATS)]
)
def test_other_turns_and_other_seeds_have_other_dice(other: Draws) -> None:
    for one, two in zip(all_kinds(dice(), "leak"), all_kinds(other, "leak"), strict=True):
        assert independent(rows_of(one)[0], rows_of(two)[0])


def test_other_purposes_have_other_dice() -> None:
    for one, two in zip(all_kinds(dice(), "leak"), all_kinds(dice(), "sabotage"), strict=True):
        assert independent(rows_of(one)[0], rows_of(two)[0])


def test_a_draw_follows_its_seat_wherever_it_sits() -> None:
    order = [2, 0, 1]
    moved = Draws(dice(50).seeds, 3, SEATS[order])
    np.testing.assert_array_equal(moved.seats("leak"), dice(50).seats("leak")[order])
    np.testing.assert_array_equal(moved.pairs("leak"), dice(50).pairs("leak")[order][:, order])
    np.testing.assert_array_equal(moved.each_seat("leak", KEYS), dice(50).each_seat("leak", KEYS)[:, order])
    np.testing.assert_array_equal(dice(50).each("leak", KEYS[::-1]), dice(50).each("leak", KEYS)[::-1])


def test_keys_of_names_are_the_same_everywhere() -> None:
    assert key_of("helios") != key_of("Helios")
    assert int(key_of("helios")) == HELIOS


@pytest.mark.parametrize("p", [1e-12, 1e-6, 0.001, 0.02, 0.0243, 0.1, 0.3, 0.5, 0.8413, 0.975, 0.976, 0.9999, 1 - 1e-9])
def test_normal_is_the_inverse_of_the_distribution(p: float) -> None:
    expected = NormalDist().inv_cdf(p)
    assert normal(np.array([p]))[0] == pytest.approx(expected, rel=2e-8, abs=1e-9)


def test_normal_rises_all_the_way() -> None:
    p = np.linspace(1e-5, 1.0 - 1e-5, 20001)
    assert (np.diff(normal(p)) > 0.0).all()
