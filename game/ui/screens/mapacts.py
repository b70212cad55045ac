"""Map overlays of what seats and states do: treaties, espionage, regulation, and the incidents so far."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from game.content.vocabulary import Clause
from game.content.words import say
from game.rules.report import Entry
from game.ui.maparcs import Arc, ArcKind
from game.ui.mapmarks import MapScene
from game.ui.mapsigns import Sign, area_size
from game.ui.office import Office
from game.ui.screens.causes import rows_of
from game.ui.screens.mapscene import areas, bloc_place, captions, fills, place_of, planned, seats
from game.ui.screens.numbers import fixed, percent, signed
from game.ui.theme import Colour, mix
from game.ui.tips import Tip, TipRow
from game.ui.worldmap import geography

SEAS = (-32.0, -22.0)  # where matters of the whole world stand
_HOSTILE = 0.3  # enmity from which suspicion is drawn
_MEMORY = 8.0  # turns after which a mark has faded
_FAINTEST = 0.3
_MOST_LINES = 6
_CALM, _AWAKE = "#2a3f5c", "#c98a2b"  # fills of blocs whose states do not care yet, and care for nothing else


def _strength(office: Office, turn: int) -> float:
    return max(_FAINTEST, 1.0 - (office.turn - 1 - turn) / _MEMORY)


def _lines(office: Office, entries: list[Entry]) -> tuple[TipRow, ...]:
    """The latest entries as rows: what happened, and in which turn."""
    latest = sorted(entries, key=lambda entry: -entry.turn)[:_MOST_LINES]
    return tuple(TipRow(office.told(entry), say("ui.log.turn", turn=entry.turn + 1), "dim") for entry in latest)


def _gauge(office: Office, kind: str, bloc: str, ink: Colour, size: float, share: float, icon: str, tip: Tip) -> Sign:
    """A figure of a bloc, in its middle; the first row of the tooltip tells it."""
    label = tip.rows[0].amount
    return Sign(
        f"{kind}/{bloc}", *bloc_place(office, bloc), "gauge", ink, size, share, icon,
        label=label, name=f"{tip.title} {label}", tip=tip,
    )  # fmt: skip


# --- treaties --------------------------------------------------------------------------------------------------------


def treaties(office: Office) -> MapScene:
    """Who has signed what with whom, and whom this seat has reason to suspect."""
    view = office.view
    count = [int(view.signed[:, i, 0].sum()) for i in range(len(office.setup.seats))]
    return MapScene(
        fills=fills(office.book),
        seats=seats(
            office, lambda i: say("ui.overlay.clauses", count=count[i]), lambda i: _word_rows(office, i)
        ),
        arcs=(*_pacts(office), *_suspicions(office)),
        captions=captions(office.book),
        areas=areas(office.book),
    )


def _word_rows(office: Office, index: int) -> tuple[TipRow, ...]:
    view = office.view
    rows = [TipRow(say("ui.overlay.reputation"), percent(float(view.reputation[index, 0])))]
    for clause in Clause:
        if view.signed[clause, index, 0]:
            bound = bool(view.in_force[clause, 0])
            state = say("ui.overlay.in_force" if bound else "ui.overlay.waiting")
            rows.append(TipRow(office.names.of("clause", clause.id), state, "good" if bound else "dim"))
    return tuple(rows)


def _pacts(office: Office) -> list[Arc]:
    """One arc for each two seats that have signed the same clauses; dashed while none of these binds."""
    view, arcs = office.view, []
    for a, b in combinations(range(len(office.setup.seats)), 2):
        shared = [clause for clause in Clause if view.signed[clause, a, 0] and view.signed[clause, b, 0]]
        if not shared:
            continue
        bound = [clause for clause in shared if view.in_force[clause, 0]]
        rows = [
            TipRow(
                office.names.of("clause", clause.id),
                say("ui.overlay.in_force" if clause in bound else "ui.overlay.waiting"),
                "good" if clause in bound else "dim",
            )
            for clause in shared
        ]
        title = say("ui.overlay.pact", first=office.name(a), second=office.name(b))
        seen = TipRow(say("ui.overlay.verification"), percent(float(view.verification[0])))
        tip = Tip(title=title, rows=(*rows, seen), note=say("ui.overlay.pact_note"))
        sign = Sign(
            f"pact/{office.setup.seats[a]}-{office.setup.seats[b]}", 0, 0, "icon", "treaty",
            icon="handshake", label=str(len(shared)), name=f"{title}: {len(shared)}", tip=tip,
        )  # fmt: skip
        kind: ArcKind = "treaty" if bound else "pledge"
        arcs.append(Arc(kind, place_of(office, a), place_of(office, b), 1.0 + 0.5 * len(shared), sign=sign))
    return arcs


def _suspicions(office: Office) -> list[Arc]:
    """From every seat that is hostile to this one, as far as its enmity goes."""
    view, home, arcs = office.view, place_of(office, office.index), []
    for index, id_ in enumerate(office.setup.seats):
        enmity = float(view.enmity[0, index, 0])
        if index == office.index or enmity < _HOSTILE:
            continue
        tension = float(view.tension[office.setup.bloc[office.index], office.setup.bloc[index], 0])
        rows = [TipRow(say("ui.overlay.hostility"), percent(enmity), "bad")]
        if office.setup.bloc[index] != office.setup.bloc[office.index]:
            rows.append(TipRow(say("ui.overlay.tension"), fixed(tension, 0)))
        if view.thefts_found[0, index, 0]:
            rows.append(TipRow(say("ui.overlay.caught"), say("ui.overlay.last_turn"), "bad"))
        tip = Tip(title=say("ui.overlay.suspicion", seat=office.name(index)), rows=tuple(rows))
        sign = Sign(
            f"suspicion/{id_}", 0, 0, "icon", "espionage", icon="eye",
            label=percent(enmity), name=f"{tip.title} {percent(enmity)}", tip=tip,
        )  # fmt: skip
        arcs.append(Arc("suspicion", place_of(office, index), home, 0.8 + 1.5 * enmity, 0.75, sign))
    return arcs


# --- espionage -------------------------------------------------------------------------------------------------------


def espionage(office: Office) -> MapScene:
    """Every theft and attempt that this seat knows of, its own spies of this turn, and what keeps spies out."""

    def note(index: int) -> str:
        if index == office.index:
            return say("ui.overlay.security", level=fixed(float(office.view.security[0, 0]), 1))
        return say("ui.overlay.security_unknown")

    return MapScene(
        fills=fills(office.book),
        seats=seats(office, note, lambda i: _guard_rows(office, i)),
        arcs=(*_spying(office), *planned(office)),
        signs=_services(office),
        areas=areas(office.book),
    )


def _guard_rows(office: Office, index: int) -> tuple[TipRow, ...]:
    if index != office.index:
        return (TipRow(say("ui.figure.security"), say("ui.overlay.unknown"), "dim"),)
    view = office.view
    causes = rows_of(office, office.terms("security"), lambda v: signed(v, 2), most=3)
    return (
        TipRow(say("ui.figure.security"), fixed(float(view.security[0, 0]), 1)),
        TipRow(say("ui.overlay.cap"), fixed(float(view.security_cap[0, 0]), 1)),
        *causes,
    )


def _spying(office: Office) -> list[Arc]:
    """One arc for each doer and victim that are known, with all that is known between them."""
    cases: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in office.log:
        if entry.kind == "security" and entry.other is not None:
            inward = entry.key == "spy_found"
            cases[(entry.other, office.index) if inward else (office.index, entry.other)].append(entry)
    arcs = []
    for (doer, victim), entries in sorted(cases.items()):
        title = say("ui.overlay.spying", doer=office.name(doer), victim=office.name(victim))
        tip = Tip(title=title, rows=_lines(office, entries))
        fresh = _strength(office, max(entry.turn for entry in entries))
        sign = Sign(
            f"spying/{office.setup.seats[doer]}-{office.setup.seats[victim]}", 0, 0, "icon", "espionage",
            icon="hat-glasses", label=str(len(entries)), name=f"{title}: {len(entries)}", strength=fresh, tip=tip,
        )  # fmt: skip
        width = 1.2 + 0.4 * min(4, len(entries))
        arcs.append(Arc("espionage", place_of(office, doer), place_of(office, victim), width, fresh, sign))
    return arcs


def _services(office: Office) -> tuple[Sign, ...]:
    """The secret services of the blocs: public knowledge, and what a security level has to stand against."""
    signs = []
    for place, (id_, bloc) in enumerate(office.book.baseline.blocs.items()):
        capacity = float(office.setup.attacker[place, 0])
        tip = Tip(
            title=say("ui.overlay.service", bloc=bloc.name),
            rows=(TipRow(say("ui.overlay.capacity"), fixed(capacity, 1)),),
            note=say("ui.overlay.capacity_note"),
        )
        signs.append(_gauge(office, "service", id_, "#" + bloc.colour, 26.0, capacity / 5.0, "eye", tip))
    return tuple(signs)


# --- regulation ------------------------------------------------------------------------------------------------------


def regulation(office: Office) -> MapScene:
    """How far the states are awake, by bloc, what they do with their labs, and the law of the world."""
    view = office.view

    def note(index: int) -> str:
        level = int(float(view.rival_government[index, 0]) + 1e-9)
        return say("ui.overlay.state_part", part=say(f"word.government.{level}")) if level else ""

    return MapScene(
        fills=_awareness_fills(office),
        seats=seats(office, note, lambda i: _owner_rows(office, i)),
        signs=(*_states(office), _law(office)),
        areas=areas(office.book),
    )


def _awareness_fills(office: Office) -> tuple[tuple[str, str], ...]:
    known, out = geography().index, []
    for place, bloc in enumerate(office.book.baseline.blocs.values()):
        level = round(float(office.view.awareness[place, 0]) / 10) / 10  # ten shades, so few pictures
        colour = mix(_CALM, _AWAKE, min(1.0, max(0.0, level)))
        out += [(code, colour) for code in bloc.countries if code in known]
    return tuple(out)


def _owner_rows(office: Office, index: int) -> tuple[TipRow, ...]:
    view = office.view
    return (
        TipRow(
            say("ui.overlay.government"),
            say(f"word.government.{int(float(view.rival_government[index, 0]) + 1e-9)}"),
        ),
        TipRow(say("ui.overlay.accountable"), percent(float(view.rival_accountability[index, 0]))),
    )


def _states(office: Office) -> tuple[Sign, ...]:
    signs = []
    for place, (id_, bloc) in enumerate(office.book.baseline.blocs.items()):
        level = float(office.view.awareness[place, 0])
        terms = [term for term in office.terms("awareness") if term.place == place]
        tip = Tip(
            title=say("ui.overlay.awareness", bloc=bloc.name),
            text=say("ui.overlay.awareness_text"),
            rows=(TipRow(say("ui.overlay.now"), fixed(level, 0)), *rows_of(office, terms, signed, 0)),
        )
        signs.append(_gauge(office, "state", id_, _AWAKE, 34.0, level / 100, "landmark", tip))
    return tuple(signs)


def _law(office: Office) -> Sign:
    """The law, what lobbies made of it, and what the public thinks: figures of the whole world."""
    view = office.view
    law, capture = float(view.regulation[0]), float(view.capture[0])
    tip = Tip(
        title=say("ui.overlay.law"),
        text=say("ui.figure.regulation_text"),
        rows=(
            TipRow(say("ui.figure.regulation"), fixed(law, 0)),
            *rows_of(office, office.terms("regulation"), signed, 0, most=3),
            TipRow(say("ui.overlay.capture"), percent(capture)),
            TipRow(say("ui.figure.public_concern"), fixed(float(view.public_concern[0]), 0)),
            *rows_of(office, office.terms("public_concern"), signed, -1, most=3),
        ),
    )
    label = say("ui.overlay.law_label", law=fixed(law, 0), concern=fixed(float(view.public_concern[0]), 0))
    return Sign(
        "law", *SEAS, "gauge", "violet", 38.0, law / 100, "gavel", label=label, name=f"{tip.title} {label}", tip=tip
    )


# --- incidents -------------------------------------------------------------------------------------------------------

_SEVERITY = {
    "incident_warning": 1,
    "evaluations_warn": 1,
    "misuse": 1,
    "weights_leaked": 2,
    "sabotage_suffered": 2,
    "incident_serious": 2,
    "rival_incident": 2,
    "incident_lost": 3,
    "rival_incident_lost": 3,
    "misuse_catastrophe": 3,
    "struck_own": 3,
    "struck_by": 3,
    "struck_rival": 3,
}
_COLOURS = ("", "warning", "bad", "violet")


def incidents(office: Office) -> MapScene:
    """Where something went wrong that this seat knows of: larger the worse it was, fainter the longer ago."""
    found: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in office.log:
        if entry.key in _SEVERITY:
            struck = entry.key in ("struck_own", "struck_rival")
            who = entry.other if struck else office.index if entry.key == "struck_by" else entry.seat
            found[None if entry.about == "world" else who].append(entry)

    def note(index: int) -> str:
        return say("ui.overlay.incidents", count=len(found.get(index, ())))

    return MapScene(
        fills=fills(office.book),
        seats=seats(office, note),
        signs=tuple(_incident(office, who, entries) for who, entries in found.items()),
        captions=captions(office.book),
        areas=areas(office.book),
    )


def _incident(office: Office, who: int | None, entries: list[Entry]) -> Sign:
    worst = max(_SEVERITY[entry.key] for entry in entries)
    where = SEAS if who is None else place_of(office, who)
    title = say("ui.overlay.world") if who is None else office.name(who)
    tip = Tip(title=title, rows=_lines(office, entries))
    id_ = "world" if who is None else office.setup.seats[who]
    label = f"{title} · {len(entries)}" if who is None else str(len(entries))
    return Sign(
        f"incident/{id_}", where[0], where[1], "disc", _COLOURS[worst], area_size(worst, 3.0),
        icon="triangle-alert", label=label, name=f"{title}: {len(entries)}",
        strength=_strength(office, max(entry.turn for entry in entries)), tip=tip,
    )  # fmt: skip
