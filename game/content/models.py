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
    Amount,
    Codex,
    Colour,
    Format,
    Id,
    LaneId,
    NotNegative,
    Oom,
    PitchId,
    Positive,
    Prior,
    Record,
    ReleaseId,
    Share,
    Source,
    StanceId,
    Summary,
    TargetId,
    Text,
    Title,
    TurnYears,
    Year,
)

# --- numbers ---------------------------------------------------------------------------------------------------------


class Parameter(Record):
    """A number of the rules, in the baseline: value or prior, with unit, range and source."""

    value: float | None = Field(default=None, description="the number, the same in every campaign")
    prior: Prior | None = Field(default=None, description="a distribution instead: each campaign draws its own number")
    unit: str = Field(description="what it is measured in; 1 for a pure number")
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

    value: float | None = Field(default=None, description="the number, the same in every campaign")
    prior: Prior | None = Field(default=None, description="a distribution instead: each campaign draws its own number")
    source: Source

    @model_validator(mode="after")
    def _value_or_prior(self) -> Self:
        if (self.value is None) == (self.prior is None):
            raise ValueError("a change has either a value or a prior")
        return self


# --- world -----------------------------------------------------------------------------------------------------------


class Bloc(Record):
    """A group of countries with one policy."""

    name: Text = Field(description="as it is called on the map")
    colour: Colour = Field(description="six hexadecimal digits, small letters")
    countries: tuple[str, ...] = Field(description="ISO 3166 three-letter codes painted in the bloc's colour")
    attacker: Annotated[float, Field(ge=1.0, le=5.0)] = Field(description="operational capacity of its services, 1-5")
    accountability: Share = Field(description="how far those who rule it can be held to account")


class Region(Record):
    """A place where data centres stand."""

    name: Text = Field(description="as it is called on the map")
    bloc: Id | None = Field(default=None, description="the bloc that hosts it; none for a third country")
    place: tuple[float, float] = Field(description="longitude and latitude of its data centres on the map")
    power: Positive = Field(description="GW open to AI at the start of 2026")
    power_growth: NotNegative = Field(description="growth of that power, share a year")
    cost: Positive = Field(description="cost of a chip in place, relative to the cheapest region")
    lead_time: Positive = Field(description="years from order to working chip")
    exposure: Share = Field(description="how easily the host, or others there, reach what runs in it")


class Baseline(Record):
    """The world as it is where no worldview says otherwise: every number of the rules, and the map."""

    format: Format
    title: Title
    summary: Summary
    parameters: dict[str, dict[str, Parameter]] = Field(description="group to name to number")
    blocs: dict[Id, Bloc] = Field(description="id to bloc")
    regions: dict[Id, Region] = Field(description="id to region")


class Worldview(Record):
    """An overlay over the baseline, and what it says will come out. Claims touch nothing that is played."""

    format: Format
    title: Title
    summary: Summary
    objections: Text = Field(description="who would object, and to what")
    sources: tuple[Text, ...] = Field(description='what it was written from; publications, or the word "assumed"')
    base: Id | None = Field(
        default=None, description="another worldview that this one builds on; none for the baseline"
    )
    parameters: dict[str, dict[str, ParameterChange]] = Field(
        default_factory=dict, description="what is other than in the baseline, or than in the worldview it builds on"
    )
    claims: tuple[Claim, ...] = Field(default=(), description="what campaigns under this worldview come to")

    @model_serializer(mode="wrap")
    def _without_what_books_do_not_keep(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Books keep neither claims nor bases, so they keep the digest that older saves have written down."""
        data: dict[str, Any] = handler(self)
        for key in ("claims", "base"):
            if not getattr(self, key):
                data.pop(key, None)
        return data


# --- technologies and events -----------------------------------------------------------------------------------------


class Effect(Record):
    """What a technology changes for the seat that owns it."""

    target: TargetId = Field(description="what is changed; docs/model.md lists all")
    amount: Amount = Field(
        default=1.0, description="added or multiplied, as the target has it; 1 for a permit"
    )


class Technology(Record):
    """A card of the technology tree."""

    name: Annotated[str, StringConstraints(min_length=2, max_length=24)] = Field(description="short, for the card")
    lane: LaneId = Field(description="the lane it is researched in")
    tier: Annotated[int, Field(ge=1, le=6)] = Field(description="1 to 6: from the past to superintelligence")
    cost: NotNegative = Field(description="thousand researcher-years; 0 for history, known at the start")
    needs: tuple[Id, ...] = Field(default=(), description="all of these")
    needs_any: tuple[Id, ...] = Field(default=(), description="at least one of these")
    effects: tuple[Effect, ...] = Field(default=(), description="what it changes; none for history")
    summary: Text = Field(description="one line")
    codex: Codex
    source: Source


class Technologies(Record):
    """The technology tree."""

    format: Format
    technologies: dict[Id, Technology] = Field(description="id to technology; lists keep this order")


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
    ] = Field(description="what is looked at")
    low: Amount | None = Field(default=None, description="holds from here on")
    high: Amount | None = Field(default=None, description="holds up to here")


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
    ] = Field(description="what changes")
    amount: Amount = Field(description="what is added to it, in its own unit")


class Event(Record):
    """Something that may happen, by chance and under its conditions."""

    name: Annotated[str, StringConstraints(min_length=3, max_length=60)] = Field(description="the headline")
    rate: NotNegative = Field(description="chance a year while its conditions hold, at hazard 1")
    once: bool = Field(default=False, description="whether it can happen only once in a campaign")
    whom: Literal["world", "each-seat", "leader", "weakest"] = Field(
        default="world", description="seat figures change for this seat; world figures always change once"
    )
    conditions: tuple[Condition, ...] = Field(default=(), description="all must hold")
    changes: tuple[Change, ...] = Field(description="what it does")
    summary: Text = Field(description="one line for the log")
    codex: Codex
    source: Source


class Events(Record):
    """All that may happen."""

    format: Format
    events: dict[Id, Event] = Field(description="id to event")


# --- scenarios and temperaments --------------------------------------------------------------------------------------


class SeatStart(Record):
    """Where a seat stands when the campaign begins."""

    cash: NotNegative = Field(description="B$ in hand beyond one turn's income")
    market: NotNegative = Field(description="standing with customers, 1 for a typical frontier lab")
    investment: NotNegative = Field(description="B$ a year at the start")
    support: NotNegative = Field(description="B$ a year from its state, whatever happens")
    compute: dict[Id, NotNegative] = Field(description="region to M H100e")
    researchers: Positive = Field(description="thousand")
    concern: Share = Field(description="share of its researchers who worry, 0-1")
    algorithms: Oom = Field(description="OOM since 2026")
    capability: Annotated[float, Field(ge=0.0, le=60.0)] = Field(description="log10 effective FLOP of its best model")
    practice: NotNegative = Field(description="OOM of alignment from experience")
    security: Annotated[float, Field(ge=0.0, le=5.0)] = Field(description="level, 0-5")
    trust: Annotated[float, Field(ge=0.0, le=100.0)] = Field(description="of the public, 0-100")
    accountability: Share = Field(description="how far its leaders can be held to account, 0-1")
    caution: Share = Field(default=0.0, description="culture of committees: slower release, fewer incidents")
    pitch: PitchId = Field(description="the reason it gives its people")
    stance: StanceId = Field(description="how much of its research it publishes")
    release: ReleaseId = Field(description="what it does with its newest model")


class Seat(Record):
    """A player's place at the table: a lab or a state."""

    name: Annotated[str, StringConstraints(min_length=2, max_length=12)] = Field(
        description="short, for the map"
    )
    character: Text = Field(description="who it is, in a few sentences")
    bloc: Id = Field(description="the bloc it belongs to")
    home: Id = Field(description="its home region")
    place: tuple[float, float] = Field(description="longitude and latitude of its token")
    state: bool = Field(default=False, description="whether it is a government, with a government's powers")
    colour: Colour = Field(description="six hexadecimal digits, small letters; must differ clearly from other seats")
    icon: str = Field(description="name of an icon in assets/icons")
    temperament: Id = Field(description="how a computer plays it")
    aims: dict[AimId, NotNegative] = Field(description="what it wants besides survival, by weight")
    start: SeatStart = Field(description="where it stands at the start")
    knows: tuple[Id, ...] = Field(default=(), description="technologies known beyond the common ones")


class Scenario(Record):
    """A table to play at: a time, seats, and where they stand."""

    format: Format
    title: Title
    summary: Summary
    start_year: Year = Field(description="the year in which the first turn begins")
    turn_years: TurnYears = Field(description="years that a turn takes")
    turns: Annotated[int, Field(ge=1, le=120)] = Field(description="turns after which the campaign ends")
    knows: tuple[Id, ...] = Field(default=(), description="technologies that every seat knows at the start")
    parameters: dict[str, dict[str, ParameterChange]] = Field(
        default_factory=dict, description="numbers of the baseline that were others at this start; worldviews go first"
    )
    seats: dict[Id, Seat] = Field(description="id to seat, 2 to 8 of them")

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

    format: Format
    title: Title
    summary: Summary
    research: Share = Field(description="share of a turn's money for research")
    security: Share = Field(description="share of a turn's money for security")
    compute: Share = Field(description="share of a turn's money for chips and power")
    openness: Share = Field(description="share of a turn's money for the commons and for public trust")
    alignment: Share = Field(description="share of research for alignment when it feels safe")
    worry: NotNegative = Field(description="how much a bad evaluation raises the alignment share")
    envy: NotNegative = Field(description="how much a visible gap lowers it and raises spending")
    serving: Share = Field(description="share of compute for customers")
    automation: Share = Field(description="share of compute for automated research")
    release_margin: Oom = Field(description="OOM of measured safety wanted before a model is served to all")
    weights_margin: Oom = Field(description="OOM below the danger level up to which weights are released; -9 never")
    deploy_margin: Oom = Field(description="OOM of measured safety wanted before Tier Six is deployed")
    patience: Share = Field(description="how long it holds when a rival is close, 0 not at all")
    joint: Share = Field(description="readiness to deploy jointly")
    treaty: Share = Field(description="readiness to sign")
    cheat: Share = Field(description="readiness to break a clause in secret")
    espionage: Share = Field(description="readiness to spy")
    sabotage: Share = Field(description="readiness to sabotage")
    lobby: Annotated[float, Field(ge=-1.0, le=1.0)] = Field(description="-1 against regulation, 1 for it")
    hawkishness: Share = Field(description="readiness to control exports, take over and strike")
    chaos: Share = Field(default=0.0, description="share of decisions left to chance")
    activity: Share = Field(default=1.0, description="0 gives no orders at all")
    stance: StanceId = Field(description="how much research it publishes")
    pitch: PitchId = Field(description="the reason it gives its people")
    prefers: tuple[Id, ...] = Field(default=(), description="technologies taken first, in this order")
