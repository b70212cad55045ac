"""Money: the market and who gets it, one pool of investors, spending, fire sales and rescues, the mood of investors."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Release
from game.rules.context import logistic
from game.rules.phases.money import market_size, money
from tests.rules.relations import Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

ONE_SIGMA = 0.8413447460685429  # the uniform draw that is one standard deviation up
GENERAL = Release.GENERAL


@cache
def office() -> World:
    """Two equal seats serve a market of 100 B$ a year at its reference; nothing is free, nobody invests or pays."""
    return (
        plain()
        .numbers("money", market_start=100.0, market_reference=28.0, market_growth=1.0, value_fade=LN2)
        .numbers("money", price_pressure=2.0, price_floor=1.0, concentration=LN2, scale_pull=0.5, open_alternative=0.0)
        .numbers("money", investment_growth=0.5, investors_care=LN2, openness_discount=0.4, hype_return=2.0 * LN2)
        .numbers("money", hype_noise=0.1, running_cost=0.0, fire_sale_price=0.5, fire_sale_trust=6.0, rescue=0.8)
        .numbers("compute", chip_price=20.0, chip_price_fall=0.0)
        .numbers("society", adoption_start=0.1)
        .has(served=[28.0, 28.0, 0.0, 0.0, 0.0], served_stage=[GENERAL, GENERAL, 0, 0, 0], capability=28.0, opened=0.0)
        .has(compute=1.0, idle=0.0, trust=50.0, adoption=0.1, public_weights=20.0, cash=100.0, support=0.0, hype=1.0)
        .has(government=0.0)
        .set_up(turn_years=0.5, start_year=2026.0, market=1.0, investors=0.0)
        .ordered(serving=0.5)
        .shows(hype=0.5)
    )


# --- the market


def market(w: World) -> float:
    return float(market_size(w.state, w.turn())[0])


def best(level: float) -> list[float]:
    return [level, 20.0, 0.0, 0.0, 0.0]


@rows(
    Row("at the start", market, lambda w: w.numbers("money", market_start=200.0), times=2.0),
    Row("half of what an endless market would get, for the first OOM", market,
        lambda w: w.has(served=best(29.0)), times=float(np.exp(0.5 / LN2))),
    Row("and half of the rest for the second", market,
        lambda w: w.has(served=best(30.0)), times=float(np.exp(0.75 / LN2))),
    Row("nearly no fading", market,
        lambda w: w.has(served=best(30.0)).numbers("money", value_fade=1e-9), times=float(np.exp(2.0))),
    Row("no growth", market, lambda w: w.has(served=best(30.0)).numbers("money", market_growth=0.0), times=1.0),
    Row("another reference", market,
        lambda w: w.numbers("money", market_reference=27.0), times=float(np.exp(0.5 / LN2))),
    Row("below the reference", market, lambda w: w.numbers("money", market_reference=40.0), times=1.0),
    Row("adoption", market, lambda w: w.has(adoption=0.3), times=3.0),
    Row("adoption at the start", market, lambda w: w.numbers("society", adoption_start=0.2), times=0.5),
)  # fmt: skip
def test_market(row: Row) -> None:
    assert market(office()) == pytest.approx(100.0)
    row.check(office())


def lead(w: World) -> float:
    """Revenue of the first seat as a multiple of the second one's."""
    revenue = w.run(money).revenue
    return float(revenue[0, 0] / revenue[1, 0])


@rows(
    Row("an OOM better", lead, lambda w: w.has(served=[29.0, 28.0, 0.0, 0.0, 0.0]), times=2.0),
    Row("staged", lead, lambda w: w.has(served_stage=[Release.STAGED, GENERAL, 0, 0, 0]), times=0.5**0.5),
    Row("trusted", lead, lambda w: w.has(trust=[100.0, 25.0, 50.0, 50.0, 50.0]), times=2.0),
    Row("more chips", lead, lambda w: w.has(compute=[4.0, 1.0, 1.0, 1.0, 1.0]), times=2.0),
    Row("more of them", lead, lambda w: w.ordered(serving=[0.5, 0.125, 0.5, 0.5, 0.5]), times=2.0),
    Row("cheaper models", lead, lambda w: w.knows(serving=[4.0, 1.0, 1.0, 1.0, 1.0]), times=2.0),
    Row("standing", lead, lambda w: w.set_up(market=[2.0, 1.0, 1.0, 1.0, 1.0]), times=2.0),
    Row("nothing served", lead, lambda w: w.has(served=[0.0, 28.0, 0.0, 0.0, 0.0]), times=0.0),
)
def test_shares_of_the_market(row: Row) -> None:
    assert lead(office()) == 1.0
    row.check(office())


def test_the_whole_market_is_shared_out() -> None:
    w = office().has(served=[29.0, 28.0, 27.5, 0.0, 0.0], trust=[80.0, 20.0, 50.0, 50.0, 50.0])
    assert w.run(money).revenue.sum() == pytest.approx(market(w))


def beside_free(w: World) -> float:
    """Customers of the only seat that serves, for one who takes the free model."""
    share = w.run(money).revenue[0, 0] / market(w)
    return float(share / (1.0 - share))


@rows(
    Row("pull of the free", beside_free, lambda w: w.numbers("money", open_alternative=0.5), times=0.5),
    Row("an OOM ahead", beside_free, lambda w: w.has(served=[29.0, 0.0, 0.0, 0.0, 0.0]), times=2.0),
    Row("an OOM behind", beside_free, lambda w: w.has(public_weights=29.0), times=0.5),
)  # fmt: skip
def test_free_models_take_customers(row: Row) -> None:
    base = office().numbers("money", open_alternative=0.25).has(public_weights=28.0)
    base = base.has(served_stage=[GENERAL, 0, 0, 0, 0], served=[28.0, 0.0, 0.0, 0.0, 0.0])
    assert beside_free(base) == pytest.approx(3.0**0.5 / 0.25)
    row.check(base)


def margin(w: World) -> float:
    return float(w.run(money).revenue[0, 0] / market(w))


@rows(
    Row("far ahead", margin, lambda w: w.has(public_weights=0.0), plus=0.375),
    Row("far behind", margin, lambda w: w.has(public_weights=90.0), plus=-0.375),
    Row("half an OOM ahead", margin, lambda w: w.has(public_weights=27.5),
        plus=0.75 * (float(logistic(np.array(1.0))) - 0.5)),
    Row("as much under more pressure", margin,
        lambda w: w.has(public_weights=27.75).numbers("money", price_pressure=4.0),
        plus=0.75 * (float(logistic(np.array(1.0))) - 0.5)),
)  # fmt: skip
def test_free_models_press_margins(row: Row) -> None:
    base = office().numbers("money", price_floor=0.25).has(public_weights=28.0)
    base = base.has(served=[28.0, 0.0, 0.0, 0.0, 0.0])
    assert margin(base) == pytest.approx(0.625)
    row.check(base)


# --- investors


@cache
def invested() -> World:
    return office().set_up(investors=[10.0, 10.0, 0.0, 0.0, 0.0])


def pool(w: World) -> float:
    return float(w.run(money).investment.sum())


def favour(w: World) -> float:
    """Investment of the first seat as a multiple of the second one's."""
    investment = w.run(money).investment
    return float(investment[0, 0] / investment[1, 0])


@rows(
    Row("hype", pool, lambda w: w.has(hype=2.0), times=2.0),
    Row("a larger market", pool, lambda w: w.has(adoption=0.4), times=2.0),
    Row("investors who follow it", pool,
        lambda w: w.has(adoption=0.4).numbers("money", investment_growth=1.0), times=4.0),
    Row("more investors", pool, lambda w: w.set_up(investors=[10.0, 30.0, 0.0, 0.0, 0.0]), times=2.0),
    Row("who leads does not matter", pool, lambda w: w.has(served=[28.0, 26.0, 0.0, 0.0, 0.0]), times=1.0),
    Row("nor who is open", pool, lambda w: w.has(opened=[28.0, 0.0, 0.0, 0.0, 0.0]), times=1.0),
    Row("favour of a leader", favour, lambda w: w.has(served=[29.0, 28.0, 0.0, 0.0, 0.0]), times=2.0),
    Row("old friends", favour, lambda w: w.set_up(investors=[30.0, 10.0, 0.0, 0.0, 0.0]), times=3.0),
    Row("open-handed", favour, lambda w: w.has(opened=[27.6, 0.0, 0.0, 0.0, 0.0]), times=0.8),
    Row("wholly open", favour, lambda w: w.has(opened=[60.0, 0.0, 0.0, 0.0, 0.0]), times=0.6),
    Row("long ago", favour, lambda w: w.has(opened=[20.0, 0.0, 0.0, 0.0, 0.0]), times=1.0),
    Row("a little", favour, lambda w: w.has(opened=[27.6 - 1.0 / 6.0, 0.0, 0.0, 0.0, 0.0]),
        times=1.0 - 0.4 * float(logistic(np.array(-1.0)))),
)  # fmt: skip
def test_investors(row: Row) -> None:
    assert pool(invested()) == pytest.approx(20.0)
    assert favour(invested()) == 1.0
    row.check(invested())


# --- the accounts

opex = figure(money, "opex", 0)


@rows(
    Row("cost", opex, lambda w: w.numbers("money", running_cost=6.0), times=2.0),
    Row("more chips", opex, lambda w: w.has(compute=2.0), times=2.0),
    Row("dark chips", opex, lambda w: w.has(idle=0.5), times=0.5),
    Row("dear chips are no dearer to run", opex, lambda w: w.numbers("compute", chip_price=40.0), times=1.0),
    Row("five years on", opex,
        lambda w: w.numbers("compute", chip_price_fall=0.2).set_up(start_year=2030.75), times=float(np.exp(-1.0))),
)  # fmt: skip
def test_running_costs(row: Row) -> None:
    base = office().numbers("money", running_cost=3.0)
    assert opex(base) == pytest.approx(3.0 * 6.0)
    row.check(base)


@cache
def busy() -> World:
    return (
        invested()
        .numbers("money", running_cost=1.0)
        .has(support=8.0)
        .ordered(research=0.4, security=0.1, compute=0.3, openness=0.15)
    )


@pytest.mark.parametrize("years", [0.5, 2.0])
def test_the_accounts_add_up(years: float) -> None:
    w = busy().set_up(turn_years=years)
    turn = w.turn()
    after = money(w.state, turn)
    terms = w.terms(money, "cash", 0)
    income = years * (after.revenue + after.investment + w.state.support - after.opex)[0, 0]
    assert terms["customers"] == pytest.approx(years * after.revenue[0, 0])
    assert terms["investors"] == pytest.approx(years * after.investment[0, 0])
    assert terms["state support"] == pytest.approx(years * 8.0)
    assert terms["running the fleet"] == pytest.approx(-years * after.opex[0, 0])
    assert turn.budget[0, 0] == pytest.approx(100.0 + income)
    for name, share in (("research", 0.4), ("security", 0.1), ("compute", 0.3), ("openness", 0.15)):
        assert terms[name] == pytest.approx(-share * (100.0 + income)), name
    assert after.cash[0, 0] == pytest.approx(0.05 * (100.0 + income))
    assert not after.facts.fire_sale.any()
    np.testing.assert_array_equal(after.trust, w.state.trust)
    np.testing.assert_array_equal(after.compute, w.state.compute)


def test_what_income_is_made_of() -> None:
    w = (
        busy()
        .numbers("money", open_alternative=0.5, price_floor=0.4)
        .has(revenue=7.0, investment=3.0, public_weights=27.0, served=[29.0, 28.0, 0.0, 0.0, 0.0])
    )
    after = w.run(money)
    told = w.terms(money, "revenue", 0)
    assert told["last turn's revenue"] == pytest.approx(-7.0)
    assert told["all that the market pays"] == pytest.approx(market(w))
    outside = told["what rivals and free models get"]
    without_pressure = w.numbers("money", price_floor=1.0).run(money).revenue[0, 0]
    assert outside == pytest.approx(without_pressure - market(w))
    assert sum(told.values()) == pytest.approx(after.revenue[0, 0] - 7.0)
    told = w.terms(money, "investment", 0)
    assert told["last turn's investment"] == pytest.approx(-3.0)
    assert sum(told.values()) == pytest.approx(after.investment[0, 0] - 3.0)


# --- fire sales


@cache
def broke() -> World:
    """A first seat that is ten billion short and has four million chips worth ten billion each in a sale."""
    cost = 28.0 / 4.0  # B$ a year for a million chips, half a year of four million: 14, four of which are there
    return (
        office()
        .numbers("money", running_cost=cost)
        .ordered(serving=0.0)
        .numbers("money", open_alternative=1.0)
        .has(cash=[4.0, 900.0, 900.0, 900.0, 900.0], compute=4.0 / 6.0)
        .ordered(research=0.5)
    )


sold = term(money, "compute", "fire sale")
saved = term(money, "cash", "rescue")


@rows(
    Row("a better price", sold, lambda w: w.numbers("money", fire_sale_price=1.0), times=0.5),
    Row("dearer chips", sold, lambda w: w.numbers("compute", chip_price=40.0), times=0.5),
    Row("never more than half", sold, lambda w: w.numbers("money", fire_sale_price=0.01), times=2.0),
    Row("helped by a partner", sold, lambda w: w.has(government=2.0), times=0.2),
    Row("helped by an adviser", sold, lambda w: w.has(government=1.0), times=0.6),
    Row("helped by the Project no more than wholly", sold, lambda w: w.has(government=3.0), times=0.2),
    Row("a state", sold, lambda w: w.set_up(is_state=True), times=0.2),
    Row("a mean helper", sold, lambda w: w.has(government=2.0).numbers("money", rescue=0.4), times=0.6),
    Row("not short", sold, lambda w: w.has(cash=900.0), times=0.0),
)
def test_fire_sale(row: Row) -> None:
    assert sold(broke()) == pytest.approx(-1.0)
    row.check(broke())


def test_a_fire_sale_pays_the_debt() -> None:
    for w in (broke(), broke().has(government=1.0), broke().numbers("money", fire_sale_price=0.01)):
        after = w.run(money)
        terms = w.terms(money, "cash", 0)
        assert after.cash[0, 0] == pytest.approx(0.0, abs=1e-9)
        assert terms["fire sale"] == pytest.approx(-sold(w) * 20.0 * w.params.money.fire_sale_price[0])
        assert after.facts.fire_sale[:, 0].tolist() == [True, False, False, False, False]
        assert after.trust[:, 0].tolist() == [44.0, 50.0, 50.0, 50.0, 50.0]
    assert saved(broke()) == 0.0
    assert saved(broke().has(government=1.0)) == pytest.approx(4.0)
    assert figure(money, "trust", 0)(broke().has(trust=1.0)) == 0.0


def test_a_seat_in_debt_has_nothing_to_spend() -> None:
    turn = broke().turn()
    money(broke().state, turn)
    assert turn.budget[0, 0] == 0.0


# --- the mood of investors


@pytest.mark.parametrize("mood", [0.4, 2.0])
def test_hype_sobers_by_half_and_two_half_turns_are_one(mood: float) -> None:
    w = office().has(hype=mood)
    after = w.run(money).hype[0]
    assert after == pytest.approx(0.5 * (mood + 1.0))
    half = w.set_up(turn_years=0.25)
    again = half.has(hype=half.run(money).hype).run(money).hype[0]
    assert again == pytest.approx(after)


swing = term(money, "hype", "mood", None)


@rows(
    Row("noise", swing, lambda w: w.numbers("money", hype_noise=0.3), times=3.0),
    Row("four times as long", swing, lambda w: w.set_up(turn_years=2.0), times=2.0),
    Row("the other way", swing, lambda w: w.shows(hype=1.0 - ONE_SIGMA), times=-1.0),
)
def test_mood_swings(row: Row) -> None:
    base = office().shows(hype=ONE_SIGMA)
    assert swing(base) == pytest.approx(0.1 * 0.5**0.5)
    row.check(base)


def test_hype_has_bounds() -> None:
    assert figure(money, "hype")(office().numbers("money", hype_noise=99.0).shows(hype=ONE_SIGMA)) == 2.5
    assert figure(money, "hype")(office().numbers("money", hype_noise=99.0).shows(hype=1.0 - ONE_SIGMA)) == 0.2
