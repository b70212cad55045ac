"""What one seat sees on the map: blocs, its own and its rivals' data centres, treaties, and the spying it knows of."""

from __future__ import annotations

import itertools

from game.content.book import Book
from game.content.vocabulary import Action, Clause
from game.content.words import say
from game.ui.mapmarks import Arc, Caption, DataCentre, MapScene, SeatMark, diamond_size
from game.ui.office import Office, style_of
from game.ui.screens.numbers import chips, fixed, percent
from game.ui.tips import Tip, TipRow
from game.ui.worldmap import geography

_SPYING = (Action.SPY_SECRETS, Action.SPY_WEIGHTS, Action.SABOTAGE)
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


def public_scene(book: Book) -> MapScene:
    """The world as anybody sees it before a campaign: blocs and the homes of the seats."""
    seats = tuple(
        SeatMark(id_, seat.name, *seat.place, style_of(book, id_)) for id_, seat in book.scenario.seats.items()
    )
    return MapScene(fills=fills(book), seats=seats)


def scene_of(office: Office) -> MapScene:
    """The world as this seat may see it."""
    return MapScene(
        fills=fills(office.book),
        data_centres=_data_centres(office),
        seats=_seats(office),
        arcs=(*_treaties(office), *_espionage(office)),
        captions=captions(office.book),
    )


def _seats(office: Office) -> tuple[SeatMark, ...]:
    view = office.view
    marks = []
    for index, (id_, seat) in enumerate(office.book.scenario.seats.items()):
        own = id_ == office.seat
        best = float(view.estimate[0, index, 0])
        tip = Tip(
            title=seat.name,
            text=seat.character,
            rows=(
                TipRow(say("ui.map.capability"), _estimate(best, float(view.estimate_sd[0, index, 0]), own)),
                TipRow(say("ui.map.compute"), chips(float(view.compute_estimate[0, index, 0]))),
                TipRow(say("ui.map.trust"), fixed(float(view.rival_trust[index, 0]), 0)),
            ),
        )
        marks.append(SeatMark(id_, seat.name, *seat.place, style_of(office.book, id_), own, tip))
    return tuple(marks)


def _estimate(value: float, spread: float, own: bool) -> str:
    return fixed(value, 1) if own or spread < 0.05 else f"{fixed(value, 1)} ± {fixed(spread, 1)}"


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
        tip = _region_tip(office, i)
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


def _region_tip(office: Office, index: int) -> Tip:
    view, id_ = office.view, office.setup.regions[index]
    region = office.book.baseline.regions[id_]
    power, used = float(view.power[index, 0]), float(view.power_used[index, 0])
    return Tip(
        title=region.name,
        rows=(
            TipRow(say("ui.map.own_chips"), chips(float(view.compute[0, index, 0]))),
            TipRow(say("ui.map.ordered"), chips(float(view.pending[0, index, 0]))),
            TipRow(say("ui.map.power"), f"{fixed(used, 1)} / {fixed(power, 1)} GW", "bad" if used > power else "text"),
            TipRow(say("ui.map.cost"), f"× {fixed(region.cost, 2)}"),
            TipRow(say("ui.map.lead"), say("ui.years", years=region.lead_time)),
            TipRow(say("ui.map.exposure"), percent(region.exposure)),
        ),
    )


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
    places = [seat.place for seat in office.book.scenario.seats.values()]
    home = places[office.index]
    arcs = [
        Arc("espionage", places[i], home)
        for i in range(len(places))
        if i != office.index and office.view.thefts_found[0, i, 0]
    ]
    for action in office.sheet.actions:
        if action.action in _SPYING and action.target in office.setup.seats:
            arcs.append(Arc("espionage", home, places[office.setup.seats.index(action.target)]))
    return arcs
