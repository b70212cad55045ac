"""The title: go on, begin, load, leave; the world behind it."""

from __future__ import annotations

from datetime import datetime

from game import __version__
from game.campaign import saves
from game.campaign.envelope import SaveHeader
from game.content.load import load_book
from game.content.problems import ContentError
from game.content.words import say
from game.ui.backdrop import fade
from game.ui.beginning import begin_tutorial
from game.ui.layout import Box
from game.ui.lessons import LESSONS, finished
from game.ui.maparcs import Arc
from game.ui.mapmarks import MapScene
from game.ui.screens.mapscene import public_scene
from game.ui.session import Session
from game.ui.theme import BODY, LEAD, META, SECTION
from game.ui.widgets import Ui
from game.ui.worldmap import MapView

_X, _WIDTH = 56, 352
_ROWS = (
    ("tutorial", "graduation-cap", "T"),
    ("new", "plus", "N"),
    ("load", "folder-open", "L"),
    ("lab", "flask-conical", "W"),
    ("codex", "book-open", "C"),
    ("settings", "settings", "S"),
    ("quit", "log-out", "Q"),
)


class Title:
    """Looks once for saves, when it is first shown."""

    def __init__(self) -> None:
        self._headers: list[SaveHeader] | None = None
        self._scene = MapScene()

    def draw(self, ui: Ui, session: Session) -> None:
        if self._headers is None:
            found = saves.headers(session.folder)
            self._headers = [header for header in found if isinstance(header, SaveHeader)]
            self._scene = _scene(self._headers)
        screen = ui.screen
        ui.fill("#070b12")
        # On a narrow screen the map moves aside, so that no seat lies under the menu.
        sky = MapView(-150.0, 178.0, -56.0, 78.0, 0.8, (-47.0 - max(0.0, 1280 - screen.w) * 0.2, 13.0))
        session.world.draw(ui, screen, self._scene, sky, "sky", names=False, touchable=False)
        ui.veil(0.2, colour="#070b12")
        fade(ui, (0, 0, 620, screen.h), "#070b12", 1.0, 0.0, power=1.3)
        fade(ui, (0, screen.h - 180, screen.w, 180), "#070b12", 0.0, 0.94, sideways=False)
        top = max(40.0, min(66.0, (screen.h - 560) / 2))
        _name(ui, top)
        y = top + 130
        going = [header for header in self._headers if header.ending is None]
        y = self._continue(ui, session, y, going[0]) if going else self._first_time(ui, session, y)
        rows = [row for row in _ROWS if going or row[0] != "tutorial"]
        pitch = min(44.0, (screen.h - 52 - 8 - y) / len(rows))
        for name, icon, key in rows:
            if name == "settings":
                ui.rule(_X + 16, y + 3, _WIDTH - 32, "faint")
                y += 8
            self._row(ui, session, name, icon, key, y, pitch - 4)
            y += pitch
        ui.icon("info", _X + 7, screen.h - 31, 14)
        ui.text(say("ui.never_forecast"), _X + 22, screen.h - 31, BODY, "soft", "Medium")
        foot = say("ui.title.foot", version=__version__)
        ui.text(foot, screen.w - 56, screen.h - 31, META, "dim", align="right")

    def _first_time(self, ui: Ui, session: Session, y: float) -> float:
        """Nobody has played here: the first turns with somebody who says what to do."""
        if _lead(ui, y, "tutorial", "graduation-cap", say("ui.title.first")):
            session.ask(lambda: begin_tutorial(session))
        ui.paragraph(say("ui.title.first_text"), _X + 50, y + 42, _WIDTH - 66, BODY, "#a9b9d0", lines=3)
        return y + 122

    def _continue(self, ui: Ui, session: Session, y: float, newest: SaveHeader) -> float:
        if _lead(ui, y, "continue", "play", say("ui.title.continue")):
            session.ask(lambda: session.open_save(newest.path))
        people = ", ".join(newest.seats[id_] for id_ in newest.people)
        when = say("ui.turn_of", turn=newest.turn + 1, turns=newest.turns, date=int(newest.year))
        title = say("ui.title.save", scenario=newest.scenario_title, people=people) if people else newest.scenario_title
        ui.text(title, _X + 50, y + 51, BODY, "text", width=_WIDTH - 66)
        ui.text(f"{when} · {saved_at(newest)}", _X + 50, y + 71, BODY, "#a9b9d0", width=_WIDTH - 66)
        ui.box((_X + 50, y + 89, _WIDTH - 66, 4), "#0f1b30", None, 2)
        share = newest.turn / max(1, newest.turns)
        if share > 0:
            ui.box((_X + 50, y + 89, (_WIDTH - 66) * share, 4), "accent", None, 2)
        return y + 122

    def _row(self, ui: Ui, session: Session, name: str, icon: str, key: str, y: float, high: float) -> None:
        label = say(f"ui.title.{name}")
        if ui.row(name, (_X, y, _WIDTH, high), label, hotkey=key):
            {
                "tutorial": lambda: session.ask(lambda: begin_tutorial(session)),
                "new": lambda: session.ask(lambda: session.go("new-game")),
                "load": lambda: session.ask(lambda: session.go("load")),
                "lab": lambda: session.ask(session.go_to_lab),
                "codex": lambda: session.ask(lambda: session.go("codex")),
                "settings": lambda: session.ask(lambda: session.go("settings")),
                "quit": lambda: session.ask(session.leave_window),
            }[name]()
        middle = y + high / 2
        ui.icon(icon, _X + 28, middle, 18)
        ui.text(label, _X + 50, middle, LEAD, "text", "Medium", width=116)
        edge = _X + _WIDTH - 24 - ui.keycap(key, _X + _WIDTH - 16, middle)
        done = finished(session.settings.lessons)
        key = f"ui.title.{name}_note" if name != "tutorial" or not done else "ui.title.tutorial_resume"
        note = say(key, count=len(self._headers or ()), done=done, all=len(LESSONS)) if name != "quit" else ""
        ui.text(note, _X + 172, middle, BODY, "dim", width=edge - _X - 172)


def _lead(ui: Ui, y: float, wanted: str, icon: str, label: str) -> bool:
    """The large button over the others, its text to be drawn on it. Whether it was pressed."""
    box = Box(_X, y, _WIDTH, 104)
    pressed = ui.row(wanted, box, label, hotkey="Enter", fill="#16294a", radius=10)
    ui.box(box, "#16294a", "accent", 10)
    ui.icon(icon, _X + 28, y + 26, 20, "#eaf2ff")
    edge = box.right - 16 - ui.keycap("Enter", box.right - 16, y + 26, on_accent=True)
    ui.text(label, _X + 50, y + 26, SECTION, "white", "SemiBold", width=edge - _X - 58)
    return pressed


def saved_at(header: SaveHeader) -> str:
    """When a save was written, in local time."""
    when = datetime.fromisoformat(header.saved).astimezone()
    today = datetime.now().astimezone().date()
    key = "ui.title.today" if when.date() == today else "ui.title.day"
    return say(key, time=f"{when:%H:%M}", day=f"{when:%Y-%m-%d}")


def _name(ui: Ui, top: float) -> None:
    ui.icon("orbit", _X + 22, top + 22, 44, "accent")
    ui.caps(say("ui.brand"), _X + 60, top + 24, 54, "#eaf2ff", spacing=9, weight="Bold")
    for place in range(6):  # the ladder: three tiers behind us, three ahead
        box = (_X + 61 + place * 48, top + 58, 40, 4)
        if place < 3:
            ui.box(box, "accent", None, 2)
        else:
            ui.box(box, "inset", "line2", 2)
    ui.text(say("ui.title.motto"), _X, top + 92, LEAD, "soft")


def _scene(headers: list[SaveHeader]) -> MapScene:
    """The world of the newest save's scenario as the public sees it, with links between the seats."""
    try:
        book = load_book(headers[0].scenario if headers else "five-labs")
    except ContentError:
        book = load_book()
    scene = public_scene(book)
    places = [(mark.longitude, mark.latitude) for mark in scene.seats]
    arcs = [Arc("treaty", places[i], places[i + 1]) for i in range(len(places) - 1)]
    arcs.append(Arc("espionage", places[-1], places[len(places) // 2]))
    return MapScene(fills=scene.fills, seats=scene.seats, arcs=tuple(arcs))
