"""Setting up a campaign: scenario, worldview, length of a turn, who sits where, and the seed. It is remembered."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from game import paths
from game.campaign.chairs import HUMAN, PLANNER
from game.content.book import Book
from game.content.load import files_of, load_book
from game.content.overlay import worldview_files
from game.content.problems import ContentError
from game.content.records import TURN_LENGTHS
from game.content.words import say
from game.players.difficulty import LEVELS
from game.ui.beginning import begin_new
from game.ui.choice import Choice, kept_choice, with_turns_of
from game.ui.layout import Box
from game.ui.office import style_of
from game.ui.screens.load import draw_head
from game.ui.session import Session
from game.ui.theme import BODY, GAP, MARGIN, META, SECTION, TITLE, TOP_BAR
from game.ui.widgets import Ui

_LOW = 700  # logical pixels of height below which rows are narrower


class NewGame:
    """Remembers what is chosen so far; books are read once for each scenario and worldview."""

    def __init__(self) -> None:
        self._choice: Choice | None = None
        self._books: dict[tuple[str, str], Book | str] = {}
        self._titles: dict[str, str] | None = None  # of worldviews, by id

    def draw(self, ui: Ui, session: Session) -> None:
        if self._choice is None:
            self._choice = kept_choice(session.folder)
        if self._titles is None:
            self._titles = {id_: _title(path) for id_, path in worldview_files().items()}
        ui.fill()
        draw_head(ui, session, "plus", say("ui.new.title"))
        room = Box(MARGIN, TOP_BAR + GAP, ui.screen.w - 2 * MARGIN, ui.screen.h - TOP_BAR - 2 * GAP)
        left, right = room.columns([round(room.w * 0.42), 0], GAP)
        scenarios = [path.stem for path in files_of(paths.balance(), "scenarios")]
        scenarios.sort(key=lambda id_: id_ != Choice().scenario)  # the usual one first
        if self._choice.scenario not in scenarios:
            self._choice = Choice()
        if self._choice.worldview not in ("", *self._titles):
            self._choice = replace(self._choice, worldview="")
        book = self._book(self._choice)
        self._world(ui, left, scenarios, book)
        if isinstance(book, str):
            ui.box(right, "panel", "line", 10)
            ui.paragraph(book, right.x + 16, right.y + 20, right.w - 32, BODY, "warning")
            return
        self._seats(ui, session, right, book)

    def _book(self, choice: Choice) -> Book | str:
        """The book of a choice, with turns as the scenario has them; or why there is none."""
        key = (choice.scenario, choice.worldview)
        if key not in self._books:
            try:
                self._books[key] = load_book(choice.scenario, choice.worldview or None)
            except ContentError as error:
                self._books[key] = str(error)
        return self._books[key]

    # ---- the world ----------------------------------------------------------------------------------

    def _world(self, ui: Ui, panel: Box, scenarios: list[str], book: Book | str) -> None:
        """Scenario, worldview, length of a turn, seed."""
        assert self._choice is not None
        choice = self._choice
        inside = ui.panel(panel, say("ui.new.world"), "globe")
        y, high = inside.y, 32.0 if ui.screen.h < _LOW else 38.0
        ui.caps(say("ui.new.scenario"), inside.x, y + 8)
        y += 20
        for place, id_ in enumerate(scenarios):
            self._scenario(ui, Box(inside.x, y, inside.w, high), place, id_)
            y += high + 4
        if isinstance(book, Book):
            summary = book.scenario.summary.strip()
            y += ui.paragraph(summary, inside.x, y + 2, inside.w, BODY, "soft", lines=3) + 8
        foot = Box(inside.x, panel.bottom - 16 - 56, inside.w, 56)
        self._worldview(ui, Box(inside.x, y, inside.w, foot.y - y - 8), book)
        self._length_and_seed(ui, foot, book)
        if choice is not self._choice and choice.scenario != self._choice.scenario:
            self._choice = replace(self._choice, chairs={})

    def _scenario(self, ui: Ui, box: Box, place: int, id_: str) -> None:
        assert self._choice is not None
        one = self._book(replace(self._choice, scenario=id_))
        name = one.scenario.title if isinstance(one, Book) else id_
        key = str(place + 1) if place < 9 else ""
        if ui.row(f"scenario/{id_}", box, name, id_ == self._choice.scenario, key, fill="raised", radius=8):
            self._choice = replace(self._choice, scenario=id_)
        middle = box.y + box.h / 2
        edge = box.right - 12 - (ui.keycap(key, box.right - 12, middle) + 10 if key else 0)
        if isinstance(one, Book):
            note = say("ui.new.seats_turns", seats=len(one.scenario.seats), turns=one.scenario.turns)
            edge -= ui.text(note, edge, middle, META, "soft", align="right") + 10
        ui.text(name, box.x + 14, middle, TITLE, "text", "Medium", width=edge - box.x - 14)

    def _worldview(self, ui: Ui, box: Box, book: Book | str) -> None:
        """Which worldview, what it says, who objects, and what it claims will come out."""
        assert self._choice is not None
        assert self._titles is not None
        choice = self._choice
        ui.caps(say("ui.new.worldview"), box.x, box.y + 8)
        ids = ["", *self._titles]
        names = [say("ui.new.baseline"), *self._titles.values()]
        at = ids.index(choice.worldview)
        field = (box.x, box.y + 20, box.w, 34)
        tip = say("ui.new.worldview_text")
        picked = ui.dropdown("worldview", field, names, at, say("ui.new.worldview"), tip=tip, hotkey="W", icon="eye")
        if picked != at:
            self._choice = replace(choice, worldview=ids[picked])
        if isinstance(book, str):
            return
        view = book.worldview or book.baseline
        with ui.scroll("about", box.below(60), say("ui.new.worldview")) as room:
            x, y, w = room.x + 2, room.y, room.w - 4
            y += ui.paragraph(view.summary.strip(), x, y, w, BODY, "soft") + 6
            if book.worldview is not None:
                y += _part(ui, say("ui.new.objections"), x, y)
                y += ui.paragraph(book.worldview.objections.strip(), x, y, w, BODY, "soft") + 6
                if book.worldview.claims:
                    y += _part(ui, say("ui.new.claims"), x, y)
                for claim in book.worldview.claims:
                    ui.icon("scale", x + 8, y + 9, 14)
                    y += ui.paragraph(claim.text.strip(), x + 24, y, w - 24, BODY, "soft") + 4
            room.end(y)

    def _length_and_seed(self, ui: Ui, box: Box, book: Book | str) -> None:
        assert self._choice is not None
        choice = self._choice
        left, right = box.columns([round(box.w * 0.58), 0], 12)
        ui.caps(say("ui.new.length"), left.x, left.y + 8)
        lengths = [0.0, *TURN_LENGTHS]
        usual = book.scenario.turn_years if isinstance(book, Book) else 0.0
        names = [say("ui.new.turns_as_usual", years=usual)] + [say("ui.new.turns_of", years=n) for n in TURN_LENGTHS]
        at = lengths.index(choice.turn_years) if choice.turn_years in lengths else 0
        picked = ui.dropdown("length", (left.x, left.y + 20, left.w, 34), names, at, say("ui.new.length"),
                             tip=_span(book, choice.turn_years), hotkey="T", icon="calendar")  # fmt: skip
        ui.caps(say("ui.new.seed"), right.x, right.y + 8)
        hint = say("ui.new.seed_hint")
        seed = ui.field("seed", (right.x, right.y + 20, right.w, 34), choice.seed, hint, "target", "D", 24,
                        say("ui.new.seed"), say("ui.new.seed_text"))  # fmt: skip
        if picked != at or seed != choice.seed:
            self._choice = replace(self._choice, turn_years=lengths[picked], seed=seed)

    # ---- seats --------------------------------------------------------------------------------------

    def _seats(self, ui: Ui, session: Session, panel: Box, book: Book) -> None:
        """Who sits where."""
        assert self._choice is not None
        choice = self._choice
        inside = ui.panel(panel, say("ui.new.seats"), "users")
        self._difficulty(ui, Box(inside.right - 12 - 180, panel.y + 6, 180, 32))
        chairs = _chairs(book, choice)
        height = min(92.0, (panel.bottom - inside.y - 76) / len(chairs) - 8)
        y = inside.y
        names = {HUMAN: say("ui.new.human"), PLANNER: say("ui.new.planner")}
        names |= {each: temperament.title for each, temperament in book.temperaments.items()}
        tips = {PLANNER: say("ui.new.planner_text")}
        tips |= {each: temperament.summary.strip() for each, temperament in book.temperaments.items()}
        ids, titles = list(names), list(names.values())
        for id_, seat in book.scenario.seats.items():
            card = Box(inside.x, y, inside.w, height)
            ui.box(card, "panel2", "line", 8)
            ui.seat_token(style_of(book, id_), card.x + 30, card.y + card.h / 2, 17)
            pick = Box(card.right - 242, card.y + card.h / 2 - 17, 230, 34)
            wide = pick.x - card.x - 68
            ui.text(seat.name, card.x + 58, card.y + 20, SECTION - 2, "text", "SemiBold", width=wide)
            lines = max(1, int((card.h - 38) // 18))
            character = seat.character.strip()
            ui.tip_area(f"seat/{id_}", (card.x, card.y, pick.x - card.x - 6, card.h), character, seat.name)
            ui.paragraph(character, card.x + 58, card.y + 32, wide, META + 0.0, "soft", lines=lines)
            at, tip = ids.index(chairs[id_]), tips.get(chairs[id_])
            icon = "user" if at == 0 else "bot"
            picked = ui.dropdown(f"chair/{id_}", pick, titles, at, seat.name, icon=icon, tip=tip)
            if picked != at:
                chairs = chairs | {id_: ids[picked]}
                self._choice = replace(choice, chairs=chairs)
            y += height + 8
        self._begin(ui, session, Box(inside.x, panel.bottom - 60, inside.w, 44), book, chairs)

    def _difficulty(self, ui: Ui, box: Box) -> None:
        """How hard the computer players make it; one dial for all of them."""
        assert self._choice is not None
        levels = list(LEVELS)
        names = [say(f"ui.difficulty.{level}") for level in levels]
        ui.text(say("ui.new.difficulty"), box.x - 10, box.y + box.h / 2, META, "soft", align="right")
        at = levels.index(self._choice.difficulty)
        handicaps = " ".join(say(f"ui.handicap.{each}") for each in LEVELS[levels[at]]) or say("ui.handicap.none")
        tip = say("ui.new.difficulty_text", handicaps=handicaps)
        picked = ui.dropdown("difficulty", box, names, at, say("ui.new.difficulty"), tip=tip, hotkey="C", icon="scale")
        if picked != at:
            self._choice = replace(self._choice, difficulty=levels[picked])

    def _begin(self, ui: Ui, session: Session, foot: Box, book: Book, chairs: dict[str, str]) -> None:
        assert self._choice is not None
        people = sum(chair == HUMAN for chair in chairs.values())
        note = say("ui.new.nobody")
        if people:
            note = say("ui.new.hotseat", people=people) if people > 1 else say("ui.new.solo")
        ui.paragraph(note, foot.x, foot.y + 4, foot.w - 250, META, "dim", lines=2)
        begin, nobody = foot.from_right(230), say("ui.new.nobody")
        if ui.button("begin", begin, say("ui.new.begin"), "primary", "play", "Enter", people > 0, nobody):
            wanted = replace(self._choice, chairs=chairs)
            session.ask(lambda: begin_new(session, wanted))


def _title(path: Path) -> str:
    """What a worldview calls itself; its id where the file cannot be read, and choosing it says why."""
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["title"])
    except (OSError, ValueError, KeyError):
        return path.stem


def _part(ui: Ui, name: str, x: float, y: float) -> float:
    ui.caps(name, x, y + 9)
    return 22


def _span(book: Book | str, turn_years: float) -> str:
    """From when to when, in how many turns."""
    if isinstance(book, str):
        return say("ui.new.length_text")
    scenario = with_turns_of(book, turn_years).scenario
    end = scenario.start_year + scenario.turn_years * scenario.turns
    span = say("ui.new.span", turns=scenario.turns, start=scenario.start_year, end=end)
    return f"{span} {say('ui.new.length_text')}"


def _chairs(book: Book, choice: Choice) -> dict[str, str]:
    """Who sits where as chosen; the first seat for a person and the rest for their computer players by default."""
    known = {HUMAN, PLANNER, *book.temperaments}
    chairs = {}
    for place, (id_, seat) in enumerate(book.scenario.seats.items()):
        usual = HUMAN if place == 0 and not choice.chairs else seat.temperament
        wanted = choice.chairs.get(id_, usual)
        chairs[id_] = wanted if wanted in known else seat.temperament
    return chairs
