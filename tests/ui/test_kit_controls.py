"""Buttons, tabs, chips, check boxes and sliders by mouse and by keyboard."""

from collections.abc import Callable
from typing import TypeVar

import pygame
import pytest

from game.ui.nodes import click, press
from game.ui.widgets import Ui

T = TypeVar("T")


def frame(ui: Ui, draw: Callable[[Ui], T], *events: pygame.event.Event, now: float = 0.0) -> T:
    ui.begin(list(events), now)
    ui.fill()
    result = draw(ui)
    ui.end()
    return result


@pytest.fixture(params=[0.8, 1.0, 1.5, 2.0])
def ui(request: pytest.FixtureRequest) -> Ui:
    scale = float(request.param)
    return Ui(pygame.Surface((round(400 * scale), round(300 * scale))), scale)


def move(ui: Ui, x: float, y: float) -> pygame.event.Event:
    return pygame.event.Event(pygame.MOUSEMOTION, pos=(round(x * ui.scale), round(y * ui.scale)))


def test_a_button_fires_when_released_on_it(ui: Ui) -> None:
    def draw(ui: Ui) -> bool:
        return ui.button("go", (10, 10, 100, 36), "Go")

    assert frame(ui, draw) is False
    down, up = click(ui.node("go"), ui.scale)[1:]
    assert frame(ui, draw, down) is False
    assert frame(ui, draw, up) is True
    assert frame(ui, draw) is False


def test_a_button_does_not_fire_when_the_mouse_left_it(ui: Ui) -> None:
    def draw(ui: Ui) -> bool:
        return ui.button("go", (10, 10, 100, 36), "Go")

    frame(ui, draw)
    down, up = click(ui.node("go"), ui.scale)[1:]
    frame(ui, draw, down)
    away = pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(round(300 * ui.scale), round(200 * ui.scale)), button=1)
    assert frame(ui, draw, away) is False
    assert frame(ui, draw, up) is False


def test_a_disabled_button_never_fires_and_shows_its_reason_on_its_key(ui: Ui) -> None:
    ui.inspecting = True

    def draw(ui: Ui) -> bool:
        return ui.button(
            "go", (10, 10, 150, 36), "Go", hotkey="G", enabled=False, reason="No chips left in this region."
        )

    frame(ui, draw)
    assert frame(ui, draw, *click(ui.node("go"), ui.scale)) is False
    assert frame(ui, draw, *press("G"), now=1.0) is False
    assert "No chips left in this region." in [mark.text for mark in ui.texts]
    assert not ui.node("go").enabled


def test_the_widget_above_gets_the_click(ui: Ui) -> None:
    def draw(ui: Ui) -> tuple[bool, bool]:
        row = ui.row("row", (10, 10, 300, 40), "Row")
        return row, ui.icon_button("row/remove", (270, 15, 30, 30), "x", "Remove")

    frame(ui, draw)
    assert frame(ui, draw, *click(ui.node("row/remove"), ui.scale)) == (False, True)
    assert frame(ui, draw, *click(ui.node("row"), ui.scale)) == (True, False)


def test_a_ground_keeps_the_mouse_off_what_lies_below(ui: Ui) -> None:
    def draw(ui: Ui) -> tuple[bool, float]:
        area = ui.area("map", (0, 0, 400, 300), "map", "Map")
        ui.ground("panel", (50, 50, 200, 200))
        return area.clicked, area.wheel

    wheel = pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=1)
    frame(ui, draw)
    assert frame(ui, draw, *click(ui.node("panel"), ui.scale), wheel) == (False, 0.0)
    frame(ui, draw, move(ui, 10, 10))
    assert frame(ui, draw, wheel) == (False, 1.0)


def test_tab_goes_round_in_drawing_order_and_enter_presses(ui: Ui) -> None:
    def draw(ui: Ui) -> list[str]:
        names = ["a", "b", "c"]
        return [n for i, n in enumerate(names) if ui.button(n, (10, 10 + 50 * i, 100, 36), n, enabled=n != "b")]

    frame(ui, draw)
    visited = []
    for _ in range(3):
        frame(ui, draw, *press("Tab"))
        visited.append(ui.focus)
    assert visited == ["a", "c", "a"]
    assert frame(ui, draw, *press("Enter")) == ["a"]
    frame(ui, draw, *press("Shift+Tab"))
    assert frame(ui, draw, *press("Space")) == ["c"]


def test_hotkeys_fire_once_for_a_held_key_and_can_be_rebound(ui: Ui) -> None:
    def draw(ui: Ui) -> bool:
        return ui.button("go", (10, 10, 100, 36), "Go", hotkey="G")

    down, up = press("G")
    assert frame(ui, draw, down) is True
    assert frame(ui, draw, down) is False, "a key that is held down repeats"
    frame(ui, draw, up)
    assert frame(ui, draw, down) is True
    ui.bindings = {"": {"G": "X"}}
    assert frame(ui, draw, *press("G")) is False
    assert frame(ui, draw, *press("X")) is True
    assert ui.node("go").hotkey == "X"


def test_enter_belongs_to_the_focused_widget_before_it_belongs_to_a_hotkey(ui: Ui) -> None:
    def draw(ui: Ui) -> tuple[bool, bool]:
        end = ui.button("end", (10, 10, 100, 36), "End turn", hotkey="Enter")
        return end, ui.button("other", (10, 60, 100, 36), "Other")

    frame(ui, draw)
    assert frame(ui, draw, *press("Enter")) == (True, False)
    frame(ui, draw, *press("Tab"))
    frame(ui, draw, *press("Tab"))
    assert ui.focus == "other"
    assert frame(ui, draw, *press("Enter")) == (False, True)


def test_a_slider_follows_the_mouse_and_the_keys(ui: Ui) -> None:
    values = [50.0]

    def draw(ui: Ui) -> float:
        values[0] = ui.slider("s", (20, 20, 200, 14), values[0], step=5, label="Share")
        return values[0]

    frame(ui, draw)
    at = (round(70 * ui.scale), round(27 * ui.scale))
    assert frame(ui, draw, pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1)) == 25.0
    assert frame(ui, draw, move(ui, 399, 27)) == 100.0, "held: it follows beyond its end"
    frame(ui, draw, pygame.event.Event(pygame.MOUSEBUTTONUP, pos=at, button=1))
    assert frame(ui, draw, *press("Left")) == 95.0
    assert frame(ui, draw, *press("PageDown")) == 45.0
    assert frame(ui, draw, *press("Home")) == 0.0
    assert frame(ui, draw, *press("Down")) == 0.0
    assert ui.node("s").value == 0.0


def test_tabs_chips_and_check_boxes_return_their_new_state(ui: Ui) -> None:
    def draw(ui: Ui) -> tuple[int, bool, bool]:
        tab = ui.tabs("tabs", (10, 10, 300, 34), ["Map", "Rivals"], 0, hotkeys=("F1", "F2"))
        return (
            tab,
            ui.chip("chip", (10, 60, 90, 26), "Done", False, count="3"),
            ui.checkbox("box", (10, 100, 200, 24), "Report incidents", True, hotkey="I"),
        )

    assert frame(ui, draw) == (0, False, True)
    assert frame(ui, draw, *click(ui.node("tabs/1"), ui.scale)) == (1, False, True)
    assert frame(ui, draw, *press("F2")) == (1, False, True)
    assert frame(ui, draw, *click(ui.node("chip"), ui.scale)) == (0, True, True)
    assert frame(ui, draw, *press("I")) == (0, False, False)
    assert ui.node("box").value is True


def test_activation_is_announced_once(ui: Ui) -> None:
    heard: list[str] = []
    ui.on_activate = heard.append

    def draw(ui: Ui) -> None:
        ui.button("go", (10, 10, 100, 36), "Go")
        ui.slider("s", (20, 80, 200, 14), 5)

    frame(ui, draw)
    frame(ui, draw, *click(ui.node("go"), ui.scale))
    frame(ui, draw, *click(ui.node("s"), ui.scale))
    assert heard == ["go"]


def test_dragging_over_other_widgets_does_not_touch_them(ui: Ui) -> None:
    def draw(ui: Ui) -> tuple[tuple[float, float], bool]:
        area = ui.area("tree", (0, 0, 200, 300), "area", "Tree")
        return area.drag, ui.button("go", (210, 10, 100, 36), "Go")

    frame(ui, draw, move(ui, 100, 100))
    down = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(round(100 * ui.scale), round(100 * ui.scale)), button=1)
    frame(ui, draw, down)
    drag, clicked = frame(ui, draw, move(ui, 250, 20))
    assert drag == pytest.approx((150, -80), abs=1.5)
    up = pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(round(250 * ui.scale), round(20 * ui.scale)), button=1)
    _, clicked = frame(ui, draw, up)
    assert not clicked
