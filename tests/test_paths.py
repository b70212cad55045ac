"""Where the files are, in a checkout and in an installed game."""

from pathlib import Path

import platformdirs
import pytest

from game import paths

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def without_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package folder as a wheel leaves it."""
    package = tmp_path / "site-packages" / "game"
    (package / "data" / "assets").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    return package


@pytest.mark.usefixtures("without_home")
def test_checkout_keeps_everything_beside_the_package() -> None:
    assert not paths.is_installed()
    assert paths.assets() == ROOT / "assets"
    assert paths.balance() == ROOT / "balance"
    assert paths.saves() == ROOT / "saves"
    assert paths.settings_file() == ROOT / "settings.toml"


@pytest.mark.usefixtures("without_home")
def test_installed_game_writes_to_the_users_folder(installed: Path) -> None:
    home = Path(platformdirs.user_data_dir("tiersix", appauthor=False))
    assert paths.is_installed()
    assert paths.assets() == installed / "data" / "assets"
    assert paths.balance() == installed / "data" / "balance"
    assert paths.saves() == home / "saves"
    assert paths.settings_file() == home / "settings.toml"


@pytest.mark.usefixtures("installed")
def test_variable_names_another_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "mine"))
    assert paths.saves() == tmp_path / "mine" / "saves"
    assert not paths.saves().exists()


@pytest.mark.parametrize(("value", "home"), [("mine", Path.cwd() / "mine"), ("", ROOT)])
def test_home_is_absolute_and_empty_means_none(
    monkeypatch: pytest.MonkeyPatch, value: str, home: Path
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, value)
    assert paths.home() == home


def test_home_of_the_user_can_be_written_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, "~/tier-six")
    assert paths.home() == Path.home() / "tier-six"
