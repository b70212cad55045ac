"""Files that somebody made to hurt, or by accident: each refused at once, in one clear message."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from game.cli.main import main
from game.content.check import check
from game.content.load import load_book
from game.content.problems import ContentError, report
from game.content.toml_reader import MAX_BYTES, MAX_ENTRIES

SECONDS = 2.0
HEAD = 'format = 1\ntitle = "Mine"\nsummary = "Mine."\nobjections = "All."\nsources = ["assumed"]\n'
SHIFT = HEAD + '\n[parameters.truths.alignment_shift]\nsource = "assumed"\n'


def refusal(file: Path) -> str:
    """What is said about a file, without its snippets, within the time."""
    began = process_time()
    problems = check([file])
    report(problems)
    assert process_time() - began < SECONDS
    return "\n".join(str(problem).partition("\n")[0].removeprefix(f"{file.as_posix()}:") for problem in problems)


CONTENTS: dict[str, tuple[bytes, str]] = {
    "deep lists": (b"a = " + b"[" * 250_000, "1:37: nested too deeply (expected at most 32 levels)"),
    "deep tables": (b"[" + b"a." * 200_000 + b"a]", "1:67: nested too deeply (expected at most 32 levels)"),
    "a million keys": (
        b"".join(b"k%d=1\n" % number for number in range(1_000_000))[:MAX_BYTES],
        f"{MAX_ENTRIES + 1}:7: too many entries (expected at most {MAX_ENTRIES})",
    ),
    "a quarter of a million entries": (b"a = [" + b"1," * 250_000 + b"]", "too many entries (expected at most"),
    "nan": (SHIFT.encode() + b"value = nan\n", "9:9: parameters.truths.alignment_shift.value: not a finite number"),
    "infinity": (SHIFT.encode() + b"value = -inf\n", "alignment_shift.value: not a finite number (got -inf)"),
    "beyond floats": (SHIFT.encode() + b"value = 1e999\n", "not a finite number (got inf)"),
    "beyond 64 bits": (SHIFT.encode() + b"value = " + b"9" * 30, "number too large"),
    "half a million digits": (b"a = " + b"9" * 500_000, "1:5: number too large"),
    "out of range": (SHIFT.encode() + b"value = 1e300\n", "value: out of range (got 1e+300, expected -6 to 6, as the"),
    "a prior out of range": (SHIFT.encode() + b"prior = { normal = [0.0, 1e300] }\n", "100% of the prior lies outside"),
    "UTF-16": (HEAD.encode("utf-16"), "1:1: not UTF-8 text (got UTF-16, expected a file saved as UTF-8)"),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), "1:1: not UTF-8 text (got UTF-16, expected a file saved as"),
    "UTF-32": (HEAD.encode("utf-32"), "1:1: not UTF-8 text (got UTF-32, expected a file saved as UTF-8)"),
    "Latin-1": (
        HEAD.replace("Mine.", "Für mich.").encode("latin-1"),
        "3:13: not UTF-8 text (got byte 0xFC, expected a file saved as UTF-8)",
    ),
    "zero bytes": (b"format = 1\ntitle = \"\0\"\n", "2:10: not valid TOML: illegal character"),
    "nothing but zero bytes": (bytes(1000), "1:1: not valid TOML: "),
    "an archive": (b"PK\x03\x04" + bytes(range(256)) * 20, "not UTF-8 text (got byte 0x80"),
    "nothing": (b"", "1:1: nothing in this file tells what it is"),
    "blank lines": (b"\n" * MAX_BYTES, "1:1: nothing in this file tells what it is"),
    "one line": (b'a = "' + b"x" * (MAX_BYTES - 6), "the text is not closed"),
    "brackets": (b"]" * MAX_BYTES, "this is neither a key nor a table"),
    "many unknown keys": (
        HEAD.encode() + b"".join(b"titl%d = 1\n" % number for number in range(MAX_ENTRIES - 100)),
        'unknown key "titl0"; did you mean "title"?',
    ),
    "seats that miss everything": (
        b'format = 1\ntitle = "x"\nsummary = "x"\nstart_year = 2026.0\nturn_years = 0.5\nturns = 3\n[seats]\n'
        + b"".join(b's%d = { name = "ab" }\n' % number for number in range(MAX_ENTRIES // 4)),
        'seats.s0: missing key "aims"',
    ),
    "a path as a name": (
        b'format = 1\n[technologies."../../../x"]\nname = "x"\n',
        'technologies."../../../x": text of the wrong form (got "../../../x", expected small letters',
    ),
    "a path as an icon": (b'format = 1\n[seats.a]\nicon = "../../secret"\n', 'missing key "'),
    "a path as a base": (HEAD.encode() + b'base = "../../../etc/passwd"\n', "base: text of the wrong form"),
    "a control sequence": (HEAD.encode() + b'"\\u001b[2J" = 1\n', 'unknown key "\x1b[2J"'.replace("\x1b", "\\u001B")),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTENTS)
def test_hostile_contents_are_refused_at_once(name: str, tmp_path: Path) -> None:
    content, words = CONTENTS[name]
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    said = refusal(file)
    assert words in said
    assert said.isprintable() or "\n" in said
    began = process_time()
    with pytest.raises(ContentError):
        load_book(worldview=file)
    assert process_time() - began < SECONDS


def test_a_mark_of_windows_editors_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert refusal(file) == ""


def test_a_file_of_two_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    with file.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    assert refusal(file) == "1:1: file too large (expected at most 512 kB)"


# --- what is no file ---------------------------------------------------------------------------------------


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _loop_of_two(path: Path) -> None:
    path.with_name("other.toml").symlink_to(path)
    path.symlink_to(path.with_name("other.toml"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (Path.mkdir, "1:1: is a folder and no file"),
    "a link to itself": (_loop, "1:1: cannot be read: Too many levels of symbolic links"),
    "two links to each other": (_loop_of_two, "1:1: cannot be read: Too many levels of symbolic links"),
    "a pipe": (_pipe, "1:1: is a device or a pipe and no file"),
    "an endless device": (_device, "1:1: is a device or a pipe and no file"),
}


@pytest.mark.skipif(os.name != "posix", reason="no such files elsewhere")
@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    make, words = NO_FILES[name]
    make(tmp_path / "mine.toml")
    problems = check([tmp_path])
    assert words in {str(problem).removeprefix(f"{problem.file}:") for problem in problems}
    with pytest.raises(ContentError, match=words.removeprefix("1:1: ")):
        load_book(worldview=tmp_path / "mine.toml")


@pytest.mark.skipif(os.name != "posix", reason="links are a privilege elsewhere")
def test_folders_that_contain_themselves_have_an_end(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    assert check([tmp_path]) == []


def test_a_folder_without_files_is_not_called_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "no TOML files" in capsys.readouterr().out


# --- overlays on overlays ----------------------------------------------------------------------------------


def worldview(folder: Path, id_: str, base: str, shift: float | None = None, number: str = "alignment_shift") -> Path:
    text = HEAD + (f'base = "{base}"\n' if base else "")
    if shift is not None:
        text += f'[parameters.truths.{number}]\nvalue = {shift}\nsource = "assumed"\n'
    file = folder / f"{id_}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_chain_in_a_circle_is_refused(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        worldview(tmp_path, one, other)
    outside = worldview(tmp_path, "d", "a")
    steps = "a on b, b on c, c on a"
    assert refusal(tmp_path / "a.toml").startswith(f"6:8: base: worldviews build on one another in a circle: {steps}")
    assert f"d on a, {steps}" in refusal(outside)
    with pytest.raises(ContentError, match="in a circle"):
        load_book(worldview=outside)


def test_a_long_chain_is_followed_to_its_end(tmp_path: Path) -> None:
    for number in range(200):
        worldview(tmp_path, f"w{number}", f"w{number + 1}" if number < 199 else "", float(number) / 100)
    assert refusal(tmp_path / "w0.toml") == ""
    book = load_book(worldview=tmp_path / "w0.toml")
    assert book.parameters["truths"]["alignment_shift"].value == 0.0


def test_a_fault_of_a_base_is_told_at_its_place(tmp_path: Path) -> None:
    worldview(tmp_path, "base", "", 99.0)
    mine = worldview(tmp_path, "mine", "base")
    (problem,) = check([mine])
    assert problem.file == (tmp_path / "base.toml").as_posix()
    with pytest.raises(ContentError, match="out of range"):
        load_book(worldview=mine)


def test_a_worldview_says_only_what_is_other_than_in_its_base(tmp_path: Path) -> None:
    worldview(tmp_path, "first", "", 1.5)
    worldview(tmp_path, "second", "first", 29.0, "tier_four")
    mine = worldview(tmp_path, "third", "second", -1.0)
    book = load_book(worldview=mine)
    assert book.parameters["truths"]["alignment_shift"].value == -1.0
    assert book.parameters["truths"]["tier_four"].value == 29.0
    alone = load_book(worldview=worldview(tmp_path, "alone", "", 1.5))
    assert load_book(worldview=worldview(tmp_path, "same", "first")).parameters == alone.parameters
    kept = book.snapshot()["worldview"]
    assert "base" not in kept  # a save must not need other files
    assert set(kept["parameters"]["truths"]) == {"alignment_shift", "tier_four"}
    assert type(book).from_snapshot(book.snapshot()).digest == book.digest
    kept["base"] = "first"
    with pytest.raises(ContentError, match="unknown worldview"):
        type(book).from_snapshot({**book.snapshot(), "worldview": kept})
