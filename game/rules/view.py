"""What a seat may know: all that a screen or a computer player reads.

A view has the observers O on the axis where the state has its seats; `view` gives one observer, `views` all of them at
once, so that the same policy decides for one seat or for every seat of a batch. Nothing secret of another seat, and
no hidden truth, is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.parameters import Number
from game.content.vocabulary import Form, Target
from game.rules.arrays import Bools, Codes, Counts, Floats
from game.rules.clauses import in_force
from game.rules.context import total
from game.rules.derived import automation, chip_price, nominal_ceiling, power_need
from game.rules.effects import Effects, effects_of
from game.rules.knowledge import available
from game.rules.params import Params
from game.rules.phases.alignment import reading_sd
from game.rules.phases.research import technology_cost
from game.rules.phases.security import security_cap
from game.rules.setup import Setup
from game.rules.state import State


@dataclass(frozen=True, slots=True)
class View:
    """Letters as in `state.py`; O observers. Units as in `state.py`."""

    observers: NDArray[np.intp]  # (O,) seat index of each observer
    turn: int
    year: float

    # --- own figures, exact
    cash: Floats  # (O,N) B$ in hand
    money: Floats  # (O,N) B$ to spend this turn: cash, and the income that last turn lets expect
    revenue: Floats
    investment: Floats
    support: Floats
    opex: Floats
    compute: Floats  # (O,R,N)
    pending: Floats  # (O,R,N)
    idle: Floats  # (O,N)
    researchers: Floats
    concern: Floats
    morale: Floats
    pitch: Codes
    stance: Codes
    algorithms: Floats  # continuous part and technologies together
    capability: Floats
    served: Floats
    served_stage: Codes
    opened: Floats
    generation: Counts
    served_generation: Counts
    opened_generation: Counts
    run_flop: Floats
    run_years: Floats
    ceiling: Floats  # log FLOP up to which own techniques are believed to hold
    reading: Floats  # OOM measured gap; below zero looks safe
    reading_sd: Floats  # OOM
    security: Floats
    security_cap: Floats
    lockdown: Floats
    trust: Floats
    accountability: Floats
    automation: Floats  # 0-1 share of own research that machines do, to the nearest twentieth: nobody can tell better
    government: Floats
    safety_record: Floats
    known: Bools  # (T,O,N)
    progress: Floats  # (T,O,N)
    cost: Floats  # (T,N) thousand researcher-years to pay now, after discounts that are the same for all
    open_to: Bools  # (T,O,N) prerequisites met and not known yet
    unlocked: dict[Target, Bools]  # (O,N) what its technologies permit, by unlock target
    effort: Floats  # (4,O,N) thousand researcher-years a year
    holding: Bools  # (O,N) must decide whether to deploy

    # --- rivals, first axis the observer
    estimate: Floats  # (O,S,N)
    estimate_sd: Floats  # (O,S,N)
    enmity: Floats  # (O,S,N) 0-1 how hostile the two are: as labs within a bloc, by tension between blocs as well
    compute_estimate: Floats  # (O,S,N) M H100e
    thefts_found: Bools  # (O,S,N) this seat caught that one stealing, last turn

    # --- public
    rival_served: Floats  # (S,N)
    rival_stage: Codes  # (S,N)
    rival_opened: Floats  # (S,N)
    rival_stance: Codes  # (S,N)
    rival_trust: Floats  # (S,N)
    rival_accountability: Floats  # (S,N)
    reputation: Floats  # (S,N)
    rival_government: Floats  # (S,N)
    joint_offer: Bools  # (S,N)
    signed: Bools  # (C,S,N)
    in_force: Bools  # (C,N) clauses that bind those who signed them
    public_algorithms: Floats  # (N,)
    public_weights: Floats
    public_alignment: Floats
    published: Bools  # (T,N) technologies that are written down for everybody
    stability: Floats
    tension: Floats  # (B,B,N)
    controls: Floats  # (B,B,N)
    public_concern: Floats
    regulation: Floats
    capture: Floats
    displacement: Floats
    adoption: Floats
    patience: Floats
    resilience: Floats
    oversight: Floats
    awareness: Floats  # (B,N)
    hype: Floats
    power: Floats  # (R,N)
    power_used: Floats  # (R,N)
    chip_price: Floats  # (N,) B$ for a M H100e
    ration: Floats
    verification: Floats
    ending: Codes
    slow_level: Number  # log FLOP agreed in the slow-down clause
    weights_level: Number  # log FLOP agreed in the no-open-weights clause


def view(s: State, setup: Setup, params: Params, seat: int, effects: Effects | None = None) -> View:
    """What one seat may know, the observer axis kept with length one."""
    return _view(s, setup, params, np.array([seat]), effects or effects_of(s.known, setup))


def views(s: State, setup: Setup, params: Params, effects: Effects | None = None) -> View:
    """What each seat may know, the observers in the order of the seats."""
    return _view(s, setup, params, np.arange(len(setup.seats)), effects or effects_of(s.known, setup))


def _view(s: State, setup: Setup, params: Params, who: NDArray[np.intp], effects: Effects) -> View:
    everyone = len(who) == len(setup.seats)

    def own(array: NDArray[Any], axis: int = 0) -> Any:
        return array if everyone else np.take(array, who, axis=axis)

    p = params.alignment
    known = own(s.known, 1)
    sd = reading_sd(s, effects[Target.EVAL_NOISE], p.reading_noise, p.noise_growth)
    total_chips = total(s.compute.swapaxes(0, 1))
    # Fleets are no secret: they are seen from space, in accounts and on power lines.
    compute_estimate = np.broadcast_to(total_chips[None], (len(who), *total_chips.shape))
    blocs = setup.bloc
    between = s.tension[blocs[who][:, None], blocs[None, :]] / 100.0
    foreign = (blocs[who][:, None] != blocs[None, :])[:, :, None]
    labs = params.conflict.lab_enmity
    enmity = np.where(foreign, 0.4 * labs + 0.6 * between, np.broadcast_to(labs, between.shape))
    net = s.revenue + s.investment + s.support - s.opex
    used = total(s.compute) * power_need(setup, params, s.turn)
    return View(
        observers=who,
        turn=s.turn,
        year=setup.year(s.turn),
        cash=own(s.cash),
        money=own(np.maximum(s.cash + net * setup.turn_years, 0.0)),
        revenue=own(s.revenue),
        investment=own(s.investment),
        support=own(s.support),
        opex=own(s.opex),
        compute=own(s.compute),
        pending=own(s.pending),
        idle=own(s.idle),
        researchers=own(s.researchers),
        concern=own(s.concern),
        morale=own(s.morale),
        pitch=own(s.pitch),
        stance=own(s.stance),
        algorithms=own(s.algorithms + effects[Target.ALGORITHMS]),
        capability=own(s.capability),
        served=own(s.served),
        served_stage=own(s.served_stage),
        opened=own(s.opened),
        generation=own(s.generation),
        served_generation=own(s.served_generation),
        opened_generation=own(s.opened_generation),
        run_flop=own(s.run_flop),
        run_years=own(s.run_years),
        ceiling=own(nominal_ceiling(s, effects, params)),
        reading=own(s.reading),
        reading_sd=own(sd),
        security=own(s.security),
        security_cap=own(security_cap(s, effects, params)),
        lockdown=own(s.lockdown),
        trust=own(s.trust),
        accountability=own(np.minimum(s.accountability + effects[Target.ACCOUNTABILITY], 1.0)),
        automation=own(np.round(20.0 * automation(s, effects, params)) / 20.0),
        government=own(s.government),
        safety_record=own(s.safety_record),
        known=known,
        progress=own(s.progress, 1),
        cost=technology_cost(s, setup.cost, params.research.published_discount, params.research.proven_discount),
        open_to=available(known, setup),
        unlocked={target: own(effects.has(target)) for target in Target if target.form is Form.UNLOCK},
        effort=own(s.effort, 1),
        holding=own(s.holding),
        estimate=own(s.estimate),
        estimate_sd=own(s.estimate_sd),
        enmity=enmity,
        compute_estimate=compute_estimate,
        thefts_found=own(np.swapaxes(s.facts.spy_caught, 0, 1)),
        rival_served=s.served,
        rival_stage=s.served_stage,
        rival_opened=s.opened,
        rival_stance=s.stance,
        rival_trust=s.trust,
        rival_accountability=s.accountability,
        reputation=s.reputation,
        rival_government=s.government,
        joint_offer=s.joint_offer,
        signed=s.signed,
        in_force=in_force(s.signed, params),
        public_algorithms=s.public_algorithms,
        public_weights=s.public_weights,
        public_alignment=s.public_alignment,
        published=s.published,
        stability=s.stability,
        tension=s.tension,
        controls=s.controls,
        public_concern=s.public_concern,
        regulation=s.regulation,
        capture=s.capture,
        displacement=s.displacement,
        adoption=s.adoption,
        patience=s.patience,
        resilience=s.resilience,
        oversight=s.oversight,
        awareness=s.awareness,
        hype=s.hype,
        power=s.power,
        power_used=used,
        chip_price=np.broadcast_to(chip_price(setup, params, s.turn), (s.games,)),
        ration=s.ration,
        verification=s.verification,
        ending=s.ending,
        slow_level=s.slow_level,
        weights_level=s.weights_level,
    )
