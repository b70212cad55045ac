"""Sweeps: each game in its own world, the same whoever plays it and however often it is interrupted."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.content.book import Book
from game.content.models import ParameterChange, Worldview
from game.content.vocabulary import Ending
from game.forecast.design import axes_of
from game.forecast.parts import PLAN, Parts, PartsError
from game.forecast.rollout import Table, rollout
from game.forecast.seeds import game_seeds
from game.forecast.sensitivity import outcome, outcome_names
from game.forecast.sweep import Sweep, Swept, sweep
from game.forecast.tables import write_table
from game.forecast.workers import Here, Processes
from tests.forecast.books import short

RANGES = {"truths.alignment_shift": (-2.0, 2.0), "alignment.incident_rate": (0.1, 0.2)}


@pytest.fixture(scope="module")
def book() -> Book:
    return short(4)


@pytest.fixture(scope="module")
def what(book: Book) -> Sweep:
    return Sweep(book, axes_of(book, RANGES), games=40, seed=3, chunk=16)


@pytest.fixture(scope="module")
def swept(what: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Swept:
    return sweep(what, Here(), tmp_path_factory.mktemp("sweep") / "parts")


def assert_same(mine: Swept, other: Swept) -> None:
    assert np.array_equal(mine.values, other.values)
    assert np.array_equal(mine.outcomes.ending, other.outcomes.ending)
    assert np.array_equal(mine.outcomes.turns, other.outcomes.turns)
    assert np.array_equal(mine.outcomes.scores, other.outcomes.scores)


def test_each_game_is_what_it_is_alone_under_its_own_worldview(book: Book, swept: Swept) -> None:
    for game in (0, 17, 39):
        parameters: dict[str, dict[str, ParameterChange]] = {}
        for axis, row in zip(swept.axes, swept.values, strict=True):
            group, name = axis.name.split(".")
            parameters.setdefault(group, {})[name] = ParameterChange(value=float(row[game]), source="a point")
        view = Worldview(format=1, title="A", summary="A", objections="A", sources=("A",), parameters=parameters)
        alone = rollout(Table.of(replace(book, worldview=view)), game_seeds(3, game, game + 1))
        assert alone.ending[0] == swept.outcomes.ending[game]
        assert alone.turns[0] == swept.outcomes.turns[game]
        assert np.array_equal(alone.scores[:, 0], swept.outcomes.scores[:, game])


def test_processes_play_the_same(what: Sweep, swept: Swept, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    mine = sweep(what, Processes(2), tmp_path / "parts", progress=lambda *done: told.append(done))
    assert_same(mine, swept)
    assert [games for _, games in told] == [40] * 3
    assert told[-1] == (40, 40)


class Enough(Exception):
    pass


def interrupted(what: Sweep, folder: Path, games: int, *, resume: bool = False) -> None:
    """Play until so many games are done, then be interrupted between two chunks."""

    def stop(done: int, _: int) -> None:
        if done >= games:
            raise Enough

    with pytest.raises(Enough):
        sweep(what, Here(), folder, resume=resume, progress=stop)


def test_what_was_interrupted_goes_on_with_what_is_missing(what: Sweep, swept: Swept, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    interrupted(what, folder, 16)
    interrupted(what, folder, 32, resume=True)
    told: list[int] = []
    assert_same(sweep(what, Here(), folder, resume=True, progress=lambda done, _: told.append(done)), swept)
    assert told == [40]  # only the last chunk was played
    Parts(folder).remove()
    assert not folder.exists()


def test_one_who_is_interrupted_while_the_parts_are_removed_can_go_on(
    what: Sweep, swept: Swept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "parts"
    sweep(what, Here(), folder)
    for left in range(len(list(folder.iterdir())), 0, -1):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", once(Path.unlink))
            with pytest.raises(KeyboardInterrupt):
                Parts(folder).remove()
        assert len(list(folder.iterdir())) == left - 1
        before = tmp_path / f"with {left - 1}"
        shutil.copytree(folder, before)
        assert_same(sweep(what, Here(), before, resume=True), swept)


def once(remove: Callable[[Path], None]) -> Callable[[Path], None]:
    """Remove one file; Ctrl-C comes just after it."""

    def removing(file: Path) -> None:
        remove(file)
        raise KeyboardInterrupt

    return removing


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone", "of other games", "no archive"])
def test_a_damaged_part_is_played_again(damage: str, what: Sweep, swept: Swept, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    interrupted(what, folder, 32)
    first, second = folder / "000000.npz", folder / "000001.npz"
    content = first.read_bytes()
    if damage == "cut":
        first.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        first.write_bytes(content[:200] + bytes([content[200] ^ 1]) + content[201:])
    elif damage == "gone":
        first.unlink()
    elif damage == "of other games":
        Parts(folder).put(0, replace(swept.outcomes, scores=swept.outcomes.scores[:2]))
    else:
        first.write_bytes(b"x" * 99)
    assert second.exists()
    assert_same(sweep(what, Here(), folder, resume=True), swept)


def test_parts_of_one_sweep_are_not_mixed_with_those_of_another(what: Sweep, book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    interrupted(what, folder, 16)
    with pytest.raises(PartsError, match="has parts of an unfinished sweep"):
        sweep(what, Here(), folder)
    others = {
        "games": replace(what, games=48),
        "seed": replace(what, seed=4),
        "sampling": replace(what, sampling="latin"),
        "chunk": replace(what, chunk=8),
        "temperaments": replace(what, temperaments={"helios": "idle"}),
        "values": replace(what, axes=axes_of(book, {**RANGES, "truths.alignment_shift": (-1.0, 2.0)})),
        "book": replace(what, book=replace(book, scenario=book.scenario.model_copy(update={"title": "Another"}))),
    }
    for key, other in others.items():
        with pytest.raises(PartsError, match=f"parts of another sweep: .*{key}.* differ"):
            sweep(other, Here(), folder, resume=True)
    (folder / PLAN).write_text("{", encoding="utf-8")
    with pytest.raises(PartsError, match="its plan differ"):
        sweep(what, Here(), folder, resume=True)


def test_a_folder_of_somebody_else_is_left_alone(what: Sweep, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    for resume in (False, True):
        with pytest.raises(PartsError, match="is no folder of parts"):
            sweep(what, Here(), tmp_path, resume=resume)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_sweep_killed_before_its_plan_was_whole_can_go_on(what: Sweep, swept: Swept, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / ".plan.json.part").write_bytes(b"{")
    assert_same(sweep(what, Here(), folder, resume=True), swept)


def test_a_plan_is_plain_data(what: Sweep, swept: Swept) -> None:
    assert json.loads(json.dumps(what.plan(swept.values))) == what.plan(swept.values)


# --- tables ------------------------------------------------------------------------------------------------


def test_a_csv_has_a_row_a_game_with_every_figure_exact(swept: Swept, tmp_path: Path) -> None:
    file = tmp_path / "sweep.csv"
    write_table(swept, file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 40
    for index, axis in enumerate(swept.axes):
        assert [float(row[axis.name]) for row in rows] == swept.values[index].tolist()
    assert [int(row["seed"]) for row in rows] == game_seeds(3, 0, 40).tolist()
    assert [row["ending"] for row in rows] == [Ending(code).id for code in swept.outcomes.ending]
    assert [float(row["score.agora"]) for row in rows] == outcome(swept, "score.agora").tolist()
    assert [float(row["turns"]) for row in rows] == outcome(swept, "turns").tolist()
    assert [float(row["kind"] == "bad") for row in rows] == outcome(swept, "bad").tolist()
    again = tmp_path / "again.csv"
    write_table(swept, again)
    assert again.read_bytes() == file.read_bytes()


def test_a_parquet_file_holds_the_same(swept: Swept, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs the extra `analysis`")
    write_table(swept, tmp_path / "sweep.parquet")
    table = parquet.read_table(tmp_path / "sweep.parquet")
    assert table.column("truths.alignment_shift").to_pylist() == swept.values[0].tolist()
    assert table.column("seed").to_pylist() == game_seeds(3, 0, 40).tolist()
    assert table.column("ending").to_pylist() == [Ending(code).id for code in swept.outcomes.ending]


def test_a_table_of_another_kind_is_refused(swept: Swept, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.csv"):
        write_table(swept, tmp_path / "sweep.xls")
    assert list(tmp_path.iterdir()) == []


def test_every_outcome_that_is_named_can_be_asked_for(swept: Swept) -> None:
    names = outcome_names(swept.seats)
    assert len(set(names)) == 3 + 12 + 1 + 5
    for name in names:
        assert outcome(swept, name).shape == (40,)
    assert np.array_equal(sum(outcome(swept, kind) for kind in ("good", "mixed", "bad")), np.ones(40))
    for wrong in ("none", "score", "score.nobody", "goods"):
        with pytest.raises(KeyError):
            outcome(swept, wrong)


def test_parts_cannot_be_a_way_to_run_something(tmp_path: Path, swept: Swept) -> None:
    parts = Parts(tmp_path / "parts")
    parts.begin({}, resume=False)
    np.savez(parts.folder / "000000.npz", ending=np.array([print], object), turns=[1], scores=[1.0])
    assert parts.get(0, 1, 1) is None
    shutil.rmtree(parts.folder)
