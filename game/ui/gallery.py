"""The gallery: every screen and widget with canned states, in a window or as PNG files.

For whoever works on the window next. In the window a list stands on the left and the exhibit on the right, where it can
be used with mouse and keys; Page up and Page down go through the list. As files they come in every size, scale and
palette that is asked for.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from game.content.words import say
from game.ui.app import FRAMES, App, largest_scale
from game.ui.exhibits import WIDGETS
from game.ui.mapdraw import WorldMap
from game.ui.nodes import press
from game.ui.screens.registry import SCREENS
from game.ui.screenshot import canned, prepare
from game.ui.session import Session
from game.ui.sound import Sound
from game.ui.theme import BODY, META, PALETTES
from game.ui.widgets import Ui

SIDE = 220
"""Width of the list in the window, logical pixels."""
# More than a screen as it opens: what is pressed first. The keys are the default ones.
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "main-actions": ("main", ("A",)),
    "main-menu": ("main", ("F10",)),
    "main-save": ("main", ("Ctrl+S",)),
    "technology-list": ("technology", ("L",)),
    "models-weights": ("models", ("4",)),
    "rivals-second": ("rivals", ("2",)),
    "keys-press": ("keys", ("Tab", "Tab", "Tab", "Enter")),
    "main-tutorial": ("main", ("F9",)),
}


def names() -> list[str]:
    """Everything that is on show: screens, screens in another state, widgets."""
    return [*SCREENS, *STATES, *WIDGETS]


class _Page:
    """One exhibit on a surface."""

    def __init__(
        self, name: str, surface: pygame.Surface, scale: float, palette: str, world: WorldMap, home: Path
    ) -> None:
        self._app: App | None = None
        self._ui: Ui | None = None
        self._kept: dict[str, object] = {}
        self._name = name
        if name in WIDGETS:
            self._ui = Ui(surface, scale, PALETTES[palette])
            self._ui.motion = False
            return
        screen, keys = STATES.get(name, (name, ()))
        session = Session(world, Sound(0.0, 0.0), home)
        session.settings_file = home / "settings.toml"
        prepare(session, screen, canned(screen))
        session.adjust(palette=palette, reduced_motion=True, effects=0, pad=0)
        self._app = App(surface, session, scale)
        for key in keys:
            self.frame([], 0.0)
            self.frame(press(key), 0.0)

    @property
    def scale(self) -> float:
        ui = self._app.ui if self._app is not None else self._ui
        assert ui is not None
        return ui.scale

    def frame(self, events: list[pygame.event.Event], now: float) -> None:
        if self._app is not None:
            self._app.frame(events, now)
        elif self._ui is not None:
            self._ui.begin(events, now)
            self._ui.fill()
            WIDGETS[self._name](self._ui, self._kept)
            self._ui.end()

def write(
    out: Path,
    wanted: Sequence[str] = (),
    sizes: Iterable[tuple[int, int]] = ((1280, 720),),
    scales: Iterable[float] = (1.0,),
    palettes: Iterable[str] = ("standard",),
    told: Callable[[Path], None] = lambda _: None,
) -> int:
    """Write every exhibit, or those that are wanted, as `NAME_WxH_xSCALE_PALETTE.png`; returns how many.

    A size is in device pixels. A scale at which screens do not fit into a size is left out. OSError where a file cannot
    be written.
    """
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    _start()
    pygame.display.set_mode((1, 1))
    out.mkdir(parents=True, exist_ok=True)
    world, count = WorldMap(), 0
    for name in wanted or names():
        for size in sizes:
            for scale in scales:
                if scale > largest_scale(size):
                    continue
                for palette in palettes:
                    path = out / f"{name}_{size[0]}x{size[1]}_x{scale:g}_{palette}.png"
                    with TemporaryDirectory() as home:
                        surface = picture(name, size, scale, palette, world, Path(home))
                    try:
                        pygame.image.save(surface, path)
                    except pygame.error as error:
                        raise OSError(str(error)) from error
                    told(path)
                    count += 1
    return count


def picture(
    name: str, size: tuple[int, int], scale: float, palette: str, world: WorldMap, home: Path
) -> pygame.Surface:
    """One exhibit, drawn on a surface of `size` device pixels; `home` is a folder for its saves. KeyError for a name
    that there is not."""
    surface = pygame.Surface(size)
    page = _Page(name, surface, scale, palette, world, home)
    for frame in range(3):  # what is scrolled or measured settles in the second frame
        page.frame([], float(frame))
    return surface


def _start() -> None:
    pygame.display.init()
    pygame.font.init()


def show(first: str = "") -> int:
    """The gallery in a window, until it is closed. pygame.error when no window can be opened."""
    _start()
    pygame.key.set_repeat(350, 35)
    pygame.display.set_caption(say("ui.gallery.title"))
    window = pygame.display.set_mode((1280 + SIDE, 760), pygame.RESIZABLE)
    with TemporaryDirectory() as home:
        gallery = Gallery(window, Path(home), first)
        clock = pygame.time.Clock()
        while not gallery.leaving:
            gallery.frame(pygame.event.get(), time.monotonic())
            pygame.display.flip()
            clock.tick(FRAMES)
    pygame.quit()
    return 0


class Gallery:
    """The list on the left and the exhibit beside it. `frame` is all that happens, sixty times a second."""

    def __init__(self, surface: pygame.Surface, home: Path, first: str = "") -> None:
        self.leaving = False
        self._home = home
        self._world = WorldMap()
        self._palette = "standard"
        self._place = names().index(first) if first in names() else 0
        self._seen = 0
        self._lay_out(surface)

    @property
    def shown(self) -> str:
        return names()[self._place]

    def _lay_out(self, surface: pygame.Surface) -> None:
        """Divide the window, and open the exhibit anew."""
        self._surface = surface
        width, height = surface.get_size()
        side = min(SIDE, width // 3)
        self.ui = Ui(surface.subsurface((0, 0, side, height)), 1.0, PALETTES[self._palette])
        self._room = pygame.Rect(side, 0, max(1, width - side), height)
        self._open()

    def _open(self) -> None:
        self._seen += 1
        home = self._home / str(self._seen)
        home.mkdir()
        surface = self._surface.subsurface(self._room)
        scale = min(1.0, largest_scale(surface.get_size()))
        self.page = _Page(self.shown, surface, scale, self._palette, self._world, home)

    def frame(self, events: list[pygame.event.Event], now: float) -> None:
        mine, theirs = [], []
        for event in events:
            if event.type == pygame.QUIT:
                self.leaving = True
            elif event.type == pygame.VIDEORESIZE:
                self._lay_out(pygame.display.get_surface() or self._surface)
            elif event.type == pygame.KEYDOWN and event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
                self.choose(self._place + (1 if event.key == pygame.K_PAGEDOWN else -1))
            elif getattr(event, "pos", (self._room.x, 0))[0] < self._room.x:
                mine.append(event)
            elif hasattr(event, "pos"):
                at = event.pos[0] - self._room.x, event.pos[1]
                theirs.append(pygame.event.Event(event.type, {**event.dict, "pos": at}))
            else:
                theirs.append(event)
        self.page.frame(theirs, now)
        self._draw_list(mine, now)

    def choose(self, place: int) -> None:
        """Show another exhibit; the list is a ring."""
        self._place = place % len(names())
        self._open()

    def _draw_list(self, events: list[pygame.event.Event], now: float) -> None:
        ui = self.ui
        ui.begin(events, now)
        ui.fill("top")
        room = ui.screen.inset(10)
        labels = [say("ui.settings.palette_" + name) for name in PALETTES]
        at = list(PALETTES).index(self._palette)
        picked = ui.tabs("palette", room.top(30), labels, at, size=META)
        with ui.scroll("exhibits", room.below(40)) as view:
            y = view.y
            for place, name in enumerate(names()):
                if ui.row(f"exhibit/{name}", (view.x, y, view.w, 26), name, place == self._place):
                    self.choose(place)
                ui.text(name, view.x + 10, y + 13, BODY, "text", width=view.w - 16)
                y += 28
            view.end(y)
        ui.end()
        if picked != at:
            self._palette = list(PALETTES)[picked]
            self._lay_out(self._surface)
