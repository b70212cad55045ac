"""`python -m tests.studies`: what thousands of games say about the rules, as tables and as lines that hold or fail.

    python -m tests.studies                          every study at its full size
    python -m tests.studies agency findings          some of them
    python -m tests.studies agency --games 500       smaller
    python -m tests.studies --save                   write docs/studies.md; sections of studies not run stay

Exit code: 0 when every line holds, else 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import tests.studies.agency as agency
import tests.studies.findings as findings
import tests.studies.interruptions as interruptions
import tests.studies.invariants as invariants
import tests.studies.levers as levers
import tests.studies.planners as planners
import tests.studies.spread as spread
import tests.studies.turn_length as turn_length
from tests.studies.measures import Study

PAGE = Path(__file__).resolve().parents[2] / "docs" / "studies.md"
STUDIES: Mapping[str, tuple[Callable[[int], Study], int]] = {
    "spread": (spread.spread, spread.GAMES),
    "agency": (agency.agency, agency.GAMES),
    "planner": (planners.planners, planners.GAMES),
    "findings": (findings.findings, findings.GAMES),
    "levers": (levers.levers, levers.GAMES),
    "turn-length": (turn_length.turn_length, turn_length.GAMES),
    "invariants": (invariants.invariants, invariants.GAMES),
    "interrupt": (interruptions.interruptions, interruptions.GAMES),
}
HEAD = """# Studies

What thousands of campaigns among computer players say about the rules. Each section is written by its command; the
same command gives the same figures. Shares hold under the baseline worldview, or under the numbers a row names, and are
no forecast. The games are those of a master seed (agency: of three) that no number of the rules was tuned on, but one:
what a subsidy is worth was doubled after it had moved too little here.
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.studies", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(STUDIES)}; all without one")
    parser.add_argument("--games", type=int, help="games a batch instead of the study's own number")
    parser.add_argument("--save", action="store_true", help="write docs/studies.md")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in STUDIES]
    if unknown:
        parser.error(f"there is no study {', '.join(unknown)}")
    if options.games is not None and options.games < 2:
        parser.error("a batch needs two games or more")
    done: list[Study] = []
    for name in options.names or STUDIES:
        run, games = STUDIES[name]
        began = time.perf_counter()
        done.append(run(options.games or games))
        print(done[-1].text())
        print(f"({time.perf_counter() - began:.0f} s)\n", flush=True)
    if options.save:
        save(done)
    failed = sum(not held for study in done for _, held in study.lines)
    print(f"{sum(len(study.lines) for study in done) - failed} lines hold, {failed} fail.")
    return 1 if failed else 0


def save(done: list[Study]) -> None:
    """Write the page; sections of studies that were not run are kept as they are."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sections = {part.split("\n", 1)[0]: part for part in old.split("\n## ")[1:]}
    order: list[str] = []
    for study in done:
        sections[study.title] = study.page().removeprefix("## ")
        order.append(study.title)
    kept = [title for title in sections if title not in order]
    body = "\n".join(f"## {sections[title].strip()}\n" for title in sorted(kept + order, key=_place))
    PAGE.write_text(f"{HEAD}\n{body}", encoding="utf-8")


def _place(title: str) -> int:
    titles = ["Spread of endings", "Agency", "Planner", "Published findings", "Levers", "Turn length", "Invariants"]
    titles.append("Interruptions")
    return titles.index(title)


if __name__ == "__main__":
    sys.exit(main())
