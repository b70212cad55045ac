"""Every kind of refusal: what brings it about, the numbers it carries, and that it has a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from game.campaign import reasons
from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer
from game.campaign.computers import without_refused
from game.campaign.reasons import Refusal
from game.campaign.refusals import check_sheet
from game.campaign.sheet import BigAction, Budget, OrderSheet
from game.content.vocabulary import Clause, Ending, Release
from game.content.words import Names
from game.rules.setup import Setup
from game.rules.view import View
from tests import strategies
from tests.campaign.games import book_of, new_campaign

CAMPAIGN = new_campaign("helios", "lantern")
SETUP: Setup = CAMPAIGN.setup
NAMES: Names = CAMPAIGN.names
HELIOS: View = CAMPAIGN.view("helios")
LANTERN: View = CAMPAIGN.view("lantern")


def act(kind: str, target: str | None = None) -> dict[str, Any]:
    return {"actions": (BigAction(kind=kind, target=target),)}


def signed(*clauses: Clause, seats: tuple[int, ...] = (0, 2), force: bool = True) -> View:
    marks, binding = np.zeros_like(HELIOS.signed), np.zeros_like(HELIOS.in_force)
    for clause in clauses:
        marks[clause, list(seats)] = True
        binding[clause] = force
    return replace(HELIOS, signed=marks, in_force=binding)


def models(capability: float, served: float, opened: float, stage: int = Release.GENERAL, **more: Any) -> View:
    return replace(
        HELIOS,
        capability=np.array([[capability]]),
        served=np.array([[served]]),
        opened=np.array([[opened]]),
        served_stage=np.array([[stage]], np.int8),
        **more,
    )


def unstaged(view: View) -> View:
    known = view.known.copy()
    known[SETUP.technologies.index("staged-release")] = False
    return replace(view, known=known)


WEIGHTS = signed(Clause.NO_OPEN_WEIGHTS)
BOUND = replace(
    models(29.5, 29.0, 28.0),
    signed=WEIGHTS.signed,
    in_force=WEIGHTS.in_force,
    weights_level=np.array([28.5]),
    holding=np.array([[True]]),
)

# sheet, view, and the refusal that is expected, alone
CASES: list[tuple[dict[str, Any], View, Refusal]] = [
    (
        {"budget": Budget(research=0.5, security=0.25, compute=0.25, openness=0.125)},
        HELIOS,
        reasons.SharesAboveWhole(1.125, 0.5, 0.25, 0.25, 0.125),
    ),
    ({"budget": Budget(research=-0.1)}, HELIOS, reasons.ShareOutOfRange("research", -0.1)),
    ({"alignment": 1.5}, HELIOS, reasons.ShareOutOfRange("alignment", 1.5)),
    ({"training": -1.0}, HELIOS, reasons.ShareOutOfRange("training", -1.0)),
    ({"training": 0.75, "serving": 0.5}, HELIOS, reasons.FleetAboveWhole(0.75, 0.5, 1.25)),
    ({"region": "gulg"}, HELIOS, reasons.UnknownRegion("gulg", "gulf")),
    (
        {"projects": {"alignment": ("debat",)}},
        HELIOS,
        reasons.UnknownTechnology("debat", "debate"),
    ),
    (
        {"projects": {"alignment": ("self-play",)}},
        HELIOS,
        reasons.WrongLane("self-play", "alignment", "capabilities"),
    ),
    ({"projects": {"alignment": ("red-teaming",)}}, HELIOS, reasons.AlreadyKnown("red-teaming")),
    (
        {"projects": {"alignment": ("thought-monitoring", "thought-monitoring")}},
        HELIOS,
        reasons.RepeatedProject("thought-monitoring"),
    ),
    ({"release": "staged"}, unstaged(models(28.0, 27.0, 0.0)), reasons.StagedReleaseLocked(("staged-release",))),
    ({"release": "general"}, models(28.0, 28.0, 0.0), reasons.NothingNew(28.0, 28.0)),
    ({"release": "weights"}, models(28.0, 27.0, 28.0), reasons.WeightsAlreadyPublic(28.0, 28.0)),
    ({"release": "weights"}, BOUND, reasons.WeightsPledged(29.5, 28.5)),
    (
        {"actions": (BigAction(kind="recruit"), BigAction(kind="campaign"), BigAction(kind="lock_down"))},
        HELIOS,
        reasons.TooManyActions(3, 2),
    ),
    ({"actions": (BigAction(kind="recruit"),) * 2}, HELIOS, reasons.RepeatedAction("recruit")),
    (act("regulate"), HELIOS, reasons.StatePower("regulate")),
    (act("sabotage"), HELIOS, reasons.TargetMissing("sabotage")),
    (act("sign"), HELIOS, reasons.TargetMissing("sign")),
    (act("recruit", "agora"), HELIOS, reasons.TargetNotNeeded("recruit", "agora")),
    (act("sabotage", "quilin"), HELIOS, reasons.UnknownSeat("quilin", "qilin")),
    (act("sign", "slowdown"), HELIOS, reasons.UnknownClause("slowdown", "slow_down")),
    (act("spy_weights", "helios"), HELIOS, reasons.TargetIsSelf("spy_weights")),
    (act("sign", "slow_down"), signed(Clause.SLOW_DOWN), reasons.AlreadySigned("slow_down")),
    (act("leave", "slow_down"), HELIOS, reasons.NotSigned("slow_down")),
    ({"cheat": ("slow_down",)}, HELIOS, reasons.CheatNotSigned("slow_down")),
    ({"cheat": ("slowdown",)}, HELIOS, reasons.CheatUnknown("slowdown", "slow_down")),
    ({"deployment": "deploy"}, HELIOS, reasons.NoTierSix(27.4)),
    (
        {"deployment": "deploy"},
        replace(signed(Clause.JOINT_DEPLOYMENT), holding=np.array([[True]])),
        reasons.DeploymentPledged(2),
    ),
]


@pytest.mark.parametrize(("fields", "view", "refusal"), CASES, ids=lambda value: getattr(value, "key", ""))
def test_a_wrong_order_is_refused_with_the_numbers_that_decided(
    fields: dict[str, Any], view: View, refusal: Refusal
) -> None:
    assert check_sheet(OrderSheet(**fields), view, SETUP) == [refusal]


def test_prerequisites_may_be_queued_in_any_lane_and_order() -> None:
    need = next(n for n in SETUP.requirements if SETUP.technologies[n.index] == "superintelligence")
    missing = [i for i in need.every if not HELIOS.known[i, 0, 0]]
    assert missing, "the last step is no first step"
    sheet = OrderSheet(projects={"capabilities": ("superintelligence",)})
    (refusal,) = check_sheet(sheet, HELIOS, SETUP)
    assert isinstance(refusal, reasons.PrerequisiteMissing)
    assert set(refusal.technologies) >= {SETUP.technologies[i] for i in missing}

    queues: dict[str, list[str]] = {}
    wanted, seen = [need.index], set[int]()
    while wanted:  # everything on the way, the furthest first: a queue that only order could make wrong
        index = wanted.pop()
        if index in seen or HELIOS.known[index, 0, 0]:
            continue
        seen.add(index)
        queues.setdefault(SETUP.lane_of(index).id, []).append(SETUP.technologies[index])
        rule = next(n for n in SETUP.requirements if n.index == index)
        wanted += [*rule.every, *rule.some]
    whole = OrderSheet(projects={lane: tuple(queue) for lane, queue in queues.items()})
    assert check_sheet(whole, HELIOS, SETUP) == []


def test_targets_of_powers_belong_to_the_right_bloc() -> None:
    setup = SETUP
    state = replace(setup, is_state=np.ones_like(setup.is_state))
    for kind, target, refusal in (
        ("subsidise", "agora", reasons.TargetOfOtherBloc("subsidise", "agora", "europe")),
        ("take_over", "qilin", reasons.TargetOfOtherBloc("take_over", "qilin", "china")),
        ("strike", "meridian", reasons.TargetOfOwnBloc("strike", "meridian", "us")),
        ("export_control", "lantern", reasons.TargetOfOwnBloc("export_control", "lantern", "us")),
    ):
        assert check_sheet(OrderSheet(**act(kind, target)), HELIOS, state) == [refusal]
    assert check_sheet(OrderSheet(**act("strike", "qilin")), HELIOS, state) == []
    assert check_sheet(OrderSheet(**act("protect", "meridian")), HELIOS, state) == []


@pytest.mark.parametrize(
    ("fields", "view"),
    [
        ({"release": "general"}, models(28.0, 28.0, 0.0, Release.STAGED)),  # wider, not newer
        ({"release": "general", "train": True}, models(28.0, 28.0, 0.0)),  # what the run may bring
        ({"release": "weights", "cheat": ("no_open_weights",)}, BOUND),
        ({"release": "weights", **act("leave", "no_open_weights")}, BOUND),
        ({"release": "weights"}, replace(BOUND, signed=signed(Clause.NO_OPEN_WEIGHTS, seats=(1, 2)).signed)),
        ({"release": "weights"}, replace(BOUND, in_force=signed(Clause.NO_OPEN_WEIGHTS, force=False).in_force)),
        ({"cheat": ("slow_down",), **act("sign", "slow_down")}, HELIOS),
        ({"deployment": "joint"}, HELIOS),
        ({"deployment": "hold"}, HELIOS),
        ({"deployment": "deploy"}, BOUND),
        ({"budget": Budget(research=1.0, security=0.0, compute=0.0, openness=0.0)}, HELIOS),
        ({"budget": Budget(research=0.1, security=0.2, compute=0.3, openness=0.4)}, HELIOS),
    ],
)
def test_what_is_near_a_refusal_and_allowed(fields: dict[str, Any], view: View) -> None:
    assert check_sheet(OrderSheet(**fields), view, SETUP) == []


def test_all_problems_are_told_at_once() -> None:
    sheet = OrderSheet(alignment=2.0, region="mars", cheat=("slow_down",), deployment="deploy", **act("strike"))
    found = {type(refusal).__name__ for refusal in check_sheet(sheet, HELIOS, SETUP)}
    assert found == {
        "ShareOutOfRange", "UnknownRegion", "CheatNotSigned", "NoTierSix", "StatePower", "TargetMissing",
    }  # fmt: skip


def over(campaign: Campaign) -> Campaign:
    state = replace(campaign.state, ending=np.array([Ending.WAR], np.int8))
    campaign.put_back((), campaign.hashes, campaign.marks, state, campaign.desks)
    return campaign


def _handed_in() -> list[Refusal]:
    campaign = new_campaign("helios")
    campaign.submit("helios")
    return campaign.draft("helios", OrderSheet())


def _undecided() -> list[Refusal]:
    campaign = new_campaign("helios")
    state = replace(campaign.state, holding=np.ones_like(campaign.state.holding))
    campaign.put_back((), campaign.hashes, campaign.marks, state, campaign.desks)
    refused = campaign.submit("helios")
    assert not campaign.desks["helios"].sealed
    return refused


GATE: list[tuple[Callable[[], list[Refusal]], Refusal]] = [
    (lambda: over(new_campaign("helios")).submit("helios"), reasons.GameOver("war", 0)),
    (lambda: over(new_campaign("helios")).draft("helios", OrderSheet()), reasons.GameOver("war", 0)),
    (lambda: over(new_campaign()).advance(), reasons.GameOver("war", 0)),
    (lambda: new_campaign("helios").submit("agora"), reasons.NotYourTurn("agora")),
    (lambda: new_campaign("helios").draft("agora", OrderSheet()), reasons.NotYourTurn("agora")),
    (_handed_in, reasons.AlreadySubmitted("helios", 0)),
    (lambda: new_campaign("helios", "agora").advance(), reasons.SeatsWaiting(("helios", "agora"))),
    (
        lambda: new_campaign("helios").draft("helios", OrderSheet().model_copy(update={"release": "later"})),
        reasons.Malformed("release", "Input should be 'hold', 'staged', 'general', 'weights'"),
    ),
    (_undecided, reasons.DeploymentUndecided(27.4)),
]


@pytest.mark.parametrize(("order", "refusal"), GATE, ids=lambda value: getattr(value, "key", ""))
def test_the_gate_refuses(order: Callable[[], list[Refusal]], refusal: Refusal) -> None:
    assert order() == [refusal]


def test_a_seat_that_there_is_not_is_a_mistake_of_the_caller() -> None:
    campaign = new_campaign("helios")
    with pytest.raises(KeyError, match="mars"):
        campaign.submit("mars")
    with pytest.raises(ValueError, match="mars"):
        Campaign.new(book_of("five-labs"), 1, {"mars": Computer(temperament="race-first")})
    with pytest.raises(ValueError, match="angry"):
        Campaign.new(book_of("five-labs"), 1, {"agora": Computer(temperament="angry")})
    with pytest.raises(ValueError, match="seed"):
        Campaign.new(book_of("five-labs"), -1, {})


def test_every_kind_of_refusal_is_tested_here_and_has_a_text() -> None:
    refusals = [case[-1] for case in CASES] + [case[-1] for case in GATE]
    elsewhere = {reasons.PrerequisiteMissing, reasons.TargetOfOtherBloc, reasons.TargetOfOwnBloc}
    assert {type(refusal) for refusal in refusals} | elsewhere == set(Refusal.__subclasses__())
    for refusal in refusals:
        text = refusal.text(NAMES)
        assert text.endswith(".")
        assert "{" not in text
    unmet = reasons.PrerequisiteMissing("superintelligence", ("agents", "debate"))
    assert unmet.text(NAMES) == "Superintelligence needs Tools and agents, Debate, neither known nor queued."
    assert reasons.TargetOfOwnBloc("strike", "meridian", "us").text(NAMES).startswith("Strike a data centre: Meridian")
    assert "Europe" in reasons.TargetOfOtherBloc("subsidise", "agora", "europe").text(NAMES)


@settings(max_examples=60)
@given(strategies.any_sheets(SETUP))
def test_a_refused_draft_leaves_the_old_one(sheet: OrderSheet) -> None:
    before = CAMPAIGN.sheet("lantern")
    expected = check_sheet(sheet, LANTERN, SETUP)
    assert CAMPAIGN.draft("lantern", sheet) == expected
    assert CAMPAIGN.sheet("lantern") == (before if expected else sheet)
    if not expected:
        CAMPAIGN.undo("lantern")


@settings(max_examples=40)
@given(strategies.any_sheets(SETUP))
def test_dropping_what_is_refused_leaves_what_is_allowed(sheet: OrderSheet) -> None:
    kept = without_refused(sheet, HELIOS, SETUP)
    assert check_sheet(kept, HELIOS, SETUP) == []
    refused = {refusal.part for refusal in check_sheet(sheet, HELIOS, SETUP)}
    for part in set(OrderSheet.model_fields) - refused - {"serving", "cheat", "release", "deployment"}:
        assert getattr(kept, part) == getattr(sheet, part)  # the excepted hang on other parts
