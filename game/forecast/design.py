"""Which numbers a sweep varies, and the points at which it looks: every point is another worldview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from game.content.book import Book
from game.content.problems import nearest
from game.content.records import Prior
from game.forecast.extras import extra
from game.rules.arrays import Floats
from game.rules.params import quantile

Sampling = Literal["sobol", "latin"]
SAMPLINGS: tuple[Sampling, ...] = get_args(Sampling)

EDGE = 1e-9
"""Share of a distribution cut off at either end: the ends of a normal one lie nowhere."""

Range = tuple[float, float]


class DesignError(ValueError):
    """A number that there is not, or a range that it cannot have; in one line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One number that a sweep varies."""

    name: str  # group.name
    unit: str
    range: Range  # every value lies within
    prior: Prior | None = None  # how values are spread over the range; evenly without one

    def at(self, shares: Floats) -> Floats:
        """Values of this number at shares, 0-1, of its distribution."""
        low, high = self.range
        if self.prior is None:
            return low + (high - low) * shares
        return np.clip(quantile(self.prior, np.clip(shares, EDGE, 1.0 - EDGE)), low, high)


def axes_of(
    book: Book, ranges: Mapping[str, Range] | None = None, *, priors: bool = False, every: bool = False
) -> tuple[Axis, ...]:
    """The numbers to vary, in the order of the baseline, each called "group.name".

    `ranges` are varied evenly between two values; with `priors` every number that has a prior in the book is varied
    by it, with `every` each other number over all that the baseline allows. DesignError for a name that does not
    exist, a range that is empty or wider than the baseline allows, or nothing to vary at all.
    """
    ranges = ranges or {}
    known = {f"{group}.{name}": number for group, names in book.parameters.items() for name, number in names.items()}
    axes: list[Axis] = []
    for name, given in ranges.items():
        if name not in known:
            near = nearest(name, known)
            raise DesignError(f"there is no number '{name}'" + (f"; did you mean '{near}'?" if near else ""))
        low, high = known[name].range
        if not low <= given[0] < given[1] <= high:
            raise DesignError(f"{name} can go from {low:g} to {high:g}, and not from {given[0]:g} to {given[1]:g}")
    for name, number in known.items():
        if name in ranges:
            axes.append(Axis(name, number.unit, ranges[name]))
        elif priors and number.prior is not None:
            axes.append(Axis(name, number.unit, number.range, number.prior))
        elif every and number.range[0] < number.range[1]:
            axes.append(Axis(name, number.unit, number.range))
    if not axes:
        raise DesignError("there is nothing to vary")
    return tuple(axes)


def sample(axes: tuple[Axis, ...], games: int, seed: int, sampling: Sampling) -> Floats:
    """(A,N) the value of each axis in each game, spread evenly over all combinations. Missing without scipy.

    "sobol" is a scrambled Sobol sequence, best at a power of two of games; "latin" a Latin hypercube, in which each
    axis alone is as even as can be for any number of games.
    """
    qmc = extra("scipy.stats.qmc")
    dice = np.random.default_rng(seed)
    if sampling == "sobol":
        power = max(games - 1, 1).bit_length()  # the sequence comes in powers of two
        shares = qmc.Sobol(len(axes), scramble=True, rng=dice).random_base2(power)[:games]
    else:
        shares = qmc.LatinHypercube(len(axes), rng=dice).random(games)
    return np.stack([axis.at(shares[:, index]) for index, axis in enumerate(axes)])
