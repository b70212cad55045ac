"""Sweeps: many campaigns, each under a worldview of its own, to learn which of its numbers matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from game import __version__
from game.content.book import Book
from game.forecast.design import Axis, Sampling, sample
from game.forecast.parts import Parts
from game.forecast.result import Outcomes
from game.forecast.rollout import Table, play_on
from game.forecast.seeds import game_seeds
from game.forecast.simulate import CHUNK, Progress
from game.forecast.workers import Crew, ctrl_c_held, given_up, work
from game.rules.arrays import Floats
from game.rules.params import draw_params
from game.rules.start import start


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """A finished sweep of A axes, S seats and N games."""

    axes: tuple[Axis, ...]
    values: Floats  # (A,N) of each axis in each game
    seats: tuple[str, ...]
    seed: int
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Sweep:
    """What is to be swept. Game k has the dice of game k of `simulate` with the same seed."""

    book: Book
    axes: tuple[Axis, ...]
    games: int
    seed: int = 1
    sampling: Sampling = "sobol"
    temperaments: Mapping[str, str] | None = None
    chunk: int = CHUNK

    def plan(self, values: Floats) -> dict[str, Any]:
        """All that the outcomes depend on, in few words."""
        return {
            "format": 1,
            "version": __version__,
            "numpy": np.__version__,
            "book": self.book.digest,
            "temperaments": dict(self.temperaments or {}),
            "axes": [axis.name for axis in self.axes],
            "games": self.games,
            "seed": self.seed,
            "sampling": self.sampling,
            "chunk": self.chunk,
            "values": sha256(np.ascontiguousarray(values).tobytes()).hexdigest(),
        }


def sweep(what: Sweep, crew: Crew, folder: Path, *, resume: bool = False, progress: Progress | None = None) -> Swept:
    """Play a sweep, with every finished chunk kept in `folder` at once.

    Whatever ends it, the same call with `resume` goes on with what is missing; the outcomes are the same to the last
    bit, whoever plays them and however often it was interrupted. Parts stay until `Parts(folder).remove()`.

    PartsError when the folder has parts and `resume` is not set, or parts of another sweep; Missing without scipy;
    WorkersLost, and ValueError for less than one game.
    """
    if min(what.games, what.chunk) < 1:
        raise ValueError("at least one game and one game a chunk")
    table = Table.of(what.book, what.temperaments)
    with ctrl_c_held():  # compiled code of the sampler may swallow it and go on with half of its tables
        values = sample(what.axes, what.games, what.seed, what.sampling)
    parts = Parts(folder)
    parts.begin(what.plan(values), resume=resume)
    spans = [(first, min(first + what.chunk, what.games)) for first in range(0, what.games, what.chunk)]
    seats = table.setup.seats

    def stored(index: int) -> Outcomes | None:
        first, last = spans[index]
        return parts.get(index, len(seats), last - first)

    missing = [index for index in range(len(spans)) if not resume or stored(index) is None]
    done = what.games - sum(spans[index][1] - spans[index][0] for index in missing)

    def keep(place: int, part: Outcomes) -> None:
        nonlocal done
        parts.put(missing[place], part)
        done += part.games
        if progress is not None:
            progress(done, what.games)

    names = tuple(axis.name for axis in what.axes)
    jobs = [_Job(table, names, values[:, slice(*spans[index])], what.seed, spans[index]) for index in missing]
    work(crew, _play, jobs, keep)
    outcomes = [stored(index) for index in range(len(spans))]
    if None in outcomes:
        raise OSError(f"a part of the sweep in {folder} cannot be read back")
    return Swept(what.axes, values, seats, what.seed, Outcomes.join([part for part in outcomes if part is not None]))


@dataclass(frozen=True, slots=True)
class _Job:
    """A chunk of games, with the values of these games only."""

    table: Table
    names: tuple[str, ...]
    values: Floats  # (A,n)
    seed: int
    span: tuple[int, int]


def _play(job: _Job) -> Outcomes:
    table, seeds = job.table, game_seeds(job.seed, *job.span)
    params = draw_params(table.book.parameters, seeds).but(dict(zip(job.names, job.values, strict=True)))
    state = start(table.setup, params, table.book.scenario, len(seeds))
    return play_on(table, state, params, seeds, stop=given_up())
