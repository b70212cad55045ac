"""The panel of standing orders: four linked shares of the money, effort, fleet, publication; the end of the turn."""

from __future__ import annotations

from collections.abc import Sequence

from game.content.vocabulary import Stance
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.endturn import draw_end_turn
from game.ui.screens.numbers import log_flop, money, percent
from game.ui.screens.release import release_dropdown
from game.ui.screens.shareeffects import Cause, ShareEffects, money_tip, share_tip
from game.ui.session import Session
from game.ui.shares import share_out
from game.ui.theme import BODY, META, PADDING
from game.ui.tips import Tip
from game.ui.widgets import Run, Ui

SHARES = ("research", "security", "compute", "openness")
WIDTH = 292
_ICONS = {
    "research": "flask-conical",
    "security": "lock",
    "compute": "server",
    "openness": "share-2",
    "alignment": "shield-check",
    "training": "cpu",
    "serving": "users",
}
_LINE = 15.0  # of the small print under a slider
_BLOCK = 49.0  # a slider with one line under it
_CHOICES = 90.0
_FOOT = 84.0
_BLOCKS = 5  # shares and effort have causes under them, the fleet has not
_GAPS = 7
_WIDEST_GAP = 36.0
_MOST_CAUSES = 2
_LOCK_KEYS = ("Shift+1", "Shift+2", "Shift+3", "Shift+4")


class BudgetPanel:
    """Remembers which shares are locked, and whether they are linked, while this seat is at the screen."""

    def __init__(self) -> None:
        self._locks: set[int] = set()
        self._linked = True
        self._effects = ShareEffects()

    def draw(self, ui: Ui, session: Session, office: Office, panel: Box) -> None:
        """Draw the panel and take its orders."""
        total = round(office.sheet.budget.total * 100)
        right = say("ui.budget.allocated", share=total, money=money(float(office.view.money[0, 0])))
        inside = ui.panel(panel, say("ui.budget.title"), "wallet", right=right)
        wide = ui.measure(right, META)
        ui.tip_area("budget/money", (panel.right - 16 - wide, panel.y + 12, wide, 20), lambda: money_tip(office), right)
        self._tools(ui, office, panel.x + 48 + ui.measure(say("ui.budget.title"), 14, "SemiBold"), panel.y + 10)
        body = Box(inside.x, inside.y - 4, inside.w, panel.bottom - PADDING - _FOOT - 4 - inside.y)
        content = (_BLOCKS + 1) * _BLOCK + _CHOICES
        causes = max(0, min(_MOST_CAUSES, int((body.h - content - _GAPS * 2) // (_BLOCKS * _LINE))))
        lines = sum(self._lines(office, name, causes) for name in (*SHARES, "alignment"))
        gap = min(_WIDEST_GAP, max(1.0, (body.h - content - lines * _LINE) / _GAPS))
        y = self._shares(ui, office, body, causes, gap)
        ui.rule(body.x, y - gap / 2, body.w)
        y = self._effort(ui, office, body, y, causes) + gap
        y = self._fleet(ui, office, body, y) + gap
        _choices(ui, session, office, body, y)
        draw_end_turn(ui, session, office, Box(inside.x, panel.bottom - PADDING - _FOOT, inside.w, _FOOT))

    def _tools(self, ui: Ui, office: Office, x: float, y: float) -> None:
        box = (x, y, 24, 24)
        if ui.icon_button("undo", box, "undo-2", say("ui.undo"), "Ctrl+Z", office.can_undo, say("ui.undo_none")):
            office.undo()
        box = (x + 26, y, 24, 24)
        if ui.icon_button("redo", box, "redo-2", say("ui.redo"), "Ctrl+Y", office.can_redo, say("ui.redo_none")):
            office.redo()
        tip = say("ui.budget.linked" if self._linked else "ui.budget.loose")
        if ui.icon_button("linked", (x + 52, y, 24, 24), "waypoints", tip, "L", selected=self._linked):
            self._linked = not self._linked

    def _shares(self, ui: Ui, office: Office, inside: Box, causes: int, gap: float) -> float:
        budget = office.sheet.budget
        values = [round(getattr(budget, name) * 100) for name in SHARES]
        cash = float(office.view.money[0, 0])
        y = inside.y
        for place, name in enumerate(SHARES):
            label = say(f"ui.budget.{name}")
            _label(ui, name, label, inside.x, y)
            ui.text(money(cash * values[place] / 100), inside.right, y + 9, BODY, "text", "SemiBold", "right")
            ui.text(f"{values[place]}%", inside.right - 56, y + 9, BODY, "dim", "Regular", "right")
            locked = place in self._locks
            lock = (inside.right - 22, y + 17, 22, 20)
            tip = say("ui.budget.unlock" if locked else "ui.budget.lock", share=label)
            icon, key = "lock" if locked else "lock-open", _LOCK_KEYS[place]
            if ui.icon_button(f"lock/{name}", lock, icon, tip, key, selected=locked):
                self._locks ^= {place}
            new = _slider(ui, office, name, values[place], Box(inside.x + 4, y + 20, inside.w - 38, 14), not locked)
            if new != values[place]:
                shared = share_out(values, place, new, self._locks, linked=self._linked)
                office.slide(budget=dict(zip(SHARES, (v / 100 for v in shared), strict=True)))
            y = self._small_print(ui, office, name, inside, y + 35, causes) + gap
        return y

    def _lines(self, office: Office, order: str, causes: int) -> int:
        """How many lines of causes stand under a slider, if there is room for `causes` of them."""
        found = self._effects.of(office, order)[1]
        return min(causes, max(1, len(found)))

    def _small_print(self, ui: Ui, office: Office, order: str, inside: Box, y: float, causes: int) -> float:
        """The expected changes and the last one; under them the two largest causes, in one line or each in its own."""
        changes, found, last = self._effects.of(office, order)
        x, room = inside.x + 4, inside.w - 8
        used = _line(ui, changes, x, y + _LINE / 2, room)
        if last and used + ui.measure(last, META) + 12 < room:
            ui.text(last, x + room, y + _LINE / 2, META, "dim", align="right")
        y += _LINE
        if causes == 1:
            _two_causes(ui, found[:2], x, y + _LINE / 2, room)
        elif causes:
            for place, cause in enumerate(found[:causes]):
                middle = y + place * _LINE + _LINE / 2
                used = ui.text(cause.amount, x + room, middle, META, cause.colour, "Regular", "right")
                ui.text(cause.name, x + 10, middle, META, "dim", width=room - used - 18)
        return y + self._lines(office, order, causes) * _LINE

    def _effort(self, ui: Ui, office: Office, inside: Box, y: float, causes: int) -> float:
        name, share = "alignment", round(office.sheet.alignment * 100)
        _label(ui, name, say(f"ui.budget.{name}"), inside.x, y)
        ui.text(percent(share / 100), inside.right, y + 9, BODY, "text", "SemiBold", "right")
        new = _slider(ui, office, name, share, Box(inside.x + 4, y + 20, inside.w - 8, 14))
        if new != share:
            office.slide(alignment=new / 100)
        return self._small_print(ui, office, name, inside, y + 35, causes)

    def _fleet(self, ui: Ui, office: Office, inside: Box, y: float) -> float:
        """Training and serving side by side; what they leave is automated research."""
        sheet = office.sheet
        values = [round(sheet.training * 100), round(sheet.serving * 100)]
        for place, (name, half) in enumerate(zip(("training", "serving"), inside.columns(2, 20), strict=True)):
            used = ui.text(f"{values[place]}%", half.right, y + 9, BODY, "text", "SemiBold", "right")
            _label(ui, name, say(f"ui.budget.{name}_short"), half.x, y, half.w - used - 6)
            new = _slider(ui, office, name, values[place], Box(half.x + 4, y + 20, half.w - 8, 14))
            if new != values[place]:
                training, serving = share_out(values, place, new)
                office.slide(training=training / 100, serving=serving / 100)
        expected = office.preview.after
        runs = [
            Run(say("ui.budget.rest", share=max(0, 100 - sum(values))), "dim"),
            Run("  " + say("ui.effect.revenue", money=money(float(expected.revenue[0, 0]))), "soft"),
        ]
        if expected.capability[0, 0] > office.view.capability[0, 0] + 0.005:
            level = log_flop(float(expected.capability[0, 0]))
            runs.append(Run("  " + say("ui.effect.finished", level=level), "good", "Medium"))
        _line(ui, runs, inside.x + 4, y + 35 + _LINE / 2, inside.w - 8)
        return y + _BLOCK


def _label(ui: Ui, name: str, label: str, x: float, y: float, room: float | None = None) -> None:
    ui.icon(_ICONS[name], x + 8, y + 9, 15)
    ui.text(label, x + 24, y + 9, BODY, width=None if room is None else room - 24)


def _slider(ui: Ui, office: Office, name: str, value: int, rail: Box, enabled: bool = True) -> int:
    """A share in whole per cent, its tooltip the causes that are expected."""

    def tip() -> Tip:
        return share_tip(office, name)

    return round(ui.slider(f"share/{name}", rail, value, label=say(f"ui.budget.{name}"), tip=tip, enabled=enabled))


def _line(ui: Ui, runs: Sequence[Run], x: float, y: float, room: float) -> float:
    """Pieces of small print one after the other, as far as there is room. Returns the width."""
    at, end = x, x + room
    for run in runs:
        if end - at < 18:
            break
        at += ui.text(run.text, at, y, META, run.colour, run.weight, width=end - at)
    return at - x


def _two_causes(ui: Ui, causes: Sequence[Cause], x: float, y: float, room: float) -> None:
    """Two causes in one line; their names are shortened where both do not fit, their amounts never."""
    gap, amounts = 10.0, [ui.measure(cause.amount, META) + 5 for cause in causes]
    names = [ui.measure(cause.name, META) + 1 for cause in causes]
    left = room - sum(amounts) - gap * (len(causes) - 1)
    if sum(names) > left:  # the shorter name keeps its width if that is less than half
        short = min(names)
        names = [name if name == short and short <= left / 2 else max(left / 2, left - short) for name in names]
    for cause, amount, name in zip(causes, amounts, names, strict=True):
        ui.text(cause.name, x, y, META, "dim", width=name)
        ui.text(cause.amount, x + min(name, ui.measure(cause.name, META)) + 5, y, META, cause.colour)
        x += min(name, ui.measure(cause.name, META)) + amount + gap


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
    release_dropdown(ui, session, office, Box(inside.x, y + 55, inside.w, 34))
