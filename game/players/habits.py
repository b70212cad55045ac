"""Temperaments as arrays: one column of numbers for each seat that a computer plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.content.models import Temperament
from game.content.vocabulary import Lane, Pitch, Stance, Target
from game.rules.arrays import Codes, Floats
from game.rules.setup import Setup

BELIEVED_DANGER = 30.0  # log FLOP where computer players fear misuse to begin; an assumption, they cannot know
BELIEVED_TIER_SIX = 34.0  # log FLOP where they look for superintelligence; as little known


@dataclass(frozen=True, slots=True)
class Habits:
    """Fields of `Temperament`, each (O,1); `priority` is (T,O,1), higher first."""

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


def habits_of(temperaments: Sequence[Temperament], setup: Setup) -> Habits:
    """The habits of observers with these temperaments, in this order."""

    def column(name: str) -> Floats:
        return np.array([getattr(t, name) for t in temperaments], np.float64)[:, None]

    return Habits(
        **{name: column(name) for name in Habits.__dataclass_fields__ if name not in ("stance", "pitch", "priority")},
        stance=np.array([Stance[t.stance.upper()] for t in temperaments], np.int8)[:, None],
        pitch=np.array([Pitch[t.pitch.upper()] for t in temperaments], np.int8)[:, None],
        priority=np.stack([_priority(t, setup) for t in temperaments], axis=1)[:, :, None],
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
