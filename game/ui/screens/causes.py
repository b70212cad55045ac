"""Why a figure changed, as a tooltip: the terms of the ledger, which add up to the change."""

from __future__ import annotations

from collections.abc import Callable

from game.content.words import Names, say
from game.rules.ledger import Term
from game.rules.setup import Setup
from game.ui.office import Office
from game.ui.screens.numbers import signed
from game.ui.tips import TipRow

_MOST_ROWS = 8

Write = Callable[[float], str]


def cause_name(office: Office, cause: str) -> str:
    """What a player reads for a cause of the ledger."""
    return named_cause(office.names, office.setup, cause)


def named_cause(names: Names, setup: Setup, cause: str) -> str:
    """A word of the rules with a capital, or the name of the technology, event or seat that caused it."""
    kind, _, id_ = cause.partition(":")
    if id_:
        return names.of(kind, id_)
    for seat in setup.seats:
        if cause.endswith(f" {seat}"):
            cause = cause.removesuffix(seat) + names.of("seat", seat)
    return cause[:1].upper() + cause[1:]


def together(terms: list[Term]) -> list[tuple[str, float]]:
    """Causes and amounts, one row a cause however many places it touched, the largest first."""
    sums: dict[str, float] = {}
    for term in terms:
        sums[term.cause] = sums.get(term.cause, 0.0) + term.amount
    return sorted(sums.items(), key=lambda row: -abs(row[1]))


def rows_of(
    office: Office, terms: list[Term], write: Write, better: int = 1, most: int = _MOST_ROWS
) -> tuple[TipRow, ...]:
    """The causes as rows; small ones beyond `most` share the last row, so that all rows still add up."""
    causes = [row for row in together(terms) if write(row[1]) != write(0.0)]
    shown, rest = causes[:most], causes[most:]
    rows = [TipRow(cause_name(office, cause), write(amount), mood(amount, better, write)) for cause, amount in shown]
    if rest:
        amount = sum(a for _, a in rest)
        rows.append(TipRow(say("ui.causes.rest", count=len(rest)), write(amount), mood(amount, better, write)))
    return tuple(rows)


def mood(amount: float, better: int, write: Write = signed) -> str:
    """Colour of a change: good, bad, or neither where it is neither or too small to be written."""
    if better == 0 or write(amount) == write(0.0):
        return "dim"
    return "good" if amount * better > 0 else "bad"
