"""The reasons for which orders are refused: one small value for each, with the numbers that decided.

A refusal is data. `part` names the part of the sheet it is about, so that a screen can mark it; its text is the key
`refusal.<kind>` filled with its own fields. Ids are put into names by `game.content.words.Names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import ClassVar

from game.content.words import Names


@dataclass(frozen=True)
class Refusal:
    """What all refusals share. Only its kinds below are ever made."""

    about: ClassVar[str] = ""

    @property
    def part(self) -> str:
        """The field of the sheet that it is about; empty for the sheet as a whole."""
        return self.about

    @property
    def key(self) -> str:
        """The key of its text: `refusal.` and the name of the kind in snake case."""
        return "refusal." + re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def values(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def text(self, names: Names) -> str:
        return names.say(self.key, self.values())


# --- the gate itself -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GameOver(Refusal):
    ending: str
    turn: int


@dataclass(frozen=True)
class NotYourTurn(Refusal):
    """A computer player holds this seat."""

    seat: str


@dataclass(frozen=True)
class AlreadySubmitted(Refusal):
    seat: str
    turn: int


@dataclass(frozen=True)
class SeatsWaiting(Refusal):
    """The turn cannot be resolved yet."""

    seats: tuple[str, ...]


@dataclass(frozen=True)
class Malformed(Refusal):
    """Not a sheet at all: a word the game does not have, or a value of the wrong type."""

    place: str
    problem: str


# --- money, research, fleet ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SharesAboveWhole(Refusal):
    about: ClassVar[str] = "budget"
    total: float
    research: float
    security: float
    compute: float
    openness: float


@dataclass(frozen=True)
class ShareOutOfRange(Refusal):
    """A share below 0 or above 1: of the budget, or alignment, training, serving."""

    share: str
    given: float

    @property
    def part(self) -> str:
        return self.share if self.share in ("alignment", "training", "serving") else "budget"


@dataclass(frozen=True)
class FleetAboveWhole(Refusal):
    about: ClassVar[str] = "training"
    training: float
    serving: float
    total: float


@dataclass(frozen=True)
class UnknownRegion(Refusal):
    about: ClassVar[str] = "region"
    region: str
    nearest: str


@dataclass(frozen=True)
class UnknownTechnology(Refusal):
    about: ClassVar[str] = "projects"
    technology: str
    nearest: str


@dataclass(frozen=True)
class WrongLane(Refusal):
    about: ClassVar[str] = "projects"
    technology: str
    lane: str
    own_lane: str


@dataclass(frozen=True)
class AlreadyKnown(Refusal):
    about: ClassVar[str] = "projects"
    technology: str


@dataclass(frozen=True)
class RepeatedProject(Refusal):
    about: ClassVar[str] = "projects"
    technology: str


@dataclass(frozen=True)
class PrerequisiteMissing(Refusal):
    """These are neither known nor queued in any lane."""

    about: ClassVar[str] = "projects"
    technology: str
    technologies: tuple[str, ...]


# --- release ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StagedReleaseLocked(Refusal):
    """Nothing known allows a staged release; these technologies would."""

    about: ClassVar[str] = "release"
    technologies: tuple[str, ...]


@dataclass(frozen=True)
class NothingNew(Refusal):
    about: ClassVar[str] = "release"
    capability: float
    served: float


@dataclass(frozen=True)
class WeightsAlreadyPublic(Refusal):
    about: ClassVar[str] = "release"
    capability: float
    opened: float


@dataclass(frozen=True)
class WeightsPledged(Refusal):
    """A clause in force that the seat keeps forbids weights above its ceiling."""

    about: ClassVar[str] = "release"
    capability: float
    ceiling: float


# --- big actions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TooManyActions(Refusal):
    about: ClassVar[str] = "actions"
    given: int
    allowed: int


@dataclass(frozen=True)
class RepeatedAction(Refusal):
    about: ClassVar[str] = "actions"
    action: str


@dataclass(frozen=True)
class StatePower(Refusal):
    """Only a state can do this."""

    about: ClassVar[str] = "actions"
    action: str


@dataclass(frozen=True)
class TargetMissing(Refusal):
    about: ClassVar[str] = "actions"
    action: str


@dataclass(frozen=True)
class TargetNotNeeded(Refusal):
    about: ClassVar[str] = "actions"
    action: str
    given: str


@dataclass(frozen=True)
class UnknownSeat(Refusal):
    about: ClassVar[str] = "actions"
    seat: str
    nearest: str


@dataclass(frozen=True)
class UnknownClause(Refusal):
    about: ClassVar[str] = "actions"
    clause: str
    nearest: str


@dataclass(frozen=True)
class CheatUnknown(Refusal):
    about: ClassVar[str] = "cheat"
    clause: str
    nearest: str


@dataclass(frozen=True)
class TargetIsSelf(Refusal):
    about: ClassVar[str] = "actions"
    action: str


@dataclass(frozen=True)
class TargetOfOtherBloc(Refusal):
    """The action is for seats of the own bloc."""

    about: ClassVar[str] = "actions"
    action: str
    seat: str
    bloc: str


@dataclass(frozen=True)
class TargetOfOwnBloc(Refusal):
    """The action is against another bloc."""

    about: ClassVar[str] = "actions"
    action: str
    seat: str
    bloc: str


@dataclass(frozen=True)
class AlreadySigned(Refusal):
    about: ClassVar[str] = "actions"
    clause: str


@dataclass(frozen=True)
class NotSigned(Refusal):
    about: ClassVar[str] = "actions"
    clause: str


# --- treaties kept and the last decision -----------------------------------------------------------------------------


@dataclass(frozen=True)
class CheatNotSigned(Refusal):
    about: ClassVar[str] = "cheat"
    clause: str


@dataclass(frozen=True)
class NoTierSix(Refusal):
    """There is no Tier Six system to deploy."""

    about: ClassVar[str] = "deployment"
    capability: float


@dataclass(frozen=True)
class DeploymentPledged(Refusal):
    """A clause in force that the seat keeps allows deployment only together."""

    about: ClassVar[str] = "deployment"
    signers: int


@dataclass(frozen=True)
class DeploymentUndecided(Refusal):
    """The turn cannot be handed in before it is decided whether to hold or deploy."""

    about: ClassVar[str] = "deployment"
    capability: float
