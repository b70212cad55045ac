"""Cases of claims as tables: who plays by what, since when, under which numbers."""


import numpy as np
import pytest

from game.content.book import Book
from game.content.claims import Case, HabitChanges, Policy
from game.content.load import load_book
from game.content.models import Temperament
from game.content.records import Prior
from game.content.vocabulary import Ending
from game.forecast.cases import World, members, table_of, with_numbers
from game.forecast.rollout import rollout
from game.forecast.seeds import game_seeds
from game.rules.orders import Orders

SEEDS = game_seeds(4, 0, 16)


def policy(**fields: object) -> Policy:
    return Policy.model_validate({"format": 1, "title": "A", "summary": "A", **fields})


def test_groups_are_read_from_the_scenario(book: Book) -> None:
    assert members(book, "all") == tuple(book.scenario.seats)
    assert members(book, "leader") == ("helios",)
    allied = members(book, "leading_bloc")
    assert "helios" in allied
    assert {book.scenario.seats[seat].bloc for seat in allied} == {"us"}
    assert {*allied, *members(book, "rivals")} == set(book.scenario.seats)
    assert members(book, "qilin") == ("qilin",)
    assert set(members(load_book("labs-and-states"), "states")) == {
        id_ for id_, seat in load_book("labs-and-states").scenario.seats.items() if seat.state
    }
    with pytest.raises(KeyError):
        members(book, "nobody")


def test_the_habits_that_a_policy_can_change_are_those_of_temperaments() -> None:
    assert set(HabitChanges.model_fields) == set(Temperament.model_fields) - {"format", "title", "summary"}


def test_a_policy_changes_those_who_play_by_it_and_nobody_else(book: Book) -> None:
    plain = table_of(book, {})
    changed = table_of(book, {"qilin": policy(temperament="idle", habits={"patience": 0.25})})
    row = changed.setup.seats.index("qilin")
    others = np.arange(len(changed.setup.seats)) != row
    assert changed.habits.patience[row] == 0.25
    assert changed.habits.activity[row] == 0.0
    assert np.array_equal(changed.habits.patience[others], plain.habits.patience[others])


def test_a_fixed_budget_replaces_the_shares_from_its_turn_on(book: Book) -> None:
    table = table_of(book, {"helios": policy(shares={"research": 0.5, "security": 0.25})}, since=2027.0)
    assert table.since == 2
    habit = Orders.blank(len(table.setup.seats), 3)
    assert table.ordered(habit, 1) is habit
    fixed = table.ordered(habit, 2)
    assert np.array_equal(fixed.research[0], [0.5, 0.5, 0.5])
    assert np.array_equal(fixed.security[0], [0.25, 0.25, 0.25])
    assert not fixed.research[1:].any()


def test_before_their_year_policies_change_nothing(book: Book) -> None:
    plain = rollout(table_of(book, {}), SEEDS)
    everybody = dict.fromkeys(book.scenario.seats, policy(temperament="idle"))
    late = rollout(table_of(book, everybody, since=2100.0), SEEDS)
    assert np.array_equal(late.ending, plain.ending)
    assert np.array_equal(late.scores, plain.scores)
    at_once = rollout(table_of(book, everybody, since=2026.0), SEEDS)
    assert np.array_equal(at_once.scores, rollout(table_of(book, everybody), SEEDS).scores)
    assert not np.array_equal(at_once.scores, plain.scores)


def test_numbers_of_a_case_go_before_those_of_the_worldview(book: Book) -> None:
    first = with_numbers(book, {"truths": {"theft_ease": 2.0}})
    second = with_numbers(first, {"truths": {"theft_ease": Prior(uniform=(1.0, 3.0))}})
    assert first.parameters["truths"]["theft_ease"].value == 2.0
    assert second.parameters["truths"]["theft_ease"].prior == Prior(uniform=(1.0, 3.0))
    assert with_numbers(book, {}) is book
    with pytest.raises(KeyError, match="theft_eas"):
        with_numbers(book, {"truths": {"theft_eas": 2.0}})


def test_cases_with_the_same_campaigns_have_the_same_key(world: World) -> None:
    key = world.key
    assert key(Case(by="leader")) == key(Case())
    assert key(Case(since=2030.0)) == key(Case())
    assert key(Case(policy="idle", by="leader", rest="idle")) == key(Case(policy="idle"))
    different = [
        Case(),
        Case(policy="idle"),
        Case(policy="idle", by="leader"),
        Case(policy="idle", since=2028.0),
        Case(given={"truths": {"theft_ease": 2.0}}),
        Case(rest="idle", by="leader"),
    ]
    assert len({key(case) for case in different}) == len(different)


def test_the_rest_plays_by_its_own_policy(world: World) -> None:
    table = world.table(Case(policy="hold-back", by="leader", rest="idle"))
    assert list(table.habits.activity[:, 0]) == [1.0, 0.0, 0.0, 0.0, 0.0]


def test_idle_seats_reach_no_tier_six(world: World) -> None:
    assert not np.isin(rollout(world.table(Case(policy="idle")), SEEDS).ending, (Ending.LOCK_IN, Ending.STEWARD)).any()
