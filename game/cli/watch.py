"""`tiersix watch`: a campaign among computer players in the terminal, one line a turn, then why it ended so.

Whoever watches plays no seat, so nothing is kept from them but the hidden truths, and those only to the end.
"""

from __future__ import annotations

import argparse
import shutil

import numpy as np

from game.campaign.campaign import Campaign
from game.campaign.chairs import chair_of
from game.campaign.news import news
from game.campaign.outcome import Outcome
from game.campaign.verdict import verdict
from game.cli.world import book_of, computers_of, seed_of, world_line
from game.content.words import say
from game.rules.state import State

WIDTH = 120
"""Characters of a line where the terminal does not tell."""


def run(arguments: argparse.Namespace) -> int:
    book, seed = book_of(arguments), seed_of(arguments)
    chairs = {seat: chair_of(who) for seat, who in computers_of(arguments, book).items()}
    campaign = Campaign.new(book, seed, chairs)
    width = shutil.get_terminal_size((WIDTH, 24)).columns
    print(world_line(book, seed))
    print(say("cli.watch.head"))
    outcome = campaign.outcome
    while outcome is None:
        before = campaign.state
        campaign.advance()
        head = figures(campaign.state, campaign)
        print(head + fitting(news(before, campaign.state, campaign), width - len(head)), flush=True)
        outcome = campaign.outcome
    print("\n".join(["", *ending(campaign, outcome)]))
    return 0


def figures(state: State, campaign: Campaign) -> str:
    """The main figures after a turn, all columns of one width."""
    leader = int(state.capability[:, 0].argmax())
    return say(
        "cli.watch.line",
        year=campaign.setup.year(state.turn),
        leader=campaign.setup.seat_names[leader],
        capability=float(state.capability[leader, 0]),
        reading=float(state.reading[leader, 0]),
        public=float(state.public_weights[0]),
        stability=float(state.stability[0]),
        concern=float(state.public_concern[0]),
        tension=float(np.max(state.tension[..., 0])),
    )


def fitting(items: list[str], width: int) -> str:
    """As many of the items as fit into the width, and how many more there are."""
    for shown in range(len(items), 0, -1):
        rest = [say("cli.watch.more", count=len(items) - shown)] if shown < len(items) else []
        line = "; ".join([*items[:shown], *rest])
        if len(line) <= width:
            return line
    return say("cli.watch.more", count=len(items))[:width] if items else ""


def ending(campaign: Campaign, outcome: Outcome) -> list[str]:
    """What the campaign came to, what led there, and who made what of it."""
    id_ = outcome.ending.id
    names = dict(zip(campaign.setup.seats, campaign.setup.seat_names, strict=True))
    ranking = sorted(outcome.scores.items(), key=lambda row: -row[1])
    scores = ", ".join(say("cli.watch.score", seat=names[seat], score=points) for seat, points in ranking)
    return [
        say(
            "cli.watch.ending",
            year=outcome.year,
            turn=outcome.turn,
            ending=say(f"ending.{id_}"),
            kind=say(f"kind.{outcome.kind.id}"),
        ),
        say(f"ending.text.{id_}"),
        "",
        *(f"- {line}" for line in verdict(campaign, outcome)),
        "",
        say("cli.watch.scores", scores=scores),
        say("cli.watch.caveat", seed=campaign.seed),
    ]
