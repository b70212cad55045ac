"""Settings at work: changes apply at once and are kept, and the screen that makes them."""

from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path

import pygame
import pytest

from game.content.words import say
from game.ui.app import Window, window_events
from game.ui.inspect import problems
from game.ui.screens.menu import MENU, QUIT
from game.ui.screens.release import CONFIRM, choose_release
from game.ui.settings import AUTOMATIC, Settings, read_settings
from game.ui.sound import Sound
from game.ui.theme import COLOUR_BLIND, STANDARD
from tests.ui.table import Table, played

SIZES = [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return opened(tmp_path)


def opened(folder: Path, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> Table:
    """The screen of settings, with a sound and a file of its own."""
    table = Table(None, folder / "saves", size, scale)
    table.session.sound = Sound(0.0, 0.0)
    table.session.settings_file = folder / "settings.toml"
    table.session.go("settings")
    table.draw()
    return table


def stored(table: Table) -> Settings:
    """What the file holds once nothing has been changed for a while."""
    table.draw()
    table.now += 1.0
    table.draw()
    settings, notices = read_settings(table.session.settings_file)
    assert notices == ()
    return settings


# ---- applying -------------------------------------------------------------------------------------------


def test_scale_applies_at_once_and_is_kept(table: Table) -> None:
    table.session.adjust(scale=0.8)
    table.draw()
    assert table.app.ui.scale == 0.8
    assert stored(table) == Settings(scale=0.8)
    table.session.adjust(scale=AUTOMATIC)
    table.draw()
    assert table.app.ui.scale == 1.0


def test_window_without_room_for_the_scale_says_so(table: Table) -> None:
    table.session.adjust(scale=2.0)
    table.draw()
    assert table.app.ui.scale == pytest.approx(1.125)
    assert say("ui.settings.scale_limited", shown=1.125) in table.texts()
    table.app.resize(pygame.Surface((2560, 1440)))
    table.draw()
    assert table.app.ui.scale == 2.0


def test_keys_of_the_window_change_settings(table: Table) -> None:
    minus = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_MINUS, mod=pygame.KMOD_LCTRL)
    full = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F11, mod=0)
    assert window_events(table.app, [minus, full]) == []
    assert table.app.ui.scale == pytest.approx(0.9)
    assert table.session.settings == Settings(scale=0.9, fullscreen=True)


def test_palette_and_motion_apply_and_survive_a_change_of_players(table: Table) -> None:
    assert table.app.ui.palette is STANDARD
    table.key("M")
    table.session.adjust(palette="colour-blind")
    before = table.pixels()
    table.draw()
    assert table.pixels() != before
    table.session.sitting += 1
    table.draw()
    assert table.app.ui.palette is COLOUR_BLIND
    assert not table.app.ui.motion


def test_less_motion_stops_the_lights_on_the_map(tmp_path: Path) -> None:
    table = opened(tmp_path, (1024, 640))
    table.key("Esc")
    table.draw(4)
    moving = table.pixels()
    table.now += 0.4
    table.draw()
    assert table.pixels() != moving
    table.session.adjust(reduced_motion=True)
    table.draw(4)
    still = table.pixels()
    table.now += 0.4
    table.draw()
    assert table.pixels() == still


def test_volumes_apply_at_once_and_an_effect_lets_them_be_heard(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(table.session.sound, "play", heard.append)
    table.key("E")
    assert table.app.ui.focus == "effects"
    table.key("Right")
    assert (table.session.settings.effects, heard) == (65, ["click"])
    table.key("B")
    table.key("Home")
    assert table.session.sound.volume == pytest.approx(0.65)
    assert table.session.sound.music == 0.0
    assert stored(table) == Settings(effects=65, pad=0)


def test_dragged_volume_is_written_when_it_is_let_go(table: Table) -> None:
    x, y, w, h = table.node("pad").rect
    at = (round(x + w * 0.8), round(y + h / 2))
    table.draw(2, [pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=at)])
    assert table.session.settings.pad > 60
    table.now += 2.0
    table.draw()
    assert not table.session.settings_file.exists()
    table.draw(2, [pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=at)])
    assert stored(table) == table.session.settings


def test_turns_are_saved_only_with_autosave(tmp_path: Path) -> None:
    table = opened(tmp_path)
    table.session.adjust(autosave=False)
    table.session.begin(played(1))
    table.session.end_turn()
    assert table.session.screen == "recap"
    assert not list(table.session.folder.glob("*.t6"))
    table.session.adjust(autosave=True)
    table.session.end_turn()
    assert len(list(table.session.folder.glob("*.t6"))) == 1


def test_campaign_that_is_left_is_kept_without_autosave(tmp_path: Path) -> None:
    table = opened(tmp_path)
    table.session.adjust(autosave=False)
    table.session.begin(played(1))
    table.session.leave_campaign()
    assert len(list(table.session.folder.glob("*.t6"))) == 1


@pytest.mark.parametrize("asked", [True, False])
def test_confirmations(tmp_path: Path, asked: bool) -> None:
    table = opened(tmp_path)
    table.session.adjust(confirmations=asked)
    table.show("main", played(9))
    office = table.session.seated
    choose_release(table.app.ui, table.session, office, "weights")
    assert table.app.ui.is_open(CONFIRM) is asked
    assert (office.sheet.release == "weights") is not asked
    table.app.ui.close(CONFIRM)
    table.app.ui.open(MENU)
    table.draw()
    table.key("Q")
    assert table.app.ui.is_open(QUIT) is asked
    assert table.session.leaving is not asked


def test_settings_are_read_and_kept_by_the_session(table: Table) -> None:
    table.session.settings_file.write_text("effects = 20\npad = 'loud'\n")
    notices = table.session.read_settings()
    assert len(notices) == 1
    assert table.session.settings == Settings(effects=20)
    assert table.session.sound.volume == pytest.approx(0.2)
    assert stored(table) == Settings(effects=20)  # the good part is written again


def test_settings_that_cannot_be_written_hold_and_are_told_once(table: Table) -> None:
    table.session.settings_file.parent.joinpath("wall").write_text("")
    table.session.settings_file = table.session.settings_file.parent / "wall" / "settings.toml"
    table.key("M")
    table.now += 1.0
    table.draw()
    reason = os.strerror(errno.EEXIST)
    assert say("ui.settings.not_kept", reason=reason) in table.texts()
    assert table.session.settings.reduced_motion
    table.now += 6.0
    table.draw(3)
    assert say("ui.settings.not_kept", reason=reason) not in table.texts()


def test_leaving_writes_a_change_of_the_last_moment(table: Table) -> None:
    table.key("A")
    assert not table.session.settings_file.exists()
    table.session.leave_window()
    table.draw(1)
    assert tomllib.loads(table.session.settings_file.read_text())["autosave"] is False


def test_fullscreen_follows_and_says_when_it_cannot(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[tuple[int, int], int]] = []

    def make(size: tuple[int, int], flags: int) -> pygame.Surface:
        made.append((size, flags))
        return pygame.Surface(size)

    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(1920, 1080)])
    monkeypatch.setattr(pygame.display, "set_mode", make)
    window = Window(table.app)
    window.follow_settings()
    assert made == []
    for _ in range(3):
        table.key("F")
        window.follow_settings()
        window.follow_settings()
    full = ((1920, 1080), pygame.FULLSCREEN)
    assert made == [full, ((1280, 720), pygame.RESIZABLE), full]
    assert table.app.ui.surface.get_size() == (1920, 1080)

    def refuse(_size: tuple[int, int], _flags: int) -> None:
        raise pygame.error("no such mode")

    monkeypatch.setattr(pygame.display, "set_mode", refuse)
    table.key("F")
    window.follow_settings()
    assert table.session.settings.fullscreen  # as the window is
    assert say("ui.settings.no_fullscreen", reason="no such mode") in [m.text for m in table.session.messages]


# ---- the screen -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=[f"{w}x{h}@{s:g}" for (w, h), s in SIZES])
@pytest.mark.parametrize("palette", ["standard", "colour-blind"])
def test_screen_is_sound(tmp_path: Path, size: tuple[int, int], scale: float, palette: str) -> None:
    table = opened(tmp_path, size, scale)
    table.session.adjust(palette=palette)
    table.app.ui.inspecting = True
    for changed in ({}, {"scale": 2.0, "effects": 0, "pad": 100}):
        table.session.adjust(**changed)
        table.draw(3)
        assert problems(table.app.ui) == []
    table.key("S")  # the list of sizes
    table.draw(2)
    assert problems(table.app.ui) == []


def test_by_keyboard_alone(tmp_path: Path) -> None:
    table = Table(None, tmp_path / "saves")
    table.session.sound = Sound(0.0, 0.0)
    table.session.settings_file = tmp_path / "settings.toml"
    table.draw()
    table.key("S")
    assert table.session.screen == "settings"
    for key in ("F", "M", "A", "C"):
        table.key(key)
    table.key("P")
    table.key("Down")
    table.key("Enter")
    table.key("S")
    table.key("Down")
    table.key("Enter")
    expected = Settings(
        scale=0.8, palette="colour-blind", fullscreen=True, reduced_motion=True, autosave=False, confirmations=False
    )
    assert table.session.settings == expected
    table.key("R")
    assert table.session.settings == Settings()
    assert not table.node("reset").enabled
    table.key("Esc")
    assert table.session.screen == "title"


def test_by_mouse_alone(tmp_path: Path) -> None:
    table = Table(None, tmp_path / "saves")
    table.session.settings_file = tmp_path / "settings.toml"
    table.session.sound = Sound(0.0, 0.0)
    table.draw()
    table.click("settings")
    for name in ("fullscreen", "reduced_motion", "autosave", "confirmations"):
        before = getattr(table.session.settings, name)
        table.click(name)
        assert getattr(table.session.settings, name) is not before
    table.click("palette")
    table.click("palette/1")
    table.click("scale")
    table.click("scale/2")
    assert (table.session.settings.palette, table.session.settings.scale) == ("colour-blind", 0.9)
    table.click("reset")
    table.click("back")
    assert (table.session.screen, table.session.settings) == ("title", Settings())


def test_every_control_is_reached_with_tab(table: Table) -> None:
    table.key("M")  # so that there is something to put back
    reached = set()
    for _ in range(16):
        table.key("Tab")
        reached.add(table.app.ui.focus)
    assert reached == {*Settings.model_fields, "back", "reset"} - {"lessons"}


def test_odd_size_of_an_edited_file_is_one_of_the_choices(table: Table) -> None:
    table.session.adjust(scale=0.97)
    table.draw()
    assert table.node("scale").value == "97 %"
    table.key("S")
    table.key("Up")
    table.key("Enter")
    assert table.session.settings.scale == 0.9


def test_menu_of_a_campaign_leads_there_and_back(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show("main", played(3))
    table.key("Esc")
    table.key("O")
    assert table.session.screen == "settings"
    table.key("Esc")
    assert table.session.screen == "main"
    assert not table.app.ui.is_open(MENU)


def test_curtain_between_players_keeps_its_secrets_in_settings(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show("handover", played(3, ("helios", "meridian")))
    table.key("Esc")
    table.key("O")
    assert (table.session.screen, table.session.office) == ("settings", None)
    table.key("Esc")
    assert table.session.screen == "handover"
