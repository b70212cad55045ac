"""Rectangles, linked shares, hotkeys and colours: everything without a picture."""

from itertools import pairwise

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui import theme
from game.ui.layout import Box, centred
from game.ui.nodes import Node, click, matches, parse, press
from game.ui.shares import share_out

shares = st.lists(st.integers(0, 100), min_size=2, max_size=6).filter(lambda values: sum(values) <= 100)


@given(shares, st.data())
def test_linked_shares_stay_within_the_whole(values: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(values) - 1))
    new = data.draw(st.integers(-20, 130))
    locks = data.draw(st.sets(st.integers(0, len(values) - 1)))
    out = share_out(values, index, new, locks)
    held = sum(value for place, value in enumerate(values) if place in locks and place != index)
    assert len(out) == len(values)
    assert min(out) >= 0
    assert sum(out) <= 100
    assert out[index] == max(0, min(new, 100 - held)), "the moved one gets what there is"
    for place, value in enumerate(values):
        if place != index:
            assert out[place] <= value, "nothing grows by itself"
            if place in locks:
                assert out[place] == value


@given(shares, st.data())
def test_others_shrink_only_when_they_must_and_then_just_enough(values: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(values) - 1))
    new = data.draw(st.integers(0, 100))
    out = share_out(values, index, new)
    others = sum(values) - values[index]
    if new + others <= 100:
        assert [v for p, v in enumerate(out) if p != index] == [v for p, v in enumerate(values) if p != index]
    else:
        assert sum(out) == 100


def test_shrinking_is_in_proportion() -> None:
    assert share_out((40, 40, 20), 0, 70) == (70, 20, 10)
    assert share_out((40, 40, 20), 0, 70, locks={1}) == (60, 40, 0)
    assert share_out((30, 30, 30), 0, 41) == (41, 30, 29)
    assert share_out((40, 40, 20), 0, 10) == (10, 40, 20), "what is given back stays as a reserve"
    assert share_out((40, 40, 20), 0, 10, linked=True) == (10, 60, 30), "or goes to the others"
    assert share_out((40, 40, 20), 0, 10, locks={1}, linked=True) == (10, 40, 50)
    assert share_out((40, 40, 20), 0, 10, locks={1, 2}, linked=True) == (10, 40, 20), "nobody takes it"
    assert share_out((40, 0, 0), 0, 10, linked=True) == (10, 15, 15)
    assert share_out((20, 20, 20), 0, 50, linked=True) == (50, 20, 20), "the reserve is used first"


sizes = st.floats(1, 500)


@given(st.lists(st.floats(1, 60), min_size=1, max_size=6), sizes, st.floats(0, 10))
def test_rows_and_columns_follow_each_other(heights: list[float], width: float, gap: float) -> None:
    box = Box(5, 7, width, 600)
    rows = box.rows(heights, gap)
    assert [row.h for row in rows] == heights
    for upper, lower in pairwise(rows):
        assert lower.y == pytest.approx(upper.bottom + gap)
    assert all((row.x, row.w) == (box.x, box.w) for row in rows)


def test_an_open_end_takes_what_is_left() -> None:
    a, b, c = Box(0, 0, 100, 10).columns((20, 0, 30), 5)
    assert (a.w, b.x, b.w, c.x, c.right) == (20, 25, 40, 70, 100)
    assert [part.w for part in Box(0, 0, 100, 10).columns(4)] == [25, 25, 25, 25]


def test_cuts_fit_together() -> None:
    box = Box(10, 20, 200, 100)
    assert box.top(30).bottom == box.below(30).y
    assert box.left(50).right == box.after(50).x
    assert box.from_right(40).right == box.right
    assert box.from_bottom(40).bottom == box.bottom
    assert box.inset(10) == Box(20, 30, 180, 80)
    assert box.clip((0, 0, 15, 25)) == Box(10, 20, 5, 5)
    assert box.clip((500, 500, 5, 5)).w == 0
    assert centred((100, 50), (300, 200)) == Box(100, 75, 100, 50)


@pytest.mark.parametrize(
    "name", ["N", "1", "Enter", "Esc", "F10", "Ctrl+S", "Shift+Tab", "PageDown", "Space", "?", "+"]
)
def test_a_hotkey_is_the_key_that_it_names(name: str) -> None:
    down = press(name)[0]
    assert matches(parse(name), down)
    others = {"N", "1", "Enter", "Esc", "F10", "Ctrl+S", "Shift+Tab", "PageDown", "Space", "?", "+"} - {name}
    assert not [other for other in others if matches(parse(other), down)]


def test_a_modifier_makes_another_key() -> None:
    assert not matches(parse("S"), press("Ctrl+S")[0])
    assert not matches(parse("Ctrl+S"), press("S")[0])
    command = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_s, mod=pygame.KMOD_LMETA, unicode="")
    assert matches(parse("Ctrl+S"), command)
    keypad = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_KP_ENTER, mod=0, unicode="\r")
    assert matches(parse("Enter"), keypad)


@pytest.mark.parametrize("name", ["Hyper+X", "F13", "Return key", ""])
def test_an_unknown_key_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="hotkey"):
        parse(name)


def test_a_node_can_be_clicked_at_any_scale_and_read_aloud() -> None:
    node = Node("end", (10, 20, 100, 40), "button", "End turn", None, True, "Enter")
    assert click(node, 1.5)[1].pos == (90, 60)
    assert node.spoken() == "End turn, button, key Enter"
    assert Node("c", (0, 0, 1, 1), "checkbox", "Report", True, False).spoken() == "Report, checkbox, on, not available"


@pytest.mark.parametrize("palette", [theme.STANDARD, theme.COLOUR_BLIND])
@pytest.mark.parametrize("ground", ["bg", "top", "inset", "panel", "panel2", "raised", "selected", "tip"])
def test_every_colour_of_text_can_be_read_on_every_ground(palette: theme.Palette, ground: str) -> None:
    weak = {
        name: round(ratio, 2)
        for name in ("text", "soft", "dim", "accent", "good", "warning", "bad", "violet", "treaty", "espionage")
        if (ratio := theme.contrast(theme.rgba(palette[name]), theme.rgba(palette[ground]))) < theme.SMALLEST_CONTRAST
    }
    assert not weak


def _seen_without_red_or_green(colour: str) -> tuple[float, float]:
    """Lightness and blueness: what somebody is left with who does not tell red from green."""
    r, g, b, _ = theme.rgba(colour)
    yellow = (r + g) / 2
    return theme.luminance((r, g, b)), (b - yellow) / 255


def test_good_and_bad_differ_by_more_than_red_and_green_in_the_second_palette() -> None:
    good = _seen_without_red_or_green(theme.COLOUR_BLIND["good"])
    bad = _seen_without_red_or_green(theme.COLOUR_BLIND["bad"])
    assert abs(good[1] - bad[1]) > 0.4
    plain = [_seen_without_red_or_green(theme.STANDARD[name])[1] for name in ("good", "bad")]
    assert abs(good[1] - bad[1]) > 2 * abs(plain[0] - plain[1])


def test_every_seat_has_a_look_and_no_two_at_a_table_share_one() -> None:
    looks = [theme.seat_style(name) for name in theme.SEATS]
    looks += [theme.seat_style(f"stranger {place}", place) for place in range(8)]
    assert len({(look.colour, look.emblem) for look in looks}) == len(looks)
    assert theme.seat_style("Helios") == theme.seat_style("helios")


def test_mixing_ends_at_both_colours() -> None:
    assert theme.mix("#000000", "#ffffff", 0.0) == "#000000ff"
    assert theme.mix("#000000", "#ffffff", 1.0) == "#ffffffff"
    assert theme.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
