"""Keys: one table has them all, players change them, and every button shows what holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.words import say
from game.ui.keys import COMMANDS, FIXED, bindings, clashes, groups, key_of, taken_by, usable, with_key
from game.ui.nodes import named, press
from game.ui.screens.keys import CAPTURE
from game.ui.screens.registry import SCREENS
from game.ui.settings import Settings, read_settings, write_settings
from tests.ui.table import Table, played
from tests.ui.test_screens_layout import MODALS, campaign_for


def listened(table: Table) -> set[tuple[str, str]]:
    table.app.ui.inspecting = True
    table.app.ui.asked.clear()
    table.draw(2)
    return set(table.app.ui.asked)


def unknown(asked: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keys that somebody listens to and that are in no command of that place."""
    known = {(place, c.key) for c in COMMANDS.values() for place in c.places}
    everywhere = {c.key for c in COMMANDS.values() if not c.places} | set(FIXED)
    return sorted(one for one in asked if one[1] not in everywhere and one not in known)


@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_key_of_a_screen_is_a_command(screen: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show(screen, campaign_for(screen))
    assert unknown(listened(table)) == []


def test_every_key_of_a_dialogue_is_a_command(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show("main", campaign_for("main"))
    for modal in MODALS:
        if modal.startswith("actions-"):
            table.app.ui.open("actions")
            table.draw()
        table.app.ui.open(modal)
        asked = listened(table)
        assert any(place == modal for place, _ in asked), f"{modal} was not drawn"
        assert unknown(asked) == []
        table.app.ui.close(modal)


def test_commands_have_texts_and_do_not_clash_by_default() -> None:
    assert all(command.text and say(f"ui.command.group.{command.group}") for command in COMMANDS.values())
    assert all(usable(command.key) for command in COMMANDS.values())
    assert [c.id for c in COMMANDS.values() if taken_by(c, c.key, {})] == []
    assert len(groups()) == len({command.group for command in COMMANDS.values()})


@pytest.mark.parametrize("hotkey", ["A", "7", "?", "+", "Enter", "Ctrl+S", "Ctrl+Plus", "Ctrl+Shift+Z", "Shift+F3"])
def test_pressed_key_is_named_as_it_is_written(hotkey: str) -> None:
    assert named(press(hotkey)[0]) == hotkey
    assert usable(hotkey)


@pytest.mark.parametrize("hotkey", ["", "a", "Tab", "Left", "Ctrl", "Alt+X", "ctrl+A", "Numlock"])
def test_key_that_cannot_be_used(hotkey: str) -> None:
    assert not usable(hotkey)


def test_own_key_holds_in_its_place_and_is_shown(tmp_path: Path) -> None:
    table = Table(played(0), tmp_path)
    table.session.adjust(keys={"map/big_actions": "V"})
    table.draw()
    assert table.node("big-actions").hotkey == "V"
    assert "V" in table.texts()
    table.key("A")
    assert not table.app.ui.is_open("actions")
    table.key("V")
    assert table.app.ui.is_open("actions")


def test_own_key_for_back_and_the_main_button(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.session.adjust(keys={"everywhere/back": "F12", "everywhere/fullscreen": "Ctrl+F"})
    table.session.go("settings")
    table.draw()
    table.key("Esc")
    assert table.session.screen == "settings"
    table.key("F12")
    assert table.session.screen == "title"
    assert bindings(table.session.settings.keys)["title"] == {"Esc": "F12", "F11": "Ctrl+F"}


def test_two_commands_change_places() -> None:
    chosen = with_key(COMMANDS["everywhere/map"], "F2", {})
    assert chosen == {"everywhere/map": "F2", "everywhere/technology": "F1"}
    assert clashes(chosen) == []
    assert with_key(COMMANDS["everywhere/map"], "F1", chosen) == {}, "back at the defaults, nothing is kept"


def test_exchange_that_would_clash_elsewhere_is_told() -> None:
    """K leaves a decision on the map. With F8 instead, the codex would have to take K, which keeps a treaty."""
    assert clashes(with_key(COMMANDS["map/skip"], "F8", {})) != []


def test_keys_are_kept_and_a_bad_choice_falls_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(path, Settings(keys={"map/skip": "\"", "everywhere/codex": "F12"}))
    assert read_settings(path) == (Settings(keys={"map/skip": "\"", "everywhere/codex": "F12"}), ())
    for bad in ('{"map/skip" = "A"}', '{"map/none" = "K"}', '{"map/skip" = "Tab"}', '{"map/skip" = 3}', '"K"'):
        path.write_text(f"effects = 10\nkeys = {bad}\n")
        settings, notices = read_settings(path)
        assert settings == Settings(effects=10)
        assert len(notices) == 1


# ---- the screen -----------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Table:
    table = Table(None, tmp_path, (1280, 1000))  # high enough for the keys that work everywhere
    table.session.settings_file = tmp_path / "settings.toml"
    table.session.go("settings")
    table.draw()
    table.key("K")
    assert table.session.screen == "keys"
    return table


def capture(table: Table, command: str) -> None:
    table.draw(2)
    table.click(f"key/{command}")
    assert table.app.ui.is_open(CAPTURE)


def test_new_key_by_pressing_it(table: Table) -> None:
    capture(table, "everywhere/codex")
    table.key("Left")
    assert say("ui.keys.unusable") in table.texts()
    table.key("F12")
    assert not table.app.ui.is_open(CAPTURE)
    assert table.session.settings.keys == {"everywhere/codex": "F12"}
    assert say("ui.keys.own", key="F8") in table.texts()
    table.key("R")
    assert table.session.settings.keys == {}


def test_window_keeps_its_own_keys_to_itself_while_one_is_awaited(table: Table) -> None:
    from game.ui.app import window_events

    capture(table, "everywhere/larger")
    events = press("F11")
    assert window_events(table.app, events) == events


def test_taken_key_is_shown_and_changes_places_only_when_wanted(table: Table) -> None:
    capture(table, "everywhere/map")
    table.key("F2")
    assert any(COMMANDS["everywhere/technology"].text in text for text in table.texts())
    assert table.session.settings.keys == {}
    table.key("Esc")
    table.key("F2")
    table.key("Enter")
    assert key_of(COMMANDS["everywhere/technology"], table.session.settings.keys) == "F1"
    assert not table.app.ui.is_open(CAPTURE)


def test_exchange_that_cannot_be_is_refused(table: Table) -> None:
    capture(table, "map/skip")
    table.key("F8")
    table.key("Enter")
    assert table.app.ui.is_open(CAPTURE)
    assert table.session.settings.keys == {}
    assert not table.has(f"{CAPTURE}/swap")
    table.key("Esc")
    table.key("Esc")
    assert not table.app.ui.is_open(CAPTURE)
    assert table.session.screen == "keys", "Escape left the dialogue, not the screen"
