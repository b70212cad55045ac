"""Everything that a campaign is played by: one scenario under one worldview, whole and checked.

A save keeps the book's snapshot, so a campaign goes on by the rules it was begun with, whatever the balance
files say by then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from game.content.contents import Contents, Fitted
from game.content.meaning import problems_of_meaning
from game.content.models import (
    Baseline,
    Event,
    Events,
    Parameter,
    ParameterChange,
    Scenario,
    Technologies,
    Technology,
    Temperament,
    Worldview,
)
from game.content.problems import ContentError, has_errors
from game.content.records import Id, Record
from game.content.toml_reader import Document, validate

SNAPSHOT = "snapshot"
"""What problems call the file when a snapshot has them."""


class Snapshot(Record):
    """The shape of a book as plain data."""

    format: Literal[1] = 1
    scenario_id: Id
    worldview_id: Id | None = None
    scenario: Scenario
    worldview: Worldview | None = None
    baseline: Baseline
    technologies: Technologies
    events: Events
    temperaments: dict[Id, Temperament]


@dataclass(frozen=True)
class Book:
    """A scenario and all that it is played by. `technologies` and `events` keep the order of their files."""

    scenario_id: str
    scenario: Scenario
    worldview_id: str | None
    worldview: Worldview | None
    baseline: Baseline
    technologies: dict[str, Technology]
    events: dict[str, Event]
    temperaments: dict[str, Temperament]

    @cached_property
    def parameters(self) -> dict[str, dict[str, Parameter]]:
        """Group to name to number: the worldview goes before the scenario, and the scenario before the baseline."""
        layers = [self.worldview.parameters] if self.worldview else []
        layers.append(self.scenario.parameters)
        return {
            group: {
                name: _changed(parameter, [layer.get(group, {}).get(name) for layer in layers])
                for name, parameter in parameters.items()
            }
            for group, parameters in self.baseline.parameters.items()
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the snapshot; equal for books that are equal in every word and number."""
        # Keys are left in their order, because the order of technologies is part of what is computed.
        text = json.dumps(self.snapshot(), ensure_ascii=True, separators=(",", ":"), allow_nan=False)
        return sha256(text.encode("ascii")).hexdigest()

    def snapshot(self) -> dict[str, Any]:
        """The whole book as data for `json.dumps`."""
        return self._as_snapshot().model_dump(mode="json")

    @classmethod
    def from_snapshot(cls, data: Mapping[str, Any]) -> Book:
        """The book that `data` is the snapshot of. ContentError with all problems if it is not sound."""
        document = Document(dict(data), "", SNAPSHOT)
        snapshot, problems = validate(Snapshot, document)
        if snapshot is not None:
            problems = problems_of_meaning(_contents(snapshot))
        if snapshot is None or has_errors(problems):
            raise ContentError(replace(problem, snippet="") for problem in problems)
        return cls(
            snapshot.scenario_id,
            snapshot.scenario,
            snapshot.worldview_id,
            snapshot.worldview,
            snapshot.baseline,
            snapshot.technologies.technologies,
            snapshot.events.events,
            snapshot.temperaments,
        )

    def _as_snapshot(self) -> Snapshot:
        return Snapshot(
            scenario_id=self.scenario_id,
            worldview_id=self.worldview_id,
            scenario=self.scenario,
            worldview=self.worldview.model_copy(update={"claims": ()}) if self.worldview else None,
            baseline=self.baseline,
            technologies=Technologies(format=1, technologies=self.technologies),
            events=Events(format=1, events=self.events),
            temperaments=self.temperaments,
        )


def _changed(parameter: Parameter, changes: Sequence[ParameterChange | None]) -> Parameter:
    """The parameter as the first of the changes says, if any does."""
    for change in changes:
        if change is not None:
            return parameter.model_copy(
                update={"value": change.value, "prior": change.prior, "source": change.source}
            )
    return parameter


def _contents(snapshot: Snapshot) -> Contents:
    """The parts of a snapshot as if they were files, so that the same checks read both."""

    def fitted(model: Any, part: str) -> Fitted[Any]:
        return Fitted(Document({}, "", f"{SNAPSHOT}, {part}"), model)

    contents = Contents(
        fitted(snapshot.baseline, "baseline"),
        fitted(snapshot.technologies, "technologies"),
        fitted(snapshot.events, "events"),
    )
    contents.put("scenarios", snapshot.scenario_id, fitted(snapshot.scenario, "scenario"))
    for id_, temperament in snapshot.temperaments.items():
        contents.put("temperaments", id_, fitted(temperament, f"temperament {id_}"))
    if snapshot.worldview is not None:
        contents.put("worldviews", snapshot.worldview_id or "worldview", fitted(snapshot.worldview, "worldview"))
    return contents
