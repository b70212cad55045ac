"""Buttons, tabs, chips, check boxes, sliders, clickable rows, and areas for what is drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from game.content.words import say
from game.ui.frame import Frame
from game.ui.layout import Box, Rect
from game.ui.marks import Marks
from game.ui.theme import BODY, META, TITLE, Colour
from game.ui.tips import Tip, Tippable

ButtonKind = Literal["plain", "primary", "quiet"]
_SIDES = 16.0  # empty at both ends of a button together


@dataclass(frozen=True)
class Area:
    """What happened in a hand-drawn area."""

    hover: bool
    pressed: bool
    clicked: bool
    held: bool
    focused: bool
    drag: tuple[float, float]  # movement of the mouse in this frame while held, logical pixels
    wheel: float  # turns of the wheel over it, positive is up
    at: tuple[float, float]  # the mouse, logical pixels on the screen


def _why(tip: Tippable, enabled: bool, reason: str) -> Tippable:
    """A disabled widget says why it is disabled before anything else."""
    if enabled or not reason:
        return tip
    return Tip(text=reason) if not isinstance(tip, str) else Tip(title=reason, text=tip)


class Controls(Marks, Frame):
    """Widgets without an inner life."""

    def button(
        self,
        wanted: str,
        rect: Rect,
        label: str,
        kind: ButtonKind = "plain",
        icon: str = "",
        hotkey: str = "",
        enabled: bool = True,
        reason: str = "",
        tip: Tippable = None,
        size: float = TITLE,
        selected: bool = False,
        align: Literal["centre", "left"] = "centre",
    ) -> bool:
        """True in the frame in which it is pressed. `reason` says in a tooltip why it is not enabled."""
        touch = self.touch(wanted, rect, "button", label, None, enabled, hotkey, tip=_why(tip, enabled, reason))
        self.ring(wanted, rect)
        primary = kind == "primary" and enabled
        hot = touch.hover and enabled
        if kind == "quiet" and not hot and not selected:
            pass
        elif selected:
            self.box(rect, "selected", "accent2", 8)
        elif primary:
            self.box(rect, "accent2" if touch.held else "accent3" if hot else "accent2", "accent", 8)
        elif enabled:
            self.box(rect, "raised" if touch.held else "hover" if hot else "raised", "line2" if hot else "line", 8)
        else:
            self.box(rect, "panel2", "line", 8, dashed=True)
        self._face(Box(*rect), label, icon, hotkey, primary, enabled, size, align)
        return touch.clicked

    def button_width(self, label: str, icon: str = "", hotkey: str = "", size: float = TITLE) -> float:
        """The least width of a button that shows all of its label, at this scale and with the player's own key."""
        return _SIDES + sum(self._beside(icon, hotkey)) + self.measure(label, size, "SemiBold")

    def _beside(self, icon: str, hotkey: str) -> tuple[float, float]:
        """The widths that icon and key take from a button's label."""
        return 24.0 if icon else 0.0, self.keycap(hotkey, 0, 0, draw=False) + 10 if hotkey else 0.0

    def _face(
        self,
        box: Box,
        label: str,
        icon: str,
        hotkey: str,
        primary: bool,
        enabled: bool,
        size: float,
        align: str,
    ) -> None:
        """Icon, label and key cap of a button, together in its middle."""
        colour = "white" if primary else "text" if enabled else "dim"
        icon_width, key_width = self._beside(icon, hotkey)
        room = box.w - _SIDES - icon_width - key_width
        wide = min(self.measure(label, size, "SemiBold"), room)
        x = box.x + (12 if align == "left" else (box.w - icon_width - wide - key_width) / 2)
        y = box.y + box.h / 2
        if icon:
            self.icon(icon, round(x) + 8, y, 16, colour)
            x += icon_width
        self.text(label, x, y, size, colour, "SemiBold", width=room + 1)
        if hotkey:
            at = box.right - 10 if align == "left" else x + wide + key_width
            self.keycap(hotkey, at, y, "right", primary)

    def icon_button(
        self,
        wanted: str,
        rect: Rect,
        icon: str,
        label: str,
        hotkey: str = "",
        enabled: bool = True,
        reason: str = "",
        tip: Tippable = None,
        selected: bool = False,
        quiet: bool = True,
    ) -> bool:
        """A button that shows only an icon; its label and key are its tooltip."""
        said = tip or (say("ui.keys.label", label=label, key=self.bound(hotkey)) if hotkey else label)
        touch = self.touch(wanted, rect, "button", label, None, enabled, hotkey, tip=_why(said, enabled, reason))
        self.ring(wanted, rect, 6)
        hot = touch.hover and enabled
        if selected:
            self.box(rect, "selected", "accent2", 6)
        elif hot or not quiet:
            self.box(rect, "hover" if hot else "raised", "line2" if hot else "line", 6)
        colour = "dim" if not enabled else "text" if hot or selected or not quiet else "soft"
        box = Box(*rect)
        self.icon(icon, *box.centre, min(18, box.h - 8), colour)
        return touch.clicked

    def tabs(
        self,
        wanted: str,
        rect: Rect,
        labels: Sequence[str],
        index: int,
        hotkeys: Sequence[str] = (),
        align: Literal["left", "right", "fill"] = "left",
        size: float = BODY,
    ) -> int:
        """A row of tabs; node ids are wanted/0, wanted/1 ... Returns the chosen one."""
        box = Box(*rect)
        if align == "fill":
            widths = [(box.w - 4 * (len(labels) - 1)) / len(labels)] * len(labels)
        else:
            widths = [self.measure(label, size, "SemiBold") + 24 for label in labels]
        x = box.x if align != "right" else box.right - sum(widths) - 4 * (len(labels) - 1)
        for place, (label, width) in enumerate(zip(labels, widths, strict=True)):
            key = hotkeys[place] if place < len(hotkeys) else ""
            name = f"{wanted}/{place}"
            area = (x, box.y, width, box.h)
            tip = say("ui.keys.tip", key=self.bound(key)) if key else None
            touch = self.touch(name, area, "tab", label, place == index, hotkey=key, tip=tip)
            self.ring(name, area)
            if touch.clicked:
                index = place
            if place == index:
                self.box(area, "selected", "accent2", 8)
            elif touch.hover:
                self.box(area, "raised", None, 8)
            chosen = place == index
            colour = "text" if chosen or touch.hover else "dim"
            weight: Literal["SemiBold", "Regular"] = "SemiBold" if chosen else "Regular"
            self.text(label, x + width / 2, box.y + box.h / 2, size, colour, weight, "centre", width=width - 8)
            x += width + 4
        return index

    def chip(
        self,
        wanted: str,
        rect: Rect,
        label: str,
        on: bool,
        icon: str = "",
        count: str = "",
        colour: Colour = "accent",
        hotkey: str = "",
        tip: Tippable = None,
        enabled: bool = True,
    ) -> bool:
        """A toggle in the form of a label. Returns its new state."""
        touch = self.touch(wanted, rect, "chip", label, on, enabled, hotkey, tip=tip)
        self.ring(wanted, rect, 6)
        on = on != touch.clicked
        fill, line = ("selected", "accent2") if on else ("hover", "line2") if touch.hover else ("raised", "line")
        self.box(rect, fill, line, 6)
        box = Box(*rect)
        x, y = box.x + 8, box.y + box.h / 2
        if icon:
            self.icon(icon, x + 7, y, 14, colour if on else "dim")
            x += 20
        used = self.text(count, box.right - 8, y, META, "dim", "Medium", "right") + 6 if count else 0.0
        self.text(label, x, y, META, "text" if enabled else "dim", "Medium", width=box.right - 7 - used - x)
        return on

    def checkbox(
        self,
        wanted: str,
        rect: Rect,
        label: str,
        on: bool,
        hotkey: str = "",
        enabled: bool = True,
        reason: str = "",
        tip: Tippable = None,
    ) -> bool:
        """A box to tick. Returns its new state."""
        touch = self.touch(wanted, rect, "checkbox", label, on, enabled, hotkey, tip=_why(tip, enabled, reason))
        self.ring(wanted, rect, 6)
        on = on != touch.clicked
        box = Box(*rect)
        y = box.y + box.h / 2
        edge = "accent" if on and enabled else "line2"
        self.box(
            (box.x, y - 9, 18, 18),
            "accent2" if on and enabled else "hover" if touch.hover else "inset",
            edge,
            5,
        )
        if on:
            self.icon("check", box.x + 9, y, 14, "white" if enabled else "dim")
        room = box.w - 26 - (self.keycap(hotkey, box.right, y) + 6 if hotkey else 0)
        self.text(label, box.x + 26, y, BODY, "text" if enabled else "dim", width=room)
        return on

    def slider(
        self,
        wanted: str,
        rect: Rect,
        value: float,
        lo: float = 0,
        hi: float = 100,
        step: float = 1,
        label: str = "",
        tip: Tippable = None,
        marker: float | None = None,
        knob: Literal["circle", "square"] = "circle",
        colour: Colour = "accent",
        enabled: bool = True,
    ) -> float:
        """A value on a rail. `marker` shows another value, such as last turn's. Returns the new value.

        Arrows change it by a step, Page Up and Page Down by ten, Home and End go to the limits.
        """
        box = Box(*rect)
        hit = (box.x - 8, box.y - 3, box.w + 16, box.h + 6)
        touch = self.touch(wanted, hit, "slider", label, value, enabled, tip=tip)
        if touch.held:
            share = (self.mouse[0] - box.x) / box.w
            value = lo + round(share * (hi - lo) / step) * step
        if enabled:
            value = self._slide_by_key(wanted, value, lo, hi, step)
        value = round(min(hi, max(lo, value)), 9)
        share = (value - lo) / (hi - lo) if hi > lo else 0.0
        y, x = box.y + box.h / 2, box.x + box.w * share
        own = "accent2" if colour == "accent" else colour
        self.box((box.x, y - 3, box.w, 6), "inset", "line", 3)
        if share > 0:
            self.box((box.x, y - 3, max(6.0, box.w * share), 6), own if enabled else "line2", None, 3)
        if marker is not None and hi > lo:
            at = box.x + box.w * min(1.0, max(0.0, (marker - lo) / (hi - lo)))
            self.box((at - 1, y - 8, 2, 16), "soft", None, 1)
        hot = enabled and (touch.hover or touch.held or (touch.focused and self.focus_visible))
        if hot:
            self.box((x - 13, y - 13, 26, 26), "#5b9bff38", None, 13)
        face = "line2" if not enabled else "#e8f0fb" if hot else colour
        self.box((x - 8, y - 8, 16, 16), face, "bg", 8 if knob == "circle" else 3)
        return value

    def _slide_by_key(self, wanted: str, value: float, lo: float, hi: float, step: float) -> float:
        moves = {
            "Right": step,
            "Up": step,
            "Left": -step,
            "Down": -step,
            "PageUp": 10 * step,
            "PageDown": -10 * step,
        }
        while key := self.focus_key(wanted, *moves, "Home", "End"):
            value = lo if key == "Home" else hi if key == "End" else min(hi, max(lo, value + moves[key]))
        return value

    def row(
        self,
        wanted: str,
        rect: Rect,
        label: str,
        selected: bool = False,
        hotkey: str = "",
        tip: Tippable = None,
        enabled: bool = True,
        fill: Colour | None = None,
        radius: float = 6,
    ) -> bool:
        """The clickable ground of a row or card; draw its content after it."""
        touch = self.touch(wanted, rect, "row", label, selected, enabled, hotkey, tip=tip)
        if selected:
            self.box(rect, "selected", "accent2", radius)
        elif touch.hover and enabled:
            self.box(rect, "raised", "line2", radius)
        elif fill:
            self.box(rect, fill, "line", radius)
        self.ring(wanted, rect, radius)
        return touch.clicked

    def area(
        self,
        wanted: str,
        rect: Rect,
        role: str = "area",
        label: str = "",
        focusable: bool = False,
        tip: Tippable = None,
        value: str | float | bool | None = None,
    ) -> Area:
        """Mouse input of something drawn by hand, such as the map or the technology tree."""
        touch = self.touch(wanted, rect, role, label, value, focusable=focusable, tip=tip)
        drag = self._input.moved if touch.held and not touch.pressed else (0.0, 0.0)
        wheel = self.take_wheel(rect) if self.on_top(wanted) else 0.0
        return Area(touch.hover, touch.pressed, touch.clicked, touch.held, touch.focused, drag, wheel, self.mouse)

    def tip_area(self, wanted: str, rect: Rect, tip: Tippable, label: str = "", focusable: bool = False) -> bool:
        """A figure that explains itself in a tooltip. Returns whether the mouse is on it."""
        return self.touch(wanted, rect, "figure", label, focusable=focusable, tip=tip).hover
