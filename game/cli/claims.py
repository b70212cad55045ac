"""`tiersix check --claims`: which claims of a worldview hold, by campaigns that are played for it."""

from __future__ import annotations

import argparse
import json
from math import isfinite
from pathlib import Path

from game import paths
from game.cli.progress import progress
from game.cli.world import worldview_title
from game.content.check import check
from game.content.claims import DEFAULT_POLICY, Band, Case, Comparison, Question
from game.content.load import files_of
from game.content.measures import Unit
from game.content.problems import ContentError, has_errors
from game.content.words import say
from game.forecast.cases import World
from game.forecast.claims import CaseFinding, ClaimFinding, findings
from game.forecast.evidence import Verdict


def run(arguments: argparse.Namespace) -> int:
    """1 when a claim fails, or a worldview has mistakes."""
    code, told = 0, []
    worldviews = _worldviews(arguments)
    for worldview in worldviews:
        world = World.of_claims(worldview)
        with progress() as tell:
            found = findings(world, arguments.games, arguments.seed, arguments.workers, progress=tell)
        code = max(code, int(any(each.verdict is Verdict.FAILS for each in found)))
        if arguments.json:
            told.append(
                {
                    "worldview": world.book.worldview_id,
                    "games": arguments.games,
                    "seed": arguments.seed,
                    "claims": [each.to_json() for each in found],
                }
            )
        else:
            print("\n".join([*page(world, found, arguments.games, arguments.seed), ""]), flush=True)
    if not worldviews and not arguments.json:
        print(say("cli.claims.no_worldviews", folder=paths.balance() / "worldviews"))
    if arguments.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
    return code


def _worldviews(arguments: argparse.Namespace) -> list[str | Path]:
    """The worldviews that were named, each without mistakes. ContentError for those that have some."""
    named: list[str | Path] = [arguments.worldview] if arguments.worldview else []
    named += arguments.paths
    if not named:
        named += files_of(paths.balance(), "worldviews")
    files = [Path(each) for each in named if isinstance(each, Path) or each.endswith(".toml")]
    problems = check(files)
    if has_errors(problems):
        raise ContentError(problems)
    return named


def page(world: World, found: list[ClaimFinding], games: int, seed: int) -> list[str]:
    """What a reader sees of a worldview: each claim with its verdict, and below it what was observed."""
    title = worldview_title(world.book)
    if not found:
        return [say("cli.claims.none", worldview=title)]
    lines = [say("cli.claims.head", worldview=title, claims=len(found), games=games, seed=seed), ""]
    for each in found:
        verdict = say(f"cli.claims.{each.verdict}")
        lines.append(say("cli.claims.line", verdict=verdict, text=each.claim.text))
        lines += [f"{'':<11}{observed(case, each)}" for case in each.cases]
    count = {verdict.value: sum(each.verdict is verdict for each in found) for verdict in Verdict}
    return [*lines, "", say("cli.claims.summary", claims=len(found), **count)]


def observed(case: CaseFinding, claim: ClaimFinding) -> str:
    """What one case came to, with its interval and what was claimed."""
    question, finding, unit = claim.claim.question, case.finding, claim.unit
    measure = measure_name(question)
    interval = {"low": figure(finding.low, unit), "high": figure(finding.high, unit)}
    if isinstance(question, Band):
        named = case_name(case.case)
        policy = say("cli.claims.under", policy=named) if named else ""
        seen = figure(case.seen, unit)
        line = say(
            "cli.claims.band", measure=measure, policy=policy, seen=seen, claimed=_band(question, unit), **interval
        )
    else:
        assert case.other is not None
        assert case.other_seen is not None
        line = say(
            "cli.claims.pair",
            measure=measure,
            policy=case_name(case.case) or say("cli.claims.worldview"),
            seen=figure(case.seen, unit),
            other=case_name(case.other) or say("cli.claims.worldview"),
            than=figure(case.other_seen, unit),
            figure=figure(finding.figure, unit, signed=True),
            claimed=_way(question, unit),
            low=figure(finding.low, unit, signed=True),
            high=figure(finding.high, unit, signed=True),
        )
    if finding.verdict is not Verdict.UNDECIDED:
        return line
    decided = finding.decided_by
    return f"{line}; " + (say("cli.claims.decided_by", games=_round(decided)) if decided else say("cli.claims.never"))


def measure_name(question: Question) -> str:
    """The measure as a claim writes it, with whom it is about and when."""
    name = " + ".join(question.measures)
    parts = (("of", question.of), ("among", question.among), ("before", question.before), ("at", question.at))
    told = [f"{key} {value if isinstance(value, str) else f'{value:g}'}" for key, value in parts if value is not None]
    return " ".join([name, *told])


def case_name(case: Case) -> str:
    """What is other about a case than in the worldview as it is, "" for nothing."""
    name = "" if case.policy == DEFAULT_POLICY else case.policy
    if name and case.by != "all":
        name = say("cli.claims.who", policy=name, by=case.by)
    if case.rest is not None:
        name = say("cli.claims.rest", policy=name or DEFAULT_POLICY, rest=case.rest)
    if name and case.since is not None:
        name = say("cli.claims.since", policy=name, year=f"{case.since:g}")
    numbers = [
        f"{group}.{key} {number:g}" if isinstance(number, float) else f"{group}.{key}"
        for group, named in case.given.items()
        for key, number in named.items()
    ]
    if numbers:
        name = say("cli.claims.given", policy=name or DEFAULT_POLICY, given=", ".join(numbers))
    if case.scenario != "five-labs":
        name = say("cli.claims.here", policy=name or DEFAULT_POLICY, scenario=case.scenario)
    return name


def figure(value: float, unit: Unit, signed: bool = False) -> str:
    """A figure in the digits that its unit is read with; shares as per cent."""
    if not isfinite(value):
        return "?"
    sign = "+" if signed else ""
    match unit:
        case Unit.SHARE:
            return f"{100.0 * value:{sign}.1f} %"
        case Unit.OOM | Unit.LOG_FLOP | Unit.LEVEL:
            return f"{value:{sign}.2f}"
        case _:
            return f"{value:{sign}.1f}"


def _band(band: Band, unit: Unit) -> str:
    if band.low is None:
        return say("cli.claims.below", high=figure(band.high or 0.0, unit))
    if band.high is None:
        return say("cli.claims.above", low=figure(band.low, unit))
    return say("cli.claims.between", low=figure(band.low, unit), high=figure(band.high, unit))


def _way(comparison: Comparison, unit: Unit) -> str:
    if comparison.within is not None:
        return say("cli.claims.within", size=figure(comparison.within, unit))
    if comparison.more_by is not None:
        return say("cli.claims.above", low=figure(comparison.more_by, unit, signed=True))
    return say("cli.claims.below", high=figure(0.0 - (comparison.less_by or 0.0), unit, signed=True))


def _round(games: int) -> int:
    """Two figures, rounded up: more would be false precision."""
    step = int(10 ** max(len(str(games)) - 2, 0))
    return -(-games // step) * step
