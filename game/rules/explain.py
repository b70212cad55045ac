"""What a figure of a view is made of: terms that add up to it, named by technology, rule or turn.

The ledger says why a figure changed; this says why it stands where it stands. Only figures that the seat may know,
from terms that it may know.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.content.vocabulary import Target
from game.rules.arrays import Floats
from game.rules.ledger import Ledger, Term
from game.rules.params import Params
from game.rules.phases.security import GOVERNMENT_LEVELS
from game.rules.setup import Setup
from game.rules.state import State

Terms = list[tuple[str, float]]

# Figures of a view that are sums of what a seat has; all others are their start and what the ledger tells since.
MADE_OF: dict[str, Callable[[State, Setup, Params, int], Terms]] = {}


def explain(s: State, first: State, setup: Setup, params: Params, seat: int, figure: str, ledger: Ledger) -> list[Term]:
    """The terms of an own figure of a single game, in its unit; they add up to the figure of `view(s, ...)`.

    `first` is the state at the start of the campaign, `ledger` what was recorded since. KeyError for a figure that
    is neither a sum of parts nor a figure of the state.
    """
    if figure in MADE_OF:
        return [
            Term(s.turn, "view", figure, seat, None, cause, amount)
            for cause, amount in MADE_OF[figure](s, setup, params, seat)
            if abs(amount) > ledger.quiet
        ]
    arrays = first.arrays()
    begun: Floats = arrays[figure][seat, ..., 0]
    places = [None] if begun.ndim == 0 else list(range(len(begun)))
    at_start = [
        Term(0, "start", figure, seat, place, "at the start", float(begun if place is None else begun[place]))
        for place in places
    ]
    return at_start + ledger.of(figure, seat)


def _technologies(s: State, setup: Setup, seat: int, target: Target) -> Terms:
    """The amounts that known technologies add to a target, one term each."""
    return [
        (f"technology:{setup.technologies[term.technology]}", term.amount)
        for term in setup.effects
        if term.target is target and s.known[term.technology, seat, 0]
    ]


def _number(number: Floats) -> float:
    return float(number[0])


def _ceiling(s: State, setup: Setup, params: Params, seat: int) -> Terms:
    return [
        ("methods of the start", _number(params.alignment.base_ceiling)),
        *_technologies(s, setup, seat, Target.ALIGNMENT_CEILING),
        ("practice", float(s.practice[seat, 0])),
    ]


def _algorithms(s: State, setup: Setup, params: Params, seat: int) -> Terms:
    return [("research", float(s.algorithms[seat, 0])), *_technologies(s, setup, seat, Target.ALGORITHMS)]


def _security_cap(s: State, setup: Setup, params: Params, seat: int) -> Terms:
    parts = [
        ("means of the start", _number(params.security.base_cap)),
        *_technologies(s, setup, seat, Target.SECURITY_CAP),
        ("help of the government", GOVERNMENT_LEVELS * float(s.government[seat, 0])),
    ]
    return _cut(parts, 5.0)


def _accountability(s: State, setup: Setup, params: Params, seat: int) -> Terms:
    parts = [
        ("who owns it", float(s.accountability[seat, 0])),
        *_technologies(s, setup, seat, Target.ACCOUNTABILITY),
    ]
    return _cut(parts, 1.0)


def _money(s: State, setup: Setup, params: Params, seat: int) -> Terms:
    years = setup.turn_years
    parts = [
        ("cash in hand", float(s.cash[seat, 0])),
        ("customers, as last turn", float(s.revenue[seat, 0]) * years),
        ("investors, as last turn", float(s.investment[seat, 0]) * years),
        ("state support", float(s.support[seat, 0]) * years),
        ("running the fleet", -float(s.opex[seat, 0]) * years),
    ]
    return _cut(parts, np.inf, 0.0)


def _cut(parts: Terms, high: float, low: float = -np.inf) -> Terms:
    total = sum(amount for _, amount in parts)
    return [*parts, ("limit", float(np.clip(total, low, high)) - total)]


MADE_OF |= {
    "ceiling": _ceiling,
    "algorithms": _algorithms,
    "security_cap": _security_cap,
    "accountability": _accountability,
    "money": _money,
}
