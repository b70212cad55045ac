"""Which orders are refused, and why: all reasons at once, never only the first.

A seat is judged by its own view, so a refusal can tell nothing that the seat does not know.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

import numpy as np

from game.campaign.reasons import (
    AlreadyKnown,
    AlreadySigned,
    CheatNotSigned,
    CheatUnknown,
    DeploymentPledged,
    FleetAboveWhole,
    NothingNew,
    NoTierSix,
    NotSigned,
    PrerequisiteMissing,
    Refusal,
    RepeatedAction,
    RepeatedProject,
    ShareOutOfRange,
    SharesAboveWhole,
    StagedReleaseLocked,
    StatePower,
    TargetIsSelf,
    TargetMissing,
    TargetNotNeeded,
    TargetOfOtherBloc,
    TargetOfOwnBloc,
    TooManyActions,
    UnknownClause,
    UnknownRegion,
    UnknownSeat,
    UnknownTechnology,
    WeightsAlreadyPublic,
    WeightsPledged,
    WrongLane,
)
from game.campaign.sheet import MAX_ACTIONS, BigAction, OrderSheet
from game.content.vocabulary import (
    CLAUSE_ACTIONS,
    OTHER_BLOC_ACTIONS,
    OWN_BLOC_ACTIONS,
    SEAT_ACTIONS,
    STATE_ACTIONS,
    Action,
    Clause,
    Release,
    Target,
)
from game.rules.setup import Setup
from game.rules.view import View

__all__ = ["Refusal", "check_names", "check_sheet"]

ROUNDING = 1e-9  # sums of shares may miss 1 by this much
NEW_MODEL = 0.01  # OOM by which a model must beat what is out to be worth a release, as in the rules


def check_sheet(sheet: OrderSheet, view: View, setup: Setup) -> list[Refusal]:
    """Everything that is wrong with a sheet; empty when it can be ordered.

    `view` is the view of the seat that gives the orders, of a single game.
    """
    return [
        *check_names(sheet, setup),
        *_shares(sheet),
        *_projects(sheet, view, setup),
        *_release(sheet, view, setup),
        *_actions(sheet, view, setup),
        *_treaties(sheet, view),
        *_deployment(sheet, view),
    ]


def check_names(sheet: OrderSheet, setup: Setup) -> list[Refusal]:
    """Names in a sheet that the game does not have, and actions that cannot be told apart: whatever the view, such a
    sheet cannot be compiled. Empty when it can."""
    return [*_names(sheet, setup)]


def _names(sheet: OrderSheet, setup: Setup) -> Iterable[Refusal]:
    if sheet.region is not None and sheet.region not in setup.regions:
        yield UnknownRegion(sheet.region, nearest(sheet.region, setup.regions))
    for queue in sheet.projects.values():
        for technology in queue:
            if technology not in setup.technologies:
                yield UnknownTechnology(technology, nearest(technology, setup.technologies))
    if len(sheet.actions) > MAX_ACTIONS:
        yield TooManyActions(len(sheet.actions), MAX_ACTIONS)
    for given in sheet.actions:
        if given.action not in (*CLAUSE_ACTIONS, *SEAT_ACTIONS):
            if given.target is not None:
                yield TargetNotNeeded(given.kind, given.target)
        elif given.target is None:
            yield TargetMissing(given.kind)
        elif given.action in CLAUSE_ACTIONS and given.target not in Clause.ids():
            yield UnknownClause(given.target, nearest(given.target, Clause.ids()))
        elif given.action in SEAT_ACTIONS and given.target not in setup.seats:
            yield UnknownSeat(given.target, nearest(given.target, setup.seats))
    for clause in sheet.cheat:
        if clause not in Clause.ids():
            yield CheatUnknown(clause, nearest(clause, Clause.ids()))


def _shares(sheet: OrderSheet) -> Iterable[Refusal]:
    budget = sheet.budget
    shares = budget.model_dump() | {
        "alignment": sheet.alignment,
        "training": sheet.training,
        "serving": sheet.serving,
    }
    for name, given in shares.items():
        if not 0.0 <= given <= 1.0:
            yield ShareOutOfRange(name, given)
    if budget.total > 1.0 + ROUNDING:
        yield SharesAboveWhole(budget.total, budget.research, budget.security, budget.compute, budget.openness)
    used = sheet.training + sheet.serving
    if used > 1.0 + ROUNDING:
        yield FleetAboveWhole(sheet.training, sheet.serving, used)


def _projects(sheet: OrderSheet, view: View, setup: Setup) -> Iterable[Refusal]:
    seen: set[str] = set()
    queued: list[int] = []
    for lane_id, queue in sheet.projects.items():
        for technology in queue:
            if technology not in setup.technologies:
                continue  # told above
            index = setup.technologies.index(technology)
            if technology in seen:
                yield RepeatedProject(technology)
                continue
            seen.add(technology)
            lane = setup.lane_of(index)
            if lane.id != lane_id:
                yield WrongLane(technology, lane_id, lane.id)
            if view.known[index, 0, 0]:
                yield AlreadyKnown(technology)
            else:
                queued.append(index)
    yield from _unreachable(queued, view, setup)


def _unreachable(queued: list[int], view: View, setup: Setup) -> Iterable[Refusal]:
    """Queued technologies that what is known and queued, in any lane, will never open."""
    needs = {requirement.index: requirement for requirement in setup.requirements}
    reached = {int(index) for index in np.flatnonzero(view.known[:, 0, 0])}
    waiting = list(queued)
    moved = True
    while moved:
        moved = False
        for index in list(waiting):
            need = needs[index]
            some = not need.some or any(one in reached for one in need.some)
            if (some and all(one in reached for one in need.every)) or view.open_to[index, 0, 0]:
                reached.add(index)
                waiting.remove(index)
                moved = True
    for index in waiting:
        need = needs[index]
        missing = [one for one in need.every if one not in reached]
        if need.some and not any(one in reached for one in need.some):
            missing += need.some
        yield PrerequisiteMissing(setup.technologies[index], tuple(setup.technologies[one] for one in missing))


def _release(sheet: OrderSheet, view: View, setup: Setup) -> Iterable[Refusal]:
    order = Release[sheet.release.upper()]
    capability, served = float(view.capability[0, 0]), float(view.served[0, 0])
    stage = int(view.served_stage[0, 0])
    if order is Release.STAGED:
        keys = [term.technology for term in setup.effects if term.target is Target.STAGED_RELEASE]
        if not any(view.known[index, 0, 0] for index in keys):
            yield StagedReleaseLocked(tuple(setup.technologies[index] for index in keys))
    fresh = capability > served + NEW_MODEL
    coming = sheet.train and sheet.training > 0.0  # a run may end this turn; its model can be released at once
    wider = order is Release.GENERAL and stage == Release.STAGED
    if order in (Release.STAGED, Release.GENERAL) and not (fresh or wider or coming):
        yield NothingNew(capability, served)
    if order is Release.WEIGHTS:
        opened = float(view.opened[0, 0])
        if capability <= opened + NEW_MODEL and not coming:
            yield WeightsAlreadyPublic(capability, opened)
        ceiling = float(view.weights_level.flat[0])
        if _pledged(sheet, view, Clause.NO_OPEN_WEIGHTS) and capability > ceiling:
            yield WeightsPledged(capability, ceiling)


def _pledged(sheet: OrderSheet, view: View, clause: Clause) -> bool:
    """Whether a clause in force binds the seat, which neither leaves it this turn nor breaks it in secret."""
    mine = bool(view.signed[clause, int(view.observers[0]), 0])
    leaves = BigAction(kind=Action.LEAVE.id, target=clause.id) in sheet.actions
    return mine and bool(view.in_force[clause, 0]) and not leaves and clause.id not in sheet.cheat


def _actions(sheet: OrderSheet, view: View, setup: Setup) -> Iterable[Refusal]:
    observer = int(view.observers[0])
    for place, given in enumerate(sheet.actions):
        if given in sheet.actions[:place]:
            yield RepeatedAction(given.kind)
        if given.action in STATE_ACTIONS and not setup.is_state[observer, 0]:
            yield StatePower(given.kind)
        if given.action in CLAUSE_ACTIONS and given.target in Clause.ids():
            signed = bool(view.signed[Clause[given.target.upper()], observer, 0])
            if given.action is Action.SIGN and signed:
                yield AlreadySigned(given.target)
            if given.action is Action.LEAVE and not signed:
                yield NotSigned(given.target)
        if given.action in SEAT_ACTIONS and given.target in setup.seats:
            yield from _seat_target(given.action, given.target, setup, observer)


def _seat_target(action: Action, seat: str, setup: Setup, observer: int) -> Iterable[Refusal]:
    target = setup.seats.index(seat)
    bloc = setup.blocs[int(setup.bloc[target])]
    same = bool(setup.bloc[target] == setup.bloc[observer])
    if target == observer:
        yield TargetIsSelf(action.id)
    elif action in OWN_BLOC_ACTIONS and not same:
        yield TargetOfOtherBloc(action.id, seat, bloc)
    elif action in OTHER_BLOC_ACTIONS and same:
        yield TargetOfOwnBloc(action.id, seat, bloc)


def _treaties(sheet: OrderSheet, view: View) -> Iterable[Refusal]:
    observer = int(view.observers[0])
    for clause in sheet.cheat:
        signing = BigAction(kind=Action.SIGN.id, target=clause) in sheet.actions
        if clause in Clause.ids() and not view.signed[Clause[clause.upper()], observer, 0] and not signing:
            yield CheatNotSigned(clause)


def _deployment(sheet: OrderSheet, view: View) -> Iterable[Refusal]:
    # to offer joint deployment needs no system: anyone may join
    if sheet.deployment == "deploy":
        if not view.holding[0, 0]:
            yield NoTierSix(float(view.capability[0, 0]))
        if _pledged(sheet, view, Clause.JOINT_DEPLOYMENT):
            yield DeploymentPledged(int(view.signed[Clause.JOINT_DEPLOYMENT, :, 0].sum()))


def nearest(given: str, valid: Collection[str]) -> str:
    """The valid id that looks most like the given one."""
    return difflib.get_close_matches(given, list(valid), n=1, cutoff=0.0)[0]

