"""Society: adoption below its roof, jobs, patience, concern, law and panic, oversight, and trust."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.rules.context import logistic
from game.rules.phases.society import HABIT, society
from tests.rules.relations import Measure, Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain


@cache
def town() -> World:
    """Nothing changes: machines can do half of the work at Tier Five less half an order of magnitude, which is now."""
    return (
        plain()
        .numbers("truths", tier_four=29.0, tier_five_gap=1.0)
        .numbers("society", adoption_rate=0.0, adoption_trust=1.0, displacement_rate=0.0, concern_return=0.0)
        .numbers("society", concern_jobs=0.0, benefit_patience=0.0, regulation_response=0.0, regulation_decay=0.0)
        .numbers(
            "society", panic_level=80.0, panic_rate=0.0, oversight_loss=0.0, oversight_return=0.0, trust_return=0.0
        )
        .has(served=0.0, public_weights=29.5, trust=50.0, adoption=0.2, displacement=0.0, patience=0.0)
        .has(public_concern=45.0, regulation=0.0, capture=0.0, oversight=1.0, accountability=0.5)
        .set_up(turn_years=0.5)
    )


def able(best: float) -> float:
    """Share of all use that a model of this capability is good enough for."""
    return 1.0 - float(np.exp(-(best - 25.5) / 3.5))


# --- adoption

spread = term(society, "adoption", "use spreads", None)


@cache
def eager() -> World:
    return town().numbers("society", adoption_rate=0.4)


ROOM = 1.0 - 0.2 / (able(29.5) * 0.5)


@rows(
    Row("rate", spread, lambda w: w.numbers("society", adoption_rate=0.8), times=2.0),
    Row("longer", spread, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("pushed by one seat", spread, lambda w: w.knows(adoption=[1, 1.5, 1, 1, 1]), times=1.5),
    Row("pushed by all", spread, lambda w: w.knows(adoption=9.0), times=2.0),
    Row("less of it", spread, lambda w: w.has(adoption=0.1), times=0.5 * (1.0 - 0.1 / (able(29.5) * 0.5)) / ROOM),
    Row("full", spread, lambda w: w.has(adoption=able(29.5) * 0.5), times=0.0),
    Row("trusted", spread, lambda w: w.has(trust=100.0), times=(1.0 - 0.2 / able(29.5)) / ROOM),
    Row("trusted on average", spread,
        lambda w: w.has(trust=[100.0, 0.0, 50.0, 60.0, 40.0]), times=1.0),
    Row("trust matters little", spread,
        lambda w: w.has(trust=25.0).numbers("society", adoption_trust=0.5), times=1.0),
    Row("ruled", spread, lambda w: w.has(regulation=100.0), times=(1.0 - 0.2 / (able(29.5) * 0.35)) / ROOM),
    Row("half as much", spread, lambda w: w.has(regulation=50.0), times=(1.0 - 0.2 / (able(29.5) * 0.425)) / ROOM),
    Row("better models", spread, lambda w: w.has(public_weights=33.0), times=(1.0 - 0.2 / (able(33.0) * 0.5)) / ROOM),
    Row("models good for nothing", spread, lambda w: w.has(public_weights=20.0), times=-3.0 / ROOM),
)  # fmt: skip
def test_adoption(row: Row) -> None:
    assert spread(eager()) == pytest.approx(0.4 * 0.2 * ROOM * 0.5)
    row.check(eager())


def test_adoption_stays_in_bounds() -> None:
    assert figure(society, "adoption")(eager().has(adoption=0.0)) == 0.01
    assert figure(society, "adoption")(eager().numbers("society", adoption_rate=1e3)) == 1.0


# --- jobs

taken = term(society, "displacement", "machines do the work", None)
found = term(society, "displacement", "people find new work", None)


@cache
def working() -> World:
    return town().numbers("society", displacement_rate=2.0 * LN2).has(adoption=0.4)


@rows(
    Row("more use", taken, lambda w: w.has(adoption=0.8), times=2.0),
    Row("machines that can do everything", taken, lambda w: w.has(public_weights=99.0), times=2.0),
    Row("machines half an OOM further", taken,
        lambda w: w.has(public_weights=30.0), times=2.0 * float(logistic(np.array(0.5)))),
    Row("half of it taken", taken, lambda w: w.has(displacement=0.1), times=0.5),
    Row("more than that", taken, lambda w: w.has(displacement=0.5), times=0.0),
    Row("in a turn half, then half again", taken, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("faster", taken, lambda w: w.numbers("society", displacement_rate=4.0 * LN2), times=1.5),
)  # fmt: skip
def test_machines_take_work(row: Row) -> None:
    assert taken(working()) == pytest.approx(0.5 * 0.4 * 0.5)
    row.check(working())


def test_people_find_new_work_sooner_with_a_dividend() -> None:
    w = town().has(displacement=0.5)
    slow = 1.0 + found(w) / 0.5
    assert 0.0 < slow < 1.0
    assert 1.0 + found(w.set_up(turn_years=1.0)) / 0.5 == pytest.approx(slow**2)
    assert found(w.has(displacement=1.0)) == pytest.approx(2.0 * found(w))
    helped = 1.0 + found(w.knows(public_dividend=[0, 1, 0, 0, 0])) / 0.5
    assert helped == pytest.approx(slow ** (0.18 / 0.08))
    assert figure(society, "displacement")(w.has(displacement=-0.5)) == 0.0
    assert figure(society, "displacement")(w.has(displacement=5.0)) == 1.0


# --- patience

benefits = term(society, "patience", "benefits", None)
programmes = term(society, "patience", "public programmes", None)
habit = term(society, "patience", "habit", None)


@cache
def kind() -> World:
    return town().numbers("society", benefit_patience=10.0).knows(patience=[0, 0, 3.0, 0, 0])


def twice(w: World, *names: str) -> World:
    """The world after the first of two turns of half the length."""
    half = w.set_up(turn_years=w.setup.turn_years / 2.0)
    between = half.run(society)
    return half.with_state(**{name: getattr(between, name) for name in names})


@rows(
    Row("benefits", benefits, lambda w: w.numbers("society", benefit_patience=20.0), times=2.0),
    Row("of more use", benefits, lambda w: w.has(adoption=0.4), times=2.0),
    Row("programmes", programmes, lambda w: w.knows(patience=[0, 1.0, 6.0, 0, 0]), times=2.0),
)
def test_patience_is_earned(row: Row) -> None:
    assert benefits(kind()) > 0.0
    assert programmes(kind()) == pytest.approx(1.5 * benefits(kind()))
    assert habit(kind()) == 0.0
    row.check(kind())


def test_patience_is_soon_gone_and_two_half_turns_are_one() -> None:
    w = kind().has(patience=40.0)
    assert habit(w) < 0.0
    assert habit(w.has(patience=80.0)) == pytest.approx(2.0 * habit(w))
    after = figure(society, "patience")(w)
    assert figure(society, "patience")(twice(w, "patience")) == pytest.approx(after)
    forever = figure(society, "patience")(kind().set_up(turn_years=1e3))
    assert forever == pytest.approx((10.0 * 0.2 + 3.0) / float(HABIT))
    assert figure(society, "patience")(w.numbers("society", benefit_patience=1e4)) == 100.0
    assert figure(society, "patience")(w.has(patience=-50.0)) == 0.0


# --- concern

settling = term(society, "public_concern", "settling", None)
jobs = term(society, "public_concern", "jobs lost", None)


def rest(w: World) -> float:
    """What concern settles to where nobody has lost a job."""
    return figure(society, "public_concern")(w.numbers("society", concern_return=1e4))


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, 53.6),
        ({"public_weights": 20.0}, 50.0),
        ({"public_weights": 28.5}, 50.0 + 12.0 * (float(logistic(np.array(-1.0))) - 0.2)),
        ({"public_weights": 99.0}, 59.6),
        ({"patience": 50.0}, 38.6),
    ],
)
def test_what_concern_settles_to(figures: dict[str, float], expected: float) -> None:
    moment = town().set_up(turn_years=1e-3)  # too short for patience to change
    assert rest(moment.has(**figures)) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("now", [20.0, 90.0])
def test_concern_closes_half_the_distance_and_half_again(now: float) -> None:
    w = town().has(public_concern=now).numbers("society", concern_return=2.0 * LN2)
    assert settling(w) == pytest.approx(0.5 * (53.6 - now))
    assert settling(w.set_up(turn_years=1.0)) == pytest.approx(0.75 * (53.6 - now))


@rows(
    Row("touchier", jobs, lambda w: w.numbers("society", concern_jobs=60.0), times=2.0),
    Row("more jobs", jobs, lambda w: w.has(displacement=0.5), times=2.0),
    Row("a dividend", jobs, lambda w: w.knows(public_dividend=[0, 0, 1, 0, 0]), times=0.5),
    Row("longer", jobs, lambda w: w.set_up(turn_years=1.0), times=2.0),
)
def test_lost_jobs_worry(row: Row) -> None:
    base = town().numbers("society", concern_jobs=30.0, concern_return=1e-9).has(displacement=0.25)
    assert jobs(base) == pytest.approx(30.0 * 0.25 * 0.5)
    row.check(base)


def test_two_half_turns_of_concern_are_one() -> None:
    w = town().numbers("society", concern_jobs=30.0, concern_return=0.7)
    w = w.has(displacement=0.25, adoption=0.5)
    once = figure(society, "public_concern")(w)
    assert figure(society, "public_concern")(twice(w, "public_concern")) == pytest.approx(once)


def test_concern_stays_in_bounds() -> None:
    assert (
        figure(society, "public_concern")(
            town().numbers("society", concern_jobs=1e4, concern_return=0.1).has(displacement=0.5)
        )
        == 100.0
    )
    assert figure(society, "public_concern")(town().has(public_concern=-5.0)) == 0.0


# --- law

law = term(society, "regulation", "concern becomes law", None)
panic = term(society, "regulation", "panic", None)
age = term(society, "regulation", "laws age", None)


@cache
def worried() -> World:
    return town().numbers("society", regulation_response=2.0 * LN2).has(public_concern=65.0, regulation=2.0)


@rows(
    Row("twice as worried", law, lambda w: w.has(public_concern=85.0), times=(44.0 - 2.0) / 20.0),
    Row("not worried", law, lambda w: w.has(public_concern=40.0), times=0.0),
    Row("law enough", law, lambda w: w.has(regulation=30.0), times=0.0),
    Row("half of it law", law, lambda w: w.has(regulation=12.0), times=0.5),
    Row("captured", law, lambda w: w.has(capture=1.0), times=(22.0 * 0.6 - 2.0) / 20.0),
    Row("half captured", law, lambda w: w.has(capture=0.5), times=(22.0 * 0.8 - 2.0) / 20.0),
    Row("in a turn half, then half again", law, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("quick", law, lambda w: w.numbers("society", regulation_response=4.0 * LN2), times=1.5),
)
def test_concern_becomes_law(row: Row) -> None:
    assert law(worried()) == pytest.approx(10.0)
    row.check(worried())


@rows(
    Row("twice as far above", panic, lambda w: w.has(public_concern=100.0), times=2.0),
    Row("just no panic", panic, lambda w: w.has(public_concern=80.0), times=0.0),
    Row("calm", panic, lambda w: w.has(public_concern=20.0), times=0.0),
    Row("wilder", panic, lambda w: w.numbers("society", panic_rate=1.6), times=2.0),
    Row("longer", panic, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("sooner", panic, lambda w: w.numbers("society", panic_level=70.0), times=2.0),
)
def test_panic(row: Row) -> None:
    base = town().numbers("society", panic_rate=0.8, regulation_decay=1e-9).has(public_concern=90.0)
    assert panic(base) == pytest.approx(0.8 * 10.0 * 0.5)
    row.check(base)


def test_laws_age_and_two_half_turns_are_one() -> None:
    w = town().numbers("society", regulation_decay=2.0 * LN2).has(regulation=40.0)
    assert age(w) == pytest.approx(-20.0)
    assert age(w.set_up(turn_years=1.0)) == pytest.approx(-30.0)
    wild = w.numbers("society", panic_rate=0.8).has(public_concern=90.0)
    once = figure(society, "regulation")(wild)
    assert figure(society, "regulation")(twice(wild, "regulation")) == pytest.approx(once)
    assert figure(society, "regulation")(wild.numbers("society", panic_rate=1e4)) == 100.0
    assert figure(society, "regulation")(w.has(regulation=-5.0)) == 0.0


# --- oversight

slipping = term(society, "oversight", "decisions left to machines", None)
regained = term(society, "oversight", "institutions", None)


SLOW = 1e-4


@cache
def handed_over() -> World:
    # So slow that a turn is a moment: rates are looked at, and what they come to in a turn further down.
    return town().numbers("society", oversight_loss=0.5 * SLOW, oversight_return=0.4 * SLOW).has(oversight=0.5)


@rows(
    Row("faster", slipping, lambda w: w.numbers("society", oversight_loss=SLOW), times=2.0),
    Row("more use", slipping, lambda w: w.has(adoption=0.4), times=2.0),
    Row("machines that can do everything", slipping, lambda w: w.has(public_weights=99.0), times=2.0),
    Row("longer", slipping, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("more to lose", slipping, lambda w: w.has(oversight=1.0), times=2.0),
    Row("nothing to lose", slipping, lambda w: w.has(oversight=0.0), times=0.0),
    Row("nobody answers", slipping, lambda w: w.has(accountability=0.0), times=1.0 / 0.65),
    Row("one answers", slipping, lambda w: w.has(accountability=[1.0, 0, 0, 0, 0]), times=0.86 / 0.65),
    Row("technology of one", slipping, lambda w: w.knows(accountability=[0.5, 0, 0, 0, 0]), times=0.58 / 0.65),
    Row("a dividend", slipping, lambda w: w.knows(public_dividend=[1, 0, 0, 0, 0]), times=0.4 / 0.65),
    Row("never not at all", slipping,
        lambda w: w.has(accountability=1.0).knows(public_dividend=1.0, accountability=1.0), times=0.05 / 0.65),
)  # fmt: skip
def test_decisions_slip_away(row: Row) -> None:
    assert slipping(handed_over()) == pytest.approx(-0.5 * SLOW * 0.2 * 0.5 * 0.65 * 0.5 * 0.5, rel=1e-4)
    row.check(handed_over())


@rows(
    Row("faster", regained, lambda w: w.numbers("society", oversight_return=0.8 * SLOW), times=2.0),
    Row("more to regain", regained, lambda w: w.has(oversight=0.0), times=2.0),
    Row("nothing to regain", regained, lambda w: w.has(oversight=1.0), times=0.0),
    Row("longer", regained, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("law", regained, lambda w: w.has(regulation=75.0), times=2.0),
    Row("more accountable", regained, lambda w: w.has(accountability=1.0), times=2.0),
    Row("by technology", regained, lambda w: w.knows(accountability=[2.5, 0, 0, 0, 0]), times=2.0),
)
def test_institutions_regain(row: Row) -> None:
    assert regained(handed_over()) == pytest.approx(0.4 * SLOW * 0.5 * 0.3 * 0.5, rel=1e-4)
    row.check(handed_over())


def test_oversight_settles_where_loss_and_return_meet() -> None:
    held = figure(society, "oversight")
    assert held(handed_over().numbers("society", oversight_loss=1e6)) == pytest.approx(0.0, abs=1e-9)
    assert held(handed_over().numbers("society", oversight_return=1e6)) == pytest.approx(1.0)
    fast = handed_over().numbers("society", oversight_loss=0.5, oversight_return=0.4)
    a, b = 0.5 * 0.2 * 0.5 * 0.65, 0.4 * 0.3
    assert held(fast) == pytest.approx(b / (a + b) + (0.5 - b / (a + b)) * np.exp(-0.5 * (a + b)))


# --- trust

back: Measure = term(society, "trust", "settling")
stands: Measure = term(society, "trust", "what it stands for")


@pytest.mark.parametrize("now", [10.0, 90.0])
def test_trust_settles_by_half_and_half_again(now: float) -> None:
    w = town().numbers("society", trust_return=2.0 * LN2).has(trust=now)
    assert back(w) == pytest.approx(0.5 * (50.0 - now))
    assert back(w.set_up(turn_years=1.0)) == pytest.approx(0.75 * (50.0 - now))


def test_technologies_win_trust_for_their_seat() -> None:
    w = town().knows(trust=[3.0, 0, 0, 0, 0]).numbers("society", trust_return=0.6)
    assert stands(w) > 0.0
    assert stands(w.knows(trust=6.0)) == pytest.approx(2.0 * stands(w))
    assert term(society, "trust", "what it stands for", 1)(w) == 0.0
    after = figure(society, "trust", 0)(w)
    assert figure(society, "trust", 0)(twice(w, "trust")) == pytest.approx(after)
    assert figure(society, "trust", 0)(w.knows(trust=1e4)) == 100.0
    assert figure(society, "trust", 0)(w.knows(trust=-1e4)) == 0.0
