"""What a share of the orders is expected to do: the figures it moves, and the largest causes of the first of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.content.words import say
from game.rules.ledger import Term
from game.rules.preview import Preview
from game.ui.office import Office
from game.ui.screens.causes import cause_name, mood, rows_of, together
from game.ui.screens.causeterms import expected_terms, past_terms
from game.ui.screens.numbers import chips, money, money_change, people, signed
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Run

ORDERS = ("research", "security", "compute", "openness", "alignment", "training", "serving")
_MOST = 2  # causes that are kept of each


def _signed(write: Callable[[float], str]) -> Callable[[float], str]:
    def written(value: float) -> str:
        text = write(abs(value))
        return text if text == write(0.0) else ("+" if value > 0 else "−") + text

    return written


def _orders(value: float) -> str:
    return f"{signed(value, 2)} OOM"


@dataclass(frozen=True)
class Effect:
    """One figure that an order moves: its text `ui.effect.<figure>`, its key, how a change of it is written.

    `better` is 1 where more is better, -1 where less is.
    """

    figure: str
    key: str  # of its causes
    write: Callable[[float], str]
    better: int = 1


EFFECTS: dict[str, tuple[Effect, ...]] = {
    "research": (Effect("algorithms", "algorithms", _orders), Effect("researchers", "researchers", _signed(people))),
    "security": (Effect("security", "security", lambda v: signed(v, 2)),),
    "compute": (Effect("chips", "chips", _signed(chips)),),
    "openness": (Effect("trust", "trust", signed), Effect("public_alignment", "public_alignment", _orders)),
    "alignment": (Effect("ceiling", "ceiling", _orders),),
    "training": (Effect("model", "capability", lambda v: signed(v, 2)),),
    "serving": (Effect("cash", "cash", money_change),),
}


@dataclass(frozen=True)
class Cause:
    """A named part of an expected change."""

    name: str
    amount: str
    colour: str


class ShareEffects:
    """The effects and causes of every share under the orders as they stand, worked out once for each preview."""

    def __init__(self) -> None:
        self._of: Preview | None = None
        self._made: dict[str, tuple[list[Run], list[Cause], str]] = {}

    def of(self, office: Office, order: str) -> tuple[list[Run], list[Cause], str]:
        """The expected changes as pieces of a line, the causes of the first, and how it changed last turn."""
        expected = office.preview
        if self._of is not expected:
            self._of, self._made = expected, {}
        if order not in self._made:
            self._made[order] = (_changes(office, order), _causes(office, order), _last(office, order))
        return self._made[order]


def change_of(office: Office, quantity: str) -> float:
    """The expected change of a figure if the orders stay as they are."""
    expected = office.preview
    if quantity == "chips":
        after, before = expected.after, expected.before
        return float((after.compute + after.pending - before.compute - before.pending).sum())
    if quantity == "model":
        return expected.change("capability")
    after = getattr(expected.after, quantity)
    if after.ndim == 1:
        return float(after[0] - getattr(expected.before, quantity)[0])
    return expected.change(quantity)


def _changes(office: Office, order: str) -> list[Run]:
    runs: list[Run] = []
    for effect in EFFECTS[order]:
        change = change_of(office, effect.figure)
        name, text = say(f"ui.effect.{effect.figure}"), effect.write(change)
        tone = mood(change, effect.better, effect.write)
        runs.append(Run(("  " if runs else "") + name + " ", "soft"))
        runs.append(Run(text, "soft" if tone == "dim" else tone, "Medium"))
    return runs


def _terms(office: Office, effect: Effect) -> list[Term]:
    """The causes that are expected. A chip that arrives was on order before, which changes nothing of their number."""
    if effect.key == "chips":
        ledger = office.preview.ledger
        both = [*ledger.of("pending", office.index), *ledger.of("compute", office.index)]
        return [term for term in both if term.cause not in ("arrived", "delivered")]
    return expected_terms(office, effect.key)


def _last(office: Office, order: str) -> str:
    """What the first figure of an order did last turn, in words; "" in the first turn."""
    if not office.turn:
        return ""
    effect = EFFECTS[order][0]
    keys = ("compute", "pending") if effect.key == "chips" else (effect.key,)
    change = sum(term.amount for key in keys for term in past_terms(office, key))
    return say("ui.budget.last", change=_bare(effect.write(change)))


def _bare(amount: str) -> str:
    """Without the unit, which stands beside the change itself."""
    return amount.removesuffix(" H100e").removesuffix(" OOM")


def _causes(office: Office, order: str) -> list[Cause]:
    effect = EFFECTS[order][0]
    terms = _terms(office, effect)
    rows = [(cause, amount) for cause, amount in together(terms) if effect.write(amount) != effect.write(0.0)]
    return [
        Cause(cause_name(office, cause), _bare(effect.write(amount)), mood(amount, effect.better, effect.write))
        for cause, amount in rows[:_MOST]
    ]


def share_tip(office: Office, order: str) -> Tip:
    """What an order is for, and what is expected of it with the causes that are expected."""
    effect = EFFECTS[order][0]
    terms = _terms(office, effect)
    rows = rows_of(office, terms, effect.write, effect.better, most=5)
    total = TipRow(say("ui.budget.expected"), effect.write(sum(term.amount for term in terms)))
    last = _last(office, order)
    return Tip(
        title=say(f"ui.budget.{order}"),
        text=say(f"ui.budget.{order}_text"),
        rows=rows,
        total=total if rows else None,
        note="\n".join(part for part in (last[:1].upper() + last[1:], say("ui.budget.note")) if part),
    )


def money_tip(office: Office) -> Tip:
    """What the four shares divide: cash in hand, and the income that is expected in this turn."""
    cash, whole = float(office.view.cash[0, 0]), float(office.view.money[0, 0])
    parts = rows_of(office, office.made_of("money"), money_change)
    return Tip(
        title=say("ui.budget.money"),
        rows=parts
        or (TipRow(say("ui.figure.cash"), money(cash)), TipRow(say("ui.budget.income"), money(whole - cash))),
        total=TipRow(say("ui.budget.to_spend"), money(whole)),
        note=say("ui.budget.money_note"),
    )
