"""What the rules make of the years 2023 to 2025, beside what was observed: `python -m benchmarks.history --save`."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.record import table
from game.content.book import Book
from game.content.load import load_book
from game.forecast.rollout import Table
from game.forecast.seeds import game_seeds
from game.players.policy import orders_for
from game.rules.arrays import Floats
from game.rules.context import total
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.params import Params, draw_params
from game.rules.phases.training import UNIT
from game.rules.replacing import replace
from game.rules.setup import Setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.view import views

SCENARIO = "since-2023"
PRESENT = "five-labs"
PAGE = Path(__file__).parent.parent / "docs" / "history.md"
GAMES = 256
SEED = 1

SHARE_OF_WORLD = 0.4
"""Part of the world's AI chips that the seats stand for: in Five Labs they begin 2026 with 7.95 of 19.74 million."""

CHIPS = {2023: 1.60, 2024: 6.53, 2025: 19.74}
"""Million H100-equivalents delivered to the world by the end of the year."""

LARGEST_RUN = {2023: 5.0e25, 2024: 3.8e25, 2025: 5.0e26}
"""FLOP of the largest training run whose model came out in the year."""


@dataclass
class History:
    """Figures by calendar year, each (N,): one for each game."""

    largest_run: dict[int, Floats] = field(default_factory=dict)  # FLOP of the largest run of the year
    chips: dict[int, Floats] = field(default_factory=dict)  # M H100e in the world at the end of the year, paid for
    algorithms: dict[int, Floats] = field(default_factory=dict)  # OOM of the best at the end of the year
    ration: dict[int, Floats] = field(default_factory=dict)  # mean share of the ordered chips that there were
    end: State | None = None  # the batch at the end of the last year


def run_flops(s: State, orders: Orders, setup: Setup, params: Params, draws: Draws) -> Floats:
    """(S,N) FLOP that the run of each seat has come to at the end of this turn, finished or not.

    The rules forget the size of a finished run, so the turn is resolved once more with runs that take forever.
    """
    endless = replace(params, training=replace(params.training, run_years=np.array([1000.0])))
    unfinished: Floats = resolve(s, orders, setup, endless, draws).run_flop
    return np.asarray(unfinished * 10.0**UNIT)


def play(book: Book, games: int, seed: int, until: int = 2025) -> History:
    """Play campaigns of a book's own computer players up to the end of the year `until`."""
    players = Table.of(book)
    setup, seeds = players.setup, game_seeds(seed, 0, games)
    params = draw_params(book.parameters, seeds)
    s = start(setup, params, book.scenario, games)
    history = History()
    while setup.year(s.turn) < until + 1:
        year = int(setup.year(s.turn))
        draws = Draws(seeds, s.turn, setup.seat_keys)
        orders = orders_for(views(s, setup, params), setup, players.habits, draws)
        largest = run_flops(s, orders, setup, params, draws).max(axis=0)
        s = resolve(s, orders, setup, params, draws)
        history.largest_run[year] = np.maximum(history.largest_run.get(year, largest), largest)
        history.chips[year] = total(total(s.compute + s.pending)) / SHARE_OF_WORLD
        history.algorithms[year] = s.algorithms.max(axis=0)
        before = history.ration.get(year, np.zeros(games))
        history.ration[year] = before + s.ration * setup.turn_years
    history.end = s
    return history


def spread(values: Floats, digits: str) -> str:
    """Median, and the range of nine games in ten."""
    low, middle, high = (format(float(v), digits) for v in np.quantile(values, [0.05, 0.5, 0.95]))
    return f"{middle} ({low} to {high})"


def years_table(history: History) -> str:
    rows = []
    for year, runs in history.largest_run.items():
        seen = LARGEST_RUN[year]
        off = np.log10(np.median(runs) / seen)
        rows.append([f"largest run of {year}, FLOP", f"{seen:.1e}", spread(runs, ".1e"), f"{off:+.2f} OOM"])
    for year, chips in history.chips.items():
        off = np.median(chips) / CHIPS[year] - 1.0
        rows.append([f"chips at the end of {year}, M H100e", f"{CHIPS[year]:.2f}", spread(chips, ".1f"), f"{off:+.0%}"])
    return table(["figure", "observed", "played: median (9 of 10 games)", "off"], rows)


def seats_table(history: History, setup: Setup, present: State) -> str:
    """Where the campaign since 2023 has brought each seat, beside where Five Labs begins: `played / given`."""
    s = history.end
    assert s is not None  # `play` has filled it

    def both(played: Floats, given: Floats, digits: str) -> list[str]:
        return [f"{np.median(a):{digits}} / {b[0]:{digits}}" for a, b in zip(played, given, strict=True)]

    def chips(state: State) -> Floats:
        return total(np.moveaxis(state.compute + state.pending, 1, 0))

    rows = [
        ["chips, M H100e", *both(chips(s), chips(present), ".2f")],
        ["revenue, B$/yr", *both(s.revenue, present.revenue, ".0f")],
        ["investors, B$/yr", *both(s.investment, present.investment, ".0f")],
        ["researchers, thousand", *both(s.researchers, present.researchers, ".1f")],
        ["algorithms, OOM", *both(s.algorithms, present.algorithms, "+.2f")],
        ["best model, log FLOP", *both(s.capability, present.capability, ".1f")],
        ["security level", *both(s.security, present.security, ".1f")],
        ["trust", *both(s.trust, present.trust, ".0f")],
    ]
    return table(["start of 2026", *setup.seat_names], rows)


def page() -> str:
    book, now = load_book(SCENARIO), load_book(PRESENT)
    history = play(book, GAMES, SEED)
    players = Table.of(now)
    present = start(players.setup, draw_params(now.parameters, game_seeds(SEED, 0, 1)), now.scenario, 1)
    sold_out = ", ".join(f"{np.median(share):.0%} in {year}" for year, share in history.ration.items())
    return f"""# The years 2023 to 2025, played

Written by `python -m benchmarks.history --save` from {GAMES} campaigns of the scenario *{book.scenario.title}*
(seed {SEED}) with the computer players it names, under the plain baseline. A test holds the figures of 2024 and 2025
within the bounds below. This is a look back and no forecast.

## What was observed, and what the rules make of it

{years_table(history)}

Bounds: the largest run of 2025 within 0.3 orders of magnitude, the chips at the end of 2024 and of 2025 within 25 %,
each for the median game.

**Chips** are those of all five seats, working or paid for and being installed, divided by {SHARE_OF_WORLD:.0%}: the
seats stand for that part of the world's fleet, because in *Five Labs* they begin 2026 with 7.95 of 19.74 million. The
observed figures count delivered chips too, of which about a fifth did not work yet at the end of 2025.

A **run** is the raw FLOP that the phase *training* counts: chips with power, times the share for training, times FLOP
of a chip and year, times utilisation, times the length of the run; no algorithms. Of each year the largest of any seat
is taken.

## Sources of the observed figures

| figure | source |
|---|---|
| chips | Epoch AI, data on AI chip sales, April 2026: Nvidia, TPU, AMD and Trainium, medians, in H100-equivalents |
| largest run of 2023 | Epoch AI, database of models, April 2025: Gemini 1.0 Ultra, 5.0e25 |
| largest run of 2024 | the same: Llama 3.1-405B, 3.8e25; GPT-4o equal by a speculative estimate |
| largest run of 2025 | the same: Grok-3, 4.6e26; rounded, with later runs of about the same size |

## What was put in, and what came out

Put in: the starting figures of each lab, how fast the makers of chips grew, what a chip cost, what the first customers
paid and how their spending grew with capability, and that the largest run gets a tenth of the chips set aside for
training. So the chips that *could* be bought are history and not a result. Results are that the seats earn and raise
enough to buy them, who gets them, how large the runs become, how far algorithms get, and how sold out chips were
(delivered of what was ordered: {sold_out}).

The runs of 2024 come out larger than those of the models that appeared that year. The largest model before Grok-3
(GPT-4.5, 2.1e26 by a speculative estimate) appeared early in 2025, so part of the difference is the time from a run to
a release, which the rules do not have.

## Where it leads

Each lab at the start of 2026, as played since 2023 (median) / as *Five Labs* gives it:

{seats_table(history, players.setup, present)}

The best model comes out well below that of *Five Labs*. There its figure includes what post-training and reasoning add
to a run; here the FLOP of the run and the algorithms count and nothing else. The field spreads wider, because the runs
of a seat follow its own fleet, while real labs of unequal wealth rented chips from the same few owners. Security comes
out higher: computer players spend on it what labs did not.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="write docs/history.md")
    text = page()
    print(text)
    if parser.parse_args().save:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
