"""What a batch of campaigns came to: endings, kinds, turns, scores, and how fast it was played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Ending, Kind
from game.forecast.shares import Mean, Share

ENDINGS = tuple(ending for ending in Ending if ending is not Ending.NONE)
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)

KINDS = (Kind.GOOD, Kind.MIXED, Kind.BAD)


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """How each game of a batch ended; S seats, N games in the order of their seeds."""

    ending: NDArray[np.int8]  # (N,) Ending, never NONE
    turns: NDArray[np.int16]  # (N,) turns resolved when it ended
    scores: NDArray[np.float64]  # (S,N) 0-100, at that turn

    @property
    def games(self) -> int:
        return int(self.ending.size)

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """The games of several batches side by side, in the given order."""
        return cls(
            ending=np.concatenate([part.ending for part in parts]),
            turns=np.concatenate([part.turns for part in parts]),
            scores=np.concatenate([part.scores for part in parts], axis=-1),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """N games in the order of their seeds, T the turns of the scenario."""

    first: Mapping[str, NDArray[np.int16]]  # happening to (N,) turns resolved when it first happened, -1 for never
    figures: Mapping[str, NDArray[np.float32]]  # figure to (T+1,N) after so many turns; kept on after the end

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """The games of several batches side by side, in the given order."""
        return cls(
            {name: np.concatenate([part.first[name] for part in parts]) for name in parts[0].first},
            {name: np.concatenate([part.figures[name] for part in parts], axis=-1) for name in parts[0].figures},
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """From turns to years."""

    start_year: float
    turn_years: float

    def year(self, turns: NDArray[Any]) -> NDArray[np.float64]:
        """The date when so many turns are resolved."""
        return np.asarray(self.start_year + turns * self.turn_years, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Outcomes with the shares and means that are read from them. Shares hold under one worldview only."""

    seats: tuple[str, ...]
    outcomes: Outcomes
    seconds: float  # of wall time, all workers together
    calendar: Calendar = Calendar(2026.0, 0.5)
    trace: Trace = Trace({}, {})  # what was noted on the way

    @property
    def games(self) -> int:
        return self.outcomes.games

    @property
    def endings(self) -> dict[str, Share]:
        """Every ending by id, those that never happened too."""
        return {e.id: Share(int((self.outcomes.ending == e).sum()), self.games) for e in ENDINGS}

    @property
    def kinds(self) -> dict[str, Share]:
        """Good, mixed and bad by id."""
        shares = self.endings
        return {
            kind.id: Share(sum(shares[e.id].count for e in ENDINGS if e.kind is kind), self.games) for kind in KINDS
        }

    @property
    def mean_turns(self) -> float:
        """Turns of a campaign."""
        return float(self.outcomes.turns.mean())

    @property
    def mean_scores(self) -> dict[str, Mean]:
        """Score of each seat, 0-100."""
        return {seat: Mean.of(row) for seat, row in zip(self.seats, self.outcomes.scores, strict=True)}

    @property
    def campaigns_per_second(self) -> float:
        return self.games / self.seconds

    @property
    def turns_per_second(self) -> float:
        """Turns of single campaigns, not of batches."""
        return float(self.outcomes.turns.sum()) / self.seconds

    def columns(self) -> dict[str, NDArray[Any]]:
        """One value for each game, in the order of their seeds, by the name of the column.

        `game` counts from 0; `ending` and `kind` are ids; `turns` were resolved when it ended, in `year`; `score.SEAT`
        is 0-100; for each happening that was noted, `year.NAME` is the date after the turn of the first time, NaN for
        never.
        """
        outcomes = self.outcomes
        kinds = np.array(["", *(ending.kind.id for ending in ENDINGS)])
        columns: dict[str, NDArray[Any]] = {
            "game": np.arange(self.games),
            "ending": np.array([ending.id for ending in Ending])[outcomes.ending],
            "kind": kinds[outcomes.ending],
            "turns": outcomes.turns,
            "year": self.calendar.year(outcomes.turns),
        }
        columns |= {f"score.{seat}": row for seat, row in zip(self.seats, outcomes.scores, strict=True)}
        for name, first in self.trace.first.items():
            columns[f"year.{name}"] = np.where(first >= 0, self.calendar.year(first), np.nan)
        return columns

    def series(self, quantiles: Sequence[float] = QUANTILES) -> dict[str, NDArray[Any]]:
        """Quantiles, over the games that reached it, of each figure that was noted: one value a turn, by column.

        `turn` counts the turns resolved, 0 for the start; `games` are those that reached it; `NAME.50` is the median
        of a figure. The columns end with the last turn that any game reached.
        """
        turns = np.arange(int(self.outcomes.turns.max()) + 1)
        reached = [self.outcomes.turns >= turn for turn in turns]
        columns: dict[str, NDArray[Any]] = {
            "turn": turns,
            "year": self.calendar.year(turns),
            "games": np.array([int(games.sum()) for games in reached]),
        }
        for name, figure in self.trace.figures.items():
            rows = [np.quantile(figure[turn, games], quantiles) for turn, games in zip(turns, reached, strict=True)]
            for place, quantile in enumerate(quantiles):
                column = np.array([row[place] for row in rows], np.float64)
                columns[f"{name}.{100 * quantile:g}"] = np.round(column, 5)  # noted in single precision
        return columns

    def to_frame(self) -> Any:
        """The `columns` as a pandas DataFrame, one row a game. ModuleNotFoundError where pandas is not installed."""
        return _frame(self.columns())

    def series_frame(self) -> Any:
        """The `series` as a pandas DataFrame, one row a turn. ModuleNotFoundError where pandas is not installed."""
        return _frame(self.series())

    def to_json(self) -> dict[str, Any]:
        """The figures as plain numbers, as `tiersix simulate --json` prints them."""

        def plain(shares: dict[str, Share]) -> dict[str, dict[str, float]]:
            return {id_: {"share": s.share, "low": s.low, "high": s.high} for id_, s in shares.items()}

        return {
            "endings": plain(self.endings),
            "kinds": plain(self.kinds),
            "mean_turns": self.mean_turns,
            "campaigns_per_second": self.campaigns_per_second,
            "turns_per_second": self.turns_per_second,
        }


def _frame(columns: dict[str, NDArray[Any]]) -> Any:
    try:
        pandas = import_module("pandas")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "a frame needs pandas, which is not installed: pip install pandas, or use columns(), which are arrays"
        ) from error
    return pandas.DataFrame(columns)


def as_csv(columns: dict[str, NDArray[Any]]) -> str:
    """Columns as CSV with a head: numbers in full, nothing for NaN."""
    lines = [",".join(columns)]
    texts = [["" if value != value else str(value) for value in column.tolist()] for column in columns.values()]
    lines += [",".join(row) for row in zip(*texts, strict=True)]
    return "\n".join(lines) + "\n"
