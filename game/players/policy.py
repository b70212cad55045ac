"""One policy for every computer player: habits weigh what the view shows. It never reads the state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.content.vocabulary import Action, Clause, Deployment, Lane, Pitch, Release, Stance, Target
from game.players.actions import big_actions, greatest, suspicion
from game.players.habits import BELIEVED_DANGER, BELIEVED_TIER_SIX, Habits, lane_rows
from game.rules.arrays import Bools, Codes, Counts, Floats, Ints
from game.rules.draws import Draws
from game.rules.knowledge import available
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View

PROJECT_YEARS = 0.25  # a lane is given one project for each of these in a turn
LOOK_AHEAD = 2  # projects in a turn beyond which a seat plans with what the first of them make possible
HABIT_YEARS = 0.5  # the odds in the habits are meant for a turn of this length
COUNCIL_ODDS = 0.4  # odds in such a turn that a seat makes up its mind about the last step
OUTGROWN = 0.8  # OOM a year by which models grow before techniques follow
EQUAL = 2.0  # OOM behind up to which a partner is worth sharing the last step with, times the readiness to share
FOG = 1.0  # standard errors of an estimate by which a rival is felt to be weaker
USUAL_ENMITY = 0.6  # between labs; habits of envy are meant for this


@dataclass(frozen=True, slots=True)
class Mood:
    """What a seat makes of its view, each (O,N)."""

    behind: Floats  # OOM by which the best rival is thought to lead; below zero it leads itself
    chased: Floats  # 0 to about 1.5, how hard the race is felt: rivals seen near or ahead, and how hostile they are
    hunted: Floats  # the same, as a reason to move first at the last step
    fear: Floats  # OOM by which its own model may outgrow its techniques, error included
    margin: Floats  # OOM of measured safety, less what a run of a long turn may add before anybody measures again
    luck: Floats  # uniform, for moods


def orders_for(view: View, setup: Setup, habits: Habits, draws: Draws) -> Orders:
    """Orders for the observers of `view`, in their order. `draws` must be keyed to the same observers."""
    observers = view.observers
    own = _self(view)
    rivals = np.where(own, -np.inf, view.estimate).max(axis=1)
    # Only what is surely seen drives the race: a rival in the fog is felt less than one in sight.
    sure = view.estimate - FOG * view.estimate_sd - view.capability[:, None]
    # Between blocs in tension ministers want their labs to hurry, whoever it is that the labs themselves fear.
    haste = 0.5 + 0.8 * view.tension[setup.bloc[observers]].max(axis=1) / 100.0
    hostile = np.where(own, 0.0, np.minimum(view.enmity / USUAL_ENMITY, 1.7)) * haste[:, None]
    mood = Mood(
        behind=np.clip(rivals - view.capability, -2.0, 2.0),
        chased=habits.envy * (np.clip(sure + 0.8, 0.0, 1.0) * hostile).max(axis=1),
        hunted=(np.clip(1.8 + sure, 0.0, 1.0) * hostile).max(axis=1),
        fear=np.maximum(view.reading + 0.5 * view.reading_sd, 0.0),
        margin=-view.reading - OUTGROWN * (setup.turn_years - HABIT_YEARS),
        luck=draws.seats("mood"),
    )
    active = habits.activity > 0.0
    research, security, compute, openness = _budget(view, habits, mood, draws)
    alignment = habits.alignment + 0.14 * habits.worry * mood.fear - 0.06 * mood.chased
    alignment = np.clip(_shake(alignment, habits, draws, "alignment"), 0.02, 0.9)
    serving = np.clip(_shake(habits.serving + 0.0 * mood.luck, habits, draws, "serving"), 0.0, 0.6)
    automation = np.clip(_shake(habits.automation + 0.0 * mood.luck, habits, draws, "automation"), 0.0, 0.39)
    action, target = big_actions(view, setup, habits, mood.behind, mood.fear, draws)
    # A careful seat stops its runs when the next model would outgrow its techniques too far.
    train = active & (view.reading < 2.6 - 1.3 * np.clip(habits.deploy_margin, -0.5, 1.5))
    if habits.chaos.any():
        whim = train & (draws.seats("whim to train") < 0.8)
        train = np.where(_whimsical(habits, draws, "train"), whim, train)
    projects = np.where(active, _projects(view, setup, habits, mood, draws), np.int16(-1))
    shape = view.capability.shape
    return Orders(
        research=research * active,
        security=security * active,
        compute=compute * active,
        openness=openness * active,
        alignment=alignment,
        project=projects[0],
        behind=projects[1:],
        region=_or_by_chance(_region(view, setup, observers), habits, draws, "region", len(setup.regions)),
        training=(1.0 - serving - automation) * active,
        serving=serving,
        train=np.broadcast_to(train, shape),
        release=np.where(active, _release(view, habits, mood, draws), Release.HOLD).astype(np.int8),
        stance=_or_by_chance(np.array(np.broadcast_to(habits.stance, shape)), habits, draws, "stance", len(Stance)),
        pitch=_or_by_chance(np.array(np.broadcast_to(habits.pitch, shape)), habits, draws, "pitch", len(Pitch)),
        action=action * active,
        action_target=target,
        keep=_keep(view, setup, habits, mood, action, target, draws),
        deployment=np.where(active, _deployment(view, setup, habits, mood, draws), 0).astype(np.int8),
    )


def _self(view: View) -> Bools:
    """(O,S,1) which seat each observer is."""
    seats = np.arange(view.estimate.shape[1])
    return np.asarray((view.observers[:, None] == seats[None, :])[:, :, None])


def _whimsical(habits: Habits, draws: Draws, what: str) -> Bools:
    """(O,N) where chance decides instead of habit."""
    return np.asarray((draws.seats(f"chance of {what}") < habits.chaos) & (habits.activity > 0.0))


def _or_by_chance(code: Codes, habits: Habits, draws: Draws, what: str, kinds: int) -> Codes:
    """(O,N) the code of habit, or one of so many, all as likely, where chance decides."""
    if not habits.chaos.any():
        return code
    any_ = np.floor(draws.seats(f"whim {what}") * kinds).astype(np.int8)
    return np.where(_whimsical(habits, draws, what), any_, code)


def _shake(value: Floats, habits: Habits, draws: Draws, purpose: str) -> Floats:
    """Blend a decision with chance, by the share of chaos in the habits."""
    if not habits.chaos.any():
        return value
    return value + habits.chaos * (draws.seats(f"whim {purpose}") - value)


def _budget(view: View, habits: Habits, mood: Mood, draws: Draws) -> tuple[Floats, Floats, Floats, Floats]:
    """Four shares that sum to at most one: envy moves money to research and chips, theft and fear to security."""
    chased = mood.chased
    robbed = 1.0 + 0.5 * view.thefts_found.any(axis=1)
    research = _shake(habits.research * (1.0 + 0.15 * chased), habits, draws, "research")
    security = _shake(habits.security * robbed * (1.0 - 0.2 * chased), habits, draws, "security")
    compute = _shake(habits.compute * (1.0 + 0.25 * chased), habits, draws, "compute")
    openness = _shake(habits.openness * (1.0 - 0.2 * chased), habits, draws, "openness")
    scale = 1.0 / np.maximum(research + security + compute + openness, 1.0)
    return research * scale, security * scale, compute * scale, openness * scale


def _projects(view: View, setup: Setup, habits: Habits, mood: Mood, draws: Draws) -> Counts:
    """(Q,L,O,N) the best available projects of each lane by priority; more than one when turns are long."""
    depth = max(1, round(setup.turn_years / PROJECT_YEARS))
    shape = view.capability.shape
    chosen = np.full((depth, len(Lane), *shape), -1, np.int16)
    # Whoever wants a margin before deploying does not build the last step without one.
    dares = mood.margin > habits.deploy_margin - 1.5
    for lane, rows in lane_rows(setup).items():
        best = _by_whim(rows, habits, draws) if habits.chaos.any() else _by_rank(rows, habits)
        barred = [index for index, row in enumerate(rows) if int(row) in setup.last_steps]
        free = np.ones((len(rows), *shape), np.bool_)  # of this lane: what it dares and has not chosen yet
        free[barred] = dares
        wanted = view.open_to[rows] & free
        known = view.known
        for place in range(depth):
            chosen[place, lane] = best(wanted)
            if place + 1 == depth:
                break
            free &= rows[:, None, None] != chosen[place, lane]
            if depth > LOOK_AHEAD:
                # in a long turn a seat also plans what its first projects will make possible
                known = known | (np.arange(len(known))[:, None, None] == chosen[place, lane])
                wanted = available(known, setup)[rows] & free
            else:
                wanted = wanted & free
    return chosen


Chooser = Callable[[Bools], Counts]
"""(O,N) the favourite among the technologies of a lane that are marked, (R,O,N); -1 where none is."""


def _by_rank(rows: Ints, habits: Habits) -> Chooser:
    """Choose by priority alone."""
    rank, ranked = habits.rank[rows], habits.ranked
    seats = np.arange(rank.shape[1])[:, None]
    games = np.arange(rank.shape[2])[None, :]

    def best(wanted: Bools) -> Counts:
        return np.asarray(ranked[(wanted * rank).max(axis=0), seats, games])

    return best


def _by_whim(rows: Ints, habits: Habits, draws: Draws) -> Chooser:
    """Choose by priority, blurred as far as chance rules."""
    whim = draws.each_seat("whim project", rows.astype(np.uint64))
    wish = habits.priority[rows] + 30.0 * habits.chaos[None] * whim  # above zero

    def best(wanted: Bools) -> Counts:
        value = wanted * wish
        return np.where(wanted.any(axis=0), rows[value.argmax(axis=0)], -1).astype(np.int16)

    return best


def _region(view: View, setup: Setup, observers: NDArray[np.intp]) -> NDArray[np.int8]:
    """(O,N) home while it has power, then the region with most free power, strange roofs counted down."""
    room = view.power - view.power_used
    home = setup.home[observers]
    tight = room[home] < 0.03 * view.power[home]
    at_home = np.repeat(home.astype(np.int8)[:, None], room.shape[1], axis=1)
    if not tight.any():
        return at_home
    lure = [room[r] * (1.0 - setup.region_exposure[r] * setup.abroad[observers, r]) for r in range(len(room))]
    return np.where(tight, greatest(lure)[0], at_home)


def _release(view: View, habits: Habits, mood: Mood, draws: Draws) -> NDArray[np.int64]:
    """(O,N) Release code by measured safety, and by how far the weights are from what is feared."""
    fine = mood.margin >= habits.release_margin - 0.25 * mood.chased
    nearly = mood.margin >= habits.release_margin - 0.6
    staged = view.unlocked[Target.STAGED_RELEASE]
    code = np.where(fine, Release.GENERAL, np.where(nearly & staged, Release.STAGED, Release.HOLD))
    danger = BELIEVED_DANGER - 0.2 * view.public_algorithms
    gift = (habits.weights_margin > -5.0) & (view.capability < danger - habits.weights_margin)
    code = np.where(fine & gift, Release.WEIGHTS, code)
    if habits.chaos.any():
        whim = draws.seats("whim release")
        wild = np.where(whim < 0.5, Release.HOLD, np.where(whim < 0.9, Release.GENERAL, Release.WEIGHTS))
        code = np.where(draws.seats("whim of release") < habits.chaos, wild, code)
    return np.asarray(code)


def _keep(
    view: View, setup: Setup, habits: Habits, mood: Mood, action: Codes, target: Codes, draws: Draws
) -> Bools:
    """(C,O,N) cheating is a temptation of those who fall behind, and of those who think nobody looks."""
    tempted = habits.cheat * np.clip(0.4 + mood.behind, 0.0, 1.0) * (1.0 - view.verification)
    tempted = np.minimum(tempted * (1.0 + 2.0 * suspicion(view, setup)), 1.0)
    signing = action == Action.SIGN
    keep = np.ones((len(Clause), *tempted.shape), np.bool_)
    for clause in Clause:
        mine = view.signed[clause, view.observers] | (signing & (target == clause)).any(axis=0)
        if mine.any():
            luck = draws.each_seat("cheat", np.array([clause], np.uint64))[0]
            keep[clause] = (luck >= 0.5 * tempted) | ~mine
    return keep


def _deployment(view: View, setup: Setup, habits: Habits, mood: Mood, draws: Draws) -> NDArray[np.int64]:
    """(O,N) hold until safe enough; deploy when it is, together if others want to; lose patience when chased."""
    offers = np.where(_self(view), False, view.joint_offer[None])
    others = offers.any(axis=1)
    # The half-willing share with their equals only; nobody gives half of everything for a friendly word.
    equals = (offers & (view.estimate > (view.capability - EQUAL * habits.joint)[:, None])).any(axis=1)
    willing = (habits.joint >= 0.5) | ((habits.joint >= 0.25) & equals)
    # Who would join says so before the last step is taken.
    near = np.maximum(view.estimate.max(axis=1), view.capability) > BELIEVED_TIER_SIX - 0.5
    guest = np.where(willing & (others | near & (habits.joint >= 0.7)), Deployment.JOINT, Deployment.HOLD)
    if not view.holding.any():
        return guest
    # Boards and ministers have to agree, so the last step takes its time.
    decided = draws.seats("council") < _step_odds(np.array(COUNCIL_ODDS), setup)
    safe = (mood.margin >= habits.deploy_margin) & decided
    luck = draws.seats("deploy")
    urge = _step_odds((1.0 - habits.patience) * np.minimum(0.06 + 0.4 * mood.hunted, 0.9), setup)
    rash = (luck < urge) & (mood.margin > habits.deploy_margin - 1.5)
    waited = luck < _odds(np.array(0.35), setup)
    alone = safe & (~willing | (waited & ~others)) | rash
    holder = np.where(alone, Deployment.DEPLOY, np.where(safe & willing, Deployment.JOINT, Deployment.HOLD))
    code = np.where(view.holding, holder, guest)
    if habits.chaos.any():
        whim = draws.seats("whim deploy")
        eager, open_ = _odds(np.array(0.04), setup), _odds(np.array(0.25), setup)
        wild = np.where(whim < eager, Deployment.DEPLOY, np.where(whim < open_, Deployment.JOINT, Deployment.HOLD))
        code = np.where((draws.seats("whim of deployment") < habits.chaos) & view.holding, wild, code)
    return np.asarray(code)


def _step_odds(odds: Floats, setup: Setup) -> Floats:
    """Odds of a habit turn for the last step, so that it is taken as long after it was reached in turns of any length.

    What was reached in a turn is seen at its end and done by the end of the next: that alone is a turn and a half.
    """
    wait = HABIT_YEARS / np.maximum(odds, 1e-9) + 0.5 * HABIT_YEARS
    return np.asarray(1.0 / np.maximum(wait / setup.turn_years - 0.5, 1.0))


def _odds(odds: Floats, setup: Setup) -> Floats:
    """Odds of a habit turn, for a turn of the length that is played."""
    return np.asarray(1.0 - np.power(1.0 - odds, setup.turn_years / HABIT_YEARS))
