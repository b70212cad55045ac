"""Governments: lobbying, help that is invited or imposed, subsidies, licences, export controls, the Project."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Action
from game.rules.arrays import Floats
from game.rules.context import Turn, total
from game.rules.derived import bloc_best, reach
from game.rules.replacing import replace
from game.rules.state import State

ADVICE, PARTNERSHIP, PROJECT = 1.0, 2.0, 3.0
WITHHELD = 0.75  # share of the chips ordered that an export control keeps from a bloc


def statecraft(s: State, t: Turn) -> State:
    s = _regulation(s, t)
    s = _awareness(s, t)
    s = _help(s, t)
    return _controls(s, t)


def _regulation(s: State, t: Turn) -> State:
    p = t.params.society
    effort = np.minimum(t.years, 1.0) * p.lobby_effect
    weight = np.sqrt(s.trust / 50.0)
    rules_for = total(weight * t.does(Action.LOBBY_FOR)) * effort
    rules_against = total(weight * t.does(Action.LOBBY_AGAINST)) * effort
    state_rules = total(1.0 * t.does(Action.REGULATE)) * 3.0 * effort
    licences = total(1.0 * t.does(Action.LICENCE)) * 2.0 * effort
    # The more is regulated, the less a further law adds: what ends the field is panic, not diligence.
    room = 1.0 - s.regulation / 100.0
    regulation = t.change(
        "regulation",
        s.regulation,
        ("lobbying for rules", rules_for * room),
        ("lobbying against rules", -rules_against),
        ("new laws", state_rules * room),
        ("licences", licences * room),
        low=0.0,
        high=100.0,
    )
    # Who writes the rules owns them: lobbying of either kind captures, licences protect those who have one.
    capture = t.change(
        "capture",
        s.capture,
        ("lobbying", p.capture_rate * (rules_for + rules_against) / 10.0 * (1.0 - s.capture)),
        ("licences", 0.5 * p.capture_rate * licences / 10.0 * (1.0 - s.capture)),
        ("public laws", -0.3 * s.capture * np.minimum(state_rules / 10.0, 1.0)),
        ("forgetting", -s.capture * t.part(p.capture_decay)),
        low=0.0,
        high=1.0,
    )
    campaign = t.does(Action.CAMPAIGN) * np.minimum(t.years, 1.0)
    trust = t.change(
        "trust",
        s.trust,
        ("campaign", p.campaign_gain * campaign * (1.0 - s.trust / 100.0) * 2.0),
        ("lobbying against rules", -2.0 * np.minimum(t.years, 1.0) * t.does(Action.LOBBY_AGAINST)),
        low=0.0,
        high=100.0,
    )
    concern = t.change("public_concern", s.public_concern, ("campaigns", -1.0 * total(campaign)), low=0.0)
    return replace(s, regulation=regulation, capture=capture, trust=trust, public_concern=concern)


def _awareness(s: State, t: Turn) -> State:
    """States wake up to what they see served, at home and abroad."""
    seen = reach(s)
    top = seen.max(axis=0)
    home = bloc_best(seen, t.setup, len(t.setup.blocs))
    level = np.clip(14.0 * (0.6 * top[None] + 0.4 * np.maximum(home, top - 1.5) - 26.8), 0.0, 100.0)
    alarm = 0.3 * s.tension.max(axis=1)
    aim = np.minimum(level + alarm, 100.0)
    awareness = t.change(
        "awareness", s.awareness, ("what is seen", (aim - s.awareness) * t.part(t.params.society.awareness_rate))
    )
    return replace(s, awareness=awareness)


def _help(s: State, t: Turn) -> State:
    p = t.params.society
    step = 2.0 * t.years  # levels: advice becomes partnership within half a year
    invited = t.does(Action.INVITE_GOVERNMENT) & (s.government < PARTNERSHIP)
    refused = t.does(Action.REFUSE_GOVERNMENT) & (s.government < PROJECT)
    aware = s.awareness[t.setup.bloc]
    uninvited = np.clip((aware - 50.0) / 40.0, 0.0, 1.0) * ADVICE
    government = np.maximum(s.government, np.where(t.setup.is_state, PARTNERSHIP, 0.0))
    government = np.maximum(government, np.where(refused, 0.0, uninvited))
    government = np.where(invited, np.minimum(government + step, PARTNERSHIP), government)
    government = np.where(refused & ~t.setup.is_state, np.maximum(government - step, 0.0), government)
    protected = t.does_to(Action.PROTECT)
    if protected is not None:
        by_own = (protected & t.setup.same_bloc & t.setup.is_state[:, :, None]).any(axis=0)
        government = np.where(by_own, np.maximum(government, PARTNERSHIP), government)

    # The Project: a state that is awake takes over the leading lab of its bloc when a rival bloc is close.
    taken = np.zeros_like(refused)
    orders = t.does_to(Action.TAKE_OVER)
    if orders is not None:
        taken |= (orders & t.setup.same_bloc & t.setup.is_state[:, :, None]).any(axis=0)
    fear = np.clip((aware - p.project_awareness) / 20.0, 0.0, 1.0) * s.tension.max(axis=1)[t.setup.bloc] / 100.0
    leads = s.capability >= bloc_best(s.capability, t.setup, len(t.setup.blocs))[t.setup.bloc]
    draw = t.draws.seats("the Project") < t.part(0.8 * fear)
    taken |= leads & draw & ~t.setup.is_state & (s.government >= ADVICE)
    taken &= government < PROJECT
    government = np.where(taken, PROJECT, government)

    t.becomes("government", s.government, government, rest="help invited, refused or imposed")
    subsidised = t.does_to(Action.SUBSIDISE)
    gift = np.zeros_like(s.support)
    if subsidised is not None:
        gift = 10.0 * np.asarray((subsidised & t.setup.same_bloc & t.setup.is_state[:, :, None]).any(axis=0))
    aim = t.setup.backing * (1.0 + 0.02 * aware) + 12.0 * np.maximum(government - 1.0, 0.0) + gift
    support = t.change("support", s.support, ("the state", (aim - s.support) * t.part(1.0)), low=0.0)
    accountable = np.where(taken, t.setup.bloc_accountability[t.setup.bloc], s.accountability)
    change = t.change("accountability", s.accountability, ("taken over by the state", accountable - s.accountability))
    morale = t.change("morale", s.morale, ("taken over by the state", -0.2 * taken), low=0.05)
    return replace(
        s,
        government=government,
        support=support,
        accountability=change,
        morale=morale,
        facts=replace(s.facts, taken_over=taken),
    )


def _controls(s: State, t: Turn) -> State:
    """(B,B,N) export controls: ordered by a state seat, eased over years, answered with tension."""
    fade = t.part(0.25)
    controls = s.controls * (1.0 - fade)
    tension: Floats = s.tension
    ordered = t.does_to(Action.EXPORT_CONTROL)
    if ordered is not None:
        new = np.zeros_like(controls)
        for i, a in enumerate(t.setup.bloc):
            for j, b in enumerate(t.setup.bloc):
                if a != b and bool(t.setup.is_state[i, 0]):
                    new[a, b] = np.maximum(new[a, b], WITHHELD * ordered[i, j])
        rise = np.maximum(new - controls, 0.0)
        controls = np.maximum(controls, new)
        both = np.maximum(rise, np.swapaxes(rise, 0, 1))
        tension = t.change("tension", s.tension, ("export controls", 15.0 * both), high=100.0)
    t.becomes("controls", s.controls, controls, rest="export controls")
    return replace(s, controls=controls, tension=tension)
