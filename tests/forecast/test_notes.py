"""What is noted of a batch on the way is what was the case, game by game."""


import numpy as np
import pytest

from game.content.measures import FIGURES, HAPPENINGS
from game.content.vocabulary import Ending
from game.forecast.notes import Notes
from game.forecast.result import Trace
from game.forecast.rollout import Table, rollout
from game.forecast.seeds import game_seeds
from game.forecast.simulate import simulate
from game.rules.state import State
from tests.forecast.books import short

GAMES = 16


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.of(short(12))


def played(table: Table, seeds: np.ndarray) -> tuple[Trace, list[dict[str, float]], np.ndarray]:
    """The trace, what a slow diary of game 3 says of it, and the turns of the games."""
    notes = Notes(table, seeds, (*HAPPENINGS, *FIGURES))
    diary: list[dict[str, float]] = []

    def watch(state: State, batch: np.ndarray) -> None:
        notes(state, batch)
        place = np.flatnonzero(batch == min(3, len(seeds) - 1))
        if place.size and (not diary or diary[-1]["open"]):
            game = state.take(place)
            diary.append(
                {
                    "open": float(game.ending[0] == Ending.NONE),
                    "best_capability": float(game.capability.max()),
                    "stability": float(game.stability[0]),
                    "tension": float(game.tension.max()),
                    "secrets_stolen": float(game.facts.secrets_stolen.any()),
                    "misuse": float(game.facts.misuse[0] >= 1),
                }
            )

    outcomes = rollout(table, seeds, watch=watch)
    return notes.trace(), diary, outcomes.turns


def test_notes_agree_with_a_diary(table: Table) -> None:
    trace, diary, turns = played(table, game_seeds(2, 0, GAMES))
    assert len(diary) == turns[3]
    for name in ("best_capability", "stability", "tension"):
        told = [day[name] for day in diary]
        assert np.allclose(trace.figures[name][1 : len(diary) + 1, 3], told, rtol=1e-6)
        assert np.all(trace.figures[name][len(diary) :, 3] == trace.figures[name][len(diary), 3])  # kept after the end
    for name in ("secrets_stolen", "misuse"):
        days = [turn + 1 for turn, day in enumerate(diary) if day[name]]
        assert trace.first[name][3] == (days[0] if days else -1)


def test_a_game_has_the_same_notes_alone(table: Table) -> None:
    together, _, _ = played(table, game_seeds(2, 0, GAMES))
    alone, _, _ = played(table, game_seeds(2, 3, 4))
    for name in HAPPENINGS:
        assert together.first[name][3] == alone.first[name][0]
    for name in FIGURES:
        assert np.array_equal(together.figures[name][:, 3], alone.figures[name][:, 0])


def test_happenings_and_figures_fit_each_other(table: Table) -> None:
    trace, _, turns = played(table, game_seeds(2, 0, GAMES))
    free, margin = trace.first["free_danger"], trace.figures["free_margin"]
    for game in range(GAMES):
        assert (free[game] >= 0) == (margin[: turns[game] + 1, game] >= 0.0).any()
        if free[game] >= 0:
            assert margin[free[game], game] >= 0.0
    never_by_garage = trace.first["garage_danger"] < 0
    assert np.all(trace.first["free_danger"][~never_by_garage] >= 0)  # what a garage can do, anybody can have
    assert ((trace.first["lead_lost"] >= 0) == (trace.figures["rival_lag"].min(axis=0) < 0.0)).all()


def test_only_what_was_asked_for_is_noted(table: Table) -> None:
    result = simulate(table.book, 4, 2, notes=["leaked", "stability"])
    assert list(result.trace.first) == ["leaked"]
    assert list(result.trace.figures) == ["stability"]
    assert simulate(table.book, 4, 2).trace.figures == {}
