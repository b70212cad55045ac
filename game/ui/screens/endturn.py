"""The end of a turn: big actions, the next decision that is still open, and handing in."""

from __future__ import annotations

from game.campaign.sheet import MAX_ACTIONS
from game.content.words import say
from game.rules.pending import Pending
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.session import Session
from game.ui.theme import BODY, TITLE
from game.ui.tips import Tip
from game.ui.widgets import Ui

ACTIONS = "actions"  # the picker of big actions
_SCREENS = {
    "deploy": "deploy",
    "budget": "main",
    "release": "models",
    "lane": "technology",
    "proposal": "treaties",
    "training": "models",
    "actions": "main",
}


def draw_end_turn(ui: Ui, session: Session, office: Office, box: Box) -> None:
    """Two rows of buttons at the foot of the panel."""
    actions, ending = box.rows([36, 40], 8)
    used = len(office.sheet.actions)
    label = say("ui.actions.button", used=used, most=MAX_ACTIONS)
    if ui.button("big-actions", actions, label, icon="zap", hotkey="A"):
        ui.open(ACTIONS)
    pending = office.pending
    if not pending:
        if ui.button("end-turn", ending, say("ui.end_turn"), "primary", "arrow-right", hotkey="Enter"):
            session.ask(session.end_turn)
    else:
        _next_decision(ui, session, office, pending, ending)


def _next_decision(ui: Ui, session: Session, office: Office, pending: list[Pending], box: Box) -> None:
    first = pending[0]
    skip = box.from_right(40)
    wide = Box(box.x, box.y, box.w - 48, box.h)
    tip = Tip(
        title=name_of(office, first),
        text=office.names.say(f"pending.detail.{first.kind}", first.values),
        note=say("ui.pending.more", count=len(pending) - 1, key=ui.bound("Ctrl+Enter")) if len(pending) > 1 else "",
    )
    label = say(f"ui.next.{first.kind}", **_short(first))
    size = TITLE if ui.button_width(label, hotkey="Enter") <= wide.w else BODY
    if ui.button("end-turn", wide, label, "primary", hotkey="Enter", tip=tip, size=size):
        open_decision(ui, session, first)
    reason = say("ui.pending.must")
    label = say("ui.pending.skip")
    if ui.icon_button("skip", skip, "skip-forward", label, "K", not first.must, reason, quiet=False):
        set_aside(office, first)


def _short(pending: Pending) -> dict[str, object]:
    """The values of the short name on the button."""
    if pending.kind == "lane":
        return {"lane": say(f"ui.lane.{pending.detail}")}
    return dict(pending.values)


def name_of(office: Office, pending: Pending) -> str:
    return office.names.say(pending.key, pending.values)


def open_decision(ui: Ui, session: Session, pending: Pending) -> None:
    """Go where this decision is made."""
    if pending.kind == "actions":
        ui.open(ACTIONS)
    elif pending.kind == "budget":
        ui.focus = "share/research"
    else:
        session.ask(lambda: session.go(_SCREENS[pending.kind]))


def set_aside(office: Office, pending: Pending) -> None:
    """Leave a decision as it is for this turn."""
    office.edit(acknowledged=(*office.sheet.acknowledged, pending.name))
