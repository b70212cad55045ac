"""People: hired with money, drawn by pitch, lead and trust; concerned people are the best at safety and leave first."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Pitch, Release, Stance, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import Turn, logistic
from game.rules.derived import reach
from game.rules.replacing import replace
from game.rules.state import State


def pitch_kept(s: State, t: Turn) -> Bools:
    """(S,N) whether a seat's conduct fits the reason it gives its people."""
    pitch = t.orders.pitch
    kept = np.ones(pitch.shape, np.bool_)
    kept &= ~((pitch == Pitch.CONTROL) & (t.orders.release == Release.WEIGHTS))
    kept &= ~((pitch == Pitch.SCIENCE) & (t.orders.stance == Stance.SECRET))
    kept &= ~((pitch == Pitch.NATION) & (s.government < 0.5) & ~t.setup.is_state & (s.support < 1.0))
    kept &= ~((pitch == Pitch.SAFETY) & ((t.orders.alignment < 0.2) | (s.reading > 1.0)))
    return kept


def _appeal(s: State, t: Turn, behind: Floats) -> Floats:
    """(S,N) log pull of the pitch on people who could join; each finds other ears.

    `behind`: (S,N) OOM to the best that anybody serves, 0 for the leader and below it for others.
    """
    pitch = t.orders.pitch
    lead = np.clip(behind + 0.4, -1.0, 0.4)
    worried = s.public_concern / 100.0
    tension = s.tension.max(axis=(0, 1)) / 100.0
    appeal = np.where(pitch == Pitch.CONTROL, 1.2 * lead, 0.0)
    appeal = np.where(pitch == Pitch.SCIENCE, 0.35 * (t.orders.stance == Stance.OPEN) + 0.1, appeal)
    appeal = np.where(pitch == Pitch.NATION, 0.8 * tension - 0.1, appeal)
    appeal = np.where(pitch == Pitch.MONEY, 0.25 * (s.hype - 0.6), appeal)
    return np.asarray(np.where(pitch == Pitch.SAFETY, 0.7 * worried - 0.1, appeal))


def talent(s: State, t: Turn) -> State:
    p = t.params.talent
    affordable = t.budget * t.orders.research / t.years / p.cost
    kept = pitch_kept(s, t)
    changed = t.orders.pitch != s.pitch
    broken = ~kept | changed
    seen = reach(s)
    behind = seen - seen.max(axis=0)
    pull = (
        np.exp(p.pitch_pull * _appeal(s, t, behind) * kept + p.attraction_lead * behind)
        * np.power(s.trust / 50.0, p.attraction_trust)
        * t.effects[Target.TALENT]
    )
    gap = affordable - s.researchers
    hired = np.maximum(gap, 0.0) * t.part(1.0 / p.hire_time) * np.minimum(pull, 1.5)
    dismissed = np.minimum(gap, 0.0) * t.part(1.0 / p.leave_time)
    drive = p.recruit_gain * t.does(Action.RECRUIT) * np.minimum(t.years, 1.0)
    recruits = drive * s.researchers * np.minimum(pull, 1.5)
    unsafe = logistic(2.0 * s.reading)
    unhappy = s.concern * (1.0 - s.morale) * (0.3 + unsafe)
    leavers = s.researchers * t.part(p.leaver_rate) * unhappy
    researchers = t.change(
        "researchers",
        s.researchers,
        ("hired", hired),
        ("recruited", recruits),
        ("no money", dismissed),
        ("left in concern", -leavers),
        low=0.05,
    )

    safety_pitch = (t.orders.pitch == Pitch.SAFETY) & kept
    speed_pitch = (t.orders.pitch == Pitch.CONTROL) | (t.orders.pitch == Pitch.MONEY)
    aim = np.clip(s.public_concern / 100.0 * 0.8 + 0.25 * safety_pitch - 0.2 * speed_pitch, 0.0, 1.0)
    drift = t.part(p.concern_drift)
    concern = t.change(
        "concern",
        s.concern,
        ("the times", (aim - s.concern) * drift),
        ("the concerned left", -0.5 * s.concern * leavers / np.maximum(s.researchers, 1e-6)),
        low=0.0,
        high=1.0,
    )
    secrecy = p.secrecy_cost * np.square(s.security / 5.0) + 0.2 * s.lockdown
    morale = t.change(
        "morale",
        s.morale,
        ("settling", (0.8 - secrecy - s.morale) * t.part(p.morale_return)),
        ("broken pitch", -p.broken_pitch * broken * np.minimum(t.years, 1.0)),
        low=0.05,
        high=1.0,
    )
    return replace(
        s,
        researchers=researchers,
        concern=concern,
        morale=morale,
        pitch=t.orders.pitch,
        stance=t.orders.stance,
        facts=replace(s.facts, pitch_broken=broken),
    )
