"""What open work does: public algorithms, safety science, tinkerers who improve open weights, trust and talent."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Clause, Lane, Stance, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import Turn, total
from game.rules.derived import best_reach
from game.rules.replacing import replace
from game.rules.state import NOTHING, State

# How far the public stays behind a seat, in OOM of algorithms, by its stance: even secrets leak in the end.
LAG = np.array([0.65, 0.25, 0.05])
# Share of what its alignment people find that a seat tells, by its stance.
TOLD = np.array([0.05, 0.4, 1.0])


def openness(s: State, t: Turn) -> State:
    p = t.params.openness
    stance = t.orders.stance
    money = np.sqrt(t.budget * t.orders.openness / t.years)  # (S,N) root B$/yr
    common = total(money)

    lag = LAG[stance]
    lag = np.where(s.opened > s.capability - 0.5, np.minimum(lag, 0.2), lag)
    source = (s.algorithms - lag).max(axis=0)
    flow = np.maximum(source - s.public_algorithms, 0.0) * t.part(p.diffusion)
    academia = p.academia * common * t.years * (1.0 + 0.5 * t.effects[Target.STRUCTURED_ACCESS].max(axis=0))
    public_algorithms = t.change(
        "public_algorithms", s.public_algorithms, ("publication and diffusion", flow), ("academia", academia)
    )

    # Safety science is a sum: every seat that tells what its alignment people find adds to it, and so does money.
    shared = t.kept(s.signed, Clause.SHARED_SAFETY)
    telling = np.where(shared | t.does(Action.SHARE_SAFETY), 1.0, TOLD[stance])
    science = total(telling * np.sqrt(s.effort[Lane.ALIGNMENT])) * p.publication * t.years
    open_room = np.maximum(1.0 - s.public_alignment / t.params.alignment.practice_limit, 0.0)
    public_alignment = t.change(
        "public_alignment",
        s.public_alignment,
        ("published safety research", science * open_room),
        ("open science", p.safety_science * common * t.years * open_room),
    )

    # Tinkerers make published weights better, by so much and no more, and stay behind the best served model.
    exists = s.public_weights > NOTHING
    reachable = np.minimum(best_reach(s) - p.community_lag, s.public_base + p.community_gain)
    room = np.maximum(reachable - s.public_weights, 0.0)
    helpers = t.effects[Target.COMMUNITY].max(axis=0)
    tinkering = exists * room * t.part(p.community) * np.minimum(helpers, 2.0)
    public_weights = t.change("public_weights", s.public_weights, ("tinkerers", tinkering))

    openly = (s.opened > s.capability - 1.0) & (s.opened > NOTHING)
    trust = t.change(
        "trust",
        s.trust,
        ("open research", p.trust_gain * (stance == Stance.OPEN) * t.years),
        ("open weights", 0.7 * p.trust_gain * openly * t.years),
        ("open science paid for", 0.6 * p.trust_gain * money * t.years),
        ("shared safety work", 2.0 * np.minimum(t.years, 1.0) * t.does(Action.SHARE_SAFETY)),
        high=100.0,
    )
    published = s.published | _publications(s, t, shared)
    return replace(
        s,
        public_algorithms=public_algorithms,
        public_alignment=public_alignment,
        public_weights=public_weights,
        trust=trust,
        published=published,
    )


def _publications(s: State, t: Turn, shared: Bools) -> Bools:
    """(T,N) technologies written down this turn: open seats tell all, selective ones what makes things safer."""
    out = np.zeros_like(s.published)
    # A paper takes its time: the same share of what could be told appears each year.
    written = t.draws.seats("paper") < 1.0 - np.exp(-t.params.openness.leak_publication * t.years)
    stance = t.orders.stance
    pooled = shared | t.does(Action.SHARE_SAFETY)
    told = np.empty((len(Lane), s.seats, s.games), np.bool_)
    told[:] = written & (stance == Stance.OPEN)
    told[[Lane.ALIGNMENT, Lane.OPENNESS]] |= written & (stance == Stance.SELECTIVE)
    told[Lane.ALIGNMENT] |= written & pooled
    for seat in range(s.seats):
        out |= s.known[:, seat] & told[t.setup.lane, seat]
    return out


def pooled_practice(s: State, t: Turn) -> Floats:
    """(S,N) OOM of practice that a seat can learn from: the public's, or the best of its shared safety work."""
    shared = t.kept(s.signed, Clause.SHARED_SAFETY)
    # Those who will deploy together can build a laboratory together, and learn from each other there.
    house = t.effects.has(Target.JOINT_LABORATORY).any(axis=0)
    shared |= s.signed[Clause.JOINT_DEPLOYMENT] & t.in_force(s.signed)[Clause.JOINT_DEPLOYMENT] & house
    best = np.where(shared, s.practice, 0.0).max(axis=0)
    return np.where(shared, np.maximum(best, s.public_alignment), s.public_alignment)
