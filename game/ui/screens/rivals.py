"""The other seats: what is known and believed of them, and what can be done to them."""

from __future__ import annotations

from dataclasses import dataclass

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.pen import Pen
from game.ui.screens.actions import draw_actions
from game.ui.screens.expect import Expectations
from game.ui.screens.menu import draw_menu
from game.ui.screens.modelscale import ticks
from game.ui.screens.numbers import chips, fixed, log_flop
from game.ui.screens.rivaldetail import draw_rival
from game.ui.screens.rivalworld import draw_world
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META, TITLE
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_NAME = 158.0
_VALUE = 92.0
_WORLD = 152.0


@dataclass(frozen=True)
class _Scale:
    """A common axis of capability: the range in log FLOP and where it lies on the screen."""

    x: float
    w: float
    low: float
    high: float

    def share(self, value: float) -> float:
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def at(self, value: float) -> float:
        return self.x + self.w * self.share(value)


class Rivals:
    """Whom it shows is known to the session, so that the map can lead to a rival."""

    def __init__(self) -> None:
        self._expectations = Expectations()
        self._pitch = 0.0  # of the rows of the list

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "rivals")
        others = [id_ for id_ in office.setup.seats if id_ != office.seat]
        if session.rival not in others:
            session.rival = max(others, key=lambda id_: office.view.estimate[0, office.setup.seats.index(id_), 0])
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        left, right = whole.columns([round((whole.w - GAP) * 0.5), 0], GAP)
        listed, world = left.rows([0, _WORLD], GAP)
        self._list(ui, session, office, listed, others)
        draw_world(ui, session, office, world)
        draw_rival(ui, session, office, right, session.rival, self._expectations)
        self._keys(ui, session, others)
        draw_actions(ui, session, office)
        draw_menu(ui, session, escape=False)

    def _keys(self, ui: Ui, session: Session, others: list[str]) -> None:
        """Arrows go through the list."""
        step = 1 if ui.key("Down") else -1 if ui.key("Up") else 0
        if step:
            place = (others.index(session.rival) + step) % len(others)
            session.rival = others[place]
            ui.scroll_to("rivals", (place - 2) * self._pitch)

    def _list(self, ui: Ui, session: Session, office: Office, panel: Box, others: list[str]) -> None:
        inside = ui.panel(panel, say("ui.rivals.title"), "users", right=say("ui.rivals.unit"))
        scale = _scale(office, Box(inside.x + _NAME, 0, inside.w - _NAME - _VALUE - 12, 0), others)
        area = Box(panel.x + 8, inside.y + 18, panel.w - 16, panel.bottom - inside.y - 26)
        pitch = self._pitch = min(112.0, max(62.0, (area.h + 6) / len(others)))
        self._axis(ui, office, scale, inside.y + 4, area)
        with ui.scroll("rivals", area, say("ui.rivals.title")) as view:
            y = view.y
            for place, id_ in enumerate(others):
                row = Box(view.x, y, view.w, pitch - 6)
                if _draw_rival(ui, office, row, id_, scale, place, session.rival == id_):
                    session.rival = id_
                y += pitch
            view.end(y - 6)

    def _axis(self, ui: Ui, office: Office, scale: _Scale, y: float, area: Box) -> None:
        """Numbers over the list, and the line of the own best model through it."""
        own = float(office.view.capability[0, 0])
        label = say("ui.rivals.you", level=log_flop(own))
        half = ui.measure(label, META, "SemiBold") / 2
        x = min(max(scale.at(own), scale.x + half), scale.x + scale.w - half)
        ui.text(label, x, y, META, office.style(office.seat).colour, "SemiBold", "centre")
        for tick in ticks(scale.low, scale.high):
            if abs(scale.at(tick) - x) > half + 22:
                ui.text(f"{tick:g}", scale.at(tick), y, META, "dim", align="centre")


def _scale(office: Office, room: Box, others: list[str]) -> _Scale:
    view = office.view
    places = [office.setup.seats.index(id_) for id_ in others]
    values = [float(view.capability[0, 0])]
    for place in places:
        estimate, spread = float(view.estimate[0, place, 0]), float(view.estimate_sd[0, place, 0])
        values += [estimate - spread, estimate + spread, *(v for v in (float(view.rival_served[place, 0]),) if v > 0)]
    return _Scale(room.x, room.w, min(values) - 0.2, max(values) + 0.2)


def _draw_rival(ui: Ui, office: Office, row: Box, id_: str, scale: _Scale, place: int, selected: bool) -> bool:
    """One rival: token, name, estimate with its error against the own model, and what is public."""
    view, index = office.view, office.setup.seats.index(id_)
    style, name = office.style(id_), office.name(id_)
    estimate, spread = float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0])
    key = str(place + 1) if place < 9 else ""
    clicked = ui.row(f"rival/{id_}", row, name, selected, key, _tip(office, id_), fill="panel2", radius=8)
    upper, lower = row.y + row.h * 0.34, row.y + row.h * 0.74
    ui.seat_token(style, row.x + 24, row.y + row.h / 2, 15)
    bloc = office.names.of("bloc", office.setup.blocs[int(office.setup.bloc[index])])
    used = ui.text(name, row.x + 48, upper, TITLE, "text", "SemiBold", width=_NAME - 50)
    if bool(view.thefts_found[0, index, 0]):
        ui.icon("hat-glasses", row.x + 48 + used + 14, upper, 15, "bad")
    ui.text(bloc, row.x + 48, lower, META, "dim", width=_NAME - 50)
    _draw_estimate(ui, office, row, estimate, spread, scale, style.colour, upper)
    value = f"{fixed(estimate, 1)} ± {fixed(spread, 1)}"
    ui.text(value, row.right - 10, upper, BODY, "text", "SemiBold", "right")
    if key:
        ui.keycap(key, row.right - 10, lower, "right")
    served, opened = log_flop(float(view.rival_served[index, 0])), log_flop(float(view.rival_opened[index, 0]))
    fleet = chips(float(view.compute_estimate[0, index, 0]), unit=False)
    line = say("ui.rivals.line", served=served, opened=opened, chips=fleet)
    ui.text(line, scale.x - 2, lower, META, "soft", width=row.right - 44 - scale.x)
    return clicked


def _draw_estimate(
    ui: Ui, office: Office, row: Box, estimate: float, spread: float, scale: _Scale, colour: str, y: float
) -> None:
    own = scale.share(float(office.view.capability[0, 0]))
    mine = office.style(office.seat).colour
    w, h = scale.w, 22.0

    def paint(pen: Pen) -> None:
        pen.rect((0, h / 2 - 3, w, 6), "inset", radius=3)
        pen.line((own * w, 0), (own * w, h), mine, 2)
        low, high = scale.share(estimate - spread), scale.share(estimate + spread)
        pen.whisker(low * w, high * w, h / 2, colour, 1.8, 5)
        pen.disc((scale.share(estimate) * w, h / 2), 5, colour, "panel")

    key = ("rival", round(own, 4), round(estimate, 4), round(spread, 4), scale.low, scale.high, colour, mine)
    ui.picture(key, (scale.x, y - h / 2, w, h), paint)


def _tip(office: Office, id_: str) -> Tip:
    view, index = office.view, office.setup.seats.index(id_)
    estimate, spread = float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0])
    past = office.history.figures[f"estimate.{id_}"]
    rows = [TipRow(say("ui.rivals.estimate"), f"{fixed(estimate, 2)} ± {fixed(spread, 2)}")]
    if len(past) > 1:
        rows.append(TipRow(say("ui.rivals.last_turn"), fixed(past[-2], 2), "dim"))
    rows.append(TipRow(say("ui.rivals.own"), fixed(float(view.capability[0, 0]), 2)))
    return Tip(title=office.name(id_), text=say("ui.rivals.estimate_text"), rows=tuple(rows))
