"""Why a campaign ended as it did: the turns that moved the odds of its ending, and what happened in them."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from game.campaign.campaign import Campaign
from game.campaign.debrief import Debrief
from game.campaign.news import News, news_of, told
from game.content.vocabulary import Ending
from game.content.words import say
from game.rules.derived import gap
from game.rules.effects import effects_of
from game.ui.screens.causes import named_cause
from game.ui.screens.numbers import plain

MOST = 5

_DEPLOYING = ("unsafe", "deployed", "lost", "tier_six", "taken_over")
_THEFT = ("weights_stolen", "secrets_stolen", "sabotaged", "leaked")
_TREATIES = ("joined", "left", "cheat_found")
_SHOCKS = ("struck", "misuse", "incident", "event", "fire_sale")

_TELLING: dict[Ending, tuple[str, ...]] = {
    Ending.SHARED_ABUNDANCE: (*_DEPLOYING, *_TREATIES, "incident"),
    Ending.ACCORD: (*_TREATIES, "incident", "event"),
    Ending.TOOL_AGE: (*_TREATIES, "served", "event"),
    Ending.STEWARD: (*_DEPLOYING, *_TREATIES, *_THEFT),
    Ending.SLOW_WORLD: (*_TREATIES, "event", "served"),
    Ending.BAN: ("catastrophe", "lost", "incident", "misuse", "event"),
    Ending.LOCK_IN: (*_DEPLOYING, *_THEFT, *_TREATIES),
    Ending.LOSS_OF_CONTROL: (*_DEPLOYING, "incident", *_THEFT, *_TREATIES),
    Ending.DISEMPOWERMENT: ("served", "taken_over", "event"),
    Ending.OPEN_CATASTROPHE: ("catastrophe", "misuse", "weights", *_THEFT),
    Ending.WAR: ("struck", *_THEFT, *_TREATIES, "event"),
    Ending.COLLAPSE: (*_SHOCKS, *_THEFT),
}
"""The news that bear on an ending, the weightiest kind first."""

DECIDING: dict[Ending, str] = {
    Ending.OPEN_CATASTROPHE: "public_weights",
    Ending.WAR: "tension",
    Ending.COLLAPSE: "stability",
    Ending.DISEMPOWERMENT: "oversight",
    Ending.BAN: "regulation",
    Ending.ACCORD: "tension",
    Ending.TOOL_AGE: "adoption",
    Ending.SLOW_WORLD: "adoption",
}
"""The public figure whose history explains an ending; none where it was a deployment or an escape."""

ICONS = {
    "unsafe": "rocket",
    "deployed": "rocket",
    "lost": "bot",
    "misuse": "dna",
    "catastrophe": "dna",
    "struck": "swords",
    "tier_six": "crown",
    "taken_over": "landmark",
    "incident": "triangle-alert",
    "weights_stolen": "hat-glasses",
    "secrets_stolen": "hat-glasses",
    "sabotaged": "bomb",
    "leaked": "lock-open",
    "weights": "share-2",
    "joined": "handshake",
    "left": "handshake",
    "cheat_found": "search",
    "fire_sale": "coins",
    "served": "server",
    "event": "newspaper",
}
"""Icon of each piece of news."""


@dataclass(frozen=True)
class Step:
    """One link of the chain: what happened in a turn, and by how much that turn multiplied the odds of the ending."""

    turn: int
    icon: str
    text: str
    factor: float | None  # None while it is not known
    last: bool  # the turn that brought the ending


def chain(campaign: Campaign, ending: Ending, debrief: Debrief) -> list[Step]:
    """The turns that moved the odds of the ending most, oldest first, the last turn always among them.

    While the odds are not known, the turns with the weightiest news stand for them. Everything may be told: the
    campaign is over.
    """
    found: list[tuple[float, Step]] = []
    end = campaign.turn - 1
    for turn in range(campaign.turn):
        told_of = _telling(campaign, ending, turn)
        if told_of is None:
            continue
        weight, icon, text = told_of
        factor = debrief.factor(turn, ending)
        moved = abs(log(factor)) if factor is not None else 0.0
        rank = 1e9 if turn == end else 10.0 * moved + weight
        found.append((rank, Step(turn, icon, text, factor, turn == end)))
    found.sort(key=lambda item: -item[0])
    return sorted((step for _, step in found[:MOST]), key=lambda step: step.turn)


def _telling(campaign: Campaign, ending: Ending, turn: int) -> tuple[float, str, str] | None:
    """Weight 0-1, icon and text of what bears most on an ending in a turn; None where nothing is remembered of it."""
    states = campaign.states
    if turn not in states or turn + 1 not in states:
        return None
    kinds = _TELLING[ending]
    news = [one for one in news_of(states[turn], states[turn + 1], campaign.setup) if one.key in kinds]
    if news:
        first = min(news, key=lambda one: kinds.index(one.key))
        return 1.0 - kinds.index(first.key) / len(kinds), ICONS[first.key], sentence(campaign, first)
    return _moved(campaign, ending, turn)


def _moved(campaign: Campaign, ending: Ending, turn: int) -> tuple[float, str, str] | None:
    """What moved the deciding figure most in a turn without telling news."""
    quantity = DECIDING.get(ending)
    sums: dict[str, float] = {}
    for term in campaign.ledger.terms:
        if term.turn == turn and term.quantity == quantity and term.seat is None:
            sums[term.cause] = sums.get(term.cause, 0.0) + term.amount
    if quantity is None or not sums:
        return None
    cause, amount = max(sums.items(), key=lambda item: abs(item[1]))
    name = named_cause(campaign.names, campaign.setup, cause)
    change = ("+" if amount > 0 else "") + plain(amount)
    return 0.0, "trending-up" if amount > 0 else "trending-down", say(
        "ui.ending.step_moved", figure=say(f"ui.ending.figure_{quantity}"), cause=name, change=change
    )


def sentence(campaign: Campaign, news: News) -> str:
    """A piece of news with a capital."""
    text = told(campaign, news)
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Held:
    """What the techniques of a seat really held, which nobody could know while the campaign lasted."""

    seat: str
    capability: float  # log FLOP of its best model
    ceiling: float  # log FLOP up to which its techniques held


def truth(campaign: Campaign) -> list[Held]:
    """The best model and the true ceiling of every seat, the most capable first."""
    state, setup = campaign.state, campaign.setup
    over = gap(state, effects_of(state.known, setup), campaign.params)
    found = [
        Held(id_, float(state.capability[i, 0]), float(state.capability[i, 0] - over[i, 0]))
        for i, id_ in enumerate(setup.seats)
    ]
    return sorted(found, key=lambda held: -held.capability)


def deciding_terms(campaign: Campaign, ending: Ending) -> list[tuple[str, float]]:
    """Causes and sums of the deciding public figure since the start, the largest first; empty without such a figure."""
    quantity = DECIDING.get(ending)
    if quantity is None:
        return []
    sums: dict[str, float] = {}
    for term in campaign.causes(campaign.setup.seats[0], quantity):
        sums[term.cause] = sums.get(term.cause, 0.0) + term.amount
    return sorted(sums.items(), key=lambda item: -abs(item[1]))
