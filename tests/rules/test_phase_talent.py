"""Talent: who is hired, recruited, dismissed and leaves; pitches kept and broken; concern and morale."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Pitch, Release, Stance
from game.rules.context import logistic
from game.rules.phases.talent import pitch_kept, talent
from tests.rules.relations import Change, Measure, Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

CONTROL, SCIENCE, NATION, MONEY, SAFETY = Pitch
SECRET, SELECTIVE, OPEN = Stance


@cache
def lab() -> World:
    """Content people, money for two thousand more than the four thousand there are; pitches pull nobody."""
    return (
        plain()
        .numbers("talent", cost=2.0, hire_time=0.5 / LN2, leave_time=0.5 / LN2, attraction_lead=LN2)
        .numbers("talent", attraction_trust=0.5, pitch_pull=0.0, broken_pitch=0.1, concern_drift=2.0 * LN2)
        .numbers("talent", morale_return=2.0 * LN2, secrecy_cost=0.4, leaver_rate=2.0 * LN2, recruit_gain=0.1)
        .has(researchers=4.0, concern=0.0, morale=0.8, reading=-99.0, served=28.0, served_stage=Release.GENERAL)
        .has(trust=50.0, public_concern=50.0, hype=0.6, government=0.0, support=0.0, security=0.0, lockdown=0.0)
        .has(cash=12.0, pitch=SCIENCE, tension=0.0)
        .ordered(research=0.5, pitch=SCIENCE, stance=SELECTIVE)
        .set_up(turn_years=0.5)
    )


def longer(w: World) -> World:
    """A turn of twice the length with as much money a year."""
    return w.set_up(turn_years=1.0).has(cash=2.0 * w.state.cash)


# --- hired and dismissed

hired = term(talent, "researchers", "hired")
dismissed = term(talent, "researchers", "no money")
recruited = term(talent, "researchers", "recruited")
gone = term(talent, "researchers", "left in concern")


@rows(
    Row("money", hired, lambda w: w.has(cash=16.0), times=2.0),
    Row("share", hired, lambda w: w.ordered(research=1.0), times=4.0),
    Row("dear people", hired, lambda w: w.numbers("talent", cost=2.4), times=0.5),
    Row("enough people", hired, lambda w: w.has(researchers=6.0), times=0.0),
    Row("fewer people", hired, lambda w: w.has(researchers=2.0), times=2.0),
    Row("in a turn half, then half again", hired, longer, times=1.5),
    Row("quick", hired, lambda w: w.numbers("talent", hire_time=0.25 / LN2), times=1.5),
    Row("as slow to leave", hired, lambda w: w.numbers("talent", leave_time=9.0), times=1.0),
    Row("distrusted", hired, lambda w: w.has(trust=12.5), times=0.5),
    Row("attractive by technology", hired, lambda w: w.knows(talent=0.75), times=0.75),
    Row("an OOM behind", hired, lambda w: w.has(served=[28.0, 29.0, 28.0, 28.0, 28.0]), times=0.5),
    Row("leading", hired, lambda w: w.has(served=[29.0, 28.0, 28.0, 28.0, 28.0]), times=1.0),
    Row("staged", hired, lambda w: w.has(served_stage=[Release.STAGED, 2, 2, 2, 2]), times=0.5**0.5),
    Row("never more than half as many again", hired, lambda w: w.knows(talent=9.0), times=1.5),
)
def test_hiring(row: Row) -> None:
    assert hired(lab()) == pytest.approx(1.0)
    assert dismissed(lab()) == 0.0
    row.check(lab())


@rows(
    Row("twice too many", dismissed, lambda w: w.has(researchers=8.0), times=2.0),
    Row("in a turn half, then half again", dismissed, longer, times=1.5),
    Row("as slow to come", dismissed, lambda w: w.numbers("talent", hire_time=9.0), times=1.0),
    Row("quick", dismissed, lambda w: w.numbers("talent", leave_time=0.25 / LN2), times=1.5),
    Row("distrusted", dismissed, lambda w: w.has(trust=12.5), times=1.0),
)
def test_dismissals(row: Row) -> None:
    base = lab().has(cash=8.0, researchers=6.0)
    assert dismissed(base) == pytest.approx(-1.0)
    assert hired(base) == 0.0
    row.check(base)


@rows(
    Row("gain", recruited, lambda w: w.numbers("talent", recruit_gain=0.2), times=2.0),
    Row("a larger lab", recruited, lambda w: w.has(researchers=8.0), times=2.0),
    Row("distrusted", recruited, lambda w: w.has(trust=12.5), times=0.5),
    Row("never more than half as many again", recruited, lambda w: w.knows(talent=9.0), times=1.5),
    Row("longer", recruited, longer, times=2.0),
    Row("a year is all", recruited, lambda w: w.set_up(turn_years=3.0), times=2.0),
    Row("of others", recruited, lambda w: w.acts(0, Action.NONE).acts(1, Action.RECRUIT), times=0.0),
)
def test_recruiting(row: Row) -> None:
    base = lab().acts(0, Action.RECRUIT)
    assert recruited(base) == pytest.approx(0.1 * 4.0 * 0.5)
    row.check(base)


@rows(
    Row("more of them", gone, lambda w: w.has(researchers=8.0), times=2.0),
    Row("more concerned", gone, lambda w: w.has(concern=1.0), times=2.0),
    Row("unhappier", gone, lambda w: w.has(morale=0.0), times=2.0),
    Row("happy", gone, lambda w: w.has(morale=1.0), times=0.0),
    Row("quick", gone, lambda w: w.numbers("talent", leaver_rate=4.0 * LN2), times=1.5),
    Row("in a turn half, then half again", gone, longer, times=1.5),
    Row("a gap as wide as can be", gone, lambda w: w.has(reading=99.0), times=1.3 / 0.3),
    Row("at the limit of the techniques", gone, lambda w: w.has(reading=0.0), times=0.8 / 0.3),
    Row("half an OOM beyond", gone, lambda w: w.has(reading=0.5),
        times=(0.3 + float(logistic(np.array(1.0)))) / 0.3),
)  # fmt: skip
def test_the_concerned_leave(row: Row) -> None:
    base = lab().has(concern=0.5, morale=0.5)
    assert gone(base) == pytest.approx(-4.0 * 0.5 * 0.5 * 0.5 * 0.3)
    row.check(base)


def test_somebody_always_stays() -> None:
    assert figure(talent, "researchers", 0)(lab().has(researchers=0.01, cash=0.0)) == 0.05


# --- pitches


@pytest.mark.parametrize(
    ("pitch", "change", "kept"),
    [
        (CONTROL, lambda w: w, True),
        (CONTROL, lambda w: w.ordered(release=Release.WEIGHTS), False),
        (CONTROL, lambda w: w.ordered(release=Release.GENERAL), True),
        (SCIENCE, lambda w: w, True),
        (SCIENCE, lambda w: w.ordered(release=Release.WEIGHTS), True),
        (SCIENCE, lambda w: w.ordered(stance=SECRET), False),
        (SCIENCE, lambda w: w.ordered(stance=OPEN), True),
        (NATION, lambda w: w, False),
        (NATION, lambda w: w.has(government=0.5), True),
        (NATION, lambda w: w.has(government=0.49), False),
        (NATION, lambda w: w.has(support=1.0), True),
        (NATION, lambda w: w.has(support=0.99), False),
        (NATION, lambda w: w.set_up(is_state=True), True),
        (MONEY, lambda w: w.ordered(stance=SECRET, release=Release.WEIGHTS), True),
        (SAFETY, lambda w: w.ordered(alignment=0.2), True),
        (SAFETY, lambda w: w.ordered(alignment=0.19), False),
        (SAFETY, lambda w: w.ordered(alignment=0.5).has(reading=1.0), True),
        (SAFETY, lambda w: w.ordered(alignment=0.5).has(reading=1.1), False),
    ],
)
def test_pitches_that_are_kept(pitch: Pitch, change: Change, kept: bool) -> None:
    w = change(lab().ordered(pitch=pitch, alignment=0.0))
    assert pitch_kept(w.state, w.turn())[0, 0] == kept


def pull(w: World) -> float:
    """Log of how much more a pitch pulls than none, at a strength of one."""
    return float(np.log(hired(w.numbers("talent", pitch_pull=1.0)) / hired(w)))


@pytest.mark.parametrize(
    ("pitch", "change", "log"),
    [
        (CONTROL, lambda w: w.has(served=[28.0, 27.8, 27.0, 27.0, 27.0]), 1.2 * 0.4),
        (CONTROL, lambda w: w.has(served=[28.0, 28.5, 27.0, 27.0, 27.0]), 1.2 * -0.1),
        (CONTROL, lambda w: w.has(served=[28.0, 40.0, 27.0, 27.0, 27.0]), 1.2 * -1.0),
        (CONTROL, lambda w: w.ordered(release=Release.WEIGHTS), 0.0),
        (SCIENCE, lambda w: w, 0.1),
        (SCIENCE, lambda w: w.ordered(stance=OPEN), 0.45),
        (SCIENCE, lambda w: w.ordered(stance=SECRET), 0.0),
        (NATION, lambda w: w.set_up(is_state=True), -0.1),
        (NATION, lambda w: w.set_up(is_state=True).has(tension=50.0), 0.3),
        (NATION, lambda w: w.has(tension=50.0), 0.0),
        (MONEY, lambda w: w, 0.0),
        (MONEY, lambda w: w.has(hype=1.6), 0.25),
        (SAFETY, lambda w: w.ordered(alignment=0.5), 0.25),
        (SAFETY, lambda w: w.ordered(alignment=0.5).has(public_concern=100.0), 0.6),
        (SAFETY, lambda w: w, 0.0),
    ],
)
def test_what_a_pitch_pulls(pitch: Pitch, change: Change, log: float) -> None:
    # few enough must come at first that the limit of half as many again is out of sight
    w = change(lab().ordered(pitch=pitch, alignment=0.0).has(pitch=pitch, trust=10.0))
    assert pull(w) == pytest.approx(log, abs=1e-9)
    assert pull(w.numbers("talent", attraction_lead=0.0)) == pytest.approx(log, abs=1e-9)
    stronger = float(np.log(hired(w.numbers("talent", pitch_pull=0.5)) / hired(w)))
    assert stronger == pytest.approx(0.5 * log, abs=1e-9)


broken = term(talent, "morale", "broken pitch")


@rows(
    Row("kept", broken, lambda w: w.ordered(stance=OPEN), times=0.0),
    Row("another pitch", broken, lambda w: w.ordered(stance=OPEN).has(pitch=MONEY), times=1.0),
    Row("both", broken, lambda w: w.has(pitch=MONEY), times=1.0),
    Row("worse", broken, lambda w: w.numbers("talent", broken_pitch=0.2), times=2.0),
    Row("longer", broken, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("a year is all", broken, lambda w: w.set_up(turn_years=3.0), times=2.0),
)
def test_a_broken_pitch_costs_morale(row: Row) -> None:
    base = lab().ordered(stance=SECRET)
    assert broken(base) == pytest.approx(-0.05)
    assert base.run(talent).facts.pitch_broken.all()
    assert not base.ordered(stance=OPEN).run(talent).facts.pitch_broken.any()
    row.check(base)


def test_pitch_and_stance_are_remembered() -> None:
    after = lab().ordered(pitch=MONEY, stance=SECRET).run(talent)
    assert (after.pitch == MONEY).all()
    assert (after.stance == SECRET).all()


# --- concern and morale

times = term(talent, "concern", "the times")
calmed = term(talent, "concern", "the concerned left")


def aim(w: World) -> float:
    return float(figure(talent, "concern", 0)(w.numbers("talent", concern_drift=1e4, leaver_rate=0.0)))


@pytest.mark.parametrize(
    ("change", "plus"),
    [
        (lambda w: w.has(public_concern=75.0), 0.2),
        (lambda w: w.ordered(pitch=SAFETY, alignment=0.5), 0.25),
        (lambda w: w.ordered(pitch=SAFETY, alignment=0.0), 0.0),
        (lambda w: w.ordered(pitch=CONTROL), -0.2),
        (lambda w: w.ordered(pitch=MONEY), -0.2),
        (lambda w: w.ordered(pitch=NATION), 0.0),
        (lambda w: w.has(public_concern=5.0).ordered(pitch=MONEY), -0.4),
        (lambda w: w.has(public_concern=100.0).ordered(pitch=SAFETY, alignment=0.5), 0.6),
    ],
)
def test_what_concern_tends_to(change: Change, plus: float) -> None:
    assert aim(lab()) == pytest.approx(0.4)
    assert aim(change(lab())) == pytest.approx(0.4 + plus)


@pytest.mark.parametrize("now", [0.2, 0.8])
def test_concern_closes_half_the_distance_and_half_again(now: float) -> None:
    w = lab().has(concern=now)
    assert times(w) == pytest.approx(0.5 * (0.4 - now))
    assert times(w.set_up(turn_years=1.0)) == pytest.approx(0.75 * (0.4 - now))


def test_those_who_leave_take_their_concern_along() -> None:
    w = lab().has(concern=0.5, morale=0.5)
    share = -gone(w) / 4.0
    assert calmed(w) == pytest.approx(-0.5 * 0.5 * share)
    assert calmed(w.has(researchers=40.0)) == pytest.approx(calmed(w))
    twice = w.has(morale=0.0)
    assert calmed(twice) == pytest.approx(2.0 * calmed(w))


settling: Measure = term(talent, "morale", "settling")


@pytest.mark.parametrize(
    ("change", "aim"),
    [
        (lambda w: w, 0.8),
        (lambda w: w.has(security=5.0), 0.4),
        (lambda w: w.has(security=2.5), 0.7),
        (lambda w: w.has(security=5.0).numbers("talent", secrecy_cost=0.2), 0.6),
        (lambda w: w.has(lockdown=1.0), 0.6),
        (lambda w: w.has(lockdown=0.5), 0.7),
    ],
)
@pytest.mark.parametrize("now", [0.2, 1.0])
def test_morale_settles_below_where_secrecy_allows(change: Change, aim: float, now: float) -> None:
    w = change(lab()).has(morale=now)
    assert settling(w) == pytest.approx(0.5 * (aim - now))
    assert settling(w.set_up(turn_years=1.0)) == pytest.approx(0.75 * (aim - now))


def test_morale_and_concern_stay_in_bounds() -> None:
    low = lab().has(morale=0.06).ordered(stance=SECRET).numbers("talent", broken_pitch=9.0)
    assert figure(talent, "morale", 0)(low) == 0.05
    assert figure(talent, "morale", 0)(lab().numbers("talent", broken_pitch=-9.0).ordered(stance=SECRET)) == 1.0
    assert figure(talent, "concern", 0)(lab().has(concern=-3.0, morale=1.0)) == 0.0
    assert figure(talent, "concern", 0)(lab().has(concern=3.0, morale=1.0)) == 1.0
