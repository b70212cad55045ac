"""The toolkit: one class, `Ui`, with which screens are drawn and played.

A screen is a function of the `Ui` and its own data. It runs once a frame, from top to bottom; every call
draws something at once, reads the input that concerns it, and returns the new value. Nothing is built up
front and nothing is kept in step::

    ui.begin(pygame.event.get(), time.monotonic())
    ui.fill()
    inside = ui.panel((12, 60, 292, 400), "Budget", "wallet", right="100% allocated")
    share = ui.slider("budget/security", (inside.x + 8, 130, 250, 14), share, label="Security")
    if ui.button("end-turn", (26, 414, 264, 36), "End turn", "primary", "arrow-right", hotkey="Enter"):
        ui.open("confirm")
    with ui.modal("confirm", (440, 200), "End the turn?") as room:
        if room and ui.button("confirm/yes", room.from_bottom(36), "Yes", "primary", hotkey="Y"):
            ui.close("confirm")
    ui.end()
    pygame.display.flip()

**Measures** are logical pixels; the scale is applied once, when something is drawn. `ui.size` is the screen
in logical pixels. Colours are names of the palette. `game.ui.layout.Box` cuts rectangles.

**Ids** are unique on a screen and stable between frames, written like paths: "budget/security". Focus, hover,
scroll places, cursors and tests hang on them.

**Buttons** fire when the mouse button is released on them, on their hotkey, and on Enter or Space while they
have the keyboard focus. A disabled one says why in `reason`, which is its tooltip.

**Hotkeys** are "N", "1", "?", "Enter", "Esc", "Space", "F1", "Ctrl+S", "Left" ... and are shown as a key cap.
They are silent while a text field has the focus (except with Ctrl, function keys and Escape), while a modal
or list that does not own the widget is open, and when a held key repeats. Enter and Space belong to the
focused widget first. For a key without a widget ask `ui.key("Ctrl+Z")`. What screens name is the default:
`ui.bindings` has the keys that the player has put in place of them, by screen or dialogue; `ui.bound("F1")` is
the one to write into a text, and `keycap` shows it by itself.

**Tooltips** take a text, a `Tip` with rows of causes and amounts, or a function that makes one when it is
needed. A figure that explains itself is `ui.tip_area(id, rect, tip)` around the text.

**Modals** are opened and closed by `ui.open(id)` and `ui.close(id)` and drawn last. They trap the focus;
Escape closes the top one.

**Lists**: `table` and `log` draw only their visible rows. Anything else that may be too long goes into
`scroll`::

    with ui.scroll("codex", rect) as view:
        y = view.y
        for entry in entries:
            y += ui.paragraph(entry, view.x, y, view.w) + 8
        view.end(y)

**What lies above**: the widget drawn last under the mouse gets the click. A panel that floats on a map or a tree
needs `ui.ground(id, rect)`, or clicks between its widgets reach what lies below.

**Held keys**: turn them on once with `pygame.key.set_repeat(350, 40)`; hotkeys do not repeat, arrows and text do.

**Pictures** made of lines and curves go through `ui.picture(key, rect, paint)`, which paints once and keeps
the result.

**Tests** drive a screen by its nodes: `ui.begin(click(ui.node("end-turn"), ui.scale), now)` with `click`,
`press` and `typed` of `game.ui.nodes`. With `ui.inspecting = True`, `game.ui.inspect.problems(ui)` lists what
overlaps, leaves the screen or cannot be read.
"""

from __future__ import annotations

from game.ui.canvas import Canvas, Run
from game.ui.controls import Area, Controls
from game.ui.fields import Fields
from game.ui.layout import Box, Rect
from game.ui.lists import Cell, Column, Lists, LogLine, Picked, View
from game.ui.marks import Marks, Part
from game.ui.nodes import Node
from game.ui.overlays import Overlays
from game.ui.pen import Pen
from game.ui.tips import Tip, TipRow

__all__ = [
    "Area",
    "Box",
    "Canvas",
    "Cell",
    "Column",
    "LogLine",
    "Marks",
    "Node",
    "Part",
    "Pen",
    "Picked",
    "Rect",
    "Run",
    "Tip",
    "TipRow",
    "Ui",
    "View",
]


class Ui(Controls, Fields, Lists, Overlays):
    """Everything a screen can draw and ask; see the top of this module."""
