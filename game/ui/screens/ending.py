"""The end of a campaign: what happened, why, how likely it was, and which decisions counted.

Everything of it may be shown to everybody: the campaign is over, and nothing is a secret of its players any more.
"""

from __future__ import annotations

from game.campaign.campaign import Campaign
from game.campaign.outcome import Outcome
from game.campaign.verdict import decided
from game.content.vocabulary import Ending as Code
from game.content.words import say
from game.ui.backdrop import limb
from game.ui.hindsight import Hindsight
from game.ui.layout import Box
from game.ui.screens.bands import Bands, Pin
from game.ui.screens.dignity import MOST, ROW, draw_dignity, draw_ranking, shown_lines
from game.ui.screens.exporting import EXPORT, draw_export
from game.ui.screens.numbers import date
from game.ui.screens.reasons import Reasons
from game.ui.screens.whatif import WHAT_IF, WhatIf
from game.ui.session import Session
from game.ui.theme import BODY, KINDS, META, TITLE
from game.ui.tips import Tip
from game.ui.widgets import Ui

ICONS = {
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
_BUTTON = 40.0


class Ending:
    """Remembers what was read of the campaign, which does not change any more."""

    def __init__(self) -> None:
        self._bands = Bands()
        self._reasons = Reasons()
        self._what_if = WhatIf()
        self._verdict: list[str] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        hindsight, outcome = session.ended, session.outcome
        assert outcome is not None
        campaign = hindsight.campaign
        if self._verdict is None:
            self._verdict = [say(f"ending.text.{outcome.ending.id}"), *decided(campaign, outcome.ending)]
        limb(ui, 0.9, 100, gain=0.9)
        margin = 12.0
        top = _head(ui, campaign, outcome, self._verdict, margin)
        foot = ui.screen.h - 14 - _BUTTON
        room = Box(margin, top, ui.screen.w - 2 * margin, foot - 12 - top)
        left, right = room.columns([round(room.w * 0.617), 0], 12)
        roomy = room.h > 500
        ranking = 52 + (26.0 if roomy else 21.0) * len(outcome.scores)
        decisions = right.top(right.h - ranking - 12)
        most = min(MOST if ui.screen.h < 1000 else 2 * MOST, int((decisions.h - 44 - 20 - 40) // ROW))
        shown = shown_lines(campaign, hindsight.debrief, hindsight.focus, most)
        pins = [Pin(one.pin.number, one.pin.turn, one.pin.mark) for one in shown]
        bands = left.top(max(round(left.h * (0.54 if roomy else 0.46)), left.h - 276))
        self._bands.draw(ui, hindsight, outcome.ending, bands, pins)
        self._reasons.draw(ui, hindsight, outcome, left.below(bands.h, 12))
        draw_dignity(ui, hindsight, decisions, shown)
        draw_ranking(ui, session, outcome, right.below(decisions.h, 12))
        self._buttons(ui, session, hindsight, Box(margin, foot, room.w, _BUTTON))
        self._what_if.draw(ui, session, hindsight)
        draw_export(ui, session, campaign)

    def _buttons(self, ui: Ui, session: Session, hindsight: Hindsight, row: Box) -> None:
        roomy = row.w > 1150
        x = row.x

        def place(width: float) -> Box:
            nonlocal x
            box = Box(x, row.y, width, row.h)
            x += width + 10
            return box

        turn = self._what_if.proposed(hindsight)
        possible = turn is not None
        label = say("ui.ending.what_if", turn=(turn or 0) + 1)
        if ui.button("what-if", place(232), label, "primary", "git-branch", "W", possible, say("ui.ending.no_turn")):
            ui.open(WHAT_IF, focus=f"{WHAT_IF}/turn")
        if ui.button("replay", place(176 if roomy else 132), say("ui.ending.replay"), icon="history", hotkey="M"):
            session.ask(lambda: session.go("replay"))
        if ui.button("record", place(132 if roomy else 124), say("ui.ending.record"), icon="chart-line", hotkey="C"):
            session.ask(lambda: session.go("record"))
        if ui.button("export", place(132 if roomy else 124), say("ui.ending.export"), icon="download", hotkey="E"):
            ui.open(EXPORT, focus=f"{EXPORT}/name")
        menu = row.from_right(124)
        again = Box(menu.x - 10 - 156, row.y, 156, row.h)
        if ui.button("again", again, say("ui.ending.again"), icon="rotate-ccw", hotkey="N"):
            session.ask(session.play_again)
        if ui.button("menu", menu, say("ui.ending.menu"), icon="house", hotkey="Esc"):
            session.ask(session.leave_campaign)
        width = again.x - x - 34
        if width > 170:
            ui.icon("info", x + 15, row.y + row.h / 2, 14)
            ui.paragraph(say("ui.ending.note"), x + 30, row.y + 4, width, META, "dim", lines=2)


def _head(ui: Ui, campaign: Campaign, outcome: Outcome, told: list[str], margin: float) -> float:
    """What happened. Returns where the panels begin."""
    kind = KINDS[outcome.kind.id]
    roomy = ui.screen.h >= 700
    y = 24.0 if roomy else 12.0
    ui.box((margin + 8, y, 56, 56), "#16294a", "#3f78cf", 14)
    ui.icon(ICONS[outcome.ending], margin + 36, y + 28, 28, "#9cc2ff")
    x = margin + 80
    name = say(f"ending.{outcome.ending.id}")
    used = ui.text(name, x, y + 12, 30, "#f2f6fc", "SemiBold")
    chip = x + used + 16
    wide = ui.chip_label(
        say(f"ui.ending.{outcome.kind.id}"), chip, y + 13, kind.icon, kind.colour, "#16294a", "#3f78cf"
    )
    year = date(outcome.year, campaign.setup.turn_years)
    right = ui.screen.w - margin - 8
    when = say("ui.turn_of", turn=outcome.turn, turns=campaign.setup.turns, date=year)
    ui.text(f"{campaign.book.scenario.title} · {when}", right, y + 12, BODY, "soft", align="right")
    worldview = (campaign.book.worldview or campaign.book.baseline).title
    under = ui.text(say("ui.under", worldview=worldview), right, y + 32, BODY, "soft", align="right")
    if campaign.what_if is not None:
        _draw_mark(ui, campaign, chip + wide + 10, y + 13)
    width = min(right - x - under - 24, 900)
    height = ui.paragraph(" ".join(told), x, y + 32, width, TITLE, "#c6d2e2", lines=3)
    ui.tip_area("told", (x, y + 32, width, height), Tip(title=name, text=" ".join(told)), name, focusable=True)
    ui.ring("told", (x - 4, y + 31, width + 8, height + 2))
    return max(y + 34 + height + 12, y + 72)


def _draw_mark(ui: Ui, campaign: Campaign, x: float, y: float) -> None:
    """That this is a what-if, and what the campaign it parted from came to."""
    mark = campaign.what_if
    assert mark is not None
    key = "was" if mark.ending else "from"
    ending = say(f"ending.{mark.ending}") if mark.ending else ""
    text = say(f"ui.whatif.{key}", turn=mark.turn + 1, ending=ending, last=mark.turns)
    ui.chip_label(text, x, y, "git-branch", "violet", "#16294a", "#3f78cf")
