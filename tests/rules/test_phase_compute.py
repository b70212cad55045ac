"""Compute: chips paid are delivered or refunded, arrive, wear out and need power; supply, controls and caps limit."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Clause
from game.rules.arrays import Floats
from game.rules.phases.compute import compute, world_supply
from tests.rules.relations import Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

ALL = (0, 1, 2, 3, 4)
HOME, ABROAD = 0, 3  # regions, seen from the first seat


@cache
def buyers() -> World:
    """Every seat can pay for one million chips at home in a half-year turn, from makers without limits."""
    return (
        plain()
        .numbers("compute", supply_start=1e6, supply_growth=0.0, supply_growth_late=0.0, supply_slow_year=2029.0)
        .numbers("compute", chip_price=20.0, chip_price_fall=0.0, wear=0.0, regulation_drag=0.5, abroad_trust=4.0)
        .numbers("compute", power_per_chip=1.0, power_per_chip_fall=0.0)
        .numbers("treaties", cap_growth=0.3, quorum=0.8)
        .set_up(start_year=2026.0, turn_years=0.5, region_cost=[1.0, 2.0, 1.0, 1.0, 1.0, 1.0], region_lead=0.5)
        .set_up(region_growth=0.0)
        .has(cash=40.0, compute=0.0, pending=0.0, chip_supply=1.0, power=1e6, regulation=0.0, trust=50.0)
        .has(compute=at(HOME, 4.0))
        .ordered(compute=0.5, region=HOME)
    )


def at(region: int, chips: float) -> Floats:
    """(1,R,1) so many chips of every seat in one region."""
    out = np.zeros((1, 6, 1))
    out[:, region] = chips
    return out


def in_five_years(w: World, falling: str) -> World:
    """A turn whose middle is at the beginning of 2031, with a figure that falls by a fifth a year."""
    return w.numbers("compute", **{falling: 0.2}).set_up(start_year=2031.0 - w.setup.turn_years / 2.0)


def controls(*pairs: tuple[int, int, float]) -> Floats:
    out = np.zeros((3, 3, 1))
    for by, against, degree in pairs:
        out[by, against] = degree
    return out


ordered = term(compute, "pending", "ordered")


@rows(
    Row("money", ordered, lambda w: w.has(cash=80.0), times=2.0),
    Row("share of the money", ordered, lambda w: w.ordered(compute=0.25), times=0.5),
    Row("price", ordered, lambda w: w.numbers("compute", chip_price=40.0), times=0.5),
    Row("another year, other prices", ordered, lambda w: in_five_years(w, "chip_price_fall"), times=float(np.e)),
    Row("a dear region", ordered, lambda w: w.ordered(region=1), times=0.5),
    Row("own chips", ordered, lambda w: w.knows(chip_cost=0.5), times=2.0),
    Row("a favoured customer where there is enough", ordered, lambda w: w.knows(chip_share=5.0), times=1.0),
    Row("controls", ordered, lambda w: w.has(controls=controls((1, 0, 0.25))), times=0.75),
    Row("the strictest controls", ordered,
        lambda w: w.has(controls=controls((1, 0, 0.25), (2, 0, 0.5))), times=0.5),
    Row("controls of others", ordered, lambda w: w.has(controls=controls((0, 1, 0.9), (1, 2, 0.9))), times=1.0),
)  # fmt: skip
def test_orders(row: Row) -> None:
    assert ordered(buyers()) == pytest.approx(1.0)
    row.check(buyers())


def test_what_is_not_delivered_is_refunded() -> None:
    w = buyers().numbers("compute", supply_start=2.0).has(controls=controls((0, 1, 0.6)))
    after = w.run(compute)
    for seat in ALL:
        refund = w.terms(compute, "cash", seat)["chips not to be had"]
        assert refund + 20.0 * w.terms(compute, "pending", seat)["ordered"] == pytest.approx(20.0)
        assert after.cash[seat, 0] == pytest.approx(40.0 + refund)


# --- a world without enough chips


@cache
def short() -> World:
    """Half a million chips in half a year for five seats that want a million each."""
    return buyers().numbers("compute", supply_start=1.0)


def delivered(w: World) -> float:
    return sum(w.terms(compute, "pending", seat)["ordered"] for seat in ALL)


@rows(
    Row("supply", delivered, lambda w: w.numbers("compute", supply_start=2.0), times=2.0),
    Row("shock", delivered, lambda w: w.has(chip_supply=0.5), times=0.5),
    Row("longer turn", delivered, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("less demand", delivered, lambda w: w.has(cash=20.0), times=1.0),
    Row("favoured customers", delivered, lambda w: w.knows(chip_share=[3.0, 1.0, 1.0, 1.0, 1.0]), times=1.0),
    Row("a favoured customer", ordered, lambda w: w.knows(chip_share=[3.0, 1.0, 1.0, 1.0, 1.0]), times=15.0 / 7.0),
    Row("never more than ordered", ordered,
        lambda w: w.knows(chip_share=[1e9, 1.0, 1.0, 1.0, 1.0]).numbers("compute", supply_start=4.0), times=10.0),
    Row("the richer seat", ordered, lambda w: w.has(cash=[120.0, 40.0, 40.0, 40.0, 40.0]), times=15.0 / 7.0),
)  # fmt: skip
def test_rationing(row: Row) -> None:
    assert delivered(short()) == pytest.approx(0.5)
    row.check(short())


@pytest.mark.parametrize("favour", [1.0, 3.0, 1e9])
def test_no_chip_stays_unsold_while_somebody_wants_one(favour: float) -> None:
    w = buyers().numbers("compute", supply_start=8.0).knows(chip_share=[favour, favour, 1.0, 1.0, 1.0])
    got = [w.terms(compute, "pending", seat)["ordered"] for seat in ALL]
    assert sum(got) == pytest.approx(4.0)
    assert max(got) <= 1.0 + 1e-9
    assert got[0] == pytest.approx(got[1])
    assert got[2] == pytest.approx(got[4])
    if favour > 1.0:
        assert got[0] == pytest.approx(1.0)  # it wants no more than this, and the others share what it leaves


def test_the_ration_is_the_share_delivered() -> None:
    assert figure(compute, "ration")(short()) == pytest.approx(0.1)
    assert figure(compute, "ration")(buyers()) == 1.0
    assert figure(compute, "ration")(buyers().has(controls=controls((1, 0, 0.5)))) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("year", "slow_year", "growth"),
    [
        (2026.0, 2020.0, 0.0),
        (2026.0, 2029.0, 0.0),
        (2028.0, 2029.0, 2 * 0.3),
        (2031.0, 2029.0, 3 * 0.3 + 2 * 0.1),
        (2024.0, 2029.0, -2 * 0.3),
        (2027.0, 2025.0, 0.1),
        (2024.0, 2025.0, -1 * 0.3 - 0.1),
    ],
)
def test_supply_grows_fast_and_then_slowly(year: float, slow_year: float, growth: float) -> None:
    """The middle of the turn counts, and 2026 is the year of the start figure."""
    w = short().numbers("compute", supply_growth=0.3, supply_growth_late=0.1, supply_slow_year=slow_year)
    assert world_supply(w.set_up(start_year=year - 0.25).turn()) == pytest.approx(10.0**growth)


# --- a compute cap


@cache
def capped() -> World:
    """All have signed, and would buy fifty times what the cap allows."""
    return buyers().has(cash=1000.0).numbers("compute", wear=0.1).signed_by(Clause.COMPUTE_CAP, *ALL)


ALLOWED = float(np.exp(0.15)) - 1.0 + 0.05  # growth and replacement in half a year, as a share of the fleet


@rows(
    Row("a larger fleet", ordered, lambda w: w.has(compute=at(HOME, 8.0)), times=2.0),
    Row("chips on their way", ordered, lambda w: w.has(pending=at(1, 4.0)), times=2.0),
    Row("replacement only", ordered, lambda w: w.numbers("treaties", cap_growth=0.0), times=0.05 / ALLOWED),
    Row("growth only", ordered, lambda w: w.numbers("compute", wear=0.0), times=(ALLOWED - 0.05) / ALLOWED),
    Row("longer turn", ordered, lambda w: w.set_up(turn_years=1.0), times=float(np.exp(0.3) - 0.9) / ALLOWED),
    Row("more money", ordered, lambda w: w.has(cash=2000.0), times=1.0),
    Row("cheating", ordered, lambda w: w.cheats(Clause.COMPUTE_CAP, 0), times=25.0 / (4.0 * ALLOWED)),
    Row("outside", ordered, lambda w: w.signed_by(Clause.COMPUTE_CAP, 1, 2, 3, 4), times=25.0 / (4.0 * ALLOWED)),
    Row("too few", ordered, lambda w: w.signed_by(Clause.COMPUTE_CAP, 0, 1, 2), times=25.0 / (4.0 * ALLOWED)),
    Row("less than allowed", ordered, lambda w: w.has(cash=4.0), times=0.1 / (4.0 * ALLOWED)),
)
def test_compute_cap(row: Row) -> None:
    assert ordered(capped()) == pytest.approx(4.0 * ALLOWED)
    row.check(capped())


# --- arrival and wear


def twice(w: World, **again: object) -> World:
    """The world after two turns of half the length; `again` is set anew before the second."""
    half = w.set_up(turn_years=w.setup.turn_years / 2.0)
    between = half.run(compute)
    return half.with_state(
        **{name: getattr(between, name) for name in ("pending", "compute", "power", "chip_supply")}
    ).has(**again)


def test_two_half_turns_of_steady_orders_are_one() -> None:
    w = buyers().has(pending=at(HOME, 3.0)).set_up(turn_years=1.0)
    once, again = w.run(compute), twice(w.has(cash=20.0)).run(compute)
    np.testing.assert_allclose(again.pending, once.pending)
    np.testing.assert_allclose(again.compute, once.compute)
    assert 0.0 < once.pending[0, HOME, 0] < 4.0


def test_two_half_turns_of_wear_are_one() -> None:
    w = buyers().numbers("compute", wear=LN2).ordered(compute=0.0).set_up(turn_years=1.0)
    np.testing.assert_allclose(w.run(compute).compute, 0.5 * w.state.compute)
    np.testing.assert_allclose(twice(w).run(compute).compute, 0.5 * w.state.compute)


def test_what_arrives_was_pending() -> None:
    w = buyers().ordered(compute=0.0).has(pending=at(HOME, 2.0)).set_up(region_lead=0.5 / LN2)
    assert w.terms(compute, "compute", 0)["delivered"] == pytest.approx(1.0)
    assert w.terms(compute, "pending", 0)["arrived"] == pytest.approx(-1.0)
    assert w.run(compute).compute[0, HOME, 0] == pytest.approx(5.0)


def test_half_the_lead_time_by_technology_or_by_region() -> None:
    w = buyers().has(pending=at(HOME, 2.0))
    by_region = w.set_up(region_lead=0.25).run(compute)
    by_technology = w.knows(lead_time=0.5).run(compute)
    np.testing.assert_allclose(by_technology.compute, by_region.compute)
    assert by_region.compute[0, HOME, 0] > w.run(compute).compute[0, HOME, 0]


def test_chips_stand_where_they_were_ordered() -> None:
    after = buyers().ordered(region=[2, 0, 0, 0, 0]).run(compute)
    assert after.pending[0, 2, 0] > 0.0
    assert after.pending[0, [0, 1, 3, 4, 5], 0].max() == 0.0
    assert after.compute[0, 2, 0] > 0.0


# --- power


def growth(w: World) -> float:
    """Of the power of the first region, a year."""
    before, after = w.state.power[HOME, 0], w.run(compute).power[HOME, 0]
    return float(np.log(after / before)) / w.setup.turn_years


@rows(
    Row("longer turn", growth, lambda w: w.set_up(turn_years=1.0), times=1.0),
    Row("a fast region", growth, lambda w: w.set_up(region_growth=0.8), times=2.0),
    Row("rules", growth, lambda w: w.has(regulation=100.0), times=0.5),
    Row("half the rules", growth, lambda w: w.has(regulation=50.0), times=0.75),
    Row("heavier rules", growth, lambda w: w.numbers("compute", regulation_drag=1.0).has(regulation=50.0), times=0.5),
    Row("builders at home", growth, lambda w: w.knows(power=[1.5, 1.0, 1.0, 1.0, 1.0]), times=1.5),
    Row("the best builder", growth, lambda w: w.knows(power=[1.5, 1.25, 1.5, 1.0, 1.0]), times=1.5),
    Row("builders elsewhere", growth, lambda w: w.knows(power=[1.0, 1.0, 1.0, 1.5, 1.5]), times=1.0),
)
def test_power_grows(row: Row) -> None:
    base = buyers().set_up(region_growth=0.4)
    assert growth(base) == pytest.approx(0.4)
    row.check(base)


def test_power_never_ends() -> None:
    assert figure(compute, "power", HOME)(buyers().has(power=0.01)) == 0.1


idle = figure(compute, "idle", 0)


@rows(
    Row("twice the power", idle, lambda w: w.has(power=20.0), plus=-0.5),
    Row("more than needed", idle, lambda w: w.has(power=900.0), plus=-0.5),
    Row("half the power", idle, lambda w: w.has(power=5.0), plus=0.25),
    Row("hungry chips", idle, lambda w: w.numbers("compute", power_per_chip=2.0), plus=0.25),
    Row("better chips", idle, lambda w: in_five_years(w, "power_per_chip_fall").has(power=10.0 / np.e), plus=0.0),
    Row("a second site", idle, lambda w: w.has(compute=[at(HOME, 4.0)[0] + at(1, 1.0)[0], *[at(HOME, 4.0)[0]] * 4]),
        plus=-0.1),
)  # fmt: skip
def test_dark_chips(row: Row) -> None:
    base = buyers().ordered(compute=0.0).has(power=10.0)
    assert idle(base) == pytest.approx(0.5)
    row.check(base)


# --- trust and shocks


abroad = term(compute, "trust", "built abroad")


@rows(
    Row("at home", abroad, lambda w: w.ordered(region=HOME), times=0.0),
    Row("twice as many", abroad, lambda w: w.has(cash=80.0), times=2.0),
    Row("beside a larger fleet", abroad, lambda w: w.has(compute=at(HOME, 8.0)), times=0.5),
    Row("a touchy public", abroad, lambda w: w.numbers("compute", abroad_trust=8.0), times=2.0),
)
def test_building_abroad_costs_trust(row: Row) -> None:
    base = buyers().ordered(region=ABROAD).set_up(region_lead=1e6)
    assert abroad(base) == pytest.approx(-1.0, rel=1e-5)
    row.check(base)


def test_trust_has_a_floor() -> None:
    assert figure(compute, "trust", 0)(buyers().ordered(region=ABROAD).has(trust=0.1)) == 0.0


def test_supply_recovers_from_both_sides() -> None:
    for shocked in (0.4, 1.6):
        w = buyers().has(chip_supply=shocked).set_up(turn_years=1.0)
        after = w.run(compute).chip_supply[0]
        assert twice(w).run(compute).chip_supply[0] == pytest.approx(after)
        assert abs(after - 1.0) < abs(shocked - 1.0)
        assert (after - 1.0) * (shocked - 1.0) > 0.0
    assert figure(compute, "chip_supply")(buyers().has(chip_supply=9.0)) == 2.0
    assert figure(compute, "chip_supply")(buyers().has(chip_supply=-9.0)) == 0.1
