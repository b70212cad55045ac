"""The planner against every habit: one seat plans, or plays by a temperament; its rivals play as they always do."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache

import numpy as np

from game.forecast.planner import best_plan, people_of
from game.forecast.rollout import Table, rollout
from game.forecast.seeds import game_seeds
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View
from tests.studies.batches import SEED, Play, play, read_book, seats_of
from tests.studies.measures import Study, step

GAMES = 24
"""For each seat: a planner plays many thousand games before each of its turns."""

PROCESSES = 2


def planners(games: int, seed: int = SEED) -> Study:
    people = list(people_of(read_book("five-labs").temperaments))
    study = Study(
        "planner",
        "Planner",
        games,
        ("seat", "planner", *people),
        note=(
            "Five Labs, baseline. Mean score of the tested seat when it plans and when it plays by each temperament, "
            "rivals on their default temperaments, same dice; so many games for each of the five seats. A line holds "
            "when the planner is better over all seats together with p < 0.05."
        ),
    )
    seats = seats_of()
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        tasks = [(seat, seed, game) for seat in seats for game in range(games)]
        planned = np.array(list(pool.map(_score, tasks))).reshape(len(seats), games)
    by_habit = {
        each: np.stack([play(Play(habits={seat: each}), games, seed=seed).score(seat) for seat in seats])
        for each in people
    }
    for place, seat in enumerate(seats):
        study.row(seat, float(planned[place].mean()), *(float(by_habit[each][place].mean()) for each in people))
    study.row("all", float(planned.mean()), *(float(by_habit[each].mean()) for each in people))
    for each in people:
        gain = step(by_habit[each].ravel(), planned.ravel())
        text = f"planner {gain.mean:+.1f} ± {1.96 * gain.error:.1f} over {each}, p = {gain.p:.2g}"
        study.line(text, gain.rises(0.05))
    return study


@lru_cache
def _table() -> Table:
    return Table.of(read_book("five-labs"))


def _score(task: tuple[str, int, int]) -> float:
    """The score of a seat that plans, in one game of a master seed."""
    seat, seed, game = task
    table = _table()
    people = people_of(table.book.temperaments)

    def plan(seen: View, _: Setup, draws: Draws) -> Orders:
        return best_plan(table, people, seen, draws).orders

    playing = Table.of(table.book, policies={seat: plan})
    outcomes = rollout(playing, game_seeds(seed, game, game + 1))
    return float(outcomes.scores[table.setup.seats.index(seat), 0])
