"""Reading a TOML file and fitting it to a model, with every problem at its line and column."""

import codecs
import json
import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property, lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from game.content.mismatches import Mismatch, mismatches
from game.content.positions import STRINGS, KeyPath, Place, nearest_place, positions
from game.content.problems import Problem, Severity, shown, snippet_of

MAX_BYTES = 512 * 1024
"""Largest file that is read."""

MAX_NESTING = 32
"""Deepest nesting of tables and lists."""

MAX_ENTRIES = 10_000
"""Most keys, tables and list entries of one file, each part of a dotted key counted by itself."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """A TOML file that was read: its values, which nobody changes, and the text they were read from."""

    data: dict[str, Any]
    text: str
    file: str

    def problem(
        self,
        path: KeyPath,
        message: str,
        *,
        severity: Severity = Severity.ERROR,
        got: str = "",
        expected: str = "",
        suggestion: str = "",
        on_key: bool = False,
    ) -> Problem:
        """A problem with the value at `path`, or with its key.

        If nothing stands at `path`, the problem points at the table around it.
        """
        place = nearest_place(self.positions, path)
        line, column = place[:2] if on_key else place[2:]
        return Problem(
            severity=severity,
            file=self.file,
            line=line,
            column=column,
            path=path,
            message=message,
            got=got,
            expected=expected,
            suggestion=suggestion,
            snippet=snippet_of(self._lines[line - 1].rstrip("\r"), column),
        )

    @cached_property
    def positions(self) -> dict[KeyPath, Place]:
        """The place of each value; looked for when there is a problem to point at."""
        return positions(self.text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


def read(path: Path, name: str = "") -> tuple[Document | None, list[Problem]]:
    """Read a TOML file; return the document, or None and what is wrong with the file.

    `name` is what problems call the file, its path unless given.
    """
    name = name or path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading from a pipe or a device might never end
            return None, [_in_file(name, f"is {'a folder' if path.is_dir() else 'a device or a pipe'} and no file")]
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        return None, [_in_file(name, f"cannot be read: {getattr(error, 'strerror', None) or error}")]
    if len(content) > MAX_BYTES:
        return None, [_in_file(name, "file too large", expected=f"at most {MAX_BYTES // 1024} kB")]
    if found := _other_encoding(content):
        return None, [_in_file(name, "not UTF-8 text", got=found, expected=_UTF_8)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig")
        got = f"byte 0x{error.object[error.start]:02X}"
        return None, [_at(before, name, len(before), "not UTF-8 text", got=got, expected=_UTF_8)]
    return parse(text, name)


_UTF_8 = "a file saved as UTF-8"
_MARKS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"),
          (codecs.BOM_UTF16_BE, "UTF-16"))  # fmt: skip


def _other_encoding(content: bytes) -> str:
    """What a file is that is clearly something else than UTF-8, or ""."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    # without a mark, every other byte of Western text is zero
    even, odd = content[0:1024:2], content[1:1024:2]
    zeros = sorted(half.count(0) / max(1, len(half)) for half in (even, odd))
    return "UTF-16" if zeros[0] < 0.1 and zeros[1] > 0.6 else ""


def parse(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Parse a TOML text; return the document, or None and what is wrong with the text."""
    document, problems = _parsed(text, name)
    return document, list(problems)


@lru_cache(maxsize=64)
def _parsed(text: str, name: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The same; kept, because every scenario and every worldview is read with the same files of the balance."""
    if problem := _beyond_limits(text, name):
        return None, (problem,)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (_syntax_problem(text, name, str(error)),)
    except ValueError:  # Python refuses to read whole numbers of thousands of digits
        digits = re.search(r"[0-9_]{1000}", text)
        return None, (_at(text, name, digits.start() if digits else 0, "number too large"),)
    document = Document(data, text, name)
    problems = tuple(_unusable(document, data, ()))
    return (None, problems) if problems else (document, ())


def validate(model: type[Model], document: Document, at: KeyPath = ()) -> tuple[Model | None, list[Problem]]:
    """Fit the part of the document at path `at` to a model; return the instance, or None and all problems.

    Nothing is converted on the way: text is no number and 2.5 no whole number. Lists may become tuples or
    sets, whole numbers floats, and texts members of an enumeration.
    """
    data: Any = document.data
    for depth, part in enumerate(at):
        if not (isinstance(data, dict) and part in data):
            return None, [document.problem(at[:depth], f'missing key "{part}"')]
        data = data[part]
    try:
        # By way of JSON, in which a list is the only sequence: in strict mode a Python list is no tuple.
        return model.model_validate_json(json.dumps(data, default=_iso), strict=True), []
    except ValidationError as error:
        return None, [_located(document, at, mismatch) for mismatch in mismatches(model, data, error)]


def _located(document: Document, at: KeyPath, mismatch: Mismatch) -> Problem:
    return document.problem(
        at + mismatch.path,
        mismatch.message,
        got=mismatch.got,
        expected=mismatch.expected,
        suggestion=mismatch.suggestion,
        on_key=mismatch.on_key,
    )


def _iso(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"TOML has no values of type {type(value).__name__}")


def _in_file(name: str, message: str, *, got: str = "", expected: str = "") -> Problem:
    """A problem with a file as a whole."""
    return _at("", name, 0, message, got=got, expected=expected)


def _at(text: str, name: str, offset: int, message: str, *, got: str = "", expected: str = "") -> Problem:
    """A problem at an offset of a text that could not be made a document."""
    start = text.rfind("\n", 0, offset) + 1
    line_text = text[start:].partition("\n")[0].rstrip("\r")
    return Problem(
        severity=Severity.ERROR,
        file=name,
        line=text.count("\n", 0, offset) + 1,
        column=offset - start + 1,
        path=(),
        message=message,
        got=got,
        expected=expected,
        snippet=snippet_of(line_text, offset - start + 1) if line_text else "",
    )


# --- limits ----------------------------------------------------------------------------------------------

_LEVELS = f"at most {MAX_NESTING} levels"
_STRUCTURE = re.compile(rf"{STRINGS}|#[^\n]*+|[\[\]{{}}.,=]|\n\s*+")


def _beyond_limits(text: str, name: str) -> Problem | None:
    """Look for the nesting and the number of entries that would make the parser slow, before it starts."""
    depth = dots = entries = 0
    for match in _STRUCTURE.finditer(text):
        token = match[0]
        if token in ("[", "{"):
            depth += 1
            entries += 1
        elif token in ("]", "}"):
            depth = max(0, depth - 1)
        elif token in ("=", ",", "."):
            entries += 1
        if token == ".":
            dots += 1
        elif token[0] in "[]{},=\n":
            dots = 0
        if max(depth, dots) > MAX_NESTING:
            return _at(text, name, match.start(), "nested too deeply", expected=_LEVELS)
        if entries > MAX_ENTRIES:
            return _at(text, name, match.start(), "too many entries", expected=f"at most {MAX_ENTRIES}")
    return None


def _unusable(document: Document, value: object, path: KeyPath) -> Iterator[Problem]:
    """Values that TOML allows and arithmetic does not bear, and nesting made of headers and dotted keys."""
    if len(path) > MAX_NESTING:
        yield document.problem(path, "nested too deeply", expected=_LEVELS)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unusable(document, inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unusable(document, inner, (*path, index))
    elif isinstance(value, float) and not isfinite(value):
        yield document.problem(path, "not a finite number", got=shown(value))
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        yield document.problem(path, "number too large", got=shown(value))


# --- syntax ----------------------------------------------------------------------------------------------

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_LINE = -1
# How tomllib begins its message; what went wrong; what belongs there; how many characters back it was, or
# `_LINE` for the beginning of the line where the parser noticed only at the end.
_SYNTAX = (
    ("Cannot declare", "this table is declared twice", "", _LINE),
    ("Cannot mutate immutable namespace", "this adds to a table that is complete already", "", _LINE),
    ("Cannot overwrite a value", "this name has a value already", "", _LINE),
    ("Cannot redefine namespace", "this adds to a table that is complete already", "", _LINE),
    ("Duplicate inline table key", "this name has a value already", "", 0),
    ("Expected '=' after a key", "there is no value", "= after the key", 0),
    ("Expected newline or end of document", "something stands behind the value", "a new line", 0),
    ("Illegal character '\\n'", "the text is not closed", "a quotation mark before the line ends", 0),
    ("Invalid initial character for a key", "no key can begin like this", "", 0),
    ("Invalid statement", "this is neither a key nor a table", "key = value, or [table]", 0),
    ("Invalid date or datetime", "there is no such date or time", "", 0),
    ("Invalid value", "this is not a value", 'a number, true, false, [list] or "text"', 0),
    ("Unclosed array", "the list is not closed", ", or ]", 0),
    ("Unclosed inline table", "the table is not closed", ", or }", 0),
    ("Unescaped '\\' in a string", "a backslash in text is written twice", "\\\\", 2),
    ("Unterminated string", "the text is not closed", "a quotation mark", 0),
)


def _syntax_problem(text: str, name: str, error: str) -> Problem:
    """Say where and why `tomllib` refused the text; its own words where we have none."""
    place = _PLACE.search(error)
    reason = error[: place.start()] if place else error
    message, expected, back = reason[:1].lower() + reason[1:], "", 0
    for beginning, words, wanted, distance in _SYNTAX:
        if reason.startswith(beginning):
            message, expected, back = words, wanted, distance
            break
    offset = len(text)
    if place and place[1]:
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        offset = starts[int(place[1]) - 1] + int(place[2]) - 1
    if back == _LINE:
        start = text.rfind("\n", 0, offset) + 1
        back = len(text[start:offset].lstrip())
    return _at(text, name, offset - back, f"not valid TOML: {message}", expected=expected)
