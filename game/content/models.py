"""The shape of every balance file, as strict and frozen pydantic models.

A balance file is TOML. Numbers that worldviews may change are *parameters*: each has a value or a prior, a unit,
an allowed range and a source (or the word "assumed"). Everything else is a small named record.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, StringConstraints, model_serializer, model_validator

from game.content.claims import Claim
from game.content.records import (
    AimId,
    Colour,
    Id,
    LaneId,
    NotNegative,
    PitchId,
    Positive,
    Prior,
    Record,
    ReleaseId,
    Share,
    StanceId,
    TargetId,
    Text,
    TurnYears,
)

# --- numbers ---------------------------------------------------------------------------------------------------------


class Parameter(Record):
    """A number of the rules, in the baseline: value or prior, with unit, range and source."""

    value: float | None = None
    prior: Prior | None = None
    unit: str
    range: tuple[float, float] = Field(description="allowed lowest and highest; draws of a prior are cut to it")
    source: Text = Field(description='where the number comes from, or "assumed"')
    text: Text = Field(description="what the number means, one sentence")

    @model_validator(mode="after")
    def _value_or_prior_in_range(self) -> Self:
        if (self.value is None) == (self.prior is None):
            raise ValueError("a parameter has either a value or a prior")
        low, high = self.range
        if low > high:
            raise ValueError("the range goes from the lower to the higher number")
        if self.value is not None and not low <= self.value <= high:
            raise ValueError(f"the value {self.value:g} is outside the range {low:g} to {high:g}")
        return self


class ParameterChange(Record):
    """What a worldview, or a scenario of another time, says about a parameter of the baseline."""

    value: float | None = None
    prior: Prior | None = None
    source: Text

    @model_validator(mode="after")
    def _value_or_prior(self) -> Self:
        if (self.value is None) == (self.prior is None):
            raise ValueError("a change has either a value or a prior")
        return self


# --- world -----------------------------------------------------------------------------------------------------------


class Bloc(Record):
    name: Text
    colour: Colour
    countries: tuple[str, ...] = Field(description="ISO 3166 three-letter codes painted in the bloc's colour")
    attacker: Annotated[float, Field(ge=1.0, le=5.0)] = Field(description="operational capacity of its services, 1-5")
    accountability: Share = Field(description="how far those who rule it can be held to account")


class Region(Record):
    name: Text
    bloc: Id | None = Field(default=None, description="the bloc that hosts it; none for a third country")
    place: tuple[float, float] = Field(description="longitude and latitude of its data centres on the map")
    power: Positive = Field(description="GW open to AI at the start of 2026")
    power_growth: NotNegative = Field(description="growth of that power, share a year")
    cost: Positive = Field(description="cost of a chip in place, relative to the cheapest region")
    lead_time: Positive = Field(description="years from order to working chip")
    exposure: Share = Field(description="how easily the host, or others there, reach what runs in it")


class Baseline(Record):
    format: Literal[1]
    title: Text
    summary: Text
    parameters: dict[str, dict[str, Parameter]]
    blocs: dict[Id, Bloc]
    regions: dict[Id, Region]


class Worldview(Record):
    """An overlay over the baseline, and what it says will come out. Claims touch nothing that is played."""

    format: Literal[1]
    title: Text
    summary: Text
    objections: Text = Field(description="who would object, and to what")
    sources: tuple[Text, ...]
    parameters: dict[str, dict[str, ParameterChange]] = Field(default_factory=dict)
    claims: tuple[Claim, ...] = Field(default=(), description="what campaigns under this worldview come to")

    @model_serializer(mode="wrap")
    def _without_empty_claims(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Books keep no claims, so they keep the digest that older saves have written down."""
        data: dict[str, Any] = handler(self)
        if not self.claims:
            data.pop("claims", None)
        return data


# --- technologies and events -----------------------------------------------------------------------------------------


class Effect(Record):
    target: TargetId
    amount: float = 1.0


class Technology(Record):
    name: Annotated[str, StringConstraints(min_length=2, max_length=24)] = Field(description="short, for the card")
    lane: LaneId
    tier: Annotated[int, Field(ge=1, le=6)]
    cost: NotNegative = Field(description="thousand researcher-years; 0 for history, known at the start")
    needs: tuple[Id, ...] = Field(default=(), description="all of these")
    needs_any: tuple[Id, ...] = Field(default=(), description="at least one of these")
    effects: tuple[Effect, ...] = ()
    summary: Text = Field(description="one line")
    codex: Text
    source: Text


class Technologies(Record):
    format: Literal[1]
    technologies: dict[Id, Technology]


class Condition(Record):
    """An event may happen while every figure named here lies within its bounds."""

    figure: Literal[
        "year",
        "best_capability",
        "public_weights",
        "stability",
        "tension",
        "concern",
        "regulation",
        "adoption",
        "displacement",
        "hype",
        "automation",
        "awareness",
    ]
    low: float | None = None
    high: float | None = None


class Change(Record):
    """What an event does: an amount added to a figure, scaled by nothing else."""

    figure: Literal[
        "stability",
        "tension",
        "concern",
        "regulation",
        "capture",
        "adoption",
        "displacement",
        "hype",
        "patience",
        "resilience",
        "awareness",
        "public_algorithms",
        "public_alignment",
        "chip_supply",
        "power",
        "trust",
        "morale",
        "researcher_concern",
        "cash",
        "security",
    ]
    amount: float


class Event(Record):
    name: Annotated[str, StringConstraints(min_length=3, max_length=60)]
    rate: NotNegative = Field(description="chance a year while its conditions hold, at hazard 1")
    once: bool = False
    whom: Literal["world", "each-seat", "leader", "weakest"] = Field(
        default="world", description="seat figures change for this seat; world figures always change once"
    )
    conditions: tuple[Condition, ...] = ()
    changes: tuple[Change, ...]
    summary: Text = Field(description="one line for the log")
    codex: Text
    source: Text


class Events(Record):
    format: Literal[1]
    events: dict[Id, Event]


# --- scenarios and temperaments --------------------------------------------------------------------------------------


class SeatStart(Record):
    cash: NotNegative = Field(description="B$ in hand beyond one turn's income")
    market: NotNegative = Field(description="standing with customers, 1 for a typical frontier lab")
    investment: NotNegative = Field(description="B$ a year at the start")
    support: NotNegative = Field(description="B$ a year from its state, whatever happens")
    compute: dict[Id, NotNegative] = Field(description="region to M H100e")
    researchers: Positive = Field(description="thousand")
    concern: Share
    algorithms: float = Field(description="OOM since 2026")
    capability: float = Field(description="log10 effective FLOP of its best model")
    practice: NotNegative = Field(description="OOM of alignment from experience")
    security: Annotated[float, Field(ge=0.0, le=5.0)]
    trust: Annotated[float, Field(ge=0.0, le=100.0)]
    accountability: Share
    caution: Share = Field(default=0.0, description="culture of committees: slower release, fewer incidents")
    pitch: PitchId
    stance: StanceId
    release: ReleaseId


class Seat(Record):
    name: Annotated[str, StringConstraints(min_length=2, max_length=12)]
    character: Text
    bloc: Id
    home: Id = Field(description="its home region")
    place: tuple[float, float] = Field(description="longitude and latitude of its token")
    state: bool = False
    colour: Colour
    icon: str
    temperament: Id
    aims: dict[AimId, NotNegative]
    start: SeatStart
    knows: tuple[Id, ...] = Field(default=(), description="technologies known beyond the common ones")


class Scenario(Record):
    format: Literal[1]
    title: Text
    summary: Text
    start_year: float
    turn_years: TurnYears
    turns: Annotated[int, Field(ge=1, le=120)]
    knows: tuple[Id, ...] = Field(default=(), description="technologies that every seat knows at the start")
    parameters: dict[str, dict[str, ParameterChange]] = Field(
        default_factory=dict, description="numbers of the baseline that were others at this start; worldviews go first"
    )
    seats: dict[Id, Seat]

    @model_validator(mode="after")
    def _two_to_eight_seats(self) -> Self:
        if not 2 <= len(self.seats) <= 8:
            raise ValueError(f"a scenario has 2 to 8 seats, not {len(self.seats)}")
        return self

    @model_serializer(mode="wrap")
    def _without_empty_parameters(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Books of scenarios that change no number keep the digest that older saves have written down."""
        data: dict[str, Any] = handler(self)
        if not self.parameters:
            data.pop("parameters", None)
        return data


class Temperament(Record):
    """How a computer player decides; every number is a habit, none is knowledge of the rules' dice."""

    format: Literal[1]
    title: Text
    summary: Text
    research: Share
    security: Share
    compute: Share
    openness: Share
    alignment: Share = Field(description="share of research for alignment when it feels safe")
    worry: NotNegative = Field(description="how much a bad evaluation raises the alignment share")
    envy: NotNegative = Field(description="how much a visible gap lowers it and raises spending")
    serving: Share = Field(description="share of compute for customers")
    automation: Share = Field(description="share of compute for automated research")
    release_margin: float = Field(description="OOM of measured safety wanted before a model is served to all")
    weights_margin: float = Field(description="OOM below the danger level up to which weights are released; -9 never")
    deploy_margin: float = Field(description="OOM of measured safety wanted before Tier Six is deployed")
    patience: Share = Field(description="how long it holds when a rival is close, 0 not at all")
    joint: Share = Field(description="readiness to deploy jointly")
    treaty: Share = Field(description="readiness to sign")
    cheat: Share = Field(description="readiness to break a clause in secret")
    espionage: Share
    sabotage: Share
    lobby: Annotated[float, Field(ge=-1.0, le=1.0)] = Field(description="-1 against regulation, 1 for it")
    hawkishness: Share
    chaos: Share = Field(default=0.0, description="share of decisions left to chance")
    activity: Share = Field(default=1.0, description="0 gives no orders at all")
    stance: StanceId
    pitch: PitchId
    prefers: tuple[Id, ...] = Field(default=(), description="technologies taken first, in this order")
