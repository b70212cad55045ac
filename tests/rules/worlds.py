"""Worlds for tests of the rules: batches brought to interesting states by random but legal orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from game.content.load import load_book
from game.content.vocabulary import SEAT_ACTIONS, Action, Clause, Deployment, Pitch, Release, Stance
from game.rules.arrays import Keys
from game.rules.draws import Draws
from game.rules.ledger import Ledger
from game.rules.orders import Orders
from game.rules.params import Params, draw_params
from game.rules.setup import Setup, compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.knowledge import available


@dataclass(frozen=True)
class World:
    """A batch in the middle of its campaigns, with the orders that all seats would give next."""

    setup: Setup
    params: Params
    seeds: Keys
    state: State
    orders: Orders

    def draws(self) -> Draws:
        return Draws(self.seeds, self.state.turn, self.setup.seat_keys)

    def after(self, ledger: Ledger | None = None) -> State:
        return resolve(self.state, self.orders, self.setup, self.params, self.draws(), ledger)

    def later(self, turns: int) -> State:
        """The state after the same orders, one-off actions aside, for several turns."""
        world = self
        for _ in range(turns):
            world = replace(world, state=world.after(), orders=repeated(world.orders))
        return world.state

    def with_state(self, **fields: Any) -> World:
        return replace(self, state=replace(self.state, **fields))

    def with_orders(self, **fields: Any) -> World:
        return replace(self, orders=replace(self.orders, **fields))

    def with_number(self, group: str, name: str, value: float) -> World:
        numbers = replace(getattr(self.params, group), **{name: np.array([value])})
        changed: dict[str, Any] = {group: numbers}
        return replace(self, params=replace(self.params, **changed))


def repeated(orders: Orders) -> Orders:
    return replace(orders, action=np.zeros_like(orders.action))


def seeds_of(games: int, first: int = 0) -> Keys:
    return np.arange(first, first + games, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(11)


def random_orders(state: State, setup: Setup, seed: int) -> Orders:
    """Legal orders without sense: any budget, project, release, target, cheat."""
    rng = np.random.default_rng(seed)
    shape = state.cash.shape
    shares = rng.dirichlet([1.0] * 5, size=shape)
    chips = rng.dirichlet([1.5] * 3, size=shape)
    can = available(state.known, setup)
    project = []
    for lane in range(4):
        rows = np.flatnonzero((setup.lane == lane) & (setup.cost > 0))
        wish = np.where(can[rows], rng.random((len(rows), *shape)), -1.0)
        project.append(np.where(wish.max(axis=0) > 0, rows[wish.argmax(axis=0)], -1))
    action = rng.integers(0, len(Action), size=(2, *shape))
    lab = ~np.broadcast_to(setup.is_state, shape)
    action = np.where(lab[None] & (action >= Action.SUBSIDISE), Action.NONE, action)
    # strikes and takeovers at random would end every world at once
    rare = np.isin(action, [Action.STRIKE, Action.TAKE_OVER]) & (rng.random(action.shape) < 0.9)
    action = np.where(rare, Action.NONE, action)
    seat = np.arange(shape[0])[None, :, None]
    other = (seat + rng.integers(1, shape[0], size=action.shape)) % shape[0]
    target = np.where(np.isin(action, SEAT_ACTIONS), other, rng.integers(0, len(Clause), size=action.shape))
    return Orders(
        research=shares[..., 0],
        security=shares[..., 1],
        compute=shares[..., 2],
        openness=shares[..., 3],
        alignment=rng.random(shape),
        project=np.stack(project).astype(np.int16),
        behind=np.full((0, 4, *shape), -1, np.int16),
        region=rng.integers(0, len(setup.regions), size=shape).astype(np.int8),
        training=chips[..., 0],
        serving=chips[..., 1],
        train=rng.random(shape) < 0.85,
        release=rng.choice(np.array(Release, np.int8), size=shape, p=[0.3, 0.2, 0.45, 0.05]),
        stance=rng.choice(np.array(Stance, np.int8), size=shape),
        pitch=rng.choice(np.array(Pitch, np.int8), size=shape),
        action=action.astype(np.int8),
        action_target=target.astype(np.int8),
        keep=rng.random((len(Clause), *shape)) < 0.8,
        deployment=rng.choice(np.array(Deployment, np.int8), size=shape, p=[0.8, 0.1, 0.1]),
    )


@cache
def world(turns: int = 0, games: int = 64, seed: int = 1, scenario: str = "five-labs") -> World:
    """A batch after some turns of random orders, and random orders for the next turn. Cached: never changed."""
    book = load_book(scenario)
    setup = compile_setup(book)
    seeds = seeds_of(games, seed * 100_000)
    params = draw_params(book.parameters, seeds)
    state = start(setup, params, book.scenario, games)
    for turn in range(turns):
        orders = random_orders(state, setup, seed * 1000 + turn)
        state = resolve(state, orders, setup, params, Draws(seeds, turn, setup.seat_keys))
    freeze(state)
    return World(setup, params, seeds, state, random_orders(state, setup, seed * 1000 + turns))


def freeze(state: State) -> None:
    """Make every array read-only: a phase that writes into its input fails at once."""
    for array in state.arrays().values():
        array.setflags(write=False)
