"""`tiersix sweep`: the table, the picture, what is refused, and what an interruption leaves."""

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from game import paths
from game.cli.main import main
from tests.forecast.test_simulate import heed_ctrl_c

SHIFT = "truths.alignment_shift"
posix = pytest.mark.skipif(os.name != "posix", reason="processes are stopped otherwise on Windows")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A scenario of four turns: what is tested here does not ask for long ones."""
    text = (paths.balance() / "scenarios" / "five-labs.toml").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("scenarios") / "short.toml"
    file.write_text(text.replace("turns = 28", "turns = 4"), encoding="utf-8")
    return str(file)


@pytest.fixture
def options(short: str, tmp_path: Path) -> list[str]:
    out = str(tmp_path / "s.csv")
    return ["sweep", "--scenario", short, "--games", "64", "--workers", "1", "--out", out]


def test_a_sweep_is_a_table_and_a_picture(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plot = tmp_path / "s.svg"
    assert main([*options, "--range", f"{SHIFT}=-2:2", "--priors", "--outcome", "turns", "--plot", str(plot)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == "Five Labs, worldview “Baseline”, seed 1"
    rows = list(csv.reader((tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 65
    shifts = [float(row[rows[0].index(SHIFT)]) for row in rows[1:]]
    assert -2.0 <= min(shifts) < -1.9
    assert 1.9 < max(shifts) <= 2.0
    numbers = [name for name in rows[0] if "." in name and not name.startswith("score.")]
    assert sorted(line.split()[0] for line in lines[3 : 3 + len(numbers)]) == sorted(numbers)
    assert lines[-1] == "All this holds under this worldview and among these players. It is no forecast."
    texts = {each.text for each in ElementTree.parse(plot).iter("{http://www.w3.org/2000/svg}text")}
    assert set(numbers) <= texts
    assert not (tmp_path / "s.csv.parts").exists()


def test_the_json_has_every_number_with_intervals(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*options, "--all", "--json", "--outcome", "score.agora"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["outcome"], data["games"]) == ("score.agora", 64)
    assert len(data["numbers"]) > 100
    for each in data["numbers"]:
        assert each["range"][0] < each["range"][1]
        for key in ("lowest_tenth", "highest_tenth", "swing", "first_order"):
            assert each[key]["low"] <= each[key]["mean"] <= each[key]["high"]


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        ([], 2, "there is nothing to vary"),
        (["--range", "truths.alignment_shfit=0:1"], 2, f"did you mean '{SHIFT}'?"),
        (["--range", f"{SHIFT}=0:99"], 2, "can go from -6 to 6, and not from 0 to 99"),
        (["--priors", "--outcome", "god"], 2, "there is no outcome 'god'; did you mean 'good'?"),
        (["--priors", "--out", "s.xls"], 2, "it has to end in .csv or .parquet"),
        (["--priors", "--plot", "s.png"], 2, "it has to end in .svg"),
        (["--range", "a=b"], 2, "does not say what goes from where to where"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    words: list[str], code: int, reason: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        got = main([*options, *words])
    except SystemExit as left:
        got = int(left.code or 0)
    said = capsys.readouterr()
    assert (got, said.out) == (code, "")
    assert reason in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("module", "words"),
    [("scipy", []), ("distributed", ["--scheduler", "tcp://127.0.0.1:1"]), ("pyarrow", ["--out", "s.parquet"])],
)
def test_a_missing_library_is_one_line_that_installs_it(
    module: str, words: list[str], short: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name in (module, f"{module}.stats.qmc", f"{module}.parquet"):
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", "--scenario", short, "--games", "8", "--priors", *words]) == 1
    said = capsys.readouterr().err
    assert f"{module} is not installed; this installs it: " in said
    assert f'-m pip install "{module}>=' in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


# --- interruptions -----------------------------------------------------------------------------------------


def words(short: str, out: Path, workers: int) -> list[str]:
    design = ["--range", f"{SHIFT}=-2:2", "--games", "2048", "--chunk", "32"]
    return ["sweep", "--scenario", short, *design, "--workers", str(workers), "--out", str(out)]


@pytest.fixture(scope="module")
def undisturbed(short: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("sweep") / "s.csv"
    assert main(words(short, out, workers=1)) == 0
    return out.read_bytes()


def started(short: str, out: Path) -> subprocess.Popen[str]:
    """A sweep of two workers in a group of processes of its own, of which a few chunks are finished."""
    process = subprocess.Popen(
        [sys.executable, "-m", "game.cli", *words(short, out, workers=2)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    more_than(2, process, out)
    return process


def more_than(chunks: int, process: subprocess.Popen[str], out: Path) -> None:
    deadline = time.monotonic() + 60
    while finished(out) <= chunks:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)


def finished(out: Path) -> int:
    return len(list(out.parent.glob(f"{out.name}.parts/*.npz")))


@posix
@pytest.mark.slow
def test_neither_killed_workers_nor_ctrl_c_change_the_result(
    short: str, tmp_path: Path, undisturbed: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "s.csv"
    with started(short, out) as process:
        for worker in workers_of(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        more_than(finished(out), process, out)
        os.killpg(process.pid, signal.SIGINT)
        _, complained = process.communicate(timeout=60)
    assert process.returncode == 130, complained
    assert complained.startswith("Stopped. ")
    assert f" of 2,048 campaigns are kept in {out}.parts; the same command with --resume goes on." in complained
    assert not out.exists()

    assert main(words(short, out, workers=1)) == 1
    assert "has parts of an unfinished sweep. --resume goes on" in capsys.readouterr().err
    assert main([*words(short, out, workers=1), "--resume"]) == 0
    assert out.read_bytes() == undisturbed
    assert [file.name for file in tmp_path.iterdir()] == ["s.csv"]


@posix
@pytest.mark.slow
def test_a_killed_sweep_goes_on_too(short: str, tmp_path: Path, undisturbed: bytes) -> None:
    out = tmp_path / "s.csv"
    with started(short, out) as process:
        process.kill()
    assert main([*words(short, out, workers=1), "--resume"]) == 0
    assert out.read_bytes() == undisturbed


def workers_of(parent: int) -> list[int]:
    """Processes that play chunks; Linux only, elsewhere none is found."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text(encoding="utf-8").rpartition(")")[2].split()
            command = file.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"spawn_main" in command:
            found.append(int(file.parent.name))
    return found
