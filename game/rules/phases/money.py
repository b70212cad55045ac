"""Income and spending: revenue from served models, investors, the state; a seat without cash sells its chips."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Target
from game.rules.arrays import Floats
from game.rules.context import Turn, logistic, total
from game.rules.derived import best_reach, chip_price, fleet, reach
from game.rules.draws import normal
from game.rules.replacing import replace
from game.rules.state import NOTHING, State


def market_size(s: State, t: Turn) -> Floats:
    """(N,) B$ a year that the world pays for served models: value per order of magnitude fades."""
    p = t.params.money
    above = np.maximum(best_reach(s) - p.market_reference, 0.0)
    worth = (1.0 - np.exp(-p.value_fade * above)) / p.value_fade
    return p.market_start * np.exp(p.market_growth * worth) * s.adoption / t.params.society.adoption_start


def money(s: State, t: Turn) -> State:
    p = t.params.money
    market = market_size(s, t)
    level = reach(s)
    best = best_reach(s)
    working = fleet(s)
    serving = working * t.orders.serving * t.effects[Target.SERVING]
    appeal = (
        np.exp(p.concentration * (level - best))
        * np.sqrt(s.trust / 50.0)
        * np.power(serving, p.scale_pull)
        * t.setup.market
        * (s.served > NOTHING)
    )
    free = p.open_alternative * np.exp(p.concentration * (s.public_weights - best))
    margin = p.price_floor + (1.0 - p.price_floor) * logistic(p.price_pressure * (level - s.public_weights))
    revenue = market * appeal / (total(appeal) + free) * margin

    growth = np.power(market / p.market_start, p.investment_growth)
    # One pool of money looks for the best place: what a seat that falls behind no longer gets, its rivals do.
    leading = np.exp(p.investors_care * (level - best))
    open_handed = logistic(6.0 * (s.opened - s.capability + 0.4))
    claim = t.setup.investors * leading * (1.0 - p.openness_discount * open_handed)
    pool = growth * s.hype * total(np.broadcast_to(t.setup.investors, claim.shape))
    investment = pool * claim / np.maximum(total(claim), 1e-9)
    opex = p.running_cost * working * chip_price(t.setup, t.params, t.index) / t.params.compute.chip_price

    if t.ledger is not None:
        _explain(s, t, market, appeal / (total(appeal) + free), revenue, pool, investment)
    t.becomes("opex", s.opex, opex, rest="size of the fleet and price of its work")

    years = t.years
    earned = t.change(
        "cash",
        s.cash,
        ("customers", revenue * years),
        ("investors", investment * years),
        ("state support", s.support * years),
        ("running the fleet", -opex * years),
    )
    t.budget = np.maximum(earned, 0.0)  # what the shares of this turn's orders are shares of
    before_sale = t.change(
        "cash",
        earned,
        ("research", -t.budget * t.orders.research),
        ("security", -t.budget * t.orders.security),
        ("compute", -t.budget * t.orders.compute),
        ("openness", -t.budget * t.orders.openness),
    )
    short = np.maximum(-before_sale, 0.0)
    fire_sale = short > 1e-9
    price = p.fire_sale_price * chip_price(t.setup, t.params, t.index)
    rescued = short * p.rescue * np.minimum(s.government / 2.0 + t.setup.is_state, 1.0)
    chips = total(s.compute.swapaxes(0, 1))
    sold = np.minimum((short - rescued) / price, 0.5 * chips)
    cash = t.change("cash", before_sale, ("fire sale", sold * price), ("rescue", rescued), low=0.0)
    kept = 1.0 - sold / np.maximum(chips, 1e-9)
    compute = t.change("compute", s.compute, ("fire sale", s.compute * (kept[:, None] - 1.0)), low=0.0)
    trust = t.change("trust", s.trust, ("fire sale", -p.fire_sale_trust * fire_sale), low=0.0)

    shock = p.hype_noise * np.sqrt(years) * normal(t.draws.world("hype"))
    hype = t.change(
        "hype", s.hype, ("sobering", (1.0 - s.hype) * t.part(p.hype_return)), ("mood", shock), low=0.2, high=2.5
    )
    return replace(
        s,
        cash=cash,
        compute=compute,
        trust=trust,
        revenue=revenue,
        investment=investment,
        opex=opex,
        hype=hype,
        facts=replace(s.facts, fire_sale=fire_sale),
    )


def _explain(
    s: State, t: Turn, market: Floats, share: Floats, revenue: Floats, pool: Floats, investment: Floats
) -> None:
    """Note what this turn's revenue and investment are made of."""
    t.becomes(
        "revenue",
        s.revenue,
        revenue,
        ("last turn's revenue", -s.revenue),
        ("all that the market pays", np.broadcast_to(market, revenue.shape)),
        ("what rivals and free models get", -market * (1.0 - share)),
        rest="price pressure of free models",
    )
    t.becomes(
        "investment",
        s.investment,
        investment,
        ("last turn's investment", -s.investment),
        ("all that investors give", np.broadcast_to(pool, investment.shape)),
        rest="what rivals get",
    )
