"""What a seat decided in a turn, part by part and in words, each beside a neutral order that it is weighed against.

Neutral is what the game itself lays on the desk of a seat that decides nothing: the middle course of the first
turn, no project, no big action, nothing released, nothing deployed, every pledge kept. So a seat that hands in what
it finds has decided nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from game.campaign.sheet import OrderSheet, active_project, first_sheet
from game.content.vocabulary import CLAUSE_ACTIONS, Lane
from game.rules.setup import Setup
from game.rules.view import View

ALIKE = 0.005
"""Difference of a share below which it is the neutral one."""
STEADY = 0.06
"""Difference of a share below which it is the same decision as in the turn before."""


@dataclass(frozen=True)
class Decision:
    """One part of the orders of a seat in a turn."""

    turn: int
    seat: int
    part: str  # of the sheet, for the same decision in other turns
    key: str  # of its text, after "decision."
    values: dict[str, Any] = field(default_factory=dict)

    def continues(self, before: Decision) -> bool:
        """Whether it only goes on with what was decided before: the same words, a share about the same."""
        same = (self.seat, self.part, self.key) == (before.seat, before.part, before.key)
        return same and all(_steady(value, before.values[name]) for name, value in self.values.items())


def _steady(value: Any, before: Any) -> bool:
    return abs(value - before) < STEADY if isinstance(value, float) else bool(value == before)


def neutral_sheet(seen: View, setup: Setup) -> OrderSheet:
    """The orders of a seat that decides nothing, as it stands before the turn that it sees."""
    return first_sheet(seen, setup)


def decisions_of(sheet: OrderSheet, seen: View, setup: Setup) -> list[tuple[Decision, OrderSheet]]:
    """What a seat decided, every part of its sheet that is not neutral, with the sheet that is neutral in that part.

    `seen` is its view before the turn.
    """
    neutral = neutral_sheet(seen, setup)
    return [
        (Decision(seen.turn, int(seen.observers[0]), part, key, values), sheet.changed(**changes))
        for part, key, changes, values in (
            *_money(sheet, neutral),
            *_research(sheet, seen, setup),
            *_fleet(sheet, neutral),
            *_openness(sheet, neutral),
            *_actions(sheet),
            *_last_step(sheet),
        )
    ]


_Part = tuple[str, str, dict[str, Any], dict[str, Any]]


def _money(sheet: OrderSheet, neutral: OrderSheet) -> Iterator[_Part]:
    """The budget goes by the share that is furthest from the neutral one."""
    names = ("research", "security", "compute", "openness")
    apart = {name: getattr(sheet.budget, name) - getattr(neutral.budget, name) for name in names}
    apart = {name: value for name, value in apart.items() if abs(value) > ALIKE}
    if apart:
        furthest = max(apart, key=lambda name: abs(apart[name]))
        key = "share_more" if apart[furthest] > 0 else "share_less"
        given = float(getattr(sheet.budget, furthest))
        yield "budget", key, {"budget": neutral.budget}, {"given": given, "share": furthest}
    if abs(sheet.alignment - neutral.alignment) > ALIKE:
        key = "alignment_more" if sheet.alignment > neutral.alignment else "alignment_less"
        yield "alignment", key, {"alignment": neutral.alignment}, {"given": float(sheet.alignment)}


def _research(sheet: OrderSheet, seen: View, setup: Setup) -> Iterator[_Part]:
    for lane in Lane:
        active = active_project(sheet.projects[lane.id], seen, setup)
        if active >= 0:
            without = {"projects": sheet.projects | {lane.id: ()}}
            yield f"project/{lane.id}", "project", without, {"technology": setup.technologies[active]}


def _fleet(sheet: OrderSheet, neutral: OrderSheet) -> Iterator[_Part]:
    changes = {"training": neutral.training, "serving": neutral.serving, "train": neutral.train}
    apart = {
        "training": sheet.training - neutral.training,
        "serving": sheet.serving - neutral.serving,
        "automation": neutral.training + neutral.serving - sheet.training - sheet.serving,
    }
    furthest = max(apart, key=lambda name: abs(apart[name]))
    if not sheet.train:
        yield "fleet", "no_run", changes, {}
    elif abs(apart[furthest]) > ALIKE:
        given = {"training": sheet.training, "serving": sheet.serving}.get(
            furthest, 1.0 - sheet.training - sheet.serving
        )
        yield "fleet", f"fleet_{furthest}", changes, {"given": float(given)}
    if sheet.region not in (None, neutral.region):
        yield "region", "region", {"region": neutral.region}, {"region": sheet.region}


def _openness(sheet: OrderSheet, neutral: OrderSheet) -> Iterator[_Part]:
    if sheet.release != neutral.release:
        yield "release", f"release_{sheet.release}", {"release": neutral.release}, {}
    if sheet.stance != neutral.stance:
        yield "stance", "stance", {"stance": neutral.stance}, {"stance": sheet.stance}
    if sheet.pitch != neutral.pitch:
        yield "pitch", "pitch", {"pitch": neutral.pitch}, {"pitch": sheet.pitch}


def _actions(sheet: OrderSheet) -> Iterator[_Part]:
    for place, given in enumerate(sheet.actions):
        values: dict[str, Any] = {}
        if given.target is not None:
            values = {"clause" if given.action in CLAUSE_ACTIONS else "other": given.target}
        without = {"actions": (*sheet.actions[:place], *sheet.actions[place + 1 :])}
        yield f"action/{given.kind}/{given.target or ''}", f"action_{given.kind}", without, values
    if sheet.cheat:
        yield "cheat", "cheat", {"cheat": ()}, {"clause": tuple(sheet.cheat)}


def _last_step(sheet: OrderSheet) -> Iterator[_Part]:
    if sheet.deployment in ("deploy", "joint"):
        yield "deployment", f"deployment_{sheet.deployment}", {"deployment": None}, {}
