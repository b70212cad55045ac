"""The whole truth of a turn on the map: for a campaign that is over, when nothing of it is a secret any more."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from game.campaign.campaign import Campaign
from game.campaign.news import News
from game.content.vocabulary import Clause
from game.content.words import say
from game.rules.derived import gap
from game.rules.effects import effects_of
from game.rules.state import State
from game.ui.maparcs import Arc
from game.ui.mapmarks import DataCentre, MapScene, SeatMark, diamond_size
from game.ui.mapsigns import Sign
from game.ui.office import style_of
from game.ui.screens.chain import ICONS, sentence
from game.ui.screens.mapscene import captions, fills
from game.ui.screens.numbers import chips, fixed, money, signed
from game.ui.tips import Tip, TipRow

_ROUND = 5.0  # degrees by which the centres of several owners in one region stand apart
_LEAST = 0.01  # share of the largest centre below which one is left out


def replay_scene(campaign: Campaign, turn: int, news: Sequence[News]) -> MapScene:
    """Seats, fleets, treaties and spying after so many turns; a sign for each piece of news that has a place."""
    state = campaign.states[turn]
    return MapScene(
        fills=fills(campaign.book),
        data_centres=_data_centres(campaign, state),
        seats=_seats(campaign, state),
        arcs=(*_treaties(campaign, state), *_raids(campaign, state)),
        captions=captions(campaign.book),
        signs=_signs(campaign, news),
    )


def _seats(campaign: Campaign, state: State) -> tuple[SeatMark, ...]:
    over = gap(state, effects_of(state.known, campaign.setup), campaign.params)
    marks = []
    for index, (id_, seat) in enumerate(campaign.book.scenario.seats.items()):
        tip = Tip(
            title=seat.name,
            rows=(
                TipRow(say("ui.map.capability"), fixed(float(state.capability[index, 0]))),
                TipRow(
                    say("ui.replay.margin"),
                    signed(-float(over[index, 0])),
                    "bad" if over[index, 0] > 0 else "good",
                ),
                TipRow(say("ui.map.compute"), chips(float(state.compute[index, :, 0].sum()))),
                TipRow(say("ui.statistics.cash"), money(float(state.cash[index, 0]))),
                TipRow(say("ui.statistics.security"), fixed(float(state.security[index, 0]))),
                TipRow(say("ui.map.trust"), fixed(float(state.trust[index, 0]), 0)),
            ),
        )
        level = fixed(float(state.capability[index, 0]))
        holds = bool(state.holding[index, 0])  # a Tier Six system
        marks.append(SeatMark(id_, seat.name, *seat.place, style_of(campaign.book, id_), holds, level, tip))
    return tuple(marks)


def _data_centres(campaign: Campaign, state: State) -> tuple[DataCentre, ...]:
    """A diamond for the fleet of every seat in every region, the owners of one region in a ring around it."""
    fleets = state.compute[:, :, 0]
    most = max(1e-9, float(fleets.max()))
    seats = campaign.setup.seats
    centres = []
    for place, (region, record) in enumerate(campaign.book.baseline.regions.items()):
        lon, lat = record.place
        for seat, id_ in enumerate(seats):
            size = float(fleets[seat, place])
            if size < _LEAST * most:
                continue
            angle = 2.0 * math.pi * seat / len(seats)
            name = say("ui.replay.centre", seat=campaign.book.scenario.seats[id_].name, region=record.name)
            tip = Tip(title=name, rows=(TipRow(say("ui.map.compute"), chips(size)),))
            where = (lon + _ROUND * math.cos(angle), lat + 0.7 * _ROUND * math.sin(angle))
            colour = style_of(campaign.book, id_).colour
            centres.append(DataCentre(f"{region}-{id_}", *where, diamond_size(size, most), colour, name, tip))
    return tuple(centres)


def _treaties(campaign: Campaign, state: State) -> list[Arc]:
    places = [seat.place for seat in campaign.book.scenario.seats.values()]
    pairs: set[tuple[int, int]] = set()
    for clause in Clause:
        pairs.update(itertools.pairwise(np.flatnonzero(state.signed[clause, :, 0]).tolist()))
    return [Arc("treaty", places[a], places[b]) for a, b in sorted(pairs)]


def _raids(campaign: Campaign, state: State) -> list[Arc]:
    """Thefts, sabotage and strikes of the turn that led here, found out or not."""
    facts = state.facts
    places = [seat.place for seat in campaign.book.scenario.seats.values()]
    done = facts.secrets_stolen | facts.weights_stolen | facts.sabotaged | facts.struck
    return [Arc("espionage", places[a], places[b]) for a, b in np.argwhere(done[:, :, 0])]


def _signs(campaign: Campaign, news: Sequence[News]) -> tuple[Sign, ...]:
    """A numbered sign for each piece of news, at the seat that it is about, in a row where there are several."""
    signs, used = [], dict.fromkeys(campaign.setup.seats, 0)
    for number, one in enumerate(news, 1):
        if not one.seats:
            continue
        lon, lat = campaign.book.scenario.seats[one.seats[0]].place
        used[one.seats[0]] += 1
        text = sentence(campaign, one)
        signs.append(
            Sign(
                f"news/{number}", lon + 8.0 * (used[one.seats[0]] - 1), lat - 9.0, "icon", "accent",
                icon=ICONS[one.key], label=str(number), name=text, tip=text,
            )
        )  # fmt: skip
    return tuple(signs)
