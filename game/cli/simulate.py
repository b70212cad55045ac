"""`tiersix simulate`: many campaigns, and how often each ending came."""

from __future__ import annotations

import argparse
import json

from game.cli.progress import progress
from game.cli.world import book_of, temperaments_of, world_line
from game.content.words import say
from game.forecast.result import ENDINGS, KINDS, Result
from game.forecast.shares import Share
from game.forecast.simulate import simulate


def run(arguments: argparse.Namespace) -> int:
    book = book_of(arguments)
    temperaments = temperaments_of(arguments, book)
    with progress() as tell:
        result = simulate(
            book, arguments.games, arguments.seed, arguments.workers, temperaments=temperaments, progress=tell
        )
    if arguments.json:
        print(json.dumps(result.to_json(), indent=2))
    else:
        print(world_line(book, arguments.seed))
        seats = {id_: seat.name for id_, seat in book.scenario.seats.items()}
        print("\n".join(["", *table(result), "", *remarks(result, seats)]))
    return 0


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
