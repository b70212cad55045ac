"""Where places lie, which country is under a pixel, and where arcs and labels go."""

import math
from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.layout import Box, Rect
from game.ui.maparcs import Arc, arc_curves
from game.ui.maplabels import free_spot, place_labels, spread
from game.ui.mapmarks import diamond_size
from game.ui.worldmap import (
    AMERICA,
    CHINA,
    EUROPE,
    MapView,
    Placement,
    country_at,
    country_surface,
    geography,
    project,
    within_window,
)

WHOLE = Placement.of(MapView(), (1280, 600))


@given(st.floats(-168, 190), st.floats(-80, 85))
def test_a_pixel_and_its_place_belong_together(longitude: float, latitude: float) -> None:
    assert WHOLE.place(*WHOLE.position(longitude, latitude)) == pytest.approx((longitude, latitude), abs=0.01)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0.01, 5))
def test_east_is_right_and_north_is_up(latitude: float, longitude: float, step: float) -> None:
    x, y = project(np.array([longitude, longitude + step]), np.array([latitude, latitude]))
    assert x[1] > x[0]
    assert y[1] == y[0]
    higher = project(np.zeros(2), np.array([latitude, min(90.0, latitude + step)]))[1]
    assert higher[1] > higher[0]


def test_the_bounds_of_a_view_just_fit() -> None:
    for size in ((1280, 600), (600, 600), (972, 420)):
        placement = Placement.of(MapView(-150, 178, -52, 76), size)
        left, right = placement.position(-150, 0)[0], placement.position(178, 0)[0]
        top, bottom = placement.position(0, 76)[1], placement.position(0, -52)[1]
        gaps = (left, size[0] - right, top, size[1] - bottom)
        assert min(gaps) == pytest.approx(0, abs=0.5)
        assert min(gaps[0], gaps[1]) == pytest.approx(max(gaps[0], gaps[1]), abs=0.5)


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("USA", -100, 40),
        ("USA", -150, 65),
        ("BRA", -50, -10),
        ("DEU", 10, 51),
        ("CHN", 104, 31),
        ("TWN", 121, 23.8),
        ("RUS", -172, 66),
        ("RUS", 170, 66),
        ("AUS", 134, -25),
        ("LSO", 28.3, -29.5),
        ("ZAF", 24, -31),
        ("NZL", 170.5, -44),
    ],
)
def test_places_lie_in_their_country(code: str, longitude: float, latitude: float) -> None:
    country = country_at(country_surface(WHOLE), *WHOLE.position(within_window(longitude), latitude))
    assert country is not None
    assert country.code == code


def test_there_is_nobody_in_the_ocean_and_outside() -> None:
    surface = country_surface(WHOLE)
    assert country_at(surface, *WHOLE.position(-30, -30)) is None
    assert country_at(surface, -5, 10) is None
    assert country_at(surface, 1280, 10) is None


def test_the_blocs_are_countries_of_the_map_and_share_none() -> None:
    known = geography().index
    for bloc in (AMERICA, CHINA, EUROPE):
        assert set(bloc) <= set(known)
        assert len(set(bloc)) == len(bloc)
    assert len({*AMERICA, *CHINA, *EUROPE}) == len(AMERICA) + len(CHINA) + len(EUROPE)


def test_shared_borders_are_shared() -> None:
    """Neighbours have points in common: simplified apart from each other they would gape or overlap."""
    world = geography()
    points: dict[str, set[tuple[float, float]]] = {}
    for ring in world.rings:
        code = world.countries[ring.country].code
        points.setdefault(code, set()).update(map(tuple, np.round(world.points[ring.points], 6)))
    for a, b in (("DEU", "FRA"), ("USA", "CAN"), ("CHN", "RUS"), ("ZAF", "LSO")):
        assert len(points[a] & points[b]) > 3, (a, b)


@given(st.floats(-1000, 1000))
def test_every_meridian_has_one_place_on_the_map(longitude: float) -> None:
    inside = within_window(longitude)
    assert -169 <= inside < 191.001
    assert (inside - longitude) % 360 == pytest.approx(0, abs=1e-6) or (inside - longitude) % 360 > 359.999


def test_an_arc_over_land_is_one_curve_from_end_to_end() -> None:
    curves = arc_curves(Arc("treaty", (-78, 39), (10, 50)), WHOLE)
    assert len(curves) == 1
    assert curves[0][0] == pytest.approx(WHOLE.position(-78, 39))
    assert curves[0][-1] == pytest.approx(WHOLE.position(10, 50))
    assert min(y for _, y in curves[0]) < min(curves[0][0][1], curves[0][-1][1]), "it rises"


def test_an_arc_over_the_pacific_leaves_on_one_side_and_comes_in_on_the_other() -> None:
    for start, end in (((116.4, 39.9), (-121.5, 37.2)), ((-121.5, 37.2), (116.4, 39.9))):
        first, second = arc_curves(Arc("espionage", start, end), WHOLE)
        assert first[0] == pytest.approx(WHOLE.position(*start))
        assert second[-1] == pytest.approx(WHOLE.position(*end))
        width = WHOLE.position(11 + 180, 38)[0] - WHOLE.position(11 - 180, 38)[0]
        assert abs(first[-1][0] - second[-1][0]) == pytest.approx(width, rel=0.02), "copies one world apart"
        steps = [math.dist(a, b) for a, b in zip(first, second, strict=True)]
        assert max(steps) - min(steps) < 0.05 * width


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=7))
def test_tokens_are_moved_apart_and_no_further(points: list[tuple[float, float]]) -> None:
    moved = spread(points, 26, rounds=200)
    assert all(math.dist(a, b) > 25.5 for a, b in combinations(moved, 2))
    alone = [
        place
        for place, point in enumerate(points)
        if all(math.dist(point, other) > 250 for n, other in enumerate(points) if n != place)
    ]
    assert all(moved[place] == points[place] for place in alone)


anchors = st.lists(st.tuples(st.floats(80, 720), st.floats(60, 340)), min_size=1, max_size=6)


@given(anchors)
def test_labels_stay_near_their_mark_and_cover_nothing(points: list[tuple[float, float]]) -> None:
    places = spread(points, 27)
    within = (0, 0, 800, 400)
    boxes = place_labels(places, [(60.0, 16.0)] * len(places), 12, within)
    for (x, y), box in zip(places, boxes, strict=True):
        if box is not None:
            assert abs(box.centre[0] - x) <= 68
            assert abs(box.centre[1] - y) <= 46
    _check_labels(boxes, places, 12, within)
    if all(math.dist(a, b) > 150 for a, b in combinations(places, 2)):
        assert all(box is not None for box in boxes)


def _check_labels(
    boxes: list[Box | None], places: list[tuple[float, float]], radius: float, within: tuple[float, float, float, float]
) -> None:
    """No label on another, on a mark, or over the edge."""
    placed = [box for box in boxes if box is not None]
    marks = [Box(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in places]
    assert all(box.clip(within) == pytest.approx(box) for box in placed)
    for box, other in (*combinations(placed, 2), *product(placed, marks)):
        assert box.clip(other).w * box.clip(other).h < 1e-6


def test_a_crowd_of_labels_finds_room() -> None:
    """Five labs within a hand's breadth, as on a coast: no name on another name or on a token, and none missing."""
    places = spread([(200, 200), (215, 230), (240, 205), (230, 180), (260, 240)], 27)
    boxes = place_labels(places, [(58.0, 16.0)] * 5, 12, (0, 0, 500, 400))
    assert all(box is not None for box in boxes)
    _check_labels(boxes, places, 12, (0, 0, 500, 400))


def test_labels_avoid_arcs_and_blocked_places_where_they_can() -> None:
    def only(blocked: Sequence[Rect] = (), lines: Sequence[tuple[float, float]] = ()) -> Box:
        (box,) = place_labels([(100, 100)], [(60, 16)], 12, (0, 0, 400, 300), blocked, lines)
        assert box is not None
        return box

    free = only()
    assert free.x > 100, "the right side is the first choice"
    dodged = only([free])
    assert dodged.clip(free).w * dodged.clip(free).h == 0
    line = [(float(x), 100.0) for x in range(100, 400)]
    assert not any(only((), line).contains(*point) for point in line)
    assert place_labels([(100, 100)], [(60, 16)], 12, (0, 0, 400, 300), [(0, 0, 400, 300)]) == [None]


def test_of_two_marks_the_smaller_one_gives_way() -> None:
    large, small = spread([(100.0, 100.0), (110.0, 100.0)], 3, 60, [20.0, 5.0])
    assert math.dist(large, small) > 27.9
    assert math.dist(large, (100, 100)) < 0.1 * math.dist(small, (110, 100))


def test_a_caption_without_room_is_left_out() -> None:
    assert free_spot((100, 100), (80, 14), (0, 0, 300, 300), []) == Box(60, 93, 80, 14)
    assert free_spot((100, 100), (80, 14), (0, 0, 300, 300), [(0, 0, 300, 300)]) is None
    assert free_spot((5, 100), (80, 14), (0, 0, 300, 300), []) is None
    moved = free_spot((100, 100), (80, 14), (0, 0, 300, 300), [(60, 90, 80, 20)])
    assert moved is not None
    assert moved.clip((60, 90, 80, 20)).h == 0


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_larger_data_centre_is_never_drawn_smaller(first: float, second: float) -> None:
    small, large = sorted((first, second))
    assert diamond_size(small, 100) <= diamond_size(large, 100) <= 18
    assert diamond_size(5, 0) == 9
