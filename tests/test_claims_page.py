"""The page about claims: its tables are current, and every example on it is well-formed."""

import re
from pathlib import Path

import pytest

from docs.build_claims import PAGE, filled
from game.content.check import check

HEAD = 'format = 1\ntitle = "Mine"\nsummary = "Mine."\nobjections = "None."\nsources = ["assumed"]\n\n'
BLOCKS = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_tables_are_current() -> None:
    """If this fails: `python -m docs.build_claims`."""
    page = PAGE.read_text("utf-8")
    assert filled(page) == page


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_examples_are_well_formed(block: str, tmp_path: Path) -> None:
    if "format = 1" not in block:
        # claims of which only the figure is shown
        lines = re.sub(r"^(?=(?:band|comparison) = )", r"[[claims]]\ntext = 'N'\n", block, flags=re.MULTILINE)
        numbers = iter(range(100))
        text = re.sub("'N'", lambda _: f"'claim {next(numbers)}'", lines)
        block = HEAD + (block if "[[claims]]" in block else text)
    file = tmp_path / "mine.toml"
    file.write_text(block, "utf-8")
    assert [str(problem) for problem in check([file])] == []
