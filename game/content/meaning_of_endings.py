"""Checks of meaning for endings: numbers by which one of them can never come, or takes the place of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

from game.content.meaning_of_numbers import share_inside
from game.content.models import Parameter, ParameterChange
from game.content.positions import KeyPath
from game.content.problems import Problem, Severity
from game.content.toml_reader import Document

COINCIDENCES: Mapping[tuple[str, str], tuple[tuple[float, float, str], ...]] = {
    ("endings", "concentration"): (
        (1.0, inf, "every single owner counts as widely held: steward and lock_in coincide with shared_abundance"),
    ),
    ("endings", "accountability"): (
        (-inf, 0.0, "every single owner counts as a steward: lock_in coincides with steward"),
    ),
    ("truths", "grab"): ((-inf, 0.0, "no owner ever keeps everything: lock_in coincides with steward"),),
    ("endings", "disempowered"): ((1.0, inf, "every campaign begins in disempowerment and ends at once"),),
    ("endings", "ban_regulation"): ((-inf, 0.0, "every campaign begins under a ban and ends at once"),),
}
"""From where to where all that a number may be makes endings coincide, and which."""


def ending_problems(
    document: Document, parameters: Mapping[str, Mapping[str, Parameter | ParameterChange]]
) -> Iterator[Problem]:
    """Numbers of a baseline or an overlay that make endings coincide."""
    for (group, name), cases in COINCIDENCES.items():
        number = parameters.get(group, {}).get(name)
        for low, high, words in cases:
            if number is not None and _lies_within(number, low, high):
                path: KeyPath = ("parameters", group, name)
                yield document.problem(path, words, severity=Severity.WARNING)


def _lies_within(number: Parameter | ParameterChange, low: float, high: float) -> bool:
    """Whether every campaign draws a number between the two."""
    if number.prior is not None:
        return share_inside(number.prior, low, high) > 1.0 - 1e-9
    return number.value is not None and low <= number.value <= high
