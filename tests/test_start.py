"""The starter: when it sets up, what it passes on, and what it says when it cannot."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

import start

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the files that an environment is made from."""
    for name in (start.RUNTIME_PINS, start.TOOL_PINS, start.PROJECT):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records the steps of a set-up instead of taking them."""
    taken: list[str] = []

    def make_environment(root: Path) -> None:
        taken.append("environment")
        shutil.rmtree(root / ".venv", ignore_errors=True)
        start.python_of(root).parent.mkdir(parents=True)
        start.python_of(root).touch()

    def install(root: Path, what: str, arguments: list[str]) -> None:
        assert not start.stamp_of(root).exists(), "a half-made environment must not look whole"
        taken.append(what)

    monkeypatch.setattr(start, "make_environment", make_environment)
    monkeypatch.setattr(start, "install", install)
    return taken


PLAY = ["environment", "what the game needs", "the game"]
TOOLS = ["the development tools"]


# --- when to set up --------------------------------------------------------------------------------------


def test_first_start_sets_up_and_the_second_does_not(root: Path, steps: list[str]) -> None:
    start.prepare(root, tools=False)
    assert steps == PLAY
    start.prepare(root, tools=False)
    assert steps == PLAY


def test_tools_come_on_top_and_stay(root: Path, steps: list[str]) -> None:
    start.prepare(root, tools=False)
    start.prepare(root, tools=True)
    assert steps == PLAY + TOOLS
    start.prepare(root, tools=True)
    start.prepare(root, tools=False)
    assert steps == PLAY + TOOLS


def test_tests_first_sets_up_everything_at_once(root: Path, steps: list[str]) -> None:
    start.prepare(root, tools=True)
    assert steps == PLAY + TOOLS


@pytest.mark.parametrize(
    ("changed", "for_play", "for_tests"),
    [
        (start.RUNTIME_PINS, PLAY, PLAY + TOOLS),
        (start.PROJECT, ["the game"], ["the game"]),
        (start.TOOL_PINS, [], TOOLS),
    ],
)
def test_a_changed_file_sets_up_what_depends_on_it(
    root: Path, steps: list[str], changed: str, for_play: list[str], for_tests: list[str]
) -> None:
    for tools, wanted in ((False, for_play), (True, for_tests)):
        start.prepare(root, tools=True)
        (root / changed).write_text(f"changed again {tools}", encoding="utf-8")
        steps.clear()
        start.prepare(root, tools=tools)
        assert steps == wanted


def test_changed_pins_of_tools_are_noticed_after_a_start_that_did_not_need_them(
    root: Path, steps: list[str]
) -> None:
    start.prepare(root, tools=True)
    (root / start.TOOL_PINS).write_text("changed", encoding="utf-8")
    (root / start.PROJECT).write_text("changed", encoding="utf-8")
    start.prepare(root, tools=False)
    steps.clear()
    start.prepare(root, tools=True)
    assert steps == TOOLS


@pytest.mark.parametrize("part", ["python", "folder"])
def test_another_python_or_place_starts_afresh(root: Path, steps: list[str], part: str) -> None:
    start.prepare(root, tools=False)
    stamp = json.loads(start.stamp_of(root).read_text(encoding="utf-8"))
    start.stamp_of(root).write_text(json.dumps({**stamp, part: "another"}), encoding="utf-8")
    start.prepare(root, tools=False)
    assert steps == PLAY * 2


def test_stamp_names_python_and_place(root: Path) -> None:
    wanted = start.wanted(root)
    assert sys.version in wanted["python"]
    assert sys.base_prefix in wanted["python"]
    assert wanted["folder"] == str(root)


def test_python_that_is_gone_starts_afresh(root: Path, steps: list[str]) -> None:
    start.prepare(root, tools=False)
    start.python_of(root).unlink()
    start.prepare(root, tools=False)
    assert steps == PLAY * 2


@pytest.mark.parametrize("content", ["", "{", "[]", "3", "\x00"])
def test_damaged_stamp_starts_afresh(root: Path, steps: list[str], content: str) -> None:
    start.prepare(root, tools=False)
    start.stamp_of(root).write_text(content, encoding="utf-8")
    start.prepare(root, tools=False)
    assert steps == PLAY * 2


@pytest.mark.parametrize("tools", [False, True])
def test_interrupted_set_up_repairs_itself(
    root: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch, tools: bool
) -> None:
    start.prepare(root, tools=False)
    (root / start.PROJECT).write_text("changed", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(start, "install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            start.prepare(root, tools=tools)
    assert start.made(root) == {}
    steps.clear()
    start.prepare(root, tools=tools)
    assert steps == PLAY + (TOOLS if tools else [])


def interrupt(*_: Any, **__: Any) -> NoReturn:
    raise KeyboardInterrupt


# --- what is passed on -----------------------------------------------------------------------------------


@pytest.fixture
def ready(root: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose environment is up to date for play and tests."""
    start.prepare(root, tools=True)
    steps.clear()
    monkeypatch.setattr(start, "ROOT", root)
    return root


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Records the programs that would be run."""
    commands: list[list[str]] = []

    class Answer:
        returncode = 0

    def run(command: list[str], **_: Any) -> Answer:
        commands.append(command)
        return Answer()

    monkeypatch.setattr(start, "become", commands.append)
    monkeypatch.setattr(subprocess, "run", run)
    return commands


@pytest.mark.skipif(os.name == "nt", reason="on Windows the game runs as a child process")
@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        ([], ["play"]),
        (["watch"], ["watch"]),
        (["simulate", "--games", "10", "a b"], ["simulate", "--games", "10", "a b"]),
        (["load", "test"], ["load", "test"]),
        (["--version"], ["--version"]),
    ],
)
def test_arguments_reach_the_game(ready: Path, arguments: list[str], passed: list[str]) -> None:
    code = f"import start; start.become = print; start.ROOT = start.Path({str(ready)!r}); start.main({arguments})"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    python, script = str(start.python_of(ready)), str(start.script_of(ready, "tiersix"))
    assert answer.stdout.strip().startswith(str([python, script, *passed]))


@pytest.mark.skipif(os.name == "nt", reason="on Windows the game runs as a child process")
def test_ready_environment_is_used_without_a_look_at_the_tools_for_making_one(ready: Path) -> None:
    code = (
        f"import sys, start; start.ROOT = start.Path({str(ready)!r})\n"
        "heavy = {'subprocess', 'venv', 'ensurepip', 'tomllib'}\n"
        "start.become = lambda command: sys.exit(str(heavy & {*sys.modules}))\n"
        "start.main([])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert answer.stderr.strip() == "set()"


@pytest.mark.skipif(os.name == "nt", reason="needs a folder that looks like an environment")
def test_exit_code_and_output_of_the_game_come_through(tmp_path: Path) -> None:
    place = tmp_path / "a folder with spaces"
    place.mkdir()
    for name in ("start.py", start.RUNTIME_PINS, start.TOOL_PINS, start.PROJECT):
        shutil.copy(ROOT / name, place)
    start.python_of(place).parent.mkdir(parents=True)
    start.python_of(place).symlink_to(sys.executable)
    start.script_of(place, "tiersix").write_text(
        "import sys\nprint(sys.argv[1:])\nsys.exit(7)\n", encoding="utf-8"
    )
    start.stamp_of(place).write_text(json.dumps(start.wanted(place)), encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, str(place / "start.py"), "watch", "--seed", "3"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (7, "['watch', '--seed', '3']\n", "")


def test_help_of_the_starter_needs_no_set_up(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "ROOT", root)
    assert start.main(["--help"]) == 0
    assert "python3 start.py test" in capsys.readouterr().out
    assert not (root / ".venv").exists()


# --- the test command ------------------------------------------------------------------------------------


def test_all_checks_are_run_and_the_tests_come_last(
    ready: Path, ran: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["test"]) == 0
    words = [" ".join(command).replace(str(ready), "") for command in ran]
    assert ["ruff" in words[0], "mypy" in words[1], "lint-imports" in words[2]] == [True] * 3
    assert words[3].endswith("-m pytest -n 2")
    assert capsys.readouterr().out.splitlines() == [
        "=== lint ===",
        "=== types ===",
        "=== floors ===",
        "=== tests ===",
    ]


def test_arguments_mean_only_the_tests(ready: Path, ran: list[list[str]]) -> None:
    assert start.main(["test", "tests/content", "-x"]) == 0
    assert [command[1:] for command in ran] == [["-m", "pytest", "tests/content", "-x"]]


@pytest.mark.parametrize(
    ("failing", "said"),
    [
        ("ruff", "Stopped: lint failed, see above.\n"),
        ("mypy", "Stopped: types failed, see above.\n"),
        ("pytest", ""),
    ],
)
def test_first_failure_stops_and_nothing_is_said_after_the_tests(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str, said: str
) -> None:
    last: list[str] = []

    class Answer:
        def __init__(self, command: list[str]) -> None:
            last[:] = command
            self.returncode = 5 if failing in command else 0

    monkeypatch.setattr(subprocess, "run", lambda command, **_: Answer(command))
    assert start.main(["test"]) == 5
    assert failing in last
    assert capsys.readouterr().err == said


def test_hanging_step_is_ended(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hang = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(start, "checks", lambda root: [("types", hang)])
    monkeypatch.setattr(start, "STEP_LIMIT", 0.2)
    assert start.main(["test"]) == 1
    assert re.fullmatch(r"Stopped: types took more than .* minutes\.\n", capsys.readouterr().err)


# --- what can go wrong -----------------------------------------------------------------------------------


def test_starter_can_be_read_by_an_old_python() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_old_python_gets_one_line(version: tuple[int, int]) -> None:
    code = (
        "import runpy, sys\n"
        f"sys.version_info = ({version[0]}, {version[1]}, 9, 'final', 0)\n"
        "runpy.run_path('start.py', run_name='__main__')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 1
    assert answer.stderr == (
        f"Tier Six needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}. Install a newer one "
        "from python.org, or name one that you have: python3.12 start.py\n"
    )


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_missing_module_gets_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], module: str
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(start, "ROOT", root)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else find_spec(name))
    assert start.main([]) == 1
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert capsys.readouterr() == (
        "",
        f"This Python comes without its {module} module, which Tier Six needs for setting up. "
        f"On Debian or Ubuntu: sudo apt install {package}. Then start again.\n",
    )
    assert not (root / ".venv").exists()


def fake_module(folder: Path, name: str, code: str) -> None:
    """A module that `python -m name` runs in place of the real one."""
    (folder / name).mkdir()
    (folder / name / "__init__.py").touch()
    (folder / name / "__main__.py").write_text(code, encoding="utf-8")


def test_environment_that_cannot_be_made_gets_one_line(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(start.CannotStart) as reason:
        start.make_environment(in_the_way)
    assert re.fullmatch(r"The environment \.venv could not be made: .*Not a directory.*", str(reason.value))


@pytest.fixture
def pip(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an environment whose Python runs a pip of our own, to be written."""
    monkeypatch.setattr(start, "ROOT", root)
    monkeypatch.setattr(start, "python_of", lambda root: Path(sys.executable))
    monkeypatch.setattr(start, "make_environment", lambda root: (root / ".venv").mkdir(exist_ok=True))
    folder = tmp_path / "fakes"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def test_failing_pip_gets_one_line_and_the_rest_goes_to_a_file(
    pip: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake_module(
        pip,
        "pip",
        "print('Collecting numpy==2.4.6 (from -r requirements.txt)')\n"
        "print('ERROR: Could not find a version that satisfies the requirement numpy==2.4.6')\n"
        "print('ERROR: No matching distribution found for numpy==2.4.6')\n"
        "print('[notice] something else')\n"
        "raise SystemExit(1)\n",
    )
    assert start.main([]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Setting up Tier Six in .venv (once, about a minute)",
        "Installing what the game needs",
        "  numpy==2.4.6",
        "Installing what the game needs failed: No matching distribution found for numpy==2.4.6 "
        f"(is there a network? all that pip said is in {Path('.venv', 'setup.log')}). Then start again.",
    ]
    assert "[notice] something else" in (root / ".venv" / "setup.log").read_text(encoding="utf-8")
    assert start.made(root) == {}


def test_progress_is_shown_while_pip_works(pip: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake_module(
        pip,
        "pip",
        "print('Collecting jinja2==3.1.6')\nprint('Processing /a/folder/numpy-2.4.6.whl')\n"
        "print('Installing collected packages: numpy, jinja2')\nprint('Successfully installed')\n",
    )
    start.prepare(root, tools=False)
    assert capsys.readouterr().err.splitlines()[1:5] == [
        "Installing what the game needs",
        "  jinja2==3.1.6",
        "  numpy-2.4.6.whl",
        "  unpacking",
    ]
    assert start.is_current(root, tools=False)


def test_interrupt_is_answered_without_a_traceback(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "prepare", interrupt)
    assert start.main([]) == 130
    assert capsys.readouterr() == ("", "\nStopped.\n")


def test_unreadable_folder_gets_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "ROOT", tmp_path / "nowhere")
    assert start.main([]) == 1
    assert re.fullmatch(r"Tier Six could not be started: .*No such file.*\n", capsys.readouterr().err)
