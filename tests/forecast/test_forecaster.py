"""The forecaster: what is wanted most comes first, what is known is not asked again, and a change is told in pairs."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.campaign.sheet import compile_sheet
from game.content.load import load_book
from game.content.vocabulary import Ending, Kind
from game.forecast.forecaster import Forecaster, Situation, Want
from game.forecast.outlook import Outlook, foresee
from game.forecast.rollout import Stopped, Table
from game.forecast.worker import Done, Failed, InlineWorker, Job
from game.rules.orders import Orders
from game.rules.view import View

TURNS = 3


@cache
def table() -> Table:
    return Table.of(load_book())


@cache
def campaign() -> Campaign:
    made = Campaign.new(load_book(), 7, {})
    for _ in range(TURNS):
        made.advance()
    return made


@cache
def situation(**changes: Any) -> Situation:
    seen = campaign().view("helios")
    return seen, compile_sheet(campaign().sheet("helios").changed(**changes), seen, campaign().setup)


def past(turn: int) -> Situation | None:
    """Turn 1 is not remembered."""
    return None if turn == 1 else (situation()[0].__class__(**_fields(turn)), situation()[1])


def _fields(turn: int) -> dict[str, Any]:
    seen = situation()[0]
    return {name: getattr(seen, name) for name in seen.__dataclass_fields__} | {"turn": turn}


def want(**changes: Any) -> Want:
    return Want(situation(**changes), situation(), past)


def outlook(*endings: Ending) -> Outlook:
    return Outlook(np.array(endings, np.int8), np.full(len(endings), 9, np.int16))


class Notebook(InlineWorker):
    """A worker that keeps what it was asked, and answers in the same steps without playing, one a time."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[tuple[View, Orders]] = []
        self.breaks = 0  # how often it fails before it does what it shall
        self.slow = False

    def start(self, job: Job) -> None:
        assert isinstance(job, partial)
        _, seen, orders, cuts = job.args
        self.questions.append((seen, orders))
        sizes = [last - first for first, last in zip((0, *cuts), cuts, strict=False)]
        self._found = [*(outlook(*[Ending.WAR] * size) for size in sizes), Done()]
        if self.breaks:
            self.breaks -= 1
            self._found = [Failed("out of memory")]

    def news(self) -> list[Any]:
        return [self._found.pop(0)] if self._found and not self.slow else []

    @property
    def turns(self) -> list[int]:
        return [seen.turn for seen, _ in self.questions]


def made(worker: InlineWorker) -> Forecaster:
    return Forecaster(worker, (4, 12), (4,))


def settled(forecaster: Forecaster, wanted: Want) -> None:
    for _ in range(40):
        forecaster.follow(table(), wanted)
    assert not forecaster.working


def test_the_present_orders_come_first_then_those_of_the_opening_then_the_past() -> None:
    worker = Notebook()
    forecaster = made(worker)
    wanted = want(alignment=0.8)
    forecaster.follow(table(), wanted)
    assert forecaster.look(*wanted.now) is None
    forecaster.follow(table(), wanted)
    first = forecaster.look(*wanted.now)
    assert first is not None
    assert first.games == 4
    settled(forecaster, wanted)
    assert worker.turns == [TURNS, TURNS, 2, 0]
    assert worker.questions[0][1].alignment[0, 0] == 0.8
    final = forecaster.look(*wanted.now)
    assert final is not None
    assert final.games == 12
    assert np.array_equal(final.ending[:4], first.ending)
    assert list(forecaster.history(0, TURNS)) == [0, 2]
    assert forecaster.history(1, TURNS) == {}
    settled(forecaster, wanted)
    assert len(worker.questions) == 4  # nothing is asked twice


def test_new_orders_are_asked_about_at_once_and_old_ones_are_remembered() -> None:
    worker = Notebook()
    forecaster = made(worker)
    settled(forecaster, want())
    forecaster.follow(table(), want(alignment=0.7))
    forecaster.follow(table(), want(alignment=0.6))
    asked = [orders.alignment[0, 0] for _, orders in worker.questions[-2:]]
    assert asked == [0.7, 0.6]
    before = len(worker.questions)
    known = want()  # as after an undo
    forecaster.follow(table(), known)
    assert forecaster.look(*known.now) is not None
    assert len(worker.questions) == before


def test_while_a_slider_moves_the_first_part_is_waited_for() -> None:
    worker = Notebook()
    forecaster = made(worker)
    forecaster.follow(table(), want(alignment=0.7), patient=True)
    worker.slow = True  # nothing has come yet
    forecaster.follow(table(), want(alignment=0.6), patient=True)
    assert len(worker.questions) == 1
    forecaster.follow(table(), want(alignment=0.6))
    assert len(worker.questions) == 2


def test_another_campaign_forgets_the_last_one() -> None:
    forecaster = made(Notebook())
    settled(forecaster, want())
    forecaster.follow(Table.of(load_book("two-powers")), want())
    assert forecaster.look(*want().now) is None
    assert forecaster.history(0, TURNS) == {}


def test_a_failure_is_tried_again_a_few_times_and_then_told() -> None:
    worker = Notebook()
    forecaster = made(worker)
    worker.breaks = 2  # as when the process was killed
    settled(forecaster, want())
    assert forecaster.failure == ""
    assert forecaster.look(*want().now) is not None
    worker.breaks = 99
    settled(forecaster, want(alignment=0.9))
    assert forecaster.failure == "out of memory"
    worker.breaks = 0
    settled(forecaster, want(alignment=0.95))  # other orders are another try
    assert forecaster.failure == ""
    assert forecaster.look(*want(alignment=0.95).now) is not None


def test_shares_and_changes_of_an_outlook() -> None:
    lost, good, slow = Ending.LOSS_OF_CONTROL, Ending.ACCORD, Ending.SLOW_WORLD
    before, after = outlook(lost, lost, good, slow), outlook(lost, good, good, slow, lost)
    assert after.endings[lost].count == 2
    assert after.kinds[Kind.BAD].share == pytest.approx(0.4)
    change = after.change(before, [lost])  # of the four games that both have, one is no longer lost
    assert change.mean == pytest.approx(-0.25)
    assert change.low < -0.25 < change.high
    assert before.change(before, [lost]).high == 0.0
    assert before.and_more(after).games == 9


def test_other_orders_give_another_outlook_and_the_same_orders_the_same() -> None:
    seen, careful = situation(alignment=0.9)
    reckless = situation(alignment=0.0)[1]

    def run(orders: Orders) -> Outlook:
        found: list[Outlook] = []
        foresee(table(), seen, orders, (8,), found.append, lambda: False)
        return found[0]

    assert np.array_equal(run(careful).ending, run(careful).ending)
    assert not np.array_equal(run(careful).turns, run(reckless).turns)
    with pytest.raises(Stopped):
        foresee(table(), seen, careful, (8,), lambda part: None, lambda: True)
