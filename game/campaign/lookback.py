"""Looking back on a campaign that is over: what there is to work out, in steps that a worker process takes one by one.

Shares of endings after every turn, what the orders of each seat changed in each turn, and what each single decision
did (`game.forecast.dignity`). Every step adds games to what is known already, so something can be shown after a
second and it becomes more exact from then on. All steps come to the same whatever their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer, Human, Planner
from game.campaign.decisions import Decision, decisions_of, neutral_sheet
from game.campaign.sheet import OrderSheet, compile_sheet
from game.content.book import Book
from game.content.models import Temperament
from game.forecast.dignity import Contrast, contrasts, endings_from, retrospect_seeds
from game.forecast.planner import people_of
from game.forecast.rollout import Stopped, Table
from game.forecast.worker import Stop, Tell
from game.players.difficulty import at_difficulty
from game.rules.orders import Orders
from game.rules.params import Params
from game.rules.state import State
from game.rules.view import View, view

ODDS_BLOCKS = ((0, 128), (128, 512), (512, 1024))
"""Games for the shares after a turn, in the order in which they are played."""
DIGNITY_BLOCKS = ((0, 96), (96, 256), (256, 512), (512, 1024))
"""Games with the orders as they were given, and as many with each neutral one."""

Kind = Literal["odds", "seats", "decisions"]


@dataclass(frozen=True)
class Step:
    """A piece of work. `seat` is whose decisions are weighed, -1 where the step is about all seats."""

    kind: Kind
    block: int
    turn: int
    seat: int = -1


@dataclass(frozen=True)
class Odds:
    """How many of the games of a step ended how, (13,) by `Ending`, from the state after so many turns."""

    step: Step
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Seats:
    """What the orders of each seat changed in a turn; a seat that decided nothing is not in it."""

    step: Step
    by_seat: dict[int, Contrast]


@dataclass(frozen=True)
class Decisions:
    """What each decision of a seat changed in a turn."""

    step: Step
    decided: tuple[tuple[Decision, Contrast], ...]


Finding = Odds | Seats | Decisions


@dataclass(frozen=True)
class Past:
    """All of a campaign that is needed to play it on from any of its turns; secrets included."""

    book: Book
    seed: int
    temperaments: dict[str, Temperament]  # of the seats that computers hold, at their difficulty
    params: Params
    states: dict[int, State]  # by turns resolved, as far as they are remembered
    sheets: tuple[dict[str, OrderSheet], ...]

    @classmethod
    def of(cls, campaign: Campaign) -> Past:
        temperaments = {
            id_: _habit(chair, campaign.book) for id_, chair in campaign.chairs.items() if not isinstance(chair, Human)
        }
        return cls(
            campaign.book,
            campaign.seed,
            temperaments,
            campaign.params,
            dict(campaign.states),
            tuple(campaign.sheets),
        )


def _habit(chair: Computer | Planner, book: Book) -> Temperament:
    """What a computer player does by habit: a planner goes by its standing plan."""
    kind = chair.temperament if isinstance(chair, Computer) else next(iter(people_of(book.temperaments)))
    return at_difficulty(book.temperaments[kind], chair.difficulty)


def steps(past: Past, focus: int) -> list[Step]:
    """All there is to work out, what is looked at first before the rest; `focus` is the seat on the screen."""
    seats = len(past.book.scenario.seats)
    ordered = [turn for turn in sorted(past.states) if turn < len(past.sheets)]
    others = [seat for seat in range(seats) if seat != focus]

    def odds(block: int) -> Iterator[Step]:
        return (Step("odds", block, turn) for turn in sorted(past.states))

    def dignity(block: int) -> Iterator[Step]:
        yield from (Step("seats", block, turn) for turn in ordered)
        yield from (Step("decisions", block, turn, focus) for turn in ordered)

    def rest(block: int) -> Iterator[Step]:
        return (Step("decisions", block, turn, seat) for seat in others for turn in ordered)

    return [
        *odds(0), *dignity(0), *odds(1), *dignity(1), *odds(2), *rest(0), *dignity(2), *dignity(3),
        *rest(1), *rest(2), *rest(3),
    ]  # fmt: skip


def look_back(past: Past, todo: Iterable[Step], tell: Tell, stop: Stop) -> None:
    """Take the steps in their order and tell each `Finding`: the job of a worker. Stopped when told so."""
    work = _Work(past, stop)
    for step in todo:
        if stop():
            raise Stopped
        tell(work.take(step))


class _Work:
    def __init__(self, past: Past, stop: Stop) -> None:
        self._past = past
        self._stop = stop
        self._table = Table.of(past.book, past.temperaments)
        self._setup = self._table.setup

    def take(self, step: Step) -> Finding:
        state = self._past.states[step.turn]
        if step.kind == "odds":
            seeds = retrospect_seeds(self._past.seed, "odds", *ODDS_BLOCKS[step.block])
            return Odds(step, endings_from(self._table, state, self._past.params, seeds, self._stop))
        if step.kind == "seats":
            idle = {seat: self._neutral(step.turn, seat) for seat in range(len(self._setup.seats))}
            idle = {seat: sheet for seat, sheet in idle.items() if decides(self._sheet(step.turn, seat), sheet)}
            found = self._contrasts(step, list(idle.items()))
            return Seats(step, dict(zip(idle, found, strict=True)))
        decided = decisions_of(self._sheet(step.turn, step.seat), self._seen(step.turn, step.seat), self._setup)
        found = self._contrasts(step, [(step.seat, instead) for _, instead in decided])
        return Decisions(step, tuple(zip((decision for decision, _ in decided), found, strict=True)))

    def _contrasts(self, step: Step, others: list[tuple[int, OrderSheet]]) -> list[Contrast]:
        seeds = retrospect_seeds(self._past.seed, f"dignity {step.turn}", *DIGNITY_BLOCKS[step.block])
        made = Orders.join(
            [self._compiled(step.turn, seat, self._sheet(step.turn, seat)) for seat in range(len(self._setup.seats))]
        )
        instead = [(seat, self._compiled(step.turn, seat, sheet)) for seat, sheet in others]
        state = self._past.states[step.turn]
        return contrasts(self._table, state, self._past.params, made, instead, seeds, self._stop)

    def _sheet(self, turn: int, seat: int) -> OrderSheet:
        return self._past.sheets[turn][self._setup.seats[seat]]

    def _seen(self, turn: int, seat: int) -> View:
        return view(self._past.states[turn], self._setup, self._past.params, seat)

    def _neutral(self, turn: int, seat: int) -> OrderSheet:
        return neutral_sheet(self._seen(turn, seat), self._setup)

    def _compiled(self, turn: int, seat: int, sheet: OrderSheet) -> Orders:
        return compile_sheet(sheet, self._seen(turn, seat), self._setup)


def decides(sheet: OrderSheet, neutral: OrderSheet) -> bool:
    """Whether a sheet orders anything else than the neutral one; what a player set aside is no order."""
    hold = "hold" if sheet.deployment in (None, "hold") else sheet.deployment
    return sheet.changed(acknowledged=(), deployment=hold) != neutral.changed(deployment="hold")
