"""Why a campaign ended as it did, in words: the events that led there, and what moved the figure that decided."""

from __future__ import annotations

from dataclasses import dataclass

from game.campaign.campaign import Campaign
from game.content.vocabulary import Ending
from game.rules.report import Entry

MOST = 5

_SAFETY = ("tier_six", "deployed", "deployed_unsafe", "rival_deployed", "rival_deployed_unsafe", "rival_joint_offer")
_INCIDENTS = ("incident_serious", "incident_lost", "rival_incident", "rival_incident_lost", "evaluations_warn")
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
    Ending.LOSS_OF_CONTROL: (*_SAFETY, *_INCIDENTS, "run_finished", "rival_general"),
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
    steps = [Step(entry, text) for (_, text), entry in sorted(told.items(), key=lambda item: item[0][0])]
    # The same kind of news turn after turn says it once: the latest of a kind is kept first.
    seen: set[tuple[str, int | None]] = set()
    kept: list[Step] = []
    for step in reversed(steps):
        mark = (step.entry.key, step.entry.seat)
        if mark not in seen:
            seen.add(mark)
            kept.append(step)
    return list(reversed(kept[:MOST]))


def deciding_terms(campaign: Campaign, ending: Ending) -> list[tuple[str, float]]:
    """Causes and sums of the deciding public figure since the start, the largest first; empty without such a figure."""
    quantity = DECIDING.get(ending)
    if quantity is None:
        return []
    sums: dict[str, float] = {}
    for term in campaign.causes(campaign.setup.seats[0], quantity):
        sums[term.cause] = sums.get(term.cause, 0.0) + term.amount
    return sorted(sums.items(), key=lambda item: -abs(item[1]))
