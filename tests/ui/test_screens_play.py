"""The screens take orders by mouse and by keyboard, and say why they refuse."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.vocabulary import Lane
from tests.ui.table import Table, book, played, table_at


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("main", played(4), tmp_path)


# --- orders on the main screen ---------------------------------------------------------------------------------------


def test_shares_are_linked_locked_and_undone(table: Table) -> None:
    office = table.session.seated
    office.edit(budget={"research": 0.4, "security": 0.2, "compute": 0.3, "openness": 0.1})
    table.draw()
    table.click("lock/security")
    table.app.ui.focus = "share/research"
    table.key("PageUp")
    table.key("PageUp")
    budget = office.sheet.budget
    assert round(budget.research, 2) == 0.6
    assert round(budget.security, 2) == 0.2
    assert round(budget.total, 2) == 1.0
    table.key("Ctrl+Z")
    assert round(office.sheet.budget.research, 2) == 0.5
    table.key("Ctrl+Z")
    assert round(office.sheet.budget.research, 2) == 0.4
    table.key("Ctrl+Y")
    assert round(office.sheet.budget.research, 2) == 0.5


def test_dragging_a_share_is_one_step_for_undo_and_shows_its_effect_at_once(table: Table) -> None:
    office = table.session.seated
    office.edit(budget={"research": 0.1, "security": 0.1, "compute": 0.1, "openness": 0.1})
    table.draw(2)
    before, text = office.sheet.budget.research, "\n".join(table.texts())
    x, y, w, h = table.node("share/research").rect
    start = round(x + 8 + (w - 16) * 0.1), round(y + h / 2)
    table.draw(1, [pygame.event.Event(pygame.MOUSEMOTION, pos=start, rel=(0, 0), buttons=(0, 0, 0))])
    table.draw(1, [pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])
    for step in range(1, 9):
        at = (start[0] + 10 * step, start[1])
        table.draw(1, [pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(10, 0), buttons=(1, 0, 0))])
    while_held = office.sheet.budget.research
    assert while_held > before + 0.2
    assert "\n".join(table.texts()) != text
    table.draw(1, [pygame.event.Event(pygame.MOUSEBUTTONUP, pos=at, button=1)])
    table.draw(1)
    assert office.sheet.budget.research == while_held
    table.key("Ctrl+Z")
    assert office.sheet.budget.research == before


def test_next_decision_is_named_opened_and_set_aside(table: Table) -> None:
    office = table.session.seated
    office.edit(projects={})
    table.draw()
    lane = next(p for p in office.pending if p.kind == "lane")
    while office.pending[0].kind != "lane":
        table.key("K")
    assert office.pending[0] == lane
    label = table.node("end-turn").label
    assert label.startswith("Choose: ")
    table.key("Enter")
    assert table.session.screen == "technology"
    table.key("Esc")
    assert table.session.screen == "main"
    while office.pending:
        table.key("K")
    assert table.node("end-turn").label == "End turn"
    table.key("Ctrl+Z")
    assert office.pending


def test_ending_the_turn_leads_to_the_recap_and_on(table: Table) -> None:
    campaign = table.session.campaign
    assert campaign is not None
    turn = campaign.turn
    table.click("skip")
    table.key("Ctrl+Enter")
    assert campaign.turn == turn + 1
    table.draw()
    assert table.session.screen == "recap"
    table.key("Enter")
    assert table.session.screen == "main"
    assert saves.load_newest(table.session.folder)[0].turn == turn + 1


def taken(table: Table) -> list[str]:
    """The big actions on the sheet, in words."""
    return [f"{given.kind} {given.target or ''}".strip() for given in table.session.seated.sheet.actions]


def test_big_actions_are_taken_aimed_and_taken_back(table: Table) -> None:
    table.key("A")
    table.click("actions/recruit")
    table.click("actions/spy_secrets")
    table.click("actions-spy_secrets/qilin")
    assert taken(table) == ["recruit", "spy_secrets qilin"]
    assert not table.node("actions/campaign").enabled
    table.key("1")
    assert taken(table) == ["spy_secrets qilin"]
    table.key("Esc")
    assert not table.app.ui.is_open("actions")
    assert table.session.screen == "main"


def test_publishing_weights_is_asked_twice(tmp_path: Path) -> None:
    table = Table(Campaign.new(book(), 1, {"helios": Human()}), tmp_path)
    table.draw()
    office = table.session.seated
    for answer in ("N", "Y"):
        table.app.ui.focus, table.app.ui.focus_visible = "release", True
        for key in ("Enter", "Down", "Down", "Down", "Enter"):
            table.key(key)
        assert office.sheet.release != "weights"
        assert table.app.ui.focus == "confirm-weights/no"
        table.key(answer)
        assert (office.sheet.release == "weights") is (answer == "Y")


def test_refused_order_says_why_and_changes_nothing(table: Table) -> None:
    office = table.session.seated
    before = office.sheet
    table.session.tell_refused(office, office.edit(release="staged", deployment="deploy"))
    table.draw(1)
    assert office.sheet == before
    assert any("Tier Six" in text or "staged" in text.lower() for text in table.texts())


# --- technology ------------------------------------------------------------------------------------------------------


def test_locked_technology_is_queued_with_all_it_needs(tmp_path: Path) -> None:
    table = Table(Campaign.new(book(), 1, {"lantern": Human()}), tmp_path)
    table.session.go("technology")
    table.draw()
    office = table.session.seated
    screen = table.app._screens["technology"]
    screen._selected = "superintelligence"  # type: ignore[attr-defined]
    table.draw()
    table.key("Q")
    queued = {id_ for queue in office.sheet.projects.values() for id_ in queue}
    assert "superintelligence" in queued
    known = {id_ for i, id_ in enumerate(office.setup.technologies) if office.view.known[i, 0, 0]}
    for id_ in queued:
        technology = office.book.technologies[id_]
        assert set(technology.needs) <= queued | known
        assert not technology.needs_any or set(technology.needs_any) & (queued | known)
    table.key("X")
    assert "superintelligence" not in {id_ for queue in office.sheet.projects.values() for id_ in queue}


def test_arrows_walk_through_the_tree_and_research_now_takes_the_head_of_the_lane(table: Table) -> None:
    office = table.session.seated
    table.key("F2")
    assert table.session.screen == "technology"
    screen = table.app._screens["technology"]
    before = screen._selected  # type: ignore[attr-defined]
    table.app.ui.focus = "tree"
    for key in ("Right", "Down", "Left", "Up", "Left"):
        table.key(key)
    assert screen._selected != before  # type: ignore[attr-defined]
    free = next(
        id_
        for i, id_ in enumerate(office.setup.technologies)
        if office.view.open_to[i, 0, 0] and not office.view.known[i, 0, 0]
    )
    screen._selected = free  # type: ignore[attr-defined]
    table.draw()
    table.key("R")
    lane = Lane[office.book.technologies[free].lane.upper()]
    assert office.sheet.projects[lane.id][0] == free
    assert office.orders.project[lane, 0, 0] == office.setup.technologies.index(free)
