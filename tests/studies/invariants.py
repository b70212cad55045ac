"""What holds in every campaign, whatever is ordered: random legal orders, thousands of games."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from game.content.vocabulary import Ending
from game.rules.draws import Draws
from game.rules.ledger import Ledger
from game.rules.params import draw_params
from game.rules.setup import compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import resolve
from tests.rules.test_turn import check_bounds
from tests.rules.worlds import random_orders, seeds_of
from tests.studies.batches import read_book
from tests.studies.measures import Study

GAMES = 10_000
CHUNK = 500
SCENARIOS = ("five-labs", "labs-and-states", "two-powers", "classroom")


def invariants(games: int) -> Study:
    study = Study(
        "invariants",
        "Invariants",
        games,
        ("scenario", "campaigns", "turns", "out of bounds", "without exactly one ending", "ledger sums off"),
        note="Random legal orders for every seat; the games are shared out to the scenarios.",
    )
    wrong = 0
    for place, scenario in enumerate(SCENARIOS):
        share = games // len(SCENARIOS) + (place < games % len(SCENARIOS))
        turns = bounds = endless = sums = 0
        for first in range(0, share, CHUNK):
            counted = _campaigns(scenario, first, min(CHUNK, share - first))
            turns, bounds, endless, sums = (a + b for a, b in zip((turns, bounds, endless, sums), counted, strict=True))
        study.row(scenario, share, turns, bounds, endless, sums)
        wrong += bounds + endless + sums
    claim = "every number finite and within its bounds, one ending a campaign, ledgers that add up"
    study.line(f"{claim}: {wrong} breaches", wrong == 0)
    return study


def _campaigns(scenario: str, first: int, games: int) -> tuple[int, int, int, int]:
    """Turns played, and breaches of each kind."""
    book = read_book(scenario)
    setup = compile_setup(book)
    seeds = seeds_of(games, first)
    params = draw_params(book.parameters, seeds)
    state = start(setup, params, book.scenario, games)
    bounds = endless = sums = 0
    for turn in range(setup.turns):
        orders = random_orders(state, setup, first * 1000 + turn)
        ledger = Ledger(game=turn % games)
        after = resolve(state, orders, setup, params, Draws(seeds, turn, setup.seat_keys), ledger)
        try:
            check_bounds(after)
        except AssertionError:
            bounds += 1
        # an ending, once reached, stays
        endless += int(((state.ending > 0) & (after.ending != state.ending)).sum())
        sums += _off(state, after, ledger, turn % games)
        state = after
    endless += int((~np.isin(state.ending, [e for e in Ending if e is not Ending.NONE])).sum())
    return games * setup.turns, bounds, endless, sums


def _off(before: State, after: State, ledger: Ledger, game: int) -> int:
    """Quantities of one game whose terms do not add up to their change, over all seats and places."""
    totals: dict[str, float] = {}
    for term in ledger.terms:
        totals[term.quantity] = totals.get(term.quantity, 0.0) + term.amount
    known = {field.name for field in fields(State)}
    off = 0
    for quantity, total in totals.items():
        if quantity not in known or quantity == "tension":  # kept by pairs of blocs, see the tests of the turn
            continue
        change = float((getattr(after, quantity)[..., game] - getattr(before, quantity)[..., game]).sum())
        off += abs(total - change) > 1e-6 * max(1.0, abs(total))
    return off
