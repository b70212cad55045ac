"""Which numbers of a sweep matter: how far each moves an outcome, and how much of its spread each explains alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Ending
from game.forecast.design import Axis
from game.forecast.result import ENDINGS, KINDS
from game.forecast.shares import Z95, Mean, Share
from game.forecast.sweep import Swept
from game.rules.arrays import Floats

TAIL = 0.1
"""Share of the games at either end of an axis that are compared."""

BINS = 32
FEWEST = 50
"""Games in a bin, at least, where that leaves two bins or more."""

GROUPS = 20
"""Groups of games that are left out by turns to see how far the indices would wander."""


@dataclass(frozen=True, slots=True)
class Influence:
    """What an axis does to an outcome."""

    axis: Axis
    low: Mean  # of the outcome in the games with the lowest tenth of values
    high: Mean  # and with the highest
    swing: Mean  # high minus low
    index: Mean  # first-order Sobol index: share of the variance of the outcome explained by this axis alone, 0-1

    def to_json(self) -> dict[str, Any]:
        def plain(mean: Mean) -> dict[str, float]:
            return {"mean": mean.mean, "low": mean.low, "high": mean.high}

        return {
            "name": self.axis.name,
            "unit": self.axis.unit,
            "range": list(self.axis.range),
            "lowest_tenth": plain(self.low),
            "highest_tenth": plain(self.high),
            "swing": plain(self.swing),
            "first_order": plain(self.index),
        }


def outcome_names(seats: Sequence[str]) -> tuple[str, ...]:
    """What a sweep can be asked about: kinds, endings, turns, and the scores of the seats."""
    kinds, endings = (kind.id for kind in KINDS), (ending.id for ending in ENDINGS)
    return (*kinds, *endings, "turns", *(f"score.{seat}" for seat in seats))


def outcome(swept: Swept, name: str) -> Floats:
    """(N,) 1 or 0 for an ending or a kind of ending, else turns or a score. KeyError for another name."""
    outcomes = swept.outcomes
    if name == "turns":
        return outcomes.turns.astype(np.float64)
    group, _, seat = name.partition(".")
    if group == "score" and seat in swept.seats:
        return np.asarray(outcomes.scores[swept.seats.index(seat)])
    hits = [ending for ending in ENDINGS if name in (ending.id, ending.kind.id)]
    if not hits:
        raise KeyError(name)
    return np.isin(outcomes.ending, [Ending(ending) for ending in hits]).astype(np.float64)


def influences(axes: Sequence[Axis], values: Floats, results: Floats) -> list[Influence]:
    """What every axis, (A,N) values, does to (N,) results; the one with the widest swing first."""
    found = [_influence(axis, row, results) for axis, row in zip(axes, values, strict=True)]
    return sorted(found, key=lambda each: -abs(each.swing.mean))


def _influence(axis: Axis, values: Floats, results: Floats) -> Influence:
    first, last = np.quantile(values, [TAIL, 1.0 - TAIL])
    low, high = _mean(results[values <= first]), _mean(results[values >= last])
    swing = high.mean - low.mean
    # Newcombe's interval for a difference: that of each end, put together
    down = np.hypot(high.mean - high.low, low.high - low.mean)
    up = np.hypot(high.high - high.mean, low.mean - low.low)
    return Influence(axis, low, high, Mean(swing, float(swing - down), float(swing + up)), first_order(values, results))


def _mean(results: Floats) -> Mean:
    """A mean with its interval; of results that are 0 or 1 the one for shares, which has a width at either end."""
    hits = np.count_nonzero(results == 1.0)
    if hits + np.count_nonzero(results == 0.0) < results.size:
        return Mean.of(results.astype(np.float64))
    share = Share(int(hits), results.size)
    return Mean(share.share, share.low, share.high)


def first_order(values: Floats, results: Floats) -> Mean:
    """Share of the variance of (N,) results that (N,) values explain alone, with its 95 % interval.

    The games are sorted into bins of equal size by value; the share is the variance between the means of the bins
    after what chance alone would put between them (adjusted R², as for an analysis of variance) is taken off. It may
    come out a little below zero where nothing is explained. The interval is a jackknife over groups of games.
    """
    games = results.size
    bins = max(2, min(BINS, games // FEWEST))
    edges = np.unique(np.quantile(values, np.linspace(0.0, 1.0, bins + 1)[1:-1]))
    bin_of = np.searchsorted(edges, values, side="right")
    group_of = np.random.default_rng(0).permutation(games) % GROUPS
    # of each bin and group: how many games, the sum of their results, and of the squares
    moments = np.stack(
        [_sums(bin_of, group_of, len(edges) + 1, weights) for weights in (None, results, results * results)]
    )
    whole = moments.sum(axis=2)
    share = _explained(whole)
    without = np.array([_explained(whole - moments[:, :, group]) for group in range(GROUPS)])
    half = Z95 * float(np.sqrt((GROUPS - 1) / GROUPS * ((without - without.mean()) ** 2).sum()))
    return Mean(share, share - half, share + half)


def _sums(bin_of: NDArray[np.intp], group_of: NDArray[np.intp], bins: int, weights: Floats | None) -> Floats:
    """(bins,groups) sums of weights, or counts."""
    places = bin_of * GROUPS + group_of
    return np.bincount(places, weights, bins * GROUPS).reshape(bins, GROUPS).astype(np.float64)


def _explained(moments: Floats) -> float:
    """Adjusted R² from (3,bins): counts, sums and sums of squares. 0 for results that are all the same."""
    count, total, squares = moments[:, moments[0] > 0]
    games, bins = count.sum(), count.size
    spread = squares.sum() - total.sum() ** 2 / games
    if bins < 2 or games <= bins or spread <= 1e-12 * max(squares.sum(), 1e-300):
        return 0.0
    within = max(squares.sum() - (total**2 / count).sum(), 0.0)
    return float(1.0 - (within / (games - bins)) / (spread / (games - 1)))
