"""Temperaments as arrays: one column of numbers for each seat that a computer plays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.content.models import Temperament
from game.content.vocabulary import Lane, Pitch, Stance, Target
from game.rules.arrays import Codes, Counts, Floats
from game.rules.setup import Setup

BELIEVED_DANGER = 30.0  # log FLOP where computer players fear misuse to begin; an assumption, they cannot know
BELIEVED_TIER_SIX = 34.0  # log FLOP where they look for superintelligence; as little known


Made = TypeVar("Made", bound="Habits")


@dataclass(frozen=True, slots=True)
class Habits:
    """Fields of `Temperament`, each (O,1); of technologies `priority`, higher first, (T,O,1), and what follows from it.

    Habits need not be the same in every game of a batch: where they are not, the last axis has the games.
    """

    research: Floats
    security: Floats
    compute: Floats
    openness: Floats
    alignment: Floats
    worry: Floats
    envy: Floats
    serving: Floats
    automation: Floats
    release_margin: Floats
    weights_margin: Floats
    deploy_margin: Floats
    patience: Floats
    joint: Floats
    treaty: Floats
    cheat: Floats
    espionage: Floats
    sabotage: Floats
    lobby: Floats
    hawkishness: Floats
    chaos: Floats
    activity: Floats
    stance: Codes
    pitch: Codes
    priority: Floats
    rank: NDArray[np.uint8]  # (T,O,1) of the priority, 1 for the lowest; bytes have a maximum at a tenth of the cost
    ranked: Counts  # (T+1,O,1) the technology of each rank, -1 for rank 0

    @property
    def differ(self) -> bool:
        """Whether they are not the same in all games."""
        return int(self.research.shape[-1]) > 1

    @classmethod
    def beside(cls, several: Sequence[Self], games: int) -> Self:
        """Habits that hold in so many games each, one after the other in a batch; each the same in all games so far."""
        return _each(cls, lambda name: np.repeat(np.concatenate([getattr(h, name) for h in several], -1), games, -1))

    @classmethod
    def joined(cls, columns: Sequence[Self]) -> Self:
        """The habits of several observers, in the given order."""
        return _each(cls, lambda name: np.concatenate([getattr(h, name) for h in columns], -2))

    def seat(self, seat: int) -> Self:
        """The habits of one observer, its axis kept."""
        return _each(type(self), lambda name: getattr(self, name)[..., seat : seat + 1, :])

    def take(self, games: NDArray[np.intp]) -> Self:
        """The habits in some of the games, in the given order, where they differ between games."""
        return _each(type(self), lambda name: np.take(getattr(self, name), games, axis=-1))


def _each(kind: type[Made], array: Callable[[str], NDArray[Any]]) -> Made:
    return kind(**{field.name: array(field.name) for field in fields(kind)})


def habits_of(temperaments: Sequence[Temperament], setup: Setup) -> Habits:
    """The habits of observers with these temperaments, in this order."""

    def column(name: str) -> Floats:
        return np.array([getattr(t, name) for t in temperaments], np.float64)[:, None]

    priority = np.stack([_priority(t, setup) for t in temperaments], axis=1)
    ranked = np.argsort(-priority, axis=0, kind="stable").astype(np.int16)[::-1]  # of equals the first is the higher
    rank = np.empty(priority.shape, np.uint8)
    np.put_along_axis(rank, ranked, np.arange(1, len(rank) + 1, dtype=np.uint8)[:, None], axis=0)
    others = ("stance", "pitch", "priority", "rank", "ranked")
    return Habits(
        **{field.name: column(field.name) for field in fields(Habits) if field.name not in others},
        stance=np.array([Stance[t.stance.upper()] for t in temperaments], np.int8)[:, None],
        pitch=np.array([Pitch[t.pitch.upper()] for t in temperaments], np.int8)[:, None],
        priority=priority[:, :, None],
        rank=rank[:, :, None],
        ranked=np.concatenate([np.full_like(ranked[:1], -1), ranked])[:, :, None],
    )


def _priority(temperament: Temperament, setup: Setup) -> Floats:
    """(T,) first what it prefers, then by tier and price; the way to superintelligence comes before luxuries."""
    price = np.log10(setup.cost + 0.05)
    priority = 12.0 - setup.tier - price
    for term in setup.effects:
        if term.target is Target.ALIGNMENT_CEILING:
            priority[term.technology] += 1.5 * temperament.alignment
        elif term.target in (Target.SUPERINTELLIGENCE, Target.ALGORITHMS, Target.RECURSION):
            priority[term.technology] += 0.5
    for place, id_ in enumerate(temperament.prefers):
        priority[setup.technologies.index(id_)] += 20.0 - 0.1 * place
    return np.asarray(priority)


def lane_rows(setup: Setup) -> dict[Lane, NDArray[np.intp]]:
    """Technologies of each lane that can be researched at all."""
    return {lane: np.flatnonzero((setup.lane == lane) & (setup.cost > 0.0)) for lane in Lane}
