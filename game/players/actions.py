"""The two big actions of a computer player: every candidate gets a worth, chance blurs it, the best two are taken."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Action, Clause
from game.players.habits import Habits
from game.rules.arrays import Codes, Floats, Ints
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
KEYS = np.array([int(action) for action in CANDIDATES], np.uint64)
THRESHOLD = 0.3  # worth below which an action is not taken at all
BLUR = 0.35


def big_actions(
    view: View, setup: Setup, habits: Habits, behind: Floats, fear: Floats, draws: Draws
) -> tuple[Codes, Codes]:
    """(2,O,N) Action codes and their targets."""
    clause, sign_worth = _best_clause(view, habits, fear, behind)
    worst, leave_worth = _worst_clause(view, setup, habits, behind)
    rival = _best_rival(view, setup, other_bloc=False)
    enemy = _best_rival(view, setup, other_bloc=True)
    friend = _best_friend(view, setup)
    state = setup.is_state[view.observers]
    lag = np.clip(behind, 0.0, 1.5)
    worth = {
        Action.SIGN: sign_worth,
        Action.LEAVE: leave_worth,
        Action.SPY_SECRETS: habits.espionage * (0.45 + 0.4 * lag),
        Action.SPY_WEIGHTS: habits.espionage * (0.2 + 0.6 * lag),
        Action.SABOTAGE: habits.sabotage * (0.2 + 0.6 * lag),
        Action.RECRUIT: 0.45 + 0.2 * habits.envy + 0.0 * lag,
        Action.LOBBY_FOR: np.maximum(habits.lobby, 0.0) * (0.5 + 0.1 * fear),
        Action.LOBBY_AGAINST: np.maximum(-habits.lobby, 0.0) * (0.3 + view.regulation / 100.0),
        Action.CAMPAIGN: 0.9 - view.trust / 60.0,
        Action.SHARE_SAFETY: 0.6 * habits.treaty * (view.stance > 0) + 0.0 * lag,
        Action.INVITE_GOVERNMENT: 0.5 * habits.hawkishness * (view.government < 1.9),
        Action.LOCK_DOWN: 0.45 * habits.hawkishness * view.thefts_found.any(axis=1) * (view.lockdown < 0.4),
        Action.REGULATE: state * np.maximum(habits.lobby, 0.0) * 0.7 + 0.0 * lag,
        Action.EXPORT_CONTROL: state * habits.hawkishness * (0.5 + 0.0 * lag) * (enemy >= 0),
        Action.PROTECT: state * 0.5 * (friend >= 0) + 0.0 * lag,
        Action.STRIKE: state * habits.hawkishness * (lag - 0.6) * (view.tension.max(axis=(0, 1)) > 80.0),
    }
    values = np.stack([np.broadcast_to(worth[action], behind.shape) for action in CANDIDATES])
    luck = draws.each_seat("big action", KEYS)
    possible = values > 0.0
    values = values + BLUR * (luck - 0.5)
    if habits.chaos.any():
        legal = possible | _harmless(view, setup)
        values = np.where(legal, values + habits.chaos[None] * 3.0 * luck, -1.0)
    else:
        values = np.where(possible, values, -1.0)
    codes = np.array([int(a) for a in CANDIDATES], np.int8)
    places = np.arange(len(CANDIDATES))[:, None, None]
    chosen, at = [], []
    for _ in range(2):
        first = values.argmax(axis=0)
        code = np.where(values.max(axis=0) > THRESHOLD, codes[first], np.int8(Action.NONE))
        chosen.append(code)
        at.append(_target(code, clause, worst, rival, enemy, friend))
        values = np.where(places == first, -9.0, values)
    return np.stack(chosen).astype(np.int8), np.stack(at).astype(np.int8)


def _target(code: Codes, clause: Ints, worst: Ints, rival: Ints, enemy: Ints, friend: Ints) -> Ints:
    """(O,N) the seat or clause that goes with an action; 0 where an action has none."""
    at_rival = (code == Action.SPY_SECRETS) | (code == Action.SPY_WEIGHTS) | (code == Action.SABOTAGE)
    at_enemy = (code == Action.EXPORT_CONTROL) | (code == Action.STRIKE)
    target = np.where(at_rival, rival, np.where(at_enemy, enemy, 0))
    target = np.where(code == Action.SIGN, clause, np.where(code == Action.LEAVE, worst, target))
    return np.maximum(np.where(code == Action.PROTECT, friend, target), 0)


def _harmless(view: View, setup: Setup) -> NDArray[np.bool_]:
    """(A,1,1) actions that are always legal, for those who act by chance."""
    always = (Action.RECRUIT, Action.LOBBY_FOR, Action.LOBBY_AGAINST, Action.CAMPAIGN, Action.SHARE_SAFETY)
    return np.array([a in always for a in CANDIDATES])[:, None, None]


def _best_clause(view: View, habits: Habits, fear: Floats, behind: Floats) -> tuple[NDArray[np.intp], Floats]:
    """(O,N) the most promising clause not signed yet, and what signing it seems worth: a stag hunt."""
    mine = view.signed[:, view.observers]
    others = (view.signed.sum(axis=1)[:, None] - mine) / max(view.signed.shape[1] - 1, 1)
    faith = view.reputation.min(axis=0)
    worth = np.stack([np.full(fear.shape, PROMISE[clause]) for clause in Clause])
    worth[Clause.SLOW_DOWN] += 0.3 * fear + 0.15 * np.clip(behind, -1.0, 1.0)
    worth[Clause.JOINT_DEPLOYMENT] += 0.1 * fear
    worth[Clause.INSPECTIONS] += 0.1 * fear
    worth[Clause.NO_OPEN_WEIGHTS] -= 0.4 * (habits.weights_margin > -5.0)
    worth = habits.treaty[None] * worth * (0.5 + 1.2 * others) * (0.3 + 0.7 * faith)
    worth = np.where(mine, -1.0, worth)
    best = worth.argmax(axis=0)
    return best, worth.max(axis=0) * 1.6


def _worst_clause(
    view: View, setup: Setup, habits: Habits, behind: Floats
) -> tuple[NDArray[np.intp], Floats]:
    """(O,N) the signed clause least worth keeping: limits that somebody free uses to get ahead, pledges of cheats."""
    mine = view.signed[:, view.observers]
    bitter = (1.0 - view.reputation.min(axis=0)) * (1.0 - habits.treaty)
    worth = np.broadcast_to(0.6 * bitter, mine.shape).copy()
    free = ~view.signed[:, None] & _rivals(view)[None, :, :, None]  # (C,O,S,N)
    for clause in (Clause.SLOW_DOWN, Clause.COMPUTE_CAP):
        ahead = np.where(free[clause], view.estimate, 0.0).max(axis=1) - view.capability
        worth[clause] += 0.8 * np.clip(ahead, 0.0, 1.0) * (1.0 - 0.5 * habits.treaty)
        # A limit without a guarantee of independence looks like the other bloc's way to stay ahead for good.
        worth[clause] += 0.5 * suspicion(view, setup) * (1.0 - habits.treaty)
    worth = np.where(mine, worth, -1.0)
    worst = worth.argmax(axis=0)
    return worst, worth.max(axis=0)


def suspicion(view: View, setup: Setup) -> Floats:
    """(O,N) 0-1 how far a seat fears that a treaty will cost its bloc its say: tension, unless autonomy is assured."""
    assured = view.signed[Clause.AUTONOMY].sum(axis=0) >= 2
    afraid = view.tension[setup.bloc[view.observers]].max(axis=1) / 100.0
    return np.asarray(np.where(assured, 0.0, afraid))


def _rivals(view: View) -> NDArray[np.bool_]:
    seats = np.arange(view.estimate.shape[1])
    return np.asarray(view.observers[:, None] != seats[None, :])


def _best_rival(view: View, setup: Setup, other_bloc: bool) -> NDArray[np.intp]:
    """(O,N) the strongest other seat; -1 where there is none."""
    allowed = _rivals(view)
    if other_bloc:
        allowed = allowed & (setup.bloc[view.observers][:, None] != setup.bloc[None, :])
    level = np.where(allowed[:, :, None], view.estimate, -np.inf)
    return np.where(np.asarray(allowed.any(axis=1))[:, None], level.argmax(axis=1), -1)


def _best_friend(view: View, setup: Setup) -> NDArray[np.intp]:
    """(O,N) the strongest lab of the own bloc that a state could help; -1 where there is none."""
    same = _rivals(view) & (setup.bloc[view.observers][:, None] == setup.bloc[None, :]) & ~setup.is_state[:, 0][None]
    level = np.where(same[:, :, None], view.estimate, -np.inf)
    return np.where(np.asarray(same.any(axis=1))[:, None], level.argmax(axis=1), -1)
