"""The list of everything on the screen: the source of keyboard order, tests and checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pygame

from game.ui.layout import Rect


@dataclass(frozen=True)
class Node:
    """One widget of the frame that was drawn last, in logical pixels."""

    id: str
    rect: Rect  # the part that can be seen and clicked; empty if scrolled out of view
    role: str  # button, tab, slider, checkbox, combobox, option, textbox, table, row, log, figure, map ...
    label: str
    value: str | float | bool | None = None
    enabled: bool = True
    hotkey: str = ""
    layer: str = ""  # "" or the modal or drop-down list that owns it
    focusable: bool = True
    full: Rect = (0, 0, 0, 0)  # the whole rectangle, also where it is clipped
    scrolls: bool = False  # inside a scroll area, so it may be out of view

    @property
    def visible(self) -> bool:
        return self.rect[2] > 0 and self.rect[3] > 0

    def spoken(self) -> str:
        """What a screen reader would say."""
        parts = [self.label, self.role]
        if self.value is not None and self.value != "":
            parts.append("on" if self.value is True else "off" if self.value is False else str(self.value))
        if not self.enabled:
            parts.append("not available")
        if self.hotkey:
            parts.append(f"key {self.hotkey}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class TextMark:
    """One line of text of the last frame; recorded only while inspecting."""

    text: str
    rect: Rect  # the visible part of the letters, without the empty space above and below them
    whole: Rect
    size: float
    contrast: float
    layer: str
    scrolls: bool = False  # inside a scroll area, so it may be out of view


@dataclass(frozen=True)
class AreaMark:
    """A panel or an icon of the last frame; recorded only while inspecting."""

    name: str
    rect: Rect
    layer: str


_KEYS = {
    "enter": pygame.K_RETURN,
    "esc": pygame.K_ESCAPE,
    "space": pygame.K_SPACE,
    "tab": pygame.K_TAB,
    "left": pygame.K_LEFT,
    "right": pygame.K_RIGHT,
    "up": pygame.K_UP,
    "down": pygame.K_DOWN,
    "pageup": pygame.K_PAGEUP,
    "pagedown": pygame.K_PAGEDOWN,
    "home": pygame.K_HOME,
    "end": pygame.K_END,
    "delete": pygame.K_DELETE,
    "backspace": pygame.K_BACKSPACE,
    "plus": pygame.K_PLUS,
    "minus": pygame.K_MINUS,
    **{f"f{n}": getattr(pygame, f"K_F{n}") for n in range(1, 13)},
}
_NAMES = {key: name.upper() if name[1:].isdigit() else name.capitalize() for name, key in _KEYS.items()} | {
    pygame.K_PAGEUP: "PageUp",
    pygame.K_PAGEDOWN: "PageDown",
}
# The keypad's Enter is an Enter. Plus lies above the equals sign on many keyboards; with Ctrl nobody means "=".
SAME_KEYS = {
    pygame.K_KP_ENTER: pygame.K_RETURN,
    pygame.K_KP_PLUS: pygame.K_PLUS,
    pygame.K_KP_MINUS: pygame.K_MINUS,
}
_SIGNS = (pygame.K_PLUS, pygame.K_MINUS)  # with Ctrl they are keys, alone they are signs
_MODIFIERS = {
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT, pygame.K_LMETA,
    pygame.K_RMETA, pygame.K_CAPSLOCK, pygame.K_NUMLOCKCLEAR, pygame.K_MODE,
}  # fmt: skip


@dataclass(frozen=True)
class Chord:
    """A key with its modifiers."""

    key: int
    control: bool = False
    shift: bool = False
    character: str = ""  # for signs such as "?" whose place differs between keyboards


def parse(hotkey: str) -> Chord:
    """The chord of a hotkey such as "N", "Ctrl+S", "Enter" or "?".

    Raises ValueError if there is no such key.
    """
    *modifiers, name = hotkey.split("+") if hotkey != "+" else ["+"]
    wanted = {modifier.lower() for modifier in modifiers}
    if wanted - {"ctrl", "shift"}:
        raise ValueError(f"unknown modifier in hotkey {hotkey!r}")
    control, shift = "ctrl" in wanted, "shift" in wanted
    if name.lower() in _KEYS:
        return Chord(_KEYS[name.lower()], control, shift)
    if len(name) != 1:
        raise ValueError(f"unknown key in hotkey {hotkey!r}")
    if name.isalnum():
        return Chord(ord(name.lower()), control, shift)
    return Chord(0, control, shift, name)


def matches(chord: Chord, event: pygame.event.Event) -> bool:
    """Whether a KEYDOWN event is that chord. Command counts as control."""
    mods = getattr(event, "mod", 0)
    if bool(mods & (pygame.KMOD_CTRL | pygame.KMOD_META)) != chord.control or mods & pygame.KMOD_ALT:
        return False
    if chord.character:
        return str(getattr(event, "unicode", "")) == chord.character
    key = SAME_KEYS.get(event.key, event.key)
    if chord.key == pygame.K_PLUS:
        return key in (pygame.K_PLUS, pygame.K_EQUALS)
    return key == chord.key and bool(mods & pygame.KMOD_SHIFT) == chord.shift


def named(event: pygame.event.Event) -> str:
    """The hotkey that a KEYDOWN event is, such as "Ctrl+S"; "" for a key that has no name here."""
    mods, key = getattr(event, "mod", 0), SAME_KEYS.get(event.key, event.key)
    if key in _MODIFIERS or mods & pygame.KMOD_ALT:
        return ""
    control, shift = bool(mods & (pygame.KMOD_CTRL | pygame.KMOD_META)), bool(mods & pygame.KMOD_SHIFT)
    if control and key in (pygame.K_EQUALS, pygame.K_PLUS):
        return spelled(Chord(pygame.K_PLUS, control))
    sign = str(getattr(event, "unicode", ""))
    if (key < 128 and chr(key).isalnum()) or (key in _NAMES and (control or key not in _SIGNS)):
        return spelled(Chord(key, control, shift))
    if len(sign) == 1 and sign.isprintable() and not sign.isspace():
        return spelled(Chord(0, control, False, sign))
    return ""


def spelled(chord: Chord) -> str:
    """The hotkey of a chord, the one spelling that there is for it."""
    name = chord.character or _NAMES.get(chord.key) or chr(chord.key).upper()
    return ("Ctrl+" if chord.control else "") + ("Shift+" if chord.shift else "") + name


def click(node: Node, scale: float = 1.0) -> list[pygame.event.Event]:
    """The events of a click on the middle of a node."""
    at = (round((node.rect[0] + node.rect[2] / 2) * scale), round((node.rect[1] + node.rect[3] / 2) * scale))
    return [
        pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)),
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1),
        pygame.event.Event(pygame.MOUSEBUTTONUP, pos=at, button=1),
    ]


def press(hotkey: str) -> list[pygame.event.Event]:
    """The events of pressing and releasing a key."""
    chord = parse(hotkey)
    mods = (pygame.KMOD_LCTRL if chord.control else 0) | (pygame.KMOD_LSHIFT if chord.shift else 0)
    unicode = chord.character or (chr(chord.key) if 32 <= chord.key < 127 else "")
    down = pygame.event.Event(pygame.KEYDOWN, key=chord.key, mod=mods, unicode=unicode)
    return [down, pygame.event.Event(pygame.KEYUP, key=chord.key, mod=mods)]


def typed(text: str) -> list[pygame.event.Event]:
    """The events of typing a text into the focused field."""
    events: list[pygame.event.Event] = []
    for letter in text:
        key = ord(letter.lower()) if ord(letter) < 128 else 0
        events.append(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=letter))
        events.append(pygame.event.Event(pygame.TEXTINPUT, text=letter))
        events.append(pygame.event.Event(pygame.KEYUP, key=key, mod=0))
    return events


def by_id(nodes: Iterable[Node], wanted: str) -> Node:
    """The node of that id. Raises KeyError with the ids there are."""
    found = list(nodes)
    for node in found:
        if node.id == wanted:
            return node
    raise KeyError(f"no widget {wanted!r}; there are {', '.join(node.id for node in found)}")
