"""Shares of games and means of scores with their 95 % intervals: no number from a batch stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""Standard deviations either side of the mean that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the games something happened in."""

    count: int
    games: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.games or self.games == 0:
            raise ValueError(f"{self.count} of {self.games} games is no share")

    @property
    def share(self) -> float:
        """0-1."""
        return self.count / self.games

    @property
    def low(self) -> float:
        """Lower end of the Wilson 95 % interval, 0-1."""
        return self._wilson()[0]

    @property
    def high(self) -> float:
        """Upper end of the Wilson 95 % interval, 0-1."""
        return self._wilson()[1]

    def _wilson(self) -> tuple[float, float]:
        """The Wilson score interval: it stays within 0 and 1 and has a width even when nothing was seen."""
        n, p, zz = self.games, self.share, Z95 * Z95
        centre = (p + zz / (2 * n)) / (1 + zz / n)
        half = Z95 / (1 + zz / n) * sqrt(p * (1 - p) / n + zz / (4 * n * n))
        # at the ends the formula gives 0 or 1 only up to rounding
        return (0.0 if self.count == 0 else centre - half, 1.0 if self.count == n else centre + half)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over games with the ends of its 95 % interval, in the unit of the values."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Mean:
        """Of (N,) values; one value alone says nothing about the spread, so its interval is endless."""
        mean = float(values.mean())
        if values.size < 2:
            return cls(mean, -np.inf, np.inf)
        half = Z95 * float(values.std(ddof=1)) / sqrt(values.size)
        return cls(mean, mean - half, mean + half)
