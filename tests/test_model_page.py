"""The pages about the model: current with the balance files, and complete."""

import re

import pytest

from docs.build_parameters import BLOCK, MODEL, PARAMETERS, filled, parameters_page
from game.content.load import load_book
from game.content.parameters import PARAMETERS as NAMES
from game.content.vocabulary import Form, Target
from game.rules.turn import PHASES

TEXT = MODEL.read_text("utf-8")
PROSE = BLOCK.sub("", TEXT)
"""The page without the tables that a command writes."""


def test_the_tables_are_those_of_the_balance_files() -> None:
    """If this fails: `python -m docs.build_parameters`."""
    book = load_book()
    assert PARAMETERS.read_text("utf-8") == parameters_page(book)
    assert filled(TEXT, book) == TEXT


def test_a_changed_number_changes_both_pages() -> None:
    book = load_book()
    stale = re.sub(r"(`wear` \| )[^|]*", r"\g<1>99 ", TEXT)
    assert stale != TEXT
    assert filled(stale, book) == TEXT
    assert re.search(r"^\| `wear` \| [0-9.]+ \| 0 to 1 \|", PARAMETERS.read_text("utf-8"), re.MULTILINE)


def test_every_group_of_numbers_has_its_table() -> None:
    assert sorted(found[2] for found in BLOCK.finditer(TEXT)) == sorted(NAMES)


@pytest.mark.parametrize("group", NAMES)
def test_every_number_stands_in_an_equation(group: str) -> None:
    assert [name for name in NAMES[group] if not re.search(rf"\b{name}\b", PROSE)] == []


def test_every_target_of_technologies_is_explained() -> None:
    permits = PROSE[PROSE.index("What each permit does") :]
    missing = [
        target.id
        for target in Target
        if (target.id.replace("_", " ") not in permits if target.form is Form.UNLOCK else target.name not in PROSE)
    ]
    assert missing == []


def test_the_phases_are_told_in_their_order() -> None:
    told = re.findall(r"^### 7\.(\d+) `(\w+)`$", TEXT, re.MULTILINE)
    assert told == [(str(place), phase.__name__) for place, phase in enumerate(PHASES, 1)]
    summary = re.sub(r"\s*\n> ", " ", TEXT[TEXT.index("> treaties") :].partition("\n\n")[0])
    assert summary.removeprefix("> ").split(" → ") == [phase.__name__ for phase in PHASES]


def test_every_idea_has_a_mechanic_and_a_lever() -> None:
    rows = re.findall(r"^\| (S\d+) \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)
    assert [row[0] for row in rows] == [f"S{number}" for number in range(1, 47)]
    assert all(len(cell.strip()) > 3 for row in rows for cell in row[1:])


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert [link for link in re.findall(r"\]\(#([^)]+)\)", TEXT) if link not in anchors] == []
    files = {link.partition("#")[0] for link in re.findall(r"\]\(([a-z][^)#]*)", TEXT)}
    assert files
    assert [file for file in files if not MODEL.with_name(file).is_file()] == []
