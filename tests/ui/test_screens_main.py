"""The main screen: overlays that tell no secret, a map that is steered and picked, shares, the log, and why."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.campaign.campaign import Campaign
from game.ui.app import App
from game.ui.inspect import problems
from game.ui.mapmarks import DataCentre, MapScene, SeatMark
from game.ui.mapsigns import Sign
from game.ui.office import Office
from game.ui.screens.causeterms import expected_terms, past_terms
from game.ui.screens.entries import place_of
from game.ui.screens.eventlog import FILTERS
from game.ui.screens.figures import WATCHED, figure, series
from game.ui.screens.main import Main
from game.ui.screens.mapoverlays import OVERLAYS
from game.ui.screens.mappanel import WHOLE
from game.ui.tips import Tip, settled
from tests.ui.table import Table, played

SEAT = "helios"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = Table(played(9), tmp_path)
    made.session.go("main")
    made.app.ui.motion = False
    made.draw(3)
    return made


def screen_of(table: Table) -> Main:
    screen = table.app._screens["main"]
    assert isinstance(screen, Main)
    return screen


def view_of(table: Table) -> Any:
    return screen_of(table)._map._view


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
    centre = view_of(table).centre
    table.key("Right")
    assert view_of(table).centre[0] > centre[0] + 5
    table.key("Up")
    assert view_of(table).centre[1] > centre[1] + 3
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


# --- shares ----------------------------------------------------------------------------------------------------------


def test_linked_shares_take_what_one_gives_back(table: Table) -> None:
    office = table.session.seated
    office.edit(budget={"research": 0.4, "security": 0.2, "compute": 0.3, "openness": 0.1})
    table.draw()
    table.app.ui.focus = "share/research"
    table.key("PageDown")
    assert round(office.sheet.budget.total, 2) == 1.0
    assert round(office.sheet.budget.compute, 2) == 0.35
    table.key("L")
    table.key("Shift+3")
    table.app.ui.focus = "share/research"
    table.key("PageDown")
    assert round(office.sheet.budget.total, 2) == 0.9, "not linked: a reserve"
    table.app.ui.focus = "share/research"
    for _ in range(9):
        table.key("PageUp")
    assert round(office.sheet.budget.compute, 2) == 0.35, "locked"
    assert round(office.sheet.budget.research, 2) == 0.65


def test_every_share_shows_what_it_will_do_and_the_two_largest_causes(table: Table) -> None:
    office = table.session.seated
    office.edit(budget={"research": 0.5, "security": 0.2, "compute": 0.3, "openness": 0.0}, alignment=0.4)
    texts = table.texts()
    for order, key in (("security", "security"), ("alignment", "ceiling")):
        terms = sorted(expected_terms(office, key), key=lambda term: -abs(term.amount))
        for term in terms[:2]:
            amount = f"{abs(term.amount):.2f}"
            if float(amount):
                assert any(amount in text for text in texts), (order, term)
    moved = office.preview.after.security[0, 0]
    table.app.ui.focus = "share/security"
    table.key("End")
    assert office.preview.after.security[0, 0] > moved
    assert table.texts() != texts, "the figures follow the slider"


# --- why -------------------------------------------------------------------------------------------------------------


def test_causes_of_every_figure_add_up_to_its_change(table: Table) -> None:
    office = table.session.seated
    for key in WATCHED:
        past = series(office, key)
        for turn in (office.turn - 1, office.turn - 3):
            at = office.history.turns.index(turn)
            total = sum(term.amount for term in past_terms(office, key, turn))
            assert total == pytest.approx(past[at + 1] - past[at], abs=1e-6), (key, turn)


def test_expected_causes_add_up_to_the_preview(table: Table) -> None:
    office = table.session.seated
    for key in ("cash", "capability", "ceiling", "security", "trust", "researchers", "algorithms", "accountability"):
        expected = office.preview.change(key)
        assert sum(term.amount for term in expected_terms(office, key)) == pytest.approx(expected, abs=1e-6), key


def test_why_opens_from_every_figure_by_click_and_by_key(tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", played(9))
    shown = [n.id for n in table.app.ui.nodes if n.id.startswith(("figure/", "ribbon/"))]
    assert len(shown) >= 6
    for id_ in shown:
        table.click(id_)
        assert table.session.why[0] == id_.split("/")[1]
        assert table.app.ui.is_open("why")
        table.key("Esc")
        table.app.ui.focus = id_
        table.key("W")
        assert table.session.why[0] == id_.split("/")[1]
        table.key("Esc")
        assert not table.app.ui.is_open("why")
    table.app.ui.focus = "share/research"
    table.key("W")
    assert table.session.why[0] == "algorithms"
    table.app.ui.inspecting = True
    for key in WATCHED:
        table.session.why = (key, None)
        table.draw(1)
        assert problems(table.app.ui) == [], key


def test_why_leads_to_the_codex_and_to_earlier_turns(table: Table) -> None:
    table.click("ribbon/ceiling")
    table.key("Left")
    assert table.session.why == ("ceiling", table.session.seated.turn - 2)
    table.key("I")
    assert table.session.screen == "codex"
    assert not table.app.ui.is_open("why")


# --- the log ---------------------------------------------------------------------------------------------------------


def test_log_filters_and_groups(table: Table) -> None:
    office, log = table.session.seated, screen_of(table)._log
    for name, fits in FILTERS.items():
        table.click(f"log/filter/{name}")
        entries = [row.entry for row in log._listed(office) if row.entry is not None]
        assert len(entries) == sum(1 for entry in office.log if fits(entry))
        assert all(fits(entry) for entry in entries)
    table.click("log/filter/all")
    turns = [row.entry.turn for row in log._listed(office) if row.entry is not None]
    assert turns == sorted(turns, reverse=True)
    table.key("G")
    kinds = [row.entry.kind for row in log._listed(office) if row.entry is not None]
    runs = [kind for place, kind in enumerate(kinds) if place == 0 or kinds[place - 1] != kind]
    assert len(runs) == len(set(runs)), "every kind in one piece"


def test_every_filter_is_there_on_the_smallest_screen(tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", played(9))
    log = screen_of(table)._log
    for name in FILTERS:
        if name != "all":
            table.click(f"log/filter/{name}")
            assert log._filter == name
            table.click(f"log/filter/{name}")
            assert log._filter == "all", "once more: everything"


def test_a_line_of_the_log_leads_to_its_place_and_then_to_its_report(table: Table) -> None:
    office, log = table.session.seated, screen_of(table)._log
    rows = log._listed(office)
    at = next(i for i, row in enumerate(rows) if row.entry is not None and place_of(office, row.entry) is not None)
    table.key("+")
    entry = rows[at].entry
    assert entry is not None
    table.click(f"log/{at}")
    place = place_of(office, entry)
    assert screen_of(table)._map._pulse is not None
    assert screen_of(table)._map._pulse[0] == place  # type: ignore[index]
    assert view_of(table).centre == pytest.approx(place)
    table.click(f"log/{at}")
    assert (table.session.screen, table.session.report_turn) == ("report", entry.turn)


def test_the_pointer_at_a_place_stands_still_without_motion(tmp_path: Path) -> None:
    table = Table(played(9), tmp_path)
    table.session.go("main")
    pictures = {}
    for motion in (True, False):
        table.session.adjust(reduced_motion=not motion)
        table.draw(2)
        screen_of(table)._map.jump((10.0, 0.0), table.now)
        frames = set()
        for _ in range(6):
            table.draw(4)
            frames.add(table.pixels())
        pictures[motion] = len(frames)
    assert pictures[True] > 3
    assert pictures[False] == 1


def test_panels_share_the_foot_of_a_wide_screen_and_have_keys_on_a_narrow_one(tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", played(9))
    table.key("R")
    assert table.has("side-rival/qilin")
    table.click("side-rival/qilin")
    assert (table.session.screen, table.session.rival) == ("rivals", "qilin")
    table.key("F1")
    table.key("F")
    assert not table.has("side-rival/qilin")
    wide = Table(None, tmp_path, (1920, 1080))
    wide.show("main", played(9))
    assert wide.has("side-rival/qilin")
    assert wide.has("frontier")


def test_figures_of_the_first_turn_have_no_causes_and_say_so(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show("main", played(0))
    office: Office = table.session.seated
    assert past_terms(office, "cash") == []
    assert figure(office, "cash").change == ""
    table.click("ribbon/ceiling")
    app: App = table.app
    app.ui.inspecting = True
    table.draw(2)
    assert problems(app.ui) == []
