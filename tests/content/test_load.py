"""Books: loaded whole or refused with every reason, and carried in saves as snapshots."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game import paths
from game.content.book import Book
from game.content.load import load_book
from game.content.parameters import PARAMETERS
from game.content.problems import ContentError

OVERLAY = """format = 1
title = "Mine"
summary = "What I believe."
objections = "Everybody else."
sources = ["assumed"]

[parameters.truths.alignment_shift]
value = -1.5
source = "my own guess"
"""


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.balance(), tmp_path / "balance"))


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(OVERLAY, "utf-8")
    return file


# --- loading -----------------------------------------------------------------------------------------------


def test_a_book_has_everything_that_the_rules_name(book: Book) -> None:
    assert book.scenario_id == "five-labs"
    assert book.worldview is None
    assert {group: tuple(names) for group, names in book.parameters.items()} == {
        group: tuple(book.baseline.parameters[group]) for group in book.baseline.parameters
    }
    assert {group: set(names) for group, names in book.parameters.items()} == {
        group: set(names) for group, names in PARAMETERS.items()
    }


def test_technologies_keep_the_order_of_the_file(book: Book) -> None:
    text = (paths.balance() / "technologies.toml").read_text("utf-8")
    headers = [text.index(f"[technologies.{id_}]\n") for id_ in book.technologies]
    assert headers == sorted(headers)


@pytest.mark.parametrize("scenario", sorted(file.stem for file in (paths.balance() / "scenarios").glob("*.toml")))
def test_every_shipped_scenario_loads(scenario: str) -> None:
    assert load_book(scenario).scenario_id == scenario


def test_a_worldview_changes_the_number_and_keeps_its_bounds(book: Book, overlay: Path) -> None:
    mine = load_book(worldview=overlay)
    before, after = (each.parameters["truths"]["alignment_shift"] for each in (book, mine))
    assert (after.value, after.prior, after.source) == (-1.5, None, "my own guess")
    assert (after.unit, after.range, after.text) == (before.unit, before.range, before.text)
    assert mine.worldview_id == "mine"
    assert mine.parameters["truths"]["tier_four"] == book.parameters["truths"]["tier_four"]
    assert mine.baseline == book.baseline
    assert mine.digest != book.digest


def test_a_scenario_of_another_time_changes_numbers_and_worldviews_go_first(folder: Path, overlay: Path) -> None:
    plain = load_book(root=folder)
    file = folder / "scenarios" / "five-labs.toml"
    numbers = "".join(
        f'\n[parameters.truths.{name}]\nvalue = {value}\nsource = "of its time"\n'
        for name, value in (("alignment_shift", 0.5), ("tier_four", 29.5))
    )
    file.write_text(file.read_text("utf-8") + numbers, "utf-8")
    book = load_book(root=folder)
    assert book.parameters["truths"]["alignment_shift"].value == 0.5
    assert book.parameters["truths"]["tier_four"].source == "of its time"
    assert book.parameters["truths"]["tier_four"].range == plain.parameters["truths"]["tier_four"].range
    assert book.parameters["money"] == plain.parameters["money"]
    assert book.digest != plain.digest
    believed = load_book(worldview=overlay, root=folder)
    assert believed.parameters["truths"]["alignment_shift"].value == -1.5
    assert believed.parameters["truths"]["tier_four"].value == 29.5
    again = Book.from_snapshot(through_json(believed))
    assert again == believed
    assert again.parameters == believed.parameters
    assert again.digest == believed.digest


def test_a_scenario_that_changes_no_number_says_nothing_about_numbers(book: Book) -> None:
    """Saves written before scenarios could do so must find the digest they remember."""
    assert "parameters" not in through_json(book)["scenario"]


def test_scenario_and_worldview_may_be_files_anywhere(folder: Path, overlay: Path, tmp_path: Path) -> None:
    scenario = shutil.copy(folder / "scenarios" / "two-powers.toml", tmp_path / "ours.toml")
    book = load_book(Path(scenario), str(overlay), root=folder)
    assert (book.scenario_id, book.worldview_id) == ("ours", "mine")
    assert book.scenario == load_book("two-powers").scenario


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"scenario": "five-lab"}, 'there is no scenario of this name; did you mean "five-labs"?'),
        ({"scenario": Path("nowhere.toml")}, "nowhere.toml:1:1: cannot be read: No such file or directory"),
        ({"worldview": "xyz"}, "there is no worldview of this name"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_name(wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(ContentError) as refused:
        load_book(**wanted)
    assert message in str(refused.value)


def test_the_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    for name, old, new in (
        ("baseline.toml", 'name = "Gulf"', 'nam = "Gulf"'),
        ("events.toml", "rate = 0.12", "rate = -0.12"),
        ("temperaments/hawk.toml", 'pitch = "nation"', 'pitch = "glory"'),
        ("scenarios/five-labs.toml", '"agents"', '"agent"'),
    ):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        load_book(root=folder)
    files = {Path(problem.file).name for problem in refused.value.problems}
    assert files == {"baseline.toml", "events.toml", "hawk.toml", "five-labs.toml"}
    assert "agents" in {problem.suggestion for problem in refused.value.problems}


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        load_book(root=tmp_path)
    names = [Path(problem.file).name for problem in refused.value.problems]
    assert names == ["baseline.toml", "events.toml", "five-labs.toml", "technologies.toml"]


# --- snapshots ---------------------------------------------------------------------------------------------


def through_json(book: Book) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(book.snapshot(), allow_nan=False))
    return data


@pytest.mark.parametrize("scenario", ["five-labs", "two-powers"])
def test_a_snapshot_gives_the_same_book(scenario: str, overlay: Path) -> None:
    for worldview in (None, overlay):
        book = load_book(scenario, worldview)
        again = Book.from_snapshot(through_json(book))
        assert again == book
        assert again.digest == book.digest
        assert list(again.technologies) == list(book.technologies)
        assert again.parameters == book.parameters


def test_the_digest_follows_every_word_and_the_order(book: Book) -> None:
    word = through_json(book)
    word["scenario"]["title"] += "!"
    order = through_json(book)
    order["technologies"]["technologies"] = dict(reversed(order["technologies"]["technologies"].items()))
    digests = {book.digest, *(Book.from_snapshot(data).digest for data in (word, order))}
    assert len(digests) == 3
    assert all(len(digest) == 64 for digest in digests)


def test_a_damaged_snapshot_is_refused_with_places(book: Book) -> None:
    data = through_json(book)
    data["scenario"]["seats"]["helios"]["start"]["cash"] = "much"
    data["baseline"]["blocs"]["us"].pop("name")
    data["extra"] = 1
    with pytest.raises(ContentError) as refused:
        Book.from_snapshot(data)
    assert [str(problem) for problem in refused.value.problems] == [
        'snapshot:1:1: baseline.blocs.us: missing key "name"',
        'snapshot:1:1: extra: unknown key "extra" (expected one of baseline, events, format, scenario, '
        "scenario_id, technologies, temperaments, worldview, worldview_id)",
        'snapshot:1:1: scenario.seats.helios.start.cash: wrong type (got "much", expected a number)',
    ]


def test_a_snapshot_without_meaning_is_refused(book: Book) -> None:
    data = through_json(book)
    data["technologies"]["technologies"]["agents"]["needs"] = ["magic"]
    data["scenario"]["seats"]["qilin"]["bloc"] = "moon"
    with pytest.raises(ContentError) as refused:
        Book.from_snapshot(data)
    lines = [str(problem) for problem in refused.value.problems]
    assert [line.partition(" (got")[0] for line in lines] == [
        "snapshot, scenario:1:1: seats.qilin.bloc: unknown bloc",
        "snapshot, technologies:1:1: technologies.agents.needs[0]: unknown technology",
    ]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_snapshot_has_only_numbers_to_calculate_with(book: Book, number: float) -> None:
    data = through_json(book)
    data["scenario"]["seats"]["helios"]["start"]["cash"] = number
    with pytest.raises(ContentError, match=r"helios\.start\.cash: should be a finite number"):
        Book.from_snapshot(data)
