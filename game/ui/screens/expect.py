"""What other orders than those on the desk are expected to do, and how two expectations differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from game.content.words import say
from game.rules.preview import Preview
from game.rules.view import View
from game.ui.office import Office
from game.ui.screens.causes import mood
from game.ui.screens.numbers import chips, money, people, signed
from game.ui.tips import TipRow

_MOST = 60  # previews that are kept


class Expectations:
    """Previews of orders that nobody has given yet, each made once. Belongs to one seat in one turn."""

    def __init__(self) -> None:
        self._sheet: object = None
        self._wanted: dict[str, str] = {}  # by changes: the whole sheet that they give, as long as the desk is the same
        self._made: dict[str, Preview] = {}  # by whole sheet

    def of(self, office: Office, pact: str = "", **changes: Any) -> Preview:
        """The orders with these changes; with `pact`, if every seat had signed that clause."""
        if self._sheet is not office.sheet:
            self._sheet, self._wanted = office.sheet, {}
        asked = f"{pact} {changes}"
        wanted = self._wanted.get(asked)
        if wanted is None:
            wanted = self._wanted[asked] = f"{pact} {office.sheet.changed(**changes).model_dump_json()}"
        if wanted not in self._made:
            if len(self._made) >= _MOST:
                self._made.clear()
            self._made[wanted] = office.expected(pact, **changes)
        return self._made[wanted]


@dataclass(frozen=True)
class _Figure:
    """A figure by which two expectations are told apart."""

    read: Callable[[View], float]
    write: Callable[[float], str]
    better: int  # 1 more is better, -1 less is, 0 neither


def _own(name: str) -> Callable[[View], float]:
    return lambda view: float(getattr(view, name)[0, 0])


def _public(name: str) -> Callable[[View], float]:
    return lambda view: float(getattr(view, name)[0])


def _fleet(view: View) -> float:
    return float((view.compute + view.pending).sum())


def _signed(write: Callable[[float], str]) -> Callable[[float], str]:
    """A writer of changes from a writer of amounts."""

    def written(value: float) -> str:
        text = write(abs(value))
        return text if text == write(0.0) else ("+" if value > 0 else "−") + text

    return written


def _levels(value: float) -> str:
    return signed(value, 2)


_FIGURES: dict[str, _Figure] = {
    "capability": _Figure(_own("capability"), lambda v: f"{_levels(v)} OOM", 1),
    "ceiling": _Figure(_own("ceiling"), lambda v: f"{_levels(v)} OOM", 1),
    "chips": _Figure(_fleet, _signed(chips), 1),
    "researchers": _Figure(_own("researchers"), _signed(people), 1),
    "morale": _Figure(_own("morale"), _levels, 1),
    "algorithms": _Figure(_own("algorithms"), lambda v: f"{_levels(v)} OOM", 1),
    "revenue": _Figure(_own("revenue"), _signed(money), 1),
    "security": _Figure(_own("security"), _levels, 1),
    "trust": _Figure(_own("trust"), signed, 1),
    "public_weights": _Figure(_public("public_weights"), lambda v: f"{_levels(v)} OOM", 0),
    "public_alignment": _Figure(_public("public_alignment"), lambda v: f"{_levels(v)} OOM", 1),
    "tension": _Figure(lambda view: float(view.tension.max()), signed, -1),
    "stability": _Figure(_public("stability"), _levels, 1),
    "regulation": _Figure(_public("regulation"), signed, 0),
    "public_concern": _Figure(_public("public_concern"), signed, -1),
    "verification": _Figure(lambda view: 100 * float(view.verification[0]), lambda v: f"{signed(v, 0)}%", 0),
}


def differences(now: View, then: View) -> tuple[TipRow, ...]:
    """The figures that are expected to come out otherwise in `then` than in `now`."""
    rows = []
    for name, figure in _FIGURES.items():
        change = figure.read(then) - figure.read(now)
        if figure.write(change) != figure.write(0.0):
            text = figure.write(change)
            rows.append(TipRow(say(f"ui.models.figure.{name}"), text, mood(change, figure.better, figure.write)))
    return tuple(rows)
