"""How the lines of reports and logs look: an icon for the kind of matter, a colour for good or bad news."""

from __future__ import annotations

from game.rules.ledger import Term
from game.rules.report import Entry
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


def place_of(office: Office, entry: Entry) -> tuple[float, float] | None:
    """Longitude and latitude of what an entry is about, if it is about a place."""
    if entry.region is not None:
        return office.book.baseline.regions[office.setup.regions[entry.region]].place
    if entry.seat is not None and entry.about != "world":
        return office.book.scenario.seats[office.setup.seats[entry.seat]].place
    return None


def terms_of(office: Office, entry: Entry) -> list[Term]:
    """The causes of an entry's figure in its turn, where that figure has a place those of this place; else none."""
    if entry.quantity is None:
        return []
    terms = office.terms(entry.quantity, entry.turn)
    if entry.region is not None:
        return [term for term in terms if term.place == entry.region]
    if "other_bloc" in entry.values:
        pair = tuple(office.setup.blocs.index(str(entry.values[name])) for name in ("bloc", "other_bloc"))
        return [term for term in terms if (term.pair, term.place) == pair]
    return terms
