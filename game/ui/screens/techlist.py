"""The technologies as a list: the same states, search and filters as in the tree, to be read from top to bottom."""

from __future__ import annotations

from game.content.vocabulary import Lane
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.effects import lane_icon, short_effect, tier_name
from game.ui.screens.numbers import fixed
from game.ui.screens.techcards import turns_text
from game.ui.screens.techstate import Standing, State
from game.ui.theme import Colour
from game.ui.widgets import Cell, Column, Ui

_SIGNS: dict[State, tuple[str, Colour]] = {
    "done": ("circle-check", "good"),
    "active": ("play", "accent"),
    "queued": ("clock", "accent"),
    "available": ("plus", "text"),
    "locked": ("lock", "dim"),
}


def draw_list(
    ui: Ui, office: Office, area: Box, stands: dict[str, Standing], selected: str, faded: frozenset[str]
) -> str:
    """A row for every technology that is not filtered out, by lane and tier. Returns what is selected now."""
    book = office.book.technologies
    order = sorted(
        (id_ for id_ in stands if id_ not in faded), key=lambda id_: (Lane.ids().index(book[id_].lane), book[id_].tier)
    )
    wide = area.w > 760
    columns = [Column(say("ui.tech.name"), 190), Column(say("ui.tech.state"), 128)]
    columns += [Column(say("ui.tech.tier"), 74), Column(say("ui.tech.effects"))]
    if wide:
        columns.append(Column(say("ui.tech.left"), 74, "right"))
    columns.append(Column(say("ui.tech.time"), 74, "right"))
    rows = [_row(office, id_, stands[id_], wide) for id_ in order]
    at = order.index(selected) if selected in order else -1
    if ui.focus in (None, "tab/1"):
        ui.focus = "tech-list"  # arrows work at once, as in the tree
    picked = ui.table(
        "tech-list", area.inset(12, 4), columns, rows, at, label=say("ui.tab.technology"), empty=say("ui.tech.none")
    )
    return order[picked.index] if picked.index >= 0 else selected


def _row(office: Office, id_: str, standing: Standing, wide: bool) -> list[str | Cell]:
    technology = office.book.technologies[id_]
    sign, colour = _SIGNS[standing.state]
    done, locked = standing.state == "done", standing.state == "locked"
    state = say("ui.tech.needs_more", count=standing.missing) if locked else say(f"ui.tech.{standing.state}")
    row: list[str | Cell] = [
        Cell(technology.name, "soft" if locked else "text", "Medium", lane_icon(technology.lane), "accent"),
        Cell(state, "soft", icon=sign, icon_colour=colour),
        Cell(tier_name(technology.tier), "dim"),
        Cell(short_effect(technology), "soft"),
    ]
    if wide:
        row.append("" if done else fixed(standing.to_pay, 2))
    row.append(Cell("" if done or locked else turns_text(standing), "soft"))
    return row
