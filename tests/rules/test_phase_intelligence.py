"""Intelligence: how well seats see each other, and how guesses are weighed with old ones."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Clause, Stance
from game.rules.phases.intelligence import intelligence
from tests.rules.relations import Row, figure, rows
from tests.rules.worlds import World, plain

ONE_SIGMA = 0.8413447460685429  # the uniform draw that is one standard deviation up
SEES, SEEN = 0, 4


@cache
def watchers() -> World:
    return (
        plain()
        .numbers("conflict", sight=0.4, sight_secret=0.8)
        .has(capability=29.0, served=20.0, opened=20.0, estimate=27.0, estimate_sd=0.0)
        .ordered(stance=Stance.SELECTIVE)
        .set_up(turn_years=0.5)
        .shows(estimate=0.5)
    )


spread = figure(intelligence, "estimate_sd", SEES, SEEN)
guess = figure(intelligence, "estimate", SEES, SEEN)


@rows(
    Row("blurred", spread, lambda w: w.numbers("conflict", sight=0.6), times=1.5),
    Row("secret", spread, lambda w: w.ordered(stance=Stance.SECRET), times=2.0),
    Row("open", spread, lambda w: w.ordered(stance=Stance.OPEN), times=1.0),
    Row("secrets of the one who looks", spread, lambda w: w.ordered(stance=[Stance.SECRET, 1, 1, 1, 1]), times=1.0),
    Row("secrets of the one looked at", spread, lambda w: w.ordered(stance=[1, 1, 1, 1, Stance.SECRET]), times=2.0),
    Row("better eyes", spread, lambda w: w.knows(sight=[0.5, 1.0, 1.0, 1.0, 1.0]), times=0.5),
    Row("better eyes of the other", spread, lambda w: w.knows(sight=[1.0, 1.0, 1.0, 1.0, 0.5]), times=1.0),
    Row("spies", spread, lambda w: w.acts(SEES, Action.SPY_SECRETS, SEEN), times=0.5),
    Row("spies elsewhere", spread, lambda w: w.acts(SEES, Action.SPY_SECRETS, 1), times=1.0),
    Row("inspections", spread, lambda w: w.signed_by(Clause.INSPECTIONS, SEES, SEEN), times=0.4),
    Row("inspections of others", spread, lambda w: w.signed_by(Clause.INSPECTIONS, 1, 2, SEEN), times=1.0),
    Row("inspections without the other", spread, lambda w: w.signed_by(Clause.INSPECTIONS, SEES, 1, 2), times=1.0),
    Row("inspections of one", spread, lambda w: w.signed_by(Clause.INSPECTIONS, SEES), times=1.0),
    Row("old doubts", spread, lambda w: w.has(estimate_sd=0.5), plus=0.1),
)
def test_sight(row: Row) -> None:
    assert spread(watchers()) == pytest.approx(0.8 * 0.4)
    row.check(watchers())


def test_a_steady_view_has_a_steady_error() -> None:
    assert spread(watchers().has(estimate_sd=0.4)) == pytest.approx(0.4)


def test_a_guess_moves_towards_what_is_there_and_two_half_turns_are_one() -> None:
    after = guess(watchers())
    assert 27.0 < after < 29.0
    half = watchers().set_up(turn_years=0.25)
    assert guess(half.has(estimate=half.run(intelligence).estimate)) == pytest.approx(after)
    assert guess(watchers().has(estimate=31.0)) == pytest.approx(58.0 - after)


def test_an_error_shifts_the_guess() -> None:
    wrong = watchers().shows(estimate=ONE_SIGMA)
    share = (guess(watchers()) - 27.0) / 2.0
    assert guess(wrong) - guess(watchers()) == pytest.approx(0.4 * share)
    assert guess(wrong.ordered(stance=Stance.SECRET)) - guess(watchers()) == pytest.approx(0.8 * share)


def test_the_one_guess_of_a_long_turn_is_as_good_as_several() -> None:
    for years, error in ((0.125, 0.8), (0.5, 0.4), (2.0, 0.2)):
        w = watchers().set_up(turn_years=years)
        share = (guess(w) - 27.0) / 2.0
        assert guess(w.shows(estimate=ONE_SIGMA)) - guess(w) == pytest.approx(error * share)


def test_doubts_fade_and_two_half_turns_are_one() -> None:
    w = watchers().has(estimate_sd=1.0)
    half = w.set_up(turn_years=0.25)
    assert spread(half.has(estimate_sd=half.run(intelligence).estimate_sd)) == pytest.approx(spread(w))
    assert 0.4 < spread(w) < 1.0


def test_nobody_is_thought_weaker_than_what_it_shows() -> None:
    assert guess(watchers().has(served=28.5)) == 28.5
    assert guess(watchers().has(opened=28.6, served=28.5)) == 28.6
    assert guess(watchers().has(served=[40.0, 20.0, 20.0, 20.0, 20.0])) == guess(watchers())


def test_a_seat_knows_itself() -> None:
    after = watchers().shows(estimate=ONE_SIGMA).run(intelligence)
    for seat in range(5):
        assert after.estimate[seat, seat, 0] == 29.0
        assert after.estimate_sd[seat, seat, 0] == 0.0
    assert (after.estimate_sd[~np.eye(5, dtype=np.bool_)] > 0.0).all()
