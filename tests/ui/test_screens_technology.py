"""The technology screen: the tree at every zoom, the list, and what search and filters leave of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from game.ui.inspect import problems
from game.ui.screens.techtree import ZOOMS
from game.ui.screens.tree import Measures, lay_out
from tests.ui.table import Table, book, played


@pytest.fixture
def table(tmp_path: Path) -> Table:
    table = Table(None, tmp_path)
    table.show("technology", played(9))
    return table


@pytest.mark.parametrize("apart", [1.0, 1.7], ids=["close", "apart"])
@pytest.mark.parametrize("measures", ZOOMS, ids=["marks", "names", "full"])
def test_no_link_crosses_a_card(measures: Measures, apart: float) -> None:
    tree = lay_out(book().technologies, replace(measures, pitch=apart * measures.pitch))
    width, height = tree.measures.card_w, tree.measures.card_h
    for link in tree.links:
        for (x0, y0), (x1, y1) in pairwise(link.points):
            assert min(y0, y1) >= 0.0
            assert max(y0, y1) <= tree.size[1]
            for card in tree.cards.values():
                beside = (
                    max(x0, x1) <= card.x
                    or min(x0, x1) >= card.x + width
                    or max(y0, y1) <= card.y
                    or min(y0, y1) >= card.y + height
                )
                assert beside, (link.source, link.target, card.id)


def test_smallest_cards_show_the_whole_tree_and_what_is_selected_stays_in_view(table: Table) -> None:
    screen = table.app._screens["technology"]
    for _ in ZOOMS[1:]:
        table.key("-")
        assert table.has(f"card/{screen._selected}")  # type: ignore[attr-defined]
    assert sum(node.role == "card" for node in table.app.ui.nodes) == len(book().technologies)
    assert not table.node("zoom-out").enabled
    table.key("+")
    assert table.node("zoom-out").enabled
    assert sum(node.role == "card" for node in table.app.ui.nodes) < len(book().technologies)


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("keys", ["-", "--", "L"], ids=["names", "marks", "list"])
def test_other_looks_of_the_screen_are_sound(size: tuple[int, int], keys: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path, size)
    table.show("technology", played(9))
    for key in keys:
        table.key(key)
    table.app.ui.inspecting = True
    table.draw(3)
    assert problems(table.app.ui) == []


def test_list_walks_by_arrows_and_what_is_selected_there_is_selected_in_the_tree(table: Table) -> None:
    table.key("L")
    rows = [node for node in table.app.ui.nodes if node.id.startswith("tech-list/") and node.role == "row"]
    before = next(node for node in rows if node.value is True)
    table.key("Down")
    after = next(n for n in table.app.ui.nodes if n.id.startswith("tech-list/") and n.role == "row" and n.value is True)
    assert after.id != before.id
    name = after.label.split(", ")[0]
    assert any(name == text for text in table.texts())
    table.key("L")
    id_ = next(id_ for id_, technology in book().technologies.items() if technology.name == name)
    assert table.has(f"card/{id_}")


def test_list_leaves_out_what_is_filtered_and_says_so_when_nothing_is_left(table: Table) -> None:
    table.key("L")
    table.click("filter/done")
    office = table.session.seated
    known = {
        office.book.technologies[id_].name
        for i, id_ in enumerate(office.setup.technologies)
        if office.view.known[i, 0, 0]
    }
    rows = {n.label.split(", ")[0] for n in table.app.ui.nodes if n.id.startswith("tech-list/") and n.role == "row"}
    assert rows
    assert not rows & known
    for state in ("active", "queued", "available", "locked"):
        table.click(f"filter/{state}")
    assert any("No technology" in text for text in table.texts())
