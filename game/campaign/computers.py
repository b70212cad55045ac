"""The computer players of a campaign: they decide from their views alone and hand in sheets like anybody else."""

from __future__ import annotations

from collections.abc import Mapping

from game.campaign.chairs import Computer
from game.campaign.refusals import check_sheet
from game.campaign.sheet import MAX_ACTIONS, OrderSheet, sheet_of
from game.content.models import Temperament
from game.players.difficulty import at_difficulty
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.setup import Setup
from game.rules.view import View


def decide(
    chairs: Mapping[str, Computer],
    temperaments: Mapping[str, Temperament],
    everybody: View,
    seen: Mapping[str, View],
    setup: Setup,
    draws: Draws,
) -> dict[str, OrderSheet]:
    """The sheets of the seats that computers hold, in a campaign of one game.

    `everybody` are the views of all seats, `seen` each alone. The policy is the one of the forecasts, asked for all
    seats at once and on the same dice, so a campaign of computers alone is the same game as one row of a batch.
    """
    if not chairs:
        return {}
    # Seats that people hold are asked too, for the sake of one batch; what the policy would do there is not used.
    anybody = next(iter(chairs.values()))
    sitting = [chairs.get(id_, anybody) for id_ in setup.seats]
    people = [at_difficulty(temperaments[chair.temperament], chair.difficulty) for chair in sitting]
    habits = habits_of(people, setup)
    orders = orders_for(everybody, setup, habits, draws)
    return {
        id_: without_refused(sheet_of(orders.seat(seat), setup), seen[id_], setup)
        for seat, id_ in enumerate(setup.seats)
        if id_ in chairs
    }


def without_refused(sheet: OrderSheet, seen: View, setup: Setup) -> OrderSheet:
    """The sheet without the parts that the gate refuses.

    A policy gives standing orders ("release whatever is safe", "break this clause") that mean nothing in most turns;
    the rules pass them over, and so do we, because a sheet in a save should say what was done.
    """
    refused = {refusal.part for refusal in check_sheet(sheet, seen, setup)}
    if not refused:
        return sheet
    neutral = OrderSheet(deployment="hold")
    changes = {part: getattr(neutral, part) for part in refused}
    if "training" in refused:
        changes["serving"] = neutral.serving  # the two share one fleet
    if "cheat" in refused:
        changes["cheat"] = tuple(one for one in sheet.cheat if _fine(sheet.changed(cheat=(one,)), "cheat", seen, setup))
    if "actions" in refused:
        allowed = [one for one in sheet.actions if _fine(sheet.changed(actions=(one,)), "actions", seen, setup)]
        changes["actions"] = tuple(dict.fromkeys(allowed))[:MAX_ACTIONS]
    # again, for one part can hang on another; a neutral part is never refused, so this ends
    return without_refused(sheet.changed(**changes), seen, setup)


def _fine(sheet: OrderSheet, part: str, seen: View, setup: Setup) -> bool:
    return all(refusal.part != part for refusal in check_sheet(sheet, seen, setup))
