"""One frame of the main screen, drawn without a display in the middle of a campaign."""

from __future__ import annotations

import os
from time import perf_counter

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import pygame

from benchmarks.record import asked_to_save, keep, milliseconds, table
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.load import load_book
from game.ui.app import App
from game.ui.mapdraw import WorldMap
from game.ui.session import Session
from game.ui.sound import Sound

SIZES = ((1280, 720), (1920, 1080))
TURNS = 8
"""Turns played before the measurement, so that map and log have something to show."""
FRAMES = 400
LIMIT = 0.008  # seconds at the first size


def campaign() -> Campaign:
    """A campaign in which a person takes over the first seat after some turns."""
    book = load_book()
    played = Campaign.new(book, 1, {})
    for _ in range(TURNS):
        played.advance()
    first = next(iter(book.scenario.seats))
    played.give(first, Human())
    return played


def measure(size: tuple[int, int], moving: bool) -> list[float]:
    """Seconds of each frame; with `moving` the mouse wanders over the whole screen."""
    surface = pygame.display.set_mode(size)
    session = Session(WorldMap(), Sound())
    session.begin(campaign())
    session.screen = "main"
    app = App(surface, session)
    times = []
    for frame in range(FRAMES + 20):
        events = []
        if moving:
            at = (frame * 37 % size[0], frame * 23 % size[1])
            events.append(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(37, 23), buttons=(0, 0, 0), touch=False))
        began = perf_counter()
        app.frame(events, frame / 60.0)
        times.append(perf_counter() - began)
    return times[20:]  # the first frames fill the caches


def main() -> None:
    save = asked_to_save(__doc__ or "")
    pygame.display.init()
    pygame.font.init()
    rows, wanted = [], 0.0
    for size in SIZES:
        for moving in (False, True):
            median, late = np.percentile(measure(size, moving), [50, 99])
            name = f"{size[0]} x {size[1]}, mouse {'moving' if moving else 'still'}"
            rows.append([name, milliseconds(median), milliseconds(late)])
            wanted = wanted or float(median)
    verdict = "kept" if wanted < LIMIT else "missed"
    text = table(["main screen", "median ms", "99th percentile ms"], rows)
    keep(
        "A frame", f"{text}\n\nWanted: under {LIMIT * 1000:.0f} ms at {SIZES[0][0]} x {SIZES[0][1]} ({verdict}).", save
    )


if __name__ == "__main__":
    main()
