"""Every screen at every size: nothing overlaps, leaves the screen, is cut, or cannot be read; all keys are single."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Human
from game.ui import screenshot
from game.ui.app import caption_of
from game.ui.nodes import press
from game.ui.screens.registry import SCREENS
from tests.ui.table import Table, book, canned, played

SIZES = [((1024, 640), 1.0), ((1024, 640), 2.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)]
SCREENS_HERE = [name for name in SCREENS if name not in ("models", "rivals", "treaties")]  # those have their own tests
MODALS = ("menu", "save-as", "quit", "seats", "actions", "actions-spy_secrets", "confirm-weights")
SCENARIOS = ("five-labs", "two-powers", "labs-and-states")


@cache
def decided(screen: str) -> Campaign:
    """A campaign that stands before a deployment, or has ended."""
    return canned(screen if screen == "deploy" else "ending")


def campaign_for(screen: str, scenario: str = "five-labs", turns: int = 9) -> Campaign:
    if screen in ("deploy", *screenshot.AFTER):
        return decided(screen)
    seats = tuple(book(scenario).scenario.seats)
    return played(turns, seats[:2] if screen == "handover" else seats[:1], scenario)


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=[f"{w}x{h}@{s:g}" for (w, h), s in SIZES])
@pytest.mark.parametrize("screen", SCREENS_HERE)
def test_screen_is_sound(screen: str, size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    table = Table(None, tmp_path, size, scale)
    table.show(screen, campaign_for(screen))
    assert table.flaws() == []


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS)
def test_screen_is_sound_in_the_palette_for_the_colour_blind(screen: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path, SIZES[0][0])
    table.show(screen, campaign_for(screen))
    table.session.adjust(palette="colour-blind")
    assert table.flaws() == []


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS)
def test_tab_reaches_everything_that_takes_the_focus(screen: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show(screen, campaign_for(screen))
    table.draw(3)
    missing = {node.id for node in table.app.ui.nodes if node.focusable and node.enabled}
    for _ in range(3 * len(missing) + 3):  # lists that scroll show more on the way
        table.draw(1, press("Tab"))
        table.draw(1)
        missing.discard(table.app.ui.focus or "")
    assert missing == set()


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("screen", ["main", "technology", "report", "handover", "new-game"])
def test_screen_is_sound_in_every_scenario_from_the_first_turn(screen: str, scenario: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show(screen, campaign_for(screen, scenario, 0))
    assert table.flaws() == []


@pytest.mark.parametrize("modal", MODALS)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720)])
def test_dialogue_is_sound(modal: str, size: tuple[int, int], tmp_path: Path) -> None:
    table = Table(None, tmp_path, size)
    table.show("main", campaign_for("main"))
    if modal.startswith("actions-"):
        table.app.ui.open("actions")
        table.draw()
    table.app.ui.open(modal)
    table.draw()
    assert table.app.ui.is_open(modal)
    assert table.flaws() == []


def test_big_actions_of_a_state_fit(tmp_path: Path) -> None:
    campaign = played(3, ("columbia",), "two-powers")
    table = Table(campaign, tmp_path, (1024, 640))
    table.show("main", campaign)
    table.app.ui.open("actions")
    assert table.flaws() == []
    assert table.has("actions/strike")


@pytest.mark.parametrize("screen", ["main", "technology", "report", "ending", "deploy", "new-game", "title"])
def test_every_button_and_card_tells_what_it_is(screen: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show(screen, campaign_for(screen))
    assert [node.id for node in table.app.ui.nodes if node.focusable and not node.label] == []


@pytest.mark.parametrize("screen", ["main", "deploy", "ending", "handover", "title", "new-game", "load"])
def test_every_button_has_a_key(screen: str, tmp_path: Path) -> None:
    """Sliders, lists and fields are reached with Tab; what is pressed has a key of its own."""
    campaign = campaign_for(screen)
    table = Table(None, tmp_path)
    table.show(screen, campaign)
    without = [n.id for n in table.app.ui.nodes if n.role in ("button", "tab") and not n.hotkey]
    assert without == []


@pytest.mark.slow
def test_picture_is_written_for_every_screen(tmp_path: Path) -> None:
    out = tmp_path / "screen.png"
    screenshot.render("main", (1024, 640), 1.0, out)
    assert out.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(screenshot.NoScreen, match="there is no screen 'mian'"):
        screenshot.render("mian", (1024, 640), 1.0, out)
    with pytest.raises(OSError, match="nowhere"):
        screenshot.render("title", (640, 480), 1.0, tmp_path / "nowhere" / "screen.png")


def test_saved_campaign_is_drawn(tmp_path: Path) -> None:
    from game.campaign import saves

    campaign = Campaign.new(book(), 3, {"agora": Human()})
    path = saves.autosave(campaign, tmp_path)
    out = tmp_path / "screen.png"
    screenshot.render("main", (1024, 640), 1.0, out, path)
    assert out.exists()
    with pytest.raises(screenshot.NoScreen, match="has not ended"):
        screenshot.render("ending", (1024, 640), 1.0, out, path)
    with pytest.raises(saves.SaveError):
        screenshot.render("main", (1024, 640), 1.0, out, tmp_path / "none.t6")


def test_every_screen_has_a_caption_for_the_frame_of_the_window() -> None:
    captions = [caption_of(screen) for screen in SCREENS]
    assert len(set(captions)) == len(SCREENS)
