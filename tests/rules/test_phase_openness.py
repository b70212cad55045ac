"""Openness: what spreads by papers, shared work and money, what tinkerers add, and the trust that openness wins."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.content.vocabulary import Action, Clause, Lane, Release, Stance
from game.rules.phases.openness import TOLD, openness, pooled_practice
from tests.rules.relations import Change, Measure, Row, figure, rows, term
from tests.rules.worlds import LN2, World, plain

SECRET, SELECTIVE, OPEN = Stance
LEAK = float(TOLD[SECRET])  # share of its safety research that gets out of a seat that tells nothing
ALL = (0, 1, 2, 3, 4)


@cache
def closed() -> World:
    """Everybody keeps everything; the first seat has the most to tell and spends so that its root is 2."""
    return (
        plain()
        .numbers("openness", diffusion=2.0 * LN2, publication=2.0 * LN2, academia=0.1, community=2.0 * LN2)
        .numbers("openness", community_lag=0.5, community_gain=1.0, trust_gain=2.0, leak_publication=2.0 * LN2)
        .numbers("openness", safety_science=0.05)
        .numbers("alignment", practice_limit=4.0)
        .numbers("treaties", quorum=0.8)
        .has(
            algorithms=[3.0, 2.0, 2.0, 2.0, 2.0],
            public_algorithms=1.0,
            practice=[2.0, 0, 0, 0, 0],
            public_alignment=1.0,
        )
        .has(
            capability=29.0,
            served=28.0,
            served_stage=Release.GENERAL,
            opened=0.0,
            public_weights=26.0,
            public_base=25.5,
        )
        .has(cash=20.0, trust=50.0)
        .ordered(stance=SECRET, openness=[0.1, 0, 0, 0, 0])
        .set_up(turn_years=0.5)
    )


# --- algorithms

spread = term(openness, "public_algorithms", "publication and diffusion", None)
academia = term(openness, "public_algorithms", "academia", None)


def source(w: World) -> float:
    """OOM that everybody will have in the end."""
    return 1.0 + spread(w.numbers("openness", diffusion=1e4))


@rows(
    Row("an OOM more", source, lambda w: w.has(algorithms=[4.0, 2.0, 2.0, 2.0, 2.0]), plus=1.0),
    Row("selective papers", source, lambda w: w.ordered(stance=SELECTIVE), plus=0.4),
    Row("open papers", source, lambda w: w.ordered(stance=OPEN), plus=0.6),
    Row("open papers of those behind", source, lambda w: w.ordered(stance=[SECRET, OPEN, OPEN, OPEN, OPEN]), plus=0.0),
    Row("open weights tell as well", source, lambda w: w.has(opened=28.6), plus=0.45),
    Row("old open weights do not", source, lambda w: w.has(opened=28.4), plus=0.0),
    Row("papers tell more than weights", source, lambda w: w.has(opened=28.6).ordered(stance=OPEN), plus=0.6),
    Row("nothing is unlearned", source, lambda w: w.has(algorithms=0.0), plus=-1.35),
)
def test_what_leaks_in_the_end(row: Row) -> None:
    assert source(closed()) == pytest.approx(2.35)
    row.check(closed())


@rows(
    Row("half of the way in a turn, then half again", spread, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("faster", spread, lambda w: w.numbers("openness", diffusion=4.0 * LN2), times=1.5),
    Row("money for science", academia, lambda w: w.ordered(openness=[0.4, 0, 0, 0, 0]), times=2.0),
    Row("money of two", academia, lambda w: w.ordered(openness=[0.1, 0.1, 0, 0, 0]), times=2.0),
    Row("a richer seat", academia, lambda w: w.has(cash=80.0), times=2.0),
    Row("good use of it", academia, lambda w: w.numbers("openness", academia=0.2), times=2.0),
    Row("access of one to the models", academia, lambda w: w.knows(structured_access=[0, 0, 1, 0, 0]), times=1.5),
    Row("the same money for twice as long", academia, lambda w: w.set_up(turn_years=1.0), times=2.0**0.5),
)  # fmt: skip
def test_public_algorithms(row: Row) -> None:
    assert spread(closed()) == pytest.approx(0.5 * 1.35)
    assert academia(closed()) == pytest.approx(0.1 * 2.0 * 0.5)
    row.check(closed())


# --- safety science

told = term(openness, "public_alignment", "published safety research", None)
science = term(openness, "public_alignment", "open science", None)


def alignment_work(*work: float) -> np.ndarray:
    """(4,S,1) effort in the alignment lane alone."""
    effort = np.zeros((len(Lane), 5, 1))
    effort[Lane.ALIGNMENT, :, 0] = work
    return effort


def selective(w: World) -> World:
    return w.ordered(stance=[SELECTIVE, 0, 0, 0, 0])


@cache
def teller() -> World:
    """The first seat tells all that its alignment people find."""
    return closed().ordered(stance=[OPEN, 0, 0, 0, 0]).has(effort=alignment_work(4.0, 0, 0, 0, 0))


@rows(
    Row("faster press", told, lambda w: w.numbers("openness", publication=0.4), times=2.0),
    Row("four times the work", told, lambda w: w.has(effort=alignment_work(16.0, 0, 0, 0, 0)), times=2.0),
    Row("others tell as well", told,
        lambda w: w.ordered(stance=OPEN).has(effort=alignment_work(4.0, 4.0, 0, 0, 1.0)), times=2.5),
    Row("others work in secret", told, lambda w: w.has(effort=alignment_work(4.0, 9.0, 9.0, 9.0, 9.0)),
        times=1.0 + 6.0 * LEAK),
    Row("nobody tells", told, lambda w: w.ordered(stance=SECRET), times=LEAK),
    Row("a longer turn", told, lambda w: w.set_up(turn_years=1.0), times=2.0),
    Row("half the room", told, lambda w: w.has(public_alignment=2.5), times=0.5),
    Row("no room", told, lambda w: w.has(public_alignment=5.0), times=0.0),
    Row("shared by hand", told, lambda w: w.ordered(stance=SECRET).acts(0, Action.SHARE_SAFETY), times=1.0),
    Row("shared by others", told, lambda w: w.ordered(stance=SECRET).acts(1, Action.SHARE_SAFETY), times=LEAK),
    Row("selective papers can be helped by hand", told,
        lambda w: selective(w).acts(0, Action.SHARE_SAFETY), times=1.0),
    Row("shared by treaty", told, lambda w: w.ordered(stance=SECRET).signed_by(Clause.SHARED_SAFETY, 0, 1), times=1.0),
    Row("not shared as promised", told,
        lambda w: w.ordered(stance=SECRET).signed_by(Clause.SHARED_SAFETY, 0, 1).cheats(Clause.SHARED_SAFETY, 0),
        times=LEAK),
    Row("a treaty of one", told, lambda w: w.ordered(stance=SECRET).signed_by(Clause.SHARED_SAFETY, 0), times=LEAK),
    Row("a treaty of others", told,
        lambda w: w.ordered(stance=SECRET).signed_by(Clause.SHARED_SAFETY, 1, 2), times=LEAK),
)  # fmt: skip
def test_safety_research_that_is_told(row: Row) -> None:
    base = teller().numbers("openness", publication=0.2)
    assert told(base) == pytest.approx(0.2 * 2.0 * 0.5 * 0.75)
    row.check(base)


def test_selective_seats_tell_part_of_their_safety_research() -> None:
    assert told(teller().ordered(stance=SECRET)) < told(selective(teller())) < told(teller())


@rows(
    Row("money", science, lambda w: w.ordered(openness=[0.4, 0, 0, 0, 0]), times=2.0),
    Row("good use of it", science, lambda w: w.numbers("openness", safety_science=0.1), times=2.0),
    Row("the same money for twice as long", science, lambda w: w.set_up(turn_years=1.0), times=2.0**0.5),
    Row("half the room", science, lambda w: w.has(public_alignment=2.5), times=0.5),
    Row("no room", science, lambda w: w.has(public_alignment=5.0), times=0.0),
)
def test_open_science(row: Row) -> None:
    assert science(closed()) == pytest.approx(0.05 * 2.0 * 0.5 * 0.75)
    row.check(closed())


# --- tinkerers

tinkering = term(openness, "public_weights", "tinkerers", None)


@rows(
    Row("no further than so much above the base", tinkering, lambda w: w.numbers("openness", community_gain=2.5),
        times=3.0),
    Row("a better base", tinkering, lambda w: w.has(public_base=26.5), times=3.0),
    Row("nor near what is served", tinkering, lambda w: w.has(served=26.75), times=0.5),
    Row("they come nearer", tinkering,
        lambda w: w.has(served=26.75).numbers("openness", community_lag=0.25), times=1.0),
    Row("nothing left to do", tinkering, lambda w: w.has(public_weights=26.6), times=0.0),
    Row("nothing to work on", tinkering, lambda w: w.has(public_weights=0.0, public_base=0.0), times=0.0),
    Row("in twice the time", tinkering, lambda w: w.set_up(turn_years=1.0), times=1.5),
    Row("eager", tinkering, lambda w: w.numbers("openness", community=4.0 * LN2), times=1.5),
    Row("helped by one seat", tinkering, lambda w: w.knows(community=[1, 1, 1.5, 1, 1]), times=1.5),
    Row("helped by all", tinkering, lambda w: w.knows(community=9.0), times=2.0),
)  # fmt: skip
def test_tinkerers(row: Row) -> None:
    assert tinkering(closed()) == pytest.approx(0.5 * 0.5)
    row.check(closed())


# --- trust

papers = term(openness, "trust", "open research")
weights = term(openness, "trust", "open weights")
paid = term(openness, "trust", "open science paid for")
by_hand = term(openness, "trust", "shared safety work")


@rows(
    Row("papers", papers, lambda w: w.ordered(stance=[OPEN, 0, 0, 0, 0]), plus=1.0),
    Row("longer papers", papers, lambda w: w.ordered(stance=[OPEN, 0, 0, 0, 0]).set_up(turn_years=1.0), plus=2.0),
    Row("selective papers", papers, lambda w: w.ordered(stance=SELECTIVE), plus=0.0),
    Row("papers of others", papers, lambda w: w.ordered(stance=[0, OPEN, OPEN, OPEN, OPEN]), plus=0.0),
    Row("weights", weights, lambda w: w.has(opened=28.1), plus=0.7),
    Row("weights for long", weights, lambda w: w.has(opened=28.1).set_up(turn_years=1.0), plus=1.4),
    Row("old weights", weights, lambda w: w.has(opened=27.9), plus=0.0),
    Row("no weights of a seat without a model", weights, lambda w: w.has(capability=0.0), plus=0.0),
    Row("shared by hand", by_hand, lambda w: w.acts(0, Action.SHARE_SAFETY), plus=1.0),
    Row("shared by others", by_hand, lambda w: w.acts(1, Action.SHARE_SAFETY), plus=0.0),
    Row("money", paid, lambda w: w.ordered(openness=[0.4, 0.1, 0, 0, 0]), plus=1.2),
    Row("money of others", paid, lambda w: w.ordered(openness=[0.1, 0.4, 0.1, 0, 0]), plus=0.0),
    Row("money for longer", paid, lambda w: w.set_up(turn_years=1.0), plus=1.2 * (2.0**0.5 - 1.0)),
)
def test_trust_of_the_open(row: Row) -> None:
    assert (papers(closed()), weights(closed()), by_hand(closed())) == (0.0, 0.0, 0.0)
    assert paid(closed()) == pytest.approx(1.2)
    row.check(closed())


@pytest.mark.parametrize("measure", [papers, weights, paid])
def test_trust_follows_its_rate(measure: Measure) -> None:
    w = closed().ordered(stance=OPEN).has(opened=28.5)
    assert measure(w.numbers("openness", trust_gain=4.0)) == pytest.approx(2.0 * measure(w))
    assert measure(w) > 0.0


def test_trust_has_a_roof() -> None:
    assert figure(openness, "trust", 0)(closed().has(trust=99.9)) == 100.0


# --- papers about technologies


@cache
def secrets() -> World:
    """The first seat alone knows one technology of every lane, and nothing is published; half of it in a turn."""
    w = plain(2000).numbers("openness", leak_publication=2.0 * LN2).numbers("treaties", quorum=0.8)
    known = np.zeros_like(w.state.known)
    known[[first(w, lane) for lane in Lane], 0] = True
    return (
        w.with_state(known=known, published=np.zeros_like(w.state.published))
        .ordered(stance=SECRET)
        .set_up(turn_years=0.5)
    )


def first(w: World, lane: Lane) -> int:
    return int(np.flatnonzero(w.setup.lane == lane)[0])


def published(w: World) -> list[float]:
    """Share of the games in which the technology of each lane appears."""
    after = w.run(openness).published
    return [float(after[first(w, lane)].mean()) for lane in Lane]


@pytest.mark.parametrize(
    ("change", "shares"),
    [
        (lambda w: w, [0.0, 0.0, 0.0, 0.0]),
        (lambda w: w.ordered(stance=[OPEN, 0, 0, 0, 0]), [0.5, 0.5, 0.5, 0.5]),
        (lambda w: w.ordered(stance=[OPEN, 0, 0, 0, 0]).set_up(turn_years=1.0), [0.75, 0.75, 0.75, 0.75]),
        (lambda w: w.ordered(stance=[0, OPEN, OPEN, OPEN, OPEN]), [0.0, 0.0, 0.0, 0.0]),
        (lambda w: w.ordered(stance=[SELECTIVE, 0, 0, 0, 0]), [0.0, 0.5, 0.0, 0.5]),
        (lambda w: w.acts(0, Action.SHARE_SAFETY), [0.0, 0.5, 0.0, 0.0]),
        (lambda w: w.signed_by(Clause.SHARED_SAFETY, 0, 1), [0.0, 0.5, 0.0, 0.0]),
        (lambda w: w.signed_by(Clause.SHARED_SAFETY, 0), [0.0, 0.0, 0.0, 0.0]),
        (lambda w: w.acts(1, Action.SHARE_SAFETY), [0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_what_is_written_down(change: Change, shares: list[float]) -> None:
    assert published(change(secrets())) == pytest.approx(shares, abs=0.001)


def test_what_is_published_stays_so() -> None:
    w = secrets().with_state(published=np.ones_like(secrets().state.published))
    assert w.run(openness).published.all()


# --- learning from others


def pooled(w: World, seat: int) -> float:
    return float(pooled_practice(w.state, w.turn())[seat, 0])


def test_practice_is_pooled_among_those_who_share() -> None:
    w = closed().has(practice=[2.0, 0.5, 0.6, 0.7, 3.0], public_alignment=1.0)
    shared = w.signed_by(Clause.SHARED_SAFETY, 0, 1)
    assert [pooled(shared, seat) for seat in ALL] == [2.0, 2.0, 1.0, 1.0, 1.0]
    assert [pooled(w.signed_by(Clause.SHARED_SAFETY, 0), seat) for seat in ALL] == [1.0] * 5
    assert [pooled(shared.cheats(Clause.SHARED_SAFETY, 0), seat) for seat in ALL] == [1.0] * 5
    assert [pooled(w.signed_by(Clause.SHARED_SAFETY, 1, 2), seat) for seat in ALL] == [1.0] * 5


def test_a_joint_laboratory_pools_the_practice_of_those_who_will_deploy_together() -> None:
    w = (
        closed()
        .has(practice=[2.0, 0.5, 0.6, 0.7, 3.0], public_alignment=1.0)
        .signed_by(Clause.JOINT_DEPLOYMENT, 0, 1, 2, 3)
    )
    assert [pooled(w, seat) for seat in ALL] == [1.0] * 5
    assert [pooled(w.knows(joint_laboratory=[0, 0, 0, 0, 1]), seat) for seat in ALL] == [2.0, 2.0, 2.0, 2.0, 1.0]
    alone = closed().has(practice=2.0).knows(joint_laboratory=1.0)
    assert [pooled(alone, seat) for seat in ALL] == [1.0] * 5
