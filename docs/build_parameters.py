"""Writes the tables of numbers in this folder from the balance files: `python -m docs.build_parameters`.

`parameters.md` is written whole. In `model.md` only the blocks between `<!-- parameters: GROUP -->` and `<!-- end -->`
are, so that no number stands in two places. The schemas for editors name every number too and are written anew with
them, as by `tiersix schema`. Tests check that all are current.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from game import paths
from game.content.book import Book
from game.content.load import load_book, read_folder
from game.content.models import Parameter
from game.content.records import Prior
from game.content.schema import write_schemas
from game.content.vocabulary import Form, Lane, Target

HERE = Path(__file__).parent
PARAMETERS = HERE / "parameters.md"
MODEL = HERE / "model.md"

BLOCK = re.compile(r"(<!-- parameters: ([a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)

HEAD = """# Every number of the rules

Written by `python -m docs.build_parameters` from `balance/baseline.toml` and `balance/technologies.toml`. What the
numbers do is in [model.md](model.md). A worldview may replace any default by another value or prior inside the range,
and must name a source for it; so may a scenario that begins at another time.

"Assumed" means that nobody has published a figure that could be used. {assumed} of the {all} numbers are of that
kind, and the others were rounded or adapted; none of them makes the game a forecast.
"""

FORMS = {Form.ADD: "sum", Form.MULTIPLY: "product", Form.UNLOCK: "permit"}


def number(value: float) -> str:
    return f"{value:g}"


def prior(given: Prior) -> str:
    """A prior in words and numbers."""
    if given.normal is not None:
        return "normal, mean {:g}, sd {:g}".format(*given.normal)
    if given.lognormal is not None:
        return "lognormal, median {:g}, sd of ln {:g}".format(*given.lognormal)
    if given.uniform is not None:
        return "uniform, {:g} to {:g}".format(*given.uniform)
    if given.triangular is not None:
        return "triangular, {:g} to {:g} to {:g}".format(*given.triangular)
    assert given.choice is not None  # a prior has exactly one kind
    whole = sum(weight for _, weight in given.choice)
    return "one of " + ", ".join(f"{value:g} ({weight / whole:.0%})" for value, weight in given.choice)


def default(parameter: Parameter) -> str:
    if parameter.prior is not None:
        return prior(parameter.prior)
    assert parameter.value is not None  # a parameter has a value or a prior
    return number(parameter.value)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def short(parameters: Mapping[str, Parameter]) -> str:
    """The table of a group as it stands in model.md: what a reader of the equations needs."""
    rows = ([f"`{name}`", default(each), each.unit, each.text] for name, each in parameters.items())
    return table(["symbol", "default", "unit", "meaning"], rows)


def full(parameters: Mapping[str, Parameter]) -> str:
    rows = (
        [f"`{name}`", default(each), f"{each.range[0]:g} to {each.range[1]:g}", each.unit, each.text, each.source]
        for name, each in parameters.items()
    )
    return table(["name", "default", "allowed", "unit", "meaning", "source"], rows)


def regions(book: Book) -> str:
    rows = (
        [
            each.name,
            book.baseline.blocs[each.bloc].name if each.bloc else "third country",
            number(each.power),
            number(each.power_growth),
            number(each.cost),
            number(each.lead_time),
            number(each.exposure),
        ]
        for each in book.baseline.regions.values()
    )
    head = ["region", "bloc", "power 2026, GW", "growth, 1/yr", "cost of a chip", "lead time, yr", "exposure"]
    return table(head, rows)


def blocs(book: Book) -> str:
    rows = ([each.name, number(each.attacker), number(each.accountability)] for each in book.baseline.blocs.values())
    return table(["bloc", "capacity of its services, 1-5", "accountability of its rulers, 0-1"], rows)


def effects(book: Book) -> str:
    """Every effect target with the technologies that change it."""
    carriers: dict[str, list[str]] = {target.id: [] for target in Target}
    for technology in book.technologies.values():
        for effect in technology.effects:
            form = Target[effect.target.upper()].form
            amount = {Form.ADD: f" {effect.amount:+g}", Form.MULTIPLY: f" ×{effect.amount:g}", Form.UNLOCK: ""}[form]
            carriers[effect.target].append(f"{technology.name}{amount}")
    rows = ([f"`{target.id}`", FORMS[target.form], target.unit, "; ".join(carriers[target.id])] for target in Target)
    return table(["target", "combined as", "unit", "technologies"], rows)


def technologies(book: Book) -> str:
    names = {id_: each.name for id_, each in book.technologies.items()}

    def needs(every: Sequence[str], some: Sequence[str]) -> str:
        parts = [names[id_] for id_ in every]
        if some:
            parts.append("one of " + ", ".join(names[id_] for id_ in some))
        return "; ".join(parts)

    rows = (
        [each.name, lane.id, str(each.tier), number(each.cost), needs(each.needs, each.needs_any), each.source]
        for lane in Lane
        for each in book.technologies.values()
        if each.lane == lane.id
    )
    return table(["technology", "lane", "tier", "cost", "needs", "source"], rows)


def parameters_page(book: Book) -> str:
    groups = book.baseline.parameters
    numbers = [each for parameters in groups.values() for each in parameters.values()]
    assumed = sum(each.source.strip() == "assumed" for each in numbers)
    parts = [HEAD.format(assumed=assumed, all=len(numbers))]
    parts += [f"## {group}\n\n{full(parameters)}" for group, parameters in groups.items()]
    parts.append(f"## Regions\n\n{regions(book)}")
    parts.append(f"## Blocs\n\n{blocs(book)}")
    parts.append(f"## Effects of technologies, by what they change\n\n{effects(book)}")
    parts.append(
        f"## Technologies\n\nCosts are in thousand researcher-years; 0 is history, known at the start.\n\n"
        f"{technologies(book)}"
    )
    return "\n".join(parts)


def filled(text: str, book: Book) -> str:
    """The text of model.md with its blocks written anew. KeyError for a group that does not exist."""

    def block(found: re.Match[str]) -> str:
        return found[1] + "\n" + short(book.baseline.parameters[found[2]]) + "\n" + found[3]

    return BLOCK.sub(block, text)


def main() -> None:
    book = load_book()
    PARAMETERS.write_text(parameters_page(book), encoding="utf-8")
    MODEL.write_text(filled(MODEL.read_text(encoding="utf-8"), book), encoding="utf-8")
    write_schemas(read_folder(paths.balance())[0], paths.balance() / "schemas")


if __name__ == "__main__":
    main()
