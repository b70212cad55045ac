"""Worldviews that build on one another: each says only what is other than in its base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from game.content.contents import Contents, Fitted
from game.content.findings import unknown
from game.content.models import ParameterChange, Worldview
from game.content.problems import Problem

Worldviews = Mapping[str, Fitted[Worldview]]


def base_problems(contents: Contents) -> Iterator[Problem]:
    """Bases that do not exist, and worldviews that come back to themselves."""
    for id_, worldview in contents.worldviews.items():
        base = worldview.model.base
        if base is None:
            continue
        if base not in contents.worldviews:
            known = [each for each in (*contents.worldviews, *contents.unread) if each != id_]
            yield unknown(worldview.document, ("base",), "worldview", base, known)
            continue
        chain = _chain(id_, contents.worldviews)
        if chain[-1] in chain[:-1]:
            steps = ", ".join(f"{one} on {other}" for one, other in pairwise(chain))
            yield worldview.document.problem(("base",), f"worldviews build on one another in a circle: {steps}")


def resolved(id_: str, worldviews: Worldviews) -> Worldview:
    """The worldview with all that it has from its bases, and no base any more."""
    worldview = worldviews[id_].model
    if worldview.base is None:
        return worldview
    parameters: dict[str, dict[str, ParameterChange]] = {}
    for each in reversed(_chain(id_, worldviews)):
        for group, changes in worldviews[each].model.parameters.items():
            parameters[group] = {**parameters.get(group, {}), **changes}
    return worldview.model_copy(update={"base": None, "parameters": parameters})


def _chain(id_: str, worldviews: Worldviews) -> list[str]:
    """A worldview, its base, the base of that, and so on; up to the first that is not there, or comes again."""
    chain = [id_]
    while (base := worldviews[chain[-1]].model.base) is not None and base in worldviews:
        chain.append(base)
        if base in chain[:-1]:
            break
    return chain
