"""Every own figure of a view opens into terms that add up to it."""

from __future__ import annotations

from functools import cache

import pytest

from game.content.load import load_book
from game.rules.draws import Draws
from game.rules.explain import MADE_OF, explain
from game.rules.ledger import Ledger
from game.rules.params import Params, draw_params
from game.rules.setup import Setup, compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.view import view
from tests.rules.worlds import random_orders, seeds_of

FIGURES = (
    "cash", "revenue", "investment", "support", "opex", "idle", "researchers", "concern", "morale", "capability",
    "served", "opened", "reading", "security", "lockdown", "trust", "government", "safety_record",
    "money", "ceiling", "algorithms", "security_cap", "accountability",
)  # fmt: skip


@cache
def played(turns: int, scenario: str) -> tuple[State, State, Setup, Params, Ledger]:
    book = load_book(scenario)
    setup = compile_setup(book)
    seeds = seeds_of(1, 31)
    params = draw_params(book.parameters, seeds)
    first = s = start(setup, params, book.scenario, 1)
    ledger = Ledger()
    for turn in range(turns):
        s = resolve(s, random_orders(s, setup, turn), setup, params, Draws(seeds, turn, setup.seat_keys), ledger)
    return first, s, setup, params, ledger


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("turns", [0, 7, 15])
def test_the_terms_add_up_to_the_figure(figure: str, turns: int) -> None:
    for scenario in ("five-labs", "two-powers"):
        first, s, setup, params, ledger = played(turns, scenario)
        for seat in range(len(setup.seats)):
            shown = float(getattr(view(s, setup, params, seat), figure)[0, 0])
            terms = explain(s, first, setup, params, seat, figure, ledger)
            assert sum(term.amount for term in terms) == pytest.approx(shown, abs=1e-9), (figure, seat)
            assert {term.seat for term in terms} <= {seat}


def test_the_fleet_opens_region_by_region() -> None:
    first, s, setup, params, ledger = played(9, "five-labs")
    for seat in range(len(setup.seats)):
        terms = explain(s, first, setup, params, seat, "compute", ledger)
        for region in range(len(setup.regions)):
            there = sum(term.amount for term in terms if term.place == region)
            assert there == pytest.approx(float(s.compute[seat, region, 0]), abs=1e-9)


def test_technologies_are_named() -> None:
    first, s, setup, params, ledger = played(15, "five-labs")
    causes = {t.cause for seat in range(5) for t in explain(s, first, setup, params, seat, "ceiling", ledger)}
    named = {cause.removeprefix("technology:") for cause in causes if cause.startswith("technology:")}
    assert named
    assert named <= set(setup.technologies)


def test_nothing_hidden_can_be_opened() -> None:
    assert not set(MADE_OF) & {"practice", "false_progress", "gap"}
    first, s, setup, params, ledger = played(7, "five-labs")
    with pytest.raises(KeyError):
        explain(s, first, setup, params, 0, "alignment_shift", ledger)
