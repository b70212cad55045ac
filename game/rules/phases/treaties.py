"""Signing, keeping and cheating. Signing is public, keeping is secret; a broken pledge that is found costs years."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Clause, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import Turn, chance
from game.rules.derived import best_reach
from game.rules.replacing import replace
from game.rules.state import State

CERTAIN = 0.98  # nothing verifies better than this


def treaties(s: State, t: Turn) -> State:
    p = t.params.treaties
    signed = s.signed.copy()
    joined = np.zeros_like(signed)
    left = np.zeros_like(signed)
    if (t.orders.action == Action.SIGN).any() or (t.orders.action == Action.LEAVE).any():
        for action, change in ((Action.SIGN, joined), (Action.LEAVE, left)):
            which, seat, games = np.nonzero(t.orders.action == action)
            change[t.orders.action_target[which, seat, games], seat, games] = True
        joined &= ~signed
        left &= signed
        signed = (signed | joined) & ~left

    # The levels are agreed by the first signer and stand while anybody is in.
    level = _agreed(s.slow_level, signed[Clause.SLOW_DOWN].any(axis=0), best_reach(s) + p.slow_headroom, t)
    closed = signed[Clause.NO_OPEN_WEIGHTS].any(axis=0)
    ceiling = _agreed(s.weights_level, closed, s.public_weights + p.weights_level, t)

    # Verification: what inspectors, hardware and ledgers of the signers can see, as odds a year of being found out.
    signers = signed.any(axis=0)
    tools = np.where(signers, t.effects[Target.VERIFICATION], 0.0).max(axis=0)
    force = t.in_force(signed)
    inspected = force[Clause.INSPECTIONS]
    chips_prove = (signers & t.effects.has(Target.HARDWARE_VERIFICATION)).any(axis=0)
    most = np.where(chips_prove, CERTAIN, p.eyes_limit)  # inspectors see halls, only the chips can tell what they did
    verification = np.minimum(p.base_verification + tools + p.inspection_gain * inspected, most)

    if t.ledger is not None:
        terms = (
            ("last turn's", -s.verification),
            ("eyes from outside", np.broadcast_to(p.base_verification, verification.shape)),
            ("tools of the signers", tools),
            ("inspections", p.inspection_gain * inspected),
        )
        t.becomes("verification", s.verification, verification, *terms, rest="what cannot be seen")
    t.becomes("slow_level", s.slow_level, level, rest="agreed level")
    t.becomes("weights_level", s.weights_level, ceiling, rest="agreed level")
    binding = signed & force[:, None]
    cheated = binding & ~t.orders.keep
    found = np.zeros_like(cheated)
    if cheated.any():
        # the hazard that makes `detection * verification` the odds of a year
        rate = -np.log1p(-np.minimum(p.detection * verification, 0.99))
        odds = chance(rate, t.years)
        for clause in Clause:
            if cheated[clause].any():
                found[clause] = cheated[clause] & (t.draws.seats(f"cheat found {clause.id}") < odds)
    caught = found.any(axis=0)
    mend = t.part(1.0 / p.distrust_years)
    reputation = t.change(
        "reputation",
        s.reputation,
        ("mending", (1.0 - s.reputation) * mend),
        ("broken pledge", -0.6 * s.reputation * caught),
        ("left a treaty", -0.1 * s.reputation * (left & (s.signed.sum(axis=1)[:, None] >= 2)).any(axis=0)),
        low=0.0,
        high=1.0,
    )
    trust = t.change("trust", s.trust, ("broken pledge", -p.broken_trust * caught), low=0.0, high=100.0)
    tension = t.change(
        "tension",
        s.tension,
        ("broken pledge", 6.0 * caught.any(axis=0) * t.setup.apart),
        ("treaties in force", -p.calm * t.years * _pacts(s, binding, t)),
        low=0.0,
        high=100.0,
    )
    return replace(
        s,
        signed=signed,
        slow_level=level,
        weights_level=ceiling,
        verification=verification,
        reputation=reputation,
        trust=trust,
        tension=tension,
        facts=replace(s.facts, joined=joined, left=left, cheated=cheated, cheat_found=found),
    )


def _agreed(before: Floats, any_signer: Bools, fresh: Floats, t: Turn) -> Floats:
    grown = before + t.params.treaties.slow_level * t.years
    return np.where(any_signer, np.where(before > 0.0, grown, fresh), 0.0)


def _pacts(s: State, binding: Bools, t: Turn) -> Floats:
    """(B,B,N) number of clauses that bind seats of both blocs; the autonomy guarantee counts twice."""
    blocs = len(t.setup.blocs)
    inside = np.zeros((len(Clause), blocs, s.games), np.bool_)
    for seat, bloc in enumerate(t.setup.bloc):
        inside[:, bloc] |= binding[:, seat]
    weight = np.ones(len(Clause))
    weight[Clause.AUTONOMY] = 2.0
    pacts = np.zeros((blocs, blocs, s.games))
    for clause in np.flatnonzero(binding.any(axis=(1, 2))):
        pacts = pacts + weight[clause] * (inside[clause][:, None] & inside[clause][None, :])
    return np.asarray(pacts * t.setup.apart)
