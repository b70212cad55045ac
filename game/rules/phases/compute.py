"""Chips: ordered with money, rationed by world supply, delivered after a lead time, limited by power, worn out."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Clause, Target
from game.rules.arrays import Floats
from game.rules.context import Turn, total
from game.rules.derived import chip_price, power_need
from game.rules.replacing import replace
from game.rules.state import State


def world_supply(t: Turn) -> Floats:
    """(1,) or (N,) M H100e a year that the seats together can buy, before shocks."""
    p = t.params.compute
    # Years of fast and of slow growth since 2026, the year of `supply_start`; below zero before it.
    date = t.setup.middle(t.index)
    early = np.minimum(date, p.supply_slow_year) - np.minimum(2026.0, p.supply_slow_year)
    late = np.maximum(date - p.supply_slow_year, 0.0) - np.maximum(2026.0 - p.supply_slow_year, 0.0)
    return np.asarray(p.supply_start * np.power(10.0, p.supply_growth * early + p.supply_growth_late * late))


def compute(s: State, t: Turn) -> State:
    p = t.params.compute
    regions = len(t.setup.regions)
    here = np.arange(regions, dtype=np.int8)[None, :, None] == t.orders.region[:, None, :]  # (S,R,N)
    region_cost = total((here * t.setup.region_cost[None]).swapaxes(0, 1))
    unit = chip_price(t.setup, t.params, t.index) * region_cost * t.effects[Target.CHIP_COST]
    wanted = t.budget * t.orders.compute / unit

    # A bloc under export controls gets fewer chips; a compute cap binds those who keep it.
    barred = np.zeros_like(wanted)
    for seat, bloc in enumerate(t.setup.bloc):
        barred[seat] = s.controls[:, bloc].max(axis=0)
    allowed = wanted * (1.0 - barred)
    chips = total((s.compute + s.pending).swapaxes(0, 1))
    capped = t.kept(s.signed, Clause.COMPUTE_CAP)
    headroom = chips * (np.exp(t.params.treaties.cap_growth * t.years) - 1.0 + p.wear * t.years)
    allowed = np.where(capped, np.minimum(allowed, headroom), allowed)

    weight = allowed * t.effects[Target.CHIP_SHARE]
    supply = world_supply(t) * s.chip_supply * t.years
    delivered = _rationed(allowed, weight, supply)
    ration = np.minimum(total(delivered) / np.maximum(total(wanted), 1e-9), 1.0)
    refund = (wanted - delivered) * unit
    cash = t.change("cash", s.cash, ("chips not to be had", refund))

    wait = t.years / (t.setup.region_lead[None] * t.effects[Target.LEAD_TIME][:, None])
    part = -np.expm1(-wait)
    ordered = here * delivered[:, None]
    # orders are spread over the turn, so those of its last days have hardly begun to arrive
    arriving = s.pending * part + ordered * (1.0 - part / wait)
    pending = t.change("pending", s.pending, ("ordered", ordered), ("arrived", -arriving), low=0.0)
    worn = -np.expm1(-p.wear * t.years)
    stock = t.change("compute", s.compute, ("delivered", arriving), ("worn out", -s.compute * worn), low=0.0)

    power = _power(s, t)
    used = total(stock) * power_need(t.setup, t.params, t.index)  # (R,N)
    lit = np.minimum(power / np.maximum(used, 1e-9), 1.0)
    everything = total(stock.swapaxes(0, 1))
    working = total((stock * lit[None]).swapaxes(0, 1))
    idle = 1.0 - working / np.maximum(everything, 1e-9)

    t.becomes("idle", s.idle, idle, rest="chips against power")
    abroad = total((ordered * t.setup.abroad).swapaxes(0, 1)) / np.maximum(everything, 1e-9)
    trust = t.change("trust", s.trust, ("built abroad", -p.abroad_trust * abroad), low=0.0)
    calm = t.part(1.5)
    chip_supply = t.change("chip_supply", s.chip_supply, ("recovery", (1.0 - s.chip_supply) * calm), low=0.1, high=2.0)
    return replace(
        s,
        cash=cash,
        pending=pending,
        compute=stock,
        idle=np.clip(idle, 0.0, 1.0),
        power=power,
        ration=ration,
        trust=trust,
        chip_supply=chip_supply,
    )


def _rationed(allowed: Floats, weight: Floats, supply: Floats) -> Floats:
    """(S,N) M H100e that each seat gets: shared out by weight; what one cannot take goes to those who still want more.

    Each round satisfies at least one seat or uses up the supply, so that no chip stays unsold while anybody wants it.
    """
    delivered = np.zeros_like(allowed)
    for _ in range(len(allowed)):
        wants = np.where(delivered < allowed, weight, 0.0)
        left = supply - total(delivered)
        going = (left > 1e-9) & (total(wants) > 1e-9)
        if not going.any():
            break
        portion = wants * np.where(going, left / np.maximum(total(wants), 1e-9), 0.0)
        delivered = np.minimum(allowed, delivered + portion)
    return delivered


def _power(s: State, t: Turn) -> Floats:
    """(R,N) GW: grows, faster where a seat at home there builds power plants, slower under regulation."""
    factor = np.ones((len(t.setup.regions), s.games))
    for seat, home in enumerate(t.setup.home):
        factor[home] = np.maximum(factor[home], t.effects[Target.POWER][seat])
    drag = 1.0 - t.params.compute.regulation_drag * s.regulation / 100.0
    growth = t.setup.region_growth * factor * drag
    return t.change("power", s.power, ("new power", s.power * np.expm1(growth * t.years)), low=0.1)
