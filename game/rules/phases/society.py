"""Society: adoption limited by trust, jobs, concern, regulation and panic, patience earned by benefits, oversight."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Target
from game.rules.context import Turn, logistic, total
from game.rules.derived import best_reach, tier_five
from game.rules.replacing import replace
from game.rules.state import State

HABIT = np.array(0.25)  # a year; benefits are soon taken for granted


def society(s: State, t: Turn) -> State:
    p = t.params.society
    seats = len(t.setup.seats)
    best = best_reach(s)
    mean_trust = total(s.trust) / seats

    # Adoption: a logistic curve whose roof is what models can do and what people trust them with.
    able = 1.0 - np.exp(-np.maximum(best - 25.5, 0.0) / 3.5)
    roof = able * np.power(mean_trust / 100.0, p.adoption_trust) * (1.0 - 0.3 * s.regulation / 100.0)
    push = t.effects[Target.ADOPTION].max(axis=0)
    speed = p.adoption_rate * np.minimum(push, 2.0) * s.adoption * (1.0 - s.adoption / np.maximum(roof, 0.05))
    adoption = t.change("adoption", s.adoption, ("use spreads", speed * t.years), low=0.01, high=1.0)

    machine = logistic(best - tier_five(t.params) + 0.5)
    dividend = t.effects[Target.PUBLIC_DIVIDEND].max(axis=0)
    aim = adoption * machine
    displacement = t.change(
        "displacement",
        s.displacement,
        ("machines do the work", np.maximum(aim - s.displacement, 0.0) * t.part(p.displacement_rate)),
        ("people find new work", -s.displacement * t.part(0.08 + 0.1 * dividend)),
        low=0.0,
        high=1.0,
    )
    gift = t.effects[Target.PATIENCE].max(axis=0)
    patience = t.change(
        "patience",
        s.patience,
        ("benefits", p.benefit_patience * adoption * t.flow(HABIT)),
        ("public programmes", gift * t.flow(HABIT)),
        ("habit", -s.patience * t.part(HABIT)),
        low=0.0,
        high=100.0,
    )
    jobs = p.concern_jobs * s.displacement * (1.0 - 0.5 * dividend)
    rest = 50.0 - 0.3 * patience + 12.0 * np.maximum(machine - 0.2, 0.0)
    concern = t.change(
        "public_concern",
        s.public_concern,
        ("settling", (rest - s.public_concern) * t.part(p.concern_return)),
        ("jobs lost", jobs * t.flow(p.concern_return)),
        low=0.0,
        high=100.0,
    )
    want = 1.1 * np.maximum(concern - 45.0, 0.0) * (1.0 - 0.4 * s.capture)
    panic = np.maximum(concern - p.panic_level, 0.0) * p.panic_rate
    regulation = t.change(
        "regulation",
        s.regulation,
        ("concern becomes law", np.maximum(want - s.regulation, 0.0) * t.part(p.regulation_response)),
        ("panic", panic * t.flow(p.regulation_decay)),
        ("laws age", -s.regulation * t.part(p.regulation_decay)),
        low=0.0,
        high=100.0,
    )

    # Oversight: decisions slip away where able machines are everywhere and nobody must answer for them.
    answer = total(s.accountability + t.effects[Target.ACCOUNTABILITY]) / seats
    slipping = p.oversight_loss * adoption * machine * np.maximum(1.0 - 0.7 * answer - 0.25 * dividend, 0.05)
    regained = p.oversight_return * (0.4 * regulation / 100.0 + 0.6 * answer)
    both = t.flow(slipping + regained)
    oversight = t.change(
        "oversight",
        s.oversight,
        ("decisions left to machines", -slipping * s.oversight * both),
        ("institutions", regained * (1.0 - s.oversight) * both),
        low=0.0,
        high=1.0,
    )
    own = t.effects[Target.TRUST]
    trust = t.change(
        "trust",
        s.trust,
        ("settling", (50.0 - s.trust) * t.part(p.trust_return)),
        ("what it stands for", own * t.flow(p.trust_return)),
        low=0.0,
        high=100.0,
    )
    return replace(
        s,
        adoption=adoption,
        displacement=displacement,
        patience=patience,
        public_concern=concern,
        regulation=regulation,
        oversight=oversight,
        trust=trust,
    )
