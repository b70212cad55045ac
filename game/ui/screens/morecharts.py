"""The rest of the series that a seat may see: what is watched less, so that nothing of the history is hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.content.words import say
from game.forecast.charts import UNKNOWN, Series
from game.ui.office import Office
from game.ui.screens.numbers import chips, fixed, log_flop, money, money_change, percent, signed
from game.ui.screens.statcharts import Chart

Write = Callable[[float], str]


@dataclass(frozen=True)
class Sort:
    """How a kind of figure is written and how far its axis goes."""

    unit: str  # key of its text after "ui.statistics.unit_"
    write: Write
    change: Write
    low: float | None = None
    high: float | None = None
    told: bool = True  # whether a written value needs the unit beside it


def _two(value: float) -> str:
    return fixed(value, 2)


def _small(value: float) -> str:
    return signed(value, 2)


SHARE = Sort("one", _two, _small, 0.0, 1.0)
PER_CENT = Sort("share", percent, lambda v: signed(100 * v, 0), 0.0, told=False)
FLOP = Sort("flop", log_flop, _small)
OOM = Sort("oom", fixed, _small)
HUNDRED = Sort("hundred", lambda v: fixed(v, 0), signed, 0.0, 100.0)
TEN = Sort("ten", fixed, _small, 0.0, 10.0)
LEVEL = Sort("level", fixed, _small, 0.0, 5.0)
CASH = Sort("money", money, money_change, told=False)
MONEY = Sort("money_year", money, money_change, 0.0, told=False)
CHIPS = Sort("chips", chips, lambda v: signed(v, 2), 0.0, told=False)
PRICE = Sort("price", fixed, _small, 0.0)
PEOPLE = Sort("people", fixed, signed, 0.0)
COUNT = Sort("count", lambda v: fixed(v, 0), lambda v: signed(v, 0), 0.0)
RECORD = Sort("record", _two, _small, 0.0)
STAGE = Sort("stage", lambda v: fixed(v, 0), lambda v: signed(v, 0), 0.0, 3.0)
PLAIN = Sort("sober", _two, _small, 0.0)

OWN = (
    ("algorithms", "waypoints", OOM, 1), ("automation", "bot", PER_CENT, 0), ("served", "server", FLOP, 0),
    ("opened", "share-2", FLOP, 0), ("pending", "package", CHIPS, 0), ("opex", "banknote", MONEY, 0),
    ("idle", "plug", PER_CENT, -1), ("concern", "eye", SHARE, 0), ("morale", "heart-pulse", SHARE, 1),
    ("reading_sd", "microscope", OOM, -1), ("accountability", "scale", SHARE, 1), ("government", "landmark", STAGE, 0),
    ("safety_record", "shield-alert", RECORD, -1),
)  # fmt: skip
WORLD = (
    ("public_algorithms", "waypoints", OOM, 0), ("public_alignment", "shield-check", OOM, 1),
    ("chip_price", "cpu", PRICE, 0), ("ration", "package", PER_CENT, 0), ("displacement", "users", PER_CENT, -1),
    ("patience", "hourglass", HUNDRED, 1), ("resilience", "heart-pulse", SHARE, 1), ("oversight", "eye", SHARE, 1),
    ("capture", "gavel", SHARE, -1), ("verification", "search", PER_CENT, 1), ("hype", "trending-up", PLAIN, 0),
)  # fmt: skip
RIVALS = (
    ("compute_estimate", "cpu", CHIPS), ("rival_served", "server", FLOP), ("rival_opened", "share-2", FLOP),
    ("rival_trust", "heart-pulse", HUNDRED), ("reputation", "badge-check", SHARE),
)  # fmt: skip
_NOTED = frozenset(
    {"algorithms", "served", "opened", "opex", "idle", "morale", "accountability", "safety_record", "capture",
     "public_algorithms", "public_alignment", "displacement", "patience", "resilience", "oversight", "hype"}
)  # fmt: skip


def chart_of(key: str, icon: str, sort: Sort, series: tuple[Series, ...], better: int, quantity: str = "") -> Chart:
    """A chart by its texts `ui.statistics.<key>` and `<key>_text`."""
    return Chart(
        key, say(f"ui.statistics.{key}"), icon, say(f"ui.statistics.unit_{sort.unit}"),
        say(f"ui.statistics.{key}_text"), series, sort.write, sort.change, better, quantity, sort.low, sort.high,
        sort.told,
    )  # fmt: skip


def known(values: tuple[float, ...], sort: Sort) -> tuple[float, ...]:
    """Values with a gap where there is no model yet, which a figure in log FLOP writes as 0."""
    return tuple(value if value > 0 else UNKNOWN for value in values) if sort is FLOP else values


def own_charts(office: Office) -> tuple[Chart, ...]:
    """Own figures that are not among the most watched."""
    colour = office.style(office.seat).colour
    return tuple(_chart(office, key, icon, sort, better, colour) for key, icon, sort, better in OWN)


def world_charts(office: Office) -> tuple[Chart, ...]:
    """What is public of the world and of every seat, and not among the most watched."""
    world = (_chart(office, key, icon, sort, better, "accent") for key, icon, sort, better in WORLD)
    return (*world, *(_of_all(office, key, icon, sort) for key, icon, sort in RIVALS))


def _chart(office: Office, key: str, icon: str, sort: Sort, better: int, colour: str) -> Chart:
    values = known(tuple(office.history.figures[key]), sort)
    line = Series(say(f"ui.statistics.{key}"), values, colour)
    return chart_of(key, icon, sort, (line,), better, key if key in _NOTED else "")


def _of_all(office: Office, key: str, icon: str, sort: Sort) -> Chart:
    lines = tuple(
        Series(office.name(id_), known(tuple(office.history.figures[f"{key}.{id_}"]), sort), office.style(id_).colour)
        for id_ in office.setup.seats
    )
    return chart_of(key, icon, sort, lines, 0)
