"""The card of a region over the map: its power and prices, the own chips there, and building there."""

from __future__ import annotations

from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.expect import Expectations, differences
from game.ui.screens.mapscene import region_tip
from game.ui.theme import BODY, META, TITLE
from game.ui.tips import TipRow
from game.ui.widgets import Ui

CARD = "region-card"
_WIDTH = 292.0
_ROW = 19.0
_HEAD, _PART, _FOOT = 48.0, 34.0, 50.0
_MOST_CHANGES = 3


class RegionCard:
    """Which region is open, and what building there is expected to change."""

    def __init__(self) -> None:
        self._region = ""
        self._expectations = Expectations()

    def open(self, region: str) -> None:
        """Show a region; the same once more puts the card away."""
        self._region = "" if region == self._region else region

    def place(self, office: Office, room: Box) -> Box | None:
        """Where the card lies: on the side of the map that is away from its region. None while none is open."""
        if not self._region:
            return None
        rows = len(region_tip(office, office.setup.regions.index(self._region)).rows)
        high = min(room.h - 100, _HEAD + _ROW * (rows + max(1, len(self._changes(office)))) + _PART + _FOOT)
        west = office.book.baseline.regions[self._region].place[0] < 0
        return Box(room.right - _WIDTH - 12 if west else room.x + 12, room.y, _WIDTH, high)

    def draw(self, ui: Ui, office: Office, box: Box) -> None:
        """Draw it and take its order; nothing when the same frame's click on the map has put it away."""
        if not self._region:
            return
        tip = region_tip(office, office.setup.regions.index(self._region))
        ui.ground(f"{CARD}/ground", box)
        ui.shadow(box)
        ui.box(box, "tip", "line2", 10)
        ui.note_area(CARD, box)
        ui.icon("map-pin", box.x + 22, box.y + 22, 16, "accent")
        ui.text(tip.title, box.x + 38, box.y + 22, TITLE, "text", "SemiBold", width=box.w - 90)
        if ui.icon_button(f"{CARD}/close", (box.right - 36, box.y + 8, 28, 28), "x", say("ui.map.close"), "X"):
            self._region = ""
            return
        y = box.y + _HEAD + _ROW / 2 - 4
        for row in tip.rows:
            self._row(ui, box, row, y)
            y += _ROW
        ui.rule(box.x + 14, y - 4, box.w - 28, "line2")
        chosen = self._region == self._chosen(office)
        ui.text(say("ui.map.if_built"), box.x + 14, y + 9, META, "dim", width=box.w - 28)
        y += _PART - 4
        changes = self._changes(office)
        for row in changes or (TipRow(say("ui.map.built_here" if chosen else "ui.map.no_change"), ""),):
            self._row(ui, box, row, y)
            y += _ROW
        button = Box(box.x + 14, box.bottom - 42, box.w - 28, 32)
        label, reason = say("ui.map.build"), say("ui.map.built_here")
        if ui.button(
            f"{CARD}/build", button, label, "plain", "server", "B", not chosen, reason, size=BODY, selected=chosen
        ):
            office.edit(region=self._region)

    def _row(self, ui: Ui, box: Box, row: TipRow, y: float) -> None:
        used = ui.text(row.amount, box.right - 14, y, META, row.colour, "SemiBold", "right")
        ui.text(row.name, box.x + 14, y, META, "soft", width=box.w - 36 - used)

    def _chosen(self, office: Office) -> str:
        return office.sheet.region or office.setup.regions[int(office.setup.home[office.index])]

    def _changes(self, office: Office) -> tuple[TipRow, ...]:
        """What is expected to come out otherwise if the chips of this turn are ordered for this region."""
        if self._region == self._chosen(office):
            return ()
        then = self._expectations.of(office, region=self._region)
        return differences(office.preview.after, then.after)[:_MOST_CHANGES]
