"""A language whose texts are 40 % longer: no screen overlaps, spills or cuts letters."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from game.content import words
from game.content.words import LANGUAGE, texts
from game.ui.screens import articles
from game.ui.screens.registry import SCREENS
from tests.ui.table import Table
from tests.ui.test_screens_layout import MODALS, campaign_for

pytestmark = pytest.mark.slow
LONGER = 1.4
_PARTS = re.compile(r"(\{[^}]*\})|(\w+)|([^\w{]+)")
_LISTS = (".see", ".group")  # of ids and of headings that other texts point at


def longer(text: str) -> str:
    """The same text with every word longer; what stands in braces stays."""
    made, owed = [], 0.0
    for braces, word, rest in _PARTS.findall(text):
        made.append(braces or word or rest)
        if word:
            owed += (LONGER - 1) * len(word)
            made.append("o" * int(owed))
            owed -= int(owed)
    return "".join(made)


@cache
def long_texts() -> dict[str, str]:
    known = texts(LANGUAGE)
    return {key: text if key.endswith(_LISTS) else longer(text) for key, text in known.items()}


@pytest.fixture(autouse=True)
def long_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "spoken", long_texts)
    monkeypatch.setattr(articles, "spoken", long_texts)


def test_texts_are_longer_by_two_fifths() -> None:
    english, long = texts(LANGUAGE), long_texts()
    ui = [key for key in english if key.startswith("ui.") and "{" not in english[key] and len(english[key]) > 12]
    ratio = sum(len(long[key]) for key in ui) / sum(len(english[key]) for key in ui)
    assert 1.3 < ratio <= 1.4
    assert longer("Turn {turn} of {x:money}, now") == "Turno {turn} ofo {x:money}, nowo"


@pytest.mark.parametrize("screen", list(SCREENS))
def test_screen_is_sound_in_a_longer_language(screen: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show(screen, campaign_for(screen))
    assert table.flaws(long_words=True) == []


@pytest.mark.parametrize("modal", MODALS)
def test_dialogue_is_sound_in_a_longer_language(modal: str, tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", campaign_for("main"))
    if modal.startswith("actions-"):
        table.app.ui.open("actions")
        table.draw()
    table.app.ui.open(modal)
    table.draw()
    assert table.flaws(long_words=True) == []
