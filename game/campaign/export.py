"""A campaign as a table, a row for each turn and seat, for spreadsheets and scripts: CSV with units, or JSON.

It holds the whole truth. So a campaign that goes on is written only for somebody who may know the secrets of all.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from game import __version__
from game.campaign.campaign import Campaign
from game.campaign.sheet import OrderSheet
from game.content.files import write_whole
from game.content.vocabulary import Clause, Ending, Release
from game.rules.derived import automation, gap, power_share
from game.rules.effects import Effects, effects_of
from game.rules.params import Params
from game.rules.setup import Setup
from game.rules.state import State

FORMAT = 1
Kind = Literal["csv", "json"]
KINDS: tuple[Kind, ...] = ("csv", "json")


@dataclass(frozen=True)
class Scene:
    """One state with what is derived from it."""

    state: State
    effects: Effects
    params: Params
    setup: Setup


Read = Callable[[Scene, int], Any]


@dataclass(frozen=True)
class Column:
    """A figure of a seat, or of the world, which every seat's row then repeats."""

    name: str
    unit: str  # empty where the figure has none
    read: Read

    @property
    def head(self) -> str:
        return f"{self.name} [{self.unit}]" if self.unit else self.name


def _own(name: str, unit: str) -> Column:
    return Column(name, unit, lambda scene, seat: float(getattr(scene.state, name)[seat, 0]))


def _world(name: str, unit: str) -> Column:
    return Column(name, unit, lambda scene, _: float(getattr(scene.state, name)[0]))


def _ceiling(scene: Scene, seat: int) -> float:
    over = gap(scene.state, scene.effects, scene.params)
    return float(scene.state.capability[seat, 0] - over[seat, 0])


SEAT_COLUMNS = (
    _own("cash", "B$"),
    _own("revenue", "B$/yr"),
    _own("investment", "B$/yr"),
    _own("support", "B$/yr"),
    _own("opex", "B$/yr"),
    Column("compute", "M H100e", lambda scene, seat: float(scene.state.compute[seat, :, 0].sum())),
    Column("compute_ordered", "M H100e", lambda scene, seat: float(scene.state.pending[seat, :, 0].sum())),
    _own("idle", "share of the fleet"),
    _own("researchers", "thousand"),
    _own("concern", "0-1"),
    _own("morale", "0-1"),
    _own("algorithms", "OOM since 2026"),
    _own("capability", "log10 FLOP"),
    Column("true_ceiling", "log10 FLOP", _ceiling),
    _own("reading", "OOM beyond the ceiling, as measured"),
    _own("served", "log10 FLOP, 0 for nothing"),
    _own("opened", "log10 FLOP, 0 for nothing"),
    Column("automation", "0-1", lambda s, seat: float(automation(s.state, s.effects, s.params)[seat, 0])),
    Column("power_share", "0-1", lambda scene, seat: float(power_share(scene.state, scene.setup)[seat, 0])),
    Column("technologies", "known", lambda scene, seat: int(scene.state.known[:, seat, 0].sum())),
    _own("security", "level 0-5"),
    _own("trust", "0-100"),
    _own("reputation", "0-1"),
    _own("accountability", "0-1"),
    _own("government", "0 none, 1 advice, 2 partnership, 3 the Project"),
    _own("safety_record", "incidents, weighted"),
    Column("holds_tier_six", "0 or 1", lambda scene, seat: int(scene.state.holding[seat, 0])),
    Column("deployed", "0 or 1", lambda scene, seat: int(scene.state.deployed[seat, 0])),
    Column("signed", "", lambda scene, seat: " ".join(c.id for c in Clause if scene.state.signed[c, seat, 0])),
)

FACT_COLUMNS = (
    Column("incident", "0 none, 1 warning, 2 serious, 3 lost", lambda s, seat: int(s.state.facts.incident[seat, 0])),
    Column("run_finished", "0 or 1", lambda scene, seat: int(scene.state.facts.run_finished[seat, 0])),
    Column("released", "", lambda scene, seat: _released(int(scene.state.facts.released[seat, 0]))),
    Column("learned", "", lambda scene, seat: _learned(scene, seat)),
    Column("stole_secrets_from", "", lambda scene, seat: _others(scene, scene.state.facts.secrets_stolen[seat, :, 0])),
    Column("stole_weights_from", "", lambda scene, seat: _others(scene, scene.state.facts.weights_stolen[seat, :, 0])),
    Column("struck", "", lambda scene, seat: _others(scene, scene.state.facts.struck[seat, :, 0])),
)

WORLD_COLUMNS = (
    _world("public_algorithms", "OOM"),
    _world("public_weights", "log10 FLOP"),
    _world("public_alignment", "OOM"),
    _world("stability", "0-10"),
    Column("tension", "0-100, the highest of two blocs", lambda scene, _: float(scene.state.tension[..., 0].max())),
    _world("public_concern", "0-100"),
    _world("regulation", "0-100"),
    _world("capture", "0-1"),
    _world("displacement", "0-1"),
    _world("adoption", "0-1"),
    _world("patience", "0-100"),
    _world("resilience", "0-1"),
    _world("oversight", "0-1"),
    _world("hype", "1 is sober"),
    _world("verification", "0-1 a year"),
    _world("ration", "share of ordered chips delivered"),
    Column("power", "GW", lambda scene, _: float(scene.state.power[:, 0].sum())),
)


def _released(code: int) -> str:
    return Release(code).id if code else ""


def _learned(scene: Scene, seat: int) -> str:
    return " ".join(scene.setup.technologies[i] for i in np.flatnonzero(scene.state.facts.learned[:, seat, 0]))


def _others(scene: Scene, who: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> str:
    return " ".join(scene.setup.seats[i] for i in np.flatnonzero(who))


def scenes_of(campaign: Campaign) -> tuple[Scene, ...]:
    """Every remembered state of a campaign, in order, with what is derived from it."""
    setup, params = campaign.setup, campaign.params
    states = [campaign.states[turn] for turn in sorted(campaign.states)]
    return tuple(Scene(state, effects_of(state.known, setup), params, setup) for state in states)


def readings(scenes: Sequence[Scene], column: Column, seat: int) -> tuple[float, ...]:
    """A figure of a seat, or of the world, in each scene."""
    return tuple(float(column.read(scene, seat)) for scene in scenes)


_SHEET = ("research", "security", "compute", "openness")
ORDER_HEADS = (
    *(f"order_{name} [share of the money]" for name in _SHEET),
    "order_alignment [share of research]",
    "order_training [share of the fleet]",
    "order_serving [share of the fleet]",
    "order_train [0 or 1]",
    "order_release",
    "order_stance",
    "order_pitch",
    "order_actions",
    "order_cheat",
    "order_deployment",
)


def _orders(sheet: OrderSheet | None) -> tuple[Any, ...]:
    """The cells of `ORDER_HEADS`; empty after the last turn, when nothing was ordered any more."""
    if sheet is None:
        return (None,) * len(ORDER_HEADS)
    actions = " ".join(f"{one.kind}:{one.target}" if one.target else one.kind for one in sheet.actions)
    return (
        *(getattr(sheet.budget, name) for name in _SHEET), sheet.alignment, sheet.training, sheet.serving,
        int(sheet.train), sheet.release, sheet.stance, sheet.pitch, actions, " ".join(sheet.cheat),
        sheet.deployment or "",
    )  # fmt: skip


def heads() -> tuple[str, ...]:
    """The heads of the table, each with its unit in brackets."""
    figures = (*SEAT_COLUMNS, *FACT_COLUMNS, *WORLD_COLUMNS)
    return ("turn", "year", "seat", *(column.head for column in figures), *ORDER_HEADS)


def rows(campaign: Campaign) -> Iterator[tuple[Any, ...]]:
    """A row for each remembered turn and seat: figures before the turn, what happened in the one before it, and what
    was ordered in it. Turn 1 is the first; the last rows have no orders."""
    setup = campaign.setup
    for scene in scenes_of(campaign):
        turn = scene.state.turn
        for seat, id_ in enumerate(setup.seats):
            sheet = campaign.sheets[turn][id_] if turn < len(campaign.sheets) else None
            figures = (column.read(scene, seat) for column in (*SEAT_COLUMNS, *FACT_COLUMNS, *WORLD_COLUMNS))
            yield (turn + 1, setup.year(turn), id_, *figures, *_orders(sheet))


def csv_text(campaign: Campaign) -> str:
    """The table as CSV with a head, comma separated, lines ended as RFC 4180 has it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads())
    writer.writerows(rows(campaign))
    return out.getvalue()


def json_text(campaign: Campaign) -> str:
    """The same as one JSON object: what was played, how it ended, the hidden truths, and the rows by their heads."""
    outcome = campaign.outcome
    ending = None
    if outcome is not None:
        ending = {
            "id": outcome.ending.id,
            "kind": outcome.kind.id,
            "turn": outcome.turn,
            "year": outcome.year,
            "scores": outcome.scores,
            "nearness": {one.id: near for one, near in outcome.nearness.items()},
        }
    truths = campaign.params.truths
    names = heads()
    whole = {
        "tiersix": "campaign",
        "format": FORMAT,
        "version": __version__,
        "scenario": campaign.book.scenario_id,
        "worldview": campaign.book.worldview_id,
        "seed": campaign.seed,
        "turn_years": campaign.setup.turn_years,
        "seats": dict(zip(campaign.setup.seats, campaign.setup.seat_names, strict=True)),
        "people": campaign.people,
        "what_if_from_turn": None if campaign.what_if is None else campaign.what_if.turn + 1,
        "ending": ending,
        "hidden_truths": {name: float(getattr(truths, name)[0]) for name in sorted(vars(truths))},
        "rows": [dict(zip(names, row, strict=True)) for row in rows(campaign)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_export(campaign: Campaign, path: Path, kind: Kind, replace: bool = False) -> None:
    """Write the file, whole or not at all. FileExistsError where there is one already, unless it may be replaced;
    OSError where it cannot be written."""
    if path.exists() and not replace:
        raise FileExistsError(17, "there is a file of that name already", str(path))
    text = csv_text(campaign) if kind == "csv" else json_text(campaign)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def may_be_told(campaign: Campaign) -> bool:
    """Whether the truth of a campaign is nobody's secret any more."""
    return bool(campaign.state.ending[0] != Ending.NONE)
