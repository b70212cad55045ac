"""All orders are in, and planners among the computer players still think: how far they are, and a way not to wait."""

from __future__ import annotations

from game.content.words import say
from game.ui.backdrop import limb
from game.ui.layout import Box
from game.ui.screens.menu import draw_menu
from game.ui.session import Session
from game.ui.theme import LEAD, META
from game.ui.widgets import Ui


class Planning:
    """Looks every frame whether the last answer has come, and shows nothing of any answer."""

    def draw(self, ui: Ui, session: Session) -> None:
        planners, screen = session.planners, ui.screen
        limb(ui, 0.5, min(96.0, screen.h * 0.13), 1500, below=True)
        middle, y = screen.w / 2, screen.h * 0.36
        ui.icon("brain", middle, y - 64, 40, "accent")
        ui.text(say("ui.planning.title"), middle, y, 30, "#f5f8fd", "SemiBold", "centre")
        bar = Box(middle - 188, y + 38, 376, 10)
        done = len(planners.sheets)
        ui.progress(bar, planners.progress, ground="raised")
        ui.text(say("ui.planning.done", done=done, count=planners.count), middle, bar.bottom + 22, LEAD, "soft",
                align="centre")  # fmt: skip
        button = Box(bar.x, bar.bottom + 52, bar.w, 44)
        if ui.button("hurry", button, say("ui.planning.hurry"), "plain", "fast-forward", "H"):
            session.ask(planners.hurry)
        note = Box(middle - 260, button.bottom + 18, 520, 60)
        ui.paragraph(say("ui.planning.note"), note.x, note.y, note.w, META, "dim", lines=3, align="centre")
        draw_menu(ui, session, escape=True)
        session.ask(session.resolve_if_ready)
