"""The names of all screens: what the window, the command `screenshot` and the tests know them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from game.ui.screens.codex import Codex
from game.ui.screens.deploy import Deploy
from game.ui.screens.ending import Ending
from game.ui.screens.forecast import Forecast
from game.ui.screens.handover import Handover
from game.ui.screens.keys import KeysScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.load import Load
from game.ui.screens.main import Main
from game.ui.screens.models import Models
from game.ui.screens.newgame import NewGame
from game.ui.screens.planning import Planning
from game.ui.screens.record import Record
from game.ui.screens.replay import Replay
from game.ui.screens.report import Recap, Report
from game.ui.screens.rivals import Rivals
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.statistics import Statistics
from game.ui.screens.technology import Technology
from game.ui.screens.title import Title
from game.ui.screens.treaties import Treaties
from game.ui.session import Session
from game.ui.widgets import Ui


class Screen(Protocol):
    """A screen draws itself and acts on what is done to it, once a frame.

    It is made anew whenever other eyes look at the window, so what it remembers belongs to one seat and one turn.
    """

    def draw(self, ui: Ui, session: Session) -> None: ...


SCREENS: Mapping[str, Callable[[], Screen]] = MappingProxyType(
    {
        "title": Title,
        "new-game": NewGame,
        "load": Load,
        "settings": SettingsScreen,
        "keys": KeysScreen,
        "main": Main,
        "technology": Technology,
        "models": Models,
        "rivals": Rivals,
        "treaties": Treaties,
        "report": Report,
        "statistics": Statistics,
        "forecast": Forecast,
        "lab": LabScreen,
        "codex": Codex,
        "handover": Handover,
        "planning": Planning,
        "deploy": Deploy,
        "ending": Ending,
        "replay": Replay,
        "record": Record,
        "recap": Recap,
    }
)
