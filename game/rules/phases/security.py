"""Keeping people out: the level follows money spent, size and governments; high levels slow research."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Target
from game.rules.arrays import Bools, Floats
from game.rules.context import Turn, total
from game.rules.effects import Effects
from game.rules.params import Params
from game.rules.replacing import replace
from game.rules.state import State

GOVERNMENT_LEVELS = 0.45  # levels of security that each step of government help opens
SPECIALISTS = 1.5  # what protection by a state raises in a year, in lock-downs


def security_cap(s: State, effects: Effects, params: Params) -> Floats:
    """(S,N) the level a seat can reach: technologies raise it, the top needs a government."""
    return np.minimum(params.security.base_cap + effects[Target.SECURITY_CAP] + GOVERNMENT_LEVELS * s.government, 5.0)


def _protected(s: State, t: Turn) -> Bools:
    """(S,N) whether a state of its bloc lends a seat its specialists this turn."""
    protected = t.does_to(Action.PROTECT)
    if protected is None:
        return np.zeros(s.security.shape, np.bool_)
    return np.asarray((protected & t.setup.same_bloc & t.setup.is_state[:, :, None]).any(axis=0))


def security(s: State, t: Turn) -> State:
    p = t.params.security
    size = 0.5 + s.researchers / 4.0 + 0.12 * total(s.compute.swapaxes(0, 1))
    rate = t.budget * t.orders.security / t.years
    need = p.scale * size * t.effects[Target.SECURITY_COST]
    cap = security_cap(s, t.effects, t.params)
    aim = cap * (1.0 - np.exp(-rate / need))
    up = np.maximum(aim - s.security, 0.0) * t.part(p.gain)
    down = np.minimum(aim - s.security, 0.0) * t.part(p.decay)
    locking = t.does(Action.LOCK_DOWN)
    lockdown = t.change(
        "lockdown",
        s.lockdown,
        ("easing", -s.lockdown * t.part(1.2)),
        ("lock-down ordered", (1.0 - s.lockdown) * locking),
        low=0.0,
        high=1.0,
    )
    level = t.change(
        "security",
        s.security,
        ("money spent", up),
        ("neglect", down),
        ("lock-down", p.lockdown_gain * locking * np.minimum(t.years, 1.0)),
        ("a state's specialists", SPECIALISTS * p.lockdown_gain * _protected(s, t) * np.minimum(t.years, 1.0)),
        low=0.0,
        high=5.0,
    )
    return replace(s, security=level, lockdown=lockdown)
