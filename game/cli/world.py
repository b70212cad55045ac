"""What a command line says about a campaign: its book, its seed, and who sits where."""

from __future__ import annotations

import argparse
import secrets

from game.campaign.chairs import HUMAN, PLANNER
from game.cli.misuse import Misuse, unknown
from game.content.book import Book
from game.content.load import load_book
from game.content.words import say

COMPUTER = "computer"
SEEDS = 1_000_000  # few enough that a seed can be told to somebody


def book_of(arguments: argparse.Namespace) -> Book:
    """The book of the scenario and worldview that were named. ContentError when it has mistakes."""
    return load_book(arguments.scenario, arguments.worldview)


def seed_of(arguments: argparse.Namespace) -> int:
    """The seed that was given, or a new one."""
    seed: int | None = arguments.seed
    return secrets.randbelow(SEEDS) if seed is None else seed


def world_line(book: Book, seed: int) -> str:
    """Which campaign this is, in one line."""
    return say("cli.world", scenario=book.scenario.title, worldview=worldview_title(book), seed=seed)


def worldview_title(book: Book) -> str:
    return book.worldview.title if book.worldview else book.baseline.title


def seating_of(arguments: argparse.Namespace, book: Book) -> dict[str, str]:
    """Seat to HUMAN, PLANNER or a temperament, of the seats that were named. Misuse for names that there are not."""
    seating: dict[str, str] = {}
    for seat, who in arguments.seat:
        if seat not in book.scenario.seats:
            raise unknown("seat", seat, book.scenario.seats)
        if who not in (HUMAN, COMPUTER, PLANNER) and who not in book.temperaments:
            raise unknown("temperament", who, (*book.temperaments, PLANNER))
        seating[seat] = book.scenario.seats[seat].temperament if who == COMPUTER else who
    return seating


def computers_of(arguments: argparse.Namespace, book: Book) -> dict[str, str]:
    """Seat to PLANNER or a temperament, where computers play every seat. Misuse for a person among them."""
    return _without(HUMAN, "cli.human_seat", seating_of(arguments, book), book)


def temperaments_of(arguments: argparse.Namespace, book: Book) -> dict[str, str]:
    """Seat to temperament, where habit plays every seat of a batch. Misuse for a person or a planner among them."""
    return _without(PLANNER, "cli.planner_seat", computers_of(arguments, book), book)


def _without(barred: str, reason: str, seating: dict[str, str], book: Book) -> dict[str, str]:
    """The seating, in which nobody is the one that is barred; Misuse with the reason else."""
    for seat, who in seating.items():
        if who == barred:
            raise Misuse(say(reason, seat=book.scenario.seats[seat].name))
    return seating
