"""What campaigns say in the lab: endings of both worldviews, their claims, and what parts the two."""

from __future__ import annotations

from collections.abc import Mapping

from game.content.measures import Unit
from game.content.overlay import Sketch
from game.content.vocabulary import Ending, Kind
from game.content.words import say
from game.forecast.claims import ClaimFinding
from game.forecast.evidence import Verdict
from game.forecast.lab import SIDES, Claims, Lab, Which
from game.forecast.outlook import Outlook
from game.forecast.parting import Step
from game.forecast.result import ENDINGS, KINDS
from game.forecast.shares import Share
from game.ui.layout import Box
from game.ui.marks import Part
from game.ui.pen import Pen
from game.ui.screens.labparameters import COLOURS, name_of
from game.ui.screens.numbers import MINUS, plain
from game.ui.screens.odds import ending_name
from game.ui.theme import BODY, META, Pattern
from game.ui.theme import ENDINGS as ENDING_COLOURS
from game.ui.theme import KINDS as STYLES
from game.ui.widgets import Ui

_TEXTS: Mapping[Which, str] = {"a": "#9cc2ff", "b": "#cfadff"}
_MARKED = 140.0  # width of a column from which there is room for the marks of the sides
_VERDICTS = {Verdict.HOLDS: ("good", "check"), Verdict.FAILS: ("bad", "x"), Verdict.UNDECIDED: ("warning", "info")}


def mark(ui: Ui, which: Which, x: float, y: float, radius: float = 9) -> None:
    """A is round and blue, B is square and violet, everywhere on this screen."""

    def paint(pen: Pen) -> None:
        middle = (radius + 1, radius + 1)
        if which == "a":
            pen.circle(middle, radius, COLOURS["a"])
        else:
            pen.rect((1, 1, 2 * radius, 2 * radius), COLOURS["b"], radius=3)

    ui.picture(("lab mark", which, radius), (x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2), paint)
    ui.text(which.upper(), x, y, META, "ink", "Bold", "centre")


# ---- endings ----------------------------------------------------------------------------------------


def draw_endings(ui: Ui, panel: Box, lab: Lab | None) -> None:
    """A stacked bar for each side, and every ending with its share and error in both."""
    outlooks = {which: lab.outlook(which) if lab is not None else None for which in SIDES}
    least = min((outlook.games for outlook in outlooks.values() if outlook is not None), default=0)
    title = say("ui.lab.endings", games=least) if least else say("ui.lab.endings_none")
    inside = ui.panel(panel, title, "chart-column", right=say("ui.lab.whiskers"))
    tight = panel.h < 240
    y = inside.y - (4 if tight else 0)
    high = 18.0 if tight else 22.0
    for which in SIDES:
        mark(ui, which, inside.x + 10, y + high / 2)
        outlook = outlooks[which]
        bar = (inside.x + 30, y, inside.w - 30, high)
        if outlook is None:
            ui.box(bar, "inset", None, 3)
        else:
            parts, halves = _parts(outlook)
            ui.stack_bar(bar, parts, halves, 1.5, META)
        y += high + (12 if tight else 16)
    columns = Box(inside.x, y - 2, inside.w, panel.bottom - y - 6).columns(4, 6)
    pitch = (columns[0].h - 20) / 3
    bad = [ending for ending in ENDINGS if ending.kind is Kind.BAD]
    lists = [[e for e in ENDINGS if e.kind is kind] for kind in (Kind.GOOD, Kind.MIXED)] + [bad[:3], bad[3:]]
    for place, (column, endings) in enumerate(zip(columns, lists, strict=True)):
        if place < len(KINDS):
            _kind(ui, column, KINDS[place], outlooks)
        for row, ending in enumerate(endings):
            _ending(ui, Box(column.x, column.y + 20 + row * pitch, column.w, pitch), ending, outlooks)


def _parts(outlook: Outlook) -> tuple[list[Part], list[float]]:
    """One segment an ending, whiskers only where the kind changes."""
    parts, halves, before = [], [], 0
    shown = [ending for ending in ENDINGS if outlook.endings[ending].count]
    for place, ending in enumerate(shown):
        share = outlook.endings[ending]
        label = f"{round(100 * share.share)}"
        parts.append(Part(100 * share.share, ENDING_COLOURS[ending.id], STYLES[ending.kind.id].pattern, label))
        before += share.count
        last = place + 1 == len(shown) or shown[place + 1].kind is not ending.kind
        edge = Share(before, outlook.games)
        halves.append(50 * (edge.high - edge.low) if last else 0.0)
    return parts, halves[:-1]


def _kind(ui: Ui, column: Box, kind: Kind, outlooks: Mapping[Which, Outlook | None]) -> None:
    style = STYLES[kind.id]
    y = column.y + 8
    ui.icon(style.icon, column.x + 7, y, 14, style.colour)
    name = say(f"kind.{kind.id}")
    x = column.x + 20 + ui.text(name[:1].upper() + name[1:], column.x + 20, y, BODY, "text", "SemiBold") + 8
    for which in SIDES:
        outlook = outlooks[which]
        if outlook is None:
            continue
        if column.w >= _MARKED:
            mark(ui, which, x + 6, y, 7)
            x += 16
        x += ui.text(f"{round(100 * outlook.kinds[kind].share)}", x, y, BODY, _TEXTS[which], "SemiBold") + 5


def _ending(ui: Ui, box: Box, ending: Ending, outlooks: Mapping[Which, Outlook | None]) -> None:
    y = box.y + min(9.0, box.h / 4 + 1)
    below = y + min(16.0, box.h / 2)
    ui.tip_area(f"ending/{ending.id}", box, say(f"ending.text.{ending.id}"), ending_name(ending))
    ui.swatch(box.x + 6, y, ENDING_COLOURS[ending.id], STYLES[ending.kind.id].pattern)
    ui.text(ending_name(ending), box.x + 18, y, META, "text", width=box.w - 18)
    x = box.x + 18
    for which in SIDES:
        outlook = outlooks[which]
        if outlook is not None:
            ui.text(_with_error(outlook.endings[ending]), x, below, META, _TEXTS[which], "Medium")
        x += 54


def _with_error(share: Share) -> str:
    """A share with half of its interval, whole per cent."""
    return f"{round(100 * share.share)} ± {max(1, round(50 * (share.high - share.low)))}"


# ---- claims -----------------------------------------------------------------------------------------


def draw_claims(ui: Ui, panel: Box, lab: Lab | None, sketches: Mapping[Which, Sketch]) -> None:
    """What each worldview says will come out, and whether it does."""
    found = {which: lab.claims(which) if lab is not None else None for which in SIDES}
    verdicts = [each.verdict for claims in found.values() if claims is not None for each in claims.findings]
    right = ""
    if verdicts:
        right = say("ui.lab.verdicts", **{verdict.value: verdicts.count(verdict) for verdict in Verdict})
    inside = ui.panel(panel, say("ui.lab.claims"), "badge-check", right=right)
    area = Box(inside.x, inside.y - 4, inside.w, panel.bottom - inside.y - 6)
    with ui.scroll("lab/claims", area, say("ui.lab.claims")) as view:
        y = view.y
        for which in SIDES:
            y = _side(ui, Box(view.x, y, view.w, 0), which, sketches[which], found[which])
        view.end(y)


def _side(ui: Ui, box: Box, which: Which, sketch: Sketch, found: Claims | None) -> float:
    y = box.y + 12
    mark(ui, which, box.x + 10, y)
    title = sketch.worldview().title
    edits = len(sketch.edits)
    state = say("ui.lab.edits", count=edits) if edits else say("ui.lab.as_in_file")
    used = ui.text(state, box.right, y, META, "dim", align="right") + 10
    ui.text(title, box.x + 28, y, BODY, "text", "SemiBold", width=box.w - 28 - used)
    y += 24
    stated = sketch.book.worldview.claims if sketch.book.worldview else ()
    if not stated:
        return y + ui.paragraph(say("ui.lab.no_claims"), box.x, y - 6, box.w, META, "dim") + 6
    known = {each.claim.text: each for each in found.findings} if found is not None else {}
    for claim in stated:
        finding = known.get(claim.text)
        colour, icon = _VERDICTS[finding.verdict] if finding else ("dim", "hourglass")
        word = say(f"ui.lab.verdict.{finding.verdict.value}") if finding else say("ui.lab.verdict.open")
        ui.box((box.x, y, 92, 22), "inset", colour, 6)
        ui.icon(icon, box.x + 13, y + 11, 14, colour)
        ui.text(word, box.x + 25, y + 11, META, colour, "SemiBold", width=64)
        seen = _seen(finding) if finding else ""
        room = box.w - 102 - (ui.measure(seen, META) + 10 if seen else 0)
        ui.text(seen, box.right, y + 11, META, "soft", align="right")
        high = ui.paragraph(claim.text, box.x + 102, y + 2, room, BODY, "text", lines=3)
        y += max(28.0, high + 8)
    return y + 4


def _seen(finding: ClaimFinding) -> str:
    """The figure that decided, with its error."""
    worst = next((c for c in finding.cases if c.finding.verdict is finding.verdict), finding.cases[0]).finding
    scale, unit = (100.0, "%") if finding.unit is Unit.SHARE else (1.0, "")
    half = (worst.high - worst.low) / 2.0
    if not half < float("inf"):
        return ""
    return f"{plain(scale * worst.figure, 3)} ± {plain(scale * half, 2)}{unit}"


# ---- what parts them --------------------------------------------------------------------------------


def draw_parting(ui: Ui, panel: Box, lab: Lab | None, sketches: Mapping[Which, Sketch]) -> None:
    """By how much bad endings change if one number of the other worldview is taken, the largest first."""
    inside = ui.panel(panel, say("ui.lab.parting"), "sliders-horizontal", right=say("ui.lab.parting_unit"))
    parting = lab.parting if lab is not None else None
    if parting is None or not parting.parts:
        same = all(
            sketches["a"].parameter((g, n)) == sketches["b"].parameter((g, n))
            for g, names in sketches["a"].book.parameters.items()
            for n in names
        )
        text = say("ui.lab.no_parting" if same else "ui.lab.parting_soon")
        ui.paragraph(text, inside.x, inside.y, inside.w, BODY, "dim")
        return
    names = min(170.0, inside.w * 0.32)
    plot = Box(inside.x + names, inside.y + 14, inside.w - names, panel.bottom - inside.y - 40)
    count = max(1, min(len(parting.parts), int(plot.h // 19)))
    parts = parting.parts[:count]
    steps = [(part.forth, Step(-part.back.change, -part.back.high, -part.back.low)) for part in parts]
    most = max(0.02, *(abs(x) for pair in steps for step in pair for x in (step.change, step.low, step.high)))
    zero, half = plot.x + plot.w / 2, plot.w / 2 - 40
    sides: tuple[tuple[Which, float], ...] = (("b", plot.x + plot.w * 0.25), ("a", plot.x + plot.w * 0.75))
    for which, at in sides:
        text = say(f"ui.lab.given_{which}")
        wide = ui.measure(text, META)
        mark(ui, which, at - wide / 2 - 14, inside.y + 2, 8)
        ui.text(text, at, inside.y + 2, META, _TEXTS[which], "Medium", "centre")
    pitch = plot.h / count
    for row, (part, pair) in enumerate(zip(parts, steps, strict=True)):
        y = plot.y + pitch * (row + 0.5)
        place = tuple(part.path.split(".", 1))
        ui.text(name_of((place[0], place[-1])), inside.x, y, BODY, "text", width=names - 8)
        _steps(ui, Box(plot.x, y - pitch / 2, plot.w, pitch), pair, zero - plot.x, half / most)
        right = zero + max(0.0, *(step.high for step in pair)) * half / most + 6
        left = zero + min(0.0, *(step.low for step in pair)) * half / most - 6
        smaller, larger = sorted(zip(pair, SIDES, strict=True), key=lambda each: each[0].change)
        ui.text(_points(larger[0].change), right, y, META, _TEXTS[larger[1]], "SemiBold")
        ui.text(_points(smaller[0].change), left, y, META, _TEXTS[smaller[1]], "SemiBold", "right")
    ui.box((zero - 0.5, plot.y, 1.2, plot.h), "dim", None, 0)
    for share in (-1.0, -0.5, 0.5, 1.0):
        ui.text(_points(share * most), zero + share * half, panel.bottom - 14, META, "dim", align="centre")


def _steps(ui: Ui, box: Box, pair: tuple[Step, Step], zero: float, scale: float) -> None:
    """Two bars from the middle, each with its whisker: A given B's number, and B given A's."""
    ends = [tuple(round(zero + x * scale) for x in (step.change, step.low, step.high)) for step in pair]
    high = min(12.0, box.h - 6)

    def paint(pen: Pen) -> None:
        middle = box.h / 2
        for (change, low, top), which in zip(ends, SIDES, strict=True):
            left, wide = min(zero, change), abs(change - zero)
            if wide > 0.5:
                pattern: Pattern = "solid" if which == "a" else "diagonal"
                pen.hatch_rect((left, middle - high / 2, wide, high), pattern, COLOURS[which], 0.3)
            pen.whisker(low, max(top, low + 1), middle, "text", 1.3, 3.5)

    ui.picture(("parting", tuple(ends), round(zero)), box, paint)


def _points(change: float) -> str:
    value = round(100 * change)
    return f"+{value}" if value > 0 else f"{MINUS}{-value}" if value < 0 else "0"
