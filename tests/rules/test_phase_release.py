"""Release: who gets the newest model, what pledges and committees hold back, and what becomes everybody's."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Clause, Lane, Release, Stance
from game.rules.phases.release import release
from tests.rules.worlds import World, plain

HOLD, STAGED, GENERAL, WEIGHTS = Release
ALL = (0, 1, 2, 3, 4)


@cache
def shop(games: int = 1) -> World:
    """A new model of 29 beside an older one of 28 that everybody can use; every committee agrees."""
    return (
        plain(games)
        .numbers("treaties", quorum=0.8)
        .has(capability=29.0, served=28.0, served_stage=GENERAL, opened=0.0, public_weights=27.0, public_base=26.5)
        .has(generation=3, served_generation=2, opened_generation=0, weights_level=0.0)
        .set_up(turn_years=0.5, caution=0.0)
        .knows(staged_release=1.0)
    )


def result(w: World, seat: int = 0) -> tuple[float, int, float, int]:
    """What is served, how, what is open, and what the fact says."""
    after = w.run(release)
    return (
        float(after.served[seat, 0]),
        int(after.served_stage[seat, 0]),
        float(after.opened[seat, 0]),
        int(after.facts.released[seat, 0]),
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (HOLD, (28.0, GENERAL, 0.0, 0)),
        (STAGED, (29.0, STAGED, 0.0, STAGED)),
        (GENERAL, (29.0, GENERAL, 0.0, GENERAL)),
        (WEIGHTS, (29.0, GENERAL, 29.0, WEIGHTS)),
    ],
)
def test_release_of_a_new_model(order: Release, expected: tuple[float, int, float, int]) -> None:
    assert result(shop().ordered(release=order)) == expected


def test_generations_follow_the_model() -> None:
    after = shop().ordered(release=[HOLD, STAGED, GENERAL, WEIGHTS, HOLD]).run(release)
    assert after.served_generation[:, 0].tolist() == [2, 3, 3, 3, 2]
    assert after.opened_generation[:, 0].tolist() == [0, 0, 0, 3, 0]


def test_a_staged_release_needs_the_technology() -> None:
    assert result(shop().knows(staged_release=0.0).ordered(release=STAGED)) == (28.0, GENERAL, 0.0, 0)


@pytest.mark.parametrize("order", [STAGED, GENERAL])
def test_nothing_new_is_no_release(order: Release) -> None:
    assert result(shop().has(served=28.995).ordered(release=order)) == (28.995, GENERAL, 0.0, 0)


def test_a_staged_model_can_be_opened_to_all() -> None:
    staged = shop().has(served=29.0, served_stage=STAGED)
    assert result(staged.ordered(release=GENERAL)) == (29.0, GENERAL, 0.0, GENERAL)
    assert result(staged.ordered(release=STAGED)) == (29.0, STAGED, 0.0, 0)
    assert result(staged.ordered(release=HOLD)) == (29.0, STAGED, 0.0, 0)


def test_weights_of_a_served_model() -> None:
    served = shop().has(served=29.0, served_stage=STAGED).ordered(release=WEIGHTS)
    assert result(served) == (29.0, GENERAL, 29.0, WEIGHTS)
    assert result(served.has(opened=28.5)) == (29.0, GENERAL, 29.0, WEIGHTS)
    assert result(served.has(opened=28.995)) == (29.0, STAGED, 28.995, 0)


def test_a_pledge_holds_back_weights_above_the_ceiling() -> None:
    w = shop().ordered(release=WEIGHTS).signed_by(Clause.NO_OPEN_WEIGHTS, *ALL)
    kept, out = (28.0, GENERAL, 0.0, 0), (29.0, GENERAL, 29.0, WEIGHTS)
    assert result(w.has(weights_level=28.5)) == kept
    assert result(w.has(weights_level=29.0)) == out
    assert result(w.has(weights_level=28.5).cheats(Clause.NO_OPEN_WEIGHTS, 0)) == out
    assert result(w.has(weights_level=28.5).signed_by(Clause.NO_OPEN_WEIGHTS, 0, 1, 2)) == out
    assert result(w.has(weights_level=28.5).signed_by(Clause.NO_OPEN_WEIGHTS, 1, 2, 3, 4)) == out
    assert result(w.has(weights_level=28.5).ordered(release=GENERAL)) == (29.0, GENERAL, 0.0, GENERAL)


@pytest.mark.parametrize(
    ("caution", "years", "through"),
    [
        (0.0, 0.5, 1.0),
        (1.0, 0.5, 1.0 - np.exp(-1.0)),
        (0.5, 0.5, 1.0 - 0.5 * np.exp(-1.0)),
        (1.0, 1.0, 1.0 - np.exp(-2.0)),
    ],
)
def test_committees_let_through_in_time(caution: float, years: float, through: float) -> None:
    w = shop(2000).set_up(caution=caution, turn_years=years)
    for order, field in ((GENERAL, "served"), (STAGED, "served"), (WEIGHTS, "opened")):
        after = w.ordered(release=order).run(release)
        assert (getattr(after, field)[0] == 29.0).mean() == pytest.approx(through, abs=0.001)
    wider = w.has(served=29.0, served_stage=STAGED).ordered(release=GENERAL).run(release)
    assert (wider.served_stage[0] == GENERAL).mean() == pytest.approx(through, abs=0.001)


# --- what becomes public


def test_public_weights_are_the_best_ones_and_named_after_their_giver() -> None:
    w = (
        shop()
        .has(capability=[29.0, 29.5, 28.5, 28.0, 28.0])
        .ordered(release=[WEIGHTS, WEIGHTS, WEIGHTS, GENERAL, HOLD])
    )
    after = w.run(release)
    assert after.public_weights[0] == after.public_base[0] == 29.5
    terms = w.terms(release, "public_weights", None)
    assert {cause: amount for cause, amount in terms.items() if amount} == {"seat:meridian": pytest.approx(2.5)}


def test_weak_weights_change_nothing_public() -> None:
    after = shop().has(capability=26.0).ordered(release=WEIGHTS).run(release)
    assert after.opened[0, 0] == 26.0
    assert after.public_weights[0] == 27.0
    assert after.public_base[0] == 26.5


def test_tinkered_weights_are_not_the_base() -> None:
    after = shop().has(capability=26.8).ordered(release=WEIGHTS).run(release)
    assert after.public_weights[0] == 27.0
    assert after.public_base[0] == 26.8


def test_what_is_served_proves_what_is_known() -> None:
    w = shop().has(served=0.0, served_stage=0)
    known = np.zeros_like(w.state.known)
    known[0, 0] = known[1, 1] = True
    proven = np.zeros_like(w.state.proven)
    proven[2] = True
    w = w.with_state(known=known, proven=proven).ordered(release=[GENERAL, HOLD, HOLD, HOLD, HOLD])
    assert w.run(release).proven[:4, 0].tolist() == [True, False, True, False]
    assert w.has(served_stage=STAGED).run(release).proven[:4, 0].tolist() == [True, True, True, False]


@pytest.mark.parametrize("stance", Stance)
def test_a_served_model_shows_its_powers_and_closed_doors_hide_the_rest(stance: Stance) -> None:
    w = shop().ordered(stance=[stance, Stance.OPEN, 0, 0, 0])
    known, proven = np.zeros_like(w.state.known), np.zeros_like(w.state.proven)
    known[:, 0] = True
    after = w.has(served_stage=[GENERAL, 0, 0, 0, 0]).with_state(known=known, proven=proven).run(release)
    for lane in Lane:
        shown = after.proven[w.setup.lane == lane, 0]
        assert shown.all() == shown.any() == (lane is Lane.CAPABILITIES or stance is not Stance.SECRET)
