"""Setting up a campaign: length of a turn, worldviews with what they claim, and the last set-up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game import paths
from game.campaign.chairs import Computer
from game.content.words import say
from game.ui.choice import SETUP_FILE, Choice, keep_choice, kept_choice, with_turns_of
from tests.ui.table import Table, book

CLAIM = "Whoever pays for security is robbed less."
OBJECTION = "Those who trust locks less would object."
WORLDVIEW = f"""
format = 1
title = "Trusting locks"
summary = "Locks hold."
objections = "{OBJECTION}"
sources = ["assumed"]

[[claims]]
text = "{CLAIM}"
band = {{ measure = "ends-in-ban", low = 0.0, high = 1.0 }}
"""


def test_turns_of_another_length_take_the_same_time() -> None:
    usual = book("five-labs")
    assert with_turns_of(usual, 0.0) is usual
    assert with_turns_of(usual, 0.3) is usual, "there are no such turns"
    quarters = with_turns_of(usual, 0.25).scenario
    assert (quarters.turn_years, quarters.turns) == (0.25, 56)
    assert with_turns_of(usual, 2.0).scenario.turns == 7


def test_length_is_chosen_with_a_key_and_remembered(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.session.go("new-game")
    table.draw()
    table.key("T")
    table.key("Down")
    table.key("Down")
    table.key("Down")
    table.key("Enter")
    table.key("Enter")
    campaign = table.session.campaign
    assert campaign is not None
    assert campaign.setup.turn_years == 1.0
    assert campaign.setup.turns == 14
    assert kept_choice(tmp_path).turn_years == 1.0


def test_difficulty_is_chosen_with_a_key_for_all_computer_players_and_remembered(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.session.go("new-game")
    table.draw()
    table.key("C")
    table.key("Down")
    table.key("Enter")
    table.key("Enter")
    campaign = table.session.campaign
    assert campaign is not None
    levels = [chair.difficulty for chair in campaign.chairs.values() if isinstance(chair, Computer)]
    assert levels == ["hard"] * 4
    assert kept_choice(tmp_path).difficulty == "hard"


def test_set_up_of_an_older_version_is_read(tmp_path: Path) -> None:
    old = {"scenario": "two-powers", "worldview": "", "chairs": {}, "seed": "7"}
    (tmp_path / SETUP_FILE).write_text(json.dumps(old))
    assert kept_choice(tmp_path) == Choice("two-powers", seed="7")
    (tmp_path / SETUP_FILE).write_text(json.dumps(old | {"difficulty": "merciless"}))
    assert kept_choice(tmp_path) == Choice("two-powers", seed="7"), "a level that this version does not know"
    (tmp_path / SETUP_FILE).write_text(json.dumps(old | {"turn_years": "long"}))
    assert kept_choice(tmp_path) == Choice()


def test_worldview_says_what_it_claims_and_who_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    balance = tmp_path / "balance"
    shutil.copytree(paths.balance(), balance)
    (balance / "worldviews").mkdir(exist_ok=True)
    (balance / "worldviews" / "trusting-locks.toml").write_text(WORLDVIEW)
    monkeypatch.setenv("TIERSIX_BALANCE", str(balance))
    monkeypatch.setattr(paths, "balance", lambda: balance)
    table = Table(None, tmp_path, (1920, 1080))
    keep_choice(Choice(worldview="trusting-locks"), tmp_path)
    table.session.go("new-game")
    table.draw(3)
    texts = table.texts()
    assert "Trusting locks" in texts
    assert OBJECTION in texts
    assert CLAIM in texts
    assert say("ui.new.claims").upper() in [text.upper() for text in texts]
