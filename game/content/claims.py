"""The shape of claims and of policies: what a worldview says will come out, and how its campaigns are played.

Claims never touch what is played; the forecast floor plays campaigns to see whether they hold. Names in them are
checked against the other balance files in `meaning_of_claims`.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from game.content.records import (
    Amount,
    Format,
    Id,
    NotNegative,
    Oom,
    PitchId,
    Prior,
    Record,
    Share,
    StanceId,
    Summary,
    Text,
    Title,
    Year,
)

DEFAULT_POLICY = "default"
DEFAULT_SCENARIO = "five-labs"

Name = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Names = Annotated[tuple[Name, ...], Field(min_length=1)]


# --- which campaigns -------------------------------------------------------------------------------------------------


class Setting(Record):
    """What of the campaigns is other than the worldview and the scenario have it, but for the policy."""

    by: Name = Field(
        default="all", description="who plays by the policy, a seat or a group; others keep their temperaments"
    )
    rest: Name | None = Field(default=None, description="the policy of all other seats")
    since: Year | None = Field(
        default=None, description="year from which policies hold; before it all keep their temperaments"
    )
    scenario: Id = Field(default=DEFAULT_SCENARIO, description="the scenario that is played")
    given: dict[str, dict[str, float | Prior]] = Field(
        default_factory=dict, description="parameters that are other than in this worldview, each a value or a prior"
    )


class Case(Setting):
    """The campaigns on one side of a comparison."""

    policy: Name = Field(default=DEFAULT_POLICY, description="how the seats play: the name of a file in policies/")


class Question(Setting):
    """Cases, and what is read from the campaigns of each."""

    policy: Name | Names = Field(default=DEFAULT_POLICY, description="as in a case; a list asks for each of them")
    measure: Name | Names = Field(description="what is read; a list of endings or kinds adds up their shares")
    of: Name | None = Field(default=None, description="whose score (a seat or a group), or which ending leads")
    among: Name | None = Field(
        default=None, description="an ending or kind: the share is taken of the campaigns that end so, not of all"
    )
    before: Year | None = Field(default=None, description="year; only what happened before it counts")
    at: Year | None = Field(
        default=None, description="year in which a figure is read; campaigns that ended earlier keep their last one"
    )

    @property
    def measures(self) -> tuple[str, ...]:
        """What is added up; one measure unless they are endings or kinds."""
        return (self.measure,) if isinstance(self.measure, str) else self.measure

    @property
    def cases(self) -> tuple[Case, ...]:
        """One for each policy that is asked for."""
        names = (self.policy,) if isinstance(self.policy, str) else self.policy
        return tuple(self.case(name) for name in names)

    def case(self, policy: str) -> Case:
        """This setting with another policy."""
        return Case(
            policy=policy, by=self.by, rest=self.rest, since=self.since, scenario=self.scenario, given=self.given
        )


# --- claims ----------------------------------------------------------------------------------------------------------


class Band(Question):
    """A figure lies between two numbers, or beyond one; with several policies it does so under each."""

    low: Amount | None = Field(default=None, description="it is at least this")
    high: Amount | None = Field(default=None, description="it is at most this")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("a band has a low end, a high end, or both")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("a band goes from the lower to the higher number")
        return self


class Comparison(Question):
    """A figure is higher or lower than in other campaigns on the same dice, or about the same."""

    than: Name | Names | Case = Field(
        description="another policy, all else equal; or several, each of which is beaten; or a case of its own, "
        "in which {} is the worldview as it is"
    )
    more_by: NotNegative | None = Field(default=None, description="it is higher by more than this")
    less_by: NotNegative | None = Field(default=None, description="it is lower by more than this")
    within: Annotated[float, Field(gt=0.0)] | None = Field(default=None, description="it differs by less than this")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(way is not None for way in (self.more_by, self.less_by, self.within)) != 1:
            raise ValueError("a comparison has exactly one of more_by, less_by, within")
        return self

    @property
    def others(self) -> tuple[Case, ...]:
        """What each of the cases is compared with."""
        if isinstance(self.than, Case):
            return (self.than,)
        names = (self.than,) if isinstance(self.than, str) else self.than
        return tuple(self.case(name) for name in names)


class Claim(Record):
    """What a worldview says will come out, in words and as a figure that campaigns can be asked for."""

    text: Text = Field(description="what a reader sees")
    band: Band | None = Field(default=None, description="a figure lies within bounds")
    comparison: Comparison | None = Field(default=None, description="a figure is higher or lower than elsewhere")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.band is None) == (self.comparison is None):
            raise ValueError("a claim has either a band or a comparison")
        return self

    @property
    def question(self) -> Band | Comparison:
        question = self.band or self.comparison
        assert question is not None  # a claim has exactly one kind
        return question


# --- policies --------------------------------------------------------------------------------------------------------


class Shares(Record):
    """Shares of a turn's money, kept to whatever happens; what they leave is the reserve."""

    research: Share = Field(default=0.0, description="share of a turn's money for research")
    security: Share = Field(default=0.0, description="share of a turn's money for security")
    compute: Share = Field(default=0.0, description="share of a turn's money for chips and power")
    openness: Share = Field(default=0.0, description="share of a turn's money for the commons and for public trust")

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.research + self.security + self.compute + self.openness > 1.0 + 1e-9:
            raise ValueError("the shares add up to more than 1")
        return self


class HabitChanges(Record):
    """Habits of a temperament that are replaced; all fields as there."""

    alignment: Share | None = None
    worry: NotNegative | None = None
    envy: NotNegative | None = None
    serving: Share | None = None
    automation: Share | None = None
    research: Share | None = None
    security: Share | None = None
    compute: Share | None = None
    openness: Share | None = None
    release_margin: Oom | None = None
    weights_margin: Oom | None = None
    deploy_margin: Oom | None = None
    patience: Share | None = None
    joint: Share | None = None
    treaty: Share | None = None
    cheat: Share | None = None
    espionage: Share | None = None
    sabotage: Share | None = None
    lobby: Annotated[float, Field(ge=-1.0, le=1.0)] | None = None
    hawkishness: Share | None = None
    chaos: Share | None = None
    activity: Share | None = None
    stance: StanceId | None = None
    pitch: PitchId | None = None
    prefers: tuple[Id, ...] | None = None


class Policy(Record):
    """A named way to play, for claims and simulations. Without a temperament each seat keeps its own."""

    format: Format
    title: Title
    summary: Summary
    fixed: bool = Field(default=False, description="one of the eight fixed policies that worldviews are compared by")
    temperament: Id | None = Field(default=None, description="the habits to begin with")
    habits: HabitChanges = Field(default_factory=HabitChanges, description="habits that are other than in it")
    shares: Shares | None = Field(default=None, description="a fixed budget instead of the one of the habits")
