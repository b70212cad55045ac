"""What all seats order in one turn, as arrays; letters as in `state.py`, L the four lanes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Clause, Lane, Pitch, Release, Stance
from game.rules.arrays import Bools, Codes, Counts, Floats
from game.rules.replacing import replace


@dataclass(frozen=True)
class Orders:
    research: Floats  # (S,N) share of this turn's money
    security: Floats  # (S,N)
    compute: Floats  # (S,N)
    openness: Floats  # (S,N); what the four leave is reserve
    alignment: Floats  # (S,N) share of research effort, the rest is capabilities
    project: Counts  # (L,S,N) technology, -1 for none
    behind: Counts  # (Q,L,S,N) technologies to go on with when the project is done before the turn is, -1 for none
    region: Codes  # (S,N) where to build
    training: Floats  # (S,N) share of the fleet for the training run
    serving: Floats  # (S,N) share for customers; the rest is automated research
    train: Bools  # (S,N) start, or go on with, a training run
    release: Codes  # (S,N) Release
    stance: Codes  # (S,N) Stance
    pitch: Codes  # (S,N) Pitch
    action: Codes  # (2,S,N) Action
    action_target: Codes  # (2,S,N) seat or clause, as the action needs
    keep: Bools  # (C,S,N) keep the clause; False is cheating in secret
    deployment: Codes  # (S,N) Deployment

    @classmethod
    def blank(cls, seats: int, games: int) -> Self:
        """Orders that do nothing: no spending, no run, no release, every clause kept."""
        zero = np.zeros((seats, games))
        code = np.zeros((seats, games), np.int8)
        pair = np.zeros((2, seats, games), np.int8)
        return cls(
            research=zero,
            security=zero,
            compute=zero,
            openness=zero,
            alignment=zero,
            project=np.full((len(Lane), seats, games), -1, np.int16),
            behind=np.full((0, len(Lane), seats, games), -1, np.int16),
            region=code,
            training=zero,
            serving=zero,
            train=np.zeros((seats, games), np.bool_),
            release=np.full((seats, games), Release.HOLD, np.int8),
            stance=np.full((seats, games), Stance.SELECTIVE, np.int8),
            pitch=np.full((seats, games), Pitch.SCIENCE, np.int8),
            action=pair,
            action_target=pair,
            keep=np.ones((len(Clause), seats, games), np.bool_),
            deployment=code,
        )

    @classmethod
    def join(cls, columns: list[Self]) -> Self:
        """The orders of several seats side by side, in the given order; the longest queue sets the depth."""
        depth = max(len(column.behind) for column in columns)
        columns = [column._deep(depth) for column in columns]
        return cls(
            **{f.name: np.concatenate([getattr(c, f.name) for c in columns], axis=-2) for f in fields(cls)}
        )

    @classmethod
    def beside(cls, batches: list[Self]) -> Self:
        """The games of several batches of the same seats side by side; the longest queue sets the depth."""
        depth = max(len(batch.behind) for batch in batches)
        batches = [batch._deep(depth) for batch in batches]
        return cls(**{f.name: np.concatenate([getattr(b, f.name) for b in batches], axis=-1) for f in fields(cls)})

    def _deep(self, depth: int) -> Self:
        missing = depth - len(self.behind)
        if missing == 0:
            return self
        empty = np.full((missing, *self.project.shape), -1, np.int16)
        return replace(self, behind=np.concatenate([self.behind, empty]))

    def seat(self, seat: int) -> Self:
        """The orders of one seat, the seat axis kept."""
        return type(self)(**{f.name: getattr(self, f.name)[..., seat : seat + 1, :] for f in fields(self)})

    def take(self, games: NDArray[np.intp]) -> Self:
        return type(self)(**{f.name: np.take(getattr(self, f.name), games, axis=-1) for f in fields(self)})
