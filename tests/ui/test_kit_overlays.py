"""Modals, tooltips and toasts."""

from collections.abc import Callable
from typing import TypeVar

import pygame
import pytest

from game.ui.layout import Box
from game.ui.nodes import AreaMark, click, press
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

T = TypeVar("T")


def frame(ui: Ui, draw: Callable[[Ui], T], *events: pygame.event.Event, now: float = 0.0) -> T:
    ui.begin(list(events), now)
    ui.fill()
    result = draw(ui)
    ui.end()
    return result


@pytest.fixture
def ui() -> Ui:
    return Ui(pygame.Surface((600, 400)))


class Screen:
    """Two buttons, and a modal with two more that a button opens."""

    def __init__(self) -> None:
        self.pressed: list[str] = []

    def __call__(self, ui: Ui) -> None:
        for name, key, y in (("ask", "A", 10), ("other", "O", 60)):
            if ui.button(name, (10, y, 120, 36), name, hotkey=key):
                self.pressed.append(name)
                if name == "ask":
                    ui.open("dialog")
        with ui.modal("dialog", (300, 200), "Sure?") as room:
            if room is None:
                return
            for name, key, part in zip(("yes", "no"), ("A", "N"), room.from_bottom(36).columns(2, 8), strict=True):
                if ui.button(f"dialog/{name}", part, name, hotkey=key):
                    self.pressed.append(name)
                    ui.close("dialog")


def test_a_modal_owns_mouse_and_keys_until_it_is_closed(ui: Ui) -> None:
    screen = Screen()
    frame(ui, screen)
    frame(ui, screen, *press("A"))
    assert screen.pressed == ["ask"], "the same press does not answer the question it asked"
    frame(ui, screen, *press("O"))
    frame(ui, screen, *click(ui.node("other")))
    assert screen.pressed == ["ask"]
    frame(ui, screen, *press("A"))
    assert screen.pressed == ["ask", "yes"]
    assert not ui.is_open("dialog")
    frame(ui, screen, *press("O"))
    assert screen.pressed == ["ask", "yes", "other"]


def test_the_focus_is_trapped_and_given_back(ui: Ui) -> None:
    screen = Screen()
    frame(ui, screen)
    frame(ui, screen, *press("Tab"))
    frame(ui, screen, *press("Enter"))
    seen = set()
    for _ in range(5):
        frame(ui, screen, *press("Tab"))
        seen.add(ui.focus)
    assert seen == {"dialog/yes", "dialog/no"}
    frame(ui, screen, *press("Esc"))
    assert not ui.is_open("dialog")
    assert ui.focus == "ask"
    assert screen.pressed == ["ask"]


def test_escape_closes_the_topmost_of_several(ui: Ui) -> None:
    def draw(ui: Ui) -> None:
        for name in ("one", "two"):
            with ui.modal(name, (300, 200), name) as room:
                if room and name == "two":
                    ui.dropdown("two/list", (room.x, room.y, 100, 34), ["a", "b"], 0, label="List")

    ui.open("one")
    ui.open("two")
    frame(ui, draw)
    frame(ui, draw, *click(ui.node("two/list")))
    still_open = []
    for _ in range(3):
        frame(ui, draw, *press("Esc"))
        still_open.append((ui.top_layer, ui.is_open("two"), ui.is_open("one")))
    assert still_open == [("two", True, True), ("one", False, True), ("", False, False)]


def test_a_modal_that_is_no_longer_drawn_does_not_hold_the_input(ui: Ui) -> None:
    screen = Screen()
    frame(ui, screen)
    frame(ui, screen, *press("A"))

    def elsewhere(ui: Ui) -> bool:
        return ui.button("b", (10, 10, 100, 36), "B", hotkey="B")

    for _ in range(3):
        frame(ui, elsewhere)
    assert frame(ui, elsewhere, *press("B")) is True


def tooltip(ui: Ui) -> AreaMark | None:
    return next((area for area in ui.areas if area.name == "tooltip"), None)


@pytest.mark.parametrize("corner", [(10, 10), (480, 10), (10, 354), (480, 354)])
@pytest.mark.parametrize("rows", [0, 6])
def test_a_tooltip_waits_and_stays_on_the_screen(ui: Ui, corner: tuple[float, float], rows: int) -> None:
    ui.inspecting = True
    tip = Tip("Trust", "What the public thinks of you, and of nobody else.", (TipRow("Cause", "+1"),) * rows)

    def draw(ui: Ui) -> None:
        ui.button("b", (*corner, 100, 36), "B", tip=tip)

    at = pygame.event.Event(pygame.MOUSEMOTION, pos=(round(corner[0] + 20), round(corner[1] + 20)))
    frame(ui, draw, now=0.0)
    frame(ui, draw, at, now=1.0)
    frame(ui, draw, now=1.3)
    assert tooltip(ui) is None
    frame(ui, draw, now=1.5)
    mark = tooltip(ui)
    assert mark is not None
    box = Box(*mark.rect)
    assert box.x >= 0
    assert box.y >= 0
    assert box.right <= 600
    assert box.bottom <= 400
    assert box.clip((*corner, 100, 36)).h == 0, "it does not cover what it explains"


def test_a_tip_that_is_a_function_is_asked_only_when_it_is_shown(ui: Ui) -> None:
    asked = []

    def why() -> Tip:
        asked.append(1)
        return Tip("Why")

    def draw(ui: Ui) -> None:
        ui.tip_area("figure", (10, 10, 100, 20), why)

    frame(ui, draw)
    frame(ui, draw, pygame.event.Event(pygame.MOUSEMOTION, pos=(20, 20)), now=1.0)
    assert not asked
    frame(ui, draw, now=2.0)
    assert asked == [1]


def test_a_toast_goes_away_by_itself(ui: Ui) -> None:
    ui.inspecting = True

    def shown(now: float) -> bool:
        frame(ui, lambda _: None, now=now)
        return "Saved" in [mark.text for mark in ui.texts]

    ui.begin([], 10.0)
    ui.toast("Saved", seconds=4)
    ui.end()
    assert shown(13.9)
    assert not shown(14.1)
