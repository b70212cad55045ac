"""What the models of all balance files are made of: strict and frozen records, kinds of words, and priors."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from game.content.vocabulary import Aim, Lane, Pitch, Release, Stance, Target, Word

TURN_LENGTHS = (0.25, 0.5, 1.0, 2.0)
"""Years that a turn may take."""

ID_PATTERN = r"^[a-z][a-z0-9-]*$"
COLOUR_PATTERN = r"^[0-9a-f]{6}$"
FORMS = {
    ID_PATTERN: "small letters, digits and hyphens, a letter first",
    COLOUR_PATTERN: "six hexadecimal digits, small letters",
}
"""Patterns in words."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
LARGEST = 1e6
"""No quantity of the game is larger in its unit; the rules need numbers that can be multiplied."""

Positive = Annotated[float, Field(gt=0.0, le=LARGEST)]
NotNegative = Annotated[float, Field(ge=0.0, le=LARGEST)]
Amount = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Oom = Annotated[float, Field(ge=-40.0, le=40.0)]
Year = Annotated[float, Field(ge=1950.0, le=2300.0)]
Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

Format = Annotated[Literal[1], Field(description="version of the format of these files")]
Title = Annotated[Text, Field(description="the name that players read")]
Summary = Annotated[Text, Field(description="what it is, in a sentence or two")]
Codex = Annotated[Text, Field(description="the article in the codex: a short paragraph that a player enjoys reading")]
Source = Annotated[Text, Field(description='where it comes from: a publication, or the word "assumed"')]


def _one_of(words: type[Word]) -> tuple[AfterValidator, WithJsonSchema]:
    """A string that is one of the ids of an enumeration; the error lists them, so that the nearest can be named."""
    ids = words.ids()

    def check(given: str) -> str:
        if given not in ids:
            expected = ", ".join(repr(id_) for id_ in ids)
            raise PydanticCustomError("literal_error", "Input should be {expected}", {"expected": expected})
        return given

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": list(ids)})


def _turn_length(given: float) -> float:
    if given not in TURN_LENGTHS:
        raise PydanticCustomError("literal_error", "Input should be {expected}", {"expected": "0.25, 0.5, 1 or 2"})
    return given


LaneId = Annotated[str, *_one_of(Lane)]
StanceId = Annotated[str, *_one_of(Stance)]
ReleaseId = Annotated[str, *_one_of(Release)]
PitchId = Annotated[str, *_one_of(Pitch)]
AimId = Annotated[str, *_one_of(Aim)]
TargetId = Annotated[str, *_one_of(Target)]
TurnYears = Annotated[
    float, AfterValidator(_turn_length), WithJsonSchema({"type": "number", "enum": list(TURN_LENGTHS)})
]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True, allow_inf_nan=False)


class Prior(Record):
    """A distribution over an unknown number: exactly one of the five kinds."""

    normal: tuple[float, float] | None = Field(default=None, description="mean and standard deviation")
    lognormal: tuple[float, float] | None = Field(default=None, description="median and sd of the natural log")
    uniform: tuple[float, float] | None = Field(default=None, description="lowest and highest")
    triangular: tuple[float, float, float] | None = Field(default=None, description="lowest, mode, highest")
    choice: tuple[tuple[float, float], ...] | None = Field(default=None, description="pairs of value and weight")

    @model_validator(mode="after")
    def _one_kind_in_order(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("a prior has exactly one of normal, lognormal, uniform, triangular, choice")
        if (self.normal and self.normal[1] < 0) or (self.lognormal and self.lognormal[1] < 0):
            raise ValueError("the spread of a prior cannot be negative")
        if self.lognormal and self.lognormal[0] <= 0:
            raise ValueError("the median of a lognormal prior is above zero")
        if self.uniform and self.uniform[0] > self.uniform[1]:
            raise ValueError("a uniform prior goes from the lower to the higher number")
        if self.triangular and not self.triangular[0] <= self.triangular[1] <= self.triangular[2]:
            raise ValueError("a triangular prior lists lowest, mode, highest in rising order")
        if self.choice is not None and (not self.choice or min(w for _, w in self.choice) <= 0):
            raise ValueError("a choice has at least one value and only weights above zero")
        return self
