"""The campaign: drafts, sealing, one resolution for all, who may know what, computers equal to the forecasts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.campaign import campaign as campaign_module
from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer, Human
from game.campaign.reasons import AlreadySubmitted, GameOver, NotYourTurn
from game.campaign.sheet import BigAction, Budget, OrderSheet
from game.content.vocabulary import Ending
from game.forecast.seeds import game_seeds
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.params import draw_params
from game.rules.setup import compile_setup
from game.rules.start import start
from game.rules.turn import resolve
from game.rules.view import views
from tests import strategies
from tests.campaign.games import book_of, new_campaign, play_on

SAVER = OrderSheet(budget=Budget(research=0.2, security=0.2, compute=0.2, openness=0.2))


def test_a_new_campaign_waits_for_its_people_in_the_order_of_the_seats() -> None:
    campaign = new_campaign("qilin", "helios")
    assert campaign.people == ("helios", "qilin")
    assert campaign.waiting == ("helios", "qilin")
    assert campaign.turn == 0
    assert campaign.year == 2026.0
    assert campaign.outcome is None
    assert campaign.report("helios") == []
    assert campaign.chairs["agora"] == Computer(temperament="open-idealist")


def test_a_turn_begins_when_everybody_has_handed_in() -> None:
    campaign = new_campaign("helios", "qilin")
    assert campaign.submit("qilin") == []
    assert list(campaign.waiting) == ["helios"]
    before = campaign.state
    assert campaign.advance() != []
    assert campaign.state is before
    assert campaign.submit("helios") == []
    assert list(campaign.waiting) == []
    assert campaign.advance() == []
    assert (campaign.turn, campaign.waiting) == (1, ("helios", "qilin"))
    assert campaign.sheets[0]["qilin"] == campaign.sheets[0]["qilin"].changed()
    assert set(campaign.sheets[0]) == set(campaign.setup.seats)


def test_drafts_can_be_undone_and_redone_until_they_are_handed_in() -> None:
    campaign = new_campaign("helios")
    first = campaign.sheet("helios")
    second, third = first.changed(alignment=0.5), first.changed(alignment=0.9)
    assert not campaign.can_undo("helios")
    assert campaign.draft("helios", second) == []
    assert campaign.draft("helios", second) == []  # the same again is no step
    assert campaign.draft("helios", third) == []
    assert campaign.undo("helios")
    assert campaign.sheet("helios") == second
    assert campaign.undo("helios")
    assert campaign.sheet("helios") == first
    assert not campaign.undo("helios")
    assert campaign.redo("helios")
    assert campaign.sheet("helios") == second
    assert campaign.draft("helios", first.changed(train=True)) == []
    assert not campaign.can_redo("helios")
    assert not campaign.redo("helios")
    assert campaign.submit("helios") == []
    assert not campaign.undo("helios")
    assert campaign.draft("helios", third) == [AlreadySubmitted("helios", 0)]
    assert campaign.sheet("helios") == first.changed(train=True)


def test_the_orders_of_a_turn_are_the_drafts_that_were_handed_in() -> None:
    campaign = new_campaign("helios")
    campaign.draft("helios", SAVER)
    play_on(campaign, 1)
    assert campaign.sheets[0]["helios"] == SAVER
    assert campaign.sheet("helios") == SAVER.changed(region=SAVER.region)
    money = {term.cause: term.amount for term in campaign.causes("helios", "cash", 0)}
    spent = [money[share] for share in ("research", "security", "compute", "openness")]
    assert spent == pytest.approx([spent[0]] * 4)  # the four shares were equal
    assert spent[0] < 0.0


def test_the_order_of_handing_in_changes_nothing() -> None:
    one, other = new_campaign("helios", "qilin"), new_campaign("helios", "qilin")
    for campaign, order in ((one, ("helios", "qilin")), (other, ("qilin", "helios"))):
        for seat in order:
            campaign.draft(seat, SAVER.changed(train=True))
            campaign.submit(seat)
        campaign.advance()
    assert one.hashes == other.hashes


def test_the_same_seed_and_orders_give_the_same_game_and_another_seed_another() -> None:
    one, same, other = (play_on(new_campaign(seed=seed), 3) for seed in (5, 5, 6))
    assert one.hashes == same.hashes
    assert one.hashes[0] == same.hashes[0]
    assert one.hashes[1:] != other.hashes[1:]


@pytest.mark.parametrize("scenario", ["five-labs", "two-powers", "labs-and-states"])
def test_computers_alone_play_row_0_of_a_batch_with_that_seed(scenario: str) -> None:
    book = book_of(scenario)
    setup = compile_setup(book)
    seeds = game_seeds(11, 0, 3)
    params = draw_params(book.parameters, seeds)
    state = start(setup, params, book.scenario, 3)
    habits = habits_of([book.temperaments[seat.temperament] for seat in book.scenario.seats.values()], setup)
    campaign = new_campaign(seed=11, scenario=scenario)
    assert campaign.hashes[0] == state.digest(0)
    for turn in range(setup.turns):
        draws = Draws(seeds, turn, setup.seat_keys)
        state = resolve(state, orders_for(views(state, setup, params), setup, habits, draws), setup, params, draws)
        if campaign.advance():
            break
        assert campaign.hashes[turn + 1] == state.digest(0), f"turn {turn}"
    assert campaign.outcome is not None


def test_a_campaign_ends_with_one_ending_scores_and_how_near_the_others_were() -> None:
    campaign = play_on(new_campaign("lantern", seed=4), 60)
    outcome = campaign.outcome
    assert outcome is not None
    assert outcome.turn == campaign.turn <= campaign.setup.turns
    assert outcome.year == 2026.0 + 0.5 * outcome.turn
    assert set(outcome.scores) == set(campaign.setup.seats)
    assert all(0.0 <= score <= 100.0 for score in outcome.scores.values())
    assert set(outcome.nearness) == set(Ending) - {Ending.NONE}
    assert outcome.nearness[outcome.ending] == 1.0
    assert campaign.waiting == ()
    assert campaign.advance() == [GameOver(outcome.ending.id, campaign.turn)]
    assert campaign.submit("lantern") == [GameOver(outcome.ending.id, campaign.turn)]
    last = campaign.report("lantern")
    assert last[0].key == "ending"
    assert campaign.text(last[0]).startswith("The campaign ends: ")


def test_a_seat_can_be_handed_over_at_any_time() -> None:
    campaign = new_campaign("helios", "agora")
    campaign.draft("helios", SAVER)
    campaign.submit("helios")
    campaign.give("helios", Computer(temperament="race-first"))
    campaign.give("agora", Computer(temperament="idle"))
    assert list(campaign.waiting) == []
    assert campaign.submit("agora") == [NotYourTurn("agora")]
    assert campaign.advance() == []
    assert campaign.sheets[0]["helios"] == SAVER  # what was handed in stays handed in
    campaign.give("qilin", Human())
    assert list(campaign.waiting) == ["qilin"]
    assert campaign.sheet("qilin").budget == campaign.sheets[0]["qilin"].budget
    play_on(campaign, 1)
    with pytest.raises(ValueError, match="nobody"):
        campaign.give("qilin", Computer(temperament="nobody"))
    with pytest.raises(KeyError):
        campaign.give("mars", Human())


def test_a_failure_of_the_rules_leaves_the_campaign_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = play_on(new_campaign("helios"), 1)
    campaign.submit("helios")
    before = (campaign.turn, list(campaign.hashes), campaign.desks, campaign.log("helios"), len(campaign.ledger.terms))

    def fail(*given: Any) -> None:
        raise ArithmeticError("as if")

    with monkeypatch.context() as patch:
        patch.setattr(campaign_module, "resolve", fail)
        with pytest.raises(ArithmeticError):
            campaign.advance()
    assert before == (
        campaign.turn, campaign.hashes, campaign.desks, campaign.log("helios"), len(campaign.ledger.terms),
    )  # fmt: skip
    assert campaign.advance() == []


def test_the_log_is_every_report_since_the_start() -> None:
    campaign = new_campaign("helios")
    told = []
    for _ in range(4):
        play_on(campaign, 1)
        told += campaign.report("helios")
    assert campaign.log("helios") == told
    assert {entry.turn for entry in told} == {0, 1, 2, 3}
    assert all("{" not in campaign.text(entry) for entry in told)


def test_history_has_every_figure_for_every_turn() -> None:
    campaign = play_on(new_campaign("agora"), 3)
    history = campaign.history("agora")
    assert history.turns == (0, 1, 2, 3)
    assert all(len(column) == 4 for column in history.figures.values())
    view = campaign.view("agora")
    assert history.figures["cash"][-1] == view.cash[0, 0]
    assert history.figures["estimate.qilin"][-1] == view.estimate[0, 4, 0]
    assert history.figures["compute"][-1] == pytest.approx(view.compute.sum())


def test_causes_of_others_are_nobodys_business() -> None:
    campaign = play_on(new_campaign("agora"), 3)
    own = campaign.causes("agora", "cash")
    assert {term.seat for term in own} == {3}
    change = campaign.state.cash[3, 0] - campaign.states[0].cash[3, 0]
    assert sum(term.amount for term in own) == pytest.approx(change)
    assert {term.seat for term in campaign.causes("agora", "stability")} == {None}
    assert {term.turn for term in campaign.causes("agora", "stability", 1)} == {1}
    assert campaign.causes("agora", "false_progress") == [
        term for term in campaign.ledger.terms if term.quantity == "false_progress" and term.seat == 3
    ]


def test_open_decisions_go_away_when_decided_or_set_aside() -> None:
    campaign = new_campaign("helios")
    assert campaign.draft("helios", campaign.sheet("helios").changed(train=False)) == []
    state = replace(campaign.state, holding=np.ones_like(campaign.state.holding))
    campaign.put_back((), campaign.hashes, campaign.marks, state, campaign.desks)
    names = [pending.name for pending in campaign.pending("helios")]
    assert names[0] == "deploy"
    assert {"training", "actions", "lane:alignment"} <= set(names)
    sheet = campaign.sheet("helios").changed(
        deployment="hold", train=True, acknowledged=("actions", "lane:alignment")
    )
    assert campaign.draft("helios", sheet) == []
    left = [pending.name for pending in campaign.pending("helios")]
    assert not {"deploy", "training", "actions", "lane:alignment"} & set(left)
    assert campaign.submit("helios") == []


@settings(max_examples=8)
@given(strategies.seeds, st.data())
def test_whatever_people_may_order_the_game_goes_on(seed: int, data: st.DataObject) -> None:
    campaign = Campaign.new(book_of("two-powers"), seed, data.draw(strategies.chairs(book_of("two-powers"))))
    for _ in range(4):
        for seat in campaign.waiting:
            sheet = data.draw(strategies.legal_sheets(campaign.view(seat), campaign.setup))
            assert campaign.draft(seat, sheet) == []
            assert campaign.submit(seat) == []
        if campaign.advance():
            break
    for name, array in campaign.state.arrays().items():
        assert np.isfinite(array).all(), name


def test_two_people_at_one_machine_get_no_news_of_each_others_orders() -> None:
    """What one seat orders in secret shows nowhere in what the other is told of the same turn."""
    quiet, busy = new_campaign("helios", "qilin"), new_campaign("helios", "qilin")
    busy.draft(
        "qilin",
        busy.sheet("qilin").changed(
            alignment=0.9, actions=(BigAction(kind="spy_secrets", target="agora"), BigAction(kind="recruit"))
        ),
    )
    assert quiet.pending("helios") == busy.pending("helios")
    assert quiet.sheet("helios") == busy.sheet("helios")
    for campaign in (quiet, busy):
        play_on(campaign, 1)
    assert quiet.sheets[0]["qilin"] != busy.sheets[0]["qilin"]
    assert quiet.state.digest() != busy.state.digest()
    assert quiet.log("helios") == busy.log("helios")


def test_every_figure_of_a_seat_can_be_opened() -> None:
    campaign = play_on(new_campaign("lantern"), 4)
    seen = campaign.view("lantern")
    for figure in ("cash", "money", "revenue", "ceiling", "reading", "security_cap", "trust"):
        parts = campaign.explain("lantern", figure)
        assert sum(term.amount for term in parts) == pytest.approx(float(getattr(seen, figure)[0, 0]))
