"""The wrapping of a save: one readable header line, then the packed content, both under checksums.

The header is a line of JSON that ends with its own SHA-256, so a list of saves reads one line of each file; it holds
the SHA-256 of the packed content. Sizes are bounded before anything is unpacked, and nothing is ever executed.
"""

from __future__ import annotations

import errno
import json
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

from pydantic import Field, ValidationError

from game.content.files import write_whole
from game.content.records import Record
from game.content.words import say

FORMAT = 1
OLDEST = 1
MAX_FILE = 64 * 2**20  # bytes
MAX_UNPACKED = 256 * 2**20  # bytes
MAX_HEADER = 64 * 2**10  # bytes
_MAGIC = b'{"tiersix":"save",'
_CHECKSUM = b',"checksum":"'
_TAIL = len(_CHECKSUM) + 64 + len(b'"}\n')
_MEGA = float(2**20)


@dataclass(frozen=True)
class SaveProblem:
    """Why a file cannot be used: the reason is the key of its text after `save.`."""

    path: Path
    reason: str
    values: dict[str, float | str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.path}: {say(f'save.{self.reason}', **self.values)}"


class SaveError(Exception):
    """A save cannot be read or written; one line that names the file and the reason."""

    def __init__(self, path: Path, reason: str, **values: float | str) -> None:
        self.problem = SaveProblem(path, reason, values)
        super().__init__(str(self.problem))

    @property
    def file(self) -> Path:
        return self.problem.path

    @property
    def reason(self) -> str:
        return self.problem.reason


class SaveHeader(Record):
    """What a list of saves shows, without reading the rest of the file."""

    tiersix: Literal["save"] = "save"
    format: int
    version: str
    scenario: str
    scenario_title: str
    worldview: str | None
    seed: int
    turn: Annotated[int, Field(ge=0)]
    turns: int
    year: float
    seats: dict[str, str] = Field(description="seat to its name")
    people: tuple[str, ...] = Field(description="seats that people hold")
    ending: str | None
    saved: str = Field(description="moment of saving, ISO 8601 in UTC")
    what_if: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="turns that a what-if shares with the campaign it parted from"
    )
    packed: Annotated[int, Field(ge=0)] = Field(default=0, description="bytes of the content in the file")
    unpacked: Annotated[int, Field(ge=0)] = 0
    content: str = Field(default="", description="SHA-256 of the packed content")
    path: Path = Field(default=Path(), exclude=True, description="the file it was read from; not stored")

    @property
    def name(self) -> str:
        return self.path.stem


def write(path: Path, header: SaveHeader, content: bytes) -> None:
    """Pack and write a save, whole or not at all. SaveError; whatever was there before is then still there."""
    packed = zlib.compress(content, 6)
    filled = header.model_copy(
        update={"packed": len(packed), "unpacked": len(content), "content": sha256(packed).hexdigest()}
    )
    plain = json.dumps(filled.model_dump(mode="json"), ensure_ascii=True, separators=(",", ":")).encode()
    body = plain[:-1]  # without its closing brace, which follows the checksum
    line = body + _CHECKSUM + sha256(body).hexdigest().encode() + b'"}\n'
    whole = line + packed
    for size, allowed in ((len(whole), MAX_FILE), (len(content), MAX_UNPACKED), (len(line), MAX_HEADER)):
        if size > allowed:
            raise SaveError(path, "too_large", found=size / _MEGA, allowed=allowed / _MEGA)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, whole)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SaveError(path, "no_space") from error
        raise SaveError(path, "unwritable", problem=_reason(error)) from error


def read_header(path: Path) -> SaveHeader:
    """The header of a save, its own checksum verified. SaveError."""
    try:
        with path.open("rb") as file:
            return _header(path, file)
    except OSError as error:
        raise _unreadable(path, error) from error


def read(path: Path) -> tuple[SaveHeader, bytes]:
    """Header and unpacked content of a save, all checksums verified. SaveError."""
    try:
        with path.open("rb") as file:
            header = _header(path, file)
            packed = file.read(header.packed + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(packed) < header.packed:
        raise SaveError(path, "truncated", found=float(len(packed)), expected=float(header.packed))
    if len(packed) > header.packed or sha256(packed).hexdigest() != header.content:
        raise SaveError(path, "damaged")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, header.unpacked + 1)
    except zlib.error as error:
        raise SaveError(path, "damaged") from error
    if len(content) != header.unpacked or not unpacker.eof:
        raise SaveError(path, "damaged")
    return header, content


def _header(path: Path, file: BinaryIO) -> SaveHeader:
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise SaveError(path, "empty")
    if size > MAX_FILE:
        raise SaveError(path, "too_large", found=size / _MEGA, allowed=MAX_FILE / _MEGA)
    line = file.readline(MAX_HEADER)
    if not line.startswith(_MAGIC):
        raise SaveError(path, "cut" if _MAGIC.startswith(line) else "foreign")
    if not line.endswith(b"\n"):
        raise SaveError(path, "damaged" if len(line) == MAX_HEADER else "cut")
    body, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != _CHECKSUM + sha256(body).hexdigest().encode() + b'"}\n':
        raise SaveError(path, "damaged")
    try:
        data = json.loads(body + b"}")
        format_ = int(data["format"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SaveError(path, "damaged") from error
    if format_ > FORMAT:
        raise SaveError(path, "newer", format=float(format_), known=float(FORMAT))
    if format_ < OLDEST:
        raise SaveError(path, "older", format=float(format_))
    try:
        header = SaveHeader.model_validate_json(body + b"}")
    except ValidationError as error:
        raise SaveError(path, "damaged") from error
    if header.unpacked > MAX_UNPACKED:
        raise SaveError(path, "too_large", found=header.unpacked / _MEGA, allowed=MAX_UNPACKED / _MEGA)
    return header.model_copy(update={"path": path})


def _unreadable(path: Path, error: OSError) -> SaveError:
    if isinstance(error, FileNotFoundError):
        return SaveError(path, "missing")
    return SaveError(path, "unreadable", problem=_reason(error))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
