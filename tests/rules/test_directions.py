"""Every lever points the right way: one change, the same dice, compared in every game of many random worlds.

A row says: with this change, that figure is nowhere lower (+1) or nowhere higher (-1), and it does move in some game.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from game.content.vocabulary import Action, Clause, Lane, Pitch, Release, Stance
from game.rules.arrays import Floats
from game.rules.state import State
from tests.rules.worlds import World, world

SEAT = 1
OTHER = 4  # of another bloc
ALL = (0, 1, 2, 3, 4)
PLACES = ((0, 1), (6, 2), (13, 3))  # turns played, seed of the world


@dataclass(frozen=True)
class Direction:
    name: str
    low: Callable[[World], World]
    high: Callable[[World], World]
    figure: Callable[[State], Floats]
    sign: int = 1
    turns: int = 1


def order(**fields: object) -> Callable[[World], World]:
    """Orders of SEAT replaced; the other seats as they are."""

    def change(w: World) -> World:
        made = {}
        for name, value in fields.items():
            array = getattr(w.orders, name).copy()
            array[..., SEAT, :] = value
            made[name] = array
        return w.with_orders(**made)

    return change


def acts(action: Action, target: int = 0) -> Callable[[World], World]:
    def change(w: World) -> World:
        kinds, targets = w.orders.action.copy(), w.orders.action_target.copy()
        kinds[:, SEAT] = Action.NONE
        kinds[0, SEAT], targets[0, SEAT] = action, target
        return w.with_orders(action=kinds, action_target=targets)

    return change


NOTHING = acts(Action.NONE)


def budget(**shares: float) -> Callable[[World], World]:
    every = {"research": 0.2, "security": 0.2, "compute": 0.2, "openness": 0.2} | shares
    return order(**every)


def number(group: str, name: str, value: float) -> Callable[[World], World]:
    return lambda w: w.with_number(group, name, value)


def field(name: str, change: Callable[[Floats], Floats], seat: int | None = None) -> Callable[[World], World]:
    def apply(w: World) -> World:
        array = np.array(getattr(w.state, name))
        if seat is None:
            array = change(array)
        else:
            array[seat] = change(array[seat])
        return w.with_state(**{name: array})

    return apply


def both(*changes: Callable[[World], World]) -> Callable[[World], World]:
    def apply(w: World) -> World:
        for change in changes:
            w = change(w)
        return w

    return apply


def same(w: World) -> World:
    return w


def own(name: str, seat: int = SEAT) -> Callable[[State], Floats]:
    return lambda s: np.asarray(getattr(s, name)[seat], np.float64)


def full(value: float) -> Callable[[Floats], Floats]:
    return lambda array: np.full_like(array, value)


def whole(name: str) -> Callable[[State], Floats]:
    return lambda s: np.asarray(getattr(s, name), np.float64)


def fact(name: str) -> Callable[[State], Floats]:
    return lambda s: np.asarray(getattr(s.facts, name), np.float64)


def chips(seat: int = SEAT) -> Callable[[State], Floats]:
    return lambda s: s.compute[seat].sum(axis=0) + s.pending[seat].sum(axis=0)


def lane(which: Lane) -> Callable[[State], Floats]:
    return lambda s: s.effort[which, SEAT]


def signed(*seats: int, clause: Clause) -> Callable[[World], World]:
    def apply(w: World) -> World:
        array = w.state.signed.copy()
        array[clause] = False
        array[clause, list(seats)] = True
        keep = w.orders.keep.copy()
        keep[clause] = True
        kinds = w.orders.action.copy()  # nobody signs or leaves anything meanwhile
        kinds[np.isin(kinds, [Action.SIGN, Action.LEAVE])] = Action.NONE
        level = {Clause.SLOW_DOWN: "slow_level", Clause.NO_OPEN_WEIGHTS: "weights_level"}.get(clause)
        fields = {}
        if level is not None:
            fields = {level: w.state.capability.min(axis=0) - 1.0 if seats else np.zeros(w.state.games)}
        return w.with_state(signed=array, **fields).with_orders(keep=keep, action=kinds)

    return apply


LEAD = field("capability", lambda a: a + 1.0, OTHER)
PLENTY = number("compute", "supply_start", 1e6)
NO_INCIDENTS = number("alignment", "incident_rate", 0.0)
NO_ECHO = both(NO_INCIDENTS, number("treaties", "calm", 0.0))  # a calmer world also hires differently
OFTEN = number("security", "background_attacks", 5.0)


DIRECTIONS = (
    # --- the budget
    Direction("security money raises security", budget(security=0.0), budget(security=0.4), own("security")),
    Direction(
        "security money lowers nothing of the level later",
        budget(security=0.0),
        budget(security=0.4),
        own("security"),
        1,
        3,
    ),
    Direction("research money hires", budget(research=0.05), budget(research=0.4), own("researchers")),
    Direction("compute money buys chips", budget(compute=0.0), budget(compute=0.4), chips()),
    Direction(
        "open money makes public algorithms", budget(openness=0.0), budget(openness=0.4), whole("public_algorithms")
    ),
    Direction("open money makes public safety", budget(openness=0.0), budget(openness=0.4), whole("public_alignment")),
    Direction("open money wins trust", budget(openness=0.0), budget(openness=0.4), own("trust")),
    Direction("open money works in the open lane", budget(openness=0.0), budget(openness=0.4), lane(Lane.OPENNESS)),
    Direction(
        "security money works on infrastructure", budget(security=0.0), budget(security=0.4), lane(Lane.INFRASTRUCTURE)
    ),
    Direction("spending lowers cash", budget(research=0.0), budget(research=0.4), own("cash"), -1),
    # --- research and training
    Direction(
        "alignment share raises alignment work", order(alignment=0.1), order(alignment=0.6), lane(Lane.ALIGNMENT)
    ),
    Direction(
        "alignment share raises practice",
        both(order(alignment=0.1), NO_INCIDENTS),
        both(order(alignment=0.6), NO_INCIDENTS),
        own("practice"),
    ),
    Direction(
        "alignment share lowers capabilities work",
        order(alignment=0.1),
        order(alignment=0.6),
        lane(Lane.CAPABILITIES),
        -1,
    ),
    Direction(
        "alignment share slows algorithms",
        order(alignment=0.1, project=-1),
        order(alignment=0.6, project=-1),
        own("algorithms"),
        -1,
    ),
    Direction("a project slows algorithms", order(project=-1), same, own("algorithms"), -1),
    Direction(
        "morale speeds research",
        field("morale", full(0.2), SEAT),
        field("morale", full(0.9), SEAT),
        lane(Lane.ALIGNMENT),
    ),
    Direction("people speed research", field("researchers", lambda a: 0.5 * a, SEAT), same, lane(Lane.ALIGNMENT)),
    Direction(
        "training share makes bigger runs",
        order(training=0.2, serving=0.3, train=True),
        order(training=0.6, serving=0.3, train=True),
        own("capability"),
    ),
    Direction(
        "a run makes a model", order(train=False, training=0.5), order(train=True, training=0.5), own("capability")
    ),
    Direction(
        "algorithms raise the next model",
        both(order(train=True, training=0.5), number("training", "run_years", 0.5)),
        both(
            order(train=True, training=0.5),
            number("training", "run_years", 0.5),
            field("algorithms", lambda a: a + 0.5, SEAT),
        ),
        own("capability"),
    ),
    Direction(
        "chips on research speed it",
        order(training=0.8, serving=0.2),
        order(training=0.1, serving=0.2),
        lane(Lane.ALIGNMENT),
    ),
    Direction(
        "publication makes followers faster",
        field("published", full(False)),
        field("published", full(True)),
        lambda s: s.known.sum(axis=(0, 1)).astype(float),
        1,
    ),
    # --- money
    Direction("serving earns", order(serving=0.05, training=0.3), order(serving=0.6, training=0.3), own("revenue")),
    Direction("trust earns", field("trust", full(20.0), SEAT), field("trust", full(80.0), SEAT), own("revenue")),
    Direction("free models press prices", field("public_weights", lambda a: a - 1.0), same, own("revenue"), -1),
    Direction("hype brings investors", field("hype", full(0.5)), field("hype", full(1.5)), own("investment")),
    Direction(
        "own open weights cost investors",
        field("opened", full(0.0), SEAT),
        field("opened", lambda a: a * 0 + 60.0, SEAT),
        own("investment"),
        -1,
    ),
    Direction("adoption makes the market", field("adoption", full(0.1)), field("adoption", full(0.4)), own("revenue")),
    # --- compute
    Direction(
        "a chip shock starves",
        field("chip_supply", full(0.1)),
        field("chip_supply", full(1.0)),
        lambda s: s.compute.sum(axis=(0, 1)) + s.pending.sum(axis=(0, 1)),
    ),
    Direction("power lights chips", field("power", lambda a: 0.2 * a), same, whole("idle"), -1),
    Direction("rules slow power", field("regulation", full(0.0)), field("regulation", full(90.0)), whole("power"), -1),
    Direction(
        "export controls starve",
        field("controls", full(0.0)),
        field("controls", lambda a: a * 0 + 0.8),
        chips(OTHER),
        -1,
    ),
    # --- release and openness
    Direction("release serves", order(release=Release.HOLD), order(release=Release.GENERAL), own("served")),
    Direction(
        "weights become public", order(release=Release.HOLD), order(release=Release.WEIGHTS), whole("public_weights")
    ),
    Direction(
        "open papers spread algorithms",
        order(stance=Stance.SECRET),
        order(stance=Stance.OPEN),
        whole("public_algorithms"),
    ),
    Direction("open papers win trust", order(stance=Stance.SECRET), order(stance=Stance.OPEN), own("trust")),
    Direction(
        "open papers spread safety", order(stance=Stance.SECRET), order(stance=Stance.OPEN), whole("public_alignment")
    ),
    Direction(
        "public algorithms lift everybody", same, field("public_algorithms", lambda a: a + 1.0), own("algorithms")
    ),
    Direction(
        "tinkerers follow the frontier",
        number("openness", "community", 0.0),
        number("openness", "community", 2.0),
        whole("public_weights"),
    ),
    # --- security and theft
    Direction(
        "security keeps spies out",
        both(acts(Action.SPY_WEIGHTS, OTHER), field("security", full(0.5), OTHER)),
        both(acts(Action.SPY_WEIGHTS, OTHER), field("security", full(4.5), OTHER)),
        fact("weights_stolen"),
        -1,
    ),
    Direction(
        "easy theft steals more",
        both(acts(Action.SPY_SECRETS, OTHER), number("truths", "theft_ease", 0.1)),
        both(acts(Action.SPY_SECRETS, OTHER), number("truths", "theft_ease", 3.0)),
        fact("secrets_stolen"),
    ),
    Direction(
        "stolen secrets close the gap",
        both(NOTHING, field("algorithms", lambda a: a + 1.0, OTHER)),
        both(acts(Action.SPY_SECRETS, OTHER), field("algorithms", lambda a: a + 1.0, OTHER)),
        own("algorithms"),
    ),
    Direction(
        "stolen weights close the gap",
        both(NOTHING, LEAD),
        both(acts(Action.SPY_WEIGHTS, OTHER), LEAD),
        own("capability"),
    ),
    Direction("sabotage sets runs back", NOTHING, acts(Action.SABOTAGE, OTHER), own("setback", OTHER)),
    Direction(
        "many people leak",
        both(OFTEN, field("researchers", full(1.0))),
        both(OFTEN, field("researchers", full(60.0))),
        fact("leaked"),
    ),
    Direction(
        "unhappy insiders leak",
        both(OFTEN, field("morale", full(1.0)), field("concern", full(0.0))),
        both(OFTEN, field("morale", full(0.1)), field("concern", full(1.0))),
        fact("leaked"),
    ),
    Direction(
        "discovery finds thefts",
        both(number("security", "discovery", 0.0), field("undiscovered", full(True))),
        both(number("security", "discovery", 3.0), field("undiscovered", full(True))),
        fact("spy_caught"),
    ),
    Direction("lock-down raises security", NOTHING, acts(Action.LOCK_DOWN), own("security")),
    Direction(
        "lock-down slows research",
        both(order(project=-1), field("lockdown", full(0.0), SEAT)),
        both(order(project=-1), field("lockdown", full(1.0), SEAT)),
        lane(Lane.ALIGNMENT),
        -1,
    ),
    Direction(
        "high security slows research",
        field("security", full(0.0), SEAT),
        field("security", full(5.0), SEAT),
        lane(Lane.ALIGNMENT),
        -1,
    ),
    # --- alignment
    Direction(
        "hard alignment makes incidents",
        number("truths", "alignment_shift", -3.0),
        number("truths", "alignment_shift", 3.0),
        fact("incident"),
        -1,
    ),
    Direction("practice prevents incidents", same, field("practice", lambda a: a + 1.5), fact("incident"), -1),
    Direction(
        "control keeps control",
        both(number("alignment", "escape", 0.0), number("truths", "alignment_shift", -5.0)),
        both(number("alignment", "escape", 1.0), number("truths", "alignment_shift", -5.0)),
        lambda s: (s.facts.incident == 3).astype(float),
    ),
    Direction(
        "incidents cost trust",
        number("alignment", "incident_rate", 0.0),
        number("alignment", "incident_rate", 5.0),
        own("trust"),
        -1,
    ),
    Direction(
        "incidents teach",
        number("alignment", "incident_rate", 0.0),
        number("alignment", "incident_rate", 5.0),
        whole("public_alignment"),
    ),
    Direction(
        "incidents shake the world",
        number("alignment", "incident_rate", 0.0),
        number("alignment", "incident_rate", 5.0),
        whole("stability"),
        -1,
    ),
    Direction(
        "a wide gap reads worse",
        both(number("alignment", "hiding", 0.0), number("truths", "alignment_shift", -2.0)),
        both(number("alignment", "hiding", 0.0), number("truths", "alignment_shift", 1.0)),
        own("reading"),
        -1,
    ),
    Direction(
        "hiding reads better than it is",
        both(number("alignment", "hiding", 0.0), number("truths", "alignment_shift", -4.0)),
        both(number("alignment", "hiding", 0.9), number("truths", "alignment_shift", -4.0)),
        own("reading"),
        -1,
    ),
    Direction(
        "false progress reads better",
        field("false_progress", full(0.0)),
        field("false_progress", full(1.0)),
        own("reading"),
        -1,
    ),
    Direction("sharing safety tells the world", NOTHING, acts(Action.SHARE_SAFETY), whole("public_alignment")),
    # --- misuse
    Direction(
        "strong free models are misused",
        field("public_weights", lambda a: a * 0 + 26.0),
        field("public_weights", lambda a: a * 0 + 33.0),
        fact("misuse"),
    ),
    Direction(
        "resilience stops misuse",
        both(field("public_weights", lambda a: a * 0 + 31.0), field("resilience", full(0.9))),
        both(field("public_weights", lambda a: a * 0 + 31.0), field("resilience", full(0.0))),
        fact("misuse"),
    ),
    # --- treaties
    Direction(
        "slow-down slows",
        both(signed(clause=Clause.SLOW_DOWN), order(train=True, training=0.6)),
        both(signed(*ALL, clause=Clause.SLOW_DOWN), order(train=True, training=0.6)),
        own("capability"),
        -1,
    ),
    Direction(
        "a compute cap caps",
        both(signed(clause=Clause.COMPUTE_CAP), budget(compute=0.4), PLENTY),
        both(signed(*ALL, clause=Clause.COMPUTE_CAP), budget(compute=0.4), PLENTY),
        chips(),
        -1,
    ),
    Direction(
        "a pledge keeps weights in",
        both(signed(clause=Clause.NO_OPEN_WEIGHTS), order(release=Release.WEIGHTS)),
        both(signed(*ALL, clause=Clause.NO_OPEN_WEIGHTS), order(release=Release.WEIGHTS)),
        own("opened"),
        -1,
    ),
    Direction(
        "shared safety lifts those behind",
        both(signed(clause=Clause.SHARED_SAFETY), field("practice", full(1.5), OTHER), NO_ECHO),
        both(signed(*ALL, clause=Clause.SHARED_SAFETY), field("practice", full(1.5), OTHER), NO_ECHO),
        own("practice"),
    ),
    Direction(
        "inspections see",
        signed(clause=Clause.INSPECTIONS),
        signed(*ALL, clause=Clause.INSPECTIONS),
        whole("verification"),
    ),
    Direction(
        "verification finds cheats",
        both(
            signed(*ALL, clause=Clause.SLOW_DOWN),
            order(keep=False),
            number("treaties", "base_verification", 0.0),
        ),
        both(
            signed(*ALL, clause=Clause.SLOW_DOWN),
            order(keep=False),
            number("treaties", "base_verification", 0.9),
        ),
        fact("cheat_found"),
    ),
    Direction(
        "found cheats lose reputation",
        both(signed(*ALL, clause=Clause.SLOW_DOWN), number("treaties", "detection", 1.0)),
        both(
            signed(*ALL, clause=Clause.SLOW_DOWN),
            order(keep=False),
            number("treaties", "detection", 1.0),
            number("treaties", "base_verification", 0.98),
        ),
        own("reputation"),
        -1,
    ),
    Direction(
        "cheating goes on with big runs",
        both(signed(*ALL, clause=Clause.SLOW_DOWN), order(train=True, training=0.6)),
        both(signed(*ALL, clause=Clause.SLOW_DOWN), order(train=True, training=0.6, keep=False)),
        own("capability"),
    ),
    Direction(
        "autonomy calms",
        signed(clause=Clause.AUTONOMY),
        signed(*ALL, clause=Clause.AUTONOMY),
        whole("tension"),
        -1,
    ),
    # --- people
    Direction("recruiting recruits", NOTHING, acts(Action.RECRUIT), own("researchers")),
    Direction(
        "a broken pitch costs morale",
        order(pitch=Pitch.SCIENCE, stance=Stance.OPEN),
        order(pitch=Pitch.SCIENCE, stance=Stance.SECRET),
        own("morale"),
        -1,
    ),
    Direction(
        "concerned people leave",
        both(field("concern", full(0.0), SEAT), field("morale", full(0.2), SEAT)),
        both(field("concern", full(1.0), SEAT), field("morale", full(0.2), SEAT)),
        own("researchers"),
        -1,
    ),
    # --- society and states
    Direction("lobbying for rules makes rules", NOTHING, acts(Action.LOBBY_FOR), whole("regulation")),
    Direction("lobbying against rules unmakes them", NOTHING, acts(Action.LOBBY_AGAINST), whole("regulation"), -1),
    Direction("lobbying captures", NOTHING, acts(Action.LOBBY_AGAINST), whole("capture")),
    Direction("a campaign wins trust", NOTHING, acts(Action.CAMPAIGN), own("trust")),
    Direction("government comes when invited", NOTHING, acts(Action.INVITE_GOVERNMENT), own("government")),
    Direction("government goes when refused", NOTHING, acts(Action.REFUSE_GOVERNMENT), own("government"), -1),
    Direction(
        "concern makes law",
        field("public_concern", full(30.0)),
        field("public_concern", full(75.0)),
        whole("regulation"),
    ),
    Direction(
        "panic makes more",
        field("public_concern", full(80.0)),
        field("public_concern", full(98.0)),
        whole("regulation"),
    ),
    Direction("trust lets use spread", field("trust", full(15.0)), field("trust", full(85.0)), whole("adoption")),
    Direction("use displaces", field("adoption", full(0.05)), field("adoption", full(0.9)), whole("displacement")),
    Direction(
        "lost jobs worry", field("displacement", full(0.0)), field("displacement", full(0.8)), whole("public_concern")
    ),
    Direction(
        "benefits calm", field("patience", full(0.0)), field("patience", full(90.0)), whole("public_concern"), -1
    ),
    Direction(
        "accountability keeps the say",
        both(field("accountability", full(0.0)), field("oversight", full(0.5))),
        both(field("accountability", full(1.0)), field("oversight", full(0.5))),
        whole("oversight"),
    ),
    # --- conflict
    Direction(
        "enmity is tension",
        number("conflict", "bloc_enmity", 0.1),
        number("conflict", "bloc_enmity", 1.0),
        whole("tension"),
    ),
    Direction(
        "racing shakes",
        number("conflict", "race_stability", 0.0),
        number("conflict", "race_stability", 3.0),
        whole("stability"),
        -1,
    ),
    Direction("tension shakes", field("tension", lambda a: 0.0 * a), same, whole("stability"), -1),
    Direction(
        "secrets blur sight",
        number("conflict", "sight_secret", 0.05),
        number("conflict", "sight_secret", 3.0),
        lambda s: s.estimate_sd.sum(axis=(0, 1)),
    ),
)


def without_events(w: World) -> World:
    """Events answer to figures (a crisis brings a hotline), which would hide the lever behind its echo."""
    return replace(w, setup=replace(w.setup, events=tuple(replace(e, rate=0.0) for e in w.setup.events)))


@pytest.mark.parametrize("direction", DIRECTIONS, ids=lambda d: d.name.replace(" ", "-"))
def test_direction(direction: Direction) -> None:
    moved = False
    for turns, seed in PLACES:
        start = without_events(world(turns, games=48, seed=seed))
        low = direction.figure(direction.low(start).later(direction.turns))
        high = direction.figure(direction.high(start).later(direction.turns))
        difference = direction.sign * (high - low)
        assert difference.min() >= -1e-9, f"wrong way after {turns} turns by {difference.min():g}"
        moved |= bool(difference.max() > 1e-9)
    assert moved, "the lever moves nothing"


def test_all_names_differ() -> None:
    names = [direction.name for direction in DIRECTIONS]
    assert len(set(names)) == len(names) >= 60


def test_replace_keeps_worlds_apart() -> None:
    start = world(0, games=48, seed=1)
    changed = budget(security=0.9)(start)
    assert not np.array_equal(changed.orders.security, start.orders.security)
    assert replace(start) == start
