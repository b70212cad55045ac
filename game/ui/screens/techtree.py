"""The pane in which the technology tree is looked at: zoom, pan, walking from card to card, and drawing it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pygame

from game.content.vocabulary import Lane
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.effects import TIERS, lane_icon, short_effect, tier_name
from game.ui.screens.techcards import draw_card, draw_link, meta
from game.ui.screens.techstate import Standing, missing_for
from game.ui.screens.tree import FULL, MARKS, NAMES, Card, Measures, Tree, lay_out
from game.ui.theme import BODY, META
from game.ui.widgets import Ui

_LANE = 114
_HEAD = 26
_STEP = 120.0
_MOST_APART = 1.7  # of the usual distance of two rows
ZOOMS = (MARKS, NAMES, FULL)
"""What the cards show, from the whole tree at one look to every detail."""


@dataclass(frozen=True)
class Marked:
    """What is picked out: the selected technology, all that it still needs, and what is filtered out."""

    selected: str
    chain: frozenset[str]
    faded: frozenset[str]


class TreePane:
    """Remembers the zoom and which part of the tree is shown."""

    def __init__(self) -> None:
        self.zoom = len(ZOOMS) - 1
        self._trees: dict[Measures, Tree] = {}
        self._at = (0.0, 0.0)  # upper left corner of the shown part
        self._shown: tuple[str, int] | None = None  # what was last brought into view, at which zoom
        self._picture: tuple[object, pygame.Surface] | None = None

    def draw(
        self, ui: Ui, office: Office, area: Box, stands: dict[str, Standing], selected: str, faded: frozenset[str]
    ) -> str:
        """Draw the tree and return what is selected now."""
        view = Box(area.x + _LANE, area.y + _HEAD, area.w - _LANE, area.h - _HEAD)
        tree = self._tree(office, view)
        touch = ui.area("tree", view, "tree", say("ui.tab.technology"), focusable=True)
        selected = self._walk(ui, tree, selected)
        if self._shown != (selected, self.zoom):
            self._shown = (selected, self.zoom)
            self._bring(tree, tree.cards[selected], view)
        x, y = self._at[0] - touch.drag[0] - touch.wheel * _STEP, self._at[1] - touch.drag[1]
        self._at = _kept(tree, (x, y), view)
        origin = (view.x + 12 - self._at[0], view.y + 2 - self._at[1])
        selected = self._touch_cards(ui, office, tree, stands, origin, view, selected)
        marked = Marked(selected, frozenset(missing_for(office, selected)), faded)
        # What stands still is drawn once and then copied.
        key = (self._at, self.zoom, id(stands), marked, ui.scale, ui.size, tuple(area))
        if self._picture is not None and self._picture[0] == key and not ui.inspecting:
            ui.surface.blit(self._picture[1], ui.pixels(area))
            return selected
        _grounds(ui, office, area, tree, origin)
        with ui.clip(view):
            _links(ui, tree, stands, marked, origin, view)
            _cards(ui, office, tree, stands, marked, origin, view)
        _headers(ui, area, view, tree, origin)
        self._picture = (key, ui.surface.subsurface(ui.pixels(area)).copy())
        return selected

    def _tree(self, office: Office, view: Box) -> Tree:
        """The tree at this zoom, its rows moved apart where there is room to spare."""
        tree = self._laid_out(office, ZOOMS[self.zoom])
        rows = sum(round((strip.size - 2 * tree.measures.pad) / tree.measures.pitch) for strip in tree.lanes)
        spare = (view.h - 12 - tree.size[1]) // max(1, rows)
        if spare < 1:
            return tree
        pitch = min(tree.measures.pitch + spare, _MOST_APART * tree.measures.pitch)
        return self._laid_out(office, replace(tree.measures, pitch=pitch))

    def _laid_out(self, office: Office, measures: Measures) -> Tree:
        if measures not in self._trees:
            self._trees[measures] = lay_out(office.book.technologies, measures)
        return self._trees[measures]

    def _bring(self, tree: Tree, card: Card, view: Box) -> None:
        """Move the shown part so that a card is in it."""
        x, y = self._at
        width, height, margin = tree.measures.card_w, tree.measures.card_h, tree.measures.gutter
        if card.x - margin < x or card.x + width + margin > x + view.w:
            x = card.x - (view.w - width) / 2
        if card.y < y or card.y + height > y + view.h:
            y = card.y - (view.h - height) / 2
        self._at = _kept(tree, (x, y), view)

    def _walk(self, ui: Ui, tree: Tree, selected: str) -> str:
        """Arrows move from card to card."""
        steps = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        key = ui.focus_key("tree", *steps)
        if not key and ui.focus in (None, "tab/1"):
            key = next((k for k in steps if ui.key(k)), "")
        if not key:
            return selected
        here = tree.cards[selected]
        dx, dy = steps[key]

        def off(card: Card) -> float:
            along = (card.x - here.x) * dx + (card.y - here.y) * dy
            across = abs((card.x - here.x) * dy) + abs((card.y - here.y) * dx)
            return along + 2.5 * across

        ahead = [c for c in tree.cards.values() if (c.x - here.x) * dx + (c.y - here.y) * dy > 1]
        return min(ahead, key=off).id if ahead else selected

    def _touch_cards(
        self,
        ui: Ui,
        office: Office,
        tree: Tree,
        stands: dict[str, Standing],
        origin: tuple[float, float],
        view: Box,
        selected: str,
    ) -> str:
        size = tree.measures.card_w, tree.measures.card_h
        with ui.clip(view):
            for card in _seen(tree, origin, view):
                box = (origin[0] + card.x, origin[1] + card.y, *size)
                name, state = office.book.technologies[card.id].name, stands[card.id].state
                tip = None if tree.measures.named else name
                if ui.touch(f"card/{card.id}", box, "card", name, state, focusable=False, tip=tip).clicked:
                    selected = card.id
                    self._shown = (selected, self.zoom)  # it is in view where it was clicked
        return selected


def _kept(tree: Tree, at: tuple[float, float], view: Box) -> tuple[float, float]:
    """The place, moved back to where there is tree."""
    most_x = max(0.0, tree.size[0] + 24 - view.w)
    most_y = max(0.0, tree.size[1] + 12 - view.h)
    return min(most_x, max(0.0, at[0])), min(most_y, max(0.0, at[1]))


def _grounds(ui: Ui, office: Office, area: Box, tree: Tree, origin: tuple[float, float]) -> None:
    """A strip for every lane, with its name and how much work goes into it."""
    inside = Box(area.x + 7, area.y + _HEAD, area.w - 14, area.h - _HEAD - 6)
    with ui.clip(inside):
        for lane, strip in zip(Lane, tree.lanes, strict=True):
            y = origin[1] + strip.start
            ui.box((inside.x, y, inside.w, strip.size), "panel", None, 8)
            ui.box((inside.x, y, _LANE - 8, strip.size), "panel2", None, 8)
            top = y + min(22, strip.size * 0.28)
            ui.icon(lane_icon(lane.id), inside.x + 20, top, 18, "accent")
            ui.text(f"{office.work(lane):.2f}", inside.x + _LANE - 18, top, BODY, "text", "Medium", "right")
            ui.text(say(f"ui.lane.{lane.id}"), inside.x + 11, top + 22, BODY, "text", "SemiBold", width=_LANE - 24)
            ui.text(say("ui.tech.per_turn"), inside.x + 11, top + 40, META, "dim", width=_LANE - 24)


def _headers(ui: Ui, area: Box, view: Box, tree: Tree, origin: tuple[float, float]) -> None:
    """The names of the tiers over their columns, kept in sight while any of their columns is."""
    head = Box(view.x, area.y, view.w - 8, _HEAD)
    with ui.clip(head):
        for tier, strip in tree.tiers.items():
            left, right = origin[0] + strip.start, origin[0] + strip.start + strip.size
            name = tier_name(tier)
            note = say(f"ui.tier.{TIERS[tier - 1]}_note")
            short = ui.measure(name, BODY, "SemiBold")
            at, end = max(left, head.x + 4), min(right + tree.measures.gutter - 10, head.right)
            if at + short > end:
                number = str(tier)
                if at + ui.measure(number, BODY, "SemiBold") <= end:
                    ui.text(number, at, head.y + 13, BODY, "text", "SemiBold")
                continue
            used = ui.text(name, at, head.y + 13, BODY, "text", "SemiBold")
            if at + short + 8 + ui.measure(note, META) <= end:
                ui.text(note, at + used + 8, head.y + 13, META, "dim")


def _links(
    ui: Ui, tree: Tree, stands: dict[str, Standing], marked: Marked, origin: tuple[float, float], view: Box
) -> None:
    wanted = marked.chain | {marked.selected}
    for hot in (False, True):
        for link in tree.links:
            leads = link.target in wanted and (link.source in wanted or link.target == marked.selected)
            if (leads or link.source == marked.selected) != hot:
                continue
            left = origin[0] + link.points[0][0]
            right = origin[0] + link.points[-1][0]
            if right < view.x or left > view.right:
                continue
            known, past = (stands[id_].state == "done" for id_ in (link.source, link.target))
            draw_link(ui, tree, link, origin, known, past, hot)


def _cards(
    ui: Ui,
    office: Office,
    tree: Tree,
    stands: dict[str, Standing],
    marked: Marked,
    origin: tuple[float, float],
    view: Box,
) -> None:
    near = {link.target for link in tree.links if link.source == marked.selected}
    near |= {link.source for link in tree.links if link.target == marked.selected} | marked.chain
    for card in _seen(tree, origin, view):
        technology, standing = office.book.technologies[card.id], stands[card.id]
        draw_card(
            ui,
            tree.measures,
            (origin[0] + card.x, origin[1] + card.y),
            view,
            technology.name,
            meta(standing, short_effect(technology)),
            standing,
            selected=card.id == marked.selected,
            near=card.id in near,
            faded=card.id in marked.faded,
        )


def _seen(tree: Tree, origin: tuple[float, float], view: Box) -> list[Card]:
    """The cards that are at least partly in view."""
    return [
        card
        for card in tree.cards.values()
        if origin[0] + card.x + tree.measures.card_w >= view.x
        and origin[0] + card.x <= view.right
        and origin[1] + card.y + tree.measures.pitch >= view.y
        and origin[1] + card.y <= view.bottom
    ]
