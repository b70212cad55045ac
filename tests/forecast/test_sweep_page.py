"""The example of docs/sweeps.md runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sweeps.md"


@pytest.mark.slow
def test_the_example_runs_as_it_stands_but_smaller(tmp_path: Path) -> None:
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    code = found[1].replace("games=4096", "games=16").replace("Processes(2)", "Processes(1)")
    file = tmp_path / "example.py"
    file.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(file)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("truths.alignment_shift Mean(")
