"""Makes the saves that the project ships: `python -m tests.campaign.make_saves demo` or `... kept`.

`demo` plays the demonstration campaign anew into `saves/demo.t6`. `kept` writes the kept save of the present format:
once, when a format comes into being, and never again for that format. Later versions of the game must be able to read
what earlier ones wrote, and `test_saves.py` holds them to it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.campaign import envelope
from game.campaign.chairs import Human
from game.campaign.saves import save
from tests.campaign.games import new_campaign, play_on

DEMO = Path(__file__).parents[2] / "saves" / "demo.t6"


def keep() -> Path:
    """Play a short campaign with one person, leave a draft on the desk, and save it."""
    campaign = play_on(new_campaign("lantern", seed=2026), 4)
    campaign.draft("lantern", campaign.sheet("lantern").changed(alignment=0.6))
    path = Path(__file__).parent / "saves" / f"format-{envelope.FORMAT}.t6"
    save(campaign, path)
    return path


def demonstrate() -> Path:
    """Let the computers play until the race is on, then hand Helios to a person."""
    campaign = play_on(new_campaign(seed=28), 9)
    assert campaign.outcome is None, "the demonstration has ended: choose another seed"
    campaign.give("helios", Human())
    save(campaign, DEMO)
    return DEMO


if __name__ == "__main__":
    print({"kept": keep, "demo": demonstrate}[sys.argv[1]]())
