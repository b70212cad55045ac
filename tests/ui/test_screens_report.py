"""The turn report: lines open their causes, places are pointed out on the map, and pages follow each other."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui.screens.entries import place_of
from game.ui.screens.figures import KINDS, figure
from tests.ui.table import Table, played, table_at


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("report", played(4), tmp_path)


def test_labels_are_whole_where_letters_are_half_as_large_again(tmp_path: Path) -> None:
    assert table_at("report", played(4), tmp_path, (1280, 720), 1.5).flaws() == []


def rows(table: Table) -> list[str]:
    return [node.id for node in table.app.ui.nodes if node.id.startswith("entry/")]


def test_lines_of_the_report_open_causes_that_add_up(table: Table) -> None:
    table.session.go("main")
    table.draw()
    table.key("F6")
    office = table.session.seated
    assert table.session.screen == "report"
    assert rows(table)
    first = rows(table)[0]
    table.click(first)
    entries = [entry for entry in office.log if entry.turn == office.turn - 1]
    entry = entries[int(first.split("/")[1])]
    assert entry.quantity is not None
    terms = office.terms(entry.quantity, entry.turn)
    assert terms
    past = office.history.figures.get(entry.quantity)
    if past is not None:
        assert sum(term.amount for term in terms) == pytest.approx(past[-1] - past[-2], abs=1e-6)
    table.key("Left")
    assert table.session.report_turn == office.turn - 2


def test_what_is_open_and_pointed_out_on_one_page_is_not_on_the_next(table: Table, tmp_path: Path) -> None:
    office = table.session.seated
    pages = []
    for turn in range(office.turn):
        fresh = Table(table.session.campaign, tmp_path)
        fresh.session.go_to_report(turn)
        fresh.draw()
        pages.append(fresh.texts())
    pointed = 0
    for turn in range(office.turn - 1, -1, -1):
        entries = [entry for entry in office.log if entry.turn == turn]
        pointed += sum(place_of(office, entry) is not None for entry in entries)
        table.session.go_to_report(turn)
        table.draw()
        for row in rows(table):
            table.click(row)
            table.session.go_to_report((turn + 1) % office.turn)
            table.draw(2, [pygame.event.Event(pygame.WINDOWLEAVE)])
            assert table.texts() == pages[(turn + 1) % office.turn]
            table.session.go_to_report(turn)
            table.draw()
    assert pointed > 3


def test_figures_explain_themselves(table: Table) -> None:
    office = table.session.seated
    for key in KINDS:
        shown = figure(office, key)
        tip = shown.tip()
        assert tip.title.startswith(shown.name)
        assert tip.rows or tip.note
