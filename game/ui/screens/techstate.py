"""What a seat can do about each technology: its state, how long it takes, and how the queues change. Draws nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from game.content.models import Technology
from game.content.vocabulary import Lane
from game.ui.office import Office

State = Literal["done", "active", "queued", "available", "locked"]
STATES: tuple[State, ...] = ("done", "active", "queued", "available", "locked")
NEVER = 999


@dataclass(frozen=True)
class Standing:
    """One technology as one seat stands to it."""

    state: State
    place: int = 0  # in the queue of its lane, 1 for the first that waits
    share: float = 0.0  # of the work done
    to_pay: float = 0.0  # thousand researcher-years that are left
    turns: int = 0  # until it is done, as far as can be told; NEVER where nothing is spent on it
    missing: int = 0  # prerequisites that are not known, of the shortest way


def lane_of(technology: Technology) -> Lane:
    return Lane[technology.lane.upper()]


def standings(office: Office) -> dict[str, Standing]:
    """Every technology of the book, by id."""
    view, setup = office.view, office.setup
    active = {int(i) for i in office.orders.project[:, 0, 0] if i >= 0}
    places = _places(office, active)
    known = {id_ for i, id_ in enumerate(setup.technologies) if view.known[i, 0, 0]}
    spent: dict[Lane, float] = {}  # work before the next in the queue of a lane begins
    left = {
        id_: max(0.0, float(view.cost[i, 0]) - float(view.progress[i, 0, 0]))
        for i, id_ in enumerate(setup.technologies)
    }
    found: dict[str, Standing] = {}
    for id_ in sorted(setup.technologies, key=lambda id_: places.get(id_, NEVER)):
        index = setup.technologies.index(id_)
        technology = office.book.technologies[id_]
        if id_ in known:
            found[id_] = Standing("done", share=1.0)
            continue
        lane = lane_of(technology)
        cost = float(view.cost[index, 0])
        share = float(view.progress[index, 0, 0]) / cost if cost > 0 else 0.0
        before = spent.get(lane, 0.0) if id_ in places else 0.0
        turns = _turns(before + left[id_], office.work(lane))
        if id_ in places:
            spent[lane] = before + left[id_]
        missing = len(missing_for(office, id_))
        if index in active:
            found[id_] = Standing("active", 0, share, left[id_], turns)
        elif id_ in places:
            found[id_] = Standing("queued", places[id_], share, left[id_], turns, missing)
        elif view.open_to[index, 0, 0]:
            found[id_] = Standing("available", 0, share, left[id_], turns)
        else:
            found[id_] = Standing("locked", 0, share, left[id_], turns, missing)
    return {id_: found[id_] for id_ in setup.technologies}


def _places(office: Office, active: set[int]) -> dict[str, int]:
    """Place in its queue of every technology in one: 0 for what is worked on, then 1, 2, 3 ..."""
    places: dict[str, int] = {}
    for queue in office.sheet.projects.values():
        waiting = 0
        for id_ in queue:
            index = office.setup.technologies.index(id_)
            if office.view.known[index, 0, 0]:
                continue
            if index in active:
                places[id_] = 0
            else:
                waiting += 1
                places[id_] = waiting
    return places


def _turns(work: float, rate: float) -> int:
    if rate <= 1e-9:
        return NEVER
    return max(1, min(NEVER, math.ceil(work / rate - 1e-9)))


def missing_for(office: Office, wanted: str) -> list[str]:
    """What has to be researched before `wanted`, prerequisites first, by the cheapest way; `wanted` is not in it."""
    order: list[str] = []

    def known(id_: str) -> bool:
        return bool(office.view.known[office.setup.technologies.index(id_), 0, 0])

    def price(id_: str, seen: frozenset[str]) -> float:
        if known(id_) or id_ in seen:
            return 0.0
        technology = office.book.technologies[id_]
        seen = seen | {id_}
        some = min((price(n, seen) for n in technology.needs_any), default=0.0)
        return technology.cost + some + sum(price(n, seen) for n in technology.needs)

    def collect(id_: str) -> None:
        technology = office.book.technologies[id_]
        needs = list(technology.needs)
        if technology.needs_any and not any(known(n) or n in order for n in technology.needs_any):
            needs.append(min(technology.needs_any, key=lambda n: price(n, frozenset())))
        for need in needs:
            if not known(need) and need not in order:
                collect(need)
                order.append(need)

    collect(wanted)
    return order


def enqueue(office: Office, wanted: str, first: bool) -> dict[str, tuple[str, ...]]:
    """The queues with `wanted` and all it needs: at their ends, or at their heads to be worked on at once."""
    chain = [*missing_for(office, wanted), wanted]
    queues = dict(office.sheet.projects)
    for lane in Lane:
        mine = [id_ for id_ in chain if lane_of(office.book.technologies[id_]) is lane]
        old = [id_ for id_ in queues[lane.id] if id_ not in mine or (not first and id_ != wanted)]
        new = [id_ for id_ in mine if id_ not in old]
        queues[lane.id] = (*new, *old) if first else (*old, *new)
    return queues


def dequeue(office: Office, wanted: str) -> dict[str, tuple[str, ...]]:
    """The queues without `wanted` and without whatever was queued only because of it can be reached."""
    dropped = {wanted}
    grown = True
    queued = {id_ for queue in office.sheet.projects.values() for id_ in queue}
    while grown:
        grown = False
        for id_ in queued - dropped:
            technology = office.book.technologies[id_]
            held = [n for n in technology.needs_any if _reachable(office, n, queued - dropped)]
            if dropped & set(technology.needs) or (technology.needs_any and not held):
                dropped.add(id_)
                grown = True
    return {lane: tuple(id_ for id_ in queue if id_ not in dropped) for lane, queue in office.sheet.projects.items()}


def _reachable(office: Office, id_: str, queued: set[str]) -> bool:
    return id_ in queued or bool(office.view.known[office.setup.technologies.index(id_), 0, 0])
