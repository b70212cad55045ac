"""What happened in a turn, in a few words each, for somebody who sees everything."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from game.campaign.campaign import Campaign
from game.content.vocabulary import Clause, Release
from game.rules.state import State


def news(before: State, after: State, campaign: Campaign) -> list[str]:
    """The news of the turn between two states of a campaign, the weightiest first."""
    return [campaign.names.say(f"cli.news.{key}", values) for key, values in _news(before, after, campaign)]


def _news(before: State, after: State, campaign: Campaign) -> Iterator[tuple[str, dict[str, object]]]:
    facts, seats = after.facts, campaign.setup.seats

    def each(key: str, happened: NDArray[np.bool_]) -> Iterator[tuple[str, dict[str, object]]]:
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
    for index in np.flatnonzero(facts.events[:, 0]):
        yield "event", {"event": campaign.setup.event_ids[index]}
