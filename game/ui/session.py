"""What the window holds: the campaign, whose turn is on the screen, and which screen that is.

Screens change nothing in the middle of a frame: they `ask` for it, and the window does what was asked after the
frame has been shown. So no frame is ever drawn half for one seat and half for another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game import paths
from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer, Human
from game.campaign.outcome import Outcome
from game.campaign.reasons import Refusal
from game.campaign.whatif import branch
from game.content.load import load_policies
from game.content.words import say
from game.forecast.forecaster import Forecaster, Want
from game.forecast.lab import Lab
from game.forecast.rollout import Table
from game.forecast.worker import Worker
from game.ui.hindsight import Hindsight
from game.ui.mapdraw import WorldMap
from game.ui.office import Office
from game.ui.planners import Planners
from game.ui.screens.numbers import date
from game.ui.settings import Settings, read_settings, write_settings
from game.ui.sound import ENDINGS, Sound, cue_of


@dataclass(frozen=True)
class Message:
    """A line for the player at the bottom of the screen."""

    text: str
    bad: bool = False


class Session:
    """Everything between two frames. `folder` is where campaigns are saved."""

    def __init__(self, world: WorldMap, sound: Sound, folder: Path | None = None) -> None:
        self.world = world
        self.sound = sound
        self.folder = folder or paths.saves()
        self.settings = Settings()
        self.settings_file = paths.settings_file()
        self._kept_settings = self.settings  # as they are in the file
        self.campaign: Campaign | None = None
        self.office: Office | None = None  # of the seat on the screen; none behind the curtain
        self.next_seat = ""  # whom the curtain waits for
        self.outcome: Outcome | None = None
        self.screen = "title"
        self.sitting = 0  # rises whenever other eyes look at the screen: what screens remember is then forgotten
        self.leaving = False
        self.forecaster: Forecaster | None = None  # none where nobody looks ahead, as in most tests
        self.make_worker: Callable[[], Worker] | None = None  # who plays campaigns for the lab; none in most tests
        self.lab: Lab | None = None
        self._table: Table | None = None  # what the forecasts of this campaign are played by
        self.worker: Worker | None = None  # none where nothing is worked out beside the window, as in most tests
        self.planners = Planners()  # they think beside the window where a worker is given to them
        self.hindsight: Hindsight | None = None  # on the campaign that has ended
        self.messages: list[Message] = []
        self.saves = 0  # how often a campaign was saved under a name
        self.save_name: str | None = None  # being typed
        self.exports = self.folder.parent / "exports"
        self.export_as: tuple[str, int] | None = None  # name that is being typed, and place of its kind
        self.article = ""  # which article the codex is asked to open
        self.rival = ""  # whom the screen of rivals shows
        self.overlays: dict[str, str] = {}  # which overlay of the map each seat looked at last
        self.why: tuple[str, int | None] = ("", None)  # the figure whose causes are shown, and in which turn
        self.report_turn: int | None = None  # which turn the report shows; None for the last one
        self._trail: list[str] = []
        self._asked: list[tuple[int, Callable[[], None]]] = []

    # ---- between frames -----------------------------------------------------------------------------

    def ask(self, action: Callable[[], None]) -> None:
        """Do this after the frame; unless other eyes look at the screen by then, for whom it was not asked."""
        self._asked.append((self.sitting, action))

    def settle(self) -> None:
        """Do what was asked for."""
        while self._asked:
            sitting, action = self._asked.pop(0)
            if sitting == self.sitting:
                action()

    def tell(self, text: str, bad: bool = False) -> None:
        self.messages.append(Message(text, bad))

    def tell_refused(self, office: Office, refused: list[Refusal]) -> None:
        """Say why an order was refused, if it was."""
        for refusal in refused[:1]:
            self.tell(office.text(refusal), bad=True)

    # ---- screens ------------------------------------------------------------------------------------

    def go(self, screen: str) -> None:
        """Another screen; the way back leads here."""
        if screen != self.screen:
            self._trail.append(self.screen)
            self.screen = screen

    def back(self, otherwise: str = "title") -> None:
        """One step back."""
        self.screen = self._trail.pop() if self._trail else otherwise

    def go_to_rival(self, seat: str) -> None:
        self.rival = seat
        self.go("rivals")

    def go_to_report(self, turn: int) -> None:
        self.report_turn = turn
        self.go("report")

    def go_to_article(self, key: str) -> None:
        """Open an article of the codex, `<section>/<id>`."""
        self.article = key
        self.go("codex")

    def _start_at(self, screen: str) -> None:
        self._trail.clear()
        self.screen = screen

    @property
    def seated(self) -> Office:
        """The office on the screen. RuntimeError behind the curtain, where nobody's figures may be drawn."""
        if self.office is None:
            raise RuntimeError(f"screen {self.screen} needs a seat, and nobody is sitting")
        return self.office

    # ---- what may come ------------------------------------------------------------------------------

    def look_ahead(self, moving: bool = False) -> None:
        """Let the forecast follow the orders of the seat on the screen; `moving` while a slider is dragged.

        And listen to the planners, who think in the meantime.
        """
        if self.planners.thinking and self.campaign is not None:
            self.planners.attend(self.campaign)
        office = self.office
        if self.forecaster is None or office is None or self.outcome is not None:
            return
        if self._table is None or self._table.book is not office.book:
            self._table = Table.of(office.book)
        now = (office.view, office.orders)
        self.forecaster.follow(self._table, Want(now, (office.view, office.opening), office.past), moving)

    def close(self) -> None:
        """The window is gone: leave no process behind."""
        if self.forecaster is not None:
            self.forecaster.close()
        if self.worker is not None:
            self.worker.close()
        self.planners.close()
        self.close_lab()

    def go_to_lab(self) -> None:
        """To the worldview lab, with two processes that play for it."""
        if self.lab is None and self.make_worker is not None:
            self.lab = Lab((self.make_worker(), self.make_worker()), load_policies())
        self.go("lab")

    def close_lab(self) -> None:
        """Let those processes go."""
        if self.lab is not None:
            self.lab.close()
            self.lab = None

    # ---- after the end ------------------------------------------------------------------------------

    @property
    def ended(self) -> Hindsight:
        """The campaign that is over. RuntimeError while one goes on, when its truth is still secret."""
        if self.hindsight is None or self.campaign is None or self.outcome is None:
            raise RuntimeError(f"screen {self.screen} needs a campaign that has ended")
        return self.hindsight

    def play_what_if(self, turn: int) -> None:
        """Play on from a turn of the campaign that has ended, as another campaign that is kept beside it."""
        first = self.ended.campaign
        self._forget_end()
        self.begin(branch(first, turn))
        self.tell(say("ui.whatif.begun", turn=turn + 1))

    def _forget_end(self) -> None:
        if self.hindsight is not None:
            self.hindsight.leave()
        self.planners.forget()
        self.hindsight = self.outcome = self.export_as = None

    # ---- settings -----------------------------------------------------------------------------------

    def read_settings(self) -> tuple[str, ...]:
        """Take over the settings of the last time; returns what the player has to know about their file."""
        self.settings, notices = read_settings(self.settings_file)
        self._kept_settings = self.settings if self.settings_file.exists() else Settings()
        self.sound.set_volumes(self.settings.effects / 100, self.settings.pad / 100)
        return notices

    def adjust(self, **changes: object) -> None:
        """Change settings at once; `keep_settings` writes them. ValidationError for what there is not."""
        self.settings = self.settings.changed(**changes)
        self.sound.set_volumes(self.settings.effects / 100, self.settings.pad / 100)

    def keep_settings(self) -> None:
        """Write the settings if they were changed. That they cannot be written is told and spoils nothing."""
        if self.settings == self._kept_settings:
            return
        self._kept_settings = self.settings
        try:
            write_settings(self.settings_file, self.settings)
        except OSError as error:
            self.tell(say("ui.settings.not_kept", reason=error.strerror or str(error)), bad=True)

    # ---- campaigns ----------------------------------------------------------------------------------

    def begin(self, campaign: Campaign) -> None:
        """Play this campaign from where it is. One that nobody plays gets a person on its first seat."""
        self._forget_end()
        self.campaign = campaign
        self.outcome = campaign.outcome
        if self.outcome is not None:
            self._next()
            return
        first = campaign.setup.seats[0]
        alone = not campaign.people
        if alone:
            campaign.give(first, Human())
        self.resolve_if_ready()
        if alone:
            self.tell(say("ui.seats.joins", seat=campaign.book.scenario.seats[first].name))

    def leave_campaign(self) -> None:
        """Back to the title; the present turn is kept, with the orders as far as they were given."""
        self.autosave()
        self._forget_end()
        self.campaign = self.office = None
        self.sitting += 1
        self._start_at("title")

    def play_again(self) -> None:
        """To a new set-up, from an ending."""
        self._forget_end()
        self.campaign = self.office = None
        self.sitting += 1
        self._start_at("title")
        self.go("new-game")

    def leave_window(self) -> None:
        """Quit; the present turn is kept, with the orders as far as they were given."""
        self.autosave()
        self.leaving = True

    # ---- turns --------------------------------------------------------------------------------------

    def end_turn(self) -> None:
        """Hand in the orders of the seat on the screen; when nobody is left, resolve the turn."""
        if self.campaign is None or self.office is None:
            return
        self.office.settle()
        refused = self.campaign.submit(self.office.seat)
        if refused:
            self.tell(self.office.text(refused[0]), bad=True)
            return
        self.sound.play("deploy" if self.office.sheet.deployment in ("deploy", "joint") else "confirm")
        self.resolve_if_ready()

    def give_to_computer(self, seat: str) -> None:
        """The computer player of the scenario takes this seat from now on."""
        if self.campaign is None:
            return
        temperament = self.campaign.book.scenario.seats[seat].temperament
        self.campaign.give(seat, Computer(temperament=temperament))
        if self.campaign.people:
            self.resolve_if_ready()
        else:  # somebody has to play: the seat is given back
            self.campaign.give(seat, Human())
            self.tell(say("ui.handover.last_person"), bad=True)

    def change_chair(self, seat: str, person: bool) -> None:
        """Hand a seat to a person or to its computer player, from the menu."""
        if self.campaign is None:
            return
        if person:
            self.campaign.give(seat, Human())
            self.tell(say("ui.seats.joins", seat=self.campaign.book.scenario.seats[seat].name))
            return
        here = self.office.seat if self.office else self.next_seat
        if seat == here:
            self.give_to_computer(seat)
        else:
            temperament = self.campaign.book.scenario.seats[seat].temperament
            self.campaign.give(seat, Computer(temperament=temperament))
            self.tell(say("ui.seats.leaves", seat=self.campaign.book.scenario.seats[seat].name))

    def take_seat(self) -> None:
        """The player whom the curtain waited for is at the screen."""
        if self.campaign is None:
            return
        self.office = Office(self.campaign, self.next_seat)
        self.sitting += 1
        self._start_at("recap" if self.campaign.turn else "main")
        if self.campaign.turn:
            self.sound.play(cue_of(self.office.report))

    def resolve_if_ready(self) -> None:
        """Resolve the turn once all orders are in; to the next person, or to where planners are waited for, till then.

        RuntimeError without a campaign.
        """
        if self.campaign is None:
            raise RuntimeError("there is no turn to resolve")
        if self.campaign.waiting:
            self._next()
            return
        self.planners.attend(self.campaign)
        if self.planners.thinking:
            if self.screen != "planning":
                self._clear_desk()
                self._start_at("planning")
            return
        failure = self.planners.failure
        refused = self.campaign.advance(self.planners.sheets)
        if refused:
            self.tell(refused[0].text(self.campaign.names), bad=True)
            return
        self.outcome = self.campaign.outcome
        self._next()
        if failure:
            self.tell(say("ui.planning.failed", reason=failure), bad=True)
        self.autosave_turn()

    def _next(self) -> None:
        """To the next person: straight, or behind the curtain where several share the screen."""
        assert self.campaign is not None
        self._clear_desk()
        if self.outcome is not None:
            if self.forecaster is not None:
                self.forecaster.forget()  # there is nothing more to foresee, and the worker has to look back
            self.hindsight = Hindsight(self.campaign, self.worker)
            self._start_at("ending")
            self.sound.play(ENDINGS[self.outcome.kind])
            return
        self.planners.attend(self.campaign)
        self.next_seat = self.campaign.waiting[0]
        if len(self.campaign.people) > 1:
            self._start_at("handover")
        else:
            self.take_seat()

    def _clear_desk(self) -> None:
        """Nothing of a seat is left on the screen."""
        self.office = None
        self.messages.clear()
        self.save_name, self.rival, self.report_turn, self.why = None, "", None, ("", None)
        self.sitting += 1

    # ---- files --------------------------------------------------------------------------------------

    def autosave(self) -> None:
        """Keep the present turn; a failure is told and stops nothing."""
        if self.campaign is None:
            return
        try:
            saves.autosave(self.campaign, self.folder)
        except saves.SaveError as error:
            self.tell(str(error), bad=True)

    def autosave_turn(self) -> None:
        """Keep a turn that has just begun, where the player wants it; an ending in any case."""
        if self.settings.autosave or self.outcome is not None:
            self.autosave()

    def save_as(self, name: str) -> bool:
        """Save the campaign under a name; whether it worked."""
        if self.campaign is None:
            return False
        try:
            path = saves.path_of(self.folder, name)
            saves.save(self.campaign, path)
        except saves.SaveError as error:
            self.tell(str(error), bad=True)
            return False
        self.saves += 1
        self.tell(say("ui.menu.saved", name=path.stem))
        return True

    def suggested_name(self) -> str:
        """A name for a save: scenario, seat and date."""
        if self.campaign is None:
            return ""
        seat = self.office.name(self.office.seat) if self.office else ""
        year = date(self.campaign.year, self.campaign.setup.turn_years)
        mark = say("ui.whatif.mark") if self.campaign.what_if is not None else ""
        return " ".join(part for part in (self.campaign.book.scenario.title, seat, year, mark) if part)

    def load(self, path: Path) -> None:
        """Go on with a saved campaign. SaveError when it cannot be used; the present one then goes on."""
        self.begin(saves.load(path))

    def open_save(self, path: Path) -> None:
        """The same for a player, who is told the reason."""
        try:
            self.load(path)
        except saves.SaveError as error:
            self.tell(str(error), bad=True)
