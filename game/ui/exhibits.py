"""What the gallery shows of the toolkit: every widget in its states, with invented values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args

from game.ui import icons, theme
from game.ui.controls import ButtonKind
from game.ui.layout import Box
from game.ui.lists import Cell, Column, LogLine
from game.ui.marks import Part, Shape
from game.ui.theme import BODY, META, PALETTES, TITLE, Pattern, SeatStyle
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

Exhibit = Callable[[Ui, dict[str, object]], None]
"""Draws a page below the head; the dictionary keeps values between frames."""
_LONG = "Something with a long name, as another language may have it"
_SEATS = (SeatStyle("#f2b84b", "sun"), SeatStyle("#4f9dff", "layers"), SeatStyle("#43c59e", "lamp"))


def buttons(ui: Ui, kept: dict[str, object]) -> None:
    room = ui.screen.inset(32)
    kinds: tuple[tuple[ButtonKind, bool, bool], ...] = (
        ("plain", True, False), ("primary", True, False), ("quiet", True, False), ("plain", True, True),
        ("plain", False, False), ("primary", False, False),
    )  # fmt: skip
    for place, (kind, enabled, selected) in enumerate(kinds):
        column = Box(room.x + (place % 3) * 230, room.y + 30 + (place // 3) * 150, 210, 36)
        state = kind + ("" if enabled else " · disabled") + (" · selected" if selected else "")
        ui.caps(state, column.x, column.y - 14)
        for row, (icon, key) in enumerate((("", ""), ("play", "Enter"), ("save", "Ctrl+S"))):
            label = "Label" if row < 2 else _LONG
            ui.button(f"{place}/{row}", column.move(0, row * 42), label, kind, icon, key if place == 0 else "",
                      enabled, "Why it cannot be pressed", selected=selected)  # fmt: skip
    y = room.y + 350
    for place, icon in enumerate(("undo-2", "lock", "lock-open", "list")):
        ui.icon_button(f"icon/{place}", (room.x + place * 42, y, 34, 34), icon, f"Icon {icon}", quiet=place % 2 == 0)
    kept["tab"] = ui.tabs("tabs", (room.x, y + 50, 400, 34), ("First", "Second", "Third"), int(str(kept.get("tab", 0))))
    for place, name in enumerate(("off", "on")):
        key = f"chip{place}"
        box = (room.x + place * 120, y + 100, 110, 26)
        kept[key] = ui.chip(key, box, name, bool(kept.get(key, place)), "zap", "12")
        key = f"check{place}"
        kept[key] = ui.checkbox(key, (room.x + 260 + place * 150, y + 98, 140, 30), name, bool(kept.get(key, place)))


def inputs(ui: Ui, kept: dict[str, object]) -> None:
    room = ui.screen.inset(32)
    y = room.y + 20
    for place, (name, value) in enumerate((("empty", ""), ("filled", "Some text"), ("long", _LONG))):
        box = (room.x + place * 300, y, 280, 36)
        hotkey = "" if place else "F"
        kept[name] = ui.field(name, box, str(kept.get(name, value)), "What to type", "search", hotkey)
    options = ("One", "Two", _LONG)
    kept["list"] = ui.dropdown("list", (room.x, y + 60, 280, 34), options, int(str(kept.get("list", 0))), "A list")
    ui.dropdown("barred", (room.x + 300, y + 60, 280, 34), options, 2, "Barred", enabled=False)
    for place, start in enumerate((0.0, 40.0, 100.0)):
        key = f"slider{place}"
        box = (room.x + 8 + place * 300, y + 130, 260, 14)
        kept[key] = ui.slider(key, box, float(str(kept.get(key, start))), label=key, marker=60 if place == 1 else None)
    ui.slider("still", (room.x + 8, y + 170, 260, 14), 30, label="still", enabled=False)
    ui.slider("square", (room.x + 308, y + 170, 260, 14), 70, label="square", knob="square", colour="violet")


def lists(ui: Ui, kept: dict[str, object]) -> None:
    room = ui.screen.inset(32)
    left, right = room.columns(2, 24)
    columns = [Column("Name"), Column("State", 110), Column("Amount", 90, "right")]
    rows: list[list[str | Cell]] = [
        [f"Row {place}" if place % 5 else _LONG, Cell("warns", "warning", icon="triangle-alert"), f"{place * 1.5:.1f}"]
        for place in range(40)
    ]
    picked = ui.table("table", left, columns, rows, int(str(kept.get("row", 2))), 30, "A table")
    kept["row"] = picked.index
    events = (f"Event {place}" if place % 4 else _LONG for place in range(60))
    lines = [LogLine(f"T{place // 3:02d}", "info", "accent", event) for place, event in enumerate(events)]
    ui.log("log", right.top(right.h / 2 - 12), lines)
    ui.table("empty", right.from_bottom(right.h / 2 - 12), columns, [], 0, 30, "Empty", empty="Nothing is here yet.")


def marks(ui: Ui, kept: dict[str, object]) -> None:
    room = ui.screen.inset(32)
    y = room.y + 24
    for place, style in enumerate(_SEATS):
        ui.seat_token(style, room.x + 24 + place * 60, y, 20, dim=place == 1, halo=place == 2)
    ui.keycap("Enter", room.x + 260, y)
    ui.keycap("Ctrl+S", room.x + 330, y, on_accent=True)
    ui.chip_label("A label", room.x + 360, y, "leaf")
    ui.badge("3", room.x + 470, y)
    for place, (pattern, colour) in enumerate(zip(get_args(Pattern), ("good", "warning", "bad"), strict=True)):
        box = (room.x + place * 220, y + 50, 200, 18)
        ui.progress(box, 0.25 + 0.3 * place, colour, pattern)
    parts = [Part(0.5, "good", "solid", "50%"), Part(0.3, "warning", "diagonal", "30%")]
    ui.stack_bar((room.x, y + 100, 640, 24), [*parts, Part(0.2, "bad", "dots", "20%")], (0.06, 0.04))
    for place, shape in enumerate(get_args(Shape)):
        ui.whisker((room.x + place * 220, y + 160, 200, 20), 0.2, 0.5, 0.9, "accent", shape)
    ui.sparkline((room.x, y + 200, 200, 40), [3, 4, 2, 5, 6, 6, 8, 7, 9])
    inside = ui.panel((room.x, y + 270, 300, 120), "A panel", "wallet", right="at its right")
    ui.paragraph(f"{_LONG}. " * 3, inside.x, inside.y, inside.w, BODY, "soft", lines=3)


def overlays(ui: Ui, kept: dict[str, object]) -> None:
    room = ui.screen.inset(32)
    rows = (TipRow("A cause", "+1.2", "good"), TipRow("Another", "−0.4", "bad"))
    tip = Tip("Title of a tooltip", "What it is about, in a sentence.", rows, TipRow("Sum", "+0.8"), "A note below.")
    if ui.button("modal", (room.x, room.y, 200, 36), "Open a dialogue", "primary", hotkey="Enter", tip=tip):
        ui.open("dialogue")
    if ui.button("toast", (room.x + 220, room.y, 200, 36), "Show a message", hotkey="M") or "seen" not in kept:
        kept["seen"] = True
        ui.open("dialogue")
        ui.toast("A message that goes away by itself", "info", "accent")
    with ui.modal("dialogue", (440, 200), "A dialogue", "circle-question-mark") as inside:
        if inside:
            ui.paragraph("Escape closes it, and so do both buttons.", inside.x, inside.y, inside.w, BODY, "soft")
            no, yes = inside.from_bottom(36).columns(2, 12)
            if ui.button("no", no, "No", hotkey="N") | ui.button("yes", yes, "Yes", "primary", hotkey="Y"):
                ui.close("dialogue")


def colours(ui: Ui, kept: dict[str, object]) -> None:
    """Both palettes beside each other, whichever is on."""
    room = ui.screen.inset(32)
    for side, (name, palette) in enumerate(PALETTES.items()):
        x = room.x + side * (room.w / 2)
        ui.caps(name, x, room.y + 8)
        for place, (meaning, colour) in enumerate(palette.items()):
            y = room.y + 32 + place * 22
            ui.box((x, y - 8, 60, 17), colour, "line2", 4)
            ui.text(f"{meaning}  {colour}", x + 72, y, META, "soft")


def letters(ui: Ui, kept: dict[str, object]) -> None:
    room = ui.screen.inset(32)
    y = room.y + 12
    sizes = (theme.META, theme.BODY, theme.TITLE, theme.LEAD, theme.SECTION, theme.SCREEN, theme.FIGURE, theme.NAME)
    for size in sizes:
        ui.text(f"{size}  Steer the race 0123456789", room.x, y + size / 2, size, "text", "SemiBold", width=room.w)
        y += size * 1.5
    for weight in ("Regular", "Medium", "SemiBold", "Bold", "Mono"):
        ui.text(f"{weight}: 1,230 · −2.04 · 38 %", room.x, y + 8, TITLE, "soft", weight, width=room.w)
        y += 24


def pictures(ui: Ui, kept: dict[str, object]) -> None:
    """Every icon that the game has."""
    room = ui.screen.inset(24)
    step = 46.0
    across = max(1, int(room.w // step))
    for place, name in enumerate(sorted(icons.names())):
        x, y = room.x + (place % across) * step + 18, room.y + (place // across) * step + 18
        ui.icon(name, x, y, 22, "text")
        ui.tip_area(f"icon/{name}", (x - 18, y - 18, 36, 36), name, name)


WIDGETS: Mapping[str, Exhibit] = MappingProxyType(
    {
        "buttons": buttons,
        "inputs": inputs,
        "lists": lists,
        "marks": marks,
        "overlays": overlays,
        "colours": colours,
        "letters": letters,
        "icons": pictures,
    }
)
