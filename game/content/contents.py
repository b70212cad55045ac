"""The balance files of one folder, each with the model it fits and the places of everything in it.

A balance folder holds `baseline.toml`, `technologies.toml`, `events.toml` and the folders `scenarios`,
`temperaments`, `policies` and `worldviews`, in which every file is one thing with the file's name as its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from game.content.claims import Policy
from game.content.models import Baseline, Events, Scenario, Technologies, Temperament, Worldview
from game.content.records import Record
from game.content.toml_reader import Document

M = TypeVar("M", bound=Record)

SINGLE: dict[str, type[Record]] = {"baseline": Baseline, "technologies": Technologies, "events": Events}
"""Name of a file of which a balance folder has one, and its model."""

MANY: dict[str, type[Record]] = {
    "scenarios": Scenario,
    "temperaments": Temperament,
    "policies": Policy,
    "worldviews": Worldview,
}
"""Name of a folder inside a balance folder, and the model of each of its files."""


def one_of(folder: str) -> str:
    """What one file of a folder is called: `scenario` of `scenarios`."""
    return "policy" if folder == "policies" else folder.removesuffix("s")


@dataclass(frozen=True)
class Fitted(Generic[M]):
    """A file that fits its model."""

    document: Document
    model: M


@dataclass
class Contents:
    """What could be read; a file that is missing or does not fit is absent."""

    baseline: Fitted[Baseline] | None = None
    technologies: Fitted[Technologies] | None = None
    events: Fitted[Events] | None = None
    scenarios: dict[str, Fitted[Scenario]] = field(default_factory=dict)
    temperaments: dict[str, Fitted[Temperament]] = field(default_factory=dict)
    policies: dict[str, Fitted[Policy]] = field(default_factory=dict)
    worldviews: dict[str, Fitted[Worldview]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()  # ids of worldviews that are there, too, but that nobody asked for

    def put(self, kind: str, id_: str, fitted: Fitted[Any]) -> None:
        """Add a file, in place of one of the same kind and id."""
        if kind in SINGLE:
            setattr(self, kind, fitted)
        else:
            getattr(self, kind)[id_] = fitted

    def copy(self) -> Contents:
        """The same files, to which others can be added."""
        return Contents(
            self.baseline,
            self.technologies,
            self.events,
            dict(self.scenarios),
            dict(self.temperaments),
            dict(self.policies),
            dict(self.worldviews),
            self.unread,
        )
