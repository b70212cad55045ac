"""The curtain between two players at one screen: drawn before anything of the next seat, and knowing nothing of it."""

from __future__ import annotations

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.words import say
from game.ui.backdrop import curtains, limb
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.pen import Pen
from game.ui.screens.menu import draw_menu
from game.ui.screens.numbers import date
from game.ui.session import Session
from game.ui.theme import BODY, LEAD, META, TITLE
from game.ui.widgets import Ui


class Handover:
    """Reads of the campaign only who sits where, who has handed in, and the date: all of it public."""

    def draw(self, ui: Ui, session: Session) -> None:
        campaign = session.campaign
        if campaign is None:
            raise RuntimeError("the curtain needs a campaign")
        seat = session.next_seat
        style, name = style_of(campaign.book, seat), campaign.book.scenario.seats[seat].name
        screen = ui.screen
        curtains(ui)
        limb(ui, 0.5, min(96.0, screen.h * 0.13), 1500, style.colour, "#ffd9cc", 0.6, below=True, over=True)
        ui.icon("orbit", 42, 38, 20, "accent")
        ui.text(say("ui.brand"), 60, 38, TITLE, "soft", "Bold")
        ui.text(_when(campaign), screen.w - 32, 38, BODY, "dim", align="right")

        middle = screen.w / 2
        y = max(90.0, screen.h * 0.247)
        ui.seat_token(style, middle, y, 46)
        ui.text(say("ui.handover.title", seat=name), middle, y + 92, 36, "#f5f8fd", "SemiBold", "centre")
        ui.text(say("ui.handover.text", seat=name), middle, y + 138, LEAD, "soft", align="centre")
        take = Box(middle - 188, y + 172, 376, 52)
        label = say("ui.handover.take", seat=name)
        if ui.button("take", take, label, "primary", "eye", "Enter", size=16):
            session.ask(session.take_seat)
        left, right = Box(take.x, take.bottom + 16, take.w, 40).columns(2, 12)
        several = len(campaign.people) > 1
        reason = say("ui.handover.last_person")
        if ui.button("computer", left, say("ui.handover.computer"), "plain", "bot", "C", several, reason, size=BODY):
            session.ask(lambda: session.give_to_computer(seat))
        if ui.button("pause", right, say("ui.handover.pause"), "plain", "pause", "P", size=BODY):
            session.ask(session.leave_campaign)
        _draw_seats(ui, campaign, seat, right.bottom + 74)
        ui.text(say("ui.handover.order"), middle, screen.h - 40, BODY, "soft", align="centre")
        draw_menu(ui, session, escape=True)


def _when(campaign: Campaign) -> str:
    year = date(campaign.year, campaign.setup.turn_years)
    turn = say("ui.turn_of", turn=campaign.turn + 1, turns=campaign.setup.turns, date=year)
    return f"{turn} · {campaign.book.scenario.title}"


def _draw_seats(ui: Ui, campaign: Campaign, now: str, y: float) -> None:
    """All seats in a row: who has handed in, who is a computer, whose turn it is."""
    seats = list(campaign.book.scenario.seats)
    step = min(200.0, (ui.screen.w - 120) / max(1, len(seats)))
    first = ui.screen.w / 2 - step * (len(seats) - 1) / 2

    def paint(pen: Pen) -> None:
        for i in range(len(seats) - 1):
            start, end = (i * step + 26, 2.0), ((i + 1) * step - 26, 2.0)
            if seats[i + 1] == now:
                pen.dashes((start, end), "line2", 1.6)
            else:
                pen.line(start, end, "line2", 1.6)

    ui.picture(("seats", tuple(seats), now, step), (first, y - 2, step * (len(seats) - 1) + 1, 4), paint)
    for place, id_ in enumerate(seats):
        x, on = first + place * step, id_ == now
        ui.seat_token(style_of(campaign.book, id_), x, y, 16, dim=not on, halo=on)
        name = campaign.book.scenario.seats[id_].name
        ui.text(name, x, y + 38, TITLE, "#f5f8fd" if on else "soft", "SemiBold", "centre")
        state, icon = _state(campaign, id_, now)
        wide = ui.measure(state, META) + 19
        ui.icon(icon, x - wide / 2 + 7, y + 58, 13, "text" if on else "soft")
        ui.text(state, x - wide / 2 + 19, y + 58, META, "text" if on else "soft")


def _state(campaign: Campaign, seat: str, now: str) -> tuple[str, str]:
    if seat == now:
        return say("ui.handover.now"), "arrow-right"
    if not isinstance(campaign.chairs[seat], Human):
        return say("ui.handover.is_computer"), "bot"
    if seat in campaign.waiting:
        return say("ui.handover.later"), "hourglass"
    return say("ui.handover.sealed"), "lock"
