"""A command line that can be read but makes no sense, such as a seat that the scenario does not have."""

from __future__ import annotations

from collections.abc import Iterable

from game.content.problems import nearest
from game.content.words import say


class Misuse(Exception):
    """Why the command line makes no sense, in one line."""


def unknown(thing: str, given: str, known: Iterable[str]) -> Misuse:
    """The refusal of a name that does not exist, with the nearest that does; `thing` as in [cli.thing]."""
    names = list(known)
    near, what = nearest(given, names), say(f"cli.thing.{thing}")
    if near:
        return Misuse(say("cli.unknown_near", thing=what, given=given, nearest=near))
    return Misuse(say("cli.unknown", thing=what, given=given, known=", ".join(names)))
