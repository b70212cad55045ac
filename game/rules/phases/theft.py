"""Spies, leaks and saboteurs. Secrets close a gap over years, weights at once; discovery is late and uncertain.

The odds follow one curve of attacker capacity minus security level, 5 % in two months when they are equal
(`docs/model.md`).
"""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action, Stance, Target
from game.rules.arrays import Bools, Floats, Ints
from game.rules.context import Turn, chance, in_games, logistic, total
from game.rules.derived import by_bloc
from game.rules.replacing import replace
from game.rules.state import State

CRIME = 3.0  # operational capacity of organised crime and insiders


def attacker_capacity(s: State, t: Turn) -> Floats:
    """(S,N) operational capacity 1-5 of each seat: services help states, the Project, and champions of the state."""
    behind = np.minimum(np.maximum(t.setup.is_state * 1.0, np.maximum(s.government / 3.0, t.setup.backing / 15.0)), 1.0)
    own = 2.0
    return np.asarray(own + (t.setup.attacker[t.setup.bloc] - own) * behind)


def defence(s: State, t: Turn) -> Floats:
    """(S,N) security level that counts: many people with access, sites abroad and unhappy insiders lower it."""
    p = t.params.security
    chips = total(s.compute.swapaxes(0, 1))
    open_sites = total((s.compute * t.setup.abroad * t.setup.region_exposure[None]).swapaxes(0, 1))
    insiders = s.concern * (1.0 - s.morale) * t.effects[Target.INSIDER_RISK]
    people = p.headcount * np.log10(np.maximum(s.researchers, 0.3) / 2.5)
    walls = p.exposure * open_sites / np.maximum(chips, 1e-6)
    return np.asarray(s.security - people - walls - 0.8 * insiders + 0.5 * s.lockdown)


def theft_rate(edge: Floats, t: Turn, games: Ints | None = None) -> Floats:
    """Successful thefts a year of an attack kept up all year, by capacity minus defence.

    `edge` has all games on its last axis, or is (K,) for attacks in the (K,) `games`.
    """
    p = t.params.security
    odds, slope, ease = p.base_odds, p.slope, t.params.truths.theft_ease
    if games is not None:
        odds, slope, ease = in_games(odds, games), in_games(slope, games), in_games(ease, games)
    in_two_months = logistic(odds + slope * edge)
    return -6.0 * np.log1p(-np.minimum(in_two_months, 0.999)) * ease


def theft(s: State, t: Turn) -> State:
    p = t.params.security
    guard = defence(s, t)
    open_stance = (t.orders.stance != Stance.SECRET) * 0.3 + (t.orders.stance == Stance.OPEN) * 0.5
    soft = guard - p.secret_ease - open_stance
    capacity = attacker_capacity(s, t)
    nobody = np.zeros((s.seats, s.seats, s.games), np.bool_)

    secrets, weights, sabotaged, seen = nobody, nobody, nobody, nobody.copy()
    for_secrets, for_weights = t.does_to(Action.SPY_SECRETS), t.does_to(Action.SPY_WEIGHTS)
    saboteurs = t.does_to(Action.SABOTAGE)
    if for_secrets is not None:
        leaky = t.effects[Target.SECRET_THEFT]
        secrets = _attempts(t, "steal secrets", for_secrets, capacity, soft, 0.0, leaky)
        _notice(s, t, "secrets", 0.5, for_secrets, seen)
    if for_weights is not None:
        leaky = t.effects[Target.WEIGHT_THEFT]
        weights = _attempts(t, "steal weights", for_weights, capacity, guard, 0.0, leaky)
        _notice(s, t, "weights", 1.0, for_weights, seen)
    if saboteurs is not None:
        sabotaged = _attempts(t, "sabotage", saboteurs, capacity, guard, 0.5, None)
        _notice(s, t, "sabotage", 1.5, saboteurs, seen)

    undiscovered = s.undiscovered | secrets | weights
    found = np.zeros_like(undiscovered)
    thief, victim, games = np.nonzero(undiscovered)
    if len(games):
        odds = chance(p.discovery * t.effects[Target.THEFT_DISCOVERY], t.years)
        found[thief, victim, games] = (
            t.draws.some_pairs("find theft", thief, victim, games) < odds[victim, games]
        )
    undiscovered &= ~found
    caught = seen | found

    # Background: no seat orders it, yet what is badly kept gets out, to whoever is public.
    drip = p.background_attacks * theft_rate(CRIME - guard - 0.5, t) * t.effects[Target.WEIGHT_THEFT]
    leaked = t.draws.seats("leak") < chance(drip, t.years)
    facts = replace(
        s.facts,
        secrets_stolen=secrets,
        weights_stolen=weights,
        sabotaged=sabotaged,
        spy_caught=caught,
        leaked=leaked,
    )
    s = replace(s, undiscovered=undiscovered, facts=facts)
    if any(each.any() for each in (secrets, weights, sabotaged, caught, leaked)):
        return _consequences(s, t)
    return s


def _attempts(
    t: Turn, purpose: str, attack: Bools, capacity: Floats, guard: Floats, harder: float, leaky: Floats | None
) -> Bools:
    """(S,S,N) attacks that succeed. Few seats attack few others, so only those pairs are calculated."""
    doer, victim, games = np.nonzero(attack)
    edge = capacity[doer, games] - guard[victim, games] - harder
    rate = theft_rate(edge, t, games)
    if leaky is not None:
        rate = rate * leaky[victim, games]
    rate = rate * in_games(t.params.security.spy_attacks, games)
    success = np.zeros_like(attack)
    success[doer, victim, games] = t.draws.seats(purpose)[doer, games] < chance(rate, t.years)
    return success


def _notice(s: State, t: Turn, what: str, loudness: float, attack: Bools, seen: Bools) -> None:
    """Mark in `seen`, (S,S,N), the attempts that the victim notices at once."""
    doer, victim, games = np.nonzero(attack)
    discovery = in_games(t.params.security.discovery, games)
    alert = 0.3 + s.security[victim, games] / 5.0
    rate = loudness * discovery * t.effects[Target.THEFT_DISCOVERY][victim, games] * alert
    seen[doer, victim, games] |= t.draws.seats(f"seen {what}")[doer, games] < chance(rate, t.years)


def _consequences(s: State, t: Turn) -> State:
    """What thefts, sabotage, leaks and finding them out do, by the facts of the turn."""
    secrets, weights, caught = s.facts.secrets_stolen, s.facts.weights_stolen, s.facts.spy_caught
    leaked = s.facts.leaked
    p = t.params.security
    # Who robs several in one turn keeps the best of what they had, whoever stands first.
    robbed = secrets | weights
    best = np.where(robbed, s.algorithms[None], -np.inf).max(axis=1)
    taken = np.maximum(best - s.algorithms, 0.0) * p.secret_share
    sources = _from_whom("secrets stolen from", robbed, s.algorithms, taken, t)
    algorithms = t.change("algorithms", s.algorithms, *sources)
    ahead = np.maximum(np.where(weights, s.capability[None], 0.0).max(axis=1) - s.capability, 0.0)
    sources = _from_whom("weights stolen from", weights, s.capability, ahead, t)
    capability = t.change("capability", s.capability, *sources)
    hit = s.facts.sabotaged.any(axis=0)
    setback = t.change("setback", s.setback, ("sabotage", p.sabotage_loss * hit))
    loss = s.compute * (0.1 * p.sabotage_loss * hit)[:, None]
    compute = t.change("compute", s.compute, ("sabotage", -loss))

    doer = caught.any(axis=1)
    trust = t.change("trust", s.trust, ("caught spying", -p.caught_trust * doer), low=0.0)
    tension = s.tension
    if caught.any():
        between = np.minimum(by_bloc(caught, t.setup), 2.0)
        tension = t.change("tension", s.tension, ("espionage found", p.caught_tension * between), high=100.0)
    out = np.where(leaked, s.capability, 0.0)
    rise = np.maximum(out.max(axis=0) - 0.1 - s.public_weights, 0.0)
    public = t.change("public_weights", s.public_weights, ("weights leaked", rise * leaked.any(axis=0)))
    return replace(
        s,
        algorithms=algorithms,
        capability=capability,
        setback=setback,
        compute=compute,
        trust=trust,
        tension=tension,
        public_weights=public,
        public_base=np.maximum(s.public_base, np.where(leaked.any(axis=0), public, 0.0)),
    )


def _from_whom(words: str, robbed: Bools, level: Floats, gain: Floats, t: Turn) -> list[tuple[str, Floats]]:
    """The gain of thieves, (S,N), as terms by victim: all of it is owed to the best of those robbed."""
    if not robbed.any():
        return []
    if t.ledger is None:  # who was robbed matters to the account alone
        return [(words, gain)]
    best = np.where(robbed, level[None], -np.inf).argmax(axis=1)
    return [(f"{words} {id_}", gain * (best == victim)) for victim, id_ in enumerate(t.setup.seats)]
