"""The facts of a batch that never change while it is played: seats, places, the technology table, the events."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.content.book import Book
from game.content.vocabulary import Aim, Form, Lane, Target
from game.rules.arrays import Floats, Ints, Keys
from game.rules.draws import key_of


@dataclass(frozen=True)
class Requirement:
    """Technology `index` needs all of `every` and, if given, one of `some`."""

    index: int
    every: tuple[int, ...]
    some: tuple[int, ...]


@dataclass(frozen=True)
class EffectTerm:
    """One technology changes one target; `amount` is the natural log of the factor where the target multiplies."""

    target: Target
    technology: int
    amount: float


@dataclass(frozen=True)
class EventRule:
    id: str
    rate: float
    once: bool
    whom: str
    conditions: tuple[tuple[str, float, float], ...]
    changes: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Setup:
    seats: tuple[str, ...]
    seat_names: tuple[str, ...]
    blocs: tuple[str, ...]
    regions: tuple[str, ...]
    technologies: tuple[str, ...]
    event_ids: tuple[str, ...]

    seat_keys: Keys  # (S,)
    event_keys: Keys  # (V,)
    bloc: Ints  # (S,) index of the seat's bloc
    home: Ints  # (S,) index of the seat's home region
    is_state: NDArray[np.bool_]  # (S,1)
    caution: Floats  # (S,1) 0-1
    market: Floats  # (S,1) standing with customers
    investors: Floats  # (S,1) B$/yr at the start
    backing: Floats  # (S,1) B$/yr of the state at the start
    aims: Floats  # (aims,S,1), sums to 1 over the aims

    attacker: Floats  # (B,1) operational capacity 1-5
    bloc_accountability: Floats  # (B,1)
    region_bloc: Ints  # (R,) -1 for a third country
    region_power: Floats  # (R,1) GW
    region_growth: Floats  # (R,1) share a year
    region_cost: Floats  # (R,1)
    region_lead: Floats  # (R,1) years
    region_exposure: Floats  # (R,1)

    lane: Ints  # (T,)
    tier: Ints  # (T,)
    cost: Floats  # (T,) thousand researcher-years
    requirements: tuple[Requirement, ...]
    effects: tuple[EffectTerm, ...]
    known_at_start: NDArray[np.bool_]  # (T,S)
    events: tuple[EventRule, ...]

    start_year: float
    turn_years: float
    turns: int

    @cached_property
    def same_bloc(self) -> NDArray[np.bool_]:
        """(S,S,1) whether two seats belong to one bloc."""
        return np.asarray((self.bloc[:, None] == self.bloc[None, :])[:, :, None])

    @cached_property
    def last_steps(self) -> tuple[int, ...]:
        """The technologies without any of which nobody reaches Tier Six."""
        return tuple(term.technology for term in self.effects if term.target is Target.SUPERINTELLIGENCE)

    @cached_property
    def every(self) -> Ints:
        """(E,T) what a technology needs all of, -1 below the last; for a look at many technologies at once."""
        return _columns([need.every for need in self.requirements])

    @cached_property
    def some(self) -> Ints:
        """(E,T) what a technology needs one of, -1 below the last."""
        return _columns([need.some for need in self.requirements])

    @cached_property
    def apart(self) -> Floats:
        """(B,B,1) 1 between two different blocs."""
        return (1.0 - np.eye(len(self.blocs)))[:, :, None]

    @cached_property
    def rivalry(self) -> Floats:
        """(B,B,1) 1 between two different blocs that both have seats."""
        present = np.zeros((len(self.blocs), 1))
        present[self.bloc] = 1.0
        return present[:, None] * present[None, :] * self.apart

    @cached_property
    def event_rates(self) -> Floats:
        """(V,) a year."""
        return np.array([rule.rate for rule in self.events])

    @cached_property
    def abroad(self) -> Floats:
        """(S,R,1) 1 where a region is not of the seat's own bloc."""
        return np.asarray((self.region_bloc[None, :] != self.bloc[:, None])[:, :, None], np.float64)

    def year(self, turn: int) -> float:
        return self.start_year + turn * self.turn_years

    def middle(self, turn: int) -> float:
        """The date in the middle of a turn: what changes steadily is taken there, so turn length matters little."""
        return self.start_year + (turn + 0.5) * self.turn_years

    def lane_of(self, technology: int) -> Lane:
        return Lane(int(self.lane[technology]))


def compile_setup(book: Book) -> Setup:
    """The arrays of a book's scenario, technologies and events, in the order of the files."""
    scenario, baseline = book.scenario, book.baseline
    seats = list(scenario.seats.values())
    blocs, regions = tuple(baseline.blocs), tuple(baseline.regions)
    ids = tuple(book.technologies)
    index = {id_: i for i, id_ in enumerate(ids)}
    technologies = list(book.technologies.values())

    def column(values: list[float]) -> Floats:
        return np.array(values, np.float64)[:, None]

    effects = tuple(
        EffectTerm(target, index[id_], _amount(target, effect.amount))
        for id_, technology in book.technologies.items()
        for effect in technology.effects
        for target in (Target[effect.target.upper()],)
    )
    aims = np.array([[seat.aims.get(aim.id, 0.0) for seat in seats] for aim in Aim])
    aims = aims / np.maximum(aims.sum(axis=0), 1e-9)
    known = np.zeros((len(ids), len(seats)), np.bool_)
    for s, seat in enumerate(seats):
        known[[index[id_] for id_ in (*scenario.knows, *seat.knows)], s] = True
    places = list(baseline.regions.values())
    return Setup(
        seats=tuple(scenario.seats),
        seat_names=tuple(seat.name for seat in seats),
        blocs=blocs,
        regions=regions,
        technologies=ids,
        event_ids=tuple(book.events),
        seat_keys=np.array([key_of(id_) for id_ in scenario.seats]),
        event_keys=np.array([key_of(id_) for id_ in book.events], np.uint64),
        bloc=np.array([blocs.index(seat.bloc) for seat in seats]),
        home=np.array([regions.index(seat.home) for seat in seats]),
        is_state=np.array([[seat.state] for seat in seats]),
        caution=column([seat.start.caution for seat in seats]),
        market=column([seat.start.market for seat in seats]),
        investors=column([seat.start.investment for seat in seats]),
        backing=column([seat.start.support for seat in seats]),
        aims=aims[:, :, None],
        attacker=column([bloc.attacker for bloc in baseline.blocs.values()]),
        bloc_accountability=column([bloc.accountability for bloc in baseline.blocs.values()]),
        region_bloc=np.array([blocs.index(r.bloc) if r.bloc else -1 for r in places]),
        region_power=column([r.power for r in places]),
        region_growth=column([r.power_growth for r in places]),
        region_cost=column([r.cost for r in places]),
        region_lead=column([r.lead_time for r in places]),
        region_exposure=column([r.exposure for r in places]),
        lane=np.array([Lane[t.lane.upper()] for t in technologies], np.intp),
        tier=np.array([t.tier for t in technologies], np.intp),
        cost=np.array([t.cost for t in technologies]),
        requirements=tuple(
            Requirement(i, tuple(index[n] for n in t.needs), tuple(index[n] for n in t.needs_any))
            for i, t in enumerate(technologies)
        ),
        effects=effects,
        known_at_start=known,
        events=tuple(
            EventRule(
                id_,
                event.rate,
                event.once,
                event.whom,
                tuple(
                    (c.figure, -np.inf if c.low is None else c.low, np.inf if c.high is None else c.high)
                    for c in event.conditions
                ),
                tuple((c.figure, c.amount) for c in event.changes),
            )
            for id_, event in book.events.items()
        ),
        start_year=scenario.start_year,
        turn_years=scenario.turn_years,
        turns=scenario.turns,
    )


def _columns(lists: list[tuple[int, ...]]) -> Ints:
    out = np.full((max([1, *map(len, lists)]), len(lists)), -1, np.intp)
    for column, entries in enumerate(lists):
        out[: len(entries), column] = entries
    return out


def _amount(target: Target, amount: float) -> float:
    return float(np.log(amount)) if target.form is Form.MULTIPLY else amount
