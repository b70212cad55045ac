"""From the case of a claim to a table at which its campaigns are played: who plays how, under which numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import numpy as np

from game.content.book import Book
from game.content.claims import DEFAULT_SCENARIO, Case, HabitChanges, Policy, Shares
from game.content.load import load_book, load_policies
from game.content.models import ParameterChange, Temperament, Worldview
from game.content.records import Prior
from game.forecast.rollout import Table

SHARES = ("research", "security", "compute", "openness")
"""What a turn's money is divided between, in the order of the rows of `Table.shares`."""


@dataclass(frozen=True)
class World:
    """A worldview with all that its claims may name. `books` has a scenario's book under it, by the scenario's id."""

    books: Mapping[str, Book]
    policies: Mapping[str, Policy]

    @classmethod
    def load(
        cls, worldview: str | Path | None, scenarios: frozenset[str] = frozenset(), root: Path | None = None
    ) -> World:
        """Read a worldview, the default scenario and others from disk. ContentError for whatever is wrong with it."""
        wanted = sorted({DEFAULT_SCENARIO, *scenarios})
        return cls({id_: load_book(id_, worldview, root) for id_ in wanted}, load_policies(root))

    @classmethod
    def of_claims(cls, worldview: str | Path, root: Path | None = None) -> World:
        """A worldview with all scenarios that its claims name."""
        world = cls.load(worldview, root=root)
        view = world.book.worldview
        questions = [claim.question for claim in view.claims] if view else []
        named = {case.scenario for q in questions for case in (*q.cases, *getattr(q, "others", ()))}
        return cls.load(worldview, frozenset(named), root)

    @property
    def book(self) -> Book:
        """The worldview under the scenario that claims speak about unless they name another."""
        return self.books[DEFAULT_SCENARIO]

    def table(self, case: Case) -> Table:
        """The table of a case. KeyError for a policy, seat, scenario or parameter that there is not."""
        book = with_numbers(self.books[case.scenario], case.given)
        playing = dict.fromkeys(book.scenario.seats, case.rest) | dict.fromkeys(members(book, case.by), case.policy)
        return table_of(book, {seat: self.policies[name] for seat, name in playing.items() if name}, case.since)

    def key(self, case: Case) -> str:
        """The same for cases whose campaigns are the same."""
        if case.rest == case.policy:
            case = case.model_copy(update={"by": "all", "rest": None})
        if self._changes_nothing(case.policy) and (case.rest is None or self._changes_nothing(case.rest)):
            case = Case(scenario=case.scenario, given=case.given)  # whoever plays as they would does so whenever
        return case.model_dump_json()

    def _changes_nothing(self, name: str) -> bool:
        policy = self.policies[name]
        return (policy.temperament, policy.shares, policy.habits) == (None, None, HabitChanges())


def members(book: Book, name: str) -> tuple[str, ...]:
    """The seats of a group of `measures.GROUPS`, or the one seat of this name. KeyError for neither."""
    seats = book.scenario.seats
    if name in seats:
        return (name,)
    leader = max(seats, key=lambda id_: seats[id_].start.capability)  # the first of equals
    allied = {id_ for id_ in seats if seats[id_].bloc == seats[leader].bloc}
    states = {id_ for id_ in seats if seats[id_].state}
    groups = {
        "all": set(seats),
        "leader": {leader},
        "leading_bloc": allied,
        "rivals": set(seats) - allied,
        "states": states,
        "labs": set(seats) - states,
    }
    return tuple(id_ for id_ in seats if id_ in groups[name])


def with_numbers(book: Book, numbers: Mapping[str, Mapping[str, float | Prior]]) -> Book:
    """The book under a worldview that differs in these parameters. KeyError for one that there is not."""
    if not numbers:
        return book
    view = book.worldview or Worldview(
        format=1, title=book.baseline.title, summary=book.baseline.summary, objections="none", sources=()
    )
    parameters = {group: dict(changes) for group, changes in view.parameters.items()}
    for group, named in numbers.items():
        for name, number in named.items():
            if name not in book.baseline.parameters[group]:
                raise KeyError(f"{group}.{name}")
            value, prior = (None, number) if isinstance(number, Prior) else (float(number), None)
            parameters.setdefault(group, {})[name] = ParameterChange(value=value, prior=prior, source="assumed")
    return replace(book, worldview=view.model_copy(update={"parameters": parameters}))


def table_of(book: Book, policies: Mapping[str, Policy], since: float | None = None) -> Table:
    """The table at which some seats play by policies, from a year on, and all others keep their temperaments."""
    table = Table.of(book, {seat: person_of(book, seat, policy) for seat, policy in policies.items()})
    shares = {seat: policy.shares for seat, policy in policies.items() if policy.shares is not None}
    table = with_shares(table, shares)
    if since is None:
        return table
    setup = table.setup
    turn = max(ceil((since - setup.start_year) / setup.turn_years - 1e-9), 0)
    return replace(table, since=turn, earlier=Table.of(book).habits)


def with_shares(table: Table, shares: Mapping[str, Shares]) -> Table:
    """The table with a fixed budget for some seats."""
    if not shares:
        return table
    fixed = np.full((len(SHARES), len(table.setup.seats), 1), np.nan)
    for seat, given in shares.items():
        fixed[:, table.setup.seats.index(seat), 0] = [getattr(given, name) for name in SHARES]
    return replace(table, shares=fixed)


def person_of(book: Book, seat: str, policy: Policy) -> Temperament:
    """How a seat decides that plays by a policy."""
    own = book.scenario.seats[seat].temperament
    person = book.temperaments[policy.temperament or own]
    return person.model_copy(update=policy.habits.model_dump(exclude_none=True))
