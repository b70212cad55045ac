"""The command line as a whole: help, exit codes, and one line for whatever goes wrong."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.campaign.campaign import Campaign
from game.campaign.saves import save
from game.cli import main as module
from game.cli.main import main
from game.content.load import load_book
from game.content.words import TextError

COMMANDS = ("play", "new", "load", "watch", "simulate", "check", "replay", "screenshot")
FIVE = ("helios", "meridian", "lantern", "agora", "qilin")


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that a command line which cannot be read gets."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    return one_line(said.err)


def one_line(text: str) -> str:
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: tiersix {command}")
    assert "{" not in said


def test_the_help_names_every_command_and_loads_no_library() -> None:
    """It has to be instant, so nothing may be loaded that the parser does not need."""
    script = (
        "import sys\n"
        "from game.cli.main import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit:\n"
        "    heavy = {'numpy', 'pydantic', 'pygame', 'game.rules', 'game.content.book'} & set(sys.modules)\n"
        "    print('loaded:', sorted(heavy))\n"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.endswith("loaded: []\n")
    assert all(f"    {command}" in said for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["simulat"], "invalid choice: 'simulat'"),
        (["simulate", "--games", "0"], "'0' is not a whole number above 0"),
        (["simulate", "--games", "many"], "'many' is not a whole number"),
        (["simulate", "--seed", "-1"], "'-1' is not a whole number"),
        (["watch", "--seed", "1" + "0" * 18], "is not a whole number"),
        (["watch", "--seat", "helios"], "does not say who sits where"),
        (["watch", "--seat", "=idle"], "does not say who sits where"),
        (["load"], "required: FILE"),
        (["screenshot", "--screen", "main"], "required: --out"),
        (["screenshot", "--screen", "main", "--out", "a.png", "--size", "1280"], "is not a size such as 1280x720"),
        (["screenshot", "--screen", "main", "--out", "a.png", "--size", "0x9"], "is not a size"),
        (["screenshot", "--screen", "main", "--out", "a.png", "--scale", "9"], "is not a scale from 0.5 to 4"),
        (["screenshot", "--screen", "main", "--out", "a.png", "--scale", "nan"], "is not a scale"),
        (["screenshot", "--screen", "main", "--out", "a.jpg"], "'a.jpg' is not the name of a PNG file"),
    ],
)
def test_what_cannot_be_read_gets_one_line(arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(arguments, capsys)
    assert what in said
    assert said.endswith("--help)")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["watch", "--seat", "helos=idle"], "there is no seat 'helos'; did you mean 'helios'?"),
        (["watch", "--seat", "zzz=idle"], "there is no seat 'zzz' (there are: helios, meridian"),
        (["watch", "--seat", "helios=carefull"], "there is no temperament 'carefull'; did you mean 'careful'?"),
        (["simulate", "--seat", "helios=human"], "Helios cannot be a person here"),
        (["watch", "--seat", "agora=human"], "Agora cannot be a person here"),
        (["screenshot", "--screen", "mian", "--out", "a.png"], "there is no screen 'mian'; did you mean 'main'?"),
        (["new", *(f"--seat={seat}=idle" for seat in FIVE)], "no seat is left for a person"),
    ],
)
def test_names_that_make_no_sense_get_one_line_and_exit_code_2(
    arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = one_line(capsys.readouterr().err)
    assert what in said
    assert said.startswith(f"tiersix {arguments[0]}: ")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["simulate", "--scenario", "five-lab"], 'there is no scenario of this name; did you mean "five-labs"?'),
        (["watch", "--worldview", "missing.toml"], "missing.toml"),
        (["load", "missing.t6"], "missing.t6: there is no such file"),
        (["replay", "missing.t6"], "missing.t6: there is no such file"),
        (["check", "missing.toml"], "missing.toml: No such file or directory."),
        (["screenshot", "--screen", "main", "--out", "a.png", "--save", "missing.t6"], "there is no such file"),
    ],
)
def test_files_that_are_not_there_get_one_line_and_exit_code_1(
    arguments: list[str], what: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert what in capsys.readouterr().err.splitlines()[0]
    assert list(tmp_path.iterdir()) == []


def test_all_mistakes_of_a_balance_file_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('format = 1\ntitle = 5\n[parameters.truths]\ntier_fore = { value = 1.0, source = "assumed" }\n')
    assert main(["simulate", "--worldview", str(file)]) == 1
    said = capsys.readouterr().err
    assert f"{file}:2:9: title" in said
    assert 'did you mean "tier_four"?' in said or "summary" in said
    assert "Traceback" not in said


def test_a_damaged_save_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "game.t6"
    save(Campaign.new(load_book(), 1, {}), file)
    file.write_bytes(file.read_bytes()[:-100])
    assert main(["replay", str(file)]) == 1
    assert one_line(capsys.readouterr().err).startswith(f"{file}: the file ends too early")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(errno.ENOSPC, "No space left on device", "a.png"), 1, "a.png: No space left on device."),
        (OSError(errno.EIO, "Input/output error"), 1, "That did not work: Input/output error."),
    ],
)
def test_whatever_the_system_does_is_one_line(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(arguments: object) -> int:
        raise error

    monkeypatch.setattr("game.cli.replay.run", fail)
    assert main(["replay", "game.t6"]) == code
    assert one_line(capsys.readouterr().err) == said


def test_texts_that_clash_are_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> object:
        raise TextError("cli.toml: cli.about already stands in ui.toml")

    monkeypatch.setattr(module, "build_parser", fail)
    assert main(["watch"]) == 1
    assert one_line(capsys.readouterr().err) == "cli.toml: cli.about already stands in ui.toml"


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(arguments: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("game.cli.replay.run", fail)
    with pytest.raises(ZeroDivisionError):
        main(["replay", "game.t6"])


@pytest.mark.skipif(os.name != "posix", reason="closes a pipe the POSIX way")
def test_a_reader_who_leaves_gets_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "game.cli", "watch", "--seed", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert "seed 1" in process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=20) == 1
    process.stderr.close()
