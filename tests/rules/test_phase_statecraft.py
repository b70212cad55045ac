"""Statecraft: awareness, help invited or imposed, the Project, support, and export controls."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Release
from game.rules.phases.statecraft import statecraft
from tests.rules.relations import Change, Measure, Row, figure, odds, rate, rows, term
from tests.rules.worlds import (
    AGORA,
    CHINA,
    COLUMBIA,
    EUROPE,
    HELIOS,
    HUAXIA,
    LANTERN,
    LN2,
    MERIDIAN,
    QILIN,
    US,
    World,
    between,
    plain,
)


@cache
def capital(games: int = 1) -> World:
    """Sleepy governments and labs that nobody helps, in half-year turns."""
    return (
        plain(games, "labs-and-states")
        .numbers("society", lobby_effect=4.0, capture_rate=0.2, capture_decay=0.0, awareness_rate=0.0)
        .numbers("society", project_awareness=60.0, campaign_gain=3.0)
        .has(trust=50.0, regulation=30.0, capture=0.5, public_concern=50.0, awareness=0.0, government=0.0)
        .has(support=0.0, accountability=0.3, morale=0.5, tension=between(40.0, 20.0), controls=0.0)
        .has(capability=28.0, served=10.0, served_stage=Release.GENERAL)
        .set_up(turn_years=0.5, backing=0.0, bloc_accountability=[0.6, 0.2, 0.7])
        .shows(**{"the Project": 1.0})
    )


# --- awareness


def alarm(bloc: int) -> Measure:
    """What a state would know in the end."""
    return lambda w: float(w.numbers("society", awareness_rate=1e4).run(statecraft).awareness[bloc, 0])


def served(us: float, china: float) -> list[float]:
    return [us, 10.0, 10.0, 10.0, china, 10.0, 10.0]


@rows(
    Row("an OOM more everywhere", alarm(US), lambda w: w.has(served=served(30.0, 30.0)), plus=14.0),
    Row("an OOM more abroad", alarm(US), lambda w: w.has(served=served(29.0, 30.0)), plus=0.6 * 14.0),
    Row("an OOM more at home", alarm(US), lambda w: w.has(served=served(30.0, 29.0)), plus=14.0),
    Row("home an OOM behind", alarm(US), lambda w: w.has(served=served(28.0, 29.0)), plus=-0.4 * 14.0),
    Row("home far behind", alarm(US), lambda w: w.has(served=served(10.0, 29.0)), plus=-0.6 * 14.0),
    Row("everything far behind", alarm(US), lambda w: w.has(served=10.0), plus=-14.0 * 2.2),
    Row("staged", alarm(US), lambda w: w.has(served_stage=Release.STAGED), plus=-7.0),
    Row("tension", alarm(US), lambda w: w.has(tension=between(60.0, 20.0)), plus=6.0),
    Row("tension elsewhere", alarm(EUROPE), lambda w: w.has(tension=between(60.0, 20.0)), plus=0.0),
    Row("as awake as can be", alarm(US), lambda w: w.has(served=served(40.0, 40.0)), plus=100.0 - 42.8),
    Row("no more than that with tension", alarm(EUROPE), lambda w: w.has(served=40.0), plus=100.0 - 36.8 + 8.4),
)
def test_what_states_wake_up_to(row: Row) -> None:
    base = capital().has(served=served(29.0, 29.0))
    assert alarm(US)(base) == pytest.approx(14.0 * 2.2 + 12.0)
    row.check(base)


@pytest.mark.parametrize("now", [0.0, 80.0])
def test_awareness_closes_half_the_distance_and_half_again(now: float) -> None:
    w = capital().has(served=served(29.0, 29.0), awareness=now).numbers("society", awareness_rate=2.0 * LN2)
    aware = figure(statecraft, "awareness", US)
    assert aware(w) == pytest.approx(0.5 * (now + 42.8))
    assert aware(w.set_up(turn_years=1.0)) == pytest.approx(0.25 * now + 0.75 * 42.8)


# --- help

helped = figure(statecraft, "government", HELIOS)


@pytest.mark.parametrize(
    ("change", "level"),
    [
        (lambda w: w, 0.0),
        (lambda w: w.acts(HELIOS, Action.INVITE_GOVERNMENT), 1.0),
        (lambda w: w.acts(HELIOS, Action.INVITE_GOVERNMENT).set_up(turn_years=0.25), 0.5),
        (lambda w: w.acts(HELIOS, Action.INVITE_GOVERNMENT).set_up(turn_years=9.0), 2.0),
        (lambda w: w.acts(HELIOS, Action.INVITE_GOVERNMENT).has(government=1.5), 2.0),
        (lambda w: w.acts(HELIOS, Action.INVITE_GOVERNMENT).has(government=2.5), 2.5),
        (lambda w: w.acts(MERIDIAN, Action.INVITE_GOVERNMENT), 0.0),
        (lambda w: w.acts(HELIOS, Action.REFUSE_GOVERNMENT).has(government=1.5), 0.5),
        (lambda w: w.acts(HELIOS, Action.REFUSE_GOVERNMENT).has(government=0.5), 0.0),
        (lambda w: w.acts(HELIOS, Action.REFUSE_GOVERNMENT).has(government=3.0), 3.0),
        (lambda w: w.acts(MERIDIAN, Action.REFUSE_GOVERNMENT).has(government=1.5), 1.5),
        (lambda w: w.has(awareness=50.0), 0.0),
        (lambda w: w.has(awareness=70.0), 0.5),
        (lambda w: w.has(awareness=99.0), 1.0),
        (lambda w: w.has(awareness=[0.0, 99.0, 99.0]), 0.0),
        (lambda w: w.has(awareness=70.0, government=0.7), 0.7),
        (lambda w: w.has(awareness=90.0).acts(HELIOS, Action.REFUSE_GOVERNMENT), 0.0),
        (lambda w: w.acts(COLUMBIA, Action.PROTECT, HELIOS), 2.0),
        (lambda w: w.acts(COLUMBIA, Action.PROTECT, HELIOS).has(government=2.6), 2.6),
        (lambda w: w.acts(COLUMBIA, Action.PROTECT, MERIDIAN), 0.0),
        (lambda w: w.acts(HUAXIA, Action.PROTECT, HELIOS), 0.0),
        (lambda w: w.acts(MERIDIAN, Action.PROTECT, HELIOS), 0.0),
    ],
)
def test_help(change: Change, level: float) -> None:
    assert helped(change(capital())) == pytest.approx(level)


def test_a_state_is_its_own_partner() -> None:
    assert figure(statecraft, "government", COLUMBIA)(capital()) == 2.0
    refusing = capital().acts(COLUMBIA, Action.REFUSE_GOVERNMENT)
    assert figure(statecraft, "government", COLUMBIA)(refusing) == 2.0


# --- the Project


@pytest.mark.parametrize(
    ("by", "at", "comes"),
    [(COLUMBIA, HELIOS, True), (HUAXIA, HELIOS, False), (MERIDIAN, HELIOS, False), (HUAXIA, QILIN, True)],
)
def test_states_take_over_labs_of_their_own(by: int, at: int, comes: bool) -> None:
    w = capital().acts(by, Action.TAKE_OVER, at)
    after = w.run(statecraft)
    assert after.facts.taken_over.sum() == comes
    assert after.facts.taken_over[at, 0] == comes
    assert after.government[at, 0] == (3.0 if comes else 0.0)
    assert after.accountability[at, 0] == pytest.approx(({HELIOS: 0.6, QILIN: 0.2}[at]) if comes else 0.3)
    assert after.morale[at, 0] == pytest.approx(0.3 if comes else 0.5)
    assert after.accountability[LANTERN, 0] == pytest.approx(0.3)
    assert after.morale[LANTERN, 0] == 0.5


def test_the_project_is_taken_over_once() -> None:
    again = capital().acts(COLUMBIA, Action.TAKE_OVER, HELIOS).has(government=3.0).run(statecraft)
    assert not again.facts.taken_over.any()
    assert again.morale[HELIOS, 0] == 0.5
    assert figure(statecraft, "morale", HELIOS)(
        capital().acts(COLUMBIA, Action.TAKE_OVER, HELIOS).has(morale=0.1)
    ) == pytest.approx(0.05)


project = rate(statecraft, "taken_over", HELIOS)


@cache
def awake() -> World:
    """An alarmed state advises the leading lab of its bloc, half of the way to fear, tension at one half."""
    return (
        capital(4000)
        .has(awareness=70.0, government=[1.0, 1.0, 1.0, 1.0, 0.5, 2.0, 2.0], tension=between(50.0))
        .has(capability=[29.0, 28.0, 28.0, 28.0, 29.5, 28.0, 28.0])
        .ladder("the Project")
    )


@rows(
    Row("more awake", project, lambda w: w.has(awareness=80.0), times=2.0, within=0.01),
    Row("wide awake", project, lambda w: w.has(awareness=99.0), times=2.0, within=0.01),
    Row("not yet awake", project, lambda w: w.has(awareness=60.0), times=0.0),
    Row("asleep", project, lambda w: w.has(awareness=20.0), times=0.0),
    Row("a calmer state", project, lambda w: w.numbers("society", project_awareness=50.0), times=2.0, within=0.01),
    Row("tension", project, lambda w: w.has(tension=between(100.0)), times=2.0, within=0.01),
    Row("tension of others", project, lambda w: w.has(tension=between(0.0)), times=0.0),
    Row("not the leading lab", project, lambda w: w.has(capability=28.5 + 0.1 * np.arange(7.0)), times=0.0),
    Row("a lab that nobody advises", project, lambda w: w.has(government=0.0, awareness=69.0), times=0.0),
    Row("longer", project, lambda w: w.set_up(turn_years=1.0), times=1.0, within=0.01),
)
def test_the_project_comes(row: Row) -> None:
    assert project(awake()) == pytest.approx(0.8 * 0.5 * 0.5, rel=0.01)
    row.check(awake())


def test_others_are_left_alone() -> None:
    w = awake().shows(**{"the Project": 0.0})
    assert [bool(x) for x in w.run(statecraft).facts.taken_over[:, 0]] == [True] + [False] * 6
    leads = w.has(capability=[28.0, 28.0, 28.0, 28.0, 29.5, 29.0, 28.0])
    assert odds(statecraft, "taken_over", COLUMBIA)(leads) == 0.0


# --- support


def support(seat: int = HELIOS) -> Measure:
    """B$ a year that a seat would get in the end, from what it gets at once."""
    share = 1.0 - float(np.exp(-0.5))
    return lambda w: term(statecraft, "support", "the state", seat)(w) / share + float(w.state.support[seat, 0])


@rows(
    Row("backing", support(), lambda w: w.set_up(backing=10.0), plus=10.0),
    Row("backing of those awake", support(), lambda w: w.set_up(backing=10.0).has(awareness=25.0), plus=15.0),
    Row("advice is free", support(), lambda w: w.has(government=1.0), plus=0.0),
    Row("half a partner", support(), lambda w: w.has(government=1.5), plus=6.0),
    Row("the Project", support(), lambda w: w.has(government=3.0), plus=24.0),
    Row("a gift", support(), lambda w: w.acts(COLUMBIA, Action.SUBSIDISE, HELIOS), plus=10.0),
    Row("a gift to another", support(), lambda w: w.acts(COLUMBIA, Action.SUBSIDISE, MERIDIAN), plus=0.0),
    Row("a gift from abroad", support(), lambda w: w.acts(HUAXIA, Action.SUBSIDISE, HELIOS), plus=0.0),
    Row("a gift of a lab", support(), lambda w: w.acts(MERIDIAN, Action.SUBSIDISE, HELIOS), plus=0.0),
)
def test_support(row: Row) -> None:
    row.check(capital())


@pytest.mark.parametrize("now", [4.0, 40.0])
def test_support_closes_its_distance_and_two_half_turns_are_one(now: float) -> None:
    w = capital().set_up(backing=10.0, turn_years=1.0).has(support=now)
    after = figure(statecraft, "support", HELIOS)(w)
    assert abs(after - 10.0) < abs(now - 10.0)
    half = w.set_up(turn_years=0.5)
    again = half.has(support=half.run(statecraft).support)
    assert figure(statecraft, "support", HELIOS)(again) == pytest.approx(after)


def test_support_is_never_taken_back() -> None:
    assert figure(statecraft, "support", HELIOS)(capital().has(support=-1.0)) == 0.0


# --- export controls


def test_controls_fade_and_two_half_turns_are_one() -> None:
    w = capital().has(controls=between(0.6))
    after = w.run(statecraft).controls
    assert 0.0 < after[US, CHINA, 0] < 0.6
    half = w.set_up(turn_years=0.25)
    again = half.with_state(controls=half.run(statecraft).controls).run(statecraft).controls
    np.testing.assert_allclose(again, after)
    np.testing.assert_array_equal(w.run(statecraft).tension, w.state.tension)


@pytest.mark.parametrize(
    ("by", "at", "pair"),
    [
        (COLUMBIA, QILIN, (US, CHINA)),
        (COLUMBIA, AGORA, (US, EUROPE)),
        (HUAXIA, HELIOS, (CHINA, US)),
        (COLUMBIA, HELIOS, None),
        (HELIOS, QILIN, None),
    ],
)
def test_states_control_what_other_blocs_get(by: int, at: int, pair: tuple[int, int] | None) -> None:
    after = capital().acts(by, Action.EXPORT_CONTROL, at).run(statecraft)
    expected = np.zeros((3, 3))
    rise = np.zeros((3, 3))
    if pair is not None:
        expected[pair] = 0.75
        rise[pair] = rise[pair[::-1]] = 11.25
    np.testing.assert_allclose(after.controls[..., 0], expected)
    np.testing.assert_allclose(after.tension[..., 0] - capital().state.tension[..., 0], rise)


def test_controls_renewed_embitter_only_by_what_is_new() -> None:
    w = capital().acts(COLUMBIA, Action.EXPORT_CONTROL, QILIN)
    strict = w.has(controls=between(0.9)).run(statecraft)
    assert 0.75 < strict.controls[US, CHINA, 0] < 0.9
    np.testing.assert_array_equal(strict.tension, w.state.tension)
    mutual = w.acts(HUAXIA, Action.EXPORT_CONTROL, HELIOS).run(statecraft)
    assert mutual.tension[US, CHINA, 0] == pytest.approx(51.25)
    assert w.has(tension=between(99.0)).run(statecraft).tension.max() == 100.0
    two = w.acts(COLUMBIA, Action.EXPORT_CONTROL, HUAXIA, slot=1).run(statecraft)
    assert two.controls[US, CHINA, 0] == pytest.approx(0.75)
