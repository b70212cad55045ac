"""The tutorial: what a new player does in the first five turns, one thing after the other, ticked by doing it.

A lesson looks only at the person's own order sheet, at the turn, and at which screens were opened; so no computer
player can tick one. What is done is kept in the settings: the tutorial can be left and taken up in any campaign.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.campaign.sheet import OrderSheet
from game.content.words import say
from game.ui.office import Office
from game.ui.session import Session


@dataclass
class Since:
    """What happened since the present lesson was set."""

    turn: int
    saves: int
    screens: set[str] = field(default_factory=set)


_PLAIN = OrderSheet()
Done = Callable[[Office, Session, Since], bool]


@dataclass(frozen=True)
class Lesson:
    """One thing to do. Texts are `ui.tutorial.<id>` and `ui.tutorial.<id>_why`; `key` is the default key that helps.

    `points_at` are widgets in the order in which they are looked for; the first that is on the screen is marked.
    """

    id: str
    turn: int
    points_at: tuple[str, ...]
    done: Done
    key: str = ""

    @property
    def text(self) -> str:
        """Key of the text that says what to do; the ends of all turns share one."""
        return f"ui.tutorial.{self.id.rstrip('12345')}"


def _visited(screen: str) -> Done:
    return lambda office, session, since: screen in since.screens


def _read_report(office: Office, session: Session, since: Since) -> bool:
    """The report itself, or the same after the end of a turn, once the player has turned from it to something else."""
    return "report" in since.screens or ("recap" in since.screens and session.screen != "recap")


def _ended(office: Office, session: Session, since: Since) -> bool:
    return office.turn > since.turn


def _end(turn: int) -> Lesson:
    return Lesson(f"end{turn}", turn, ("end-turn", "begin", "tab/0"), _ended, "Ctrl+Enter")


LESSONS = (
    Lesson("money", 1, ("share/research", "tab/0"), lambda office, *_: office.sheet.budget != _PLAIN.budget, "F1"),
    Lesson(
        "project", 1, ("research-now", "tab/1"), lambda office, *_: any(office.sheet.projects.values()), "F2"
    ),
    Lesson("ceiling", 1, ("tab/2",), _visited("models"), "F3"),
    _end(1),
    Lesson("report", 2, ("tab/5",), _read_report, "F6"),
    Lesson(
        "queue", 2, ("enqueue", "tab/1"),
        lambda office, *_: any(len(queue) > 1 for queue in office.sheet.projects.values()), "F2",
    ),
    Lesson(
        "fleet", 2, ("share/training", "tab/2"),
        lambda office, *_: (office.sheet.training, office.sheet.serving) != (_PLAIN.training, _PLAIN.serving), "F3",
    ),
    _end(2),
    Lesson("rivals", 3, ("tab/3",), _visited("rivals"), "F4"),
    Lesson("action", 3, ("big-actions", "tab/0"), lambda office, *_: bool(office.sheet.actions), "A"),
    _end(3),
    Lesson("treaties", 4, ("tab/4",), _visited("treaties"), "F5"),
    Lesson("statistics", 4, ("statistics", "tab/5"), _visited("statistics"), "F7"),
    _end(4),
    Lesson("codex", 5, ("codex",), _visited("codex"), "F8"),
    Lesson(
        "save", 5, ("save-as/yes", "menu/save", "menu"), lambda _, session, since: session.saves > since.saves, "Ctrl+S"
    ),
    _end(5),
)  # fmt: skip
TURNS = 5


class Tutorial:
    """Follows one session: which lesson is set, and when it is done."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._since: Since | None = None
        self._set = ""

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is set: the first that is not done, for the first person of the campaign at their turn."""
        session = self._session
        if not session.settings.tutorial or session.campaign is None or session.office is None:
            return None
        if session.outcome is not None or session.office.seat not in session.campaign.people[:1]:
            return None
        return next((lesson for lesson in LESSONS if lesson.id not in session.settings.lessons), None)

    def follow(self) -> None:
        """Look after a frame whether the lesson was done; then the next one is set."""
        lesson, session = self.lesson, self._session
        if session.settings.tutorial and finished(session.settings.lessons) == len(LESSONS):
            session.adjust(tutorial=False, lessons=[])
            session.tell(say("ui.tutorial.finished"))
        if lesson is None or session.office is None:
            return
        if self._since is None or self._set != lesson.id:
            self._set, self._since = lesson.id, Since(session.office.turn, session.saves)
        self._since.screens.add(session.screen)
        if lesson.done(session.office, session, self._since):
            tick(session, lesson.id)


def finished(done: list[str]) -> int:
    """How many lessons are done."""
    return sum(lesson.id in done for lesson in LESSONS)


def tick(session: Session, lesson: str) -> None:
    """A lesson is done, or skipped."""
    session.adjust(lessons=[*session.settings.lessons, lesson])
    session.sound.play("tick")


def leave(session: Session) -> None:
    """No more lessons for now; those that are done stay done."""
    session.adjust(tutorial=False)
    session.tell(say("ui.tutorial.left"))


def take_up(session: Session) -> None:
    """Lessons from where they were left."""
    session.adjust(tutorial=True)
    session.tell(say("ui.tutorial.on"))
