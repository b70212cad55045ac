"""The dialogue that writes a campaign that has ended into a file, and says where."""

from __future__ import annotations

from pathlib import Path

from game.campaign.campaign import Campaign
from game.campaign.export import KINDS, Kind, write_export
from game.content.files import safe_name
from game.content.words import say
from game.ui.session import Session
from game.ui.theme import BODY, META
from game.ui.widgets import Ui

EXPORT = "export-table"


def draw_export(ui: Ui, session: Session, campaign: Campaign) -> None:
    """Name and kind of the file; that there is one already is said before it is written over."""
    with ui.modal(EXPORT, (520, 292), say("ui.export.title"), "download") as room:
        if not room:
            return
        name, kind = session.export_as or (session.suggested_name(), 0)
        y = room.y + ui.paragraph(say("ui.export.text"), room.x, room.y, room.w, BODY, "soft", lines=3) + 10
        kind = ui.tabs(f"{EXPORT}/kind", (room.x, y, 180, 32), [one.upper() for one in KINDS], kind, ("1", "2"))
        name = ui.field(
            f"{EXPORT}/name", (room.x, y + 42, room.w, 38), name, say("ui.menu.name"), "pencil", limit=40
        )
        session.export_as = (name, kind)
        path = export_path(session.exports, name, KINDS[kind])
        there = path.exists()
        told = say("ui.export.exists", file=path.name) if there else str(path)
        ui.text(told, room.x + 2, y + 96, META, "warning" if there else "dim", width=room.w)
        no, yes = room.from_bottom(36).columns(2, 12)
        entered = ui.submitted(f"{EXPORT}/name")
        if ui.button(f"{EXPORT}/no", no, say("ui.cancel"), hotkey="Esc"):
            ui.close(EXPORT)
        go = say("ui.export.replace" if there else "ui.export.go")
        if ui.button(f"{EXPORT}/yes", yes, go, "primary", "download", hotkey="Enter") or entered:
            ui.close(EXPORT)
            session.ask(lambda: _write(session, campaign, path, KINDS[kind], there))


def export_path(folder: Path, name: str, kind: Kind) -> Path:
    """The file of a name that a player gave: always directly in `folder`."""
    return folder / f"{safe_name(name, 'campaign')}.{kind}"


def _write(session: Session, campaign: Campaign, path: Path, kind: Kind, replace: bool) -> None:
    try:
        write_export(campaign, path, kind, replace)
    except OSError as error:
        session.tell(say("ui.export.failed", file=path, reason=error.strerror or str(error)), bad=True)
        return
    session.export_as = None
    session.tell(say("ui.export.written", file=path))
