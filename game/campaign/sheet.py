"""What one seat orders in one turn, as a small record that a person can read in a save.

A sheet says nothing about whether its orders are allowed: that is told by `refusals.check_sheet`. Here it is turned
into one column of `Orders`, and back.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import AfterValidator, Field, FiniteFloat, WithJsonSchema

from game.content.records import LaneId, PitchId, Record, ReleaseId, StanceId
from game.content.vocabulary import (
    CLAUSE_ACTIONS,
    SEAT_ACTIONS,
    Action,
    Clause,
    Deployment,
    Lane,
    Pitch,
    Release,
    Stance,
)
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View

MAX_ACTIONS = 2
MAX_BEHIND = 3  # technologies of a queue that can follow each other within one turn
_ACTIONS = tuple(action.id for action in Action if action is not Action.NONE)


def _known_action(given: str) -> str:
    if given not in _ACTIONS:
        raise ValueError(f"a big action is one of {', '.join(_ACTIONS)}")
    return given


ActionId = Annotated[str, AfterValidator(_known_action), WithJsonSchema({"type": "string", "enum": list(_ACTIONS)})]
Name = Annotated[str, Field(max_length=60)]
Queue = Annotated[tuple[Name, ...], Field(max_length=200)]


class Budget(Record):
    """Shares of this turn's money; what they leave is kept as reserve."""

    research: FiniteFloat = 0.40
    security: FiniteFloat = 0.12
    compute: FiniteFloat = 0.33
    openness: FiniteFloat = 0.05

    @property
    def total(self) -> float:
        return self.research + self.security + self.compute + self.openness


class BigAction(Record):
    """One of the two big actions of a turn; the target is a clause, a seat or nothing, as the action needs."""

    kind: ActionId
    target: Name | None = None

    @property
    def action(self) -> Action:
        return Action[self.kind.upper()]


def _all_lanes(given: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {lane.id: given.get(lane.id, ()) for lane in Lane}


class OrderSheet(Record):
    """The orders of one seat. The defaults are a careful middle course that starts nothing and releases nothing."""

    budget: Budget = Budget()
    alignment: FiniteFloat = Field(default=0.35, description="share of research effort, the rest is capabilities")
    projects: Annotated[dict[LaneId, Queue], AfterValidator(_all_lanes)] = Field(
        default_factory=dict,
        validate_default=True,
        description="technologies by lane; the first that is unknown and available is worked on",
    )
    region: Name | None = Field(default=None, description="where to build; nothing for the home region")
    training: FiniteFloat = Field(default=0.45, description="share of the fleet for the training run")
    serving: FiniteFloat = Field(default=0.35, description="share for customers; the rest is automated research")
    train: bool = Field(default=False, description="start, or go on with, a training run")
    release: ReleaseId = "hold"
    stance: StanceId = "selective"
    pitch: PitchId = "science"
    actions: Annotated[tuple[BigAction, ...], Field(max_length=20)] = ()
    cheat: Annotated[tuple[Name, ...], Field(max_length=20)] = Field(
        default=(), description="clauses broken in secret"
    )
    deployment: Literal["hold", "deploy", "joint"] | None = Field(
        default=None, description="what to do with a Tier Six system; nothing while undecided"
    )
    acknowledged: Annotated[tuple[Name, ...], Field(max_length=60)] = Field(
        default=(), description="open decisions that the player has set aside for this turn, by their names"
    )

    def changed(self, **fields: Any) -> Self:
        """A copy with some fields changed, validated like any sheet. pydantic's ValidationError when malformed."""
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(given | fields)

    def queued(self, lane: Lane, technologies: tuple[str, ...]) -> Self:
        """A copy with another research queue in one lane."""
        return self.changed(projects=self.projects | {lane.id: technologies})


def compile_sheet(sheet: OrderSheet, view: View, setup: Setup) -> Orders:
    """The sheet as orders of one seat in one game; every array has size 1 on its seat and game axes.

    `view` is that seat's own view of a single game. The sheet has been checked: ids that the game does not know
    raise KeyError or ValueError.
    """
    orders = Orders.blank(1, 1)
    action = np.zeros((2, 1, 1), np.int8)
    target = np.zeros((2, 1, 1), np.int8)
    for slot, given in enumerate(sheet.actions):
        action[slot] = given.action
        if given.target is not None:
            target[slot] = target_code(given.action, given.target, setup)
    keep = orders.keep.copy()
    for clause in sheet.cheat:
        keep[Clause[clause.upper()]] = False
    project = orders.project.copy()
    behind = np.full((MAX_BEHIND, len(Lane), 1, 1), -1, np.int16)
    for lane in Lane:
        first, *rest = _next_projects(sheet.projects[lane.id], view, setup)
        project[lane] = first
        behind[: len(rest), lane] = np.array(rest, np.int16)[:, None, None]
    region = int(setup.home[int(view.observers[0])]) if sheet.region is None else setup.regions.index(sheet.region)
    return Orders(
        research=_one(sheet.budget.research),
        security=_one(sheet.budget.security),
        compute=_one(sheet.budget.compute),
        openness=_one(sheet.budget.openness),
        alignment=_one(sheet.alignment),
        project=project,
        behind=behind,
        region=_code(region),
        training=_one(sheet.training),
        serving=_one(sheet.serving),
        train=np.array([[sheet.train]]),
        release=_code(Release[sheet.release.upper()]),
        stance=_code(Stance[sheet.stance.upper()]),
        pitch=_code(Pitch[sheet.pitch.upper()]),
        action=action,
        action_target=target,
        keep=keep,
        deployment=_code(Deployment.HOLD if sheet.deployment is None else Deployment[sheet.deployment.upper()]),
    )


def active_project(queue: tuple[str, ...], view: View, setup: Setup) -> int:
    """Index of the first technology of a queue that is not known and can be worked on now; -1 for none."""
    for id_ in queue:
        index = setup.technologies.index(id_)
        if view.open_to[index, 0, 0] and not view.known[index, 0, 0]:
            return index
    return -1


def _next_projects(queue: tuple[str, ...], view: View, setup: Setup) -> list[int]:
    """The active project and those behind it; the rules take one up when the one before is done within the turn."""
    first = active_project(queue, view, setup)
    if first < 0:
        return [first]
    indices = [setup.technologies.index(id_) for id_ in queue]
    after = indices[indices.index(first) + 1 :]
    return [first, *[index for index in after if not view.known[index, 0, 0]][:MAX_BEHIND]]


def target_code(action: Action, target: str, setup: Setup) -> int:
    """The number of a clause or seat in the arrays. KeyError or ValueError when there is none of that name."""
    return int(Clause[target.upper()]) if action in CLAUSE_ACTIONS else setup.seats.index(target)


def sheet_of(orders: Orders, setup: Setup) -> OrderSheet:
    """The readable sheet of one seat's orders in one game, so that a computer player's orders go through the same
    gate and into the same save as a person's. Compiled again it gives the same orders."""
    actions = []
    for slot in range(MAX_ACTIONS):
        action = Action(int(orders.action[slot, 0, 0]))
        code = int(orders.action_target[slot, 0, 0])
        if action in CLAUSE_ACTIONS:
            actions.append(BigAction(kind=action.id, target=Clause(code).id))
        elif action in SEAT_ACTIONS:
            actions.append(BigAction(kind=action.id, target=setup.seats[code]))
        elif action is not Action.NONE:
            actions.append(BigAction(kind=action.id))
    projects: dict[str, tuple[str, ...]] = {}
    for lane in Lane:
        index = int(orders.project[lane, 0, 0])
        after = [int(i) for i in orders.behind[:, lane, 0, 0] if i >= 0]
        projects[lane.id] = tuple(setup.technologies[i] for i in (index, *after)) if index >= 0 else ()
    return OrderSheet(
        budget=Budget(
            research=float(orders.research[0, 0]),
            security=float(orders.security[0, 0]),
            compute=float(orders.compute[0, 0]),
            openness=float(orders.openness[0, 0]),
        ),
        alignment=float(orders.alignment[0, 0]),
        projects=projects,
        region=setup.regions[int(orders.region[0, 0])],
        training=float(orders.training[0, 0]),
        serving=float(orders.serving[0, 0]),
        train=bool(orders.train[0, 0]),
        release=Release(int(orders.release[0, 0])).id,
        stance=Stance(int(orders.stance[0, 0])).id,
        pitch=Pitch(int(orders.pitch[0, 0])).id,
        actions=tuple(actions),
        cheat=tuple(clause.id for clause in Clause if not orders.keep[clause, 0, 0]),
        deployment=_DEPLOYMENTS[int(orders.deployment[0, 0])],
    )


_DEPLOYMENTS: tuple[Literal["hold", "deploy", "joint"], ...] = ("hold", "deploy", "joint")


def first_sheet(view: View, setup: Setup) -> OrderSheet:
    """The draft a seat finds in its first turn: the defaults, with what the seat stands for and its run under way."""
    return OrderSheet(
        train=True,
        region=setup.regions[int(setup.home[int(view.observers[0])])],
        stance=Stance(int(view.stance[0, 0])).id,
        pitch=Pitch(int(view.pitch[0, 0])).id,
    )


def next_sheet(sheet: OrderSheet, view: View, setup: Setup) -> OrderSheet:
    """The draft a seat finds after a turn: what it ordered, without what is done once.

    Big actions, the release, the decision to deploy and set-aside questions start anew; technologies learned leave
    their queues; a clause no longer signed can no longer be broken. `view` is the view after the turn.
    """
    known = {id_ for index, id_ in enumerate(setup.technologies) if view.known[index, 0, 0]}
    observer = int(view.observers[0])
    return sheet.changed(
        projects={lane: tuple(id_ for id_ in queue if id_ not in known) for lane, queue in sheet.projects.items()},
        release=Release.HOLD.id,
        actions=(),
        cheat=tuple(clause for clause in sheet.cheat if view.signed[Clause[clause.upper()], observer, 0]),
        deployment=None,
        acknowledged=(),
    )


def _one(value: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([[value]], np.float64)


def _code(value: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    return np.array([[value]], np.int8)
