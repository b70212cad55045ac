"""Makes the kept save of the present format: `python -m tests.campaign.keep_save`.

Run it once when a format comes into being, and never again for that format: later versions of the game must be able
to read what earlier ones wrote, and `test_saves.py` holds them to it.
"""

from __future__ import annotations

from pathlib import Path

from game.campaign import envelope
from game.campaign.saves import save
from tests.campaign.games import new_campaign, play_on

TURNS = 4


def keep() -> Path:
    """Play a short campaign with one person, leave a draft on the desk, and save it."""
    campaign = play_on(new_campaign("lantern", seed=2026), TURNS)
    campaign.draft("lantern", campaign.sheet("lantern").changed(alignment=0.6))
    path = Path(__file__).parent / "saves" / f"format-{envelope.FORMAT}.t6"
    save(campaign, path)
    return path


if __name__ == "__main__":
    print(keep())
