"""`python -m tests.ui.golden`: draws the golden images of `tests/ui/golden/` anew, to be looked at and kept.

They show what hangs on no rule of the game and on no machine, so that balancing leaves them alone: widgets, and
screens without a campaign.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from game.ui.gallery import picture
from game.ui.mapdraw import WorldMap

FOLDER = Path(__file__).parent / "golden"
SIZE = (1024, 640)
NAMES = (
    "buttons", "inputs", "lists", "marks", "overlays", "letters",
    "title", "new-game", "keys", "codex",
)  # fmt: skip


def drawn(name: str, world: WorldMap, home: Path) -> pygame.Surface:
    """The exhibit as it looks now."""
    return picture(name, SIZE, 1.0, "standard", world, home)


def main() -> None:
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    pygame.display.init()
    pygame.display.set_mode((1, 1))
    pygame.font.init()
    FOLDER.mkdir(exist_ok=True)
    world = WorldMap()
    for name in NAMES:
        with TemporaryDirectory() as home:
            pygame.image.save(drawn(name, world, Path(home)), FOLDER / f"{name}.png")
        print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
