"""The lab: both sides on common dice, a change asks one side anew, and what parts them comes last."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import numpy as np
import pytest

from game.content.book import Book
from game.content.claims import Band, Claim
from game.content.load import load_book, load_policies
from game.content.overlay import Sketch, with_middle
from game.content.vocabulary import Ending
from game.forecast.evidence import Verdict
from game.forecast.lab import SIDES, Claims, Lab, Plan, endings_table, play_side
from game.forecast.outlook import Outlook
from game.forecast.worker import Done, Failed, InlineWorker, Job

PLAN = Plan(endings=(10,), claims=(6,), parting=(4,))


@cache
def book(shift: float = 0.0) -> Book:
    sketch = Sketch(load_book())
    place = ("truths", "alignment_shift")
    return sketch.edited(place, with_middle(sketch.parameter(place), shift)).played()


def settled(lab: Lab, *books: Book) -> None:
    for which, one in zip(SIDES, books, strict=True):
        lab.play(which, one)
    for _ in range(20):
        lab.follow()
    assert not lab.working


class Counting(InlineWorker):
    """Keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def start(self, job: Job) -> None:
        assert isinstance(job, partial)
        self.asked.append(job.func.__name__)
        super().start(job)


def test_both_sides_are_played_on_common_dice_and_then_parted() -> None:
    workers = (Counting(), Counting())
    lab = Lab(workers, {}, PLAN)
    settled(lab, book(), book(-3.0))
    a, b = (lab.outlook(which) for which in SIDES)
    assert a is not None
    assert b is not None
    assert a.games == b.games == 10
    assert lab.parting is not None
    assert [part.path for part in lab.parting.parts] == ["truths.alignment_shift"]
    assert workers[0].asked == ["play_side", "part_sides"]
    assert workers[1].asked == ["play_side"]
    rows = endings_table(lab)
    assert len(rows) == 13
    assert sum(float(row[1]) for row in rows[1:]) == pytest.approx(1.0)
    settled(lab, book(), book(-3.0))
    assert workers[0].asked == ["play_side", "part_sides"]  # nothing is asked twice

    settled(lab, book(), book(-2.0))
    assert workers[1].asked == ["play_side", "play_side"]  # only the side that was changed
    assert workers[0].asked == ["play_side", "part_sides", "part_sides"]


def test_the_same_book_on_both_sides_gives_the_same_endings_and_nothing_parts_them() -> None:
    lab = Lab((InlineWorker(), InlineWorker()), {}, PLAN)
    settled(lab, book(), book())
    a, b = (lab.outlook(which) for which in SIDES)
    assert a is not None
    assert b is not None
    assert np.array_equal(a.ending, b.ending)
    assert lab.parting is not None
    assert lab.parting.parts == ()


def test_claims_are_weighed_under_the_numbers_as_they_are_now() -> None:
    claim = Claim(text="Every campaign ends.", band=Band(measure=("good", "mixed", "bad"), low=0.5, high=1.0))
    base = Sketch(load_book()).worldview().model_copy(update={"claims": (claim,)})
    from dataclasses import replace

    told: list[Any] = []
    play_side(replace(load_book(), worldview=base), load_policies(), PLAN, told.append, lambda: False)
    assert [type(part) for part in told] == [Outlook, Claims]
    assert told[1].findings[0].verdict is Verdict.HOLDS


class Late(InlineWorker):
    """Tells nothing until it is let."""

    held = True

    def start(self, job: Job) -> None:
        self._found = [Outlook(np.array([Ending.WAR], np.int8), np.array([9], np.int16)), Done()]

    def news(self) -> list[Any]:
        return [] if self.held else super().news()


def test_while_a_slider_moves_the_first_games_are_waited_for() -> None:
    workers = (Late(), Late())
    lab = Lab(workers, {}, PLAN)
    lab.play("a", book())
    lab.play("a", book(-1.0), moving=True)
    workers[0].held = False
    lab.follow()
    assert lab.outlook("a") is not None
    assert lab.fresh("a")
    lab.play("a", book(-1.0), moving=True)
    assert not lab.fresh("a")
    assert lab.outlook("a") is not None  # what was shown stays until there is more


def test_a_failure_is_told() -> None:
    class Broken(InlineWorker):
        def start(self, job: Job) -> None:
            self._found = [Failed("no memory")]

    lab = Lab((Broken(), InlineWorker()), {}, PLAN)
    for which in SIDES:
        lab.play(which, book())
    for _ in range(6):
        lab.follow()
    assert lab.failure == "no memory"
