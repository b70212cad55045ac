"""What lies above the screen: modals, toasts and tooltips; and the end of the frame, when they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.ui import theme
from game.ui.frame import Frame
from game.ui.layout import Box, centred
from game.ui.marks import Marks
from game.ui.theme import BODY, SECTION, Colour
from game.ui.tips import draw_tip, settled

TIP_DELAY = 0.4
_HEADER = 56.0


@dataclass(frozen=True)
class _Toast:
    text: str
    icon: str
    colour: Colour
    until: float


class Overlays(Marks, Frame):
    """Layers above the screen."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, palette: theme.Palette = theme.STANDARD) -> None:
        super().__init__(surface, scale, palette)
        self._toasts: list[_Toast] = []

    # ---- modals -----------------------------------------------------------------------------------

    def open(self, wanted: str, focus: str | None = None) -> None:
        """Open a modal; from now on it owns mouse and keyboard.

        `focus` is the widget that gets the focus first.
        """
        if wanted in self._modals:
            return
        self._focus_below[wanted] = self.focus
        self._modals.append(wanted)
        self._modal_seen[wanted] = self._count
        self._popup, self.focus = "", focus
        self.focus_visible = focus is not None

    def close(self, wanted: str) -> None:
        """Close a modal and give the focus back."""
        if wanted in self._modals:
            self._modals.remove(wanted)
            self.focus = self._focus_below.pop(wanted, None)
            self._popup = ""

    def is_open(self, wanted: str) -> bool:
        return wanted in self._modals

    @contextmanager
    def modal(
        self,
        wanted: str,
        size: tuple[float, float],
        title: str = "",
        icon: str = "",
        icon_colour: Colour = "accent",
        escape: bool = True,
    ) -> Iterator[Box | None]:
        """A dialogue in the middle of the screen; yields the room inside it, or None while it is closed.

        Draw modals last. Escape closes it if `escape`, unless a widget inside has the hotkey "Esc".
        """
        if wanted not in self._modals:
            yield None
            return
        self._modal_seen[wanted] = self._count
        outer, self.layer = self.layer, wanted
        box = centred(size, self.size)
        self.veil()
        self.shadow(box)
        self.box(box, "panel2", "line2", 12)
        self.note_area(title or "dialogue", box)
        self.touch(f"{wanted}/ground", box, "dialog", title, focusable=False)
        if title:
            x = box.x + 24
            if icon:
                self.icon(icon, x + 12, box.y + 36, 24, icon_colour)
                x += 36
            self.text(title, x, box.y + 36, SECTION, "text", "SemiBold", width=box.right - 24 - x)
        try:
            yield (
                box.inset(24) if not title else Box(box.x + 24, box.y + _HEADER + 8, box.w - 48, box.h - _HEADER - 32)
            )
        finally:
            if escape and self.active and self.take_key(self.bound("Esc")):
                self.close(wanted)
            self.layer = outer

    # ---- toasts -----------------------------------------------------------------------------------

    def toast(self, text: str, icon: str = "info", colour: Colour = "accent", seconds: float = 4.0) -> None:
        """A short message at the bottom of the screen that goes away by itself."""
        self._toasts = [*self._toasts, _Toast(text, icon, colour, self.now + seconds)][-3:]

    def _draw_toasts(self) -> None:
        self._toasts = [toast for toast in self._toasts if toast.until > self.now]
        y = self.screen.h - 64
        for toast in reversed(self._toasts):
            width = min(self.screen.w - 48, self.measure(toast.text) + 60)
            box = Box(round((self.screen.w - width) / 2), y, round(width), 38)
            self.layer = "toast"
            self.shadow(box)
            self.box(box, "tip", "line2", 8)
            self.icon(toast.icon, box.x + 22, box.y + 19, 16, toast.colour)
            self.text(toast.text, box.x + 40, box.y + 19, BODY, "text", width=box.w - 52)
            self.layer = ""
            y -= 46

    # ---- the end of a frame -----------------------------------------------------------------------

    def end(self) -> None:
        """Finish the frame: draw lists, toasts and tooltips, and forget what is gone."""
        self.layer = ""
        for draw in self._later:
            draw()
        self.layer = ""
        self._draw_toasts()
        self._draw_tip()
        if self._input.released:
            self._pressed = None
        for gone in [m for m in self._modals if self._modal_seen[m] < self._count - 1]:
            self.close(gone)
        if self._popup and not any(node.id == self._popup for node in self.nodes):
            self._popup = ""
        known = {node.id for node in self.nodes} | {node.id for node in self._before}
        if self._count > 1 and self.focus not in known:
            self.focus = None

    def _draw_tip(self) -> None:
        pointed = self._tip[0] if self._tip else None
        if pointed != self._tip_id or self._down:
            self._tip_id, self._tip_since = pointed, self.now
        told = self._tip is not None and self._told[0] == self._tip[0] and self.now < self._told[1]
        if self._tip is None or self._down or (self.now - self._tip_since < TIP_DELAY and not told):
            return
        content = settled(self._tip[2])
        if content is not None:
            self.layer = "tooltip"
            draw_tip(self, self._tip[1], content)
            self.layer = ""
