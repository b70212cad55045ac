"""The numbers of a batch: every parameter as an array, priors drawn for each game."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.content import parameters as groups
from game.content.models import Parameter
from game.content.parameters import GROUPS, Number
from game.content.records import Prior
from game.rules.arrays import Keys
from game.rules.draws import Draws, normal


@dataclass(frozen=True)
class Params:
    """Each number has shape (1,) when it is the same in all games, else (games,)."""

    truths: groups.Truths
    money: groups.Money
    compute: groups.Compute
    talent: groups.Talent
    research: groups.Research
    training: groups.Training
    openness: groups.Openness
    security: groups.Security
    alignment: groups.Alignment
    misuse: groups.Misuse
    treaties: groups.Treaties
    society: groups.Society
    conflict: groups.Conflict
    endings: groups.Endings

    def take(self, games: NDArray[np.intp]) -> Self:
        """The numbers of some of the games, in the given order."""

        def pick(number: Number) -> Number:
            return number if number.shape[0] == 1 else number[games]

        made: dict[str, Any] = {}
        for group, kind in GROUPS.items():
            mine = getattr(self, group)
            made[group] = kind(**{f.name: pick(getattr(mine, f.name)) for f in fields(kind)})
        return type(self)(**made)

    def but(self, numbers: Mapping[str, Number]) -> Self:
        """With other numbers for some names, each "group.name", of shape (1,) or (games,). KeyError for others."""
        changed: dict[str, dict[str, Number]] = {}
        for key, number in numbers.items():
            group, _, name = key.partition(".")
            if name not in groups.PARAMETERS[group]:
                raise KeyError(key)
            changed.setdefault(group, {})[name] = number
        return replace(self, **{group: replace(getattr(self, group), **names) for group, names in changed.items()})


def median_params(parameters: Mapping[str, Mapping[str, Parameter]]) -> Params:
    """The numbers of one game with every prior at its median: what somebody who believes the worldview reckons with."""
    return _compile(parameters, lambda name: np.array([0.5]))


def draw_params(parameters: Mapping[str, Mapping[str, Parameter]], seeds: Keys) -> Params:
    """Compile the parameters of a book for games with these (N,) seeds.

    A prior is drawn by the seed of the game and the name of the parameter alone, so the truths of a campaign do not
    depend on what else is drawn, and two worldviews compared on the same seeds share the same luck.
    """
    draws = Draws(seeds, -1, np.zeros(0, np.uint64))
    return _compile(parameters, draws.world)


def _compile(
    parameters: Mapping[str, Mapping[str, Parameter]], uniform_for: Callable[[str], Number]
) -> Params:
    made: dict[str, Any] = {}
    for group, kind in GROUPS.items():
        numbers: dict[str, Number] = {}
        for field in fields(kind):
            parameter = parameters[group][field.name]
            if parameter.prior is None:
                assert parameter.value is not None  # the model allows exactly one of the two
                numbers[field.name] = np.array([parameter.value])
            else:
                low, high = parameter.range
                uniform = uniform_for(f"{group}.{field.name}")
                numbers[field.name] = np.clip(quantile(parameter.prior, uniform), low, high)
        made[group] = kind(**numbers)
    return Params(**made)


def quantile(prior: Prior, uniform: Number) -> Number:
    """The inverse distribution function of a prior at uniform draws."""
    if prior.normal is not None:
        mean, spread = prior.normal
        return mean + spread * normal(uniform)
    if prior.lognormal is not None:
        median, spread = prior.lognormal
        return np.asarray(median * np.exp(spread * normal(uniform)))
    if prior.uniform is not None:
        low, high = prior.uniform
        return low + (high - low) * uniform
    if prior.triangular is not None:
        low, mode, high = prior.triangular
        width = max(high - low, 1e-300)
        turn = (mode - low) / width
        rising = low + np.sqrt(uniform * width * (mode - low))
        falling = high - np.sqrt((1.0 - uniform) * width * (high - mode))
        return np.asarray(np.where(uniform < turn, rising, falling))
    assert prior.choice is not None  # the model allows exactly one kind
    values = np.array([value for value, _ in prior.choice])
    weights = np.array([weight for _, weight in prior.choice])
    edges = np.cumsum(weights)[:-1] / weights.sum()
    return np.asarray(values[np.searchsorted(edges, uniform, side="right")])
