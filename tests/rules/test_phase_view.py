"""Views: own figures exact, others as they are known, the same for one observer as among all."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Target
from game.rules.view import View, view, views
from tests.rules.worlds import World, plain, world


@cache
def office() -> World:
    return (
        plain()
        .numbers("conflict", lab_enmity=0.5)
        .numbers("compute", power_per_chip=2.0, power_per_chip_fall=0.1)
        .numbers("truths", automation_midpoint=28.0)
        .numbers("research", steepness=1.0)
        .set_up(turn_years=0.5, start_year=2025.75)
        .has(cash=10.0, revenue=6.0, investment=5.0, support=4.0, opex=3.0, compute=0.5, capability=28.0)
        .has(algorithms=1.0, accountability=0.4, tension=60.0 * (1.0 - np.eye(3))[:, :, None])
    )


def seen(w: World, seat: int = 0) -> View:
    return view(w.state, w.setup, w.params, seat, w.effects)


def test_one_observer_sees_what_it_sees_among_all() -> None:
    w = world(9, games=4)
    everybody = views(w.state, w.setup, w.params)
    seats = len(w.setup.seats)
    public = [f.name for f in fields(View) if f.name.startswith("rival_")]
    for seat in range(seats):
        alone = view(w.state, w.setup, w.params, seat)
        assert alone.observers.tolist() == [seat]
        for name in ("cash", "money", "reading", "reading_sd", "estimate", "enmity", "holding", "open_to", "unlocked"):
            one, all_ = getattr(alone, name), getattr(everybody, name)
            for target in one if isinstance(one, dict) else [None]:
                own, among = (one, all_) if target is None else (one[target], all_[target])
                axis = 1 if name == "open_to" else 0
                np.testing.assert_array_equal(np.take(own, 0, axis), np.take(among, seat, axis), err_msg=name)
        for name in public:
            np.testing.assert_array_equal(getattr(alone, name), getattr(everybody, name))


def test_money_is_cash_and_what_a_turn_brings() -> None:
    assert seen(office()).money[0, 0] == pytest.approx(10.0 + 0.5 * (6.0 + 5.0 + 4.0 - 3.0))
    assert seen(office().set_up(turn_years=1.0)).money[0, 0] == pytest.approx(22.0)
    assert seen(office().has(opex=99.0)).money[0, 0] == 0.0


def test_hostility_is_of_labs_at_home_and_of_blocs_abroad() -> None:
    enmity = seen(office()).enmity[0, :, 0]
    assert enmity[1] == pytest.approx(0.5)
    assert enmity[4] == pytest.approx(0.4 * 0.5 + 0.6 * 0.6)
    calm = seen(office().has(tension=0.0)).enmity[0, :, 0]
    assert calm[1] == pytest.approx(0.5)
    assert calm[4] == pytest.approx(0.2)
    friendly = seen(office().numbers("conflict", lab_enmity=0.0)).enmity[0, :, 0]
    assert friendly[1] == 0.0
    assert friendly[4] == pytest.approx(0.36)


def test_power_used_is_that_of_all_chips_in_a_region() -> None:
    assert seen(office()).power_used[:, 0] == pytest.approx([5 * 0.5 * 2.0] * 6)
    later = seen(office().with_state(turn=10)).power_used[0, 0]
    assert later == pytest.approx(5.0 * np.exp(-0.5))


def test_fleets_are_seen_whole() -> None:
    assert seen(office()).compute_estimate[0, :, 0] == pytest.approx([3.0] * 5)


def test_figures_with_technology() -> None:
    w = office().knows(algorithms=0.25, accountability=[0.3, 0.9, 0, 0, 0])
    assert seen(w).algorithms[0, 0] == pytest.approx(1.25)
    assert seen(w).accountability[0, 0] == pytest.approx(0.7)
    assert seen(w, 1).accountability[0, 0] == 1.0


def test_nobody_can_tell_automation_better_than_to_a_twentieth() -> None:
    assert seen(office()).automation[0, 0] == 0.5
    assert seen(office().knows(automation=0.09)).automation[0, 0] == 0.5
    assert seen(office().knows(automation=0.11)).automation[0, 0] == pytest.approx(0.55)
    assert seen(office().knows(automation=99.0)).automation[0, 0] == 1.0


def test_what_technologies_permit() -> None:
    assert seen(office().knows(boxed_use=[1, 0, 0, 0, 0])).unlocked[Target.BOXED_USE][0, 0]
    assert not seen(office().knows(boxed_use=[0, 1, 1, 1, 1])).unlocked[Target.BOXED_USE][0, 0]
