"""The figures that a seat watches: how each is written, how it changed, and what explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.content.words import say
from game.ui.office import Office
from game.ui.screens.causes import mood, rows_of
from game.ui.screens.causeterms import past_terms
from game.ui.screens.numbers import (
    chips,
    fixed,
    log_flop,
    money,
    money_change,
    people,
    percent,
    percent_change,
    signed,
)
from game.ui.tips import Tip, TipRow


@dataclass(frozen=True)
class Figure:
    """One figure of the seat or of the world, ready to be drawn."""

    key: str  # its texts are ui.figure.<key> and ui.figure.<key>_text
    icon: str
    value: str
    change: str
    colour: str  # of the change
    tip: Callable[[], Tip]
    write: Callable[[float], str]

    @property
    def name(self) -> str:
        return say(f"ui.figure.{self.key}")


@dataclass(frozen=True)
class _Kind:
    """How a figure is read: `quantity` names it in the ledger and in the history."""

    icon: str
    quantity: str
    better: int  # 1 more is better, -1 less is, 0 neither
    write: Callable[[float], str]
    change: Callable[[float], str]


def _level(value: float) -> str:
    return fixed(value, 1)


def _levels(value: float) -> str:
    return signed(value, 2)


def _orders(value: float) -> str:
    return f"{signed(value, 2)} OOM"


def _whole(value: float) -> str:
    return fixed(value, 0)


def _chip_change(value: float) -> str:
    text = chips(abs(value), unit=False)
    return "0" if abs(value) < 0.0005 else ("+" if value > 0 else "−") + text


def _people_change(value: float) -> str:
    text = people(abs(value))
    return "0" if abs(value) < 0.005 else ("+" if value > 0 else "−") + text


KINDS: dict[str, _Kind] = {
    "cash": _Kind("coins", "cash", 1, money, money_change),
    "compute": _Kind("cpu", "compute", 1, chips, _chip_change),
    "capability": _Kind("brain-circuit", "capability", 1, log_flop, _levels),
    "ceiling": _Kind("shield-check", "ceiling", 1, log_flop, _levels),
    "security": _Kind("lock", "security", 1, _level, _levels),
    "trust": _Kind("users", "trust", 1, _whole, signed),
    "researchers": _Kind("user-plus", "researchers", 1, people, _people_change),
    "morale": _Kind("heart-pulse", "morale", 1, lambda v: fixed(v, 2), _levels),
    "stability": _Kind("globe", "stability", 1, _level, _levels),
    "public_concern": _Kind("megaphone", "public_concern", -1, _whole, signed),
    "regulation": _Kind("gavel", "regulation", 0, _whole, signed),
    "public_weights": _Kind("share-2", "public_weights", 0, log_flop, _levels),
    "algorithms": _Kind("flask-conical", "algorithms", 1, lambda v: f"{fixed(v, 2)} OOM", _orders),
    "pending": _Kind("package", "pending", 1, chips, _chip_change),
    "accountability": _Kind("scale", "accountability", 1, percent, _levels),
    "safety_record": _Kind("triangle-alert", "safety_record", -1, _level, signed),
}
WATCHED = ("margin", *KINDS)
"""The figures of which the causes can be looked up, in the order of the list."""
_SUMS = ("compute", "pending")  # over the regions


def present(office: Office, key: str) -> float:
    """The value of a figure now."""
    view = office.view
    if key in _SUMS:
        return float(getattr(view, key)[0, :, 0].sum())
    array = getattr(view, KINDS[key].quantity)
    return float(array[0, 0] if array.ndim > 1 else array[0])


def figure(office: Office, key: str) -> Figure:
    """A figure with its change since the last turn; in the first turn there is none."""
    if key == "margin":
        return _margin(office)
    kind = KINDS[key]
    now = present(office, key)
    delta = _delta(office, kind, now)
    change = percent_change(now, now - delta) if key == "compute" else kind.change(delta)
    if not office.turn or kind.change(delta) == kind.change(0.0):
        change = ""

    def tip() -> Tip:
        return _why(office, key, kind, now, delta)

    return Figure(key, kind.icon, kind.write(now), change, mood(delta, kind.better, kind.change), tip, kind.write)


def _delta(office: Office, kind: _Kind, now: float) -> float:
    past = office.history.figures.get(kind.quantity, ())
    return now - past[-2] if len(past) > 1 else 0.0


def _why(office: Office, key: str, kind: _Kind, now: float, delta: float) -> Tip:
    """The figure, its meaning, and the causes of its change."""
    title, text = f"{say(f'ui.figure.{key}')} {kind.write(now)}", say(f"ui.figure.{key}_text")
    rows = rows_of(office, past_terms(office, key), kind.change, kind.better)
    if not rows:
        return Tip(title=title, text=text, note=say("ui.causes.none") if office.turn else say("ui.why.hint"))
    total = TipRow(say("ui.causes.total"), kind.change(delta))
    return Tip(title=title, text=text, rows=rows, total=total, note=say("ui.why.hint"))


def _margin(office: Office) -> Figure:
    """How far the best model lies within the alignment techniques, as evaluations measure it."""
    margin, spread = -float(office.view.reading[0, 0]), float(office.view.reading_sd[0, 0])
    past = office.history.figures["reading"]
    delta = margin + past[-2] if len(past) > 1 else 0.0
    colour = mood(delta, 1)
    tip = Tip(
        title=say("ui.figure.margin"),
        text=say("ui.figure.margin_text"),
        rows=(
            TipRow(say("ui.figure.ceiling"), log_flop(float(office.view.ceiling[0, 0]))),
            TipRow(say("ui.figure.capability"), log_flop(float(office.view.capability[0, 0]))),
            TipRow(say("ui.figure.margin_measured"), f"{signed(margin)} ± {fixed(spread)}"),
        ),
        note=say("ui.figure.margin_note", worldview=office.worldview),
    )
    change = signed(delta) if office.turn and signed(delta) != "0.0" else ""
    return Figure("margin", "shield-alert", f"{signed(margin)} ± {fixed(spread)}", change, colour, lambda: tip, signed)


def series(office: Office, key: str) -> tuple[float, ...]:
    """A figure by turn, the present one last."""
    if key == "margin":
        return tuple(-value for value in office.history.figures["reading"])
    return office.history.figures.get(KINDS[key].quantity, ())


def change_writer(quantity: str) -> tuple[Callable[[float], str], int]:
    """How a change of a quantity of the ledger is written, and whether more of it is better."""
    for kind in KINDS.values():
        if kind.quantity == quantity:
            return kind.change, kind.better
    return (signed, -1) if quantity == "tension" else (_levels, 1 if quantity == "chip_supply" else 0)
