"""Findings that more than one check of meaning makes, so that they sound the same everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from game.content.positions import KeyPath
from game.content.problems import Problem, nearest, path_text, shown
from game.content.toml_reader import Document


def unknown(
    document: Document, path: KeyPath, what: str, name: str, known: Collection[str], *, on_key: bool = False
) -> Problem:
    """The name of a thing that does not exist, with the nearest one that does."""
    suggestion = nearest(name, known)
    expected = "" if suggestion or len(known) > 12 else "one of " + ", ".join(known)
    return document.problem(
        path, f"unknown {what}", got=shown(name), expected=expected, suggestion=suggestion, on_key=on_key
    )


def same_names(document: Document, names: Iterable[tuple[KeyPath, str]]) -> Iterator[Problem]:
    """Things that a player could not tell apart. `names` has the path of each name, and the name."""
    first: dict[str, KeyPath] = {}
    for path, name in names:
        before = first.setdefault(name.casefold(), path)
        if before != path:
            yield document.problem(path, f"same name as {path_text(before[:-1])}", got=shown(name))


def off_the_map(document: Document, path: KeyPath, place: tuple[float, float]) -> Iterator[Problem]:
    """A place that no map has, most often because longitude and latitude were exchanged."""
    for index, (word, limit) in enumerate((("longitude", 180.0), ("latitude", 90.0))):
        if not -limit <= place[index] <= limit:
            expected = f"from -{limit:g} to {limit:g}"
            yield document.problem((*path, index), f"no such {word}", got=shown(place[index]), expected=expected)
