"""What if: the dialogue that chooses the turn from which a campaign is played on otherwise."""

from __future__ import annotations

from game.campaign.whatif import turns_to_part_at
from game.content.words import say
from game.forecast.dignity import Sum
from game.ui.hindsight import Hindsight
from game.ui.layout import Box
from game.ui.screens.dignity import plus_minus
from game.ui.screens.numbers import date
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.widgets import Ui

WHAT_IF = "what-if-turn"
_ROWS = 4


class WhatIf:
    """Remembers the turn that is being chosen; at first that of the decision that cost most."""

    def __init__(self) -> None:
        self._turn: int | None = None

    def proposed(self, hindsight: Hindsight) -> int | None:
        """The turn that is offered; None where no turn can be played on from."""
        possible = turns_to_part_at(hindsight.campaign)
        if not possible:
            return None
        if self._turn in possible:
            return self._turn
        lines = [line for line in hindsight.debrief.lines(hindsight.focus) if line.first in possible]
        worst = min(lines, key=lambda line: line.sum.value, default=None)
        return worst.first if worst is not None and worst.sum.value < 0 else possible[-1]

    def draw(self, ui: Ui, session: Session, hindsight: Hindsight) -> None:
        with ui.modal(WHAT_IF, (560, 360), say("ui.whatif.title"), "git-branch") as room:
            turn = self.proposed(hindsight)
            if not room or turn is None:
                return
            campaign = hindsight.campaign
            possible = turns_to_part_at(campaign)
            y = room.y + ui.paragraph(say("ui.whatif.text"), room.x, room.y, room.w, BODY, "soft", lines=3) + 10
            year = date(campaign.setup.year(turn), campaign.setup.turn_years)
            label = say("ui.whatif.from_turn", turn=turn + 1, date=year)
            ui.text(label, room.x, y + 8, BODY, "text", "SemiBold")
            rail = Box(room.x + 8, y + 26, room.w - 16, 14)
            first, last = possible[0] + 1, possible[-1] + 1
            chosen = ui.slider(f"{WHAT_IF}/turn", rail, float(turn + 1), first, last, 1, say("ui.whatif.turn"))
            if round(chosen) - 1 != turn:
                self._turn = round(chosen) - 1
            _draw_decided(ui, hindsight, turn, Box(room.x, y + 52, room.w, room.bottom - 50 - y - 52))
            no, yes = room.from_bottom(36).columns([140, 0], 12)
            if ui.button(f"{WHAT_IF}/no", no, say("ui.cancel"), hotkey="Esc"):
                ui.close(WHAT_IF)
            go = say("ui.whatif.go", turn=turn + 1)
            if ui.button(f"{WHAT_IF}/yes", yes, go, "primary", "git-branch", hotkey="Enter"):
                ui.close(WHAT_IF)
                session.ask(lambda: session.play_what_if(turn))


def _draw_decided(ui: Ui, hindsight: Hindsight, turn: int, box: Box) -> None:
    """What the seat on the screen had decided in that turn, the weightiest first."""
    campaign, debrief = hindsight.campaign, hindsight.debrief
    name = campaign.book.scenario.seats[campaign.setup.seats[hindsight.focus]].name
    ui.caps(say("ui.whatif.decided", seat=name), box.x, box.y + 8)
    decided = sorted(debrief.decided(turn, hindsight.focus), key=lambda item: -abs(item[1].value))
    if not decided:
        ui.text(say("ui.whatif.nothing"), box.x, box.y + 32, BODY, "dim")
    for place, (decision, contrast) in enumerate(decided[: min(_ROWS, int((box.h - 20) // 22))]):
        y = box.y + 32 + 22 * place
        text = campaign.names.say(f"decision.{decision.key}", decision.values)
        ui.text(text, box.x, y, BODY, "soft", width=box.w - 130)
        colour = "good" if contrast.value > 0 else "bad" if contrast.value < 0 else "dim"
        ui.text(plus_minus(Sum.of([contrast])), box.right, y, META, colour, "SemiBold", "right")
