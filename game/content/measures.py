"""What a claim can speak about: the figures that are read from a batch of campaigns.

Here are their names, units and possible values; how each is computed stands in the forecast floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.content.vocabulary import Ending, Kind


class Unit(StrEnum):
    """What a measure is counted in."""

    SHARE = "share of campaigns"
    POINTS = "points"
    YEAR = "year"
    TURNS = "turns"
    OOM = "OOM"
    LOG_FLOP = "log FLOP"
    LEVEL = "level"


class About(StrEnum):
    """What `of` names in a claim about the measure."""

    NOTHING = "nothing"
    SEATS = "seats"
    ENDING = "ending"


class When(StrEnum):
    """How a claim about the measure may speak of time."""

    BEFORE = "before"  # only what happened before a year counts
    AT = "at"  # the figure at the end of a campaign, or in a year
    END = "end"  # what is known only when the campaign is over


@dataclass(frozen=True, slots=True)
class Measure:
    unit: Unit
    low: float  # lowest possible value
    high: float  # highest possible value
    text: str  # what it is, for documentation and editors
    when: When = When.END
    about: About = About.NOTHING


def _share(text: str, when: When = When.BEFORE, about: About = About.NOTHING, low: float = 0.0) -> Measure:
    return Measure(Unit.SHARE, low, 1.0, text, when, about)


_ENDINGS = {
    ending.id: _share(f"share of campaigns that end in {ending.id.replace('_', ' ')}")
    for ending in Ending
    if ending is not Ending.NONE
}
_KINDS = {kind.id: _share(f"share of campaigns with a {kind.id} ending") for kind in Kind}

OUTCOMES: tuple[str, ...] = (*_ENDINGS, *_KINDS)
"""Endings and kinds of endings: the measures that may be added up in a list, or stand in `among`."""

_HAPPENINGS = {
    "weights_stolen": _share("share of campaigns in which a seat stole the weights of another"),
    "secrets_stolen": _share("share of campaigns in which a seat stole the secrets of another"),
    "leaked": _share("share of campaigns in which weights leaked to somebody who is no seat"),
    "misuse": _share("share of campaigns with harm done by what anyone can run, or worse"),
    "serious_incident": _share("share of campaigns with a serious incident at a seat"),
    "tier_six": _share("share of campaigns in which a seat came to hold a Tier Six system"),
    "free_danger": _share("share of campaigns in which a model that nobody can be kept from running was dangerous"),
    "garage_danger": _share(
        "share of campaigns in which a rich group without a name could train a dangerous model by itself"
    ),
    "lead_lost": _share("share of campaigns in which a seat of another bloc took the lead from the leading bloc"),
}

_FIGURES = {
    "best_capability": Measure(Unit.LOG_FLOP, 0.0, 60.0, "the best model of any seat", When.AT),
    "public_weights": Measure(Unit.LOG_FLOP, 0.0, 60.0, "the best model whose weights are public", When.AT),
    "free_margin": Measure(
        Unit.OOM,
        -40.0,
        40.0,
        "how far the best thing that nobody can be kept from running lies above the level of danger",
        When.AT,
    ),
    "rival_lag": Measure(
        Unit.OOM, -40.0, 40.0, "how far the best rival is behind the best seat of the leading bloc", When.AT
    ),
    "stability": Measure(Unit.LEVEL, 0.0, 10.0, "stability of the world, 0 to 10", When.AT),
    "tension": Measure(Unit.LEVEL, 0.0, 100.0, "the highest tension between two blocs, 0 to 100", When.AT),
    "concern": Measure(Unit.LEVEL, 0.0, 100.0, "public concern, 0 to 100", When.AT),
    "regulation": Measure(Unit.LEVEL, 0.0, 100.0, "how far the law binds, 0 to 100", When.AT),
    "oversight": Measure(Unit.LEVEL, 0.0, 1.0, "share of decisions that humans still take", When.AT),
    "adoption": Measure(Unit.LEVEL, 0.0, 1.0, "how far the economy uses AI", When.AT),
}

MEASURES: dict[str, Measure] = {
    **_ENDINGS,
    **_KINDS,
    "largest": _share("share of the commonest ending, whichever it is", When.END),
    "lead": _share(
        "how much commoner an ending is than the commonest of the others, as a share of campaigns",
        When.END,
        About.ENDING,
        low=-1.0,
    ),
    "score": Measure(Unit.POINTS, 0.0, 100.0, "mean score of the seats", When.END, About.SEATS),
    "end_year": Measure(Unit.YEAR, 2000.0, 2200.0, "mean year in which a campaign ends"),
    "median_end_year": Measure(Unit.YEAR, 2000.0, 2200.0, "year by which half of the campaigns have ended"),
    "end_turn": Measure(Unit.TURNS, 0.0, 240.0, "mean number of turns of a campaign"),
    "late_growth": _share(
        "share of all growth of the best model since the start that came in the last two turns", When.END
    ),
    **_HAPPENINGS,
    **_FIGURES,
}
"""Name to measure, in the order in which they are documented."""

HAPPENINGS: tuple[str, ...] = tuple(_HAPPENINGS)
FIGURES: tuple[str, ...] = tuple(_FIGURES)

GROUPS: dict[str, str] = {
    "all": "every seat",
    "leading_bloc": "the seats of the bloc whose seat has the best model at the start",
    "leader": "the seat with the best model at the start",
    "rivals": "the seats of all other blocs",
    "states": "seats that are states",
    "labs": "seats that are labs",
}
"""Names for several seats, where a claim can name a seat too."""
