"""No dead lever, no dominant one: play with each lever and without it end differently under some setting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.content.vocabulary import STATE_ACTIONS, Clause, Pitch, Release, Stance
from game.rules.orders import Orders
from game.rules.setup import Setup
from game.rules.view import View
from tests.studies.batches import Edit, Play, play, seats_of
from tests.studies.edits import chain, does, never, never_signs, releases, signs
from tests.studies.measures import Study, apart, percent, step

GAMES = 2000
SHARES = ("research", "security", "compute", "openness")
STATES = ("columbia", "huaxia")
SETTINGS: dict[str, dict[str, float | tuple[float, float]]] = {
    "baseline": {},
    "slow and safe": {"truths.alignment_shift": (2.0, 0.9)},
    "tense": {"conflict.bloc_enmity": 1.0, "conflict.strike_rate": 0.4},
    "leaky": {"truths.theft_ease": (4.0, 0.3), "truths.danger_level": (28.5, 0.7)},
    "people decide": {"talent.pitch_pull": 4.0, "talent.broken_pitch": 0.6},
}


@dataclass(frozen=True)
class Lever:
    name: str
    without: Play
    having: Play


def levers(games: int) -> Study:
    study = Study(
        "levers",
        "Levers",
        games,
        ("lever", "setting", "p", "ending that moves most", "without, %", "with, %"),
        note=(
            "Every seat plays with the lever or every seat plays without it, all else by default temperaments. "
            "McNemar's test on the same dice, corrected for twelve endings and for the settings tried. "
            "The first setting under which p < 0.01 is shown."
        ),
    )
    for lever in (*_budgets(), *_releases(), *_stances(), *_pitches(), *_clauses(), *_powers()):
        _try(study, lever, games)
    _single(study, games)
    return study


def _try(study: Study, lever: Lever, games: int) -> None:
    best = (2.0, "", "", "", "")
    for tried, (setting, numbers) in enumerate(SETTINGS.items(), start=1):
        one = play(lever.without.but(numbers=numbers), games)
        other = play(lever.having.but(numbers=numbers), games)
        p, ending = apart(one, other)
        p = min(p * tried, 1.0)  # who tries many settings must find more
        here = (p, setting, ending.id.replace("_", " "), percent(one.share(ending)), percent(other.share(ending)))
        best = min(best, here)
        if p < 0.01:
            break
    study.row(lever.name, best[1], f"{best[0]:.1g}", *best[2:])
    study.line(f"{lever.name} matters, p = {best[0]:.1g} ({best[1]})", best[0] < 0.01)


def _budgets() -> list[Lever]:
    return [
        Lever(f"money for {share}", Play(changes={"*": {share: 0.0}}), Play(changes={"*": {share: 0.25}}))
        for share in SHARES
    ]


def _releases() -> list[Lever]:
    hold, staged, general, weights = Release.HOLD, Release.STAGED, Release.GENERAL, Release.WEIGHTS
    never_ = {
        hold: {hold: general},
        staged: {staged: general},
        general: {general: hold},
        weights: {weights: general},
    }
    always = {
        hold: {staged: hold, general: hold, weights: hold},
        staged: {general: staged, weights: staged},
        general: {hold: general, staged: general},
        weights: {general: weights},
    }
    return [
        Lever(f"release: {way.id}", Play(edits={"*": releases(never_[way])}), Play(edits={"*": releases(always[way])}))
        for way in Release
    ]


def _stances() -> list[Lever]:
    other = {Stance.SECRET: Stance.SELECTIVE, Stance.SELECTIVE: Stance.SECRET, Stance.OPEN: Stance.SELECTIVE}
    return [
        Lever(
            f"publication: {stance.id}",
            Play(changes={"*": {"stance": other[stance].id}}),
            Play(changes={"*": {"stance": stance.id}}),
        )
        for stance in Stance
    ]


def _pitches() -> list[Lever]:
    def all_for(pitch: Pitch) -> Edit:
        def edit(orders: Orders, view: View, setup: Setup) -> Orders:
            return replace(orders, pitch=np.full_like(orders.pitch, pitch))

        return edit

    other = {pitch: Pitch.MONEY if pitch is not Pitch.MONEY else Pitch.CONTROL for pitch in Pitch}
    return [
        Lever(f"pitch: {pitch.id}", Play(edits={"*": all_for(other[pitch])}), Play(edits={"*": all_for(pitch)}))
        for pitch in Pitch
    ]


def _clauses() -> list[Lever]:
    alone = [
        Lever(f"clause: {clause.id}", Play(edits={"*": never_signs(clause)}), Play(edits={"*": signs([clause])}))
        for clause in Clause
        if clause is not Clause.INSPECTIONS
    ]
    # Inspections inspect something: everybody signs a slow-down and goes on by habit, with inspectors or without.
    slow = Clause.SLOW_DOWN
    unseen = chain(never_signs(Clause.INSPECTIONS), signs([slow], 0, False))
    inspected = Lever(
        "clause: inspections, of a slow-down",
        Play(edits={"*": unseen}),
        Play(edits={"*": signs([slow, Clause.INSPECTIONS], 0, False)}),
    )
    return [*alone, inspected]


def _powers() -> list[Lever]:
    def states(edit: Edit) -> Play:
        return Play("labs-and-states", edits=dict.fromkeys(STATES, edit))

    return [
        Lever(f"power: {act.id}", states(never(act)), states(chain(never(act), does(act)))) for act in STATE_ACTIONS
    ]


def _single(study: Study, games: int) -> None:
    """All money into one place, against the careful mix, by the mean score of the seat that does it."""
    seats = seats_of()
    mix = np.concatenate([play(Play(habits={seat: "careful"}), games).score(seat) for seat in seats])
    study.row("careful mix", "baseline", "", "mean score", "", f"{mix.mean():.1f}")
    for share in SHARES:
        only = {name: float(name == share) for name in SHARES}
        scores = [play(Play(habits={seat: "careful"}, changes={seat: only}), games).score(seat) for seat in seats]
        change = step(np.concatenate(scores), mix)
        mean = float(np.concatenate(scores).mean())
        study.row(f"all money into {share}", "baseline", f"{change.p:.1g}", "mean score", "", mean)
        study.line(f"all money into {share} does worse than the mix: {change.mean:+.1f} points", change.rises())
