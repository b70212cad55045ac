"""Reading balance files from disk, whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

from game import paths
from game.content.bases import resolved
from game.content.book import Book
from game.content.claims import Policy
from game.content.contents import MANY, SINGLE, Contents, Fitted, one_of
from game.content.meaning import problems_of_meaning
from game.content.problems import ContentError, Problem, Severity, has_errors, nearest, shown
from game.content.records import FORMS, ID_PATTERN
from game.content.toml_reader import Document, read, validate

MOST_BESIDE = 1000
"""Files beside a worldview of which one may have been meant by a misspelt base."""


def load_book(
    scenario: str | Path = "five-labs", worldview: str | Path | None = None, root: Path | None = None
) -> Book:
    """The book of a scenario under a worldview, None for the plain baseline.

    Both are an id, for a file of the balance folder `root` (the game's own unless given), or the path of a
    TOML file anywhere. ContentError with the problems of all files if any has an error.
    """
    root = root or paths.balance()
    contents, problems = Contents(), []
    for kind in SINGLE:
        problems += read_into(contents, kind, root / f"{kind}.toml")
    for file in files_of(root, "temperaments"):
        problems += read_into(contents, "temperaments", file)
    chosen: dict[str, str] = {}
    for kind, wanted in (("scenarios", scenario), ("worldviews", worldview)):
        if wanted is not None:
            file, missing = _find(root, kind, wanted)
            chosen[kind] = file.stem
            problems += missing or read_into(contents, kind, file)
            if kind == "worldviews":
                problems += read_bases(contents, file, root)[1]
    problems += problems_of_meaning(contents)
    fitted = contents.scenarios.get(chosen["scenarios"])
    if has_errors(problems) or not (fitted and contents.baseline and contents.technologies and contents.events):
        raise ContentError(problems)
    view = contents.worldviews.get(chosen.get("worldviews", ""))
    return Book(
        scenario_id=chosen["scenarios"],
        scenario=fitted.model,
        worldview_id=chosen.get("worldviews"),
        worldview=resolved(chosen["worldviews"], contents.worldviews) if view else None,
        baseline=contents.baseline.model,
        technologies=contents.technologies.model.technologies,
        events=contents.events.model.events,
        temperaments={id_: each.model for id_, each in contents.temperaments.items()},
    )


def load_policies(root: Path | None = None) -> dict[str, Policy]:
    """All policies of a balance folder by id. ContentError if any does not fit; their names are not checked here."""
    contents, problems = Contents(), []
    for file in files_of(root or paths.balance(), "policies"):
        problems += read_into(contents, "policies", file)
    if has_errors(problems):
        raise ContentError(problems)
    return {id_: each.model for id_, each in contents.policies.items()}


def files_of(root: Path, kind: str) -> list[Path]:
    """The files of one of the folders inside a balance folder, by name."""
    return sorted((root / kind).glob("*.toml"))


def read_folder(root: Path) -> tuple[Contents, list[Problem]]:
    """All files of a balance folder, and what is wrong with them one by one."""
    contents, problems = Contents(), []
    for kind in SINGLE:
        problems += read_into(contents, kind, root / f"{kind}.toml")
    for kind in MANY:
        for file in files_of(root, kind):
            problems += read_into(contents, kind, file)
    return contents, problems


def read_into(contents: Contents, kind: str, file: Path) -> list[Problem]:
    """Read a file and add it to the contents if it fits its model; return what is wrong with it."""
    document, problems = read(file)
    return problems if document is None else fit_into(contents, kind, file.stem, document)


def read_bases(contents: Contents, file: Path, root: Path) -> tuple[list[str], list[Problem]]:
    """Read all that a worldview builds on, each from beside the file that names it or else from the balance folder.

    Returns what problems call these files, and what is wrong with them. The worldview itself has been read; whether
    its bases exist, and end somewhere, is a matter of meaning.
    """
    files: list[str] = []
    problems: list[Problem] = []
    seen = {file.stem}
    beside = sorted(file.parent.glob("*.toml"))[:MOST_BESIDE]
    contents.unread = tuple(dict.fromkeys(each.stem for each in (*beside, *files_of(root, "worldviews"))))
    while (fitted := contents.worldviews.get(file.stem)) is not None:
        base = fitted.model.base
        places = [file.with_name(f"{base}.toml"), root / "worldviews" / f"{base}.toml"]
        found = next((each for each in places if each.is_file()), None)
        if base is None or base in seen or found is None:
            break
        seen.add(base)
        file = found
        files.append(file.as_posix())
        problems += read_into(contents, "worldviews", file)
    return files, problems


def fit_into(contents: Contents, kind: str, id_: str, document: Document) -> list[Problem]:
    """Add a document to the contents if it fits the model of its kind; return what is wrong with it."""
    fitted, problems = validate({**SINGLE, **MANY}[kind], document)
    if kind in MANY and not re.fullmatch(ID_PATTERN, id_):
        form = FORMS[ID_PATTERN]
        problems.append(document.problem((), "the name of this file is no id", got=shown(id_), expected=form))
    elif fitted is not None:
        contents.put(kind, id_, Fitted(document, fitted))
    return problems


def _find(root: Path, kind: str, wanted: str | Path) -> tuple[Path, list[Problem]]:
    """The file of a scenario or worldview, or where it would be and what to say about its absence."""
    if isinstance(wanted, Path) or wanted.endswith(".toml"):
        return Path(wanted), []
    file = root / kind / f"{wanted}.toml"
    ids = [each.stem for each in files_of(root, kind)]
    if wanted in ids:
        return file, []
    if kind == "worldviews":  # a player's own comes after those of the game
        own = sorted(paths.worldviews().glob("*.toml"))
        if wanted in (each.stem for each in own):
            return paths.worldviews() / f"{wanted}.toml", []
        ids += [each.stem for each in own]
    beside = f"{wanted}.toml" if Path(f"{wanted}.toml").is_file() else ""  # a path was meant
    near = nearest(wanted, ids) or beside
    problem = Problem(
        severity=Severity.ERROR,
        file=file.as_posix(),
        line=1,
        column=1,
        path=(),
        message=f"there is no {one_of(kind)} of this name",
        expected="" if near or not ids else "one of " + ", ".join(ids),
        suggestion=near,
    )
    return file, [problem]
