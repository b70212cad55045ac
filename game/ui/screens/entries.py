"""How the lines of reports and logs look: an icon for the kind of matter, a colour for good or bad news."""

from __future__ import annotations

from game.content.words import say
from game.rules.report import Entry
from game.ui.lists import LogLine
from game.ui.office import Office

ICONS = {
    "model": "cpu",
    "research": "flask-conical",
    "incident": "triangle-alert",
    "security": "hat-glasses",
    "money": "coins",
    "compute": "server",
    "people": "users",
    "trust": "heart-pulse",
    "treaty": "handshake",
    "conflict": "swords",
    "event": "newspaper",
    "society": "globe",
    "openness": "share-2",
    "deployment": "rocket",
    "ending": "flag",
}
_TONES = {"good": "good", "bad": "bad", "neutral": "accent"}


def icon_of(entry: Entry) -> tuple[str, str]:
    """Icon and colour of a line."""
    return ICONS[entry.kind], _TONES[entry.tone]


def log_lines(office: Office) -> list[LogLine]:
    """Everything that this seat was told, oldest first."""
    lines = [
        LogLine(say("ui.log.turn", turn=entry.turn + 1), *icon_of(entry), office.told(entry)) for entry in office.log
    ]
    return lines or [LogLine(say("ui.log.turn", turn=1), "info", "accent", say("ui.log.start"))]
