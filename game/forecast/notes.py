"""What is noted of a batch while it is played, beyond how each game ended: happenings and figures of every turn.

Their names and meanings stand in `content/measures.py`.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from game.content.measures import FIGURES, HAPPENINGS
from game.content.vocabulary import Ending
from game.forecast.cases import members
from game.forecast.result import Trace
from game.forecast.rollout import Table
from game.rules.arrays import Bools, Floats, Ints, Keys
from game.rules.params import Params, draw_params
from game.rules.phases.misuse import danger, free_capability, garage
from game.rules.start import start
from game.rules.state import State


class Notes:
    """A watcher of a batch that notes some happenings and figures."""

    def __init__(self, table: Table, seeds: Keys, names: Collection[str]) -> None:
        """Notes of the games of these (N,) seeds; `names` are happenings and figures."""
        self._setup = table.setup
        self._leading = np.array([seat in members(table.book, "leading_bloc") for seat in table.setup.seats])
        self._params = draw_params(table.book.parameters, seeds)
        self._open = np.ones(len(seeds), np.bool_)
        self._first = {name: np.full(len(seeds), -1, np.int16) for name in HAPPENINGS if name in names}
        shape = (table.setup.turns + 1, len(seeds))
        self._figures = {name: np.zeros(shape, np.float32) for name in FIGURES if name in names}
        self._turn = 0
        self._note(start(table.setup, self._params, table.book.scenario, len(seeds)), np.arange(len(seeds)))

    def __call__(self, state: State, batch: np.ndarray) -> None:
        now = np.flatnonzero(self._open[batch])
        games = batch[now]
        if now.size < batch.size:
            state = state.take(now)
        for figure in self._figures.values():
            figure[state.turn] = figure[state.turn - 1]
        self._turn = state.turn
        self._note(state, games)
        self._open[games] = state.ending == Ending.NONE

    def trace(self) -> Trace:
        """What was noted, when all games have ended."""
        for figure in self._figures.values():
            figure[self._turn + 1 :] = figure[self._turn]
        return Trace(self._first, self._figures)

    def _note(self, state: State, games: Ints) -> None:
        params = self._params.take(games)
        for name, first in self._first.items():
            fresh = games[self._happens(name, state, params) & (first[games] < 0)]
            first[fresh] = state.turn
        for name, figure in self._figures.items():
            figure[state.turn, games] = self._figure(name, state, params)

    def _happens(self, name: str, s: State, params: Params) -> Bools:
        """(N,) whether something happened in the turn that was resolved, or holds now."""
        facts = s.facts
        match name:
            case "weights_stolen" | "secrets_stolen":
                happens = getattr(facts, name).any(axis=(0, 1))
            case "leaked":
                happens = facts.leaked.any(axis=0)
            case "misuse":
                happens = facts.misuse >= 1
            case "serious_incident":
                happens = (facts.incident >= 2).any(axis=0)
            case "tier_six":
                happens = (s.holding | s.deployed).any(axis=0)
            case "free_danger":
                happens = free_capability(s, self._date(s)) >= danger(s, params)
            case "garage_danger":
                happens = garage(s, self._date(s)) >= danger(s, params)
            case "lead_lost":
                happens = self._lag(s) < 0.0
            case _:
                raise KeyError(name)
        return np.asarray(happens)

    def _figure(self, name: str, s: State, params: Params) -> Floats:
        """(N,) a figure now, in the unit of its measure."""
        match name:
            case "best_capability":
                figure = s.capability.max(axis=0)
            case "free_margin":
                figure = free_capability(s, self._date(s)) - danger(s, params)
            case "rival_lag":
                figure = self._lag(s)
            case "tension":
                figure = s.tension.max(axis=(0, 1))
            case "concern":
                figure = s.public_concern
            case "public_weights" | "stability" | "regulation" | "oversight" | "adoption":
                figure = getattr(s, name)
            case _:
                raise KeyError(name)
        return np.asarray(figure)

    def _lag(self, s: State) -> Floats:
        """(N,) OOM by which the best rival is behind the leading bloc."""
        if self._leading.all():
            raise ValueError("all seats of this scenario belong to one bloc, so it has no rivals")
        return np.asarray(s.capability[self._leading].max(axis=0) - s.capability[~self._leading].max(axis=0))

    def _date(self, s: State) -> float:
        """The year that the last turn began with, as the rules of misuse count it."""
        return self._setup.year(max(s.turn - 1, 0))
