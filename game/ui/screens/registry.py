"""The names of all screens: what the window, the command `screenshot` and the tests know them by.

A screen is imported when it is first made: the title does not wait for all the others. The window imports those between
its first frames, so that none of them waits either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Protocol

from game.ui import screens
from game.ui.session import Session
from game.ui.widgets import Ui


class Screen(Protocol):
    """A screen draws itself and acts on what is done to it, once a frame.

    It is made anew whenever other eyes look at the window, so what it remembers belongs to one seat and one turn.
    """

    def draw(self, ui: Ui, session: Session) -> None: ...


_PLACES = {
    "title": "title.Title",
    "new-game": "newgame.NewGame",
    "load": "load.Load",
    "settings": "settings.SettingsScreen",
    "keys": "keys.KeysScreen",
    "main": "main.Main",
    "technology": "technology.Technology",
    "models": "models.Models",
    "rivals": "rivals.Rivals",
    "treaties": "treaties.Treaties",
    "report": "report.Report",
    "statistics": "statistics.Statistics",
    "forecast": "forecast.Forecast",
    "lab": "lab.LabScreen",
    "codex": "codex.Codex",
    "handover": "handover.Handover",
    "planning": "planning.Planning",
    "deploy": "deploy.Deploy",
    "ending": "ending.Ending",
    "replay": "replay.Replay",
    "record": "record.Record",
    "recap": "report.Recap",
}
"""The class of each screen, by its module in this folder."""


def _make(place: str) -> Screen:
    module, name = place.split(".")
    screen: Screen = getattr(import_module(f"{screens.__name__}.{module}"), name)()
    return screen


SCREENS: Mapping[str, Callable[[], Screen]] = MappingProxyType(
    {name: partial(_make, place) for name, place in _PLACES.items()}
)


def import_all() -> Iterator[None]:
    """Import what the screens are made of, one module a step."""
    for module in iter_modules(screens.__path__, f"{screens.__name__}."):
        yield
        import_module(module.name)
