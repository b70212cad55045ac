"""Every claim of every shipped worldview can fail: numbers of another world break it.

That they hold in their own is shown by `tiersix check --claims`; the result at full size stands in docs/worldviews.md.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from game import paths
from game.content.load import files_of
from game.forecast.cases import World, with_numbers
from game.forecast.claims import findings
from game.forecast.evidence import Verdict

Numbers = dict[str, dict[str, float]]

EASY: Numbers = {"truths": {"alignment_shift": 6.0}}
HOPELESS: Numbers = {"truths": {"alignment_shift": -6.0}}
DEADLY: Numbers = {"truths": {"danger_level": 24.0}, "misuse": {"rate": 5.0, "fatal": 1.0}}
"""What anyone can run ends most campaigns in their first turns."""
STILL: Numbers = {
    "truths": {"tier_five_gap": 10.0, "tier_six_gap": 20.0},
    "research": {"algorithms_rate": 0.0},
    "compute": {"supply_growth": 0.0, "supply_growth_late": 0.0},
    "conflict": {"war_rate": 0.0, "race_stability": 0.0},
    "misuse": {"rate": 0.0},
}
"""Nothing moves until the horizon."""
NEAR: Numbers = {"truths": {"tier_four": 28.0, "tier_five_gap": 0.5, "tier_six_gap": 0.5}}
SAFE_TO_OPEN: Numbers = {"misuse": {"rate": 0.0}}
REBELS: Numbers = {"truths": {**NEAR["truths"], **HOPELESS["truths"]}}
FAST_USE: Numbers = {"society": {"adoption_rate": 5.0, "adoption_trust": 0.0}}
UNWATCHED: Numbers = {"security": {"background_attacks": 0.0}}
"""Nobody in particular tries to steal."""

BROKEN_BY: dict[str, list[Numbers]] = {
    "biological-anchors": [DEADLY, NEAR, STILL, STILL, DEADLY],
    "expert-survey": [DEADLY, DEADLY, DEADLY, DEADLY],
    "fast-takeoff": [STILL, STILL, DEADLY, EASY],
    "mostly-doomed": [EASY | SAFE_TO_OPEN, DEADLY, SAFE_TO_OPEN, {"truths": {"danger_level": 45.0}}, EASY],
    "near-certain-doom": [EASY, EASY, EASY | SAFE_TO_OPEN, DEADLY],
    "normal-technology": [DEADLY, REBELS, FAST_USE, NEAR, DEADLY],
    "open-checks": [{"truths": {"grab": 0.0}}, DEADLY, DEADLY, HOPELESS],
    "physical-limits": [DEADLY, DEADLY, NEAR, DEADLY],
    "research-abundance": [DEADLY, DEADLY, DEADLY, DEADLY, DEADLY],
    "security-first": [DEADLY, DEADLY, UNWATCHED, STILL],
    "software-explosion": [STILL, STILL, {"endings": {"accountability": 0.0}}, DEADLY],
    "trend": [DEADLY, DEADLY, EASY, DEADLY, STILL],
}


def test_every_shipped_worldview_is_looked_at() -> None:
    assert {file.stem for file in files_of(paths.balance(), "worldviews")} == set(BROKEN_BY)


@pytest.mark.parametrize("worldview", BROKEN_BY)
@pytest.mark.slow
def test_every_claim_can_fail(worldview: str) -> None:
    world = World.of_claims(worldview)
    assert world.book.worldview is not None
    claims = world.book.worldview.claims
    assert len(claims) == len(BROKEN_BY[worldview]) >= 4
    for claim, numbers in zip(claims, BROKEN_BY[worldview], strict=True):
        books = {scenario: with_numbers(book, numbers) for scenario, book in world.books.items()}
        (found,) = findings(replace(world, books=books), 96, 1, claims=[claim])
        assert found.verdict is Verdict.FAILS, claim.text
