"""Looking back: shares that are shares, a seat that decides nothing changes nothing, and no order of work counts."""

from __future__ import annotations

import random
from functools import cache

import pytest

from game.campaign import lookback
from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer
from game.campaign.debrief import Debrief
from game.campaign.decisions import Decision, decisions_of, neutral_sheet
from game.campaign.lookback import Finding, Past, Step, look_back, steps
from game.campaign.sheet import BigAction, Budget, OrderSheet
from game.content.vocabulary import CLAUSE_ACTIONS, Action, Ending
from game.content.words import texts
from game.forecast.dignity import Contrast
from game.forecast.rollout import Stopped
from game.players.difficulty import at_difficulty
from tests.campaign.games import new_campaign, play_on

SMALL = ((0, 4), (4, 6), (6, 8), (8, 10))


@cache
def played() -> Campaign:
    """Two powers; Columbia is a person who never changes what lies on the desk."""
    return play_on(new_campaign("columbia", scenario="two-powers", seed=3), 40)


def found(todo: list[Step], past: Past | None = None) -> list[Finding]:
    told: list[Finding] = []
    look_back(past or Past.of(played()), todo, told.append, lambda: False)
    return told


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookback, "ODDS_BLOCKS", SMALL)
    monkeypatch.setattr(lookback, "DIGNITY_BLOCKS", SMALL)


def test_computer_players_of_the_past_play_at_the_difficulty_of_their_chairs() -> None:
    campaign = new_campaign("columbia", scenario="two-powers")
    campaign.give("huaxia", Computer(temperament="hawk", difficulty="gentle"))
    hawk = campaign.book.temperaments["hawk"]
    assert Past.of(campaign).temperaments == {"huaxia": at_difficulty(hawk, "gentle")}
    assert at_difficulty(hawk, "gentle") != hawk


@pytest.mark.usefixtures("small")
def test_shares_of_endings_are_whole_and_the_last_turn_is_certain() -> None:
    campaign = played()
    assert campaign.outcome is not None
    debrief = Debrief(Past.of(campaign))
    last = campaign.turn
    debrief.take(found([Step("odds", block, turn) for block in (0, 1) for turn in (0, last - 2, last)]))
    for turn in (0, last - 2, last):
        assert debrief.games(turn) == 6
        assert sum(debrief.share(turn, ending) for ending in Ending) == pytest.approx(1.0)
        assert debrief.share(turn, Ending.NONE) == 0.0
    assert debrief.share(last, campaign.outcome.ending) == 1.0
    assert debrief.factor(0, campaign.outcome.ending) is None  # turn 1 is not known yet
    debrief.take(found([Step("odds", 0, last - 1)]))
    factor = debrief.factor(last - 1, campaign.outcome.ending)
    assert factor is not None
    assert factor > 1.0


@pytest.mark.usefixtures("small")
def test_seat_that_decides_nothing_has_no_dignity_at_all() -> None:
    campaign = played()
    columbia, huaxia = (campaign.setup.seats.index(id_) for id_ in ("columbia", "huaxia"))
    debrief = Debrief(Past.of(campaign))
    turns = (0, 3)
    debrief.take(found([Step("seats", 0, turn) for turn in turns]))
    debrief.take(found([Step("decisions", 0, turn, columbia) for turn in turns]))
    assert (debrief.dignity(columbia).value, debrief.dignity(columbia).error) == (0.0, 0.0)
    assert debrief.lines(columbia) == []
    assert debrief.dignity(huaxia).error > 0.0
    assert debrief.turn_dignity(0, huaxia).games == 4
    assert debrief.turn_dignity(0, columbia) == Contrast()


@pytest.mark.usefixtures("small")
def test_steps_come_to_the_same_in_any_order_and_only_once() -> None:
    huaxia = played().setup.seats.index("huaxia")
    todo = [Step("odds", 0, 1), Step("odds", 1, 1), Step("seats", 0, 1), Step("decisions", 0, 1, huaxia),
            Step("decisions", 1, 1, huaxia)]  # fmt: skip
    told = found(todo)
    one, two = Debrief(Past.of(played())), Debrief(Past.of(played()))
    one.take(told)
    shuffled = told * 2
    random.Random(1).shuffle(shuffled)
    two.take(shuffled)
    assert one.lines(huaxia) == two.lines(huaxia) != []
    assert one.dignity(huaxia) == two.dignity(huaxia)
    assert [one.games(1), two.games(1)] == [6, 6]
    assert one.progress == two.progress == len(todo) / len(steps(one.past, 0))
    left = one.job(huaxia)
    assert callable(left)


def test_every_step_is_there_once_whoever_is_looked_at() -> None:
    past = Past.of(played())
    one, two = steps(past, 0), steps(past, 1)
    assert len(set(one)) == len(one)
    assert set(one) == set(two)
    turns = played().turn
    seats, odds, dignity = 2, len(lookback.ODDS_BLOCKS), len(lookback.DIGNITY_BLOCKS)
    assert len(one) == odds * (turns + 1) + dignity * turns * (1 + seats)
    assert next(step.seat for step in one if step.kind == "decisions") == 0
    assert next(step.seat for step in two if step.kind == "decisions") == 1


def test_it_can_be_given_up() -> None:
    with pytest.raises(Stopped):
        look_back(Past.of(played()), [Step("odds", 0, 0)], lambda _: None, lambda: True)


def test_what_goes_on_is_one_line_and_what_changes_is_another() -> None:
    debrief = Debrief(Past.of(played()))

    def decided(turn: int, *given: Decision) -> lookback.Decisions:
        return lookback.Decisions(Step("decisions", 0, turn, 1), tuple((d, Contrast(9, 5, 4, 2, 1)) for d in given))

    def money(turn: int, share: float) -> Decision:
        return Decision(turn, 1, "budget", "share_more", {"given": share, "share": "research"})

    def project(turn: int, technology: str) -> Decision:
        return Decision(turn, 1, "project/alignment", "project", {"technology": technology})

    debrief.take([
        decided(0, money(0, 0.50), project(0, "a")),
        decided(1, money(1, 0.53), project(1, "b")),
        decided(2, money(2, 0.70)),
        decided(4, money(4, 0.70), project(4, "b")),
    ])  # fmt: skip
    told = [(line.first, line.last, line.decision.part) for line in debrief.lines(1)]
    assert told == [
        (0, 0, "project/alignment"), (0, 1, "budget"), (1, 1, "project/alignment"), (2, 2, "budget"), (4, 4, "budget"),
        (4, 4, "project/alignment"),
    ]  # fmt: skip
    budget = debrief.lines(1)[1]
    one = Contrast(9, 5, 4, 2, 1)
    assert budget.sum.value == pytest.approx(2 * one.value)
    assert budget.sum.error == pytest.approx(2**0.5 * one.error)


def test_desk_as_it_is_found_decides_nothing_and_each_change_is_one_decision() -> None:
    campaign = new_campaign("helios")
    seen, setup = campaign.view("helios"), campaign.setup
    sheet = campaign.sheet("helios")
    assert sheet == neutral_sheet(seen, setup)
    assert decisions_of(sheet, seen, setup) == []
    assert not lookback.decides(sheet.changed(acknowledged=("budget",), deployment="hold"), sheet)
    changed = sheet.changed(
        budget=Budget(research=0.2, security=0.4),
        alignment=0.8,
        release="general",
        actions=(BigAction(kind="sign", target="shared_safety"), BigAction(kind="recruit")),
    )
    decided = decisions_of(changed, seen, setup)
    parts = {decision.part: instead for decision, instead in decided}
    assert set(parts) == {"budget", "alignment", "release", "action/sign/shared_safety", "action/recruit/"}
    assert parts["alignment"] == changed.changed(alignment=sheet.alignment)
    assert parts["action/recruit/"].actions == changed.actions[:1]
    words = [campaign.names.say(f"decision.{d.key}", d.values) for d, _ in decided]
    assert words == [
        "Put 40 % into security", "Alignment 80 % of research", "Released to everybody",
        "Signed: Shared safety work", "Recruited",
    ]  # fmt: skip


def test_every_decision_has_its_words() -> None:
    campaign = new_campaign("helios")
    seen, setup = campaign.view("helios"), campaign.setup
    sheet = campaign.sheet("helios")
    sheets: list[OrderSheet] = [sheet.changed(train=False), sheet.changed(training=0.9, serving=0.1)]
    sheets += [sheet.changed(training=0.2, serving=serving) for serving in (0.8, 0.1)]
    sheets += [sheet.changed(budget=Budget(research=research, compute=0.3)) for research in (0.1, 0.6)]
    sheets += [sheet.changed(alignment=alignment) for alignment in (0.1, 0.6)]
    sheets += [sheet.changed(release=release) for release in ("staged", "general", "weights")]
    sheets += [sheet.changed(deployment=deployment) for deployment in ("deploy", "joint")]
    sheets += [sheet.changed(cheat=("slow_down",)), sheet.changed(stance="open"), sheet.changed(pitch="money")]
    sheets += [sheet.changed(region="gulf" if "gulf" in setup.regions else setup.regions[-1])]
    for action in Action:
        if action is not Action.NONE:
            target = "autonomy" if action in CLAUSE_ACTIONS else "qilin"
            sheets.append(sheet.changed(actions=(BigAction(kind=action.id, target=target),)))
    open_to = [setup.technologies[i] for i in range(len(setup.technologies)) if seen.open_to[i, 0, 0]]
    lane = campaign.book.technologies[open_to[0]].lane
    sheets += [sheet.changed(projects={lane: (open_to[0],)})]
    decided = [decision for given in sheets for decision, _ in decisions_of(given, seen, setup)]
    told = {one.key: campaign.names.say(f"decision.{one.key}", one.values) for one in decided}
    keys = {key.removeprefix("decision.") for key in texts("en") if key.startswith("decision.")}
    assert keys == set(told)
    assert all("{" not in text and text for text in told.values())
