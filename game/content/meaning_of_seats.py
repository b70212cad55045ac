"""Checks of meaning for scenarios and temperaments: who plays, from where, with what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game import paths
from game.content.contents import Contents, Fitted
from game.content.findings import hard_to_tell, off_the_map, same_names, unknown
from game.content.models import Baseline, Scenario, Technology, Temperament
from game.content.positions import KeyPath
from game.content.problems import Problem, Severity, shown
from game.content.toml_reader import Document

# --- scenarios ---------------------------------------------------------------------------------------------


def scenario_problems(scenario: Fitted[Scenario], contents: Contents) -> Iterator[Problem]:
    """Names that nothing answers to, seats that cannot be told apart, and impossible starts."""
    document, model = scenario.document, scenario.model
    yield from same_names(document, ((("seats", id_, "name"), seat.name) for id_, seat in model.seats.items()))
    yield from hard_to_tell(document, "seats", {id_: seat.colour for id_, seat in model.seats.items()})
    yield from _icons(document, model)
    for id_, seat in model.seats.items():
        yield from off_the_map(document, ("seats", id_, "place"), seat.place)
        if contents.temperaments and seat.temperament not in contents.temperaments:
            path: KeyPath = ("seats", id_, "temperament")
            yield unknown(document, path, "temperament", seat.temperament, list(contents.temperaments))
    yield from _governments(document, model)
    if contents.baseline:
        yield from _places(document, model, contents.baseline.model)
    if contents.technologies:
        yield from _knowledge(document, model, contents.technologies.model.technologies)


def _icons(document: Document, model: Scenario) -> Iterator[Problem]:
    folder: Path = paths.assets() / "icons"
    icons = [file.stem for file in folder.glob("*.svg")]
    for id_, seat in model.seats.items():
        if seat.icon not in icons:
            yield unknown(document, ("seats", id_, "icon"), "icon", seat.icon, icons)


def _governments(document: Document, model: Scenario) -> Iterator[Problem]:
    governments: dict[str, str] = {}
    for id_, seat in model.seats.items():
        before = governments.setdefault(seat.bloc, id_) if seat.state else id_
        if before != id_:
            yield document.problem(("seats", id_, "state"), f"bloc {seat.bloc} is governed by {before} already")


def _places(document: Document, model: Scenario, baseline: Baseline) -> Iterator[Problem]:
    blocs, regions = list(baseline.blocs), list(baseline.regions)
    for id_, seat in model.seats.items():
        path: KeyPath = ("seats", id_)
        if seat.bloc not in blocs:
            yield unknown(document, (*path, "bloc"), "bloc", seat.bloc, blocs)
        if seat.home not in regions:
            yield unknown(document, (*path, "home"), "region", seat.home, regions)
        for region in seat.start.compute:
            if region not in regions:
                where: KeyPath = (*path, "start", "compute", region)
                yield unknown(document, where, "region", region, regions, on_key=True)


def _knowledge(document: Document, model: Scenario, tree: dict[str, Technology]) -> Iterator[Problem]:
    lists: list[tuple[KeyPath, tuple[str, ...], tuple[str, ...]]] = [(("knows",), model.knows, ())]
    lists += [(("seats", id_, "knows"), seat.knows, model.knows) for id_, seat in model.seats.items()]
    for path, given, common in lists:
        known = {*given, *common}
        for index, id_ in enumerate(given):
            where: KeyPath = (*path, index)
            if id_ not in tree:
                yield unknown(document, where, "technology", id_, list(tree))
            elif id_ in common or id_ in given[:index]:
                yield document.problem(where, "listed already", severity=Severity.WARNING, got=shown(id_))
            elif lacking := _lacking(tree, id_, known):
                yield document.problem(
                    where, f"known without its prerequisite {lacking}", severity=Severity.WARNING, got=shown(id_)
                )
    history = [id_ for id_, technology in tree.items() if technology.cost == 0]
    missed = [id_ for id_ in history if any(id_ not in (*model.knows, *s.knows) for s in model.seats.values())]
    if missed:
        yield document.problem(
            ("knows",),
            f"not known at the start, though they cost nothing: {', '.join(missed)}",
            severity=Severity.WARNING,
        )


def _lacking(tree: dict[str, Technology], id_: str, known: set[str]) -> str:
    """The first prerequisite that exists and is not among the known technologies, or ""."""
    options = tree[id_].needs_any
    if options and not known.intersection(options):
        return " or ".join(options)
    return next((need for need in tree[id_].needs if need in tree and need not in known), "")


# --- temperaments ------------------------------------------------------------------------------------------


def temperament_problems(temperament: Fitted[Temperament], contents: Contents) -> Iterator[Problem]:
    """Shares above the whole, and technologies that do not exist."""
    document, model = temperament.document, temperament.model
    for keys in (("research", "security", "compute", "openness"), ("serving", "automation")):
        whole = sum(getattr(model, key) for key in keys)
        if whole > 1 + 1e-9:
            yield document.problem(
                (keys[0],), f"the shares {', '.join(keys)} sum to more than the whole", got=f"{whole:g}",
                expected="at most 1",
            )  # fmt: skip
    if contents.technologies:
        tree = list(contents.technologies.model.technologies)
        for index, id_ in enumerate(model.prefers):
            if id_ not in tree:
                yield unknown(document, ("prefers", index), "technology", id_, tree)
