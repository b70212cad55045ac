"""The computer players of a campaign: they decide from their views alone and hand in sheets like anybody else."""

from __future__ import annotations

from collections.abc import Mapping

from game.campaign.chairs import Computer
from game.campaign.refusals import check_sheet
from game.campaign.sheet import OrderSheet, sheet_of
from game.content.models import Temperament
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.params import Params
from game.rules.setup import Setup
from game.rules.state import State
from game.rules.view import View, view, views


def decide(
    chairs: Mapping[int, Computer],
    temperaments: Mapping[str, Temperament],
    state: State,
    setup: Setup,
    params: Params,
    draws: Draws,
) -> dict[int, OrderSheet]:
    """The sheets of the seats that computers hold, by seat index, for a state of one game.

    The policy is the one of the forecasts, asked for all seats at once and on the same dice, so a campaign of
    computers alone is the same game as one row of a batch.
    """
    if not chairs:
        return {}
    # An idle seat would do for those that people hold: its orders are not used.
    anybody = next(iter(chairs.values()))
    habits = habits_of(
        [temperaments[chairs.get(seat, anybody).temperament] for seat in range(len(setup.seats))], setup
    )
    orders = orders_for(views(state, setup, params), setup, habits, draws)
    return {
        seat: without_refused(sheet_of(orders.seat(seat), setup), view(state, setup, params, seat), setup)
        for seat in chairs
    }


def without_refused(sheet: OrderSheet, seen: View, setup: Setup) -> OrderSheet:
    """The sheet without the parts that the gate refuses.

    A policy gives standing orders ("release whatever is safe", "break this clause") that mean nothing in most turns;
    the rules pass them over, and so do we, because a sheet in a save should say what was done.
    """
    refused = {refusal.part for refusal in check_sheet(sheet, seen, setup)}
    if not refused:
        return sheet
    neutral = OrderSheet(region=sheet.region, deployment="hold")
    changes = {part: getattr(neutral, part) for part in refused}
    if "cheat" in refused:
        changes["cheat"] = tuple(one for one in sheet.cheat if _fine(sheet.changed(cheat=(one,)), "cheat", seen, setup))
    if "actions" in refused:
        changes["actions"] = tuple(
            one for one in sheet.actions if _fine(sheet.changed(actions=(one,)), "actions", seen, setup)
        )
    # again, for one part can hang on another; a neutral part is never refused, so this ends
    return without_refused(sheet.changed(**changes), seen, setup)


def _fine(sheet: OrderSheet, part: str, seen: View, setup: Setup) -> bool:
    return all(refusal.part != part for refusal in check_sheet(sheet, seen, setup))
