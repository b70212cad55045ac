"""The length of a turn is a matter of taste: endings must hardly depend on it."""

from __future__ import annotations

from game.forecast.result import ENDINGS
from tests.studies.batches import Play, play
from tests.studies.measures import Study, percent

LENGTHS = (0.25, 0.5, 1.0)
LIMIT = 0.08
GAMES = 8000


def turn_length(games: int) -> Study:
    study = Study(
        "turn-length",
        "Turn length",
        games,
        ("ending, %", *(f"{years} years" for years in LENGTHS), "spread, points"),
        note="Five Labs, baseline, default temperaments; shares of endings by the length of a turn.",
    )
    batches = [play(Play(turn_years=years), games) for years in LENGTHS]
    for ending in ENDINGS:
        shares = [batch.share(ending) for batch in batches]
        spread = max(shares) - min(shares)
        study.row(ending.id.replace("_", " "), *map(percent, shares), percent(spread))
        study.line(f"{ending.id.replace('_', ' ')} differs by less than 8 points: {100 * spread:.1f}", spread < LIMIT)
    return study
