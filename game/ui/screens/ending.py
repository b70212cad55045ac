"""The end of a campaign: what happened, why, how near the other endings were, and what each seat made of it."""

from __future__ import annotations

from game.campaign.campaign import Campaign
from game.campaign.outcome import Outcome
from game.content.vocabulary import Ending as Code
from game.content.words import say
from game.ui.backdrop import limb
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.screens.causes import named_cause
from game.ui.screens.chain import DECIDING, Held, Step, chain, deciding_terms, truth
from game.ui.screens.entries import ICONS
from game.ui.screens.numbers import date, fixed, plain, signed
from game.ui.session import Session
from game.ui.theme import BODY, KINDS, META, TITLE, Weight
from game.ui.widgets import Ui

_ICONS = {
    Code.SHARED_ABUNDANCE: "sprout",
    Code.ACCORD: "handshake",
    Code.TOOL_AGE: "hammer",
    Code.STEWARD: "scale",
    Code.SLOW_WORLD: "hourglass",
    Code.BAN: "ban",
    Code.LOCK_IN: "lock",
    Code.LOSS_OF_CONTROL: "bot",
    Code.DISEMPOWERMENT: "users",
    Code.OPEN_CATASTROPHE: "dna",
    Code.WAR: "swords",
    Code.COLLAPSE: "trending-down",
}


class Ending:
    """Reads the whole campaign once: it is over, and nothing of it is a secret to its players any more."""

    def __init__(self) -> None:
        self._steps: list[Step] | None = None
        self._terms: list[tuple[str, float]] = []
        self._held: list[Held] = []

    def draw(self, ui: Ui, session: Session) -> None:
        campaign, outcome = session.campaign, session.outcome
        if campaign is None or outcome is None:
            raise RuntimeError("this screen needs a campaign that has ended")
        if self._steps is None:
            self._steps = chain(campaign, outcome.ending)
            self._held = truth(campaign)
            self._terms = deciding_terms(campaign, outcome.ending)
        limb(ui, 0.9, 100, gain=0.9)
        margin = 12.0
        top = _head(ui, campaign, outcome, margin)
        foot = ui.screen.h - 56
        room = Box(margin, top, ui.screen.w - 2 * margin, foot - 12 - top)
        left, right = room.columns([round(room.w * 0.6), 0], 12)
        share = 0.56 if room.h > 480 else 0.6
        why, near = left.rows([round(left.h * share), 0], 12)
        self._why(ui, campaign, why, self._steps)
        _draw_near(ui, outcome, near)
        height = 56 + 30.0 * len(outcome.scores)
        ranking = right.top(min(height, right.h * 0.62))
        _draw_ranking(ui, campaign, outcome, ranking)
        self._moved(ui, campaign, outcome, right.below(ranking.h, 12))
        _buttons(ui, session, Box(margin, foot, room.w, 44))

    def _why(self, ui: Ui, campaign: Campaign, panel: Box, steps: list[Step]) -> None:
        inside = ui.panel(panel, say("ui.ending.why"), "route", right=say("ui.ending.why_note"))
        if not steps:
            ui.paragraph(say("ui.ending.quiet"), inside.x, inside.y, inside.w, BODY, "soft")
            return
        pitch = min(64.0, (panel.bottom - inside.y - 12) / len(steps))
        for place, step in enumerate(steps):
            y = inside.y + pitch * place
            middle = y + pitch / 2
            if place:
                ui.box((inside.x + 15, y - pitch / 2 + 15, 2, pitch - 30), "accent2", None, 0)
            ui.box((inside.x, middle - 16, 32, 32), "#1f2f46", "line2", 8)
            ui.icon(ICONS[step.entry.kind], inside.x + 16, middle, 16, "#9cc2ff")
            ui.text(say("ui.log.turn", turn=step.entry.turn + 1), inside.x + 44, middle, BODY, "dim", "Mono")
            lines = ui.paragraph_lines(step.text, inside.w - 90, BODY)[: max(1, int(pitch // 19))]
            height = 18 * len(lines)
            ui.paragraph(step.text, inside.x + 84, middle - height / 2, inside.w - 90, BODY, "text", lines=len(lines))

    def _moved(self, ui: Ui, campaign: Campaign, outcome: Outcome, panel: Box) -> None:
        """What moved the figure that decided, since the start."""
        quantity = DECIDING.get(outcome.ending)
        title = say(f"ui.ending.moved_{quantity}") if quantity else say("ui.ending.decided")
        inside = ui.panel(panel, title, "trending-up", right=say("ui.ending.since") if quantity else "")
        if quantity is None:
            text = say(f"ui.ending.text_{outcome.ending.id}")
            height = ui.paragraph(text, inside.x, inside.y - 4, inside.w, BODY, "soft")
            _draw_truth(
                ui,
                campaign,
                self._held,
                Box(inside.x, inside.y + height + 4, inside.w, panel.bottom - inside.y - height - 10),
            )
            return
        if not self._terms:
            ui.paragraph(say("ui.ending.quiet"), inside.x, inside.y, inside.w, BODY, "soft")
            return
        rows = int((panel.bottom - inside.y - 8) // 26)
        largest = max(abs(amount) for _, amount in self._terms)
        zero = inside.x + inside.w * 0.62
        half = inside.w * 0.2
        for place, (cause, amount) in enumerate(self._terms[:rows]):
            y = inside.y + 26 * place + 12
            ui.text(named_cause(campaign.names, campaign.setup, cause), inside.x, y, BODY, "text", width=inside.w * 0.4)
            width = half * abs(amount) / largest
            ui.box((zero if amount > 0 else zero - width, y - 5, max(2.0, width), 10), "accent", None, 2)
            text = ("+" if amount > 0 else "") + plain(amount)
            ui.text(text, inside.right, y, BODY, "text", "SemiBold", "right")


def _head(ui: Ui, campaign: Campaign, outcome: Outcome, margin: float) -> float:
    """What happened. Returns where the panels begin."""
    kind = KINDS[outcome.kind.id]
    roomy = ui.screen.h >= 700
    y = 28.0 if roomy else 16.0
    ui.box((margin + 8, y, 56, 56), "#16294a", "#3f78cf", 14)
    ui.icon(_ICONS[outcome.ending], margin + 36, y + 28, 28, "#9cc2ff")
    x = margin + 80
    name = say(f"ending.{outcome.ending.id}")
    used = ui.text(name, x, y + 12, 30, "#f2f6fc", "SemiBold")
    ui.chip_label(
        say(f"ui.ending.{outcome.kind.id}"), x + used + 16, y + 13, kind.icon, kind.colour, "#16294a", "#3f78cf"
    )
    width = min(ui.screen.w - x - 230, 860)
    height = ui.paragraph(say(f"ending.text.{outcome.ending.id}"), x, y + 34, width, TITLE, "#c6d2e2", lines=3)
    year = date(outcome.year, campaign.setup.turn_years)
    right = ui.screen.w - margin - 8
    when = say("ui.turn_of", turn=outcome.turn, turns=campaign.setup.turns, date=year)
    ui.text(campaign.book.scenario.title, right, y + 4, BODY, "soft", align="right")
    ui.text(when, right, y + 24, BODY, "soft", align="right")
    worldview = (campaign.book.worldview or campaign.book.baseline).title
    ui.text(say("ui.under", worldview=worldview), right, y + 44, BODY, "soft", align="right")
    return max(y + 34 + height + 16, y + 72)


def _draw_near(ui: Ui, outcome: Outcome, panel: Box) -> None:
    """How near each ending was, in two columns; 1 means that its condition held."""
    inside = ui.panel(panel, say("ui.ending.near"), "target", right=say("ui.ending.near_note"))
    codes = [code for code in Code if code is not Code.NONE]
    codes.sort(key=lambda code: (-outcome.nearness[code], code))
    columns = Box(inside.x, inside.y - 4, inside.w, panel.bottom - inside.y - 4).columns(2, 32)
    half = (len(codes) + 1) // 2
    for place, code in enumerate(codes):
        column = columns[place // half]
        pitch = min(28.0, column.h / half)
        y = column.y + pitch * (place % half) + pitch / 2
        own = code is outcome.ending
        kind = KINDS[code.kind.id]
        value = outcome.nearness[code]
        ui.icon(kind.icon, column.x + 8, y, 14, kind.colour)
        weight: Weight = "SemiBold" if own else "Regular"
        colour = "text" if own else "soft"
        ui.text(say(f"ending.{code.id}"), column.x + 24, y, BODY, colour, weight, width=column.w * 0.5 - 24)
        bar = Box(column.x + column.w * 0.52, y - 5, column.w * 0.48 - 48, 10)
        ui.progress(bar, value, kind.colour, kind.pattern)
        ui.text(fixed(value, 2), column.right, y, BODY, "text", "SemiBold", "right")


def _draw_ranking(ui: Ui, campaign: Campaign, outcome: Outcome, panel: Box) -> None:
    inside = ui.panel(panel, say("ui.ending.ranking"), "trophy", right=say("ui.ending.ranking_note"))
    order = sorted(outcome.scores, key=lambda id_: -outcome.scores[id_])
    pitch = min(30.0, (panel.bottom - inside.y - 8) / len(order))
    for place, id_ in enumerate(order):
        y = inside.y - 4 + pitch * place + pitch / 2
        if id_ in campaign.people:
            ui.box((inside.x - 8, y - pitch / 2 + 1, inside.w + 16, pitch - 2), "selected", "accent2", 6)
        ui.text(str(place + 1), inside.x + 8, y, BODY, "soft", "SemiBold", "centre")
        style = style_of(campaign.book, id_)
        ui.seat_token(style, inside.x + 34, y, min(10, pitch / 2 - 2))
        name = campaign.book.scenario.seats[id_].name
        ui.text(name, inside.x + 54, y, BODY, "text", "SemiBold" if id_ in campaign.people else "Regular", width=90)
        score = outcome.scores[id_]
        bar = (inside.x + 150, y - 5, inside.w - 150 - 48, 10)
        ui.progress(bar, score / 100.0, style.colour)
        ui.text(fixed(score, 0), inside.right, y, BODY, "text", "SemiBold", "right")


def _draw_truth(ui: Ui, campaign: Campaign, held: list[Held], box: Box) -> None:
    """What the techniques of each seat really held: no longer a secret."""
    ui.rule(box.x, box.y, box.w)
    ui.caps(say("ui.ending.truth"), box.x, box.y + 18)
    ui.text(say("ui.ending.truth_unit"), box.right, box.y + 18, META, "dim", align="right")
    pitch = min(28.0, (box.h - 34) / len(held))
    for place, each in enumerate(held):
        y = box.y + 34 + pitch * (place + 0.5)
        over = each.capability - each.ceiling
        ui.seat_token(style_of(campaign.book, each.seat), box.x + 11, y, min(10, pitch / 2 - 2))
        ui.text(campaign.book.scenario.seats[each.seat].name, box.x + 30, y, BODY, width=90)
        line = say("ui.ending.held", capability=fixed(each.capability), ceiling=fixed(each.ceiling))
        ui.text(line, box.x + 124, y, BODY, "soft", width=box.w - 124 - 84)
        icon, colour = ("triangle-alert", "bad") if over > 0 else ("circle-check", "good")
        used = ui.text(signed(-over), box.right, y, BODY, colour, "SemiBold", "right")
        ui.icon(icon, box.right - used - 14, y, 14, colour)


def _buttons(ui: Ui, session: Session, row: Box) -> None:
    again, menu = row.left(232), row.from_right(140)
    if ui.button("again", again, say("ui.ending.again"), "primary", "rotate-ccw", "N"):
        session.ask(session.play_again)
    if ui.button("menu", menu, say("ui.ending.menu"), icon="house", hotkey="Esc"):
        session.ask(session.leave_campaign)
    x = again.right + 20
    ui.icon("info", x + 7, row.y + 22, 14)
    ui.text(say("ui.ending.note"), x + 24, row.y + 22, BODY, "dim", width=menu.x - x - 40)
