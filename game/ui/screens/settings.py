"""The settings: a row for every field of the model, each with its name, what it does, and a control with a key."""

from __future__ import annotations

from typing import get_args

from game.content.words import languages, say
from game.ui.layout import Box
from game.ui.screens.load import draw_head
from game.ui.session import Session
from game.ui.settings import AUTOMATIC, Group, Settings, Shown, shown_in
from game.ui.theme import BODY, LARGEST_SCALE, LEAD, MARGIN, META, SMALLEST_SCALE, TOP_BAR
from game.ui.widgets import Ui

_GROUPS: tuple[Group, ...] = get_args(Group)
_WIDEST, _CONTROL = 940.0, 230.0
_HEADER, _GAP, _LOW, _HIGH, _FOOT = 24.0, 4.0, 44.0, 64.0, 54.0
_TOP = 10.0
_TENTHS = range(round(SMALLEST_SCALE * 10), round(LARGEST_SCALE * 10) + 1)
_VOLUME_STEP = 5
_SAMPLES = (("circle-check", "good"), ("octagon-alert", "warning"), ("triangle-alert", "bad"))


class SettingsScreen:
    """Remembers only at which volume the last effect was heard."""

    def __init__(self) -> None:
        self._heard: int | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        ui.fill()
        draw_head(ui, session, "settings", say("ui.settings.title"))
        screen = ui.screen
        width = min(_WIDEST, screen.w - 2 * MARGIN)
        room = Box(round((screen.w - width) / 2), TOP_BAR + _TOP, width, screen.h - TOP_BAR - _TOP - _FOOT)
        rows = sum(len(shown_in(group)) for group in _GROUPS)
        high = min(_HIGH, max(_LOW, (room.h - (_HEADER + _GAP) * len(_GROUPS)) // rows))
        with ui.scroll("settings", room, say("ui.settings.title")) as view:
            y = view.y
            for group in _GROUPS:
                ui.caps(say(f"ui.settings.{group}"), view.x + 4, y + _HEADER / 2)
                y += _HEADER
                fields = shown_in(group)
                card = Box(view.x, y, view.w, high * len(fields))
                ui.box(card, "panel", "line", 10)
                for place, (name, shown) in enumerate(fields):
                    if place:
                        ui.rule(card.x + 16, y, card.w - 32, "faint")
                    self._row(ui, session, name, shown, Box(card.x, y, card.w, high))
                    y += high
                y += _GAP
            view.end(y)
        _foot(ui, session, Box(room.x, screen.h - _FOOT, room.w, _FOOT))
        self._listen(ui, session)

    def _row(self, ui: Ui, session: Session, name: str, shown: Shown, box: Box) -> None:
        middle = box.y + box.h / 2
        control = Box(box.right - 16 - _CONTROL, middle - 17, _CONTROL, 34)
        if Settings.model_fields[name].annotation is bool:
            _switch(ui, session, name, shown, box, control)
        elif Settings.model_fields[name].annotation is int:
            _volume(ui, session, name, shown, control)
        else:
            _choice(ui, session, name, shown, control)
        ui.icon(shown.icon, box.x + 30, middle, 20, "accent")
        wide = control.x - box.x - 76
        if name == "palette":
            wide -= 24 * len(_SAMPLES)
            for place, (icon, meaning) in enumerate(_SAMPLES):
                ui.icon(icon, control.x - 24 * (len(_SAMPLES) - place), middle, 18, meaning)
        ui.text(say(f"ui.settings.{name}"), box.x + 56, middle - 9, LEAD, "text", "Medium", width=wide)
        note, colour = _note(ui, session, name, shown)
        ui.text(note, box.x + 56, middle + 10, BODY, colour, width=wide)

    def _listen(self, ui: Ui, session: Session) -> None:
        """Let a new volume of effects be heard, once it is no longer dragged."""
        effects = session.settings.effects
        if self._heard is None:
            self._heard = effects
        elif effects != self._heard and not ui.dragging:
            self._heard = effects
            session.sound.play("click")


def _note(ui: Ui, session: Session, name: str, shown: Shown) -> tuple[str, str]:
    """What a setting does, or why it does less than it could; and the colour of that."""
    scale = session.settings.scale
    if name == "scale" and scale != AUTOMATIC and ui.scale < scale - 0.005:
        return say("ui.settings.scale_limited", shown=ui.scale), "warning"
    if shown.group == "sound" and not session.sound.available:
        return say("ui.settings.silent"), "warning"
    keys = {"key": ui.bound("F11"), "larger": ui.bound("Ctrl+Plus"), "smaller": ui.bound("Ctrl+Minus"),
            "tutorial": ui.bound("F9")}  # fmt: skip
    return say(f"ui.settings.{name}_text", **keys), "soft"


def _switch(ui: Ui, session: Session, name: str, shown: Shown, row: Box, control: Box) -> None:
    """On or off; the whole row can be clicked."""
    on = bool(getattr(session.settings, name))
    area = row.inset(6, 3)
    touch = ui.touch(name, area, "checkbox", say(f"ui.settings.{name}"), on, hotkey=shown.hotkey)
    if touch.hover:
        ui.box(area, "raised", None, 8)
    ui.ring(name, area, 8)
    if touch.clicked:
        session.ask(lambda: session.adjust(**{name: not on}))
    middle = control.y + control.h / 2
    ui.box((control.x, middle - 12, 44, 24), "accent2" if on else "inset", "accent" if on else "line2", 12)
    ui.box((control.x + (24 if on else 4), middle - 8, 16, 16), "white" if on else "dim", None, 8)
    label = say("ui.settings.on") if on else say("ui.settings.off")
    ui.text(label, control.x + 56, middle, BODY, "text" if on else "soft", "Medium")
    ui.keycap(shown.hotkey, control.right - 32, middle)


def _volume(ui: Ui, session: Session, name: str, shown: Shown, control: Box) -> None:
    """Per cent on a rail; the key gives it the keyboard."""
    value = int(getattr(session.settings, name))
    if ui.key(shown.hotkey):
        ui.focus, ui.focus_visible = name, True
    middle = control.y + control.h / 2
    rail = Box(control.x + 8, middle - 7, control.w - 8 - 64 - 52, 14)
    label = say(f"ui.settings.{name}")
    new = round(ui.slider(name, rail, value, 0, 100, _VOLUME_STEP, label))
    if new != value:
        session.ask(lambda: session.adjust(**{name: new}))
    if not new:
        ui.icon("volume-x", control.right - 72, middle, 16)
    else:
        ui.text(say("ui.settings.percent", value=new), control.right - 64, middle, BODY, "text", "Medium", "right")
    ui.keycap(shown.hotkey, control.right - 32, middle)


def _choice(ui: Ui, session: Session, name: str, shown: Shown, control: Box) -> None:
    """One of several, as a list that opens."""
    value = getattr(session.settings, name)
    options = _options(name, value)
    labels = [_label(ui, name, option, option == value) for option in options]
    at = options.index(value)
    picked = ui.dropdown(name, control, labels, at, say(f"ui.settings.{name}"), hotkey=shown.hotkey)
    if picked != at:
        session.ask(lambda: session.adjust(**{name: options[picked]}))


def _options(name: str, value: str | float) -> list[str | float]:
    """What can be chosen. A scale may have been set between two tenths; it then stands among them."""
    if name == "language":
        return list(languages())
    if name != "scale":
        return list(get_args(Settings.model_fields[name].annotation))
    scales = {tenth / 10 for tenth in _TENTHS}
    if value != AUTOMATIC:
        scales.add(float(value))
    return [AUTOMATIC, *sorted(scales)]


def _label(ui: Ui, name: str, option: str | float, chosen: bool) -> str:
    if name == "language":
        return languages()[str(option)]
    if isinstance(option, str):
        label = say(f"ui.settings.{name}_{option}")
        automatic = name == "scale" and chosen
        return f"{label} · {say('ui.settings.percent', value=round(ui.scale * 100))}" if automatic else label
    return say("ui.settings.percent", value=round(option * 100))


def _foot(ui: Ui, session: Session, box: Box) -> None:
    """Where the settings are kept, the screen of keys, and the way back to the defaults."""
    button = Box(box.right - 240, box.y + 10, 240, 36)
    if ui.button("keys", (button.x - 132, button.y, 120, 36), say("ui.keys.title"), "plain", "keyboard", "K"):
        session.ask(lambda: session.go("keys"))
    now = session.settings
    # the screen of keys puts back keys, and nothing unlearns lessons
    defaults = Settings(keys=now.keys, tutorial=now.tutorial, lessons=now.lessons)
    changed = session.settings != defaults
    label, reason = say("ui.settings.reset"), say("ui.settings.reset_none")
    if ui.button("reset", button, label, "plain", "rotate-ccw", "R", changed, reason):
        session.ask(lambda: session.adjust(**defaults.model_dump()))
    ui.text(str(session.settings_file), box.x + 4, box.y + 28, META, "dim", width=button.x - 132 - box.x - 20)
