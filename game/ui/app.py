"""The window and its loop: events in, one frame out, then what the screens asked for.

The loop never waits for anything but the clock. Computer players and the resolution of a turn take milliseconds and
run between two frames.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pygame

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.book import Book
from game.content.words import say, speak
from game.forecast.forecaster import Forecaster
from game.forecast.worker import Worker
from game.ui.choice import new_seed
from game.ui.keys import bindings
from game.ui.lessons import Tutorial, take_up
from game.ui.mapdraw import WorldMap
from game.ui.nodes import matches, parse
from game.ui.planners import Planners
from game.ui.screens.keys import CAPTURE
from game.ui.screens.registry import SCREENS, Screen, import_all
from game.ui.screens.tutorial import STRIP, draw_mark, draw_strip
from game.ui.session import Session
from game.ui.settings import AUTOMATIC, Settings
from game.ui.sound import Sound
from game.ui.theme import LARGEST_SCALE, PALETTES, SMALLEST_SCALE, TINIEST_SCALE, rgba
from game.ui.widgets import Ui

FRAMES = 60  # a second at most
LEAST = (1024, 640)  # logical pixels that every screen fits into
USUAL = (1280, 720)
_STEP = 0.1
_SETTLED = 0.5  # seconds without a change before settings are written
_REPEAT = (350, 35)  # milliseconds before a held key repeats, and between repeats


def scale_for(desktop: tuple[int, int]) -> float:
    """The scale at which the usual window takes about two thirds of a desktop, in steps of a quarter."""
    fit = min(desktop[0] / USUAL[0], desktop[1] / USUAL[1]) * 0.8
    return min(LARGEST_SCALE, max(1.0, int(fit * 4) / 4))


def largest_scale(size: tuple[int, int], foot: float = 0.0) -> float:
    """The largest scale at which every screen, and `foot` below it, fits into a window of `size` device pixels."""
    fit = min(size[0] / LEAST[0], size[1] / (LEAST[1] + foot))
    return min(LARGEST_SCALE, max(TINIEST_SCALE, fit))


class App:
    """One window with one session. `frame` is all that happens sixty times a second; tests call it directly.

    `scale` is the one that fits the desktop; it holds as long as the player sets none.
    """

    def __init__(self, surface: pygame.Surface, session: Session, scale: float = 1.0) -> None:
        self.session = session
        self.fitting_scale = scale
        self.ui = Ui(surface)
        self.ui.on_activate = lambda _id: session.sound.play("click")
        self.tutorial = Tutorial(session)
        self._screens: dict[str, Screen] = {}
        self._sitting = session.sitting
        self._settings: Settings | None = None  # as they were followed last
        self._changed = 0.0  # when they were followed last, seconds
        self.follow_settings()

    @property
    def wanted_scale(self) -> float:
        """The scale of the settings, or else the one that fits the desktop; the window may have no room for it."""
        scale = self.session.settings.scale
        return self.fitting_scale if scale == AUTOMATIC else scale

    def frame(self, events: list[pygame.event.Event], now: float) -> None:
        """Take the events, draw the screen, and then do what it asked for."""
        session = self.session
        if session.sitting != self._sitting:
            self._new_eyes()
        ui, lesson = self.ui, self.tutorial.lesson
        if ui.foot != (STRIP if lesson else 0.0):
            ui.foot = STRIP if lesson else 0.0
            self.resize(ui.surface)
        ui.place = session.screen
        ui.begin(events, now)
        screen = self._screens.get(session.screen)
        if screen is None:
            screen = self._screens[session.screen] = SCREENS[session.screen]()
        screen.draw(ui, session)
        if lesson is not None:
            draw_strip(ui, session, lesson)
            draw_mark(ui, lesson)
        elif session.office is not None and ui.key("F9"):
            session.ask(lambda: take_up(session))
        for message in session.messages:
            icon, colour = ("triangle-alert", "warning") if message.bad else ("info", "accent")
            ui.toast(message.text, icon, colour)
            if message.bad:
                session.sound.play("alarm")
        session.messages.clear()
        ui.end()
        if session.office is not None and not ui.dragging:
            session.office.settle()
        session.settle()
        self.tutorial.follow()
        session.look_ahead(ui.dragging)
        if session.hindsight is not None:
            session.hindsight.follow()
        self.follow_settings()
        if session.leaving or (not ui.dragging and now - self._changed >= _SETTLED):
            session.keep_settings()

    def warm_up(self, now: float) -> None:
        """Prepare the first frame, which takes half a second, and spare Python from searching all of it for garbage.

        What is loaded by then stays until the window closes; a search through it would hold up a frame by tens of
        milliseconds every few turns.
        """
        self.frame([], now)
        gc.freeze()
        gc.enable()  # the command that opens the window put it off

    def follow_settings(self) -> None:
        """Look as the settings say, if they have been changed."""
        settings = self.session.settings
        if settings is self._settings:
            return
        self._settings, self._changed = settings, self.ui.now
        self.ui.palette = PALETTES[settings.palette]
        self.ui.motion = not settings.reduced_motion
        self.ui.bindings = bindings(settings.keys)
        speak(settings.language)
        self.resize(self.ui.surface)

    def _new_eyes(self) -> None:
        """Somebody else looks at the screen now: forget every tooltip, message, focus and place of the last one."""
        fresh = Ui(self.ui.surface, self.ui.scale, self.ui.palette)
        fresh.take_over(self.ui)
        fresh.foot = self.ui.foot  # its scale made room for that
        fresh.inspecting = self.ui.inspecting
        self.ui = fresh
        self._screens.clear()
        self._sitting = self.session.sitting

    def resize(self, surface: pygame.Surface) -> None:
        """Go on in a window of another size."""
        self.ui.resize(surface, min(self.wanted_scale, largest_scale(surface.get_size(), self.ui.foot)))

    def rescale(self, steps: int) -> None:
        """Everything larger or smaller, from now on."""
        wanted = round(self.ui.scale + steps * _STEP, 2)
        self.session.adjust(scale=min(LARGEST_SCALE, max(SMALLEST_SCALE, wanted)))
        self.follow_settings()


def run(book: Book | None = None, save: Path | None = None) -> int:
    """Open the window and play until it is closed. Returns the exit code.

    With a book a new campaign begins at once, its first seat for the player; with a save that one goes on.
    SaveError when the save cannot be used; pygame.error when no window can be opened.
    """
    pygame.display.init()
    pygame.font.init()
    pygame.key.set_repeat(*_REPEAT)
    pygame.display.set_caption(say("ui.brand_name"))
    desktop = pygame.display.get_desktop_sizes()[0]
    session = Session(WorldMap(), Sound())
    session.worker = Worker()
    session.forecaster = Forecaster(session.worker)
    session.make_worker = Worker
    session.planners = Planners(Worker())
    notices = session.read_settings()
    fitting = scale_for(desktop)
    scale = fitting if session.settings.scale == AUTOMATIC else session.settings.scale
    size = (min(desktop[0], round(USUAL[0] * scale)), min(desktop[1], round(USUAL[1] * scale)))
    surface = pygame.display.set_mode(size, pygame.RESIZABLE)
    surface.fill(rgba(PALETTES[session.settings.palette]["bg"]))
    pygame.display.flip()
    if save is not None:
        session.load(save)
    elif book is not None:
        first = next(iter(book.scenario.seats))
        session.begin(Campaign.new(book, new_seed(), {first: Human()}))
    for notice in notices:
        session.tell(notice, bad=True)
    app = App(surface, session, fitting)
    app.warm_up(time.monotonic())
    window = Window(app)
    clock = pygame.time.Clock()
    rest = import_the_rest()
    session.sound.pad(True)
    shown = ""
    try:
        while not session.leaving:
            events = window_events(app, pygame.event.get())
            screen = session.screen
            app.frame(events, time.monotonic())
            pygame.display.flip()
            window.follow_settings()
            if caption_of(screen) != shown:
                shown = caption_of(screen)
                pygame.display.set_caption(shown)
            next(rest, None)
            clock.tick(FRAMES)
    finally:
        session.close()
    pygame.quit()
    return 0


def import_the_rest() -> Iterator[None]:
    """Import what the other screens are made of, one module a step, and spare it from the search for garbage, too."""
    yield from import_all()
    gc.freeze()


class Window:
    """The real window of an app, which fills the screen or does not."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._full = False
        self._size = app.ui.surface.get_size()  # when it does not fill the screen

    def follow_settings(self) -> None:
        """Fill the screen or go back to a window, if that was changed; where it cannot be done, say so."""
        session = self._app.session
        if self._full == session.settings.fullscreen:
            return
        try:
            if self._full:
                surface = pygame.display.set_mode(self._size, pygame.RESIZABLE)
            else:
                self._size = self._app.ui.surface.get_size()
                surface = pygame.display.set_mode(pygame.display.get_desktop_sizes()[0], pygame.FULLSCREEN)
        except pygame.error as error:
            session.adjust(fullscreen=self._full)
            session.tell(say("ui.settings.no_fullscreen", reason=str(error)), bad=True)
            return
        self._full = session.settings.fullscreen
        self._app.resize(surface)


def caption_of(screen: str) -> str:
    """What the frame of the window says: the game, and the screen that has been drawn."""
    return say("ui.caption.line", screen=say(f"ui.caption.{screen}"))


def window_events(app: App, events: list[pygame.event.Event]) -> list[pygame.event.Event]:
    """Act on what concerns the window itself; return the rest."""
    rest = []
    for event in events:
        if event.type == pygame.QUIT:
            app.session.leave_window()
        elif event.type == pygame.VIDEORESIZE:
            app.resize(pygame.display.get_surface() or app.ui.surface)
        elif _is(app, event, "F11"):
            app.session.adjust(fullscreen=not app.session.settings.fullscreen)
        elif _is(app, event, "Ctrl+Plus"):
            app.rescale(1)
        elif _is(app, event, "Ctrl+Minus"):
            app.rescale(-1)
        else:
            rest.append(event)
    return rest


def _is(app: App, event: pygame.event.Event, hotkey: str) -> bool:
    """Whether an event is the key that the player has for one of the window's own commands, on every screen."""
    capturing = app.ui.is_open(CAPTURE)
    return event.type == pygame.KEYDOWN and not capturing and matches(parse(app.ui.bound(hotkey)), event)
