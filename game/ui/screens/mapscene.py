"""What all maps of a seat share: blocs, regions and seats; and the overview of data centres, treaties and spying.

Everything here is read from the seat's view and its log, so a map shows nothing that the seat must not know.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from game.content.book import Book
from game.content.vocabulary import Action, Clause
from game.content.words import say
from game.ui.maparcs import Arc
from game.ui.mapmarks import Caption, DataCentre, MapScene, SeatMark, diamond_size
from game.ui.office import Office, style_of
from game.ui.screens.causes import rows_of
from game.ui.screens.numbers import chips, fixed, log_flop, percent, signed
from game.ui.tips import Tip, TipRow
from game.ui.worldmap import geography

Point = tuple[float, float]

SPYING = (Action.SPY_SECRETS, Action.SPY_WEIGHTS, Action.SABOTAGE)
_SIDE = 4.0  # degrees by which centres of different owners in one region stand apart


def fills(book: Book) -> tuple[tuple[str, str], ...]:
    """Every country of a bloc in the bloc's colour."""
    known = geography().index
    return tuple(
        (code, "#" + bloc.colour) for bloc in book.baseline.blocs.values() for code in bloc.countries if code in known
    )


def captions(book: Book) -> tuple[Caption, ...]:
    """Names of the regions that belong to a bloc."""
    return tuple(
        Caption(region.name, *region.place, "soft")
        for region in book.baseline.regions.values()
        if region.bloc is not None
    )


def areas(book: Book) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The countries of every region that belongs to a bloc, by the region's id."""
    blocs = book.baseline.blocs
    return tuple(
        (id_, tuple(blocs[region.bloc].countries)) for id_, region in book.baseline.regions.items() if region.bloc
    )


def public_scene(book: Book) -> MapScene:
    """The world as anybody sees it before a campaign: blocs and the homes of the seats."""
    seats = tuple(
        SeatMark(id_, seat.name, *seat.place, style_of(book, id_)) for id_, seat in book.scenario.seats.items()
    )
    return MapScene(fills=fills(book), seats=seats)


def overview(office: Office) -> MapScene:
    """Data centres, treaties, and the spying of the last turn and of this one."""
    return MapScene(
        fills=fills(office.book),
        data_centres=_data_centres(office),
        seats=seats(office),
        arcs=(*_treaties(office), *_espionage(office)),
        captions=captions(office.book),
        areas=areas(office.book),
    )


# --- seats -----------------------------------------------------------------------------------------------------------


def seats(
    office: Office,
    note: Callable[[int], str] = lambda _: "",
    rows: Callable[[int], tuple[TipRow, ...]] = lambda _: (),
) -> tuple[SeatMark, ...]:
    """The seats with an overlay's figure under the name and its rows first in the tooltip, both by seat index."""
    marks = []
    for index, (id_, seat) in enumerate(office.book.scenario.seats.items()):
        own = index == office.index

        def tip(index: int = index) -> Tip:
            return _seat_tip(office, index, rows(index))

        marks.append(SeatMark(id_, seat.name, *seat.place, style_of(office.book, id_), own, note(index), tip))
    return tuple(marks)


def _seat_tip(office: Office, index: int, rows: tuple[TipRow, ...]) -> Tip:
    view, own = office.view, index == office.index
    seat = office.book.scenario.seats[office.setup.seats[index]]
    best = estimate(float(view.estimate[0, index, 0]), float(view.estimate_sd[0, index, 0]), own)
    return Tip(
        title=seat.name,
        text=seat.character,
        rows=(
            *rows,
            TipRow(say("ui.map.capability"), best),
            TipRow(say("ui.map.compute"), chips(float(view.compute_estimate[0, index, 0]))),
            TipRow(say("ui.map.trust"), fixed(float(view.rival_trust[index, 0]), 0)),
        ),
        note=say("ui.map.own_note" if own else "ui.map.rival_note"),
    )


def estimate(value: float, spread: float, own: bool) -> str:
    """A best model in log FLOP; that of a rival with its error."""
    return log_flop(value) if own or spread < 0.05 else f"{fixed(value, 1)} ± {fixed(spread, 1)}"


def place_of(office: Office, index: int) -> Point:
    """Longitude and latitude of a seat."""
    return office.book.scenario.seats[office.setup.seats[index]].place


def bloc_place(office: Office, bloc: str) -> Point:
    """Longitude and latitude where a bloc's own figures stand: its region."""
    return next(region.place for region in office.book.baseline.regions.values() if region.bloc == bloc)


# --- regions ---------------------------------------------------------------------------------------------------------


def region_tip(office: Office, index: int) -> Tip:
    """A region: power, own chips, costs; and why its power changed."""
    view, id_ = office.view, office.setup.regions[index]
    region = office.book.baseline.regions[id_]
    power, used = float(view.power[index, 0]), float(view.power_used[index, 0])
    terms = [term for term in office.terms("power") if term.place == index]
    causes = rows_of(office, terms, lambda v: f"{signed(v, 1)} GW", most=2)
    return Tip(
        title=region.name,
        rows=(
            TipRow(say("ui.map.own_chips"), chips(float(view.compute[0, index, 0]))),
            TipRow(say("ui.map.ordered"), chips(float(view.pending[0, index, 0]))),
            TipRow(say("ui.map.power"), f"{fixed(used, 1)} / {fixed(power, 1)} GW", "bad" if used > power else "text"),
            *causes,
            TipRow(say("ui.map.cost"), f"× {fixed(region.cost, 2)}"),
            TipRow(say("ui.map.lead"), say("ui.years", years=region.lead_time)),
            TipRow(say("ui.map.exposure"), percent(region.exposure)),
        ),
        note=say("ui.map.region_note"),
    )


def own_centres(office: Office) -> tuple[DataCentre, ...]:
    """The own data centres, one in a region."""
    return tuple(centre for centre in _data_centres(office) if centre.id.endswith("-own"))


def _data_centres(office: Office) -> tuple[DataCentre, ...]:
    """Own compute by region; the rest of each region as one centre, because others' sites are not known apart."""
    view, regions = office.view, office.book.baseline.regions
    own = view.compute[0, :, 0]
    fleet = float(view.compute_estimate[0, :, 0].sum())
    used = view.power_used[:, 0]
    rest = [
        max(0.0, fleet * float(used[i]) / max(float(used.sum()), 1e-9) - float(own[i])) for i in range(len(regions))
    ]
    most = max(1e-9, *map(float, own), *rest)
    centres = []
    for i, (id_, region) in enumerate(regions.items()):
        lon, lat = region.place

        def tip(index: int = i) -> Tip:
            return region_tip(office, index)

        bloc = office.book.baseline.blocs.get(region.bloc or "")
        if rest[i] > 0.005 * most:
            colour = "#" + bloc.colour if bloc else "soft"
            size = diamond_size(rest[i], most)
            centres.append(DataCentre(f"{id_}-others", lon + _SIDE, lat - 1.5, size, colour, region.name, tip))
        if own[i] > 0.0:
            colour = office.style(office.seat).colour
            label = say("ui.map.own_centre", region=region.name)
            size = diamond_size(float(own[i]), most)
            centres.append(DataCentre(f"{id_}-own", lon - _SIDE, lat + 1.5, size, colour, label, tip))
    return tuple(centres)


# --- arcs of the overview --------------------------------------------------------------------------------------------


def _treaties(office: Office) -> list[Arc]:
    """An arc between each two signers of a clause that follow each other; links that several share are drawn once."""
    places = [seat.place for seat in office.book.scenario.seats.values()]
    pairs: set[tuple[int, int]] = set()
    for clause in Clause:
        signers = [i for i in range(len(places)) if office.view.signed[clause, i, 0]]
        pairs.update(itertools.pairwise(signers))
    return [Arc("treaty", places[a], places[b]) for a, b in sorted(pairs)]


def _espionage(office: Office) -> list[Arc]:
    """Spies that this seat has caught, and those it sends this turn."""
    home = place_of(office, office.index)
    found = [
        Arc("espionage", place_of(office, i), home)
        for i in range(len(office.setup.seats))
        if i != office.index and office.view.thefts_found[0, i, 0]
    ]
    return [*found, *planned(office)]


def planned(office: Office) -> list[Arc]:
    """The spies that this seat sends this turn."""
    home = place_of(office, office.index)
    return [
        Arc("planned", home, office.book.scenario.seats[action.target].place)
        for action in office.sheet.actions
        if action.action in SPYING and action.target in office.setup.seats
    ]
