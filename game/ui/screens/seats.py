"""Who holds which seat, to be changed in the middle of a campaign: an empty chair never blocks the others."""

from __future__ import annotations

from functools import partial

from game.campaign.chairs import Human
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.session import Session
from game.ui.theme import META, TITLE
from game.ui.widgets import Ui

SEATS = "seats"


def draw_seats(ui: Ui, session: Session) -> None:
    """The dialogue; the menu opens it."""
    campaign = session.campaign
    if campaign is None:
        return
    seats = campaign.book.scenario.seats
    with ui.modal(SEATS, (480, 150 + 46.0 * len(seats)), say("ui.seats.title"), "users") as room:
        if not room:
            return
        for place, (id_, seat) in enumerate(seats.items()):
            row = Box(room.x, room.y + 46 * place, room.w, 40)
            person = isinstance(campaign.chairs[id_], Human)
            ui.seat_token(style_of(campaign.book, id_), row.x + 18, row.y + 20, 13)
            ui.text(seat.name, row.x + 42, row.y + 20, TITLE, "text", "SemiBold", width=110)
            button = row.from_right(272)
            last = person and campaign.people == (id_,)
            label = say("ui.seats.to_computer" if person else "ui.seats.to_person")
            if ui.button(
                f"{SEATS}/{id_}", button, label, icon="user" if person else "bot", hotkey=str(place + 1),
                enabled=not last, reason=say("ui.handover.last_person"), align="left",
            ):  # fmt: skip
                ui.close(SEATS)
                session.ask(partial(session.change_chair, id_, not person))
        ui.paragraph(say("ui.seats.note"), room.x, room.bottom - 36, room.w, META, "dim", lines=2)
