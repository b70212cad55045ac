"""Figures that several phases, views and endings derive from the state in the same way."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Release, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import logistic, total
from game.rules.effects import Effects
from game.rules.params import Params
from game.rules.setup import Setup
from game.rules.state import NOTHING, State

STAGED = int(Release.STAGED)  # numpy compares with a plain number several times as fast as with an enumeration
STAGED_DISCOUNT = 0.5  # OOM by which a staged model counts less with customers and rivals


def reach(s: State) -> Floats:
    """(S,N) log FLOP of what customers can really use; 0 where nothing is served."""
    staged = (s.served_stage == STAGED) & (s.served > NOTHING)
    return np.asarray(s.served - STAGED_DISCOUNT * staged)


def best_reach(s: State) -> Floats:
    """(N,) log FLOP of the best model anybody can use."""
    return np.asarray(np.maximum(reach(s).max(axis=0), s.public_weights))


def fleet(s: State) -> Floats:
    """(S,N) M H100e that have power."""
    chips = s.compute[:, 0]
    for region in range(1, s.compute.shape[1]):
        chips = chips + s.compute[:, region]
    return chips * (1.0 - s.idle)


def chip_price(setup: Setup, params: Params, turn: int) -> Floats:
    """(1,) or (N,) B$ for a M H100e in the cheapest region."""
    years = setup.middle(turn) - 2026.0
    return np.asarray(params.compute.chip_price * np.exp(-params.compute.chip_price_fall * years))


def power_need(setup: Setup, params: Params, turn: int) -> Floats:
    """(1,) or (N,) GW for a M H100e."""
    years = setup.middle(turn) - 2026.0
    return np.asarray(params.compute.power_per_chip * np.exp(-params.compute.power_per_chip_fall * years))


def least_algorithms(setup: Setup) -> float:
    """OOM below which nobody's algorithms lie: 0 is what all have in 2026, one less a year before."""
    return min(setup.start_year - 2026.0, 0.0)


def automation(s: State, effects: Effects, params: Params) -> Floats:
    """(S,N) share of its own research that a seat's best model can do."""
    level = s.capability + effects[Target.AUTOMATION] - params.truths.automation_midpoint
    return logistic(params.research.steepness * level)


def tier_five(params: Params) -> Floats:
    """(1,) or (N,) log FLOP where Tier Five begins."""
    return params.truths.tier_four + params.truths.tier_five_gap


def tier_six(params: Params) -> Floats:
    """(1,) or (N,) log FLOP where Tier Six begins."""
    return tier_five(params) + params.truths.tier_six_gap


def nominal_ceiling(s: State, effects: Effects, params: Params) -> Floats:
    """(S,N) log FLOP up to which a seat believes its techniques to hold."""
    return params.alignment.base_ceiling + effects[Target.ALIGNMENT_CEILING] + s.practice


def gap(s: State, effects: Effects, params: Params) -> Floats:
    """(S,N) OOM by which the best model really outgrows its owner's techniques; below 0 it is safe."""
    return s.capability - nominal_ceiling(s, effects, params) - params.truths.alignment_shift


def power_share(s: State, setup: Setup) -> Floats:
    """(S,N) share of the world's power over AI: capability and working chips, beside what everybody has."""
    chips, top = fleet(s), s.capability.max(axis=0)
    level = np.where(s.deployed, s.capability + 0.5, s.capability)
    weight = np.exp(0.8 * (level - top)) * np.sqrt(chips + 1e-6)
    public = np.exp(0.8 * (s.public_weights - top)) * np.sqrt(total(chips) * 0.3 + 1e-6)
    return np.asarray(weight / (total(weight) + public))


def bloc_best(values: Floats, setup: Setup, blocs: int) -> Floats:
    """(B,N) the highest figure among the seats of each bloc; 0 for a bloc without seats."""
    best = np.zeros((blocs, values.shape[-1]))
    for seat, bloc in enumerate(setup.bloc):
        best[bloc] = np.maximum(best[bloc], values[seat])
    return best


def by_bloc(pairs: Bools, setup: Setup) -> Floats:
    """(B,B,N) symmetric count of pairs of seats, (S,S,N), by their blocs; nothing within a bloc."""
    blocs = len(setup.blocs)
    out = np.zeros((blocs, blocs, pairs.shape[-1]))
    for i, a in enumerate(setup.bloc):
        for j, b in enumerate(setup.bloc):
            if a != b:
                out[a, b] += pairs[i, j]
                out[b, a] += pairs[i, j]
    return out
