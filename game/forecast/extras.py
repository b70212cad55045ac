"""Libraries that only some commands need and that are not installed with the game."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

PACKAGES = {
    "distributed": "distributed>=2025.1",
    "pyarrow": "pyarrow>=17",
    "pyarrow.parquet": "pyarrow>=17",
    "scipy.stats.qmc": "scipy>=1.15",
}
"""Module, and how the package is named that has it; pyproject.toml lists them as extras."""


class Missing(Exception):
    """A library is not installed; says which, and the line that installs it."""

    def __init__(self, module: str) -> None:
        self.library = module.partition(".")[0]
        self.line = f'"{sys.executable}" -m pip install "{PACKAGES[module]}"'
        super().__init__(f"{self.library} is not installed; this installs it: {self.line}")


def extra(module: str) -> ModuleType:
    """The module of an extra. Missing when it is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise Missing(module) from error
