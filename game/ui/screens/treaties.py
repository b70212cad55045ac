"""The seven clauses: what each does, who has signed, and what keeping or breaking it would do."""

from __future__ import annotations

from functools import partial

from game.content.vocabulary import Clause
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.actions import draw_actions
from game.ui.screens.causes import rows_of
from game.ui.screens.expect import Expectations
from game.ui.screens.menu import draw_menu
from game.ui.screens.modelrun import made_of
from game.ui.screens.numbers import percent, signed
from game.ui.screens.pledges import Pledge, found_within, pledges
from game.ui.screens.topbar import draw_top_bar
from game.ui.screens.treatydetail import draw_clause
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META, TITLE
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

CLAUSE_ICONS = {
    Clause.SLOW_DOWN: "hourglass",
    Clause.COMPUTE_CAP: "server",
    Clause.SHARED_SAFETY: "shield-check",
    Clause.NO_OPEN_WEIGHTS: "share-2",
    Clause.INSPECTIONS: "search",
    Clause.JOINT_DEPLOYMENT: "rocket",
    Clause.AUTONOMY: "scale",
}
_BREACHES = 106.0


class Treaties:
    """Remembers which clause is shown."""

    def __init__(self) -> None:
        self._chosen: Clause | None = None
        self._pledges: tuple[object, tuple[Pledge, ...]] | None = None
        self._expectations = Expectations()

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "treaties")
        if self._pledges is None or self._pledges[0] is not office.sheet:
            self._pledges = (office.sheet, pledges(office))
        all_ = self._pledges[1]
        if self._chosen is None:
            self._chosen = _first(office, all_)
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        left, right = whole.columns([round((whole.w - GAP) * 0.52), 0], GAP)
        listed, breaches = left.rows([0, _BREACHES], GAP)
        self._list(ui, office, listed, all_)
        _draw_breaches(ui, session, office, breaches)
        draw_clause(ui, session, office, right, all_[self._chosen], CLAUSE_ICONS[self._chosen], self._expectations)
        step = 1 if ui.key("Down") else -1 if ui.key("Up") else 0
        self._chosen = Clause((self._chosen + step) % len(Clause))
        draw_actions(ui, session, office)
        draw_menu(ui, session, escape=False)

    def _list(self, ui: Ui, office: Office, panel: Box, all_: tuple[Pledge, ...]) -> None:
        binding = sum(pledge.binds for pledge in all_)
        right = say("ui.treaties.binding", count=binding)
        inside = ui.panel(panel, say("ui.treaties.title"), "handshake", right=right)
        rows = Box(panel.x + 8, inside.y - 4, panel.w - 16, panel.bottom - inside.y - 4).rows(len(all_), 5)
        for pledge, row in zip(all_, rows, strict=True):
            if _draw_row(ui, office, row, pledge, pledge.clause is self._chosen):
                self._chosen = pledge.clause


def _first(office: Office, all_: tuple[Pledge, ...]) -> Clause:
    """The clause that most needs an answer: an offer, then one that binds, then the first."""
    offers = [p.clause for p in all_ if p.signers and not p.signed]
    binding = [p.clause for p in all_ if p.binds]
    return next(iter((*offers, *binding)), Clause.SLOW_DOWN)


def status(pledge: Pledge) -> tuple[str, str, str]:
    """Text, colour and icon of how a clause stands, with what is ordered about it."""
    if pledge.leaving:
        return say("ui.treaties.leaving"), "warning", "log-out"
    if pledge.signing:
        return say("ui.treaties.signing"), "accent", "pencil"
    if pledge.binds:
        return say("ui.treaties.in_force"), "good", "circle-check"
    if pledge.proposed:
        return say("ui.treaties.proposed", count=len(pledge.signers), needed=pledge.needed), "warning", "circle-dot"
    return say("ui.treaties.nobody"), "dim", "circle"


def _draw_row(ui: Ui, office: Office, row: Box, pledge: Pledge, selected: bool) -> bool:
    """One clause: name, how it stands, what it does in one line, and who has signed."""
    clause = pledge.clause
    name, key = say(f"word.clause.{clause.id}"), str(clause + 1)
    clicked = ui.row(f"clause/{clause.id}", row, name, selected, key, _row_tip(office, pledge), fill="panel2", radius=8)
    upper, lower = row.y + row.h * 0.31, row.y + row.h * 0.7
    icon_colour = "good" if pledge.binds else "accent" if selected else "soft"
    ui.icon(CLAUSE_ICONS[clause], row.x + 22, row.y + row.h / 2, 18, icon_colour)
    edge = ui.keycap(key, row.right - 10, upper, "right")
    text, colour, icon = status(pledge)
    right = row.right - 20 - edge
    used = ui.text(text, right, upper, META, colour, "Medium", "right")
    ui.icon(icon, right - used - 11, upper, 14, colour)
    ui.text(name, row.x + 44, upper, TITLE, "text", "SemiBold", width=right - used - 30 - row.x - 44)
    tokens = _draw_signers(ui, office, pledge, row.right - 10, lower)
    growth = percent(float(office.beliefs.treaties.cap_growth[0]))
    does = say(f"ui.treaties.does_{clause.id}", growth=growth)
    ui.text(does, row.x + 44, lower, META, "soft", width=row.w - 44 - tokens - 22)
    return clicked


def _draw_signers(ui: Ui, office: Office, pledge: Pledge, right: float, y: float) -> float:
    """Tokens of those who signed, dots for the others. Returns the width."""
    x = right
    for id_ in reversed(office.setup.seats):
        inside = id_ in pledge.signers
        x -= 10 if inside else 4
        if inside:
            ui.seat_token(office.style(id_), x, y, 9)
        else:
            ui.box((x - 2, y - 2, 4, 4), "line2", None, 2)
        x -= 14 if inside else 8
    return right - x


def _row_tip(office: Office, pledge: Pledge) -> Tip:
    names = ", ".join(office.name(id_) for id_ in pledge.signers) or say("ui.treaties.nobody")
    rows = (
        TipRow(say("ui.treaties.signers"), str(len(pledge.signers))),
        TipRow(say("ui.treaties.needed"), str(pledge.needed)),
    )
    return Tip(title=say(f"word.clause.{pledge.clause.id}"), text=say(f"ui.clause.{pledge.clause.id}"), rows=rows,
               note=names)  # fmt: skip


def _draw_breaches(ui: Ui, session: Session, office: Office, panel: Box) -> None:
    """How much can be seen, and the pledges whose breach came to light."""
    ui.box(panel, "panel", "line", 10)
    ui.note_area("breaches", panel)
    left, right = panel.inset(16, 0).columns(2, 20)
    y = panel.y + 22
    ui.icon("eye", left.x + 8, y, 16, "accent")
    ui.text(say("ui.treaties.verification"), left.x + 24, y, TITLE, "text", "SemiBold", width=left.w - 70)
    seen = float(office.view.verification[0])
    ui.text(percent(seen), left.right, y, TITLE, "text", "SemiBold", "right")
    ui.progress((left.x, panel.y + 44, left.w, 8), seen)
    odds = say("ui.treaties.odds_year", chance=percent(found_within(office, 1.0, seen)))
    height = ui.paragraph(odds, left.x, panel.y + 60, left.w, META, "dim", lines=2)
    tip = partial(_verification_tip, office)
    ui.tip_area("verification", (left.x, panel.y + 8, left.w, 52 + height), tip, say("ui.treaties.verification"))
    ui.vertical_rule(right.x - 10, panel.y + 12, panel.h - 24)
    ui.icon("shield-alert", right.x + 8, y, 16, "accent")
    ui.text(say("ui.treaties.breaches"), right.x + 24, y, TITLE, "text", "SemiBold", width=right.w - 24)
    _draw_found(ui, session, office, Box(right.x, panel.y + 40, right.w, panel.h - 48))


def _verification_tip(office: Office) -> Tip:
    """What it is made of: the causes of its change in the last turn, or what the rules say before the first."""
    p = office.beliefs.treaties
    rows = rows_of(office, made_of(office.terms("verification")), lambda v: f"{signed(100 * v, 0)}%", 0)
    if not rows:
        rows = (
            TipRow(say("ui.treaties.base"), percent(float(p.base_verification[0]))),
            TipRow(say("ui.treaties.inspectors"), "+" + percent(float(p.inspection_gain[0]))),
        )
    return Tip(
        title=say("ui.treaties.verification"),
        text=say("ui.treaties.verification_text"),
        rows=rows,
        total=TipRow(say("ui.treaties.verification"), percent(float(office.view.verification[0]))),
        note=say("ui.under", worldview=office.worldview),
    )


def _draw_found(ui: Ui, session: Session, office: Office, box: Box) -> None:
    found = [e for e in reversed(office.log) if e.key.endswith("_cheat_found") and e.seat is not None]
    if not found:
        ui.paragraph(say("ui.treaties.none_found"), box.x, box.y, box.w, BODY, "dim", lines=3)
        return
    for place, entry in enumerate(found[: int(box.h // 28)]):
        y = box.y + place * 28
        text = office.names.of("clause", str(entry.values["clause"]))
        assert entry.seat is not None
        if ui.row(f"breach/{place}", (box.x - 6, y, box.w + 12, 26), text, tip=say("ui.rivals.theft_tip")):
            session.ask(partial(session.go_to_report, entry.turn))
        ui.seat_token(office.style(entry.seat), box.x + 8, y + 13, 8)
        when = ui.text(say("ui.log.turn", turn=entry.turn + 1), box.right, y + 13, META, "dim", align="right")
        ui.text(text, box.x + 24, y + 13, BODY, width=box.w - 32 - when)
