"""Open decisions: which there are, in which order, and what settles them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest

from game.campaign.sheet import BigAction, Budget, OrderSheet, compile_sheet
from game.content.vocabulary import Clause, Lane
from game.content.words import LANGUAGE, Names, texts
from game.rules.pending import Pending, PendingKind, pending_decisions
from game.rules.view import View
from tests.campaign.games import book_of, new_campaign

CAMPAIGN = new_campaign("helios")
SETUP = CAMPAIGN.setup
VIEW: View = CAMPAIGN.view("helios")
OPEN = {
    lane.id: tuple(
        id_ for i, id_ in enumerate(SETUP.technologies) if SETUP.lane[i] == lane and VIEW.open_to[i, 0, 0]
    )
    for lane in Lane
}
NOTHING_LEFT = OrderSheet(
    projects={lane: queue[:1] for lane, queue in OPEN.items()},
    train=True,
    actions=(BigAction(kind="recruit"), BigAction(kind="campaign")),
)


def names(sheet: OrderSheet, view: View = VIEW, settled: tuple[str, ...] = ()) -> list[str]:
    found = pending_decisions(view, compile_sheet(sheet, view, SETUP), SETUP, settled)
    return [pending.name for pending in found]


def seen(**changes: Any) -> View:
    return replace(VIEW, **changes)


def proposal(clause: Clause, *signers: int) -> View:
    signed = np.zeros_like(VIEW.signed)
    signed[clause, list(signers)] = True
    return seen(signed=signed)


def test_nothing_is_open_when_everything_is_decided() -> None:
    assert names(NOTHING_LEFT) == []


@pytest.mark.parametrize(
    ("changes", "view", "open_"),
    [
        ({"budget": Budget(research=0.0, security=0.0, compute=0.0, openness=0.0)}, VIEW, ["budget"]),
        ({"projects": NOTHING_LEFT.projects | {"openness": ()}}, VIEW, ["lane:openness"]),
        ({"train": False}, VIEW, ["training"]),
        ({"training": 0.0}, VIEW, ["training"]),
        ({"actions": ()}, VIEW, ["actions"]),
        ({"actions": (BigAction(kind="recruit"),)}, VIEW, ["actions"]),
        ({}, seen(capability=VIEW.served + 0.5), ["release"]),
        ({"release": "general"}, seen(capability=VIEW.served + 0.5), []),
        ({}, proposal(Clause.INSPECTIONS, 2), ["proposal:inspections"]),
        ({}, proposal(Clause.INSPECTIONS, 0), []),
        (
            {"actions": (BigAction(kind="sign", target="inspections"), BigAction(kind="recruit"))},
            proposal(Clause.INSPECTIONS, 2, 3),
            [],
        ),
        (
            {"actions": (BigAction(kind="sign", target="autonomy"), BigAction(kind="recruit"))},
            proposal(Clause.INSPECTIONS, 2),
            ["proposal:inspections"],
        ),
        ({}, seen(holding=np.array([[True]])), ["deploy"]),
        ({"projects": {}}, seen(open_to=np.zeros_like(VIEW.open_to)), []),
    ],
)
def test_one_thing_left_open_is_the_one_that_is_named(changes: dict[str, Any], view: View, open_: list[str]) -> None:
    assert names(NOTHING_LEFT.changed(**changes), view) == open_


def test_the_most_pressing_comes_first_and_only_it_must_be_decided() -> None:
    view = replace(
        proposal(Clause.SLOW_DOWN, 1), holding=np.array([[True]]), capability=VIEW.served + 0.5
    )
    idle = OrderSheet(budget=Budget(research=0.0, security=0.0, compute=0.0, openness=0.0))
    found = pending_decisions(view, compile_sheet(idle, view, SETUP), SETUP)
    kinds = [pending.kind for pending in found]
    assert list(dict.fromkeys(kinds)) == list(get_args(PendingKind))
    assert [pending.kind for pending in found if pending.must] == ["deploy"]
    assert [pending.detail for pending in found if pending.kind == "lane"] == [lane.id for lane in Lane]
    for pending in found:
        assert_readable(pending)


def assert_readable(pending: Pending) -> None:
    spoken = Names(book_of("five-labs"))
    for key in (pending.key, pending.key.replace("pending.", "pending.detail.")):
        text = spoken.say(key, pending.values)
        assert "{" not in text
        assert "_" not in text


def test_what_is_set_aside_is_not_named_again() -> None:
    view = proposal(Clause.SLOW_DOWN, 1)
    idle = OrderSheet()
    everything = names(idle, view)
    assert names(idle, view, ("training", "proposal:slow_down")) == [
        name for name in everything if name not in ("training", "proposal:slow_down")
    ]
    assert names(idle, view, tuple(everything)) == []


def test_every_kind_has_its_two_texts() -> None:
    found = {key for key in texts(LANGUAGE) if key.startswith("pending.")}
    kinds = get_args(PendingKind)
    assert found == {f"pending.{kind}" for kind in kinds} | {f"pending.detail.{kind}" for kind in kinds}
