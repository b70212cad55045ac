"""What the README and the pages of docs/ say is true: their commands are read, their files are there."""

import re
import shlex
from pathlib import Path

import pytest

from game.cli.main import main
from game.cli.parser import build_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MANUALS = [ROOT / "README.md", ROOT / "docs" / "commands.md"]
STARTER = ("test",)  # words that start.py keeps for itself


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    for link in links:
        assert (page.parent / link).exists(), link


def _understood(words: list[str]) -> bool:
    try:
        build_parser().parse_args(words)
    except SystemExit as left:
        return left.code == 0
    return True


@pytest.mark.parametrize("page", MANUALS, ids=lambda page: page.name)
def test_commands_are_those_that_there_are(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command in re.findall(r"(?:python3 start\.py|tiersix)( [^`\n<]*)", text):
        words = shlex.split(command.split("   ")[0])
        if words and words[0] not in STARTER and words[0].isalpha() and words[0].islower():
            with_help = words if len(words) > 1 else [*words, "--help"]
            assert _understood(["1" if word == "N" else word for word in with_help]), command


def test_the_worldview_of_the_readme_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    file = tmp_path / "easy.toml"
    file.write_text(blocks[0], encoding="utf-8")
    assert main(["check", str(file)]) == 0, capsys.readouterr().out
    usual, easy = (_loss_of_control(capsys, *options) for options in ([], ["--worldview", str(file)]))
    assert easy < usual


def _loss_of_control(capsys: pytest.CaptureFixture[str], *options: str) -> int:
    """In how many of 100 campaigns control is lost."""
    assert main(["simulate", "--games", "100", "--workers", "1", *options]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "Loss of control" in line)
    return int(line[24:].split()[0].lstrip("<"))
