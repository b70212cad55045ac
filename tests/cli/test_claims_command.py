"""`tiersix check --claims` and `tiersix diff`: what is said, to people and to programs, and the exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game import paths
from game.cli.main import main
from tests.forecast.test_simulate import heed_ctrl_c

HEAD = 'format = 1\ntitle = "Mine"\nsummary = "Mine."\nobjections = "None."\nsources = ["assumed"]\n'
DANGER = '\n[parameters.truths.danger_level]\nvalue = 28.0\nsource = "because"\n'
GAMES = ["--games", "20", "--workers", "1"]


def claims(tmp_path: Path, *written: str, more: str = "") -> Path:
    file = tmp_path / "mine.toml"
    blocks = [f'\n[[claims]]\ntext = "Claim {n}."\n{each}\n' for n, each in enumerate(written)]
    file.write_text(HEAD + more + "".join(blocks), encoding="utf-8")
    return file


def test_every_claim_with_its_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = claims(
        tmp_path,
        'band = { measure = "end_turn", high = 28.5 }',
        'band = { measure = "end_turn", high = 2.0 }',
        'comparison = { measure = "tier_six", policy = "idle", than = "default", less_by = 0.1 }',
    )
    assert main(["check", "--claims", "--worldview", str(file), *GAMES]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Mine: 3 claims, 20 campaigns in each case, seed 1\n")
    lines = said.splitlines()
    assert lines[2] == "holds      Claim 0."
    assert lines[4] == "FAILS      Claim 1."
    assert lines[5].startswith("           end_turn: ")
    assert lines[5].endswith("; claimed below 2.0")
    assert "tier_six: idle 0.0 %, this worldview" in said
    assert "2 of 3 claims hold, 1 fail, 0 are undecided." in said


def test_claims_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = claims(tmp_path, 'band = { measure = "bad", policy = "idle", high = 0.5 }')
    assert main(["check", "--claims", str(file), *GAMES, "--json"]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert (data["worldview"], data["games"], data["seed"]) == ("mine", 20, 1)
    assert data["claims"][0]["verdict"] == "holds"
    assert data["claims"][0]["unit"] == "share of campaigns"


def test_an_undecided_claim_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = claims(tmp_path, 'band = { measure = "good", low = 0.01, high = 0.8 }')
    assert main(["check", "--claims", str(file), "--games", "3", "--workers", "1"]) == 0
    said = capsys.readouterr().out
    assert "undecided  Claim 0." in said
    assert "would decide" in said


def test_mistakes_come_before_campaigns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = claims(tmp_path, 'band = { measure = "bdd", high = 0.5 }')
    assert main(["check", "--claims", "--worldview", str(file), *GAMES]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert 'unknown measure (got "bdd"); did you mean "bad"?' in said.err


def test_no_claims_and_no_such_worldview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--claims", str(claims(tmp_path)), *GAMES]) == 0
    assert capsys.readouterr().out == "Mine makes no claims.\n\n"
    assert main(["check", "--claims", "--worldview", "nowhere", *GAMES]) == 1
    assert "there is no worldview of this name" in capsys.readouterr().err
    assert main(["check", "--worldview", "nowhere"]) == 2
    assert "--worldview goes with --claims" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a child alone")
def test_ctrl_c_ends_it_in_one_line(tmp_path: Path) -> None:
    file = claims(tmp_path, 'band = { measure = "bad", high = 0.5 }')
    command = [sys.executable, "-m", "game.cli", "check", "--claims", str(file), "--games", "1000000", "--workers", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed_ctrl_c
    ) as process:
        time.sleep(2.5)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "Stopped.\n")


# --- diff ----------------------------------------------------------------------------------------------------


def test_what_two_worldviews_see_differently(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "baseline", str(claims(tmp_path, more=DANGER))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Five Labs. A: Baseline. B: Mine."
    assert lines[2].startswith("truths.danger_level (log10 FLOP): ")
    assert lines[3].startswith("  A: normal, mean ")
    assert lines[4] == "  B: 28. Source: because"
    assert lines[-1].startswith("1 of ")


def test_nothing_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "baseline", "baseline"]) == 0
    assert "parameters are the same." in capsys.readouterr().out


def test_endings_side_by_side_and_what_parts_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = tmp_path / "short.toml"
    five = (paths.balance() / "scenarios" / "five-labs.toml").read_text(encoding="utf-8")
    short.write_text(five.replace("turns = 28", "turns = 6"), encoding="utf-8")
    options = ["diff", "baseline", str(claims(tmp_path, more=DANGER)), "--scenario", str(short), *GAMES]
    assert main(options) == 0
    said = capsys.readouterr().out
    assert "Endings, 20 campaigns each on the same dice:" in said
    assert "  truths.danger_level\n" in said
    assert said.rstrip().endswith("It is no forecast.")
    assert main([*options, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in data["parameters"]] == ["truths.danger_level"]
    assert data["parameters"][0]["b"] == {"number": 28.0, "source": "because"}
    assert data["parts"][0]["forth"] == data["whole"]
    assert sum(each["a"] for each in data["endings"].values()) == pytest.approx(1.0)
