"""`tiersix check` and `tiersix replay`: what is found is the exit code."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from game import paths
from game.campaign.campaign import Campaign
from game.campaign.saves import save
from game.campaign.sheet import OrderSheet
from game.cli.main import main
from game.content.load import load_book

Play = Callable[[Campaign, Mapping[str, OrderSheet]], None]


def test_the_shipped_files_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    files = len(list(paths.balance().rglob("*.toml")))
    assert capsys.readouterr().out == f"Balance files looked at: {files}. No problems.\n"


def test_a_mistake_is_found_at_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    text = (paths.balance() / "temperaments" / "hawk.toml").read_text(encoding="utf-8")
    file.write_text(text.replace("worry =", "wory ="), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().out
    assert f"{file.as_posix()}:" in said
    assert 'did you mean "worry"?' in said

    assert main(["check", "--json", str(file)]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert any(problem["suggestion"] == "worry" and problem["severity"] == "error" for problem in problems)


def test_no_problems_are_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_replay_that_agrees_and_one_that_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "game.t6"
    campaign = Campaign.new(load_book(), 1, {})
    campaign.advance()
    save(campaign, file)
    assert main(["replay", str(file)]) == 0
    assert capsys.readouterr().out.startswith(f"{file}: 1 turns replayed")

    monkeypatch.setattr(Campaign, "play", _otherwise(Campaign.play))
    assert main(["replay", str(file)]) == 1
    assert "turn 1 of 1 comes out differently" in capsys.readouterr().out


def _otherwise(play: Play) -> Play:
    """Other rules than those that the save was played by."""

    def other(self: Campaign, sheets: Mapping[str, OrderSheet]) -> None:
        play(self, sheets)
        self.hashes[-1] = "0" * 64
        self.marks[-1] = {**self.marks[-1], "cash": "0"}

    return other
