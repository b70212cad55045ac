"""What is shipped: fonts, icons, sounds, and their credits."""

import re
import time
from pathlib import Path

import pygame
import pytest

from game.paths import assets
from game.rules.report import Entry
from game.ui import fonts, icons, theme
from game.ui.sound import EFFECTS, Sound, cue_of
from game.ui.theme import Weight

WEIGHTS: tuple[Weight, ...] = ("Regular", "Medium", "SemiBold", "Bold", "Mono")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_digits_are_equally_wide(weight: Weight) -> None:
    assert len({fonts.font(64, weight).size(digit)[0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_game_s_signs_are_in_the_fonts(weight: Weight) -> None:
    signs = "×±−→·…“”’€≥≤≈°äöüßñéλζα" if weight != "Mono" else "×±−·…äöüß"
    missing = [s for s, found in zip(signs, fonts.font(20, weight).metrics(signs), strict=True) if found is None]
    assert not missing


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_every_icon_draws_something_in_its_colour(name: str) -> None:
    image = icons.icon(name, 24, "#ff0000")
    assert image.get_size() == (24, 24)
    box = image.get_bounding_rect()
    assert box.w > 4 or box.h > 4
    average = pygame.transform.average_color(image, box, True)
    assert average[1] < 30
    assert average[2] < 30


def test_the_list_of_icons_is_what_is_shipped() -> None:
    assert set((assets() / "icons" / "names.txt").read_text(encoding="utf-8").split()) == icons.names()


def test_the_icons_that_the_theme_names_are_shipped() -> None:
    named = {style.emblem for style in theme.SEATS.values()} | {kind.icon for kind in theme.KINDS.values()}
    named |= {theme.seat_style("somebody", place).emblem for place in range(12)}
    assert named <= icons.names()


def test_an_unknown_icon_is_named() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        icons.icon("unicorn", 16, "#ffffff")


def test_every_asset_is_credited_with_its_licence() -> None:
    folder = assets()
    lines = (folder / "CREDITS.md").read_text(encoding="utf-8").splitlines()
    patterns = [cell for line in lines for cell in re.findall(r"^\| `([^`]+)`", line)]
    covered = {path for pattern in patterns for path in folder.glob(pattern)}
    shipped = {
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".ttf", ".svg", ".npz", ".ogg", ".png"} and path.parent != folder
    }
    assert shipped
    assert shipped <= covered
    for licence in re.findall(r"`(licences/[^`]+)`", "\n".join(lines)):
        assert (folder / licence).stat().st_size > 500


def test_a_long_text_ends_in_an_ellipsis_within_its_room() -> None:
    text = "Weights of Atlas-3 were exfiltrated"
    for limit in range(20, 260, 7):
        short = fonts.shortened(text, 14, "Regular", limit)
        assert fonts.width(short, 14, "Regular") <= limit
        assert short == text or short.endswith("…")
    assert fonts.shortened(text, 14, "Regular", 1000) == text


def test_wrapping_loses_no_word_and_keeps_the_width() -> None:
    text = "Slow, cumulative, and it leaks to rivals through papers.\nA second paragraph."
    for limit in (60, 120, 300):
        lines = fonts.wrapped(text, 13, "Regular", limit)
        assert " ".join(lines) == text.replace("\n", " ")
        assert all(fonts.width(line, 13, "Regular") <= limit or " " not in line for line in lines)


def test_the_caches_of_text_are_bounded() -> None:
    for cached in (fonts.line, fonts.width, fonts.shortened, fonts.wrapped, fonts.tracked, fonts.with_halo, fonts.font):
        assert cached.cache_parameters()["maxsize"] is not None


def test_sounds_play_where_there_is_a_device() -> None:
    pygame.mixer.quit()
    sound = Sound()
    assert sound.available
    for effect in EFFECTS:
        sound.play(effect)
    assert sound.available, "a sound cannot be unpacked"
    sound.pad(True)
    assert pygame.mixer.music.get_busy()
    sound.set_volumes(0.5, 0.25)
    assert pygame.mixer.music.get_volume() == 0.25
    began = time.monotonic()
    sound.pad(False)
    assert time.monotonic() - began < 1.0, "the window waits for the pad to fade"
    pygame.mixer.quit()


def test_the_game_is_silent_without_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.mixer.quit()

    def no_device(*_: object) -> None:
        raise pygame.error("no such device")

    monkeypatch.setattr(pygame.mixer, "init", no_device)
    sound = Sound()
    assert not sound.available
    sound.play("click")
    sound.pad(True)
    sound.set_volumes(1.0, 1.0)


def test_the_game_is_silent_without_its_sound_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("game.ui.sound.assets", lambda: tmp_path)
    sound = Sound()
    assert not sound.available
    sound.play("alarm")
    pygame.mixer.quit()


def test_every_sound_of_the_game_has_its_file() -> None:
    from game.paths import assets

    assert {path.stem for path in (assets() / "sounds").glob("*.ogg")} == {*EFFECTS, "pad"}


def test_weightiest_news_of_a_turn_is_heard() -> None:
    quiet = Entry(3, "money", "own", "income")
    treaty = Entry(3, "treaty", "world", "signed", tone="good")
    theirs = Entry(3, "incident", "rival", "rival_incident", tone="bad")
    own = Entry(3, "incident", "own", "incident_warning", tone="bad")
    assert cue_of([]) == cue_of([quiet, theirs]) == "turn"
    assert cue_of([quiet, treaty, theirs]) == "treaty"
    assert cue_of([treaty, own]) == "alarm"


def test_the_game_goes_on_silently_when_the_device_goes_away() -> None:
    pygame.mixer.quit()
    sound = Sound()
    assert sound.available
    sound.pad(True)
    pygame.mixer.quit()
    sound.set_volumes(1.0, 1.0)
    sound.play("turn")
    sound.pad(False)
    sound.pad(True)
    assert not sound.available
