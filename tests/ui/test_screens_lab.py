"""The worldview lab: sound at every size, played by keyboard, and what it saves is accepted by the checker."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import paths
from game.content.check import check
from game.content.load import load_book
from game.content.overlay import worldview_files
from game.content.vocabulary import Ending
from game.forecast.lab import Lab
from game.forecast.outlook import Outlook
from game.forecast.parting import Part, Parting, Step
from game.forecast.worker import Done, InlineWorker, Job
from game.ui.inspect import problems
from game.ui.screens.lab import SAVE
from tests.ui.table import Table, played

STEP = Step(0.12, 0.08, 0.16)
BACK = Step(-0.05, -0.09, -0.01)


class Player(InlineWorker):
    """Plays nothing: invented endings, and one number that parts the two."""

    def start(self, job: Job) -> None:
        assert isinstance(job, partial)
        if job.func.__name__ == "play_side":
            dice = np.random.default_rng(len(job.args[0].digest))
            endings = dice.integers(1, len(Ending), 500).astype(np.int8)
            self._found = [Outlook(endings, np.full(500, 20, np.int16)), Done()]
        else:
            parts = tuple(Part(f"truths.{name}", (), STEP, BACK, STEP) for name in ("grab", "alignment_shift"))
            self._found = [Parting(500, "bad", {}, {}, {}, STEP, parts), Done()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    return tmp_path


def lab(folder: Path, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> Table:
    table = Table(None, folder, size, scale)
    table.show("title", played(0))
    table.session.make_worker = Player
    table.key("W")
    assert table.session.screen == "lab"
    assert isinstance(table.session.lab, Lab)
    table.draw(4)
    return table


def moved(table: Table, side: str = "b", name: str = "truths.alignment_shift", key: str = "Left") -> None:
    """Move a slider by keyboard."""
    table.app.ui.focus = f"slide/{side}/{name}"
    table.app.ui.focus_visible = True
    for _ in range(3):
        table.key(key)


@pytest.mark.parametrize(("size", "scale"), [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)])
def test_lab_is_sound_with_what_was_played_and_what_was_changed(
    size: tuple[int, int], scale: float, home: Path
) -> None:
    table = lab(home, size, scale)
    moved(table)
    moved(table, "a", "truths.tier_four", "PageUp")
    table.app.ui.inspecting = True
    table.draw(4)
    assert problems(table.app.ui) == []
    texts = table.texts()
    assert "1 changed" in texts
    assert "1,000 campaigns, same dice for both" in texts
    assert "Alignment shift" in texts
    table.key("S")
    assert table.app.ui.is_open(SAVE)
    table.app.ui.inspecting = True
    table.draw(2)
    assert problems(table.app.ui) == []


def test_slider_changes_one_side_and_reset_brings_it_back(home: Path) -> None:
    table = lab(home)
    before = table.node("slide/b/truths.grab").value
    other = table.node("slide/a/truths.grab").value
    moved(table, "b", "truths.grab")
    assert table.node("slide/b/truths.grab").value != before
    assert table.node("slide/a/truths.grab").value == other
    table.key("R")
    assert table.node("slide/b/truths.grab").value == before


def test_parameters_can_be_searched_and_cut_to_the_differences(home: Path) -> None:
    table = lab(home)
    table.key("F")
    table.draw(2, [*_typed("theft")])
    assert any(node.id == "slide/a/truths.theft_ease" for node in table.app.ui.nodes)
    assert not any(node.id == "slide/a/truths.tier_four" for node in table.app.ui.nodes)


def _typed(text: str) -> list[pygame.event.Event]:
    from game.ui.nodes import typed

    return list(typed(text))


def test_spreads_have_sliders_of_their_own(home: Path) -> None:
    table = lab(home)
    middle = table.node("slide/b/truths.alignment_shift").value
    table.key("W")
    moved(table, key="Right")
    table.key("W")
    assert table.node("slide/b/truths.alignment_shift").value == middle
    assert "1 changed" in table.texts()


def test_what_is_saved_passes_the_check_and_is_offered_by_new_games(home: Path) -> None:
    table = lab(home)
    moved(table, "a")
    table.key("S")
    table.draw(2, [*_typed("!")])
    table.key("Enter")
    table.draw(3)
    assert not table.app.ui.is_open(SAVE)
    path = paths.worldviews() / "baseline-changed.toml"
    assert path.exists()
    assert [problem for problem in check([path]) if problem.severity.name == "ERROR"] == []
    assert "baseline-changed" in worldview_files()
    shift = load_book(worldview="baseline-changed").parameters["truths"]["alignment_shift"]
    assert shift.source == "assumed"
    assert shift.prior != load_book().parameters["truths"]["alignment_shift"].prior


def test_a_file_that_is_there_is_replaced_only_when_asked_for_twice(home: Path) -> None:
    table = lab(home)
    moved(table, "a")
    paths.worldviews().mkdir(parents=True)
    path = paths.worldviews() / "baseline-changed.toml"
    path.write_text("# somebody's work\n", encoding="utf-8")
    table.key("S")
    table.key("Enter")
    assert path.read_text(encoding="utf-8") == "# somebody's work\n"
    assert table.app.ui.is_open(SAVE)
    table.key("Enter")
    assert path.read_text(encoding="utf-8") != "# somebody's work\n"


def test_a_broken_worldview_of_the_player_stops_nothing(home: Path) -> None:
    paths.worldviews().mkdir(parents=True)
    (paths.worldviews() / "broken.toml").write_text("format = 7", encoding="utf-8")
    table = lab(home)
    assert table.has("slide/a/truths.grab")


def test_endings_are_exported_and_never_over_another_file(home: Path) -> None:
    table = lab(home)
    table.key("E")
    table.key("E")
    files = sorted(path.name for path in home.glob("lab-*.csv"))
    assert files == ["lab-01.csv", "lab-02.csv"]
    lines = (home / files[0]).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 13
    assert lines[0].startswith("ending,a,a_low")


def test_leaving_the_lab_lets_its_workers_go(home: Path) -> None:
    table = lab(home)
    table.key("Esc")
    assert table.session.screen == "title"
    assert table.session.lab is None
    table.session.close()
