"""Charts as SVG: well-formed, everything of the drawing in it, nothing from outside."""

from xml.etree import ElementTree

import pytest

from game.forecast.charts import (
    AreaStack,
    Bar,
    BarChart,
    Drawing,
    Label,
    Layer,
    LineChart,
    Series,
    Shape,
    area_stack,
    bar_chart,
    line_chart,
)
from game.forecast.svg import PAPER, to_svg
from game.ui.theme import STANDARD, contrast, rgba

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = [
    line_chart(
        LineChart((300, 180), (Series("A & B", (1.0, 2.0, 3.0), "good", (0, 1, 2), (2, 3, 4)),), ("1", "2", "3"))
    ),
    area_stack(AreaStack((300, 180), (Layer("a", (40, 50), "good"), Layer("b", (60, 50), "bad", "dots")))),
    bar_chart(BarChart((400, 60), (Bar("x", -2, "−2", "bad", "diagonal", -3, -1), Bar("y", 3, "3", "#123456")))),
]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=["lines", "stack", "bars"])
def test_every_mark_and_label_is_in_the_picture(drawing: Drawing) -> None:
    root = ElementTree.fromstring(to_svg(drawing, "A <title>"))
    assert root.findtext(f"{SVG}title") == "A <title>"
    drawn = [each for each in root if each.tag not in (f"{SVG}title", f"{SVG}defs", f"{SVG}rect")]
    assert len(drawn) == len(drawing.marks) + len(drawing.labels)
    assert [each.text for each in root.findall(f"{SVG}text")] == [label.text for label in drawing.labels]
    made = {f"url(#{each.get('id')})" for each in root.iter(f"{SVG}pattern")}
    used = {each.get("fill") for each in root.iter(f"{SVG}polygon") if str(each.get("fill")).startswith("url")}
    assert used == made
    hatched = [mark for mark in drawing.marks if isinstance(mark, Shape) and mark.pattern != "solid"]
    assert len(made) == len({(mark.pattern, mark.colour) for mark in hatched})


def test_paper_knows_only_names_of_the_screen_and_can_be_read() -> None:
    assert set(PAPER) <= set(STANDARD)
    for name in ("text", "soft", "dim", "accent", "good", "warning", "bad", "violet", "treaty", "espionage"):
        assert contrast(rgba(PAPER[name]), rgba(PAPER["bg"])) >= 4.5, name


def test_a_long_text_ends_in_an_ellipsis_where_its_room_ends() -> None:
    drawing = Drawing(
        (200, 20), (), (Label("a very long name of a parameter", 0, 10, room=60), Label("short", 0, 10, room=60))
    )
    long, short = (each.text for each in ElementTree.fromstring(to_svg(drawing, "t")).findall(f"{SVG}text"))
    assert long is not None
    assert long.endswith("…")
    assert short == "short"


def test_an_unknown_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        to_svg(Drawing((10, 10), (), (Label("x", 0, 0, colour="mauve"),)), "t")
