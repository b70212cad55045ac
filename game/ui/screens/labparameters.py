"""The sliders of the lab: every parameter of both worldviews, with unit, source, and its value in the file."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.content.models import Parameter
from game.content.overlay import ASSUMED, Place, Sketch, middle_of, spread_of, with_middle, with_spread
from game.content.words import say
from game.forecast.lab import SIDES, Which
from game.ui.layout import Box
from game.ui.screens.numbers import plain
from game.ui.theme import BODY, META, Colour
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

COLOURS: Mapping[Which, Colour] = {"a": "accent", "b": "violet"}
_RAILS: Mapping[Which, Colour] = {"a": "accent", "b": "#7a50b8"}
_ROW = 28.0
_STEPS = 200
_LOG_FROM = 50.0  # ratio of the ends of a range from which a slider is logarithmic
_DERIVED = ("derived", "computed", "fitted", "from the other")
_TAGS: Mapping[str, Colour] = {"S": "good", "D": "accent", "A": "warning"}

Change = tuple[Which, Place, Parameter]


def tag_of(source: str) -> str:
    """S where a source is named, D where it is derived from one, A where it is assumed."""
    low = source.lower()
    if low.startswith(ASSUMED):
        return "A"
    return "D" if low.startswith(_DERIVED) else "S"


def name_of(place: Place) -> str:
    """What a parameter is called: its name in words."""
    words = place[1].replace("_", " ")
    return words[:1].upper() + words[1:]


class Parameters:
    """Remembers what is searched for, and whether middles or spreads are moved."""

    def __init__(self) -> None:
        self._wanted = ""
        self._differing = False
        self._spreads = False

    def draw(self, ui: Ui, panel: Box, sketches: Mapping[Which, Sketch]) -> list[Change]:
        """The list under the two choices; returns what was moved."""
        places = self._places(sketches)
        whole = sum(len(names) for names in sketches["a"].book.parameters.values())
        centre = panel.x + panel.w / 2
        ui.text(say("ui.lab.parameters"), centre, panel.y + 19, BODY + 1, "text", "SemiBold", "centre")
        ui.text(say("ui.lab.shown", shown=len(places), all=whole), centre, panel.y + 36, META, "dim", align="centre")
        tools = Box(panel.x + 12, panel.y + 52, panel.w - 24, 30)
        self._wanted = ui.field(
            "lab/search", tools.left(tools.w - 316), self._wanted, say("ui.lab.search"), "search", "F"
        )
        chip = Box(tools.right - 308, tools.y + 2, 150, 26)
        self._differing = ui.chip("lab/differing", chip, say("ui.lab.differing"), self._differing, hotkey="D")
        self._spreads = ui.chip("lab/spreads", chip.move(158, 0), say("ui.lab.spreads"), self._spreads, hotkey="W")
        high = (panel.h - 88 - 28) // _ROW * _ROW  # whole rows only
        body = Box(panel.x + 8, panel.y + 88, panel.w - 16, high)
        changes: list[Change] = []
        with ui.scroll("lab/parameters", body, say("ui.lab.parameters")) as view:
            for place_in_list, place in enumerate(places):
                y = view.y + place_in_list * _ROW
                if y + 2 * _ROW < body.y or y - _ROW > body.bottom:
                    continue  # rows just outside stay in reach of the Tab key
                changes += self._row(ui, Box(view.x, y, view.w, _ROW), place, sketches, place_in_list > 0)
            view.end(view.y + len(places) * _ROW)
        if not places:
            ui.text(say("ui.lab.none"), body.x + 12, body.y + 20, BODY, "dim")
        _legend(ui, Box(panel.x + 16, panel.bottom - 26, panel.w - 32, 24))
        return changes

    def _places(self, sketches: Mapping[Which, Sketch]) -> list[Place]:
        """Parameters in the order of the baseline: hidden truths first, and those that can be moved."""
        words = self._wanted.lower().split()
        found = []
        for group, names in sketches["a"].book.parameters.items():
            for name in names:
                place = (group, name)
                a, b = (sketches[which].parameter(place) for which in SIDES)
                if self._differing and (a.value, a.prior) == (b.value, b.prior):
                    continue
                if self._spreads and spread_of(a) is None and spread_of(b) is None:
                    continue
                told = f"{group} {name.replace('_', ' ')} {a.text} {a.unit}".lower()
                if all(word in told for word in words):
                    found.append(place)
        return found

    def _row(self, ui: Ui, row: Box, place: Place, sketches: Mapping[Which, Sketch], rule: bool) -> list[Change]:
        if rule:
            ui.rule(row.x + 8, row.y, row.w - 16, "faint")
        y = row.y + _ROW / 2
        rail = round(min(136.0, row.w * 0.17))
        figure = 62.0
        parameter = sketches["a"].parameter(place)
        left, right = row.x + 14 + rail, row.right - 14 - rail
        changes = []
        for which in SIDES:
            box = Box(row.x + 14 if which == "a" else right, y - 7, rail, 14)
            moved = self._slider(ui, box, which, place, sketches[which])
            if moved is not None:
                changes.append((which, place, moved))
            now = sketches[which].parameter(place)
            amount = spread_of(now) if self._spreads else middle_of(now)
            text = "–" if amount is None else ("± " if self._spreads else "") + plain(amount)
            at, tag = (left + figure, left + figure + 8) if which == "a" else (right - 12, right - figure - 26)
            colour = COLOURS[which] if place in sketches[which].edits else "text"
            ui.text(text, at, y, BODY, colour, "SemiBold", "right")
            _tag(ui, tag_of(now.source), tag, y)
        name = Box(left + figure + 34, row.y, right - figure - 34 - left - figure - 34, _ROW)
        label = name_of(place)
        ui.tip_area(f"name/{place[0]}.{place[1]}", name, lambda: _about(place, parameter, sketches), label)
        used = ui.measure(parameter.unit, META) + 10
        wide = ui.measure(label, BODY)
        ui.text(label, name.x, y, BODY, "text", width=name.w)
        if wide + used < name.w and parameter.unit != "1":  # a pure number has no unit to show
            ui.text(parameter.unit, name.right, y, META, "dim", align="right")
        return changes

    def _slider(self, ui: Ui, box: Box, which: Which, place: Place, sketch: Sketch) -> Parameter | None:
        """The slider of one side; what it was moved to, if it was."""
        now, then = sketch.parameter(place), sketch.in_file(place)
        if self._spreads:
            amount, was = spread_of(now), spread_of(then)
            if amount is None or was is None:
                return None
            low, high = 0.0, _most_spread(now)
        else:
            amount, was = middle_of(now), middle_of(then)
            low, high = now.range
        log = low > 0 and high / low >= _LOG_FROM

        def share(value: float) -> float:
            if log:
                return _STEPS * math.log(max(value, low) / low) / math.log(high / low)
            return _STEPS * (value - low) / max(high - low, 1e-12)

        label = f"{say(f'ui.lab.side_{which}')}: {name_of(place)}"
        at = share(amount)
        new = ui.slider(
            f"slide/{which}/{place[0]}.{place[1]}", box, at, 0, _STEPS, 1, label,
            marker=share(was) if place in sketch.edits else None,
            knob="circle" if which == "a" else "square", colour=_RAILS[which],
        )  # fmt: skip
        if abs(new - at) < 0.4:
            return None
        value = low * (high / low) ** (new / _STEPS) if log else low + (high - low) * new / _STEPS
        value = float(f"{value:.4g}")
        return with_spread(now, value) if self._spreads else with_middle(now, value)


def _most_spread(parameter: Parameter) -> float:
    """The right end of a slider of spreads."""
    low, high = parameter.range
    return 2.0 if parameter.prior is not None and parameter.prior.lognormal is not None else (high - low) / 2.0


def _about(place: Place, parameter: Parameter, sketches: Mapping[Which, Sketch]) -> Tip:
    """What a parameter means, and where both worldviews have their number from."""
    sources = " · ".join(f"{which.upper()}: {sketches[which].parameter(place).source}" for which in SIDES)
    low, high = parameter.range
    rows = (
        TipRow(say("ui.lab.unit"), parameter.unit),
        TipRow(say("ui.lab.range"), say("ui.lab.from_to", low=plain(low), high=plain(high))),
    )
    return Tip(f"{place[0]}.{place[1]}", parameter.text, rows, note=sources)


def _tag(ui: Ui, tag: str, x: float, y: float) -> None:
    ui.box((x, y - 8, 18, 16), "#0f1825", _TAGS[tag], 4)
    ui.text(tag, x + 9, y, META, _TAGS[tag], "SemiBold", "centre")


def _legend(ui: Ui, box: Box) -> None:
    x, y = box.x, box.y + box.h / 2
    for tag in _TAGS:
        _tag(ui, tag, x, y)
        x += 24 + ui.text(say(f"ui.lab.tag_{tag}"), x + 24, y, META, "dim") + 16
    text = say("ui.lab.in_file")
    at = box.right - ui.text(text, box.right, y, META, "dim", align="right")
    ui.box((at - 10, y - 7, 2, 14), "soft", None, 1)
