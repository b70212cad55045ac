"""The training run that the orders ask for: its size, its length, what comes out and what it costs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.content.vocabulary import Clause, Target
from game.rules.clauses import bound
from game.rules.effects import effects_of
from game.rules.phases.training import UNIT, run_capability
from game.ui.office import Office


@dataclass(frozen=True)
class TrainPlan:
    """All in the numbers that the seat reckons with; a run that is not ordered has size 0."""

    flop: float  # log10 FLOP of the whole run, 0 for none
    so_far: float  # log10 FLOP of what an earlier turn has put into it, 0 for nothing
    limit: float  # log10 FLOP up to which a run works without loss
    years: float  # until it ends, from the start of this turn
    turns: int
    capability: float  # log10 effective FLOP of the model that is expected
    gain: float  # OOM over the best model, 0 or more
    chips: float  # M H100e that train
    worth: float  # B$ that these chips would cost today
    running: float  # B$ to run them until the end
    locked: bool  # what is known does not allow a Tier Six run
    pledged: float  # log10 effective FLOP agreed in a slow-down that binds and is kept, 0 for none


def plan(office: Office) -> TrainPlan:
    """The run as ordered, by the rules of training and the preview of the turn."""
    view, after, beliefs = office.view, office.preview.after, office.beliefs
    sheet, p = office.sheet, office.beliefs.training
    effects = effects_of(view.known, office.setup)
    step, length, age = office.setup.turn_years, float(p.run_years[0]), float(view.run_years[0, 0])
    share = sheet.training if sheet.train else 0.0
    chips = float(after.compute.sum() * (1.0 - after.idle[0, 0])) * share
    rate = float(beliefs.compute.flop_per_chip_year[0]) * chips * float(effects[Target.UTILISATION][0, 0])
    turns = max(1, math.ceil((length - age) / step - 1e-9))
    flop = rate * min(turns * step, length) + (float(view.run_flop[0, 0]) if share else 0.0)
    slow = bound(view.signed, beliefs)[Clause.SLOW_DOWN][office.index, 0] and Clause.SLOW_DOWN.id not in sheet.cheat
    now = float(view.capability[0, 0])
    limit = float(p.run_limit[0] + effects[Target.RUN_LIMIT][0, 0])
    years = min(turns * step, max(length - age, 0.0))
    then = _capability(office, flop, limit) if share else now
    if share and turns == 1:  # the preview knows it better: it has all rules
        then = float(after.capability[0, 0])
    running = float(after.opex[0, 0]) * share * years
    return TrainPlan(
        flop=_log(flop),
        so_far=_log(float(view.run_flop[0, 0])),
        limit=limit,
        years=years,
        turns=turns,
        capability=then,
        gain=max(0.0, then - now),
        chips=chips,
        worth=chips * float(view.chip_price[0]),
        running=running,
        locked=not bool(view.unlocked[Target.SUPERINTELLIGENCE][0, 0]),
        pledged=float(np.asarray(view.slow_level).flat[0]) if slow else 0.0,
    )


def _log(flop: float) -> float:
    """log10 FLOP of a run in the unit of the rules; 0 for none."""
    return math.log10(flop) + UNIT if flop > 1e-9 else 0.0


def _capability(office: Office, flop: float, limit: float) -> float:
    """log10 effective FLOP of a run of that size with the algorithms that are expected at the end of this turn."""
    before, after = office.view, office.preview.after
    old, new = effects_of(before.known, office.setup), effects_of(after.known, office.setup)
    # What is learned this turn helps from the next on.
    algorithms = after.algorithms + old[Target.ALGORITHMS] - new[Target.ALGORITHMS]
    reached = run_capability(
        np.array([[flop]]), algorithms, np.array([[limit]]), np.asarray(office.beliefs.training.crowding)
    )
    return max(float(reached[0, 0]), float(before.capability[0, 0]))
