"""A campaign that is over, turn by turn on the map: a slider, play and pause, what happened, and how all stood."""

from __future__ import annotations

from game.campaign.campaign import Campaign
from game.campaign.news import News, news_of
from game.content.vocabulary import Kind
from game.content.words import say
from game.forecast.result import ENDINGS
from game.rules.derived import gap
from game.rules.effects import effects_of
from game.ui.hindsight import Hindsight
from game.ui.layout import Box
from game.ui.mapmarks import MapScene
from game.ui.marks import Part
from game.ui.office import style_of
from game.ui.screens.chain import ICONS, sentence
from game.ui.screens.load import draw_head
from game.ui.screens.mapoverlays import draw_legend, legend_boxes
from game.ui.screens.mappanel import WHOLE
from game.ui.screens.numbers import date, fixed, percent, signed
from game.ui.screens.replayscene import replay_scene
from game.ui.session import Session
from game.ui.theme import BODY, GAP, KINDS, MARGIN, META, TOP_BAR
from game.ui.widgets import Ui

_LEGEND = ("treaty", "espionage", "seat", "centre")
_PACE = 1.4  # seconds that a turn is shown while it plays
_SIDE = 360.0
_BAR = 52.0
_ROW = 26.0


class Replay:
    """Remembers which turn is shown, and whether it goes on by itself."""

    def __init__(self) -> None:
        self._place = 0  # among the remembered turns
        self._playing_since: float | None = None  # when the turn that is shown began to be shown
        self._view = WHOLE
        self._scenes: dict[int, tuple[list[News], MapScene]] = {}

    def draw(self, ui: Ui, session: Session) -> None:
        hindsight = session.ended
        campaign = hindsight.campaign
        turns = sorted(campaign.states)
        self._play(ui, len(turns))
        turn = turns[self._place]
        ui.fill()
        draw_head(ui, session, "history", say("ui.replay.title"))
        room = Box(MARGIN, TOP_BAR + GAP, ui.screen.w - 2 * MARGIN, ui.screen.h - TOP_BAR - 2 * GAP)
        side = room.from_right(min(_SIDE, room.w * 0.34))
        bar = Box(room.x, room.bottom - _BAR, room.w - side.w - GAP, _BAR)
        area = Box(room.x, room.y, bar.w, room.h - _BAR - GAP)
        news, scene = self._scene(campaign, turn)
        ui.box(area.inset(-1), "panel", "line", 10)
        legend = legend_boxes(ui, _LEGEND, Box(area.x + 14, area.y, area.w - 28, area.h - 10))
        touch = session.world.draw(ui, area, scene, self._view, blocked=legend)
        self._view = session.world.steer(self._view, touch)
        draw_legend(ui, _LEGEND, legend)
        self._control(ui, campaign, bar, turns)
        seats = 52 + _ROW * len(campaign.setup.seats)
        _draw_news(ui, campaign, turn, news, Box(side.x, side.y, side.w, side.h - seats - 74 - 2 * GAP))
        _draw_seats(ui, campaign, turn, Box(side.x, side.bottom - seats - 74 - GAP, side.w, seats))
        _draw_odds(ui, hindsight, turn, side.from_bottom(74))

    def _scene(self, campaign: Campaign, turn: int) -> tuple[list[News], MapScene]:
        if turn not in self._scenes:
            before = campaign.states.get(turn - 1)
            news = news_of(before, campaign.states[turn], campaign.setup) if before is not None else []
            self._scenes[turn] = (news, replay_scene(campaign, turn, news[:9]))
        return self._scenes[turn]

    def _play(self, ui: Ui, count: int) -> None:
        """Go on by itself, and stop at the end."""
        if self._playing_since is not None and ui.now - self._playing_since >= _PACE:
            if self._place + 1 < count:
                self._place += 1
                self._playing_since = ui.now
            else:
                self._playing_since = None

    def _control(self, ui: Ui, campaign: Campaign, bar: Box, turns: list[int]) -> None:
        ui.box(bar, "panel", "line", 10)
        ui.note_area("replay", bar)
        last = len(turns) - 1
        middle = bar.y + bar.h / 2
        playing = self._playing_since is not None
        label = say("ui.replay.pause" if playing else "ui.replay.play")
        button = Box(bar.x + 8, bar.y + 8, 122, bar.h - 16)
        if ui.button("replay/play", button, label, "primary", "pause" if playing else "play", "P"):
            if not playing and self._place == last:
                self._place = 0
            self._playing_since = None if playing else ui.now
        turn = turns[self._place]
        year = date(campaign.setup.year(turn), campaign.setup.turn_years)
        text = say("ui.replay.after", turn=turn, date=year) if turn else say("ui.replay.start", date=year)
        ui.text(text, button.right + 14, middle, BODY, "text", "SemiBold", width=150)
        back, on = Box(bar.right - 76, middle - 16, 32, 32), Box(bar.right - 40, middle - 16, 32, 32)
        rail = Box(button.right + 178, middle - 7, back.x - button.right - 178 - 18, 14)
        chosen = round(ui.slider("replay/turn", rail, float(self._place), 0, max(1, last), 1, say("ui.replay.turn")))
        if ui.icon_button("replay/back", back, "chevron-left", say("ui.statistics.before"), "PageUp", self._place > 0):
            chosen = self._place - 1
        if ui.icon_button("replay/on", on, "chevron-right", say("ui.statistics.after"), "PageDown", self._place < last):
            chosen = self._place + 1
        if chosen != self._place:
            self._place, self._playing_since = min(chosen, last), None


def _draw_news(ui: Ui, campaign: Campaign, turn: int, news: list[News], panel: Box) -> None:
    """What happened in the turn that led here; the numbers are those on the map."""
    title = say("ui.replay.happened", turn=turn) if turn else say("ui.replay.begins")
    inside = ui.panel(panel, title, "newspaper")
    if not news:
        text = say("ui.replay.quiet" if turn else "ui.replay.begins_text")
        ui.paragraph(text, inside.x, inside.y, inside.w, BODY, "dim")
        return
    area = Box(inside.x, inside.y - 4, inside.w, panel.bottom - inside.y - 8)
    with ui.scroll("news", area, title) as view:
        y = view.y
        for number, one in enumerate(news, 1):
            ui.icon(ICONS[one.key], view.x + 8, y + 10, 15, "accent")
            placed = bool(one.seats) and number <= 9
            ui.text(str(number) if placed else "", view.x + 30, y + 10, META, "dim", "SemiBold", "centre")
            y += max(20.0, ui.paragraph(sentence(campaign, one), view.x + 42, y, view.w - 46, BODY, "text")) + 6
        view.end(y)


def _draw_seats(ui: Ui, campaign: Campaign, turn: int, panel: Box) -> None:
    """How far everybody really was: the best model against what its owner's techniques held."""
    inside = ui.panel(panel, say("ui.replay.seats"), "brain-circuit", right=say("ui.replay.seats_note"))
    state, setup = campaign.states[turn], campaign.setup
    over = gap(state, effects_of(state.known, setup), campaign.params)
    top = max(float(other.capability.max()) for other in campaign.states.values()) + 0.5
    low = min(float(other.capability.min()) for other in campaign.states.values()) - 1.5
    left, right = inside.x + 104, inside.right - 98
    for seat, id_ in enumerate(setup.seats):
        y = inside.y - 8 + _ROW * (seat + 0.5)
        style = style_of(campaign.book, id_)
        ui.seat_token(style, inside.x + 9, y, 9)
        ui.text(campaign.book.scenario.seats[id_].name, inside.x + 24, y, BODY, width=76)
        level, margin = float(state.capability[seat, 0]), -float(over[seat, 0])
        ui.progress((left, y - 5, right - left, 10), (level - low) / (top - low), style.colour)
        held = min(1.0, max(0.0, (level + margin - low) / (top - low)))
        ui.box((left + held * (right - left) - 1, y - 8, 2, 16), "white", None, 1)
        ui.text(fixed(level), inside.right - 56, y, BODY, "text", "SemiBold", "right")
        colour = "good" if margin >= 0 else "bad"
        ui.text(signed(margin), inside.right, y, BODY, colour, "SemiBold", "right")


def _draw_odds(ui: Ui, hindsight: Hindsight, turn: int, panel: Box) -> None:
    """How likely good, mixed and bad endings were from here."""
    debrief = hindsight.debrief
    ui.box(panel, "panel", "line", 10)
    ui.note_area("odds", panel)
    title = say("ui.replay.odds")
    used = ui.text(title, panel.x + 16, panel.y + 20, BODY, "text", "SemiBold", width=panel.w - 32)
    worldview = (hindsight.campaign.book.worldview or hindsight.campaign.book.baseline).title
    room = min(170.0, panel.w - 32 - used - 8)
    under = say("ui.under", worldview=worldview)
    ui.text(under, panel.right - 16, panel.y + 20, META, "dim", align="right", width=room)
    if not debrief.games(turn):
        ui.text(say("ui.ending.not_worked_out"), panel.x + 16, panel.y + 48, BODY, "dim")
        return
    parts = []
    for kind in (Kind.GOOD, Kind.MIXED, Kind.BAD):
        share = sum(debrief.share(turn, one) for one in ENDINGS if one.kind is kind)
        style = KINDS[kind.id]
        parts.append(Part(share, style.colour, style.pattern, percent(share)))
    ui.stack_bar((panel.x + 16, panel.y + 38, panel.w - 32, 22), parts)
