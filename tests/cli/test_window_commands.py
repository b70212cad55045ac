"""Commands that open the window, with a stand-in for it, and what they do where there can be none."""

import os
import sys
from pathlib import Path

import pygame
import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer, Human
from game.campaign.saves import load, save
from game.cli.main import main
from game.cli.window import FIXED, NoWindow, no_display, open_window
from game.content.load import load_book

OPENERS = ("game.cli.play.open_window", "game.cli.new.open_window", "game.cli.load.open_window")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What windows were opened with."""
    windows: list[Path | None] = []

    def open_window(file: Path | None = None) -> int:
        windows.append(file)
        return 0

    for name in OPENERS:
        monkeypatch.setattr(name, open_window)
    return windows


@pytest.fixture
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_window(file: Path | None = None) -> int:
        raise NoWindow("There is no display here.")

    for name in OPENERS:
        monkeypatch.setattr(name, open_window)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "game.t6"
    save(Campaign.new(load_book(), 1, {"helios": Human()}), file)
    return file


@pytest.mark.parametrize("arguments", [[], ["play"]], ids=["nothing", "play"])
def test_the_game_starts_at_the_title(arguments: list[str], opened: list[Path | None]) -> None:
    assert main(arguments) == 0
    assert opened == [None]


@pytest.mark.usefixtures("no_window")
def test_without_a_display_computers_play_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ("There is no display here. Instead of a window, here is a campaign among computer players.")
    assert lines[1].startswith("Five Labs, ")
    assert "no forecast" in lines[-1]


def test_a_save_is_opened(saved: Path, opened: list[Path | None]) -> None:
    assert main(["load", str(saved)]) == 0
    assert opened == [saved]


@pytest.mark.usefixtures("no_window")
def test_a_save_without_a_display_is_a_problem(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(saved)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        "There is no display here. A saved campaign is played in a window.\n",
    )


def test_a_bad_save_opens_no_window(tmp_path: Path, opened: list[Path | None]) -> None:
    file = tmp_path / "game.t6"
    file.write_text("{}")
    assert main(["load", str(file)]) == 1
    assert opened == []


def test_a_new_campaign_is_kept_and_opened(own_home: Path, opened: list[Path | None]) -> None:
    options = ["--seat", "qilin=human", "--seat", "agora=hawk", "--difficulty", "easy", "--seed", "77"]
    assert main(["new", *options]) == 0
    assert main(["new", *options]) == 0
    first, second = opened
    assert first is not None
    assert second is not None
    assert first != second
    assert first.parent == own_home / "saves"
    campaign = load(first)
    assert campaign.seed == 77
    assert campaign.chairs["qilin"] == Human()
    assert campaign.chairs["agora"] == Computer(temperament="hawk", difficulty="easy")
    assert campaign.people == ("qilin",)


def test_the_first_seat_left_is_ones_own(tmp_path: Path, opened: list[Path | None]) -> None:
    file = tmp_path / "mine.t6"
    assert main(["new", "--seat", "helios=computer", "--save", str(file)]) == 0
    assert opened == [file]
    assert load(file).people == ("meridian",)


def test_an_older_campaign_is_not_overwritten(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = saved.read_bytes()
    assert main(["new", "--save", str(saved)]) == 1
    assert capsys.readouterr().err == f"{saved}: File exists.\n"
    assert saved.read_bytes() == before


@pytest.mark.usefixtures("no_window")
def test_a_new_campaign_without_a_display_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.t6"
    assert main(["new", "--seed", "5", "--save", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"tiersix load {file}")
    assert load(file).seed == 5


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["new", "--save", str(tmp_path / "file" / "mine.t6")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(tmp_path / "file") in said


def test_what_pygame_cannot_open_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(book: object = None, save: object = None) -> int:
        raise pygame.error("No available video device")

    monkeypatch.setattr("game.ui.app.run", run)
    with pytest.raises(NoWindow, match=r"No window could be opened: No available video device\."):
        open_window()


@pytest.mark.skipif(sys.platform in FIXED, reason="this system always has a display")
def test_only_a_display_that_people_see_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL would choose to draw for nobody where a display is named and not there."""
    chosen: list[str] = []

    def run(book: object = None, save: object = None) -> int:
        chosen.append(os.environ["SDL_VIDEODRIVER"])
        return 0

    monkeypatch.setattr("game.ui.app.run", run)
    open_window()
    monkeypatch.delenv("SDL_VIDEODRIVER")
    monkeypatch.setenv("DISPLAY", ":0")
    open_window()
    assert chosen == ["dummy", "x11,wayland"]


def test_a_bug_in_the_window_is_not_taken_for_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(book: object = None, save: object = None) -> int:
        raise RuntimeError("nobody is sitting")

    monkeypatch.setattr("game.ui.app.run", run)
    with pytest.raises(RuntimeError, match="nobody is sitting"):
        open_window()


def test_the_window_gets_the_save(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.app.run", lambda book=None, save=None: 7 if save == saved else 1)
    assert open_window(saved) == 7


@pytest.mark.parametrize(
    ("system", "environment", "none"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ""}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"SDL_VIDEODRIVER": "dummy"}, False),
        ("freebsd14", {}, True),
        ("darwin", {}, False),
        ("win32", {}, False),
    ],
)
def test_where_there_is_a_display(system: str, environment: dict[str, str], none: bool) -> None:
    assert no_display(system, environment) is none
