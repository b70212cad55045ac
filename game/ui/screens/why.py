"""Why a figure stands where it stands: what changed it, turn by turn, and what the orders are expected to do to it.

Opened from any figure by a click, by Enter, or by the key W; the terms are those of the ledger and add up.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.content.words import say
from game.rules.ledger import Term
from game.ui.layout import Box, Rect
from game.ui.office import Office
from game.ui.screens.causes import Write, cause_name, mood, together
from game.ui.screens.causeterms import expected_terms, past_terms, quantity_of
from game.ui.screens.figures import KINDS, WATCHED, Figure, change_writer, figure, series
from game.ui.session import Session
from game.ui.theme import BODY, META, TITLE
from game.ui.widgets import Ui

WHY = "why"
_SIZE = (1000.0, 560.0)
_LIST = 206.0
_ROW = 22.0
_ARTICLES = {
    "margin": "evaluations",
    "ceiling": "alignment-ceiling",
    "capability": "effective-compute",
    "algorithms": "effective-compute",
    "security": "secrets-and-weights",
    "public_weights": "proliferation",
    "accountability": "concentration",
    "trust": "openness",
    "public_concern": "gradual-disempowerment",
}
_OF_SHARES = {
    "research": "algorithms",
    "security": "security",
    "compute": "pending",
    "openness": "trust",
    "alignment": "ceiling",
    "training": "capability",
    "serving": "cash",
}


def explained(ui: Ui, session: Session, wanted: str, rect: Rect, shown: Figure) -> bool:
    """The area of a figure: its tooltip tells the causes, a click or Enter opens all of them. Whether it is pointed at.

    The last part of the id is the figure's key.
    """
    label = f"{shown.name} {shown.value} {shown.change}".strip()
    touch = ui.touch(wanted, rect, "figure", label, focusable=True, tip=shown.tip)
    if touch.clicked:
        open_why(ui, session, shown.key)
    return touch.hover


def open_why(ui: Ui, session: Session, key: str, turn: int | None = None) -> None:
    """Show the causes of a figure, by default of its last change."""
    session.why = (key, turn)
    ui.open(WHY, focus=f"{WHY}/list")


def why_key(ui: Ui, session: Session) -> None:
    """The key that asks why: about the figure with the focus, or else the one under the mouse, or else the last one."""
    if ui.key("W"):
        open_why(ui, session, _meant(ui) or session.why[0] or WATCHED[0])


def draw_why(ui: Ui, session: Session, office: Office) -> None:
    """The dialogue; the menu draws it on every screen of a seat."""
    with ui.modal(WHY, (min(_SIZE[0], ui.screen.w - 48), min(_SIZE[1], ui.screen.h - 48))) as room:
        if not room:
            return
        key, turn = session.why
        turn = office.turn - 1 if turn is None else turn
        picked = _list(ui, office, room.left(_LIST), key)
        if picked != key:
            session.why = (picked, None)
            return
        _detail(ui, session, office, room.after(_LIST, 20), key, turn)


def _meant(ui: Ui) -> str:
    """The figure that the focus or the mouse is on, or "" where they are on none."""
    under = [node.id for node in ui.nodes if Box(*node.rect).contains(*ui.mouse)]
    for id_ in (ui.focus or "", *reversed(under)):
        place, _, key = id_.rpartition("/")
        if place == "share" and key in _OF_SHARES:
            return _OF_SHARES[key]
        if key in WATCHED and place in ("figure", "ribbon", "report"):
            return key
    return ""


def _list(ui: Ui, office: Office, box: Box, key: str) -> str:
    """All figures with their values; arrows go through them. Returns the one that is chosen now."""
    ui.text(say("ui.why.title"), box.x, box.y + 10, TITLE, "text", "SemiBold")
    keys = WATCHED if key in WATCHED else (*WATCHED, key)
    rows = box.below(28)
    pitch = min(30.0, rows.h / len(keys))
    ui.touch(f"{WHY}/list", rows, "list", say("ui.why.list"), key)
    at = keys.index(key)
    step = {"Down": 1, "Up": -1, "Home": -len(keys), "End": len(keys)}
    while pressed := ui.focus_key(f"{WHY}/list", *step):
        at = max(0, min(len(keys) - 1, at + step[pressed]))
    for place, each in enumerate(keys):
        row = Box(rows.x, rows.y + place * pitch, rows.w, pitch - 2)
        name = figure(office, each).name if each in WATCHED else say(f"ui.figure.{each}")
        if ui.touch(f"{WHY}/of/{each}", row, "row", name, focusable=False).clicked:
            at = place
        on = place == at
        if on:
            ui.ring(f"{WHY}/list", row, 6)
            ui.box(row, "selected", "accent2", 6)
        y = row.y + row.h / 2
        value = figure(office, each).value.removesuffix(" H100e") if each in WATCHED else ""
        used = ui.text(value, row.right - 8, y, META, "text" if on else "soft", "Medium", "right")
        ui.text(name, row.x + 8, y, BODY, "text" if on else "soft", width=row.w - 24 - used)
    return keys[at]


@dataclass(frozen=True)
class _Cause:
    name: str
    amount: float
    article: str  # of the codex, or ""


def _causes(office: Office, terms: list[Term], most: int) -> list[_Cause]:
    """The terms by cause, largest first; small ones share the last row."""
    rows = [_Cause(cause_name(office, cause), amount, _article(cause)) for cause, amount in together(terms)]
    if len(rows) <= most:
        return rows
    rest = rows[most - 1 :]
    left = sum(row.amount for row in rest)
    return [*rows[: most - 1], _Cause(say("ui.causes.rest", count=len(rest)), left, "")]


def _article(cause: str) -> str:
    kind, _, id_ = cause.partition(":")
    return {"technology": f"technologies/{id_}", "event": f"events/{id_}", "seat": f"seats/{id_}"}.get(kind, "")


def _detail(ui: Ui, session: Session, office: Office, box: Box, key: str, turn: int) -> None:
    head = box.top(64)
    _head(ui, session, office, head, key)
    left, right = box.below(76).columns(2, 24)
    past = series(office, key) if key in WATCHED else ()
    if len(past) > 1:
        ui.box(left.top(64), "inset", "line", 8)
        ui.sparkline(left.top(64).inset(8, 6), past[-24:], "accent", "text")
        left = left.below(76)
    made = office.made_of("money" if key == "cash" else key)
    if made:
        right, lower = right.rows(2, 16)
        _block(ui, session, office, lower, key, say("ui.why.made"), made, say("ui.why.now"), "made", False)
    _expected(ui, session, office, right, key)
    _past(ui, session, office, left, key, turn)


def _head(ui: Ui, session: Session, office: Office, box: Box, key: str) -> None:
    shown = figure(office, key) if key in WATCHED else None
    x = box.x
    if shown is not None:
        ui.icon(shown.icon, x + 10, box.y + 12, 20, "accent")
        x += 30
    x += ui.text(shown.name if shown else say(f"ui.figure.{key}"), x, box.y + 12, 18, "text", "SemiBold") + 14
    if shown is not None:
        x += ui.text(shown.value, x, box.y + 12, 18, "text", "Bold") + 8
        ui.text(shown.change, x, box.y + 13, BODY, shown.colour, "SemiBold")
        ui.paragraph(say(f"ui.figure.{key}_text"), box.x, box.y + 28, box.w, BODY, "soft", lines=2)
    close = Box(box.right - 30, box.y - 4, 30, 30)
    if ui.icon_button(f"{WHY}/close", close, "x", say("ui.done"), "Enter"):
        ui.close(WHY)
    if key in _ARTICLES:
        button = Box(close.x - 122, close.y, 116, 30)
        if ui.button(f"{WHY}/codex", button, say("ui.why.codex"), icon="book-open", hotkey="I", size=BODY):
            _to_article(ui, session, f"concepts/{_ARTICLES[key]}")


def _to_article(ui: Ui, session: Session, article: str) -> None:
    ui.close(WHY)
    session.ask(lambda: session.go_to_article(article))


def _past(ui: Ui, session: Session, office: Office, box: Box, key: str, turn: int) -> None:
    """What changed it in a turn; arrows go to the turns before and after."""
    if office.turn == 0:
        ui.caps(say("ui.why.turn", turn=1), box.x, box.y + 10)
        ui.text(say("ui.why.nothing"), box.x, box.y + 36, BODY, "dim")
        return
    before = (box.right - 58, box.y - 4, 28, 28)
    after = (box.right - 28, box.y - 4, 28, 28)
    back = ui.icon_button(f"{WHY}/before", before, "chevron-left", say("ui.why.before"), "Left", turn > 0)
    on = ui.icon_button(f"{WHY}/after", after, "chevron-right", say("ui.why.after"), "Right", turn < office.turn - 1)
    if back or on:
        session.why = (key, turn - 1 if back else turn + 1)
    terms = past_terms(office, key, turn)
    _block(ui, session, office, box, key, say("ui.why.turn", turn=turn + 1), terms, say("ui.why.sum"), "past")


def _expected(ui: Ui, session: Session, office: Office, box: Box, key: str) -> None:
    """What the orders as they stand are expected to do to it."""
    title = say("ui.why.expected")
    if key == "margin":  # tests have no expectation: their noise is what they are about
        ui.caps(title, box.x, box.y + 10)
        ui.paragraph(say("ui.figure.margin_note", worldview=office.worldview), box.x, box.y + 26, box.w, BODY, "dim")
        return
    terms = expected_terms(office, key)
    _block(ui, session, office, box, key, title, terms, say("ui.why.sum"), "next", note=say("ui.why.expected_note"))


def _block(
    ui: Ui,
    session: Session,
    office: Office,
    box: Box,
    key: str,
    title: str,
    terms: list[Term],
    total: str,
    name: str,
    change: bool = True,
    note: str = "",
) -> None:
    """A heading, the causes with bars around a zero line, and their sum."""
    writer, better = change_writer(quantity_of(key))
    if key in KINDS:
        writer, better = KINDS[key].change, KINDS[key].better
    write = writer if change or key not in KINDS else KINDS[key].write
    better = 1 if key == "margin" else better
    used = ui.caps(title, box.x, box.y + 10)
    if note and used + ui.measure(note, META) + 14 < box.w:
        ui.text(note, box.right, box.y + 10, META, "dim", align="right")
    most = max(2, int((box.h - 34) // _ROW) - 1)
    causes = _causes(office, terms, most)
    y = box.y + 28
    if not causes:
        ui.text(say("ui.why.nothing_expected" if name == "next" else "ui.why.nothing"), box.x, y + 10, BODY, "dim")
        return
    largest = max(abs(cause.amount) for cause in causes)
    for place, cause in enumerate(causes):
        _cause(
            ui, session, Box(box.x, y, box.w, _ROW), cause, largest, write, better if change else 0, f"{name}/{place}"
        )
        y += _ROW
    ui.rule(box.x, y + 2, box.w, "line2")
    amount = sum(cause.amount for cause in causes)
    ui.text(total, box.x, y + 15, BODY, "text", "SemiBold")
    colour = mood(amount, better, write) if change else "text"
    ui.text(write(amount), box.right, y + 15, BODY, colour, "SemiBold", "right")


def _cause(
    ui: Ui, session: Session, row: Box, cause: _Cause, largest: float, write: Write, better: int, id_: str
) -> None:
    y = row.y + row.h / 2
    colour = mood(cause.amount, better, write)
    ink = "soft" if colour == "dim" else colour
    if cause.article:
        touch = ui.touch(f"{WHY}/{id_}", row, "row", f"{cause.name} {write(cause.amount)}", tip=say("ui.why.open"))
        ui.ring(f"{WHY}/{id_}", row, 5)
        if touch.hover:
            ui.box(row, "raised", None, 5)
        if touch.clicked:
            _to_article(ui, session, cause.article)
    middle, half = row.right - 112, 38.0
    reach = half * abs(cause.amount) / max(largest, 1e-12)
    ui.box((middle - half, y - 5, 2 * half, 10), "inset", None, 3)
    if reach > 0.5:
        ui.box((middle if cause.amount > 0 else middle - reach, y - 4, reach, 8), ink, None, 2)
    ui.box((middle - 0.5, y - 6, 1, 12), "line2", None, 0)
    ui.text(write(cause.amount), row.right, y, BODY, ink, "SemiBold", "right")
    ui.text(cause.name, row.x + 2, y, BODY, "text" if cause.article else "soft", width=middle - half - row.x - 10)
