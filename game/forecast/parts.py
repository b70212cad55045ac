"""The finished chunks of a long batch, each a file, so that whatever ends it, the rest can be played later."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from game.content.files import write_whole
from game.forecast.result import Outcomes

PLAN = "plan.json"
LARGEST = 64 * 1024 * 1024
"""Bytes of a chunk beyond which it is no chunk of ours."""


class PartsError(Exception):
    """A folder holds parts that must not be mixed with these; says which."""


class Parts:
    """A folder with a plan, which tells what is being played, and the outcomes of every chunk that is finished."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, plan: Mapping[str, Any], *, resume: bool) -> None:
        """Make the folder for this plan, or go on with it. PartsError for parts nobody asked for, or of another plan.

        A plan is plain data, equal for batches that come to the same.
        """
        file = self.folder / PLAN
        if file.exists():
            if not resume:
                raise PartsError(f"{self.folder} has parts of an unfinished sweep")
            differing = _differing(self._plan(), json.loads(json.dumps(plan)))
            if differing:
                raise PartsError(f"{self.folder} has parts of another sweep: its {', '.join(differing)} differ")
        elif self.folder.exists() and any(not each.name.endswith(".part") for each in self.folder.iterdir()):
            raise PartsError(f"{self.folder} exists and is no folder of parts")
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(plan, indent=1).encode())

    def _plan(self) -> Any:
        try:
            return json.loads((self.folder / PLAN).read_text(encoding="utf-8"))
        except ValueError:
            return None

    def put(self, index: int, outcomes: Outcomes) -> None:
        """Keep a chunk, whole or not at all."""
        content = io.BytesIO()
        np.savez(content, ending=outcomes.ending, turns=outcomes.turns, scores=outcomes.scores)
        write_whole(self._file(index), content.getvalue())

    def get(self, index: int, seats: int, games: int) -> Outcomes | None:
        """A chunk of so many seats and games; None if it is not there, or damaged: then it is to be played again."""
        file = self._file(index)
        try:
            if file.stat().st_size > LARGEST:
                return None
            with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
                found = Outcomes(arrays["ending"], arrays["turns"], arrays["scores"])
        except Exception:  # noqa: BLE001  # a damaged archive may raise anything
            return None
        wanted = [((games,), "int8"), ((games,), "int16"), ((seats, games), "float64")]
        arrays_found = (found.ending, found.turns, found.scores)
        sound = [(each.shape, each.dtype.name) for each in arrays_found] == wanted
        return found if sound else None

    def remove(self) -> None:
        """When all is done and told. The plan goes last, so that one who is interrupted here can go on."""
        for part in self.folder.iterdir():
            if part.name != PLAN:
                part.unlink()
        (self.folder / PLAN).unlink()
        self.folder.rmdir()

    def _file(self, index: int) -> Path:
        return self.folder / f"{index:06}.npz"


def _differing(old: Any, new: Any) -> list[str]:
    """Keys of two plans whose values are not the same."""
    if not isinstance(old, dict):
        return ["plan"]
    return [key for key in {**old, **new} if old.get(key) != new.get(key)]
