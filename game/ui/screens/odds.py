"""How an outlook is drawn wherever it is shown: kinds as a stacked bar, endings as bars with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from game.content.vocabulary import Ending, Kind
from game.content.words import say
from game.forecast.outlook import Outlook
from game.forecast.result import ENDINGS, KINDS
from game.forecast.shares import Mean, Share
from game.ui.layout import Box
from game.ui.marks import Part
from game.ui.pen import Pen
from game.ui.screens.numbers import MINUS, percent
from game.ui.theme import ENDINGS as COLOURS
from game.ui.theme import KINDS as STYLES
from game.ui.theme import META, Colour, Pattern
from game.ui.widgets import Ui

_BETTER = {Kind.GOOD: 1, Kind.MIXED: 0, Kind.BAD: -1}


def kind_parts(outlook: Outlook) -> tuple[list[Part], list[float]]:
    """Segments of a stacked bar, good to bad, and half widths of the intervals of its inner boundaries, per cent."""
    parts = []
    for kind in KINDS:
        share, style = outlook.kinds[kind], STYLES[kind.id]
        parts.append(Part(100 * share.share, style.colour, style.pattern, percent(share.share)))
    good = outlook.kinds[Kind.GOOD].count
    shown = [part for part in parts if part.share > 0]
    edges = [good, good + outlook.kinds[Kind.MIXED].count]
    halves = [50 * (s.high - s.low) for s in (Share(count, outlook.games) for count in edges if count > 0)]
    return parts, halves[: len(shown) - 1]


def ending_name(ending: Ending) -> str:
    return say(f"ending.{ending.id}")


def likeliest(outlook: Outlook) -> list[Ending]:
    """Endings by falling share; those that are as likely keep their order."""
    return sorted(ENDINGS, key=lambda ending: -outlook.endings[ending].count)


def share_text(share: Share) -> str:
    """Whole per cent; what was seen and rounds to nothing is below one."""
    return "<1%" if 0 < share.share < 0.005 else percent(share.share)


def points(change: Mean) -> str:
    """A change in whole points with its sign; empty where it is lost in the noise."""
    value = round(100 * change.mean)
    if value == 0 or change.low <= 0.0 <= change.high:
        return ""
    return f"+{value}" if value > 0 else f"{MINUS}{-value}"


def change_colour(kind: Kind, change: Mean) -> Colour:
    """Green where the change is to the better, red where it is to the worse."""
    better = _BETTER[kind] * change.mean
    return "good" if better > 0 else "bad" if better < 0 else "soft"


@dataclass(frozen=True)
class RowPlan:
    """Widths of a row: its name, its figure, and the change, the bar takes what is left."""

    name: float
    figure: float = 38.0
    change: float = 30.0


def draw_ending(ui: Ui, box: Box, ending: Ending, share: Share, change: Mean | None, plan: RowPlan) -> None:
    """One line: pattern, name, bar with whisker, share, and its change by the present draft."""
    y = box.y + box.h / 2
    colour, pattern = COLOURS[ending.id], STYLES[ending.kind.id].pattern
    ui.swatch(box.x + 6, y, colour, pattern)
    ui.text(ending_name(ending), box.x + 18, y, META, "text", width=plan.name - 22)
    rail = Box(box.x + plan.name, y - 7, box.w - plan.name - plan.figure - plan.change - 6, 14)
    draw_bar(ui, rail, share, colour, pattern)
    ui.text(share_text(share), rail.right + 6 + plan.figure, y, META, "text", "SemiBold", "right")
    told = points(change) if change is not None else ""
    if told and change is not None:
        ui.text(told, box.right, y, META, change_colour(ending.kind, change), "Medium", "right")


def draw_bar(ui: Ui, rail: Box, share: Share, colour: Colour, pattern: Pattern) -> None:
    """A share of the rail filled, its 95 % interval as a whisker on it."""
    width, middle = rail.w, rail.h / 2
    filled, low, high = (round(width * each) for each in (share.share, share.low, share.high))

    def paint(pen: Pen) -> None:
        pen.rect((0, middle - 4, width, 8), "inset", radius=4)
        if filled > 0:
            pen.hatch_rect((0, middle - 4, max(2, filled), 8), pattern, colour, 0.26)
        pen.whisker(low, max(high, low + 2), middle, "text", 1.3, 3.5)

    ui.picture(("odds", colour, pattern, filled, low, high), rail, paint)


def largest_changes(now: Outlook, before: Outlook, most: int) -> list[tuple[Ending, Mean]]:
    """The endings whose shares differ beyond chance, the largest difference first."""
    changes: list[tuple[Ending, Mean]] = [(ending, now.change(before, [ending])) for ending in ENDINGS]
    told = [each for each in changes if points(each[1])]
    return sorted(told, key=lambda each: -abs(each[1].mean))[:most]
