"""The keys: every command with its key, and a new key by pressing it."""

from __future__ import annotations

from game.content.words import say
from game.ui.keys import COMMANDS, Command, clashes, groups, key_of, taken_by, usable, with_key
from game.ui.layout import Box
from game.ui.screens.load import draw_head
from game.ui.session import Session
from game.ui.theme import BODY, MARGIN, META, TOP_BAR
from game.ui.widgets import Ui

CAPTURE = "capture"
_WIDEST, _HEADER, _ROW, _FOOT = 1040.0, 30.0, 34.0, 56.0
_FIXED_LINES = 2


class KeysScreen:
    """Remembers which command gets a key, and the key that somebody else has."""

    def __init__(self) -> None:
        self._command: Command | None = None
        self._wanted = ""  # pressed, and taken by others
        self._others = ""  # who has it
        self._swap: dict[str, str] | None = None  # all keys if they change places; None where that cannot be
        self._refused = False  # pressed, and no command can have it

    def draw(self, ui: Ui, session: Session) -> None:
        ui.fill()
        draw_head(ui, session, "keyboard", say("ui.keys.title"))
        screen = ui.screen
        width = min(_WIDEST, screen.w - 2 * MARGIN)
        room = Box(round((screen.w - width) / 2), TOP_BAR + MARGIN, width, screen.h - TOP_BAR - MARGIN - _FOOT)
        with ui.scroll("keys", room, say("ui.keys.title")) as view:
            columns = Box(view.x, view.y, view.w, 0).columns(2, 12)
            ends = [view.y, view.y]
            for group in groups():
                commands = [command for command in COMMANDS.values() if command.group == group]
                side = ends.index(min(ends))
                column = Box(columns[side].x, ends[side], columns[side].w, 0)
                ends[side] = self._group(ui, session, column, commands, room)
            view.end(max(ends))
        self._foot(ui, session, Box(room.x, screen.h - _FOOT, room.w, _FOOT))
        self._capture(ui, session)

    def _group(self, ui: Ui, session: Session, box: Box, commands: list[Command], room: Box) -> float:
        """The commands of one group, drawn as far as they are in the room. Returns where they end."""
        ui.caps(say(f"ui.command.group.{commands[0].group}"), box.x + 4, box.y + _HEADER / 2)
        y = box.y + _HEADER
        ui.box((box.x, y, box.w, _ROW * len(commands)), "panel", "line", 10)
        for place, command in enumerate(commands):
            row = Box(box.x, y, box.w, _ROW)
            own = key_of(command, session.settings.keys)
            y += _ROW
            if row.bottom < room.y or row.y > room.bottom:  # only where Tab can find it
                ui.touch(f"key/{command.id}", row.inset(4, 3), "row", command.text)
                continue
            if place:
                ui.rule(row.x + 16, row.y, row.w - 32, "faint")
            if ui.row(f"key/{command.id}", row.inset(4, 3), say("ui.keys.label", label=command.text, key=own)):
                self._command, self._wanted, self._refused = command, "", False
                ui.open(CAPTURE)
            middle = row.y + row.h / 2
            edge = row.right - 16 - ui.key_name(own, row.right - 16, middle)
            if own != command.key:
                note = say("ui.keys.own", key=command.key)
                edge -= ui.text(note, edge - 8, middle, META, "soft", align="right") + 8
            ui.text(command.text, row.x + 16, middle, BODY, "text", width=edge - row.x - 24)
        return y + 8

    def _foot(self, ui: Ui, session: Session, box: Box) -> None:
        button = Box(box.right - 240, box.y + 10, 240, 36)
        changed = bool(session.settings.keys)
        if ui.button(
            "reset-keys", button, say("ui.keys.reset"), "plain", "rotate-ccw", "R", changed, say("ui.keys.reset_none")
        ):
            session.ask(lambda: session.adjust(keys={}))
        text = f"{say('ui.keys.note')} {say('ui.keys.fixed')}"
        ui.paragraph(text, box.x + 4, box.y + 12, button.x - box.x - 24, META, "soft", lines=_FIXED_LINES)

    # ---- a new key ----------------------------------------------------------------------------------

    def _capture(self, ui: Ui, session: Session) -> None:
        command = self._command
        title = say("ui.keys.taken", key=self._wanted) if self._wanted else say("ui.keys.press")
        with ui.modal(CAPTURE, (480, 230), title, "keyboard", escape=False) as room:
            if not room or command is None:
                return
            if self._wanted:
                self._offer(ui, session, command, room)
            else:
                self._listen(ui, session, command, room)

    def _listen(self, ui: Ui, session: Session, command: Command, room: Box) -> None:
        """Wait for a key."""
        chosen = session.settings.keys
        own = key_of(command, chosen)
        ui.paragraph(say("ui.keys.press_text", command=command.text, key=own), room.x, room.y, room.w, BODY, "soft")
        ui.key_name(own, room.x + room.w / 2, room.y + 66, "centre")
        if self._refused:
            ui.text(say("ui.keys.unusable"), room.x, room.y + 100, BODY, "warning", width=room.w - 150)
        pressed = ui.take_any_key()
        leave = ui.button(f"{CAPTURE}/leave", room.from_bottom(36).from_right(140), say("ui.cancel"))
        if leave or pressed == "Esc" or pressed == own:
            ui.close(CAPTURE)
        elif pressed and not usable(pressed):
            self._refused = True
        elif pressed and (others := taken_by(command, pressed, chosen)):
            swap = with_key(command, pressed, chosen)
            self._wanted, self._others = pressed, ", ".join(other.text for other in others)
            self._swap = None if clashes(swap) else swap
        elif pressed:
            self._take(ui, session, command, pressed)

    def _offer(self, ui: Ui, session: Session, command: Command, room: Box) -> None:
        """Somebody has that key: change places, or try another."""
        key, possible = self._wanted, self._swap is not None
        text = say(f"ui.keys.{'taken_text' if possible else 'never'}", key=key, others=self._others,
                   old=key_of(command, session.settings.keys))  # fmt: skip
        ui.paragraph(text, room.x, room.y, room.w, BODY, "soft" if possible else "warning", lines=4)
        no, yes = room.from_bottom(36).columns(2, 12)
        pressed = ui.take_key("Enter", "Esc")
        if ui.button(f"{CAPTURE}/another", no, say("ui.keys.another")) or pressed == "Esc":
            self._wanted, self._refused = "", False
        elif possible and (
            ui.button(f"{CAPTURE}/swap", yes, say("ui.keys.swap"), "primary", "refresh-cw") or pressed == "Enter"
        ):
            self._take(ui, session, command, key)

    def _take(self, ui: Ui, session: Session, command: Command, key: str) -> None:
        ui.close(CAPTURE)
        wanted = with_key(command, key, session.settings.keys)
        session.ask(lambda: session.adjust(keys=wanted))
        session.tell(say("ui.keys.changed", command=command.text, key=key))
