"""Choices beat drift: one seat plays idle, by chance, greedily, carefully, and its rivals as they always do."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.content.vocabulary import Kind
from tests.studies.batches import SEED, Play, good, play, seats_of
from tests.studies.measures import Study, percent, step

WAYS = ("idle", "random", "greedy", "careful")
GAMES = 4000
SEEDS = (SEED, SEED + 1, SEED + 2)


def agency(games: int) -> Study:
    study = Study(
        "agency",
        "Agency",
        games,
        ("seat", *WAYS, "steps", "good endings, %"),
        note=(
            f"Five Labs, baseline, on {len(SEEDS)} master seeds that served no tuning. Mean score of the tested seat, "
            "rivals on their default temperaments, same dice; a step must rise with p < 0.05 on every seed, and the "
            "largest p is given. The table is of all seeds together."
        ),
    )
    for seat in seats_of():
        runs = [[play(Play(habits={seat: way}), games, seed=seed) for way in WAYS] for seed in SEEDS]
        scores = [[batch.score(seat) for batch in run] for run in runs]
        every = [np.concatenate(way) for way in zip(*scores, strict=True)]
        study.row(
            seat,
            *(float(score.mean()) for score in every),
            ", ".join(f"{s.mean:+.1f} ± {1.96 * s.error:.1f}" for s in (step(a, b) for a, b in pairwise(every))),
            ", ".join(
                percent(float(np.mean([good(batch).mean() for batch in way]))) for way in zip(*runs, strict=True)
            ),
        )
        for place, (low, high) in enumerate(pairwise(WAYS)):
            steps = [step(run[place], run[place + 1]) for run in scores]
            worst = max(s.p for s in steps)
            study.line(f"{seat}: {low} < {high} on every seed, p < {worst:.2g}", all(s.rises(0.05) for s in steps))
    careful, greedy = (play(Play(habits={"*": way}), games) for way in ("careful", "greedy"))
    more = step(greedy.kind(Kind.GOOD), careful.kind(Kind.GOOD))
    for name, batch in (("all greedy", greedy), ("all careful", careful)):
        study.row(name, *[""] * len(WAYS), batch.line(), percent(float(good(batch).mean())))
    study.line(f"careful in all seats has {100 * more.mean:+.1f} points of good endings over greedy", more.rises())
    return study
