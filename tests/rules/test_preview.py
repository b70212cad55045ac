"""Previews: what an order does as far as a seat can know, with the dice at their middle and no secret told."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from game.content.load import load_book
from game.content.vocabulary import Action
from game.rules.orders import Orders
from game.rules.params import Params, median_params
from game.rules.preview import MiddleDraws, Preview, as_believed, as_usual, believed, preview
from game.rules.state import State
from game.rules.view import View, view
from tests.rules.worlds import World, world

SEAT = 1
GAME = np.array([2])


@cache
def place(turns: int = 9) -> World:
    """One game in the middle of its campaign."""
    w = world(turns, games=4)
    return replace(
        w, params=w.params.take(GAME), seeds=w.seeds[GAME], state=w.state.take(GAME), orders=w.orders.take(GAME)
    )


@cache
def beliefs() -> Params:
    return believed(place().params, median_params(load_book("five-labs").parameters))


def seen(w: World, orders: Orders | None = None) -> Preview:
    known = as_believed(w.state, w.setup, SEAT)
    return preview(known, w.setup, beliefs(), SEAT, orders or w.orders.seat(SEAT))


def differing(one: View, other: View) -> set[str]:
    """Fields in which two views differ."""
    found = set()
    for f in fields(View):
        a, b = getattr(one, f.name), getattr(other, f.name)
        pairs = [(a[key], b[key]) for key in a] if isinstance(a, dict) else [(a, b)]
        if not all(np.array_equal(np.asarray(x), np.asarray(y)) for x, y in pairs):
            found.add(f.name)
    return found


def disturbed(state: State, name: str) -> State:
    """The state with this figure of all other seats changed, on the axis of the seats."""
    array = np.array(getattr(state, name))
    axis = next(i for i, size in enumerate(array.shape[:-1]) if size == state.seats)
    rows: list[Any] = [slice(None)] * array.ndim
    for seat in set(range(state.seats)) - {SEAT}:
        rows[axis] = seat
        part = array[tuple(rows)]
        array[tuple(rows)] = ~part if part.dtype == np.bool_ else part + np.asarray(1, part.dtype)
    changed: dict[str, Any] = {name: array}
    return replace(state, **changed)


def by_seat() -> list[str]:
    """Figures of the state that every seat has one of."""
    w = place()
    world_figures = {"power", "tension", "controls", "awareness", "published", "proven", "happened", "estimate_sd"}
    names = [f.name for f in fields(State) if f.name not in ("turn", "facts", *world_figures)]
    return [n for n in names if w.state.seats in getattr(w.state, n).shape[:-1]]


@pytest.mark.parametrize("name", by_seat())
def test_a_preview_depends_on_nothing_that_the_seat_cannot_see(name: str) -> None:
    w = place()
    other = replace(w, state=disturbed(w.state, name))
    before = [view(x.state, x.setup, x.params, SEAT) for x in (w, other)]
    if differing(*before):
        pytest.skip("this figure is public")
    assert differing(seen(w).after, seen(other).after) == set()


def test_hidden_truths_do_not_matter() -> None:
    w = place()
    other = w.with_number("truths", "alignment_shift", 3.0).with_number("truths", "tier_four", 40.0)
    medians = median_params(load_book("five-labs").parameters)
    assert believed(other.params, medians).truths == believed(w.params, medians).truths
    public = believed(other.with_number("money", "market_start", 77.0).params, medians)
    assert public.money.market_start == 77.0


def test_a_preview_starts_from_the_own_view() -> None:
    w = place()
    mine = view(w.state, w.setup, beliefs(), SEAT)
    for name in ("cash", "capability", "practice", "reading", "known", "security", "estimate"):
        if hasattr(mine, name):
            np.testing.assert_array_equal(getattr(seen(w).before, name), getattr(mine, name))


def test_changes_and_their_causes() -> None:
    shown = seen(place())
    assert shown.change("researchers") == pytest.approx(sum(t.amount for t in shown.causes("researchers", most=99)))
    most = [abs(t.amount) for t in shown.causes("cash", most=99)]
    assert most == sorted(most, reverse=True)
    assert len(shown.causes("cash")) == 2
    assert {t.seat for t in shown.causes("cash", most=99)} == {SEAT}


def test_more_research_money_is_expected_to_hire() -> None:
    w = place().has(researchers=1.0)
    orders = replace(Orders.blank(5, 1), region=w.orders.region).seat(SEAT)
    little, much = (replace(orders, research=np.full((1, 1), share)) for share in (0.1, 0.9))
    assert seen(w, much).change("researchers") > seen(w, little).change("researchers")
    assert seen(w, much).change("cash") < seen(w, little).change("cash")


def test_rivals_are_thought_to_be_as_the_seat_estimates_and_to_go_on() -> None:
    w = place()
    known = as_believed(w.state, w.setup, SEAT)
    others = [seat for seat in range(5) if seat != SEAT]
    np.testing.assert_array_equal(known.capability[others], w.state.estimate[SEAT, others])
    np.testing.assert_array_equal(known.capability[SEAT], w.state.capability[SEAT])
    assert not known.undiscovered.any()
    usual = as_usual(5, known)
    assert (usual.action == Action.NONE).all()
    np.testing.assert_array_equal(usual.stance, w.state.stance)
    assert (usual.research + usual.security + usual.compute + usual.openness < 1.0).all()


def test_dice_of_a_preview_show_the_middle() -> None:
    w = place()
    dice = MiddleDraws(np.zeros(3, np.uint64), 4, w.setup.seat_keys)
    keys = w.setup.event_keys[:2]
    for rolls, shape in (
        (dice.world("leak"), (3,)),
        (dice.seats("leak"), (5, 3)),
        (dice.pairs("leak"), (5, 5, 3)),
        (dice.each("leak", keys), (2, 3)),
        (dice.each_seat("leak", keys), (2, 5, 3)),
    ):
        assert rolls.shape == shape
        assert (rolls == 0.5).all()
