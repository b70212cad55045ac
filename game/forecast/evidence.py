"""What campaigns say about a claim: an observed figure with its interval, and whether the claim holds.

A figure of a batch is the ratio of two means over games (most often the second is 1). Its interval for a share is
Wilson's; for everything else, and for differences on common dice, it is the normal one of the linearised ratio, so
that the luck two batches share falls out of their difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, inf, sqrt

import numpy as np
from numpy.typing import NDArray

from game.content.claims import Band, Comparison, Question
from game.content.measures import FIGURES, HAPPENINGS, OUTCOMES
from game.content.vocabulary import Ending
from game.forecast.cases import members
from game.forecast.result import ENDINGS
from game.forecast.rollout import Table
from game.forecast.shares import Z95, Share
from game.forecast.simulate import Batch
from game.rules.arrays import Bools, Floats


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A figure as it is read from a batch of N games."""

    figure: float
    low: float  # ends of the 95 % interval
    high: float
    pulls: Floats  # (N,) how each game moves the figure: its mean is 0, its spread makes the interval

    @property
    def error(self) -> float:
        """Standard error of the figure; endless where nothing can be said of it."""
        n = self.pulls.size
        return float(self.pulls.std(ddof=1)) / sqrt(n) if n > 1 else inf


def needs(question: Question) -> frozenset[str]:
    """The happenings and figures that must be noted while the campaigns are played."""
    names = {name for name in question.measures if name in (*HAPPENINGS, *FIGURES)}
    return frozenset(names | ({"best_capability"} if question.measure == "late_growth" else set()))


def sample(question: Question, table: Table, batch: Batch) -> Sample:
    """Read the figure that is asked for from a batch. Its trace has what the question `needs`."""
    match question.measures:
        case ("largest",):
            counts = [int((batch.outcomes.ending == ending).sum()) for ending in ENDINGS]
            return _share(batch.outcomes.ending == ENDINGS[int(np.argmax(counts))])
        case ("lead",):
            own = Ending.of(question.of or "")
            rest = [ending for ending in ENDINGS if ending is not own]
            counts = [int((batch.outcomes.ending == ending).sum()) for ending in rest]
            best = rest[int(np.argmax(counts))]
            return _mean((batch.outcomes.ending == own) * 1.0 - (batch.outcomes.ending == best))
        case ("median_end_year",):
            return _median(_end_years(table, batch))
        case (name,) if name not in (*OUTCOMES, *HAPPENINGS):
            return _mean(_values(name, question, table, batch))
    happened = _happened(question, table, batch)
    if question.among is None:
        return _share(happened)
    return _share_among(happened, _ended(batch, (question.among,)))


# --- what is read ----------------------------------------------------------------------------------------------------


def _ended(batch: Batch, names: tuple[str, ...]) -> Bools:
    """(N,) games that ended in one of these endings, or kinds of endings."""
    wanted = [e for e in ENDINGS if e.id in names or e.kind.id in names]
    return np.asarray(np.isin(batch.outcomes.ending, wanted))


def _happened(question: Question, table: Table, batch: Batch) -> Bools:
    """(N,) games in which it did, in time."""
    if question.measures[0] in HAPPENINGS:
        turns = batch.trace.first[question.measures[0]]
        happened = turns >= 0
    else:
        turns = batch.outcomes.turns
        happened = _ended(batch, question.measures)
    if question.before is not None:
        happened = happened & (_year(table, turns) <= question.before + 1e-9)
    return np.asarray(happened)


def _values(name: str, question: Question, table: Table, batch: Batch) -> Floats:
    """(N,) the value of a measure that is a mean over games."""
    outcomes = batch.outcomes
    match name:
        case "score":
            rows = [table.setup.seats.index(seat) for seat in members(table.book, question.of or "all")]
            return np.asarray(outcomes.scores[rows].mean(axis=0))
        case "end_year":
            return _end_years(table, batch)
        case "end_turn":
            return np.asarray(outcomes.turns, np.float64)
        case "late_growth":
            best, games = batch.trace.figures["best_capability"].astype(np.float64), np.arange(outcomes.games)
            end, before = best[outcomes.turns, games], best[np.maximum(outcomes.turns - 2, 0), games]
            return np.asarray((end - before) / np.maximum(end - best[0], 1e-6), np.float64)
    figure = batch.trace.figures[name]
    turn = len(figure) - 1
    if question.at is not None:
        setup = table.setup
        turn = int(np.clip(round((question.at - setup.start_year) / setup.turn_years), 0, turn))
    return np.asarray(figure[turn], np.float64)


def _end_years(table: Table, batch: Batch) -> Floats:
    return _year(table, batch.outcomes.turns)


def _year(table: Table, turns: NDArray[np.int16]) -> Floats:
    return np.asarray(table.setup.start_year + turns * table.setup.turn_years)


# --- figures and intervals -------------------------------------------------------------------------------------------


def _share(happened: Bools) -> Sample:
    share = Share(int(happened.sum()), happened.size)
    return Sample(share.share, share.low, share.high, happened - share.share)


def _share_among(happened: Bools, among: Bools) -> Sample:
    """Of the games `among`; where there are none, nothing is known of the share."""
    count = int(among.sum())
    if count == 0:
        return Sample(0.0, 0.0, 1.0, np.full(among.size, np.nan))
    share = Share(int((happened & among).sum()), count)
    return Sample(share.share, share.low, share.high, among * (happened - share.share) * (among.size / count))


def _mean(values: Floats) -> Sample:
    mean = float(values.mean())
    pulls = values - mean
    half = Z95 * float(pulls.std(ddof=1)) / sqrt(values.size) if values.size > 1 else inf
    return Sample(mean, mean - half, mean + half, pulls)


def _median(values: Floats) -> Sample:
    """The median with the interval of its order statistics, which asks nothing of the distribution.

    Its pulls are those of a median: which side of it a game lies on, over the density there, that is read from the
    width of the interval.
    """
    ordered, n = np.sort(values), values.size
    median = float(np.median(ordered))
    reach = Z95 * sqrt(n) / 2.0
    low, high = ordered[max(int(np.floor(n / 2 - reach)), 0)], ordered[min(int(np.ceil(n / 2 + reach)), n - 1)]
    side = np.sign(values - median)
    spread = (float(high) - float(low)) / (2.0 * Z95) * sqrt(n)
    return Sample(median, float(low), float(high), (side - side.mean()) * spread)


# --- verdicts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """What was observed for one case of a claim, and what that says about it."""

    figure: float  # of a comparison, the difference
    low: float  # ends of the 95 % interval
    high: float
    verdict: Verdict
    games: int  # that were played in each case
    decided_by: int | None = None  # games that would probably decide, where they do not; None where none would


def judge_band(seen: Sample, band: Band) -> Finding:
    """Holds when the whole interval lies in the band, fails when all of it lies outside."""
    low = -inf if band.low is None else band.low
    high = inf if band.high is None else band.high
    inside = low <= seen.low and seen.high <= high
    return _finding(seen.figure, (seen.low, seen.high), (low, high), inside, seen.high < low or high < seen.low, seen)


def judge_comparison(seen: Sample, other: Sample, comparison: Comparison) -> Finding:
    """Of game k less game k: both samples are of the same dice."""
    difference = seen.figure - other.figure
    pulls = seen.pulls - other.pulls
    n = pulls.size
    error = float(pulls.std(ddof=1)) / sqrt(n) if n > 1 else inf
    if not error < inf:  # nan where a share is of no games
        return Finding(difference, -inf, inf, Verdict.UNDECIDED, n)
    low, high = difference - Z95 * error, difference + Z95 * error
    floor, ceiling = -inf, inf
    if comparison.within is not None:
        floor, ceiling = -comparison.within, comparison.within
    elif comparison.more_by is not None:
        floor = comparison.more_by
    elif comparison.less_by is not None:
        ceiling = -comparison.less_by
    # no difference at all is not a difference of more than nothing, so the ends do not belong to what is claimed
    inside = floor < low and high < ceiling
    return _finding(difference, (low, high), (floor, ceiling), inside, high <= floor or ceiling <= low, seen)


def _finding(
    figure: float,
    interval: tuple[float, float],
    band: tuple[float, float],
    holds: bool,
    fails: bool,
    seen: Sample,
) -> Finding:
    games = seen.pulls.size
    if holds or fails:
        return Finding(figure, *interval, Verdict.HOLDS if holds else Verdict.FAILS, games)
    half = (interval[1] - interval[0]) / 2.0
    distance = min((abs(figure - edge) for edge in band if interval[0] <= edge <= interval[1]), default=0.0)
    if distance == 0.0 or half == inf:
        return Finding(figure, *interval, Verdict.UNDECIDED, games)
    needed = max(ceil(games * (half / distance) ** 2), games + 1)
    return Finding(figure, *interval, Verdict.UNDECIDED, games, needed)
