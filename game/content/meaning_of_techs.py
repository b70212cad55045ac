"""Checks of meaning for technologies and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf

from game.content.contents import Fitted
from game.content.findings import same_names, unknown
from game.content.measures import FIGURES, MEASURES
from game.content.models import Condition, Event, Events, Technologies, Technology
from game.content.positions import KeyPath
from game.content.problems import Problem, Severity, shown
from game.content.toml_reader import Document
from game.content.vocabulary import Form, Target

SEAT_FIGURES = ("trust", "morale", "researcher_concern", "cash", "security")
"""Figures that an event changes for a seat and not for the world."""

SPANS: Mapping[str, tuple[float, float]] = {
    **{name: (measure.low, measure.high) for name, measure in MEASURES.items() if name in FIGURES},
    "year": (1950.0, 2300.0),
    "displacement": (0.0, 1.0),
    "awareness": (0.0, 100.0),
    "hype": (0.0, inf),
    "automation": (0.0, inf),
}
"""Within what the figures of a condition can lie at all."""

_AMOUNTS = {Form.ADD: (-100.0, 100.0), Form.MULTIPLY: (0.01, 100.0), Form.UNLOCK: (1.0, 1.0)}
"""Within what the amount of an effect makes sense: many of them are put together."""

Tree = Mapping[str, Technology]


# --- technologies ------------------------------------------------------------------------------------------


def technology_problems(technologies: Fitted[Technologies]) -> Iterator[Problem]:
    """Prerequisites that do not exist, go in circles or can never hold, and effects without meaning."""
    document, tree = technologies.document, technologies.model.technologies
    yield from same_names(document, (((*_at(id_), "name"), each.name) for id_, each in tree.items()))
    for id_, technology in tree.items():
        for key, needs in (("needs", technology.needs), ("needs_any", technology.needs_any)):
            for index, need in enumerate(needs):
                if need not in tree:
                    yield unknown(document, (*_at(id_), key, index), "technology", need, list(tree))
        yield from _tier_problems(document, tree, id_)
        yield from _effect_problems(document, id_, technology)
    yield from _circles(document, tree)
    yield from _unreachable(document, tree)
    yield from _superintelligence(document, tree)


def _at(id_: str) -> KeyPath:
    return ("technologies", id_)


def _tier_problems(document: Document, tree: Tree, id_: str) -> Iterator[Problem]:
    technology = tree[id_]
    too_high = [need for need in technology.needs if need in tree and tree[need].tier > technology.tier]
    options = [need for need in technology.needs_any if need in tree]
    if options and all(tree[need].tier > technology.tier for need in options):
        too_high.append(min(options, key=lambda need: tree[need].tier))
    for need in too_high:
        yield document.problem(
            (*_at(id_), "tier"),
            f"the tier is lower than that of its prerequisite {need}",
            severity=Severity.WARNING,
            got=str(technology.tier),
            expected=f"at least {tree[need].tier}",
        )


def _effect_problems(document: Document, id_: str, technology: Technology) -> Iterator[Problem]:
    for index, effect in enumerate(technology.effects):
        target = Target[effect.target.upper()]
        path: KeyPath = (*_at(id_), "effects", index, "amount")
        least, most = _AMOUNTS[target.form]
        if target.form is Form.MULTIPLY and effect.amount <= 0:
            yield document.problem(
                path, f"{effect.target} is multiplied by its amount", got=shown(effect.amount), expected="above 0"
            )
        elif target.form is Form.UNLOCK and effect.amount != 1:
            yield document.problem(
                path, f"{effect.target} is unlocked and has no amount", got=shown(effect.amount), expected="1"
            )
        elif not least <= effect.amount <= most:
            yield document.problem(path, "out of range", got=shown(effect.amount), expected=f"{least:g} to {most:g}")


def _circles(document: Document, tree: Tree) -> Iterator[Problem]:
    """Each circle of prerequisites once, at the technology of it that the file has first."""
    finished: set[str] = set()
    for start in tree:
        trail: list[str] = []
        branches = [iter((start,))]
        while branches:
            need = next(branches[-1], None)
            if need is None:
                branches.pop()
                if trail:
                    finished.add(trail.pop())
            elif need in trail:
                yield _circle(document, tree, trail[trail.index(need) :])
            elif need in tree and need not in finished:
                trail.append(need)
                branches.append(iter(tree[need].needs))


def _circle(document: Document, tree: Tree, members: list[str]) -> Problem:
    order = list(tree)
    first = members.index(min(members, key=order.index))
    members = [*members[first:], *members[: first + 1]]
    steps = ", ".join(f"{one} needs {other}" for one, other in pairwise(members))
    path: KeyPath = (*_at(members[0]), "needs", tree[members[0]].needs.index(members[1]))
    return document.problem(path, f"prerequisites go in a circle: {steps}")


def _unreachable(document: Document, tree: Tree) -> Iterator[Problem]:
    """Technologies all of whose alternatives wait for themselves. What only follows from it is left out."""
    reached: set[str] = set()
    while more := [id_ for id_ in tree if id_ not in reached and _can_follow(tree, id_, reached)]:
        reached.update(more)
    for id_, technology in tree.items():
        waits = technology.needs_any and not any(need in reached for need in technology.needs_any)
        if waits and id_ not in reached and all(n in reached or n not in tree for n in technology.needs):
            path: KeyPath = (*_at(id_), "needs_any")
            yield document.problem(path, "can never be reached: each alternative needs this technology first")


def _can_follow(tree: Tree, id_: str, reached: set[str]) -> bool:
    # An unknown name has its own problem and counts as reached here.
    needs = [need in reached or need not in tree for need in tree[id_].needs]
    options = [need in reached or need not in tree for need in tree[id_].needs_any]
    return all(needs) and (any(options) or not options)


def _superintelligence(document: Document, tree: Tree) -> Iterator[Problem]:
    unlocks = [
        (id_, index)
        for id_, technology in tree.items()
        for index, effect in enumerate(technology.effects)
        if effect.target == Target.SUPERINTELLIGENCE.id
    ]
    if not unlocks:
        yield document.problem(("technologies",), "no technology unlocks superintelligence", expected="one")
    for id_, index in unlocks[1:]:
        yield document.problem(
            (*_at(id_), "effects", index), f"superintelligence is unlocked by {unlocks[0][0]} already"
        )


# --- events ------------------------------------------------------------------------------------------------


def event_problems(events: Fitted[Events]) -> Iterator[Problem]:
    """Events that can never happen, or that change nothing."""
    document, model = events.document, events.model
    yield from same_names(document, ((("events", id_, "name"), event.name) for id_, event in model.events.items()))
    for id_, event in model.events.items():
        yield from _conditions(document, id_, event)
        for index, change in enumerate(event.changes):
            if event.whom == "world" and change.figure in SEAT_FIGURES:
                yield document.problem(
                    ("events", id_, "changes", index, "figure"),
                    'changes a figure of a seat, but happens to no seat; add "whom"',
                    got=shown(change.figure),
                )


def _conditions(document: Document, id_: str, event: Event) -> Iterator[Problem]:
    for index, condition in enumerate(event.conditions):
        path: KeyPath = ("events", id_, "conditions", index)
        low, high = condition.low, condition.high
        if low is None and high is None:
            yield document.problem(path, "a condition without low or high always holds", severity=Severity.WARNING)
        elif low is not None and high is not None and low > high:
            yield document.problem(path, "can never hold: low is above high", got=f"{low:g} and {high:g}")
        else:
            yield from _reach(document, path, condition)
    yield from _contradictions(document, id_, event)


def _reach(document: Document, path: KeyPath, condition: Condition) -> Iterator[Problem]:
    """Bounds that the figure cannot reach, or cannot leave."""
    least, most = SPANS[condition.figure]
    low = -inf if condition.low is None else condition.low
    high = inf if condition.high is None else condition.high
    span = f"{condition.figure} goes from {least:g} to {most:g}"
    if low > most or high < least:
        yield document.problem(
            path, f"can never hold: {span}", got=shown(condition.low if low > most else condition.high)
        )
    elif low <= least and high >= most:
        yield document.problem(path, f"always holds: {span}", severity=Severity.WARNING)


def _contradictions(document: Document, id_: str, event: Event) -> Iterator[Problem]:
    """Conditions on one figure that exclude each other."""
    bounds: dict[str, tuple[float, float]] = {}
    for index, condition in enumerate(event.conditions):
        low, high = bounds.get(condition.figure, (-inf, inf))
        mine = -inf if condition.low is None else condition.low, inf if condition.high is None else condition.high
        if mine[0] <= mine[1] and (mine[0] > high or mine[1] < low):
            yield document.problem(
                ("events", id_, "conditions", index),
                f"can never hold together with what is said about {condition.figure} before",
            )
        bounds[condition.figure] = max(low, mine[0]), min(high, mine[1])
