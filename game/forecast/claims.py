"""Do the claims of a worldview hold? Campaigns are played for all of them, each kind of campaign once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from game.content.claims import Band, Case, Claim, Comparison
from game.content.measures import MEASURES, Unit
from game.forecast.cases import World
from game.forecast.evidence import Finding, Sample, Verdict, judge_band, judge_comparison, needs, sample
from game.forecast.simulate import Progress, play_all


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """What one case of a claim, or one pair of cases, came to."""

    case: Case
    other: Case | None  # what it is compared with
    seen: float  # the figure of the case, with the ends of its 95 % interval
    seen_low: float
    seen_high: float
    other_seen: float | None  # the figure of the other
    finding: Finding  # of a band the figure again, of a comparison the difference on common dice


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """What campaigns say about a claim."""

    claim: Claim
    cases: tuple[CaseFinding, ...]  # at least one

    @property
    def verdict(self) -> Verdict:
        """Fails if it does so anywhere, holds if it does so everywhere."""
        verdicts = {each.finding.verdict for each in self.cases}
        if Verdict.FAILS in verdicts:
            return Verdict.FAILS
        return Verdict.UNDECIDED if Verdict.UNDECIDED in verdicts else Verdict.HOLDS

    @property
    def decided_by(self) -> int | None:
        """Games that would probably decide an undecided claim; None where it is decided, or no number would do."""
        if self.verdict is not Verdict.UNDECIDED:
            return None
        open_ = [each.finding.decided_by for each in self.cases if each.finding.verdict is Verdict.UNDECIDED]
        return None if None in open_ else max(games for games in open_ if games is not None)

    @property
    def unit(self) -> Unit:
        return MEASURES[self.claim.question.measures[0]].unit

    def to_json(self) -> dict[str, Any]:
        """As `tiersix check --claims --json` prints it."""
        return {
            "text": self.claim.text,
            "verdict": self.verdict.value,
            "unit": self.unit.value,
            "decided_by": self.decided_by,
            "cases": [
                {
                    "policy": each.case.policy,
                    "than": each.other.policy if each.other else None,
                    "figure": each.seen,
                    "than_figure": each.other_seen,
                    "observed": each.finding.figure,
                    "low": _finite(each.finding.low),
                    "high": _finite(each.finding.high),
                    "verdict": each.finding.verdict.value,
                    "games": each.finding.games,
                }
                for each in self.cases
            ],
        }


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None


def findings(
    world: World,
    games: int,
    seed: int,
    workers: int = 1,
    *,
    claims: Sequence[Claim] | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[ClaimFinding]:
    """Weigh claims, by default all of the worldview, by `games` campaigns in each case, game k on the same dice.

    Progress counts the games of all cases together. Stopped soon after `stop` says so. The result depends on games
    and seed alone.
    """
    if claims is None:
        claims = world.book.worldview.claims if world.book.worldview else ()
    cases: dict[str, Case] = {}
    notes: dict[str, set[str]] = {}
    for claim in claims:
        for case in _cases(claim):
            key = world.key(case)
            cases.setdefault(key, case)
            notes.setdefault(key, set()).update(needs(claim.question))
    if not cases:
        return []
    tables = {key: world.table(case) for key, case in cases.items()}
    played = play_all(
        list(tables.values()), games, seed, workers, notes=list(notes.values()), progress=progress, stop=stop
    )
    batches = dict(zip(tables, played, strict=True))

    def read(claim: Claim, case: Case) -> Sample:
        key = world.key(case)
        return sample(claim.question, tables[key], batches[key])

    return [ClaimFinding(claim, tuple(_weigh(claim, read))) for claim in claims]


def _cases(claim: Claim) -> tuple[Case, ...]:
    question = claim.question
    return (*question.cases, *question.others) if isinstance(question, Comparison) else question.cases


def _weigh(claim: Claim, read: Callable[[Claim, Case], Sample]) -> list[CaseFinding]:
    question, found = claim.question, []
    for case in question.cases:
        seen = read(claim, case)
        if isinstance(question, Band):
            finding = judge_band(seen, question)
            found.append(CaseFinding(case, None, seen.figure, seen.low, seen.high, None, finding))
            continue
        for other in question.others:
            than = read(claim, other)
            finding = judge_comparison(seen, than, question)
            found.append(CaseFinding(case, other, seen.figure, seen.low, seen.high, than.figure, finding))
    return found
