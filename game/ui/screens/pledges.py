"""How the clauses of the treaties stand for one seat: who signed, what binds, what is agreed, and what is found out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.campaign.sheet import BigAction
from game.content.vocabulary import Action, Clause
from game.rules.clauses import LIMITS, in_force
from game.rules.context import chance
from game.rules.preview import Preview
from game.ui.office import Office
from game.ui.screens.expect import Expectations, differences
from game.ui.tips import TipRow


@dataclass(frozen=True)
class Pledge:
    """One clause as this seat sees it, with its own orders of this turn."""

    clause: Clause
    signers: tuple[str, ...]  # ids of seats
    needed: int  # signers from which it binds
    binds: bool
    signed: bool  # by this seat
    signing: bool
    leaving: bool
    cheating: bool

    @property
    def proposed(self) -> bool:
        """Somebody signed, and it does not bind yet."""
        return bool(self.signers) and not self.binds

    @property
    def mine(self) -> bool:
        """Signed by this seat once the orders are carried out."""
        return (self.signed or self.signing) and not self.leaving


def pledges(office: Office) -> tuple[Pledge, ...]:
    """All clauses in their order."""
    signed, sheet, seats = office.view.signed, office.sheet, office.setup.seats
    quorum = float(office.beliefs.treaties.quorum[0])
    out = []
    for clause in Clause:
        most = math.ceil(quorum * len(seats) - 1e-9) if clause in LIMITS else 0
        out.append(
            Pledge(
                clause=clause,
                signers=tuple(id_ for place, id_ in enumerate(seats) if signed[clause, place, 0]),
                needed=max(2, most),
                binds=bool(in_force(signed, office.beliefs)[clause][0]),
                signed=bool(signed[clause, office.index, 0]),
                signing=BigAction(kind=Action.SIGN.id, target=clause.id) in sheet.actions,
                leaving=BigAction(kind=Action.LEAVE.id, target=clause.id) in sheet.actions,
                cheating=clause.id in sheet.cheat,
            )
        )
    return tuple(out)


def found_within(office: Office, years: float, seen: float) -> float:
    """Odds, 0 to 1, that a breach kept up for so many years is found out where `seen` of it can be verified."""
    # The rules turn the odds of a year into a rate, so that they hold whatever the length of a turn.
    rate = -np.log1p(-np.minimum(office.beliefs.treaties.detection * seen, 0.99))
    return float(chance(rate, years)[0])


def verification(office: Office, pledge: Pledge, expectations: Expectations) -> float:
    """Share of a breach of this clause that can be seen: now, or as it would be if all had signed."""
    if pledge.signed and pledge.binds:
        return float(office.view.verification[0])
    return float(_kept(office, pledge, expectations).after.verification[0])


@dataclass(frozen=True)
class Effect:
    """What keeping and breaking a clause would do to one figure, against staying outside."""

    name: str
    kept: TipRow | None
    broken: TipRow | None


def effects_of_pledge(office: Office, pledge: Pledge, expectations: Expectations) -> tuple[Effect, ...]:
    """Expected within this turn. A clause that does not bind this seat yet is taken as if all had signed it.

    Big actions are left aside, so that nothing but the clause makes the difference.
    """
    clause, others = pledge.clause.id, _other_cheats(office, pledge)
    if pledge.signed and pledge.binds:
        outside = expectations.of(office, actions=(BigAction(kind=Action.LEAVE.id, target=clause),), cheat=others)
    else:
        outside = expectations.of(office, actions=(), cheat=others)
    kept = _kept(office, pledge, expectations)
    broken = expectations.of(office, _pact(pledge), actions=(), cheat=(*others, clause))
    keeps = {row.name: row for row in differences(outside.after, kept.after)}
    breaks = {row.name: row for row in differences(outside.after, broken.after)}
    return tuple(Effect(name, keeps.get(name), breaks.get(name)) for name in (keeps | breaks))


def _pact(pledge: Pledge) -> str:
    """The clause that expectations must take as signed by all, because it does not bind this seat yet."""
    return "" if pledge.signed and pledge.binds else pledge.clause.id


def _other_cheats(office: Office, pledge: Pledge) -> tuple[str, ...]:
    return tuple(other for other in office.sheet.cheat if other != pledge.clause.id)


def _kept(office: Office, pledge: Pledge, expectations: Expectations) -> Preview:
    """The turn in which the clause binds and this seat keeps it."""
    return expectations.of(office, _pact(pledge), actions=(), cheat=_other_cheats(office, pledge))


def agreed_level(office: Office, pledge: Pledge, expectations: Expectations) -> tuple[float, bool]:
    """The level that is agreed in log FLOP, and whether it is in the treaty already or would be if all signed now.

    0 for a clause without a level.
    """
    name = {Clause.SLOW_DOWN: "slow_level", Clause.NO_OPEN_WEIGHTS: "weights_level"}.get(pledge.clause)
    if name is None:
        return 0.0, False
    now = float(np.asarray(getattr(office.view, name)).flat[0])
    if now > 0:
        return now, True
    then = _kept(office, pledge, expectations)
    return float(np.asarray(getattr(then.after, name)).flat[0]), False
