"""What holds for the turn as a whole: purity, batches, seats, ledger, bounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace

import numpy as np
import pytest

from game.content.load import load_book
from game.content.vocabulary import SEAT_ACTIONS, Ending
from game.rules.draws import Draws
from game.rules.ledger import Ledger
from game.rules.orders import Orders
from game.rules.params import draw_params
from game.rules.setup import compile_setup
from game.rules.start import start
from game.rules.state import State
from game.rules.turn import PHASES, resolve
from tests.rules.worlds import World, freeze, random_orders, seeds_of, world

TURNS = (0, 5, 12, 20)


@pytest.mark.parametrize("turns", TURNS)
def test_a_row_of_a_batch_is_the_game_alone(turns: int) -> None:
    many = world(turns, games=16)
    after = many.after()
    for game in (0, 7, 15):
        pick = np.array([game])
        alone = World(
            many.setup,
            many.params.take(pick),
            many.seeds[pick],
            many.state.take(pick),
            many.orders.take(pick),
        )
        assert alone.after().digest(0) == after.digest(game)


@pytest.mark.parametrize("turns", TURNS)
def test_resolve_changes_none_of_its_arguments(turns: int) -> None:
    before = world(turns)
    for field in fields(Orders):
        getattr(before.orders, field.name).setflags(write=False)
    first = before.after()
    assert before.after().digest(3) == first.digest(3)


@pytest.mark.parametrize("turns", TURNS)
def test_the_ledger_adds_up_to_every_change(turns: int) -> None:
    before = world(turns, games=4, seed=2)
    ledger = Ledger(game=1)
    after = before.after(ledger)
    sums: dict[tuple[str, int | None, int | None], float] = defaultdict(float)
    for term in ledger.terms:
        sums[term.quantity, term.seat, term.place] += term.amount
    assert len(sums) > 60
    quantities = {quantity for quantity, _, _ in sums}
    for quantity in quantities:
        change = getattr(after, quantity)[..., 1] - getattr(before.state, quantity)[..., 1]
        for index in np.ndindex(change.shape):
            by_seat = len(index) >= 1 and quantity not in ("tension", "power", "awareness")
            seat = index[0] if by_seat else None
            place = index[-1] if len(index) > (1 if by_seat else 0) else None
            if quantity == "tension":
                continue  # its two axes are checked below
            assert sums[quantity, seat, place] == pytest.approx(change[index], abs=1e-9), (quantity, index)
    tension = after.tension[..., 1] - before.state.tension[..., 1]
    total = sum(term.amount for term in ledger.terms if term.quantity == "tension")
    assert total == pytest.approx(tension.sum(), abs=1e-9)


def test_tracing_changes_nothing() -> None:
    before = world(6)
    assert before.after(Ledger()).digest(5) == before.after().digest(5)


def _permuted(state: State, order: list[int]) -> dict[str, np.ndarray]:
    """The arrays of a state with its seats in another order."""
    seats = state.seats
    out = {}
    for name, array in state.arrays().items():
        if name in ("power", "tension", "controls", "awareness", "published", "proven", "happened", "facts.events"):
            out[name] = array
            continue
        for axis, size in enumerate(array.shape[:-1]):
            is_seat_axis = size == seats and not (name == "compute" and axis == 1)
            if is_seat_axis:
                array = np.take(array, order, axis=axis)
        out[name] = array
    return out


@pytest.mark.parametrize("turns", [1, 8])
def test_permuted_seats_give_the_permuted_result(turns: int) -> None:
    book = load_book("five-labs")
    order = [3, 0, 4, 2, 1]
    ids = list(book.scenario.seats)
    swapped_seats = {ids[i]: book.scenario.seats[ids[i]] for i in order}
    swapped = replace(book, scenario=book.scenario.model_copy(update={"seats": swapped_seats}))
    seeds = seeds_of(8, 77)
    setups = compile_setup(book), compile_setup(swapped)
    params = draw_params(book.parameters, seeds)
    states = [start(s, params, b.scenario, 8) for s, b in zip(setups, (book, swapped), strict=True)]
    place = np.argsort(order)  # where a seat of the first order stands in the second
    for turn in range(turns):
        orders = random_orders(states[0], setups[0], turn)
        moved = {f.name: np.take(getattr(orders, f.name), order, axis=-2) for f in fields(Orders)}
        at_seat = np.isin(moved["action"], SEAT_ACTIONS)
        target = np.where(at_seat, place[np.minimum(moved["action_target"], 4)], moved["action_target"])
        moved["action_target"] = target.astype(np.int8)
        both = (orders, Orders(**moved))
        states = [
            resolve(s, o, u, params, Draws(seeds, turn, u.seat_keys))
            for s, o, u in zip(states, both, setups, strict=True)
        ]
    expected, got = _permuted(states[0], order), states[1].arrays()
    for name, array in expected.items():
        if array.dtype.kind == "f":
            np.testing.assert_allclose(got[name], array, rtol=1e-9, atol=1e-9, err_msg=name)
        else:
            np.testing.assert_array_equal(got[name], array, err_msg=name)


@pytest.mark.parametrize("scenario", ["five-labs", "two-powers"])
def test_random_campaigns_stay_in_bounds_and_end_once(scenario: str) -> None:
    book = load_book(scenario)
    setup = compile_setup(book)
    seeds = seeds_of(100, 5)
    params = draw_params(book.parameters, seeds)
    state = start(setup, params, book.scenario, 100)
    for turn in range(setup.turns):
        before = state.ending.copy()
        state = resolve(state, random_orders(state, setup, turn), setup, params, Draws(seeds, turn, setup.seat_keys))
        check_bounds(state)
        decided = before > 0
        assert (state.ending[decided] == before[decided]).all()
    assert (state.ending > 0).all()
    assert state.ending.max() < len(Ending)


def check_bounds(s: State) -> None:
    for name, array in s.arrays().items():
        if array.dtype.kind == "f":
            assert np.isfinite(array).all(), name
    for name, low, high in (
        ("cash", 0.0, np.inf), ("compute", 0.0, np.inf), ("pending", 0.0, np.inf), ("idle", 0.0, 1.0),
        ("researchers", 0.01, np.inf), ("concern", 0.0, 1.0), ("morale", 0.0, 1.0), ("security", 0.0, 5.0),
        ("trust", 0.0, 100.0), ("accountability", 0.0, 1.0), ("government", 0.0, 3.0), ("reputation", 0.0, 1.0),
        ("stability", 0.0, 10.0), ("tension", 0.0, 100.0), ("public_concern", 0.0, 100.0),
        ("regulation", 0.0, 100.0), ("capture", 0.0, 1.0), ("displacement", 0.0, 1.0), ("adoption", 0.0, 1.0),
        ("resilience", 0.0, 1.0), ("oversight", 0.0, 1.0), ("awareness", 0.0, 100.0), ("revenue", 0.0, np.inf),
        ("investment", 0.0, np.inf), ("practice", 0.0, 20.0), ("ration", 0.0, 1.0), ("verification", 0.0, 1.0),
        ("lockdown", 0.0, 1.0), ("patience", 0.0, 100.0),
    ):  # fmt: skip
        array = getattr(s, name)
        assert array.min() >= low - 1e-12, name
        assert array.max() <= high + 1e-12, name
    np.testing.assert_array_equal(s.tension, np.swapaxes(s.tension, 0, 1))
    assert (s.served <= s.capability + 1e-9).all()
    assert (s.opened <= s.capability + 1e-9).all()


def test_knowledge_and_public_goods_never_shrink() -> None:
    before = world(9)
    after = before.after()
    for name in ("known", "published", "proven", "happened"):
        assert (getattr(after, name) >= getattr(before.state, name)).all(), name
    for name in ("public_algorithms", "public_weights", "public_alignment", "capability", "safety_record"):
        assert (getattr(after, name) >= getattr(before.state, name) - 1e-12).all(), name


def test_every_phase_has_its_own_name() -> None:
    names = [phase.__name__ for phase in PHASES]
    assert len(set(names)) == len(names) == 19
    assert names[-1] == "endings"


def test_a_state_survives_its_own_plain_form() -> None:
    import json

    state = world(7, games=3).state.take(np.array([1]))
    again = state.with_json(json.loads(json.dumps(state.to_json())))
    assert again.digest(0) == state.digest(0)
    freeze(again)


def test_a_plain_form_of_another_shape_is_refused() -> None:
    state = world(0, games=3).state.take(np.array([1]))
    data = state.to_json()
    with pytest.raises(ValueError, match="cash has shape"):
        state.with_json(data | {"cash": [[1.0]]})
    with pytest.raises(ValueError, match="fields do not match"):
        state.with_json({k: v for k, v in data.items() if k != "cash"})
