"""The tutorial: lessons are ticked by doing them, in order, by the person alone; its strip hides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.campaign.chairs import Computer
from game.content.words import say
from game.ui.app import LEAST
from game.ui.inspect import problems
from game.ui.lessons import LESSONS, TURNS
from game.ui.screens.registry import SCREENS
from game.ui.settings import read_settings
from tests.ui.table import Table, played

IN_A_TURN = ("main", "technology", "models", "rivals", "treaties", "report", "statistics", "codex", "recap")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """The first turn, with the tutorial just begun from the title."""
    table = Table(None, tmp_path / "saves")
    table.session.settings_file = tmp_path / "settings.toml"
    table.draw()
    table.key("Enter")
    assert table.session.screen == "main"
    assert table.session.settings.tutorial
    return table


def lesson(table: Table) -> str:
    found = table.app.tutorial.lesson
    return found.id if found else ""


def focus(table: Table, wanted: str) -> None:
    for _ in range(80):
        if table.app.ui.focus == wanted:
            return
        table.key("Tab")
    raise AssertionError(f"{wanted} is not reached with Tab")


def end_turn(table: Table) -> None:
    table.key("Ctrl+Enter")
    if table.session.screen == "recap":
        table.key("Enter")


def do(table: Table, wanted: str) -> None:
    """One lesson, with the keyboard alone, as its text says."""
    if wanted in ("money", "fleet"):
        table.key("F1" if wanted == "money" else "F3")
        focus(table, "share/research" if wanted == "money" else "share/training")
        table.key("Right")
    elif wanted in ("project", "queue"):
        table.key("F2")
        if wanted == "project":
            table.key("R")
        else:  # another of the same lane, from the list
            projects = table.session.seated.sheet.projects
            if not any(projects.values()):
                table.key("R")
            for _ in range(12):
                table.key("Q")
                if any(len(queue) > 1 for queue in table.session.seated.sheet.projects.values()):
                    break
                table.key("Right")
    elif wanted == "action":
        table.key("F1")
        table.key("A")
        table.key("Y")
        table.key("Enter")
    elif wanted == "save":
        table.key("Ctrl+S")
        table.key("Enter")
    elif wanted.startswith("end"):
        end_turn(table)
    else:
        table.key(next(one.key for one in LESSONS if one.id == wanted))


def test_every_lesson_is_ticked_by_doing_it_with_the_keyboard_alone(table: Table) -> None:
    for one in LESSONS:
        if one.id == "report":  # it was on the screen after the turn, and the player went on
            assert one.id in table.session.settings.lessons
            continue
        assert lesson(table) == one.id
        do(table, one.id)
        assert one.id in table.session.settings.lessons or one is LESSONS[-1], f"{one.id} was done and not ticked"
    assert table.session.seated.turn == TURNS
    assert not table.session.settings.tutorial
    assert table.session.settings.lessons == [], "it can be begun again"


def test_report_is_read_on_its_own_screen_or_after_the_turn_but_not_before_one_goes_on(table: Table) -> None:
    for one in LESSONS[:3]:
        do(table, one.id)
    table.key("Ctrl+Enter")
    assert (table.session.screen, lesson(table)) == ("recap", "report")
    table.draw(5)
    assert lesson(table) == "report"
    table.key("F1")
    assert lesson(table) == "queue"


def test_nothing_is_ticked_by_computers_or_by_itself(table: Table) -> None:
    """Computers play the seat for two turns, and then the person comes back: nothing was learned."""
    table.draw(5)
    assert table.session.settings.lessons == []
    campaign = table.session.campaign
    assert campaign is not None
    campaign.give("helios", Computer(temperament=next(iter(campaign.book.temperaments))))
    for _ in range(2):
        campaign.advance()
        table.app.tutorial.follow()
    assert table.session.settings.lessons == []


def test_only_the_first_person_of_a_hotseat_is_taught(tmp_path: Path) -> None:
    table = Table(played(0, ("helios", "meridian")), tmp_path, LEAST)
    table.session.adjust(tutorial=True)
    table.draw()
    table.key("Enter")
    assert lesson(table) == "money"
    assert table.app.ui.scale < 1.0
    table.key("Ctrl+Enter")
    table.key("Enter")
    assert table.session.seated.seat == "meridian"
    assert lesson(table) == ""
    assert not table.has("tutorial/leave")
    assert table.app.ui.scale == 1.0, "the room of the strip is not given back"
    focus(table, "share/research")
    table.key("Right")
    assert table.session.settings.lessons == []


def test_left_and_taken_up_again(table: Table) -> None:
    do(table, "money")
    table.key("F9")
    assert lesson(table) == ""
    assert table.app.ui.foot == 0
    do(table, "project")
    assert table.session.settings.lessons == ["money"]
    table.key("F9")
    assert "project" in table.session.settings.lessons, "what is done already is ticked at once"
    table.key("Shift+F9")
    assert lesson(table) == "end1"


def test_done_lessons_outlast_the_window_and_the_title_resumes(table: Table, tmp_path: Path) -> None:
    do(table, "money")
    table.session.leave_campaign()
    table.session.keep_settings()
    again = Table(None, tmp_path / "saves")
    again.session.settings_file = tmp_path / "settings.toml"
    assert read_settings(again.session.settings_file)[0].lessons == ["money"]
    again.session.read_settings()
    again.draw()
    assert say("ui.title.tutorial_resume", done=1, all=len(LESSONS)) in again.texts()
    again.key("T")
    assert again.session.screen == "main"
    assert lesson(again) == "project"
    assert again.session.seated.sheet.budget != played(0).sheet("helios").budget, "the campaign goes on"


@pytest.mark.parametrize("screen", IN_A_TURN)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720)])
def test_strip_hides_nothing(screen: str, size: tuple[int, int], tmp_path: Path) -> None:
    table = Table(None, tmp_path, size)
    table.session.adjust(tutorial=True)
    table.show(screen, played(6))
    table.app.ui.inspecting = True
    table.draw(3)
    assert problems(table.app.ui) == []
    ui = table.app.ui
    strip = next(node for node in ui.nodes if node.id == "tutorial/leave").rect[1] - 10
    screen_nodes = [n for n in ui.nodes if n.visible and not n.id.startswith("tutorial/")]
    below = [n.id for n in screen_nodes if n.rect[1] + n.rect[3] > strip + 1]
    assert below == []
    assert ui.size[0] >= 1024 - 1
    assert ui.size[1] >= 640 - 1


def test_lessons_point_at_widgets_that_there_are(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    seen: set[str] = set()
    for screen in (name for name in SCREENS if name in IN_A_TURN):
        table.show(screen, played(0 if screen in ("main", "technology", "models") else 6))
        seen |= {node.id for node in table.app.ui.nodes}
    table.app.ui.open("menu")
    table.draw(2)
    seen |= {node.id for node in table.app.ui.nodes}
    pointed = {id_ for one in LESSONS for id_ in one.points_at} - {"save-as/yes"}
    assert pointed <= seen
    assert [one.turn for one in LESSONS] == sorted(one.turn for one in LESSONS)
    assert all(say(one.text) and say(f"ui.tutorial.{one.id}_why") for one in LESSONS)
