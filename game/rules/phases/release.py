"""Release of the newest model: internal, staged, general, or its weights for everybody (irrevocable)."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Clause, Lane, Release, Stance, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import Turn
from game.rules.replacing import replace
from game.rules.state import State


def release(s: State, t: Turn) -> State:
    order = t.orders.release
    # Committees of a cautious seat let a release through only after a while.
    through = t.draws.seats("committee") >= t.setup.caution * np.exp(-2.0 * t.years)
    staged = (order == Release.STAGED) & t.effects.has(Target.STAGED_RELEASE)
    general = order == Release.GENERAL
    pledged = t.kept(s.signed, Clause.NO_OPEN_WEIGHTS)
    weights = (order == Release.WEIGHTS) & ~(pledged & (s.capability > s.weights_level))
    weights &= (s.capability > s.opened + 0.01) & through
    fresh = (staged | general | weights) & (s.capability > s.served + 0.01) & through
    wider = general & through & (s.served_stage == Release.STAGED)

    served = np.where(fresh, s.capability, s.served)
    stage = np.where(fresh, np.where(staged, Release.STAGED, Release.GENERAL), s.served_stage)
    stage = np.where(wider | weights, np.int8(Release.GENERAL), stage).astype(np.int8)
    opened = np.where(weights, s.capability, s.opened)
    public = t.change("public_weights", s.public_weights, *_steps(s, weights, t))
    # A served model shows what it can do; how it was made safe, cheap and sure is seen only where doors are not shut.
    shown = (t.setup.lane == Lane.CAPABILITIES)[:, None]
    proven = s.proven.copy()
    for seat in range(s.seats):
        proven |= s.known[:, seat] & (stage[seat] > 0) & (shown | (t.orders.stance[seat] != Stance.SECRET))
    released = np.where(weights, Release.WEIGHTS, np.where(fresh | wider, stage, 0)).astype(np.int8)
    t.becomes("served", s.served, served, rest="release")
    t.becomes("opened", s.opened, opened, rest="release of weights")
    return replace(
        s,
        served=served,
        served_stage=stage,
        served_generation=np.where(fresh, s.generation, s.served_generation),
        opened=opened,
        opened_generation=np.where(weights, s.generation, s.opened_generation),
        public_weights=public,
        public_base=np.maximum(s.public_base, np.where(weights, s.capability, 0.0).max(axis=0)),
        proven=proven,
        facts=replace(s.facts, released=released),
    )


def _steps(s: State, weights: Bools, t: Turn) -> list[tuple[str, Floats]]:
    """The rise of the best public weights, shared out to the seats that released, the best release first."""
    best = np.where(weights, s.capability, 0.0)
    top = best.max(axis=0)
    rise = np.maximum(top - s.public_weights, 0.0)
    if not rise.any():
        return []
    first = best.argmax(axis=0)
    return [(f"seat:{id_}", rise * (first == i)) for i, id_ in enumerate(t.setup.seats)]
