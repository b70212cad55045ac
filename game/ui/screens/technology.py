"""The technology tree: what is known, what is worked on, what waits, and what it takes to get further."""

from __future__ import annotations

import pygame

from game.content.models import Technology as Record
from game.content.vocabulary import Lane
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.effects import lane_icon, short_effect
from game.ui.screens.menu import draw_menu
from game.ui.screens.techcards import draw_card, draw_link, meta, state_mark
from game.ui.screens.techdetail import draw_detail
from game.ui.screens.techstate import STATES, Standing, standings
from game.ui.screens.topbar import draw_top_bar
from game.ui.screens.tree import CARD_H, CARD_W, GUTTER, PITCH, Card, Tree, lay_out
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META
from game.ui.widgets import Ui

_DETAIL = 280
_LANE = 114
_HEAD = 26
_STEP = 60.0
_TIERS = ("one", "two", "three", "four", "five", "six")


class Technology:
    """Remembers what is selected and which part of the tree is shown."""

    def __init__(self) -> None:
        self._tree: Tree | None = None
        self._standings: tuple[object, dict[str, Standing]] | None = None
        self._selected = ""
        self._idle: set[str] = set()  # lanes without work when last looked at
        self._at = (0.0, 0.0)  # upper left corner of the shown part
        self._off: set[str] = set()  # states that are filtered out
        self._search = ""
        self._picture: tuple[object, pygame.Surface] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        ui.fill()
        room = draw_top_bar(ui, session, office, "technology")
        if self._tree is None:
            self._tree = lay_out(office.book.technologies)
        if self._standings is None or self._standings[0] is not office.sheet:
            self._standings = (office.sheet, standings(office))
        stands = self._standings[1]
        panel = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN - GAP - _DETAIL, room.h - 2 * GAP)
        ui.box(panel, "top", "line", 10)
        self._toolbar(ui, Box(panel.x + 12, panel.y + 10, panel.w - 24, 32), stands)
        area = Box(panel.x + 1, panel.y + 50, panel.w - 2, panel.h - 52)
        idle = {p.detail for p in office.pending if p.kind == "lane"}
        taken_up = self._selected and stands[self._selected].state == "active"
        if not self._selected or (taken_up and idle and idle < self._idle):
            self._begin(office, stands, area)  # a lane has its work: on to the next one
        self._idle = idle
        self._tree_area(ui, office, area, self._tree, stands)
        detail = Box(panel.right + GAP, panel.y, _DETAIL, panel.h)
        chosen = draw_detail(ui, session, office, detail, self._selected, stands)
        if chosen:
            self._select(chosen, area)
        draw_menu(ui, session, escape=False)

    # ---- what is shown ------------------------------------------------------------------------------

    def _begin(self, office: Office, stands: dict[str, Standing], area: Box) -> None:
        """Go to the cheapest choice of the first lane that has nothing to do, else to what is being worked on."""
        assert self._tree is not None
        book = office.book.technologies
        idle = [p.detail for p in office.pending if p.kind == "lane"]
        free = [id_ for id_, s in stands.items() if s.state == "available"]
        lanes = [*idle, *(lane.id for lane in Lane if lane.id not in idle)]
        free.sort(key=lambda id_: (lanes.index(book[id_].lane), book[id_].tier, stands[id_].to_pay))
        active = [id_ for id_, s in stands.items() if s.state == "active"]
        order = free if idle else [*active, *free]
        self._select(next(iter(order), next(iter(stands))), area)

    def _select(self, id_: str, area: Box) -> None:
        """Select a technology and bring its card into view."""
        assert self._tree is not None
        self._selected = id_
        card = self._tree.cards[id_]
        view = Box(area.x + _LANE, area.y + _HEAD, area.w - _LANE, area.h - _HEAD)
        x, y = self._at
        margin = GUTTER
        if card.x - margin < x or card.x + CARD_W + margin > x + view.w:
            x = card.x - (view.w - CARD_W) / 2
        if card.y < y or card.y + CARD_H > y + view.h:
            y = card.y - (view.h - CARD_H) / 2
        self._at = self._kept((x, y), view)

    def _kept(self, at: tuple[float, float], view: Box) -> tuple[float, float]:
        assert self._tree is not None
        most_x = max(0.0, self._tree.size[0] + 24 - view.w)
        most_y = max(0.0, self._tree.size[1] + 12 - view.h)
        return min(most_x, max(0.0, at[0])), min(most_y, max(0.0, at[1]))

    # ---- parts --------------------------------------------------------------------------------------

    def _toolbar(self, ui: Ui, bar: Box, stands: dict[str, Standing]) -> None:
        """Search, and the states: legend and filter in one."""
        wide = bar.w > 860
        search = 156 if wide else 120
        self._search = ui.field(
            "search", bar.left(search), self._search, say("ui.tech.search"), "search", "F", limit=24
        )
        x = bar.x + search + 10
        for state in STATES:
            label = say(f"ui.tech.{state}")
            count = sum(s.state == state for s in stands.values())
            width = round(44 + ui.measure(label, BODY) + ui.measure(str(count), META, "SemiBold") + 12)
            if not wide:
                width = round(42 + ui.measure(str(count), META, "SemiBold") + 10)
            box = Box(x, bar.y, width, 32)
            on = state not in self._off
            if ui.row(
                f"filter/{state}",
                box,
                label,
                fill="raised" if on else "inset",
                radius=8,
                tip=say("ui.tech.filter", state=label),
            ):
                self._off ^= {state}
            sample = Standing(state, place=1, share=0.62)
            state_mark(ui, x + 19, bar.y + 16, sample)
            if wide:
                ui.text(label, x + 36, bar.y + 16, BODY, "text" if on else "dim")
            ui.text(str(count), box.right - 10, bar.y + 16, META, "dim", "SemiBold", "right")
            x += width + 6

    def _tree_area(self, ui: Ui, office: Office, area: Box, tree: Tree, stands: dict[str, Standing]) -> None:
        view = Box(area.x + _LANE, area.y + _HEAD, area.w - _LANE, area.h - _HEAD)
        touch = ui.area("tree", view, "tree", say("ui.tab.technology"), focusable=True)
        x, y = self._at
        x, y = x - touch.drag[0], y - touch.drag[1]
        if touch.wheel:
            x -= touch.wheel * _STEP * 2
        self._at = self._kept((x, y), view)
        self._keys(ui, tree, stands, area)
        origin = (view.x + 12 - self._at[0], view.y + 2 - self._at[1])
        self._touch_cards(ui, office, tree, stands, origin, view, area)
        # What stands still is drawn once and then copied.
        key = (self._at, self._selected, id(stands), self._search, frozenset(self._off), ui.scale, ui.size)
        if self._picture is not None and self._picture[0] == key and not ui.inspecting:
            ui.surface.blit(self._picture[1], ui.pixels(area))
            return
        self._grounds(ui, office, area, tree, origin)
        with ui.clip(view):
            self._links(ui, tree, stands, origin, view)
            self._cards(ui, office, tree, stands, origin, view)
        self._headers(ui, area, view, tree, origin)
        self._picture = (key, ui.surface.subsurface(ui.pixels(area)).copy())

    def _keys(self, ui: Ui, tree: Tree, stands: dict[str, Standing], area: Box) -> None:
        """Arrows move from card to card."""
        steps = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        key = ui.focus_key("tree", *steps)
        if not key and ui.focus in (None, "tab/1"):
            key = next((k for k in steps if ui.key(k)), "")
        if not key:
            return
        here = tree.cards[self._selected]
        dx, dy = steps[key]

        def off(card: Card) -> float:
            along = (card.x - here.x) * dx + (card.y - here.y) * dy
            across = abs((card.x - here.x) * dy) + abs((card.y - here.y) * dx)
            return along + 2.5 * across

        ahead = [c for c in tree.cards.values() if (c.x - here.x) * dx + (c.y - here.y) * dy > 1]
        if ahead:
            self._select(min(ahead, key=off).id, area)

    def _grounds(self, ui: Ui, office: Office, area: Box, tree: Tree, origin: tuple[float, float]) -> None:
        inside = Box(area.x + 7, area.y + _HEAD, area.w - 14, area.h - _HEAD - 6)
        with ui.clip(inside):
            for lane, strip in zip(Lane, tree.lanes, strict=True):
                y = origin[1] + strip.start
                ui.box((inside.x, y, inside.w, strip.size), "panel", None, 8)
                ui.box((inside.x, y, _LANE - 8, strip.size), "panel2", None, 8)
                ui.icon(lane_icon(lane.id), inside.x + 20, y + 22, 18, "accent")
                height = ui.paragraph(
                    say(f"ui.lane.{lane.id}"), inside.x + 11, y + 36, _LANE - 24, BODY, "text", "SemiBold", line=1.3
                )
                speed = office.work(lane)
                if strip.size > height + 70:
                    ui.text(f"{speed:.2f}", inside.x + 11, y + strip.size - 30, BODY, "text", "Medium")
                    ui.text(say("ui.tech.per_turn"), inside.x + 11, y + strip.size - 14, META, "dim")

    def _headers(self, ui: Ui, area: Box, view: Box, tree: Tree, origin: tuple[float, float]) -> None:
        head = Box(view.x, area.y, view.w - 8, _HEAD)
        with ui.clip(head):
            for tier, strip in tree.tiers.items():
                left, right = origin[0] + strip.start, origin[0] + strip.start + strip.size
                name = say(f"ui.tier.{_TIERS[tier - 1]}")
                note = say(f"ui.tier.{_TIERS[tier - 1]}_note")
                width = ui.measure(name, BODY, "SemiBold") + 8 + ui.measure(note, META)
                at = max(left, head.x + 4)
                if at + width > min(right + GUTTER - 10, head.right):
                    width = ui.measure(name, BODY, "SemiBold")
                    note = ""
                if at + width > min(right, head.right):
                    continue
                used = ui.text(name, at, head.y + 13, BODY, "text", "SemiBold")
                if note:
                    ui.text(note, at + used + 8, head.y + 13, META, "dim")

    def _links(self, ui: Ui, tree: Tree, stands: dict[str, Standing], origin: tuple[float, float], view: Box) -> None:
        for hot in (False, True):
            for link in tree.links:
                touching = self._selected in (link.source, link.target)
                if touching != hot:
                    continue
                left = origin[0] + link.points[0][0]
                right = origin[0] + link.points[-1][0]
                if right < view.x or left > view.right:
                    continue
                known, past = (stands[id_].state == "done" for id_ in (link.source, link.target))
                draw_link(ui, link, origin, known, past, hot)

    def _touch_cards(
        self,
        ui: Ui,
        office: Office,
        tree: Tree,
        stands: dict[str, Standing],
        origin: tuple[float, float],
        view: Box,
        area: Box,
    ) -> None:
        with ui.clip(view):
            for card in _seen(tree, origin, view):
                box = (origin[0] + card.x, origin[1] + card.y, CARD_W, CARD_H)
                name, state = office.book.technologies[card.id].name, stands[card.id].state
                if ui.touch(f"card/{card.id}", box, "card", name, state, focusable=False).clicked:
                    self._select(card.id, area)

    def _cards(
        self,
        ui: Ui,
        office: Office,
        tree: Tree,
        stands: dict[str, Standing],
        origin: tuple[float, float],
        view: Box,
    ) -> None:
        near = {link.target for link in tree.links if link.source == self._selected}
        near |= {link.source for link in tree.links if link.target == self._selected}
        for card in _seen(tree, origin, view):
            technology, standing = office.book.technologies[card.id], stands[card.id]
            draw_card(
                ui,
                (origin[0] + card.x, origin[1] + card.y),
                view,
                technology.name,
                meta(standing, short_effect(technology)),
                standing,
                selected=card.id == self._selected,
                near=card.id in near,
                faded=standing.state in self._off or not _matches(technology, self._search),
            )


def _seen(tree: Tree, origin: tuple[float, float], view: Box) -> list[Card]:
    """The cards that are at least partly in view."""
    return [
        card
        for card in tree.cards.values()
        if origin[0] + card.x + CARD_W >= view.x
        and origin[0] + card.x <= view.right
        and origin[1] + card.y + PITCH >= view.y
        and origin[1] + card.y <= view.bottom
    ]


def _matches(technology: Record, search: str) -> bool:
    wanted = search.strip().lower()
    return not wanted or wanted in technology.name.lower() or wanted in technology.summary.lower()
