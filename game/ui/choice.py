"""What is chosen for a new campaign, and the file that remembers it for the next time."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from game.content.book import Book
from game.content.records import TURN_LENGTHS
from game.players.difficulty import LEVELS, STANDARD

SETUP_FILE = "last-setup.json"


@dataclass(frozen=True)
class Choice:
    """What is set up for a new campaign. `chairs` has "human" or a temperament for every seat."""

    scenario: str = "five-labs"
    worldview: str = ""  # empty for the baseline
    chairs: dict[str, str] = field(default_factory=dict)
    seed: str = ""  # empty for a new one
    turn_years: float = 0.0  # 0 for turns as the scenario has them
    difficulty: str = STANDARD  # of all computer players


def keep_choice(choice: Choice, folder: Path) -> None:
    """Remember it for the next time. OSError where it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SETUP_FILE).write_text(json.dumps(asdict(choice)), encoding="utf-8")


def kept_choice(folder: Path) -> Choice:
    """The last one, or a first one where there is none that can be read."""
    try:
        data = json.loads((folder / SETUP_FILE).read_text(encoding="utf-8"))
        chairs = {str(seat): str(chair) for seat, chair in data["chairs"].items()}
        years = float(data.get("turn_years", 0.0))
        level = str(data.get("difficulty", STANDARD))
        level = level if level in LEVELS else STANDARD
        return Choice(str(data["scenario"]), str(data["worldview"]), chairs, str(data["seed"]), years, level)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Choice()


def with_turns_of(book: Book, years: float) -> Book:
    """The same world in turns of another length over the same time; 0 or an unknown length changes nothing."""
    scenario = book.scenario
    if years not in TURN_LENGTHS or years == scenario.turn_years:
        return book
    turns = max(1, round(scenario.turns * scenario.turn_years / years))
    return replace(book, scenario=scenario.model_copy(update={"turn_years": years, "turns": turns}))


def new_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbelow(1_000_000)


def seed_of(text: str) -> int:
    """The seed that a player typed: a number, or any word; empty for a new one."""
    if not text.strip():
        return new_seed()
    if text.strip().isdecimal():
        return int(text) % 2**62
    value = 0
    for letter in text.strip():
        value = (value * 131 + ord(letter)) % 2**62
    return value
