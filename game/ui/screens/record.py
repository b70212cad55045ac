"""The record of a campaign that is over: every series of every seat and of the world, the true ones among them."""

from __future__ import annotations

from game.campaign.campaign import Campaign
from game.campaign.export import SEAT_COLUMNS, WORLD_COLUMNS, Column, Scene, readings, scenes_of
from game.content.words import say
from game.forecast.charts import Series
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.screens import morecharts as sorts
from game.ui.screens.causes import mood, named_cause, together
from game.ui.screens.chartwall import ChartWall, Page, Wall
from game.ui.screens.load import draw_head
from game.ui.screens.morecharts import Sort, chart_of, known
from game.ui.screens.numbers import date
from game.ui.screens.statcharts import Chart
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, TOP_BAR
from game.ui.widgets import Ui

MEANS = (
    ("cash", "coins", sorts.CASH, 1), ("revenue", "banknote", sorts.MONEY, 1),
    ("investment", "trending-up", sorts.MONEY, 1), ("support", "landmark", sorts.MONEY, 0),
    ("opex", "banknote", sorts.MONEY, 0), ("compute", "cpu", sorts.CHIPS, 1),
    ("compute_ordered", "package", sorts.CHIPS, 0), ("idle", "plug", sorts.PER_CENT, -1),
    ("researchers", "user-plus", sorts.PEOPLE, 1), ("concern", "eye", sorts.SHARE, 0),
    ("morale", "heart-pulse", sorts.SHARE, 1), ("trust", "users", sorts.HUNDRED, 1),
    ("reputation", "badge-check", sorts.SHARE, 1), ("government", "landmark", sorts.STAGE, 0),
    ("power_share", "crown", sorts.PER_CENT, 0),
)  # fmt: skip
MODELS = (
    ("capability", "brain-circuit", sorts.FLOP, 0), ("true_ceiling", "shield-check", sorts.FLOP, 1),
    ("true_margin", "shield-alert", sorts.OOM, 1), ("reading", "microscope", sorts.OOM, -1),
    ("served", "server", sorts.FLOP, 0), ("opened", "share-2", sorts.FLOP, 0),
    ("algorithms", "waypoints", sorts.OOM, 1), ("automation", "bot", sorts.PER_CENT, 0),
    ("technologies", "flask-conical", sorts.COUNT, 1), ("security", "lock", sorts.LEVEL, 1),
    ("accountability", "scale", sorts.SHARE, 1), ("safety_record", "shield-alert", sorts.RECORD, -1),
)  # fmt: skip
WORLD = (
    ("stability", "globe", sorts.TEN, 1), ("tension", "swords", sorts.HUNDRED, -1),
    ("public_concern", "megaphone", sorts.HUNDRED, -1), ("regulation", "gavel", sorts.HUNDRED, 0),
    ("capture", "gavel", sorts.SHARE, -1), ("adoption", "factory", sorts.SHARE, 0),
    ("displacement", "users", sorts.PER_CENT, -1), ("patience", "hourglass", sorts.HUNDRED, 1),
    ("resilience", "heart-pulse", sorts.SHARE, 1), ("oversight", "eye", sorts.SHARE, 1),
    ("public_weights", "share-2", sorts.FLOP, 0), ("public_algorithms", "waypoints", sorts.OOM, 0),
    ("public_alignment", "shield-check", sorts.OOM, 1), ("verification", "search", sorts.PER_CENT, 1),
    ("ration", "package", sorts.PER_CENT, 0), ("hype", "trending-up", sorts.PLAIN, 0),
    ("power", "zap", Sort("power", sorts.PRICE.write, sorts.PRICE.change, 0.0), 0),
)  # fmt: skip


class Record:
    """Reads the campaign once: it does not change any more."""

    def __init__(self) -> None:
        self._wall: ChartWall | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        campaign = session.ended.campaign
        if self._wall is None:
            self._wall = ChartWall(wall_of(campaign))
        ui.fill()
        draw_head(ui, session, "chart-line", say("ui.record.title"))
        screen = ui.screen
        self._wall.draw(ui, Box(MARGIN, TOP_BAR + GAP, screen.w - 2 * MARGIN, screen.h - TOP_BAR - 2 * GAP))


def wall_of(campaign: Campaign) -> Wall:
    """Every series as it really was, whoever could see it."""
    columns = {column.name: column for column in (*SEAT_COLUMNS, *WORLD_COLUMNS)}
    seats, scenes = range(len(campaign.setup.seats)), scenes_of(campaign)

    def of_seats(key: str, icon: str, sort: Sort, better: int) -> Chart:
        lines = tuple(_line(campaign, scenes, columns, key, seat, sort) for seat in seats)
        return chart_of(key, icon, sort, lines, better, key)

    def of_world(key: str, icon: str, sort: Sort, better: int) -> Chart:
        values = known(readings(scenes, columns[key], 0), sort)
        quantity = "" if key in ("tension", "ration", "verification", "power") else key
        return chart_of(key, icon, sort, (Series(say(f"ui.statistics.{key}"), values, "accent"),), better, quantity)

    pages = (
        Page(say("ui.record.page_models"), tuple(of_seats(*row) for row in MODELS)),
        Page(say("ui.record.page_means"), tuple(of_seats(*row) for row in MEANS)),
        Page(say("ui.record.page_world"), tuple(of_world(*row) for row in WORLD)),
    )

    def when(turn: int) -> str:
        return date(campaign.setup.year(turn), campaign.setup.turn_years)

    def causes(ui: Ui, box: Box, chart: Chart, place: int) -> float:
        return _causes(campaign, ui, box, chart, place)

    return Wall(tuple(sorted(campaign.states)), pages, when, causes)


def _line(
    campaign: Campaign, scenes: tuple[Scene, ...], columns: dict[str, Column], key: str, seat: int, sort: Sort
) -> Series:
    id_ = campaign.setup.seats[seat]
    if key == "true_margin":
        ceiling, model = (readings(scenes, columns[name], seat) for name in ("true_ceiling", "capability"))
        values = tuple(c - m for c, m in zip(ceiling, model, strict=True))
    else:
        values = readings(scenes, columns[key], seat)
    return Series(campaign.book.scenario.seats[id_].name, known(values, sort), style_of(campaign.book, id_).colour)


def _causes(campaign: Campaign, ui: Ui, box: Box, chart: Chart, place: int) -> float:
    """What changed the figure of every seat, or of the world, in the turn before."""
    turns = sorted(campaign.states)
    y = box.y
    if place == 0:
        return y + ui.paragraph(say("ui.statistics.first"), box.x, y, box.w, BODY, "dim")
    turn = turns[place] - 1
    whose: list[int | None] = [*range(len(chart.series))] if len(chart.series) > 1 else [None]
    drawn = False
    for seat in whose:
        terms = [t for t in campaign.ledger.terms if (t.turn, t.quantity, t.seat) == (turn, chart.quantity, seat)]
        rows = [row for row in together(terms) if chart.change(row[1]) != chart.change(0.0)][:4]
        if not rows:
            continue
        drawn = True
        name = chart.series[seat or 0].name
        ui.caps(say("ui.statistics.why", name=name, turn=turn + 1), box.x, y + 10)
        y += 24
        for cause, amount in rows:
            text = chart.change(amount)
            ui.text(named_cause(campaign.names, campaign.setup, cause), box.x, y + 10, BODY, "soft", width=box.w - 100)
            ui.text(text, box.right, y + 10, BODY, mood(amount, chart.better, chart.change), "SemiBold", "right")
            y += 22
        y += 6
    if not drawn:
        key = "none" if chart.quantity else "not_noted"
        y += ui.paragraph(say(f"ui.statistics.{key}"), box.x, y, box.w, BODY, "dim")
    return y
