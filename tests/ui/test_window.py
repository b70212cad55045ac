"""A real window on a virtual display, driven by mouse and keys as a new player would: from a new game to an ending."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from game.campaign import saves
from game.campaign.saves import SaveHeader
from game.ui.screens.newgame import NewGame
from tests.ui.table import Table, played

Found = TypeVar("Found")
DISPLAY_SIZE = "1280x800x24"
PATIENCE = 40.0  # seconds for any one thing to happen
START = "import sys; from game.ui.app import run; sys.exit(run())"

TURNS = 60
pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool for a virtual display"
    ),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual display of its own, named by Xvfb."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", DISPLAY_SIZE, "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


class Player:
    """Sits before the display: presses keys, clicks, and looks at what is saved."""

    def __init__(self, display: str, home: Path) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "SDL_VIDEODRIVER": "x11",
            "SDL_AUDIODRIVER": "dummy",
            "TIERSIX_HOME": str(home),
        }
        self.folder = home / "saves"
        self.corner = (0, 0)
        self.window = ""
        self.process: subprocess.Popen[str] | None = None
        self.tool("mousemove", 640, 400)
        self.root = self.under_mouse()  # nothing else is there yet

    def tool(self, *words: object) -> str:
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
        return done.stdout

    @contextlib.contextmanager
    def game(self) -> Iterator[subprocess.Popen[str]]:
        """The game in its window, until it has been quit."""
        self.process = None
        self.until(lambda: self.under_mouse() == self.root)  # a window outlives its game by a moment
        with subprocess.Popen(
            [sys.executable, "-c", START], env=self.environment, stderr=subprocess.PIPE, text=True
        ) as process:
            self.process = process
            try:
                self.window = self.until(lambda: self.under_mouse().replace(self.root, ""))
                self.corner = self.until(self.place)
                self.sees("Title")
                yield process
            finally:
                if process.poll() is None:
                    process.terminate()

    def under_mouse(self) -> str:
        """The window under the mouse: the root, until the game has opened its own."""
        found = re.search(r"WINDOW=(\d+)", self.tool("getmouselocation", "--shell"))
        return found[1] if found else ""

    def place(self) -> tuple[int, int] | None:
        """Where the window's corner is, as soon as the display can tell."""
        found = re.search(r"Position: (-?\d+),(-?\d+)", self.tool("getwindowgeometry", self.window))
        return (int(found[1]), int(found[2])) if found else None

    def key(self, *names: str) -> None:
        for name in names:
            self.tool("key", name)
            time.sleep(0.08)

    def click(self, table: Table, wanted: str) -> None:
        """Click where the same screen, drawn here, has that widget."""
        x, y, w, h = table.node(wanted).rect
        self.tool("mousemove", self.corner[0] + round(x + w / 2), self.corner[1] + round(y + h / 2))
        time.sleep(0.06)
        self.tool("click", 1)
        time.sleep(0.12)

    def sees(self, screen: str) -> None:
        """Wait until that screen has been drawn, as the frame of the window says."""
        self.until(lambda: self.screen() == screen)
        time.sleep(0.1)  # one more frame, so that its widgets can be clicked

    def screen(self) -> str:
        return self.tool("getwindowname", self.window).strip().rpartition("· ")[2]

    def until(self, look: Callable[[], Found | None]) -> Found:
        """What `look` finds, as soon as it finds anything."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = look()
            if found:
                return found
            if self.process is not None and self.process.poll() not in (None, 0):
                assert self.process.stderr is not None
                raise AssertionError(f"the game stopped:\n{self.process.stderr.read()}")
            time.sleep(0.05)
        raise AssertionError("nothing happened for too long")

    def newest(self) -> SaveHeader | None:
        found = [header for header in saves.headers(self.folder) if isinstance(header, SaveHeader)]
        return found[0] if found else None

    def turn(self) -> int:
        header = self.newest()
        return -1 if header is None else header.turn


def new_game_screen(tmp_path: Path) -> Table:
    """The set-up screen as a new player finds it, with the shortest scenario chosen."""
    table = Table(None, tmp_path)
    table.session.go("new-game")
    table.draw()
    table.click("scenario/classroom")
    assert isinstance(table.app._screens["new-game"], NewGame)
    return table


def test_campaign_from_new_game_to_an_ending(display: str, tmp_path: Path) -> None:
    player = Player(display, tmp_path / "home")
    setup, main = new_game_screen(tmp_path / "mirror"), Table(played(0), tmp_path / "mirror")
    main.draw(3)

    with player.game() as process:
        player.key("n")
        player.sees("New game")
        player.click(setup, "scenario/classroom")
        player.click(setup, "begin")
        player.sees("Map")
        assert player.turn() == 0
        player.click(main, "share/research")  # the mouse on a slider
        player.key("Right", "Right", "ctrl+z")
        player.click(main, "tab/1")
        player.sees("Technology")
        player.key("Escape")
        player.sees("Map")
        player.click(main, "skip")
        player.key("ctrl+Return")
        player.sees("Recap")
        assert player.turn() == 1
        player.key("Return")
        player.sees("Map")
        player.key("ctrl+s", "Return")
        player.until(lambda: len(list(player.folder.glob("[!a]*.t6"))) == 1)
        player.key("Escape", "q", "y")
        assert process.wait(PATIENCE) == 0

    with player.game() as process:
        player.key("Return")  # continue
        player.sees("Map" if player.turn() == 0 else "Recap")
        keys_to_the_end(player, slowest=3.0)
        player.key("Escape")
        player.sees("Title")
        player.key("q")
        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def keys_to_the_end(player: Player, slowest: float) -> None:
    """Turn after turn by keyboard; a system that waits for its decision is held. `slowest`: seconds for a turn."""
    for _ in range(TURNS):
        before = player.turn()
        player.key("ctrl+Return")
        wait_for_turn(player, before, slowest)
        screen = player.screen()
        if screen == "Ending":
            return
        if player.turn() == before:  # a system waits for its decision: open it and hold
            if screen == "Recap":
                player.key("Return")
                player.sees("Map")
            player.key("Return")
            player.sees("Hold or deploy")
            player.key("1")
            player.sees("Map")
    raise AssertionError("no ending in sixty turns")


def wait_for_turn(player: Player, before: int, slowest: float) -> None:
    end = time.monotonic() + slowest
    while player.turn() == before and player.screen() != "Ending" and time.monotonic() < end:
        time.sleep(0.03)
    time.sleep(0.15)  # the next screen is drawn
