"""One pass over the screen: input, focus, hotkeys, layers, and the list of nodes.

What lies under the mouse is decided at the start of a frame from the nodes of the frame before, topmost
first. So a button on a row gets the click and the row does not, and nothing under a modal or a drop-down list
can be touched. The price is that a widget can be clicked only after it was drawn once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pygame

from game.ui import theme
from game.ui.canvas import Canvas
from game.ui.layout import Box, Rect
from game.ui.nodes import SAME_KEYS, Chord, Node, by_id, matches, named, parse
from game.ui.tips import Tippable

# Enter and Space belong to these while they have the keyboard focus, and to no hotkey.
_PRESSED_BY_ENTER = frozenset(
    {"button", "tab", "chip", "checkbox", "combobox", "option", "row", "table", "list", "mark", "figure"}
)
_OUTSIDE = (-1.0, -1.0)
_TOLD_FOR = 3.0  # seconds


@dataclass(frozen=True)
class Touch:
    """What happened to a widget in this frame."""

    hover: bool = False
    pressed: bool = False  # the mouse button went down on it
    held: bool = False  # it went down on it and still is
    clicked: bool = False  # released on it, or activated by key
    focused: bool = False


@dataclass
class _Input:
    """The events of one frame that nobody has used yet."""

    keys: list[tuple[pygame.event.Event, bool]] = field(default_factory=list)  # and text; is it a repeat
    wheel: float = 0.0
    press: tuple[float, float] | None = None
    released: bool = False
    moved: tuple[float, float] = (0.0, 0.0)


class Frame(Canvas):
    """Input and focus on top of drawing. Screens use `game.ui.widgets.Ui`, which adds the widgets."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, palette: theme.Palette = theme.STANDARD) -> None:
        super().__init__(surface, scale, palette)
        self.now = 0.0
        self.motion = True
        self.place = ""
        self.bindings: Mapping[str, Mapping[str, str]] = {}
        self.asked: set[tuple[str, str]] = set()  # places and keys that were listened to; noted only while inspecting
        self.nodes: list[Node] = []
        self.focus: str | None = None
        self.focus_visible = False
        self.mouse: tuple[float, float] = _OUTSIDE
        self.on_activate: Callable[[str], None] = lambda _id: None
        self._before: list[Node] = []
        self._input = _Input()
        self._down = False
        self._held_keys: set[int] = set()
        self._hot: str | None = None
        self._pressed: str | None = None  # the widget on which the mouse button went down
        self._modals: list[str] = []
        self._modal_seen: dict[str, int] = {}
        self._focus_below: dict[str, str | None] = {}
        self._popup = ""
        self._submitted_field = ""
        self._count = 0
        self._tip: tuple[str, Rect, Tippable] | None = None
        self._tip_id: str | None = None
        self._tip_since = 0.0
        self._told = ("", 0.0)  # the disabled widget whose key was pressed, and until when its reason is shown
        self._later: list[Callable[[], None]] = []

    # ---- the frame --------------------------------------------------------------------------------

    def take_over(self, other: Frame) -> None:
        """Start with mouse and keys held as they are on `other`, and forget all else it knew.

        For a change of players: no tooltip, message, focus or scroll place of the one is left for the next.
        """
        self.mouse, self._held_keys = other.mouse, set(other._held_keys)
        self.now, self.motion, self.on_activate = other.now, other.motion, other.on_activate
        self.place, self.bindings = other.place, other.bindings
        self.share_pictures(other)

    @property
    def dragging(self) -> bool:
        """Whether the mouse button is held down."""
        return self._down

    def resize(self, surface: pygame.Surface, scale: float) -> None:
        """Go on with another surface or scale, as after a change of the window; very small ones get a tiny scale."""
        self.surface = surface
        self.scale = min(theme.LARGEST_SCALE, max(theme.TINIEST_SCALE, scale))

    def begin(self, events: Sequence[pygame.event.Event], now: float) -> None:
        """Start a frame: take the events since the last one; `now` in seconds."""
        self.now = now
        self._count += 1
        self._before, self.nodes = self.nodes, []
        self.texts, self.areas, self.marks = [], [], []
        self._later, self._tip, self.layer, self._submitted_field = [], None, "", ""
        self._input = _Input()
        for event in events:
            self._take(event)
        self._hot = self._under(self.mouse)
        if self._input.press is not None:
            self._press(self._input.press)
        self._move_focus()
        self._escape()

    def _take(self, event: pygame.event.Event) -> None:
        new = self._input
        if event.type == pygame.MOUSEMOTION:
            before = self.mouse
            self.mouse = event.pos[0] / self.scale, event.pos[1] / self.scale
            if before != _OUTSIDE:
                new.moved = new.moved[0] + self.mouse[0] - before[0], new.moved[1] + self.mouse[1] - before[1]
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self.mouse = event.pos[0] / self.scale, event.pos[1] / self.scale
            self._down, new.press = True, self.mouse
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self.mouse = event.pos[0] / self.scale, event.pos[1] / self.scale
            self._down, new.released = False, True
        elif event.type == pygame.MOUSEWHEEL:
            new.wheel += float(getattr(event, "precise_y", 0.0) or event.y)
        elif event.type == pygame.KEYDOWN:
            key = SAME_KEYS.get(event.key, event.key)
            new.keys.append((event, key in self._held_keys))
            self._held_keys.add(key)
        elif event.type == pygame.KEYUP:
            self._held_keys.discard(SAME_KEYS.get(event.key, event.key))
        elif event.type == pygame.TEXTINPUT:
            new.keys.append((event, False))
        elif event.type in (pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST):
            self.mouse = _OUTSIDE
            self._held_keys.clear()

    def _under(self, at: tuple[float, float]) -> str | None:
        top = self.top_layer
        for node in reversed(self._before):
            if node.layer == top and Box(*node.rect).contains(*at):
                return node.id
        return None

    def _press(self, at: tuple[float, float]) -> None:
        target = self._under(at)
        self.focus_visible = False
        if target is None and self._popup:
            if not self._owned_by_popup(at):
                self._popup = ""
            self._pressed = None
            return
        self._pressed = target
        node = next((n for n in self._before if n.id == target), None)
        self.focus = target if node and node.focusable and node.enabled else None

    def _owned_by_popup(self, at: tuple[float, float]) -> bool:
        return any(n.id.startswith(self._popup + "/") and Box(*n.rect).contains(*at) for n in self._before)

    def _move_focus(self) -> None:
        for event, _ in self._input.keys:
            if (
                event.type != pygame.KEYDOWN
                or event.key != pygame.K_TAB
                or event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT)
            ):
                continue
            order = [n.id for n in self._before if n.layer == self.top_layer and n.focusable and n.enabled]
            if order:
                back = bool(event.mod & pygame.KMOD_SHIFT)
                place = order.index(self.focus) if self.focus in order else (0 if back else -1)
                self.focus = order[(place + (-1 if back else 1)) % len(order)]
                self.focus_visible = True
        self._input.keys = [(e, r) for e, r in self._input.keys if getattr(e, "key", 0) != pygame.K_TAB]

    def _escape(self) -> None:
        """Escape first closes a drop-down list, then leaves a text field.

        The rest is for modals and hotkeys.
        """
        if self._popup and self.take_key("Esc"):
            self._popup = ""
        elif self.typing and self.take_key("Esc"):
            self.focus = None

    # ---- layers -----------------------------------------------------------------------------------

    @property
    def top_layer(self) -> str:
        """The layer that owns the input: an open drop-down list, the topmost modal, or "" for the screen."""
        return self._popup or (self._modals[-1] if self._modals else "")

    @property
    def active(self) -> bool:
        """Whether what is drawn now may take input."""
        return self.layer == self.top_layer

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        return self.focus is not None and any(n.id == self.focus and n.role == "textbox" for n in self._before)

    def node(self, wanted: str) -> Node:
        """The node of that id, of the last frame. Raises KeyError."""
        return by_id(self.nodes or self._before, wanted)

    # ---- keys -------------------------------------------------------------------------------------

    def take_key(self, *hotkeys: str, repeats: bool = False) -> str:
        """Use up a waiting key press and return its name, or "" if none of them was pressed."""
        chords = [(hotkey, parse(hotkey)) for hotkey in hotkeys]
        waiting = self._input.keys
        for place, (event, repeat) in enumerate(waiting):
            if event.type != pygame.KEYDOWN or (repeat and not repeats):
                continue
            for hotkey, chord in chords:
                if matches(chord, event):
                    follows = waiting[place + 1][0].type if place + 1 < len(waiting) else None
                    del waiting[place : place + (2 if follows == pygame.TEXTINPUT else 1)]  # a command is no text
                    return hotkey
        return ""

    def take_any_key(self) -> str:
        """Use up a key press, whatever it is, and return its name; "" for none, or one that has no name."""
        for place, (event, repeat) in enumerate(self._input.keys):
            if event.type == pygame.KEYDOWN and not repeat:
                del self._input.keys[place:]
                return named(event)
        return ""

    def bound(self, hotkey: str) -> str:
        """The key that the player has put in place of `hotkey`, here: on this screen, or in this dialogue."""
        if self.inspecting and hotkey:
            self.asked.add((self.layer or self.place, hotkey))
        here = self.bindings.get(self.layer or self.place)
        return (self.bindings.get("", {}) if here is None else here).get(hotkey, hotkey)

    def key(self, hotkey: str) -> bool:
        """Whether a key without a widget was pressed, such as Ctrl+Z."""
        return self._hotkey("", self.bound(hotkey))

    def _hotkey(self, wanted: str, hotkey: str) -> bool:
        if not hotkey or not self.active or not self._input.keys:
            return False
        chord = parse(hotkey)
        if self.typing and not _works_while_typing(chord):
            return False
        if hotkey in ("Enter", "Space") and self.focus_visible and self.focus not in (None, wanted):
            owner = next((n for n in self._before if n.id == self.focus), None)
            if owner and owner.layer == self.top_layer and owner.role in _PRESSED_BY_ENTER:
                return False
        return bool(self.take_key(hotkey))

    def focus_key(self, wanted: str, *hotkeys: str) -> str:
        """Use up a key pressed while that widget has the focus; holding the key repeats it."""
        if self.focus != wanted or not self.active:
            return ""
        key = self.take_key(*hotkeys, repeats=True)
        if key:
            self.focus_visible = True
        return key

    # ---- widgets ----------------------------------------------------------------------------------

    def touch(
        self,
        wanted: str,
        rect: Rect,
        role: str,
        label: str,
        value: str | float | bool | None = None,
        enabled: bool = True,
        hotkey: str = "",
        focusable: bool = True,
        tip: Tippable = None,
    ) -> Touch:
        """Register a widget and say what happened to it. Every widget goes through here."""
        hotkey = self.bound(hotkey)
        seen = Box(*rect).clip(self._visible())
        if seen.w <= 0 or seen.h <= 0:
            seen = Box(rect[0], rect[1], 0, 0)
        place = _plain(seen)
        self.nodes.append(
            Node(wanted, place, role, label, value, enabled, hotkey, self.layer, focusable, rect, self.clipped)
        )
        hover = self._hot == wanted and self.active
        if self._pressed not in (None, wanted):
            hover = False  # something else is being dragged over it
        focused = self.focus == wanted
        if tip is not None and (hover or (focused and self.focus_visible and self._tip is None)):
            self._tip = (wanted, _plain(seen), tip)
        if not enabled:
            if hotkey and self._hotkey(wanted, hotkey):
                self._told = wanted, self.now + _TOLD_FOR
            if self._told[0] == wanted and self.now < self._told[1] and tip is not None:
                self._tip = (wanted, _plain(seen), tip)
            return Touch(hover=hover, focused=focused)
        pressed = hover and self._pressed == wanted and self._input.press is not None
        held = self._pressed == wanted and (self._down or pressed)
        clicked = hover and self._pressed == wanted and self._input.released
        if not clicked and focused and self.focus_visible and role in _PRESSED_BY_ENTER and self.active:
            clicked = bool(self.take_key("Enter", "Space"))
        if not clicked and hotkey and self._hotkey(wanted, hotkey):
            clicked = True
            if role == "textbox":
                self.focus, focused = wanted, True
        if clicked and role in _PRESSED_BY_ENTER:
            self.on_activate(wanted)
        return Touch(hover, pressed, held, clicked, focused)

    def _visible(self) -> Rect:
        area = self.surface.get_clip()
        return area.x / self.scale, area.y / self.scale, area.w / self.scale, area.h / self.scale

    def on_top(self, wanted: str) -> bool:
        """Whether the mouse is on that widget or on one that belongs to it, and on nothing that lies above."""
        return self._hot is not None and (self._hot == wanted or self._hot.startswith(wanted + "/"))

    def ground(self, wanted: str, rect: Rect) -> None:
        """Keep the mouse off what lies below, as under a panel that floats on the map."""
        self.touch(wanted, rect, "ground", "", focusable=False)

    def take_wheel(self, rect: Rect) -> float:
        """Use up the turns of the wheel over the rectangle; positive is up."""
        if not self._input.wheel or not self.active or not Box(*rect).contains(*self.mouse):
            return 0.0
        turns, self._input.wheel = self._input.wheel, 0.0
        return turns

    def ring(self, wanted: str, rect: Rect, radius: float = 8, above: bool = False) -> None:
        """The ring around the widget that has the keyboard focus; `above` what is drawn already, it has no ground."""
        if self.focus == wanted and self.focus_visible:
            x, y, w, h = rect
            self.box((x - 3, y - 3, w + 6, h + 6), "#5b9bff00" if above else "#5b9bff30", "accent", radius + 3)


def _plain(box: Box) -> Rect:
    return box.x, box.y, box.w, box.h


def _works_while_typing(chord: Chord) -> bool:
    return chord.control or chord.key == pygame.K_ESCAPE or pygame.K_F1 <= chord.key <= pygame.K_F12
