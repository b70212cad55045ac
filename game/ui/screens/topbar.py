"""The bar over every screen of a seat: whose turn it is, own figures, and the tabs."""

from __future__ import annotations

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.figures import Figure, figure
from game.ui.screens.numbers import date
from game.ui.screens.why import explained
from game.ui.session import Session
from game.ui.theme import BODY, LEAD, META, TITLE, TOP_BAR
from game.ui.widgets import Ui

TABS = ("main", "technology", "models", "rivals", "treaties", "report")
TAB_KEYS = ("F1", "F2", "F3", "F4", "F5", "F6")
_FIGURES = ("cash", "compute", "trust", "capability")
_FULL_WIDTH = 1180


def draw_top_bar(ui: Ui, session: Session, office: Office, current: str) -> Box:
    """Draw the bar and act on it. Returns the room below it, without the margins of the screen."""
    bar = ui.screen.top(TOP_BAR)
    ui.box((bar.x - 8, bar.y - 10, bar.w + 16, bar.h + 10), "top", "line", 0)
    middle = bar.h / 2
    if ui.icon_button("menu", (6, 7, 34, 34), "orbit", say("ui.menu.title"), hotkey="F10"):
        ui.open("menu")
    if ui.icon_button("codex", (40, 7, 34, 34), "book-open", say("ui.codex.title"), "F8", selected=current == "codex"):
        session.ask(lambda: session.go("codex"))
    if ui.key("F7"):
        session.ask(lambda: session.go("statistics"))
    if ui.key("Ctrl+O"):  # the panel of the main screen shows it
        session.ask(lambda: session.go("forecast"))
    x = 78.0
    if bar.w >= _FULL_WIDTH:
        x += ui.text(say("ui.brand"), x, middle, LEAD, "text", "Bold") + 22
    ui.seat_token(office.style(office.seat), x + 12, middle, 12)
    x += 32
    x += ui.text(office.name(office.seat), x, middle, TITLE, "text", "SemiBold") + 10
    x += _draw_what_if(ui, session, x, middle)
    x += ui.text(_when(office), x, middle, BODY, "dim") + 14

    labels = [say(f"ui.tab.{name}") for name in TABS]
    widths = [ui.measure(label, BODY, "SemiBold") + 24 for label in labels]
    left = bar.right - 12 - sum(widths) - 4 * (len(TABS) - 1)
    chosen = TABS.index(current) if current in TABS else -1
    picked = ui.tabs("tab", (left, 7, bar.right - 12 - left, 34), labels, chosen, TAB_KEYS)
    if picked != chosen:
        session.ask(lambda: session.go(TABS[picked]))

    for key in _FIGURES:
        shown = figure(office, key)
        width = _width(ui, shown)
        if x + width > left - 6:
            break
        _draw(ui, session, shown, x, middle)
        x += width + 16
    return Box(0, TOP_BAR, bar.w, ui.screen.h - TOP_BAR)


def _draw_what_if(ui: Ui, session: Session, x: float, y: float) -> float:
    """The mark of a campaign that parted from another one. Returns the room that it takes."""
    mark = session.campaign.what_if if session.campaign is not None else None
    if mark is None:
        return 0.0
    wide = ui.chip_label(say("ui.whatif.chip"), x, y, "git-branch", "violet")
    ending = say(f"ending.{mark.ending}") if mark.ending else say("ui.whatif.unended")
    tip = say("ui.whatif.tip", turn=mark.turn + 1, ending=ending)
    ui.tip_area("what-if", (x, y - 12, wide, 24), tip, say("ui.whatif.chip"))
    return wide + 10


def _when(office: Office) -> str:
    return say("ui.turn", turn=office.turn + 1, date=date(office.view.year, office.setup.turn_years))


def _width(ui: Ui, shown: Figure) -> float:
    change = ui.measure(shown.change, META, "Medium") + 6 if shown.change else 0
    return 24 + ui.measure(shown.value, TITLE, "SemiBold") + change


def _draw(ui: Ui, session: Session, shown: Figure, x: float, y: float) -> None:
    width = _width(ui, shown)
    area = (x - 4, y - 16, width + 8, 32)
    if explained(ui, session, f"figure/{shown.key}", area, shown):
        ui.box(area, "raised", None, 6)
    ui.ring(f"figure/{shown.key}", area, 6)
    ui.icon(shown.icon, x + 9, y, 17, "dim")
    wide = ui.text(shown.value, x + 24, y, TITLE, "text", "SemiBold")
    if shown.change:
        ui.text(shown.change, x + 30 + wide, y, META, shown.colour, "Medium")
