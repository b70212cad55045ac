"""Events of the world, from `balance/events.toml`: each may happen while its conditions hold, at its rate a year."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.rules.arrays import Bools, Floats, Ints
from game.rules.context import Turn
from game.rules.derived import automation, best_reach, least_algorithms
from game.rules.replacing import replace
from game.rules.setup import EventRule
from game.rules.state import State

WORLD_FIGURES = {
    # figure in the file: field of the state, lowest, highest
    "stability": ("stability", 0.0, 10.0),
    "concern": ("public_concern", 0.0, 100.0),
    "regulation": ("regulation", 0.0, 100.0),
    "capture": ("capture", 0.0, 1.0),
    "adoption": ("adoption", 0.01, 1.0),
    "displacement": ("displacement", 0.0, 1.0),
    "hype": ("hype", 0.2, 2.5),
    "patience": ("patience", 0.0, 100.0),
    "resilience": ("resilience", 0.0, 0.97),
    "awareness": ("awareness", 0.0, 100.0),
    "public_algorithms": ("public_algorithms", 0.0, 30.0),
    "public_alignment": ("public_alignment", 0.0, 30.0),
    "chip_supply": ("chip_supply", 0.1, 2.0),
}
SEAT_FIGURES = {
    "trust": ("trust", 0.0, 100.0),
    "morale": ("morale", 0.05, 1.0),
    "researcher_concern": ("concern", 0.0, 1.0),
    "cash": ("cash", 0.0, np.inf),
    "security": ("security", 0.0, 5.0),
}


def figures(s: State, t: Turn) -> dict[str, Floats]:
    """(N,) every figure that a condition may name."""
    return {
        "year": np.full(s.games, t.date),
        "best_capability": best_reach(s),
        "public_weights": s.public_weights,
        "stability": s.stability,
        "tension": s.tension.max(axis=(0, 1)),
        "concern": s.public_concern,
        "regulation": s.regulation,
        "adoption": s.adoption,
        "displacement": s.displacement,
        "hype": s.hype,
        "automation": automation(s, t.effects, t.params).max(axis=0),
        "awareness": s.awareness.max(axis=0),
    }


def events(s: State, t: Turn) -> State:
    now = figures(s, t)
    luck = t.draws.each("event", t.setup.event_keys)
    fired = np.zeros_like(s.happened)
    touched = np.zeros((len(t.setup.events), s.seats, s.games), np.bool_)
    changed: dict[str, Any] = {}
    allowed = luck < -np.expm1(-t.setup.event_rates * t.years)[:, None]
    # An event is rare, so only the games in which the dice allow it are looked at.
    for index in np.flatnonzero(allowed.any(axis=1)).tolist():
        rule = t.setup.events[index]
        games = np.flatnonzero(allowed[index])
        for figure, low, high in rule.conditions:
            games = games[(now[figure][games] >= low) & (now[figure][games] <= high)]
        if rule.once:
            games = games[~s.happened[index, games]]
        if games.size:
            fired[index, games] = True
            whom = _whom(s, t, rule, index, games)
            touched[index][:, games] = whom
            _apply(s, t, rule, games, whom, changed)
    happened = s.happened | fired
    return replace(s, happened=happened, facts=replace(s.facts, events=fired, event_seat=touched), **changed)


def _whom(s: State, t: Turn, rule: EventRule, index: int, games: Ints) -> Bools:
    """(S,K) whom an event touches in these games."""
    if rule.whom == "leader":
        level = s.capability[:, games]
        return np.asarray(level >= level.max(axis=0))
    if rule.whom == "weakest":
        level = s.security[:, games]
        return np.asarray(level <= level.min(axis=0))
    if rule.whom == "each-seat":
        # One seat, in proportion to its people: the first to ring of clocks that run as fast as it is large.
        luck = t.draws.take(games).each_seat("event seat", t.setup.event_keys[index : index + 1])[0]
        clock = -np.log(luck) / s.researchers[:, games]
        return np.asarray(clock <= clock.min(axis=0))
    return np.zeros((s.seats, len(games)), np.bool_)


def _apply(s: State, t: Turn, rule: EventRule, games: Ints, touched: Bools, changed: dict[str, Any]) -> None:
    """Write what an event does in its games into `changed`, field of the state to its new value.

    `touched`: (S,K), in the order of the (K,) games.
    """
    for figure, amount in rule.changes:
        if figure in WORLD_FIGURES:
            name, low, high = WORLD_FIGURES[figure]
            if figure == "public_algorithms":
                low = least_algorithms(t.setup)
            term = np.full(len(games), amount)
        elif figure in SEAT_FIGURES:
            name, low, high = SEAT_FIGURES[figure]
            term = amount * touched
        elif figure == "tension":
            name, low, high = "tension", 0.0, 100.0
            apart = t.setup.apart
            term = np.broadcast_to(amount * apart, (*apart.shape[:2], len(games)))
        elif figure == "power":
            name, low, high = "power", 0.1, np.inf
            term = amount * changed.get("power", s.power)[:, games]
        else:  # the content floor allows no other word
            raise AssertionError(f"event {rule.id} changes the unknown figure {figure}")
        if name not in changed:
            changed[name] = getattr(s, name).copy()
        figures_now = changed[name]
        before = figures_now[..., games]
        after = np.minimum(np.maximum(before + term, low), high)
        figures_now[..., games] = after
        if t.ledger is not None:
            full, limit = np.zeros(figures_now.shape), np.zeros(figures_now.shape)
            full[..., games], limit[..., games] = term, after - (before + term)
            t.note(name, figures_now, (f"event:{rule.id}", full), ("limit", limit))
