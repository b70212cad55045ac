"""`python -m game.cli` is the `tiersix` command."""

import sys

from game.cli.main import main

if __name__ == "__main__":  # worker processes load this module too, under another name
    sys.exit(main())
