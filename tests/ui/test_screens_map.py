"""The map of the main screen: overlays that tell no secret, and a map that is steered and picked."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.campaign.campaign import Campaign
from game.ui.inspect import problems
from game.ui.mapmarks import DataCentre, MapScene, SeatMark
from game.ui.mapsigns import Sign
from game.ui.office import Office
from game.ui.screens.mapoverlays import OVERLAYS
from game.ui.screens.mappanel import WHOLE
from game.ui.tips import Tip, settled
from tests.ui.table import Table, played, table_at, view_of

SEAT = "helios"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("main", played(9), tmp_path, motion=False)


def centre_of(table: Table) -> tuple[float, float]:
    """Longitude and latitude in the middle of the map, which has been moved."""
    centre = view_of(table).centre
    assert centre is not None
    return centre


# --- overlays --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scale"), [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)])
def test_every_overlay_is_sound_and_chosen_by_its_key(size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    table = Table(None, tmp_path, size, scale)
    table.show("main", played(9))
    table.app.ui.inspecting = True
    for id_, overlay in OVERLAYS.items():
        table.key(overlay.hotkey)
        assert table.node(f"overlay/{id_}").value is True
        assert problems(table.app.ui) == [], id_
        marks = [node for node in table.app.ui.nodes if node.role == "mark"]
        assert marks
        assert all(node.label for node in marks)


def test_overlay_is_remembered_for_each_seat(table: Table) -> None:
    table.click("overlay/treaties")
    table.key("F4")
    table.key("F1")
    assert table.node("overlay/treaties").value is True
    table.session.sitting += 1  # other eyes: every screen is made anew
    table.draw()
    assert table.node("overlay/treaties").value is True
    assert "qilin" not in table.session.overlays


def with_other_secrets(campaign: Campaign) -> None:
    """Change what only the rivals know: their means, people, safety, plans and undiscovered thefts."""
    state = campaign.state
    other = np.arange(len(campaign.setup.seats)) != campaign.setup.seats.index(SEAT)

    def moved(array: Any, amount: float) -> Any:
        out = array.copy()
        out[other] = out[other] + amount
        return out

    hidden = state.undiscovered.copy()
    hidden[other] = ~hidden[other]
    changed = replace(
        state,
        cash=moved(state.cash, 7.0),
        researchers=moved(state.researchers, 3.0),
        morale=moved(state.morale, -0.2),
        concern=moved(state.concern, 0.1),
        security=moved(state.security, -1.3),
        practice=moved(state.practice, 0.4),
        reading=moved(state.reading, 0.8),
        pending=moved(state.pending, 1.7),
        algorithms=moved(state.algorithms, 0.5),
        capability=moved(state.capability, 0.3),
        undiscovered=hidden,
    )
    assert changed.digest() != state.digest()
    states = dict(campaign._states) | {campaign.turn: changed}
    campaign._states.clear()
    campaign._states.update(states)
    campaign._seen = campaign._look(changed)


def told(campaign: Campaign) -> dict[str, tuple[MapScene, dict[str, Tip | None]]]:
    """Every overlay as it is drawn, and the tooltips of its marks."""
    office = Office(campaign, SEAT)
    out = {}
    for id_, overlay in OVERLAYS.items():
        scene = overlay.scene(office)
        signs = [*scene.signs, *(arc.sign for arc in scene.arcs if arc.sign is not None)]
        marks: list[DataCentre | SeatMark | Sign] = [*scene.data_centres, *scene.seats, *signs]
        assert all(mark.tip is not None for mark in marks), id_
        out[id_] = (scene, {mark.id: settled(mark.tip) for mark in marks})
    return out


def drawn(campaign: Campaign, folder: Path) -> dict[str, bytes]:
    """The picture of every overlay."""
    table = Table(campaign, folder, (1024, 640))
    table.session.go("main")
    table.app.ui.motion = False
    table.draw(2)
    pictures = {}
    for id_, overlay in OVERLAYS.items():
        table.key(overlay.hotkey)
        for _ in range(400):
            table.now += 0.2
            table.draw(1)
            if not table.session.world.busy:
                break
            time.sleep(0.01)
        table.draw(2)
        pictures[id_] = table.pixels()
    return pictures


def test_overlays_and_their_tooltips_keep_the_secrets_of_rivals(tmp_path: Path) -> None:
    campaign = played(7)
    scenes, pictures = told(campaign), drawn(campaign, tmp_path)
    assert sum(len(tips) for _, tips in scenes.values()) > 60
    with_other_secrets(campaign)
    assert told(campaign) == scenes
    assert drawn(campaign, tmp_path) == pictures


def test_public_figures_do_change_what_is_told(tmp_path: Path) -> None:
    """So that the test of secrets cannot pass because nothing is told."""
    campaign = played(7)
    scenes = told(campaign)
    state = campaign.state
    changed = replace(state, power=state.power * 2.0, awareness=np.minimum(state.awareness + 40.0, 100.0))
    campaign._states[campaign.turn] = changed
    campaign._seen = campaign._look(changed)
    after = told(campaign)
    for id_ in ("compute", "regulation"):
        assert after[id_][0] != scenes[id_][0]
        assert after[id_][1] != scenes[id_][1]


# --- the map ---------------------------------------------------------------------------------------------------------


def test_map_is_steered_by_keys_buttons_and_double_click(table: Table) -> None:
    assert view_of(table) == WHOLE
    table.key("+")
    table.click("map-nearer")
    zoom = view_of(table).zoom
    assert zoom > 2
    table.app.ui.focus = "map"
    centre = centre_of(table)
    table.key("Right")
    assert centre_of(table)[0] > centre[0] + 5
    table.key("Up")
    assert centre_of(table)[1] > centre[1] + 3
    table.key("-")
    assert view_of(table).zoom < zoom
    table.app.ui.focus = "map"
    table.key("Home")
    assert view_of(table) == WHOLE
    assert not table.node("map-whole").enabled
    table.key("+")
    sea = table.session.world.position(-30.0, 0.0)
    for _ in range(2):
        press = [
            pygame.event.Event(pygame.MOUSEMOTION, pos=sea, rel=(0, 0), buttons=(0, 0, 0)),
            pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=sea, button=1),
            pygame.event.Event(pygame.MOUSEBUTTONUP, pos=sea, button=1),
        ]
        table.draw(1, press)
    table.draw(1)
    assert view_of(table) == WHOLE


def test_a_mark_is_reached_by_tab_and_opened_by_enter(table: Table) -> None:
    for _ in range(60):
        table.key("Tab")
        if table.app.ui.focus == "map/qilin":
            break
    assert table.app.ui.focus == "map/qilin"
    table.key("Enter")
    assert (table.session.screen, table.session.rival) == ("rivals", "qilin")


def test_a_second_click_on_a_region_puts_its_card_away(table: Table) -> None:
    table.key("1")
    table.click("map/region/gulf")
    table.click("map/region/gulf")
    assert not table.has("region-card/build")


def test_a_region_opens_its_card_where_chips_can_be_ordered(table: Table) -> None:
    office = table.session.seated
    table.key("1")
    table.click("map/region/gulf")
    assert table.has("region-card/build")
    table.key("B")
    assert office.sheet.region == "gulf"
    assert not table.node("region-card/build").enabled
    table.key("Ctrl+Z")
    assert office.sheet.region != "gulf"
    table.key("X")
    assert not table.has("region-card/build")
    x, y = table.session.world.position(88.0, 38.0)
    table.draw(2, [
        pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0)),
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=1),
        pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1),
    ])  # fmt: skip
    table.draw(1)
    assert any("China" in text for text in table.texts())
    assert table.has("region-card/build")
