"""One clause in full: signers and their word, what is agreed, what keeping and breaking it does, and the orders."""

from __future__ import annotations

from game.campaign.sheet import BigAction
from game.content.vocabulary import Action, Clause
from game.content.words import say
from game.rules.pending import Pending
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.expect import Expectations
from game.ui.screens.numbers import fixed, percent
from game.ui.screens.pledges import Pledge, agreed_level, effects_of_pledge, found_within, verification
from game.ui.screens.slots import HEIGHT, barred, draw_slots, toggle
from game.ui.session import Session
from game.ui.theme import BODY, META, SECTION
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_ROW = 24.0
_SEATS = 64.0


def draw_clause(
    ui: Ui, session: Session, office: Office, panel: Box, pledge: Pledge, icon: str, expectations: Expectations
) -> None:
    """The panel on the right."""
    ui.box(panel, "panel", "line", 10)
    ui.note_area("clause", panel)
    inside = panel.inset(16)
    clause = pledge.clause
    ui.icon(icon, inside.x + 12, inside.y + 11, 22, "good" if pledge.binds else "accent")
    ui.text(say(f"word.clause.{clause.id}"), inside.x + 34, inside.y + 11, SECTION, "text", "SemiBold")
    y = inside.y + 28
    y += ui.paragraph(say(f"ui.clause.{clause.id}"), inside.x, y, inside.w, BODY, "soft", lines=3) + 6
    y = _draw_seats(ui, office, pledge, Box(inside.x, y, inside.w, _SEATS)) + 6
    ui.rule(inside.x, y, inside.w)
    y = _draw_terms(ui, office, pledge, Box(inside.x, y + 6, inside.w, 0), expectations) + 4
    ui.rule(inside.x, y, inside.w)
    foot = Box(inside.x, inside.bottom - HEIGHT, inside.w, HEIGHT)
    orders = Box(inside.x, foot.y - 12 - 36, inside.w, 36)
    _draw_effects(ui, office, pledge, Box(inside.x, y + 4, inside.w, orders.y - y - 12), expectations)
    _draw_orders(ui, session, office, pledge, orders)
    draw_slots(ui, session, office, foot)


def _draw_seats(ui: Ui, office: Office, pledge: Pledge, box: Box) -> float:
    """Every seat: whether it signed, and how good its word is. Returns where they end."""
    seats = office.setup.seats
    for place, (id_, cell) in enumerate(zip(seats, box.columns(len(seats), 6), strict=True)):
        inside, word = id_ in pledge.signers, float(office.view.reputation[place, 0])
        ui.box(cell, "panel2" if inside else "inset", "line2" if inside else "line", 8, dashed=not inside)
        ui.seat_token(office.style(id_), cell.x + cell.w / 2, cell.y + 17, 11, dim=not inside)
        if inside:
            ui.icon("circle-check", cell.x + cell.w / 2 + 18, cell.y + 12, 12, "good")
        name = office.name(id_)
        ui.text(name, cell.x + cell.w / 2, cell.y + 38, META, "text" if inside else "dim", "Medium", "centre",
                width=cell.w - 4)  # fmt: skip
        colour = "bad" if word < 0.5 else "warning" if word < 0.85 else "dim"
        text = say("ui.treaties.word", word=percent(word)) if cell.w >= 84 else percent(word)
        ui.text(text, cell.x + cell.w / 2, cell.y + 54, META, colour, align="centre")
        signed = say("ui.treaties.has_signed" if inside else "ui.treaties.has_not_signed")
        tip = Tip(title=name, text=say("ui.rivals.reputation_text"),
                  rows=(TipRow(say("ui.rivals.reputation"), percent(word)),), note=signed)  # fmt: skip
        ui.tip_area(f"signer/{id_}", cell, tip, name)
    return box.bottom


def _draw_terms(ui: Ui, office: Office, pledge: Pledge, box: Box, expectations: Expectations) -> float:
    """What is agreed and what it takes, in two columns. Returns where they end."""
    p, step = office.beliefs.treaties, office.setup.turn_years
    rows = [("binds_with", say("ui.treaties.of", count=pledge.needed, seats=len(office.setup.seats)))]
    level, agreed = agreed_level(office, pledge, expectations)
    if level > 0:
        rows.append(("level" if agreed else "level_would", f"{fixed(level, 1)} log FLOP"))
    elif pledge.clause is Clause.COMPUTE_CAP:
        rows.append(("growth", say("ui.treaties.a_year", share=percent(float(p.cap_growth[0])))))
    else:
        rows.append(("have_signed", say("ui.treaties.of", count=len(pledge.signers), seats=len(office.setup.seats))))
    seen = verification(office, pledge, expectations)
    rows.append(("seen" if pledge.signed and pledge.binds else "seen_would", percent(seen)))
    rows.append(("found_turn", percent(found_within(office, step, seen))))
    columns = box.columns(2, 24)
    for place, (key, text) in enumerate(rows):
        column = columns[place // 2]
        row = Box(column.x, box.y + place % 2 * _ROW, column.w, _ROW)
        name, middle = say(f"ui.treaties.{key}"), row.y + row.h / 2
        tip = Tip(title=name, text=say(f"ui.treaties.{key}_text", rise=fixed(float(p.slow_level[0]), 2)),
                  note=say("ui.under", worldview=office.worldview) if key == "found_turn" else "")  # fmt: skip
        ui.tip_area(f"term/{key}", (row.x, row.y + 1, row.w, row.h - 2), tip, name)
        used = ui.text(text, row.right, middle, BODY, "text", "SemiBold", "right")
        ui.text(name, row.x, middle, BODY, "soft", width=row.w - used - 8)
    return box.y + 2 * _ROW


def _draw_effects(ui: Ui, office: Office, pledge: Pledge, box: Box, expectations: Expectations) -> None:
    """A table: what keeping and breaking it would change within the turn, against staying outside."""
    effects = effects_of_pledge(office, pledge, expectations)
    first, second = box.right - 150, box.right
    y = box.y + 12
    ui.caps(say("ui.treaties.effects"), box.x, y)
    ui.text(say("ui.treaties.keep_column"), first, y, META, "good", "SemiBold", "right")
    ui.text(say("ui.treaties.break_column"), second, y, META, "warning", "SemiBold", "right")
    p = office.beliefs.treaties
    odds = percent(found_within(office, office.setup.turn_years, verification(office, pledge, expectations)))
    note = say("ui.treaties.against" if pledge.signed and pledge.binds else "ui.treaties.against_if")
    risk = say("ui.treaties.risk", chance=odds, trust=fixed(float(p.broken_trust[0]), 0),
               years=fixed(float(p.distrust_years[0]), 0), worldview=office.worldview)  # fmt: skip
    words = [
        (icon, colour, say(f"ui.treaties.{what}_{pledge.clause.id}"))
        for icon, colour, what in (("circle-check", "good", "kept"), ("eye-off", "warning", "broken"))
    ]
    foot = ui.paragraph_height(risk, box.w, META, line=1.3)
    told = [ui.paragraph_height(text, box.w - 24, BODY) for _, _, text in words]
    foot += sum(told) + 16
    pitch = 22.0
    room = max(1, int((box.h - 26 - foot - 6) // pitch))
    for place, effect in enumerate(effects[:room]):
        middle = box.y + 26 + pitch * (place + 0.5)
        ui.text(effect.name, box.x, middle, BODY, "soft", width=box.w - 260)
        for right, row in ((first, effect.kept), (second, effect.broken)):
            text, colour = (row.amount, row.colour) if row else ("0", "dim")
            ui.text(text, right, middle, BODY, colour, "SemiBold", "right")
    if not effects:
        ui.text(say("ui.treaties.no_effect"), box.x, box.y + 26 + pitch / 2, BODY, "dim", width=box.w)
    hidden = tuple(TipRow(effect.name, f"{_amount(effect.kept)} / {_amount(effect.broken)}") for effect in effects)
    tip = Tip(title=say("ui.treaties.effects"), text=note, rows=hidden, note=say("ui.budget.note"))
    shown = 26 + pitch * max(1, min(len(effects), room))
    ui.tip_area("effects", (box.x, box.y, box.w, shown), tip, say("ui.treaties.effects"))
    y = box.y + shown + 10
    for (icon, colour, text), height in zip(words, told, strict=True):
        ui.icon(icon, box.x + 8, y + 9, 15, colour)
        ui.paragraph(text, box.x + 24, y, box.w - 24, BODY, "soft")
        y += height + 4
    ui.paragraph(risk, box.x, y + 4, box.w, META, "dim", line=1.3)


def _amount(row: TipRow | None) -> str:
    return row.amount if row else "0"


def _draw_orders(ui: Ui, session: Session, office: Office, pledge: Pledge, box: Box) -> None:
    """Sign or leave, which is public and a big action; keep or break, which nobody sees."""
    sign, leave, keep, break_ = box.columns([0, 0, 0, 0], 8)
    clause = pledge.clause.id
    _draw_big(ui, session, office, pledge, sign, Action.SIGN, "S", pledge.signing)
    if pledge.signers and not pledge.signed:
        _draw_decline(ui, office, pledge, leave)
    else:
        _draw_big(ui, session, office, pledge, leave, Action.LEAVE, "L", pledge.leaving)
    mine = pledge.mine or pledge.leaving
    reason = "" if mine else say("ui.treaties.not_signed")
    tip = Tip(text=say("ui.treaties.keep_text"))
    kept = mine and not pledge.cheating
    if ui.button("keep", keep, say("ui.treaties.keep"), "plain", "", "K", bool(mine), reason, tip, BODY, kept):
        _keep(session, office, clause, True)
    tip = Tip(text=say("ui.treaties.break_text"))
    if ui.button("break", break_, say("ui.treaties.break"), "plain", "", "B", bool(mine), reason, tip, BODY,
                 pledge.cheating):  # fmt: skip
        _keep(session, office, clause, False)


_ICONS = {Action.SIGN: "pencil", Action.LEAVE: "log-out"}


def _draw_big(
    ui: Ui, session: Session, office: Office, pledge: Pledge, place: Box, action: Action, key: str, chosen: bool
) -> None:
    """Sign or leave; once more takes it back."""
    given = BigAction(kind=action.id, target=pledge.clause.id)
    reason, label = barred(office, given), say(f"ui.treaties.{action.id}")
    tip = Tip(text=say(f"ui.treaties.{action.id}_text", count=pledge.needed))
    icon = _ICONS[action] if place.w >= 120 else ""
    if ui.button(action.id, place, label, "plain", icon, key, not reason, reason, tip, BODY, chosen):
        toggle(session, office, given)


def _draw_decline(ui: Ui, office: Office, pledge: Pledge, place: Box) -> None:
    """Answer an offer with no for this turn, so that it is no open decision any more."""
    name = Pending("proposal", pledge.clause.id, must=False).name
    set_aside = office.sheet.acknowledged
    tip = Tip(text=say("ui.treaties.decline_text"))
    label, declined = say("ui.treaties.decline"), name in set_aside
    if ui.button(
        "decline", place, label, hotkey="N", tip=tip, size=BODY, selected=declined, enabled=not pledge.signing
    ):
        others = tuple(other for other in set_aside if other != name)
        office.edit(acknowledged=others if declined else (*others, name))


def _keep(session: Session, office: Office, clause: str, keep: bool) -> None:
    others = tuple(other for other in office.sheet.cheat if other != clause)
    session.tell_refused(office, office.edit(cheat=others if keep else (*others, clause)))
