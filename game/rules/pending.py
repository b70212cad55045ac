"""What a seat has not decided yet, most pressing first. The end-turn button only shows the first of these."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from game.content.vocabulary import Action, Clause, Lane, Release
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View

PendingKind = Literal[
    "deploy", "budget", "release", "lane", "proposal", "training", "actions"
]


@dataclass(frozen=True)
class Pending:
    """One open decision. Its text is `pending.<kind>` with `values` filled in."""

    kind: PendingKind
    detail: str  # lane or clause it is about, empty for none
    must: bool  # the turn cannot be handed in before it is decided
    amounts: tuple[tuple[str, float], ...] = ()  # numbers of its text

    @property
    def name(self) -> str:
        """What an order sheet lists to set the decision aside: `lane:alignment`, `training`."""
        return f"{self.kind}:{self.detail}" if self.detail else self.kind

    @property
    def key(self) -> str:
        return f"pending.{self.kind}"

    @property
    def values(self) -> dict[str, float | str]:
        about = {"lane": "lane", "proposal": "clause"}.get(self.kind)
        named: dict[str, float | str] = dict(self.amounts)
        return named | {about: self.detail} if about else named


def pending_decisions(
    view: View, orders: Orders, setup: Setup, settled: Collection[str] = ()
) -> list[Pending]:
    """The open decisions of one seat in one game, ordered.

    `view` and `orders` are those of this seat alone. `settled` holds names of decisions that the player has made by
    leaving things as they are, which orders alone cannot tell: to hold a Tier Six system, to keep a model internal.
    """
    return [pending for pending in _all(view, orders, setup) if pending.name not in settled]


def _all(view: View, orders: Orders, setup: Setup) -> Iterator[Pending]:
    seat = int(view.observers[0])
    capability = float(view.capability[0, 0])
    if view.holding[0, 0]:
        yield Pending("deploy", "", True, (("capability", capability),))
    spent = sum(float(share[0, 0]) for share in (orders.research, orders.security, orders.compute, orders.openness))
    if spent <= 0.0:
        yield Pending("budget", "", False)
    if capability > view.served[0, 0] + 0.01 and orders.release[0, 0] == Release.HOLD:
        yield Pending("release", "", False, (("capability", capability), ("served", float(view.served[0, 0]))))
    for lane in Lane:
        open_now = view.open_to[:, 0, 0] & ~view.known[:, 0, 0] & (setup.lane == lane)
        if orders.project[lane, 0, 0] < 0 and open_now.any():
            yield Pending("lane", lane.id, False, (("available", float(np.count_nonzero(open_now))),))
    for clause in Clause:
        signers = view.signed[clause, :, 0]
        answered = ((orders.action[:, 0, 0] == Action.SIGN) & (orders.action_target[:, 0, 0] == clause)).any()
        if signers.any() and not signers[seat] and not answered:
            yield Pending("proposal", clause.id, False, (("signers", float(signers.sum())),))
    if not orders.train[0, 0] or orders.training[0, 0] <= 0.0:
        yield Pending("training", "", False, (("run_years", float(view.run_years[0, 0])),))
    unused = int((orders.action[:, 0, 0] == Action.NONE).sum())
    if unused:
        yield Pending("actions", "", False, (("unused", float(unused)),))
