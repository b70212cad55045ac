"""The screens lead into campaigns, through whole ones and out of them; the window keeps what was ordered."""

from __future__ import annotations

import json
from pathlib import Path

import pygame
import pytest

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.ui.app import LEAST, USUAL, scale_for, window_events
from game.ui.choice import SETUP_FILE, Choice, kept_choice, seed_of
from game.ui.nodes import press
from tests.ui.table import Table, book, canned, copy_of, played, table_at

# --- around a campaign -----------------------------------------------------------------------------------------------


def test_new_game_is_set_up_by_keyboard_and_remembered(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.draw()
    table.key("N")
    assert table.session.screen == "new-game"
    for _ in range(8):
        if table.node("scenario/two-powers").value is True:
            break
        key = table.node("scenario/two-powers").hotkey
        table.key(key)
    table.app.ui.focus = "chair/huaxia"
    for _ in range(20):
        table.key("Up")
    table.key("D")
    table.draw(2, [*press("4"), *press("2")])
    table.key("Esc")
    table.app.ui.focus = None
    table.key("Enter")
    campaign = table.session.campaign
    assert campaign is not None
    assert campaign.book.scenario_id == "two-powers"
    assert isinstance(campaign.chairs["huaxia"], Human)
    assert table.session.screen == "handover"
    assert kept_choice(tmp_path).scenario == "two-powers"
    assert kept_choice(tmp_path).chairs["huaxia"] == "human"


def test_remembered_setup_that_cannot_be_read_is_forgotten(tmp_path: Path) -> None:
    for text in ("", "{", "[]", json.dumps({"scenario": 3}), json.dumps({"chairs": None})):
        (tmp_path / SETUP_FILE).write_text(text, encoding="utf-8")
        assert kept_choice(tmp_path) == Choice()


def test_seed_is_a_number_or_a_word() -> None:
    assert seed_of("42") == 42
    assert seed_of(" plum ") == seed_of("plum") != seed_of("pear")
    assert 0 <= seed_of("x" * 500) < 2**63
    assert 0 <= seed_of("") < 2**63


def test_save_quit_and_continue(tmp_path: Path) -> None:
    table = table_at("main", played(2), tmp_path)
    table.session.seated.edit(alignment=0.77)
    table.key("Ctrl+S")
    assert table.app.ui.is_open("save-as")
    table.key("Enter")
    table.draw()
    assert [header.name for header in saves.headers(tmp_path) if isinstance(header, saves.SaveHeader)]
    table.key("Esc")
    assert table.app.ui.is_open("menu")
    table.key("T")
    assert table.session.screen == "title"
    table.draw()
    table.key("Enter")
    assert table.session.seated.sheet.alignment == 0.77
    table.key("F10")
    table.key("Q")
    table.key("Y")
    assert table.session.leaving


def test_damaged_save_is_told_and_the_game_goes_on(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    (tmp_path / "broken.t6").write_bytes(b"nothing of ours")
    table.draw()
    table.key("L")
    assert any("broken" in text for text in table.texts())
    table.session.open_save(tmp_path / "broken.t6")
    table.draw(1)
    assert any("no saved campaign of Tier Six" in text for text in table.texts())
    table.key("Esc")
    assert table.session.screen == "title"


def test_unwritable_folder_is_told_and_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    table = Table(played(2), blocked)
    table.session.go("main")
    table.draw()
    table.key("Ctrl+Enter")
    campaign = table.session.campaign
    assert campaign is not None
    assert campaign.turn == 3
    assert any("written" in text or "folder" in text for text in table.texts())


@pytest.mark.parametrize("seat", ["helios", "agora"])
def test_keyboard_alone_plays_to_an_ending(seat: str, tmp_path: Path) -> None:
    campaign = Campaign.new(book(), 5, {seat: Human()})
    table = Table(campaign, tmp_path, (1024, 640))
    table.draw()
    for _ in range(4 * campaign.setup.turns):
        if table.session.screen == "ending":
            break
        if table.session.screen == "main":
            if table.session.seated.view.holding[0, 0] and table.session.seated.sheet.deployment is None:
                table.key("Enter")
                assert table.session.screen == "deploy"
                table.key("1")
            assert table.session.screen == "main"
            table.key("Ctrl+Enter")
        else:
            table.key("Enter")
    assert table.session.screen == "ending"
    assert table.session.outcome is not None
    texts = table.texts()
    assert any("ending" in text for text in texts)
    table.key("N")
    assert table.session.screen == "new-game"


def test_tier_six_must_be_decided_before_the_turn_ends(tmp_path: Path) -> None:
    campaign = copy_of(canned("deploy"))
    table = table_at("main", campaign, tmp_path)
    turn = campaign.turn
    table.key("Ctrl+Enter")
    assert campaign.turn == turn
    assert not table.node("skip").enabled
    table.key("Enter")
    assert table.session.screen == "deploy"
    table.click("deploy/joint")
    assert table.session.seated.sheet.deployment == "joint"
    table.key("Ctrl+Enter")
    assert campaign.turn == turn + 1


def test_second_person_joins_and_leaves_in_the_middle(tmp_path: Path) -> None:
    campaign = played(2)
    table = table_at("main", campaign, tmp_path)
    table.key("F10")
    table.key("P")
    table.click("seats/agora")
    assert list(campaign.people) == ["helios", "agora"]
    table.key("Ctrl+Enter")
    assert table.session.screen == "handover"
    assert table.session.next_seat == "agora"
    table.key("Enter")
    assert table.session.seated.seat == "agora"
    table.key("Enter")
    table.key("F10")
    table.key("P")
    assert isinstance(campaign.chairs["agora"], Human)
    table.click("seats/agora")
    assert list(campaign.people) == ["helios"]
    assert campaign.turn == 3
    assert table.session.seated.seat == "helios"
    table.session.change_chair("helios", person=False)
    assert list(campaign.people) == ["helios"]  # somebody has to play


def test_campaign_that_nobody_plays_gets_a_person(tmp_path: Path) -> None:
    campaign = played(3, ())
    table = Table(campaign, tmp_path)
    assert campaign.people == ("helios",)
    assert table.session.seated.seat == "helios"


def test_campaign_saved_with_all_orders_in_goes_on_at_once(tmp_path: Path) -> None:
    campaign = played(3)
    assert campaign.submit("helios") == []
    table = Table(campaign, tmp_path)
    assert campaign.turn == 4
    assert table.session.screen in ("recap", "ending")


def test_ended_campaign_opens_at_its_ending(tmp_path: Path) -> None:
    table = Table(copy_of(canned("ending")), tmp_path)
    table.draw()
    assert table.session.screen == "ending"
    table.key("Esc")
    assert table.session.screen == "title"
    table.draw()
    assert not table.has("continue")  # what has ended cannot be continued


# --- the window ------------------------------------------------------------------------------------------------------


def test_closing_the_window_keeps_the_orders(tmp_path: Path) -> None:
    table = Table(played(2), tmp_path)
    table.session.seated.edit(alignment=0.61)
    rest = window_events(table.app, [pygame.event.Event(pygame.QUIT), pygame.event.Event(pygame.TEXTINPUT, text="a")])
    assert [event.type for event in rest] == [pygame.TEXTINPUT]
    assert table.session.leaving
    campaign, _, _ = saves.load_newest(tmp_path)
    assert campaign.sheet("helios").alignment == 0.61


def test_scale_follows_keys_and_stays_where_every_screen_fits(tmp_path: Path) -> None:
    table = Table(played(1), tmp_path)
    plus = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PLUS, mod=pygame.KMOD_LCTRL, unicode="+")
    minus = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_MINUS, mod=pygame.KMOD_LCTRL, unicode="-")
    for _ in range(12):
        assert window_events(table.app, [plus]) == []
        table.draw(1)
        width, height = table.app.ui.size
        assert width >= LEAST[0] - 1
        assert height >= LEAST[1] - 1
    for _ in range(12):
        window_events(table.app, [minus])
    assert table.app.ui.scale == pytest.approx(0.8)


@pytest.mark.parametrize("desktop", [(1024, 768), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160), (7680, 4320)])
def test_first_scale_leaves_room_on_every_desktop(desktop: tuple[int, int]) -> None:
    scale = scale_for(desktop)
    assert 1.0 <= scale <= 2.0
    assert scale == 1.0 or (USUAL[0] * scale <= desktop[0] and USUAL[1] * scale <= desktop[1])
