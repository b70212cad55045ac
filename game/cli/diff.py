"""`tiersix diff`: how one worldview differs from another, and what of it makes their campaigns end differently."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from game.cli.progress import progress
from game.cli.simulate import percent
from game.cli.world import worldview_title
from game.content.book import Book
from game.content.differences import Difference, differences, number_of, value_in_words
from game.content.load import load_book
from game.content.records import Prior
from game.content.words import say
from game.forecast.parting import Part, Parting, Step, what_parts
from game.forecast.result import ENDINGS

BASELINE = "baseline"
"""The name under which the plain baseline can be compared with a worldview."""


def run(arguments: argparse.Namespace) -> int:
    mine, other = (_book(arguments.scenario, name) for name in (arguments.first, arguments.second))
    found = differences(mine, other)
    parting = None
    if arguments.games:
        with progress() as tell:
            parting = what_parts(
                mine,
                other,
                arguments.games,
                arguments.seed,
                arguments.workers,
                by_group=arguments.groups,
                progress=tell,
            )
    if arguments.json:
        data = {"parameters": [_plain(each) for each in found]} | (parting.to_json() if parting else {})
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return 0
    print("\n".join([*_parameters(mine, other, found), *(_endings(mine, other, parting) if parting else ())]))
    return 0


def _book(scenario: str, worldview: str) -> Book:
    return load_book(scenario, None if worldview == BASELINE else worldview)


def _plain(each: Difference) -> dict[str, object]:
    def side(parameter_side: str) -> dict[str, object]:
        parameter = getattr(each, parameter_side)
        number = number_of(parameter)
        given = number.model_dump(exclude_none=True) if isinstance(number, Prior) else number
        return {"number": given, "source": parameter.source}

    return {"path": each.path, "unit": each.mine.unit, "a": side("mine"), "b": side("other")}


def _parameters(mine: Book, other: Book, found: list[Difference]) -> Iterator[str]:
    """Each parameter that differs: what it is, and what either says with its source."""
    yield say(
        "cli.diff.head", scenario=mine.scenario.title, mine=worldview_title(mine), other=worldview_title(other)
    )
    for each in found:
        yield ""
        yield say("cli.diff.parameter", path=each.path, unit=each.mine.unit, text=each.mine.text)
        for side, parameter in (("A", each.mine), ("B", each.other)):
            value = value_in_words(parameter)
            yield say("cli.diff.side", side=side, value=value, source=" ".join(parameter.source.split()))
    yield ""
    whole = sum(len(group) for group in mine.parameters.values())
    yield say("cli.diff.count", count=len(found), whole=whole) if found else say("cli.diff.same", whole=whole)


def _endings(mine: Book, other: Book, parting: Parting) -> Iterator[str]:
    yield ""
    yield say("cli.diff.endings", games=parting.games)
    yield say("cli.diff.ending_head", ending=say("cli.simulate.ending"))
    for ending in ENDINGS:
        a, b = parting.mine[ending], parting.other[ending]
        if a.count or b.count:
            yield say(
                "cli.diff.ending",
                ending=say(f"ending.{ending.id}"),
                a=percent(a.share),
                b=percent(b.share),
                step=_points(parting.steps[ending]),
            )
    yield say("cli.diff.bad", step=_points(parting.whole))
    if parting.parts:
        yield ""
        yield say("cli.diff.parts")
        yield say("cli.diff.part_head")
        yield from map(_part, parting.parts)
        yield say("cli.diff.together", points=f"{100.0 * parting.together:+.1f}")
    yield ""
    yield say("cli.diff.caveat")


def _part(part: Part) -> str:
    return say(
        "cli.diff.part",
        path=part.path,
        both=_points(part.both),
        forth=f"{100.0 * part.forth.change:+.1f}",
        back=f"{100.0 * part.back.change:+.1f}",
    )


def _points(step: Step) -> str:
    """A change of a share in points, with its interval."""
    return say(
        "cli.diff.points",
        change=f"{100.0 * step.change:+.1f}",
        low=f"{100.0 * step.low:+.1f}",
        high=f"{100.0 * step.high:+.1f}",
    )
