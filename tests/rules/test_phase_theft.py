"""Theft: capacity against defence, the curve of odds, what thieves take, and how they are seen and found."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Stance
from game.rules.arrays import Bools
from game.rules.context import chance, logistic
from game.rules.phases.theft import attacker_capacity, defence, theft, theft_rate
from tests.rules.relations import Measure, Row, figure, odds, rate, rows, term
from tests.rules.worlds import World, plain

THIEF, VICTIM = 0, 4  # of different blocs
LOGIT_FIVE_PERCENT = float(np.log(0.05 / 0.95))
EVEN = -6.0 * float(np.log(0.95))  # thefts a year where capacity and defence are equal
SECRET, SELECTIVE, OPEN = Stance


def edge(by: float) -> float:
    """Odds in two months at this edge, as a rate a year, relative to the rate at none."""
    share = float(logistic(np.array(LOGIT_FIVE_PERCENT + by)))
    return -6.0 * float(np.log1p(-share)) / EVEN


@cache
def town(games: int = 1) -> World:
    """Nobody steals by chance or is found; a lab with nobody behind it has capacity 2, every defence is 2."""
    return (
        plain(games)
        .numbers("truths", theft_ease=1.0)
        .numbers("security", base_odds=LOGIT_FIVE_PERCENT, slope=1.0, background_attacks=0.0, spy_attacks=2.0)
        .numbers("security", headcount=0.5, exposure=0.6, secret_ease=0.5, secret_share=0.5, discovery=0.4)
        .numbers("security", caught_trust=5.0, caught_tension=3.0, sabotage_loss=0.4)
        .has(security=2.0, researchers=2.5, concern=0.0, morale=0.5, lockdown=0.0, government=0.0)
        .has(algorithms=1.0, capability=28.0, trust=50.0, compute=1.0, setback=0.0)
        .has(public_weights=27.0, public_base=26.0, tension=20.0 * (1.0 - np.eye(3))[:, :, None])
        .ordered(stance=SECRET)
        .set_up(turn_years=0.5, backing=0.0, attacker=[5.0, 4.0, 3.0], region_exposure=0.0)
        .shows(**{"find theft": 1.0, "seen secrets": 1.0, "seen weights": 1.0, "seen sabotage": 1.0, "leak": 1.0})
        .shows(**{"steal secrets": 1.0, "steal weights": 1.0, "sabotage": 1.0})
    )


# --- capacity and defence


def capacity(w: World) -> float:
    return float(attacker_capacity(w.state, w.turn())[THIEF, 0])


@rows(
    Row("the Project", capacity, lambda w: w.has(government=3.0), plus=3.0),
    Row("half of it", capacity, lambda w: w.has(government=1.5), plus=1.5),
    Row("a state's champion", capacity, lambda w: w.set_up(backing=7.5), plus=1.5),
    Row("never more than its services", capacity, lambda w: w.set_up(backing=60.0).has(government=3.0), plus=3.0),
    Row("the closer tie counts", capacity, lambda w: w.set_up(backing=7.5).has(government=0.6), plus=1.5),
    Row(
        "the closer tie counts, the other one", capacity, lambda w: w.set_up(backing=3.0).has(government=1.5), plus=1.5
    ),
    Row("a state", capacity, lambda w: w.set_up(is_state=True), plus=3.0),
    Row("a state with weak services", capacity, lambda w: w.set_up(is_state=True, attacker=3.0), plus=1.0),
)
def test_capacity_of_attackers(row: Row) -> None:
    assert capacity(town()) == pytest.approx(2.0)
    row.check(town())


def guard(w: World) -> float:
    return float(defence(w.state, w.turn())[VICTIM, 0])


def sites(home: float, abroad: float) -> np.ndarray:
    out = np.zeros((1, 6, 1))
    out[0, [2, 3], 0] = home, abroad  # China and the Gulf
    return out


@rows(
    Row("security", guard, lambda w: w.has(security=4.0), plus=1.0),
    Row("ten times the people", guard, lambda w: w.has(researchers=25.0), plus=-0.5),
    Row("leakier people", guard, lambda w: w.has(researchers=25.0).numbers("security", headcount=1.0), plus=-1.0),
    Row("a handful", guard, lambda w: w.has(researchers=0.01), plus=-0.5 * float(np.log10(0.12))),
    Row("happy insiders", guard, lambda w: w.has(morale=1.0), plus=0.16),
    Row("more concerned insiders", guard, lambda w: w.has(concern=0.8), plus=-0.16),
    Row("vetted insiders", guard, lambda w: w.knows(insider_risk=0.5), plus=0.08),
    Row("lock-down", guard, lambda w: w.has(lockdown=1.0), plus=0.5),
    Row("open hosts", guard, lambda w: w.set_up(region_exposure=1.0), plus=-0.15),
    Row("exposed sites", guard, lambda w: w.numbers("security", exposure=1.2), plus=-0.15),
    Row("more chips at home", guard, lambda w: w.has(compute=sites(2.0, 1.0)), plus=0.05),
    Row("no chips", guard, lambda w: w.has(compute=0.0), plus=0.15),
)
def test_defence(row: Row) -> None:
    base = town().has(security=3.0, concern=0.4, compute=sites(1.0, 1.0)).set_up(region_exposure=0.5)
    assert guard(base) == pytest.approx(3.0 - 0.15 - 0.16)
    row.check(base)


def test_the_curve_of_theft() -> None:
    turn = town().turn()
    two_months = 1.0 / 6.0
    assert chance(theft_rate(np.array(0.0), turn), two_months) == pytest.approx(0.05)
    assert chance(theft_rate(np.array(-LOGIT_FIVE_PERCENT), turn), two_months) == pytest.approx(0.5)
    steep = town().numbers("security", slope=2.0).turn()
    assert chance(theft_rate(np.array(-0.5 * LOGIT_FIVE_PERCENT), steep), two_months) == pytest.approx(0.5)
    easy = town().numbers("truths", theft_ease=2.0).turn()
    assert theft_rate(np.array(0.3), easy) == pytest.approx(2.0 * theft_rate(np.array(0.3), turn))
    assert np.isfinite(theft_rate(np.array(1e3), turn))


# --- what spies try


@cache
def spies(action: Action) -> World:
    """One attempt at even odds, all purposes on their ladders, nobody watching."""
    security = {Action.SPY_SECRETS: 2.5, Action.SPY_WEIGHTS: 2.0, Action.SABOTAGE: 1.5}[action]
    w = town(4000).acts(THIEF, action, VICTIM).has(security=security)
    return w.ladder("steal secrets").ladder("steal weights").ladder("sabotage")


secret_theft = rate(theft, "secrets_stolen", THIEF, VICTIM)
weight_theft = rate(theft, "weights_stolen", THIEF, VICTIM)
sabotage = rate(theft, "sabotaged", THIEF, VICTIM)
ATTEMPTS = (
    (Action.SPY_SECRETS, secret_theft, "secret_theft"),
    (Action.SPY_WEIGHTS, weight_theft, "weight_theft"),
    (Action.SABOTAGE, sabotage, None),
)


@pytest.mark.parametrize(("action", "measure", "target"), ATTEMPTS)
def test_odds_of_an_attempt(action: Action, measure: Measure, target: str | None) -> None:
    w = spies(action)
    assert measure(w) == pytest.approx(2.0 * EVEN, rel=0.01)
    now = float(w.state.security[0, 0])
    for name, change, times in (
        ("a stronger thief", w.has(government=[1.0, 0, 0, 0, 0]), edge(1.0)),
        ("a stronger other", w.has(government=[0, 1.0, 1.0, 1.0, 1.0]), 1.0),
        ("a better guard", w.has(security=[now] * 4 + [now + 1.0]), edge(-1.0)),
        ("guards elsewhere", w.has(security=[now + 1.0] * 4 + [now]), 1.0),
        ("more attacks", w.numbers("security", spy_attacks=4.0), 2.0),
        ("a longer turn", w.set_up(turn_years=1.0), 1.0),
        ("nobody sent", w.acts(THIEF, Action.NONE), 0.0),
        ("sent elsewhere", w.acts(THIEF, action, 1), 0.0),
    ):
        assert measure(change) == pytest.approx(2.0 * EVEN * times, rel=0.01), name
    if target is not None:
        assert measure(w.knows(**{target: [1, 1, 1, 1, 0.5]})) == pytest.approx(EVEN, rel=0.01)
        assert measure(w.knows(**{target: [0.5, 1, 1, 1, 1]})) == pytest.approx(2.0 * EVEN, rel=0.01)


def test_only_the_attempt_that_was_ordered_is_made() -> None:
    for action, _, _ in ATTEMPTS:
        facts = spies(action).run(theft).facts
        made = [bool(fact.any()) for fact in (facts.secrets_stolen, facts.weights_stolen, facts.sabotaged)]
        assert made == [action == one for one in (Action.SPY_SECRETS, Action.SPY_WEIGHTS, Action.SABOTAGE)]
        assert not facts.spy_caught.any()
        assert not facts.leaked.any()


@rows(
    Row("an open victim", secret_theft, lambda w: w.ordered(stance=[0, 0, 0, 0, OPEN]), times=edge(0.8), within=0.01),
    Row("a selective one", secret_theft, lambda w: w.ordered(stance=[0, 0, 0, 0, 1]), times=edge(0.3), within=0.01),
    Row("an open thief", secret_theft, lambda w: w.ordered(stance=[OPEN, 0, 0, 0, 0]), times=1.0),
    Row("easier secrets", secret_theft, lambda w: w.numbers("security", secret_ease=1.0), times=edge(0.5), within=0.01),
)
def test_secrets_of_the_open_are_easier(row: Row) -> None:
    row.check(spies(Action.SPY_SECRETS))


def test_weights_of_the_open_are_no_easier() -> None:
    w = spies(Action.SPY_WEIGHTS)
    assert weight_theft(w.ordered(stance=OPEN)) == weight_theft(w)


# --- being seen and found


seen = rate(theft, "spy_caught", THIEF, VICTIM)


@pytest.mark.parametrize(
    ("action", "what", "loudness"),
    [(Action.SPY_SECRETS, "secrets", 0.5), (Action.SPY_WEIGHTS, "weights", 1.0), (Action.SABOTAGE, "sabotage", 1.5)],
)
def test_odds_of_being_seen(action: Action, what: str, loudness: float) -> None:
    w = town(4000).acts(THIEF, action, VICTIM).has(security=3.5).ladder(f"seen {what}")
    assert seen(w) == pytest.approx(0.4 * loudness, rel=0.01)
    for name, change, times in (
        ("watchful", w.numbers("security", discovery=0.8), 2.0),
        ("watchful by technology", w.knows(theft_discovery=[1, 1, 1, 1, 2.0]), 2.0),
        ("technology of the thief", w.knows(theft_discovery=[2.0, 1, 1, 1, 1]), 1.0),
        ("few guards", w.has(security=[3.5] * 4 + [1.0]), 0.5),
        ("guards of the thief", w.has(security=[1.0] + [3.5] * 4), 1.0),
        ("longer", w.set_up(turn_years=1.0), 1.0),
        ("nobody sent", w.acts(THIEF, Action.NONE), 0.0),
    ):
        assert seen(change) == pytest.approx(0.4 * loudness * times, rel=0.01), name
    others = w.run(theft).facts.spy_caught.copy()
    others[THIEF, VICTIM] = False
    assert not others.any()


def pair(*pairs: tuple[int, int]) -> Bools:
    out = np.zeros((5, 5, 1), np.bool_)
    for thief, victim in pairs:
        out[thief, victim] = True
    return out


@rows(
    Row("watchful", seen, lambda w: w.numbers("security", discovery=0.8), times=2.0, within=0.01),
    Row("by technology", seen, lambda w: w.knows(theft_discovery=[1, 1, 1, 1, 2.0]), times=2.0, within=0.01),
    Row("technology of the thief", seen, lambda w: w.knows(theft_discovery=[2.0, 1, 1, 1, 1]), times=1.0),
    Row("longer", seen, lambda w: w.set_up(turn_years=1.0), times=1.0, within=0.01),
    Row("nothing to find", seen, lambda w: w.has(undiscovered=False), times=0.0),
)
def test_old_thefts_are_found_in_time(row: Row) -> None:
    base = town(4000).has(undiscovered=pair((THIEF, VICTIM))).ladder("find theft")
    assert seen(base) == pytest.approx(0.4, rel=0.01)
    row.check(base)


@pytest.mark.parametrize("action", [Action.SPY_SECRETS, Action.SPY_WEIGHTS])
def test_a_theft_is_undiscovered_until_it_is_found(action: Action) -> None:
    w = town().acts(THIEF, action, VICTIM).shows(**{"steal secrets": 0.0, "steal weights": 0.0})
    after = w.run(theft)
    assert np.array_equal(after.undiscovered, pair((THIEF, VICTIM)))
    assert not after.facts.spy_caught.any()
    found = w.shows(**{"find theft": 0.0}).run(theft)
    assert not found.undiscovered.any()
    assert np.array_equal(found.facts.spy_caught, pair((THIEF, VICTIM)))
    old = town().has(undiscovered=pair((1, 2), (THIEF, VICTIM)))
    assert np.array_equal(old.run(theft).undiscovered, old.state.undiscovered)


# --- leaks


leak = rate(theft, "leaked", VICTIM)


@rows(
    Row("more attacks", leak, lambda w: w.numbers("security", background_attacks=4.0), times=2.0, within=0.01),
    Row("a better guard", leak, lambda w: w.has(security=3.5), times=edge(-1.0), within=0.01),
    Row("enclaves", leak, lambda w: w.knows(weight_theft=[1, 1, 1, 1, 0.5]), times=0.5, within=0.01),
    Row("longer", leak, lambda w: w.set_up(turn_years=1.0), times=1.0, within=0.01),
)
def test_leaks(row: Row) -> None:
    base = town(4000).numbers("security", background_attacks=2.0).has(security=2.5).ladder("leak")
    assert leak(base) == pytest.approx(2.0 * EVEN, rel=0.01)
    row.check(base)


def test_a_leak_is_public_and_a_little_worse_than_the_original() -> None:
    leaky = town().numbers("security", background_attacks=2.0).shows(leak=0.0)
    after = leaky.has(capability=[29.0, 30.0, 28.0, 28.0, 28.0]).run(theft)
    assert after.public_weights[0] == after.public_base[0] == pytest.approx(29.9)
    weak = leaky.has(capability=25.0).run(theft)
    assert weak.public_weights[0] == weak.public_base[0] == 27.0
    tight = leaky.shows(leak=1.0).has(capability=30.0).run(theft)
    assert (tight.public_weights[0], tight.public_base[0]) == (27.0, 26.0)


# --- what is taken


def thefts(action: Action, *pairs: tuple[int, int]) -> World:
    """Attempts that succeed; thief, victim."""
    w = town().shows(**{"steal secrets": 0.0, "steal weights": 0.0, "sabotage": 0.0})
    for slot, (thief, victim) in enumerate(pairs):
        w = w.acts(thief, action, victim, slot)
    return w.has(algorithms=[1.0, 1.5, 1.0, 1.0, 3.0], capability=[28.0, 29.0, 28.0, 28.0, 30.0])


def test_secrets_close_part_of_the_gap() -> None:
    w = thefts(Action.SPY_SECRETS, (THIEF, VICTIM))
    after = w.run(theft)
    assert after.algorithms[:, 0].tolist() == [2.0, 1.5, 1.0, 1.0, 3.0]
    np.testing.assert_array_equal(after.capability, w.state.capability)
    assert w.numbers("security", secret_share=0.25).run(theft).algorithms[THIEF, 0] == pytest.approx(1.5)
    assert w.has(algorithms=[4.0, 1.5, 1.0, 1.0, 3.0]).run(theft).algorithms[THIEF, 0] == 4.0


def test_weights_close_the_whole_gap_and_tell_secrets_too() -> None:
    w = thefts(Action.SPY_WEIGHTS, (THIEF, VICTIM))
    after = w.run(theft)
    assert after.capability[:, 0].tolist() == [30.0, 29.0, 28.0, 28.0, 30.0]
    assert after.algorithms[:, 0].tolist() == [2.0, 1.5, 1.0, 1.0, 3.0]
    assert w.has(capability=31.0).run(theft).capability[THIEF, 0] == 31.0


@pytest.mark.parametrize("order", [((0, 1), (0, 4)), ((0, 4), (0, 1))])
def test_a_thief_of_two_keeps_the_best(order: tuple[tuple[int, int], ...]) -> None:
    w = thefts(Action.SPY_WEIGHTS, *order)
    assert w.run(theft).capability[THIEF, 0] == 30.0
    assert w.run(theft).algorithms[THIEF, 0] == 2.0
    named = {c: a for c, a in w.terms(theft, "capability", THIEF).items() if a}
    assert list(named) == ["weights stolen from qilin"]
    assert {c for c, a in w.terms(theft, "algorithms", THIEF).items() if a} == {"secrets stolen from qilin"}


def test_sabotage_sets_back_runs_and_breaks_chips() -> None:
    w = thefts(Action.SABOTAGE, (THIEF, VICTIM))
    after = w.run(theft)
    assert after.setback[:, 0].tolist() == [0.0, 0.0, 0.0, 0.0, 0.4]
    np.testing.assert_allclose(after.compute[VICTIM], 0.96 * w.state.compute[VICTIM])
    np.testing.assert_array_equal(after.compute[:4], w.state.compute[:4])
    assert w.terms(theft, "compute", VICTIM)["sabotage"] < 0.0
    worse = w.numbers("security", sabotage_loss=0.8).has(setback=0.1).run(theft)
    assert worse.setback[VICTIM, 0] == pytest.approx(0.9)
    np.testing.assert_allclose(worse.compute[VICTIM], 0.92 * w.state.compute[VICTIM])


# --- what it costs to be caught


def caught(*pairs: tuple[int, int]) -> World:
    return town().has(undiscovered=pair(*pairs)).shows(**{"find theft": 0.0})


def test_the_thief_loses_trust_once() -> None:
    for w in (caught((THIEF, VICTIM)), caught((THIEF, VICTIM), (THIEF, 3))):
        assert w.run(theft).trust[:, 0].tolist() == [45.0, 50.0, 50.0, 50.0, 50.0]
    assert figure(theft, "trust", THIEF)(caught((THIEF, VICTIM)).has(trust=1.0)) == 0.0


@pytest.mark.parametrize(
    ("pairs", "us_china", "us_europe"),
    [
        (((0, 4),), 23.0, 20.0),
        (((4, 0),), 23.0, 20.0),
        (((0, 4), (1, 4)), 26.0, 20.0),
        (((0, 4), (4, 0), (1, 4)), 26.0, 20.0),
        (((0, 1),), 20.0, 20.0),
        (((3, 0),), 20.0, 23.0),
        ((), 20.0, 20.0),
    ],
)
def test_espionage_between_blocs_embitters(
    pairs: tuple[tuple[int, int], ...], us_china: float, us_europe: float
) -> None:
    tension = caught(*pairs).run(theft).tension[..., 0]
    np.testing.assert_allclose(tension, tension.T)
    assert (tension[0, 1], tension[0, 2], tension[0, 0]) == pytest.approx((us_china, us_europe, 0.0))


def test_tension_has_a_roof() -> None:
    w = caught((THIEF, VICTIM)).has(tension=99.0 * (1.0 - np.eye(3))[:, :, None])
    assert w.run(theft).tension.max() == 100.0


def test_nobody_caught_costs_nothing() -> None:
    w = thefts(Action.SPY_WEIGHTS, (THIEF, VICTIM))
    after = w.run(theft)
    np.testing.assert_array_equal(after.trust, w.state.trust)
    np.testing.assert_array_equal(after.tension, w.state.tension)
    assert term(theft, "trust", "caught spying")(w) == 0.0
    assert odds(theft, "spy_caught")(w) == 0.0
