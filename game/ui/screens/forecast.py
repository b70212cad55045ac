"""The outlook in full: every ending with its interval, how it has changed by turn, and what it is made of."""

from __future__ import annotations

from game.content.words import say
from game.forecast.charts import AreaStack, Drawing, Layer, area_stack
from game.forecast.outlook import Outlook
from game.forecast.result import ENDINGS, KINDS
from game.forecast.shares import Share
from game.ui.chartdraw import draw_chart
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.forecastpanel import draw_difference, draw_state, kind_name, outlooks
from game.ui.screens.menu import draw_menu
from game.ui.screens.numbers import percent
from game.ui.screens.odds import (
    change_colour,
    draw_bar,
    ending_name,
    kind_parts,
    points,
    share_text,
)
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META, TITLE
from game.ui.theme import ENDINGS as COLOURS
from game.ui.theme import KINDS as STYLES
from game.ui.widgets import Ui


class Forecast:
    """Remembers the drawing of the history as long as nothing is added to it."""

    def __init__(self) -> None:
        self._drawn: tuple[object, Drawing] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "forecast")
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        left = whole.left(round(whole.w * 0.5))
        right = whole.after(left.w, GAP)
        now, before = outlooks(session, office)
        _endings(ui, session, office, left, now, before)
        high = round(right.h * 0.52)
        self._history(ui, session, office, right.top(high), now)
        _made_of(ui, office, right.below(high, GAP))
        draw_menu(ui, session, escape=False)

    def _history(self, ui: Ui, session: Session, office: Office, panel: Box, now: Outlook | None) -> None:
        """Shares by turn, stacked; the present orders are the last step."""
        inside = ui.panel(panel, say("ui.forecast.history"), "chart-column", right=say("ui.forecast.history_unit"))
        ahead = session.forecaster
        known = dict(ahead.history(office.index, office.turn)) if ahead is not None else {}
        if now is not None:
            known[office.turn] = now
        chart = Box(inside.x - 6, inside.y, inside.w + 12, inside.h - 24)
        if len(known) < 2:
            text = say("ui.forecast.no_history" if office.turn == 0 else "ui.forecast.waiting")
            ui.paragraph(text, inside.x, inside.y, inside.w, BODY, "dim")
            return
        key = (chart.w, chart.h, tuple((turn, outlook.games, id(outlook)) for turn, outlook in known.items()))
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, _stack((chart.w, chart.h), known))
        draw_chart(ui, chart.x, chart.y, self._drawn[1])
        x, y = inside.x, panel.bottom - 18
        for kind in KINDS:
            style = STYLES[kind.id]
            ui.swatch(x + 6, y, style.colour, style.pattern)
            x += 18 + ui.text(kind_name(kind), x + 18, y, META, "dim") + 18


def _stack(size: tuple[float, float], known: dict[int, Outlook]) -> Drawing:
    layers = tuple(
        Layer(
            ending_name(ending),
            tuple(100 * outlook.endings[ending].share for outlook in known.values()),
            COLOURS[ending.id],
            STYLES[ending.kind.id].pattern,
        )
        for ending in reversed(ENDINGS)  # bad ones below, good ones on top
        if any(outlook.endings[ending].count for outlook in known.values())
    )
    return area_stack(AreaStack(size, layers, tuple(say("ui.log.turn", turn=turn + 1) for turn in known)))


def _endings(ui: Ui, session: Session, office: Office, panel: Box, now: Outlook | None, before: Outlook | None) -> None:
    inside = ui.panel(panel, say("ui.forecast.title"), "chart-column", right=say("ui.never_forecast"))
    draw_state(ui, session, office, inside.top(18), now)
    if now is None:
        text = session.forecaster.failure if session.forecaster is not None else ""
        told = say("ui.forecast.failed", reason=text) if text else say("ui.forecast.waiting")
        ui.paragraph(told, inside.x, inside.y + 30, inside.w, BODY, "warning" if text else "dim")
        return
    parts, halves = kind_parts(now)
    ui.stack_bar((inside.x, inside.y + 28, inside.w, 24), parts, halves)
    body = inside.below(72)
    foot = 30.0
    pitch = min(36.0, (body.h - foot) / (len(ENDINGS) + len(KINDS)))
    y = body.y
    for kind in KINDS:
        share, style = now.kinds[kind], STYLES[kind.id]
        middle = y + pitch / 2
        ui.icon(style.icon, inside.x + 8, middle, 16, style.colour)
        ui.text(kind_name(kind), inside.x + 24, middle, TITLE, "text", "SemiBold")
        ui.text(with_error(share), inside.right - 44, middle, BODY, "text", "SemiBold", "right")
        if before is not None:
            change = now.change(before, [e for e in ENDINGS if e.kind is kind])
            ui.text(points(change), inside.right, middle, BODY, change_colour(kind, change), "SemiBold", "right")
        y += pitch
        for ending in (e for e in ENDINGS if e.kind is kind):
            middle, share = y + pitch / 2, now.endings[ending]
            ui.tip_area(f"ending/{ending.id}", (inside.x, y, inside.w, pitch), say(f"ending.text.{ending.id}"))
            ui.swatch(inside.x + 8, middle, COLOURS[ending.id], style.pattern)
            ui.text(ending_name(ending), inside.x + 24, middle, BODY, "text", width=166)
            rail = Box(inside.x + 196, middle - 8, inside.w - 196 - 130, 16)
            draw_bar(ui, rail, share, COLOURS[ending.id], style.pattern)
            ui.text(share_text(share), rail.right + 46, middle, BODY, "text", "SemiBold", "right")
            ui.text(interval(share), rail.right + 52, middle, META, "dim")
            if before is not None:
                change = now.change(before, [ending])
                ui.text(points(change), inside.right, middle, BODY, change_colour(kind, change), "Medium", "right")
            y += pitch
    draw_difference(ui, Box(inside.x, panel.bottom - foot - 4, inside.w, foot), now, before, 3)


def with_error(share: Share) -> str:
    """A share with half the width of its 95 % interval, both in whole points."""
    return f"{percent(share.share)} ± {max(1, round(50 * (share.high - share.low)))}"


def interval(share: Share) -> str:
    """From where to where, in whole per cent."""
    return f"{round(100 * share.low)}–{round(100 * share.high)}"


def _made_of(ui: Ui, office: Office, panel: Box) -> None:
    """What the outlook takes as known, what it draws, and what it leaves out."""
    inside = ui.panel(panel, say("ui.forecast.made_of"), "info")
    temperament = office.book.temperaments[office.book.scenario.seats[office.seat].temperament].title
    parts = (
        ("eye", say("ui.forecast.known")),
        ("atom", say("ui.forecast.hidden", worldview=office.worldview)),
        ("users", say("ui.forecast.rivals")),
        ("compass", say("ui.forecast.yourself", temperament=temperament)),
        ("scale", say("ui.forecast.honest")),
    )
    room = Box(inside.x, inside.y - 2, inside.w, panel.bottom - inside.y - 10)
    with ui.scroll("made-of", room, say("ui.forecast.made_of")) as view:
        y = view.y
        for icon, text in parts:
            ui.icon(icon, view.x + 8, y + 9, 15, "accent")
            y += ui.paragraph(text, view.x + 26, y, view.w - 26, BODY, "soft") + 8
        view.end(y)
