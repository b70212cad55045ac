"""Setting up a campaign: scenario, worldview, who sits where, and the seed. The last set-up is remembered."""

from __future__ import annotations

from game import paths
from game.content.book import Book
from game.content.load import files_of, load_book
from game.content.overlay import worldview_files
from game.content.problems import ContentError
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.screens.load import draw_head
from game.ui.session import HUMAN, Choice, Session
from game.ui.theme import BODY, GAP, MARGIN, META, SECTION, TITLE, TOP_BAR
from game.ui.tips import Tip
from game.ui.widgets import Ui


class NewGame:
    """Remembers what is chosen so far; books are read once for each scenario and worldview."""

    def __init__(self) -> None:
        self._choice: Choice | None = None
        self._books: dict[tuple[str, str], Book | str] = {}

    def draw(self, ui: Ui, session: Session) -> None:
        if self._choice is None:
            self._choice = session.remembered()
        ui.fill()
        draw_head(ui, session, "plus", say("ui.new.title"))
        room = Box(MARGIN, TOP_BAR + GAP, ui.screen.w - 2 * MARGIN, ui.screen.h - TOP_BAR - 2 * GAP)
        left, right = room.columns([round(room.w * 0.4), 0], GAP)
        scenarios = [path.stem for path in files_of(paths.balance(), "scenarios")]
        scenarios.sort(key=lambda id_: id_ != Choice().scenario)  # the usual one first
        if self._choice.scenario not in scenarios:
            self._choice = Choice()
        book = self._book(self._choice)
        self._world(ui, left, scenarios, book)
        if isinstance(book, str):
            ui.box(right, "panel", "line", 10)
            ui.paragraph(book, right.x + 16, right.y + 20, right.w - 32, BODY, "warning")
            return
        self._seats(ui, session, right, book)

    def _book(self, choice: Choice) -> Book | str:
        """The book of a choice, or why there is none."""
        key = (choice.scenario, choice.worldview)
        if key not in self._books:
            try:
                self._books[key] = load_book(choice.scenario, choice.worldview or None)
            except ContentError as error:
                self._books[key] = str(error)
        return self._books[key]

    def _world(self, ui: Ui, panel: Box, scenarios: list[str], book: Book | str) -> None:
        """Scenario, worldview, seed."""
        assert self._choice is not None
        choice = self._choice
        inside = ui.panel(panel, say("ui.new.world"), "globe")
        y = inside.y
        ui.caps(say("ui.new.scenario"), inside.x, y + 8)
        y += 22
        for place, id_ in enumerate(scenarios):
            box = Box(inside.x, y, inside.w, 40)
            one = self._book(Choice(id_, choice.worldview))
            name = one.scenario.title if isinstance(one, Book) else id_
            note = (
                ""
                if isinstance(one, str)
                else say("ui.new.seats_turns", seats=len(one.scenario.seats), turns=one.scenario.turns)
            )
            if ui.row(f"scenario/{id_}", box, name, id_ == choice.scenario, str(place + 1), fill="raised", radius=8):
                chairs = choice.chairs if id_ == choice.scenario else {}
                self._choice = Choice(id_, choice.worldview, chairs, choice.seed)
            ui.text(name, box.x + 14, box.y + 20, TITLE, "text", "Medium")
            used = ui.keycap(str(place + 1), box.right - 12, box.y + 20)
            ui.text(note, box.right - 22 - used, box.y + 20, META, "soft", align="right")
            y += 46
        if isinstance(book, Book):
            scenario = book.scenario
            y += 4 + ui.paragraph(scenario.summary.strip(), inside.x, y + 4, inside.w, BODY, "soft", lines=4) + 8
            years = say(
                "ui.new.length",
                years=scenario.turn_years,
                start=scenario.start_year,
                end=scenario.start_year + scenario.turn_years * scenario.turns,
            )
            ui.icon("calendar", inside.x + 8, y + 8, 15)
            ui.text(years, inside.x + 24, y + 8, BODY, "dim", width=inside.w - 24)
            y += 30
        y = self._worldview(ui, inside, y, book)
        ui.caps(say("ui.new.seed"), inside.x, y + 8)
        seed = ui.field(
            "seed", (inside.x, y + 20, inside.w, 36), choice.seed, say("ui.new.seed_hint"), "target", "D", 24
        )
        if seed != choice.seed and self._choice is choice:
            self._choice = Choice(choice.scenario, choice.worldview, choice.chairs, seed)

    def _worldview(self, ui: Ui, inside: Box, y: float, book: Book | str) -> float:
        """The worldview, where there are several."""
        assert self._choice is not None
        choice = self._choice
        files = list(worldview_files())
        ui.caps(say("ui.new.worldview"), inside.x, y + 8)
        ids = ["", *files]
        names = [say("ui.new.baseline"), *files]
        at = ids.index(choice.worldview) if choice.worldview in ids else 0
        tip = (
            Tip(text=book.worldview.summary.strip())
            if isinstance(book, Book) and book.worldview
            else say("ui.new.worldview_text")
        )
        if files:
            picked = ui.dropdown(
                "worldview", (inside.x, y + 20, inside.w, 34), names, at, say("ui.new.worldview"), tip=tip
            )
            if picked != at:
                self._choice = Choice(choice.scenario, ids[picked], choice.chairs, choice.seed)
            return y + 66
        ui.text(say("ui.new.baseline"), inside.x, y + 30, BODY, "text")
        return y + 48

    def _seats(self, ui: Ui, session: Session, panel: Box, book: Book) -> None:
        """Who sits where."""
        assert self._choice is not None
        choice = self._choice
        inside = ui.panel(panel, say("ui.new.seats"), "users", right=say("ui.new.seats_note"))
        chairs = _chairs(book, choice)
        height = min(92.0, (panel.bottom - inside.y - 76) / len(chairs) - 8)
        y = inside.y
        for id_, seat in book.scenario.seats.items():
            card = Box(inside.x, y, inside.w, height)
            ui.box(card, "panel2", "line", 8)
            ui.seat_token(style_of(book, id_), card.x + 34, card.y + card.h / 2, 18)
            pick = Box(card.right - 262, card.y + card.h / 2 - 17, 250, 34)
            wide = pick.x - card.x - 80
            ui.text(seat.name, card.x + 66, card.y + 20, SECTION - 2, "text", "SemiBold", width=wide)
            lines = max(1, int((card.h - 38) // 18))
            ui.paragraph(seat.character.strip(), card.x + 66, card.y + 32, wide, META + 0.0, "soft", lines=lines)
            ids = [HUMAN, *book.temperaments]
            names = [say("ui.new.human")]
            names += [say("ui.new.computer", temperament=t.title) for t in book.temperaments.values()]
            at = ids.index(chairs[id_])
            picked = ui.dropdown(f"chair/{id_}", pick, names, at, seat.name, icon="user" if at == 0 else "bot")
            if picked != at:
                chairs = chairs | {id_: ids[picked]}
                self._choice = Choice(choice.scenario, choice.worldview, chairs, choice.seed)
            y += height + 8
        people = sum(chair == HUMAN for chair in chairs.values())
        foot = Box(inside.x, panel.bottom - 60, inside.w, 44)
        note = (
            say("ui.new.hotseat", people=people)
            if people > 1
            else say("ui.new.solo")
            if people
            else say("ui.new.nobody")
        )
        ui.paragraph(note, foot.x, foot.y + 4, foot.w - 250, META, "dim", lines=2)
        begin, nobody = foot.from_right(230), say("ui.new.nobody")
        if ui.button("begin", begin, say("ui.new.begin"), "primary", "play", "Enter", people > 0, nobody):
            wanted = Choice(choice.scenario, choice.worldview, chairs, choice.seed)
            session.ask(lambda: session.begin_new(wanted))


def _chairs(book: Book, choice: Choice) -> dict[str, str]:
    """Who sits where as chosen; the first seat for a person and the rest for their computer players by default."""
    known = {HUMAN, *book.temperaments}
    chairs = {}
    for place, (id_, seat) in enumerate(book.scenario.seats.items()):
        usual = HUMAN if place == 0 and not choice.chairs else seat.temperament
        wanted = choice.chairs.get(id_, usual)
        chairs[id_] = wanted if wanted in known else seat.temperament
    return chairs
