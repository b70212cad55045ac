"""The `tiersix` command: reads the command line, runs one command, turns what goes wrong into one line.

Only the parser is loaded here, so that `--help` is instant; each command loads what it needs when it runs.
Exit codes: 0 all well, 1 a problem was found, 2 the command line makes no sense, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from game.cli.parser import USAGE, build_parser
from game.content.words import TextError, say

PROBLEM = 1
STOPPED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, `play` if none is named; return its exit code.

    `--help` and a command line that cannot be read leave through SystemExit, as argparse does.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = build_parser().parse_args(words or ["play"])
        code = _run(arguments)
        sys.stdout.flush()  # here, so that a reader who has gone is noticed here
        return code
    except TextError as error:  # nothing can be said without texts
        print(error, file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print(say("cli.stopped"), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # whoever read our output has gone, as `head` does; what is left to write must go somewhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM
    except OSError as error:
        print(_of_the_system(error), file=sys.stderr)
        return PROBLEM


def _run(arguments: argparse.Namespace) -> int:
    """Load and run the module of the command; what it finds wrong becomes an exit code."""
    from concurrent.futures import BrokenExecutor

    from game.campaign.saves import SaveError
    from game.cli.misuse import Misuse
    from game.content.problems import ContentError

    try:
        return int(importlib.import_module(f"game.cli.{arguments.command}").run(arguments))
    except Misuse as error:
        reason = say("cli.usage", command=f"tiersix {arguments.command}", reason=error)
        print(reason, file=sys.stderr)
        return USAGE
    except ContentError as error:
        print(error if len(error.problems) > 1 else error.problems[0], file=sys.stderr)
        return PROBLEM
    except SaveError as error:
        print(error, file=sys.stderr)
        return PROBLEM
    except BrokenExecutor:
        print(say("cli.simulate.died"), file=sys.stderr)
        return PROBLEM


def _of_the_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return say("cli.system_error", reason=reason)
    return say("cli.file_error", file=error.filename, reason=reason)
