"""`python -m tests.mutation`: turn round every sign of the rules, one by one, and see whether a test notices.

    python -m tests.mutation                          every phase and the modules they share
    python -m tests.mutation --module theft           one module
    python -m tests.mutation --module theft:57        one line of it
    python -m tests.mutation --sample 100             a random hundred
    python -m tests.mutation --kind bound             limits swapped, np.minimum for np.maximum
    python -m tests.mutation --save                   write docs/mutation.md

Ctrl-C stops the run and keeps what is finished. Exit code: 0 when at least 90 % were caught, else 1.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.mutation.hunt import PATIENCE, RULES, HuntError, Verdict, baseline, copy_of, hunt
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.results import Results, page
from tests.mutation.reviewed import outdated, read_reviewed

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = Path("docs/mutation.md")
SHARED = ("clauses", "context", "derived", "draws", "effects", "endings", "knowledge", "view")  # besides the phases
KINDS = ("sign", "comparison", "logic", "flag")  # and "bound" when asked for: np.minimum for np.maximum
GOAL = 0.9


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if not hasattr(os, "fork"):
        print("A mutation run needs a system that can fork processes, such as Linux or macOS.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place, copy_of(CHECKOUT, Path(place) / "copy") as copy:
        return _run(options, copy)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--module", action="append", default=[], metavar="NAME[:LINE]", help="only this; repeatable")
    parser.add_argument("--tests", action="append", metavar="NAME", help="only these test files, such as test_turn.py")
    parser.add_argument("--sample", type=int, metavar="N", help="only so many mutants, chosen at random")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument(
        "--kind", action="append", choices=(*KINDS, "bound"), help=f"only these changes; usually {', '.join(KINDS)}"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="only list the mutants")
    parser.add_argument("--save", action="store_true", help=f"write {PAGE}")
    return parser


def _run(options: argparse.Namespace, copy: Path) -> int:
    every = [mutant for module in _modules(copy) for mutant in _mutants(copy, module, options.kind or KINDS)]
    chosen = _chosen(every, options.module)
    if not chosen:
        print(f"There is no mutant in {', '.join(options.module)}.", file=sys.stderr)
        return 2
    reviewed = read_reviewed()
    plan = chosen
    if options.sample is not None and options.sample < len(chosen):
        plan = sorted(random.Random(options.seed).sample(chosen, options.sample), key=lambda m: (m.module, m.number))
    if options.list:
        for mutant in plan:
            print(f"{mutant.place}: {mutant.before}  ->  {mutant.after}")
        return 0

    began = time.monotonic()
    try:
        seconds = baseline(copy, options.tests)
    except HuntError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{len(plan)} mutants; the tests take {seconds:.1f} s without any")
    verdicts = _verdicts(copy, plan, options, max(PATIENCE * seconds, 20.0))
    results = Results(tuple(verdicts), tuple(reviewed), len(plan), len(chosen), time.monotonic() - began)
    print("\n" + results.table())
    print(results.note())
    for verdict in results.survivors():
        print(f"{verdict.mutant.place}: {verdict.mutant.before}  ->  {verdict.mutant.after}")
    for entry in outdated(reviewed, every) if not (options.module or options.kind) else []:
        print(f"reviewed.toml: {entry.module} has no such mutant any more: {entry.before}  ->  {entry.after}")
    if options.save:
        words = ["python -m tests.mutation --save", *(f"--module {name}" for name in options.module)]
        words += [f"--kind {kind}" for kind in options.kind or ()]
        words += [f"--tests {name}" for name in options.tests or ()]
        words += [f"--sample {options.sample} --seed {options.seed}"] if options.sample is not None else []
        (CHECKOUT / PAGE).write_text(page(results, " ".join(words)), "utf-8")
        print(f"wrote {PAGE}")
    return 0 if results.everything().rate >= GOAL else 1


def _modules(copy: Path) -> list[str]:
    phases = sorted(path.name for path in (copy / RULES / "phases").glob("*.py") if path.name != "__init__.py")
    return [*(f"phases/{name}" for name in phases), *(f"{name}.py" for name in SHARED)]


def _mutants(copy: Path, module: str, kinds: Sequence[str]) -> list[Mutant]:
    found = mutants_of((copy / RULES / module).read_text("utf-8"), module)
    return [mutant for mutant in found if mutant.kind in kinds]


def _chosen(mutants: list[Mutant], names: list[str]) -> list[Mutant]:
    """Those of the modules, or lines, that were named; all when none was."""

    def fits(mutant: Mutant, name: str) -> bool:
        wanted, _, line = name.partition(":")
        return Path(mutant.module).stem == wanted and line in ("", str(mutant.line))

    return [mutant for mutant in mutants if not names or any(fits(mutant, name) for name in names)]


def _verdicts(copy: Path, plan: list[Mutant], options: argparse.Namespace, seconds: float) -> list[Verdict]:
    """Try every mutant of the plan, or as many as there are before Ctrl-C."""
    verdicts: list[Verdict] = []
    with closing(hunt(copy, plan, options.workers, seconds, options.tests)) as stream:
        try:
            for verdict in stream:
                verdicts.append(verdict)
                survived = sum(not v.caught for v in verdicts)
                line = f"{len(verdicts)}/{len(plan)}  {survived} survived  {verdict.mutant.place}"
                if sys.stdout.isatty():
                    print(f"\r{line:<70}", end="", flush=True)
                else:
                    print(line, flush=True)
        except KeyboardInterrupt:
            print("\nstopped")
    return verdicts


if __name__ == "__main__":
    sys.exit(main())
