"""What seats think of each other's best model: what is served is known, the rest is estimated with an error."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Clause, Stance, Target
from game.rules.context import Turn
from game.rules.draws import normal
from game.rules.replacing import replace
from game.rules.state import State

USUAL_YEARS = 0.5  # the errors of the balance file are those of guesses made this far apart


FORGETTING = np.array(2.0 * np.log(5.0))  # a year; four fifths of an old doubt are gone after half a year


def intelligence(s: State, t: Turn) -> State:
    p = t.params.conflict
    hidden = np.where(t.orders.stance == Stance.SECRET, p.sight_secret, p.sight)  # (S,N) of the observed
    inspected = t.in_force(s.signed)[Clause.INSPECTIONS] & s.signed[Clause.INSPECTIONS]
    sd = np.broadcast_to(hidden[None], s.estimate.shape) * t.effects[Target.SIGHT][:, None]
    if inspected.any():
        sd = np.where(inspected[:, None] & inspected[None], 0.4 * sd, sd)
    spies = t.does_to(Action.SPY_SECRETS)
    if spies is not None:
        sd = np.where(spies, 0.5 * sd, sd)
    # In a long turn more is seen, so its one guess is as good as those of several short ones.
    blur = sd * np.sqrt(USUAL_YEARS / t.years)
    guess = s.capability[None] + blur * normal(t.draws.pairs("estimate"))
    # New guesses are weighed with old ones; nobody is thought weaker than what it serves.
    fresh = t.part(1.5)
    estimate = s.estimate + (guess - s.estimate) * fresh
    estimate = np.maximum(estimate, np.maximum(s.served, s.opened)[None])
    own = np.eye(s.seats, dtype=np.bool_)[:, :, None]
    return replace(
        s,
        estimate=np.where(own, s.capability[None], estimate),
        estimate_sd=np.where(own, 0.0, s.estimate_sd + (sd - s.estimate_sd) * t.part(FORGETTING)),
    )
