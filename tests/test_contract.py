"""The floors of the house: who may import whom, and that the contract notices who does not keep it."""

import subprocess
import sys
from pathlib import Path

import pygame
import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("cli", "ui", "workshop", "campaign", "forecast", "players", "rules", "content")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package `game` in a folder against the project's contracts."""
    code = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, "--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house in which each floor imports the one below."""
    (tmp_path / "game").mkdir()
    (tmp_path / "game" / "__init__.py").touch()
    (tmp_path / "game" / "paths.py").touch()
    for floor, below in zip(FLOORS, [*FLOORS[1:], "paths"], strict=True):
        folder = tmp_path / "game" / floor
        folder.mkdir()
        (folder / "__init__.py").write_text(f"import game.{below}\n", encoding="utf-8")
    (tmp_path / "game" / "ui" / "window.py").write_text("import pygame.draw\n", encoding="utf-8")
    return tmp_path


def test_game_keeps_the_contracts() -> None:
    answer = lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Contracts: 2 kept, 0 broken." in answer.stdout


def test_house_in_order_is_accepted(house: Path) -> None:
    answer = lint_imports(house)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("paths.py", "import game.content", "game.paths is not allowed to import game.content"),
        ("content/models.py", "from game import rules", "game.content is not allowed to import game.rules"),
        ("rules/turn.py", "import game.players", "game.rules is not allowed to import game.players"),
        ("players/mind.py", "import game.campaign", "game.players is not allowed to import game.campaign"),
        ("ui/screen.py", "import game.cli", "game.ui is not allowed to import game.cli"),
        ("rules/turn.py", "import pygame", "game is not allowed to import pygame"),
        ("cli/play.py", "from pygame import draw", "game is not allowed to import pygame"),
        ("helpers.py", "x = 1", "helpers"),
    ],
)
def test_contract_notices(house: Path, module: str, line: str, complaint: str) -> None:
    (house / "game" / module).write_text(f"{line}\n", encoding="utf-8")
    answer = lint_imports(house)
    assert answer.returncode == 1
    assert complaint in answer.stdout


def test_pygame_is_the_community_edition() -> None:
    # Both editions install as `pygame` and overwrite each other; the older one lacks what the screens use.
    assert getattr(pygame, "IS_CE", False)


def test_no_committed_file_names_a_package_index() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, timeout=60)
    if listed.returncode:
        pytest.skip("not a git checkout")
    words = [
        part.encode() for part in ("pypi" + ".org", "python" + "hosted", "index" + "-url", "find" + "-links")
    ]
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert len(files) > 10
    named = [file for file in files if file.is_file() and any(word in file.read_bytes() for word in words)]
    assert named == []
