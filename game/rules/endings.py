"""Which ending a campaign has reached, how near every other one is, and what each seat scores.

One predicate an ending, here and nowhere else. Endings that can come at any time are looked at in the order of
`ANY_TIME`, then those of the horizon; the first that holds fires, so exactly one does.
"""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Aim, Clause, Ending, Kind, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import Turn, chance, total
from game.rules.derived import best_reach, power_share, tier_five
from game.rules.phases.conflict import war_rate
from game.rules.phases.deployment import parties
from game.rules.replacing import replace
from game.rules.state import State

ANY_TIME = (
    Ending.LOSS_OF_CONTROL,
    Ending.OPEN_CATASTROPHE,
    Ending.WAR,
    Ending.COLLAPSE,
    Ending.SHARED_ABUNDANCE,
    Ending.STEWARD,
    Ending.LOCK_IN,
    Ending.DISEMPOWERMENT,
    Ending.BAN,
)
AT_HORIZON = (Ending.ACCORD, Ending.TOOL_AGE, Ending.SLOW_WORLD)
BASE_SCORE = {Kind.BAD: 0.0, Kind.MIXED: 30.0, Kind.GOOD: 60.0}
AIMS_SCORE = {Kind.BAD: 0.0, Kind.MIXED: 20.0, Kind.GOOD: 40.0}


def endings(s: State, t: Turn) -> State:
    """Set the ending of the games that have reached one; an ending never changes again."""
    code = np.zeros(s.games, np.int8)
    last = s.turn + 1 >= t.setup.turns
    tests = predicates(s, t)
    order = (*ANY_TIME, *AT_HORIZON) if last else ANY_TIME
    for ending in reversed(order):  # the first of the order is written last and wins
        code = np.where(tests[ending], np.int8(ending), code)
    return replace(s, ending=np.where(s.ending > 0, s.ending, code).astype(np.int8))


def predicates(s: State, t: Turn) -> dict[Ending, Bools]:
    """(N,) for every ending whether its condition holds; those of the horizon are judged as if it had come."""
    p = t.params.endings
    unsafe = s.facts.unsafe.any(axis=0)
    lost = unsafe | (s.facts.incident >= 3).any(axis=0)
    war = t.draws.world("war") < chance(war_rate(s, t), t.years)
    safe = s.facts.deployed.any(axis=0) & ~unsafe

    shared = steward = np.zeros_like(safe)
    if safe.any():  # nobody asks what becomes of a system that nobody has deployed
        shared = (parties(s) >= 2) | (leading_share(s, t) < p.concentration)
        answerable = _owner_accountability(s, t) >= p.accountability
        keeps = t.draws.world("the owner lets go") >= t.params.truths.grab
        steward = safe & ~shared & (answerable | keeps)

    level = best_reach(s)
    able = level >= tier_five(t.params) + p.tool_capability
    tools = able & (s.adoption >= p.tool_adoption) & (s.oversight > 0.4) & t.effects.has(Target.TOOL_ROUTE).any(axis=0)
    signers = s.signed[Clause.SLOW_DOWN].sum(axis=0) / len(t.setup.seats)
    accord = (
        t.in_force(s.signed)[Clause.SLOW_DOWN]
        & (signers >= p.accord_signers)
        & (s.verification >= p.accord_verification)
        & ~s.facts.cheat_found.any(axis=(0, 1))
    )
    return {
        Ending.LOSS_OF_CONTROL: lost,
        Ending.OPEN_CATASTROPHE: s.facts.misuse >= 2,
        Ending.WAR: war,
        Ending.COLLAPSE: s.stability <= 0.0,
        Ending.SHARED_ABUNDANCE: safe & shared,
        Ending.STEWARD: steward,
        Ending.LOCK_IN: safe & ~shared & ~steward,
        Ending.DISEMPOWERMENT: s.oversight <= p.disempowered,
        Ending.BAN: s.regulation >= p.ban_regulation,
        Ending.ACCORD: accord,
        Ending.TOOL_AGE: tools,
        Ending.SLOW_WORLD: np.ones(s.games, np.bool_),
    }


def leading_share(s: State, t: Turn) -> Floats:
    """(N,) share of the world's power over AI in the hands of the seat that deployed, or of the strongest."""
    share = power_share(s, t.setup)
    owner = np.where(s.facts.deployed, share, 0.0).max(axis=0)
    return np.asarray(np.where(s.facts.deployed.any(axis=0), owner, share.max(axis=0)))


def _owner_accountability(s: State, t: Turn) -> Floats:
    """(N,) how far the deployer can be held to account; open weights near the frontier let others audit and contest."""
    own = s.accountability + t.effects[Target.ACCOUNTABILITY]
    who = np.where(s.facts.deployed, own, 0.0).max(axis=0)
    audit = 0.15 * np.clip(1.0 + (s.public_weights - best_reach(s)), 0.0, 1.0)
    law = 0.15 * s.regulation / 100.0 * (1.0 - s.capture)
    return np.asarray(np.minimum(who + audit + law, 1.0))


def nearness(s: State, t: Turn) -> Floats:
    """(endings,N) 0-1 how near each ending is; 1 means that its condition held. Index 0 (no ending) stays 0."""
    p = t.params.endings
    near = np.zeros((len(Ending), s.games))
    tests = predicates(s, t)
    level = best_reach(s)
    five = tier_five(t.params)
    progress = np.clip((s.capability.max(axis=0) - 27.0) / (t.params.truths.tier_six_gap + five - 27.0), 0.0, 1.0)
    share = leading_share(s, t)
    signers = s.signed[Clause.SLOW_DOWN].sum(axis=0) / len(t.setup.seats)
    near[Ending.SHARED_ABUNDANCE] = 0.9 * progress * np.clip(p.concentration / np.maximum(share, 0.01), 0.0, 1.0)
    near[Ending.STEWARD] = 0.9 * progress * np.clip(share / p.concentration, 0.0, 1.0)
    near[Ending.LOCK_IN] = 0.9 * progress * np.clip(share / p.concentration, 0.0, 1.0) * t.params.truths.grab
    near[Ending.LOSS_OF_CONTROL] = 0.9 * progress * np.clip(0.5 + 0.25 * s.reading.max(axis=0), 0.0, 1.0)
    short = np.maximum(t.params.truths.danger_level - s.public_weights, 0.0)
    near[Ending.OPEN_CATASTROPHE] = np.clip(1.0 - 0.3 * short, 0.0, 0.9)
    near[Ending.WAR] = np.minimum(s.tension.max(axis=(0, 1)) / 100.0, 0.95)
    near[Ending.COLLAPSE] = np.clip(1.0 - s.stability / 7.0, 0.0, 0.99)
    near[Ending.DISEMPOWERMENT] = np.clip((1.0 - s.oversight) / (1.0 - p.disempowered), 0.0, 0.99)
    near[Ending.BAN] = np.clip(s.regulation / p.ban_regulation, 0.0, 0.99)
    near[Ending.ACCORD] = 0.5 * np.clip(signers / p.accord_signers, 0.0, 1.0) + 0.45 * np.clip(
        s.verification / p.accord_verification, 0.0, 1.0
    )
    able = np.clip((level - 27.0) / (five + p.tool_capability - 27.0), 0.0, 1.0)
    near[Ending.TOOL_AGE] = 0.5 * able + 0.45 * np.clip(s.adoption / p.tool_adoption, 0.0, 1.0)
    near[Ending.SLOW_WORLD] = 1.0 - progress
    # What only the horizon can bring is near when the time is, too.
    passed = (t.index + 1) / t.setup.turns
    for ending in AT_HORIZON:
        near[ending] = near[ending] * passed
    for ending in (*ANY_TIME, *AT_HORIZON[:2]) if passed >= 1.0 else ANY_TIME:
        near[ending] = np.where(tests[ending], 1.0, near[ending])
    return near


def aims_met(s: State, t: Turn) -> dict[Aim, Floats]:
    """(S,N) 0-1 for every aim how far each seat has met it, whether it is one of its own or not."""
    share = power_share(s, t.setup)
    bloc_share = np.zeros_like(share)
    for seat, bloc in enumerate(t.setup.bloc):
        bloc_share[seat] = total(share * (t.setup.bloc == bloc)[:, None])
    best_revenue = np.maximum(s.revenue.max(axis=0), 1e-9)
    return {
        Aim.INFLUENCE: np.sqrt(np.clip(share * 2.0, 0.0, 1.0)),
        Aim.SAFETY_RECORD: np.exp(-0.25 * s.safety_record),
        Aim.WEALTH: np.sqrt(np.clip(s.revenue / best_revenue, 0.0, 1.0)),
        Aim.TRUST: s.trust / 100.0,
        Aim.BLOC_STANDING: np.clip(bloc_share * 1.5, 0.0, 1.0),
    }


def scores(s: State, t: Turn) -> Floats:
    """(S,N) 0-100: nothing after a bad ending; else what the ending is worth and how far the own aims were met."""
    met = aims_met(s, t)
    aims = total(np.stack([t.setup.aims[aim] * met[aim] for aim in Aim]))
    kind = np.array([0] + [e.kind for e in Ending if e is not Ending.NONE])[s.ending]
    base = np.array([BASE_SCORE[k] for k in Kind])[kind]
    extra = np.array([AIMS_SCORE[k] for k in Kind])[kind]
    return np.where(s.ending > 0, base + extra * aims, 0.0)
