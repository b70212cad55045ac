"""The technology screen: what is known, what is worked on, what waits, and what it takes to get further."""

from __future__ import annotations

from game.content.models import Technology as Record
from game.content.vocabulary import Lane
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.menu import draw_menu
from game.ui.screens.techcards import state_mark
from game.ui.screens.techdetail import draw_detail
from game.ui.screens.techlist import draw_list
from game.ui.screens.techstate import STATES, Standing, standings
from game.ui.screens.techtree import ZOOMS, TreePane
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META
from game.ui.widgets import Ui

_DETAIL = 280


class Technology:
    """Remembers what is selected, and whether the tree or the list is shown."""

    def __init__(self) -> None:
        self._pane = TreePane()
        self._listed = False
        self._standings: tuple[object, dict[str, Standing]] | None = None
        self._selected = ""
        self._idle: set[str] = set()  # lanes without work when last looked at
        self._off: set[str] = set()  # states that are filtered out
        self._search = ""

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "technology")
        if self._standings is None or self._standings[0] is not office.sheet:
            self._standings = (office.sheet, standings(office))
        stands = self._standings[1]
        panel = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN - GAP - _DETAIL, room.h - 2 * GAP)
        ui.box(panel, "top", "line", 10)
        self._toolbar(ui, Box(panel.x + 12, panel.y + 10, panel.w - 24, 32), stands)
        idle = {p.detail for p in office.pending if p.kind == "lane"}
        taken_up = self._selected and stands[self._selected].state == "active"
        if not self._selected or (taken_up and idle and idle < self._idle):
            self._selected = _begin(office, stands)  # a lane has its work: on to the next one
        self._idle = idle
        area = Box(panel.x + 1, panel.y + 50, panel.w - 2, panel.h - 52)
        book = office.book.technologies
        faded = frozenset(
            id_ for id_ in stands if stands[id_].state in self._off or not _matches(book[id_], self._search)
        )
        draw = draw_list if self._listed else self._pane.draw
        self._selected = draw(ui, office, area, stands, self._selected, faded)
        detail = Box(panel.right + GAP, panel.y, _DETAIL, panel.h)
        self._selected = draw_detail(ui, session, office, detail, self._selected, stands) or self._selected
        draw_menu(ui, session, escape=False)

    def _toolbar(self, ui: Ui, bar: Box, stands: dict[str, Standing]) -> None:
        """Search; the states, legend and filter in one; zoom; tree or list."""
        tools = self._tools(ui, bar)
        wide = tools.w > 740
        search = 150 if wide else 120
        self._search = ui.field(
            "search", bar.left(search), self._search, say("ui.tech.search"), "search", "F", limit=24
        )
        x = bar.x + search + 8
        for state in STATES:
            label = say(f"ui.tech.{state}")
            count = str(sum(s.state == state for s in stands.values()))
            width = round(42 + ui.measure(count, META, "SemiBold") + 8 + (ui.measure(label, BODY) + 6) * wide)
            box = Box(x, bar.y, width, 32)
            on = state not in self._off
            tip = say("ui.tech.filter", state=label)
            if ui.row(f"filter/{state}", box, label, fill="raised" if on else "inset", radius=8, tip=tip):
                self._off ^= {state}
            state_mark(ui, x + 18, bar.y + 16, Standing(state, place=1, share=0.62))
            if wide:
                ui.text(label, x + 34, bar.y + 16, BODY, "text" if on else "dim")
            ui.text(count, box.right - 9, bar.y + 16, META, "dim", "SemiBold", "right")
            x += width + 5

    def _tools(self, ui: Ui, bar: Box) -> Box:
        """The buttons on the right. Returns what they leave of the bar."""
        x = bar.right - 34
        icon, label = ("workflow", say("ui.tech.as_tree")) if self._listed else ("list", say("ui.tech.as_list"))
        if ui.icon_button("as-list", (x, bar.y, 34, 32), icon, label, "L", quiet=False):
            self._listed = not self._listed
        if self._listed:
            return Box(bar.x, bar.y, x - bar.x, bar.h)
        for id_, icon, key, step in (("zoom-in", "zoom-in", "+", 1), ("zoom-out", "zoom-out", "-", -1)):
            x -= 38
            zoom = self._pane.zoom + step
            enabled = 0 <= zoom < len(ZOOMS)
            label, end = say(f"ui.tech.{id_.replace('-', '_')}"), say("ui.tech.zoom_end")
            if ui.icon_button(id_, (x, bar.y, 34, 32), icon, label, key, enabled, end, quiet=False):
                self._pane.zoom = zoom
        return Box(bar.x, bar.y, x - bar.x, bar.h)


def _begin(office: Office, stands: dict[str, Standing]) -> str:
    """The cheapest choice of the first lane that has nothing to do, else what is being worked on."""
    book = office.book.technologies
    idle = [p.detail for p in office.pending if p.kind == "lane"]
    free = [id_ for id_, s in stands.items() if s.state == "available"]
    lanes = [*idle, *(lane.id for lane in Lane if lane.id not in idle)]
    free.sort(key=lambda id_: (lanes.index(book[id_].lane), book[id_].tier, stands[id_].to_pay))
    active = [id_ for id_, s in stands.items() if s.state == "active"]
    order = free if idle else [*active, *free]
    return next(iter(order), next(iter(stands)))


def _matches(technology: Record, search: str) -> bool:
    wanted = search.strip().lower()
    return not wanted or wanted in technology.name.lower() or wanted in technology.summary.lower()
