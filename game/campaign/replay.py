"""Playing a save again from its seed and orders, and comparing every turn with what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.campaign.campaign import Campaign
from game.campaign.saves import read_saved, restore
from game.content.words import say


@dataclass(frozen=True)
class Difference:
    """The first turn that came out differently; 0 is the start."""

    turn: int
    fields: tuple[str, ...]  # of the state


@dataclass(frozen=True)
class ReplayResult:
    path: Path
    turns: int
    first: Difference | None

    @property
    def same(self) -> bool:
        return self.first is None

    def text(self) -> str:
        """One line for people."""
        if self.first is None:
            return say("replay.same", turns=self.turns)
        return say("replay.differs", turn=self.first.turn, turns=self.turns, fields=", ".join(self.first.fields))


def verify(path: Path) -> ReplayResult:
    """Replay all turns of a save and compare the state after each, bit for bit. SaveError when it cannot be read."""
    saved = read_saved(path)
    book = restore(path, saved).book  # all that makes no sense is told here, with file and reason
    campaign = Campaign.new(book, saved.seed, saved.chairs)
    for turn in range(len(saved.sheets) + 1):
        if turn:
            campaign.play(saved.sheets[turn - 1])
        if campaign.hashes[turn] != saved.hashes[turn]:
            mine, theirs = campaign.marks[turn], saved.marks[turn]
            odd = sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
            return ReplayResult(path, len(saved.sheets), Difference(turn, tuple(odd)))
    return ReplayResult(path, len(saved.sheets), None)
