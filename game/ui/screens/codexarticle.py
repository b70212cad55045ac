"""One article of the codex: text on the left, figures and links beside it where there is room, else below it."""

from __future__ import annotations

from game.content.words import say
from game.ui.layout import Box
from game.ui.screens.articles import Article, Line, Part
from game.ui.screens.priors import draw_prior
from game.ui.theme import BODY, LEAD, META, TITLE
from game.ui.widgets import Ui

_HEAD = 76
_TEXT = 640  # widest column that is pleasant to read
_SIDE = 316
_BETWEEN = 28
_LINE = 24


def draw_article(ui: Ui, panel: Box, article: Article, before: str) -> tuple[str, bool]:
    """Draw it. Returns the key of a clicked link, or "", and whether Back was pressed; `before` is where that leads."""
    ui.box(panel, "panel", "line", 10)
    ui.note_area("article", panel)
    back = _head(ui, panel, article, before)
    area = Box(panel.x + 20, panel.y + _HEAD + 1, panel.w - 28, panel.h - _HEAD - 9)
    clicked = ""
    with ui.scroll("article", area, article.title) as view:
        room = view.w - 12
        sides = min(2, int((room - 400) // (_SIDE + _BETWEEN))) if room >= 400 + _SIDE + _BETWEEN else 0
        sides = min(sides, len(article.parts))
        width = min(_TEXT, room - sides * (_SIDE + _BETWEEN))
        bottom = _texts(ui, article, view.x, view.y + 18, width)
        if sides:
            starts = [view.x + width + _BETWEEN + place * (_SIDE + _BETWEEN) for place in range(sides)]
            columns = [(x, view.y + 12) for x in starts]
            side = float(_SIDE)
        else:
            columns, side = [(view.x, bottom + 10)], width
        for place, part in enumerate(article.parts):
            shortest = min(range(len(columns)), key=lambda each: columns[each][1])
            x, y = columns[shortest]
            y, link = _part(ui, part, place, x, y, side, area)
            columns[shortest] = (x, y + 10)
            clicked = link or clicked
        view.end(max(bottom, *(y for _, y in columns)) + 8)
    return clicked, back


def _head(ui: Ui, panel: Box, article: Article, before: str) -> bool:
    x, right = panel.x + 20, panel.right - 16
    ui.box((x, panel.y + 17, 42, 42), "panel2", "line2", 8)
    ui.icon(article.icon, x + 21, panel.y + 38, 22, article.colour)
    tip = say("ui.codex.back_to", title=before, key=ui.bound("Backspace")) if before else None
    button = Box(right - 164, panel.y + 20, 164, 36)
    back = ui.button(
        "codex/back", button, say("ui.back"), icon="arrow-left", hotkey="Backspace",
        enabled=bool(before), reason=say("ui.codex.no_way_back"), tip=tip, size=BODY,
    )  # fmt: skip
    room = button.x - x - 72
    ui.text(article.kicker.upper(), x + 56, panel.y + 27, META, "dim", "Medium", width=room)
    ui.text(article.title, x + 56, panel.y + 49, 20, "text", "SemiBold", width=room)
    ui.rule(panel.x + 20, panel.y + _HEAD, panel.w - 40)
    return back


def _texts(ui: Ui, article: Article, x: float, y: float, width: float) -> float:
    """Summary, text, what is assumed, and where it comes from. Returns the bottom."""
    first, *others = article.texts
    size = LEAD if others else TITLE
    y += ui.paragraph(first, x, y, width, size, "text", "Medium" if others else "Regular", line=1.5) + 12
    for text in others:
        y += ui.paragraph(text, x, y, width, TITLE, "soft", line=1.55) + 12
    if article.prior is not None:
        y += draw_prior(ui, *article.prior, x, y, width)
    for text, title, icon, colour in (
        (article.play, "ui.codex.play", "compass", "accent"),
        (article.assumption, "ui.codex.assumption", "scale", "warning"),
    ):
        if text:
            height = ui.paragraph_height(text, width - 56, BODY, line=1.45)
            ui.box((x, y, width, height + 44), "panel2", "line", 8)
            ui.icon(icon, x + 20, y + 21, 16, colour)
            ui.caps(say(title), x + 40, y + 21)
            ui.paragraph(text, x + 40, y + 34, width - 56, BODY, "soft", line=1.45)
            y += height + 58
    if article.source:
        ui.icon("book-open", x + 8, y + 9, 15, "accent")
        text = say("ui.tech.source", source=article.source)
        y += ui.paragraph(text, x + 24, y, width - 24, BODY, "dim") + 12
    return y


def _part(ui: Ui, part: Part, number: int, x: float, y: float, width: float, area: Box) -> tuple[float, str]:
    """Rows under a heading; what cannot be seen is not drawn. Returns the bottom and a link that was clicked."""
    ui.rule(x, y, width)
    ui.text(part.title.upper(), x, y + 18, META, "dim", "Medium", width=width)
    y += 32
    clicked = ""
    for place, line in enumerate(part.lines):
        lines, room = _lines(ui, line, width)
        height = _LINE + 17 * (len(lines) - 1)
        if area.y - 3 * height < y < area.bottom + height:
            box = Box(x - 6, y, width + 6, height)
            if line.link and ui.row(f"link/{number}/{place}", box, line.name):
                clicked = line.link
            _draw_line(ui, line, lines, room, x, y, width)
        y += height
    return y + 8, clicked


def _lines(ui: Ui, line: Line, width: float) -> tuple[list[str], float]:
    """The lines of a row's longer side, and the room for it: names break, unless the value is the longer text."""
    value = ui.measure(line.value, BODY, "SemiBold") if line.value else 0.0
    name = ui.measure(line.name, BODY)
    end = 22.0 if line.link else 0.0
    if name + value + end + 14 <= width:
        return [line.name], width
    if value > width * 0.5:
        room = width - min(name, width * 0.4) - 14 - end
        return ui.paragraph_lines(line.value, room, BODY, "SemiBold"), room
    room = width - value - 14 - end
    return ui.paragraph_lines(line.name, room, BODY), room


def _draw_line(ui: Ui, line: Line, lines: list[str], room: float, x: float, y: float, width: float) -> None:
    right, middle = x + width, y + _LINE / 2
    if line.link:
        ui.icon("chevron-right", right - 8, middle, 14)
        right -= 20
    colour = "dim" if line.colour == "dim" else line.colour
    weight = "Regular" if line.colour == "dim" else "SemiBold"
    if lines[0] == line.name or not line.value or " ".join(lines) == line.name:
        for place, text in enumerate(lines):
            ui.text(text, x, middle + 17 * place, BODY, "text")
        if line.value:
            ui.text(line.value, right, middle, BODY, colour, "SemiBold" if weight == "SemiBold" else "Regular", "right")
        return
    ui.text(line.name, x, middle, BODY, "text", width=width - room - 14)
    for place, text in enumerate(lines):
        ui.text(text, right, middle + 17 * place, BODY, colour, "SemiBold", "right")
