"""Statistics: the right series, chosen and read off by keys and by mouse, and nothing that is a rival's secret."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.ui.inspect import problems
from game.ui.nodes import click
from game.ui.office import Office
from game.ui.screens.causes import cause_name, together
from game.ui.screens.statcharts import charts_of
from tests.ui.table import Table, played

SIZES = [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = Table(None, tmp_path)
    made.show("statistics", played(5))
    return made


def large(table: Table) -> str:
    return table.node("plot").label


def test_charts_hold_the_history_of_the_seat() -> None:
    office = Office(played(5), "helios")
    charts = {chart.key: chart for chart in charts_of(office)}
    figures = office.history.figures
    assert set(charts) == {
        "cash", "income", "compute", "limits", "margin", "security", "trust", "researchers", "rivals",
        "stability", "tension", "public_concern", "regulation", "adoption", "public_weights",
    }  # fmt: skip
    assert charts["cash"].series[0].values == figures["cash"]
    assert [each.values for each in charts["limits"].series] == [figures["capability"], figures["ceiling"]]
    assert charts["margin"].series[0].values == tuple(-value for value in figures["reading"])
    names = [each.name for each in charts["rivals"].series]
    assert names == ["Meridian", "Lantern", "Agora", "Qilin", "Helios"]
    first = charts["rivals"].series[0]
    spread = figures["estimate_sd.meridian"]
    assert first.values == figures["estimate.meridian"]
    assert np.allclose(np.subtract(first.high, first.values), spread)
    assert np.allclose(np.subtract(first.values, first.low), spread)
    assert all(len(each.values) == 6 for chart in charts.values() for each in chart.series)


@pytest.mark.parametrize(("size", "scale", "turns"), [*((*size, 9) for size in SIZES), ((1024, 640), 1.0, 0)])
def test_screen_is_sound_with_large_charts(size: tuple[int, int], scale: float, turns: int, tmp_path: Path) -> None:
    made = Table(None, tmp_path, size, scale)
    made.show("statistics", played(turns))
    made.app.ui.inspecting = True
    for chart in ("income", "limits", "rivals", "tension", "public_weights"):
        made.click(f"chart/{chart}")
        assert problems(made.app.ui) == [], chart


def test_charts_are_chosen_by_arrows_and_by_mouse(table: Table) -> None:
    assert large(table) == "Cash"
    table.key("Right")
    assert large(table) == "Income"
    table.key("Down")
    assert large(table) == "Margin"
    table.key("Left")
    table.key("Left")
    assert large(table) == "Compute"
    table.click("chart/rivals")
    assert large(table) == "Rivals, as estimated"
    table.key("Down")
    table.key("Down")
    table.key("Down")  # the last row
    assert large(table) == "Open weights"


def test_values_of_another_turn_are_read_off(table: Table) -> None:
    table.click("chart/trust")
    values = table.session.seated.history.figures["trust"]
    assert "At the start of turn 6 · H2 2028" in table.texts()
    table.key("PageUp")
    table.click("turn/before")
    texts = table.texts()
    assert "At the start of turn 4 · H2 2027" in texts
    assert f"{values[3]:.0f}" in texts
    table.key("PageDown")
    assert "At the start of turn 5 · H1 2028" in table.texts()
    plot = table.node("plot")
    left = click(plot, table.app.ui.scale)
    for event in left:
        event.pos = (round(plot.rect[0] + 44), event.pos[1])
    table.draw(2, left)
    assert "The campaign begins here." in table.texts()


def test_causes_add_up_to_the_change(table: Table) -> None:
    """What is shown as the reason of a change is the ledger of the turn before."""
    office = table.session.seated
    cash = office.history.figures["cash"]
    assert sum(term.amount for term in office.terms("cash", 4)) == pytest.approx(cash[5] - cash[4])
    largest = together(office.terms("cash", 4))[0][0]
    assert cause_name(office, largest) in table.texts()


def test_the_report_and_a_key_lead_there(table: Table) -> None:
    table.session.go("report")
    table.draw(2)
    table.click("statistics")
    assert table.session.screen == "statistics"
    table.key("Esc")
    assert table.session.screen == "report"
    table.session.go("main")
    table.draw(2)
    table.key("F7")
    assert table.session.screen == "statistics"
    table.key("Esc")
    assert table.session.screen == "main"


# --- secrets ---------------------------------------------------------------------------------------------------------


def picture(campaign: Campaign, folder: Path) -> list[bytes]:
    made = Table(None, folder)
    made.show("statistics", campaign)
    made.app.ui.motion = False
    pictures = []
    for chart in ("cash", "limits", "rivals"):
        made.click(f"chart/{chart}")
        pictures.append(made.pixels())
    return pictures


def test_a_rivals_secret_changes_nothing_and_an_own_figure_does(tmp_path: Path) -> None:
    before = picture(played(4), tmp_path)
    rival = played(4)
    for name in ("cash", "capability", "practice", "researchers", "security", "revenue", "false_progress"):
        array = getattr(rival.state, name)
        array[1:] = array[1:] * 1.5 + 1
    assert picture(rival, tmp_path) == before
    own = played(4)
    own.state.cash[0] += 40
    assert picture(own, tmp_path)[0] != before[0]
