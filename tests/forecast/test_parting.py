"""What parts two worldviews: each difference exchanged alone, both ways, on the same dice."""


import pytest

from game.content.book import Book
from game.content.differences import differences, value_in_words
from game.content.load import load_book
from game.content.models import Parameter
from game.content.records import Prior
from game.forecast.cases import with_numbers
from game.forecast.parting import Parting, what_parts
from game.forecast.rollout import Stopped
from game.forecast.simulate import simulate

DANGER = Prior(normal=(25.0, 0.1))  # misuse begins at once
GAMES, SEED = 40, 3


@pytest.fixture(scope="module")
def mine(book: Book) -> Book:
    return book


@pytest.fixture(scope="module")
def other(mine: Book) -> Book:
    return with_numbers(mine, {"truths": {"danger_level": DANGER, "theft_ease": 1.05}, "misuse": {"rate": 1.0}})


@pytest.fixture(scope="module")
def parting(mine: Book, other: Book) -> Parting:
    return what_parts(mine, other, GAMES, SEED)


def test_differences_are_parameters_with_another_number(mine: Book, other: Book) -> None:
    found = differences(mine, other)
    assert [each.path for each in found] == ["truths.theft_ease", "truths.danger_level", "misuse.rate"]
    assert found[1].other.prior == DANGER
    assert found[1].mine == mine.parameters["truths"]["danger_level"]
    assert differences(mine, mine) == []


def test_the_ends_are_the_worldviews_as_they_are(mine: Book, other: Book, parting: Parting) -> None:
    first, second = simulate(mine, GAMES, SEED), simulate(other, GAMES, SEED)
    assert {ending.id: share for ending, share in parting.mine.items()} == first.endings
    assert {ending.id: share for ending, share in parting.other.items()} == second.endings
    step = second.kinds["bad"].share - first.kinds["bad"].share
    assert parting.whole.change == pytest.approx(step)
    assert parting.whole.low < step < parting.whole.high


def test_what_moves_most_stands_first(parting: Parting) -> None:
    assert {part.path for part in parting.parts[:2]} == {"truths.danger_level", "misuse.rate"}
    assert parting.parts[0].both.low > 0.0  # more misuse, more bad endings
    changes = [abs(part.both.change) for part in parting.parts]
    assert changes == sorted(changes, reverse=True)


def test_forth_and_back_are_single_exchanges(mine: Book, parting: Parting) -> None:
    (part,) = [part for part in parting.parts if part.path == "truths.danger_level"]
    bad = [
        simulate(book, GAMES, SEED).kinds["bad"].share
        for book in (mine, with_numbers(mine, {"truths": {"danger_level": DANGER}}))
    ]
    assert part.forth.change == pytest.approx(bad[1] - bad[0])
    assert part.both.change == pytest.approx((part.forth.change + part.back.change) / 2)


def test_with_one_difference_it_is_all_of_it(mine: Book) -> None:
    other = with_numbers(mine, {"truths": {"danger_level": DANGER}})
    parting = what_parts(mine, other, 20, SEED)
    (part,) = parting.parts
    assert part.forth == part.back == parting.whole
    assert part.both.change == pytest.approx(parting.whole.change)
    assert parting.together == pytest.approx(0.0)


def test_groups_are_exchanged_whole(mine: Book, other: Book) -> None:
    parting = what_parts(mine, other, 20, SEED, by_group=True)
    assert {part.path: len(part.differences) for part in parting.parts} == {"truths": 2, "misuse": 1}


def test_equal_worldviews_have_no_parts(mine: Book) -> None:
    parting = what_parts(mine, mine, 10, SEED)
    assert parting.parts == ()
    assert (parting.whole.change, parting.whole.low, parting.whole.high) == (0.0, 0.0, 0.0)


def test_progress_and_an_end_before_the_end(mine: Book, other: Book) -> None:
    told: list[tuple[int, int]] = []
    what_parts(mine, other, 4, SEED, by_group=True, progress=lambda *done: told.append(done))
    assert told[-1] == (24, 24)
    with pytest.raises(Stopped):
        what_parts(mine, other, 4, SEED, stop=lambda: True)


def test_scenarios_are_not_compared(mine: Book) -> None:
    with pytest.raises(ValueError, match="two-powers"):
        what_parts(mine, load_book("two-powers"), 4, SEED)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ({"value": 2.5}, "2.5"),
        ({"prior": Prior(normal=(0.5, 1.0))}, "normal, mean 0.5, spread 1"),
        ({"prior": Prior(lognormal=(2.0, 0.3))}, "lognormal, median 2, spread of ln 0.3"),
        ({"prior": Prior(uniform=(0.0, 3.0))}, "even, 0 to 3"),
        ({"prior": Prior(triangular=(0.0, 1.0, 3.0))}, "triangular, 0 to 1 to 3"),
        ({"prior": Prior(choice=((1.0, 3.0), (2.0, 1.0)))}, "one of 1 (75 %), 2 (25 %)"),
    ],
)
def test_numbers_in_words(number: dict[str, object], words: str) -> None:
    parameter = Parameter.model_validate({"unit": "1", "range": (-9.0, 9.0), "source": "a", "text": "b"} | number)
    assert value_in_words(parameter) == words
