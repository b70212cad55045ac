"""Why a campaign ended as it did: the figures that decided, and what moved them most since the start."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.campaign.campaign import Campaign
from game.campaign.outcome import Outcome
from game.content.vocabulary import Clause, Ending
from game.content.words import say
from game.rules.derived import best_reach, gap, power_share, tier_six
from game.rules.effects import effects_of

CAUSES = 4  # told of each figure
NEAR = 0.6  # from here on another ending was near


def verdict(campaign: Campaign, outcome: Outcome) -> list[str]:
    """A few sentences: what decided, what led there, and what nearly came instead."""
    return [*decided(campaign, outcome.ending), *_near(outcome)]


def decided(campaign: Campaign, ending: Ending) -> Iterator[str]:
    """Sentences about the figures that decided, and what moved them."""
    s, p = campaign.state, campaign.params
    match ending:
        case Ending.LOSS_OF_CONTROL:
            yield from _outgrown(campaign)
        case Ending.SHARED_ABUNDANCE | Ending.STEWARD | Ending.LOCK_IN:
            yield from _deployed(campaign)
        case Ending.OPEN_CATASTROPHE:
            danger = p.truths.danger_level - p.misuse.falling_need * s.public_algorithms
            yield say("why.misuse", public=float(s.public_weights[0]), danger=float(danger[0]))
            yield from _moved(campaign, "public_weights", 1)
        case Ending.WAR:
            first, second = np.unravel_index(int(s.tension[..., 0].argmax()), s.tension.shape[:2])
            blocs = [campaign.names.of("bloc", campaign.setup.blocs[int(i)]) for i in (first, second)]
            tension = float(s.tension[..., 0].max())
            yield say("why.war", bloc=blocs[0], other_bloc=blocs[1], tension=tension)
            yield from _moved(campaign, "tension", 1)
        case Ending.COLLAPSE:
            yield say("why.collapse", stability=float(campaign.states[0].stability[0]))
            yield from _moved(campaign, "stability", -1)
        case Ending.DISEMPOWERMENT:
            yield say("why.disempowerment", oversight=float(s.oversight[0]))
            yield from _moved(campaign, "oversight", -1)
        case Ending.BAN:
            limit = float(p.endings.ban_regulation[0])
            yield say("why.ban", regulation=float(s.regulation[0]), limit=limit)
            yield from _moved(campaign, "regulation", 1)
        case Ending.ACCORD:
            signers = campaign.names.say(
                "why.signers",
                {"seats": tuple(np.array(campaign.setup.seats)[s.signed[Clause.SLOW_DOWN, :, 0]])},
            )
            yield say("why.accord", signers=signers, verification=float(s.verification[0]))
        case Ending.TOOL_AGE:
            yield say("why.tool_age", level=float(best_reach(s)[0]), adoption=float(s.adoption[0]))
            yield from _moved(campaign, "adoption", 1)
        case Ending.SLOW_WORLD:
            best, needed = float(s.capability.max()), float(tier_six(p)[0])
            yield say("why.slow_world", best=best, needed=needed)
        case Ending.NONE:
            raise ValueError("a campaign that goes on has no verdict")


def _outgrown(campaign: Campaign) -> Iterator[str]:
    """Whose model got away, and how far it had really outgrown its techniques."""
    s = campaign.state
    beyond = gap(s, effects_of(s.known, campaign.setup), campaign.params)
    for seat in np.flatnonzero(s.facts.unsafe[:, 0] | (s.facts.incident[:, 0] >= 3)):
        real, measured = float(beyond[seat, 0]), float(s.reading[seat, 0])
        yield say(
            "why.outgrown" if real > 0 else "why.unlucky",
            seat=campaign.setup.seat_names[seat],
            capability=float(s.capability[seat, 0]),
            gap=abs(real),
            measured=say("why.beyond" if measured > 0 else "why.within", gap=abs(measured)),
        )


def _deployed(campaign: Campaign) -> Iterator[str]:
    """Who deployed, and how much of the world's power over AI they hold."""
    s = campaign.state
    share = power_share(s, campaign.setup)
    for seat in np.flatnonzero(s.facts.deployed[:, 0]):
        yield say(
            "why.deployed",
            turn=float(s.turn),
            seat=campaign.setup.seat_names[seat],
            capability=float(s.capability[seat, 0]),
            share=float(share[seat, 0]),
            shared=float(campaign.params.endings.concentration[0]),
            accountability=float(s.accountability[seat, 0]),
        )


def _moved(campaign: Campaign, quantity: str, way: int) -> Iterator[str]:
    """What moved a figure most in the direction `way`, summed since the start over all places it has."""
    sums: dict[str, float] = {}
    for term in campaign.ledger.terms:
        if term.quantity == quantity and term.seat is None:
            sums[term.cause] = sums.get(term.cause, 0.0) + term.amount
    pushes = sorted(((way * amount, cause) for cause, amount in sums.items() if way * amount > 0.0), reverse=True)
    if pushes:
        whole = sum(amount for amount, _ in pushes)
        causes = ", ".join(
            say("why.cause", cause=_name(campaign, cause), share=amount / whole)
            for amount, cause in pushes[:CAUSES]
        )
        yield say("why.up" if way > 0 else "why.down", causes=causes)


def _name(campaign: Campaign, cause: str) -> str:
    """What a reader calls a cause of the ledger."""
    kind, _, id_ = cause.partition(":")
    return campaign.names.of(kind, id_) if id_ else cause


def _near(outcome: Outcome) -> Iterator[str]:
    """The other endings that were near, nearest first."""
    others = [(near, one) for one, near in outcome.nearness.items() if near >= NEAR and one is not outcome.ending]
    if others:
        others.sort(key=lambda row: (-row[0], row[1]))
        yield say("why.near", endings=", ".join(say(f"ending.{one.id}") for _, one in others[:CAUSES]))
