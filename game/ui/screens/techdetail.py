"""One technology in full: effects, cost and why, what it needs, what it opens, and the orders about it."""

from __future__ import annotations

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.effects import effect_lines, tier_name
from game.ui.screens.numbers import date, fixed, signed
from game.ui.screens.techcards import state_mark, turns_text
from game.ui.screens.techstate import NEVER, Standing, dequeue, enqueue
from game.ui.session import Session
from game.ui.theme import BODY, META, SECTION
from game.ui.tips import Tip
from game.ui.widgets import Ui


def draw_detail(ui: Ui, session: Session, office: Office, panel: Box, id_: str, stands: dict[str, Standing]) -> str:
    """The panel on the right. Returns a technology that was clicked in it, or ""."""
    technology, standing = office.book.technologies[id_], stands[id_]
    ui.box(panel, "panel", "line", 10)
    ui.note_area("technology", panel)
    x, width, right = panel.x + 16, panel.w - 32, panel.right - 16
    lane = say(f"ui.lane.{technology.lane}")
    ui.caps(f"{lane} · {tier_name(technology.tier)}", x, panel.y + 22)
    ui.text(technology.name, x, panel.y + 46, SECTION, "text", "SemiBold", width=width)
    state_mark(ui, x + 9, panel.y + 75, standing)
    at = x + 26 + ui.text(say(f"ui.tech.{standing.state}"), x + 26, panel.y + 75, BODY, "text", "Medium") + 10
    when = _when(office, standing)
    ui.text(when, right, panel.y + 75, BODY, "dim", align="right", width=right - at)
    ui.tip_area("when", (at, panel.y + 64, right - at, 22), when)
    foot = 92 if standing.state != "done" else 44
    inner = Box(x, panel.y + 94, width, panel.h - 94 - foot)
    clicked = ""
    with ui.scroll("detail", inner, technology.name) as view:
        y = view.y
        y += ui.paragraph(technology.summary, view.x, y, view.w, BODY, "soft") + 10
        y = _effects(ui, office, id_, view.x, y, view.w)
        if standing.state != "done":
            y = _cost(ui, office, id_, standing, view.x, y, view.w)
        y, needed = _needs(ui, office, id_, stands, view.x, y, view.w)
        y, opened = _opens(ui, office, id_, stands, view.x, y, view.w)
        clicked = needed or opened
        view.end(y)
    source = say("ui.tech.source", source=technology.source)
    ui.text(source, x, panel.bottom - foot + 22, META, "dim", width=width - 26)
    button, tip = (right - 24, panel.bottom - foot + 9, 26, 26), Tip(technology.name, technology.codex.strip())
    if ui.icon_button("article", button, "book-open", say("ui.codex.open"), "I", tip=tip):
        session.ask(lambda: session.go_to_article(f"technologies/{id_}"))
    if standing.state != "done":
        _orders(ui, session, office, id_, standing, Box(x, panel.bottom - 56, width, 40))
    return clicked


def _when(office: Office, standing: Standing) -> str:
    if standing.state == "done":
        return ""
    if standing.turns >= NEVER:
        return say("ui.tech.never")
    year = office.view.year + standing.turns * office.setup.turn_years
    if standing.state == "locked":
        return say("ui.tech.needs_more", count=standing.missing)
    return say("ui.tech.ready", turns=turns_text(standing), date=date(year, office.setup.turn_years))


def _effects(ui: Ui, office: Office, id_: str, x: float, y: float, width: float) -> float:
    lines = effect_lines(office.book.technologies[id_])
    if not lines:
        return y
    ui.rule(x, y, width)
    ui.caps(say("ui.tech.effects"), x, y + 17)
    y += 32
    for line in lines:
        used = ui.text(line.amount, x + width, y + 9, BODY, line.colour, "SemiBold", "right")
        ui.text(line.name, x, y + 9, BODY, width=width - used - 10)
        y += 23
    return y + 6


def _cost(ui: Ui, office: Office, id_: str, standing: Standing, x: float, y: float, width: float) -> float:
    """The cost as a chain of causes that adds up to what is still to pay."""
    index = office.setup.technologies.index(id_)
    base = office.book.technologies[id_].cost
    discount = base - float(office.view.cost[index, 0])
    progress = float(office.view.progress[index, 0, 0])
    rows = [(say("ui.tech.base"), base, "line2")]
    if discount > 0.005:
        published = bool(office.view.published[index, 0])
        rows.append((say("ui.tech.published" if published else "ui.tech.proven"), -discount, "good"))
    if progress > 0.005:
        rows.append((say("ui.tech.worked"), -progress, "good"))
    ui.rule(x, y, width)
    used = ui.caps(say("ui.tech.cost"), x, y + 17)
    ui.text(say("ui.tech.unit"), x + width, y + 17, META, "dim", align="right", width=width - used - 10)
    y += 32
    bar, run = width - 190, 0.0
    for name, amount, colour in rows:
        low, high = (0.0, amount) if amount == base else (run + amount, run)
        run += amount
        ui.text(name, x, y + 9, BODY, width=122)
        ui.box((x + 128, y + 5, bar, 8), "inset", None, 2)
        ui.box((x + 128 + bar * low / base, y + 5, max(3.0, bar * (high - low) / base), 8), colour, None, 2)
        text = fixed(amount, 2) if amount == base else signed(amount, 2)
        ui.text(text, x + width, y + 9, BODY, "text" if amount == base else "good", "SemiBold", "right")
        y += 22
    ui.rule(x, y + 1, width, "faint")
    y += 4
    ui.text(say("ui.tech.to_pay"), x, y + 9, BODY, "text", "SemiBold", width=122)
    ui.box((x + 128, y + 5, bar, 8), "inset", None, 2)
    if standing.to_pay > 0:
        ui.box((x + 128, y + 5, max(3.0, bar * standing.to_pay / base), 8), "accent", None, 2)
    ui.text(fixed(standing.to_pay, 2), x + width, y + 9, BODY, "text", "SemiBold", "right")
    return y + 28


def _needs(
    ui: Ui, office: Office, id_: str, stands: dict[str, Standing], x: float, y: float, width: float
) -> tuple[float, str]:
    technology = office.book.technologies[id_]
    needs = [(need, say("ui.tech.all")) for need in technology.needs]
    any_of = say("ui.tech.any", count=len(technology.needs_any))
    needs += [(need, any_of) for need in technology.needs_any]
    return _list(ui, office, "needs", needs, stands, x, y, width)


def _opens(
    ui: Ui, office: Office, id_: str, stands: dict[str, Standing], x: float, y: float, width: float
) -> tuple[float, str]:
    opens = [
        (other, say(f"ui.lane.{technology.lane}"))
        for other, technology in office.book.technologies.items()
        if id_ in technology.needs or id_ in technology.needs_any
    ]
    return _list(ui, office, "opens", opens, stands, x, y, width)


def _list(
    ui: Ui,
    office: Office,
    kind: str,
    rows: list[tuple[str, str]],
    stands: dict[str, Standing],
    x: float,
    y: float,
    width: float,
) -> tuple[float, str]:
    """Linked technologies; a click goes there."""
    if not rows:
        return y, ""
    ui.rule(x, y, width)
    ui.caps(say(f"ui.tech.{kind}"), x, y + 17)
    y += 30
    clicked = ""
    for id_, note in rows:
        name = office.book.technologies[id_].name
        if ui.row(f"{kind}/{id_}", (x - 4, y, width + 8, 24), name):
            clicked = id_
        state_mark(ui, x + 9, y + 12, stands[id_])
        used = ui.text(note, x + width, y + 12, META, "dim", align="right")
        ui.text(name, x + 26, y + 12, BODY, width=width - 34 - used)
        y += 24
    return y + 8, clicked


def _orders(ui: Ui, session: Session, office: Office, id_: str, standing: Standing, box: Box) -> None:
    queued = standing.state in ("active", "queued")
    left, right = box.columns([100, 0], 8)
    if queued:
        if ui.button("dequeue", left, say("ui.tech.drop"), hotkey="X", size=BODY):
            session.tell_refused(office, office.edit(projects=dequeue(office, id_)))
    elif ui.button("enqueue", left, say("ui.tech.queue"), hotkey="Q", size=BODY):
        session.tell_refused(office, office.edit(projects=enqueue(office, id_, first=False)))
    active = standing.state == "active"
    if ui.button(
        "research-now", right, say("ui.tech.now"), "primary", hotkey="R", enabled=not active,
        reason=say("ui.tech.already"), size=BODY,
    ):  # fmt: skip
        session.tell_refused(office, office.edit(projects=enqueue(office, id_, first=True)))
