"""Texts: formats of numbers, names for ids, no key twice, none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.campaign.envelope import SaveError
from game.content import words
from game.content.vocabulary import Action, Clause, Deployment, Ending, Kind, Lane, Pitch, Release, Stance
from game.content.words import LANGUAGE, Names, TextError, read_texts, say, texts
from tests.campaign.games import book_of

SOURCES = Path(words.__file__).parents[1]


@pytest.mark.parametrize(
    ("value", "figures", "signed", "money", "percent", "whole"),
    [
        (0.0, "0", "0", "$0.00 B", "0 %", "0"),
        (1234.5, "1,230", "+1,230", "$1,230 B", "123,450 %", "1,234"),
        (-2.04, "−2.04", "−2.04", "−$2.0 B", "−204 %", "−2"),
        (0.3751, "0.375", "+0.375", "$0.38 B", "38 %", "0"),
        (99.96, "100", "+100", "$100.0 B", "9,996 %", "100"),
        (-0.0001, "−0.0001", "−0.0001", "$0.00 B", "0 %", "0"),
        (1e-12, "0", "0", "$0.00 B", "0 %", "0"),
        (float("inf"), "inf", "+inf", "$inf B", "inf %", "inf"),
    ],
)
def test_numbers(value: float, figures: str, signed: str, money: str, percent: str, whole: str) -> None:
    written = [words.figures, words.signed, words.money, words.percent, words.whole]
    assert [write(value) for write in written] == [figures, signed, money, percent, whole]


def test_a_text_with_its_values() -> None:
    assert say("report.revenue_up", revenue=36.84, change=16.7) == (
        "Customers bring in $36.8 B a year now, $16.7 B more than before."
    )
    with pytest.raises(KeyError):
        say("report.no_such_thing")
    with pytest.raises(KeyError):
        say("report.revenue_up", revenue=1.0)


def test_a_text_cannot_reach_into_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "texts", lambda language: {"a": "{x.__class__}", "b": "{x[0]}"})
    for key in ("a", "b"):
        with pytest.raises(KeyError):
            say(key, x="text")


def test_ids_get_names_and_unknown_ones_stay() -> None:
    names = Names(book_of("five-labs"))
    assert names.say("report.rival_joined", {"seat": "qilin", "clause": "slow_down"}) == (
        "Qilin joined a clause: Slow-down."
    )
    assert names.of("ending", "lock_in") == "Lock-in"
    assert names.of("own_lane", "alignment") == names.of("lane", "alignment") == "Alignment"
    assert names.of("seats", "mars") == "mars"
    assert names.of("clause", "mars") == "mars"


def test_a_key_in_two_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('[report]\nrain = "Rain."\n')
    (tmp_path / "two.toml").write_text('[ui]\nsun = "Sun."\n')
    assert read_texts(tmp_path) == {"report.rain": "Rain.", "ui.sun": "Sun."}
    (tmp_path / "two.toml").write_text('report.rain = "More rain."\n')
    with pytest.raises(TextError, match=r"two\.toml: report\.rain already stands in one\.toml"):
        read_texts(tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"), [("[report", "one.toml: "), ("rain = 3", "rain is not a text"), (None, "no texts here")]
)
def test_texts_that_cannot_be_used_say_why(tmp_path: Path, text: str | None, problem: str) -> None:
    if text is not None:
        (tmp_path / "one.toml").write_text(text)
    with pytest.raises(TextError, match=re.escape(problem)):
        read_texts(tmp_path)


def test_every_word_of_the_game_has_a_name() -> None:
    known = texts(LANGUAGE)
    tables = {
        "word.lane": Lane, "word.stance": Stance, "word.release": Release, "word.deployment": Deployment,
        "word.pitch": Pitch, "word.clause": Clause, "word.action": Action, "ending": Ending, "ending.text": Ending,
        "kind": Kind,
    }  # fmt: skip
    for table, kind in tables.items():
        for word in kind:
            if word.id != "none":
                assert known[f"{table}.{word.id}"]


def test_every_reason_of_a_save_has_a_text_and_every_text_a_reason() -> None:
    sources = "".join(path.read_text() for path in (SOURCES / "campaign").glob("*.py"))
    used = set(re.findall(r'Save(?:Error|Problem)\(\s*\w+(?:\.\w+)?, "(\w+)"', sources))
    used |= set(re.findall(r'"(damaged|cut|foreign)"', sources))
    assert used == {key.split(".")[1] for key in texts(LANGUAGE) if key.startswith("save.")}
    line = str(SaveError(Path("a.t6"), "newer", format=3.0, known=1.0))
    assert line == "a.t6: made by a newer version of the game: format 3, this version reads up to 1"
