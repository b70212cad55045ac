"""Batches of campaigns that differ in one thing: who plays how, or one number of the worldview. Same dice for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from game.content.book import Book
from game.content.load import load_book
from game.content.models import ParameterChange, Temperament, Worldview
from game.content.vocabulary import Ending, Kind
from game.forecast.result import ENDINGS, Outcomes
from game.forecast.rollout import Policy, Table, Watcher, rollout
from game.forecast.seeds import game_seeds
from game.forecast.simulate import CHUNK
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.arrays import Bools, Floats
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.setup import Setup, compile_setup
from game.rules.state import State
from game.rules.view import View

SEED = 77_001  # of the games that the studies report; the numbers were tuned on others

Edit = Callable[[Orders, View, Setup], Orders]
"""Changes the orders that a seat gives by habit; sees what the seat sees."""


@dataclass(frozen=True)
class Play:
    """How a batch is played: a scenario, numbers that replace the baseline's, and the habits of the seats."""

    scenario: str = "five-labs"
    numbers: Mapping[str, float | tuple[float, float]] = field(default_factory=dict)
    """"group.name" to a value; a pair stands for the two figures of a prior of the same kind."""
    habits: Mapping[str, str] = field(default_factory=dict)
    """Seat to temperament; "*" stands for every seat that is not named."""
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Seat, or "*", to fields of its temperament that are replaced."""
    edits: Mapping[str, Edit] = field(default_factory=dict)
    """Seat, or "*", to what is done to its orders."""
    turn_years: float | None = None

    def but(self, **fields: object) -> Play:
        return replace(self, **fields)  # type: ignore[arg-type]

    def table(self) -> Table:
        """The table of this play. KeyError for unknown seats, temperaments and numbers."""
        book = overlay(read_book(self.scenario), self.numbers)
        if self.turn_years is not None:
            scene = book.scenario
            turns = round(scene.turns * scene.turn_years / self.turn_years)
            scene = scene.model_copy(update={"turn_years": self.turn_years, "turns": turns})
            book = replace(book, scenario=scene)
        setup = compile_setup(book)
        people = [self._temperament(book, seat) for seat in setup.seats]
        policies: dict[int, Policy] = {}
        for index, seat in enumerate(setup.seats):
            edit = self.edits.get(seat, self.edits.get("*"))
            if edit is not None:
                policies[index] = _edited(people[index], setup, edit)
        return Table(book, setup, habits_of(people, setup), policies)

    def _temperament(self, book: Book, seat: str) -> Temperament:
        named = self.habits.get(seat, self.habits.get("*", book.scenario.seats[seat].temperament))
        person = book.temperaments[named]
        for key in ("*", seat):
            if key in self.changes:
                person = person.model_copy(update=dict(self.changes[key]))
        return person


def _edited(person: Temperament, setup: Setup, edit: Edit) -> Policy:
    habits = habits_of([person], setup)

    def policy(view: View, setup: Setup, draws: Draws) -> Orders:
        return edit(orders_for(view, setup, habits, draws), view, setup)

    return policy


@lru_cache
def read_book(scenario: str) -> Book:
    return load_book(scenario)


def overlay(book: Book, numbers: Mapping[str, float | tuple[float, float]]) -> Book:
    """The book under a worldview that replaces these numbers, as a file in the folder of worldviews would."""
    if not numbers:
        return book
    parameters: dict[str, dict[str, ParameterChange]] = {}
    for name, number in numbers.items():
        group, own = name.split(".")
        old = book.baseline.parameters[group][own]
        if isinstance(number, tuple):
            assert old.prior is not None, f"{name} has no prior"
            (kind,) = (k for k in ("normal", "lognormal", "uniform") if getattr(old.prior, k) is not None)
            change = ParameterChange.model_validate({"prior": {kind: number}, "source": "setting of a study"})
        else:
            change = ParameterChange.model_validate({"value": number, "source": "setting of a study"})
        parameters.setdefault(group, {})[own] = change
    worldview = Worldview(
        format=1,
        title="Setting of a study",
        summary="The baseline with a few numbers replaced.",
        objections="None: it is not a view that anybody holds.",
        sources=("the study",),
        parameters=parameters,
    )
    return replace(book, worldview=worldview, worldview_id="study")


@dataclass(frozen=True)
class Batch:
    """What became of the games of a play, in the order of their seeds."""

    outcomes: Outcomes
    seats: tuple[str, ...]

    def share(self, *endings: Ending) -> float:
        return float(np.isin(self.outcomes.ending, endings).mean())

    def ended(self, *endings: Ending) -> Bools:
        return np.asarray(np.isin(self.outcomes.ending, endings))

    def kind(self, kind: Kind) -> Bools:
        return self.ended(*(e for e in ENDINGS if e.kind is kind))

    def score(self, seat: str) -> Floats:
        """(N,) 0-100."""
        return np.asarray(self.outcomes.scores[self.seats.index(seat)])

    def line(self) -> str:
        """Endings that came, in per cent."""
        return ", ".join(
            f"{e.id.replace('_', ' ')} {100 * self.share(e):.1f}" for e in ENDINGS if self.share(e) > 0.0005
        )


def play(how: Play, games: int, watch: Watcher | None = None, seed: int = SEED) -> Batch:
    """Play so many games; game k has the same dice in every play with the same seed."""
    table = how.table()
    parts: list[Outcomes] = []
    for first in range(0, games, CHUNK):
        last = min(first + CHUNK, games)
        parts.append(rollout(table, game_seeds(seed, first, last), watch=_from(first, watch)))
    return Batch(Outcomes.join(parts), table.setup.seats)


def _from(first: int, watch: Watcher | None) -> Watcher | None:
    """A watcher that is told the number of the game, not its place in the chunk."""
    if watch is None:
        return None

    def told(state: State, batch: np.ndarray) -> None:
        watch(state, batch + first)

    return told


def good(batch: Batch) -> Bools:
    return batch.kind(Kind.GOOD)


def seats_of(scenario: str = "five-labs") -> Sequence[str]:
    return tuple(read_book(scenario).scenario.seats)
