"""Dignity: which decisions of a seat changed the odds of a good ending most; and how the seats rank after the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from game.campaign.campaign import Campaign
from game.campaign.debrief import Debrief, Line
from game.campaign.outcome import Outcome
from game.content.vocabulary import Kind
from game.content.words import say
from game.forecast.charts import ticks
from game.forecast.dignity import Sum
from game.ui.hindsight import Hindsight
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.pen import Pen
from game.ui.screens.bands import Pin, draw_pin, draw_waiting
from game.ui.screens.numbers import fixed, percent, signed
from game.ui.session import Session
from game.ui.theme import BODY, META, TITLE
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

MOST = 8
ROW = 28.0
_FIGURE = 52.0


@dataclass(frozen=True)
class Shown:
    """A decision of the list with its number."""

    line: Line
    pin: Pin
    text: str


def shown_lines(campaign: Campaign, debrief: Debrief, seat: int, most: int) -> list[Shown]:
    """The decisions that most surely changed most, in the order in which they were made; best and worst are marked."""
    lines = [line for line in debrief.lines(seat) if line.sum.value != 0.0]
    weightiest = sorted(lines, key=_weight, reverse=True)[:most]
    order = sorted(weightiest, key=lambda line: (line.first, line.last, line.decision.part))
    best = max(order, key=lambda line: line.sum.value, default=None)
    worst = min(order, key=lambda line: line.sum.value, default=None)
    shown = []
    for number, line in enumerate(order, 1):
        value = line.sum.value
        mark = "best" if line is best and value > 0 else "worst" if line is worst and value < 0 else ""
        text = campaign.names.say(f"decision.{line.decision.key}", line.decision.values)
        shown.append(Shown(line, Pin(number, line.first, mark), text))
    return shown


def _weight(line: Line) -> tuple[float, float]:
    """What is sure of a change goes first: its size beyond its error, then its size."""
    size = abs(line.sum.value)
    return max(0.0, size - line.sum.error), size


def draw_dignity(ui: Ui, hindsight: Hindsight, panel: Box, shown: list[Shown]) -> None:
    """The list with bars to both sides of zero, and the sum of all turns."""
    campaign, debrief = hindsight.campaign, hindsight.debrief
    id_ = campaign.setup.seats[hindsight.focus]
    title = say("ui.ending.dignity", seat=campaign.book.scenario.seats[id_].name)
    inside = ui.panel(panel, title, "scale", right=say("ui.ending.dignity_unit"))
    ui.tip_area("dignity", panel.top(40), say("ui.ending.dignity_tip"), title)
    if not shown:
        if debrief.weighed(hindsight.focus) and not hindsight.working:
            ui.paragraph(say("ui.ending.nothing_decided"), inside.x, inside.y, inside.w, BODY, "soft")
        else:
            draw_waiting(ui, hindsight, inside, debrief.progress)
        return
    names = round(inside.w * 0.5)
    rows = Box(inside.x, inside.y - 6, inside.w, ROW * len(shown))
    low = min([0.0, *(one.line.sum.value - one.line.sum.error for one in shown)])
    high = max([0.0, *(one.line.sum.value + one.line.sum.error for one in shown)])
    left, right = rows.x + names + 30, rows.right - _FIGURE - 12
    pad = 0.04 * max(high - low, 0.1)
    low, high = low - pad, high + pad
    scale = [value for value in ticks(low, high, max(2, int((right - left) / 44))) if low <= value <= high]

    def across(value: float) -> float:
        return left + (right - left) * (value - low) / (high - low)

    for place, one in enumerate(shown):
        _draw_line(ui, one, Box(rows.x, rows.y + ROW * place, rows.w, ROW), names, across(0.0), across)
    for value in scale:
        ui.vertical_rule(across(value), rows.y + 2, rows.h, "line2" if value == 0.0 else "faint")
        ui.text(f"{value:+g}".replace("-", "−") if value else "0", across(value), rows.bottom + 11, META, "dim",
                align="centre")  # fmt: skip
    _draw_sum(ui, hindsight, shown, Box(inside.x, panel.bottom - 40, inside.w, 40))


def _draw_line(
    ui: Ui, one: Shown, row: Box, names: float, zero: float, across: Callable[[float], float]
) -> None:
    y, total = row.y + row.h / 2, one.line.sum
    ui.tip_area(f"decision/{one.pin.number}", row, _tip(one), one.text, focusable=True)
    ui.ring(f"decision/{one.pin.number}", row)
    draw_pin(ui, one.pin, row.x + 10, y)
    ui.text(one.text, row.x + 28, y, BODY, "text", "SemiBold" if one.pin.mark else "Regular", width=names - 4)
    end = across(total.value)
    good = total.value > 0
    colour = "good" if good else "bad"
    bar = (min(zero, end), y - 6, max(1.5, abs(end - zero)), 12)
    if good:
        ui.box(bar, colour, None, 2)
    else:
        ui.hatched(bar, colour, "dots", gap=5)
    start, stop = across(total.value - total.error), across(total.value + total.error)
    ui.picture(
        ("dignity error", round(stop - start, 1)),
        (start - 4, y - 6, stop - start + 8, 12),
        lambda pen: _whisker(pen, stop - start),
    )
    ui.text(signed(total.value, 2), row.right, y, BODY, colour, "SemiBold", "right")


def _whisker(pen: Pen, wide: float) -> None:
    pen.whisker(4, 4 + wide, 6, "#eaf2ff", 1.4, 4)


def _tip(one: Shown) -> Tip:
    line = one.line
    key = "once" if line.first == line.last else "kept_up"
    total = line.sum
    return Tip(
        title=one.text,
        text=say(f"ui.ending.{key}", first=line.first + 1, last=line.last + 1),
        rows=(
            TipRow(say("ui.ending.changed"), plus_minus(total), "good" if total.value > 0 else "bad"),
            TipRow(say("ui.ending.sure"), say("ui.ending.yes" if clear(total) else "ui.ending.no")),
        ),
        note=say("ui.ending.line_note"),
    )


def clear(total: Sum) -> bool:
    """Whether a change is more than twice its standard error."""
    return abs(total.value) > 2.0 * total.error


def plus_minus(total: Sum) -> str:
    """A sum with its standard error."""
    return f"{signed(total.value, 2)} ± {fixed(total.error, 2)}"


def _draw_sum(ui: Ui, hindsight: Hindsight, shown: list[Shown], row: Box) -> None:
    """The sum over all turns of everything that the seat ordered, not of the lines above alone."""
    ui.rule(row.x, row.y, row.w)
    y = row.y + row.h / 2
    x = row.x + 28
    x += ui.text(say("ui.ending.sum"), x, y, BODY, "text", "SemiBold") + 16
    for mark, icon, colour in (("best", "arrow-up", "good"), ("worst", "arrow-down", "bad")):
        number = next((one.pin.number for one in shown if one.pin.mark == mark), None)
        if number is not None:
            ui.icon(icon, x + 7, y, 14, colour)
            x += 18 + ui.text(say(f"ui.ending.{mark}", number=number), x + 18, y, META, colour, "Medium") + 14
    if hindsight.working:
        ui.progress((x, y - 3, 60, 6), hindsight.debrief.progress)
    ui.text(plus_minus(hindsight.debrief.dignity(hindsight.focus)), row.right, y, TITLE, "#f2f6fc", "SemiBold", "right")


def _rank_tip(outcome: Outcome, seat: str, name: str) -> Tip:
    """The aims of a seat and how far it met each; they make its score beside the ending itself."""
    rows = [TipRow(say(f"ui.codex.aim.{aim.id}"), percent(met)) for aim, met in outcome.met.get(seat, {}).items()]
    total = TipRow(say("ui.ending.score"), fixed(outcome.scores[seat], 0))
    return Tip(name, say("ui.ending.aims"), tuple(rows), total, say("ui.ending.rank_tip", seat=name))


def draw_ranking(ui: Ui, session: Session, outcome: Outcome, panel: Box) -> None:
    """Scores of a saved world, dignity always; a row shows the decisions of its seat."""
    hindsight = session.ended
    campaign, debrief = hindsight.campaign, hindsight.debrief
    lost = outcome.kind is Kind.BAD
    note = say("ui.ending.no_winner" if lost else "ui.ending.ranking_note")
    inside = ui.panel(panel, say("ui.ending.ranking"), "trophy", right=note)
    seats = campaign.setup.seats

    def rank(seat: int) -> tuple[float, float]:
        return -outcome.scores[seats[seat]], -debrief.dignity(seat).value

    order = sorted(range(len(seats)), key=rank)
    pitch = min(26.0, (panel.bottom - inside.y - 4) / len(order))
    for place, seat in enumerate(order):
        id_ = seats[seat]
        row = Box(panel.x + 8, inside.y - 6 + pitch * place, panel.w - 16, pitch)
        y = row.y + row.h / 2
        name = campaign.book.scenario.seats[id_].name
        if ui.row(f"rank/{id_}", row, name, seat == hindsight.focus, tip=_rank_tip(outcome, id_, name)):
            session.ask(partial(setattr, hindsight, "focus", seat))
        ui.text("–" if lost else str(place + 1), row.x + 14, y, BODY, "dim", "SemiBold", "centre")
        style = style_of(campaign.book, id_)
        ui.seat_token(style, row.x + 38, y, min(10, pitch / 2 - 2))
        mine = id_ in campaign.people
        ui.text(name, row.x + 58, y, BODY, "text", "SemiBold" if mine else "Regular", width=100)
        score = outcome.scores[id_]
        total = debrief.dignity(seat)
        text = plus_minus(total) if total.error > 0 else "–" if hindsight.working else "0"
        wide = 112.0
        bar = Box(row.x + 164, y - 4, row.w - 164 - wide - 52, 8)
        if not lost and bar.w >= 24:
            ui.progress(bar, score / 100.0, style.colour)
        ui.text(fixed(score, 0), bar.right + 36, y, BODY, "text", "SemiBold", "right")
        ui.text(text, row.right - 8, y, BODY, "soft", "Medium", "right", width=wide)
