"""Hypothesis strategies: order sheets, chairs, seeds, names that players type."""

from __future__ import annotations

from hypothesis import strategies as st

from game.campaign.campaign import MAX_SEED
from game.campaign.chairs import Chair, Computer, Human
from game.campaign.computers import without_refused
from game.campaign.sheet import BigAction, Budget, OrderSheet
from game.content.book import Book
from game.content.vocabulary import CLAUSE_ACTIONS, SEAT_ACTIONS, Action, Clause, Lane, Pitch, Release, Stance
from game.rules.setup import Setup
from game.rules.view import View

ODD_NAMES = ("", "nobody", "../helios", "Helios", "slow-down", "deep_learning")

seeds = st.integers(0, MAX_SEED)
shares = st.floats(0.0, 1.0)
odd_shares = st.one_of(shares, st.floats(-2.0, 3.0))


def budgets(share: st.SearchStrategy[float] = shares) -> st.SearchStrategy[Budget]:
    return st.builds(Budget, research=share, security=share, compute=share, openness=share)


def thrifty_budgets() -> st.SearchStrategy[Budget]:
    """Four shares that leave something."""
    quarter = st.floats(0.0, 0.25)
    return budgets(quarter)


def big_actions(setup: Setup) -> st.SearchStrategy[BigAction]:
    """An action with a target that may or may not be of the right kind."""
    targets = st.one_of(
        st.none(), st.sampled_from(setup.seats), st.sampled_from(Clause.ids()), st.sampled_from(ODD_NAMES)
    )
    kinds = st.sampled_from([action.id for action in Action if action is not Action.NONE])
    return st.builds(BigAction, kind=kinds, target=targets)


def fitting_actions(setup: Setup) -> st.SearchStrategy[BigAction]:
    """An action with a target of the kind it needs."""

    def aimed(action: Action) -> st.SearchStrategy[BigAction]:
        if action in CLAUSE_ACTIONS:
            return st.builds(BigAction, kind=st.just(action.id), target=st.sampled_from(Clause.ids()))
        if action in SEAT_ACTIONS:
            return st.builds(BigAction, kind=st.just(action.id), target=st.sampled_from(setup.seats))
        return st.just(BigAction(kind=action.id))

    return st.sampled_from([action for action in Action if action is not Action.NONE]).flatmap(aimed)


def any_sheets(setup: Setup) -> st.SearchStrategy[OrderSheet]:
    """Well-formed sheets, most of them full of orders that a seat cannot give."""
    technologies = st.one_of(st.sampled_from(setup.technologies), st.sampled_from(ODD_NAMES))
    queues = st.lists(technologies, max_size=4).map(tuple)
    return st.builds(
        OrderSheet,
        budget=budgets(odd_shares),
        alignment=odd_shares,
        projects=st.fixed_dictionaries({lane.id: queues for lane in Lane}),
        region=st.one_of(st.none(), st.sampled_from(setup.regions), st.sampled_from(ODD_NAMES)),
        training=odd_shares,
        serving=odd_shares,
        train=st.booleans(),
        release=st.sampled_from(Release.ids()),
        stance=st.sampled_from(Stance.ids()),
        pitch=st.sampled_from(Pitch.ids()),
        actions=st.lists(big_actions(setup), max_size=4).map(tuple),
        cheat=st.lists(st.sampled_from((*Clause.ids(), *ODD_NAMES)), max_size=3).map(tuple),
        deployment=st.sampled_from([None, "hold", "deploy", "joint"]),
    )


def legal_sheets(view: View, setup: Setup) -> st.SearchStrategy[OrderSheet]:
    """Sheets that the seat of this view may hand in: anything, without what the gate refuses."""
    sensible = st.builds(
        OrderSheet,
        budget=thrifty_budgets(),
        alignment=shares,
        projects=st.fixed_dictionaries(
            {
                lane.id: st.lists(
                    st.sampled_from([id_ for i, id_ in enumerate(setup.technologies) if setup.lane[i] == lane]),
                    max_size=2,
                    unique=True,
                ).map(tuple)
                for lane in Lane
            }
        ),
        region=st.sampled_from(setup.regions),
        training=st.floats(0.0, 0.5),
        serving=st.floats(0.0, 0.5),
        train=st.booleans(),
        release=st.sampled_from(Release.ids()),
        stance=st.sampled_from(Stance.ids()),
        pitch=st.sampled_from(Pitch.ids()),
        actions=st.lists(fitting_actions(setup), max_size=2, unique=True).map(tuple),
        cheat=st.lists(st.sampled_from(Clause.ids()), max_size=2, unique=True).map(tuple),
        deployment=st.sampled_from(["hold", "deploy", "joint"]),
    )
    return sensible.map(lambda sheet: without_refused(sheet, view, setup))


def chairs(book: Book) -> st.SearchStrategy[dict[str, Chair]]:
    """People and computers on the seats of a book."""
    computer = st.builds(Computer, temperament=st.sampled_from(sorted(book.temperaments)))
    one: st.SearchStrategy[Chair] = st.one_of(st.just(Human()), computer)
    return st.fixed_dictionaries(dict.fromkeys(book.scenario.seats, one))
