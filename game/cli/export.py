"""`tiersix export`: a saved campaign as a table in a file, for spreadsheets and scripts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game import paths
from game.campaign.export import KINDS, Kind, heads, may_be_told, write_export
from game.campaign.saves import load
from game.content.words import say


def run(arguments: argparse.Namespace) -> int:
    """1 when nothing may be written: a file is there already, or the campaign still has secrets."""
    campaign = load(arguments.file)
    if not (may_be_told(campaign) or arguments.secrets):
        print(say("cli.export.not_ended", file=arguments.file), file=sys.stderr)
        return 1
    given_of: dict[Kind, Path | None] = {kind: getattr(arguments, kind) for kind in KINDS}
    wanted = {kind: given for kind, given in given_of.items() if given is not None}
    for kind, given in (wanted or {"csv": Path()}).items():
        path = paths.exports() / f"{arguments.file.stem}.{kind}" if given == Path() else given
        try:
            write_export(campaign, path, kind, arguments.replace)
        except FileExistsError:
            print(say("cli.export.exists", file=path), file=sys.stderr)
            return 1
        rows = len(campaign.states) * len(campaign.setup.seats)
        print(say("cli.export.written", file=path, rows=rows, columns=len(heads())))
    return 0
