"""Checks of meaning for the numbers of the rules and for the map: the baseline and what is laid over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import erf, log, sqrt

from game.content.contents import Fitted
from game.content.findings import hard_to_tell, off_the_map, same_names, unknown
from game.content.models import Baseline, Scenario, Worldview
from game.content.parameters import PARAMETERS
from game.content.positions import KeyPath
from game.content.problems import Problem, Severity, shown
from game.content.records import Prior
from game.content.toml_reader import Document

MOSTLY_OUTSIDE = 0.5
"""Share of a prior outside the allowed range that is an error: the typical draw would be the bound."""

PARTLY_OUTSIDE = 0.2
"""Share of a prior outside the allowed range that is worth a warning."""


def baseline_problems(baseline: Fitted[Baseline]) -> Iterator[Problem]:
    """Parameters that the rules do not know or miss, priors out of range, and faults of the map."""
    document, model = baseline.document, baseline.model
    known = {group: list(names) for group, names in PARAMETERS.items()}
    yield from unknown_parameters(document, ("parameters",), model.parameters, known)
    for group, names in known.items():
        path: KeyPath = ("parameters", group)
        if group not in model.parameters:
            yield document.problem(path[:1], f'missing table "{group}" of {len(names)} parameters')
            continue
        for name in names:
            if name not in model.parameters[group]:
                yield document.problem(path, f'missing parameter "{name}"')
    for group, parameters in model.parameters.items():
        for name, parameter in parameters.items():
            if parameter.prior is not None:
                path = ("parameters", group, name, "prior")
                yield from _prior_problems(document, path, parameter.prior, parameter.range)
    yield from _map_problems(document, model)


def change_problems(overlay: Fitted[Worldview] | Fitted[Scenario], baseline: Baseline) -> Iterator[Problem]:
    """Changes of what the baseline does not have, and values that it does not allow."""
    document = overlay.document
    known = {group: list(parameters) for group, parameters in baseline.parameters.items()}
    yield from unknown_parameters(document, ("parameters",), overlay.model.parameters, known)
    for group, changes in overlay.model.parameters.items():
        for name, change in changes.items():
            parameter = baseline.parameters.get(group, {}).get(name)
            if parameter is None:
                continue
            path: KeyPath = ("parameters", group, name)
            if change.value is not None:
                yield from number_problems(document, (*path, "value"), change.value, parameter.range)
            elif change.prior is not None:
                yield from number_problems(document, (*path, "prior"), change.prior, parameter.range)


def number_problems(
    document: Document, path: KeyPath, number: float | Prior, bounds: tuple[float, float]
) -> Iterator[Problem]:
    """A value or a prior, at its path, that the baseline does not allow."""
    if isinstance(number, Prior):
        yield from _prior_problems(document, path, number, bounds)
    elif not bounds[0] <= number <= bounds[1]:
        expected = f"{bounds[0]:g} to {bounds[1]:g}, as the baseline allows"
        yield document.problem(path, "out of range", got=shown(number), expected=expected)


def unknown_parameters(
    document: Document, at: KeyPath, given: Mapping[str, Mapping[str, object]], known: Mapping[str, list[str]]
) -> Iterator[Problem]:
    """Groups and numbers, in the table at a path, that the rules do not have."""
    for group, parameters in given.items():
        if group not in known:
            yield unknown(document, (*at, group), "group of parameters", group, list(known), on_key=True)
            continue
        for name in parameters:
            if name not in known[group]:
                yield unknown(document, (*at, group, name), "parameter", name, known[group], on_key=True)


# --- priors ------------------------------------------------------------------------------------------------


def _prior_problems(
    document: Document, path: KeyPath, prior: Prior, bounds: tuple[float, float]
) -> Iterator[Problem]:
    outside = 1.0 - share_inside(prior, *bounds)
    if outside > PARTLY_OUTSIDE:
        yield document.problem(
            path,
            f"{outside:.0%} of the prior lies outside the allowed range {bounds[0]:g} to {bounds[1]:g}",
            severity=Severity.ERROR if outside > MOSTLY_OUTSIDE else Severity.WARNING,
        )


def share_inside(prior: Prior, low: float, high: float) -> float:
    """The chance that a draw of the prior falls between two numbers, both included."""
    if prior.choice is not None:
        weight = sum(weight for _, weight in prior.choice)
        return sum(w for value, w in prior.choice if low <= value <= high) / weight
    if prior.normal is not None:
        centre, spread = prior.normal
        if spread > 0:
            return _normal(high, centre, spread) - _normal(low, centre, spread)
        return float(low <= centre <= high)
    if prior.lognormal is not None:
        median, spread = prior.lognormal
        if high <= 0:
            return 0.0
        if spread > 0:
            below = _normal(log(low), log(median), spread) if low > 0 else 0.0
            return _normal(log(high), log(median), spread) - below
        return float(low <= median <= high)
    if prior.uniform is not None:
        first, last = prior.uniform
        mode = (first + last) / 2
    else:
        assert prior.triangular is not None  # a prior has exactly one kind
        first, mode, last = prior.triangular
    if first == last:
        return float(low <= first <= high)
    if prior.uniform is not None:
        return max(0.0, min(high, last) - max(low, first)) / (last - first)
    return _triangle(high, first, mode, last) - _triangle(low, first, mode, last)


def _normal(x: float, centre: float, spread: float) -> float:
    """The chance that a normal draw is below x."""
    return 0.5 * (1.0 + erf((x - centre) / (spread * sqrt(2.0))))


def _triangle(x: float, first: float, mode: float, last: float) -> float:
    """The chance that a triangular draw is below x."""
    if x <= first:
        return 0.0
    if x >= last:
        return 1.0
    if x <= mode:
        return (x - first) ** 2 / ((last - first) * (mode - first))
    return 1.0 - (last - x) ** 2 / ((last - first) * (last - mode))


# --- the map -----------------------------------------------------------------------------------------------


def _map_problems(document: Document, model: Baseline) -> Iterator[Problem]:
    yield from same_names(document, ((("blocs", id_, "name"), bloc.name) for id_, bloc in model.blocs.items()))
    yield from same_names(document, ((("regions", id_, "name"), place.name) for id_, place in model.regions.items()))
    yield from hard_to_tell(document, "blocs", {id_: bloc.colour for id_, bloc in model.blocs.items()})
    painted: dict[str, str] = {}
    for id_, bloc in model.blocs.items():
        for index, country in enumerate(bloc.countries):
            path: KeyPath = ("blocs", id_, "countries", index)
            if not re.fullmatch(r"[A-Z]{3}", country):
                yield document.problem(
                    path, "not a country code", got=shown(country), expected="three capital letters (ISO 3166)"
                )
            elif country in painted:
                where = "twice in this bloc" if painted[country] == id_ else f"in bloc {painted[country]} too"
                yield document.problem(path, f"this country is {where}", got=shown(country))
            painted.setdefault(country, id_)
    for id_, region in model.regions.items():
        if region.bloc is not None and region.bloc not in model.blocs:
            yield unknown(document, ("regions", id_, "bloc"), "bloc", region.bloc, list(model.blocs))
        yield from off_the_map(document, ("regions", id_, "place"), region.place)
