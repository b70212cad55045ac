"""Why a campaign ended so: the chain of turns, how near the other endings were, what really held, what moved."""

from __future__ import annotations

from game.campaign.campaign import Campaign
from game.campaign.outcome import Outcome
from game.content.vocabulary import Ending as Code
from game.content.vocabulary import Kind
from game.content.words import say
from game.ui.hindsight import Hindsight
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.pen import Pen
from game.ui.screens.causes import named_cause
from game.ui.screens.chain import DECIDING, Held, Step, chain, deciding_terms, truth
from game.ui.screens.numbers import fixed, percent, plain, signed
from game.ui.theme import BODY, KINDS, META, PANEL_HEADER, TITLE, Weight
from game.ui.widgets import Ui

_TABS = ("why", "near", "held", "moved")
_STRIP = 66.0  # height of the few nearest endings under the chain


class Reasons:
    """One panel with tabs. Remembers which is open, and what was read of the campaign."""

    def __init__(self) -> None:
        self._tab = 0
        self._steps: tuple[object, list[Step]] | None = None
        self._held: list[Held] | None = None
        self._terms: list[tuple[str, float]] | None = None

    def draw(self, ui: Ui, hindsight: Hindsight, outcome: Outcome, panel: Box) -> None:
        ui.box(panel, "panel", "line", 10)
        ui.note_area("reasons", panel)
        tabs = [tab for tab in _TABS if tab != "moved" or outcome.ending in DECIDING]
        labels = [say(f"ui.ending.tab_{tab}") for tab in tabs]
        head = Box(panel.x + 8, panel.y + 6, panel.w - 16, 32)
        self._tab = ui.tabs("reasons", head, labels, self._tab, [str(n + 1) for n in range(len(tabs))])
        tab = tabs[self._tab]
        used = sum(ui.measure(label, BODY, "SemiBold") + 28 for label in labels)
        note = say(f"ui.ending.note_{tab}")
        if ui.measure(note, META) < panel.w - used - 40:
            ui.text(note, panel.right - 16, head.y + 16, META, "dim", align="right")
        inside = Box(panel.x + 16, panel.y + PANEL_HEADER, panel.w - 32, panel.h - PANEL_HEADER - 12)
        if tab == "why":
            self._why(ui, hindsight, outcome, inside)
        elif tab == "near":
            _draw_near(ui, outcome, inside)
        elif tab == "held":
            self._held = self._held or truth(hindsight.campaign)
            _draw_held(ui, hindsight.campaign, self._held, inside)
        else:
            if self._terms is None:
                self._terms = deciding_terms(hindsight.campaign, outcome.ending)
            _draw_moved(ui, hindsight.campaign, outcome, self._terms, inside)

    def _why(self, ui: Ui, hindsight: Hindsight, outcome: Outcome, box: Box) -> None:
        campaign, debrief = hindsight.campaign, hindsight.debrief
        known = min(debrief.games(turn) for turn in debrief.past.states)
        if self._steps is None or self._steps[0] != known:
            self._steps = (known, chain(campaign, outcome.ending, debrief))
        steps = self._steps[1]
        strip = _STRIP if box.h > 98 + _STRIP else 0.0
        if not steps:
            ui.paragraph(say("ui.ending.quiet"), box.x, box.y, box.w, BODY, "soft")
        _draw_chain(ui, hindsight, outcome, steps, Box(box.x, box.y + 2, box.w, min(128.0, box.h - strip - 4)))
        if strip:
            _draw_strip(ui, outcome, Box(box.x, box.bottom - strip + 8, box.w, strip - 8))


def _draw_chain(ui: Ui, hindsight: Hindsight, outcome: Outcome, steps: list[Step], box: Box) -> None:
    """A card for each turn, an arrow from one to the next."""
    gap = 16.0
    cards = box.columns(5, gap)
    for place, (step, card) in enumerate(zip(steps, cards, strict=False)):
        ui.box(card, "panel2", "line", 8)
        ui.note_area("step", card)
        x, roomy = card.x + 12, card.w >= 124
        if roomy:
            ui.icon(step.icon, x + 6, card.y + 19, 16, "#9cc2ff")
            x += 22
        x += ui.text(say("ui.log.turn", turn=step.turn + 1), x, card.y + 19, BODY, "text", "SemiBold")
        text, colour = _factor(hindsight, outcome, step, roomy)
        ui.text(text, card.right - 10, card.y + 19, BODY, colour, "SemiBold", "right", width=card.right - 14 - x)
        lines = int((card.h - 34) // 18)
        ui.paragraph(step.text, card.x + 12, card.y + 32, card.w - 20, BODY, "#c6d2e2", lines=lines)
        if place:
            ui.picture("step arrow", (card.x - gap, card.y + card.h / 2 - 8, gap, 16), _arrow)


def _arrow(pen: Pen) -> None:
    pen.line((2, 8), (10, 8), "accent", 2)
    pen.triangle((15, 8), (1, 0), 7, "accent")


def _factor(hindsight: Hindsight, outcome: Outcome, step: Step, roomy: bool) -> tuple[str, str]:
    """By how much the turn multiplied the odds of the ending, good or bad as that ending is; of the last turn, how
    likely the ending was before it."""
    if step.factor is None:
        return "", "dim"
    if step.last:
        share = percent(hindsight.debrief.share(step.turn, outcome.ending))
        return say("ui.ending.was", share=share) if roomy else share, "dim"
    text = f"× {plain(step.factor, 2)}"
    way = step.factor - 1.0 if outcome.kind is not Kind.BAD else 1.0 - step.factor
    return text, "dim" if abs(step.factor - 1.0) < 0.05 else "good" if way > 0 else "bad"


def _nearest(outcome: Outcome) -> list[Code]:
    codes = [code for code in Code if code is not Code.NONE]
    return sorted(codes, key=lambda code: (-outcome.nearness[code], code))


def _draw_strip(ui: Ui, outcome: Outcome, box: Box) -> None:
    """The three nearest of the other endings."""
    ui.rule(box.x, box.y, box.w)
    ui.text(say("ui.ending.near_others"), box.x, box.y + 17, BODY, "text", "SemiBold")
    ui.text(say("ui.ending.note_near"), box.right, box.y + 17, META, "dim", align="right")
    others = [code for code in _nearest(outcome) if code is not outcome.ending][:3]
    for code, column in zip(others, box.columns(3, 20), strict=True):
        _draw_nearness(ui, outcome, code, Box(column.x, box.y + 30, column.w, 22))


def _draw_nearness(ui: Ui, outcome: Outcome, code: Code, row: Box) -> None:
    y, kind, value = row.y + row.h / 2, KINDS[code.kind.id], outcome.nearness[code]
    own = code is outcome.ending
    ui.icon(kind.icon, row.x + 8, y, 14, kind.colour)
    weight: Weight = "SemiBold" if own else "Regular"
    ui.text(say(f"ending.{code.id}"), row.x + 24, y, BODY, "text" if own else "soft", weight, width=row.w * 0.6 - 28)
    bar = Box(row.x + row.w * 0.6, y - 5, row.w * 0.4 - 42, 10)
    ui.progress(bar, value, kind.colour, kind.pattern)
    ui.text(fixed(value, 2), row.right, y, BODY, "text", "SemiBold", "right")


def _draw_near(ui: Ui, outcome: Outcome, box: Box) -> None:
    """How near each ending was, in two columns; 1 means that its condition held."""
    codes = _nearest(outcome)
    half = (len(codes) + 1) // 2
    columns = box.columns(2, 32)
    pitch = min(30.0, box.h / half)
    for place, code in enumerate(codes):
        column = columns[place // half]
        _draw_nearness(ui, outcome, code, Box(column.x, column.y + pitch * (place % half), column.w, pitch))


def _draw_held(ui: Ui, campaign: Campaign, held: list[Held], box: Box) -> None:
    """What the techniques of each seat really held: no longer a secret."""
    pitch = min(34.0, box.h / len(held))
    low = min(min(each.ceiling, each.capability) for each in held) - 0.5
    high = max(max(each.ceiling, each.capability) for each in held) + 0.5
    left, right = box.x + 130, box.right - 250
    for place, each in enumerate(held):
        y = box.y + pitch * (place + 0.5)
        over = each.capability - each.ceiling
        style = style_of(campaign.book, each.seat)
        ui.seat_token(style, box.x + 12, y, min(10, pitch / 2 - 2))
        ui.text(campaign.book.scenario.seats[each.seat].name, box.x + 32, y, BODY, width=92)
        model, ceiling = ((value - low) / (high - low) * (right - left) for value in (each.capability, each.ceiling))
        ui.progress((left, y - 5, right - left, 10), model / (right - left), style.colour)
        ui.box((left + ceiling - 1, y - 9, 2, 18), "white", None, 1)
        line = say("ui.ending.held", capability=fixed(each.capability), ceiling=fixed(each.ceiling))
        ui.text(line, right + 16, y, BODY, "soft", width=170)
        icon, colour = ("triangle-alert", "bad") if over > 0 else ("circle-check", "good")
        used = ui.text(signed(-over), box.right, y, BODY, colour, "SemiBold", "right")
        ui.icon(icon, box.right - used - 14, y, 14, colour)


def _draw_moved(ui: Ui, campaign: Campaign, outcome: Outcome, terms: list[tuple[str, float]], box: Box) -> None:
    """What moved the figure that decided, since the start; in two columns."""
    title = say(f"ui.ending.moved_{DECIDING[outcome.ending]}")
    ui.text(title, box.x, box.y + 8, TITLE, "text", "SemiBold")
    rows = max(1, int((box.h - 26) // 24))
    shown = terms[: 2 * rows]
    largest = max((abs(amount) for _, amount in shown), default=1.0)
    for place, (cause, amount) in enumerate(shown):
        column = box.columns(2, 36)[place // rows]
        y = box.y + 38 + 24 * (place % rows)
        name = named_cause(campaign.names, campaign.setup, cause)
        ui.text(name, column.x, y, BODY, "text", width=column.w * 0.46)
        zero, half = column.x + column.w * 0.66, column.w * 0.18
        width = half * abs(amount) / largest
        ui.box((zero if amount > 0 else zero - width, y - 5, max(2.0, width), 10), "accent", None, 2)
        ui.text(("+" if amount > 0 else "") + plain(amount), column.right, y, BODY, "text", "SemiBold", "right")
