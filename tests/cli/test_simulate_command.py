"""`tiersix simulate`: the table for people, the JSON for programs, the same figures in both."""

import csv
import io
import json
import os
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import pytest

from game import paths
from game.cli.main import main
from game.cli.simulate import percent, table
from game.content.load import load_book
from game.content.vocabulary import Ending
from game.forecast.result import Result
from game.forecast.simulate import simulate

OPTIONS = ["--games", "30", "--seed", "9", "--workers", "1"]


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A scenario of ten turns: what is tested here does not ask for long ones."""
    text = (paths.balance() / "scenarios" / "five-labs.toml").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("scenarios") / "short.toml"
    file.write_text(text.replace("turns = 28", "turns = 10"), encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def usual() -> Result:
    """What the plain command has to find."""
    return simulate(load_book(), 30, 9)


def figures(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["simulate", *OPTIONS, "--json", *options]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    data = json.loads(said.out)
    assert isinstance(data, dict)
    return data


def test_the_json_holds_the_figures_of_the_batch(usual: Result, capsys: pytest.CaptureFixture[str]) -> None:
    data = figures(capsys, "--seat", "helios=computer")
    assert list(data) == ["endings", "kinds", "mean_turns", "campaigns_per_second", "turns_per_second"]
    assert data["endings"] == usual.to_json()["endings"]
    assert data["kinds"] == usual.to_json()["kinds"]
    assert data["mean_turns"] == usual.mean_turns
    assert set(data["endings"]) == {ending.id for ending in Ending if ending is not Ending.NONE}


def test_the_table_says_the_same_to_people(usual: Result, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *OPTIONS]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Five Labs, worldview “Baseline”, seed 9"
    rows = {line[:24].strip(): line[24:].split() for line in lines[3:18]}
    assert len(rows) == 15
    bad = usual.kinds["bad"]
    assert rows["Bad"] == f"{percent(bad.share)} {percent(bad.low)} to {percent(bad.high)}".split()
    assert "Helios" in next(line for line in lines if line.startswith("Mean scores"))
    assert lines[-1] == "All this holds under this worldview and among these players. It is no forecast."


def test_endings_of_a_kind_stand_under_it_commonest_first(usual: Result) -> None:
    lines = table(usual)[1:]
    kinds = [index for index, line in enumerate(lines) if not line.startswith(" ")]
    assert [lines[index].split()[0] for index in kinds] == ["Good", "Mixed", "Bad"]
    for first, last in zip(kinds, [*kinds[1:], len(lines)], strict=True):
        shares = [int(line[24:].split()[0].lstrip("<")) for line in lines[first + 1 : last]]
        assert shares == sorted(shares, reverse=True)


def test_a_seat_can_play_otherwise(usual: Result, capsys: pytest.CaptureFixture[str]) -> None:
    idle = figures(capsys, "--seat", "helios=idle", "--seat", "meridian=idle")
    assert idle["mean_turns"] != usual.mean_turns


def test_a_worldview_changes_the_world(tmp_path: Path, usual: Result, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hopeless.toml"
    file.write_text(
        'format = 1\ntitle = "Hopeless"\nsummary = "No technique holds."\nobjections = "Optimists."\n'
        'sources = ["assumed"]\n[parameters.truths.alignment_shift]\nvalue = -3.0\nsource = "assumed"\n'
    )
    hopeless = figures(capsys, "--worldview", str(file))
    assert hopeless["endings"]["loss_of_control"]["share"] > usual.endings["loss_of_control"].share


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0 %"), (0.001, "<1 %"), (0.38, "38 %"), (0.999, ">99 %"), (1.0, "100 %")]
)
def test_little_is_not_nothing(share: float, text: str) -> None:
    assert percent(share) == text


def test_a_lost_worker_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise BrokenExecutor

    monkeypatch.setattr("game.cli.simulate.simulate_table", die)
    assert main(["simulate", *OPTIONS]) == 1
    assert capsys.readouterr().err.startswith("A worker process was ended from outside")


@pytest.mark.slow
def test_as_a_program_with_workers_and_any_hash_seed_the_figures_are_the_same(short: str) -> None:
    seen = []
    for workers, hashes in (("2", "1"), ("1", "2")):
        command = [sys.executable, "-m", "game.cli", "simulate", "--games", "12", "--json"]
        command += ["--workers", workers, "--scenario", short]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": hashes}
        )
        assert done.stderr == ""
        data = json.loads(done.stdout)
        seen.append((data["endings"], data["mean_turns"]))
    assert seen[0] == seen[1]


# --- policies, tables for programs ---------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_for_each_campaign(usual: Result, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *OPTIONS, "--csv", "-"]) == 0
    table = rows(capsys.readouterr().out)
    assert [row["ending"] for row in table] == [Ending(code).id for code in usual.outcomes.ending]
    assert [float(row["score.qilin"]) for row in table] == list(usual.outcomes.scores[usual.seats.index("qilin")])
    assert [float(row["year"]) for row in table] == [2026.0 + turns / 2 for turns in usual.outcomes.turns]


def test_a_row_for_each_turn(usual: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "series.csv"
    assert main(["simulate", *OPTIONS, "--series", str(file)]) == 0
    assert "Five Labs" in capsys.readouterr().out
    table = rows(file.read_text("utf-8"))
    assert len(table) == usual.outcomes.turns.max() + 1
    assert [int(row["games"]) for row in table] == [(usual.outcomes.turns >= turn).sum() for turn in range(len(table))]
    assert float(table[0]["best_capability.50"]) == 27.4
    assert all(float(row["stability.10"]) <= float(row["stability.50"]) <= float(row["stability.90"]) for row in table)


def test_a_policy_for_all_and_another_way_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    idle = figures(capsys, "--policy", "idle")
    each = [f"--seat={seat}=idle" for seat in load_book().scenario.seats]
    assert figures(capsys, *each)["endings"] == idle["endings"]
    assert figures(capsys, "--policy", "idle", "--seat", "helios=hold-back")["endings"] != idle["endings"]


def test_a_fixed_budget_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    lots = figures(capsys, "--seat", "helios=shares:research=0.3,security=0.7")
    assert lots["endings"] != figures(capsys, "--seat", "helios=shares:research=1")["endings"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--policy", "hold-bak"], "there is no policy 'hold-bak'; did you mean 'hold-back'?"),
        (["--seat", "helios=open-hevy"], "there is no temperament or policy 'open-hevy'; did you mean 'open-heavy'?"),
        (["--seat", "helios=shares:reseach=1"], "no share of the budget 'reseach'; did you mean 'research'?"),
        (["--seat", "helios=shares:research=much"], "is no budget"),
        (["--seat", "helios=shares:research=0.6,compute=0.6"], "is no budget"),
        (["--csv", "-", "--json"], "only one of --json"),
    ],
)
def test_what_makes_no_sense(options: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *OPTIONS, *options]) == 2
    assert complaint in capsys.readouterr().err
