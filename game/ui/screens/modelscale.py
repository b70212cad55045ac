"""Models and the ceiling of the own alignment techniques on one scale of capability."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from game.content.vocabulary import Release
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.pen import Pen
from game.ui.screens.evidence import Band, Evidence
from game.ui.screens.figures import figure
from game.ui.screens.numbers import fixed, log_flop, percent, signed
from game.ui.screens.trainplan import TrainPlan
from game.ui.theme import BODY, META, Weight
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_NAMES = 160.0
_VALUES = 42.0
_OPEN = "#b9c6d8"

Mark = Literal["disc", "ring", "square", "diamond", "none"]


@dataclass(frozen=True)
class Level:
    """One line of the chart: a model, or a belief about the ceiling."""

    key: str
    name: str
    note: str
    band: Band
    mark: Mark
    colour: str

    @property
    def there(self) -> bool:
        """Whether there is such a model."""
        return self.band.middle > 0

    @property
    def text(self) -> str:
        return log_flop(self.band.middle)


def model_name(office: Office, generation: int | None = None) -> str:
    """A model of the own seat, by default the newest: the seat's name and a number."""
    number = int(office.view.generation[0, 0]) if generation is None else generation
    return f"{office.name(office.seat)}-{number}"


def models_of(office: Office, plan: TrainPlan) -> tuple[Level, ...]:
    """The models that matter to this seat, newest first; those that do not exist have level 0."""
    view, own = office.view, office.style(office.seat).colour
    served, opened = float(view.served[0, 0]), float(view.opened[0, 0])
    none = say("ui.models.none")
    return (
        _level("newest", model_name(office), say("ui.models.newest"), float(view.capability[0, 0]), "disc", own),
        _level(
            "served",
            model_name(office, int(view.served_generation[0, 0])) if served > 0 else none,
            say("ui.models.served"),
            served,
            "ring",
            own,
        ),
        _level(
            "opened",
            model_name(office, int(view.opened_generation[0, 0])) if opened > 0 else none,
            say("ui.models.opened"),
            opened,
            "square",
            own,
        ),
        _level("public", say("ui.models.public"), say("ui.models.public_note"), float(view.public_weights[0]),
               "square", _OPEN),
        _level("next", model_name(office, int(view.generation[0, 0]) + 1), say("ui.models.next"),
                plan.capability if plan.gain > 0.005 else 0.0, "diamond", own),
    )  # fmt: skip


def ceilings_of(evidence: Evidence) -> tuple[Level, ...]:
    """What is believed of the ceiling: on paper, by the tests, and all together."""
    return (
        Level("paper", say("ui.models.paper"), "", evidence.paper, "disc", "soft"),
        Level("tests", say("ui.models.tests"), "", evidence.tests, "disc", "soft"),
        Level("together", say("ui.models.together"), "", evidence.together, "diamond", "accent"),
    )


def _level(key: str, name: str, note: str, value: float, mark: Mark, colour: str) -> Level:
    return Level(key, name, note, Band(value, value, value), mark, colour)


def draw_scale(ui: Ui, office: Office, box: Box, models: tuple[Level, ...], ceilings: tuple[Level, ...]) -> None:
    """The chart: models above, ceilings below, and the band where the ceiling lies across both."""
    whole = ceilings[-1].band
    rows = len(models) + len(ceilings)
    plot = Box(box.x + _NAMES, box.y + 22, box.w - _NAMES - _VALUES, box.h - 42)
    gap = 10.0
    pitch = (plot.h - gap) / rows
    values = [level.band.middle for level in models if level.there]
    values += [v for level in ceilings for v in (level.band.low, level.band.high)]
    low, high = min(values) - 0.2, max(values) + 0.2

    def across(value: float) -> float:
        return plot.w * (value - low) / (high - low)

    def down(place: int) -> float:
        return (place + 0.5) * pitch + (gap if place >= len(models) else 0.0)

    start, end = across(whole.low), across(whole.high)

    def paint(pen: Pen) -> None:
        pen.rect((0, 0, start, plot.h), "good", 0.08)
        pen.rect((start, 0, end - start, plot.h), "accent", 0.10)
        pen.hatch(((end, 0), (plot.w, 0), (plot.w, plot.h), (end, plot.h)), "diagonal", "bad", 0.14, 0.5, 9)
        for tick in ticks(low, high):
            pen.line((across(tick), 0), (across(tick), plot.h), "line", 1)
        pen.line((across(whole.middle), 0), (across(whole.middle), plot.h), "#f2f6fc", 2)
        pen.line(
            (0, down(len(models)) - pitch / 2 - gap / 2), (plot.w, down(len(models)) - pitch / 2 - gap / 2), "line2", 1
        )
        for place, level in enumerate((*models, *ceilings)):
            if level.there:
                _paint_mark(pen, level, across, down(place))

    key = (models, ceilings, plot.w, plot.h)
    ui.picture(("scale", key), plot, paint)
    _draw_labels(ui, plot, start, end)
    middles = [plot.y + down(place) for place in range(rows)]
    for level, y in zip((*models, *ceilings), middles, strict=True):
        _draw_row(ui, office, level, box, y, pitch)
    label = say("ui.models.ceiling_at", level=fixed(whole.middle, 1))
    half = ui.measure(label, META, "SemiBold") / 2
    x = min(max(plot.x + across(whole.middle), plot.x + half), plot.right - half)
    ui.text(label, x, plot.bottom + 12, META, "#f2f6fc", "SemiBold", "centre")
    for tick in ticks(low, high):
        spot = plot.x + across(tick)
        if abs(spot - x) > half + 26:
            ui.text(f"{tick:g}", spot, plot.bottom + 12, META, "dim", align="centre")


def _paint_mark(pen: Pen, level: Level, across: Callable[[float], float], y: float) -> None:
    low, middle, high = (across(v) for v in (level.band.low, level.band.middle, level.band.high))
    main = level.key == "together"
    if high - low > 1:
        pen.whisker(low, high, y, level.colour, 2.0 if main else 1.6, 6 if main else 4)
    if level.mark == "disc":
        pen.disc((middle, y), 5, level.colour, "panel")
    elif level.mark == "ring":
        pen.disc((middle, y), 5, level.colour, "panel")
        pen.circle((middle, y), 2.6, "panel")
    elif level.mark == "square":
        pen.square((middle, y), 4.5, level.colour, "panel")
    elif level.mark == "diamond":
        pen.diamond((middle, y), 6.5 if main else 5.5, level.colour, "panel")


def _draw_labels(ui: Ui, plot: Box, start: float, end: float) -> None:
    """What the three zones mean, where there is room for it."""
    y = plot.y - 11
    zones = (
        (0.0, start, say("ui.models.holds"), "#6fd8b7"),
        (start, end, say("ui.models.unsure"), "soft"),
        (end, plot.w, say("ui.models.fails"), "#f58d96"),
    )
    for left, right, label, colour in zones:
        if ui.measure(label, META, "Medium") + 8 <= right - left:
            ui.text(label, plot.x + (left + right) / 2, y, META, colour, "Medium", "centre")


def _draw_row(ui: Ui, office: Office, level: Level, box: Box, y: float, pitch: float) -> None:
    ui.tip_area(
        f"scale/{level.key}", (box.x, y - pitch / 2 + 1, box.w, pitch - 2), partial(_tip, office, level), level.name
    )
    strong = level.key in ("newest", "together")
    weight: Weight = "SemiBold" if strong else "Regular"
    used = ui.text(level.name, box.x, y, BODY, "text" if level.there else "dim", weight, width=_NAMES - 8)
    if _NAMES - 14 - used > 30:
        ui.text(level.note, box.x + used + 6, y + 0.5, META, "dim", width=_NAMES - 14 - used)
    colour = "text" if level.there else "dim"
    ui.text(level.text, box.right, y, BODY, colour, "SemiBold" if strong else "Medium", "right")


_CAUSES = {"newest": "capability", "public": "public_weights", "paper": "ceiling"}


def _tip(office: Office, level: Level) -> Tip:
    """What it is, how sure it is, and where the ledger knows it, what moved it in the last turn."""
    text, rows = say(f"ui.models.tip.{level.key}"), []
    if level.band.high - level.band.low > 0.005:
        rows.append(TipRow(say("ui.models.middle"), fixed(level.band.middle, 2)))
        rows.append(TipRow(say("ui.models.band"), f"{fixed(level.band.low, 2)} – {fixed(level.band.high, 2)}"))
    elif level.there:
        rows.append(TipRow(say("ui.models.level"), f"{fixed(level.band.middle, 2)} log FLOP"))
    if level.key == "served" and level.there:
        stage = Release(int(office.view.served_stage[0, 0]))
        rows.append(TipRow(say("ui.models.stage"), say(f"word.release.{stage.id}")))
    if level.key in _CAUSES:
        causes = figure(office, _CAUSES[level.key]).tip()
        return Tip(title=level.name, text=text, rows=(*rows, *causes.rows), total=causes.total)
    return Tip(title=level.name, text=text, rows=tuple(rows))


def ticks(low: float, high: float) -> list[float]:
    """Round numbers for the axis."""
    step = 0.5 if high - low < 3 else 1.0
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def verdict(ui: Ui, office: Office, evidence: Evidence, box: Box) -> None:
    """One line in words: the measured margin, and the odds that the newest model is held."""
    margin, spread = -float(office.view.reading[0, 0]), float(office.view.reading_sd[0, 0])
    lead = say("ui.models.odds", chance=chance(evidence.safe), model=model_name(office))
    under = say("ui.under", worldview=office.worldview)
    y = box.y + box.h / 2
    used = ui.text(lead, box.x, y, BODY, "#f2f6fc", "SemiBold", width=box.w)
    if box.w - used > 90:
        ui.text(under, box.x + used + 6, y, BODY, "soft", width=box.w - used - 6)
    tip = Tip(
        title=f"{lead}, {under}",
        text=say("ui.models.odds_text"),
        rows=(
            TipRow(say("ui.models.margin_paper"), f"{signed(evidence.paper.middle - evidence.capability, 2)} OOM"),
            TipRow(say("ui.models.margin_tests"), f"{signed(margin, 2)} ± {fixed(spread, 2)} OOM"),
            TipRow(say("ui.models.margin_all"), f"{signed(evidence.together.middle - evidence.capability, 2)} OOM"),
        ),
        note=say("ui.never_forecast"),
    )
    ui.tip_area("safe", (box.x, y - 11, box.w, 22), tip, lead)


def chance(share: float) -> str:
    """Odds in whole per cent; what is nearly sure is never called sure."""
    if share > 0.99:
        return say("ui.models.nearly_sure")
    return say("ui.models.nearly_never") if share < 0.01 else percent(share)
