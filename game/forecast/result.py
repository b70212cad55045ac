"""What a batch of campaigns came to: endings, kinds, turns, scores, and how fast it was played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Ending, Kind
from game.forecast.shares import Mean, Share

ENDINGS = tuple(ending for ending in Ending if ending is not Ending.NONE)
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


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Outcomes with the shares and means that are read from them. Shares hold under one worldview only."""

    seats: tuple[str, ...]
    outcomes: Outcomes
    seconds: float  # of wall time, all workers together
    trace: Trace | None = None  # what was noted on the way, where that was asked for

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
