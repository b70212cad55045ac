"""Many games: roll-outs in batches and processes, shares of endings."""
