"""The panel of standing orders: four linked shares of the money, effort, fleet, publication; the end of the turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.content.vocabulary import Stance
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.causes import rows_of
from game.ui.screens.endturn import draw_end_turn
from game.ui.screens.numbers import chips, log_flop, money, people, percent, signed
from game.ui.screens.release import release_dropdown
from game.ui.session import Session
from game.ui.shares import share_out
from game.ui.theme import BODY, META, PADDING
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Run, Ui

SHARES = ("research", "security", "compute", "openness")
_ICONS = {"research": "flask-conical", "security": "lock", "compute": "server", "openness": "share-2"}
WIDTH = 292
_TALL = 636  # panels at least this high have room for previews


@dataclass(frozen=True)
class _Effect:
    """One figure that a share moves: its name in ledger and view, and how its change is written."""

    quantity: str
    write: Callable[[float], str]


def _people_change(value: float) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + people(abs(value))


_EFFECTS: dict[str, tuple[_Effect, ...]] = {
    "research": (
        _Effect("algorithms", lambda v: f"{signed(v, 2)} OOM"),
        _Effect("researchers", _people_change),
    ),
    "security": (_Effect("security", lambda v: signed(v, 2)),),
    "compute": (_Effect("chips", lambda v: ("+" if v > 0 else "−") + chips(abs(v))),),
    "openness": (_Effect("trust", signed), _Effect("public_alignment", lambda v: f"{signed(v, 2)} OOM")),
}


class BudgetPanel:
    """Remembers which shares are locked while this seat is at the screen."""

    def __init__(self) -> None:
        self._locks: set[int] = set()

    def draw(self, ui: Ui, session: Session, office: Office, panel: Box) -> None:
        """Draw the panel and take its orders."""
        tall = panel.h >= _TALL
        total = round(office.sheet.budget.total * 100)
        right = say("ui.budget.allocated", share=total, money=money(float(office.view.money[0, 0])))
        inside = ui.panel(panel, say("ui.budget.title"), "wallet", right=right)
        corner = Box(panel.right - 16 - ui.measure(right, META), panel.y + 12, ui.measure(right, META), 20)
        ui.tip_area("budget/money", corner, lambda: _money_tip(office), right)
        x = panel.x + 16 + 24 + ui.measure(say("ui.budget.title"), 14, "SemiBold") + 8
        self._undo(ui, office, x, panel.y + 10)
        y = self._shares(ui, office, Box(inside.x, inside.y - 4, inside.w, inside.h), tall)
        y = _effort(ui, office, inside, y, tall)
        y = _fleet(ui, office, inside, y, tall)
        _choices(ui, session, office, inside, y)
        draw_end_turn(ui, session, office, Box(inside.x, panel.bottom - PADDING - 84, inside.w, 84))

    def _undo(self, ui: Ui, office: Office, x: float, y: float) -> None:
        box = (x, y, 24, 24)
        if ui.icon_button("undo", box, "undo-2", say("ui.undo"), "Ctrl+Z", office.can_undo, say("ui.undo_none")):
            office.undo()
        box = (x + 26, y, 24, 24)
        if ui.icon_button("redo", box, "redo-2", say("ui.redo"), "Ctrl+Y", office.can_redo, say("ui.redo_none")):
            office.redo()

    def _shares(self, ui: Ui, office: Office, inside: Box, tall: bool) -> float:
        budget = office.sheet.budget
        values = [round(getattr(budget, name) * 100) for name in SHARES]
        cash = float(office.view.money[0, 0])
        y = inside.y
        for place, name in enumerate(SHARES):
            label = say(f"ui.budget.{name}")
            ui.icon(_ICONS[name], inside.x + 8, y + 9, 15)
            ui.text(label, inside.x + 24, y + 9, BODY)
            ui.text(money(cash * values[place] / 100), inside.right, y + 9, BODY, "text", "SemiBold", "right")
            ui.text(f"{values[place]}%", inside.right - 56, y + 9, BODY, "dim", "Regular", "right")
            locked = place in self._locks
            lock = (inside.right - 22, y + 19, 22, 20)
            tip = say("ui.budget.unlock" if locked else "ui.budget.lock", share=label)
            icon, key = "lock" if locked else "lock-open", str(place + 1)
            if ui.icon_button(f"lock/{name}", lock, icon, tip, key, selected=locked):
                self._locks ^= {place}
            rail = (inside.x + 4, y + 22, inside.w - 38, 14)
            new = round(
                ui.slider(
                    f"share/{name}",
                    rail,
                    values[place],
                    label=label,
                    tip=lambda name=name: _share_tip(office, name),  # type: ignore[misc]
                    enabled=not locked,
                )
            )
            if new != values[place]:
                shared = share_out(values, place, new, self._locks)
                office.slide(budget=dict(zip(SHARES, (v / 100 for v in shared), strict=True)))
            if tall:
                ui.text(_expected(office, name), inside.x + 4, y + 46, META, "dim", width=inside.w - 8)
            y += 60 if tall else 43
        return y


def _money_tip(office: Office) -> Tip:
    """What the four shares divide: cash in hand, and the income that is expected in this turn."""
    cash, whole = float(office.view.cash[0, 0]), float(office.view.money[0, 0])
    return Tip(
        title=say("ui.budget.money"),
        rows=(
            TipRow(say("ui.figure.cash"), money(cash)),
            TipRow(say("ui.budget.income"), money(whole - cash)),
        ),
        total=TipRow(say("ui.budget.to_spend"), money(whole)),
        note=say("ui.budget.money_note"),
    )


def change_of(office: Office, quantity: str) -> float:
    """The expected change of a figure if the orders stay as they are."""
    expected = office.preview
    if quantity == "chips":
        after, before = expected.after, expected.before
        return float((after.compute + after.pending - before.compute - before.pending).sum())
    after = getattr(expected.after, quantity)
    if after.ndim == 1:
        return float(after[0] - getattr(expected.before, quantity)[0])
    return expected.change(quantity)


def _expected(office: Office, share: str) -> str:
    parts = [
        say(f"ui.effect.{effect.quantity}", change=effect.write(change_of(office, effect.quantity)))
        for effect in _EFFECTS[share]
    ]
    return " · ".join(parts)


def _share_tip(office: Office, share: str) -> Tip:
    """What a share is for, and what is expected of it with the causes that are expected."""
    effect = _EFFECTS[share][0]
    quantity = {"chips": "pending"}.get(effect.quantity, effect.quantity)
    terms = office.preview.ledger.of(quantity, office.index)
    rows = rows_of(office, terms, effect.write, most=5)
    total = TipRow(say("ui.budget.expected"), effect.write(sum(term.amount for term in terms)))
    return Tip(
        title=say(f"ui.budget.{share}"),
        text=say(f"ui.budget.{share}_text"),
        rows=rows,
        total=total if rows else None,
        note=say("ui.budget.note"),
    )


def _effort(ui: Ui, office: Office, inside: Box, y: float, tall: bool) -> float:
    ui.rule(inside.x, y - 4, inside.w)
    y += 3
    label = say("ui.budget.alignment")
    share = office.sheet.alignment
    new = _plain_slider(ui, "alignment", "shield-check", label, share, inside, y, say("ui.budget.alignment_text"))
    if new != share:
        office.slide(alignment=new)
    if tall:
        text = say("ui.effect.ceiling", change=f"{signed(change_of(office, 'ceiling'), 2)} OOM")
        ui.text(text, inside.x + 4, y + 44, META, "dim", width=inside.w - 8)
    return y + (58 if tall else 40)


def _fleet(ui: Ui, office: Office, inside: Box, y: float, tall: bool) -> float:
    """Training and serving; what they leave is automated research."""
    sheet = office.sheet
    values = [round(sheet.training * 100), round(sheet.serving * 100)]
    for place, (name, icon) in enumerate((("training", "dumbbell"), ("serving", "users"))):
        icon = "cpu" if name == "training" else icon
        label = say(f"ui.budget.{name}")
        new = _plain_slider(ui, name, icon, label, values[place] / 100, inside, y, say(f"ui.budget.{name}_text"))
        if round(new * 100) != values[place]:
            training, serving = share_out(values, place, round(new * 100))
            office.slide(training=training / 100, serving=serving / 100)
        y += 40
    if tall:
        rest = max(0, 100 - sum(values))
        expected = office.preview.after
        runs = [Run(say("ui.budget.rest", share=rest), "dim")]
        runs.append(Run(" · " + say("ui.effect.revenue", money=money(float(expected.revenue[0, 0]))), "dim"))
        if expected.capability[0, 0] > office.view.capability[0, 0] + 0.005:
            level = log_flop(float(expected.capability[0, 0]))
            runs.append(Run(" · " + say("ui.effect.model", level=level), "good"))
        ui.rich(runs, inside.x + 4, y + 4, META)
        y += 22
    return y


def _plain_slider(ui: Ui, wanted: str, icon: str, label: str, share: float, inside: Box, y: float, text: str) -> float:
    ui.icon(icon, inside.x + 8, y + 9, 15)
    ui.text(label, inside.x + 24, y + 9, BODY)
    ui.text(percent(share), inside.right, y + 9, BODY, "text", "SemiBold", "right")
    rail = (inside.x + 4, y + 20, inside.w - 8, 14)
    tip = Tip(title=label, text=text)
    return ui.slider(f"share/{wanted}", rail, round(share * 100), label=label, tip=tip) / 100


def _choices(ui: Ui, session: Session, office: Office, inside: Box, y: float) -> None:
    """Where to build, what to publish, and what becomes of the newest model."""
    left, right = Box(inside.x, y, inside.w, 34).columns(2, 8)
    sheet, regions = office.sheet, office.setup.regions
    names = [office.book.baseline.regions[id_].name for id_ in regions]
    home = regions[int(office.setup.home[office.index])]
    ui.caps(say("ui.budget.region"), left.x + 2, y + 6)
    at = regions.index(sheet.region or home)
    picked = ui.dropdown("region", left.move(0, 16), names, at, say("ui.budget.region"))
    if picked != at:
        office.edit(region=regions[picked])
    ui.caps(say("ui.budget.stance"), right.x + 2, y + 6)
    stances = Stance.ids()
    at = stances.index(sheet.stance)
    labels = [say(f"word.stance.{id_}") for id_ in stances]
    tip = Tip(title=say("ui.budget.stance"), text=say("ui.budget.stance_text"))
    picked = ui.dropdown("stance", right.move(0, 16), labels, at, say("ui.budget.stance"), tip=tip)
    if picked != at:
        office.edit(stance=stances[picked])
    release_dropdown(ui, session, office, Box(inside.x, y + 58, inside.w, 34))
