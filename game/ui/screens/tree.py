"""Where the cards of the technology tree stand and how the links between them run. Nothing here draws.

Columns are the tiers; a tier whose technologies need one another takes several. Rows belong to lanes. A link
leaves a card on the right, changes its height only in the gutter between two columns, and passes a column in
which it has no business through the gap between two rows, so no link ever crosses a card.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, permutations

from game.content.models import Technology
from game.content.vocabulary import Lane

LANE_GAP = 4
_HEAD, _CORNER = 6.0, 5.0
_FIRST_TRACK, _LAST_ROOM = 8, 14  # room for links beside the cards of a gutter
_LANES = Lane.ids()

Point = tuple[float, float]


@dataclass(frozen=True)
class Measures:
    """How large a tree is drawn, in logical pixels."""

    card_w: float
    card_h: float
    pitch: float  # from row to row
    gutter: float  # between columns, where links change their height

    @property
    def named(self) -> bool:
        """Whether a card has room for the name."""
        return self.card_w >= 100

    @property
    def detailed(self) -> bool:
        """Whether it has room for a second line."""
        return self.card_h >= 36

    @property
    def gap(self) -> float:
        return self.pitch - self.card_h

    @property
    def pad(self) -> float:
        """Between the edge of a lane and its cards; links pass in the middle of it."""
        return max(5.0, self.gap / 2)

    @property
    def column(self) -> float:
        """From column to column."""
        return self.card_w + self.gutter

    @property
    def tracks(self) -> float:
        """Width of the part of a gutter in which links change their height."""
        return self.gutter - _LAST_ROOM - _FIRST_TRACK


FULL = Measures(186, 38, 45, 52)  # name and a line of what matters
NAMES = Measures(170, 27, 33, 40)
MARKS = Measures(34, 26, 32, 34)  # only the sign of the state; the name is the tooltip


@dataclass(frozen=True)
class Card:
    id: str
    lane: int
    column: int
    row: int
    x: float
    y: float
    middle: float  # height at which links leave it


@dataclass(frozen=True)
class Link:
    """`target` needs `source`; `any` when another technology would do as well.

    The points go from card to card; `curve` is the same way with round corners, short of the arrow's head.
    """

    source: str
    target: str
    any: bool
    points: tuple[Point, ...]
    curve: tuple[Point, ...]


@dataclass(frozen=True)
class Strip:
    """A lane from top to bottom, or a tier from left to right."""

    start: float
    size: float


@dataclass(frozen=True)
class Tree:
    cards: Mapping[str, Card]
    links: tuple[Link, ...]
    lanes: tuple[Strip, ...]
    tiers: Mapping[int, Strip]
    size: tuple[float, float]
    measures: Measures


def lay_out(technologies: Mapping[str, Technology], measures: Measures = FULL) -> Tree:
    """The places of all cards and links. Cycles are excluded by the checks of the content.

    The same technologies are laid out once: the screen is made anew every turn, they are not.
    """
    return _laid_out(tuple(technologies.items()), measures)


@lru_cache(maxsize=16)
def _laid_out(named: tuple[tuple[str, Technology], ...], measures: Measures) -> Tree:
    technologies = dict(named)
    edges = [
        (need, id_, some)
        for id_, technology in technologies.items()
        for needs, some in ((technology.needs, False), (technology.needs_any, True))
        for need in needs
    ]
    columns, tiers = _columns(technologies, edges)
    rows, heights = _rows(technologies, edges, columns)
    lanes: list[Strip] = []
    bottom = 0.0
    for height in heights:
        size = measures.pad + height * measures.pitch - measures.gap + measures.pad
        lanes.append(Strip(bottom, size))
        bottom += size + LANE_GAP
    cards = {}
    for id_, technology in technologies.items():
        lane = _LANES.index(technology.lane)
        x = columns[id_] * measures.column
        y = lanes[lane].start + measures.pad + rows[id_] * measures.pitch
        cards[id_] = Card(id_, lane, columns[id_], rows[id_], x, y, y + measures.card_h / 2)
    last = max((card.column for card in cards.values()), default=0)
    width = last * measures.column + measures.card_w
    spans = {
        tier: Strip(first * measures.column, (end - first) * measures.column + measures.card_w)
        for tier, (first, end) in tiers.items()
    }
    links = _route(cards, edges, lanes, heights, measures)
    return Tree(cards, links, tuple(lanes), spans, (width, bottom - LANE_GAP), measures)


def _columns(
    technologies: Mapping[str, Technology], edges: list[tuple[str, str, bool]]
) -> tuple[dict[str, int], dict[int, tuple[int, int]]]:
    """Column of each technology, and first and last column of each tier.

    A tier has as many columns as its longest chain; cards with a choice go where their lane has fewest.
    """
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for source, target, _ in edges:
        if technologies[source].tier == technologies[target].tier:
            before[target].append(source)
            after[source].append(target)

    @cache
    def depth(id_: str) -> int:
        return 1 + max((depth(source) for source in before[id_]), default=-1)

    @cache
    def room(id_: str) -> int:
        """Length of the longest chain that hangs on a technology within its tier."""
        return 1 + max((room(target) for target in after[id_]), default=-1)

    columns: dict[str, int] = {}
    tiers: dict[int, tuple[int, int]] = {}
    start = 0
    for tier in sorted({technology.tier for technology in technologies.values()}):
        members = [id_ for id_, technology in technologies.items() if technology.tier == tier]
        count = 1 + max(depth(id_) for id_ in members)
        filled: dict[tuple[str, int], int] = defaultdict(int)
        for id_ in sorted(members, key=lambda id_: (depth(id_), count - room(id_))):
            lane = technologies[id_].lane
            first = max((columns[source] - start + 1 for source in before[id_]), default=0)
            place = min(range(first, count - room(id_)), key=lambda at: (filled[lane, at], at))
            filled[lane, place] += 1
            columns[id_] = start + place
        tiers[tier] = (start, start + count - 1)
        start += count
    return columns, tiers


def _rows(
    technologies: Mapping[str, Technology], edges: list[tuple[str, str, bool]], columns: Mapping[str, int]
) -> tuple[dict[str, int], list[int]]:
    """Row of each card within its lane, near the cards it is linked with; and the number of rows of each lane."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id_, technology in technologies.items():
        cells[_LANES.index(technology.lane), columns[id_]].append(id_)
    heights = [max((len(ids) for (at, _), ids in cells.items() if at == lane), default=1) for lane in range(len(Lane))]
    base = [sum(heights[:lane]) for lane in range(len(heights))]
    near: dict[str, list[str]] = defaultdict(list)
    for source, target, _ in edges:
        near[source].append(target)
        near[target].append(source)
    rows = {id_: i for ids in cells.values() for i, id_ in enumerate(ids)}
    lane_of = {id_: lane for (lane, _), ids in cells.items() for id_ in ids}

    def pull(id_: str, row: int) -> float:
        here = base[lane_of[id_]] + row
        return sum(
            abs(here - base[lane_of[other]] - rows[other]) / (1 + abs(columns[other] - columns[id_]))
            for other in near[id_]
        )

    for _ in range(6):
        for (lane, _), ids in sorted(cells.items(), key=lambda cell: cell[0][1]):
            if len(ids) <= 5 and heights[lane] <= 6:
                # Every placing of the cell's cards, so that the best one is found.
                places = min(
                    permutations(range(heights[lane]), len(ids)),
                    key=lambda rows_: sum(pull(id_, row) for id_, row in zip(ids, rows_, strict=True)),
                )
            else:
                order = sorted(ids, key=lambda id_: sum(rows[o] for o in near[id_]) / max(1, len(near[id_])))
                places = tuple(order.index(id_) for id_ in ids)
            rows.update(zip(ids, places, strict=True))
    return rows, heights


@dataclass(frozen=True)
class _Hop:
    """The way of one source through one gutter: from a height on the left to one on the right."""

    source: str
    gutter: int
    start: float
    end: float


def _route(
    cards: Mapping[str, Card],
    edges: list[tuple[str, str, bool]],
    lanes: list[Strip],
    heights: list[int],
    measures: Measures,
) -> tuple[Link, ...]:
    passes = _passes(cards, edges, lanes, heights, measures)
    entries = _entries(cards, edges, passes, measures)
    hops: dict[int, set[_Hop]] = defaultdict(set)
    ways: dict[tuple[str, str], list[_Hop]] = {}
    for source, target, _ in edges:
        first, last = cards[source], cards[target]
        stops = [
            first.middle,
            *(passes[source, last.lane, column] for column in range(first.column + 1, last.column)),
            entries[source, target],
        ]
        way = [_Hop(source, first.column + place, start, end) for place, (start, end) in enumerate(pairwise(stops))]
        ways[source, target] = way
        for hop in way:
            hops[hop.gutter].add(hop)
    tracks = {gutter: _tracks(sorted(found, key=_hop_key), measures) for gutter, found in hops.items()}
    links = []
    for source, target, some in edges:
        points: list[Point] = [(cards[source].x + measures.card_w, cards[source].middle)]
        for hop in ways[source, target]:
            if abs(hop.start - hop.end) > 0.5:
                left = hop.gutter * measures.column + measures.card_w
                x = left + tracks[hop.gutter][hop.source, hop.start]
                points += [(x, hop.start), (x, hop.end)]
        points.append((cards[target].x, entries[source, target]))
        short = [*points[:-1], (points[-1][0] - _HEAD, points[-1][1])]
        links.append(Link(source, target, some, tuple(points), tuple(_rounded(short))))
    return tuple(links)


def _rounded(points: list[Point]) -> list[Point]:
    """The same way with its corners rounded off."""
    out = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        first, second = math.dist(before, here), math.dist(here, after)
        radius = min(_CORNER, first / 2, second / 2)
        if radius < 0.6:
            out.append(here)
            continue
        a, b = _towards(here, before, radius / first), _towards(here, after, radius / second)
        for step in range(7):
            t = step / 6
            p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t * t
            out.append((p * a[0] + q * here[0] + r * b[0], p * a[1] + q * here[1] + r * b[1]))
    return [*out, points[-1]]


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _hop_key(hop: _Hop) -> tuple[float, float, str]:
    return hop.start, hop.end, hop.source


def _passes(
    cards: Mapping[str, Card],
    edges: list[tuple[str, str, bool]],
    lanes: list[Strip],
    heights: list[int],
    measures: Measures,
) -> dict[tuple[str, int, int], float]:
    """Height at which the links of a source to a lane pass a column; links side by side in a gap lie apart."""
    wanted: dict[tuple[str, int, int], float] = {}
    for source, target, _ in edges:
        for column in range(cards[source].column + 1, cards[target].column):
            wanted.setdefault((source, cards[target].lane, column), cards[target].middle)
    taken = {(card.lane, card.column, card.row) for card in cards.values()}
    used: dict[tuple[int, int, float], int] = defaultdict(int)
    passes: dict[tuple[str, int, int], float] = {}
    for key in sorted(wanted, key=lambda key: (key[2], wanted[key], key[0])):
        source, lane, column = key
        aim = passes.get((source, lane, column - 1), wanted[key])
        top = lanes[lane].start + measures.pad
        # The gaps between rows, and the middles of rows that are empty here.
        channels = [top - measures.gap / 2 + row * measures.pitch for row in range(heights[lane] + 1)]
        channels += [
            top + row * measures.pitch + measures.card_h / 2
            for row in range(heights[lane])
            if (lane, column, row) not in taken
        ]
        best = min(
            channels,
            key=lambda y: abs(y - aim) + 0.6 * abs(y - wanted[key]) + 14 * used[lane, column, y],
        )
        place = used[lane, column, best]
        used[lane, column, best] += 1
        passes[key] = best + (0.0, -2.5, 2.5)[place % 3]
    return passes


def _entries(
    cards: Mapping[str, Card],
    edges: list[tuple[str, str, bool]],
    passes: Mapping[tuple[str, int, int], float],
    measures: Measures,
) -> dict[tuple[str, str], float]:
    """Height at which each link enters its target: spread over the card's edge in the order in which they come."""
    into: dict[str, list[str]] = defaultdict(list)
    for source, target, _ in edges:
        into[target].append(source)
    entries = {}
    for target, sources in into.items():
        card = cards[target]

        def coming(source: str, card: Card = card) -> float:
            return passes.get((source, card.lane, card.column - 1), cards[source].middle)

        order = sorted(sources, key=lambda source: (coming(source), source))
        straight = [source for source in order if abs(coming(source) - card.middle) < 1]
        pivot = order.index(straight[0]) if straight else (len(order) - 1) / 2
        step = min(8.0, 0.37 * measures.card_h / max(1.0, pivot, len(order) - 1 - pivot))
        for place, source in enumerate(order):
            entries[source, target] = card.middle + (place - pivot) * step
    return entries


def _tracks(hops: list[_Hop], measures: Measures) -> dict[tuple[str, float], float]:
    """Distance from the gutter's left edge at which each source changes its height, with few crossings."""
    groups: dict[tuple[str, float], list[_Hop]] = defaultdict(list)
    for hop in hops:
        if abs(hop.start - hop.end) > 0.5:
            groups[hop.source, hop.start].append(hop)
    order = list(groups)
    span = {
        key: (min([key[1], *(h.end for h in found)]), max([key[1], *(h.end for h in found)]))
        for key, found in groups.items()
    }

    def crossings(left: tuple[str, float], right: tuple[str, float]) -> int:
        """How many lines cross when `left` has the track nearer to the left."""
        low, high = span[right]
        low_left, high_left = span[left]
        return sum(low < hop.end < high for hop in groups[left]) + (low_left < right[1] < high_left)

    improved = True
    while improved:
        improved = False
        for i in range(len(order) - 1):
            a, b = order[i], order[i + 1]
            if crossings(b, a) < crossings(a, b):
                order[i], order[i + 1] = b, a
                improved = True
    step = min(7.0, measures.tracks / max(1, len(order) - 1))
    return {key: _FIRST_TRACK + i * step for i, key in enumerate(order)}
