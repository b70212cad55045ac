"""`tiersix simulate`: many campaigns, and how often each ending came."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from pydantic import ValidationError

from game.campaign.chairs import HUMAN
from game.cli.misuse import Misuse, unknown
from game.cli.progress import progress
from game.cli.world import COMPUTER, book_of, world_line
from game.content.book import Book
from game.content.claims import Policy, Shares
from game.content.files import write_whole
from game.content.load import load_policies
from game.content.measures import FIGURES, HAPPENINGS
from game.content.words import say
from game.forecast.cases import SHARES, table_of
from game.forecast.result import ENDINGS, KINDS, Result, as_csv
from game.forecast.shares import Share
from game.forecast.simulate import simulate_table

STANDARD_OUTPUT = "-"
BUDGET = "shares:"


def run(arguments: argparse.Namespace) -> int:
    if [arguments.json, arguments.csv == STANDARD_OUTPUT, arguments.series == STANDARD_OUTPUT].count(True) > 1:
        raise Misuse(say("cli.simulate.one_output"))
    book = book_of(arguments)
    notes = [*HAPPENINGS] * bool(arguments.csv) + [*FIGURES] * bool(arguments.series)
    laid = table_of(book, policies_of(arguments, book))
    with progress() as tell:
        result = simulate_table(laid, arguments.games, arguments.seed, arguments.workers, notes=notes, progress=tell)
    files = {arguments.csv: result.columns, arguments.series: result.series}
    for file, columns in files.items():
        if file is not None:
            _write(file, columns())
    if arguments.json:
        print(json.dumps(result.to_json(), indent=2))
    elif STANDARD_OUTPUT not in files:
        print(world_line(book, arguments.seed))
        seats = {id_: seat.name for id_, seat in book.scenario.seats.items()}
        print("\n".join(["", *table(result), "", *remarks(result, seats)]))
    return 0


def _write(file: str, columns: dict[str, NDArray[Any]]) -> None:
    text = as_csv(columns)
    if file == STANDARD_OUTPUT:
        print(text, end="")
    else:
        write_whole(Path(file), text.encode("utf-8"))
        print(say("cli.simulate.written", file=file, rows=text.count("\n") - 1), file=sys.stderr)


def policies_of(arguments: argparse.Namespace, book: Book) -> dict[str, Policy]:
    """Seat to how it plays, of the seats that do not play as their scenario says. Misuse for names there are not."""
    policies = load_policies()
    if arguments.policy not in policies:
        raise unknown("policy", arguments.policy, policies)
    playing = dict.fromkeys(book.scenario.seats, policies[arguments.policy])
    for seat, given in arguments.seat:
        if seat not in book.scenario.seats:
            raise unknown("seat", seat, book.scenario.seats)
        if given == HUMAN:
            raise Misuse(say("cli.human_seat", seat=book.scenario.seats[seat].name))
        if given.startswith(BUDGET):
            playing[seat] = _own(shares=_shares(given))
        elif given in book.temperaments:
            playing[seat] = _own(temperament=given)
        elif given in policies:
            playing[seat] = policies[given]
        elif given == COMPUTER:
            playing[seat] = _own()
        else:
            raise unknown("play", given, (*book.temperaments, *policies))
    return playing


def _own(temperament: str | None = None, shares: Shares | None = None) -> Policy:
    """What a command line says about a seat, as a policy without a file."""
    return Policy(format=1, title=BUDGET, summary=BUDGET, temperament=temperament, shares=shares)


def _shares(given: str) -> Shares:
    """A budget such as shares:research=0.4,security=0.2. Misuse for anything else."""
    shares: dict[str, float] = {}
    for part in given.removeprefix(BUDGET).split(","):
        name, _, number = part.partition("=")
        if name not in SHARES:
            raise unknown("share", name, SHARES)
        try:
            shares[name] = float(number)
        except ValueError:
            raise Misuse(say("cli.simulate.not_shares", given=given)) from None
    try:
        return Shares(**shares)
    except ValidationError:
        raise Misuse(say("cli.simulate.not_shares", given=given)) from None


def table(result: Result) -> list[str]:
    """A line for each kind of ending with its share, and under it one for each of its endings, commonest first."""
    lines = [say("cli.simulate.head", ending=say("cli.simulate.ending"), share=say("cli.simulate.share"))]
    endings = result.endings
    for kind in KINDS:
        lines.append(_line(say(f"kind.{kind.id}").capitalize(), result.kinds[kind.id]))
        shares = [(endings[ending.id], ending.id) for ending in ENDINGS if ending.kind is kind]
        shares.sort(key=lambda row: -row[0].count)
        lines += [_line("  " + say(f"ending.{id_}"), share) for share, id_ in shares]
    return lines


def _line(name: str, share: Share) -> str:
    interval = say("cli.simulate.interval", low=percent(share.low), high=percent(share.high))
    return say("cli.simulate.line", name=name, share=percent(share.share), interval=interval)


def percent(share: float) -> str:
    """A share in whole per cent, where little is not nothing and nearly all is not all."""
    if 0.0 < share < 0.005:
        return say("cli.simulate.little")
    if 0.995 <= share < 1.0:
        return say("cli.simulate.most")
    return say("cli.simulate.percent", share=share)


def remarks(result: Result, seats: dict[str, str]) -> list[str]:
    """Turns, scores, speed, and what the shares are not."""
    scores = ", ".join(
        say("cli.simulate.score", seat=seats[id_], score=mean.mean) for id_, mean in result.mean_scores.items()
    )
    return [
        say("cli.simulate.turns", turns=result.mean_turns),
        say("cli.simulate.scores", scores=scores),
        say(
            "cli.simulate.speed",
            games=result.games,
            seconds=result.seconds,
            campaigns=result.campaigns_per_second,
            turns=result.turns_per_second,
        ),
        say("cli.simulate.caveat"),
    ]
