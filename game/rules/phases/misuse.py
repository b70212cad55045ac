"""Misuse of what anyone can run: open weights, leaks, and in time even a rented cluster with public algorithms."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Release, Target
from game.rules.arrays import Floats
from game.rules.context import Turn, chance, total
from game.rules.params import Params
from game.rules.replacing import replace
from game.rules.state import NOTHING, State

GARAGE = 26.2  # log FLOP of a run that a rich group without a name can pay for in 2026
GARAGE_GROWTH = 0.15  # OOM a year, from cheaper chips alone


def garage(s: State, date: float) -> Floats:
    """(N,) log FLOP of the best model that a rich group without a name can train by itself."""
    return np.asarray(GARAGE + GARAGE_GROWTH * (date - 2026.0) + s.public_algorithms)


def free_capability(s: State, date: float) -> Floats:
    """(N,) log FLOP of the most capable thing that nobody can be kept from running."""
    return np.asarray(np.maximum(s.public_weights, garage(s, date)))


def danger(s: State, params: Params) -> Floats:
    """(N,) log FLOP from which a model in the wrong hands is dangerous: the less, the more is known by all."""
    return np.asarray(params.truths.danger_level - params.misuse.falling_need * s.public_algorithms)


def misuse(s: State, t: Turn) -> State:
    p = t.params.misuse
    level = danger(s, t.params)
    beyond = free_capability(s, t.date) - level
    shield = np.maximum(1.0 - s.resilience, 0.02)
    free = p.rate * np.exp(np.minimum(p.steepness * beyond, 6.0)) * shield
    staged = np.where(s.served_stage == Release.STAGED, 0.1, 0.3) * (s.served > NOTHING)
    guarded = staged * np.exp(np.minimum(p.steepness * (s.served - level - 1.0), 4.0)) * t.effects[Target.MISUSE]
    rate = free + p.rate * total(guarded) * shield
    happens = t.draws.world("misuse") < chance(rate, t.years)
    deadly = p.fatal * np.clip(0.25 + 0.5 * beyond, 0.0, 1.0) * shield
    fatal = happens & (t.draws.world("misuse severity") < deadly)

    resilience = t.change(
        "resilience",
        s.resilience,
        ("defence grows", (_best_defence(s, t) - s.resilience) * t.part(p.resilience_growth)),
        ("lesson of misuse", p.lesson * happens * (1.0 - s.resilience)),
        low=0.0,
        high=0.97,
    )
    stability = t.change("stability", s.stability, ("misuse", -p.stability * happens), low=0.0)
    concern = t.change("public_concern", s.public_concern, ("misuse", p.concern * happens), high=100.0)
    return replace(
        s,
        resilience=resilience,
        stability=stability,
        public_concern=concern,
        facts=replace(s.facts, misuse=np.where(fatal, 2, happens * 1).astype(np.int8)),
    )


def _best_defence(s: State, t: Turn) -> Floats:
    """(N,) what the resilience technologies of all seats together can reach: defence is shared."""
    best = t.effects[Target.RESILIENCE].max(axis=0)
    return np.asarray(np.minimum(0.1 + best, 0.95))
