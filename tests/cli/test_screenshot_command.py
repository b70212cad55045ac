"""`tiersix screenshot`: a PNG of the size that was asked for, or one line why not."""

from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.saves import save
from game.cli.main import main
from game.content.load import load_book


def test_a_screen_of_a_save_becomes_a_png(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    game, picture = tmp_path / "game.t6", tmp_path / "main.png"
    save(Campaign.new(load_book(), 1, {}), game)
    options = ["--screen", "main", "--size", "1100x700", "--scale", "1", "--out", str(picture), "--save", str(game)]
    assert main(["screenshot", *options]) == 0
    assert capsys.readouterr().out == f"{picture}: 1100 x 700 pixels\n"
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content[16:24] == (1100).to_bytes(4, "big") + (700).to_bytes(4, "big")


def test_a_campaign_that_cannot_show_the_screen_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    game, picture = tmp_path / "game.t6", tmp_path / "ending.png"
    save(Campaign.new(load_book(), 1, {}), game)
    assert main(["screenshot", "--screen", "ending", "--out", str(picture), "--save", str(game)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert not picture.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screenshot", "--screen", "title", "--out", str(tmp_path / "no" / "a.png")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "a.png" in said
