"""How problems are worded, ordered, counted and matched to the nearest valid name."""

import json
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.problems import (
    ContentError,
    Problem,
    Severity,
    has_errors,
    in_order,
    nearest,
    path_text,
    report,
    shown,
    snippet_of,
)


def problem(**changes: Any) -> Problem:
    usual: dict[str, Any] = {
        "severity": Severity.ERROR,
        "file": "balance/labs.toml",
        "line": 20,
        "column": 1,
        "path": ("labs", 1, "complience"),
        "message": 'unknown key "complience"',
    }
    return Problem(**{**usual, **changes})


def test_problem_with_everything() -> None:
    everything = problem(
        got="0.4",
        expected="a name",
        suggestion="compliance",
        snippet="    complience = 0.4\n    ^",
    )
    assert str(everything) == (
        'balance/labs.toml:20:1: labs[1].complience: unknown key "complience" (got 0.4, expected a name); '
        'did you mean "compliance"?\n'
        "    complience = 0.4\n"
        "    ^"
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, 'balance/labs.toml:20:1: labs[1].complience: unknown key "complience"'),
        (
            {"path": (), "message": "not UTF-8 text", "got": "byte 0xFF"},
            "balance/labs.toml:20:1: not UTF-8 text (got byte 0xFF)",
        ),
        (
            {"severity": Severity.WARNING, "path": ("labs",), "message": "no lab", "expected": "two or more"},
            "balance/labs.toml:20:1: warning: labs: no lab (expected two or more)",
        ),
        (
            {"severity": Severity.HINT, "path": (), "message": "no source"},
            "balance/labs.toml:20:1: hint: no source",
        ),
    ],
)
def test_parts_that_are_empty_leave_no_trace(changes: dict[str, Any], text: str) -> None:
    assert str(problem(**changes)) == text


def test_json_form_is_plain_and_whole() -> None:
    given = problem(got="0.4", suggestion="compliance", snippet="    x\n    ^")
    assert json.loads(json.dumps(given.as_json())) == {
        "severity": "error",
        "file": "balance/labs.toml",
        "line": 20,
        "column": 1,
        "path": "labs[1].complience",
        "message": 'unknown key "complience"',
        "got": "0.4",
        "expected": "",
        "suggestion": "compliance",
        "snippet": "    x\n    ^",
    }


def test_order_is_worst_first_then_by_place() -> None:
    wanted = [
        problem(file="a.toml", line=3),
        problem(file="a.toml", line=20),
        problem(file="b.toml", line=2, column=4),
        problem(file="b.toml", line=2, column=11),
        problem(file="b.toml", line=10),
        problem(severity=Severity.WARNING, file="a.toml", line=1),
        problem(severity=Severity.HINT, file="a.toml", line=1),
    ]
    assert in_order([*reversed(wanted), wanted[2]]) == wanted


def test_only_errors_forbid() -> None:
    mild = [problem(severity=Severity.WARNING), problem(severity=Severity.HINT)]
    assert not has_errors(mild)
    assert has_errors([*mild, problem()])


def test_report_counts_what_it_shows_and_what_it_does_not() -> None:
    many = [problem(line=line, path=(), message="wrong") for line in range(1, 5)]
    mild = problem(severity=Severity.WARNING, path=(), message="odd")
    assert report([]) == "no problems"
    assert report([mild]) == "balance/labs.toml:20:1: warning: odd\n1 warning"
    assert report([mild, *many], limit=2) == (
        "balance/labs.toml:1:1: wrong\nbalance/labs.toml:2:1: wrong\n... and 3 more\n4 errors, 1 warning"
    )


def test_content_error_carries_the_problems_in_order() -> None:
    error = ContentError([problem(line=9), problem(line=3)])
    assert [each.line for each in error.problems] == [3, 9]
    assert str(error) == report([problem(line=3), problem(line=9)])


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("complience", "compliance"),
        ("Open Weights", "open-weights"),
        ("open_weights", "open-weights"),
        ("securty", "security"),
        ("reserch", "research"),
        ("xyzzy", ""),
        ("", ""),
    ],
)
def test_nearest_name(name: str, suggestion: str) -> None:
    assert nearest(name, ["security", "research", "compliance", "open-weights", "compute"]) == suggestion


@given(st.text(max_size=200), st.lists(st.text(max_size=20)))
def test_nearest_is_one_of_the_options_in_any_order(name: str, options: list[str]) -> None:
    found = nearest(name, options)
    assert found in {*options, ""}
    assert nearest(name, reversed(options)) == found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("labs", 1, "cost"), "labs[1].cost"),
        (("a", 0, 2), "a[0][2]"),
        (("far east", "a.b", "x-1_"), '"far east"."a.b".x-1_'),
        (('say "hi"\n', ""), '"say \\"hi\\"\\n".""'),
        (("red\x1b[31m",), '"red\\u001B[31m"'),
    ],
)
def test_path_in_words(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (2.5, "2.5"),
        (2**63 - 1, "9223372036854775807"),
        pytest.param(2**70000, "a number of more than 64 bits", id="too long for str()"),
        ('say "hi"\n', '"say \\"hi\\"\\n"'),
        ("x" * 40, '"' + "x" * 40 + '"'),
        ("x" * 41, '"' + "x" * 37 + '..."'),
        ([], "an empty list"),
        ([1, 2], "a list of 2"),
        ({}, "a table"),
        (date(2026, 1, 31), "2026-01-31"),
        (time(7, 30), "07:30:00"),
        (None, "a NoneType"),
    ],
)
def test_value_in_words(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("line", "column", "snippet"),
    [
        ("cost = 3", 8, "    cost = 3\n           ^"),
        ("\tcost = 3", 2, "    \tcost = 3\n    \t^"),
        ("", 1, "    \n    ^"),
        ("cost =", 7, "    cost =\n          ^"),
        ("bell\x07 = 1", 5, "    bell? = 1\n        ^"),
        ("a" * 30, 3, f"    {'a' * 20}...\n      ^"),
        ("a" * 30 + "b", 31, f"    ...{'a' * 19}b\n    {' ' * 22}^"),
        ("a" * 20 + "b" + "a" * 30, 21, f"    ...{'a' * 10}b{'a' * 9}...\n    {' ' * 13}^"),
    ],
)
def test_caret_stands_under_the_place(line: str, column: int, snippet: str) -> None:
    assert snippet_of(line, column, width=20) == snippet


@given(st.text(st.characters(exclude_characters="\t\n"), max_size=60), st.data())
def test_caret_points_at_the_same_character_however_long_the_line(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line) + 1))
    above, below = snippet_of(line, column, width=20).split("\n")
    assert len(above) <= 4 + 20 + 6
    pointed_at = above[len(below) - 1 : len(below)]
    wanted = line[column - 1 : column]
    assert pointed_at == (wanted if wanted.isprintable() else "?")
