"""Files that are written whole or not at all, and names that stay in their folder."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

LONGEST = 60  # characters of a name
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # device names on Windows


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at every moment either its old or its new content is there, never a part. OSError.

    The content goes to a file beside it, is forced to the disk, and then takes the name. A process that is killed in
    between leaves the old file, and at most a `.part` beside it, which the next write to this name replaces.
    """
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to piece by piece, which takes the name `path` when all is written, as in `write_whole`."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _force_folder(path.parent)


def _force_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets a folder be forced."""
    if os.name != "posix":
        return
    # the file is in its place already; a file system that cannot force folders makes that no failure
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_name(given: str, otherwise: str) -> str:
    """A file name without ending, made from what a player typed: letters, digits, blanks, `-` and `_` only.

    Nothing of it can name another folder, a hidden file or a device; `otherwise` stands in when nothing is left.
    """
    plain = unicodedata.normalize("NFC", given)
    kept = "".join(sign if sign.isalnum() or sign in "-_" else " " for sign in plain)
    name = " ".join(kept.split())[:LONGEST].strip()
    if not name:
        return otherwise
    return f"{name}_" if _RESERVED.fullmatch(name) else name
