"""Where the game's files are, in a checkout and in an installed game.

A checkout keeps `assets/`, `balance/` and `saves/` beside the `game` package. An installed game carries
`assets` and `balance` inside the package (see the wheel section of `pyproject.toml`) and writes to the
user's data folder. Nothing here touches the disk beyond looking: whoever writes makes the folder.
"""

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "TIERSIX_HOME"
"""Environment variable that names the folder for saves and settings, instead of the usual one."""

_PACKAGE = Path(__file__).resolve().parent
_CARRIED = "data"


def is_installed() -> bool:
    """Whether this is an installed game (its data inside the package) and not a checkout."""
    return (_PACKAGE / _CARRIED).is_dir()


def assets() -> Path:
    """The folder of fonts, icons, map and sounds. Read only."""
    return _shipped() / "assets"


def balance() -> Path:
    """The folder of the shipped balance files. Read only in an installed game."""
    return _shipped() / "balance"


def home() -> Path:
    """The folder for everything that a player's own game writes.

    `TIERSIX_HOME` if set and not empty, otherwise the checkout, otherwise the user's data folder.
    """
    chosen = os.environ.get(HOME_VARIABLE, "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if is_installed():
        return Path(platformdirs.user_data_dir("tiersix", appauthor=False))
    return _PACKAGE.parent


def saves() -> Path:
    """The folder of saved campaigns. It may not exist yet."""
    return home() / "saves"


def exports() -> Path:
    """The folder of campaigns written out as tables. It may not exist yet."""
    return home() / "exports"


def worldviews() -> Path:
    """The folder of the player's own worldviews, beside the saves. It may not exist yet."""
    return saves() / "worldviews"


def settings_file() -> Path:
    """The file of the player's settings. It may not exist yet."""
    return home() / "settings.toml"


def _shipped() -> Path:
    return _PACKAGE / _CARRIED if is_installed() else _PACKAGE.parent
