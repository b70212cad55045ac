"""The whole state of a batch of campaigns, as arrays.

Every array has the games on its last axis. The letters in the comments: S seats, N games, R regions, B blocs,
T technologies, C clauses, V events. `float` is float64. OOM is an order of magnitude, a factor of ten; capability
and everything compared with it is the base-10 logarithm of effective training FLOP ("log FLOP").
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Bools, Codes, Counts, Floats
from game.rules.facts import Facts

NOTHING = 0.0  # log FLOP of a model that does not exist


@dataclass(frozen=True)
class State:
    turn: int  # turns resolved so far, the same in every game of a batch

    # --- seats: money and compute
    cash: Floats  # (S,N) B$
    revenue: Floats  # (S,N) B$/yr from served models, last turn
    investment: Floats  # (S,N) B$/yr from investors, last turn
    support: Floats  # (S,N) B$/yr from the state
    opex: Floats  # (S,N) B$/yr to run the fleet, last turn
    compute: Floats  # (S,R,N) M H100e that work
    pending: Floats  # (S,R,N) M H100e ordered and paid, not yet there
    idle: Floats  # (S,N) share of the fleet without power

    # --- seats: people and knowledge
    researchers: Floats  # (S,N) thousand
    concern: Floats  # (S,N) 0-1 of the researchers
    morale: Floats  # (S,N) 0-1
    pitch: Codes  # (S,N) Pitch last declared
    stance: Codes  # (S,N) Stance last declared
    algorithms: Floats  # (S,N) OOM since 2026, continuous part
    known: Bools  # (T,S,N)
    progress: Floats  # (T,S,N) thousand researcher-years done
    spare: Floats  # (4,S,N) thousand researcher-years left over in a lane
    effort: Floats  # (4,S,N) thousand researcher-years a year, last turn

    # --- seats: models
    capability: Floats  # (S,N) log FLOP of the best own model
    served: Floats  # (S,N) log FLOP of what customers get, 0 for nothing
    served_stage: Codes  # (S,N) Release.STAGED or GENERAL, 0 for nothing
    opened: Floats  # (S,N) log FLOP of its best published weights, 0 for nothing
    generation: Counts  # (S,N) number of the newest model
    served_generation: Counts  # (S,N)
    opened_generation: Counts  # (S,N)
    run_flop: Floats  # (S,N) 1e24 FLOP put into the run in progress
    run_years: Floats  # (S,N) age of the run in progress, 0 for none
    setback: Floats  # (S,N) years of training work that sabotage and strikes still cost

    # --- seats: safety and security
    practice: Floats  # (S,N) OOM of alignment from experience, on top of techniques
    false_progress: Floats  # (S,N) OOM that evaluations show and that is not there
    reading: Floats  # (S,N) OOM measured gap, below zero looks safe
    security: Floats  # (S,N) level 0-5
    lockdown: Floats  # (S,N) 0-1, fades
    trust: Floats  # (S,N) 0-100
    accountability: Floats  # (S,N) 0-1 of the owner
    government: Floats  # (S,N) 0 none, 1 advice, 2 partnership, 3 the Project
    safety_record: Floats  # (S,N) sum of incidents, weighted by severity
    holding: Bools  # (S,N) owns a Tier Six system that is not deployed
    joint_offer: Bools  # (S,N) offered joint deployment last turn
    deployed: Bools  # (S,N)

    # --- seats: what is known of others, first axis the observer
    estimate: Floats  # (S,S,N) log FLOP, of the best model of the second seat
    estimate_sd: Floats  # (S,S,N) OOM
    undiscovered: Bools  # (S,S,N) thief, victim: a theft the victim has not noticed

    # --- treaties
    signed: Bools  # (C,S,N)
    reputation: Floats  # (S,N) 0-1, falls when a broken pledge is found
    slow_level: Floats  # (N,) log FLOP agreed in the slow-down clause, 0 while nobody has signed
    weights_level: Floats  # (N,) log FLOP agreed in the no-open-weights clause, 0 while nobody has signed

    # --- world
    public_algorithms: Floats  # (N,) OOM
    public_weights: Floats  # (N,) log FLOP
    public_base: Floats  # (N,) log FLOP of the best weights ever published, before tinkerers improved them
    public_alignment: Floats  # (N,) OOM of practice anyone can read
    published: Bools  # (T,N) written down for everybody
    proven: Bools  # (T,N) seen to work in a served model
    stability: Floats  # (N,) 0-10
    tension: Floats  # (B,B,N) 0-100, symmetric
    controls: Floats  # (B,B,N) 0-1: first bloc keeps chips from the second
    public_concern: Floats  # (N,) 0-100
    regulation: Floats  # (N,) 0-100
    capture: Floats  # (N,) 0-1 how far incumbents wrote it
    displacement: Floats  # (N,) 0-1
    adoption: Floats  # (N,) 0-1
    patience: Floats  # (N,) 0-100 earned by benefits
    resilience: Floats  # (N,) 0-1
    oversight: Floats  # (N,) 0-1 of decisions that humans still take
    awareness: Floats  # (B,N) 0-100 of the states
    hype: Floats  # (N,) 1 is sober
    power: Floats  # (R,N) GW
    chip_supply: Floats  # (N,) factor from shocks, returns to 1
    ration: Floats  # (N,) share of the ordered chips that was delivered, last turn
    verification: Floats  # (N,) 0-1 odds a year that cheating is seen, last turn
    happened: Bools  # (V,N) event has happened at least once

    ending: Codes  # (N,) Ending
    facts: Facts  # what happened in the last turn

    @property
    def seats(self) -> int:
        return int(self.cash.shape[0])

    @property
    def games(self) -> int:
        return int(self.cash.shape[-1])

    def take(self, games: NDArray[np.intp]) -> Self:
        """The state of some of the games, in the given order."""
        return self._map(lambda array: np.take(array, games, axis=-1))

    def _map(self, change: Any) -> Self:
        values: dict[str, Any] = {"turn": self.turn, "facts": self.facts.map(change)}
        for field in fields(self):
            if field.name not in values:
                values[field.name] = change(getattr(self, field.name))
        return type(self)(**values)

    def digest(self, game: int = 0) -> str:
        """SHA-256 of every figure of one game, the same alone and in any batch."""
        hasher = hashlib.sha256(str(self.turn).encode())
        for name, array in sorted(self.arrays().items()):
            column = np.ascontiguousarray(array[..., game])
            hasher.update(f"{name} {column.shape} {column.dtype.str}".encode())
            # -0.0 and 0.0 are equal figures, so they must not make two digests
            hasher.update((column + 0.0 if column.dtype.kind == "f" else column).tobytes())
        return hasher.hexdigest()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Every array by name; those of the facts as `facts.name`."""
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("turn", "facts")}
        return own | {f"facts.{f.name}": getattr(self.facts, f.name) for f in fields(self.facts)}

    def to_json(self) -> dict[str, Any]:
        """All arrays as nested lists; floats survive the round trip through JSON exactly."""
        return {"turn": self.turn} | {name: array.tolist() for name, array in self.arrays().items()}

    def with_json(self, data: dict[str, Any]) -> Self:
        """A state of this one's shapes and types from `to_json`. ValueError when it does not fit."""
        mine = self.arrays()
        if set(data) != set(mine) | {"turn"}:
            odd = sorted(set(data) ^ (set(mine) | {"turn"}))
            raise ValueError(f"fields do not match: {', '.join(odd[:5])}")
        made: dict[str, Any] = {}
        for name, model in mine.items():
            array = np.asarray(data[name], dtype=model.dtype)
            if array.shape != model.shape:
                raise ValueError(f"{name} has shape {array.shape}, expected {model.shape}")
            made[name] = array
        facts = Facts(**{f.name: made.pop(f"facts.{f.name}") for f in fields(Facts)})
        return type(self)(turn=int(data["turn"]), facts=facts, **made)
