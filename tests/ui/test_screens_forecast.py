"""The outlook on its screens: told under a worldview, of this seat alone, at every size, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.forecast.forecaster import Forecaster
from game.forecast.worker import Failed, InlineWorker, Job
from game.ui.inspect import problems
from game.ui.layout import Box
from game.ui.screens.forecastpanel import draw_forecast
from tests.ui.table import Seer, Table, played

TURNS = 9


def table(tmp_path: Path, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> Table:
    made = Table(None, tmp_path, size, scale)
    made.session.forecaster = Forecaster(Seer(), (64, 256), (64,))
    made.show("main", played(TURNS))
    return made


def settle(made: Table) -> None:
    ahead = made.session.forecaster
    assert ahead is not None
    made.session.look_ahead()
    while ahead.working:
        made.session.look_ahead()


def panel(made: Table, box: Box) -> list[str]:
    """Draw the panel alone in a box; returns the lines of text in it."""
    ui, session = made.app.ui, made.session
    ui.inspecting = True
    ui.begin([], made.now + 1.0)
    ui.fill()
    inside = ui.panel(box, "Outcome forecast")
    draw_forecast(ui, session, session.seated, inside)
    ui.end()
    assert problems(ui) == []
    return [mark.text for mark in ui.texts]


@pytest.mark.parametrize(("size", "scale"), [((348.0, 188.0), 1.0), ((348.0, 188.0), 1.5), ((400.0, 296.0), 2.0)])
def test_panel_fits_its_place_before_and_after_anything_is_known(
    size: tuple[float, float], scale: float, tmp_path: Path
) -> None:
    made = table(tmp_path, size=(1024, 640), scale=scale)
    made.session.forecaster, ahead = None, made.session.forecaster
    assert any("Nobody" in line for line in panel(made, Box(20, 20, *size)))
    made.session.forecaster = ahead
    settle(made)
    texts = panel(made, Box(20, 20, *size))
    assert "Under worldview Baseline" in texts
    assert "256 futures" in texts
    assert sum(line.endswith("%") for line in texts) >= 4


@pytest.mark.parametrize(("size", "scale"), [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)])
def test_large_view_is_sound_and_shows_every_ending(size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    made = table(tmp_path, size=size, scale=scale)
    made.key("Ctrl+O")
    assert made.session.screen == "forecast"
    settle(made)
    made.session.seated.edit(alignment=0.95)
    settle(made)
    made.app.ui.inspecting = True
    made.draw(3)
    assert problems(made.app.ui) == []
    texts = made.texts()
    for name in ("Shared abundance", "Slow world", "Loss of control", "Collapse", "T01", f"T{TURNS + 1}"):
        assert name in texts
    assert any(line.startswith("This draft:") for line in texts)
    made.key("Esc")
    assert made.session.screen == "main"


def test_each_seat_at_one_machine_sees_its_own_outlook_alone(tmp_path: Path) -> None:
    """Behind the curtain nothing is looked into, and the next seat finds nothing of the last one's."""
    made = Table(None, tmp_path)
    made.session.forecaster = ahead = Forecaster(Seer(), (8,), (4,))
    made.show("handover", played(TURNS, ("helios", "qilin")))
    made.session.look_ahead()
    assert not ahead.working
    made.session.take_seat()
    settle(made)
    mine = made.session.seated
    assert ahead.look(mine.view, mine.orders) is not None
    mine.edit(release="hold", acknowledged=tuple(one.name for one in mine.pending))
    made.session.end_turn()
    made.session.settle()
    assert made.session.office is None
    made.session.take_seat()
    other = made.session.seated
    assert other.seat == "qilin"
    assert ahead.look(other.view, other.orders) is None
    assert ahead.history(other.index, other.turn) == {}


class Unwilling(InlineWorker):
    """Fails at everything."""

    def start(self, job: Job) -> None:
        self._found = [Failed("no memory")]


def test_what_cannot_be_foreseen_is_told_and_stops_nothing(tmp_path: Path) -> None:
    made = table(tmp_path)
    made.session.forecaster = Forecaster(Unwilling(), (8,), (4,))
    settle(made)
    texts = panel(made, Box(20, 20, 348, 188))
    assert any("no memory" in line for line in texts)
    made.key("Ctrl+O")
    assert any("no memory" in line for line in made.texts())


def test_a_campaign_that_is_over_is_not_looked_into(tmp_path: Path) -> None:
    made = table(tmp_path)
    settle(made)
    made.session.leave_campaign()
    made.session.look_ahead()
    made.session.close()
    assert made.session.forecaster is not None
    assert not made.session.forecaster.working
