"""What one seat may look back on: its own figures and the public ones, turn by turn, and the causes of changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from game.rules.ledger import Ledger, Term
from game.rules.setup import Setup
from game.rules.view import View

OWN = (
    "cash", "revenue", "investment", "support", "opex", "idle", "researchers", "concern", "morale", "algorithms",
    "capability", "served", "opened", "ceiling", "reading", "reading_sd", "security", "trust", "accountability",
    "automation", "government", "safety_record",
)  # fmt: skip
WORLD = (
    "public_algorithms", "public_weights", "public_alignment", "stability", "public_concern", "regulation", "capture",
    "displacement", "adoption", "patience", "resilience", "oversight", "hype", "chip_price", "ration", "verification",
)  # fmt: skip
RIVALS = ("estimate", "estimate_sd", "compute_estimate", "rival_served", "rival_opened", "rival_trust", "reputation")
PLACES = ("tension", "awareness", "power")  # quantities of the world that have a place


@dataclass(frozen=True)
class History:
    """Figures by turn: `figures["cash"][i]` is that of turn `turns[i]`; those of rivals are `estimate.<seat>`."""

    turns: tuple[int, ...]
    figures: dict[str, tuple[float, ...]]


def history_of(views: Iterable[View], setup: Setup) -> History:
    """The figures of one seat's views, one of each turn, of a single game."""
    turns: list[int] = []
    rows: list[dict[str, float]] = []
    for seen in views:
        turns.append(seen.turn)
        row = {name: float(np.asarray(getattr(seen, name)).flat[0]) for name in OWN + WORLD}
        row["compute"] = float(seen.compute.sum())
        row["pending"] = float(seen.pending.sum())
        row["tension"] = float(seen.tension.max())
        for name in RIVALS:
            array = getattr(seen, name)
            column = array[0, :, 0] if array.ndim > 2 else array[:, 0]
            row |= {f"{name}.{id_}": float(column[seat]) for seat, id_ in enumerate(setup.seats)}
        rows.append(row)
    names = rows[0] if rows else {}
    return History(tuple(turns), {name: tuple(row[name] for row in rows) for name in names})


def causes_for(seat: int, ledger: Ledger, quantity: str, turn: int | None) -> list[Term]:
    """The terms of an own or a public figure; none where the figure is somebody else's secret."""
    terms = ledger.of(quantity, seat, turn)
    if quantity in (*WORLD, *PLACES):
        terms += ledger.of(quantity, None, turn)
    return terms
