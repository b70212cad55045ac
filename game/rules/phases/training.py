"""Training runs: capability is the logarithm of the FLOP of a run plus algorithmic efficiency."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Clause, Target
from game.rules.arrays import Floats
from game.rules.context import Turn, logistic
from game.rules.derived import fleet, gap, tier_six
from game.rules.replacing import replace
from game.rules.state import State

UNIT = 24.0  # run_flop is kept in units of 10^24 FLOP


def effective_algorithms(s: State, algorithms: Floats, ceiling: Floats) -> Floats:
    """(S,N) OOM that a run gains from algorithms, continuous and by technology, within what physics allows."""
    return np.asarray(np.minimum(s.algorithms + algorithms, ceiling))


def run_capability(flop: Floats, algorithms: Floats, limit: Floats, crowding: Floats) -> Floats:
    """(S,N) log FLOP of a model from a run of `flop` (1e24): beyond the limit more chips count for less."""
    size = np.log10(np.maximum(flop, 1e-6)) + UNIT
    beyond = np.maximum(size - limit, 0.0)
    return size - (1.0 - crowding) * beyond + algorithms


def training(s: State, t: Turn) -> State:
    p = t.params.training
    running = t.orders.train & (t.orders.training > 0.0)
    rate = t.params.compute.flop_per_chip_year * fleet(s) * t.orders.training * t.effects[Target.UTILISATION]
    useful = np.minimum(t.years, p.run_years)
    lost = np.where(running, np.minimum(s.setback, useful), 0.0)
    setback = t.change("setback", s.setback, ("repaired", -lost), low=0.0)
    flop = np.where(running, s.run_flop + rate * (useful - lost), 0.0)
    age = np.where(running, s.run_years + t.years, 0.0)
    finished = running & (age >= p.run_years - 1e-9)

    limit = p.run_limit + t.effects[Target.RUN_LIMIT]
    software = effective_algorithms(s, t.effects[Target.ALGORITHMS], t.params.truths.software_ceiling)
    reached = run_capability(flop, software, limit, p.crowding)
    # what was learned in this turn already serves its run: a long turn must not cost the last step a year
    way = np.zeros_like(running)
    for step in t.setup.last_steps:
        way |= s.known[step]
    locked = ~(way | t.effects.has(Target.SUPERINTELLIGENCE))
    reached = np.where(locked, np.minimum(reached, tier_six(t.params) - 0.05), reached)
    slowed = t.kept(s.signed, Clause.SLOW_DOWN)
    reached = np.where(slowed, np.minimum(reached, np.maximum(s.slow_level, s.capability)), reached)

    gain = np.where(finished, np.maximum(reached - s.capability, 0.0), 0.0)
    capability = t.change("capability", s.capability, ("training run", gain))
    better = finished & (gain > 0.02)
    # Optimising hard against the tests shows as safety that is not there.
    hacking = t.effects[Target.REWARD_HACKING]
    beyond = logistic(2.0 * gap(s, t.effects, t.params))
    false = t.change(
        "false_progress",
        s.false_progress,
        ("learning to please the tests", t.params.alignment.false_rate * gain * beyond * hacking),
        ("found out", -s.false_progress * t.part(0.5 / np.maximum(hacking, 0.05))),
        low=0.0,
    )
    return replace(
        s,
        capability=capability,
        false_progress=false,
        setback=setback,
        run_flop=np.where(finished, 0.0, flop),
        run_years=np.where(finished, 0.0, age),
        generation=(s.generation + better).astype(np.int16),
        facts=replace(s.facts, run_finished=better),
    )
