"""What happened in a turn, in a few words each, for somebody who sees everything.

Only for eyes that may: whoever plays no seat, and everybody once the campaign is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.campaign.campaign import Campaign
from game.content.vocabulary import Clause, Release
from game.rules.setup import Setup
from game.rules.state import State

_Said = Iterator[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class News:
    """One piece of news: the key of its text `news.<key>`, and the ids in it."""

    turn: int  # in which it happened, 0 for the first
    key: str
    values: dict[str, Any]

    @property
    def seats(self) -> tuple[str, ...]:
        """Whom it is about, the doer first; nobody where it is about the world."""
        who = [self.values[name] for name in ("seat", "other") if name in self.values]
        return (*who, *self.values.get("seats", ()))


def news_of(before: State, after: State, setup: Setup) -> list[News]:
    """The news of the turn between two states of one game, the weightiest first."""
    return [News(before.turn, key, values) for key, values in _news(before, after, setup)]


def news(before: State, after: State, campaign: Campaign) -> list[str]:
    """The same in words."""
    return [told(campaign, one) for one in news_of(before, after, campaign.setup)]


def told(campaign: Campaign, one: News) -> str:
    """A piece of news in words, without a capital or a stop."""
    return campaign.names.say(f"news.{one.key}", one.values)


def _news(before: State, after: State, setup: Setup) -> _Said:
    facts, seats = after.facts, setup.seats

    def each(key: str, happened: NDArray[np.bool_]) -> _Said:
        """One piece of news for each seat, or pair of seats, that something is true of."""
        for place in np.argwhere(happened):
            yield key, dict(zip(("seat", "other"), (seats[i] for i in place), strict=False))

    yield from each("unsafe", facts.unsafe[:, 0])
    yield from each("deployed", facts.deployed[:, 0] & ~facts.unsafe[:, 0])
    yield from each("lost", facts.incident[:, 0] >= 3)
    if facts.misuse[0]:
        yield "catastrophe" if facts.misuse[0] >= 2 else "misuse", {}
    yield from each("struck", facts.struck[:, :, 0])
    yield from each("tier_six", after.holding[:, 0] & ~before.holding[:, 0])
    yield from each("taken_over", facts.taken_over[:, 0])
    yield from each("incident", facts.incident[:, 0] == 2)
    yield from each("weights_stolen", facts.weights_stolen[:, :, 0])
    yield from each("leaked", facts.leaked[:, 0])
    yield from each("weights", facts.released[:, 0] == Release.WEIGHTS)
    for key, signed in (("joined", facts.joined), ("left", facts.left), ("cheat_found", facts.cheat_found)):
        for clause in Clause:
            who = tuple(seats[i] for i in np.flatnonzero(signed[clause, :, 0]))
            if who:
                yield key, {"clause": clause.id, "seats": who}
    yield from each("secrets_stolen", facts.secrets_stolen[:, :, 0])
    yield from each("sabotaged", facts.sabotaged[:, :, 0])
    yield from each("fire_sale", facts.fire_sale[:, 0])
    for seat in np.flatnonzero((facts.released[:, 0] > Release.HOLD) & (facts.released[:, 0] < Release.WEIGHTS)):
        yield "served", {"seat": seats[seat], "capability": float(after.served[seat, 0])}
    for index in np.flatnonzero(facts.events[:, 0]):
        yield "event", {"event": setup.event_ids[index]}
