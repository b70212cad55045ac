"""A whole campaign with the keyboard alone, and one with the mouse alone, in a real window on a virtual display."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.ui.table import Table, played
from tests.ui.test_screens_layout import campaign_for
from tests.ui.test_window import (
    TURNS,
    Player,
    display,
    keys_to_the_end,
    new_game_screen,
    pytestmark,
    wait_for_turn,
)

__all__ = ["display", "pytestmark"]
SLOWEST = 10.0  # seconds that a turn may take on a busy machine


class NoMouse(Player):
    """Has only a keyboard."""

    def click(self, table: Table, wanted: str) -> None:
        raise AssertionError("this player has no mouse")


class NoKeyboard(Player):
    """Has only a mouse."""

    def key(self, *names: str) -> None:
        raise AssertionError("this player has no keyboard")


def test_whole_campaign_with_the_keyboard_alone(display: str, tmp_path: Path) -> None:
    player = NoMouse(display, tmp_path / "home")
    scenario = new_game_screen(tmp_path / "mirror").node("scenario/classroom").hotkey
    with player.game() as process:
        player.key("n")
        player.sees("New game")
        player.key(scenario, "Return")
        player.sees("Map")
        player.key("F2", "r")  # research what is pointed at
        player.key("F3", "w")  # publish selectively
        player.key("F1", "a", "y", "Return")  # a big action, and out of the dialogue
        keys_to_the_end(player, SLOWEST)
        player.key("Escape")
        player.sees("Title")
        player.key("q")
        assert process.wait(40) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


@pytest.mark.slow
def test_whole_campaign_with_the_mouse_alone(display: str, tmp_path: Path) -> None:
    player = NoKeyboard(display, tmp_path / "home")
    title, setup = Table(None, tmp_path / "title"), new_game_screen(tmp_path / "mirror")
    title.draw(2)
    main, recap, deploy, ending = (_shown(name, tmp_path / name) for name in ("main", "recap", "deploy", "ending"))
    with player.game() as process:
        player.click(title, "new")
        player.sees("New game")
        player.click(setup, "scenario/classroom")
        player.click(setup, "begin")
        player.sees("Map")
        player.click(main, "share/security")
        player.click(main, "tab/1")
        player.sees("Technology")
        player.click(main, "tab/0")
        player.sees("Map")
        player.click(main, "skip")
        menu = _shown("main", tmp_path / "menu")
        menu.click("menu")
        menu.draw(2)
        _clicks_to_the_end(player, menu, main, recap, deploy)
        _click_until(player, ending, "menu", "Title")
        _quit(player, tmp_path)
        assert process.wait(40) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def _shown(screen: str, folder: Path) -> Table:
    """The same screen, drawn here, to know where its widgets are."""
    table = Table(None, folder)
    table.show(screen, played(0) if screen == "main" else campaign_for(screen))
    table.draw(2)
    return table


def _clicks_to_the_end(player: Player, menu: Table, main: Table, recap: Table, deploy: Table) -> None:
    """End one turn after the other from the menu, and decide what has to be decided."""
    for _ in range(TURNS):
        if player.screen() == "Recap":
            _click_until(player, recap, "begin", "Map")
        before = player.turn()
        player.click(main, "menu")
        time.sleep(0.3)  # a dialogue can be clicked once it has been drawn
        player.click(menu, "menu/end_turn")
        wait_for_turn(player, before, SLOWEST)
        screen = player.screen()
        if screen == "Ending":
            return
        if player.turn() == before:  # a system waits for its decision: open it and hold
            _click_until(player, main, "end-turn", "Hold or deploy")
            _click_until(player, deploy, "deploy/hold", "Map")
    raise AssertionError("no ending in sixty turns")


def _click_until(player: Player, table: Table, wanted: str, screen: str) -> None:
    """Click, and once more where the click came before the widget had been drawn."""
    for _ in range(8):
        player.click(table, wanted)
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            if player.screen() == screen:
                return
            time.sleep(0.05)
    raise AssertionError(f"clicking {wanted} never led to {screen}")


def _quit(player: Player, folder: Path) -> None:
    """The title as it looks with the campaign that has just ended among the saves."""
    table = Table(None, player.folder)
    table.draw(2)
    player.click(table, "quit")
