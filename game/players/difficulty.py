"""Difficulty: named handicaps that make a computer player weaker or harder than its temperament. Habits, not dice.

A handicap changes what a seat is in the habit of doing; it gives nobody better luck, better sight or more money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line names the levels in its help, which loads no library
    from game.content.models import Temperament


class Handicap(StrEnum):
    """What is taken from a computer player, or added; the id is the key of its text."""

    IDLE_MONEY = "idle_money"  # a part of its budget lies idle
    WHIMS = "whims"  # some of its decisions are left to chance
    SLOW_TO_REACT = "slow_to_react"  # rivals near or ahead hurry it less
    HONEST = "honest"  # it neither cheats, nor spies, nor sabotages
    GRASPING = "grasping"  # it spies and cheats more
    ALERT = "alert"  # rivals near or ahead hurry it more


STANDARD = "standard"
LEVELS: Mapping[str, tuple[Handicap, ...]] = {
    "gentle": (Handicap.IDLE_MONEY, Handicap.WHIMS, Handicap.SLOW_TO_REACT, Handicap.HONEST),
    "easy": (Handicap.IDLE_MONEY, Handicap.SLOW_TO_REACT),
    STANDARD: (),
    "hard": (Handicap.ALERT, Handicap.GRASPING),
}
"""The levels from the easiest to the hardest for those who play against it."""

IDLE_SHARE = 0.35  # of the budget
WHIM_SHARE = 0.15  # of the decisions, at least
SLOWNESS, ALERTNESS = 0.4, 1.5  # times the usual envy
GRASP = 0.25  # on top of the usual readiness


@dataclass(frozen=True)
class _Change:
    """One field of a temperament: first multiplied, then added to, then kept within 0 to `most`."""

    field: str
    times: float = 1.0
    plus: float = 0.0
    most: float = 1.0


BUDGET = ("research", "security", "compute", "openness")
CHANGES: Mapping[Handicap, tuple[_Change, ...]] = {
    Handicap.IDLE_MONEY: tuple(_Change(share, times=1.0 - IDLE_SHARE) for share in BUDGET),
    Handicap.SLOW_TO_REACT: (_Change("envy", times=SLOWNESS, most=9.0),),
    Handicap.HONEST: tuple(_Change(vice, times=0.0) for vice in ("cheat", "espionage", "sabotage")),
    Handicap.GRASPING: (_Change("espionage", plus=GRASP), _Change("cheat", plus=GRASP)),
    Handicap.ALERT: (_Change("envy", times=ALERTNESS, most=9.0),),
}


def at_difficulty(temperament: Temperament, level: str) -> Temperament:
    """The temperament with the handicaps of a level; the same at the standard level. KeyError for an unknown level."""
    for handicap in LEVELS[level]:
        temperament = handicapped(temperament, handicap)
    return temperament


def handicapped(temperament: Temperament, handicap: Handicap) -> Temperament:
    """The temperament with one handicap."""
    if temperament.activity == 0.0:
        return temperament  # who does nothing cannot do it worse
    if handicap is Handicap.WHIMS:
        return temperament.model_copy(update={"chaos": max(temperament.chaos, WHIM_SHARE)})
    new = {
        each.field: min(max(getattr(temperament, each.field) * each.times + each.plus, 0.0), each.most)
        for each in CHANGES[handicap]
    }
    return temperament.model_copy(update=new)
