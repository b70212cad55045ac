"""The mutation command: what it changes, what it leaves alone, and what its verdicts mean."""

from __future__ import annotations

import ast
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.hunt import HuntError, Verdict, Worker, hunt, stages_for
from tests.mutation.mutants import Mutant, mutants_of, mutated
from tests.mutation.results import Results, page
from tests.mutation.reviewed import Reviewed, outdated, read_reviewed

SOURCE = '''
"""Words - and more."""
from functools import cache

@cache(maxsize=True)
def rule(a: int | None, b: float = -1.0, *, strict: bool = False) -> int | str:
    """Not a + b."""
    if a < 0 <= b or not strict:
        raise ValueError(f"{a + b} is no sum")
    a -= (b + 1.0) * 2.0
    assert a == b, "a - b"
    return ~a & b
'''


def described(source: str) -> list[tuple[int, str, str, str]]:
    return [(m.line, m.kind, m.before, m.after) for m in mutants_of(source, "rule.py")]


def test_signs_comparisons_logic_and_flags_of_rules_are_changed_and_nothing_else() -> None:
    assert described(SOURCE) == [
        (6, "flag", "False", "True"),
        (6, "sign", "-1.0", "1.0"),
        (8, "logic", "(a < 0 <= b) or (not strict)", "(a < 0 <= b) and (not strict)"),
        (8, "comparison", "a < 0", "a >= 0"),
        (8, "comparison", "0 <= b", "0 > b"),
        (8, "logic", "not strict", "strict"),
        (10, "sign", "a -= (b + 1.0) * 2.0", "a += (b + 1.0) * 2.0"),
        (10, "sign", "(b + 1.0) * 2.0", "(b + 1.0) / 2.0"),
        (10, "sign", "b + 1.0", "b - 1.0"),
        (11, "comparison", "a == b", "a != b"),
        (12, "logic", "~a & b", "~a | b"),
        (12, "logic", "~a", "a"),
    ]


def test_bounds_are_swapped() -> None:
    assert described("y = np.minimum(a + 1, b)") == [
        (1, "bound", "minimum(a + 1, b)", "maximum(a + 1, b)"),
        (1, "sign", "a + 1", "a - 1"),
    ]


def test_long_operands_are_shortened_around_the_sign() -> None:
    ((_, _, before, after),) = described(f"y = {'a' * 60} * {'b' * 60}")
    assert before == f"…{'a' * 28} * {'b' * 28}…"
    assert after == before.replace("*", "/")


@pytest.mark.parametrize("number", range(len(mutants_of(SOURCE, "rule.py"))))
def test_each_mutant_is_one_change(number: int) -> None:
    tree = mutated(SOURCE, number)
    compile(tree, "rule.py", "exec")
    one, other = ast.unparse(ast.parse(SOURCE)), ast.unparse(tree)
    differing = [pair for pair in zip(one.splitlines(), other.splitlines(), strict=True) if pair[0] != pair[1]]
    assert len(differing) == 1


def test_a_mutant_behaves_as_it_says() -> None:
    values = []
    for number in range(3):
        names: dict[str, Any] = {}
        exec(compile(mutated("def f(a, b): return (a + b) * 2 - b", number), "f.py", "exec"), names)
        values.append(names["f"](3.0, 4.0))
    assert values == [18.0, -0.5, -6.0]
    with pytest.raises(IndexError):
        mutated("x = a + b", 1)


# --- a hunt in a checkout made for it

TOY = """
def difference(a, b):
    return a - b

def unseen(a, b):
    return a - b

def countdown(n):
    while n > 0:
        n -= 1
    return n
"""
TESTS = """
from game.rules.phases.toy import countdown, difference

def test_difference():
    assert difference(3, 2) == 1

def test_countdown():
    assert countdown(3) == 0
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    here = Path(__file__).parent
    shutil.copytree(here, tmp_path / "tests/mutation", ignore=shutil.ignore_patterns("test_*", "__pycache__"))
    files = {"game/rules/phases/toy.py": TOY, "game/content/load.py": "", "tests/rules/test_phase_toy.py": TESTS}
    # whole packages: a game that is installed must not be found before the copy
    files |= {f"{folder}/__init__.py": "" for folder in ("game", "game/content", "game/rules", "game/rules/phases")}
    for name in ("test_turn.py", "test_directions.py"):
        files[f"tests/rules/{name}"] = "def test_nothing(): pass"
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_verdicts(toy: Path) -> None:
    mutants = mutants_of(TOY, "phases/toy.py")
    with closing(hunt(toy, mutants, workers=1, seconds=1.0)) as stream:
        by_line = {(v.mutant.line, v.mutant.before): v for v in stream}
    assert len(by_line) == len(mutants) == 4
    assert by_line[3, "a - b"].by.endswith("::test_difference")
    assert not by_line[6, "a - b"].caught
    assert by_line[9, "n > 0"].caught
    assert by_line[10, "n -= 1"].by == "the time was up"
    assert (toy / "game/rules/phases/toy.py").read_text("utf-8") == TOY


def test_tests_of_the_module_come_first(toy: Path) -> None:
    (toy / "tests/rules/test_phase_else.py").write_text("")
    own, rest = stages_for("phases/toy.py", toy)
    assert own == ["tests/rules/test_phase_toy.py"]
    assert rest == ["tests/rules/test_phase_else.py", "tests/rules/test_turn.py", "tests/rules/test_directions.py"]


def test_no_verdict_without_tests(toy: Path) -> None:
    mutants = mutants_of(TOY, "phases/toy.py")
    for path in (toy / "tests/rules").glob("test_*.py"):
        path.write_text("")
    with closing(hunt(toy, mutants[:1], workers=1, seconds=9.0)) as stream, pytest.raises(HuntError, match="code 5"):
        next(stream)


def test_a_worker_in_a_broken_copy_ends_the_hunt(toy: Path) -> None:
    (toy / "game/content/load.py").unlink()
    worker = Worker(toy)
    try:
        with pytest.raises(HuntError, match="has ended"):
            worker.ask({})
    finally:
        worker.end()


# --- results


def verdict(line: int, caught: bool, before: str = "a - b") -> Verdict:
    mutant = Mutant("phases/toy.py", line, line, "sign", before, "a + b")
    return Verdict(mutant, caught, "tests/rules/test_phase_toy.py::test_x" if caught else "")


def test_figures_count_reviewed_mutants_as_not_caught() -> None:
    reviewed = (Reviewed("phases/toy.py", "c - d", "a + b", "the same"),)
    verdicts = (verdict(1, True), verdict(2, False), verdict(3, False, "c - d"), verdict(4, True))
    results = Results(verdicts, reviewed, 4, 9, 120.0)
    row = results.phases()
    assert (row.mutants, row.caught, row.reviewed, row.survived, row.rate) == (4, 2, 1, 1, 0.5)
    assert [v.mutant.line for v in results.survivors()] == [2]
    text = page(results, "the command")
    assert "A sample of 4 of 9 mutants." in text
    assert "| phases/toy.py:2 | `a - b` | `a + b` |" in text
    assert "the same" in text
    assert "Stopped after 4 of 5 mutants." in Results(verdicts, reviewed, 5, 9, 1.0).note()
    assert outdated(reviewed, [v.mutant for v in verdicts]) == []
    assert outdated(reviewed, [verdicts[0].mutant]) == list(reviewed)


def test_a_reviewed_mutant_does_not_hide_another_of_the_same_words() -> None:
    reviewed = (Reviewed("phases/toy.py", "c - d", "a + b", "the same"),)
    twice = (verdict(3, False, "c - d"), verdict(8, False, "c - d"))
    assert Results(twice, reviewed, 2, 2, 1.0).phases().survived == 2
    both = (Reviewed("phases/toy.py", "c - d", "a + b", "the same", places=2),)
    assert Results(twice, both, 2, 2, 1.0).phases().survived == 0


def test_the_reviewed_list_can_be_read_and_gives_reasons() -> None:
    entries = read_reviewed()
    assert all(len(entry.reason) > 15 for entry in entries)
    assert len({(e.module, e.before, e.after) for e in entries}) == len(entries)
