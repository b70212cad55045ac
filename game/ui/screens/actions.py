"""The picker of big actions: two a turn, because attention is scarce."""

from __future__ import annotations

from game.campaign.sheet import MAX_ACTIONS, BigAction
from game.content.vocabulary import CLAUSE_ACTIONS, SEAT_ACTIONS, STATE_ACTIONS, Action, Clause
from game.content.words import say
from game.ui.keys import ACTION_KEYS
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.endturn import ACTIONS
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.tips import Tip
from game.ui.widgets import Ui

ICONS = {
    Action.SIGN: "handshake",
    Action.LEAVE: "log-out",
    Action.SPY_SECRETS: "hat-glasses",
    Action.SPY_WEIGHTS: "venetian-mask",
    Action.SABOTAGE: "bomb",
    Action.RECRUIT: "user-plus",
    Action.LOBBY_FOR: "gavel",
    Action.LOBBY_AGAINST: "ban",
    Action.CAMPAIGN: "megaphone",
    Action.SHARE_SAFETY: "shield-check",
    Action.INVITE_GOVERNMENT: "landmark",
    Action.REFUSE_GOVERNMENT: "hand",
    Action.LOCK_DOWN: "lock",
    Action.SUBSIDISE: "banknote",
    Action.REGULATE: "scroll-text",
    Action.LICENCE: "badge-check",
    Action.EXPORT_CONTROL: "package",
    Action.PROTECT: "shield",
    Action.TAKE_OVER: "crown",
    Action.STRIKE: "sword",
}
_COMMON = tuple(a for a in Action if a is not Action.NONE and a not in STATE_ACTIONS)
# No government stands above a state, so there is none to invite or to refuse.
_OF_STATES = tuple(a for a in _COMMON if a not in (Action.INVITE_GOVERNMENT, Action.REFUSE_GOVERNMENT)) + STATE_ACTIONS


def offered(office: Office) -> tuple[Action, ...]:
    """The big actions that a seat of this kind has."""
    return _OF_STATES if office.setup.is_state[office.index, 0] else _COMMON


def targets(office: Office, action: Action) -> list[str]:
    """What the action can be aimed at as the orders stand: ids of seats or clauses; empty where it needs none."""
    if action in SEAT_ACTIONS:
        candidates = [id_ for id_ in office.setup.seats if id_ != office.seat]
    elif action in CLAUSE_ACTIONS:
        candidates = list(Clause.ids())
    else:
        return []
    return [id_ for id_ in candidates if not _refused(office, BigAction(kind=action.id, target=id_))]


def _refused(office: Office, wanted: BigAction) -> str:
    """Why this action cannot be taken; empty if it can. That both are already taken is another matter."""
    refused = office.would_refuse(actions=(wanted,)) if wanted not in office.sheet.actions else []
    return office.text(refused[0]) if refused else ""


def why_not(office: Office, action: Action) -> str:
    """Why nothing of this kind can be ordered now; empty if something can."""
    if any(given.action is action for given in office.sheet.actions) and action not in (*SEAT_ACTIONS, *CLAUSE_ACTIONS):
        return ""
    if len(office.sheet.actions) >= MAX_ACTIONS:
        return say("ui.actions.full")
    if action in SEAT_ACTIONS or action in CLAUSE_ACTIONS:
        return "" if targets(office, action) else say("ui.actions.no_target")
    return _refused(office, BigAction(kind=action.id))


def name_of(office: Office, given: BigAction) -> str:
    """An ordered action as a line: "Steal weights: Qilin"."""
    name = say(f"word.action.{given.kind}")
    if given.target is None:
        return name
    what = "clause" if given.action in CLAUSE_ACTIONS else "seat"
    return say("ui.actions.aimed", action=name, target=office.names.of(what, given.target))


def take(session: Session, office: Office, given: BigAction) -> None:
    """Order an action."""
    session.tell_refused(office, office.edit(actions=(*office.sheet.actions, given)))


def drop(office: Office, place: int) -> None:
    """Take an order back."""
    left = list(office.sheet.actions)
    del left[place]
    office.edit(actions=tuple(left))


def draw_actions(ui: Ui, session: Session, office: Office) -> None:
    """The dialogue; call it last on the screens that open it."""
    kinds = offered(office)
    rows = (len(kinds) + 2) // 3
    size = (760.0, 56 + 32 + 64 + 46.0 * rows + 40)
    with ui.modal(ACTIONS, size, say("ui.actions.title"), "zap") as room:
        if not room:
            _close_targets(ui)
            return
        slots = Box(room.x, room.y - 6, room.w, 44).columns(MAX_ACTIONS, 12)
        for place, slot in enumerate(slots):
            _slot(ui, office, place, slot)
        grid = Box(room.x, room.y + 50, room.w, 46.0 * rows)
        for place, action in enumerate(kinds):
            column, row = place % 3, place // 3
            width = (grid.w - 16) / 3
            box = Box(grid.x + column * (width + 8), grid.y + row * 46, width, 40)
            _action(ui, session, office, action, box)
        if ui.button(
            f"{ACTIONS}/done", room.from_bottom(36).from_right(150), say("ui.done"), "primary", hotkey="Enter"
        ):
            ui.close(ACTIONS)
        ui.paragraph(say("ui.actions.note"), room.x, room.bottom - 34, room.w - 170, META, "dim", lines=2)
    _draw_targets(ui, session, office, kinds)


def _slot(ui: Ui, office: Office, place: int, box: Box) -> None:
    given = office.sheet.actions[place] if place < len(office.sheet.actions) else None
    ui.box(
        box, "inset" if given is None else "selected", "line2" if given is None else "accent2", 8, dashed=given is None
    )
    if given is None:
        ui.text(say("ui.actions.free"), box.x + 14, box.y + 22, BODY, "dim")
        return
    ui.icon(ICONS[given.action], box.x + 22, box.y + 22, 18, "accent")
    ui.text(name_of(office, given), box.x + 42, box.y + 22, BODY, "text", "SemiBold", width=box.w - 124)
    button = (box.right - 74, box.y + 7, 66, 30)
    if ui.button(f"{ACTIONS}/drop{place}", button, say("ui.actions.drop"), "quiet", hotkey=str(place + 1), size=META):
        drop(office, place)


def _action(ui: Ui, session: Session, office: Office, action: Action, box: Box) -> None:
    reason = why_not(office, action)
    aimed = action in SEAT_ACTIONS or action in CLAUSE_ACTIONS
    label = say(f"word.action.{action.id}") + (" …" if aimed else "")
    chosen = any(given.action is action for given in office.sheet.actions)
    tip = Tip(title=say(f"word.action.{action.id}"), text=say(f"ui.action.{action.id}"), note=reason)
    wanted = f"{ACTIONS}/{action.id}"
    if ui.button(
        wanted, box, label, icon=ICONS[action], hotkey=ACTION_KEYS[action], enabled=not reason, reason=reason,
        tip=tip, size=BODY, selected=chosen, align="left",
    ):  # fmt: skip
        if aimed:
            ui.open(f"{ACTIONS}-{action.id}")
        elif chosen:
            drop(office, next(i for i, given in enumerate(office.sheet.actions) if given.action is action))
        else:
            take(session, office, BigAction(kind=action.id))


def _draw_targets(ui: Ui, session: Session, office: Office, kinds: tuple[Action, ...]) -> None:
    """The list of targets of the action that was chosen."""
    for action in kinds:
        wanted = f"{ACTIONS}-{action.id}"
        if not ui.is_open(wanted):
            continue
        found = targets(office, action)
        with ui.modal(wanted, (420, 100 + 46.0 * len(found)), say(f"word.action.{action.id}"), ICONS[action]) as room:
            if not room:
                continue
            what = "clause" if action in CLAUSE_ACTIONS else "seat"
            for place, id_ in enumerate(found):
                box = Box(room.x, room.y + place * 46, room.w, 40)
                name = office.names.of(what, id_)
                tip = say(f"ui.clause.{id_}") if what == "clause" else None
                if ui.button(f"{wanted}/{id_}", box, name, hotkey=str(place + 1), tip=tip, align="left"):
                    ui.close(wanted)
                    take(session, office, BigAction(kind=action.id, target=id_))


def _close_targets(ui: Ui) -> None:
    for action in Action:
        ui.close(f"{ACTIONS}-{action.id}")
