"""Choices beat drift: one seat plays idle, by chance, greedily, carefully, and its rivals as they always do."""

from __future__ import annotations

from itertools import pairwise

from game.content.vocabulary import Kind
from tests.studies.batches import Play, good, play, seats_of
from tests.studies.measures import Study, percent, step

WAYS = ("idle", "random", "greedy", "careful")
GAMES = 4000


def agency(games: int) -> Study:
    study = Study(
        "agency",
        "Agency",
        games,
        ("seat", *WAYS, "steps", "good endings, %"),
        note=(
            "Five Labs, baseline. Mean score of the tested seat, rivals on their default temperaments, same dice; "
            "a step must rise with p < 0.05."
        ),
    )
    for seat in seats_of():
        batches = [play(Play(habits={seat: way}), games) for way in WAYS]
        scores = [batch.score(seat) for batch in batches]
        steps = [step(low, high) for low, high in pairwise(scores)]
        study.row(
            seat,
            *(float(score.mean()) for score in scores),
            ", ".join(f"{s.mean:+.1f} ± {1.96 * s.error:.1f}" for s in steps),
            ", ".join(percent(float(good(batch).mean())) for batch in batches),
        )
        for (low, high), s in zip(pairwise(WAYS), steps, strict=True):
            study.line(f"{seat}: {low} < {high}, p = {s.p:.2g}", s.rises(0.05))
    careful, greedy = (play(Play(habits={"*": way}), games) for way in ("careful", "greedy"))
    more = step(greedy.kind(Kind.GOOD), careful.kind(Kind.GOOD))
    for name, batch in (("all greedy", greedy), ("all careful", careful)):
        study.row(name, *[""] * len(WAYS), batch.line(), percent(float(good(batch).mean())))
    study.line(f"careful in all seats has {100 * more.mean:+.1f} points of good endings over greedy", more.rises())
    return study
