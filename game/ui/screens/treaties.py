"""The seven clauses: what each does, who has signed, and what keeping or breaking it would do."""

from __future__ import annotations

from game.content.words import say
from game.ui.layout import Box
from game.ui.screens.menu import draw_menu
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import GAP, MARGIN
from game.ui.widgets import Ui


class Treaties:
    """Draws itself once a frame."""

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "treaties")
        panel = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        ui.panel(panel, say("ui.treaties.title"), "handshake", right=say("ui.under", worldview=office.worldview))
        draw_menu(ui, session, escape=False)
