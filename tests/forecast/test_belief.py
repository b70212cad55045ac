"""Beliefs: they show a seat exactly what it sees, hang on nothing else, and heed what was seen of hidden truths."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.content.load import load_book
from game.content.parameters import Truths
from game.forecast.belief import believe, likelihood
from game.forecast.outlook import Outlook, foresee
from game.forecast.rollout import Table
from game.forecast.seeds import game_seeds
from game.rules.derived import tier_six
from game.rules.orders import Orders
from game.rules.params import Params, draw_params
from game.rules.state import State
from game.rules.view import View, view

GAMES = 24


@cache
def played(scenario: str, turns: int) -> Campaign:
    campaign = Campaign.new(load_book(scenario), 7, {})
    for _ in range(turns):
        assert campaign.advance() == []
    return campaign


def figures(seen: View) -> dict[str, np.ndarray[Any, Any]]:
    """Every figure of a view by name, unlocks one by one."""
    out: dict[str, np.ndarray[Any, Any]] = {}
    for field in fields(View):
        value = getattr(seen, field.name)
        for target, array in value.items() if isinstance(value, dict) else [("", value)]:
            out[f"{field.name} {target}"] = np.asarray(array, np.float64)
    return out


@pytest.mark.parametrize(("scenario", "turns"), [("five-labs", 0), ("five-labs", 9), ("labs-and-states", 6)])
def test_a_seat_would_see_in_every_believed_state_what_it_sees(scenario: str, turns: int) -> None:
    campaign = played(scenario, turns)
    setup = campaign.setup
    for seat in (0, len(setup.seats) - 1):
        seen = campaign.view(setup.seats[seat])
        state, params, seeds = believe(seen, campaign.book, setup, (0, GAMES))
        assert state.games == len(seeds) == GAMES
        truth = figures(seen)
        for name, believed in figures(view(state, setup, params, seat)).items():
            # how much research machines do hangs on a hidden truth; near is enough
            near = 0.11 if name == "automation " else 1e-9
            np.testing.assert_allclose(believed, np.broadcast_to(truth[name], believed.shape), atol=near, err_msg=name)


def test_believed_states_are_whole_states_of_the_batch() -> None:
    campaign = played("labs-and-states", 6)
    state, _, _ = believe(campaign.view("helios"), campaign.book, campaign.setup, (0, GAMES))
    model = campaign.state.arrays()
    for name, array in state.arrays().items():
        assert array.shape == (*model[name].shape[:-1], GAMES), name
        assert array.dtype == model[name].dtype, name


def test_games_of_a_later_span_are_those_of_one_long_span() -> None:
    campaign = played("five-labs", 9)
    seen = campaign.view("helios")
    whole, numbers, seeds = believe(seen, campaign.book, campaign.setup, (0, GAMES))
    part, some, others = believe(seen, campaign.book, campaign.setup, (15, GAMES))
    assert np.array_equal(seeds[15:], others)
    assert np.array_equal(numbers.truths.tier_four[15:], some.truths.tier_four)
    assert [whole.digest(game) for game in range(15, GAMES)] == [part.digest(game) for game in range(GAMES - 15)]


def scrambled(state: State, params: Params, setup: Any, me: int) -> tuple[State, Params, list[str]]:
    """Another true world that looks the same to a seat: every figure it cannot see is changed, every truth too."""
    rng = np.random.default_rng(3)
    seen = figures(view(state, setup, params, me))
    hidden = []
    for name, array in state.arrays().items():
        if name.startswith("facts.") or name == "ending":
            continue
        changed = array.copy()
        if array.dtype.kind == "f":
            changed = changed * rng.uniform(0.3, 0.9, changed.shape) + 0.01
        else:
            changed = (1 - np.clip(changed, 0, 1)).astype(array.dtype)
        seats = len(setup.seats)
        axes = [axis for axis in (0, 1) if axis < array.ndim - 1 and array.shape[axis] == seats]
        for axis in (None, *axes):  # the whole figure, or all but the own row
            trial = changed.copy()
            if axis is not None:
                mine = (slice(None),) * axis + (me,)
                trial[mine] = array[mine]
            change: dict[str, Any] = {name: trial}
            other = replace(state, **change)
            again = figures(view(other, setup, params, me))
            if all(np.array_equal(seen[key], again[key]) for key in seen):
                state = other
                hidden.append(name)
                break
    truths = {f.name: getattr(params.truths, f.name) * 0.9 + 0.05 for f in fields(Truths)}
    truths["automation_midpoint"] = params.truths.automation_midpoint  # this one shows, to a twentieth
    return state, replace(params, truths=Truths(**truths)), hidden


@pytest.mark.parametrize("seat", ["helios", "qilin"])
def test_two_true_worlds_that_look_the_same_have_the_same_outlook(seat: str) -> None:
    campaign = played("five-labs", 9)
    setup, me = campaign.setup, campaign.setup.seats.index(seat)
    other, numbers, hidden = scrambled(campaign.state, campaign.params, setup, me)
    # the secrets of this game, so that the test tests something
    secrets = {"cash", "capability", "known", "practice", "security", "false_progress", "run_flop", "algorithms"}
    assert secrets | {"researchers", "undiscovered", "setback", "morale"} <= set(hidden)
    assert other.digest() != campaign.state.digest()
    first, second = campaign.view(seat), view(other, setup, numbers, me)
    table, orders = Table.of(campaign.book), Orders.blank(1, 1)
    found: list[Outlook] = []
    for sight in (first, second):
        foresee(table, sight, orders, (GAMES,), found.append, lambda: False)
    assert np.array_equal(found[0].ending, found[1].ending)
    assert np.array_equal(found[0].turns, found[1].turns)


def test_what_was_measured_is_weighed_with_the_priors() -> None:
    campaign = played("five-labs", 9)
    seen = campaign.view("helios")
    params = draw_params(campaign.book.parameters, game_seeds(1, 0, 4000))

    def shift(reading: float) -> float:
        weight = likelihood(replace(seen, reading=np.array([[reading]])), campaign.setup, params)
        return float((weight * params.truths.alignment_shift).sum() / weight.sum())

    paper = float(seen.capability[0, 0] - seen.ceiling[0, 0])
    # tests that look worse than the techniques on paper say that alignment is harder than it looks
    assert shift(paper + 1.0) < shift(paper) - 0.2 < shift(paper - 1.0) - 0.4


def test_who_holds_a_tier_six_system_knows_where_tier_six_begins() -> None:
    campaign = played("five-labs", 9)
    seen = replace(campaign.view("helios"), capability=np.array([[33.5]]), holding=np.array([[True]]))
    _, params, _ = believe(seen, campaign.book, campaign.setup, (0, 200))
    assert (tier_six(params) <= 33.5).all()
    _, params, _ = believe(replace(seen, holding=np.array([[False]])), campaign.book, campaign.setup, (0, 200))
    assert (tier_six(params) > 33.5).all()


def test_rivals_lie_around_their_estimates_and_never_below_what_they_serve() -> None:
    campaign = played("five-labs", 9)
    seen = campaign.view("helios")
    wide = replace(seen, estimate_sd=seen.estimate_sd * 3.0)
    for sight in (seen, wide):
        state, _, _ = believe(sight, campaign.book, campaign.setup, (0, 2000))
        for seat in range(1, 5):
            assert (state.capability[seat] >= sight.rival_served[seat]).all()
    narrow, _, _ = believe(seen, campaign.book, campaign.setup, (0, 2000))
    broad, _, _ = believe(wide, campaign.book, campaign.setup, (0, 2000))
    assert (broad.capability[1:].std(axis=1) > narrow.capability[1:].std(axis=1)).all()
    assert (narrow.capability[0] == seen.capability[0, 0]).all()
