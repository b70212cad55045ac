"""The pages for those who write worldviews or program: what they show works as it is written."""

import re
from pathlib import Path
from typing import Any

import pytest

from game import paths
from game.cli.main import main
from game.cli.parser import build_parser
from game.content.check import check
from game.content.load import load_book

DOCS = Path(__file__).parent.parent / "docs"
TUNING = (DOCS / "tuning.md").read_text("utf-8")
EXAMPLE = DOCS / "examples" / "locked-doors.toml"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def test_the_steps_make_a_file_without_mistakes(tmp_path: Path) -> None:
    head, change, claims, turned_round = blocks(TUNING, "toml")
    file = tmp_path / "locked-doors.toml"
    for text in (head, head + change, head + change + claims, head + change + turned_round):
        file.write_text(text, "utf-8")
        assert check([file]) == []


def test_what_the_steps_write_is_what_is_shipped() -> None:
    shipped = EXAMPLE.read_text("utf-8")
    _, change, claims, turned_round = blocks(TUNING, "toml")
    assert change in shipped
    assert turned_round in shipped
    first, second, _ = claims.split("\n\n")
    assert first in shipped
    assert second in shipped


def test_the_mistake_that_is_shown_is_told_like_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, change, *_ = blocks(TUNING, "toml")
    monkeypatch.chdir(tmp_path)
    file = Path("locked-doors.toml")
    file.write_text(head + "\n" + change.replace("theft_ease", "theft_eas"), "utf-8")
    assert f"```\n{check([file])[0]}\n```" in TUNING


@pytest.mark.parametrize(
    "command", re.findall(r"^tiersix (.+)$", TUNING + (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)
)
def test_commands_are_commands(command: str) -> None:
    assert build_parser().parse_args(command.split()).command == command.split()[0]


def test_the_example_is_well_formed_and_no_claim_of_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert check([EXAMPLE]) == []
    assert main(["check", "--claims", "--worldview", str(EXAMPLE), "--games", "30", "--workers", "1"]) == 0
    said = capsys.readouterr().out
    assert "4 claims, 30 campaigns in each case" in said
    assert "0 fail" in said


def test_the_example_can_be_played() -> None:
    book = load_book(worldview=EXAMPLE)
    assert book.worldview is not None
    assert book.worldview.title == "Locked doors"
    assert not EXAMPLE.is_relative_to(paths.balance())


def test_the_python_on_the_page_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(DOCS.parent)
    names: dict[str, Any] = {}
    for block in blocks((DOCS / "api.md").read_text("utf-8"), "python"):
        exec(re.sub(r"games=\d+", "games=4", block), names)  # as written, but for the number of campaigns
    said = capsys.readouterr().out
    assert names["result"].games == 4
    assert names["noted"].columns()["ending"].shape == (4,)
    assert "truths.alignment_shift" in said
    assert "'year.weights_stolen'" in said
