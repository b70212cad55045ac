"""Worldviews that are being changed: numbers moved, and the result written as a file that the checker accepts."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from game import paths
from game.content.book import Book
from game.content.load import files_of
from game.content.models import Parameter, ParameterChange, Worldview
from game.content.records import Prior

ASSUMED = "assumed"
_BARE = re.compile(r"[A-Za-z0-9_-]+")

Place = tuple[str, str]
"""Group and name of a parameter."""


def worldview_files() -> dict[str, Path]:
    """Every worldview that a campaign can be played under, by id: those of the game, then the player's own."""
    found = {path.stem: path for path in files_of(paths.balance(), "worldviews")}
    for path in sorted(paths.worldviews().glob("*.toml")):
        found.setdefault(path.stem, path)
    return found


# --- middles and spreads ---------------------------------------------------------------------------------------------


def middle_of(parameter: Parameter) -> float:
    """The value, or the middle of the prior: mean, median, centre or mode."""
    prior = parameter.prior
    if prior is None:
        assert parameter.value is not None  # a parameter has exactly one of the two
        return parameter.value
    if prior.normal is not None:
        return prior.normal[0]
    if prior.lognormal is not None:
        return prior.lognormal[0]
    if prior.uniform is not None:
        return (prior.uniform[0] + prior.uniform[1]) / 2.0
    if prior.triangular is not None:
        return prior.triangular[1]
    assert prior.choice is not None  # a prior has exactly one kind
    whole = sum(weight for _, weight in prior.choice)
    return sum(value * weight for value, weight in prior.choice) / whole


def spread_of(parameter: Parameter) -> float | None:
    """The width of the prior in its own terms: a standard deviation, or half of a range; None where there is none."""
    prior = parameter.prior
    if prior is None or prior.choice is not None:
        return None
    if prior.uniform is not None:
        return (prior.uniform[1] - prior.uniform[0]) / 2.0
    if prior.triangular is not None:
        return (prior.triangular[2] - prior.triangular[0]) / 2.0
    pair = prior.normal or prior.lognormal
    assert pair is not None
    return pair[1]


def with_middle(parameter: Parameter, middle: float) -> Parameter:
    """Moved to another middle, the spread kept as far as the allowed range has room for it."""
    low, high = parameter.range
    middle = min(high, max(low, middle))
    prior = parameter.prior
    if prior is None:
        return parameter.model_copy(update={"value": middle, "source": ASSUMED})
    if prior.normal is not None:
        moved = Prior(normal=(middle, prior.normal[1]))
    elif prior.lognormal is not None:
        moved = Prior(lognormal=(max(middle, 1e-9), prior.lognormal[1]))
    elif prior.uniform is not None:
        half = min((prior.uniform[1] - prior.uniform[0]) / 2.0, middle - low, high - middle)
        moved = Prior(uniform=(middle - half, middle + half))
    elif prior.triangular is not None:
        below, mode, above = prior.triangular
        moved = Prior(triangular=(max(low, middle - (mode - below)), middle, min(high, middle + (above - mode))))
    else:
        assert prior.choice is not None
        step = middle - middle_of(parameter)
        moved = Prior(choice=tuple((min(high, max(low, v + step)), w) for v, w in prior.choice))
    return parameter.model_copy(update={"prior": moved, "source": ASSUMED})


def with_spread(parameter: Parameter, spread: float) -> Parameter:
    """Wider or narrower around the same middle; a value, and a choice, stay as they are."""
    prior, middle = parameter.prior, middle_of(parameter)
    low, high = parameter.range
    spread = max(spread, 0.0)
    if prior is None or prior.choice is not None:
        return parameter
    if prior.normal is not None:
        made = Prior(normal=(middle, spread))
    elif prior.lognormal is not None:
        made = Prior(lognormal=(middle, spread))
    elif prior.uniform is not None:
        half = min(spread, middle - low, high - middle)
        made = Prior(uniform=(middle - half, middle + half))
    else:
        assert prior.triangular is not None
        below, _, above = prior.triangular
        factor = spread / max((above - below) / 2.0, 1e-9)
        ends = max(low, middle - (middle - below) * factor), min(high, middle + (above - middle) * factor)
        made = Prior(triangular=(ends[0], middle, ends[1]))
    return parameter.model_copy(update={"prior": made, "source": ASSUMED})


# --- a worldview under change ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sketch:
    """A worldview as its file has it, in a book, and the parameters that were changed since."""

    book: Book
    edits: Mapping[Place, Parameter] = field(default_factory=dict)

    def in_file(self, place: Place) -> Parameter:
        return self.book.parameters[place[0]][place[1]]

    def parameter(self, place: Place) -> Parameter:
        """As it is now."""
        return self.edits.get(place) or self.in_file(place)

    def edited(self, place: Place, parameter: Parameter) -> Sketch:
        """With another number in one place; the number of the file again is no edit."""
        edits = {each: value for each, value in self.edits.items() if each != place}
        if not _same(parameter, self.in_file(place)):
            edits[place] = parameter
        return replace(self, edits=edits)

    def worldview(self, title: str | None = None) -> Worldview:
        """The overlay with all edits, under its own title or another one."""
        base = self.book.worldview
        parameters = {group: dict(changes) for group, changes in base.parameters.items()} if base else {}
        for (group, name), parameter in self.edits.items():
            change = ParameterChange(value=parameter.value, prior=parameter.prior, source=parameter.source)
            parameters.setdefault(group, {})[name] = change
        return Worldview(
            format=1,
            title=title or (base.title if base else self.book.baseline.title),
            summary=base.summary if base else self.book.baseline.summary,
            objections=base.objections if base else "Whoever does not share its assumptions.",
            sources=base.sources if base else (ASSUMED,),
            parameters=parameters,
            claims=base.claims if base else (),
        )

    def played(self) -> Book:
        """The book that campaigns are played by now."""
        return replace(self.book, worldview=self.worldview()) if self.edits else self.book


def _same(one: Parameter, other: Parameter) -> bool:
    """Whether two parameters have the same numbers, but for rounding."""
    mine, theirs = (list(_numbers(each.prior if each.value is None else each.value)) for each in (one, other))
    return len(mine) == len(theirs) and all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(mine, theirs, strict=True))


def _numbers(given: Any) -> Iterator[float]:
    """All numbers of a value or a prior, in their order."""
    if isinstance(given, Prior):
        for kind in (given.normal, given.lognormal, given.uniform, given.triangular, given.choice):
            yield from _numbers(kind or ())
    elif isinstance(given, tuple):
        for one in given:
            yield from _numbers(one)
    else:
        yield float(given)


# --- the file --------------------------------------------------------------------------------------------------------


def id_of(title: str) -> str:
    """The id, and so the name of the file, that a worldview of this title gets; empty if nothing of it can be used."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return re.sub(r"^[^a-z]+", "", plain)[:40].strip("-")


def overlay_text(worldview: Worldview) -> str:
    """The worldview as the text of its file; read again it is the same."""
    data = worldview.model_dump(mode="json", exclude_none=True)
    lines = [f"{key} = {_written(data[key])}" for key in ("format", "title", "summary", "objections", "sources")]
    for group, changes in data["parameters"].items():
        for name, change in changes.items():
            lines += ["", f"[parameters.{_key(group)}.{_key(name)}]"]
            lines += [f"{_key(key)} = {_written(value)}" for key, value in change.items()]
    for claim in worldview.claims:
        lines += ["", "[[claims]]"]
        told = claim.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        lines += [f"{_key(key)} = {_written(value)}" for key, value in told.items()]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _written(key)


def _written(value: Any) -> str:
    """A value in TOML; tables stand in one line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is no number for a file")
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + " }"
    return "[" + ", ".join(_written(one) for one in value) + "]"
