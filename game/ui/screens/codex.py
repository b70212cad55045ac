"""The codex: every concept, technology, event, ending, number and seat as an article, with search and links.

Inside a campaign it shows the numbers of that campaign's worldview; from the title, the shipped content.
"""

from __future__ import annotations

from game.content.book import Book
from game.content.load import load_book
from game.content.words import say
from game.ui.layout import Box
from game.ui.screens.articles import SECTIONS, Article, articles_of
from game.ui.screens.codexarticle import draw_article
from game.ui.screens.load import draw_head
from game.ui.screens.menu import draw_menu
from game.ui.screens.topbar import draw_top_bar
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META, TITLE, TOP_BAR
from game.ui.widgets import Ui

_LIST = 332
_ROW = 28
_HEADING = 30
_SECTION = 32
_ROWS = -(-len(SECTIONS) // 2)  # of sections in two columns
_FIELD = "codex/search"


class Codex:
    """Remembers the article, the way that led to it, and what is searched for."""

    def __init__(self) -> None:
        self._book: Book | None = None
        self._articles: dict[str, Article] = {}
        self._section = SECTIONS[0]
        self._search = ""
        self._open = ""
        self._trail: list[str] = []
        self._follow = 0  # frames for which the list still has to be brought to the open article
        self._matches: tuple[tuple[str, str], dict[str, list[Article]]] | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        self._read(session)
        if session.article:
            self._go(ui, session.article)
            session.article = ""
        ui.fill()
        office = session.office
        if office is not None:
            room = draw_top_bar(ui, session, office, "codex")
        else:
            draw_head(ui, session, "book-open", say("ui.codex.title"))
            room = Box(0, TOP_BAR, ui.screen.w, ui.screen.h - TOP_BAR)
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        left = whole.left(_LIST)
        self._contents(ui, left)
        before = self._articles[self._trail[-1]].title if self._trail else ""
        wanted, back = draw_article(ui, whole.after(_LIST, GAP), self._articles[self._open], before)
        if wanted:
            self._go(ui, wanted)
        elif back and self._trail:
            self._show(ui, self._trail.pop())
        if office is not None:
            draw_menu(ui, session, escape=False)

    # ---- what is read -------------------------------------------------------------------------------

    def _read(self, session: Session) -> None:
        """Take the book of the campaign, or the shipped one; at first the first concept is open."""
        if self._book is not None:
            return
        self._book = session.campaign.book if session.campaign is not None else load_book()
        self._articles = articles_of(self._book)
        self._open = next(iter(self._articles))

    def _go(self, ui: Ui, key: str) -> None:
        """Open an article; Back leads to the one before."""
        if key != self._open:
            self._trail.append(self._open)
            self._show(ui, key)

    def _show(self, ui: Ui, key: str) -> None:
        self._open = key
        self._section = self._articles[key].section
        ui.scroll_to("article", 0)
        self._follow = 2  # the height of another list is known only when it has been drawn once

    # ---- the list -----------------------------------------------------------------------------------

    def _found(self) -> dict[str, list[Article]]:
        """The articles of every section that fit the search."""
        key = (self._search, self._section)
        if self._matches is None or self._matches[0] != key:
            found: dict[str, list[Article]] = {section: [] for section in SECTIONS}
            for article in self._articles.values():
                if article.matches(self._search):
                    found[article.section].append(article)
            self._matches = (key, found)
        return self._matches[1]

    def _listed(self) -> list[tuple[str, Article]]:
        """Rows of the list: a heading, or "" where it is the one before, and an article.

        While something is searched for, the matches of all sections follow those of the chosen one.
        """
        found = self._found()
        others = [section for section in SECTIONS if section != self._section] if self._search.strip() else []
        rows = []
        for section in (self._section, *others):
            last = None
            for article in found[section]:
                name = say(f"ui.codex.{section}")
                heading = f"{name} · {article.group}" if others and article.group else article.group
                if others and not article.group:
                    heading = name
                rows.append((heading if heading != last else "", article))
                last = heading
        return rows

    def _contents(self, ui: Ui, panel: Box) -> None:
        ui.box(panel, "panel", "line", 10)
        ui.note_area("codex", panel)
        inside = panel.inset(12)
        before = self._search
        field = inside.top(34)
        hint = say("ui.codex.search", count=len(self._articles))
        self._search = ui.field(_FIELD, field, self._search, hint, "search", "F", limit=32)
        if self._search != before:
            ui.scroll_to("articles", 0)
        self._sections(ui, Box(inside.x, field.bottom + 8, inside.w, _ROWS * _SECTION))
        top = field.bottom + 8 + _ROWS * _SECTION + 8
        ui.rule(inside.x, top, inside.w)
        rows = self._listed()
        self._keys(ui, [article.key for _, article in rows])
        self._list(ui, Box(panel.x + 6, top + 4, panel.w - 12, panel.bottom - top - 10), rows)

    def _sections(self, ui: Ui, area: Box) -> None:
        """The sections in two columns, with the number of articles that fit the search."""
        found = self._found()
        for place, section in enumerate(SECTIONS):
            column, row = divmod(place, _ROWS)
            width = (area.w - 6) / 2
            box = Box(area.x + column * (width + 6), area.y + row * _SECTION, width, _SECTION - 4)
            name, key = say(f"ui.codex.{section}"), str(place + 1)
            if ui.row(f"section/{section}", box, name, section == self._section, key, fill="panel2"):
                self._section = section
                ui.scroll_to("articles", 0)
                if found[section]:
                    first = found[section][0].key
                    if self._articles[self._open].section != section:
                        self._go(ui, first)
            middle = box.y + box.h / 2
            used = ui.keycap(key, box.x + 6, middle, "left")
            count = ui.text(str(len(found[section])), box.right - 8, middle, META, "dim", align="right")
            ui.text(name, box.x + 12 + used, middle, BODY, "text", "Medium", width=box.w - used - count - 24)

    def _keys(self, ui: Ui, keys: list[str]) -> None:
        """Arrows go through the list, also out of the search field; Enter there opens the first match."""
        if not keys:
            return
        if ui.submitted(_FIELD):
            self._go(ui, self._open if self._open in keys else keys[0])
            ui.focus = None
            return
        moves = {"Down": 1, "Up": -1, "PageDown": 10, "PageUp": -10}
        pressed = ui.focus_key(_FIELD, *moves) or next((key for key in moves if ui.key(key)), "")
        if not pressed:
            return
        here = keys.index(self._open) if self._open in keys else -1 if moves[pressed] > 0 else len(keys)
        section = self._section
        self._show(ui, keys[min(len(keys) - 1, max(0, here + moves[pressed]))])
        if self._search.strip():
            self._section = section  # its matches stay on top

    def _list(self, ui: Ui, area: Box, rows: list[tuple[str, Article]]) -> None:
        if self._follow:
            self._follow -= 1
            self._bring_into_view(ui)
        with ui.scroll("articles", area, say("ui.codex.title")) as view:
            y = view.y
            for heading, article in rows:
                if heading:
                    if area.y - _HEADING < y < area.bottom:
                        ui.caps(heading, view.x + 10, y + 18, META)
                    y += _HEADING
                if area.y - 2 * _ROW < y < area.bottom + _ROW:
                    self._row(ui, Box(view.x, y, view.w, _ROW - 2), article)
                y += _ROW
            if not rows:
                ui.text(say("ui.codex.nothing"), view.x + 10, y + 20, TITLE, "dim")
                y += 40
            view.end(y)

    def _row(self, ui: Ui, box: Box, article: Article) -> None:
        chosen = article.key == self._open
        # Arrows reach the rows, so that Tab is soon at the links of the article.
        touch = ui.touch(f"article/{article.key}", box, "row", article.title, chosen, focusable=False)
        if touch.clicked:
            self._go_from_list(ui, article.key)
        if chosen or touch.hover:
            ui.box(box, "selected" if chosen else "raised", "accent2" if chosen else "line2", 6)
        middle = box.y + box.h / 2
        ui.icon(article.icon, box.x + 16, middle, 14, article.colour)
        used = ui.text(article.note, box.right - 8, middle, META, "dim", align="right") if article.note else 0.0
        ui.text(article.title, box.x + 30, middle, BODY, "text", width=box.w - used - 48)

    def _go_from_list(self, ui: Ui, key: str) -> None:
        """Open what was clicked; the list stays where it is."""
        section = self._section
        if key != self._open:
            self._trail.append(self._open)
        self._open = key
        self._section = section if self._search.strip() else self._articles[key].section
        ui.scroll_to("article", 0)

    def _bring_into_view(self, ui: Ui) -> None:
        """Scroll the list so that the open article stands a few rows from its top."""
        y = 0.0
        for heading, article in self._listed():
            y += _HEADING if heading else 0
            if article.key == self._open:
                ui.scroll_to("articles", y - 4 * _ROW)
                return
            y += _ROW
