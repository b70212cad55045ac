"""The command line: every command and its options. Standard library and texts only, so help is instant."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import NoReturn

from game import __version__
from game.content.words import say
from game.players.difficulty import LEVELS, STANDARD

USAGE = 2
SCENARIO = "five-labs"
PALETTES = ("standard", "colour-blind")


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line; the whole usage is there for whoever asks for help."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, say("cli.usage", command=self.prog, reason=message) + "\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of `tiersix`. It sets `command` to the name of the module in game/cli that runs it."""
    parser = OneLineParser(prog="tiersix", description=say("cli.about"), epilog=say("cli.codes"))
    parser.add_argument("--version", action="version", version=f"Tier Six {__version__}")
    title = say("cli.commands")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title=title)

    def command(name: str) -> argparse.ArgumentParser:
        text = say(f"cli.help.{name}")
        return commands.add_parser(name, help=text, description=text)

    command("play")

    new = command("new")
    _world(new)
    _seed(new)
    _seats(new, say("cli.help.seat_new"))
    new.add_argument(
        "--difficulty", choices=tuple(LEVELS), default=STANDARD, metavar="LEVEL", help=say("cli.help.difficulty")
    )
    new.add_argument("--save", type=Path, metavar="FILE", help=say("cli.help.save_new"))

    load = command("load")
    load.add_argument("file", type=Path, metavar="FILE", help=say("cli.help.save_file"))

    watch = command("watch")
    _world(watch)
    _seed(watch)
    _seats(watch, say("cli.help.seat_computer"))

    simulate = command("simulate")
    _world(simulate)
    _batch(simulate, 1000)
    simulate.add_argument("--policy", default="default", metavar="NAME", help=say("cli.help.policy"))
    _seats(simulate, say("cli.help.seat_policy"))
    simulate.add_argument("--csv", metavar="FILE", help=say("cli.help.csv"))
    simulate.add_argument("--series", metavar="FILE", help=say("cli.help.series"))
    simulate.add_argument("--json", action="store_true", help=say("cli.help.json"))

    _sweep(command("sweep"))

    check = command("check")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=say("cli.help.paths"))
    check.add_argument("--claims", action="store_true", help=say("cli.help.claims"))
    check.add_argument("--worldview", metavar="NAME", help=say("cli.help.worldview_claims"))
    _batch(check, 4000)
    check.add_argument("--json", action="store_true", help=say("cli.help.json"))

    diff = command("diff")
    diff.add_argument("first", metavar="A", help=say("cli.help.first"))
    diff.add_argument("second", metavar="B", help=say("cli.help.second"))
    diff.add_argument("--scenario", default=SCENARIO, metavar="NAME", help=say("cli.help.scenario"))
    _batch(diff, 0, say("cli.help.games_diff"))
    diff.add_argument("--groups", action="store_true", help=say("cli.help.groups"))
    diff.add_argument("--json", action="store_true", help=say("cli.help.json"))

    schema = command("schema")
    schema.add_argument("--out", type=Path, metavar="FOLDER", help=say("cli.help.out_schemas"))

    replay = command("replay")
    replay.add_argument("file", type=Path, metavar="FILE", help=say("cli.help.save_file"))

    export = command("export")
    export.add_argument("file", type=Path, metavar="FILE", help=say("cli.help.save_file"))
    for kind in ("csv", "json"):
        export.add_argument(
            f"--{kind}", type=Path, nargs="?", const=Path(), metavar="OUT", help=say(f"cli.help.export_{kind}")
        )
    export.add_argument("--replace", action="store_true", help=say("cli.help.replace"))
    export.add_argument("--secrets", action="store_true", help=say("cli.help.secrets"))

    gallery = command("gallery")
    gallery.add_argument("names", nargs="*", metavar="NAME", help=say("cli.help.exhibits"))
    gallery.add_argument("--out", type=Path, metavar="FOLDER", help=say("cli.help.gallery_out"))
    gallery.add_argument("--size", type=_size, action="append", metavar="WxH", help=say("cli.help.size_each"))
    gallery.add_argument("--scale", type=_scale, action="append", metavar="S", help=say("cli.help.scale_each"))
    gallery.add_argument("--palette", action="append", choices=PALETTES, help=say("cli.help.palette_each"))

    screenshot = command("screenshot")
    screenshot.add_argument("--screen", required=True, metavar="NAME", help=say("cli.help.screen"))
    screenshot.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH", help=say("cli.help.size"))
    screenshot.add_argument("--scale", type=_scale, default=1.0, metavar="S", help=say("cli.help.scale"))
    screenshot.add_argument("--out", type=_picture, required=True, metavar="FILE", help=say("cli.help.out"))
    screenshot.add_argument("--save", type=Path, metavar="FILE", help=say("cli.help.save_file"))
    return parser


def _sweep(sweep: argparse.ArgumentParser) -> None:
    _world(sweep)
    sweep.add_argument(
        "--range", type=_range, action="append", default=[], metavar="NAME=LOW:HIGH", help=say("cli.help.range")
    )
    sweep.add_argument("--priors", action="store_true", help=say("cli.help.priors"))
    sweep.add_argument("--all", action="store_true", help=say("cli.help.all"))
    sweep.add_argument("--games", type=_count, default=4096, metavar="N", help=say("cli.help.games_sweep"))
    sweep.add_argument("--seed", type=_whole, default=1, metavar="N", help=say("cli.help.seed_fixed"))
    sweep.add_argument("--sampling", choices=("sobol", "latin"), default="sobol", help=say("cli.help.sampling"))
    workers = sweep.add_mutually_exclusive_group()
    workers.add_argument(
        "--workers", type=_count, default=os.cpu_count() or 1, metavar="N", help=say("cli.help.workers")
    )
    workers.add_argument("--scheduler", metavar="ADDRESS", help=say("cli.help.scheduler"))
    _seats(sweep, say("cli.help.seat_computer"))
    sweep.add_argument("--outcome", default="good", metavar="NAME", help=say("cli.help.outcome"))
    sweep.add_argument("--out", type=_table, default=Path("sweep.csv"), metavar="FILE", help=say("cli.help.out_table"))
    sweep.add_argument("--plot", type=_drawing, metavar="FILE", help=say("cli.help.plot"))
    sweep.add_argument("--chunk", type=_count, default=2048, metavar="N", help=say("cli.help.chunk"))
    sweep.add_argument("--resume", action="store_true", help=say("cli.help.resume"))
    sweep.add_argument("--json", action="store_true", help=say("cli.help.json"))


def _world(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scenario", default=SCENARIO, metavar="NAME", help=say("cli.help.scenario"))
    parser.add_argument("--worldview", metavar="NAME", help=say("cli.help.worldview"))


def _batch(parser: argparse.ArgumentParser, games: int, text: str = "") -> None:
    """Options of commands that play many campaigns."""
    text = text or say("cli.help.games", games=games)
    parser.add_argument("--games", type=_count, default=games, metavar="N", help=text)
    parser.add_argument("--seed", type=_whole, default=1, metavar="N", help=say("cli.help.seed_fixed"))
    cores = os.cpu_count() or 1
    parser.add_argument("--workers", type=_count, default=cores, metavar="N", help=say("cli.help.workers"))


def _seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=_whole, metavar="N", help=say("cli.help.seed"))


def _seats(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--seat", type=_chair, action="append", default=[], metavar="SEAT=WHO", help=text)


def _count(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(say("cli.not_count", given=text))
    return number


def _whole(text: str) -> int:
    """A whole number from 0 up to what a save can hold."""
    if not text.isdecimal() or not text.isascii() or len(text) > 18:
        raise argparse.ArgumentTypeError(say("cli.not_whole", given=text))
    return int(text)


def _size(text: str) -> tuple[int, int]:
    """Width and height in pixels, as in 1280x720."""
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(part.isdecimal() and 0 < int(part) <= 8192 for part in parts):
        raise argparse.ArgumentTypeError(say("cli.not_size", given=text))
    return int(parts[0]), int(parts[1])


def _picture(text: str) -> Path:
    return _file(text, (".png",), "cli.not_png")


def _table(text: str) -> Path:
    return _file(text, (".csv", ".parquet"), "cli.not_table")


def _drawing(text: str) -> Path:
    return _file(text, (".svg",), "cli.not_svg")


def _file(text: str, suffixes: tuple[str, ...], otherwise: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in suffixes:
        raise argparse.ArgumentTypeError(say(otherwise, given=text))
    return path


def _range(text: str) -> tuple[str, tuple[float, float]]:
    """The name of a number and two ends, as in truths.alignment_shift=-2:2."""
    name, _, ends = text.partition("=")
    try:
        low, high = map(float, ends.split(":"))
    except ValueError:
        raise argparse.ArgumentTypeError(say("cli.not_range", given=text)) from None
    return name, (low, high)


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= 4.0:
        raise argparse.ArgumentTypeError(say("cli.not_scale", given=text))
    return scale


def _chair(text: str) -> tuple[str, str]:
    """A seat and who sits in it, as in helios=human."""
    seat, _, who = text.partition("=")
    if not seat or not who:
        raise argparse.ArgumentTypeError(say("cli.not_chair", given=text))
    return seat, who
