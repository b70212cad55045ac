"""What makes two worldviews part: their endings side by side, and the parameters that move the most between them.

All campaigns are of one scenario and on the same dice. A parameter, or a whole group, is exchanged one at a time, in
both directions: the first worldview with the number of the second, and the second with that of the first. What is left
when all single changes are added up is what the numbers do only together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from game.content.book import Book
from game.content.claims import Question
from game.content.differences import Difference, differences, number_of
from game.content.vocabulary import Ending
from game.forecast.cases import with_numbers
from game.forecast.evidence import Sample, sample
from game.forecast.result import ENDINGS
from game.forecast.rollout import Table
from game.forecast.shares import Z95, Share
from game.forecast.simulate import Batch, Progress, play_all
from game.rules.arrays import Floats


@dataclass(frozen=True, slots=True)
class Step:
    """By how much a figure changes on the way from the first worldview to the second, with its 95 % interval."""

    change: float
    low: float
    high: float

    @classmethod
    def between(cls, before: Sample, after: Sample) -> Step:
        """Of two samples on the same dice."""
        return cls._of(after.figure - before.figure, after.pulls - before.pulls)

    @classmethod
    def _of(cls, change: float, pulls: Floats) -> Step:
        half = Z95 * float(pulls.std(ddof=1)) / sqrt(pulls.size) if pulls.size > 1 else np.inf
        return cls(change, change - half, change + half)

    @classmethod
    def mean(cls, first: tuple[Sample, Sample], second: tuple[Sample, Sample]) -> Step:
        """The mean of two changes, each from the first to the second sample of a pair."""
        change = (first[1].figure - first[0].figure + second[1].figure - second[0].figure) / 2.0
        return cls._of(change, (first[1].pulls - first[0].pulls + second[1].pulls - second[0].pulls) / 2.0)

    def to_json(self) -> dict[str, float]:
        return {"change": self.change, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Part:
    """What one parameter, or one group, contributes."""

    path: str  # group.name, or the group
    differences: tuple[Difference, ...]  # that were exchanged
    forth: Step  # the first worldview takes the numbers of the second
    back: Step  # the second, but for these numbers, becomes the second
    both: Step  # the mean of the two

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "forth": self.forth.to_json(),
            "back": self.back.to_json(),
            "both": self.both.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Parting:
    """Two worldviews, and what lies between them."""

    games: int
    measure: str  # what the parts change
    mine: Mapping[Ending, Share]
    other: Mapping[Ending, Share]
    steps: Mapping[Ending, Step]  # from mine to the other, game by game
    whole: Step  # of the measure, with all numbers changed
    parts: tuple[Part, ...]  # the largest change first

    @property
    def together(self) -> float:
        """What the single changes leave of the whole: numbers that act only together."""
        return self.whole.change - sum(part.both.change for part in self.parts)

    def to_json(self) -> dict[str, Any]:
        """As `tiersix diff --json` prints it."""
        return {
            "games": self.games,
            "endings": {
                ending.id: {"a": self.mine[ending].share, "b": self.other[ending].share, **self.steps[ending].to_json()}
                for ending in ENDINGS
            },
            "measure": self.measure,
            "whole": self.whole.to_json(),
            "parts": [part.to_json() for part in self.parts],
        }


def what_parts(
    mine: Book,
    other: Book,
    games: int,
    seed: int,
    workers: int = 1,
    *,
    by_group: bool = False,
    measure: str = "bad",
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> Parting:
    """Play two worldviews, and each difference between them alone, `games` campaigns each.

    The scenario is that of `mine`, in which `other` is played too. `measure` is an ending, a kind of ending, or
    `score`. With n differences 2 n + 2 batches are played; progress counts the games of all of them. Stopped soon after
    `stop` says so. ValueError for books of different scenarios.
    """
    if mine.scenario_id != other.scenario_id:
        raise ValueError(f"two scenarios, {mine.scenario_id} and {other.scenario_id}, cannot be compared")
    bundles: dict[str, list[Difference]] = {}
    for each in differences(mine, other):
        bundles.setdefault(each.group if by_group else each.path, []).append(each)
    tables = [Table.of(mine), Table.of(other)]
    for bundle in bundles.values():
        tables.append(Table.of(with_numbers(mine, _numbers(bundle, forth=True))))
        tables.append(Table.of(with_numbers(other, _numbers(bundle, forth=False))))
    batches = play_all(tables, games, seed, workers, progress=progress, stop=stop)

    def read(name: str, place: int) -> Sample:
        return sample(Question(measure=name), tables[place], batches[place])

    start, end = read(measure, 0), read(measure, 1)
    parts = []
    for place, (path, bundle) in enumerate(bundles.items()):
        forth = (start, read(measure, 2 * place + 2))
        back = (read(measure, 2 * place + 3), end)
        steps = (Step.between(*forth), Step.between(*back), Step.mean(forth, back))
        parts.append(Part(path, tuple(bundle), *steps))
    parts.sort(key=lambda part: (-abs(part.both.change), part.path))
    return Parting(
        games=games,
        measure=measure,
        mine=_shares(batches[0]),
        other=_shares(batches[1]),
        steps={ending: Step.between(read(ending.id, 0), read(ending.id, 1)) for ending in ENDINGS},
        whole=Step.between(start, end),
        parts=tuple(parts),
    )


def _numbers(bundle: list[Difference], forth: bool) -> dict[str, dict[str, Any]]:
    numbers: dict[str, dict[str, Any]] = {}
    for each in bundle:
        numbers.setdefault(each.group, {})[each.name] = number_of(each.other if forth else each.mine)
    return numbers


def _shares(batch: Batch) -> dict[Ending, Share]:
    games = batch.outcomes.games
    return {ending: Share(int((batch.outcomes.ending == ending).sum()), games) for ending in ENDINGS}
