"""The rivals in a few lines: how far each is thought to be, with the error and its date, chips, stance, and enmity."""

from __future__ import annotations

from functools import partial

from game.content.vocabulary import Stance
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.numbers import chips, date, fixed, log_flop, percent, plus_minus
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_NAME, _BEST, _CHIPS, _STANCE, _ENMITY = 88.0, 66.0, 50.0, 74.0, 48.0
_HEAD = 20.0


def draw_rivals(ui: Ui, session: Session, office: Office, inside: Box) -> None:
    """The table; a click on a row leads to the rival."""
    view, seats = office.view, office.setup.seats
    others = [i for i in range(len(seats)) if i != office.index]
    others.sort(key=lambda i: -float(view.estimate[0, i, 0]))
    own = float(view.capability[0, 0])
    values = [own]
    for i in others:
        value, spread = float(view.estimate[0, i, 0]), float(view.estimate_sd[0, i, 0])
        values += [value - spread, value + spread]
    low, high = min(values) - 0.15, max(values) + 0.15
    wide = inside.w >= 410
    name, used = _NAME, _CHIPS + _ENMITY + (_STANCE if wide else 0)
    rail = Box(inside.x + name, 0, inside.w - name - used - _BEST, 0)
    y = inside.y + _HEAD / 2 - 4
    ends = [rail.right + _BEST, rail.right + _BEST + _CHIPS, inside.right]
    ui.text(say("ui.rivaltable.estimate"), rail.x, y, META, "dim", width=rail.w + _BEST)
    ui.text(say("ui.rivaltable.chips"), ends[1], y, META, "dim", align="right")
    if wide:
        ui.text(say("ui.rivaltable.stance"), ends[1] + 12, y, META, "dim")
    ui.text(say("ui.rivaltable.enmity"), ends[2], y, META, "dim", align="right")
    top = inside.y + _HEAD
    pitch = min(34.0, (inside.bottom - top) / len(others))
    for place, i in enumerate(others):
        row = Box(inside.x - 6, top + place * pitch, inside.w + 12, pitch - 2)
        if ui.row(f"side-rival/{seats[i]}", row, _spoken(office, i), tip=_tip(office, i)):
            session.ask(partial(session.go_to_rival, seats[i]))
        middle = row.y + row.h / 2
        style = office.style(i)
        ui.seat_token(style, inside.x + 9, middle, 8)
        ui.text(office.name(i), inside.x + 24, middle, BODY, "text", width=name - 30)
        value, spread = float(view.estimate[0, i, 0]), float(view.estimate_sd[0, i, 0])
        left, dot, right = ((each - low) / (high - low) for each in (value - spread, value, value + spread))
        ui.whisker((rail.x, middle - 8, rail.w, 16), left, dot, right, style.colour)
        at = rail.x + rail.w * (own - low) / (high - low)
        ui.vertical_rule(at, middle - 8, 16, office.style(office.seat).colour)
        ui.text(plus_minus(value, spread), ends[0], middle, META, "text", "SemiBold", "right")
        ui.text(chips(float(view.compute_estimate[0, i, 0]), unit=False), ends[1], middle, META, "soft", align="right")
        if wide:
            stance = say(f"word.stance.{Stance(int(view.rival_stance[i, 0])).id}")
            ui.text(stance, ends[1] + 12, middle, META, "soft", width=_STANCE - 14)
        enmity = float(view.enmity[0, i, 0])
        ui.text(percent(enmity), ends[2], middle, META, "bad" if enmity >= 0.5 else "soft", "Medium", "right")


def _spoken(office: Office, index: int) -> str:
    view = office.view
    value, spread = float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0])
    return f"{office.name(index)} {fixed(value, 1)} ± {fixed(spread, 1)}"


def _tip(office: Office, index: int) -> Tip:
    view = office.view
    value, spread = float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0])
    when = date(view.year, office.setup.turn_years)
    return Tip(
        title=office.name(index),
        rows=(
            TipRow(say("ui.rivaltable.best"), f"{fixed(value, 1)} ± {fixed(spread, 1)} log FLOP"),
            TipRow(say("ui.rivaltable.date"), when),
            TipRow(say("ui.rivaltable.served"), log_flop(float(view.rival_served[index, 0]))),
            TipRow(say("ui.map.compute"), chips(float(view.compute_estimate[0, index, 0]))),
            TipRow(say("ui.overlay.hostility"), percent(float(view.enmity[0, index, 0]))),
            TipRow(say("ui.map.trust"), fixed(float(view.rival_trust[index, 0]), 0)),
        ),
        note=say("ui.rivaltable.note"),
    )


