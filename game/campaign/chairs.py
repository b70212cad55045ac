"""Who decides for a seat: a person, a computer player with a temperament, or one that plans; at a difficulty."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.content.records import Id, Record
from game.players.difficulty import STANDARD


class Human(Record):
    kind: Literal["human"] = "human"


class Computer(Record):
    kind: Literal["computer"] = "computer"
    temperament: Id
    difficulty: Id = STANDARD


class Planner(Record):
    """A computer player that tries out every temperament before each turn."""

    kind: Literal["planner"] = "planner"
    difficulty: Id = STANDARD


Chair = Annotated[Human | Computer | Planner, Field(discriminator="kind")]

HUMAN = "human"
"""Stands for a person where a temperament could stand."""

PLANNER = "planner"
"""Stands for a planner where a temperament could stand."""


def chair_of(who: str, difficulty: str = STANDARD) -> Chair:
    """A person's chair, or that of a computer player with this temperament and difficulty."""
    if who == PLANNER:
        return Planner(difficulty=difficulty)
    return Human() if who == HUMAN else Computer(temperament=who, difficulty=difficulty)
