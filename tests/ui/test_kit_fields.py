"""Drop-down lists and text fields."""

from collections.abc import Callable
from typing import TypeVar

import pygame
import pytest

from game.ui.nodes import click, press, typed
from game.ui.widgets import Ui

T = TypeVar("T")
OPTIONS = [f"Option {n}" for n in range(20)]


def frame(ui: Ui, draw: Callable[[Ui], T], *events: pygame.event.Event, now: float = 0.0) -> T:
    ui.begin(list(events), now)
    ui.fill()
    result = draw(ui)
    ui.end()
    return result


@pytest.fixture(params=[1.0, 1.5])
def ui(request: pytest.FixtureRequest) -> Ui:
    scale = float(request.param)
    return Ui(pygame.Surface((round(400 * scale), round(300 * scale))), scale)


class Form:
    """A text field, a drop-down list above a button, and a button with a letter as its key."""

    def __init__(self) -> None:
        self.text = ""
        self.choice = 1
        self.pressed: list[str] = []

    def __call__(self, ui: Ui) -> None:
        self.text = ui.field("name", (10, 10, 200, 34), self.text, "Name", hotkey="F", limit=12)
        self.choice = ui.dropdown("choice", (10, 60, 200, 34), OPTIONS[:4], self.choice, label="Choice")
        for name, y in (("under", 100), ("quit", 240)):
            if ui.button(name, (10, y, 200, 34), name, hotkey="Q" if name == "quit" else ""):
                self.pressed.append(name)
        if ui.submitted("name"):
            self.pressed.append("submitted")


def test_typing_goes_into_the_field_and_triggers_no_hotkeys(ui: Ui) -> None:
    form = Form()
    frame(ui, form)
    frame(ui, form, *click(ui.node("name"), ui.scale))
    frame(ui, form, *typed("Quiet Q"))
    assert form.text == "Quiet Q"
    assert form.pressed == []
    frame(ui, form, *press("Enter"))
    assert form.pressed == ["submitted"]
    frame(ui, form, *press("Esc"))
    frame(ui, form, *press("Q"))
    assert form.pressed == ["submitted", "quit"]


def test_the_key_that_opens_a_field_is_not_typed_into_it(ui: Ui) -> None:
    form = Form()
    frame(ui, form)
    frame(ui, form, *typed("f"))
    assert (form.text, ui.focus) == ("", "name")
    frame(ui, form, *typed("f"))
    assert form.text == "f"


def test_editing_inside_the_text(ui: Ui) -> None:
    form = Form()
    frame(ui, form)
    frame(ui, form, *click(ui.node("name"), ui.scale))
    frame(ui, form, *typed("abd"))
    frame(ui, form, *press("Left"))
    frame(ui, form, *typed("c"))
    assert form.text == "abcd"
    frame(ui, form, *press("Home"), *press("Delete"))
    assert form.text == "bcd"
    frame(ui, form, *press("End"), *press("Backspace"))
    assert form.text == "bc"
    frame(ui, form, *typed("ä€ and a long rest"))
    assert form.text == "bcä€ and a l", "no longer than its limit"


def test_a_click_puts_the_cursor_between_the_letters(ui: Ui) -> None:
    form = Form()
    form.text = "mmmm"
    frame(ui, form)
    x = 10 + 12 + ui.measure("mm", 14)
    at = (round(x * ui.scale), round(27 * ui.scale))
    frame(ui, form, pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1))
    frame(ui, form, pygame.event.Event(pygame.MOUSEBUTTONUP, pos=at, button=1), *typed("i"))
    assert form.text == "mmimm"


def test_an_open_list_owns_the_mouse(ui: Ui) -> None:
    form = Form()
    frame(ui, form)
    frame(ui, form, *click(ui.node("choice"), ui.scale))
    frame(ui, form)
    option = ui.node("choice/2")
    frame(ui, form, *click(option, ui.scale))
    assert form.choice == 2
    assert form.pressed == [], "the button under the list was not pressed"
    frame(ui, form)
    assert not [node for node in ui.nodes if node.role == "option"]


def test_a_click_beside_an_open_list_closes_it_and_does_nothing_else(ui: Ui) -> None:
    form = Form()
    frame(ui, form)
    quit_button = click(ui.node("quit"), ui.scale)
    frame(ui, form, *click(ui.node("choice"), ui.scale))
    frame(ui, form)
    frame(ui, form, *quit_button)
    assert (form.choice, form.pressed, ui.top_layer) == (1, [], "")
    frame(ui, form, *quit_button)
    assert form.pressed == ["quit"]


def test_a_list_is_worked_by_keys(ui: Ui) -> None:
    form = Form()
    frame(ui, form)
    frame(ui, form, *press("Tab"))
    frame(ui, form, *press("Tab"))
    assert ui.focus == "choice"
    frame(ui, form, *press("Down"))
    assert form.choice == 2, "closed: arrows change it at once"
    frame(ui, form, *press("Enter"))
    assert ui.top_layer == "choice"
    frame(ui, form, *press("Home"), *press("Q"))
    assert form.pressed == []
    frame(ui, form, *press("Enter"))
    assert (form.choice, ui.top_layer) == (0, "")
    frame(ui, form, *press("Enter"))
    frame(ui, form, *press("End"))
    frame(ui, form, *press("Esc"))
    assert (form.choice, ui.top_layer) == (0, ""), "Escape leaves without choosing"


def test_a_long_list_scrolls_to_what_is_pointed_at_and_stays_on_the_screen(ui: Ui) -> None:
    chosen = [0]

    def draw(ui: Ui) -> None:
        chosen[0] = ui.dropdown("long", (10, 250, 200, 34), OPTIONS, chosen[0], label="Long")

    frame(ui, draw)
    frame(ui, draw, *click(ui.node("long"), ui.scale))
    frame(ui, draw, *press("End"))
    frame(ui, draw)
    options = [node for node in ui.nodes if node.role == "option"]
    assert options[-1].label == "Option 19"
    assert all(0 <= node.rect[1] <= 300 - node.rect[3] for node in options)
    frame(ui, draw, *press("Enter"))
    assert chosen[0] == 19
