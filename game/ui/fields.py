"""Drop-down lists and text fields."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui import theme
from game.ui.frame import Frame
from game.ui.layout import Box, Rect
from game.ui.marks import Marks
from game.ui.theme import TITLE
from game.ui.tips import Tippable

_OPTION = 32.0
_MOST_OPTIONS = 9
_EDITING = frozenset((pygame.K_BACKSPACE, pygame.K_DELETE, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_HOME, pygame.K_END))


class Fields(Marks, Frame):
    """Widgets that keep something between frames: an open list, a cursor."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, palette: theme.Palette = theme.STANDARD) -> None:
        super().__init__(surface, scale, palette)
        self._cursors: dict[str, int] = {}
        self._first_option = 0
        self._pointed = 0

    # ---- drop-down --------------------------------------------------------------------------------

    def dropdown(
        self,
        wanted: str,
        rect: Rect,
        options: Sequence[str],
        index: int,
        label: str = "",
        tip: Tippable = None,
        enabled: bool = True,
        hotkey: str = "",
        icon: str = "",
    ) -> int:
        """One of several options. Returns the index of the chosen one.

        While the list is open it owns mouse and keyboard; arrows point, Enter takes, Escape leaves. While it
        is closed, arrows change the value at once.
        """
        value = options[index] if 0 <= index < len(options) else ""
        touch = self.touch(wanted, rect, "combobox", label, value, enabled, hotkey, tip=tip)
        opened = self._popup == wanted
        if touch.clicked and not opened and options:
            self._popup, opened, self._pointed = wanted, True, max(0, index)
            self._first_option = index - 3
        elif not opened:
            if self.focus_key(wanted, "Down"):
                index = min(len(options) - 1, index + 1)
            elif self.focus_key(wanted, "Up"):
                index = max(0, index - 1)
        self.ring(wanted, rect)
        hot = touch.hover and enabled
        self.box(rect, "hover" if hot else "raised", "accent" if opened else "line2" if hot else "line", 8)
        box = Box(*rect)
        x, y = box.x + 12, box.y + box.h / 2
        if icon:
            self.icon(icon, x + 8, y, 16, "dim")
            x += 24
        right = box.right - 32
        if hotkey:
            right -= self.keycap(hotkey, right, y) + 6
        self.text(value, x, y, TITLE, "text" if enabled else "dim", width=right - x)
        self.icon("chevron-up" if opened else "chevron-down", box.right - 18, y, 16, "dim")
        if opened:
            index = self._list(wanted, box, options, index)
        return index

    def _list(self, wanted: str, box: Box, options: Sequence[str], index: int) -> int:
        """The open list: input now, drawing later, above everything else."""
        above, below = box.y - 8, self.screen.h - box.bottom - 8
        shown = min(len(options), _MOST_OPTIONS, max(1, int((max(above, below) - 8) // _OPTION)))
        height = _OPTION * shown + 8
        under = height <= below or below >= above
        area = Box(box.x, box.bottom + 2 if under else box.y - 2 - height, box.w, height)
        self._first_option = max(0, min(self._first_option, len(options) - shown))
        outer, self.layer = self.layer, wanted
        before = self.surface.get_clip()
        self.surface.set_clip(None)  # the list may leave the scroll area of its field
        self._move_pointer(len(options), shown, area)
        taken = bool(self.take_key("Enter", "Space"))
        choice = self._pointed if taken else -1
        self.touch(f"{wanted}/list", area, "list", "", focusable=False)
        for place in range(self._first_option, self._first_option + shown):
            at = (area.x + 4, area.y + 4 + (place - self._first_option) * _OPTION, area.w - 8, _OPTION)
            option = self.touch(f"{wanted}/{place}", at, "option", options[place], place == index, focusable=False)
            if option.hover and self._input.moved != (0.0, 0.0):
                self._pointed = place
            if option.clicked:
                choice = place
        self.surface.set_clip(before)
        self.layer = outer
        if choice >= 0:
            index, self._popup = choice, ""
            return index
        labels, first, pointed, chosen = list(options), self._first_option, self._pointed, index
        self._later.append(lambda: self._draw_list(wanted, area, labels, first, shown, pointed, chosen))
        return index

    def _move_pointer(self, count: int, shown: int, area: Box) -> None:
        steps = {"Down": 1, "Up": -1, "PageDown": shown, "PageUp": -shown, "Home": -count, "End": count}
        while key := self.take_key(*steps, repeats=True):
            self._pointed = max(0, min(count - 1, self._pointed + steps[key]))
            self._first_option = min(self._first_option, self._pointed)
            self._first_option = max(self._first_option, self._pointed - shown + 1)
        turns = self.take_wheel(area)
        self._first_option = max(0, min(count - shown, self._first_option - round(turns)))

    def _draw_list(
        self, wanted: str, area: Box, options: list[str], first: int, shown: int, pointed: int, chosen: int
    ) -> None:
        self.layer = wanted
        self.shadow(area)
        self.box(area, "panel2", "line2", 8)
        self.note_area("list", area)
        for place in range(first, first + shown):
            row = Box(area.x + 4, area.y + 4 + (place - first) * _OPTION, area.w - 8, _OPTION)
            if place == pointed:
                self.box(row, "hover", None, 6)
            y = row.y + row.h / 2
            on = place == chosen
            self.text(
                options[place],
                row.x + 10,
                y,
                TITLE,
                "accent" if on else "text",
                "Medium" if on else "Regular",
                width=row.w - 40,
            )
            if on:
                self.icon("check", row.right - 16, y, 16, "accent")
        if len(options) > shown:
            rail = area.h - 16
            high = max(20.0, rail * shown / len(options))
            at = area.y + 8 + (rail - high) * first / (len(options) - shown)
            self.box((area.right - 6, at, 3, high), "line2", None, 1.5)

    # ---- text field -------------------------------------------------------------------------------

    def field(
        self,
        wanted: str,
        rect: Rect,
        value: str,
        placeholder: str = "",
        icon: str = "",
        hotkey: str = "",
        limit: int = 80,
        label: str = "",
        tip: Tippable = None,
    ) -> str:
        """One line of text to type. Returns the new text; `submitted(wanted)` tells of Enter.

        A hotkey puts the cursor into it. While it has the focus, letters are text and trigger no hotkeys.
        """
        touch = self.touch(wanted, rect, "textbox", label or placeholder, value, hotkey=hotkey, tip=tip)
        focused = touch.focused and self.active
        box = Box(*rect)
        x = box.x + (36 if icon else 12)
        if touch.pressed:
            self._cursors[wanted] = self._letter_at(value, self.mouse[0] - x)
        if focused:
            value = self._edit(wanted, value, limit)
        line = "accent" if focused else "line2" if touch.hover else "line"
        self.box(rect, "inset", line, 8)
        y = box.y + box.h / 2
        if icon:
            self.icon(icon, box.x + 20, y, 16, "accent" if focused else "dim")
        right = box.right - 10
        if hotkey and not focused:
            right -= self.keycap(hotkey, box.right - 7, y)
        self._show(wanted, value, placeholder, x, y, right - x, focused)
        return value

    def _edit(self, wanted: str, value: str, limit: int) -> str:
        at = min(self._cursors.get(wanted, len(value)), len(value))
        left = []
        for event, repeat in self._input.keys:
            if event.type == pygame.TEXTINPUT:
                letters = "".join(c for c in event.text if c.isprintable())[: max(0, limit - len(value))]
                value, at = value[:at] + letters + value[at:], at + len(letters)
            elif event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
                left.append((event, repeat))
            elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
                self._submitted_field = wanted
            elif event.key in _EDITING:
                value, at = _edited(value, at, event.key)
            elif not _is_letter(event):
                left.append((event, repeat))
        self._input.keys = left
        self._cursors[wanted] = at
        return value

    def _show(self, wanted: str, value: str, placeholder: str, x: float, y: float, room: float, focused: bool) -> None:
        if not value:
            self.text(placeholder, x, y, TITLE, "dim", width=room)
        at = self._cursors.get(wanted, len(value))
        before = self.measure(value[:at], TITLE) if focused else 0.0
        slide = max(0.0, before - room + 4)
        with self.clip((x, y - 14, room, 28)):
            if value:
                shown = self.text(value, x - slide, y, TITLE, width=None if focused else room)
                before = min(before, shown)
            if focused and (not self.motion or self.now % 1.0 < 0.6):
                self.box((x - slide + before, y - 9, 1.5, 18), "accent", None, 0)

    def _letter_at(self, value: str, offset: float) -> int:
        places = range(len(value) + 1)
        return min(places, key=lambda n: abs(self.measure(value[:n], TITLE) - offset))

    def submitted(self, wanted: str) -> bool:
        """Whether Enter was pressed in that field in this frame; ask after drawing it."""
        return self._submitted_field == wanted


def _edited(value: str, at: int, key: int) -> tuple[str, int]:
    """The text and the cursor after an editing key."""
    if key == pygame.K_BACKSPACE:
        return (value[: at - 1] + value[at:], at - 1) if at else (value, at)
    if key == pygame.K_DELETE:
        return value[:at] + value[at + 1 :], at
    places = {pygame.K_LEFT: at - 1, pygame.K_RIGHT: at + 1, pygame.K_HOME: 0, pygame.K_END: len(value)}
    return value, min(len(value), max(0, places[key]))


def _is_letter(event: pygame.event.Event) -> bool:
    written = str(getattr(event, "unicode", ""))
    return bool(written) and written.isprintable()
