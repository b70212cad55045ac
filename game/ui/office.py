"""The office of one seat in one turn: what it sees and what it orders, and the only way from a screen to a campaign.

A screen of a seat gets its office and nothing else, so it cannot show what the seat must not know. Behind the
curtain between two seats there is no office at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from game.campaign.campaign import Campaign
from game.campaign.past import History
from game.campaign.reasons import Refusal
from game.campaign.refusals import check_sheet
from game.campaign.sheet import OrderSheet, compile_sheet
from game.content.book import Book
from game.content.vocabulary import Clause, Lane
from game.content.words import Names
from game.rules.explain import MADE_OF
from game.rules.ledger import Term
from game.rules.orders import Orders
from game.rules.params import Params, median_params
from game.rules.pending import Pending, pending_decisions
from game.rules.preview import Preview, as_believed, believed, preview
from game.rules.report import Entry
from game.rules.setup import Setup
from game.rules.view import View, view
from game.ui.theme import SeatStyle


class Office:
    """One seat in one turn. It is thrown away when the turn or the seat changes."""

    def __init__(self, campaign: Campaign, seat: str) -> None:
        self._campaign = campaign
        self._trial: OrderSheet | None = None
        self._compiled: tuple[OrderSheet, Orders, list[Pending], list[Refusal]] | None = None
        self.seat = seat
        self.book: Book = campaign.book
        self.setup: Setup = campaign.setup
        self.index = self.setup.seats.index(seat)
        self.names = Names(self.book)
        self.view: View = campaign.view(seat)
        self.turn = self.view.turn
        self._known = as_believed(campaign.state, self.setup, self.index)
        self._beliefs = believed(campaign.params, median_params(self.book.parameters))
        self._expected: tuple[OrderSheet, Preview] | None = None

    # ---- names and looks ----------------------------------------------------------------------------

    def name(self, seat: str | int) -> str:
        """What a seat is called."""
        id_ = self.setup.seats[seat] if isinstance(seat, int) else seat
        return self.book.scenario.seats[id_].name

    def style(self, seat: str | int) -> SeatStyle:
        """Colour and emblem of a seat, from the scenario."""
        return style_of(self.book, self.setup.seats[seat] if isinstance(seat, int) else seat)

    @property
    def worldview(self) -> str:
        """Title of the worldview under which every probability is meant."""
        return (self.book.worldview or self.book.baseline).title

    # ---- orders -------------------------------------------------------------------------------------

    @property
    def sheet(self) -> OrderSheet:
        """The orders as they stand, with a change that is still being made under the mouse."""
        return self._trial or self._campaign.sheet(self.seat)

    def edit(self, **changes: Any) -> list[Refusal]:
        """Change the draft, one step for undo. Returns what speaks against handing it in as it is now."""
        wanted = self.sheet.changed(**changes)
        self._trial = None
        return self._campaign.draft(self.seat, wanted)

    def slide(self, **changes: Any) -> None:
        """Change the draft while a slider is being dragged; `settle` makes one step of all of it."""
        self._trial = self.sheet.changed(**changes)

    def settle(self) -> None:
        """Take over what was slid."""
        if self._trial is not None:
            wanted, self._trial = self._trial, None
            self._campaign.draft(self.seat, wanted)

    @property
    def can_undo(self) -> bool:
        return self._campaign.can_undo(self.seat)

    @property
    def can_redo(self) -> bool:
        return self._campaign.can_redo(self.seat)

    def undo(self) -> None:
        self._trial = None
        self._campaign.undo(self.seat)

    def redo(self) -> None:
        self._trial = None
        self._campaign.redo(self.seat)

    def _compile(self) -> tuple[OrderSheet, Orders, list[Pending], list[Refusal]]:
        sheet = self.sheet
        if self._compiled is None or self._compiled[0] is not sheet:
            orders = compile_sheet(sheet, self.view, self.setup)
            settled = (*sheet.acknowledged, *(("deploy",) if sheet.deployment else ()))
            pending = pending_decisions(self.view, orders, self.setup, settled)
            refusals = check_sheet(sheet, self.view, self.setup)
            self._compiled = (sheet, orders, pending, refusals)
        return self._compiled

    @property
    def orders(self) -> Orders:
        """The orders as the rules read them, one seat and one game."""
        return self._compile()[1]

    @property
    def pending(self) -> list[Pending]:
        """What is not decided yet, most pressing first."""
        return self._compile()[2]

    @property
    def refusals(self) -> list[Refusal]:
        """What speaks against handing in the orders as they are."""
        return self._compile()[3]

    @property
    def preview(self) -> Preview:
        """What the orders as they stand are expected to do, by what this seat knows and believes."""
        sheet = self.sheet
        if self._expected is None or self._expected[0] is not sheet:
            made = preview(self._known, self.setup, self._beliefs, self.index, self.orders)
            self._expected = (sheet, made)
        return self._expected[1]

    def expected(self, pact: str = "", **changes: Any) -> Preview:
        """What the orders with these changes would do; with `pact`, if every seat had signed that clause."""
        known = self._known
        if pact:
            signed = known.signed.copy()
            signed[Clause[pact.upper()]] = True
            known = replace(known, signed=signed)
        orders = compile_sheet(self.sheet.changed(**changes), self.view, self.setup)
        return preview(known, self.setup, self._beliefs, self.index, orders)

    @property
    def beliefs(self) -> Params:
        """The numbers of the rules that this seat reckons with: the public ones, the middle of every hidden truth."""
        return self._beliefs

    def work(self, lane: Lane) -> float:
        """Thousand researcher-years that a project of this lane is expected to get in a turn."""
        effort = float(self.preview.after.effort[lane, 0, 0]) * self.setup.turn_years
        share = float(self._beliefs.research.project_share[0]) if lane is Lane.CAPABILITIES else 1.0
        return effort * share

    def would_refuse(self, **changes: Any) -> list[Refusal]:
        """What would speak against the orders with these changes, and does not speak against them now."""
        now = self.refusals
        return [r for r in check_sheet(self.sheet.changed(**changes), self.view, self.setup) if r not in now]

    def text(self, refusal: Refusal) -> str:
        return refusal.text(self.names)

    # ---- what may come ------------------------------------------------------------------------------

    @cached_property
    def opening(self) -> Orders:
        """The orders that lay on the desk when the turn began."""
        return compile_sheet(self._campaign.desks[self.seat].drafts[0], self.view, self.setup)

    def past(self, turn: int) -> tuple[View, Orders] | None:
        """What this seat saw and ordered in an earlier turn; None where that is not remembered."""
        state = self._campaign.states.get(turn)
        if state is None or not 0 <= turn < self.turn:
            return None
        seen = view(state, self.setup, self._campaign.params, self.index)
        return seen, compile_sheet(self._campaign.sheets[turn][self.seat], seen, self.setup)

    # ---- what happened ------------------------------------------------------------------------------

    @cached_property
    def report(self) -> Sequence[Entry]:
        """What this seat may know of the turn before this one."""
        return self._campaign.report(self.seat)

    def told(self, entry: Entry) -> str:
        """A line of a report or log as its reader sees it."""
        return self._campaign.text(entry)

    @cached_property
    def log(self) -> Sequence[Entry]:
        """Everything that this seat was told since the start, oldest first."""
        return self._campaign.log(self.seat)

    @cached_property
    def history(self) -> History:
        """Own figures, public ones and estimates of rivals, by turn, the present one last."""
        return self._campaign.history(self.seat)

    def terms(self, quantity: str, turn: int | None = None) -> list[Term]:
        """The causes of the change of an own or a public figure in a turn, by default the last."""
        return self._campaign.causes(self.seat, quantity, self.turn - 1 if turn is None else turn)

    def made_of(self, figure: str) -> list[Term]:
        """What an own figure that is a sum of parts consists of; the terms add up to it. Empty for all others."""
        return self._campaign.explain(self.seat, figure) if figure in MADE_OF else []


def style_of(book: Book, seat: str) -> SeatStyle:
    """Colour and emblem of a seat, from the scenario."""
    record = book.scenario.seats[seat]
    return SeatStyle("#" + record.colour, record.icon)
