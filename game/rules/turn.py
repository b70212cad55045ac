"""One turn of the game: the order of its phases reads like a rule book."""

from __future__ import annotations

from game.content.vocabulary import Clause
from game.rules.context import Turn
from game.rules.draws import Draws
from game.rules.effects import Effects, effects_of
from game.rules.endings import endings
from game.rules.facts import Facts
from game.rules.ledger import Ledger
from game.rules.orders import Orders
from game.rules.params import Params
from game.rules.phases.alignment import alignment
from game.rules.phases.compute import compute
from game.rules.phases.conflict import conflict
from game.rules.phases.deployment import deployment
from game.rules.phases.events import events
from game.rules.phases.intelligence import intelligence
from game.rules.phases.misuse import misuse
from game.rules.phases.money import money
from game.rules.phases.openness import openness
from game.rules.phases.release import release
from game.rules.phases.research import research
from game.rules.phases.security import security
from game.rules.phases.society import society
from game.rules.phases.statecraft import statecraft
from game.rules.phases.talent import talent
from game.rules.phases.theft import theft
from game.rules.phases.training import training
from game.rules.phases.treaties import treaties
from game.rules.replacing import replace
from game.rules.setup import Setup
from game.rules.state import State

PHASES = (
    treaties,  # sign, leave, keep or cheat
    statecraft,  # governments help, regulate, control, take over
    money,  # income arrives, budgets are spent
    compute,  # chips are ordered and delivered
    talent,  # people come and go
    research,  # algorithms and technologies
    training,  # models
    release,  # who may use them
    openness,  # what becomes everybody's
    security,  # who is kept out
    theft,  # and who gets in
    alignment,  # what was learned, measured, and went wrong
    misuse,  # what others do with it
    society,  # adoption, jobs, concern, rules, oversight
    conflict,  # tension, strikes, stability
    events,  # everything else that happens
    deployment,  # hold or deploy Tier Six
    intelligence,  # what seats now think of each other
    endings,
)


def begin(
    s: State,
    orders: Orders,
    setup: Setup,
    params: Params,
    draws: Draws,
    ledger: Ledger | None = None,
    effects: Effects | None = None,
) -> Turn:
    """The context of the turn that follows state `s`; `effects` saves work where those of `s.known` are at hand."""
    return Turn(
        orders=orders,
        setup=setup,
        params=params,
        draws=draws,
        effects=effects or effects_of(s.known, setup),
        budget=s.cash,
        index=s.turn,
        began_at=s.capability,
        ledger=ledger,
    )


def resolve(
    s: State,
    orders: Orders,
    setup: Setup,
    params: Params,
    draws: Draws,
    ledger: Ledger | None = None,
    effects: Effects | None = None,
) -> State:
    """The state after one turn. Pure: the same arguments give the same bits; no argument is changed.

    `orders` holds all seats of `setup` in its order and as many games as `s`; `draws` are those of turn `s.turn`.
    With a ledger, every change is recorded as terms that add up to it.
    """
    t = begin(s, orders, setup, params, draws, ledger, effects)
    quiet = Facts.none(s.seats, len(setup.technologies), len(Clause), len(setup.events), s.games)
    s = replace(s, facts=quiet)
    for phase in PHASES:
        t.phase = phase.__name__
        s = phase(s, t)
    return replace(s, turn=s.turn + 1)
