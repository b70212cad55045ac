"""What holds for every test: no window, no sound, no look at the player's own games, the same examples each run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from game import paths

# Before anything imports pygame. A test of a real window sets its own display for the process it starts.
os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

# The suite gives the same verdict each time; HYPOTHESIS_PROFILE=search looks for new examples.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Saves and settings of all tests go to a temporary folder."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.HOME_VARIABLE, str(home))
        yield home


SMALLEST = (1024, 640)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The usual run draws screens at the smallest size, where room is scarce; other sizes are slow proofs."""
    for item in items:
        call = getattr(item, "callspec", None)
        if call is not None and (call.params.get("size", SMALLEST) != SMALLEST or call.params.get("scale", 1.0) != 1.0):
            item.add_marker(pytest.mark.slow)
