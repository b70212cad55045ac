"""The names of all screens: what the window, the command `screenshot` and the tests know them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from game.ui.screens.main import Main
from game.ui.screens.technology import Technology
from game.ui.session import Session
from game.ui.widgets import Ui


class Screen(Protocol):
    """A screen draws itself and acts on what is done to it, once a frame.

    It is made anew whenever other eyes look at the window, so what it remembers belongs to one seat and one turn.
    """

    def draw(self, ui: Ui, session: Session) -> None: ...


SCREENS: Mapping[str, Callable[[], Screen]] = MappingProxyType(
    {
        "main": Main,
        "technology": Technology,
    }
)
