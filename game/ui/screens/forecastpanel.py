"""The outlook on the main screen: how the campaign may end if the orders stay as they are."""

from __future__ import annotations

from game.content.vocabulary import Kind
from game.content.words import say
from game.forecast.outlook import CUTS, Outlook
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.odds import (
    RowPlan,
    change_colour,
    draw_ending,
    ending_name,
    kind_parts,
    largest_changes,
    likeliest,
    points,
)
from game.ui.session import Session
from game.ui.theme import META
from game.ui.tips import Tip
from game.ui.widgets import Run, Ui

SCREEN = "forecast"
KEY = "Ctrl+O"  # read with the bar over the screen
_HEAD, _BAR, _FOOT, _ROW = 20.0, 32.0, 20.0, 18.0


def draw_forecast(ui: Ui, session: Session, office: Office, box: Box) -> None:
    """Fill the room under the header of a panel: kinds, the likeliest endings, and what the draft changes.

    A click goes to the large view.
    """
    now, before = outlooks(session, office)
    ground = box.inset(-8, -2)
    label = say("ui.forecast.title")
    if ui.row("forecast", ground, label, tip=lambda: about(office, now), radius=8):
        session.ask(lambda: session.go(SCREEN))
    key = ui.bound(KEY)
    used = ui.keycap(key, box.right, box.y + _HEAD / 2)
    draw_state(ui, session, office, Box(box.x, box.y, box.w - used - 8, _HEAD), now)
    if now is None:
        _waiting(ui, session, box.below(_HEAD))
        return
    parts, halves = kind_parts(now)
    ui.stack_bar((box.x, box.y + _HEAD + 2, box.w, 16), parts, halves, label_size=META)
    rows = box.below(_HEAD + _BAR)
    count = int((rows.h - _FOOT) // _ROW)
    pitch = (rows.h - _FOOT) / max(1, count)
    for place, ending in enumerate(likeliest(now)[:count]):
        change = now.change(before, [ending]) if before is not None else None
        row = Box(rows.x, rows.y + place * pitch, rows.w, pitch)
        draw_ending(ui, row, ending, now.endings[ending], change, RowPlan(min(160.0, rows.w * 0.46)))
    draw_difference(ui, box.from_bottom(_FOOT), now, before, 2)


def outlooks(session: Session, office: Office) -> tuple[Outlook | None, Outlook | None]:
    """Of the present orders, and of those that lay on the desk when the turn began; None while not known."""
    ahead = session.forecaster
    if ahead is None:
        return None, None
    return ahead.look(office.view, office.orders), ahead.look(office.view, office.opening)


def about(office: Office, now: Outlook | None) -> Tip:
    """What an outlook is, and what it is not."""
    temperament = office.book.temperaments[office.book.scenario.seats[office.seat].temperament].title
    text = say("ui.forecast.about", seat=office.name(office.seat), temperament=temperament)
    note = say("ui.forecast.click")
    return Tip(say("ui.forecast.title"), text, note=note)


def draw_state(ui: Ui, session: Session, office: Office, box: Box, now: Outlook | None) -> None:
    """Under which worldview, and from how many futures."""
    y = box.y + box.h / 2
    working = session.forecaster is not None and (now is None or now.games < CUTS[-1]) and session.forecaster.working
    told = say("ui.forecast.futures", games=now.games) if now is not None else ""
    used = 0.0
    if told:
        used = ui.text(told, box.right, y, META, "dim", align="right") + 8
    if working:
        _pulse(ui, box.right - used - 6, y)
        used += 20
    under = say("ui.under", worldview=office.worldview)
    ui.text(under[:1].upper() + under[1:], box.x, y, META, "soft", width=box.w - used)


def _pulse(ui: Ui, x: float, y: float) -> None:
    """Something is being computed."""
    lit = int(ui.now * 4) % 3 if ui.motion else 1
    for place in range(3):
        ui.box((x - 12 + place * 6, y - 2, 4, 4), "accent" if place == lit else "line2", None, 2)


def _waiting(ui: Ui, session: Session, box: Box) -> None:
    """Nothing is known yet, or never will be."""
    ahead = session.forecaster
    if ahead is not None and ahead.failure:
        ui.paragraph(say("ui.forecast.failed", reason=ahead.failure), box.x, box.y + 6, box.w, META, "warning", lines=4)
        return
    ui.box((box.x, box.y + 2, box.w, 16), "inset", None, 3)
    text = say("ui.forecast.waiting" if ahead is not None else "ui.forecast.nobody")
    ui.paragraph(text, box.x, box.y + 26, box.w, META, "dim")


def draw_difference(ui: Ui, box: Box, now: Outlook, before: Outlook | None, most: int) -> None:
    """What the draft changes against the orders that the turn began with, as far as it can be told from chance."""
    y = box.y + box.h / 2
    if before is None:
        ui.text(say("ui.forecast.comparing"), box.x, y, META, "dim", width=box.w)
        return
    if now is before:
        ui.text(say("ui.forecast.opening"), box.x, y, META, "dim", width=box.w)
        return
    changes = largest_changes(now, before, most)
    if not changes:
        ui.text(say("ui.forecast.no_change"), box.x, y, META, "dim", width=box.w)
        return
    runs = [Run(say("ui.forecast.draft") + " ", "soft")]
    for place, (ending, change) in enumerate(changes):
        name = (" · " if place else "") + ending_name(ending) + " "
        colour = change_colour(ending.kind, change)
        piece = [Run(name, "text"), Run(points(change), colour, "SemiBold")]
        if sum(ui.measure(run.text, META, run.weight) for run in [*runs, *piece]) > box.w:
            break
        runs += piece
    ui.rich(runs, box.x, y, META)


def kind_name(kind: Kind) -> str:
    """Good, mixed or bad, with a capital."""
    name = say(f"kind.{kind.id}")
    return name[:1].upper() + name[1:]
