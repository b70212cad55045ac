"""Tension between blocs, stability of the world, preventive strikes of the runner-up, and war."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Clause
from game.rules.arrays import Floats
from game.rules.context import Turn, chance, in_games, logistic, total
from game.rules.derived import bloc_best, by_bloc, reach, tier_five
from game.rules.replacing import replace
from game.rules.state import State


def conflict(s: State, t: Turn) -> State:
    s = _strikes(s, t)
    s = _tension(s, t)
    return _stability(s, t)


def _strikes(s: State, t: Turn) -> State:
    """Strikes ordered by states, and those of a bloc that is losing near a decisive gap."""
    p = t.params.conflict
    blocs = len(t.setup.blocs)
    struck = np.zeros((s.seats, s.seats, s.games), np.bool_)
    ordered = t.does_to(Action.STRIKE)
    if ordered is not None:
        struck |= ordered & ~t.setup.same_bloc & t.setup.is_state[:, :, None]

    best = bloc_best(s.capability, t.setup, blocs)
    top = s.capability.max(axis=0)
    leader = s.capability.argmax(axis=0)
    ahead = t.setup.bloc[leader]
    behind = np.maximum(top - best - p.strike_gap, 0.0)  # (B,N)
    # one seat a bloc, its best, carries the hand of the bloc
    blocs_of = t.setup.bloc
    hand = (s.capability >= best[blocs_of]) & (ahead != blocs_of[:, None]) & (behind[blocs_of] > 0.0)
    seat, games = np.nonzero(hand)
    if len(games):
        bloc, victim = blocs_of[seat], leader[games]
        decisive = logistic(2.0 * (top - tier_five(t.params)))[games]
        assured = t.in_force(s.signed)[Clause.AUTONOMY][games]
        mood = np.square(s.tension[bloc, ahead[games], games] / 100.0)
        eager = in_games(p.strike_rate, games) * decisive
        rate = eager * mood * np.minimum(behind[bloc, games], 2.0) * np.where(assured, 0.25, 1.0)
        hit = t.draws.seats("preventive strike")[seat, games] < chance(rate, t.years)
        struck[seat, victim, games] |= hit
    if not struck.any():
        return replace(s, facts=replace(s.facts, struck=struck))

    hit_seat = struck.any(axis=0)
    lost = s.compute * (p.strike_loss * hit_seat)[:, None]
    compute = t.change("compute", s.compute, ("strike", -lost))
    setback = t.change("setback", s.setback, ("strike", p.strike_loss * hit_seat))
    between = by_bloc(struck, t.setup)
    tension = t.change("tension", s.tension, ("strike", 35.0 * np.minimum(between, 1.0)), high=100.0)
    stability = t.change("stability", s.stability, ("strike", -1.5 * np.asarray(struck.any(axis=(0, 1)))), low=0.0)
    return replace(
        s,
        compute=compute,
        setback=setback,
        tension=tension,
        stability=stability,
        facts=replace(s.facts, struck=struck),
    )


def _tension(s: State, t: Turn) -> State:
    p = t.params.conflict
    blocs = len(t.setup.blocs)
    seen = bloc_best(reach(s), t.setup, blocs)
    apart = np.minimum(np.abs(seen[:, None] - seen[None, :]), 2.0)
    stakes = logistic(seen.max(axis=0) - tier_five(t.params) + 1.0)
    aim = 100.0 * p.bloc_enmity * (0.35 + p.tension_gap * apart * stakes + 0.45 * stakes)
    tension = t.change(
        "tension",
        s.tension,
        ("rivalry", (np.minimum(aim, 100.0) - s.tension) * t.part(p.tension_return) * t.setup.rivalry),
        low=0.0,
        high=100.0,
    )
    return replace(s, tension=tension)


def _stability(s: State, t: Turn) -> State:
    p = t.params.conflict
    # A race is felt when several seats push close together at the frontier.
    top = s.capability.max(axis=0)
    close = np.exp(-np.maximum(top - s.capability, 0.0) / 0.7)
    racing = (total(close) - 1.0) / max(len(t.setup.seats) - 1, 1)
    speed = np.minimum(total(np.maximum(t.orders.research + t.orders.compute, 0.0)) / len(t.setup.seats), 1.0)
    slowed = t.in_force(s.signed)[Clause.SLOW_DOWN]
    pressure = p.race_stability * (0.4 + p.lab_enmity) * racing * speed * np.where(slowed, 0.4, 1.0)
    tense = p.tension_stability * s.tension.max(axis=(0, 1)) / 100.0
    stability = t.change(
        "stability",
        s.stability,
        ("the race", -pressure * t.flow(p.stability_return)),
        ("tension", -tense * t.flow(p.stability_return)),
        ("jobs lost", -p.jobs_stability * s.displacement * t.flow(p.stability_return)),
        ("peaceful years", (7.0 - s.stability) * t.part(p.stability_return)),
        ("benefits", 0.01 * s.patience * t.flow(p.stability_return)),
        low=0.0,
        high=10.0,
    )
    return replace(s, stability=stability)


def war_rate(s: State, t: Turn) -> Floats:
    """(N,) wars a year: steeply rising above the level of tension where accidents happen."""
    p = t.params.conflict
    above = np.maximum(s.tension.max(axis=(0, 1)) - p.war_tension, 0.0) / 20.0
    shaky = 1.0 + 0.25 * np.maximum(5.0 - s.stability, 0.0)
    struck = s.facts.struck.any(axis=(0, 1))
    return np.asarray(p.war_rate * np.square(above) * shaky * np.where(struck, 4.0, 1.0))
