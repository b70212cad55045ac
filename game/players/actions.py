"""The two big actions of a computer player: every candidate gets a worth, chance blurs it, the best two are taken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.content.vocabulary import Action, Clause
from game.players.habits import Habits
from game.rules.arrays import Bools, Codes, Floats
from game.rules.draws import Draws
from game.rules.setup import Setup
from game.rules.view import View

# How much each clause promises to a seat that likes treaties, before trust in the others.
PROMISE = {
    Clause.SLOW_DOWN: 0.35,
    Clause.COMPUTE_CAP: 0.1,
    Clause.SHARED_SAFETY: 0.6,
    Clause.NO_OPEN_WEIGHTS: 0.3,
    Clause.INSPECTIONS: 0.4,
    Clause.JOINT_DEPLOYMENT: 0.25,
    Clause.AUTONOMY: 0.3,
}
CANDIDATES = (
    Action.SIGN,
    Action.LEAVE,
    Action.SPY_SECRETS,
    Action.SPY_WEIGHTS,
    Action.SABOTAGE,
    Action.RECRUIT,
    Action.LOBBY_FOR,
    Action.LOBBY_AGAINST,
    Action.CAMPAIGN,
    Action.SHARE_SAFETY,
    Action.INVITE_GOVERNMENT,
    Action.LOCK_DOWN,
    Action.REGULATE,
    Action.EXPORT_CONTROL,
    Action.PROTECT,
    Action.STRIKE,
)
HARMLESS = (Action.RECRUIT, Action.LOBBY_FOR, Action.LOBBY_AGAINST, Action.CAMPAIGN, Action.SHARE_SAFETY)
"""What is always legal, for those who act by chance."""

KEYS = np.array([int(action) for action in CANDIDATES], np.uint64)
THRESHOLD = 0.3  # worth below which an action is not taken at all
BLUR = 0.35
WORRIED = 0.4  # what a public that thinks of nothing else adds to the promise of a slow-down


def big_actions(
    view: View, setup: Setup, habits: Habits, behind: Floats, fear: Floats, draws: Draws
) -> tuple[Codes, Codes]:
    """(2,O,N) Action codes and their targets."""
    clause, sign_worth = _best_clause(view, habits, fear, behind)
    worst, leave_worth = _worst_clause(view, setup, habits, behind)
    state = setup.is_state[view.observers]
    has_enemy = np.asarray(_other_blocs(view, setup).any(axis=1))[:, None]
    has_friend = np.asarray(_own_labs(view, setup).any(axis=1))[:, None]
    lag = np.clip(behind, 0.0, 1.5)
    worth = {
        Action.SIGN: sign_worth,
        Action.LEAVE: leave_worth,
        Action.SPY_SECRETS: habits.espionage * (0.45 + 0.4 * lag),
        Action.SPY_WEIGHTS: habits.espionage * (0.2 + 0.6 * lag),
        Action.SABOTAGE: habits.sabotage * (0.2 + 0.6 * lag),
        Action.RECRUIT: 0.45 + 0.2 * habits.envy,
        Action.LOBBY_FOR: np.maximum(habits.lobby, 0.0) * (0.5 + 0.1 * fear),
        Action.LOBBY_AGAINST: np.maximum(-habits.lobby, 0.0) * (0.3 + view.regulation / 100.0),
        Action.CAMPAIGN: 0.9 - view.trust / 60.0,
        Action.SHARE_SAFETY: 0.6 * habits.treaty * (view.stance > 0),
        Action.INVITE_GOVERNMENT: 0.5 * habits.hawkishness * (view.government < 1.9),
        Action.LOCK_DOWN: 0.45 * habits.hawkishness * view.thefts_found.any(axis=1) * (view.lockdown < 0.4),
        Action.REGULATE: state * np.maximum(habits.lobby, 0.0) * 0.7,
        Action.EXPORT_CONTROL: state * habits.hawkishness * 0.5 * has_enemy,
        Action.PROTECT: state * 0.5 * has_friend,
        Action.STRIKE: state * habits.hawkishness * (lag - 0.6) * (view.tension.max(axis=(0, 1)) > 80.0),
    }
    chance = habits.chaos.any()
    # What is worth too little in every game, whatever the luck, needs no dice.
    least = -np.inf if chance else THRESHOLD - 0.5 * BLUR
    asked = [place for place, action in enumerate(CANDIDATES) if worth[action].max() > least]
    values = draws.each_seat("big action", KEYS[asked])
    for value, place in zip(values, asked, strict=True):
        luck = value.copy() if chance else value
        value -= 0.5
        value *= BLUR
        value += worth[CANDIDATES[place]]
        if chance:
            legal = (worth[CANDIDATES[place]] > 0.0) | (CANDIDATES[place] in HARMLESS)
            value[:] = np.where(legal, value + habits.chaos * 3.0 * luck, -1.0)
    codes = np.array([int(CANDIDATES[place]) for place in asked], np.int8)
    chosen, at = [], []
    for _ in range(2):
        first, value = greatest(values)
        # Luck lifts what is worth nothing by half of BLUR at most, so below the threshold it stays.
        code = codes[first] * (value > THRESHOLD)
        chosen.append(code)
        at.append(_target(code, view, setup, clause, worst))
        for place, value in enumerate(values):
            value[first == place] = -9.0
    return np.stack(chosen), np.stack(at)


def greatest(values: Sequence[Floats] | Floats) -> tuple[Codes, Floats]:
    """The place of the greatest among (K) arrays of one shape, of equals the first, and its value.

    On a batch `argmax` over the first axis takes several times as long, for it goes through memory column by column.
    """
    best = values[0].copy()
    place = np.zeros(best.shape, np.int8)
    for index in range(1, len(values)):
        better = values[index] > best
        np.maximum(best, values[index], out=best)
        np.maximum(place, better * np.int8(index), out=place)
    return place, best


def _target(code: Codes, view: View, setup: Setup, clause: Codes, worst: Codes) -> Codes:
    """(O,N) the seat or clause that goes with an action; 0 where an action has none."""
    target = np.zeros(code.shape, np.int8)
    at_rival = (code == Action.SPY_SECRETS) | (code == Action.SPY_WEIGHTS) | (code == Action.SABOTAGE)
    at_enemy = (code == Action.EXPORT_CONTROL) | (code == Action.STRIKE)
    if at_rival.any():
        target += at_rival * _strongest(view, _rivals(view))
    if at_enemy.any():
        target += at_enemy * _strongest(view, _other_blocs(view, setup))
    at_friend = code == Action.PROTECT
    if at_friend.any():
        target += at_friend * _strongest(view, _own_labs(view, setup))
    target += (code == Action.SIGN) * clause
    target += (code == Action.LEAVE) * worst
    return target


def _best_clause(view: View, habits: Habits, fear: Floats, behind: Floats) -> tuple[Codes, Floats]:
    """(O,N) the most promising clause not signed yet, and what signing it seems worth: a stag hunt."""
    more: dict[Clause, Floats | float] = {
        # A worried public makes a promise to go slowly popular.
        Clause.SLOW_DOWN: (
            0.3 * fear
            + 0.15 * np.clip(behind, -1.0, 1.0)
            + WORRIED * np.maximum(view.public_concern - 50.0, 0.0) / 50.0
        ),
        Clause.JOINT_DEPLOYMENT: 0.1 * fear,
        Clause.INSPECTIONS: 0.1 * fear,
        Clause.NO_OPEN_WEIGHTS: -0.4 * (habits.weights_margin > -5.0),
    }
    faith = 0.3 + 0.7 * view.reputation.min(axis=0)
    signers = view.signed.sum(axis=1, dtype=np.int8)
    worth = []
    for clause in Clause:
        mine = view.signed[clause, view.observers]
        others = (signers[clause] - mine) / max(view.signed.shape[1] - 1, 1)
        promise = habits.treaty * (PROMISE[clause] + more.get(clause, 0.0)) * (0.5 + 1.2 * others) * faith
        worth.append(np.where(mine, -1.0, promise))
    best, value = greatest(worth)
    return best, value * 1.6


def _worst_clause(view: View, setup: Setup, habits: Habits, behind: Floats) -> tuple[Codes, Floats]:
    """(O,N) the signed clause least worth keeping: limits that somebody free uses to get ahead, pledges of cheats."""
    bitter = 0.6 * ((1.0 - view.reputation.min(axis=0)) * (1.0 - habits.treaty))
    rivals = _rivals(view)[:, :, None]
    worth = []
    for clause in Clause:
        mine = view.signed[clause, view.observers]
        if not mine.any():
            worth.append(np.full(mine.shape, -1.0))
            continue
        value = bitter
        if clause in (Clause.SLOW_DOWN, Clause.COMPUTE_CAP):
            ahead = np.where(~view.signed[clause] & rivals, view.estimate, 0.0).max(axis=1) - view.capability
            value = value + 0.8 * np.clip(ahead, 0.0, 1.0) * (1.0 - 0.5 * habits.treaty)
            # A limit without a guarantee of independence looks like the other bloc's way to stay ahead for good.
            value = value + 0.5 * suspicion(view, setup) * (1.0 - habits.treaty)
        worth.append(np.where(mine, value, -1.0))
    return greatest(worth)


def suspicion(view: View, setup: Setup) -> Floats:
    """(O,N) 0-1 how far a seat fears that a treaty will cost its bloc its say: tension, unless autonomy is assured."""
    assured = view.signed[Clause.AUTONOMY].sum(axis=0) >= 2
    afraid = view.tension[setup.bloc[view.observers]].max(axis=1) / 100.0
    return np.asarray(np.where(assured, 0.0, afraid))


def _rivals(view: View) -> Bools:
    """(O,S) every seat but oneself."""
    seats = np.arange(view.estimate.shape[1])
    return np.asarray(view.observers[:, None] != seats[None, :])


def _other_blocs(view: View, setup: Setup) -> Bools:
    """(O,S) the seats of other blocs."""
    return np.asarray(_rivals(view) & (setup.bloc[view.observers][:, None] != setup.bloc[None, :]))


def _own_labs(view: View, setup: Setup) -> Bools:
    """(O,S) the labs of the own bloc that a state could help."""
    own = setup.bloc[view.observers][:, None] == setup.bloc[None, :]
    return np.asarray(_rivals(view) & own & ~setup.is_state[:, 0][None])


def _strongest(view: View, among: Bools) -> Codes:
    """(O,N) the seat thought strongest of those marked in (O,S), 0 where none is."""
    level = np.where(among[:, :, None], view.estimate, -np.inf)
    return greatest([level[:, seat] for seat in range(level.shape[1])])[0]
