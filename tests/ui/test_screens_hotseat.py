"""Two people at one screen: nothing of the one is ever drawn for the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.campaign.sheet import BigAction, Budget
from game.ui.nodes import press
from tests.ui.table import Table, book

FIRST, SECOND = "columbia", "huaxia"


def two_powers() -> Campaign:
    return Campaign.new(book("two-powers"), 11, {FIRST: Human(), SECOND: Human()})


def quiet(table: Table) -> Table:
    table.app.ui.motion = False  # lights that run along arcs are no secret, but differ from frame to frame
    return table


def order_loudly(table: Table) -> None:
    """Orders that change every part of the sheet."""
    office = table.session.seated
    refused = office.edit(
        budget=Budget(research=0.1, security=0.6, compute=0.1, openness=0.2),
        alignment=0.9,
        training=0.2,
        serving=0.2,
        train=True,
        stance="secret",
        actions=(BigAction(kind="spy_weights", target=SECOND), BigAction(kind="sabotage", target=SECOND)),
    )
    assert refused == []


def begun(tmp_path: Path, loud: bool) -> Table:
    """The first seat has taken its turn and ordered; the curtain has not fallen yet."""
    table = quiet(Table(two_powers(), tmp_path))
    table.draw()
    table.key("Enter")
    assert table.session.seated.seat == FIRST
    if loud:
        order_loudly(table)
    table.draw(3)
    return table


def test_campaign_begins_behind_the_curtain(tmp_path: Path) -> None:
    table = quiet(Table(two_powers(), tmp_path))
    table.draw()
    assert table.session.office is None
    assert table.session.screen == "handover"
    assert not any(figure in " ".join(table.texts()) for figure in ("$", "H100e", "Margin"))


def test_next_frame_after_handing_in_is_the_curtain(tmp_path: Path) -> None:
    table = begun(tmp_path, loud=True)
    own = table.texts()
    table.key("Ctrl+Enter")
    assert table.session.office is None
    texts = table.texts()
    assert any("Huaxia" in text for text in texts)
    # what both frames show is fixed text, such as the name of the game
    shared = {text for text in own if text in texts}
    assert shared <= {"TIER SIX", "Columbia", "Huaxia", "Enter"}


def test_curtain_and_screens_of_the_next_seat_do_not_depend_on_the_orders_of_the_last(tmp_path: Path) -> None:
    pictures = []
    for loud in (False, True):
        table = begun(tmp_path / str(loud), loud)
        seen = []
        table.key("Ctrl+Enter")
        seen.append(table.pixels())
        table.key("Enter")
        assert table.session.seated.seat == SECOND
        for screen in ("main", "technology", "models", "rivals", "treaties", "report"):
            table.session.go(screen)
            table.app.ui.focus = None
            table.now = 100.0
            table.draw(3)
            seen.append(table.pixels())
        pictures.append(seen)
    assert pictures[0] == pictures[1]


def test_nothing_the_last_player_left_on_the_screen_stays(tmp_path: Path) -> None:
    table = begun(tmp_path, loud=False)
    table.app.ui.toast("My plan: strike in turn five")
    table.session.tell("My plan: strike in turn five")
    table.session.rival = SECOND
    table.session.save_name = "my plan"
    table.app.ui.open("actions")
    table.draw()
    assert table.session.seated.seat == FIRST
    table.app.ui.close("actions")
    table.draw()
    table.key("Ctrl+Enter")
    table.draw()
    assert not any("plan" in text for text in table.texts())
    table.key("Enter")
    assert not any("plan" in text for text in table.texts())
    assert table.session.rival == ""
    assert table.session.save_name is None


@pytest.mark.parametrize("screen", ["recap", "main", "report"])
def test_log_and_recap_tell_only_what_the_seat_may_know(screen: str, tmp_path: Path) -> None:
    table = quiet(Table(two_powers(), tmp_path, (1920, 1080)))
    campaign = table.session.campaign
    assert campaign is not None
    for _ in range(4):
        for seat in (FIRST, SECOND):
            table.draw()
            table.key("Enter")
            assert table.session.seated.seat == seat
            if seat == FIRST:
                order_loudly(table)
            table.key("Ctrl+Enter")
            table.draw()
    table.key("Enter")  # the first seat looks, and hands in
    table.key("Ctrl+Enter")
    table.draw()
    table.key("Enter")
    assert table.session.seated.seat == SECOND
    table.session.go(screen)
    shown = "\n".join(table.texts())
    secrets = {campaign.text(entry) for entry in campaign.log(FIRST) if entry.about == "own"}
    public = {campaign.text(entry) for entry in campaign.log(SECOND)}
    assert secrets - public
    for line in secrets - public:
        assert line not in shown
    last = table.session.seated.log[-1]
    assert table.session.seated.told(last)[:20] in shown


def test_screen_that_needs_a_seat_cannot_be_drawn_behind_the_curtain(tmp_path: Path) -> None:
    table = quiet(Table(two_powers(), tmp_path))
    for screen in ("main", "technology", "models", "rivals", "treaties", "report", "recap", "deploy"):
        table.session.screen = screen
        with pytest.raises(RuntimeError, match="nobody is sitting"):
            table.draw(1)


def test_computer_takes_over_an_absent_player_and_the_last_one_stays(tmp_path: Path) -> None:
    table = quiet(Table(two_powers(), tmp_path))
    campaign = table.session.campaign
    assert campaign is not None
    table.draw()
    table.key("C")
    assert campaign.people == (SECOND,)
    table.draw()
    assert table.session.seated.seat == SECOND  # alone now: no curtain
    table.key("Ctrl+Enter")
    assert campaign.turn == 1
    assert campaign.people == (SECOND,)


def test_what_one_player_asked_for_is_not_done_for_the_next(tmp_path: Path) -> None:
    """The turn ends and a tab is pressed within one frame: the curtain falls, and stays."""
    table = begun(tmp_path, loud=False)
    table.draw(2, [*press("Ctrl+Enter"), *press("F2")])
    assert table.session.screen == "handover"
    assert table.session.office is None
    table.draw(2)
