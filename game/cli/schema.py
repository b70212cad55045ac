"""`tiersix schema`: JSON Schemas of all kinds of balance files, for editors."""

from __future__ import annotations

import argparse

from game import paths
from game.content.load import read_folder
from game.content.problems import ContentError, has_errors
from game.content.schema import write_schemas
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    """ContentError when the balance files, which name what there is, have mistakes."""
    contents, problems = read_folder(paths.balance())
    if has_errors(problems):
        raise ContentError(problems)
    folder = arguments.out or paths.balance() / "schemas"
    for file in write_schemas(contents, folder):
        print(say("cli.schema.written", file=file))
    return 0
