"""`tiersix sweep`: many campaigns under many worldviews, and which of their numbers matter."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from time import monotonic

from game.cli.misuse import Misuse, unknown
from game.cli.simulate import percent
from game.cli.world import book_of, temperaments_of, world_line
from game.content.files import write_whole
from game.content.words import figures, say
from game.forecast.cluster import BadAddress, Cluster, Unlike, Unreachable
from game.forecast.design import DesignError, axes_of
from game.forecast.extras import Missing, extra
from game.forecast.parts import Parts, PartsError
from game.forecast.sensitivity import Influence, influences, outcome, outcome_names
from game.forecast.svg import to_svg
from game.forecast.sweep import Sweep, Swept, sweep
from game.forecast.tables import write_table
from game.forecast.tornado import tornado
from game.forecast.workers import Crew, crew_of

SHOWN = 20
"""Numbers in the table and the picture; the file has all."""

STOPPED = 130


def run(arguments: argparse.Namespace) -> int:
    """0 when the table is written, 1 when something was missing or lost, 130 with the finished chunks kept."""
    book = book_of(arguments)
    temperaments = temperaments_of(arguments, book)
    if arguments.outcome not in outcome_names(tuple(book.scenario.seats)):
        raise unknown("outcome", arguments.outcome, outcome_names(tuple(book.scenario.seats)))
    try:
        axes = axes_of(book, dict(arguments.range), priors=arguments.priors, every=arguments.all)
    except DesignError as error:
        raise Misuse(str(error)) from error
    what = Sweep(book, axes, arguments.games, arguments.seed, arguments.sampling, temperaments, arguments.chunk)
    folder = arguments.out.with_name(f"{arguments.out.name}.parts")
    progress = _Progress(sys.stderr.isatty())
    try:
        if arguments.out.suffix.lower() == ".parquet":
            extra("pyarrow.parquet")  # before hours of play and not after
        swept = sweep(what, _crew(arguments), folder, resume=arguments.resume, progress=progress)
        write_table(swept, arguments.out)
    except KeyboardInterrupt:
        progress.clear()
        print(say("cli.stopped"), progress.kept(folder, arguments.games), file=sys.stderr)
        return STOPPED
    except (BrokenExecutor, Missing, PartsError, BadAddress, Unlike, Unreachable) as error:
        progress.clear()
        print(_reason(error), file=sys.stderr)
        return 1
    progress.clear()
    Parts(folder).remove()
    _tell(arguments, swept, world_line(book, arguments.seed))
    return 0


def _crew(arguments: argparse.Namespace) -> Crew:
    return Cluster(arguments.scheduler) if arguments.scheduler else crew_of(arguments.workers)


def _reason(error: Exception) -> str:
    match error:
        case PartsError():
            return say("cli.sweep.parts", reason=error)
        case BadAddress():
            return say("cli.sweep.address", given=error)
        case Unreachable():
            return say("cli.sweep.unreachable", address=error)
        case Unlike():
            return say("cli.sweep.unlike", versions=error)
        case BrokenExecutor():
            return say("cli.simulate.died")
    return str(error)


class _Progress:
    """A line that says how far it is; silent where nobody looks."""

    def __init__(self, told: bool) -> None:
        self._told = told
        self._began = monotonic()
        self._first: int | None = None
        self._done = 0

    def __call__(self, done: int, games: int) -> None:
        self._done = done
        if not self._told:
            return
        line = say("cli.simulate.progress", done=done, games=games)
        if self._first is None:
            self._first, self._began = done, monotonic()
        else:
            speed = (done - self._first) / max(monotonic() - self._began, 1e-9)
            line += ", " + say("cli.sweep.left", seconds=(games - done) / max(speed, 1e-9))
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._told:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def kept(self, folder: Path, games: int) -> str:
        return say("cli.sweep.kept", done=self._done, games=games, folder=folder)


def _tell(arguments: argparse.Namespace, swept: Swept, world: str) -> None:
    results = outcome(swept, arguments.outcome)
    found = influences(swept.axes, swept.values, results)
    mean = float(results.mean())
    if arguments.plot is not None:
        write_whole(arguments.plot, _picture(arguments.outcome, world, mean, found).encode("utf-8"))
    if arguments.json:
        data = {
            "outcome": arguments.outcome,
            "games": swept.outcomes.games,
            "mean": mean,
            "numbers": [each.to_json() for each in found],
        }
        print(json.dumps(data, indent=2))
        return
    lines = [world, "", *_table(arguments.outcome, found)]
    if len(found) > SHOWN:
        lines.append(say("cli.sweep.more", count=len(found) - SHOWN, file=arguments.out))
    shown = _shown(arguments.outcome)
    lines += ["", say("cli.sweep.mean", outcome=_name(arguments.outcome), mean=shown(mean)), say("cli.sweep.tenths")]
    lines.append(say("cli.sweep.written", file=arguments.out, games=swept.outcomes.games, numbers=len(swept.axes)))
    if arguments.plot is not None:
        lines.append(say("cli.sweep.plotted", file=arguments.plot))
    print("\n".join([*lines, say("cli.simulate.caveat")]))


def _table(name: str, found: list[Influence]) -> list[str]:
    heads = {key: say(f"cli.sweep.{key}") for key in ("low", "high", "swing", "index")}
    lines = [say("cli.sweep.head", name=say("cli.sweep.number"), **heads)]
    shown = _shown(name)
    for each in found[:SHOWN]:
        index, low, high = (100 * max(0.0, end) for end in (each.index.mean, each.index.low, each.index.high))
        cells = {"low": shown(each.low.mean), "high": shown(each.high.mean)}
        swing = each.swing.mean
        cells["swing"] = ("+" if swing > 0 else "−" if swing < 0 else "") + shown(abs(swing))
        lines.append(
            say(
                "cli.sweep.head",
                name=each.axis.name,
                **cells,
                index=say("cli.sweep.interval", index=index, low=low, high=high),
            )
        )
    return lines


def _picture(name: str, world: str, mean: float, found: list[Influence]) -> str:
    title = say("cli.sweep.title", outcome=_name(name).capitalize())
    words = {key: say(f"cli.sweep.plot_{key}") for key in ("low", "high", "alone")}
    notes = [say("cli.sweep.plot_note"), say("cli.sweep.plot_world", world=world)]
    return to_svg(tornado(found[:SHOWN], mean, title=title, notes=notes, shown=_shown(name), **words), title)


def _shown(name: str) -> Callable[[float], str]:
    """How an outcome is written: shares in per cent, turns and scores as numbers."""
    return figures if name == "turns" or name.startswith("score.") else percent


def _name(name: str) -> str:
    return name.replace("_", " ")
