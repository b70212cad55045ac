"""Reading balance files: what is refused, where, and in which words."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from game.content.positions import KeyPath
from game.content.toml_reader import MAX_BYTES, MAX_ENTRIES, MAX_NESTING, Document, parse, read, validate


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
        (b"#" * (MAX_BYTES + 1), "b.toml:1:1: file too large (expected at most 4 MB)"),
        (
            b"a = 1\nb = '\xc3\xa9\xff'\n",
            "b.toml:2:7: not UTF-8 text (got byte 0xFF)\n    b = 'é\n          ^",
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
    assert str(problems[0]).startswith("balance:1:1: cannot be read: ")


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


# --- models ----------------------------------------------------------------------------------------------


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Stance(StrEnum):
    SECRET = "secret"
    OPEN = "open"


class Add(Record):
    kind: Literal["add"]
    amount: float


class Unlock(Record):
    kind: Literal["unlock"]
    power: str


class Prior(Record):
    mean: float
    spread: Annotated[float, Field(ge=0)]


class Lab(Record):
    name: Annotated[str, StringConstraints(min_length=2, max_length=10)] = "Lantern"
    code: Annotated[str, StringConstraints(pattern="^[a-z]+$")] = "lantern"
    cost: Annotated[float, Field(gt=0, le=100)] = 1.0
    staff: Annotated[int, Field(ge=1, lt=50, multiple_of=2)] = 2
    is_open: bool = False
    stance: Stance = Stance.OPEN
    tags: Annotated[tuple[str, ...], Field(max_length=2)] = ()
    span: tuple[float, float] = (0.0, 1.0)
    founded: date = date(2026, 1, 1)
    speed: float | Prior | None = None
    effects: tuple[Annotated[Add | Unlock, Field(discriminator="kind")], ...] = ()
    trust: dict[Stance, float] = Field(default_factory=dict)
    rivals: dict[str, Prior] = Field(default_factory=dict)
    growth: float = Field(default=0.0, alias="growth-rate")

    @model_validator(mode="after")
    def _span_rises(self) -> Self:
        if self.span[0] > self.span[1]:
            raise ValueError("the span goes from the lower to the higher number")
        return self


class File(Record):
    title: str
    labs: tuple[Lab, ...] = ()


def misfits(lab: str) -> list[str]:
    """First lines of the problems of a file with one lab, without the name of the file."""
    _, problems = validate(File, document(f'title = "x"\n[[labs]]\n{lab}\n'))
    return [str(problem).split("\n")[0].removeprefix("b.toml:") for problem in problems]


def test_document_that_fits() -> None:
    text = """
        title = "x"
        [[labs]]
        name = "Agora"
        cost = 3                       # a whole number where any number may stand
        stance = "secret"
        tags = ["a", "b"]
        founded = 2026-05-01
        speed = { mean = 1, spread = 0.5 }
        effects = [{ kind = "add", amount = 1.5 }]
        trust = { open = 1.0 }
        growth-rate = 2.5
    """
    found, problems = validate(File, document(text))
    assert problems == []
    lab = Lab.model_validate(
        {
            "name": "Agora",
            "cost": 3.0,
            "stance": Stance.SECRET,
            "tags": ("a", "b"),
            "founded": date(2026, 5, 1),
            "speed": Prior(mean=1, spread=0.5),
            "effects": (Add(kind="add", amount=1.5),),
            "trust": {Stance.OPEN: 1.0},
            "growth-rate": 2.5,
        }
    )
    assert found == File(title="x", labs=(lab,))


ALL_KEYS = (
    "one of code, cost, effects, founded, growth-rate, is_open, name, rivals, span, speed, staff, stance"
)


@pytest.mark.parametrize(
    ("lab", "problem"),
    [
        # the wrong type
        ("cost = '3'", '3:8: labs[0].cost: wrong type (got "3", expected a number)'),
        ("cost = true", "3:8: labs[0].cost: wrong type (got true, expected a number)"),
        ("staff = 2.0", "3:9: labs[0].staff: wrong type (got 2.0, expected a whole number)"),
        ("staff = []", "3:9: labs[0].staff: wrong type (got an empty list, expected a whole number)"),
        ("is_open = 1", "3:11: labs[0].is_open: wrong type (got 1, expected true or false)"),
        ("name = 7", '3:8: labs[0].name: wrong type (got 7, expected text in "quotes")'),
        ("founded = 'May'", '3:11: labs[0].founded: wrong type (got "May", expected a date)'),
        ("founded = 2026", "3:11: labs[0].founded: wrong type (got 2026, expected a date)"),
        ("tags = 'a'", '3:8: labs[0].tags: wrong type (got "a", expected a list)'),
        ("tags = ['a', 1]", '3:14: labs[0].tags[1]: wrong type (got 1, expected text in "quotes")'),
        ("effects = [3]", "3:12: labs[0].effects[0]: wrong type (got 3, expected a table)"),
        ("trust = 3", "3:9: labs[0].trust: wrong type (got 3, expected a table)"),
        ("[labs.trust]\nopen = 'x'", '4:8: labs[0].trust.open: wrong type (got "x", expected a number)'),
        # the wrong value
        ("cost = 0", "3:8: labs[0].cost: out of range (got 0, expected above 0)"),
        ("cost = 340", "3:8: labs[0].cost: out of range (got 340, expected at most 100)"),
        ("staff = 0", "3:9: labs[0].staff: out of range (got 0, expected at least 1)"),
        ("staff = 50", "3:9: labs[0].staff: out of range (got 50, expected below 50)"),
        ("staff = 3", "3:9: labs[0].staff: wrong value (got 3, expected a multiple of 2)"),
        ("name = 'Q'", '3:8: labs[0].name: text too short (got "Q", expected at least 2 characters)'),
        (
            "name = 'Qilin and friends'",
            '3:8: labs[0].name: text too long (got "Qilin and friends", expected at most 10 characters)',
        ),
        ("code = 'A1'", '3:8: labs[0].code: text of the wrong form (got "A1", expected a match of ^[a-z]+$)'),
        ("tags = ['a', 'b', 'c']", "3:8: labs[0].tags: too many entries (got 3, expected at most 2)"),
        ("span = [1]", "3:8: labs[0].span: too few entries (got 1, expected 2)"),
        ("span = []", "3:8: labs[0].span: too few entries (got 0, expected 2)"),
        ("span = [1, 2, 3]", "3:8: labs[0].span: too many entries (got 3, expected at most 2)"),
        # a model's own rule stands at its table
        ("span = [2, 1]", "2:3: labs[0]: the span goes from the lower to the higher number"),
        # the wrong name
        (
            "stance = 'opne'",
            '3:10: labs[0].stance: unknown name (got "opne", expected "secret" or "open"); did you mean "open"?',
        ),
        (
            "[labs.trust]\nsecrets = 1",
            '4:1: labs[0].trust.secrets: unknown name (got "secrets", expected "secret" or "open"); '
            'did you mean "secret"?',
        ),
        ("nmae = 'Qilin'", '3:1: labs[0].nmae: unknown key "nmae"; did you mean "name"?'),
        ("growth = 2", '3:1: labs[0].growth: unknown key "growth"; did you mean "growth-rate"?'),
        ("zzz = 2", f'3:1: labs[0].zzz: unknown key "zzz" (expected {ALL_KEYS} and 2 more)'),
        # tables within tables
        ("rivals.qilin = { mean = 1 }", '3:16: labs[0].rivals.qilin: missing key "spread"'),
        ("[labs.rivals.qilin]\nmean = 1", '3:14: labs[0].rivals.qilin: missing key "spread"'),
        (
            "rivals.qilin = { mean = 1, spread = 1, sperad = 2 }",
            '3:40: labs[0].rivals.qilin.sperad: unknown key "sperad"; did you mean "spread"?',
        ),
        # one of several kinds of table
        (
            "effects = [{ kind = 'add', amuont = 1, amount = 1 }]",
            '3:28: labs[0].effects[0].amuont: unknown key "amuont"; did you mean "amount"?',
        ),
        ("effects = [{ kind = 'unlock' }]", '3:12: labs[0].effects[0]: missing key "power"'),
        ("effects = [{ amount = 1 }]", '3:12: labs[0].effects[0]: missing key "kind"'),
        (
            "effects = [{ kind = 'ad', amount = 1 }]",
            '3:21: labs[0].effects[0].kind: unknown name (got "ad", expected "add" or "unlock"); did you mean "add"?',
        ),
        # a number or a table: what is said fits what was written
        ("speed = 'x'", '3:9: labs[0].speed: wrong type (got "x", expected a number or a table)'),
        ("speed = { mean = 1 }", '3:9: labs[0].speed: missing key "spread"'),
        (
            "speed = { mean = 1, spread = -1 }",
            "3:30: labs[0].speed.spread: out of range (got -1, expected at least 0)",
        ),
    ],
)
def test_misfit(lab: str, problem: str) -> None:
    assert misfits(lab) == [problem]


FIRST_TWELVE = ", ".join(f'"{letter}"' for letter in "abcdefghijkl")


@pytest.mark.parametrize(
    ("number", "words"),
    [(2, '"a" or "b"'), (3, 'one of "a", "b", "c"'), (14, f"one of {FIRST_TWELVE} and 2 more")],
)
def test_allowed_names_are_listed_as_far_as_one_reads(number: int, words: str) -> None:
    names = tuple("abcdefghijklmn"[:number])

    class Choice(Record):
        lane: Literal[names]  # type: ignore[valid-type]

    _, problems = validate(Choice, document("lane = 'xyz'"))
    assert str(problems[0]).split("\n")[0] == f'b.toml:1:8: lane: unknown name (got "xyz", expected {words})'


def test_all_misfits_are_reported_each_with_its_line() -> None:
    _, problems = validate(
        File, document("titel = 'x'\nlabs = [{ cost = 0, stance = 'open' }, { cost = -1 }]\n")
    )
    assert [str(problem) for problem in problems] == [
        "b.toml:1:1: missing key \"title\"\n    titel = 'x'\n    ^",
        "b.toml:2:18: labs[0].cost: out of range (got 0, expected above 0)\n"
        "    labs = [{ cost = 0, stance = 'open' }, { cost = -1 }]\n"
        "                     ^",
        "b.toml:2:49: labs[1].cost: out of range (got -1, expected above 0)\n"
        "    labs = [{ cost = 0, stance = 'open' }, { cost = -1 }]\n"
        "                                                    ^",
        'b.toml:1:1: titel: unknown key "titel"; did you mean "title"?\n    titel = \'x\'\n    ^',
    ]


def test_part_of_a_document() -> None:
    both = document("[prior]\nmean = 1\nspread = 2\n[other]\nmean = 'x'\nspread = 2\n")
    assert validate(Prior, both, at=("prior",)) == (Prior(mean=1, spread=2), [])
    found, problems = validate(Prior, both, at=("other",))
    assert found is None
    assert [str(problem).split("\n")[0] for problem in problems] == [
        'b.toml:5:8: other.mean: wrong type (got "x", expected a number)'
    ]


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        (("prior",), 'b.toml:1:1: missing key "prior"\n    [a]\n    ^'),
        (("a", "prior"), 'b.toml:1:2: a: missing key "prior"\n    [a]\n     ^'),
        (("a", "b", "c"), 'b.toml:2:5: a.b: missing key "c"\n    b = 1\n        ^'),
    ],
)
def test_part_that_is_not_there(at: KeyPath, problem: str) -> None:
    found, problems = validate(Prior, document("[a]\nb = 1\n"), at=at)
    assert found is None
    assert [str(each) for each in problems] == [problem]


def test_models_that_are_not_strict_are_held_to_it() -> None:
    class Lax(BaseModel):
        cost: float

    found, problems = validate(Lax, document("cost = '3'"))
    assert found is None
    assert len(problems) == 1


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["1", "-2.5", "true", "'open'", "'add'", "2026-01-01", "''"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.dictionaries(
            st.sampled_from([*Lab.model_fields, "kind", "amount", "mean"]), inner, max_size=3
        ).map(lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*Lab.model_fields, "growth-rate", "x"]), JUNK, max_size=6))
def test_any_junk_fits_or_is_told_where_it_does_not(table: dict[str, str]) -> None:
    text = "\n".join(["title = 'x'", "[[labs]]", *(f"{key} = {value}" for key, value in table.items())])
    source = document(text)
    found, problems = validate(File, source)
    assert (found is None) == bool(problems)
    for problem in problems:
        assert problem.path in source.positions
        assert "nput" not in problem.message  # the word that all sentences of pydantic share
