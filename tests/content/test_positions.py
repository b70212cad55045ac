"""The places of a document, against a writer that notes the place of everything as it writes it."""

import json
import re
import tomllib
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.positions import KeyPath, Place, nearest_place, positions

SCALARS = (
    "1",
    "-0.5e-3",
    "1_000",
    "0xFF",
    "true",
    "1979-05-27",
    "1979-05-27 07:32:00",
    "07:32:00.5",
    '""',
    "''",
    '"a # no comment, ] } \\" \\\\"',
    "'C:\\temp # [x] {y}'",
    '"""\nlines\n  # and "quotes" ""\n"""',
    '"""ends with a quote""""',
    '"""ends with two"""""',
    '"""\\"""\\""""',
    '"""joined \\\n   lines"""',
    "'''\nraw \\ ''lines''\n'''",
    "'''it''s''''",
    '"ünïcödé 🌍"',
)
NAMES = st.one_of(
    st.sampled_from(["a", "b", "cost", "far-east", "42", "", "a.b", "it's", 'say "hi"', "é", "[x]", "#"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)
Draw = Callable[[st.SearchStrategy[Any]], Any]


class Writer:
    """Writes a valid document in a random style and keeps the place of everything in it."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.text = ""
        self.newline = draw(st.sampled_from(["\n", "\r\n"]))
        self.places: dict[KeyPath, Place] = {(): Place(1, 1, 1, 1)}

    def put(self, *pieces: str) -> None:
        self.text += "".join(pieces).replace("\n", self.newline)

    def here(self) -> tuple[int, int]:
        before = self.text.split("\n")
        return len(before), len(before[-1]) + 1

    def space(self) -> None:
        self.put(self.draw(st.sampled_from(["", " ", "\t ", "  "])))

    def gap(self) -> None:
        """Space that may hold newlines and comments: between statements and inside lists."""
        self.put(self.draw(st.sampled_from(["", " ", "\n", " # a = [1, {b = 2}]\n", "\n\t\n  # '''\n"])))

    def name(self, name: str) -> tuple[int, int]:
        start = self.here()
        styles = [json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007F")]
        if re.fullmatch("[A-Za-z0-9_-]+", name):
            styles.append(name)
        if "'" not in name and name.isprintable():
            styles.append(f"'{name}'")
        self.put(self.draw(st.sampled_from(styles)))
        return start

    def names(self, count: int) -> list[str]:
        return list(self.draw(st.lists(NAMES, min_size=0, max_size=count, unique=True)))

    def value(self, path: KeyPath, depth: int) -> None:
        kind = self.draw(st.sampled_from(["scalar", "scalar", "list", "table"] if depth else ["scalar"]))
        if kind == "scalar":
            self.put(self.draw(st.sampled_from(SCALARS)))
        elif kind == "list":
            self.put("[")
            for index in range(self.draw(st.integers(0, 3))):
                self.put("," if index else "")
                self.gap()
                start = self.here()
                self.places[(*path, index)] = Place(*start, *start)
                self.value((*path, index), depth - 1)
                self.gap()
            self.put("]")
        else:
            self.put("{")
            for index, name in enumerate(self.names(3)):
                self.put("," if index else "")
                self.space()
                self.pair(path, [name, *self.draw(st.sampled_from([[], ["inner"]]))], depth - 1)
                self.space()
            self.put("}")

    def pair(self, table: KeyPath, names: list[str], depth: int) -> None:
        for index, name in enumerate(names):
            path = (*table, *names[: index + 1])
            if index:
                self.space()
                self.put(".")
                self.space()
            start = self.name(name)
            self.places.setdefault(path, Place(*start, *start))
        self.space()
        self.put("=")
        self.space()
        self.places[path] = Place(*start, *self.here())
        self.value(path, depth)

    def statements(self, table: KeyPath, used: set[str]) -> set[str]:
        """Plain and dotted pairs with unused names; all names that are used after them."""
        fresh = [name for name in self.names(3) if name not in used]
        for name in fresh:
            if self.draw(st.booleans()):
                for inner in self.names(2):
                    self.line(partial(self.pair, table, [name, inner], 1))
            else:
                self.line(partial(self.pair, table, [name], 2))
        return used | set(fresh)

    def line(self, write: Callable[[], None]) -> None:
        self.gap()
        if not self.text.endswith("\n") and self.text:
            self.put("\n")
        self.space()
        write()
        self.space()
        self.put(self.draw(st.sampled_from(["\n", "# end\n"])))

    def header(self, names: list[str], path: KeyPath, brackets: int) -> None:
        """`path` without its indices is `names`; only the last part of it is new, or an index."""

        def write() -> None:
            self.put("[" * brackets)
            at: KeyPath = ()
            rest = list(path)
            for number, name in enumerate(names):
                if number:
                    self.put(".")
                self.space()
                start = self.name(name)
                self.space()
                at = (*at, rest.pop(0))
                self.places.setdefault(at, Place(*start, *start))
                while rest and isinstance(rest[0], int):
                    at = (*at, rest.pop(0))
            self.places[path] = Place(*start, *start)
            self.put("]" * brackets)

        self.line(write)

    def tables(self, names: list[str], path: KeyPath, used: set[str], depth: int) -> None:
        for name in self.names(2):
            if name in used:
                continue
            inner = [*names, name]
            kind = self.draw(st.sampled_from(["table", "array", "implied"])) if depth else "table"
            if kind == "array":
                for index in range(self.draw(st.integers(1, 3))):
                    element = (*path, name, index)
                    self.header(inner, element, brackets=2)
                    self.tables(inner, element, self.statements(element, used=set()), depth - 1)
                continue
            inner_used: set[str] = set()
            if kind == "implied":  # [a.b] without, or before, [a]
                inner_used = {"b"}
                self.header([*inner, "b"], (*path, name, "b"), brackets=1)
                self.statements((*path, name, "b"), used=set())
                if self.draw(st.booleans()):
                    continue
            self.header(inner, (*path, name), brackets=1)
            inner_used = self.statements((*path, name), inner_used)
            if depth:
                self.tables(inner, (*path, name), inner_used, depth - 1)


@st.composite
def documents(draw: Draw) -> tuple[str, dict[KeyPath, Place]]:
    writer = Writer(draw)
    writer.tables([], (), writer.statements((), used=set()), depth=2)
    return writer.text, writer.places


def paths_of(value: object, path: KeyPath = ()) -> set[KeyPath]:
    inner: set[KeyPath] = set()
    if isinstance(value, dict):
        inner = set().union(*(paths_of(v, (*path, k)) for k, v in value.items()))
    elif isinstance(value, list):
        inner = set().union(*(paths_of(v, (*path, i)) for i, v in enumerate(value)))
    return {path} | inner


@given(documents())
def test_everything_is_where_it_was_written(document: tuple[str, dict[KeyPath, Place]]) -> None:
    text, written = document
    found = positions(text)
    assert set(found) == paths_of(tomllib.loads(text))
    assert found == written


HARD = """\
title = "x"                  # 1
[[labs]]
  "na.me" = "Helios"
  tags = [ "a", # ] one
    'b',
  ]
  [labs.start]
  cash.now = 3
  point = { x = 1, "y" = [ { z = 2 } ] }
[[labs]]
text = '''
cost = 1
'''
\tcost = 2
[blocs.east.far]
[blocs]
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1, 1, 1)),
        (("title",), (1, 1, 1, 9)),
        (("labs",), (2, 3, 2, 3)),
        (("labs", 0), (2, 3, 2, 3)),
        (("labs", 0, "na.me"), (3, 3, 3, 13)),
        (("labs", 0, "tags", 1), (5, 5, 5, 5)),
        (("labs", 0, "start"), (7, 9, 7, 9)),
        (("labs", 0, "start", "cash"), (8, 3, 8, 3)),
        (("labs", 0, "start", "cash", "now"), (8, 8, 8, 14)),
        (("labs", 0, "start", "point"), (9, 3, 9, 11)),
        (("labs", 0, "start", "point", "y", 0, "z"), (9, 30, 9, 34)),
        (("labs", 1), (10, 3, 10, 3)),
        (("labs", 1, "cost"), (14, 2, 14, 9)),
        (("blocs", "east"), (15, 8, 15, 8)),
        (("blocs", "east", "far"), (15, 13, 15, 13)),
        (("blocs",), (16, 2, 16, 2)),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_by_hand(path: KeyPath, place: tuple[int, int, int, int], newline: str) -> None:
    assert positions(HARD.replace("\n", newline))[path] == Place(*place)


def test_document_without_anything() -> None:
    assert positions("") == positions("# only this\n") == {(): Place(1, 1, 1, 1)}


def test_nearest_place_is_that_of_what_is_around() -> None:
    places = positions("[a]\nb = [1]\n")
    assert nearest_place(places, ("a", "b", 0)) == Place(2, 6, 2, 6)
    assert nearest_place(places, ("a", "b", 7)) == places["a", "b"]
    assert nearest_place(places, ("a", "cost", "unit")) == places["a",]
    assert nearest_place(places, ("zone",)) == Place(1, 1, 1, 1)
    assert nearest_place({}, ("zone",)) == Place(1, 1, 1, 1)
