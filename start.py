"""Starts Tier Six, and sets it up first if need be. Needs nothing but Python 3.11 or newer.

    python3 start.py                    play
    python3 start.py COMMAND ...        any command of the game, for example: python3 start.py watch
    python3 start.py test               set up the development tools, run all checks and all tests
    python3 start.py test ARGUMENTS     only the tests, with these arguments for pytest
    python3 start.py --help             this text, and the commands of the game once it is set up

The game and its pinned dependencies live in the folder .venv beside this file. It is remade when pins,
pyproject.toml, Python or the place of the folder change, and it is safe to delete.
"""

# This file must stay readable for Python 3.6, so that the next lines can say what is wrong there.
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Tier Six needs Python 3.11 or newer, and this is Python {}.{}. Install a newer one from python.org, "
        "or name one that you have: python3.12 start.py".format(*sys.version_info)
    )

# Only what a second start needs; everything else is imported when there is something to set up.
import hashlib
import json
import os
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
RUNTIME_PINS = "requirements.txt"
TOOL_PINS = "requirements-dev.txt"
PROJECT = "pyproject.toml"
STEP_LIMIT = 15 * 60
"""Seconds after which a step of the test command counts as hanging."""


class CannotStart(Exception):
    """Why the game cannot be set up or started, in one line for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit code."""
    try:
        if arguments[:1] in (["-h"], ["--help"]):
            print(__doc__, flush=True)
            return run_game(ROOT, ["--help"]) if is_current(ROOT, tools=False) else 0
        if arguments[:1] == ["test"]:
            prepare(ROOT, tools=True)
            return run_tests(ROOT, arguments[1:])
        prepare(ROOT, tools=False)
        return run_game(ROOT, arguments or ["play"])
    except KeyboardInterrupt:
        tell("\nStopped.")
        return 130
    except CannotStart as reason:
        tell(str(reason))
        return 1
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        tell(f"Tier Six could not be started: {error.strerror or error}{place}.")
        return 1


def tell(line: str) -> None:
    """Show a line of progress on standard error: standard output belongs to the game's own commands."""
    print(line, file=sys.stderr, flush=True)


# --- the environment -------------------------------------------------------------------------------------


def python_of(root: Path) -> Path:
    """The Python inside the environment."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def script_of(root: Path, name: str) -> Path:
    """A command installed in the environment."""
    return root / ".venv" / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}")


def stamp_of(root: Path) -> Path:
    """The file that says what the environment was made from. Written last, it vouches for the rest."""
    return root / ".venv" / "tiersix-stamp.json"


def wanted(root: Path) -> dict[str, str]:
    """What an environment made now would be made from."""

    def digest(name: str) -> str:
        return hashlib.sha256((root / name).read_bytes()).hexdigest()

    return {
        "python": f"{sys.implementation.name} {sys.version} in {sys.base_prefix}",
        "folder": str(root),
        "pins": digest(RUNTIME_PINS),
        "project": digest(PROJECT),
        "tools": digest(TOOL_PINS),
    }


def made(root: Path) -> dict[str, str]:
    """What the environment was made from; empty if it is missing, damaged or was left half-made."""
    try:
        stamp = json.loads(stamp_of(root).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stamp, dict) or not python_of(root).exists():
        return {}
    return stamp


def out_of_date(root: Path, *, tools: bool) -> set[str]:
    """Names of the parts of the environment that differ from what is wanted now."""
    have, want = made(root), wanted(root)
    return {part for part in want if have.get(part) != want[part] and (tools or part != "tools")}


def is_current(root: Path, *, tools: bool) -> bool:
    """Whether the environment can be used as it is."""
    return not out_of_date(root, tools=tools)


def prepare(root: Path, *, tools: bool) -> None:
    """Make or mend the environment where it is out of date.

    Raises `CannotStart` if a module of Python is missing or the installation fails.
    """
    stale = out_of_date(root, tools=tools)
    if not stale:
        return
    check_modules()
    want, stamp = wanted(root), made(root)
    # From here to the end the environment vouches for nothing: an interrupted set-up starts afresh.
    stamp_of(root).unlink(missing_ok=True)
    if stale & {"python", "folder", "pins"}:
        stamp = {}
        stale = {"python", "folder", "pins", "project", *(["tools"] if tools else [])}
        tell("Setting up Tier Six in .venv (once, about a minute)")
        make_environment(root)
    if "pins" in stale:
        install(root, "what the game needs", ["-r", RUNTIME_PINS])
    if "project" in stale:
        install(root, "the game", ["--no-deps", "--no-build-isolation", "--editable", "."])
    if "tools" in stale:
        install(root, "the development tools", ["-r", TOOL_PINS])
    done = {part: value for part, value in want.items() if part in stale or stamp.get(part) == value}
    stamp_of(root).write_text(json.dumps(done, indent=1), encoding="utf-8")


def check_modules() -> None:
    """Raise `CannotStart` if this Python lacks the modules for environments (Debian splits them off)."""
    import importlib.util

    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise CannotStart(
            f"This Python comes without its {missing[0]} module, which Tier Six needs for setting up. "
            f"On Debian or Ubuntu: sudo apt install {package}. Then start again."
        )


def make_environment(root: Path) -> None:
    """Make an empty environment, in place of any that was there."""
    import subprocess

    answer = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(root / ".venv")], capture_output=True, text=True
    )
    if answer.returncode:
        said = (answer.stderr + answer.stdout).strip().splitlines() or ["no reason given"]
        raise CannotStart(f"The environment .venv could not be made: {said[-1].strip()}")


def install(root: Path, what: str, arguments: list[str]) -> None:
    """Install into the environment with pip, one line of progress for each package."""
    import subprocess

    tell(f"Installing {what}")
    pip = [str(python_of(root)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    log = root / ".venv" / "setup.log"
    reason = ""
    process = subprocess.Popen(
        [*pip, *arguments],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with process, log.open("a", encoding="utf-8") as record:
        for line in process.stdout or ():
            record.write(line)
            words = line.split()
            if words[:1] in (["Collecting"], ["Processing"]):  # by name from an index, or a file at hand
                tell(f"  {Path(words[1]).name}")
            elif words[:3] == ["Installing", "collected", "packages:"]:
                tell("  unpacking")
            elif words[:1] in (["ERROR:"], ["error:"]):
                reason = " ".join(words[1:])
    if process.returncode:
        raise CannotStart(
            f"Installing {what} failed: {reason or 'pip gave no reason'} "
            f"(is there a network? all that pip said is in {log.relative_to(root)}). Then start again."
        )


# --- running ---------------------------------------------------------------------------------------------


def run_game(root: Path, arguments: list[str]) -> int:
    """Run the command `tiersix`; on Linux and macOS it takes the place of this process."""
    command = [str(script_of(root, "tiersix")), *arguments]
    if os.name != "nt":
        # Through the environment's Python: the first line of a script cannot hold a long or spaced path.
        become([str(python_of(root)), *command])
    import subprocess

    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the game got it too, and decides itself


def become(command: list[str]) -> NoReturn:
    """Turn this process into another program."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)


def checks(root: Path) -> list[tuple[str, list[str]]]:
    """Title and command of each check in order. The tests come last: their verdict is the last line."""
    python = str(python_of(root))
    return [
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("floors", [str(script_of(root, "lint-imports")), "--no-logo"]),
        ("tests", [python, "-m", "pytest", "-n", "2"]),
    ]


def run_tests(root: Path, arguments: list[str]) -> int:
    """Run all checks up to the first that fails, or with arguments only the tests; return the exit code."""
    import subprocess

    steps = checks(root)
    if arguments:
        steps = [("tests", [str(python_of(root)), "-m", "pytest", *arguments])]
    for title, command in steps:
        print(f"=== {title} ===", flush=True)
        try:
            code = subprocess.run(command, cwd=root, timeout=STEP_LIMIT).returncode
        except subprocess.TimeoutExpired:
            raise CannotStart(f"Stopped: {title} took more than {STEP_LIMIT // 60} minutes.") from None
        if code:
            if title != "tests":
                tell(f"Stopped: {title} failed, see above.")
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
