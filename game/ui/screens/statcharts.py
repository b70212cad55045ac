"""The series that a seat may see, as charts: its own figures, public ones, and estimates of rivals with their error."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from game.content.words import say
from game.forecast.charts import UNKNOWN, Series
from game.ui.office import Office
from game.ui.screens.figures import KINDS
from game.ui.screens.numbers import fixed, log_flop, money, money_change, signed

Write = Callable[[float], str]


@dataclass(frozen=True)
class Chart:
    """Series over all turns so far. `quantity` names what the ledger explains; "" for nothing."""

    key: str
    title: str
    icon: str
    unit: str  # of the axis
    text: str
    series: tuple[Series, ...]
    write: Write
    change: Write
    better: int  # 1 more is better, -1 less is, 0 neither
    quantity: str = ""
    low: float | None = None
    high: float | None = None
    told_unit: bool = True  # whether a written value needs the unit beside it

    def latest(self) -> str:
        """The last value as the small chart shows it: of two lines that are compared, both."""
        if self.key == "limits":
            return " / ".join(self.write(each.values[-1]) for each in self.series)
        if self.key == "income":
            return self.write(sum(each.values[-1] for each in self.series))
        if self.key == "margin":
            return self.at(self.series[0], -1)
        if self.key == "rivals":
            return self.write(max(each.values[-1] for each in self.series if each.low))
        if len(self.series) > 1:
            values = [each.values[-1] for each in self.series if math.isfinite(each.values[-1])]
            return say("ui.statistics.up_to", value=self.write(max(values))) if values else "–"
        return self.write(self.series[0].values[-1])

    def at(self, series: Series, place: int) -> str:
        """A value with its error, if it has one; a dash where there is none."""
        value = series.values[place]
        if not math.isfinite(value):
            return "–"
        if not series.high:
            return self.write(value)
        return f"{self.write(value)} ± {fixed(series.high[place] - value, 1)}"


def charts_of(office: Office) -> tuple[Chart, ...]:
    """All charts: own figures first, then rivals, then the world."""
    return (*_own(office), _rivals(office), *_world(office))


def _series(office: Office, figure: str, name: str, colour: str, dashed: bool = False) -> Series:
    return Series(name, tuple(office.history.figures[figure]), colour, dashed=dashed)


def _plain(
    office: Office, key: str, title: str, text: str, unit: str, colour: str, low: float | None, high: float | None
) -> Chart:
    """One figure that is known from the other screens."""
    kind = KINDS[key]
    series = (_series(office, kind.quantity, title, colour),)
    told = key not in ("cash", "compute", "researchers")
    return Chart(
        key, title, kind.icon, unit, text, series, kind.write, kind.change, kind.better, kind.quantity,
        low, high, told,
    )  # fmt: skip


def _own(office: Office) -> tuple[Chart, ...]:
    own = office.style(office.seat).colour

    def plain(key: str, unit: str, low: float | None = None, high: float | None = None) -> Chart:
        title, text = say(f"ui.statistics.{key}"), say(f"ui.figure.{key}_text")
        return _plain(office, key, title, text, say(f"ui.statistics.unit_{unit}"), own, low, high)

    return (
        plain("cash", "money"),
        _income(office, own),
        plain("compute", "chips", 0.0),
        _limits(office, own),
        _margin(office, own),
        plain("security", "level", 0.0, 5.0),
        plain("trust", "hundred", 0.0, 100.0),
        plain("researchers", "people", 0.0),
    )


def _income(office: Office, own: str) -> Chart:
    lines = (("revenue", own, False), ("investment", "violet", True), ("support", "treaty", True))
    series = tuple(_series(office, key, say(f"ui.statistics.{key}"), colour, dash) for key, colour, dash in lines)
    return Chart(
        "income", say("ui.statistics.income"), "banknote", say("ui.statistics.unit_money_year"),
        say("ui.statistics.income_text"), series, money, money_change, 1, "revenue", 0.0, told_unit=False,
    )  # fmt: skip


def _limits(office: Office, own: str) -> Chart:
    series = (
        _series(office, "capability", say("ui.figure.capability"), own),
        _series(office, "ceiling", say("ui.figure.ceiling"), "good", dashed=True),
    )
    return Chart(
        "limits", say("ui.statistics.limits"), "brain-circuit", say("ui.statistics.unit_flop"),
        say("ui.statistics.limits_text"), series, log_flop, KINDS["capability"].change, 1, "capability",
    )  # fmt: skip


def _margin(office: Office, own: str) -> Chart:
    figures = office.history.figures
    values = tuple(-value for value in figures["reading"])
    low = tuple(value - spread for value, spread in zip(values, figures["reading_sd"], strict=True))
    high = tuple(value + spread for value, spread in zip(values, figures["reading_sd"], strict=True))
    series = (Series(say("ui.figure.margin_measured"), values, own, low, high),)
    return Chart(
        "margin", say("ui.figure.margin"), "shield-alert", say("ui.statistics.unit_oom"), say("ui.figure.margin_text"),
        series, signed, lambda value: signed(value, 1), 1,
    )  # fmt: skip


def _rivals(office: Office) -> Chart:
    figures, lines = office.history.figures, []
    for id_ in office.setup.seats:
        if id_ == office.seat:
            continue
        values, spreads = figures[f"estimate.{id_}"], figures[f"estimate_sd.{id_}"]
        low = tuple(v - s for v, s in zip(values, spreads, strict=True))
        high = tuple(v + s for v, s in zip(values, spreads, strict=True))
        lines.append(Series(office.name(id_), tuple(values), office.style(id_).colour, low, high))
    lines.append(_series(office, "capability", office.name(office.seat), office.style(office.seat).colour))
    return Chart(
        "rivals", say("ui.statistics.rivals"), "binoculars", say("ui.statistics.unit_flop"),
        say("ui.statistics.rivals_text"), tuple(lines), log_flop, KINDS["capability"].change, 0,
    )  # fmt: skip


def _world(office: Office) -> tuple[Chart, ...]:
    def plain(key: str, title: str, unit: str, low: float | None, high: float | None) -> Chart:
        name, text = say(f"ui.statistics.{title}"), say(f"ui.figure.{key}_text")
        return _plain(office, key, name, text, say(f"ui.statistics.unit_{unit}"), "accent", low, high)

    def other(key: str, icon: str, unit: str, high: float, write: Write, change: Write, better: int) -> Chart:
        title, text = say(f"ui.statistics.{key}"), say(f"ui.statistics.{key}_text")
        series = (_series(office, key, title, "accent"),)
        quantity = key if key == "adoption" else ""  # the ledger notes tension for every pair of blocs
        return Chart(
            key, title, icon, say(f"ui.statistics.unit_{unit}"), text, series, write, change, better, quantity,
            0.0, high,
        )  # fmt: skip

    weights = plain("public_weights", "weights", "flop", None, None)
    known = tuple(value if value > 0 else UNKNOWN for value in weights.series[0].values)
    weights = _with_values(weights, known)
    return (
        plain("stability", "stability", "ten", 0.0, 10.0),
        other("tension", "swords", "hundred", 100.0, lambda v: fixed(v, 0), signed, -1),
        plain("public_concern", "concern", "hundred", 0.0, 100.0),
        plain("regulation", "regulation", "hundred", 0.0, 100.0),
        other("adoption", "factory", "one", 1.0, lambda v: fixed(v, 2), lambda v: signed(v, 2), 0),
        weights,
    )


def _with_values(chart: Chart, values: tuple[float, ...]) -> Chart:
    """The same chart of one line with other values."""
    return replace(chart, series=(replace(chart.series[0], values=values),))
