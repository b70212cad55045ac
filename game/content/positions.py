"""Where every key and value of a TOML document stands.

`tomllib` gives the values without their places. This scanner gives the places without the values; it expects
a document that `tomllib` has accepted, which lets it stay small: it only has to find where things begin.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of the document: keys of tables and indices of arrays."""


class Place(NamedTuple):
    """Lines and columns, counted in characters from 1, at which a key and its value begin.

    For a table with a header, and for elements of an array of tables, both are the name in the header; for
    elements of an inline array both are the element; for a table that exists only through dotted keys both
    are its first mention.
    """

    key_line: int
    key_column: int
    value_line: int
    value_column: int


STRINGS = "|".join(
    (
        r'"""(?:[^"\\]++|\\[\s\S]|(?!""")")*+"{3,5}',
        r'"(?:[^"\\\n]++|\\.)*+"',
        r"'{3}(?:(?!'{3})[\s\S])*+'{3,5}",
        r"'[^'\n]*+'",
    )
)
"""Pattern of any TOML string; up to two quotes of its own may touch the three closing ones."""

_STRING = re.compile(STRINGS)
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")


def positions(text: str) -> dict[KeyPath, Place]:
    """Return the place of every table, key, value and array element of a valid TOML document.

    The document itself, path `()`, stands at line 1, column 1. Lines end with LF or CRLF.
    """
    return _Scanner(text).document()


def nearest_place(places: Mapping[KeyPath, Place], path: KeyPath) -> Place:
    """Return the place of `path`, or of the closest thing around it that has one."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Place(1, 1, 1, 1))


class _Scanner:
    """One pass over a document; every method takes and returns offsets into the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_ends = [-1, *(match.start() for match in re.finditer("\n", text))]
        self._places: dict[KeyPath, Place] = {(): Place(1, 1, 1, 1)}
        self._elements: dict[KeyPath, int] = {}  # how many elements each array of tables has so far

    def document(self) -> dict[KeyPath, Place]:
        table: KeyPath = ()
        at = self._skip_blank(0)
        while at < len(self._text):
            if self._text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._pair(at, table)
            at = self._skip_blank(at)
        return self._places

    def _header(self, at: int) -> tuple[KeyPath, int]:
        """Read `[table]` or `[[array.of.tables]]`; return the table that the next keys belong to."""
        is_array = self._text.startswith("[[", at)
        brackets = 2 if is_array else 1
        keys, end = self._keys(at + brackets)
        path: KeyPath = ()
        for name, start in keys[:-1]:
            path = self._latest((*path, name))
            self._note_mention(path, start)
        name, start = keys[-1]
        path = (*path, name)
        if is_array:
            self._note_mention(path, start)
            index = self._elements.get(path, 0)
            self._elements[path] = index + 1
            path = (*path, index)
        self._places[path] = self._place(start, start)
        return path, end + brackets

    def _latest(self, path: KeyPath) -> KeyPath:
        """A name that stands for an array of tables means its latest element."""
        count = self._elements.get(path)
        return path if count is None else (*path, count - 1)

    def _pair(self, at: int, table: KeyPath) -> int:
        keys, end = self._keys(at)
        path = table
        for name, start in keys[:-1]:
            path = (*path, name)
            self._note_mention(path, start)
        name, start = keys[-1]
        path = (*path, name)
        value = self._skip_blank(end + 1)  # past the equals sign
        self._places[path] = self._place(start, value)
        return self._value(value, path)

    def _keys(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """Read a dotted key; return its parts with their offsets, and the offset of what follows."""
        keys = []
        while True:
            start = self._skip_blank(at)
            if quoted := _STRING.match(self._text, start):
                name, at = tomllib.loads(f"key = {quoted[0]}")["key"], quoted.end()
            else:
                bare = _BARE_KEY.match(self._text, start)
                assert bare is not None, "positions() needs a document that tomllib accepts"
                name, at = bare[0], bare.end()
            keys.append((name, start))
            at = self._skip_blank(at)
            if self._text[at] != ".":
                return keys, at
            at += 1

    def _value(self, at: int, path: KeyPath) -> int:
        if string := _STRING.match(self._text, at):
            return string.end()
        if self._text[at] == "[":
            return self._array(at, path)
        if self._text[at] == "{":
            return self._inline_table(at, path)
        bare = _BARE_VALUE.match(self._text, at)
        return bare.end() if bare else at

    def _array(self, at: int, path: KeyPath) -> int:
        index = 0
        at = self._skip_blank(at + 1)
        while self._text[at] != "]":
            self._places[(*path, index)] = self._place(at, at)
            at = self._past_comma(self._value(at, (*path, index)))
            index += 1
        return at + 1

    def _inline_table(self, at: int, path: KeyPath) -> int:
        at = self._skip_blank(at + 1)
        while self._text[at] != "}":
            at = self._past_comma(self._pair(at, path))
        return at + 1

    def _past_comma(self, at: int) -> int:
        at = self._skip_blank(at)
        return self._skip_blank(at + 1) if self._text[at] == "," else at

    def _skip_blank(self, at: int) -> int:
        blank = _BLANK.match(self._text, at)
        return blank.end() if blank else at

    def _note_mention(self, path: KeyPath, at: int) -> None:
        """A table that never gets a header of its own stands where it is first mentioned."""
        if path not in self._places:
            self._places[path] = self._place(at, at)

    def _place(self, key: int, value: int) -> Place:
        return Place(*self._line_and_column(key), *self._line_and_column(value))

    def _line_and_column(self, at: int) -> tuple[int, int]:
        line = bisect_left(self._line_ends, at)
        return line, at - self._line_ends[line - 1]
