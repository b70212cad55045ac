"""The menu inside a campaign: on, save, load, seats, settings, title, quit; and the keys that work everywhere."""

from __future__ import annotations

from game.campaign import saves
from game.content.words import say
from game.ui.layout import Box
from game.ui.screens.seats import SEATS, draw_seats
from game.ui.screens.why import draw_why
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.widgets import Ui

MENU, SAVE, QUIT = "menu", "save-as", "quit"
_ROWS = (
    ("resume", "play", "Enter"),
    ("save", "save", "S"),
    ("load", "folder-open", "L"),
    ("end_turn", "skip-forward", "E"),
    ("seats", "users", "P"),
    ("settings", "settings", "O"),
    ("title_screen", "house", "T"),
    ("quit", "log-out", "Q"),
)


def draw_menu(ui: Ui, session: Session, escape: bool) -> None:
    """Draw it last on every screen of a campaign. `escape`: Escape opens it; elsewhere it goes one step back."""
    if ui.key("Ctrl+S"):
        ui.open(SAVE, focus=f"{SAVE}/name")
    if ui.key("Ctrl+Enter") and session.office is not None:
        session.ask(session.end_turn)
    if ui.key("Ctrl+Z") and session.office is not None:
        session.office.undo()
    if ui.key("Ctrl+Y") and session.office is not None:
        session.office.redo()
    if ui.key("Esc"):
        if escape:
            ui.open(MENU)
        else:
            session.ask(lambda: session.back("main"))
    with ui.modal(MENU, (380, 104 + 48.0 * len(_ROWS)), say("ui.menu.title"), "orbit") as room:
        if room:
            for place, (name, icon, key) in enumerate(_ROWS):
                box = Box(room.x, room.y + place * 48, room.w, 40)
                enabled = name != "end_turn" or session.office is not None
                reason = say("ui.menu.no_seat")
                label = say(f"ui.menu.{name}")
                if ui.button(f"{MENU}/{name}", box, label, "plain", icon, key, enabled, reason, align="left"):
                    _choose(ui, session, name)
    if session.office is not None:
        draw_why(ui, session, session.office)
    draw_seats(ui, session)
    _draw_save(ui, session)
    _draw_quit(ui, session)


def _choose(ui: Ui, session: Session, name: str) -> None:
    ui.close(MENU)
    if name == "save":
        ui.open(SAVE, focus=f"{SAVE}/name")
    elif name == "load":
        session.ask(lambda: session.go("load"))
    elif name == "end_turn":
        session.ask(session.end_turn)
    elif name == "seats":
        ui.open(SEATS)
    elif name == "settings":
        session.ask(lambda: session.go("settings"))
    elif name == "title_screen":
        session.ask(session.leave_campaign)
    elif name == "quit" and not session.settings.confirmations:
        session.ask(session.leave_window)
    elif name == "quit":
        ui.open(QUIT, focus=f"{QUIT}/yes")


def _draw_save(ui: Ui, session: Session) -> None:
    with ui.modal(SAVE, (440, 210), say("ui.menu.save"), "save") as room:
        if not room:
            return
        if session.save_name is None:
            session.save_name = session.suggested_name()
        session.save_name = ui.field(
            f"{SAVE}/name", (room.x, room.y, room.w, 38), session.save_name, say("ui.menu.name"), "pencil", limit=40
        )
        if saves.path_of(session.folder, session.save_name).exists():
            ui.text(say("ui.menu.replaces"), room.x + 2, room.y + 54, META, "warning", width=room.w)
        else:
            ui.text(str(session.folder), room.x + 2, room.y + 54, META, "dim", width=room.w)
        no, yes = room.from_bottom(36).columns(2, 12)
        entered = ui.submitted(f"{SAVE}/name")
        if ui.button(f"{SAVE}/no", no, say("ui.cancel"), hotkey="Esc"):
            ui.close(SAVE)
        if ui.button(f"{SAVE}/yes", yes, say("ui.menu.save_now"), "primary", "save", hotkey="Enter") or entered:
            name = session.save_name
            ui.close(SAVE)
            session.ask(lambda: _save(session, name))


def _save(session: Session, name: str) -> None:
    session.save_as(name)
    session.save_name = None


def _draw_quit(ui: Ui, session: Session) -> None:
    with ui.modal(QUIT, (440, 200), say("ui.menu.quit_title"), "log-out") as room:
        if not room:
            return
        ui.paragraph(say("ui.menu.quit_text"), room.x, room.y, room.w, BODY, "soft")
        no, yes = room.from_bottom(36).columns(2, 12)
        if ui.button(f"{QUIT}/no", no, say("ui.cancel"), hotkey="N"):
            ui.close(QUIT)
        if ui.button(f"{QUIT}/yes", yes, say("ui.menu.quit"), "primary", "log-out", hotkey="Y"):
            ui.close(QUIT)
            session.ask(session.leave_window)
