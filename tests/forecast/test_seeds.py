"""A game of a batch is named by master seed and index, nothing else."""

import numpy as np

from game.forecast.seeds import game_seeds


def test_a_chunk_has_the_seeds_of_the_whole() -> None:
    whole = game_seeds(7, 0, 1000)
    parts = np.concatenate([game_seeds(7, 0, 300), game_seeds(7, 300, 301), game_seeds(7, 301, 1000)])
    assert np.array_equal(whole, parts)


def test_no_seed_comes_twice_even_for_neighbouring_master_seeds() -> None:
    seeds = np.concatenate([game_seeds(master, 0, 2000) for master in range(10)])
    assert len(np.unique(seeds)) == seeds.size


def test_seeds_do_not_change_between_versions() -> None:
    # a batch quoted in a text must be playable again
    assert game_seeds(1, 0, 2).tolist() == [9547514897670104017, 3969160868196747890]
