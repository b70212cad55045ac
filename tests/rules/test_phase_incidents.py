"""Alignment: how incidents come, escalate and teach."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Release
from game.rules.context import logistic
from game.rules.phases.alignment import alignment
from tests.rules.relations import Measure, Row, odds, rate, rows, term
from tests.rules.test_phase_alignment import still
from tests.rules.worlds import LN2, World

# --- incidents

LATE = 1.0 - 1e-9  # a die that shows no harm
happens = rate(alignment, "incident", 0)


@cache
def at_work() -> World:
    """Incidents of internal use alone, a gap of one order of magnitude, half of the fleet on research."""
    return (
        still(4000)
        .numbers("alignment", incident_rate=0.5, internal_use=1.0)
        .ordered(training=0.3, serving=0.2)
        .shows(severity=LATE, serious=LATE)
    )


def in_service() -> World:
    return (
        at_work()
        .numbers("alignment", internal_use=0.0, general_use=1.0, staged_use=0.4)
        .has(served=28.5, served_stage=Release.GENERAL)
    )


def in_the_open() -> World:
    return at_work().numbers("alignment", internal_use=0.0, open_use=1.0).has(opened=28.5)


NEAR = 2.0**0.5 - 0.5  # hazard of half an order of magnitude, where that of a whole one is 1.5 and of none 0.5


@rows(
    Row("rate", happens, lambda w: w.numbers("alignment", incident_rate=0.25), times=0.5, within=0.01),
    Row("use", happens, lambda w: w.numbers("alignment", internal_use=0.5), times=0.5, within=0.01),
    Row("no machine at work", happens, lambda w: w.ordered(training=0.8), times=0.3 / 0.8, within=0.01),
    Row("never less than none", happens, lambda w: w.ordered(training=0.9, serving=0.9), times=0.3 / 0.8, within=0.01),
    Row("all machines at work", happens, lambda w: w.ordered(training=0.0), times=1.1 / 0.8, within=0.01),
    Row("none serving", happens, lambda w: w.ordered(serving=0.0), times=1.0 / 0.8, within=0.01),
    Row("a gap of two", happens, lambda w: w.has(capability=30.0), times=3.5 / 1.5, within=0.01),
    Row("no gap", happens, lambda w: w.has(capability=28.0), times=0.5 / 1.5, within=0.01),
    Row("well within", happens, lambda w: w.has(capability=27.0), times=0.0),
    Row("far within", happens, lambda w: w.has(capability=20.0), times=0.0),
    Row("steeper", happens, lambda w: w.numbers("alignment", incident_steepness=2.0 * LN2), times=2.5, within=0.01),
    Row("boxed", happens, lambda w: w.knows(boxed_use=1.0), times=0.25, within=0.01),
    Row("control", happens, lambda w: w.knows(incident_rate=0.5), times=0.5, within=0.01),
    Row("careful", happens, lambda w: w.set_up(caution=1.0), times=0.6 / 0.8, within=0.01),
    Row("careless", happens, lambda w: w.set_up(caution=0.0), times=1.0 / 0.8, within=0.01),
    Row("the same rate in a longer turn", happens, lambda w: w.set_up(turn_years=1.0), times=1.0, within=0.01),
)
def test_incidents_at_work(row: Row) -> None:
    assert happens(at_work()) == pytest.approx(0.5 * 0.8 * 1.5 * 0.8, rel=0.01)
    row.check(at_work())


def started_at(w: World, capability: float) -> float:
    """Incidents a year of the first seat if its best model was only as good as this when the turn began."""
    turn = w.turn()
    turn.began_at = np.full_like(w.state.capability, capability)
    share = float((alignment(w.state, turn).facts.incident[0] >= 1).mean())
    return float(-np.log1p(-share) / w.setup.turn_years)


def test_a_model_of_this_turn_was_in_use_for_half_of_it() -> None:
    whole = happens(at_work())
    assert started_at(at_work(), 29.0) == pytest.approx(whole)
    assert started_at(at_work(), 28.0) == pytest.approx(whole * NEAR / 1.5, rel=0.01)
    assert started_at(at_work(), 31.0) == pytest.approx(whole)


def test_what_was_released_before_is_in_use_for_the_whole_turn() -> None:
    assert started_at(in_service(), 28.0) == pytest.approx(happens(in_service()))
    assert started_at(in_the_open(), 28.0) == pytest.approx(happens(in_the_open()))
    fresh = in_service().happened(released=Release.GENERAL)
    assert 0.0 < started_at(fresh, 28.0) < happens(fresh)


def test_hazard_ends_its_climb() -> None:
    far = at_work().numbers("alignment", incident_rate=0.02)
    assert happens(far.has(capability=32.0)) == happens(far.has(capability=35.0)) > 0.0


@rows(
    Row("the gap of what is served", happens, lambda w: w.has(served=29.0), times=1.5 / NEAR, within=0.01),
    Row("whatever is kept internal", happens, lambda w: w.has(capability=30.0), times=1.0, within=0.01),
    Row("use", happens, lambda w: w.numbers("alignment", general_use=0.5), times=0.5, within=0.01),
    Row("staged", happens, lambda w: w.has(served_stage=Release.STAGED), times=0.4, within=0.01),
    Row("unreleased", happens, lambda w: w.has(served_stage=0), times=0.0),
    Row("nothing", happens, lambda w: w.has(served=0.0), times=0.0),
    Row("nothing, with any techniques", happens,
        lambda w: w.has(served=0.0).numbers("alignment", base_ceiling=-9.0), times=0.0),
    Row("well within", happens, lambda w: w.has(served=26.0), times=0.0),
    Row("boxes do not help customers", happens, lambda w: w.knows(boxed_use=1.0), times=1.0),
)  # fmt: skip
def test_incidents_in_service(row: Row) -> None:
    row.check(in_service())


@rows(
    Row("the gap of what is open", happens, lambda w: w.has(opened=29.0), times=1.5 / NEAR, within=0.01),
    Row("use", happens, lambda w: w.numbers("alignment", open_use=0.5), times=0.5, within=0.01),
    Row("nothing", happens, lambda w: w.has(opened=0.0), times=0.0),
    Row("nothing, with any techniques", happens,
        lambda w: w.has(opened=0.0).numbers("alignment", base_ceiling=-9.0), times=0.0),
    Row("well within", happens, lambda w: w.has(opened=26.0), times=0.0),
)  # fmt: skip
def test_incidents_in_the_open(row: Row) -> None:
    row.check(in_the_open())


def test_rates_of_all_uses_add_up() -> None:
    everything = (
        at_work()
        .numbers("alignment", general_use=1.0, open_use=1.0)
        .has(served=28.5, served_stage=Release.GENERAL, opened=28.5)
    )
    parts = happens(at_work()) + happens(in_service()) + happens(in_the_open())
    assert happens(everything) == pytest.approx(parts, rel=0.01)


def test_expected_number_of_incidents_is_the_rate() -> None:
    for years in (0.25, 0.5, 2.0):
        w = at_work().set_up(turn_years=years)
        number = (w.run(alignment).safety_record - w.state.safety_record)[0].mean()
        assert number == pytest.approx(0.48 * years, rel=0.01)


# --- how bad they are


@cache
def bad() -> World:
    """One incident for certain, one at a time, at Tier Five and one order of magnitude above its techniques."""
    return (
        at_work()
        .numbers("alignment", incident_rate=1e-6, escape=0.5)
        .numbers("truths", tier_four=27.0, tier_five_gap=1.0)
        .shows(incident=0.0, serious=LATE)
    )


def severity() -> World:
    return bad().ladder("severity")


loses = odds(alignment, "incident", 0, at_least=3)
serious = odds(alignment, "incident", 0, at_least=2)


@rows(
    Row("escape", loses, lambda w: w.numbers("alignment", escape=1.0), times=2.0, within=0.01),
    Row("a wider gap", loses, lambda w: w.numbers("alignment", base_ceiling=26.0), times=1.5, within=0.01),
    Row("further above Tier Five", loses, lambda w: w.numbers("truths", tier_four=26.0), times=1.5, within=0.01),
    Row("steeper", loses, lambda w: w.numbers("alignment", escape_steepness=2.0 * LN2), times=1.5, within=0.01),
    Row("below Tier Five", loses, lambda w: w.numbers("truths", tier_four=28.5), times=0.0),
    Row("within the techniques", loses, lambda w: w.numbers("alignment", base_ceiling=28.5), times=0.0),
    Row("an off-switch", loses, lambda w: w.knows(escape=0.5), times=0.5, within=0.01),
    Row("never for certain", loses, lambda w: w.knows(escape=9.0), times=0.95 * 4.0, within=0.01),
)
def test_loss_of_control(row: Row) -> None:
    assert loses(severity()) == pytest.approx(0.25, abs=0.001)
    row.check(severity())


def test_a_model_of_this_turn_is_as_hard_to_keep_as_one_halfway_to_it() -> None:
    turn = severity().turn()
    turn.began_at = np.full_like(severity().state.capability, 28.0)
    lost = float((alignment(severity().state, turn).facts.incident[0] >= 3).mean())
    assert lost == pytest.approx(0.5 * (1.0 - 0.5**0.25), abs=0.001)  # half an order over both, for half the turn


def test_each_of_several_incidents_may_be_the_last() -> None:
    often = severity().numbers("alignment", incident_rate=4.0)
    number = (often.run(alignment).safety_record - often.state.safety_record)[0, -1]  # of games that were lucky
    assert number > 1.2
    assert loses(often) == pytest.approx(1.0 - 0.75**number, abs=0.001)


@pytest.mark.parametrize(
    ("tier_four", "share"),
    [(60.0, 0.15), (29.0, 0.325), (28.0, 0.15 + 0.35 * float(logistic(np.array(1.0)))), (0.0, 0.5)],
)
def test_incidents_are_more_serious_above_tier_five(tier_four: float, share: float) -> None:
    w = bad().ladder("serious").shows(severity=LATE).numbers("truths", tier_four=tier_four)
    assert serious(w) == pytest.approx(share, abs=0.001)


@pytest.mark.parametrize(("dice", "code"), [((0.0, 0.0), 3), ((LATE, 0.0), 2), ((LATE, LATE), 1)])
def test_severity_codes_and_their_weight(dice: tuple[float, float], code: int) -> None:
    w = bad().shows(severity=dice[0], serious=dice[1])
    after = w.run(alignment)
    assert (after.facts.incident[0] == code).all()
    gained = after.safety_record - w.state.safety_record
    np.testing.assert_allclose(gained[0], min(code, 2), rtol=1e-5)


# --- what incidents do


def one(*seats: int) -> World:
    """One minor incident at each of these seats, none elsewhere."""
    practice = [1.0 if seat in seats else 3.0 for seat in range(5)]
    return bad().shows(severity=LATE, serious=LATE).has(practice=practice, concern=0.2)


def half_the_room(w: World) -> World:
    return w.has(practice=[2.5, 4.5, 4.5, 4.5, 4.5]).numbers("alignment", base_ceiling=25.5)


lesson = term(alignment, "practice", "lesson of incidents")
public_lesson = term(alignment, "public_alignment", "lesson of incidents", None)
trust = term(alignment, "trust", "incident")
worried = term(alignment, "concern", "own incidents")
concern = term(alignment, "public_concern", "incidents", None)
stability = term(alignment, "stability", "incidents", None)


@rows(
    Row("lesson", lesson, lambda w: w.numbers("alignment", lesson=0.2), times=2.0),
    Row("less room", lesson, half_the_room, times=0.5),
    Row("public lesson", public_lesson, lambda w: w.numbers("alignment", lesson=0.2), times=2.0),
    Row("less public room", public_lesson, lambda w: w.has(public_alignment=2.5), times=0.5),
    Row("nothing left to teach", public_lesson, lambda w: w.has(public_alignment=7.0), times=0.0),
    Row("serious", trust, lambda w: w.shows(serious=0.0), times=2.0),
    Row("trust", trust, lambda w: w.numbers("alignment", incident_trust=6.0), times=2.0),
    Row("worse for those who work there", worried, lambda w: w.shows(serious=0.0), times=2.0),
    Row("half of them worried", worried, lambda w: w.has(concern=0.6), times=0.5),
    Row("elsewhere", worried, lambda w: w.has(practice=[3.0, 1.0, 3.0, 3.0, 3.0]), times=0.0),
    Row("concern", concern, lambda w: w.numbers("alignment", incident_concern=6.0), times=3.0),
    Row("stability", stability, lambda w: w.numbers("alignment", incident_stability=1.5), times=3.0),
)  # fmt: skip
def test_consequences(row: Row) -> None:
    row.check(one(0))


@pytest.mark.parametrize("measure", [lesson, public_lesson, concern, stability])
def test_the_whole_world_hears_of_every_incident(measure: Measure) -> None:
    assert measure(one(0, 3)) == pytest.approx(2.0 * measure(one(0)), rel=1e-5)
    assert measure(one(0, 1, 2, 3, 4)) == pytest.approx(4.0 * measure(one(0)), rel=1e-5)  # four are enough


def test_signs_of_the_consequences() -> None:
    w = one(0)
    assert worried(w) > 0.0
    assert term(alignment, "safety_record", "incidents")(w) == pytest.approx(1.0, rel=1e-5)
    assert public_lesson(w) == pytest.approx(0.1 * 0.75, rel=1e-5)
    assert lesson(w) == pytest.approx(0.7 * public_lesson(w))
    assert w.terms(alignment, "practice", 4)["lesson of incidents"] > 0.0
    assert trust(w) == pytest.approx(-3.0, rel=1e-5)
    assert w.terms(alignment, "trust", 4)["incident"] == 0.0
    assert concern(w) == pytest.approx(2.0, rel=1e-5)
    assert stability(w) == pytest.approx(-0.5, rel=1e-5)


def test_consequences_stay_in_bounds() -> None:
    w = one(0).has(trust=1.0, public_concern=99.0, stability=0.2).run(alignment)
    assert (w.trust[0] == 0.0).all()
    assert (w.public_concern == 100.0).all()
    assert (w.stability == 0.0).all()
