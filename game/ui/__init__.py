"""The window: screens on a toolkit of its own (`game.ui.widgets`), drawn with pygame. No rule lives here."""

import os

# Standard output belongs to the commands, some of which write JSON to it.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
