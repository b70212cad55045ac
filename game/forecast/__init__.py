"""Many games: roll-outs in batches and processes, shares of endings, claims, comparisons.

`simulate` plays many campaigns and is the door for whoever uses the game from Python: see `docs/api.md`.
"""

from game.forecast.simulate import simulate

__all__ = ["simulate"]
