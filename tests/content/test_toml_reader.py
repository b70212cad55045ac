"""Reading balance files: what is refused, where, and in which words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.toml_reader import MAX_BYTES, MAX_ENTRIES, MAX_NESTING, Document, parse, read


def document(text: str) -> Document:
    found, problems = parse(text, "b.toml")
    assert problems == []
    assert found is not None
    return found


def refusal(text: str) -> str:
    found, problems = parse(text, "b.toml")
    assert found is None
    return "\n".join(map(str, problems))


# --- files -----------------------------------------------------------------------------------------------


def test_file_is_read_under_its_own_or_a_given_name(tmp_path: Path) -> None:
    path = tmp_path / "labs.toml"
    path.write_bytes(b"\xef\xbb\xbfname = 'Qilin'\r\n")  # as Windows editors write it
    found, problems = read(path)
    assert problems == []
    assert found is not None
    assert (found.data, found.file, found.text) == (
        {"name": "Qilin"},
        path.as_posix(),
        "name = 'Qilin'\r\n",
    )
    named, _ = read(path, "balance/labs.toml")
    assert named is not None
    assert named.file == "balance/labs.toml"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, "b.toml:1:1: cannot be read: No such file or directory"),
        (b"#" * (MAX_BYTES + 1), "b.toml:1:1: file too large (expected at most 512 kB)"),
        (
            b"a = 1\nb = '\xc3\xa9\xff'\n",
            "b.toml:2:7: not UTF-8 text (got byte 0xFF, expected a file saved as UTF-8)\n    b = 'é\n          ^",
        ),
    ],
)
def test_file_that_is_no_text(tmp_path: Path, content: bytes | None, text: str) -> None:
    path = tmp_path / "b.toml"
    if content is not None:
        path.write_bytes(content)
    found, problems = read(path, "b.toml")
    assert found is None
    assert [str(problem) for problem in problems] == [text]


def test_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read(path)[1] == []


def test_folder_is_no_file(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "balance")
    assert found is None
    assert str(problems[0]).startswith("balance:1:1: is a folder and no file")


# --- syntax ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a = 1\n  a = 2\n", "2:3", "this name has a value already"),
        ("a = {b=1,b=2}\n", "1:13", "this name has a value already"),
        ("[lab]\n[lab]\n", "2:1", "this table is declared twice"),
        ("a = 1\r\nb 1\r\n", "2:3", "there is no value (expected = after the key)"),
        (
            "a = yes\n",
            "1:5",
            'this is not a value (expected a number, true, false, [list] or "text")',
        ),
        ("a = [1\n", "2:1", "the list is not closed (expected , or ])"),
        ("a = {b = 1", "1:11", "the table is not closed (expected , or })"),
        (
            'a = "x\nb = 1\n',
            "1:7",
            "the text is not closed (expected a quotation mark before the line ends)",
        ),
        ('a = """x', "1:9", "the text is not closed (expected a quotation mark)"),
        ("a = 1 2\n", "1:7", "something stands behind the value (expected a new line)"),
        ("= 1\n", "1:1", "this is neither a key nor a table (expected key = value, or [table])"),
        ("a. = 1\n", "1:4", "no key can begin like this"),
        ('a = "C:\\q"\n', "1:8", "a backslash in text is written twice (expected \\\\)"),
        ("a = 2026-02-30\n", "1:5", "there is no such date or time"),
        ("a = {b = 1}\na.c = 2\n", "2:1", "this adds to a table that is complete already"),
    ],
)
def test_text_that_is_not_toml(text: str, place: str, words: str) -> None:
    assert refusal(text).split("\n")[0] == f"b.toml:{place}: not valid TOML: {words}"


def test_caret_of_a_syntax_problem() -> None:
    assert refusal("[lab]\ncost = 3 B$\n") == (
        "b.toml:2:10: not valid TOML: something stands behind the value (expected a new line)\n"
        "    cost = 3 B$\n"
        "             ^"
    )


def test_unknown_words_of_the_parser_are_passed_on() -> None:
    assert refusal('a = "\\uD800"\n').startswith(
        "b.toml:1:12: not valid TOML: escaped character is not a Unicode scalar value"
    )


@given(st.text())
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    found, problems = parse(text, "b.toml")
    assert (found is None) == bool(problems)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


# --- limits ----------------------------------------------------------------------------------------------

LEVELS = f"expected at most {MAX_NESTING} levels"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = " + "[" * 33 + "]" * 33, "1:37"),
        ("a = " + "[" * 100_000, "1:37"),
        ("a = " + "{b = " * 33 + "1" + "}" * 33, "1:165"),
        ("a" + ".a" * 33 + " = 1", "1:66"),
        ("a" + ".a" * 1_000_000 + " = 1", "1:66"),
        ("[" + "a." * 33 + "a]", "1:67"),
        # Harmless in its parts, too deep as a whole.
        ("[" + "a." * 20 + "a]\n" + "b" + ".b" * 15 + " = 1", "2:23"),
    ],
)
def test_nesting_is_limited(text: str, place: str) -> None:
    first = refusal(text).split("\n")[0]
    assert first.startswith(f"b.toml:{place}: ")
    assert first.endswith(f"nested too deeply ({LEVELS})")


def test_deepest_nesting_is_read() -> None:
    assert document("a = " + "[" * 31 + "]" * 31).data
    assert document("a" + ".a" * 31 + " = 1").data


def test_brackets_and_dots_in_texts_and_comments_do_not_nest() -> None:
    brackets = "[" * 50 + "." * 50
    numbers = ", ".join(["0.1"] * 50)
    assert document(f"a = '{brackets}' # {brackets}\nb = [{numbers}]\nc = '''\n{brackets}'''\n").data


@pytest.mark.parametrize(
    "text",
    [
        "a = [" + "1," * (MAX_ENTRIES + 1) + "]",
        "\n".join(f"k{number} = 1" for number in range(MAX_ENTRIES + 1)),
        "[[a]]\n" * (MAX_ENTRIES + 1),
    ],
)
def test_entries_are_limited(text: str) -> None:
    assert f"too many entries (expected at most {MAX_ENTRIES})" in refusal(text)


def test_as_many_entries_as_allowed_are_read() -> None:
    assert len(document("\n".join(f"k{number} = 1" for number in range(MAX_ENTRIES))).data) == MAX_ENTRIES


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("nan", "not a finite number (got nan)"),
        ("-inf", "not a finite number (got -inf)"),
        ("1e999", "not a finite number (got inf)"),
        ("9223372036854775808", "number too large (got a number of more than 64 bits)"),
        ("-9223372036854775809", "number too large (got a number of more than 64 bits)"),
        ("0x" + "F" * 5000, "number too large (got a number of more than 64 bits)"),
    ],
)
def test_numbers_to_calculate_with(number: str, words: str) -> None:
    text = f"[lab]\ncost = [1, {number}]\n"
    assert refusal(text).split("\n")[0] == f"b.toml:2:12: lab.cost[1]: {words}"


def test_all_such_numbers_are_reported() -> None:
    assert len(refusal("a = nan\nb = inf\n").split("\n")) == 2 * 3


def test_number_of_thousands_of_digits() -> None:
    assert refusal("a = " + "9" * 5000).startswith("b.toml:1:5: number too large\n")
