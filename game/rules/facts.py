"""The discrete things that happened in one turn: what reports, logs and maps are made from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Bools, Codes


@dataclass(frozen=True)
class Facts:
    """Letters as in `state.py`. Pairs are (doer, victim, N)."""

    run_finished: Bools  # (S,N)
    released: Codes  # (S,N) Release of a new model, 0 for none
    learned: Bools  # (T,S,N)
    incident: Codes  # (S,N) 0 none, 1 warning, 2 serious, 3 loss of control
    secrets_stolen: Bools  # (S,S,N)
    weights_stolen: Bools  # (S,S,N)
    leaked: Bools  # (S,N) weights taken by somebody who is no seat
    spy_caught: Bools  # (S,S,N) an attempt was seen, or an old theft found
    sabotaged: Bools  # (S,S,N)
    struck: Bools  # (S,S,N)
    joined: Bools  # (C,S,N) signed a clause
    left: Bools  # (C,S,N)
    cheated: Bools  # (C,S,N) broke a clause in secret
    cheat_found: Bools  # (C,S,N)
    misuse: Codes  # (N,) 0 none, 1 harm, 2 catastrophe
    events: Bools  # (V,N)
    event_seat: Bools  # (V,S,N) whom an event touched
    deployed: Bools  # (S,N) deployed Tier Six
    unsafe: Bools  # (S,N) that deployment was misaligned
    fire_sale: Bools  # (S,N)
    taken_over: Bools  # (S,N) became the Project
    pitch_broken: Bools  # (S,N)

    @classmethod
    @lru_cache(maxsize=4)  # nobody may write into it, so the next turn of the same batch shares it
    def none(cls, seats: int, technologies: int, clauses: int, events: int, games: int) -> Self:
        """A turn in which nothing happened."""
        sizes = {
            "learned": (technologies, seats),
            "joined": (clauses, seats),
            "left": (clauses, seats),
            "cheated": (clauses, seats),
            "cheat_found": (clauses, seats),
            "secrets_stolen": (seats, seats),
            "weights_stolen": (seats, seats),
            "spy_caught": (seats, seats),
            "sabotaged": (seats, seats),
            "struck": (seats, seats),
            "misuse": (),
            "events": (events,),
            "event_seat": (events, seats),
        }
        codes = ("released", "incident", "misuse")
        # One array of noughts lies behind them all. A phase puts a new array in the place of one, never writes into it.
        nothing = np.zeros(max(events, technologies, clauses, seats) * seats * games, np.bool_)
        nothing.flags.writeable = False
        quiet: dict[str, Any] = {}
        for f in fields(cls):
            shape = (*sizes.get(f.name, (seats,)), games)
            array = nothing[: math.prod(shape)].reshape(shape)
            quiet[f.name] = array.view(np.int8) if f.name in codes else array
        return cls(**quiet)

    def map(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Self:
        return type(self)(**{f.name: change(getattr(self, f.name)) for f in fields(self)})
