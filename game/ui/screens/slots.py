"""The two big actions of the turn as a strip: how many are left, which are taken, and taking them back."""

from __future__ import annotations

from game.campaign.sheet import MAX_ACTIONS, BigAction
from game.content.vocabulary import Action
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.actions import ICONS, name_of, take
from game.ui.screens.endturn import ACTIONS
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.widgets import Ui

HEIGHT = 66.0
_REMOVE = ("Delete", "Backspace")


def draw_slots(ui: Ui, session: Session, office: Office, box: Box) -> None:
    """A strip of `HEIGHT`; the dialogue with all big actions is opened from it."""
    used = len(office.sheet.actions)
    x = box.x + max(110.0, ui.caps(say("ui.rivals.actions"), box.x, box.y + 10) + 14)
    label = say("ui.rivals.left", left=MAX_ACTIONS - used, most=MAX_ACTIONS)
    button = Box(box.right - 112, box.y - 4, 112, 26)
    colour = "good" if used < MAX_ACTIONS else "warning"
    ui.text(label, x, box.y + 10, META, colour, "Medium", width=button.x - x - 4)
    if ui.button("big-actions", button, say("ui.rivals.all_actions"), "quiet", hotkey="A", size=META):
        ui.open(ACTIONS)
    for place, slot in enumerate(Box(box.x, box.y + 26, box.w, 38).columns(MAX_ACTIONS, 10)):
        _draw_slot(ui, session, office, place, slot)


def _draw_slot(ui: Ui, session: Session, office: Office, place: int, box: Box) -> None:
    given = office.sheet.actions[place] if place < len(office.sheet.actions) else None
    middle = box.y + box.h / 2
    if given is None:
        ui.box(box, "inset", "line2", 8, dashed=True)
        ui.text(say("ui.actions.free"), box.x + 14, middle, BODY, "dim")
        return
    ui.box(box, "selected", "accent2", 8)
    ui.icon(ICONS[given.action], box.x + 20, middle, 16, "accent")
    text, room = say(f"word.action.{given.kind}"), box.w - 76
    if given.target is not None and given.target in office.setup.seats:
        ui.seat_token(office.style(given.target), box.right - 48, middle, 11)
        room -= 26
    elif given.target is not None:  # the icon tells whether the clause is signed or left
        text = office.names.of("clause", given.target)
    ui.text(text, box.x + 36, middle, BODY, "text", "SemiBold", width=room)
    remove = (box.right - 34, box.y + 5, 28, 28)
    name = name_of(office, given)
    ui.tip_area(f"slot/{place}", (box.x, box.y, box.w - 36, box.h), name, name)
    if ui.icon_button(f"drop/{place}", remove, "x", say("ui.rivals.take_back", action=name), _REMOVE[place]):
        take_back(session, office, given)


def toggle(session: Session, office: Office, given: BigAction) -> None:
    """Order an action, or take it back when it is ordered already."""
    if given in office.sheet.actions:
        take_back(session, office, given)
    else:
        take(session, office, given)


def take_back(session: Session, office: Office, given: BigAction) -> None:
    """Undo an order; a clause that is then not signed cannot be broken either."""
    left = tuple(other for other in office.sheet.actions if other != given)
    cheat = office.sheet.cheat
    if given.action is Action.SIGN:
        cheat = tuple(clause for clause in cheat if clause != given.target)
    session.tell_refused(office, office.edit(actions=left, cheat=cheat))


def barred(office: Office, given: BigAction) -> str:
    """Why this action cannot be ordered now; empty if it can, or if it is ordered already."""
    if given in office.sheet.actions:
        return ""
    if len(office.sheet.actions) >= MAX_ACTIONS:
        return say("ui.actions.full")
    refused = office.would_refuse(actions=(*office.sheet.actions, given))
    return office.text(refused[0]) if refused else ""
