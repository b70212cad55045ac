"""Soft sounds, all of them optional: without a sound device the game is silent and nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args

import pygame

from game.content.vocabulary import Kind
from game.paths import assets
from game.rules.report import Entry

Effect = Literal["click", "tick", "confirm", "turn", "treaty", "deploy", "alarm", "good", "mixed", "bad"]
ENDINGS: Mapping[Kind, Effect] = {Kind.GOOD: "good", Kind.MIXED: "mixed", Kind.BAD: "bad"}
EFFECTS: tuple[Effect, ...] = get_args(Effect)
_FADE = 1500  # milliseconds


class Sound:
    """Effects and the pad under them. Volumes are 0 to 1."""

    def __init__(self, volume: float = 0.6, music: float = 0.3) -> None:
        self.volume = volume
        self.music = music
        self._effects: dict[Effect, pygame.mixer.Sound] = {}  # those that were heard; unpacking all delays the start
        self._playing = False  # the pad
        self._available = all(_file(name).is_file() for name in (*EFFECTS, "pad"))
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init(44_100, -16, 2, 1024)
        except pygame.error:
            self._available = False

    @property
    def available(self) -> bool:
        """Whether there is anything to hear, and to hear it with."""
        return self._available

    def play(self, effect: Effect) -> None:
        """Play an effect once, if there is a device and it is not turned down."""
        if not self.available or self.volume <= 0:
            return
        try:
            if effect not in self._effects:
                self._effects[effect] = pygame.mixer.Sound(_file(effect))
            self._effects[effect].set_volume(self.volume)
            self._effects[effect].play()
        except (pygame.error, OSError):  # the device has gone, or the file
            self._available = False

    def pad(self, on: bool) -> None:
        """Start or stop the pad. It is read while it plays: unpacking all of it would hold up the first frame."""
        if not self.available or on == self._playing:
            return
        self._playing = on
        try:
            if on:
                pygame.mixer.music.load(_file("pad"))
                pygame.mixer.music.set_volume(self.music)
                pygame.mixer.music.play(loops=-1, fade_ms=_FADE)
            else:
                pygame.mixer.music.fadeout(_FADE)
        except (pygame.error, OSError):
            self._playing = False

    def set_volumes(self, volume: float, music: float) -> None:
        """Take over volumes from the settings, at once."""
        self.volume, self.music = volume, music
        if self._playing:
            with suppress(pygame.error):  # the device has gone
                pygame.mixer.music.set_volume(music)


def _file(name: str) -> Path:
    return assets() / "sounds" / f"{name}.ogg"


def cue_of(report: Sequence[Entry]) -> Effect:
    """What to hear when a player sees what a turn has brought: the weightiest of it that concerns them."""
    if any(entry.kind == "incident" and entry.about == "own" and entry.tone == "bad" for entry in report):
        return "alarm"
    if any(entry.kind == "treaty" and entry.tone == "good" for entry in report):
        return "treaty"
    return "turn"
