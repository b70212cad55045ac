"""The model of the settings and its file: round trips, and what is done with a file that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from game.content.words import say
from game.ui.settings import AUTOMATIC, MAX_FILE, Settings, Shown, read_settings, shown_in, write_settings

ALL = st.builds(
    Settings,
    scale=st.just(AUTOMATIC) | st.floats(0.8, 2.0) | st.just(1),
    palette=st.sampled_from(["standard", "colour-blind"]),
    fullscreen=st.booleans(),
    reduced_motion=st.booleans(),
    effects=st.integers(0, 100),
    pad=st.integers(0, 100),
    autosave=st.booleans(),
    confirmations=st.booleans(),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@given(ALL)
def test_settings_come_back_from_their_file(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    file = tmp_path_factory.mktemp("home") / "new" / "settings.toml"
    write_settings(file, settings)
    assert read_settings(file) == (settings, ())
    assert list(file.parent.iterdir()) == [file]


def test_without_a_file_all_is_default(file: Path) -> None:
    assert read_settings(file) == (Settings(), ())
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"scale = ", b"\xff\xfe", b"scale = 1.0\nscale = 1.2\n", b"a = " + b"[" * 40_000, b"# " + b"x" * MAX_FILE],
    ids=["cut", "no text", "twice", "deep", "long"],
)
def test_unreadable_file_is_kept_aside_and_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings, notices = read_settings(file)
    assert settings == Settings()
    assert notices == (say("ui.settings.unreadable", kept="settings.bad.toml"),)
    assert not file.exists()
    assert (file.parent / "settings.bad.toml").read_bytes() == content


def test_no_bad_file_replaces_an_older_one(file: Path) -> None:
    for number in range(3):
        file.write_text(f"broken {number}")
        read_settings(file)
    kept = {path.name: path.read_text() for path in file.parent.iterdir()}
    assert kept == {
        "settings.bad.toml": "broken 0",
        "settings.bad2.toml": "broken 1",
        "settings.bad3.toml": "broken 2",
    }


@pytest.mark.parametrize(
    "line",
    ["scale = 9.0", "scale = true", "scale = nan", "scale = 'large'", "effects = 101", "effects = 50.5",
     "palette = 'neon'", "fullscreen = 1", "autosave = []", "pad = {a = 1}"],
)  # fmt: skip
def test_one_bad_value_falls_back_alone(file: Path, line: str) -> None:
    name = line.split()[0]
    file.write_text(f"reduced_motion = true\n{line}\n")
    settings, notices = read_settings(file)
    assert settings == Settings(reduced_motion=True)
    assert notices == (say("ui.settings.invalid", names=say(f"ui.settings.{name}"), kept="settings.bad.toml"),)
    assert line in (file.parent / "settings.bad.toml").read_text()


def test_settings_of_a_newer_version_are_left_out_with_a_notice(file: Path) -> None:
    file.write_text("pad = 10\nvoice = 'eo'\n[mouse]\nquit = 'X'\n")
    settings, notices = read_settings(file)
    assert settings == Settings(pad=10)
    assert notices == (say("ui.settings.unknown", names="mouse, voice"),)
    assert file.exists()


def test_folder_in_place_of_the_file(file: Path) -> None:
    file.mkdir()
    assert read_settings(file)[0] == Settings()
    assert (file.parent / "settings.bad.toml").is_dir()


def test_settings_cannot_be_changed_to_what_there_is_not() -> None:
    assert Settings().changed(pad=5) == Settings(pad=5)
    for wrong in ({"pad": 500}, {"colour": "red"}, {"scale": 0.1}):
        with pytest.raises(ValidationError):
            Settings().changed(**wrong)


def test_every_setting_is_shown_once_with_a_key_and_texts() -> None:
    shown = [*shown_in("picture"), *shown_in("sound"), *shown_in("play")]
    assert [name for name, _ in shown] == [name for name in Settings.model_fields if name not in ("keys", "lessons")]
    keys = [look.hotkey for _, look in shown]
    assert len({*keys, "R", "Esc"}) == len(keys) + 2
    for name, look in shown:
        assert isinstance(look, Shown)
        assert say(f"ui.settings.{name}")
        assert say(f"ui.settings.{name}_text", key="F11", larger="+", smaller="-", tutorial="F9")
