"""Worlds for tests of the rules: batches brought to interesting states by random but legal orders, and plain ones.

A plain world is for tests of single phases: every game is the same start, every number at its median, nobody orders
anything and no technology has an effect, until the test says otherwise. Its dice are a ladder: game k of N shows
(k + 1/2) / N wherever the test does not say, so that the share of the games in which something happens is its odds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.content.load import load_book
from game.content.vocabulary import SEAT_ACTIONS, Action, Clause, Deployment, Form, Pitch, Release, Stance, Target
from game.rules.arrays import Floats, Ints, Keys
from game.rules.context import Turn
from game.rules.draws import Draws
from game.rules.effects import Effects
from game.rules.knowledge import available
from game.rules.ledger import Ledger
from game.rules.orders import Orders
from game.rules.params import Params, draw_params, median_params
from game.rules.setup import Setup, compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import begin, resolve

Phase = Callable[[State, Turn], State]
Shown = Mapping[str, float | Floats]
LADDER: Shown = {}


@dataclass(frozen=True, slots=True)
class Dice(Draws):
    """Dice of a test: what is `shown` by purpose, and for every other purpose the ladder over the games."""

    shown: Shown
    among: tuple[Ints, int] | None = None  # which games these are, of how many, when not all

    def _show(self, purpose: str, *shape: int) -> Floats:
        taken, games = self.among or (np.arange(len(self.seeds)), len(self.seeds))
        ladder = (np.arange(games) + 0.5) / games
        return np.broadcast_to(np.asarray(self.shown.get(purpose, ladder)), (*shape, games))[..., taken]

    def take(self, games: Ints) -> Self:
        taken, whole = self.among or (np.arange(len(self.seeds)), len(self.seeds))
        return replace(self, seeds=self.seeds[games], among=(taken[games], whole))

    def world(self, purpose: str) -> Floats:
        return self._show(purpose)

    def seats(self, purpose: str) -> Floats:
        return self._show(purpose, len(self.seat_keys))

    def pairs(self, purpose: str) -> Floats:
        return self._show(purpose, len(self.seat_keys), len(self.seat_keys))

    def some_pairs(self, purpose: str, doer: Ints, other: Ints, games: Ints) -> Floats:
        return np.asarray(self.pairs(purpose)[doer, other, games])

    def each(self, purpose: str, keys: Keys) -> Floats:
        return self._show(purpose, len(keys))

    def each_seat(self, purpose: str, keys: Keys) -> Floats:
        return self._show(purpose, len(keys), len(self.seat_keys))


@dataclass(frozen=True)
class World:
    """A batch in the middle of its campaigns, with the orders that all seats would give next."""

    setup: Setup
    params: Params
    seeds: Keys
    state: State
    orders: Orders
    effects: Effects | None = None  # instead of those of the technologies known
    dice: Shown | None = None  # instead of the keyed ones

    def draws(self) -> Draws:
        if self.dice is not None:
            return Dice(self.seeds, self.state.turn, self.setup.seat_keys, self.dice)
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

    # --- for single phases: a value is one for all, or a list along the first axis ------------------------------

    def numbers(self, group: str, **values: float) -> World:
        world = self
        for name, value in values.items():
            world = world.with_number(group, name, value)
        return world

    def has(self, **figures: object) -> World:
        """Figures of the state set to these values."""
        own = {name: fitted(value, getattr(self.state, name)) for name, value in figures.items()}
        return self.with_state(**own)

    def happened(self, **facts: object) -> World:
        made: dict[str, Any] = {name: fitted(value, getattr(self.state.facts, name)) for name, value in facts.items()}
        return self.with_state(facts=replace(self.state.facts, **made))

    def ordered(self, **fields: object) -> World:
        return self.with_orders(**{name: fitted(value, getattr(self.orders, name)) for name, value in fields.items()})

    def acts(self, seat: int, action: Action, target: int = 0, slot: int = 0) -> World:
        """One big action of one seat, besides those already ordered."""
        kinds, targets = self.orders.action.copy(), self.orders.action_target.copy()
        kinds[slot, seat], targets[slot, seat] = action, target
        return self.with_orders(action=kinds, action_target=targets)

    def signed_by(self, clause: Clause, *seats: int) -> World:
        """Exactly these seats have signed this clause."""
        signed = self.state.signed.copy()
        signed[clause] = False
        signed[clause, list(seats)] = True
        return self.with_state(signed=signed)

    def cheats(self, clause: Clause, *seats: int) -> World:
        keep = self.orders.keep.copy()
        keep[clause, list(seats)] = False
        return self.with_orders(keep=keep)

    def set_up(self, **facts: object) -> World:
        """Static facts of the batch: scalars and arrays of the setup."""
        made: dict[str, Any] = {}
        for name, value in facts.items():
            old = getattr(self.setup, name)
            made[name] = fitted(value, old) if isinstance(old, np.ndarray) else value
        return replace(self, setup=replace(self.setup, **made))

    def knows(self, **effects: object) -> World:
        """Effects of technologies, named by their lower-case target."""
        assert self.effects is not None, "only a plain world has effects of its own"
        figures = dict(self.effects.figures)
        for name, value in effects.items():
            target = Target[name.upper()]
            figures[target] = np.asarray(fitted(value, figures[target]))
        return replace(self, effects=Effects(figures))

    def shows(self, **dice: float | Floats) -> World:
        """Dice of a plain world, by purpose; a purpose without blanks may have underscores for them."""
        shown = {name if " " in name else name.replace("_", " "): value for name, value in dice.items()}
        return replace(self, dice={**(self.dice or LADDER), **shown})

    def ladder(self, purpose: str) -> World:
        """The ladder again where the world shows a die of its own."""
        assert self.dice is not None, "only a plain world has dice of its own"
        return replace(self, dice={name: die for name, die in self.dice.items() if name != purpose})

    def turn(self, ledger: Ledger | None = None) -> Turn:
        return begin(self.state, self.orders, self.setup, self.params, self.draws(), ledger, self.effects)

    def run(self, phase: Phase, ledger: Ledger | None = None) -> State:
        """The state after one phase."""
        return phase(self.state, self.turn(ledger))

    def terms(self, phase: Phase, quantity: str, seat: int | None = None) -> dict[str, float]:
        """What changes a quantity in a phase, in the first game, by cause; regions and blocs added up."""
        ledger = Ledger(quiet=0.0)
        self.run(phase, ledger)
        found: dict[str, float] = defaultdict(float)
        for term in ledger.of(quantity, seat):
            found[term.cause] += term.amount
        return found


LN2 = float(np.log(2.0))
"""The years after which a rate of one a year has brought half, as `part` reckons."""
HELIOS, MERIDIAN, LANTERN, AGORA, QILIN, COLUMBIA, HUAXIA = range(7)
"""The seats of Labs and States; the last two are states."""
US, CHINA, EUROPE = range(3)


def between(us_china: float, others: float = 0.0) -> Floats:
    """(B,B,1) tension between the blocs of Labs and States."""
    out = np.full((3, 3, 1), others)
    out[[US, CHINA, EUROPE], [US, CHINA, EUROPE]] = 0.0
    out[US, CHINA] = out[CHINA, US] = us_china
    return out


def fitted(value: object, model: NDArray[Any]) -> NDArray[Any]:
    """`value` in the shape and type of `model`; a list runs along the first axis."""
    given = np.asarray(value)
    missing = model.ndim - given.ndim
    return np.broadcast_to(given[(..., *[None] * missing)], model.shape).astype(model.dtype)


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


@cache
def plain(games: int = 1, scenario: str = "five-labs") -> World:
    """Equal games at their start, no orders, no effects, all parameters at their medians, ladders for dice."""
    book = load_book(scenario)
    setup = compile_setup(book)
    params = median_params(book.parameters)
    state = start(setup, params, book.scenario, games)
    freeze(state)
    shape = state.cash.shape
    effects = Effects({t: np.ones(shape) if t.form is Form.MULTIPLY else np.zeros(shape) for t in Target})
    orders = Orders.blank(len(setup.seats), games)
    return World(setup, params, seeds_of(games), state, orders, effects, LADDER)


def freeze(state: State) -> None:
    """Make every array read-only: a phase that writes into its input fails at once."""
    for array in state.arrays().values():
        array.setflags(write=False)
