"""Security: the level that money, size and governments allow, its rise and decay, and lock-downs."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action
from game.rules.phases.security import security, security_cap
from tests.rules.relations import Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain


@cache
def fort() -> World:
    """A seat of size one whose money a year is what it needs times ln 2: it aims at half of its cap, from nothing."""
    return (
        plain()
        .numbers("security", base_cap=4.0, scale=2.0, gain=2.0 * LN2, decay=2.0 * LN2, lockdown_gain=1.0)
        .has(researchers=2.0, compute=0.0, government=0.0, security=0.0, lockdown=0.0, cash=10.0)
        .ordered(security=0.1 * LN2)
        .set_up(turn_years=0.5)
    )


def aim(w: World) -> float:
    """The level that this spending keeps up in the end."""
    return float(w.numbers("security", gain=1e4, decay=1e4).run(security).security[0, 0])


def by_exponent(times: float) -> float:
    """Aim at so many times the money, relative to the aim at what reaches half of the cap."""
    return (1.0 - float(np.exp(-LN2 * times))) / 0.5


@rows(
    Row("twice the money", aim, lambda w: w.has(cash=20.0), times=by_exponent(2.0)),
    Row("twice the share", aim, lambda w: w.ordered(security=0.2 * LN2), times=by_exponent(2.0)),
    Row("half as much a year", aim, lambda w: w.set_up(turn_years=1.0), times=by_exponent(0.5)),
    Row("dear", aim, lambda w: w.numbers("security", scale=4.0), times=by_exponent(0.5)),
    Row("cheap by technology", aim, lambda w: w.knows(security_cost=0.5), times=by_exponent(2.0)),
    Row("more people", aim, lambda w: w.has(researchers=6.0), times=by_exponent(0.5)),
    Row("more chips", aim, lambda w: w.has(compute=1.0 / 0.12 / 6.0), times=by_exponent(0.5)),
    Row("no money", aim, lambda w: w.ordered(security=0.0), times=0.0),
    Row("a higher cap", aim, lambda w: w.knows(security_cap=1.0), times=1.25),
    Row("a partner's help", aim, lambda w: w.has(government=2.0), times=4.9 / 4.0),
)
def test_aims(row: Row) -> None:
    assert aim(fort()) == pytest.approx(2.0)
    row.check(fort())


def cap(w: World) -> float:
    return float(security_cap(w.state, w.turn().effects, w.params)[0, 0])


@rows(
    Row("base", cap, lambda w: w.numbers("security", base_cap=3.0), plus=-1.0),
    Row("technology", cap, lambda w: w.knows(security_cap=0.3), plus=0.3),
    Row("government", cap, lambda w: w.has(government=1.0), plus=0.45),
    Row("five is the top", cap, lambda w: w.has(government=3.0).knows(security_cap=2.0), plus=1.0),
)
def test_caps(row: Row) -> None:
    row.check(fort())


up = term(security, "security", "money spent")
down = term(security, "security", "neglect")


@rows(
    Row("half of the way in a turn, then half again", up, lambda w: wealthy(w).set_up(turn_years=1.0), times=1.5),
    Row("faster", up, lambda w: w.numbers("security", gain=4.0 * LN2), times=1.5),
    Row("decay is another thing", up, lambda w: w.numbers("security", decay=9.0), times=1.0),
    Row("half of it there", up, lambda w: w.has(security=1.0), times=0.5),
    Row("more than there should be", up, lambda w: w.has(security=3.0), times=0.0),
)
def test_security_rises(row: Row) -> None:
    assert up(fort()) == pytest.approx(1.0)
    assert down(fort()) == 0.0
    row.check(fort())


def wealthy(w: World) -> World:
    """Twice the money, so that a turn of twice the length has the same aim."""
    return w.has(cash=20.0)


@rows(
    Row("half of the way in a turn, then half again", down, lambda w: wealthy(w).set_up(turn_years=1.0), times=1.5),
    Row("faster", down, lambda w: w.numbers("security", decay=4.0 * LN2), times=1.5),
    Row("gain is another thing", down, lambda w: w.numbers("security", gain=9.0), times=1.0),
    Row("half of it to go", down, lambda w: w.has(security=3.0), times=0.5),
)
def test_security_decays(row: Row) -> None:
    base = fort().has(security=4.0)
    assert down(base) == pytest.approx(-1.0)
    assert up(base) == 0.0
    row.check(base)


# --- lock-down


locked = figure(security, "lockdown", 0)
jump = term(security, "security", "lock-down")


def test_a_lock_down_is_total_and_eases() -> None:
    ordered = fort().acts(0, Action.LOCK_DOWN)
    assert term(security, "lockdown", "lock-down ordered")(ordered) == 1.0
    assert locked(ordered) == 1.0
    assert term(security, "lockdown", "lock-down ordered")(ordered.has(lockdown=0.25)) == 0.75
    assert term(security, "lockdown", "lock-down ordered")(fort()) == 0.0
    eased = locked(fort().has(lockdown=1.0))
    assert 0.0 < eased < 1.0
    assert locked(fort().has(lockdown=1.0).set_up(turn_years=1.0)) == pytest.approx(eased**2)
    assert locked(fort().acts(1, Action.LOCK_DOWN)) == 0.0


@rows(
    Row("stricter", jump, lambda w: w.numbers("security", lockdown_gain=2.0), times=2.0),
    Row("longer", jump, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("a year is all", jump, lambda w: w.set_up(turn_years=4.0), times=2.0),
    Row("nobody ordered it", jump, lambda w: w.acts(0, Action.NONE), times=0.0),
)
def test_a_lock_down_raises_security(row: Row) -> None:
    base = fort().acts(0, Action.LOCK_DOWN)
    assert jump(base) == pytest.approx(0.5)
    row.check(base)


lent = term(security, "security", "a state's specialists")


@cache
def capital() -> World:
    """The fort among two states, the first of which is of its bloc."""
    return (
        plain(scenario="labs-and-states")
        .numbers("security", base_cap=4.0, lockdown_gain=0.5)
        .has(security=1.0)
        .set_up(turn_years=0.5)
    )


@rows(
    Row("better people", lent, lambda w: w.numbers("security", lockdown_gain=1.0), times=2.0),
    Row("longer", lent, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("a year is all", lent, lambda w: w.set_up(turn_years=4.0), times=2.0),
    Row("another seat's", lent, lambda w: w.acts(5, Action.PROTECT, 1), times=0.0),
    Row("another bloc's", lent, lambda w: w.acts(5, Action.NONE).acts(6, Action.PROTECT, 0), times=0.0),
    Row("a lab's", lent, lambda w: w.acts(5, Action.NONE).acts(1, Action.PROTECT, 0), times=0.0),
)
def test_a_state_lends_its_specialists(row: Row) -> None:
    base = capital().acts(5, Action.PROTECT, 0)
    assert lent(base) == pytest.approx(1.5 * 0.5 * 0.5)
    row.check(base)


def test_security_stays_in_bounds() -> None:
    assert figure(security, "security", 0)(fort().acts(0, Action.LOCK_DOWN).has(security=5.0)) <= 5.0
    strict = fort().numbers("security", lockdown_gain=99.0).acts(0, Action.LOCK_DOWN)
    assert figure(security, "security", 0)(strict) == 5.0
    assert (
        figure(security, "security", 0)(fort().numbers("security", lockdown_gain=-99.0).acts(0, Action.LOCK_DOWN))
        == 0.0
    )
