"""How likely each ending was after every turn, as bands on top of each other, with the weightiest decisions as pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.campaign.debrief import Debrief
from game.content.vocabulary import Ending, Kind
from game.content.words import say
from game.forecast.charts import AreaStack, Drawing, Layer, area_stack
from game.forecast.result import ENDINGS
from game.ui.chartdraw import draw_chart
from game.ui.hindsight import Hindsight
from game.ui.layout import Box
from game.ui.pen import Pen
from game.ui.screens.numbers import percent
from game.ui.theme import BODY, KINDS, META
from game.ui.theme import ENDINGS as COLOURS
from game.ui.widgets import Ui

MARGIN, EDGE = 40.0, 12.0  # of the plot, left for its figures and right
PIN = 9.0
_OTHERS = {Kind.GOOD: "good", Kind.MIXED: "#7389ad", Kind.BAD: "#8d6572"}
_SHOWN = 2  # endings shown by themselves beside the one that came


@dataclass(frozen=True)
class Pin:
    """A decision on the time axis; the worst is square, the best has a ring, so that neither rests on colour."""

    number: int
    turn: int
    mark: str = ""  # "best", "worst" or neither


@dataclass(frozen=True)
class Band:
    """One ending, or those of a kind that are not shown by themselves."""

    name: str
    colour: str
    kind: Kind
    shares: tuple[float, ...]  # 0-1 by turn


class Bands:
    """Remembers the drawing until every turn has more games."""

    def __init__(self) -> None:
        self._drawn: tuple[object, list[Band], Drawing] | None = None

    def draw(self, ui: Ui, hindsight: Hindsight, ending: Ending, panel: Box, pins: Sequence[Pin]) -> None:
        debrief = hindsight.debrief
        turns = sorted(debrief.past.states)
        games = min(debrief.games(turn) for turn in turns)
        note = say("ui.ending.odds_note", games=games) if games else ""
        inside = ui.panel(panel, say("ui.ending.odds"), "chart-area", right=note)
        ui.tip_area("odds", panel.top(40), say("ui.ending.odds_tip"), say("ui.ending.odds"))
        if not games:
            known = sum(1 for turn in turns if debrief.games(turn))
            draw_waiting(ui, hindsight, inside, known / len(turns))
            return
        legend = 168.0
        plot = Box(inside.x - 8, inside.y + 20, inside.w - legend, panel.bottom - inside.y - 26)
        key = (id(debrief), ending, games, plot.w, plot.h)
        if self._drawn is None or self._drawn[0] != key:
            bands = bands_of(debrief, turns, ending)
            self._drawn = (key, bands, _drawing(bands, turns, (plot.w, plot.h)))
        _, bands, drawing = self._drawn
        draw_chart(ui, plot.x, plot.y, drawing)
        left, right = plot.x + MARGIN, plot.right - EDGE
        step = (right - left) / max(1, len(turns) - 1)
        # what was decided in a turn stands where that turn began
        _draw_pins(ui, pins, [left + step * turns.index(pin.turn) for pin in pins], plot)
        _draw_legend(ui, bands, Box(plot.right, plot.y, legend + 8, plot.h), turns)


def draw_waiting(ui: Ui, hindsight: Hindsight, box: Box, share: float) -> None:
    """What is shown where nothing is known yet: how far the work has come, or why it will not come."""
    text = say("ui.ending.waiting") if hindsight.working else say("ui.ending.not_worked_out")
    if hindsight.failure:
        text = say("ui.ending.failed", reason=hindsight.failure)
    high = ui.paragraph(text, box.x, box.y, box.w, BODY, "warning" if hindsight.failure else "dim", lines=2)
    if hindsight.working:
        ui.progress((box.x, box.y + high + 8, min(320.0, box.w), 8), share)


def bands_of(debrief: Debrief, turns: Sequence[int], ending: Ending) -> list[Band]:
    """The ending that came and the likeliest others by themselves, the rest by kind: good ones first."""
    others = [one for one in ENDINGS if one is not ending]
    peak = {one: max(debrief.share(turn, one) for turn in turns) for one in others}
    alone = {ending, *sorted(others, key=lambda one: -peak[one])[:_SHOWN]}
    bands = []
    for kind in (Kind.GOOD, Kind.MIXED, Kind.BAD):
        for rest in (True, False):
            own = [one for one in ENDINGS if one.kind is kind and (one in alone) is not rest]
            groups = [own] if rest else [[one] for one in own]
            for group in groups:
                shares = tuple(sum(debrief.share(turn, one) for one in group) for turn in turns)
                if not any(shares):
                    continue
                all_of_kind = rest and not any(one.kind is kind for one in alone)
                name = say(f"ui.ending.{'all' if all_of_kind else 'other'}_{kind.id}") if rest else ""
                colour = _OTHERS[kind] if rest else COLOURS[group[0].id]
                bands.append(Band(name or say(f"ending.{group[0].id}"), colour, kind, shares))
    return bands


def _drawing(bands: Sequence[Band], turns: Sequence[int], size: tuple[float, float]) -> Drawing:
    layers = tuple(
        Layer(band.name, tuple(100.0 * share for share in band.shares), band.colour, KINDS[band.kind.id].pattern)
        for band in bands
    )
    steps = tuple(say("ui.log.turn", turn=turn) if turn else say("ui.ending.start") for turn in turns)
    return area_stack(AreaStack(size, layers, steps, margin=MARGIN))


def _draw_pins(ui: Ui, pins: Sequence[Pin], places: Sequence[float], plot: Box) -> None:
    """A numbered disc over the turn of each decision, with a line down to the axis; discs move apart sideways."""
    order = sorted(range(len(pins)), key=lambda i: (places[i], pins[i].number))
    spots = [places[i] for i in order]
    least = 2 * PIN + 3
    for _ in range(80):
        for a in range(len(spots) - 1):
            close = least - (spots[a + 1] - spots[a])
            if close > 0:
                spots[a] -= close / 2
                spots[a + 1] += close / 2
        spots = [min(max(spot, plot.x + PIN), plot.right - PIN) for spot in spots]
    top = plot.y - 10
    for i, spot in zip(order, spots, strict=True):
        x, high = places[i], plot.h - 24

        def paint(pen: Pen, lean: float = x - spot, high: float = high) -> None:
            middle = abs(lean) + 2
            pen.dashes(((middle, 0), (middle + lean, 18), (middle + lean, high)), "#f2f6fc", 1.2, 3, 3)

        wide = 2 * abs(x - spot) + 4
        ui.picture(("pin", round(x - spot, 1), high), (spot - wide / 2, top + PIN, wide, high + 2), paint)
    for i, spot in zip(order, spots, strict=True):
        draw_pin(ui, pins[i], spot, top)


def draw_pin(ui: Ui, pin: Pin, x: float, y: float) -> None:
    """The disc of a decision."""

    def paint(pen: Pen) -> None:
        middle = (12.0, 12.0)
        if pin.mark == "worst":
            pen.rect((12 - PIN, 12 - PIN, 2 * PIN, 2 * PIN), "bad", radius=4)
        elif pin.mark == "best":
            pen.ring(middle, 10.6, 0, 359, "good", 1.5)
            pen.circle(middle, 8, "good")
        else:
            pen.circle(middle, PIN, "#cfdcec")

    ui.picture(("pin disc", pin.mark), (x - 12, y - 12, 24, 24), paint)
    ui.text(str(pin.number), x, y, META, "ink", "Bold", "centre")


def _draw_legend(ui: Ui, bands: Sequence[Band], box: Box, turns: Sequence[int]) -> None:
    """Names beside the bands as they stood before the last turn, moved apart where they would touch."""
    top, bottom = box.y + 8, box.y + box.h - 24
    high = bottom - top
    before = -2 if len(turns) > 1 else -1
    below, places = 0.0, []
    for band in bands:
        wide = band.shares[before]
        places.append(bottom - high * (below + wide / 2))
        below += wide
    roomy = high / len(bands) >= 31
    least = 31.0 if roomy else 17.0
    for _ in range(200):
        for i in range(len(places) - 1):
            close = least - (places[i] - places[i + 1])
            if close > 0:
                places[i] += close / 2
                places[i + 1] -= close / 2
        places = [min(max(place, top + least / 2), bottom - least / 2) for place in places]
    for band, y in zip(bands, places, strict=True):
        share = percent(band.shares[before])
        line = y - 8 if roomy else y
        ui.swatch(box.x + 8, line, band.colour, KINDS[band.kind.id].pattern)
        if roomy:
            ui.text(band.name, box.x + 22, line, META, "text", width=box.w - 22)
            when = say("ui.ending.at_turn", share=share, turn=turns[before])
            ui.text(when, box.x + 22, line + 15, META, "dim", width=box.w - 22)
        else:
            used = ui.text(share, box.right, line, META, "dim", align="right")
            ui.text(band.name, box.x + 22, line, META, "text", width=box.w - 30 - used)
