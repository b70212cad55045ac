"""How blocs stand to each other, and the thefts that came to light."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.causes import mood, rows_of
from game.ui.screens.numbers import fixed, percent, signed
from game.ui.session import Session
from game.ui.theme import BODY, META, TITLE
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui


def draw_world(ui: Ui, session: Session, office: Office, panel: Box) -> None:
    """Tension on the left, thefts on the right."""
    ui.box(panel, "panel", "line", 10)
    ui.note_area("blocs", panel)
    left, right = panel.inset(16, 0).columns(2, 20)
    y = panel.y + 22
    ui.icon("swords", left.x + 8, y, 16, "accent")
    ui.text(say("ui.rivals.tension"), left.x + 24, y, TITLE, "text", "SemiBold")
    ui.icon("hat-glasses", right.x + 8, y, 16, "accent")
    ui.text(say("ui.rivals.thefts"), right.x + 24, y, TITLE, "text", "SemiBold")
    ui.vertical_rule(right.x - 10, panel.y + 12, panel.h - 24)
    _draw_tension(ui, office, Box(left.x, panel.y + 40, left.w, panel.h - 50))
    _draw_thefts(ui, session, office, Box(right.x, panel.y + 40, right.w, panel.h - 50))


def _draw_tension(ui: Ui, office: Office, box: Box) -> None:
    """A bar for every pair of blocs that have seats."""
    view, setup = office.view, office.setup
    present = sorted({int(bloc) for bloc in setup.bloc})
    pairs = list(combinations(present, 2))[:3]
    danger = float(office.beliefs.conflict.war_tension[0])
    for place, (one, other) in enumerate(pairs):
        y = box.y + place * 34
        name = say("ui.rivals.pair", one=_bloc(office, one), other=_bloc(office, other))
        value = float(view.tension[one, other, 0])
        colour = "bad" if value >= danger else "warning" if value >= 0.7 * danger else "good"
        ui.tip_area(f"tension/{place}", (box.x, y, box.w, 32), partial(_tension_tip, office, one, other, danger), name)
        ui.text(name, box.x, y + 9, BODY, "soft", width=box.w - 36)
        ui.text(fixed(value, 0), box.right, y + 9, BODY, "text", "SemiBold", "right")
        rail = Box(box.x, y + 21, box.w, 6)
        ui.progress(rail, value / 100, colour, "solid" if value < danger else "diagonal")
        ui.box((box.x + box.w * danger / 100 - 1, y + 19, 2, 10), "soft", None, 1)


def _bloc(office: Office, bloc: int) -> str:
    return office.names.of("bloc", office.setup.blocs[bloc])


def _tension_tip(office: Office, one: int, other: int, danger: float) -> Tip:
    """What it means, and what moved the tension between all blocs together in the last turn."""
    # The ledger notes every pair twice, once from each side.
    terms = [replace(term, amount=term.amount / 2) for term in office.terms("tension")]
    rows = rows_of(office, terms, signed, -1, most=5)
    change = sum(term.amount for term in terms)
    controls = [
        say("ui.rivals.controls", bloc=_bloc(office, here), other=_bloc(office, there), share=percent(share))
        for here, there in ((one, other), (other, one))
        if (share := float(office.view.controls[here, there, 0])) >= 0.005
    ]
    return Tip(
        title=say("ui.rivals.tension"),
        text=say("ui.rivals.tension_text", danger=fixed(danger, 0)),
        rows=rows,
        total=TipRow(say("ui.rivals.all_pairs"), signed(change), mood(change, -1)) if rows else None,
        note=" ".join(controls),
    )


def _draw_thefts(ui: Ui, session: Session, office: Office, box: Box) -> None:
    """The last operations against this seat that it found, newest first."""
    found = [entry for entry in reversed(office.log) if entry.key == "spy_found"]
    if not found:
        ui.paragraph(say("ui.rivals.no_thefts"), box.x, box.y, box.w, BODY, "dim", lines=4)
        return
    for place, entry in enumerate(found[: int(box.h // 26)]):
        y = box.y + place * 26
        assert entry.other is not None
        text = office.name(entry.other)
        if ui.row(f"theft/{place}", (box.x - 6, y, box.w + 12, 24), text, tip=say("ui.rivals.theft_tip")):
            session.ask(partial(session.go_to_report, entry.turn))
        ui.seat_token(office.style(entry.other), box.x + 8, y + 12, 8)
        ui.text(text, box.x + 24, y + 12, BODY, width=box.w - 80)
        ui.text(say("ui.log.turn", turn=entry.turn + 1), box.right, y + 12, META, "dim", align="right")
