"""Documents that do not fit their model: every sentence that their authors can meet."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from game.content.positions import KeyPath
from game.content.toml_reader import Document, parse, validate


def document(text: str) -> Document:
    found, problems = parse(text, "b.toml")
    assert problems == []
    assert found is not None
    return found


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
