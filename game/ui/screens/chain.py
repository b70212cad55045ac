"""Why a campaign ended as it did, in words: the events that led there, and what moved the figure that decided."""

from __future__ import annotations

from dataclasses import dataclass

from game.campaign.campaign import Campaign
from game.content.vocabulary import Ending
from game.rules.derived import gap
from game.rules.effects import effects_of
from game.rules.report import Entry

MOST = 5

_SAFETY = ("deployed_unsafe", "rival_deployed_unsafe", "deployed", "rival_deployed", "tier_six", "rival_joint_offer")
_INCIDENTS = ("incident_serious", "rival_incident", "evaluations_warn")
_TREATIES = (
    "own_proposed", "own_joined", "own_left", "own_cheat_found", "rival_proposed", "rival_joined", "rival_left",
    "rival_cheat_found",
)  # fmt: skip
_OPEN = ("released_weights", "rival_weights", "weights_leaked", "public_weights", "misuse", "misuse_catastrophe")
_CONFLICT = ("struck_own", "struck_by", "struck_rival", "export_controls", "tension_up", "spying_exposed", "spy_found")
_SOCIETY = ("public_concern_up", "regulation_up", "stability_down", "event", "event_rival", "event_own")

_TELLING: dict[Ending, tuple[str, ...]] = {
    Ending.SHARED_ABUNDANCE: (*_SAFETY, *_TREATIES, "evaluations_calm"),
    Ending.ACCORD: _TREATIES,
    Ending.TOOL_AGE: ("learned", *_TREATIES, "public_concern_down", "stability_up"),
    Ending.STEWARD: (*_SAFETY, "evaluations_calm", "run_finished", "rival_taken_over", "taken_over"),
    Ending.SLOW_WORLD: ("chips_short", *_SOCIETY, *_TREATIES),
    Ending.BAN: (*_INCIDENTS, "public_concern_up", "regulation_up", "misuse"),
    Ending.LOCK_IN: (*_SAFETY, "run_finished", "rival_taken_over", "taken_over", "weights_taken"),
    Ending.LOSS_OF_CONTROL: (
        "incident_lost",
        "rival_incident_lost",
        *_SAFETY,
        *_INCIDENTS,
        "own_left",
        "rival_left",
        "own_cheat_found",
        "rival_cheat_found",
        "run_finished",
        "incident_warning",
    ),
    Ending.DISEMPOWERMENT: ("rival_general", "released_general", "revenue_up", *_SOCIETY),
    Ending.OPEN_CATASTROPHE: _OPEN,
    Ending.WAR: _CONFLICT,
    Ending.COLLAPSE: (*_INCIDENTS, *_CONFLICT, "misuse", "stability_down", "event"),
}
DECIDING: dict[Ending, str] = {
    Ending.OPEN_CATASTROPHE: "public_weights",
    Ending.WAR: "tension",
    Ending.COLLAPSE: "stability",
    Ending.DISEMPOWERMENT: "oversight",
    Ending.BAN: "regulation",
    Ending.ACCORD: "tension",
    Ending.TOOL_AGE: "adoption",
    Ending.SLOW_WORLD: "adoption",
}
"""The public figure whose history explains an ending; none where it was a deployment or an escape."""


@dataclass(frozen=True)
class Step:
    """One link of the chain."""

    entry: Entry
    text: str


def chain(campaign: Campaign, ending: Ending) -> list[Step]:
    """The last few events that bear on the ending, oldest first.

    With one person it is told as that person saw it. With several, only what all of them heard of: the screen is
    seen by everybody.
    """
    readers = campaign.people or tuple(campaign.setup.seats[:1])
    alone = len(readers) == 1
    told: dict[tuple[int, str], Entry] = {}
    for reader in readers:
        for entry in campaign.log(reader):
            if entry.key in _TELLING[ending] and (alone or entry.about != "own"):
                told.setdefault((entry.turn, campaign.text(entry)), entry)
    weight = {key: place for place, key in enumerate(_TELLING[ending])}
    steps = [Step(entry, text) for (_, text), entry in told.items()]
    # The weightiest kinds of news first, of each kind the latest; the same news about the same seat only once.
    steps.sort(key=lambda step: (weight[step.entry.key], -step.entry.turn))
    kept: dict[tuple[str, int | None], Step] = {}
    for step in steps:
        kept.setdefault((step.entry.key, step.entry.seat), step)
    last = list(kept.values())[:MOST]
    return sorted(last, key=lambda step: (step.entry.turn, -weight[step.entry.key]))


@dataclass(frozen=True)
class Held:
    """What the techniques of a seat really held, which nobody could know while the campaign lasted."""

    seat: str
    capability: float  # log FLOP of its best model
    ceiling: float  # log FLOP up to which its techniques held


def truth(campaign: Campaign) -> list[Held]:
    """The best model and the true ceiling of every seat, the most capable first."""
    state, setup = campaign.state, campaign.setup
    over = gap(state, effects_of(state.known, setup), campaign.params)
    found = [
        Held(id_, float(state.capability[i, 0]), float(state.capability[i, 0] - over[i, 0]))
        for i, id_ in enumerate(setup.seats)
    ]
    return sorted(found, key=lambda held: -held.capability)


def deciding_terms(campaign: Campaign, ending: Ending) -> list[tuple[str, float]]:
    """Causes and sums of the deciding public figure since the start, the largest first; empty without such a figure."""
    quantity = DECIDING.get(ending)
    if quantity is None:
        return []
    sums: dict[str, float] = {}
    for term in campaign.causes(campaign.setup.seats[0], quantity):
        sums[term.cause] = sums.get(term.cause, 0.0) + term.amount
    return sorted(sums.items(), key=lambda item: -abs(item[1]))
