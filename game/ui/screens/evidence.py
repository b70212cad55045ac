"""What a seat can conclude about its own best model under its worldview: the only odds that a screen shows.

The worldview gives priors over how much higher or lower the true ceiling lies than it seems. The seat's evaluations
are one noisy reading. Bayes' rule puts the two together over draws from the priors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.forecast.belief import shown_gap
from game.rules.arrays import Floats
from game.rules.effects import effects_of
from game.rules.params import draw_params
from game.ui.office import Office

_DRAWS = 4000


@dataclass(frozen=True)
class Band:
    """A ceiling in log FLOP: its median and where 80 % of the belief lies."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Evidence:
    """Beliefs about the ceiling of the techniques that hold the best model."""

    capability: float
    paper: Band  # the techniques as they are believed to hold, before any test
    tests: Band  # what the last evaluations say, taken at their word
    together: Band
    safe: float  # 0-1 that the ceiling lies above the capability, all together


def weigh(office: Office) -> Evidence:
    """The evidence about the best model of a seat, from its own view alone."""
    view = office.view
    capability, ceiling = float(view.capability[0, 0]), float(view.ceiling[0, 0])
    reading, spread = float(view.reading[0, 0]), max(0.05, float(view.reading_sd[0, 0]))
    params = draw_params(office.book.parameters, np.arange(_DRAWS, dtype=np.uint64))
    shift = np.broadcast_to(params.truths.alignment_shift, (_DRAWS,))
    gap = capability - ceiling - shift
    shown = shown_gap(gap, effects_of(view.known, office.setup), params)
    likelihood = np.exp(-0.5 * np.square((reading - shown) / spread)) + 1e-12
    weight = likelihood / likelihood.sum()
    return Evidence(
        capability=capability,
        paper=_band(np.asarray(ceiling + shift), np.full(_DRAWS, 1.0 / _DRAWS)),
        tests=Band(
            capability - reading - 1.2816 * spread, capability - reading, capability - reading + 1.2816 * spread
        ),
        together=_band(np.asarray(ceiling + shift), weight),
        safe=float(weight[gap < 0.0].sum()),
    )


def _band(values: Floats, weight: Floats) -> Band:
    order = np.argsort(values)
    along = np.cumsum(weight[order])
    low, middle, high = (float(values[order][np.searchsorted(along, q)]) for q in (0.1, 0.5, 0.9))
    return Band(low, middle, high)
