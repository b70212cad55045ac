"""Scroll areas, tables and the log."""

from collections.abc import Callable
from typing import TypeVar

import pygame
import pytest

from game.ui.nodes import click, press
from game.ui.widgets import Cell, Column, LogLine, Picked, Ui

T = TypeVar("T")


def frame(ui: Ui, draw: Callable[[Ui], T], *events: pygame.event.Event, now: float = 0.0) -> T:
    ui.begin(list(events), now)
    ui.fill()
    result = draw(ui)
    ui.end()
    return result


def wheel(turns: float) -> pygame.event.Event:
    return pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=turns)


def point(x: float, y: float) -> pygame.event.Event:
    return pygame.event.Event(pygame.MOUSEMOTION, pos=(round(x), round(y)))


@pytest.fixture
def ui() -> Ui:
    return Ui(pygame.Surface((400, 300)))


def scrolled(ui: Ui) -> str:
    """Twenty buttons in a place for three; returns the one that was pressed."""
    pressed = ""
    with ui.scroll("area", (20, 20, 200, 120)) as view:
        y = view.y
        for n in range(20):
            if ui.button(f"b{n}", (view.x, y, view.w, 36), f"Button {n}"):
                pressed = f"b{n}"
            y += 40
        view.end(y)
    return pressed


def test_what_is_scrolled_out_cannot_be_clicked_or_seen(ui: Ui) -> None:
    frame(ui, scrolled)
    frame(ui, scrolled)
    assert [node.id for node in ui.nodes if node.visible and node.role == "button"] == ["b0", "b1", "b2"]
    hidden = ui.node("b5")
    below = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(60, round(hidden.full[1] + 10)), button=1)
    assert frame(ui, scrolled, below) == ""
    white = ui.surface.get_at((60, 200))
    assert white == ui.surface.get_at((390, 290)), "nothing is drawn outside"


def test_the_wheel_scrolls_only_under_the_mouse_and_within_limits(ui: Ui) -> None:
    frame(ui, scrolled)
    frame(ui, scrolled, point(350, 250), wheel(-2))
    frame(ui, scrolled)
    assert ui.node("b0").visible
    frame(ui, scrolled, point(60, 60), wheel(-2))
    frame(ui, scrolled)
    assert not ui.node("b0").visible
    frame(ui, scrolled, wheel(-500))
    frame(ui, scrolled)
    last = ui.node("b19")
    assert last.visible
    assert last.full[1] + 40 == pytest.approx(140)
    frame(ui, scrolled, wheel(500))
    frame(ui, scrolled)
    assert ui.node("b0").full[1] == 20


def test_keyboard_focus_brings_its_widget_into_view(ui: Ui) -> None:
    frame(ui, scrolled)
    frame(ui, scrolled)
    for _ in range(9):
        frame(ui, scrolled, *press("Tab"))
        frame(ui, scrolled)
    assert ui.focus == "b7", "the first stop is the area itself"
    node = ui.node("b7")
    assert node.rect == node.full
    assert frame(ui, scrolled, *press("Enter")) == "b7"


def test_the_bar_can_be_dragged(ui: Ui) -> None:
    frame(ui, scrolled)
    frame(ui, scrolled)
    frame(ui, scrolled, pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(216, 22), button=1))
    frame(ui, scrolled, point(216, 138))
    frame(ui, scrolled)
    assert ui.node("b19").visible


ROWS: list[list[str | Cell]] = [[f"Seat {n}", Cell(f"{n}.0", "good", icon="eye")] for n in range(50)]
COLUMNS = [Column("Name"), Column("Lead", 80, "right")]


class Table:
    """A table that remembers its selection."""

    def __init__(self) -> None:
        self.picked = Picked(0)

    def __call__(self, ui: Ui) -> Picked:
        self.picked = ui.table("t", (10, 10, 300, 180), COLUMNS, ROWS, self.picked.index, label="Seats", empty="Nobody")
        return self.picked


def test_a_table_selects_by_mouse_and_opens_what_is_selected(ui: Ui) -> None:
    table = Table()
    frame(ui, table)
    assert frame(ui, table, *click(ui.node("t/3"))) == Picked(3, False)
    assert frame(ui, table, *click(ui.node("t/3"))) == Picked(3, True)
    assert frame(ui, table) == Picked(3, False)


def test_a_table_is_worked_by_keys_and_keeps_the_selection_in_view(ui: Ui) -> None:
    table = Table()
    frame(ui, table)
    frame(ui, table, *press("Tab"))
    frame(ui, table, *press("Down"))
    assert table.picked.index == 1
    frame(ui, table, *press("End"))
    frame(ui, table)
    assert table.picked.index == 49
    last = ui.node("t/49")
    assert last.rect[3] == pytest.approx(30, abs=1)
    assert frame(ui, table, *press("Enter")) == Picked(49, True)
    frame(ui, table, *press("PageUp"))
    assert table.picked.index == 44


def test_a_table_draws_only_what_can_be_seen(ui: Ui) -> None:
    table = Table()
    frame(ui, table)
    assert len([node for node in ui.nodes if node.role == "row"]) <= 7


def test_an_empty_table_says_so(ui: Ui) -> None:
    ui.inspecting = True
    picked = frame(ui, lambda u: u.table("t", (10, 10, 300, 100), COLUMNS, [], 3, label="Seats", empty="Nobody"))
    assert picked == Picked(-1)
    assert "Nobody" in [mark.text for mark in ui.texts]


def test_the_log_shows_the_newest_until_it_is_scrolled_and_again_when_something_comes(ui: Ui) -> None:
    lines = [LogLine(f"T{n:02d}", "cpu", "accent", f"Event {n}") for n in range(40)]
    clicked: list[int | None] = []

    def draw(ui: Ui) -> None:
        clicked.append(ui.log("log", (10, 10, 300, 112), lines))

    def shown() -> list[str]:
        return [node.label for node in ui.nodes if node.role == "row" and node.visible]

    frame(ui, draw)
    assert shown()[-1] == "T39 Event 39"
    frame(ui, draw, point(50, 50), wheel(100))
    frame(ui, draw)
    assert shown()[0] == "T00 Event 0"
    frame(ui, draw, *click(ui.node("log/1")))
    assert clicked[-1] == 1
    lines.append(LogLine("T40", "cpu", "accent", "Event 40"))
    frame(ui, draw)
    assert shown()[-1] == "T40 Event 40"
