"""The checker: every rule has a broken file (folder `broken`) that says in its first lines what must be found."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from game import paths
from game.content.check import check
from game.content.colours import difference
from game.content.meaning_of_numbers import share_inside
from game.content.problems import Problem
from game.content.records import Prior

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(BROKEN.glob("*.toml"))


def line_of(problem: Problem) -> str:
    """The problem on one line, without the name of the file and the snippet."""
    return str(problem).partition("\n")[0].removeprefix(f"{problem.file}:")


@cache
def found_in_broken() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in check([BROKEN]):
        found.setdefault(problem.file, []).append(line_of(problem))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_finds_exactly_what_the_broken_file_announces(file: Path) -> None:
    expected = re.findall(r"^# expect: (.*)$", file.read_text("utf-8"), re.MULTILINE)
    assert expected
    assert found_in_broken()[file.as_posix()] == expected


def test_every_broken_file_is_looked_at() -> None:
    assert len(FILES) > 40
    assert {file.as_posix() for file in FILES} == set(found_in_broken())


def test_the_snippet_shows_the_line_with_a_caret_under_the_place() -> None:
    file = BROKEN / "technology-unknown-need.toml"
    assert check([file])[0].snippet == '    needs = ["steam-engin"]\n             ^'


def test_the_shipped_balance_is_clean() -> None:
    assert check([paths.balance()]) == []


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.toml"
    assert [str(problem) for problem in check([missing])] == [
        f"{missing.as_posix()}:1:1: cannot be read: No such file or directory"
    ]


def test_a_file_named_twice_is_checked_once() -> None:
    file = BROKEN / "technology-circle.toml"
    assert len(check([file, file, BROKEN / "technology-circle.toml"])) == 1


# --- whole folders -----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped balance, to be broken; without worldviews, which would have their say about the breaks."""
    return Path(shutil.copytree(paths.balance(), tmp_path / "balance", ignore=shutil.ignore_patterns("worldviews")))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def edit_table(file: Path, header: str, pattern: str, new: str) -> None:
    """Replace the first match of a pattern behind the header of a table."""
    text = file.read_text("utf-8")
    start = text.index(f"[{header}]\n")
    changed, times = re.subn(pattern, new, text[start:], count=1, flags=re.MULTILINE)
    assert times == 1
    file.write_text(text[:start] + changed, "utf-8")


def test_errors_caused_in_other_files_of_the_folder_are_reported(folder: Path) -> None:
    edit(folder / "technologies.toml", "[technologies.agents]", "[technologies.agent]")
    problems = check([folder / "technologies.toml"])
    files = {Path(problem.file).name for problem in problems}
    assert {"technologies.toml", "five-labs.toml"} <= files
    assert all('did you mean "agent"?' in line_of(problem) for problem in problems)


def test_warnings_of_other_files_are_not_reported(folder: Path) -> None:
    edit(folder / "scenarios" / "five-labs.toml", 'colour = "9a7bff"', 'colour = "559fff"')
    assert check([folder / "events.toml"]) == []
    (problem,) = check([folder / "scenarios"])
    assert "hard to tell from the colour of meridian" in problem.message


def test_a_missing_file_of_the_folder_is_reported(folder: Path) -> None:
    (folder / "events.toml").unlink()
    assert [Path(problem.file).name for problem in check([folder])] == ["events.toml"]


BASELINE = [
    (
        "[parameters.truths.alignment_shift]",
        "[parameters.truths.alignment_shfit]",
        [
            'parameters.truths: missing parameter "alignment_shift"',
            'parameters.truths.alignment_shfit: unknown parameter (got "alignment_shfit");'
            ' did you mean "alignment_shift"?',
        ],
    ),
    (
        "[blocs.us]\n",
        "[parameters.wheather.rain]\n"
        'value = 1.0\nunit = "mm"\nrange = [0.0, 9.0]\nsource = "assumed"\ntext = "Rain."\n\n[blocs.us]\n',
        ['parameters.wheather: unknown group of parameters (got "wheather"'],
    ),
    ('countries = ["USA"]', 'countries = ["USa"]', ['blocs.us.countries[0]: not a country code (got "USa"']),
    (
        'countries = ["CHN"]',
        'countries = ["CHN", "USA", "CHN"]',
        [
            'blocs.china.countries[1]: this country is in bloc us too (got "USA")',
            'blocs.china.countries[2]: this country is twice in this bloc (got "CHN")',
        ],
    ),
    (
        'name = "Gulf"',
        'name = "India"',
        ['regions.india.name: same name as regions.gulf (got "India")'],
    ),
    (
        'bloc = "europe"',
        'bloc = "eurpe"',
        ['regions.europe.bloc: unknown bloc (got "eurpe"); did you mean "europe"?'],
    ),
    (
        "place = [-98.0, 38.5]",
        "place = [38.5, -98.0]",
        ["regions.us.place[1]: no such latitude (got -98.0, expected from -90 to 90)"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), BASELINE)
def test_what_a_baseline_can_get_wrong(folder: Path, old: str, new: str, expected: list[str]) -> None:
    edit(folder / "baseline.toml", old, new)
    lines = [line_of(problem).partition(": ")[2] for problem in check([folder / "baseline.toml"])]
    assert len(lines) == len(expected)
    assert all(line.startswith(begin) for line, begin in zip(lines, expected, strict=True))


def test_a_missing_group_of_parameters_is_one_problem(folder: Path) -> None:
    file = folder / "baseline.toml"
    text = re.sub(r"^\[parameters\.talent\.\w+\]\n(?:.+\n)*", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    (problem,) = check([folder])
    assert re.fullmatch(r'missing table "talent" of \d+ parameters', problem.message)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("[-1.0, 1.0]", []),
        ("[-1.0, 0.4]", ["warning: parameters.truths.alignment_shift.prior: 23% of the prior lies outside"]),
        ("[0.4, 1.0]", ["parameters.truths.alignment_shift.prior: 81% of the prior lies outside"]),
    ],
)
def test_a_prior_lies_inside_its_range(folder: Path, bounds: str, expected: list[str]) -> None:
    header = "parameters.truths.alignment_shift"
    file = folder / "baseline.toml"
    edit_table(file, header, r"^prior = .*$", "prior = { normal = [0.0, 0.5] }")
    edit_table(file, header, r"^range = .*$", f"range = {bounds}")
    lines = [line_of(problem).partition(": ")[2] for problem in check([file])]
    assert [line[: len(begin)] for line, begin in zip(lines, expected, strict=True)] == expected


# --- worldviews of other people ----------------------------------------------------------------------------


OVERLAY = """format = 1
title = "Mine"
summary = "What I believe."
objections = "Everybody else."
sources = ["assumed"]

[parameters.truths.alignment_shift]
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("value = -1.0", None),
        ("value = 1e9", "8:9: parameters.truths.alignment_shift.value: out of range (got 1000000000.0, expected"),
        (
            "prior = { uniform = [1e6, 2e6] }",
            "8:9: parameters.truths.alignment_shift.prior: 100% of the prior lies outside the allowed range",
        ),
    ],
)
def test_an_overlay_outside_the_balance_folder(tmp_path: Path, change: str, expected: str | None) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'{OVERLAY}{change}\nsource = "assumed"\n', "utf-8")
    lines = [line_of(problem) for problem in check([file])]
    if expected is None:
        assert lines == []
    else:
        assert [line[: len(expected)] for line in lines] == [expected]


# --- measures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prior", "low", "high", "share"),
    [
        (Prior(normal=(0.0, 1.0)), -1.0, 1.0, 0.6827),
        (Prior(normal=(2.0, 0.0)), 0.0, 1.0, 0.0),
        (Prior(lognormal=(1.0, 1.0)), -1.0, 1.0, 0.5),
        (Prior(lognormal=(1.0, 1.0)), 1.0, 2.71828, 0.3413),
        (Prior(lognormal=(1.0, 1.0)), -2.0, -1.0, 0.0),
        (Prior(lognormal=(1.0, 0.0)), 0.5, 1.5, 1.0),
        (Prior(uniform=(0.0, 4.0)), 1.0, 2.0, 0.25),
        (Prior(uniform=(0.0, 4.0)), 5.0, 6.0, 0.0),
        (Prior(uniform=(3.0, 3.0)), 3.0, 4.0, 1.0),
        (Prior(triangular=(0.0, 1.0, 4.0)), 0.0, 1.0, 0.25),
        (Prior(triangular=(0.0, 1.0, 4.0)), 2.5, 9.0, 0.1875),
        (Prior(triangular=(0.0, 0.0, 4.0)), 0.0, 4.0, 1.0),
        (Prior(choice=((1.0, 3.0), (2.0, 1.0))), 0.0, 1.0, 0.75),
    ],
)
def test_share_of_a_prior_inside_bounds(prior: Prior, low: float, high: float, share: float) -> None:
    assert share_inside(prior, low, high) == pytest.approx(share, abs=1e-4)


def test_colours_differ_as_people_see_them() -> None:
    assert difference("000000", "ffffff") == pytest.approx(1.0, abs=1e-3)
    assert difference("4f9dff", "4f9dff") == 0
    assert difference("4f9dff", "559fff") < 0.03 < 0.1 < difference("4f9dff", "9a7bff")
