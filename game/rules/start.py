"""The state at the beginning of a campaign, from a scenario and the numbers of the batch."""

from __future__ import annotations

import numpy as np

from game.content.models import Scenario
from game.content.vocabulary import Clause, Pitch, Release, Stance, Target
from game.rules.arrays import Floats
from game.rules.effects import effects_of
from game.rules.facts import Facts
from game.rules.params import Params
from game.rules.setup import Setup
from game.rules.state import NOTHING, State

PUBLIC_LAG = 0.55  # OOM by which the best public weights trail the best model when nobody has released any


def start(setup: Setup, params: Params, scenario: Scenario, games: int) -> State:
    """A batch of `games` equal campaigns before their first turn."""
    begins = [seat.start for seat in scenario.seats.values()]
    seats, regions, blocs = len(setup.seats), len(setup.regions), len(setup.blocs)
    technologies, events = len(setup.technologies), len(setup.events)

    def column(values: list[float]) -> Floats:
        return np.repeat(np.array(values, np.float64)[:, None], games, axis=1)

    def codes(values: list[int]) -> np.ndarray:
        return np.repeat(np.array(values, np.int8)[:, None], games, axis=1)

    def world(value: float | Floats) -> Floats:
        return np.broadcast_to(np.asarray(value, np.float64), (games,)).copy()

    capability = column([b.capability for b in begins])
    released = codes([Release[b.release.upper()] for b in begins])
    served = np.where(released > 0, capability, NOTHING)
    opened = np.where(released == Release.WEIGHTS, capability, NOTHING)
    chips = np.array([[b.compute.get(region, 0.0) for region in setup.regions] for b in begins])
    past = setup.start_year - 2026.0  # the regions' power is that of the start of 2026
    market = params.money.market_start / seats * setup.market
    known = np.repeat(setup.known_at_start[:, :, None], games, axis=2)
    tension = np.zeros((blocs, blocs, games))
    present = np.isin(np.arange(blocs), setup.bloc)
    for a in range(blocs):
        for b in range(blocs):
            if a != b and present[a] and present[b]:
                tension[a, b] = 35.0 * params.conflict.bloc_enmity
    estimate = np.repeat(np.maximum(served, capability - 0.2)[None], seats, axis=0)
    own = np.eye(seats, dtype=np.bool_)[:, :, None]
    estimate = np.where(own, capability[None], estimate)
    public_weights = np.maximum(opened.max(axis=0), capability.max(axis=0) - PUBLIC_LAG)
    practice = column([b.practice for b in begins])
    ceiling = params.alignment.base_ceiling + effects_of(known, setup)[Target.ALIGNMENT_CEILING] + practice
    zeros = np.zeros((seats, games))
    none = np.zeros((seats, games), np.bool_)
    state = State(
        turn=0,
        cash=column([b.cash for b in begins]),
        revenue=np.broadcast_to(market, (seats, games)).copy(),
        investment=column([b.investment for b in begins]),
        support=column([b.support for b in begins]),
        opex=zeros,
        compute=np.repeat(chips[:, :, None], games, axis=2),
        pending=np.zeros((seats, regions, games)),
        idle=zeros,
        researchers=column([b.researchers for b in begins]),
        concern=column([b.concern for b in begins]),
        morale=zeros + 0.75,
        pitch=codes([Pitch[b.pitch.upper()] for b in begins]),
        stance=codes([Stance[b.stance.upper()] for b in begins]),
        algorithms=column([b.algorithms for b in begins]),
        known=known,
        progress=np.zeros((technologies, seats, games)),
        spare=np.zeros((4, seats, games)),
        effort=np.zeros((4, seats, games)),
        capability=capability,
        served=served,
        served_stage=np.minimum(released, Release.GENERAL).astype(np.int8),
        opened=opened,
        generation=np.ones((seats, games), np.int16),
        served_generation=(served > NOTHING).astype(np.int16),
        opened_generation=(opened > NOTHING).astype(np.int16),
        run_flop=zeros,
        run_years=zeros,
        setback=zeros,
        practice=practice,
        false_progress=zeros,
        reading=capability - ceiling,
        security=column([b.security for b in begins]),
        lockdown=zeros,
        trust=column([b.trust for b in begins]),
        accountability=column([b.accountability for b in begins]),
        government=np.where(setup.is_state, 2.0, zeros),
        safety_record=zeros,
        holding=none,
        joint_offer=none,
        deployed=none,
        estimate=estimate,
        estimate_sd=np.where(own, 0.0, np.broadcast_to(params.conflict.sight, estimate.shape)),
        undiscovered=np.zeros((seats, seats, games), np.bool_),
        signed=np.zeros((len(Clause), seats, games), np.bool_),
        reputation=zeros + 1.0,
        slow_level=world(0.0),
        weights_level=world(0.0),
        public_algorithms=world(min(b.algorithms for b in begins)),
        public_weights=public_weights,
        public_base=public_weights.copy(),
        public_alignment=np.median(practice, axis=0),
        published=np.repeat(np.asarray(setup.known_at_start.all(axis=1))[:, None], games, axis=1),
        proven=np.repeat(np.asarray(setup.known_at_start.any(axis=1))[:, None], games, axis=1),
        stability=world(7.0),
        tension=tension,
        controls=np.zeros((blocs, blocs, games)),
        public_concern=world(50.0),
        regulation=world(12.0),
        capture=world(0.2),
        displacement=world(0.01),
        adoption=world(params.society.adoption_start),
        patience=world(10.0),
        resilience=world(0.1),
        oversight=world(1.0),
        awareness=np.zeros((blocs, games)) + 20.0,
        hype=world(1.1),
        power=np.repeat(setup.region_power * np.exp(setup.region_growth * past), games, axis=1),
        chip_supply=world(1.0),
        ration=world(1.0),
        verification=world(0.0),
        happened=np.zeros((events, games), np.bool_),
        ending=np.zeros(games, np.int8),
        facts=Facts.none(seats, technologies, len(Clause), events, games),
    )
    return state
