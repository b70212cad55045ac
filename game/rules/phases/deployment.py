"""Hold, deploy, or deploy together: each deployer draws its safety, luck shared as far as failures are correlated."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Clause, Deployment
from game.rules.arrays import Bools, Floats, Ints
from game.rules.context import Turn, in_games, total
from game.rules.derived import gap, tier_six
from game.rules.draws import normal
from game.rules.replacing import replace
from game.rules.state import State

DECISIVE_YEARS = 0.1  # after which a deployment has decided who is in time to deploy as well


def deployment(s: State, t: Turn) -> State:
    able = s.capability >= tier_six(t.params)
    order = t.orders.deployment
    pledged = t.kept(s.signed, Clause.JOINT_DEPLOYMENT)
    offers = order == Deployment.JOINT
    # A joint deployment needs one who has the system and another who joins; anyone may join.
    together = offers & (offers & able).any(axis=0) & (offers.sum(axis=0) >= 2)
    alone = (order == Deployment.DEPLOY) & able & ~pledged
    deployed = alone | (together & able)
    deployed &= _in_time(deployed, together, t)

    # Those who deploy together use the best techniques of all of them: one system, one draw.
    unsafe = np.zeros_like(deployed)
    games = np.flatnonzero(deployed.any(axis=0))
    if games.size:
        unsafe[:, games] = deployed[:, games] & (_misses(s, t, together, games) > 0.0)
    return replace(
        s,
        holding=able & ~deployed,
        joint_offer=offers,
        deployed=s.deployed | deployed,
        facts=replace(s.facts, deployed=deployed, unsafe=unsafe),
    )


def _in_time(deployed: Bools, together: Bools, t: Turn) -> Bools:
    """(S,N) deployers who are not too late: in a long turn the first may have changed the world before others move."""
    moment = t.years * t.draws.seats("moment of deployment")
    moment = np.where(together, t.years * t.draws.world("moment of the pact"), moment)
    first = np.where(deployed, moment, np.inf).min(axis=0)
    return np.asarray(moment <= first + DECISIVE_YEARS)


def _misses(s: State, t: Turn, together: Bools, games: Ints) -> Floats:
    """(S,K) OOM by which a deployed system would outgrow its techniques in these games; above 0 it is misaligned.

    Luck is included.
    """
    together, level = together[:, games], s.capability[:, games]
    o = gap(s, t.effects, t.params)[:, games]
    ceiling = level - o
    best = np.where(together, ceiling, 0.0).max(axis=0)
    top = np.where(together, level, 0.0).max(axis=0)
    o = np.where(together, top - best, o)
    rho = in_games(t.params.truths.failure_correlation, games)
    spread = in_games(t.params.alignment.deployment_spread, games)
    dice = t.draws.take(games)
    common = normal(dice.world("deployment luck"))
    own = normal(dice.seats("deployment luck of a seat"))
    # A pact has one system, so one draw, as wide as that of a seat alone.
    own = np.where(together, normal(dice.world("deployment luck of a pact")), own)
    return np.asarray(o + spread * (np.sqrt(rho) * common + np.sqrt(1.0 - rho) * own))


def parties(s: State) -> Floats:
    """(N,) how many seats took part in the deployment of this turn."""
    # whoever offers and deploys does so with all who offer; an offer beside a deployment alone is none of it
    pact = (s.facts.deployed & s.joint_offer).any(axis=0)
    return np.maximum(pact * total(1.0 * s.joint_offer), total(1.0 * s.facts.deployed))
