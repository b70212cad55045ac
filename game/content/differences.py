"""How one worldview differs from another: parameter by parameter, with what each says and on what grounds."""

from __future__ import annotations

from dataclasses import dataclass

from game.content.book import Book
from game.content.models import Parameter
from game.content.records import Prior
from game.content.words import figures, say


@dataclass(frozen=True, slots=True)
class Difference:
    """A parameter that two books see differently."""

    group: str
    name: str
    mine: Parameter
    other: Parameter

    @property
    def path(self) -> str:
        return f"{self.group}.{self.name}"


def differences(mine: Book, other: Book) -> list[Difference]:
    """All parameters with another value or prior, in the order of the baseline. Sources alone make no difference."""
    found = []
    for group, parameters in mine.parameters.items():
        for name, parameter in parameters.items():
            theirs = other.parameters[group][name]
            if (parameter.value, parameter.prior) != (theirs.value, theirs.prior):
                found.append(Difference(group, name, parameter, theirs))
    return found


def number_of(parameter: Parameter) -> float | Prior:
    """The value or the prior, whichever it has."""
    number = parameter.prior if parameter.value is None else parameter.value
    assert number is not None  # a parameter has exactly one of them
    return number


def value_in_words(parameter: Parameter) -> str:
    """The value, or the prior in words and numbers."""
    number = number_of(parameter)
    return prior_in_words(number) if isinstance(number, Prior) else figures(number)


def prior_in_words(prior: Prior) -> str:
    """As in: normal, mean 0, spread 1."""
    if prior.choice is not None:
        whole = sum(weight for _, weight in prior.choice)
        parts = [say("prior.part", value=value, share=weight / whole) for value, weight in prior.choice]
        return say("prior.choice", parts=", ".join(parts))
    for kind in ("normal", "lognormal", "uniform"):
        given = getattr(prior, kind)
        if given is not None:
            return say(f"prior.{kind}", a=given[0], b=given[1])
    assert prior.triangular is not None  # a prior has exactly one kind
    low, mode, high = prior.triangular
    return say("prior.triangular", a=low, b=mode, c=high)
