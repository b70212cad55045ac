"""`tiersix new`: a campaign set up on the command line, kept in a file and opened in the window."""

from __future__ import annotations

import argparse
import errno
import os
import shlex
from pathlib import Path

from game import paths
from game.campaign.campaign import Campaign
from game.campaign.chairs import HUMAN, Chair, chair_of
from game.campaign.saves import path_of, save
from game.cli.misuse import Misuse
from game.cli.window import NoWindow, open_window
from game.cli.world import book_of, seating_of, seed_of, world_line
from game.content.book import Book
from game.content.words import say
from game.players.difficulty import STANDARD


def run(arguments: argparse.Namespace) -> int:
    book, seed = book_of(arguments), seed_of(arguments)
    campaign = Campaign.new(book, seed, chairs_of(seating_of(arguments, book), book, arguments.difficulty))
    file: Path = arguments.save or free_path(paths.saves(), book.scenario.title)
    if file.exists():  # an older campaign is worth more than a name
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    save(campaign, file)
    print(world_line(book, seed))
    try:
        return open_window(file)
    except NoWindow as error:
        print(say("cli.window.kept", why=error, file=file, quoted=shlex.quote(str(file))))
        return 0


def chairs_of(seating: dict[str, str], book: Book, difficulty: str = STANDARD) -> dict[str, Chair]:
    """A chair for every seat. Where no person was named, the first seat that was not given away is one's own.

    Misuse when no seat is left for a person.
    """
    seating = dict(seating)
    if HUMAN not in seating.values():
        free = [id_ for id_ in book.scenario.seats if id_ not in seating]
        if not free:
            raise Misuse(say("cli.nobody"))
        seating[free[0]] = HUMAN
    seats = book.scenario.seats.items()
    return {id_: chair_of(seating.get(id_, seat.temperament), difficulty) for id_, seat in seats}


def free_path(folder: Path, title: str) -> Path:
    """A save of this title that does not exist yet: a number is added until that is so."""
    file, number = path_of(folder, title), 1
    while file.exists():
        number += 1
        file = path_of(folder, f"{title} {number}")
    return file
