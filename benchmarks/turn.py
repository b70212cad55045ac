"""One turn of the interactive game at seven seats: computer players decide, orders are checked, the turn resolves."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import perf_counter
from timeit import repeat

import numpy as np

from benchmarks.record import asked_to_save, keep, milliseconds, table
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.content.book import Book
from game.content.load import load_book
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.effects import Effects, effects_of
from game.rules.orders import Orders
from game.rules.state import State
from game.rules.turn import resolve
from game.rules.view import view, views

TURNS = 300
LIMIT = 0.050  # seconds
RULES_LIMIT = 0.005  # seconds
QUICKEST = "rules alone, the same turn five times, the quickest"
"""What is late here is late because of the turn, and not because something else ran on the machine just then."""


def seven_seats() -> Book:
    """Five Labs with two more: the leader and the state-backed champion again, under other ids."""
    book = load_book()
    seats = dict(book.scenario.seats)
    for id_ in ("helios", "qilin"):
        seats[f"{id_}-two"] = seats[id_].model_copy(update={"name": f"{seats[id_].name} 2"})
    return replace(book, scenario=book.scenario.model_copy(update={"seats": seats}))


def measure(book: Book) -> dict[str, list[float]]:
    """Seconds of each step, of as many turns as wanted, over campaigns of seeds from 1."""
    times: dict[str, list[float]] = {}

    def timed(step: str, began: float) -> None:
        times.setdefault(step, []).append(perf_counter() - began)

    seed = 0
    while len(times.get("whole turn", [])) < TURNS:
        seed += 1
        campaign = Campaign.new(book, seed, {})
        habits = habits_of(
            [book.temperaments[seat.temperament] for seat in book.scenario.seats.values()], campaign.setup
        )
        while campaign.outcome is None:
            before, turn = campaign.state, campaign.turn
            began = perf_counter()
            campaign.advance()
            timed("whole turn", began)
            if campaign.outcome is None:
                person = next(iter(campaign.chairs))
                began = perf_counter()
                view(campaign.state, campaign.setup, campaign.params, 0)
                timed("view of a seat", began)
                chair = campaign.chairs[person]
                campaign.give(person, Human())
                began = perf_counter()
                campaign.draft(person, campaign.sheet(person))
                timed("draft of a person, checked", began)
                campaign.give(person, chair)
            draws, effects = campaign.draws(turn), effects_of(before.known, campaign.setup)
            seen = views(before, campaign.setup, campaign.params, effects)
            began = perf_counter()
            orders = orders_for(seen, campaign.setup, habits, draws)
            timed("computer players alone", began)
            again = partial(_turn, campaign, turn, before, orders, effects)
            began = perf_counter()
            again()
            timed("rules alone", began)
            times.setdefault(QUICKEST, []).append(min(repeat(again, repeat=5, number=1)))
    return times


def _turn(campaign: Campaign, turn: int, before: State, orders: Orders, effects: Effects) -> None:
    """The rules of a turn as the campaign asks for them: its dice not rolled yet, effects at hand."""
    resolve(before, orders, campaign.setup, campaign.params, campaign.draws(turn), effects=effects)


def main() -> None:
    save = asked_to_save(__doc__ or "")
    times = measure(seven_seats())
    rows = []
    for step, seconds in times.items():
        median, late = np.percentile(seconds, [50, 99])
        rows.append([step, milliseconds(median), milliseconds(late), str(len(seconds))])
    text = table(["step", "median ms", "99th percentile ms", "times"], rows)

    def verdict(step: str, limit: float) -> str:
        kept = float(np.percentile(times[step], 99)) < limit
        return f"under {limit * 1000:.0f} ms ({'kept' if kept else 'missed'})"

    wanted = f"a whole turn {verdict('whole turn', LIMIT)}, the rules alone {verdict('rules alone', RULES_LIMIT)}"
    keep("An interactive turn at seven seats", f"{text}\n\nWanted at the 99th percentile: {wanted}.", save)


if __name__ == "__main__":
    main()
