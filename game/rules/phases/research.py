"""Research: people and chips make algorithms and technologies; humans are the bottleneck until machines replace them.

The core is Kwa's reduction of the software-progress equation (`docs/model.md`): speed = (labour)^a (chips)^z, with
labour = researchers / (1 - f) while a share 1 - f of the work needs humans, and never more than humans and machine
labour together. Algorithms slow as they grow; returns above one make a software takeoff.
"""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Lane, Target
from game.rules.arrays import Bools, Counts, Floats, Ints
from game.rules.context import Turn, in_games
from game.rules.derived import automation, fleet, least_algorithms
from game.rules.knowledge import available_at
from game.rules.replacing import replace
from game.rules.state import State

REFERENCE_RESEARCHERS = 2.5  # thousand; a seat of this size and fleet works at speed 1
REFERENCE_CHIPS = 0.4  # M H100e on research
LN10 = float(np.log(10.0))


def technology_cost(s: State, t_cost: Floats, published_discount: Floats, proven_discount: Floats) -> Floats:
    """(T,N) thousand researcher-years: cheaper to follow what is published or merely proven possible."""
    seen = s.proven & ~s.published
    return t_cost[:, None] * (1.0 - published_discount * s.published - proven_discount * seen)


def speeds(s: State, t: Turn) -> tuple[Floats, Floats]:
    """(S,N) research speed with own machines at work, and without; 1 is a reference lab of 2026."""
    p = t.params.research
    f = automation(s, t.effects, t.params)
    # While no machine may change the machines, somebody has to be asked now and then.
    f = np.where(t.effects.has(Target.RECURSION), f, np.minimum(f, p.human_loop))
    research_chips = fleet(s) * np.maximum(1.0 - t.orders.training - t.orders.serving, 0.0)
    people = np.power(s.researchers / REFERENCE_RESEARCHERS, p.parallel)
    machine = (
        p.machine_labour * research_chips * np.exp(0.5 * LN10 * (s.capability - t.params.truths.automation_midpoint))
    )
    helped = np.minimum(people / np.maximum(1.0 - f, 1e-6), people + machine)
    chips = np.power((research_chips + 0.02) / REFERENCE_CHIPS, p.compute_share)
    drag = 1.0 - np.minimum(_drag(s, t), 0.8)
    common = chips * (0.4 + 0.75 * s.morale) * drag * t.effects[Target.RESEARCH_SPEED]
    return np.power(helped, p.labour_share) * common, np.power(people, p.labour_share) * common


def _drag(s: State, t: Turn) -> Floats:
    """(S,N) share of research lost to security."""
    level = t.params.security.drag * np.square(s.security / 5.0) * t.effects[Target.SECURITY_DRAG]
    return np.asarray(level + 0.3 * s.lockdown)


def research(s: State, t: Turn) -> State:
    p = t.params.research
    speed, unaided = speeds(s, t)
    # Alignment gains from machines only in part, until alignment research itself is automated.
    steered = np.where(t.effects.has(Target.AUTOMATED_ALIGNMENT), speed, np.sqrt(speed * unaided))
    caring = 0.7 + 0.6 * s.concern
    capabilities = p.lane_output * speed * (1.0 - t.orders.alignment)
    alignment = (
        p.lane_output * p.alignment_output * steered * caring * t.effects[Target.ALIGNMENT_SPEED] * t.orders.alignment
    )
    funded = t.orders.research * t.budget > 0.0
    security_money = t.budget * (t.orders.security + 0.15 * t.orders.compute) / t.years
    open_money = t.budget * t.orders.openness / t.years
    infrastructure = p.money_output * np.power(security_money, p.money_exponent)
    openness = p.money_output * np.power(open_money, p.money_exponent)
    effort = np.stack([capabilities * funded, alignment * funded, infrastructure, openness])

    known, progress, spare, learned = _projects(s, t, effort)

    # What a project does not take of the capabilities lane goes into better algorithms.
    busy = t.orders.project[Lane.CAPABILITIES] >= 0
    rest = 1.0 - p.project_share * busy
    steep = (p.labour_share + p.compute_share) / np.maximum(t.params.truths.software_returns, 0.05)
    room = np.maximum(1.0 - s.algorithms / t.params.truths.software_ceiling, 0.0)
    slope = np.exp(-LN10 * steep * s.algorithms) * room
    own = effort[Lane.CAPABILITIES] / p.lane_output * rest * t.effects[Target.CAPABILITY_SPEED]
    gain = p.algorithms_rate * own * slope * t.years
    behind = np.maximum(s.public_algorithms - s.algorithms, 0.0)
    algorithms = t.change(
        "algorithms",
        s.algorithms,
        ("own research", np.minimum(gain, 1.5 * t.years)),
        ("reading what is public", behind * t.part(p.catch_up) * funded),
        low=least_algorithms(t.setup),
    )
    return replace(
        s,
        algorithms=algorithms,
        known=known,
        progress=progress,
        spare=spare,
        effort=effort,
        facts=replace(s.facts, learned=learned),
    )


def _projects(s: State, t: Turn, effort: Floats) -> tuple[Bools, Floats, Floats, Bools]:
    """Work on the active project of every lane; what is left over when it is done waits for the next one."""
    p = t.params.research
    rows, size = len(t.setup.technologies), s.seats * s.games
    known = s.known.copy()
    # One row more than there are technologies: idle lanes work there, on nothing.
    progress = np.empty((rows + 1, s.seats, s.games))
    progress[:rows], progress[rows] = s.progress, 0.0
    known_flat, progress_flat = known.reshape(-1), progress.reshape(-1)

    work = effort * t.years
    work[Lane.CAPABILITIES] *= p.project_share
    chosen = t.orders.project
    working = chosen >= 0
    place = np.where(working, chosen, rows).astype(np.intp) * size + np.arange(size).reshape(s.seats, s.games)
    price = _prices(s, t, np.maximum(chosen, 0), np.arange(s.games))
    have = progress_flat[place]
    left = working * (work + s.spare)
    taken = np.minimum(left, np.maximum(price - have, 0.0))
    finished = working & (have + left >= price)
    progress_flat[place] = have + taken
    left -= taken
    for lane in Lane:
        done = finished[lane]
        known_flat[place[lane][done]] = True
        for follower in t.orders.behind[:, lane]:
            # few lanes finish something in a turn, so only those are looked at again
            who, where = np.nonzero(done & (left[lane] > 0.0) & (follower >= 0))
            if len(who) == 0:
                break
            next_up = follower[who, where].astype(np.intp)
            ready = available_at(known, next_up, who, where, t.setup)
            price, have, money = _prices(s, t, next_up, where), progress[next_up, who, where], left[lane, who, where]
            taken = np.where(ready, np.minimum(money, np.maximum(price - have, 0.0)), 0.0)
            now = ready & (have + money >= price)
            progress[next_up, who, where] = have + taken
            known[next_up, who, where] |= now
            left[lane, who, where] = money - taken
            done = np.zeros_like(done)
            done[who, where] = now
    # an idle lane forgets half; what capabilities do not need goes into algorithms
    waiting = np.minimum(s.spare + 0.5 * work, effort)
    waiting[Lane.CAPABILITIES] = 0.0
    spare = np.where(working, np.minimum(left, effort), waiting)
    return known, progress[:rows], spare, known & ~s.known


def _prices(s: State, t: Turn, technology: Ints | Counts, games: Ints) -> Floats:
    """What these technologies cost in these games, the games along the last axis of both."""
    p = t.params.research
    published = s.published[technology, games]
    seen = s.proven[technology, games] & ~published
    off_published, off_proven = in_games(p.published_discount, games), in_games(p.proven_discount, games)
    return t.setup.cost[technology] * (1.0 - off_published * published - off_proven * seen)
