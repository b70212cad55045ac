"""Any screen as a picture file, drawn without a display.

Without a save the screens show a campaign that computers have played for some turns from a fixed seed, with the first
seat handed to a person; `deploy` and `ending` look for the first such campaign that gets there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human, Planner
from game.campaign.lookback import Step
from game.content.load import load_book, load_policies
from game.content.words import say
from game.forecast.forecaster import Forecaster
from game.forecast.lab import Lab, Plan
from game.forecast.worker import InlineWorker, Job, Worker
from game.ui.app import App
from game.ui.mapdraw import WorldMap
from game.ui.planners import Planners
from game.ui.screens.registry import SCREENS
from game.ui.session import Session
from game.ui.sound import Sound

SEED = 7
TURNS = 9
_SEEDS = range(1, 60)  # campaigns that are looked through for a screen that needs more than some turns
_FUTURES = {"main": (256,), "forecast": (1024,)}  # screens that show an outlook, and how many games it takes
AFTER = ("ending", "replay", "record")  # screens of a campaign that is over
_LAB = Plan((1024,), (512,), (128,))  # games that the picture of the lab takes
_WITHOUT = ("title", "new-game", "load", "settings", "keys", "lab")  # screens outside of a campaign


class NoScreen(ValueError):
    """There is no screen of that name, or this campaign cannot show it; says so in one line."""


def render(screen: str, size: tuple[int, int], scale: float, out: Path, save: Path | None = None) -> None:
    """Write a screen of `size` pixels to a PNG file.

    NoScreen for a name that there is not or that the save cannot show, SaveError for a save that cannot be used,
    OSError where the file cannot be written.
    """
    if screen not in SCREENS:
        raise NoScreen(say("ui.screenshot.unknown", name=screen, known=", ".join(SCREENS)))
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((1, 1))
    surface = pygame.Surface(size)
    with TemporaryDirectory() as folder:
        session = Session(WorldMap(), Sound(), Path(folder))
        if screen in _FUTURES:
            session.forecaster = Forecaster(InlineWorker(), _FUTURES[screen], (256,))
        if screen == "lab":
            session.lab = Lab((InlineWorker(), InlineWorker()), load_policies(), _LAB)
        campaign = saves.load(save) if save is not None else canned(screen)
        prepare(session, screen, campaign)
        app = App(surface, session, scale)
        app.ui.motion = False
        app.frame([], 0.0)
        _foresee(session, whole=screen == "forecast")
        while session.lab is not None and session.lab.working:
            session.lab.follow()
        if session.hindsight is not None:
            session.hindsight.work(_looked_at(screen, session.hindsight.focus))
        for frame in (1.0, 2.0):  # what is scrolled or measured settles in the second frame
            app.frame([], frame)
    try:
        pygame.image.save(surface, out)
    except pygame.error as error:
        raise OSError(str(error)) from error


def _foresee(session: Session, whole: bool) -> None:
    """Let the forecaster do what the screen shows: the present orders, or the history as well."""
    ahead, office = session.forecaster, session.office
    if ahead is None or office is None:
        return
    session.look_ahead()
    while ahead.working and (whole or ahead.look(office.view, office.orders) is None):
        session.look_ahead()


def _looked_at(screen: str, focus: int) -> Callable[[Step], bool]:
    """The first games of all that a picture of a campaign that is over shows; half a minute for the ending."""
    kinds = {"ending": ("odds", "seats", "decisions"), "replay": ("odds",)}.get(screen, ())
    return lambda step: step.block == 0 and step.kind in kinds and step.seat in (-1, focus)


class _Silent(Worker):
    """Never answers, so that what waits for it holds still for a picture."""

    def start(self, job: Job) -> None:
        pass


def prepare(session: Session, screen: str, campaign: Campaign) -> None:
    """Bring a session to a screen. NoScreen when the campaign cannot show it."""
    if screen in _WITHOUT:
        saves.autosave(campaign, session.folder)
        session.screen = screen
        return
    if not campaign.people and campaign.outcome is None:
        campaign.give(campaign.setup.seats[0], Human())
    session.begin(campaign)
    if screen in AFTER:
        if session.outcome is None:
            raise NoScreen(say("ui.screenshot.not_ended"))
        session.go(screen)
        return
    if session.outcome is not None:
        raise NoScreen(say("ui.screenshot.ended", name=screen))
    if screen == "handover":
        session.office, session.screen = None, screen
        return
    if screen == "planning":
        for seat in [id_ for id_ in campaign.setup.seats if id_ not in campaign.people][:2]:
            campaign.give(seat, Planner())
        session.planners = Planners(_Silent())
        for seat in campaign.people:
            campaign.submit(seat)
        session.resolve_if_ready()
        return
    if session.office is None:
        session.take_seat()
    if screen == "deploy" and not session.seated.view.holding[0, 0]:
        raise NoScreen(say("ui.screenshot.no_tier_six"))
    session.screen = screen


def canned(screen: str) -> Campaign:
    """A campaign played by computers as far as the screen needs."""
    book = load_book()
    if screen not in ("deploy", *AFTER):
        campaign = Campaign.new(book, SEED, {})
        for _ in range(TURNS):
            if campaign.outcome is None:
                campaign.advance()
        people = campaign.setup.seats[:2] if screen == "handover" else campaign.setup.seats[:1]
        for id_ in people:
            campaign.give(id_, Human())
        return campaign
    for seed in _SEEDS:
        campaign = Campaign.new(book, seed, {})
        while campaign.outcome is None:
            holder = next((id_ for id_ in campaign.setup.seats if campaign.view(id_).holding[0, 0]), None)
            if screen == "deploy" and holder is not None:
                campaign.give(holder, Human())
                return campaign
            campaign.advance()
        if screen in AFTER and campaign.outcome.turn > TURNS:
            campaign.give(campaign.setup.seats[0], Human())
            return campaign
    raise NoScreen(say("ui.screenshot.no_tier_six"))
