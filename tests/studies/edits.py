"""What a study does to the orders of a seat: signs, acts, holds, whatever its habits would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.content.vocabulary import OTHER_BLOC_ACTIONS, OWN_BLOC_ACTIONS, Action, Clause, Deployment, Release
from game.rules.arrays import Bools, Ints
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View
from tests.studies.batches import Edit

NEVER = 10_000


def chain(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        for each in edits:
            orders = each(orders, view, setup)
        return orders

    return edit


SIGNING = 5  # turns in which a seat signs that afterwards goes by its habits


def signs(clauses: Sequence[Clause], start: int = 0, faithful: bool = True) -> Edit:
    """Signs these clauses from a turn on, two a turn in this order; stays in and keeps them if faithful."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        if view.turn < start:
            return without(*((Action.SIGN, clause) for clause in clauses))(orders, view, setup)
        if faithful or view.turn < start + SIGNING:
            orders = without(*((Action.LEAVE, clause) for clause in clauses))(orders, view, setup)
        if not faithful and view.turn >= start + SIGNING:
            return orders
        action, target = orders.action.copy(), orders.action_target.copy()
        slot = np.zeros(view.capability.shape, np.int64)
        for clause in clauses:
            open_ = ~view.signed[clause, view.observers] & (slot < 2)
            for place in range(2):
                here = open_ & (slot == place)
                action[place][here], target[place][here] = Action.SIGN, clause
            slot = slot + open_
        keep = orders.keep.copy()
        if faithful:
            keep[list(clauses)] = True
        return replace(orders, action=action, action_target=target, keep=keep)

    return edit


def without(*pairs: tuple[Action, Clause]) -> Edit:
    """Never does this to these clauses."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        action = orders.action.copy()
        for act, clause in pairs:
            action[(action == act) & (orders.action_target == clause)] = Action.NONE
        return replace(orders, action=action)

    return edit


def never_signs(*clauses: Clause) -> Edit:
    return without(*((Action.SIGN, clause) for clause in clauses))


def never(*actions: Action) -> Edit:
    """Never takes these big actions."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        return replace(orders, action=np.where(np.isin(orders.action, actions), np.int8(Action.NONE), orders.action))

    return edit


def does(act: Action, start: int = 0) -> Edit:
    """Takes a big action every turn from a turn on, against (or for) the strongest seat that it may be aimed at."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        orders = never(act)(orders, view, setup)
        if view.turn < start:
            return orders
        rival, exists = strongest(view, setup, act)
        action, target = orders.action.copy(), orders.action_target.copy()
        action[1] = np.where(exists, act, action[1])
        target[1] = np.where(exists, rival, target[1])
        return replace(orders, action=action, action_target=target)

    return edit


def strongest(view: View, setup: Setup, act: Action) -> tuple[Ints, Bools]:
    """(O,N) the strongest seat that an action may be aimed at, as the observer sees it, and whether there is one."""
    seats = np.arange(len(setup.seats))
    allowed = seats[None] != view.observers[:, None]
    same = setup.bloc[view.observers][:, None] == setup.bloc[None]
    if act in OWN_BLOC_ACTIONS:
        allowed = allowed & same & ~setup.is_state[:, 0][None]
    elif act in OTHER_BLOC_ACTIONS:
        allowed = allowed & ~same
    level = np.where(allowed[:, :, None], view.estimate, -np.inf)
    exists = np.broadcast_to(allowed.any(axis=1)[:, None], view.capability.shape)
    return np.asarray(level.argmax(axis=1)), exists


def releases(instead: dict[Release, Release]) -> Edit:
    """Gives one release for another."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        release = orders.release.copy()
        for old, new in instead.items():
            release[orders.release == old] = new
        return replace(orders, release=release)

    return edit


def avoids(technology: str) -> Edit:
    """Never works on a technology."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        row = setup.technologies.index(technology)
        project, behind = orders.project.copy(), orders.behind.copy()
        # the next in the queue takes its place
        for place in range(len(behind)):
            gone = project == row
            project = np.where(gone, behind[place], project)
            behind[place] = np.where(gone, -1, behind[place])
        project = np.where(project == row, -1, project).astype(np.int16)
        return replace(orders, project=project, behind=np.where(behind == row, -1, behind))

    return edit


def deploys(may: Sequence[str], turn: int) -> Edit:
    """Holds until a turn, then deploys alone if it may."""

    def edit(orders: Orders, view: View, setup: Setup) -> Orders:
        allowed = np.array([setup.seats[seat] in may for seat in view.observers])[:, None]
        moves = allowed & view.holding & (view.turn >= turn)
        return replace(orders, deployment=np.where(moves, Deployment.DEPLOY, Deployment.HOLD).astype(np.int8))

    return edit
