"""The checker of balance files: shape and meaning, of files and folders, shipped or written by anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from game import paths as places
from game.content.contents import MANY, SINGLE, Contents, one_of
from game.content.load import fit_into, read_bases, read_folder
from game.content.meaning import problems_of_meaning
from game.content.problems import Problem, Severity, in_order
from game.content.toml_reader import Document, read

_COMMON = {"format", "title", "summary"}
"""Keys that tell nothing about the kind of a file."""


def check(paths: Sequence[Path]) -> list[Problem]:
    """Everything that is wrong with these files, or with the TOML files of these folders, in order.

    A file of a balance folder is checked together with the rest of that folder, and errors that it causes
    there are reported too. A file on its own, such as a worldview that somebody wrote, is checked against the
    game's own balance files.
    """
    roots: dict[Path, set[str]] = {}
    alone: list[Path] = []
    for file in dict.fromkeys(_files(paths)):
        root = _root_of(file)
        if root is None:
            alone.append(file)
        else:
            roots.setdefault(root, set()).add(file.as_posix())
    problems: list[Problem] = []
    for root, asked in roots.items():
        contents, found = read_folder(root)
        found += problems_of_meaning(contents)
        problems += [each for each in found if each.file in asked or each.severity is Severity.ERROR]
    if alone:
        shipped, _ = read_folder(places.balance())
        for file in alone:
            problems += _check_alone(file, shipped)
    return in_order(problems)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.toml"))
        else:
            yield path


def _root_of(file: Path) -> Path | None:
    """The balance folder that the file has its place in, None for a file on its own."""
    if file.stem in SINGLE and file.parent.joinpath("baseline.toml").is_file():
        return file.parent
    if file.parent.name in MANY and file.parent.parent.joinpath("baseline.toml").is_file():
        return file.parent.parent
    return None


def _check_alone(file: Path, shipped: Contents) -> list[Problem]:
    document, problems = read(file)
    if document is None:
        return problems
    kind = _kind_of(document)
    if kind is None:
        kinds = ", ".join((*SINGLE, *map(one_of, MANY)))
        return [document.problem((), "nothing in this file tells what it is", expected=f"one of {kinds}")]
    contents = shipped.copy()
    problems = fit_into(contents, kind, file.stem, document)
    own = [document.file]
    if kind == "worldviews" and not problems:
        bases, problems = read_bases(contents, file, places.balance())
        own += bases
    if not problems:
        problems = [each for each in problems_of_meaning(contents) if each.file in own]
    return problems


def _kind_of(document: Document) -> str | None:
    """The kind of file that most of the document's keys belong to."""
    # a few parameters alone are a worldview, and not half a baseline or a scenario without seats
    kinds = {"worldviews": MANY["worldviews"], **MANY, **SINGLE}
    keys = {kind: len((document.data.keys() & model.model_fields) - _COMMON) for kind, model in kinds.items()}
    best = max(keys, key=keys.__getitem__)
    return best if keys[best] else None
