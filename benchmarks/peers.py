"""Ratios, taken in one run: the engine against plain objects, and against games of OpenSpiel played by its own bots.

The plain-object row plays the arithmetic of a turn on attributes of Python objects: as many scalar operations as the
array engine does for one game and turn, counted there and not guessed. OpenSpiel (extra `bench`) plays backgammon and
chess with its uniform random bots in C++; its rows are left out where it is not installed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.record import asked_to_save, keep, table
from game.content.load import load_book
from game.content.words import figures
from game.forecast.rollout import Table, rollout
from game.forecast.seeds import game_seeds
from game.forecast.simulate import CHUNK
from game.rules.draws import Draws
from game.rules.params import draw_params
from game.rules.start import start
from game.rules.turn import resolve
from game.rules.view import views

ROUNDS = 5


class Counted(np.ndarray[Any, Any]):
    """An array that counts the scalar operations done on it."""

    operations = 0

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        plain = [np.asarray(i) if isinstance(i, Counted) else i for i in inputs]
        result = getattr(ufunc, method)(*plain, **{k: v for k, v in options.items() if k != "out"})
        Counted.operations += int(np.size(result))
        return result.view(Counted) if isinstance(result, np.ndarray) else result


def operations_of_a_turn() -> int:
    """Scalar operations of the rules for one game and turn, computer players not counted."""
    book = load_book()
    setup = Table.of(book).setup
    seeds = game_seeds(1, 0, 2)
    params = draw_params(book.parameters, seeds)
    s = start(setup, params, book.scenario, 2)
    table_of = Table.of(book)
    from game.players.policy import orders_for

    draws = Draws(seeds, 0, setup.seat_keys)
    orders = orders_for(views(s, setup, params), setup, table_of.habits, draws)
    counted = s._map(lambda array: array.view(Counted))
    Counted.operations = 0
    resolve(counted, orders, setup, params, draws)
    return Counted.operations // 2


@dataclass
class Lab:
    """Eight figures of a seat as plain attributes."""

    a: float = 1.0
    b: float = 1.1
    c: float = 1.2
    d: float = 1.3


def plain_turn(labs: list[Lab], operations: int) -> None:
    """About `operations` scalar operations on attributes, five to a line."""
    for _ in range(operations // (5 * len(labs))):
        for lab in labs:
            lab.a = lab.a + lab.b * 0.5 - lab.c * lab.d * 0.3


def each_second(play: Callable[[], float], seconds: float = 1.0) -> float:
    """How many units `play` reports for each second of processor time."""
    done, began = 0.0, time.process_time()
    while time.process_time() - began < seconds:
        done += play()
    return done / (time.process_time() - began)


def openspiel(name: str) -> Callable[[], float]:
    """One game of OpenSpiel among uniform random bots written in C++."""
    import pyspiel

    game = pyspiel.load_game(name)
    seeds = iter(range(10**9))

    def play() -> float:
        bots = [pyspiel.make_uniform_random_bot(player, next(seeds)) for player in range(game.num_players())]
        pyspiel.evaluate_bots(game.new_initial_state(), bots, next(seeds))
        return 1.0

    return play


def main() -> None:
    save = asked_to_save(__doc__ or "")
    seats = Table.of(load_book())
    operations = operations_of_a_turn()
    labs = [Lab() for _ in seats.setup.seats]
    firsts = iter(range(0, 10**9, CHUNK))

    def campaigns() -> float:
        first = next(firsts)
        rollout(seats, game_seeds(1, first, first + CHUNK))
        return float(CHUNK)

    def plain() -> float:
        plain_turn(labs, operations)
        return 1.0 / seats.setup.turns

    players: dict[str, Callable[[], float]] = {f"Tier Six, {CHUNK} games side by side": campaigns}
    players[f"plain objects, {operations:,} operations a turn, no players"] = plain
    if find_spec("pyspiel") is not None:
        players |= {f"OpenSpiel {name}, C++ random bots": openspiel(name) for name in ("backgammon", "chess")}
    rounds = [{name: each_second(play) for name, play in players.items()} for _ in range(ROUNDS)]
    ours = next(iter(players))
    rows = [
        [
            name,
            figures(float(np.median([r[name] for r in rounds]))),
            figures(float(np.median([r[ours] / r[name] for r in rounds]))),
        ]
        for name in players
    ]
    text = table(["whole games on one core", "games/s", "ours / this"], rows)
    keep("Against others, in the same run", text + f"\n\nMedians of {ROUNDS} interleaved rounds.", save)


if __name__ == "__main__":
    main()
