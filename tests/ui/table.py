"""Campaigns and a table to play them at, for the tests of screens. No display is opened."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, partial
from pathlib import Path

import numpy as np
import pygame

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.book import Book
from game.content.load import load_book
from game.content.vocabulary import Ending
from game.forecast.outlook import Outlook
from game.forecast.worker import Done, InlineWorker, Job
from game.ui import screenshot
from game.ui.app import App
from game.ui.inspect import cut_labels, problems
from game.ui.mapdraw import WorldMap
from game.ui.nodes import Node, by_id, click, press
from game.ui.screens.main import Main
from game.ui.screenshot import SEED, prepare
from game.ui.session import Session
from game.ui.sound import Sound
from game.ui.worldmap import MapView

SILENT = Sound(volume=0.0, music=0.0)


@cache
def book(scenario: str = "five-labs") -> Book:
    return load_book(scenario)


@cache
def world() -> WorldMap:
    return WorldMap()


def played(
    turns: int, people: tuple[str, ...] = ("helios",), scenario: str = "five-labs", seed: int = SEED
) -> Campaign:
    """A campaign that computers have played for some turns before the people sit down."""
    campaign = copy_of(_among_computers(turns, scenario, seed))
    for id_ in people:
        campaign.give(id_, Human())
    return campaign


@cache
def _among_computers(turns: int, scenario: str, seed: int) -> Campaign:
    campaign = Campaign.new(book(scenario), seed, {})
    for _ in range(turns):
        campaign.advance()
    return campaign


@cache
def canned(screen: str) -> Campaign:
    """The campaign that the command `screenshot` shows, to be copied by whoever plays on."""
    return screenshot.canned(screen)


def copy_of(campaign: Campaign) -> Campaign:
    """Another campaign that has gone the same way: playing it again takes ten times as long."""
    never_changed = (campaign.book, campaign.setup, campaign.params, campaign.names, *campaign.states.values())
    return deepcopy(campaign, {id(each): each for each in never_changed})


class Seer(InlineWorker):
    """Foresees without playing, in no time: invented outlooks, other ones for other orders."""

    def start(self, job: Job) -> None:
        assert isinstance(job, partial)
        _, seen, orders, cuts = job.args
        dice = np.random.default_rng([seen.turn, round(1000 * float(orders.alignment[0, 0]))])
        for first, last in zip((0, *cuts), cuts, strict=False):
            endings = dice.integers(1, len(Ending), last - first).astype(np.int8)
            self._found.append(Outlook(endings, np.full(last - first, 20, np.int16)))
        self._found.append(Done())


def table_at(
    screen: str,
    campaign: Campaign,
    folder: Path,
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    rival: str = "",
    motion: bool = True,
) -> Table:
    """A table at which this campaign is played, on a screen that stands still; that of rivals shows `rival`."""
    table = Table(campaign, folder, size, scale)
    table.session.rival = rival
    table.session.go(screen)
    table.app.ui.motion = motion
    table.draw(3)
    return table


def main_of(table: Table) -> Main:
    """The main screen that has been drawn."""
    screen = table.app._screens["main"]
    assert isinstance(screen, Main)
    return screen


def view_of(table: Table) -> MapView:
    """What part of the world its map shows."""
    return main_of(table)._map._view


class Table:
    """A window without a display: frames are drawn on demand, and widgets are used by their ids."""

    def __init__(
        self, campaign: Campaign | None, folder: Path, size: tuple[int, int] = (1280, 720), scale: float = 1.0
    ) -> None:
        pygame.font.init()
        self.session = Session(world(), SILENT, folder)
        if campaign is not None:
            self.session.begin(campaign)
        self.now = 0.0
        self.app = App(pygame.Surface((round(size[0] * scale), round(size[1] * scale))), self.session, scale)

    def show(self, screen: str, campaign: Campaign) -> None:
        """Go to any screen, as the command `screenshot` does."""
        prepare(self.session, screen, campaign)
        self.draw()

    def draw(self, frames: int = 2, events: list[pygame.event.Event] | None = None) -> None:
        for frame in range(frames):
            self.now += 0.02
            self.app.frame(events or [] if frame == 0 else [], self.now)

    def key(self, hotkey: str) -> None:
        """Press a key and let the screen answer."""
        self.draw(2, press(hotkey))

    def click(self, wanted: str) -> None:
        """Click on a widget and let the screen answer."""
        self.draw(2, click(self.node(wanted), self.app.ui.scale))

    def node(self, wanted: str) -> Node:
        return by_id(self.app.ui.nodes, wanted)

    def has(self, wanted: str) -> bool:
        return any(node.id == wanted for node in self.app.ui.nodes)

    def flaws(self, long_words: bool = False) -> list[str]:
        """What is wrong with the screen as it stands: overlaps, cut or faint text, keys taken twice.

        With `long_words` the label of a button may end in an ellipsis.
        """
        self.app.ui.inspecting = True
        self.draw(3)
        return problems(self.app.ui) + ([] if long_words else cut_labels(self.app.ui))

    def texts(self) -> list[str]:
        """Every line of text of the last frame."""
        self.app.ui.inspecting = True
        self.draw(1)
        texts = [mark.text for mark in self.app.ui.texts]
        self.app.ui.inspecting = False
        return texts

    def pixels(self) -> bytes:
        """The picture of the screen."""
        return pygame.image.tobytes(self.app.ui.surface, "RGB")
