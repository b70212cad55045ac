"""Two worldviews played side by side: endings first, from few games to many, then claims, then what parts the two.

All games are of one scenario and on common dice: game k of one worldview has the luck of game k of the other. Two
processes share the work, one a side. A change to one side is answered by that side's process within a second; what
the other side has found is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from game.content.book import Book
from game.content.claims import DEFAULT_SCENARIO, Claim, Policy
from game.forecast.cases import World
from game.forecast.claims import ClaimFinding, findings
from game.forecast.outlook import Outlook
from game.forecast.parting import Parting, what_parts
from game.forecast.rollout import Table, rollout
from game.forecast.seeds import game_seeds
from game.forecast.worker import Done, Failed, Stop, Tell, Worker

SEED = 1
CUTS = (128, 512, 1024, 2048)
CLAIM_GAMES = (256, 1024)
PARTING_GAMES = (128, 512)
MOST_FAILURES = 3

Which = Literal["a", "b"]
SIDES: tuple[Which, Which] = ("a", "b")


@dataclass(frozen=True)
class Plan:
    """How many games are played, from step to step."""

    endings: tuple[int, ...] = CUTS
    claims: tuple[int, ...] = CLAIM_GAMES
    parting: tuple[int, ...] = PARTING_GAMES


@dataclass(frozen=True)
class Claims:
    """What campaigns say about the claims of a side, so far."""

    games: int
    findings: tuple[ClaimFinding, ...]


def play_side(book: Book, policies: dict[str, Policy], plan: Plan, tell: Tell, stop: Stop) -> None:
    """Tell the endings of the games from each cut to the next, then the claims: a job for a worker."""
    table = Table.of(book)
    for span in zip((0, *plan.endings), plan.endings, strict=False):
        outcomes = rollout(table, game_seeds(SEED, *span), stop)
        tell(Outlook(outcomes.ending, outcomes.turns))
    if book.worldview and book.worldview.claims:
        world = World({DEFAULT_SCENARIO: book}, policies)
        claims = [claim for claim in book.worldview.claims if _here(claim)]
        for games in plan.claims:
            tell(Claims(games, tuple(findings(world, games, SEED, claims=claims, stop=stop))))


def _here(claim: Claim) -> bool:
    """Whether a claim speaks of the scenario that the lab plays."""
    question = claim.question
    return all(case.scenario == DEFAULT_SCENARIO for case in (*question.cases, *getattr(question, "others", ())))


def part_sides(mine: Book, other: Book, plan: Plan, tell: Tell, stop: Stop) -> None:
    """Tell what parts two worldviews: a job for a worker."""
    for games in plan.parting:
        tell(what_parts(mine, other, games, SEED, stop=stop))


@dataclass
class _Side:
    """One side: what it plays, and what is known of that."""

    worker: Worker
    book: Book | None = None
    outlook: Outlook | None = None
    claims: Claims | None = None
    grown: Outlook | None = None  # of what is being played now
    job: Literal["", "side", "part"] = ""
    whole: bool = False  # endings and claims are known
    failures: int = 0
    failure: str = ""


class Lab:
    """Both sides, and what parts them. Nothing here waits."""

    def __init__(self, workers: tuple[Worker, Worker], policies: dict[str, Policy], plan: Plan | None = None) -> None:
        self._sides: dict[Which, _Side] = {which: _Side(worker) for which, worker in zip(SIDES, workers, strict=True)}
        self._policies = policies
        self._plan = plan or Plan()
        self._parting: tuple[tuple[Book, Book], Parting] | None = None
        self._parted: tuple[Book, Book] | None = None  # of which no more is to come

    def play(self, which: Which, book: Book, moving: bool = False) -> None:
        """Play this book on that side from now on.

        While a slider is `moving`, what is being played may show its first games before it is given up.
        """
        side = self._sides[which]
        if side.book is book or (moving and side.job == "side" and side.grown is None):
            return
        side.book, side.whole, side.claims, side.failures, side.failure = book, False, None, 0, ""
        for other in self._sides.values():
            if other.job == "part":  # its question is gone
                other.worker.cancel()
                other.job = ""
        self._start(side)

    def follow(self) -> None:
        """Take in what was found, and give out what is next."""
        for side in self._sides.values():
            for told in side.worker.news():
                self._take(side, told)
        a, b = (self._sides[which] for which in SIDES)
        if a.book is None or b.book is None or not (a.whole and b.whole) or a.job or b.job:
            return
        books = (a.book, b.book)
        if self._parted is None or self._parted[0] is not books[0] or self._parted[1] is not books[1]:
            self._parted = books
            a.job = "part"
            a.worker.start(partial(part_sides, *books, self._plan))

    def outlook(self, which: Which) -> Outlook | None:
        """The endings of a side; of what was played before, until the first games of a change are in."""
        return self._sides[which].outlook

    def claims(self, which: Which) -> Claims | None:
        return self._sides[which].claims

    @property
    def parting(self) -> Parting | None:
        """What parts the books of now; None while it is not known."""
        a, b = (self._sides[which].book for which in SIDES)
        known = self._parting
        return known[1] if known is not None and known[0][0] is a and known[0][1] is b else None

    def fresh(self, which: Which) -> bool:
        """Whether the endings that are shown are those of the present numbers."""
        side = self._sides[which]
        return side.grown is not None

    @property
    def working(self) -> bool:
        return any(side.job for side in self._sides.values())

    @property
    def failure(self) -> str:
        return next((side.failure for side in self._sides.values() if side.failure), "")

    def close(self) -> None:
        for side in self._sides.values():
            side.worker.close()

    def _start(self, side: _Side) -> None:
        assert side.book is not None
        side.job, side.grown = "side", None
        side.worker.start(partial(play_side, side.book, self._policies, self._plan))

    def _take(self, side: _Side, told: object) -> None:
        if isinstance(told, Outlook):
            side.grown = told if side.grown is None else side.grown.and_more(told)
            side.outlook = side.grown
        elif isinstance(told, Claims):
            side.claims = told
        elif isinstance(told, Parting):
            a, b = (self._sides[which].book for which in SIDES)
            assert a is not None
            assert b is not None
            self._parting = ((a, b), told)
        elif isinstance(told, Done):
            side.whole = side.whole or side.job == "side"
            side.job, side.failures = "", 0
        elif isinstance(told, Failed):
            side.failures += 1
            if side.failures < MOST_FAILURES and side.job == "side":
                self._start(side)
            else:
                side.job, side.failure = "", told.reason


def endings_table(lab: Lab) -> list[tuple[str, ...]]:
    """Rows of a table of both sides' endings with their intervals, as numbers between 0 and 1, under a head."""
    rows: list[tuple[str, ...]] = [("ending", "a", "a_low", "a_high", "b", "b_low", "b_high")]
    shares = [(lab.outlook(which), which) for which in SIDES]
    first = next((outlook for outlook, _ in shares if outlook is not None), None)
    if first is None:
        return rows
    for ending in first.endings:
        row = [ending.id]
        for outlook, _ in shares:
            share = outlook.endings[ending] if outlook is not None else None
            row += [f"{x:.5f}" for x in (share.share, share.low, share.high)] if share else ["", "", ""]
        rows.append(tuple(row))
    return rows
