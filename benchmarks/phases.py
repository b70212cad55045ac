"""Where the time of a batch goes: views, computer players, and every phase of the turn."""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np

from benchmarks.record import asked_to_save, keep, table
from game.content.load import load_book
from game.content.vocabulary import Clause
from game.content.words import figures
from game.forecast.rollout import Table
from game.forecast.seeds import game_seeds
from game.forecast.simulate import CHUNK
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.effects import effects_of
from game.rules.facts import Facts
from game.rules.params import draw_params
from game.rules.replacing import replace
from game.rules.start import start
from game.rules.turn import PHASES, begin
from game.rules.view import views


def spent(games: int, turns: int) -> dict[str, float]:
    """Seconds by part of the turn, over `turns` turns of a batch of `games`."""
    book = load_book()
    seats = Table.of(book)
    setup = seats.setup
    seeds = game_seeds(1, 0, games)
    params = draw_params(book.parameters, seeds)
    s = start(setup, params, book.scenario, games)
    seconds: dict[str, float] = defaultdict(float)
    mark = time.perf_counter()

    def note(part: str) -> None:
        nonlocal mark
        now = time.perf_counter()
        seconds[part] += now - mark
        mark = now

    for turn in range(turns):
        draws = Draws(seeds, turn, setup.seat_keys)
        mark = time.perf_counter()
        effects = effects_of(s.known, setup)
        note("effects of technologies")
        view = views(s, setup, params, effects)
        note("views of all seats")
        orders = orders_for(view, setup, seats.habits, draws)
        note("computer players")
        t = begin(s, orders, setup, params, draws, effects=effects)
        quiet = Facts.none(s.seats, len(setup.technologies), len(Clause), len(setup.events), s.games)
        s = replace(s, facts=quiet)
        note("begin")
        for phase in PHASES:
            t.phase = phase.__name__
            s = phase(s, t)
            note(phase.__name__)
        s = replace(s, turn=s.turn + 1)
    return seconds


def main() -> None:
    save = asked_to_save(__doc__ or "")
    turns = 18  # about as long as a campaign lasts
    runs = [spent(CHUNK, turns) for _ in range(3)]
    middle = {part: float(np.median([run[part] for run in runs])) for part in runs[0]}
    whole = sum(middle.values())
    rows = [
        [part, figures(seconds * 1e6 / CHUNK / turns), f"{seconds / whole:.1%}"]
        for part, seconds in sorted(middle.items(), key=lambda item: -item[1])
    ]
    text = table([f"part, {CHUNK} games side by side", "µs a game and turn", "share"], rows)
    keep("Time by part of a turn", text, save)


if __name__ == "__main__":
    main()
