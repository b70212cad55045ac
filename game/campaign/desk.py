"""The desk of one seat during one turn: its draft, every earlier draft, and whether it has been handed in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.campaign.sheet import OrderSheet
from game.content.records import Record

REMEMBERED = 200  # drafts of one turn; the oldest are forgotten


class Desk(Record):
    """Immutable: each change gives a new desk."""

    drafts: Annotated[tuple[OrderSheet, ...], Field(min_length=1, max_length=REMEMBERED)]
    place: Annotated[int, Field(ge=0)] = 0  # of the present draft among them
    sealed: bool = False

    @property
    def sheet(self) -> OrderSheet:
        return self.drafts[self.place]

    @property
    def can_undo(self) -> bool:
        return self.place > 0 and not self.sealed

    @property
    def can_redo(self) -> bool:
        return self.place < len(self.drafts) - 1 and not self.sealed

    def drafted(self, sheet: OrderSheet) -> Desk:
        """With a new draft; what had been undone is forgotten. The same draft again changes nothing."""
        if sheet == self.sheet:
            return self
        drafts = (*self.drafts[: self.place + 1], sheet)[-REMEMBERED:]
        return Desk(drafts=drafts, place=len(drafts) - 1)

    def moved(self, steps: int) -> Desk:
        """At an earlier (negative) or later draft of this turn; the caller has looked that there is one."""
        return Desk(drafts=self.drafts, place=self.place + steps)

    def handed_in(self) -> Desk:
        return Desk(drafts=self.drafts, place=self.place, sealed=True)
