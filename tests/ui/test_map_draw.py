"""The map on the screen: what it shows, what it keeps, and what the mouse finds on it."""

import time
from collections.abc import Mapping

import pygame
import pytest

from game.ui import maplayer, theme
from game.ui.inspect import problems
from game.ui.maparcs import Arc
from game.ui.mapdraw import MapTouch, WorldMap
from game.ui.mapmarks import Badge, Caption, DataCentre, MapScene, SeatMark
from game.ui.nodes import click
from game.ui.widgets import Ui
from game.ui.worldmap import AMERICA, CHINA, EUROPE, MapView, Placement

FILLS = tuple(
    (code, theme.BLOCS[bloc]) for bloc, codes in (("us", AMERICA), ("cn", CHINA), ("eu", EUROPE)) for code in codes
)
HOMES = {
    "helios": (-96.0, 30.8),
    "meridian": (-121.0, 47.4),
    "lantern": (-121.5, 37.2),
    "agora": (4.5, 47.6),
    "qilin": (116.4, 39.9),
}
SCENE = MapScene(
    fills=FILLS,
    data_centres=(
        DataCentre("east", -78, 39, 13, theme.BLOCS["us"], "East campus", tip="0.6 GW"),
        DataCentre("west", 109.7, 40.8, 14, theme.BLOCS["cn"], "West campus"),
    ),
    seats=tuple(
        SeatMark(name, name.title(), *place, theme.seat_style(name), halo=name == "helios")
        for name, place in HOMES.items()
    ),
    arcs=(Arc("treaty", (-78, 39), (4.5, 47.6)), Arc("espionage", (116.4, 39.9), (-121.5, 37.2))),
    captions=(Caption("United States", -97, 44, "#b4d3ff"), Caption("China", 98, 35, "#f9c3c3")),
    badges=(Badge("1", 134, -25),),
)
RECT = (308.0, 48.0, 972.0, 420.0)
VIEW = MapView(-150, 178, -52, 76)


def show(
    ui: Ui,
    world: WorldMap,
    scene: MapScene = SCENE,
    view: MapView = VIEW,
    *events: pygame.event.Event,
    now: float = 1.0,
) -> MapTouch:
    ui.begin(list(events), now)
    ui.fill()
    touch = world.draw(ui, RECT, scene, view)
    ui.end()
    return touch


def at_work(world: WorldMap) -> bool:
    return world.busy


@pytest.fixture
def ui() -> Ui:
    return Ui(pygame.Surface((1280, 720)))


@pytest.fixture(scope="module")
def world() -> WorldMap:
    return WorldMap()


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_nothing_overlaps_or_leaves_the_map(world: WorldMap, scale: float) -> None:
    ui = Ui(pygame.Surface((round(1280 * scale), round(720 * scale))), scale)
    ui.inspecting = True
    show(ui, world)
    assert problems(ui) == []
    names = {mark.text for mark in ui.texts}
    assert {"Helios", "Meridian", "Lantern", "Agora", "Qilin", "1"} <= names


def test_owned_countries_have_their_colour(ui: Ui, world: WorldMap) -> None:
    show(ui, world)
    blue = ui.surface.get_at([round(v) for v in world.position(-110, 33)])
    red = ui.surface.get_at([round(v) for v in world.position(88, 38)])
    land = ui.surface.get_at([round(v) for v in world.position(-55, -10)])
    sea = ui.surface.get_at([round(v) for v in world.position(-25, -20)])
    assert blue[2] > blue[0] + 60
    assert red[0] > red[2] + 30
    assert max(land[:3]) - min(land[:3]) < 40
    assert sum(sea[:3]) < sum(land[:3])


def test_the_still_layer_is_drawn_once_and_again_when_owners_change(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Placement] = []

    def counted(placement: Placement, fills: Mapping[str, str], scale: float) -> pygame.Surface:
        drawn.append(placement)
        return real(placement, fills, scale)

    real = maplayer.render
    monkeypatch.setattr(maplayer, "render", counted)
    world = WorldMap()
    for _ in range(3):
        show(ui, world)
    assert len(drawn) == 1
    ui.inspecting = True  # draws at once instead of on another thread
    show(ui, world, MapScene(fills=FILLS[:1]))
    assert len(drawn) == 2
    show(ui, world)
    assert len(drawn) == 2, "the last few are kept"


def test_other_colours_come_without_a_stop_and_stay(ui: Ui) -> None:
    world = WorldMap()
    show(ui, world)
    bare = MapScene(fills=FILLS[:1])
    show(ui, world, bare, now=2.0)
    show(ui, world, bare, now=3.0)
    assert at_work(world), "the picture in the new colours is made beside the frames"
    start = time.perf_counter()
    while at_work(world) and time.perf_counter() - start < 30:
        time.sleep(0.01)
    show(ui, world, bare, now=4.0)
    china = ui.surface.get_at([round(v) for v in world.position(88, 38)])
    assert max(china[:3]) - min(china[:3]) < 40, "plain land, no more in the colour of its owner"
    show(ui, world, now=5.0)
    assert ui.surface.get_at([round(v) for v in world.position(88, 38)])[0] > china[0] + 30, "the old ones are kept"


def test_the_mouse_finds_countries_and_marks(ui: Ui, world: WorldMap) -> None:
    show(ui, world)
    x, y = world.position(-55, -10)
    at = pygame.event.Event(pygame.MOUSEMOTION, pos=(round(x), round(y)))
    touch = show(ui, world, SCENE, VIEW, at)
    assert touch.country is not None
    assert (touch.country.code, touch.mark, touch.clicked) == ("BRA", "", "")
    touch = show(ui, world, SCENE, VIEW, *click(ui.node("map/east")))
    assert (touch.mark, touch.clicked) == ("east", "east")
    assert not touch.area.clicked
    assert world.pick(5, 5) is None


def test_a_zoom_keeps_the_place_under_the_mouse(ui: Ui, world: WorldMap) -> None:
    view = VIEW
    show(ui, world)
    x, y = world.position(10, 50)
    at = pygame.event.Event(pygame.MOUSEMOTION, pos=(round(x), round(y)))
    wheel = pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=1)
    show(ui, world, SCENE, view, at)
    ui.inspecting = True  # draws every view at once instead of on another thread
    for _ in range(4):
        view = world.steer(view, show(ui, world, SCENE, view, wheel))
        show(ui, world, SCENE, view)
    assert view.zoom == pytest.approx(1.25**4)
    assert world.position(10, 50) == pytest.approx((x, y), abs=1.5)
    for _ in range(20):
        back = pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1)
        view = world.steer(view, show(ui, world, SCENE, view, back))
    assert view == VIEW


def test_a_zoomed_map_is_dragged_with_the_mouse(ui: Ui, world: WorldMap) -> None:
    view = VIEW.zoomed(3, (10, 40))
    ui.inspecting = True
    show(ui, world, SCENE, view)
    x, y = world.position(10, 20)
    start = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(700, 300), button=1)
    move = pygame.event.Event(pygame.MOUSEMOTION, pos=(660, 280))
    show(ui, world, SCENE, view, start)
    view = world.steer(view, show(ui, world, SCENE, view, move))
    show(ui, world, SCENE, view)
    assert world.position(10, 20) == pytest.approx((x - 40, y - 20), abs=6)


def test_a_new_view_is_shown_at_once_and_made_sharp_meanwhile(ui: Ui) -> None:
    world = WorldMap()
    show(ui, world)
    near = VIEW.zoomed(2, (10, 50))
    show(ui, world, SCENE, near)
    assert not at_work(world), "a view that may move on at once is not worth drawing"
    show(ui, world, SCENE, near, now=1.5)
    assert at_work(world)
    country = world.pick(*world.position(10, 51))
    assert country is not None, "places are those of the new view already"
    assert country.code == "DEU"
    start = time.perf_counter()
    coarse = pygame.image.tobytes(ui.surface, "RGB")
    assert ui.surface.get_at([round(v) for v in world.position(10, 50)])[:3] != (10, 15, 23)
    while at_work(world) and time.perf_counter() - start < 30:
        time.sleep(0.01)
    show(ui, world, SCENE, near, now=1.6)
    assert not at_work(world)
    assert pygame.image.tobytes(ui.surface, "RGB") != coarse


def test_positions_need_a_drawn_map() -> None:
    with pytest.raises(RuntimeError, match="not been drawn"):
        WorldMap().position(0, 0)


def test_a_frame_without_motion_is_the_same_every_time(ui: Ui, world: WorldMap) -> None:
    ui.motion = False
    pictures = []
    for now in (1.0, 2.0):
        ui.begin([], now)
        ui.fill()
        world.draw(ui, RECT, SCENE, VIEW)
        ui.end()
        pictures.append(pygame.image.tobytes(ui.surface, "RGB"))
    assert pictures[0] == pictures[1]
