"""The training planner: whether to train, how the fleet is divided, and what comes out at what cost."""

from __future__ import annotations

from game.content.words import say
from game.rules.ledger import Term
from game.ui.layout import Box
from game.ui.marks import Part
from game.ui.office import Office
from game.ui.screens.causes import rows_of
from game.ui.screens.numbers import chips, date, fixed, log_flop, money, money_change, percent, plain, signed
from game.ui.screens.trainplan import TrainPlan
from game.ui.shares import share_out
from game.ui.theme import BODY, META, TITLE, Pattern
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_PARTS: tuple[tuple[str, str, Pattern], ...] = (
    ("training", "accent", "solid"),
    ("serving", "violet", "diagonal"),
    ("automated", "good", "dots"),
)


def draw_training(ui: Ui, office: Office, panel: Box, plan: TrainPlan) -> None:
    """The panel, with its orders."""
    inside = ui.panel(panel, say("ui.models.training"), "cpu")
    sheet = office.sheet
    label = say("ui.models.train")
    width = ui.measure(label, BODY) + 58
    box = (panel.right - 16 - width, panel.y + 9, width, 26)
    on = ui.checkbox("train", box, label, sheet.train, "T", tip=say("ui.models.train_text"))
    if on != sheet.train:
        office.edit(train=on)
    room = panel.bottom - inside.y - 12
    spare = max(0.0, min(160.0, room - 2 * 38 - 46 - 104))
    figures = 100.0 + spare * 0.3
    y = _draw_division(ui, office, inside, 38 + spare * 0.15)
    middle = (y + panel.bottom - 12 - figures) / 2
    _draw_bar(ui, office, Box(inside.x, middle - 24, inside.w, 44))
    _draw_figures(ui, office, Box(inside.x, panel.bottom - 12 - figures, inside.w, figures), plan)


def _draw_division(ui: Ui, office: Office, inside: Box, pitch: float) -> float:
    """Sliders for training and customers; automated research has the rest."""
    sheet = office.sheet
    values = [round(sheet.training * 100), round(sheet.serving * 100)]
    y = inside.y - 4
    for place, (name, icon) in enumerate((("training", "cpu"), ("serving", "users"))):
        label = say(f"ui.budget.{name}")
        used = name == "serving" or sheet.train
        ui.icon(icon, inside.x + 8, y + 9, 15)
        ui.text(label, inside.x + 24, y + 9, BODY, "text" if used else "dim")
        ui.text(f"{values[place]}%", inside.right, y + 9, BODY, "text" if used else "dim", "SemiBold", "right")
        rail = (inside.x + 4, y + 19, inside.w - 8, 14)
        tip = Tip(title=label, text=say(f"ui.budget.{name}_text"))
        new = round(ui.slider(f"share/{name}", rail, values[place], label=label, tip=tip))
        if new != values[place]:
            training, serving = share_out(values, place, new)
            office.slide(training=training / 100, serving=serving / 100)
        y += pitch
    return y


def _draw_bar(ui: Ui, office: Office, box: Box) -> None:
    """The fleet as one bar of three parts, each with its pattern and name."""
    sheet, fleet = office.sheet, float(office.preview.after.compute.sum())
    shares = (sheet.training, sheet.serving, max(0.0, 1.0 - sheet.training - sheet.serving))
    parts = [Part(share, colour, pattern) for share, (_, colour, pattern) in zip(shares, _PARTS, strict=True)]
    ui.stack_bar(box.top(16), parts)
    idle = shares[0] if not sheet.train else 0.0
    rows = tuple(
        TipRow(say(f"ui.models.part.{name}"), f"{percent(share)} · {chips(fleet * share)}")
        for share, (name, _, _) in zip(shares, _PARTS, strict=True)
    )
    tip = Tip(
        title=say("ui.models.division"), text=say("ui.models.division_text"), rows=rows,
        note=say("ui.models.idle", share=percent(idle)) if idle else "",
    )  # fmt: skip
    ui.tip_area("division", box, tip, say("ui.models.division"))
    x, pitch = box.x, box.w / 3
    for place, (share, (name, colour, pattern)) in enumerate(zip(shares, _PARTS, strict=True)):
        y, at = box.y + 31, x + pitch * place
        ui.swatch(at + 6, y, colour, pattern)
        label = say(f"ui.models.part.{name}")
        if name == "training" and idle:
            label = say("ui.models.unused")
        used = ui.text(label, at + 18, y, META, "soft", width=pitch - 58)
        ui.text(percent(share), at + 24 + used, y, META, "text", "SemiBold")


def _draw_figures(ui: Ui, office: Office, box: Box, plan: TrainPlan) -> None:
    """Six figures of the run and of the rest of the fleet, each with its causes."""
    cells = [
        _size(plan),
        _result(office, plan),
        _end(office, plan),
        _cost(plan),
        _revenue(office),
        _machines(office),
    ]
    columns = 3
    rows = box.rows(2, 8)
    for place, (key, name, value, note, colour, tip) in enumerate(cells):
        row = rows[place // columns]
        width = (row.w - 16) / columns
        cell = Box(row.x + (place % columns) * (width + 8), row.y, width, row.h)
        ui.box(cell, "panel2", "line", 8)
        ui.tip_area(f"plan/{key}", cell, tip, f"{name} {value}")
        ui.text(name, cell.x + 10, cell.y + cell.h * 0.29, META, "dim", width=cell.w - 16)
        y = cell.y + cell.h * 0.68
        used = ui.text(value, cell.x + 10, y, TITLE, "text", "SemiBold", width=cell.w - 16)
        ui.text(
            note, cell.x + 16 + used, y, META, colour, "Medium", width=max(0.0, cell.right - 8 - cell.x - 16 - used)
        )


Cell = tuple[str, str, str, str, str, Tip]


def flop_text(level: float) -> str:
    """FLOP from its log10: 3.1e27."""
    if level <= 0:
        return say("ui.models.no_run")
    exponent = int(level)
    digits = 10 ** (level - exponent)
    return f"{digits:.1f}e{exponent}" if digits < 9.95 else f"1.0e{exponent + 1}"


def _size(plan: TrainPlan) -> Cell:
    rows = [
        TipRow(say("ui.models.train_chips"), chips(plan.chips)),
        TipRow(say("ui.models.limit"), flop_text(plan.limit), "warning" if plan.flop > plan.limit else "text"),
    ]
    if plan.so_far > 0:
        rows.insert(1, TipRow(say("ui.models.so_far"), flop_text(plan.so_far)))
    beyond = plan.flop > plan.limit
    note = say("ui.models.crowded_note") if beyond else ""
    tip = Tip(say("ui.models.size"), say("ui.models.size_text"), tuple(rows), note=note)
    value = flop_text(plan.flop)
    return "size", say("ui.models.size"), value, say("ui.models.crowded") if beyond else "", "warning", tip


def _result(office: Office, plan: TrainPlan) -> Cell:
    now = float(office.view.capability[0, 0])
    algorithms = float(office.preview.after.algorithms[0, 0])
    name = say("ui.models.expected")
    rows = (
        TipRow(say("ui.models.now"), fixed(now, 2)),
        TipRow(say("ui.models.algorithms"), f"{signed(algorithms, 2)} OOM"),
        *rows_of(office, office.preview.ledger.of("algorithms", office.index), lambda v: f"{signed(v, 2)} OOM", most=3),
    )
    total = TipRow(name, fixed(plan.capability, 2), "good" if plan.gain > 0.005 else "dim")
    notes = [say("ui.models.locked")] if plan.locked else []
    if plan.pledged:
        notes.append(say("ui.models.pledged", level=log_flop(plan.pledged)))
    tip = Tip(name, say("ui.models.expected_text"), rows, total, " ".join(notes))
    if plan.gain > 0.005:
        return "result", name, log_flop(plan.capability), f"{signed(plan.gain, 2)} OOM", "good", tip
    value = say("ui.models.no_better") if plan.flop > 0 else say("ui.models.no_run")
    return "result", name, value, "", "dim", tip


def _end(office: Office, plan: TrainPlan) -> Cell:
    name = say("ui.models.ready")
    tip = Tip(name, say("ui.models.ready_text", years=plain(float(office.beliefs.training.run_years[0]))))
    if plan.flop <= 0:
        return "ready", name, say("ui.models.no_run"), "", "dim", tip
    when = office.view.year + plan.turns * office.setup.turn_years
    note = say("ui.years", years=plan.years)
    return "ready", name, date(when, office.setup.turn_years), note, "dim", tip


def _cost(plan: TrainPlan) -> Cell:
    name = say("ui.models.cost")
    rows = (
        TipRow(say("ui.models.running"), money(plan.running)),
        TipRow(say("ui.models.worth"), money(plan.worth)),
    )
    tip = Tip(name, say("ui.models.cost_text"), rows)
    return "cost", name, money(plan.running), say("ui.models.worth_short", money=money(plan.worth)), "dim", tip


def _revenue(office: Office) -> Cell:
    now, then = float(office.view.revenue[0, 0]), float(office.preview.after.revenue[0, 0])
    name = say("ui.models.revenue")
    change = then - now
    terms = made_of(office.preview.ledger.of("revenue", office.index))
    rows = rows_of(office, terms, money_change, most=4) or (TipRow(say("ui.models.last_turn"), money(now)),)
    tip = Tip(name, say("ui.models.revenue_text"), rows, TipRow(say("ui.models.expected_revenue"), money(then)))
    text = "" if abs(change) < 0.05 else ("+" if change > 0 else "−") + money(abs(change))
    return "revenue", name, money(then), text, "good" if change > 0 else "bad", tip


def made_of(terms: list[Term]) -> list[Term]:
    """The terms of a figure that is set anew every turn, without the one that takes the old value away."""
    return [term for term in terms if not term.cause.startswith("last turn's")]


def _machines(office: Office) -> Cell:
    now, then = float(office.view.automation[0, 0]), float(office.preview.after.automation[0, 0])
    name = say("ui.models.machines")
    share = max(0.0, 1.0 - office.sheet.training - office.sheet.serving)
    fleet = float(office.preview.after.compute.sum())
    rows = (
        TipRow(say("ui.models.part.automated"), chips(fleet * share)),
        TipRow(say("ui.models.after_run"), percent(then)),
    )
    tip = Tip(name, say("ui.models.machines_text"), rows)
    return "machines", name, percent(now), say("ui.models.of_research"), "dim", tip
