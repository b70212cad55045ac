"""The list of saved campaigns: what each holds, and why a damaged one cannot be loaded."""

from __future__ import annotations

from game.campaign import saves
from game.campaign.envelope import SaveHeader, SaveProblem
from game.content.words import say
from game.ui.layout import Box
from game.ui.lists import Cell, Column
from game.ui.screens.menu import draw_menu
from game.ui.screens.title import saved_at
from game.ui.session import Session
from game.ui.theme import MARGIN, META, SECTION, TOP_BAR
from game.ui.widgets import Ui

_COLUMNS = ("name", "scenario", "seats", "turn", "saved")


class Load:
    """Reads the folder once, when it is first shown."""

    def __init__(self) -> None:
        self._found: list[SaveHeader | SaveProblem] | None = None
        self._selected = 0

    def draw(self, ui: Ui, session: Session) -> None:
        if self._found is None:
            self._found = saves.headers(session.folder)
        ui.fill()
        draw_head(ui, session, "folder-open", say("ui.load.title"))
        screen = ui.screen
        panel = Box(MARGIN, TOP_BAR + MARGIN, screen.w - 2 * MARGIN, screen.h - TOP_BAR - 2 * MARGIN - 60)
        ui.box(panel, "panel", "line", 10)
        widths = (0.0, 220.0, 0.0, 100.0, 150.0)
        columns = [Column(say(f"ui.load.{c}"), w) for c, w in zip(_COLUMNS, widths, strict=True)]
        rows = [_row(found) for found in self._found]
        picked = ui.table(
            "saves", panel.inset(10), columns, rows, self._selected, 34, say("ui.load.title"), empty=say("ui.load.none")
        )
        self._selected = picked.index
        chosen = self._found[picked.index] if 0 <= picked.index < len(self._found) else None
        foot = Box(MARGIN, panel.bottom + 12, panel.w, 44)
        usable = isinstance(chosen, SaveHeader)
        reason = str(chosen) if isinstance(chosen, SaveProblem) else say("ui.load.none")
        go = ui.button("load-it", foot.from_right(220), say("ui.load.go"), "primary", "play", "Enter", usable, reason)
        if (go or picked.activated) and isinstance(chosen, SaveHeader):
            path = chosen.path
            session.ask(lambda: session.open_save(path))
        if isinstance(chosen, SaveProblem):
            ui.text(str(chosen), foot.x + 4, foot.y + 22, META, "warning", width=foot.w - 250)
        else:
            ui.text(str(session.folder), foot.x + 4, foot.y + 22, META, "dim", width=foot.w - 250)
        if session.office is not None:
            draw_menu(ui, session, escape=False)


def _row(found: SaveHeader | SaveProblem) -> list[str | Cell]:
    if isinstance(found, SaveProblem):
        reason = say(f"save.{found.reason}", **found.values)
        return [
            Cell(found.path.stem, "dim", icon="triangle-alert", icon_colour="warning"),
            Cell(reason, "warning"),
            "",
            "",
            "",
        ]
    people = ", ".join(found.seats[id_] for id_ in found.people) or say("ui.load.computers")
    turn = say("ui.load.turn_of", turn=found.turn + 1, turns=found.turns)
    if found.ending is not None:
        turn = say("ui.load.ended")
    if found.what_if is not None:
        name = Cell(found.name, icon="git-branch", icon_colour="violet")
        scenario = say("ui.whatif.scenario", scenario=found.scenario_title, turn=found.what_if + 1)
        return [name, scenario, people, turn, saved_at(found)]
    return [found.name, found.scenario_title, people, turn, saved_at(found)]


def draw_head(ui: Ui, session: Session, icon: str, title: str) -> None:
    """The bar over a screen outside of a campaign: the way back, and where one is."""
    ui.box((-8, -10, ui.screen.w + 16, TOP_BAR + 10), "top", "line", 0)
    if ui.icon_button("back", (10, 7, 34, 34), "arrow-left", say("ui.back"), "Esc"):
        session.ask(session.back)
    x = 48 + ui.keycap("Esc", 48, TOP_BAR / 2, "left")
    ui.icon(icon, x + 24, TOP_BAR / 2, 20, "accent")
    ui.text(title, x + 44, TOP_BAR / 2, SECTION, "text", "SemiBold")
