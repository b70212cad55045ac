"""The worldview lab: two worldviews side by side, their numbers on sliders, and thousands of campaigns of each."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from game import paths
from game.content.book import Book
from game.content.check import check
from game.content.files import write_whole
from game.content.load import load_book
from game.content.overlay import Sketch, id_of, overlay_text, worldview_files
from game.content.problems import ContentError, Severity
from game.content.words import say
from game.forecast.lab import SIDES, Lab, Which, endings_table
from game.ui.controls import ButtonKind
from game.ui.layout import Box
from game.ui.screens.labparameters import Parameters
from game.ui.screens.labresults import draw_claims, draw_endings, draw_parting, mark
from game.ui.session import Session
from game.ui.theme import BODY, GAP, LEAD, MARGIN, TOP_BAR
from game.ui.widgets import Ui

SAVE = "save-worldview"
BASELINE = ""


class LabScreen:
    """Remembers what is laid side by side, what was changed on it, and what campaigns have said."""

    def __init__(self) -> None:
        self._files = worldview_files()
        self._books: dict[str, Book | str] = {}
        second = next(iter(self._files), BASELINE)
        self._chosen: dict[Which, str] = {"a": BASELINE, "b": second}
        self._sketches: dict[Which, Sketch] = {which: self._sketch(self._chosen[which]) for which in SIDES}
        self._played: dict[Which, tuple[Sketch, Book] | None] = {"a": None, "b": None}
        self._parameters = Parameters()
        self._lab: Lab | None = None
        self._title = ""
        self._saving: Which = "b"
        self._warned = ""

    def draw(self, ui: Ui, session: Session) -> None:
        ui.fill()
        lab = session.lab
        if lab is not None:
            self._play(ui, lab)
        room = self._head(ui, session)
        whole = Box(MARGIN, room.y + GAP, room.w - 2 * MARGIN, room.h - 2 * GAP)
        high = round(whole.h * 0.58)
        upper, lower = whole.top(high), whole.below(high, GAP)
        left = upper.left(round(whole.w * 0.61))
        self._changes(ui, left)
        draw_claims(ui, upper.after(left.w, GAP), lab, self._sketches)
        ends = lower.left(round(whole.w * 0.52))
        draw_endings(ui, ends, lab)
        draw_parting(ui, lower.after(ends.w, GAP), lab, self._sketches)
        self._dialogue(ui, session)

    # ---- what is played -----------------------------------------------------------------------------

    def _play(self, ui: Ui, lab: Lab) -> None:
        for which in SIDES:
            sketch, played = self._sketches[which], self._played[which]
            if played is None or played[0] is not sketch:
                played = self._played[which] = (sketch, sketch.played())
            lab.play(which, played[1], ui.dragging)
        lab.follow()

    def _sketch(self, id_: str) -> Sketch:
        """The worldview as its file has it; the baseline where it cannot be read."""
        if id_ not in self._books:
            try:
                self._books[id_] = load_book(worldview=self._files[id_] if id_ else None)
            except (ContentError, OSError) as error:
                self._books[id_] = str(error).splitlines()[0]
        book = self._books[id_]
        return self._sketch(BASELINE) if isinstance(book, str) else Sketch(book)

    def _changes(self, ui: Ui, panel: Box) -> None:
        """Choices and sliders; act on them."""
        ids = [BASELINE, *self._files]
        names = [say("ui.lab.baseline"), *self._files]
        ui.box(panel, "panel", "line", 10)
        width = round(min(236.0, panel.w * 0.3))
        left = Box(panel.x + 38, panel.y + 10, width, 34)
        boxes = {"a": left, "b": left.move(panel.w - 50 - width, 0)}
        for which in SIDES:
            at = ids.index(self._chosen[which])
            label = say(f"ui.lab.side_{which}")
            key = which.upper()
            picked = ui.dropdown(f"side/{which}", boxes[which], names, at, label, hotkey=key)
            mark(ui, which, boxes[which].x - 15, boxes[which].y + 17)
            if picked != at:
                self._chosen[which] = ids[picked]
                self._sketches[which] = self._sketch(ids[picked])
        for which, place, parameter in self._parameters.draw(ui, panel, self._sketches):
            self._sketches[which] = self._sketches[which].edited(place, parameter)

    # ---- the head -----------------------------------------------------------------------------------

    def _head(self, ui: Ui, session: Session) -> Box:
        bar = ui.screen.top(TOP_BAR)
        ui.box((bar.x - 8, bar.y - 10, bar.w + 16, bar.h + 10), "top", "line", 0)
        middle = bar.h / 2
        if ui.icon_button("back", (8, 7, 34, 34), "arrow-left", say("ui.back"), "Esc"):
            session.ask(session.close_lab)
            session.ask(session.back)
        x = 46 + ui.keycap(ui.bound("Esc"), 46, middle, "left") + 18
        ui.icon("flask-conical", x, middle, 20, "accent")
        x += 18 + ui.text(say("ui.lab.title"), x + 18, middle, LEAD, "text", "SemiBold") + 18
        width = 128.0
        at = bar.right - 12
        for name, icon, key in (("save", "save", "S"), ("export", "download", "E"), ("reset", "rotate-ccw", "R")):
            at -= width
            edited = any(sketch.edits for sketch in self._sketches.values())
            enabled = edited if name == "reset" else session.lab is not None or name == "save"
            kind: ButtonKind = "primary" if name == "save" else "plain"
            label, why = say(f"ui.lab.{name}"), say("ui.lab.nothing")
            if ui.button(f"lab/{name}", (at, 7, width, 34), label, kind, icon, key, enabled, why, size=BODY):
                self._act(name, ui, session)
            at -= 8
        text, icon, colour = self._told(session.lab)
        ui.icon(icon, x + 8, middle, 15, colour)
        ui.text(text, x + 22, middle, BODY, "dim", width=at - x - 30)
        return ui.screen.below(TOP_BAR)

    def _act(self, name: str, ui: Ui, session: Session) -> None:
        """Do what a button of the head says."""
        if name == "save":
            self._open_save(ui)
        elif name == "export":
            self._export(session)
        else:
            self._reset()

    def _told(self, lab: Lab | None) -> tuple[str, str, str]:
        """How many campaigns what is shown comes from."""
        if lab is None:
            return say("ui.lab.nobody"), "info", "dim"
        if lab.failure:
            return say("ui.lab.failed", reason=lab.failure), "triangle-alert", "warning"
        games = sum(outlook.games for which in SIDES if (outlook := lab.outlook(which)) is not None)
        if not games:
            return say("ui.lab.begins"), "hourglass", "accent"
        done = not lab.working
        return say("ui.lab.played", games=games), "circle-check" if done else "hourglass", "good" if done else "accent"

    def _reset(self) -> None:
        for which in SIDES:
            self._sketches[which] = Sketch(self._sketches[which].book)

    # ---- files --------------------------------------------------------------------------------------

    def _export(self, session: Session) -> None:
        """Both sides' endings as a table beside the saves; earlier ones are kept."""
        if session.lab is None:
            return
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(endings_table(session.lab))
        number = 1
        while (path := session.folder / f"lab-{number:02d}.csv").exists():
            number += 1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.getvalue().encode())
        except OSError as error:
            session.tell(say("ui.lab.not_written", reason=error.strerror or str(error)), bad=True)
            return
        session.tell(say("ui.lab.exported", file=path.name))

    def _open_save(self, ui: Ui) -> None:
        self._saving = "b" if self._sketches["b"].edits or not self._sketches["a"].edits else "a"
        self._title = say("ui.lab.own_title", title=self._sketches[self._saving].worldview().title)
        self._warned = ""
        ui.open(SAVE, focus=f"{SAVE}/title")

    def _dialogue(self, ui: Ui, session: Session) -> None:
        with ui.modal(SAVE, (520, 286), say("ui.lab.save_title"), "save") as room:
            if room is None:
                return
            ui.paragraph(say("ui.lab.save_text"), room.x, room.y - 6, room.w, BODY, "soft")
            y = room.y + 38
            for place, which in enumerate(SIDES):
                chip = (room.x + place * 130, y, 122, 28)
                if ui.chip(f"{SAVE}/{which}", chip, say(f"ui.lab.side_{which}"), self._saving == which):
                    self._saving = which
            title = ui.field(
                f"{SAVE}/title", (room.x, y + 40, room.w, 36), self._title, limit=60, label=say("ui.lab.name")
            )
            if title != self._title:
                self._title, self._warned = title, ""
            id_ = id_of(self._title)
            path = paths.worldviews() / f"{id_}.toml"
            problem = "" if id_ else say("ui.lab.no_name")
            if id_ and id_ in worldview_files() and not path.exists():
                problem = say("ui.lab.taken", id=id_)
            replacing = path.exists() and bool(id_)
            note = problem or (say("ui.lab.replaces", file=path.name) if replacing else str(path))
            ui.text(note, room.x, y + 94, BODY, "warning" if problem or replacing else "dim", width=room.w)
            buttons = room.from_bottom(36)
            yes, no = buttons.from_right(200), Box(buttons.right - 318, buttons.y, 110, 36)
            if ui.button(f"{SAVE}/no", no, say("ui.cancel"), hotkey="Esc"):
                ui.close(SAVE)
            label = say("ui.lab.replace" if replacing else "ui.lab.write")
            go = ui.button(f"{SAVE}/yes", yes, label, "primary", "save", "Enter", not problem, problem)
            if go or (ui.submitted(f"{SAVE}/title") and not problem):
                if replacing and self._warned != id_:
                    self._warned = id_  # the first press only changes the label to what a second one does
                    session.tell(say("ui.lab.again", file=path.name))
                elif self._write(session, path):
                    ui.close(SAVE)

    def _write(self, session: Session, path: Path) -> bool:
        """Write the overlay; whether it is there and the checker accepts it."""
        worldview = self._sketches[self._saving].worldview(self._title.strip())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, overlay_text(worldview).encode())
        except OSError as error:
            session.tell(say("ui.lab.not_written", reason=error.strerror or str(error)), bad=True)
            return False
        wrong = [problem for problem in check([path]) if problem.severity is Severity.ERROR]
        if wrong:
            session.tell(str(wrong[0]).splitlines()[0], bad=True)
            return False
        self._files = worldview_files()
        self._books.pop(path.stem, None)
        self._chosen[self._saving] = path.stem
        self._sketches[self._saving] = self._sketch(path.stem)
        session.tell(say("ui.lab.saved", file=path.name))
        return True
