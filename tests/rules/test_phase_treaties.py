"""Treaties: signing and leaving, agreed levels, verification, cheats that are found, and what pacts do to tension."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Clause, Release
from game.rules.phases.treaties import CERTAIN, treaties
from tests.rules.relations import Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

ALL = (0, 1, 2, 3, 4)
US, CHINA, EUROPE = range(3)


@cache
def table(games: int = 1) -> World:
    """Nobody has signed anything."""
    return (
        plain(games)
        .numbers("treaties", quorum=0.8, slow_level=0.2, slow_headroom=0.3, weights_level=0.4, base_verification=0.1)
        .numbers("treaties", inspection_gain=0.3, eyes_limit=0.8, detection=1.0, broken_trust=8.0)
        .numbers("treaties", distrust_years=0.5 / LN2, calm=2.0)
        .has(served=28.0, served_stage=Release.GENERAL, public_weights=27.0, slow_level=0.0, weights_level=0.0)
        .has(reputation=1.0, trust=50.0, tension=40.0 * (1.0 - np.eye(3))[:, :, None])
        .set_up(turn_years=0.5)
    )


# --- signing and leaving


def test_signing() -> None:
    after = table().acts(0, Action.SIGN, Clause.AUTONOMY).acts(3, Action.SIGN, Clause.SLOW_DOWN, slot=1).run(treaties)
    expected = np.zeros_like(after.signed)
    expected[Clause.AUTONOMY, 0] = expected[Clause.SLOW_DOWN, 3] = True
    np.testing.assert_array_equal(after.signed, expected)
    np.testing.assert_array_equal(after.facts.joined, expected)
    assert not after.facts.left.any()


def test_leaving() -> None:
    w = table().signed_by(Clause.AUTONOMY, 0, 1, 2).acts(0, Action.LEAVE, Clause.AUTONOMY)
    after = w.run(treaties)
    assert after.signed[Clause.AUTONOMY, :, 0].tolist() == [False, True, True, False, False]
    assert after.facts.left.sum() == 1
    assert after.facts.left[Clause.AUTONOMY, 0, 0]
    assert not after.facts.joined.any()


def test_signing_twice_and_leaving_what_was_not_signed_are_nothing() -> None:
    w = table().signed_by(Clause.AUTONOMY, 0).acts(0, Action.SIGN, Clause.AUTONOMY)
    w = w.acts(1, Action.LEAVE, Clause.AUTONOMY).acts(2, Action.LEAVE, Clause.SLOW_DOWN)
    after = w.run(treaties)
    np.testing.assert_array_equal(after.signed, w.state.signed)
    assert not after.facts.joined.any()
    assert not after.facts.left.any()


@pytest.mark.parametrize("action", [Action.SIGN, Action.LEAVE])
def test_all_may_do_the_same(action: Action) -> None:
    clause = Clause.AUTONOMY
    w = table().signed_by(clause, *(ALL if action == Action.LEAVE else ())).ordered(action=action, action_target=clause)
    assert (w.run(treaties).signed[clause] == (action == Action.SIGN)).all()


def test_without_a_word_everything_stays() -> None:
    w = table().signed_by(Clause.AUTONOMY, 0, 3)
    np.testing.assert_array_equal(w.run(treaties).signed, w.state.signed)


# --- agreed levels

slow_level = figure(treaties, "slow_level")
ceiling = figure(treaties, "weights_level")


def test_the_first_signer_agrees_the_levels() -> None:
    slow = table().acts(0, Action.SIGN, Clause.SLOW_DOWN)
    assert slow_level(slow) == pytest.approx(28.3)
    assert slow_level(slow.has(served_stage=Release.STAGED)) == pytest.approx(27.8)
    assert ceiling(slow) == 0.0
    closed = table().acts(0, Action.SIGN, Clause.NO_OPEN_WEIGHTS)
    assert ceiling(closed) == pytest.approx(27.4)
    assert slow_level(closed) == 0.0


@pytest.mark.parametrize("years", [0.5, 1.0])
def test_levels_rise_while_anybody_is_in(years: float) -> None:
    w = table().signed_by(Clause.SLOW_DOWN, 3).signed_by(Clause.NO_OPEN_WEIGHTS, 2).set_up(turn_years=years)
    w = w.has(slow_level=29.0, weights_level=26.0)
    assert slow_level(w) == pytest.approx(29.0 + 0.2 * years)
    assert ceiling(w) == pytest.approx(26.0 + 0.2 * years)
    gone = w.acts(3, Action.LEAVE, Clause.SLOW_DOWN).acts(2, Action.LEAVE, Clause.NO_OPEN_WEIGHTS)
    assert (slow_level(gone), ceiling(gone)) == (0.0, 0.0)


# --- verification

verified = figure(treaties, "verification")


@rows(
    Row("better eyes", verified, lambda w: w.numbers("treaties", base_verification=0.15), plus=0.05),
    Row("tools of a signer", verified, lambda w: w.knows(verification=[0.2, 0, 0, 0, 0]), plus=0.2),
    Row("the best tools", verified, lambda w: w.knows(verification=[0.2, 0.15, 0, 0, 0]), plus=0.2),
    Row("tools of one outside", verified, lambda w: w.knows(verification=[0, 0, 0.2, 0, 0]), plus=0.0),
    Row("inspections", verified, lambda w: w.signed_by(Clause.INSPECTIONS, 3, 4), plus=0.3),
    Row("better inspections", verified,
        lambda w: w.signed_by(Clause.INSPECTIONS, 3, 4).numbers("treaties", inspection_gain=0.4), plus=0.4),
    Row("inspections of one", verified, lambda w: w.signed_by(Clause.INSPECTIONS, 3), plus=0.0),
    Row("as much as eyes can see", verified, lambda w: w.knows(verification=5.0), plus=0.7),
    Row("sharper eyes", verified,
        lambda w: w.knows(verification=5.0).numbers("treaties", eyes_limit=0.9), plus=0.8),
    Row("as much as chips can prove", verified,
        lambda w: w.knows(verification=5.0, hardware_verification=[1, 0, 0, 0, 0]), plus=CERTAIN - 0.1),
    Row("chips of one outside", verified,
        lambda w: w.knows(verification=5.0, hardware_verification=[0, 0, 1, 1, 1]), plus=0.7),
    Row("chips alone prove nothing", verified, lambda w: w.knows(hardware_verification=1.0), plus=0.0),
)  # fmt: skip
def test_verification(row: Row) -> None:
    base = table().signed_by(Clause.AUTONOMY, 0, 1)
    assert verified(base) == pytest.approx(0.1)
    row.check(base)


def test_what_verifies_is_named() -> None:
    w = table().signed_by(Clause.INSPECTIONS, 0, 1).knows(verification=[0.2, 0, 0, 0, 0]).has(verification=0.25)
    named = {cause: amount for cause, amount in w.terms(treaties, "verification", None).items() if abs(amount) > 1e-12}
    assert named == pytest.approx(
        {"last turn's": -0.25, "eyes from outside": 0.1, "tools of the signers": 0.2, "inspections": 0.3}
    )
    limited = w.knows(verification=0.9).terms(treaties, "verification", None)
    assert limited["what cannot be seen"] == pytest.approx(0.8 - 1.3)


# --- cheating


@cache
def cheats(games: int = 4000) -> World:
    """All have signed the slow-down, the first seat breaks it, three of ten cheats are found in a year."""
    return (
        table(games)
        .signed_by(Clause.SLOW_DOWN, *ALL)
        .cheats(Clause.SLOW_DOWN, 0)
        .numbers("treaties", base_verification=0.3)
    )


def found(w: World) -> float:
    return float(w.run(treaties).facts.cheat_found[Clause.SLOW_DOWN, 0].mean())


def test_odds_of_being_found_are_those_of_a_year() -> None:
    w = cheats().set_up(turn_years=1.0)
    assert found(w) == pytest.approx(0.3, abs=0.001)
    assert found(w.set_up(turn_years=0.5)) == pytest.approx(1.0 - 0.7**0.5, abs=0.001)
    assert found(w.numbers("treaties", detection=0.5)) == pytest.approx(0.15, abs=0.001)
    assert found(w.numbers("treaties", base_verification=0.6)) == pytest.approx(0.6, abs=0.001)
    assert found(w.numbers("treaties", detection=9.0)) == pytest.approx(0.99, abs=0.001)


def test_only_those_who_are_bound_and_cheat_are_found() -> None:
    sure = cheats(1).shows(**{"cheat found slow_down": 0.0})
    facts = sure.run(treaties).facts
    assert facts.cheated.sum() == facts.cheat_found.sum() == 1
    assert facts.cheated[Clause.SLOW_DOWN, 0, 0]
    assert facts.cheat_found[Clause.SLOW_DOWN, 0, 0]
    for w in (sure.signed_by(Clause.SLOW_DOWN, 0, 1), sure.signed_by(Clause.SLOW_DOWN, 1, 2, 3, 4)):
        assert not w.run(treaties).facts.cheated.any()
        assert not w.run(treaties).facts.cheat_found.any()
    other = sure.shows(**{"cheat found slow_down": 1.0, "cheat found autonomy": 0.0}).run(treaties).facts
    assert other.cheated.any()
    assert not other.cheat_found.any()


@cache
def exposed() -> World:
    return cheats(1).shows(**{"cheat found slow_down": 0.0})


def test_a_broken_pledge_costs_reputation_and_trust() -> None:
    w = exposed()
    after = w.run(treaties)
    assert after.reputation[:, 0] == pytest.approx([0.4, 1.0, 1.0, 1.0, 1.0])
    assert after.trust[:, 0] == pytest.approx([42.0, 50.0, 50.0, 50.0, 50.0])
    poor = w.has(reputation=0.5).numbers("treaties", distrust_years=1e9)
    assert term(treaties, "reputation", "broken pledge")(poor) == pytest.approx(-0.3)
    assert figure(treaties, "trust", 0)(w.has(trust=1.0)) == 0.0


@pytest.mark.parametrize("years", [0.5, 1.0])
def test_reputation_mends_by_half_and_half_again(years: float) -> None:
    w = table().has(reputation=0.2).set_up(turn_years=years)
    assert figure(treaties, "reputation", 0)(w) == pytest.approx(1.0 - 0.8 * 0.5 ** (years / 0.5))
    slow = w.numbers("treaties", distrust_years=1.0 / LN2)
    assert figure(treaties, "reputation", 0)(slow) == pytest.approx(1.0 - 0.8 * 0.5**years)


def test_leaving_costs_reputation_where_others_had_signed() -> None:
    loss = term(treaties, "reputation", "left a treaty")
    w = table().acts(0, Action.LEAVE, Clause.AUTONOMY)
    assert loss(w.signed_by(Clause.AUTONOMY, 0, 1)) == pytest.approx(-0.1)
    assert loss(w.signed_by(Clause.AUTONOMY, 0, 1).has(reputation=0.5)) == pytest.approx(-0.05)
    assert loss(w.signed_by(Clause.AUTONOMY, 0)) == 0.0
    assert term(treaties, "reputation", "left a treaty", 1)(w.signed_by(Clause.AUTONOMY, 0, 1)) == 0.0
    assert loss(w.signed_by(Clause.AUTONOMY, 0, 1).acts(0, Action.NONE)) == 0.0


# --- tension


def strain(w: World) -> list[float]:
    """Change of tension of the pairs US-China, US-Europe, China-Europe."""
    after = w.run(treaties).tension[..., 0]
    np.testing.assert_allclose(after, after.T)
    np.testing.assert_array_equal(np.diag(after), 0.0)
    return [float(after[a, b] - 40.0) for a, b in ((US, CHINA), (US, EUROPE), (CHINA, EUROPE))]


@pytest.mark.parametrize(
    ("clause", "seats", "expected"),
    [
        (Clause.SHARED_SAFETY, ALL, [-1.0, -1.0, -1.0]),
        (Clause.SHARED_SAFETY, (0, 4), [-1.0, 0.0, 0.0]),
        (Clause.SHARED_SAFETY, (3, 4), [0.0, 0.0, -1.0]),
        (Clause.SHARED_SAFETY, (0, 1), [0.0, 0.0, 0.0]),
        (Clause.SHARED_SAFETY, (0,), [0.0, 0.0, 0.0]),
        (Clause.AUTONOMY, (0, 4), [-2.0, 0.0, 0.0]),
        (Clause.SLOW_DOWN, (0, 3, 4), [0.0, 0.0, 0.0]),
        (Clause.SLOW_DOWN, (0, 1, 3, 4), [-1.0, -1.0, -1.0]),
    ],
)
def test_pacts_calm(clause: Clause, seats: tuple[int, ...], expected: list[float]) -> None:
    w = table().signed_by(clause, *seats)
    assert strain(w) == pytest.approx(expected)
    assert strain(w.set_up(turn_years=1.0)) == pytest.approx([2.0 * x for x in expected])
    assert strain(w.numbers("treaties", calm=4.0)) == pytest.approx([2.0 * x for x in expected])


def test_pacts_of_several_clauses_add_up() -> None:
    w = table().signed_by(Clause.SHARED_SAFETY, 0, 4).signed_by(Clause.AUTONOMY, 0, 3, 4)
    assert strain(w) == pytest.approx([-3.0, -2.0, -2.0])


def test_a_broken_pledge_embitters_everybody_once() -> None:
    w = exposed().numbers("treaties", calm=0.0)
    assert strain(w) == pytest.approx([6.0, 6.0, 6.0])
    assert strain(w.cheats(Clause.SLOW_DOWN, 1, 2)) == pytest.approx([6.0, 6.0, 6.0])
    assert strain(cheats(1).numbers("treaties", calm=0.0).shows(**{"cheat found slow_down": 1.0})) == [0.0, 0.0, 0.0]


def test_tension_stays_in_bounds() -> None:
    calmed = table().signed_by(Clause.AUTONOMY, *ALL).numbers("treaties", calm=99.0)
    assert figure(treaties, "tension", US, CHINA)(calmed) == 0.0
    bitter = exposed().numbers("treaties", calm=0.0).has(tension=99.0 * (1.0 - np.eye(3))[:, :, None])
    assert figure(treaties, "tension", US, CHINA)(bitter) == 100.0
