"""Files written whole or not at all, whatever happens in between; names that stay in their folder."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.files import LONGEST, safe_name, write_whole

OLD, NEW = b"old" * 1000, b"new" * 5000

WRITER = """
import sys
from pathlib import Path
from game.content.files import write_whole
path = Path(sys.argv[1])
number = 0
print("ready", flush=True)
while True:
    number += 1
    write_whole(path, b"%08d" % number * 40_000)
"""


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.t6"
    write_whole(path, OLD)
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert os.listdir(tmp_path) == ["a.t6"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failure_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    path = tmp_path / "a.t6"
    write_whole(path, OLD)

    def fail(*given: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError, match=os.strerror(number)):
            write_whole(path, NEW)
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a.t6"]


def test_the_content_is_forced_to_the_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        steps.append("fsync")
        fsync(handle)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        assert source.read_bytes() == NEW
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write_whole(tmp_path / "a.t6", NEW)
    assert steps[:2] == ["fsync", "replace"]


def test_a_process_killed_while_writing_never_loses_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "a.t6"
    write_whole(path, b"%08d" % 0 * 40_000)
    rng = random.Random(1)
    seen = set()
    for _ in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0.0, 0.05))
        writer.kill()
        writer.wait()
        writer.stdout.close()
        content = path.read_bytes()
        assert content == content[:8] * 40_000, "a part of a file"
        seen.add(content[:8])
    assert len(seen) > 1, "no writer ever finished a file"
    write_whole(path, NEW)
    assert os.listdir(tmp_path) == ["a.t6"]


@given(st.one_of(st.text(), st.text(alphabet="./\\ abCON\0:-_*ä漢")))
def test_a_name_from_a_player_stays_in_its_folder(name: str) -> None:
    made = safe_name(name, "campaign")
    assert 0 < len(made) <= LONGEST + 1
    assert len(f".{made}.t6.part".encode()) <= 255
    assert made == made.strip()
    assert not set(made) & set('./\\:*?"<>|\0\n\t')
    assert (Path("/saves") / f"{made}.t6").parent == Path("/saves")
    assert safe_name(made, "campaign") == made


@pytest.mark.parametrize(
    ("given_", "made"),
    [
        ("My first game", "My first game"),
        ("../../etc/passwd", "etc passwd"),
        ("...", "campaign"),
        ("", "campaign"),
        ("con", "con_"),
        ("Zürich 漢字", "Zürich 漢字"),
        ("a" * 500, "a" * LONGEST),
    ],
)
def test_names(given_: str, made: str) -> None:
    assert safe_name(given_, "campaign") == made
