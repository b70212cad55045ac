"""Order sheets: there and back again, queues, and what is carried into the next turn."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from game.campaign.refusals import check_sheet
from game.campaign.sheet import (
    BigAction,
    Budget,
    OrderSheet,
    active_project,
    compile_sheet,
    next_sheet,
    sheet_of,
)
from game.content.vocabulary import Action, Clause, Lane
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View
from tests import strategies
from tests.campaign.games import new_campaign

CAMPAIGN = new_campaign("helios")
SETUP: Setup = CAMPAIGN.setup
VIEW: View = CAMPAIGN.view("helios")


def same_orders(one: Orders, other: Orders) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Orders))


@given(strategies.legal_sheets(VIEW, SETUP))
def test_a_sheet_read_back_from_its_orders_orders_the_same(sheet: OrderSheet) -> None:
    orders = compile_sheet(sheet, VIEW, SETUP)
    assert same_orders(compile_sheet(sheet_of(orders, SETUP), VIEW, SETUP), orders)


@given(strategies.any_sheets(SETUP))
def test_a_sheet_survives_a_save(sheet: OrderSheet) -> None:
    assert OrderSheet.model_validate_json(sheet.model_dump_json()) == sheet


@given(strategies.legal_sheets(VIEW, SETUP))
def test_legal_sheets_are_legal(sheet: OrderSheet) -> None:
    assert check_sheet(sheet, VIEW, SETUP) == []


def test_the_default_sheet_is_allowed_and_spends_less_than_everything() -> None:
    sheet = CAMPAIGN.sheet("helios")
    assert check_sheet(sheet, VIEW, SETUP) == []
    assert 0.5 < sheet.budget.total < 1.0
    assert sheet.training + sheet.serving < 1.0
    assert (sheet.stance, sheet.pitch, sheet.region) == ("secret", "control", "us")


def test_compiling_puts_every_order_in_its_place() -> None:
    sheet = OrderSheet(
        budget=Budget(research=0.1, security=0.2, compute=0.3, openness=0.05),
        alignment=0.6,
        region="gulf",
        training=0.25,
        serving=0.5,
        train=True,
        release="general",
        stance="open",
        pitch="safety",
        actions=(BigAction(kind="recruit"), BigAction(kind="spy_secrets", target="qilin")),
        cheat=("autonomy",),
        deployment="joint",
    )
    orders = compile_sheet(sheet, VIEW, SETUP)
    numbers = [orders.research, orders.security, orders.compute, orders.openness, orders.alignment]
    assert [float(n[0, 0]) for n in numbers] == [0.1, 0.2, 0.3, 0.05, 0.6]
    assert (orders.training[0, 0], orders.serving[0, 0], orders.train[0, 0]) == (0.25, 0.5, True)
    assert orders.region[0, 0] == SETUP.regions.index("gulf")
    assert [orders.release[0, 0], orders.stance[0, 0], orders.pitch[0, 0]] == [2, 2, 4]
    assert orders.action[:, 0, 0].tolist() == [Action.RECRUIT, Action.SPY_SECRETS]
    assert orders.action_target[1, 0, 0] == SETUP.seats.index("qilin")
    assert orders.keep[:, 0, 0].tolist() == [clause is not Clause.AUTONOMY for clause in Clause]
    assert orders.deployment[0, 0] == 2


def test_no_region_is_the_home_region() -> None:
    agora = CAMPAIGN.view("agora")
    orders = compile_sheet(OrderSheet(), agora, SETUP)
    assert SETUP.regions[int(orders.region[0, 0])] == "europe"


def test_the_first_project_that_can_be_worked_on_is_active() -> None:
    rows = np.flatnonzero(SETUP.lane == Lane.ALIGNMENT)
    ids = [SETUP.technologies[i] for i in rows]
    known = next(i for i, id_ in zip(rows, ids, strict=True) if VIEW.known[i, 0, 0])
    closed = next(i for i in rows if not VIEW.known[i, 0, 0] and not VIEW.open_to[i, 0, 0])
    can = [i for i in rows if VIEW.open_to[i, 0, 0]]
    queue = tuple(SETUP.technologies[i] for i in (known, closed, *can))
    assert active_project(queue, VIEW, SETUP) == can[0]
    assert active_project(queue[:2], VIEW, SETUP) == -1
    assert active_project((), VIEW, SETUP) == -1


def test_every_lane_has_a_queue_however_few_are_given() -> None:
    sheet = OrderSheet(projects={"openness": ("safety-commons",)})
    assert list(sheet.projects) == [lane.id for lane in Lane]
    assert sheet.queued(Lane.ALIGNMENT, ("debate",)).projects["alignment"] == ("debate",)
    assert sheet.queued(Lane.ALIGNMENT, ("debate",)).projects["openness"] == ("safety-commons",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"alignment": float("nan")},
        {"budget": {"research": float("inf")}},
        {"release": "later"},
        {"projects": {"magic": ()}},
        {"actions": ({"kind": "none"},)},
        {"actions": ({"kind": "conquer"},)},
        {"train": 1},
        {"colour": "red"},
        {"deployment": "maybe"},
    ],
)
def test_what_is_no_sheet_is_no_sheet(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OrderSheet.model_validate(wrong)


@settings(max_examples=40)
@given(strategies.legal_sheets(VIEW, SETUP), st.data())
def test_the_next_draft_repeats_standing_orders_and_nothing_done_once(sheet: OrderSheet, data: st.DataObject) -> None:
    learned = [SETUP.technologies.index(id_) for queue in sheet.projects.values() for id_ in queue[:1]]
    known = VIEW.known.copy()
    known[data.draw(st.sampled_from([learned, []]))] = True
    signed = np.zeros_like(VIEW.signed)
    signed[Clause.SLOW_DOWN, 0] = True
    view = replace(VIEW, known=known, signed=signed)
    draft = next_sheet(sheet.changed(cheat=("slow_down", "autonomy"), acknowledged=("training",)), view, SETUP)
    assert draft.actions == ()
    assert (draft.release, draft.deployment, draft.acknowledged) == ("hold", None, ())
    assert draft.cheat == ("slow_down",)
    for name in ("budget", "alignment", "region", "training", "serving", "train", "stance", "pitch"):
        assert getattr(draft, name) == getattr(sheet, name)
    for lane, queue in draft.projects.items():
        assert list(queue) == [
            id_ for id_ in sheet.projects[lane] if not known[SETUP.technologies.index(id_), 0, 0]
        ]
    assert [r for r in check_sheet(draft, view, SETUP) if r.part != "projects"] == []
