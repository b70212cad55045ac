"""Labels of the map never collide, whatever part of the world is shown and however large."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import numpy as np
import pygame
import pytest

from game.ui.layout import Box
from game.ui.mapmarks import TOKEN, MapScene, Plan, plan
from game.ui.marks import Marks
from game.ui.office import Office
from game.ui.screens.mapoverlays import OVERLAYS
from game.ui.screens.mappanel import WHOLE
from game.ui.worldmap import MapView, Placement
from tests.ui.table import played

_SLACK = 0.6  # logical pixels by which marks in a crowd may still touch


@cache
def scene(overlay: str) -> MapScene:
    return OVERLAYS[overlay].scene(Office(played(9), "helios"))


def canvas(scale: float = 1.0) -> Marks:
    pygame.font.init()
    return Marks(pygame.Surface((8, 8)), scale)


def marks_of(of: MapScene, layout: Plan) -> list[Box]:
    """The marks as boxes that their discs fill."""
    circles = [(at, m.size / 2) for m, at in zip(of.data_centres, layout.centres, strict=True)]
    circles += [(at, m.size / 2) for m, at in zip(of.signs, layout.signs, strict=True)]
    circles += [(at, m.size / 2) for m, at in layout.on_arcs(of)]
    circles += [(at, TOKEN) for at in layout.seats]
    return [Box(x - r, y - r, 2 * r, 2 * r) for (x, y), r in circles]


def shared(a: Box, b: Box) -> float:
    part = a.clip(b)
    return min(part.w, part.h)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_labels_collide_with_nothing_at_random_places_and_sizes(overlay: str) -> None:
    dice, of = np.random.default_rng(7), scene(overlay)
    for _ in range(25):
        scale = float(dice.choice([0.8, 1.0, 1.5, 2.0]))
        size = round(float(dice.uniform(420, 1700)) * scale), round(float(dice.uniform(260, 800)) * scale)
        zoom = float(dice.choice([1.0, 1.6, 2.4, 4.0, 8.0]))
        view = WHOLE.zoomed(zoom, (float(dice.uniform(-150, 170)), float(dice.uniform(-40, 75))))
        width, height = size[0] / scale, size[1] / scale
        walls = [Box(0, height - 60, width, 60), Box(float(dice.uniform(0, width - 100)), 0, 100, 50)]
        layout = plan(canvas(scale), of, Placement.of(view, size), walls)
        labels = [box for box in (*layout.names, *layout.captions) if box is not None]
        room = Box(0, 0, width, height)
        assert all(box.clip(room) == pytest.approx(box) for box in labels)
        for label, other in (*combinations(labels, 2), *product(labels, [*marks_of(of, layout), *walls])):
            assert shared(label, other) < 0.01, (overlay, view, size, label, other)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_marks_stand_apart(overlay: str) -> None:
    of = scene(overlay)
    for size in ((708, 380), (972, 412), (1612, 712)):
        layout = plan(canvas(), of, Placement.of(WHOLE, size))
        circles = [(box.centre, box.w / 2) for box in marks_of(of, layout)]
        for (a, first), (b, second) in combinations(circles, 2):
            assert np.hypot(a[0] - b[0], a[1] - b[1]) > first + second - _SLACK


@pytest.mark.parametrize("size", [(708, 380), (972, 412), (1612, 712)])
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_whole_world_has_room_for_every_name(overlay: str, size: tuple[int, int]) -> None:
    of = scene(overlay)
    layout = plan(canvas(), of, Placement.of(WHOLE, size), [Box(0, 0, size[0], 50), Box(0, size[1] - 64, size[0], 64)])
    assert all(box is not None for box in layout.names[: len(of.seats)])


def test_the_same_view_gives_the_same_places_and_a_moved_one_moves_marks_with_it() -> None:
    of, size = scene("treaties"), (900, 400)
    view = WHOLE.zoomed(3.0, (10.0, 45.0))
    first, again = (plan(canvas(), of, Placement.of(view, size)) for _ in range(2))
    assert first == again
    moved = Placement.of(MapView(view.west, view.east, view.south, view.north, 3.0, (14.0, 45.0)), size)
    shifts = {
        (round(a[0] - b[0], 1), round(a[1] - b[1], 1))
        for a, b in zip(first.seats, plan(canvas(), of, moved).seats, strict=True)
    }
    assert len(shifts) == 1, "panning never reshuffles the tokens"
