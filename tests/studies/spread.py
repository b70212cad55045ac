"""How campaigns end when nobody tries anything: no ending rules, no kind is out of reach."""

from __future__ import annotations

import numpy as np

from game.content.vocabulary import Ending
from game.forecast.result import ENDINGS, KINDS
from tests.studies.batches import Batch, Play, good, play
from tests.studies.measures import Study, percent

GAMES = 8000
SCENARIOS = ("five-labs", "labs-and-states", "two-powers", "classroom")
RARE = (Ending.TOOL_AGE, Ending.DISEMPOWERMENT)


def winners(batch: Batch) -> list[float]:
    """For each seat the share of the games that were not lost in which its score is the highest."""
    scores = batch.outcomes.scores
    saved = scores.max(axis=0) > 0.0
    best = scores.argmax(axis=0)[saved]
    return [float((best == seat).mean()) for seat in range(len(batch.seats))]


def spread(games: int) -> Study:
    study = Study(
        "spread",
        "Spread of endings",
        games,
        ("ending, %", *SCENARIOS),
        note="Baseline, default temperaments.",
    )
    batches = [play(Play(scenario=scenario), games) for scenario in SCENARIOS]
    for ending in ENDINGS:
        study.row(ending.id.replace("_", " "), *(percent(batch.share(ending)) for batch in batches))
    for kind in KINDS:
        study.row(f"all {kind.id}", *(percent(float(batch.kind(kind).mean())) for batch in batches))
    first = batches[0]
    study.line("five-labs: no ending above 60 %", max(first.share(e) for e in ENDINGS) < 0.6)
    for kind in KINDS:
        share = float(np.mean(first.kind(kind)))
        study.line(f"five-labs: {kind.id} endings at least 10 %: {percent(share)}", share >= 0.1)
    for rare in RARE:
        share = first.share(rare)
        study.line(f"five-labs: {rare.id.replace('_', ' ')} at least 0.5 %: {percent(share)}", share >= 0.005)
    wins = winners(first)
    for seat, share in zip(first.seats, wins, strict=True):
        study.row(f"won by {seat}", percent(share), "", "", "")
    limit = 2.0 / len(first.seats)
    study.line(f"five-labs: nobody wins more than {percent(limit)} %: at most {percent(max(wins))}", max(wins) <= limit)
    states = float(good(batches[1]).mean())
    study.line(f"labs-and-states: good endings at least 10 %: {percent(states)}", states >= 0.1)
    return study
