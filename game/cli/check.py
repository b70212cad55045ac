"""`tiersix check`: all that is wrong with balance files, each with its place."""

from __future__ import annotations

import argparse
import json

from game import paths
from game.cli import claims
from game.cli.misuse import Misuse
from game.content.check import check
from game.content.problems import has_errors, report
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    """1 when there is an error; warnings and hints are only shown."""
    if arguments.claims:
        return claims.run(arguments)
    if arguments.worldview:
        raise Misuse(say("cli.claims.needs_claims"))
    chosen = arguments.paths or [paths.balance()]
    for path in chosen:
        path.stat()  # a mistyped path is not a folder without problems
    files = [file for path in chosen for file in ([path] if path.is_file() else path.rglob("*.toml"))]
    problems = check(chosen)
    if arguments.json:
        print(json.dumps([problem.as_json() for problem in problems], indent=2, ensure_ascii=False))
    elif problems:
        print(report(problems))
    elif files:
        print(say("cli.check.clean", files=len(files)))
    else:
        print(say("cli.check.nothing"))
    return int(has_errors(problems) or not files)
