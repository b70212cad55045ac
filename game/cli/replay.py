"""`tiersix replay`: a saved campaign played again from its orders, and every turn compared."""

from __future__ import annotations

import argparse

from game.campaign.replay import verify


def run(arguments: argparse.Namespace) -> int:
    """1 when a turn came out otherwise than it was saved."""
    result = verify(arguments.file)
    print(f"{arguments.file}: {result.text()}")
    return 0 if result.same else 1
