"""One game being played. Everything that changes it goes through `submit` and `advance`.

The screens, hotseat, computer players, replay and tests use the same gate. All seats order in secret; when every
person has handed in, `advance` lets the computer players decide and resolves the turn for all at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from game.campaign.chairs import Chair, Computer, Human, Planner
from game.campaign.computers import decide
from game.campaign.desk import Desk
from game.campaign.marks import field_marks, unlike_fields
from game.campaign.outcome import Outcome, outcome_of
from game.campaign.past import History, causes_for, history_of
from game.campaign.planning import Planning
from game.campaign.reasons import (
    AlreadySubmitted,
    DeploymentUndecided,
    GameOver,
    Malformed,
    NotYourTurn,
    Refusal,
    SeatsWaiting,
)
from game.campaign.refusals import check_sheet
from game.campaign.sheet import OrderSheet, compile_sheet, first_sheet, next_sheet
from game.content.book import Book
from game.content.vocabulary import Ending
from game.content.words import Names
from game.forecast.planner import people_of
from game.forecast.rollout import Table
from game.forecast.seeds import game_seeds
from game.players.difficulty import LEVELS, at_difficulty
from game.rules.arrays import Bools
from game.rules.draws import Draws
from game.rules.effects import Effects, effects_of
from game.rules.explain import explain
from game.rules.ledger import Ledger, Term
from game.rules.orders import Orders
from game.rules.params import draw_params
from game.rules.pending import Pending, pending_decisions
from game.rules.report import Entry, report
from game.rules.setup import compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.view import View, view, views

if TYPE_CHECKING:
    from game.campaign.whatif import WhatIf

MAX_SEED = 2**63 - 1
SAME = 1e-9  # figures of one game on two processors agree to this


class Campaign:
    """A campaign of one game, made by `new` or by loading a save. Seats are named by their ids throughout."""

    def __init__(self, book: Book, seed: int, seats: Mapping[str, Chair]) -> None:
        if not 0 <= seed <= MAX_SEED:
            raise ValueError(f"a seed lies between 0 and {MAX_SEED}, not {seed}")
        odd = [id_ for id_ in seats if id_ not in book.scenario.seats]
        if odd:
            raise ValueError(f"the scenario has no seat {', '.join(odd)}")
        self.book = book
        self.seed = seed
        self.setup = compile_setup(book)
        self.names = Names(book)
        self._seeds = game_seeds(seed, 0, 1)
        self.params = draw_params(book.parameters, self._seeds)
        self.chairs: dict[str, Chair] = {}
        for id_, seat in book.scenario.seats.items():
            self.chairs[id_] = self._checked(seats.get(id_, Computer(temperament=seat.temperament)))
        self.what_if: WhatIf | None = None  # where it parted from another campaign, if it is not one of its own
        self.sheets: list[dict[str, OrderSheet]] = []  # of every seat, by turn
        self.ledger = Ledger()
        self._states = {0: start(self.setup, self.params, book.scenario, 1)}
        self._reports: dict[int, list[list[Entry]]] = {}  # by turn, by seat
        self.hashes = [self.state.digest()]  # of the start and after each turn
        self.marks = [field_marks(self.state)]  # the same, of each field
        self._effects_of: tuple[Bools, Effects] | None = None  # what was known when they were asked for last
        self._seen = self._look(self.state)
        self._desks = self._fresh_desks(self._seen, None)

    @classmethod
    def new(cls, book: Book, seed: int, seats: Mapping[str, Chair]) -> Self:
        """A new campaign before its first turn. A seat without a chair gets the computer player of its scenario.

        ValueError for a seat, temperament or seed that there is not.
        """
        return cls(book, seed, seats)

    # --- what there is -----------------------------------------------------------------------------------------------

    @property
    def turn(self) -> int:
        """Turns resolved so far."""
        return len(self.sheets)

    @property
    def year(self) -> float:
        return self.setup.year(self.turn)

    @property
    def state(self) -> State:
        """The whole truth, secrets included: for rules, saves and the debrief, never for a seat's screen."""
        return self._states[self.turn]

    @property
    def states(self) -> Mapping[int, State]:
        """The states that are remembered, by turns resolved; 0 is the start."""
        return self._states

    def draws(self, turn: int) -> Draws:
        """The dice of a turn."""
        return Draws(self._seeds, turn, self.setup.seat_keys)

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it goes on."""
        return outcome_of(self.state, self.setup, self.params, self.draws(self.turn - 1))

    @property
    def desks(self) -> dict[str, Desk]:
        """Drafts and what was handed in, of every seat: for saves, never for a screen."""
        return dict(self._desks)

    # --- what a seat may know ----------------------------------------------------------------------------------------

    def view(self, seat: str) -> View:
        return self._seen[self._known(seat)]

    def report(self, seat: str) -> list[Entry]:
        """What this seat may know of the last turn; empty before the first."""
        return self._report(self.turn - 1, seat)

    def log(self, seat: str) -> list[Entry]:
        """Everything this seat was told since the start, oldest first."""
        return [entry for turn in range(self.turn) for entry in self._report(turn, seat)]

    def history(self, seat: str) -> History:
        """Own figures, public ones and estimates of rivals, by turn."""
        index = self._index(seat)
        states = [self._states[turn] for turn in sorted(self._states)]
        return history_of((view(state, self.setup, self.params, index) for state in states), self.setup)

    def causes(self, seat: str, quantity: str, turn: int | None = None) -> list[Term]:
        """Why an own or a public figure changed, in one turn or since the start; nothing of others' secrets."""
        return causes_for(self._index(seat), self.ledger, quantity, turn)

    def explain(self, seat: str, figure: str) -> list[Term]:
        """What an own figure of this seat's view is made of; the terms add up to it. KeyError for no such figure."""
        index = self._index(seat)
        return explain(self.state, self.states[0], self.setup, self.params, index, figure, self.ledger)

    def pending(self, seat: str) -> list[Pending]:
        """What this seat has not decided yet, most pressing first."""
        sheet, seen = self.sheet(seat), self.view(seat)
        settled = (*sheet.acknowledged, *(("deploy",) if sheet.deployment else ()))
        return pending_decisions(seen, compile_sheet(sheet, seen, self.setup), self.setup, settled)

    def text(self, entry: Entry) -> str:
        """A line of a report or log as its reader sees it."""
        return self.names.say(f"report.{entry.key}", entry.values)

    # --- orders ------------------------------------------------------------------------------------------------------

    def sheet(self, seat: str) -> OrderSheet:
        """The present draft of this seat; once handed in, what was handed in."""
        return self._desks[self._known(seat)].sheet

    def draft(self, seat: str, sheet: OrderSheet) -> list[Refusal]:
        """Put a new draft on a seat's desk. With refusals the old draft stays as it was."""
        closed = self._closed(seat)
        if closed:
            return closed
        try:
            whole = OrderSheet.model_validate(sheet.model_dump())  # a copy made past the model's checks is caught here
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return [Malformed(".".join(str(part) for part in first["loc"]), first["msg"])]
        refused = check_sheet(whole, self.view(seat), self.setup)
        if not refused:
            self._desks[seat] = self._desks[seat].drafted(whole)
        return refused

    def can_undo(self, seat: str) -> bool:
        return not self._closed(seat) and self._desks[seat].can_undo

    def can_redo(self, seat: str) -> bool:
        return not self._closed(seat) and self._desks[seat].can_redo

    def undo(self, seat: str) -> bool:
        """Back to the draft before, within this turn; False where there is none."""
        possible = self.can_undo(seat)
        if possible:
            self._desks[seat] = self._desks[seat].moved(-1)
        return possible

    def redo(self, seat: str) -> bool:
        """Forward again to a draft that was undone; False where there is none."""
        possible = self.can_redo(seat)
        if possible:
            self._desks[seat] = self._desks[seat].moved(1)
        return possible

    def submit(self, seat: str) -> list[Refusal]:
        """Hand in a seat's draft: it is sealed until the turn is resolved."""
        closed = self._closed(seat)
        if closed:
            return closed
        return self._seal(seat, self.sheet(seat))

    @property
    def waiting(self) -> tuple[str, ...]:
        """People who have not handed in, in the order of the seats; nobody once the game is over."""
        if self._over:
            return ()
        return tuple(id_ for id_ in self.people if not self._desks[id_].sealed)

    @property
    def people(self) -> tuple[str, ...]:
        """The seats that people hold, in order."""
        return tuple(id_ for id_, chair in self.chairs.items() if isinstance(chair, Human))

    def give(self, seat: str, chair: Chair) -> None:
        """Hand a seat to a person or a computer player, at any time. Orders already handed in stay handed in."""
        self.chairs[self._known(seat)] = self._checked(chair)

    @property
    def planning(self) -> list[Planning]:
        """What the planners are asked in this turn, in the order of the seats; nothing once the game is over."""
        planners = {
            id_: chair
            for id_, chair in self.chairs.items()
            if isinstance(chair, Planner) and not self._desks[id_].sealed and not self._over
        }
        if not planners:
            return []
        table, draws, able = Table.of(self.book), self.draws(self.turn), people_of(self.book.temperaments)
        asked = []
        for id_, chair in planners.items():
            people = {name: at_difficulty(each, chair.difficulty) for name, each in able.items()}
            asked.append(Planning(id_, table, people, self.view(id_), draws.seat(self._index(id_))))
        return asked

    def advance(self, planned: Mapping[str, OrderSheet] | None = None) -> list[Refusal]:
        """Let the computer players hand in, then resolve the turn for everybody at once.

        `planned` are the answers of planners that have been asked already; the others are asked here, which takes a
        second each. Refuses after an ending and while people wait. Should the rules fail, the campaign is as before.
        """
        if self._over:
            return [self._game_over()]
        if self.waiting:
            return [SeatsWaiting(self.waiting)]
        desks = dict(self._desks)
        try:
            self._decide_for_computers(planned or {})
            self.play({id_: desk.sheet for id_, desk in self._desks.items()})
        except BaseException:
            self._desks = desks
            raise
        return []

    def play(self, sheets: Mapping[str, OrderSheet]) -> None:
        """Resolve a turn with the given sheets of all seats: the last step of `advance`, and all of a replay."""
        before = self.state
        terms = Ledger()
        orders, draws = self._orders(sheets), self.draws(self.turn)
        after = resolve(before, orders, self.setup, self.params, draws, terms, self._effects(before))
        reports = [report(before, after, self.setup, seat) for seat in range(len(self.setup.seats))]
        seen = self._look(after)
        desks = self._fresh_desks(seen, sheets)
        digest, marks = after.digest(), field_marks(after)
        # nothing above has changed the campaign, so a failure leaves it whole
        self.ledger.terms += terms.terms
        self._reports[self.turn] = reports
        self.hashes.append(digest)
        self.marks.append(marks)
        self._states[self.turn + 1] = after
        self.sheets.append(dict(sheets))
        self._seen = seen
        self._desks = desks

    def put_back(
        self,
        sheets: Sequence[Mapping[str, OrderSheet]],
        hashes: Sequence[str],
        marks: Sequence[Mapping[str, str]],
        last: State,
        desks: Mapping[str, Desk],
    ) -> None:
        """Bring a new campaign to where a save left it: its turns are replayed, its last state is taken as saved.

        Replay gives back states, reports and causes of earlier turns. Where it comes out differently, because the
        rules have changed since or another processor rounds otherwise, the saved state counts; what was replayed
        is kept as long as it is the same game (`SAME` in every figure), else only up to where it parts.
        """
        for ordered in sheets:
            self.play(ordered)
        exact = [mine == saved for mine, saved in zip(self.hashes, hashes, strict=True)]
        if not all(exact) and unlike_fields(self.state, last, SAME):
            parted = exact.index(False)
            self._states = {turn: state for turn, state in self._states.items() if turn < parted}
            self._reports = {turn: entries for turn, entries in self._reports.items() if turn < parted - 1}
            self.ledger.terms = [term for term in self.ledger.terms if term.turn < parted - 1]
        self._states[len(sheets)] = last
        self._seen = self._look(last)
        self.hashes, self.marks = list(hashes), [dict(one) for one in marks]
        self._desks = dict(desks)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _index(self, seat: str) -> int:
        return self.setup.seats.index(self._known(seat))

    def _known(self, seat: str) -> str:
        if seat not in self.chairs:
            raise KeyError(f"the scenario has no seat {seat}")
        return seat

    def _checked(self, chair: Chair) -> Chair:
        if isinstance(chair, Computer) and chair.temperament not in self.book.temperaments:
            raise ValueError(f"there is no temperament {chair.temperament}")
        if not isinstance(chair, Human) and chair.difficulty not in LEVELS:
            raise ValueError(f"there is no difficulty {chair.difficulty}, only {', '.join(LEVELS)}")
        return chair

    @property
    def _over(self) -> bool:
        return bool(self.state.ending[0] != Ending.NONE)

    def _game_over(self) -> Refusal:
        return GameOver(Ending(int(self.state.ending[0])).id, self.turn)

    def _closed(self, seat: str) -> list[Refusal]:
        """Why a seat can give no orders now."""
        desk = self._desks[self._known(seat)]
        if self._over:
            return [self._game_over()]
        if not isinstance(self.chairs[seat], Human):
            return [NotYourTurn(seat)]
        return [AlreadySubmitted(seat, self.turn)] if desk.sealed else []

    def _seal(self, seat: str, sheet: OrderSheet) -> list[Refusal]:
        """The gate: the same for people and computers."""
        seen = self.view(seat)
        refused = check_sheet(sheet, seen, self.setup)
        if seen.holding[0, 0] and sheet.deployment is None:
            refused.append(DeploymentUndecided(float(seen.capability[0, 0])))
        if not refused:
            self._desks[seat] = self._desks[seat].drafted(sheet).handed_in()
        return refused

    def _decide_for_computers(self, planned: Mapping[str, OrderSheet]) -> None:
        chairs = {
            id_: chair
            for id_, chair in self.chairs.items()
            if isinstance(chair, Computer) and not self._desks[id_].sealed
        }
        everything = views(self.state, self.setup, self.params, self._effects(self.state))
        decided = decide(chairs, self.book.temperaments, everything, self._seen, self.setup, self.draws(self.turn))
        for asked in self.planning:
            decided[asked.seat] = planned.get(asked.seat) or asked.sheet()
        for id_, sheet in decided.items():
            refused = self._seal(id_, sheet)
            if refused:
                raise AssertionError(f"a computer player gave orders that are refused: {refused}")

    def _orders(self, sheets: Mapping[str, OrderSheet]) -> Orders:
        return Orders.join([compile_sheet(sheets[id_], self.view(id_), self.setup) for id_ in self.setup.seats])

    def _report(self, turn: int, seat: str) -> list[Entry]:
        index = self._index(seat)
        return list(self._reports[turn][index]) if turn in self._reports else []

    def _effects(self, state: State) -> Effects:
        """What is known does; views, computer players and the rules of a turn ask about the same state."""
        if self._effects_of is None or self._effects_of[0] is not state.known:
            self._effects_of = state.known, effects_of(state.known, self.setup)
        return self._effects_of[1]

    def _look(self, state: State) -> dict[str, View]:
        effects = self._effects(state)
        return {
            id_: view(state, self.setup, self.params, seat, effects) for seat, id_ in enumerate(self.setup.seats)
        }

    def _fresh_desks(
        self, seen: Mapping[str, View], sheets: Mapping[str, OrderSheet] | None
    ) -> dict[str, Desk]:
        """A desk for every seat at the beginning of a turn, with what it ordered in the turn before."""
        desks: dict[str, Desk] = {}
        for id_, sight in seen.items():
            draft = first_sheet(sight, self.setup) if sheets is None else next_sheet(sheets[id_], sight, self.setup)
            desks[id_] = Desk(drafts=(draft,))
        return desks
