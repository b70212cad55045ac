"""Every text that a player reads and that is not content, by key: `say("report.run_finished", capability=28.1)`.

The texts are TOML files in `assets/text/<language>/`, merged; a key that stands in two files is an error. Standard
library only and read on first use, so that a command's help is instant.

A text is a format string. Beside the usual formats a number may have one of these:

| format         | 1234.5       | 0.375   | -2.04   | meaning                                    |
|----------------|--------------|---------|---------|--------------------------------------------|
| `{x:figures}`  | 1,230        | 0.375   | −2.04   | at most three significant figures          |
| `{x:signed}`   | +1,230       | +0.375  | −2.04   | the same with its sign                     |
| `{x:money}`    | $1,230 B     | $0.38 B | −$2.0 B | billions of dollars                        |
| `{x:percent}`  | 123,450 %    | 38 %    | −204 %  | a share, in whole per cent                 |
| `{x:whole}`    | 1,234        | 0       | −2      | rounded to a whole number                  |
"""

from __future__ import annotations

import math
import string
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import paths

if TYPE_CHECKING:
    from game.content.book import Book

LANGUAGE = "en"
_spoken = LANGUAGE
_MINUS = "−"


class TextError(Exception):
    """The texts of a language cannot be used; says which file and key."""


def say(key: str, /, **values: object) -> str:
    """The text of a key with its values filled in. KeyError for an unknown key or a value that the text misses."""
    text = spoken()[key]
    if not values and "{" not in text and "}" not in text:  # screens say hundreds of plain words a frame
        return text
    return _FORMATTER.vformat(text, (), values)


def spoken() -> Mapping[str, str]:
    """All texts of the language that is spoken now, by dotted key."""
    return texts(_spoken)


def speak(language: str) -> None:
    """Say everything in this language from now on. TextError when its texts cannot be used; the old one then stays."""
    global _spoken
    texts(language)
    _spoken = language


def languages() -> dict[str, str]:
    """The languages that there are texts for, by the name of their folder, each in its own words."""
    folders = sorted(folder for folder in (paths.assets() / "text").iterdir() if folder.is_dir())
    found = [folder.name for folder in folders if any(folder.glob("*.toml"))]
    found.sort(key=lambda language: language != LANGUAGE)  # the complete one first
    return {language: texts(language)["language"] for language in found}


@cache
def texts(language: str) -> Mapping[str, str]:
    """All texts of a language by dotted key; what it lacks is said in English.

    TextError when there are none or they clash.
    """
    own = read_texts(paths.assets() / "text" / language)
    return own if language == LANGUAGE else {**texts(LANGUAGE), **own}


def read_texts(folder: Path) -> dict[str, str]:
    """The texts of all TOML files of a folder. TextError for none, a clash, or a value that is no text."""
    merged: dict[str, str] = {}
    origin: dict[str, str] = {}
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise TextError(f"{folder}: no texts here")
    for file in files:
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise TextError(f"{file}: {error}") from error
        for key, text in _flat(table):
            if not isinstance(text, str):
                raise TextError(f"{file}: {key} is not a text")
            if key in merged:
                raise TextError(f"{file}: {key} already stands in {origin[key]}")
            merged[key] = text
            origin[key] = file.name
    return merged


def _flat(table: dict[str, Any], before: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", value))
    return found


class _Formatter(string.Formatter):
    """The formats of the table above; fields are plain names, so a text cannot reach into a value."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        number = _NUMBERS.get(format_spec)
        if number is not None:
            return number(float(value))
        return str(super().format_field(value, format_spec))


def figures(value: float) -> str:
    """At most three significant figures, thousands parted by commas, a true minus sign."""
    if not math.isfinite(value):
        return str(value).replace("-", _MINUS)
    size = abs(value)
    if size >= 100:
        digits = 2 - math.floor(math.log10(size))
        text = f"{round(size, digits):,.0f}"
    else:
        text = f"{size:.3g}"
        if "e" in text:
            text = f"{size:.6f}".rstrip("0").rstrip(".")
    return f"{_MINUS if value < 0 and text.strip('0.') else ''}{text}"


def signed(value: float) -> str:
    """Like `figures`, with a sign unless it is zero."""
    text = figures(value)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def money(value: float) -> str:
    """Billions of dollars: $12.5 B."""
    size = abs(value)
    text = figures(size) if size >= 100 else f"{size:.1f}" if size >= 1 else f"{size:.2f}"
    return f"{_MINUS if value < 0 and text.strip('0.') else ''}${text} B"


def percent(value: float) -> str:
    """A share in whole per cent: 38 %."""
    return f"{whole(value * 100)} %"


def whole(value: float) -> str:
    """Rounded to a whole number."""
    text = f"{abs(value):,.0f}"
    return f"{_MINUS if value < 0 and text != '0' else ''}{text}"


_NUMBERS = {"figures": figures, "signed": signed, "money": money, "percent": percent, "whole": whole}
_FORMATTER = _Formatter()
_WORDS = {"own_lane": "word.lane", "ending": "ending"}  # where names of words stand elsewhere


class Names:
    """What a player calls the things of a book: seats, technologies, regions, blocs, events by their names.

    The values of a text that a reader sees are ids; `say` of this class puts the names in their place. Which values
    are ids, and of what, is told by the name of the value.
    """

    def __init__(self, book: Book) -> None:
        seats = {id_: seat.name for id_, seat in book.scenario.seats.items()}
        technologies = {id_: technology.name for id_, technology in book.technologies.items()}
        self._by_value: dict[str, Mapping[str, str]] = {
            "seat": seats,
            "other": seats,
            "seats": seats,
            "technology": technologies,
            "technologies": technologies,
            "region": {id_: region.name for id_, region in book.baseline.regions.items()},
            "bloc": {id_: bloc.name for id_, bloc in book.baseline.blocs.items()},
            "other_bloc": {id_: bloc.name for id_, bloc in book.baseline.blocs.items()},
            "event": {id_: event.name for id_, event in book.events.items()},
            "summary": {id_: event.summary for id_, event in book.events.items()},
        }

    def of(self, value: str, id_: str) -> str:
        """The name of one id; the id itself where the book has no such thing, as in a refusal of a wrong id.

        Words of the game (clauses, actions, lanes ...) are named by the texts `word.<value>.<id>`, endings by theirs.
        """
        known = self._by_value.get(value)
        if known is not None:
            return known.get(id_, id_)
        return spoken().get(f"{_WORDS.get(value, f'word.{value}')}.{id_}", id_)

    def say(self, key: str, values: Mapping[str, object]) -> str:
        """The text of a key with names for ids; several ids in a tuple become a list with commas."""
        named: dict[str, object] = {}
        for name, value in values.items():
            if isinstance(value, str):
                named[name] = self.of(name, value)
            elif isinstance(value, tuple):
                named[name] = ", ".join(self.of(name, str(one)) for one in value)
            else:
                named[name] = value
        return say(key, **named)
