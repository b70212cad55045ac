"""Cards, state marks and links of the technology tree."""

from __future__ import annotations

from game.content.words import say
from game.ui.canvas import Canvas
from game.ui.layout import Box
from game.ui.pen import Pen
from game.ui.screens.techstate import NEVER, Standing, State
from game.ui.screens.tree import Link, Measures, Point, Tree
from game.ui.theme import BODY, META, mix
from game.ui.widgets import Ui

# ground, edge and text of a card by its state
_LOOKS: dict[State, tuple[str, str, str]] = {
    "done": ("#11221f", "#28574b", "text"),
    "active": ("#152a4c", "#3f78cf", "#eaf2ff"),
    "queued": ("#13233b", "#2c5596", "text"),
    "available": ("#1f2d40", "#5d7391", "#eaf2ff"),
    "locked": ("#0f1724", "#2a3a50", "#93a4ba"),
}


def state_mark(canvas: Canvas, x: float, y: float, standing: Standing, radius: float = 9) -> None:
    """The sign of a state, told by its shape: ticked disc, progress ring, numbered square, plus, lock."""
    state, share = standing.state, round(standing.share, 2)
    reach = radius + 2
    middle = (reach, reach)
    if state == "locked":
        canvas.icon("lock", x, y, 14, "#8fa1b8")
        return

    def paint(pen: Pen) -> None:
        if state == "done":
            pen.circle(middle, radius, "good")
            tick = [(reach - 4, reach + 0.5), (reach - 1.2, reach + 3.4), (reach + 4.2, reach - 3)]
            pen.path(tick, "ink", 2)
        elif state == "active":
            pen.ring(middle, radius - 1.2, 0, 359, "#2b4266", 2.6)
            if share > 0.01:
                pen.ring(middle, radius - 1.2, 0, 359 * share, "accent", 2.6)
            pen.polygon([(reach - 2.4, reach - 3.6), (reach + 3.8, reach), (reach - 2.4, reach + 3.6)], "#cfe0ff")
        elif state == "queued":
            pen.rect((2.5, 2.5, 2 * radius - 1, 2 * radius - 1), "accent", radius=4)
            pen.rect((4, 4, 2 * radius - 4, 2 * radius - 4), "#13233b", radius=3)
        else:
            pen.circle(middle, radius, "#dbe4f0")
            pen.circle(middle, radius - 1.6, "#1f2d40")
            pen.line((reach - 4, reach), (reach + 4, reach), "#dbe4f0", 1.8)
            pen.line((reach, reach - 4), (reach, reach + 4), "#dbe4f0", 1.8)

    canvas.picture(
        ("state", state, share if state == "active" else 0), (x - reach, y - reach, 2 * reach, 2 * reach), paint
    )
    if state == "queued":
        canvas.text(str(standing.place), x + 0.5, y, META, "#cfe0ff", "SemiBold", "centre")


def meta(standing: Standing, effect: str) -> str:
    """The small line of a card."""
    if standing.state == "done":
        return effect or say("ui.tech.known")
    if standing.state == "locked":
        return say("ui.tech.needs_more", count=standing.missing)
    turns = turns_text(standing)
    if standing.state == "available":
        return say("ui.tech.available_line", turns=turns, cost=standing.to_pay)
    return turns


def turns_text(standing: Standing) -> str:
    """How long it takes, in words."""
    if standing.turns >= NEVER:
        return say("ui.tech.never")
    return say("ui.tech.turn" if standing.turns == 1 else "ui.tech.turns", count=standing.turns)


def draw_card(
    ui: Ui,
    measures: Measures,
    at: Point,
    view: Box,
    name: str,
    line: str,
    standing: Standing,
    selected: bool = False,
    near: bool = False,
    faded: bool = False,
) -> None:
    """One card with its upper left corner at `at`. `near`: linked with the selected one; `faded`: filtered out.

    A card that is partly outside of `view` is written only as far as there is room.
    """
    x, y = at
    width, height = measures.card_w, measures.card_h
    ground, edge, colour = _LOOKS[standing.state]
    if selected:
        ui.box((x - 4, y - 4, width + 8, height + 8), "#5b9bff38", None, 11)
        ui.box((x - 2, y - 2, width + 4, height + 4), "accent", None, 9)
    line_colour = "accent" if near else edge
    ui.box((x, y, width, height), ground, line_colour, 7, dashed=standing.state == "locked" and not selected)
    if faded:
        colour = mix(ui.colour(colour), ui.colour("bg"), 0.3)
    if x + 8 < view.x:
        return
    middle = y + height / 2
    state_mark(ui, x + (19 if measures.named else width / 2), middle, standing)
    room = min(width - 42.0, view.right - x - 42)
    if not measures.named or room < 30:
        return
    if not measures.detailed:
        ui.text(name, x + 35, middle, META, colour, "Medium", width=room)
        return
    ui.text(name, x + 37, y + 12, BODY, colour, "Medium", width=room)
    meta_colour = "#a9c4ee" if standing.state == "active" else "dim"
    ui.text(line, x + 37, y + 28, META, meta_colour, width=room)


def draw_link(ui: Ui, tree: Tree, link: Link, origin: Point, known: bool, past: bool, hot: bool) -> None:
    """A link from card to card. What is still missing is dashed, what lies behind is dim.

    What touches the selected card is bright.
    """
    colour = "accent" if hot else "#2a5a4d" if past else "#3d7a69" if known else "#3a4d68"
    width = 2.2 if hot else 1.5
    tip = link.points[-1]
    heights = [y for _, y in link.points]
    left, top = link.points[0][0] - 4, min(heights) - 6
    right, bottom = tip[0] + 2, max(heights) + 6

    def paint(pen: Pen) -> None:
        moved = [(px - left, py - top) for px, py in link.curve]
        if known or hot:
            pen.path(moved, colour, width, round_ends=False)
        else:
            pen.dashes(moved, colour, width)
        ax, ay = tip[0] - left - 1, tip[1] - top
        pen.polygon([(ax, ay), (ax - 6, ay - 3.6), (ax - 6, ay + 3.6)], colour)

    rect = (origin[0] + left, origin[1] + top, right - left, bottom - top)
    ui.picture(("link", tree.measures, link.points, colour), rect, paint, fineness=2)
