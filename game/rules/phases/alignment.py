"""Alignment is a ladder: techniques hold up to a capability; beyond it incidents come, and at the top the end."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Lane, Release, Target
from game.rules.arrays import Floats
from game.rules.context import Turn, chance, logistic, total
from game.rules.derived import gap, nominal_ceiling, tier_five
from game.rules.draws import normal
from game.rules.phases.openness import pooled_practice
from game.rules.replacing import replace
from game.rules.state import NOTHING, State


def reading_sd(s: State, eval_noise: Floats, noise: Floats, growth: Floats) -> Floats:
    """(S,N) OOM: evaluations get worse as models grow beyond those of 2026."""
    return np.asarray(noise * (1.0 + growth * np.maximum(s.capability - 27.4, 0.0)) * eval_noise)


def alignment(s: State, t: Turn) -> State:
    s = _learn(s, t)
    s = _measure(s, t)
    return _incidents(s, t)


def _learn(s: State, t: Turn) -> State:
    p = t.params.alignment
    room = np.maximum(1.0 - s.practice / p.practice_limit, 0.0)
    effort = s.effort[Lane.ALIGNMENT]
    # Use at low risk teaches most; what is far beyond the techniques teaches little in time.
    margin = s.served - nominal_ceiling(s, t.effects, t.params)
    use = logistic(-2.0 * margin) * (s.served > NOTHING) * (s.served_stage > 0) * t.effects[Target.DEPLOYMENT_LEARNING]
    others = np.maximum(pooled_practice(s, t) - s.practice, 0.0)
    practice = t.change(
        "practice",
        s.practice,
        ("alignment research", p.practice_rate * np.sqrt(effort) * room * t.years),
        ("learning from use", p.learning_from_use * use * room * t.years),
        ("learning from others", others * t.part(p.shared_rate) * room),
        low=0.0,
    )
    return replace(s, practice=practice)


def _measure(s: State, t: Turn) -> State:
    """Evaluations: noisy, and a model far beyond its techniques hides how far."""
    p = t.params.alignment
    o = gap(s, t.effects, t.params)
    hidden = p.hiding * logistic(2.0 * (o - p.hiding_onset)) * np.maximum(1.0 - t.effects[Target.UNMASKING], 0.0)
    sd = reading_sd(s, t.effects[Target.EVAL_NOISE], p.reading_noise, p.noise_growth)
    noise = sd * normal(t.draws.seats("evaluation"))
    reading = o - hidden * np.maximum(o, 0.0) - s.false_progress + noise
    if t.ledger is not None:  # told in what the seat knows: its model, its techniques, and how the tests differ
        paper = s.capability - nominal_ceiling(s, t.effects, t.params)
        terms = (("last reading", -s.reading), ("model against techniques", paper))
        t.becomes("reading", s.reading, reading, *terms, rest="tests")
    return replace(s, reading=reading)


def _incidents(s: State, t: Turn) -> State:
    p = t.params.alignment
    # A model that came in this turn was in use for half of it, the one before for the other half.
    fresh = 0.5 * np.maximum(s.capability - t.began_at, 0.0)
    inside = gap(s, t.effects, t.params) - fresh
    outside = s.served - s.capability + inside + fresh * (s.facts.released == 0)
    opened = s.opened - s.capability + inside + fresh

    def hazard(o: Floats) -> Floats:
        return np.exp(p.incident_steepness * np.minimum(o, 4.0)) - np.exp(-p.incident_steepness)

    research_use = np.maximum(1.0 - t.orders.training - t.orders.serving, 0.0)
    boxed = np.where(t.effects.has(Target.BOXED_USE), p.boxed, 1.0)
    at_home = p.internal_use * (0.3 + research_use) * np.maximum(hazard(inside), 0.0) * boxed
    stage_use = np.where(s.served_stage == Release.STAGED, p.staged_use, p.general_use) * (s.served_stage > 0)
    served = stage_use * np.maximum(hazard(outside), 0.0) * (s.served > NOTHING)
    free = p.open_use * np.maximum(hazard(opened), 0.0) * (s.opened > NOTHING)
    careful = 1.0 - 0.4 * t.setup.caution
    rate = p.incident_rate * (at_home + served + free) * t.effects[Target.INCIDENT_RATE] * careful
    odds = chance(rate, t.years)
    happens = t.draws.seats("incident") < odds
    if not happens.any():
        return replace(s, facts=replace(s.facts, incident=np.zeros(happens.shape, np.int8)))
    # A long turn holds several incidents: how many, if there is one at all, at this rate.
    count = rate * t.years / np.maximum(odds, 1e-12)

    above = np.maximum(s.capability - fresh - tier_five(t.params), 0.0)
    loss = p.escape * (1.0 - np.exp(-p.escape_steepness * np.maximum(inside, 0.0) * above))
    each = np.minimum(loss * t.effects[Target.ESCAPE], 0.95)
    lost = np.zeros_like(happens)
    at = np.nonzero(happens)
    lost[at] = t.draws.seats("severity")[at] < 1.0 - np.power(1.0 - each[at], count[at])
    serious = np.zeros_like(happens)
    beyond = (s.capability - tier_five(t.params))[at]
    serious[at] = t.draws.seats("serious")[at] < 0.15 + 0.35 * logistic(beyond + 1.0)
    severity = np.maximum(happens * np.int8(1), np.maximum(serious * np.int8(2), lost * np.int8(3)))
    weight = np.minimum(severity, 2) * np.minimum(count, 4.0)
    world = np.minimum(total(weight), 4.0)

    # Every seat hears of an incident; what practice can teach without new techniques has an end.
    lesson = p.lesson * world
    room = np.maximum(1.0 - s.practice / p.practice_limit, 0.0)
    open_room = np.maximum(1.0 - s.public_alignment / p.practice_limit, 0.0)
    practice = t.change("practice", s.practice, ("lesson of incidents", 0.7 * lesson * room))
    public_alignment = t.change("public_alignment", s.public_alignment, ("lesson of incidents", lesson * open_room))
    trust = t.change("trust", s.trust, ("incident", -p.incident_trust * weight), low=0.0)
    worried = t.change("concern", s.concern, ("own incidents", 0.08 * weight * (1.0 - s.concern)), high=1.0)
    concern = t.change("public_concern", s.public_concern, ("incidents", p.incident_concern * world), high=100.0)
    stability = t.change("stability", s.stability, ("incidents", -p.incident_stability * world), low=0.0)
    t.becomes("safety_record", s.safety_record, s.safety_record + weight, rest="incidents")
    return replace(
        s,
        practice=practice,
        public_alignment=public_alignment,
        trust=trust,
        concern=worried,
        public_concern=concern,
        stability=stability,
        safety_record=s.safety_record + weight,
        facts=replace(s.facts, incident=severity),
    )
