"""The checks find what they are for, and nothing on a sound screen."""

from collections.abc import Callable

import pygame
import pytest

from game.ui import backdrop, theme
from game.ui.canvas import Run
from game.ui.inspect import cut_labels, problems
from game.ui.marks import Part
from game.ui.nodes import click
from game.ui.widgets import Cell, Column, LogLine, Ui


def drawn(draw: Callable[[Ui], object], scale: float = 1.0) -> Ui:
    ui = Ui(pygame.Surface((round(600 * scale), round(400 * scale))), scale)
    ui.inspecting = True
    for _ in range(2):
        ui.begin([], 0.0)
        ui.fill()
        draw(ui)
        ui.end()
    return ui


def found(draw: Callable[[Ui], object], scale: float = 1.0) -> list[str]:
    return problems(drawn(draw, scale))


def whole_screen(ui: Ui) -> None:
    room = ui.panel((10, 10, 380, 250), "Budget", "wallet", right="100% allocated")
    ui.paragraph("Assume that the model may be against you.", room.x, room.y, room.w)
    ui.button("go", (room.x, room.y + 30, 160, 36), "End turn", "primary", "arrow-right", hotkey="Enter")
    ui.button("no", (room.x + 170, room.y + 30, 120, 36), "Deploy", icon="rocket", enabled=False, reason="No")
    ui.field("f", (room.x, room.y + 80, 160, 34), "", "Search", "search", hotkey="F")
    ui.dropdown("d", (room.x + 170, room.y + 80, 160, 34), ["One", "Two"], 0, label="Choice")
    columns = [Column("Seat"), Column("Lead", 70, "right")]
    ui.table("t", (room.x, room.y + 120, 300, 70), columns, [["Helios", Cell("+3", "good")]], 0, label="Seats")
    ui.log("log", (400, 10, 190, 100), [LogLine("T01", "cpu", "accent", "A long event that does not fit in here")] * 9)
    ui.stack_bar((400, 130, 190, 16), [Part(40, "good"), Part(25, "accent", "diagonal"), Part(35, "bad", "dots", "35")])
    ui.rich([Run("38%", "text", "SemiBold"), Run(" of research")], 400, 170)
    ui.chip_label("holds", 400, 200, "check", "good")
    ui.seat_token(theme.seat_style("qilin"), 420, 240)
    ui.slider("s", (30, 280, 200, 14), 40, label="Share", marker=60)
    ui.progress((30, 310, 200, 8), 0.4)
    ui.sparkline((30, 330, 100, 24), [1, 2, 3, 2])
    ui.whisker((160, 330, 100, 16), 0.2, 0.4, 0.7)
    ui.caps("Cost and why", 400, 280)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 2.0])
def test_a_sound_screen_has_no_problems_at_any_scale(scale: float) -> None:
    assert found(whole_screen, scale) == []


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 2.0])
def test_a_button_of_the_width_it_asks_for_shows_its_whole_label(scale: float) -> None:
    def buttons(ui: Ui, less: float = 0.0) -> None:
        for place, label in enumerate(("Statistics", "By kind", "Wait", "Computer: hand to a person")):
            wide = ui.button_width(label, "list", "F7", theme.BODY) - less
            ui.button(label, (20, 20 + 40 * place, wide, 30), label, icon="list", hotkey="F7", size=theme.BODY)

    assert cut_labels(drawn(buttons, scale)) == []
    assert len(cut_labels(drawn(lambda ui: buttons(ui, 4), scale))) == 4


def test_an_open_list_over_other_texts_is_no_problem() -> None:
    ui = Ui(pygame.Surface((600, 400)))
    ui.inspecting = True
    for place in range(3):
        ui.begin(click(ui.node("d")) if place == 1 else [], 0.0)
        ui.fill()
        whole_screen(ui)
        ui.end()
    assert ui.top_layer == "d"
    assert problems(ui) == []


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda ui: [ui.text("One text", 10, 50), ui.text("Another text", 30, 53)], "overlap"),
        (lambda ui: ui.text("Faint", 10, 50, colour="#333333"), "contrast"),
        (lambda ui: ui.text("Tiny", 10, 50, size=9), "too small"),
        (lambda ui: ui.text("Out of sight", 580, 50), "off screen"),
        (lambda ui: ui.text("Below", 10, 399), "off screen"),
        (lambda ui: [ui.panel((10, 10, 100, 50)), ui.text("A text that runs out", 40, 30)], "crosses the edge"),
        (lambda ui: [ui.icon("cpu", 30, 50), ui.text("Under an icon", 10, 50)], "icon cpu on"),
        (lambda ui: [ui.button("a", (10, 10, 90, 30), "A"), ui.button("a", (10, 50, 90, 30), "B")], "id used twice"),
        (
            lambda ui: [
                ui.button("a", (10, 10, 90, 30), "A", hotkey="X"),
                ui.button("b", (10, 50, 90, 30), "B", hotkey="x"),
            ],
            "key x used by a, b",
        ),
        (lambda ui: ui.button("a", (10, 10, 90, 30), ""), "without a label"),
        (lambda ui: ui.button("a", (560, 10, 90, 30), "A"), "widget off screen"),
    ],
)
def test_each_flaw_is_found(draw: Callable[[Ui], object], words: str) -> None:
    assert any(words in line for line in found(draw)), found(draw)


def test_checks_cost_nothing_when_they_are_off() -> None:
    ui = Ui(pygame.Surface((600, 400)))
    ui.begin([], 0.0)
    ui.fill()
    whole_screen(ui)
    ui.end()
    assert (ui.texts, ui.areas, ui.marks) == ([], [], [])


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("palette", [theme.STANDARD, theme.COLOUR_BLIND])
def test_texts_can_be_read_on_the_grounds_of_full_screens(scale: float, palette: theme.Palette) -> None:
    ui = Ui(pygame.Surface((round(1280 * scale), round(720 * scale))), scale, palette)
    ui.inspecting = True
    ui.begin([], 0.0)
    backdrop.curtains(ui)
    backdrop.limb(ui, middle=0.5, below=True, over=True)
    ui.text("The order of seats never matters.", 640, 676, colour="soft", align="centre")
    backdrop.limb(ui)
    backdrop.fade(ui, (0, 0, 600, 720), "#070b12", 1.0, 0.0)
    ui.text("Hold, or deploy a Tier Six system?", 32, 80, 30, "white", "SemiBold")
    ui.text("Turn 16 of 28", 1248, 38, colour="soft", align="right")
    ui.end()
    assert problems(ui) == []


def test_a_limb_is_bright_at_its_edge_and_dark_on_the_planet() -> None:
    ui = Ui(pygame.Surface((1280, 720)))
    ui.begin([], 0.0)
    backdrop.limb(ui, middle=0.5, depth=100)
    at_edge, planet, sky = (sum(ui.surface.get_at((640, y))[:3]) for y in (100, 20, 600))
    assert at_edge > sky > planet
