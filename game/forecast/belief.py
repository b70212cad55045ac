"""The world as one seat believes it to be: many possible states that all look to it like the one it sees.

Everything here is made from the view, the rules and the scenario, which every player may read. No figure of the true
state enters, so a forecast that starts here tells no secret: two states with equal views give equal beliefs.

Own and public figures are what they are. Hidden truths are drawn from the priors of the worldview and weighed by
Bayes' rule with what the seat has seen: its evaluations, how much of its research machines do, and whether it holds
a Tier Six system. A rival's best model lies around the estimate of it, as wide as its error. What else a rival keeps
to itself is guessed as somebody would who knows the fleets and the scenario: money in proportion to the fleet,
people, practice and security changed since the start as one's own were, technologies that only this seat is known to
have with even odds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.book import Book
from game.content.parameters import Number
from game.content.vocabulary import Target
from game.forecast.seeds import game_seeds
from game.rules.arrays import Bools, Floats, Ints, Keys
from game.rules.context import logistic, total
from game.rules.derived import gap, tier_six
from game.rules.draws import Draws, normal
from game.rules.effects import Effects, effects_of
from game.rules.params import Params, draw_params
from game.rules.replacing import replace
from game.rules.setup import Setup
from game.rules.start import start
from game.rules.state import State
from game.rules.view import View

MASTER = -1
"""Master seed of the dice of all forecasts. No campaign can have it, so none rolls the true dice by chance."""

CANDIDATES = 8192
"""Draws from the priors among which the games of a forecast choose."""

GUESS_TURN = 1_000_000  # keys the dice of guesses, which belong to no turn that is played
EVEN = 0.5  # odds that a rival knows a technology that this seat knows and nobody else has shown
SEEN_SHARE = 0.025  # standard error with which a seat sees how much of its research machines do
BIGGEST = 20.0  # times the own fleet, beyond which a rival's money is not guessed from its own
_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


def believe(seen: View, book: Book, setup: Setup, span: tuple[int, int]) -> tuple[State, Params, Keys]:
    """Possible states behind the view of one seat in one game, their numbers, and seeds for what comes.

    There are endlessly many such games; `span` are the first that is wanted and the one after the last.
    """
    seeds = game_seeds(MASTER, *span)
    drawn = draw_params(book.parameters, game_seeds(MASTER, 0, CANDIDATES))
    params = drawn.take(_chosen(likelihood(seen, setup, drawn), span))
    return _state(seen, book, setup, params, seeds), params, seeds


def likelihood(seen: View, setup: Setup, params: Params) -> Floats:
    """(N,) how well each of many draws of the hidden truths fits what the seat has seen, up to a factor."""
    reading, spread = float(seen.reading[0, 0]), max(0.05, float(seen.reading_sd[0, 0]))
    capability = float(seen.capability[0, 0])
    effects = effects_of(seen.known, setup)
    shown = shown_gap(capability - seen.ceiling[0, 0] - params.truths.alignment_shift, effects, params)
    fit = np.exp(-0.5 * np.square((reading - shown) / spread)) + 1e-12
    level = capability + effects[Target.AUTOMATION][0] - params.truths.automation_midpoint
    share = logistic(params.research.steepness * level)
    fit = fit * (np.exp(-0.5 * np.square((share - seen.automation[0, 0]) / SEEN_SHARE)) + 1e-12)
    # Whoever has a Tier Six system knows it, and whoever has none knows that, too.
    possible = (capability >= tier_six(params)) == bool(seen.holding[0, 0])
    fit = np.where(possible, fit, 0.0) if np.any(possible) else fit
    return np.broadcast_to(fit, (max(fit.size, params.truths.alignment_shift.size),))


def shown_gap(true: Number, effects: Effects, params: Params) -> Floats:
    """OOM that evaluations show on average of a true gap: a model far beyond its techniques hides how far."""
    p = params.alignment
    unmasked = np.maximum(1.0 - effects[Target.UNMASKING][0], 0.0)
    hidden = p.hiding * logistic(2.0 * (true - p.hiding_onset)) * unmasked
    return np.asarray(true - hidden * np.maximum(true, 0.0))


def _chosen(weight: Floats, span: tuple[int, int]) -> Ints:
    """(games,) which draw each game gets, each in proportion to its weight; any first part is spread evenly too."""
    along = np.cumsum(weight)
    points = (0.5 + np.arange(*span) * _GOLDEN) % 1.0
    return np.asarray(np.minimum(np.searchsorted(along, points * along[-1], side="right"), weight.size - 1))


def _state(seen: View, book: Book, setup: Setup, params: Params, seeds: Keys) -> State:
    """The possible states; letters as in `state.py`."""
    games, me = len(seeds), int(seen.observers[0])
    begin = start(setup, params, book.scenario, games)
    other = (np.arange(len(setup.seats)) != me)[:, None]  # (S,1)
    dice = Draws(seeds, GUESS_TURN, setup.seat_keys)

    def public(figure: NDArray[Any]) -> NDArray[Any]:
        """The same in every game."""
        return np.array(np.broadcast_to(figure, (*figure.shape[:-1], games)))

    def own(mine: NDArray[Any], rivals: NDArray[Any]) -> NDArray[Any]:
        """(...,S,N) own figure as seen, rivals' as guessed."""
        return public(np.where(other, rivals, mine))

    def as_mine(figure: Floats, at_start: Floats, high: float = np.inf) -> Floats:
        """(S,N) a rival's figure has changed since the start as the own one has."""
        return own(figure, np.clip(at_start + figure - at_start[me], 0.0, high))

    known, proven = _known(seen, setup, begin, dice)
    effects = effects_of(known, setup)
    mine = effects_of(seen.known, setup)
    fleets = seen.compute_estimate[0]  # (S,1)
    size = np.clip(fleets / np.maximum(fleets[me], 1e-6), 1.0 / BIGGEST, BIGGEST)
    income = (seen.revenue + seen.investment + seen.support) * size
    sources = begin.revenue + begin.investment + begin.support
    compute, pending = _chips(seen, me)
    researchers = own(seen.researchers, begin.researchers * (seen.researchers / begin.researchers[me]))
    estimate = public(np.repeat(seen.estimate, len(setup.seats), axis=0))  # all are believed to think alike
    error = np.where(np.eye(len(setup.seats), dtype=np.bool_)[:, :, None], 0.0, begin.estimate_sd)
    error[me] = seen.estimate_sd[0]
    best = np.maximum(seen.rival_served, seen.rival_opened)
    guess = np.maximum(seen.estimate[0] + seen.estimate_sd[0] * normal(dice.seats("best model")), best)
    locked = ~effects.has(Target.SUPERINTELLIGENCE)
    guess = np.where(locked, np.minimum(guess, np.maximum(tier_six(params) - 0.05, best)), guess)
    capability = own(seen.capability, guess)
    for seat in range(len(setup.seats)):
        estimate[seat, seat] = capability[seat]
    practice = seen.ceiling - params.alignment.base_ceiling - mine[Target.ALIGNMENT_CEILING]
    caught = begin.facts.spy_caught.copy()
    caught[:, me] = seen.thefts_found[0]
    state = replace(
        begin,
        turn=seen.turn,
        cash=own(seen.cash, seen.cash * size),
        revenue=own(seen.revenue, income * begin.revenue / sources),
        investment=own(seen.investment, income * begin.investment / sources),
        support=own(seen.support, income * begin.support / sources),
        opex=own(seen.opex, seen.opex * size),
        compute=public(compute),
        pending=public(pending),
        idle=own(seen.idle, begin.idle),
        researchers=researchers,
        concern=as_mine(seen.concern, begin.concern, 1.0),
        morale=own(seen.morale, seen.morale),
        pitch=own(seen.pitch, begin.pitch),
        stance=public(seen.rival_stance),
        algorithms=own(
            seen.algorithms - mine[Target.ALGORITHMS],
            begin.algorithms + seen.algorithms - mine[Target.ALGORITHMS] - begin.algorithms[me],
        ),
        known=known,
        progress=own(seen.progress, np.zeros(1)),
        effort=own(seen.effort, seen.effort * (researchers / seen.researchers)),
        capability=capability,
        served=public(seen.rival_served),
        served_stage=public(seen.rival_stage),
        opened=public(seen.rival_opened),
        generation=own(seen.generation, begin.generation),
        served_generation=own(seen.served_generation, begin.served_generation),
        opened_generation=own(seen.opened_generation, begin.opened_generation),
        run_flop=own(seen.run_flop, begin.run_flop),
        run_years=own(seen.run_years, begin.run_years),
        practice=own(np.maximum(practice, 0.0), np.maximum(begin.practice + practice - begin.practice[me], 0.0)),
        security=as_mine(seen.security, begin.security, 5.0),
        lockdown=own(seen.lockdown, begin.lockdown),
        trust=public(seen.rival_trust),
        accountability=public(seen.rival_accountability),
        government=public(seen.rival_government),
        safety_record=own(seen.safety_record, begin.safety_record),
        joint_offer=public(seen.joint_offer),
        estimate=estimate,
        estimate_sd=error,
        signed=public(seen.signed),
        reputation=public(seen.reputation),
        slow_level=public(seen.slow_level),
        weights_level=public(seen.weights_level),
        public_algorithms=public(seen.public_algorithms),
        public_weights=public(seen.public_weights),
        public_base=np.minimum(np.maximum(begin.public_base, seen.rival_opened.max(axis=0)), seen.public_weights),
        public_alignment=public(seen.public_alignment),
        published=public(seen.published),
        proven=proven,
        stability=public(seen.stability),
        tension=public(seen.tension),
        controls=public(seen.controls),
        public_concern=public(seen.public_concern),
        regulation=public(seen.regulation),
        capture=public(seen.capture),
        displacement=public(seen.displacement),
        adoption=public(seen.adoption),
        patience=public(seen.patience),
        resilience=public(seen.resilience),
        oversight=public(seen.oversight),
        awareness=public(seen.awareness),
        hype=public(seen.hype),
        power=public(seen.power),
        ration=public(seen.ration),
        verification=public(seen.verification),
        facts=replace(begin.facts, spy_caught=caught),
    )
    able = capability >= tier_six(params)
    return replace(
        state,
        reading=own(seen.reading, gap(state, effects, params)),
        holding=own(seen.holding, able),
    )


def _known(seen: View, setup: Setup, begin: State, dice: Draws) -> tuple[Bools, Bools]:
    """(T,S,N) who knows what, and (T,N) what has been seen to work: such a technology is cheaper to follow."""
    me = int(seen.observers[0])
    proven = begin.proven | (seen.cost < setup.cost[:, None] - 1e-12)
    keys = np.arange(len(setup.technologies), dtype=np.uint64)
    also = seen.known & (dice.each_seat("technology", keys) < EVEN)
    known = begin.known | proven[:, None] | also
    known[:, me] = seen.known[:, 0]
    return known, proven


def _chips(seen: View, me: int) -> tuple[Floats, Floats]:
    """(S,R,1) chips at work, and chips ordered.

    Everybody sees how large each fleet is and how much power the fleets use in each region; what the own one leaves
    of that is shared out among the rivals in proportion to their fleets. They are taken to order as much for their
    size as this seat does.
    """
    fleets = seen.compute_estimate[0]  # (S,1)
    draw = seen.power_used / np.maximum(seen.power_used.sum(), 1e-12) * total(fleets)  # (R,1) chips by region
    rest = np.maximum(draw - seen.compute[0], 0.0)
    others = np.maximum(total(fleets) - fleets[me], 1e-12)
    compute = fleets[:, None] * (rest / others)[None]
    compute[me] = seen.compute[0]
    ordered = seen.pending[0].sum() / max(float(fleets[me, 0]), 1e-9)
    pending = compute * min(ordered, 1.0)
    pending[me] = seen.pending[0]
    return compute, pending
