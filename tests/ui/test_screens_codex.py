"""The codex: every article is generated, every link leads somewhere, search and keys find it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.content.load import load_book
from game.content.records import Prior
from game.content.words import LANGUAGE, texts
from game.ui.inspect import problems
from game.ui.nodes import typed
from game.ui.screens.articles import SECTIONS, Article, articles_of
from game.ui.screens.priors import density, extent
from tests.ui.table import Table, book, played

SIZES = [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return articles_of(book())


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = Table(None, tmp_path)
    made.show("codex", played(2))
    return made


def title(table: Table) -> str:
    return table.node("article").label


# --- the articles ----------------------------------------------------------------------------------------------------


def test_everything_of_the_book_has_an_article(articles: dict[str, Article]) -> None:
    here = book()
    numbers = [f"{group}.{name}" for group, each in here.parameters.items() for name in each]
    for section, ids in (
        ("technologies", here.technologies),
        ("events", here.events),
        ("parameters", numbers),
        ("seats", here.scenario.seats),
    ):
        assert {f"{section}/{id_}" for id_ in ids} == {key for key in articles if key.startswith(f"{section}/")}
    assert sum(article.section == "endings" for article in articles.values()) == 12
    assert sum(article.section == "concepts" for article in articles.values()) >= 15
    assert {article.section for article in articles.values()} == set(SECTIONS)


@pytest.mark.parametrize("scenario", ["five-labs", "two-powers", "labs-and-states"])
def test_every_link_leads_to_an_article(scenario: str) -> None:
    known = articles_of(book(scenario))
    links = {line.link for article in known.values() for part in article.parts for line in part.lines if line.link}
    assert len(links) > 100
    assert links <= set(known)


def test_every_concept_says_what_is_assumed_and_leads_on(articles: dict[str, Article]) -> None:
    for article in articles.values():
        if article.section == "concepts":
            assert article.assumption
            assert len(article.parts[0].lines) >= 3


def test_every_idea_of_the_model_has_an_article_that_leads_to_its_mechanic(articles: dict[str, Article]) -> None:
    """The page on the model tells in rows S1 to S46 which mechanic carries which idea."""
    known = texts(LANGUAGE)
    page = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| (S\d+) \|", page, re.MULTILINE))
    assert len(rows) == 46
    assert {text for key, text in known.items() if key.startswith("idea.") and key.endswith(".row")} == rows
    ideas = [article for article in articles.values() if article.section == "ideas"]
    assert len(ideas) == len(rows)
    for article in ideas:
        assert article.play
        links = [line.link for part in article.parts for line in part.lines]
        assert any(not link.startswith(("concepts/", "ideas/")) for link in links), article.key


def test_numbers_are_those_of_the_scenario() -> None:
    """A scenario of another time says other numbers, and the article says that they are its own."""
    here = load_book("since-2023")
    group, names = next((group, names) for group, names in here.scenario.parameters.items() if names)
    name = next(iter(names))
    rows = {line.name: line.value for line in articles_of(here)[f"parameters/{group}.{name}"].parts[0].lines}
    assert rows["Set by"] == here.scenario.title
    other = {line.name: line.value for line in articles_of(book())[f"parameters/{group}.{name}"].parts[0].lines}
    assert other["Set by"] == book().baseline.title
    assert rows["Value"] != other["Value"]


def test_nothing_of_a_seat_that_rivals_estimate_is_told(articles: dict[str, Article]) -> None:
    names = {line.name for part in articles["seats/qilin"].parts for line in part.lines}
    assert not names & {"Capability", "Security", "Compute", "Cash", "Algorithms"}


def test_curves_of_priors_peak_where_they_should() -> None:
    normal, skewed = Prior(normal=(2.0, 0.5)), Prior(triangular=(0.0, 1.0, 4.0))
    assert density(normal, 2.0) > density(normal, 2.5) == pytest.approx(density(normal, 1.5))
    assert density(skewed, 1.0) == 1.0 > density(skewed, 3.0) > density(skewed, 4.5) == 0.0
    assert density(Prior(uniform=(1.0, 2.0)), 2.5) == 0.0
    low, high = extent(normal, (1.0, 9.0))
    assert low == 1.0
    assert high == pytest.approx(3.6)


# --- reading it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=[f"{w}x{h}@{s:g}" for (w, h), s in SIZES])
def test_articles_of_every_section_are_sound(size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    made = Table(None, tmp_path, size, scale)
    made.show("codex", played(0))
    for key in (
        "concepts/concentration",
        "ideas/off-switch",
        "technologies/ai-control",
        "events/bust",
        "endings/lock_in",
        "parameters/truths.danger_level",
        "seats/helios",
    ):
        made.session.article = key
        made.draw(3)
        made.app.ui.inspecting = True
        made.draw(2)
        assert problems(made.app.ui) == [], key


def test_search_finds_across_sections_and_enter_opens_the_first(table: Table) -> None:
    table.key("F")
    table.draw(2, typed("stag hunt"))
    table.draw()
    shown = [node.id for node in table.app.ui.nodes if node.id.startswith("article/")]
    assert "article/concepts/stag-hunt" in shown
    assert "article/technologies/agents" not in shown
    table.key("Enter")
    assert title(table) == "Treaties as a stag hunt"
    table.key("F")
    table.draw(2, typed(" xyzzy"))
    table.draw()
    assert "Nothing fits the search." in table.texts()


def test_sections_links_and_back_by_keys_and_by_mouse(table: Table) -> None:
    table.key("3")
    assert title(table) == "Deep learning"
    table.key("Down")
    table.key("Down")
    first = title(table)
    assert first == "Scaling laws"
    table.click("article/technologies/transformers")
    assert title(table) == "Transformers"
    link = next(node for node in table.app.ui.nodes if node.id.startswith("link/"))
    table.click(link.id)
    assert title(table) == link.label
    table.key("Backspace")
    assert title(table) == "Transformers"
    table.click("codex/back")
    assert title(table) == first


def test_a_link_is_reached_with_tab(table: Table) -> None:
    table.key("3")
    table.app.ui.focus = "section/seats"
    for _ in range(6):
        table.key("Tab")
        if (table.app.ui.focus or "").startswith("link/"):
            break
    focus = table.app.ui.focus or ""
    assert focus.startswith("link/")
    wanted = table.node(focus).label
    table.key("Enter")
    assert title(table) == wanted


def test_an_article_opened_elsewhere_is_shown_in_the_list(table: Table) -> None:
    table.session.go("technology")
    table.draw(3)
    table.key("I")
    assert table.session.screen == "codex"
    table.draw(3)
    open_rows = [node for node in table.app.ui.nodes if node.id.startswith("article/") and node.value is True]
    assert [node.label for node in open_rows] == [title(table)]
    assert open_rows[0].visible
    table.key("Esc")
    assert table.session.screen == "technology"


def test_the_title_leads_to_the_shipped_content(tmp_path: Path) -> None:
    made = Table(None, tmp_path)
    made.draw(2)
    made.key("C")
    made.draw(2)
    assert made.session.screen == "codex"
    assert title(made) == "Tiers"
    made.app.ui.inspecting = True
    made.draw(2)
    assert problems(made.app.ui) == []
    made.key("Esc")
    assert made.session.screen == "title"
    made.click("codex")
    assert made.session.screen == "codex"
    made.click("back")
    assert made.session.screen == "title"


def test_every_screen_of_a_seat_leads_to_the_codex(table: Table) -> None:
    for screen in ("main", "report"):
        table.session.go(screen)
        table.draw(2)
        table.key("F8")
        assert table.session.screen == "codex"
        table.key("Esc")
        assert table.session.screen == screen
        table.click("codex")
        assert table.session.screen == "codex"
        table.key("Esc")
