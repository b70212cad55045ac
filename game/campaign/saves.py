"""Saving and loading campaigns: whole files or none, bounded and checked, older formats brought up step by step."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from game import __version__
from game.campaign import envelope
from game.campaign.campaign import Campaign
from game.campaign.chairs import Chair
from game.campaign.desk import Desk
from game.campaign.envelope import SaveError, SaveHeader, SaveProblem, read, read_header, write
from game.campaign.refusals import check_names
from game.campaign.sheet import OrderSheet
from game.campaign.whatif import WhatIf
from game.content.book import Book
from game.content.files import safe_name
from game.content.problems import ContentError
from game.content.records import Record
from game.content.vocabulary import Ending

__all__ = [
    "AUTOSAVES", "ENDING", "SaveError", "SaveHeader", "SaveProblem", "Saved", "autosave", "headers", "load",
    "load_newest", "path_of", "read_saved", "restore", "save",
]  # fmt: skip

ENDING = ".t6"
AUTOSAVES = 10
UNNAMED = "campaign"

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: dict[int, Upgrade] = {}
"""From each older format the change of its content to the next one. Format 1 is the first, so there is none yet."""


class Saved(Record):
    """The content of a save."""

    book: dict[str, Any]
    digest: str
    seed: int
    chairs: dict[str, Chair]
    sheets: tuple[dict[str, OrderSheet], ...]
    hashes: tuple[str, ...]
    marks: tuple[dict[str, str], ...]
    state: dict[str, Any]
    desks: dict[str, Desk]
    what_if: WhatIf | None = None


def path_of(folder: Path, name: str) -> Path:
    """The file of a save that a player named: always directly in `folder`, whatever the name."""
    return folder / f"{safe_name(name, UNNAMED)}{ENDING}"


def save(campaign: Campaign, path: Path) -> None:
    """Write a campaign, drafts not yet handed in included. SaveError; an older save of that name is then untouched."""
    ending = Ending(int(campaign.state.ending[0]))
    header = SaveHeader(
        format=envelope.FORMAT,
        version=__version__,
        scenario=campaign.book.scenario_id,
        scenario_title=campaign.book.scenario.title,
        worldview=campaign.book.worldview_id,
        seed=campaign.seed,
        turn=campaign.turn,
        turns=campaign.setup.turns,
        year=campaign.year,
        seats=dict(zip(campaign.setup.seats, campaign.setup.seat_names, strict=True)),
        people=campaign.people,
        ending=None if ending is Ending.NONE else ending.id,
        saved=datetime.now(UTC).isoformat(timespec="microseconds"),
        what_if=None if campaign.what_if is None else campaign.what_if.turn,
    )
    saved = Saved(
        book=campaign.book.snapshot(),
        digest=campaign.book.digest,
        seed=campaign.seed,
        chairs=campaign.chairs,
        sheets=tuple(campaign.sheets),
        hashes=tuple(campaign.hashes),
        marks=tuple(campaign.marks),
        state=campaign.state.to_json(),
        desks=campaign.desks,
        what_if=campaign.what_if,
    )
    content = json.dumps(saved.model_dump(mode="json"), ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    write(path, header, content.encode("ascii"))


def load(path: Path) -> Campaign:
    """The campaign of a save, ready to go on. SaveError names the file and the reason."""
    saved = read_saved(path)
    return restore(path, saved)


def read_saved(path: Path) -> Saved:
    """The content of a save of any known format, in the shape of the newest. SaveError."""
    header, content = read(path)
    try:
        if header.format < envelope.FORMAT:
            content = _upgraded(header.format, content)
        return Saved.model_validate_json(content)
    except (ValidationError, RecursionError) as error:
        raise SaveError(path, "content", problem=_first_line(error)) from error


def _upgraded(format_: int, content: bytes) -> bytes:
    data: dict[str, Any] = json.loads(content)
    for step in range(format_, envelope.FORMAT):
        data = MIGRATIONS[step](data)
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def restore(path: Path, saved: Saved) -> Campaign:
    """A campaign from the content of a save; `path` is for messages. SaveError when it makes no sense."""
    try:
        book = Book.from_snapshot(saved.book)
        if book.digest != saved.digest:
            raise SaveError(path, "damaged")
        campaign = Campaign.new(book, saved.seed, saved.chairs)
        last = campaign.state.with_json(saved.state)
    except ContentError as error:
        raise SaveError(path, "content", problem=_first_line(error)) from error
    except (ValueError, TypeError, OverflowError) as error:
        raise SaveError(path, "content", problem=_first_line(error)) from error
    problem = _misfit(campaign, saved) or ("" if last.to_json() == saved.state else "state of the wrong types")
    if problem:
        raise SaveError(path, "content", problem=problem)
    if last.digest() != saved.hashes[-1]:
        raise SaveError(path, "damaged")
    campaign.put_back(saved.sheets, saved.hashes, saved.marks, last, saved.desks)
    campaign.what_if = saved.what_if
    return campaign


def _misfit(campaign: Campaign, saved: Saved) -> str:
    """What does not fit together in a save; empty when all does."""
    turns = len(saved.sheets)
    seats = set(campaign.setup.seats)
    if not len(saved.hashes) == len(saved.marks) == turns + 1:
        return f"{turns} turns with {len(saved.hashes)} hashes and {len(saved.marks)} marks"
    if saved.state["turn"] != turns:
        return f"{turns} turns, and a state after {saved.state['turn']}"
    if any(desk.place >= len(desk.drafts) for desk in saved.desks.values()):
        return "a desk shows a draft that is not there"
    for turn, sheets in enumerate((*saved.sheets, {id_: desk.sheet for id_, desk in saved.desks.items()})):
        if set(sheets) != seats:
            return f"turn {turn} has orders of other seats than the campaign"
        for id_, sheet in sheets.items():
            for refusal in check_names(sheet, campaign.setup):
                return f"turn {turn}, {id_}: {refusal.text(campaign.names)}"
    return ""


def headers(folder: Path) -> list[SaveHeader | SaveProblem]:
    """What saves a folder holds, newest first; those that cannot be read last, each with its reason."""
    good: list[SaveHeader] = []
    bad: list[SaveProblem] = []
    try:
        files = sorted(path for path in folder.glob(f"*{ENDING}") if not path.name.startswith("."))
    except OSError as error:
        return [SaveProblem(folder, "folder", {"problem": error.strerror or str(error)})]
    for path in files:
        try:
            good.append(read_header(path))
        except SaveError as error:
            bad.append(error.problem)
    return [*sorted(good, key=lambda header: header.saved, reverse=True), *bad]


def autosave(campaign: Campaign, folder: Path) -> Path:
    """Save into the slot of this turn; ten slots take turns, so the last ten turns are kept. SaveError.

    A what-if has slots of its own, so that it never takes the place of the campaign it parted from.
    """
    slots = "autosave" if campaign.what_if is None else "what-if"
    path = folder / f"{slots}-{campaign.turn % AUTOSAVES + 1:02d}{ENDING}"
    save(campaign, path)
    return path


def load_newest(folder: Path) -> tuple[Campaign, Path, list[SaveProblem]]:
    """The newest save of a folder that can be loaded, its file, and what was wrong with newer or unreadable ones.

    SaveError when none can be loaded.
    """
    problems: list[SaveProblem] = []
    found = headers(folder)
    unreadable = [header for header in found if isinstance(header, SaveProblem)]
    for header in found:
        if isinstance(header, SaveHeader):
            try:
                return load(header.path), header.path, problems + unreadable
            except SaveError as error:
                problems.append(error.problem)
    problems += unreadable
    if problems:
        first = problems[0]
        raise SaveError(first.path, first.reason, **first.values)
    raise SaveError(folder, "nothing")


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False)[0]
        return f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"
    return str(error).splitlines()[0] if str(error) else type(error).__name__
