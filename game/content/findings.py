"""Findings that more than one check of meaning makes, so that they sound the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from game.content.colours import difference
from game.content.positions import KeyPath
from game.content.problems import Problem, Severity, nearest, path_text, shown
from game.content.toml_reader import Document

CLEARLY_DIFFERENT = 0.1
"""Distance of two colours in Oklab below which players mistake one for the other on the map."""

MOST_NAMES = 12
"""As many names as a message can hold and still be read."""


def unknown(
    document: Document, path: KeyPath, what: str, name: str, known: Collection[str], *, on_key: bool = False
) -> Problem:
    """The name of a thing that does not exist, with the nearest one that does."""
    suggestion = nearest(name, known)
    expected = ""
    if not suggestion and known:
        akin = [other for other in known if _words(other) & _words(name)]
        if len(known) <= MOST_NAMES:
            expected = "one of " + ", ".join(known)
        elif 0 < len(akin) <= MOST_NAMES:
            expected = "perhaps " + ", ".join(akin)
    return document.problem(
        path, f"unknown {what}", got=shown(name), expected=expected, suggestion=suggestion, on_key=on_key
    )


def _words(name: str) -> set[str]:
    """The words of a name that say something."""
    return {word for word in re.split(r"[\s_-]+", name.casefold()) if len(word) >= 4}


def same_names(document: Document, names: Iterable[tuple[KeyPath, str]]) -> Iterator[Problem]:
    """Things that a player could not tell apart. `names` has the path of each name, and the name."""
    first: dict[str, KeyPath] = {}
    for path, name in names:
        before = first.setdefault(name.casefold(), path)
        if before != path:
            yield document.problem(path, f"same name as {path_text(before[:-1])}", got=shown(name))


def hard_to_tell(document: Document, table: str, colours: Mapping[str, str]) -> Iterator[Problem]:
    """Colours that players mistake for one another. `colours` has the one of each id in the table."""
    for (one, first), (other, second) in combinations(colours.items(), 2):
        if difference(first, second) < CLEARLY_DIFFERENT:
            yield document.problem(
                (table, other, "colour"),
                f"hard to tell from the colour of {one}, {first}",
                severity=Severity.WARNING,
                got=shown(second),
            )


def off_the_map(document: Document, path: KeyPath, place: tuple[float, float]) -> Iterator[Problem]:
    """A place that no map has, most often because longitude and latitude were exchanged."""
    for index, (word, limit) in enumerate((("longitude", 180.0), ("latitude", 90.0))):
        if not -limit <= place[index] <= limit:
            expected = f"from -{limit:g} to {limit:g}"
            yield document.problem((*path, index), f"no such {word}", got=shown(place[index]), expected=expected)
