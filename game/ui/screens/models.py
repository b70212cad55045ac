"""The models of a seat: how far they reach, how far its alignment techniques hold, and what becomes of them."""

from __future__ import annotations

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.evidence import Evidence, weigh
from game.ui.screens.expect import Expectations
from game.ui.screens.menu import draw_menu
from game.ui.screens.modelchoices import draw_conduct, draw_release
from game.ui.screens.modelrun import draw_training
from game.ui.screens.modelscale import ceilings_of, draw_scale, models_of, verdict
from game.ui.screens.release import draw_confirmation
from game.ui.screens.topbar import draw_top_bar
from game.ui.screens.trainplan import TrainPlan, plan
from game.ui.session import Session
from game.ui.theme import GAP, MARGIN
from game.ui.widgets import Ui


class Models:
    """Remembers what was worked out for this turn and for the orders as they stand."""

    def __init__(self) -> None:
        self._expectations = Expectations()
        self._evidence: Evidence | None = None
        self._plan: tuple[object, TrainPlan] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "models")
        if self._evidence is None:
            self._evidence = weigh(office)
        if self._plan is None or self._plan[0] is not office.sheet:
            self._plan = (office.sheet, plan(office))
        run = self._plan[1]
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        left, right = whole.columns([round((whole.w - GAP) * 0.515), 0], GAP)
        scale, conduct = left.rows([round(whole.h * 0.555), 0], GAP)
        training, release = right.rows([round(whole.h * 0.52), 0], GAP)
        self._scale(ui, office, scale, self._evidence, run)
        draw_conduct(ui, office, conduct, self._expectations)
        draw_training(ui, office, training, run)
        draw_release(ui, session, office, release, run)
        draw_confirmation(ui, session, office)
        draw_menu(ui, session, escape=False)

    def _scale(self, ui: Ui, office: Office, panel: Box, evidence: Evidence, run: TrainPlan) -> None:
        inside = ui.panel(panel, say("ui.models.title"), "shield-check", right=say("ui.models.unit"))
        chart = Box(inside.x, inside.y - 6, inside.w, panel.bottom - inside.y - 30)
        draw_scale(ui, office, chart, models_of(office, run), ceilings_of(evidence))
        verdict(ui, office, evidence, Box(inside.x, panel.bottom - 34, inside.w, 26))
