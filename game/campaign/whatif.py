"""What if: another campaign on the same dice, which parts from one that was played at a turn of the player's choice."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.campaign.campaign import Campaign
from game.campaign.desk import Desk
from game.campaign.sheet import first_sheet, next_sheet
from game.content.records import Record
from game.rules.view import view


class WhatIf(Record):
    """Where a campaign parted from another one, and what became of that."""

    turn: Annotated[int, Field(ge=0)]  # turns that both share
    ending: str  # id of the other's ending, empty if it had none yet
    turns: Annotated[int, Field(ge=0)]  # that the other had resolved


def turns_to_part_at(campaign: Campaign) -> tuple[int, ...]:
    """Turns resolved after which a what-if can begin: all that were ordered and are remembered."""
    return tuple(turn for turn in sorted(campaign.states) if turn < campaign.turn)


def branch(campaign: Campaign, turn: int) -> Campaign:
    """A campaign that stands where the given one stood after `turn` turns; that one is not touched.

    People find on their desks what they ordered then, so handing it in unchanged goes on as it did. What they change
    leaves all dice as they were. ValueError for a turn of which it cannot begin.
    """
    if turn not in turns_to_part_at(campaign):
        raise ValueError(f"a what-if cannot begin after turn {turn} of this campaign")
    other = Campaign.new(campaign.book, campaign.seed, campaign.chairs)
    desks: dict[str, Desk] = {}
    for id_, ordered in campaign.sheets[turn].items():
        seen = view(campaign.states[turn], other.setup, other.params, other.setup.seats.index(id_))
        before = campaign.sheets[turn - 1][id_] if turn else None
        found = next_sheet(before, seen, other.setup) if before else first_sheet(seen, other.setup)
        desks[id_] = Desk(drafts=(found,)).drafted(ordered)
    upto = turn + 1
    other.put_back(
        campaign.sheets[:turn], campaign.hashes[:upto], campaign.marks[:upto], campaign.states[turn], desks
    )
    outcome = campaign.outcome
    other.what_if = WhatIf(turn=turn, ending="" if outcome is None else outcome.ending.id, turns=campaign.turn)
    return other
