"""What a player can set: the model, and its file.

The screen of settings is made from `Settings`: a field with `Shown` gets a row there, its control by its type, its
texts from `ui.settings.<field>` and `ui.settings.<field>_text`. The file is flat TOML in the user's folder.
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from game.content.files import write_whole
from game.content.words import LANGUAGE, languages, say
from game.ui.keys import clashes
from game.ui.theme import LARGEST_SCALE, SMALLEST_SCALE

Group = Literal["picture", "sound", "play"]
AUTOMATIC: Literal["automatic"] = "automatic"
MAX_FILE = 64 * 2**10  # bytes


@dataclass(frozen=True)
class Shown:
    """Where and how a setting is shown."""

    group: Group
    icon: str
    hotkey: str


Scale = Annotated[float, Field(ge=SMALLEST_SCALE, le=LARGEST_SCALE)]
Percent = Annotated[int, Field(ge=0, le=100)]


def _without_clash(keys: dict[str, str]) -> dict[str, str]:
    wrong = clashes(keys)
    if wrong:
        raise ValueError(f"keys that cannot be: {', '.join(wrong)}")
    return keys


def _known_language(language: str) -> str:
    if language not in languages():
        raise ValueError(f"no texts in {language!r}")
    return language


OwnKeys = Annotated[dict[str, str], Field(max_length=200), AfterValidator(_without_clash)]


class Settings(BaseModel):
    """Everything that can be set. Volumes are in per cent; an automatic scale fits the desktop."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)

    scale: Annotated[Literal["automatic"] | Scale, Shown("picture", "zoom-in", "S")] = AUTOMATIC
    palette: Annotated[Literal["standard", "colour-blind"], Shown("picture", "palette", "P")] = "standard"
    fullscreen: Annotated[bool, Shown("picture", "maximize", "F")] = False
    reduced_motion: Annotated[bool, Shown("picture", "waves", "M")] = False
    effects: Annotated[Percent, Shown("sound", "volume-2", "E")] = 60
    pad: Annotated[Percent, Shown("sound", "radio", "B")] = 30
    autosave: Annotated[bool, Shown("play", "save", "A")] = True
    confirmations: Annotated[bool, Shown("play", "circle-question-mark", "C")] = True
    tutorial: Annotated[bool, Shown("play", "graduation-cap", "T")] = False
    language: Annotated[str, AfterValidator(_known_language), Shown("play", "globe", "L")] = LANGUAGE
    keys: OwnKeys = Field(default_factory=dict)  # by command; the screen of keys sets them
    lessons: Annotated[list[str], Field(max_length=200)] = Field(default_factory=list)  # of the tutorial, done

    def changed(self, **changes: object) -> Settings:
        """These settings with some changed. ValidationError for a name or value that there is not."""
        return Settings.model_validate(self.model_dump() | changes)


def shown_in(group: Group) -> list[tuple[str, Shown]]:
    """The settings of a group in their order."""
    return [
        (name, shown)
        for name, field in Settings.model_fields.items()
        for shown in field.metadata
        if isinstance(shown, Shown) and shown.group == group
    ]


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file, and lines for the player about what in it could not be used.

    What cannot be used falls back to its default; the file is then kept beside it under another name. Without a file
    all is default. Never raises for what the file holds or for a file that cannot be read.
    """
    try:
        data = _content(path)
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError, RecursionError):  # ValueError: not UTF-8, not TOML, or too long
        return Settings(), (say("ui.settings.unreadable", **_put_aside(path)),)
    notices = []
    newer = sorted(name for name in data if name not in Settings.model_fields)
    if newer:
        notices.append(say("ui.settings.unknown", names=_few(newer)))
    usable = {name: value for name, value in data.items() if name in Settings.model_fields}
    wrong = _wrong(usable)
    settings = Settings.model_validate({name: value for name, value in usable.items() if name not in wrong})
    if wrong:
        names = [say(f"ui.settings.{name}") for name in wrong]
        notices.append(say("ui.settings.invalid", names=_few(names), **_put_aside(path)))
    return settings, tuple(notices)


def write_settings(path: Path, settings: Settings) -> None:
    """Write all settings, whole or not at all; the folder is made. OSError."""
    lines = [f"{name} = {_written(value)}" for name, value in settings.model_dump().items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {json.dumps(one)}" for name, one in value.items()) + "}"
    return json.dumps(value)


def _content(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise ValueError("too long for settings")
    return tomllib.loads(raw.decode("utf-8"))


def _wrong(data: dict[str, Any]) -> list[str]:
    """The names of the settings whose values are not allowed."""
    try:
        Settings.model_validate(data)
    except ValidationError as error:
        places = {problem["loc"][0] for problem in error.errors()}
        return [name for name in Settings.model_fields if name in places]
    return []


def _put_aside(path: Path) -> dict[str, str]:
    """Give a bad file another name, so that the next writing does not destroy it; values for the notice."""
    for number in count(1):
        aside = path.with_name(f"{path.stem}.bad{number if number > 1 else ''}{path.suffix}")
        if not os.path.lexists(aside):
            break
    try:
        path.rename(aside)
    except OSError:
        return {"kept": path.name}  # its folder is not ours to write, so nothing will replace it either
    return {"kept": aside.name}


def _few(names: list[str]) -> str:
    """Names for one line of a notice."""
    return ", ".join(name[:24] for name in names[:3]) + (" …" if len(names) > 3 else "")
