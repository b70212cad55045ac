"""A scripted campaign in the window with the forecast at work beside it: frames, memory, and the time to the title.

A player looks at five screens a turn, two seconds each, changes a share and ends the turn. Campaigns follow each other
until enough turns were played. Frames are not paced, so the forecast has less time between them than in play.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import pygame

from benchmarks.record import asked_to_save, keep, milliseconds, table
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.load import load_book
from game.content.words import figures
from game.forecast.forecaster import Forecaster
from game.forecast.worker import Worker
from game.ui.app import App, import_the_rest
from game.ui.mapdraw import WorldMap
from game.ui.nodes import press
from game.ui.session import Session
from game.ui.sound import Sound

SIZES = ((1280, 720), (1920, 1080))
SCREENS = ("F1", "F2", "F3", "F4", "F1")
FRAMES = 120  # for each screen: two seconds at the pace of the window
TURNS = {SIZES[0]: 30, SIZES[1]: 15}
LONG = 100  # turns after which the memory is read; those beyond the measured ones show few frames
LIMITS = {SIZES[0]: (8.0, 16.0), SIZES[1]: (14.0, None)}  # ms: median, 99th percentile
MEMORY, START = 400.0, 1.5  # MB, seconds
STARTS, FEW = 5, 6
ROUNDS = 3
TITLE = """
import os, pygame
from game.cli.window import open_window
flips = iter(range(99))
flip = pygame.display.flip
def counted():
    flip()
    if next(flips) == 1:  # the first shows an empty window, the second the title
        os._exit(0)
pygame.display.flip = counted
open_window()
"""


class Player:
    """Plays by the script and notes how long each frame took."""

    def __init__(self, size: tuple[int, int], home: Path) -> None:
        self._session = Session(WorldMap(), Sound(0.0, 0.0), home)
        self._session.settings_file = home / "settings.toml"
        self._session.worker = Worker()
        self._session.forecaster = Forecaster(self._session.worker)
        self._app = App(pygame.display.set_mode(size), self._session)
        self._app.warm_up(time.monotonic())
        for _ in import_the_rest():  # as the window does while the title is seen
            pass
        self._seed = 0
        self.frames: list[float] = []

    def play(self, turns: int, frames: int = FRAMES) -> None:
        """So many turns, in one campaign after the other, with so many frames of each screen."""
        for _ in range(turns):
            campaign = self._session.campaign
            if campaign is None or campaign.outcome is not None:
                self._seed += 1
                book = load_book()
                self._session.begin(Campaign.new(book, self._seed, {next(iter(book.scenario.seats)): Human()}))
            self._turn(frames)

    def close(self) -> None:
        self._session.close()

    def _turn(self, frames: int) -> None:
        session = self._session
        for place, key in enumerate(SCREENS):
            self._frames(key, frames)
            if place == 0:
                self._app.ui.focus = "share/security"
                self._frames("Right", frames)
        if session.seated.view.holding[0, 0]:
            session.seated.edit(deployment="hold")
        turn = session.seated.turn
        self._frames("Ctrl+Enter", frames)
        assert session.campaign is not None
        assert session.outcome is not None or session.campaign.turn > turn, "the turn did not end"

    def _frames(self, key: str, frames: int) -> None:
        for frame in range(frames):
            events = press(key) if frame == 0 else []
            began = time.perf_counter()
            self._app.frame(events, time.monotonic())
            self.frames.append(time.perf_counter() - began)


def start() -> float:
    """Median seconds from the start of the process to the title.

    As for a player, Python keeps what it compiled from one start to the next, whatever it was told for this process.
    """
    times = []
    with TemporaryDirectory() as compiled:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        for _ in range(STARTS + 1):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", TITLE], env=environment, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
    return float(np.median(times[1:]))  # the first warms up, and compiles


def main() -> None:
    save = asked_to_save(__doc__ or "")
    pygame.display.init()
    pygame.font.init()
    rows, memory = [], 0.0
    for size in SIZES:
        with TemporaryDirectory() as home:
            player = Player(size, Path(home))
            rounds = []
            for _ in range(ROUNDS):
                player.frames.clear()
                player.play(TURNS[size] // ROUNDS)
                rounds.append(np.percentile(player.frames, [50, 99]) * 1000.0)
            median, late = map(float, np.median(rounds, axis=0))  # without a busy spell of the machine
            count = ROUNDS * len(player.frames)
            if not memory:
                player.play(LONG - TURNS[size], FEW)
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
            player.close()
        kept = all(limit is None or found < limit for found, limit in zip((median, late), LIMITS[size], strict=True))
        wanted = " and ".join(f"{limit:.0f}" for limit in LIMITS[size] if limit is not None)
        name = f"{size[0]} x {size[1]}, {count:,} frames"
        rows.append([name, milliseconds(median / 1000.0), milliseconds(late / 1000.0), wanted, "yes" if kept else "no"])
    seconds = start()
    head = f"frames of a campaign, median of {ROUNDS} runs"
    text = table([head, "median ms", "99th percentile ms", "wanted below", "kept"], rows)
    more = (
        f"Most memory of the window's process after {LONG} turns: {memory:.0f} MB "
        f"(wanted below {MEMORY:.0f}). From the start of Python to the title, median of {STARTS}: "
        f"{figures(seconds)} s (wanted below {START:g})."
    )
    keep("A campaign in the window", f"{text}\n\n{more}", save)


if __name__ == "__main__":
    main()
