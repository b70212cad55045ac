"""What becomes of the newest model, with the question that is asked before weights are published."""

from __future__ import annotations

from game.content.vocabulary import Release
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.numbers import log_flop
from game.ui.session import Session
from game.ui.theme import BODY
from game.ui.widgets import Ui

RELEASES = Release.ids()
CONFIRM = "confirm-weights"


def choose_release(ui: Ui, session: Session, office: Office, release: str) -> None:
    """Order a release. Before weights are published the player is asked, unless that is turned off."""
    if release == Release.WEIGHTS.id and office.sheet.release != release:
        refused = office.would_refuse(release=release)
        if refused:
            session.tell(office.text(refused[0]), bad=True)
            return
        if session.settings.confirmations:
            ui.open(CONFIRM, focus=f"{CONFIRM}/no")
            return
    settled = tuple(name for name in office.sheet.acknowledged if name != "release")
    if release == Release.HOLD.id and has_news(office):
        settled = (*settled, "release")
    session.tell_refused(office, office.edit(release=release, acknowledged=settled))


def has_news(office: Office) -> bool:
    """Whether there is a model that is better than what is served."""
    return bool(office.view.capability[0, 0] > office.view.served[0, 0] + 0.01)


def release_dropdown(ui: Ui, session: Session, office: Office, box: Box) -> None:
    """The order as one line for the main screen."""
    at = RELEASES.index(office.sheet.release)
    labels = [say("ui.release.line", release=say(f"word.release.{id_}")) for id_ in RELEASES]
    picked = ui.dropdown("release", box, labels, at, say("ui.release.title"), tip=say("ui.release.text"), icon="rocket")
    if picked != at:
        choose_release(ui, session, office, RELEASES[picked])


def draw_confirmation(ui: Ui, session: Session, office: Office) -> None:
    """The question; call it last on every screen that can order a release."""
    with ui.modal(CONFIRM, (470, 250), say("ui.release.confirm"), "share-2", "warning") as room:
        if not room:
            return
        level = log_flop(float(office.view.capability[0, 0]))
        public = log_flop(float(office.view.public_weights[0]))
        text = say("ui.release.confirm_text", level=level, public=public)
        ui.paragraph(text, room.x, room.y, room.w, BODY, "soft")
        no, yes = room.from_bottom(38).columns([0, 210], 12)
        if ui.button(f"{CONFIRM}/no", no, say("ui.release.confirm_no"), hotkey="N"):
            ui.close(CONFIRM)
        if ui.button(f"{CONFIRM}/yes", yes, say("ui.release.confirm_yes"), "primary", "share-2", hotkey="Y"):
            ui.close(CONFIRM)
            session.tell_refused(office, office.edit(release=Release.WEIGHTS.id))
