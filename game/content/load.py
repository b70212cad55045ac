"""Reading balance files from disk, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from game import paths
from game.content.book import Book
from game.content.contents import MANY, SINGLE, Contents, Fitted
from game.content.meaning import problems_of_meaning
from game.content.models import Record
from game.content.problems import ContentError, Problem, Severity, has_errors, nearest
from game.content.toml_reader import read, validate


def load_book(
    scenario: str | Path = "five-labs", worldview: str | Path | None = None, root: Path | None = None
) -> Book:
    """The book of a scenario under a worldview, None for the plain baseline.

    Both are an id, for a file of the balance folder `root` (the game's own unless given), or the path of a
    TOML file anywhere. ContentError with the problems of all files if any has an error.
    """
    root = root or paths.balance()
    contents, problems = Contents(), []
    for kind, model in SINGLE.items():
        problems += read_into(contents, kind, model, root / f"{kind}.toml")
    for file in files_of(root, "temperaments"):
        problems += read_into(contents, "temperaments", MANY["temperaments"], file)
    chosen: dict[str, str] = {}
    for kind, wanted in (("scenarios", scenario), ("worldviews", worldview)):
        if wanted is not None:
            file, missing = _find(root, kind, wanted)
            chosen[kind] = file.stem
            problems += missing or read_into(contents, kind, MANY[kind], file)
    problems += problems_of_meaning(contents)
    fitted = contents.scenarios.get(chosen["scenarios"])
    if has_errors(problems) or not (fitted and contents.baseline and contents.technologies and contents.events):
        raise ContentError(problems)
    view = contents.worldviews.get(chosen.get("worldviews", ""))
    return Book(
        scenario_id=chosen["scenarios"],
        scenario=fitted.model,
        worldview_id=chosen.get("worldviews"),
        worldview=view.model if view else None,
        baseline=contents.baseline.model,
        technologies=contents.technologies.model.technologies,
        events=contents.events.model.events,
        temperaments={id_: each.model for id_, each in contents.temperaments.items()},
    )


def files_of(root: Path, kind: str) -> list[Path]:
    """The files of one of the folders inside a balance folder, by name."""
    return sorted((root / kind).glob("*.toml"))


def read_into(contents: Contents, kind: str, model: type[Record], file: Path) -> list[Problem]:
    """Read a file and add it to the contents if it fits its model; return what is wrong with it."""
    document, problems = read(file)
    if document is None:
        return problems
    fitted, problems = validate(model, document)
    if fitted is not None:
        contents.put(kind, file.stem, Fitted(document, fitted))
    return problems


def _find(root: Path, kind: str, wanted: str | Path) -> tuple[Path, list[Problem]]:
    """The file of a scenario or worldview, or where it would be and what to say about its absence."""
    if isinstance(wanted, Path) or wanted.endswith(".toml"):
        return Path(wanted), []
    file = root / kind / f"{wanted}.toml"
    ids = [each.stem for each in files_of(root, kind)]
    if wanted in ids:
        return file, []
    problem = Problem(
        severity=Severity.ERROR,
        file=file.as_posix(),
        line=1,
        column=1,
        path=(),
        message=f"there is no {kind.removesuffix('s')} of this name",
        expected="" if nearest(wanted, ids) else "one of " + ", ".join(ids),
        suggestion=nearest(wanted, ids),
    )
    return file, [problem]
