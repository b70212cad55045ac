"""Printing a measurement as a table, and keeping it in `results.md`."""

from __future__ import annotations

import argparse
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from game.content.words import figures

RESULTS = Path(__file__).with_name("results.md")
LOAD = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
HEAD = """# Benchmarks

Written by the scripts in this folder with `--save`, from the root of the checkout:
`.venv/bin/python -m benchmarks.turn --save`, and `.batch`, `.frame` likewise. Times depend on the machine and on
what else it does; ratios between rows tell more than the rows.
"""


def asked(about: str, **switches: str) -> argparse.Namespace:
    """Read the command line of a benchmark: `--save`, and further switches by name, each with what it does."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--save", action="store_true", help="keep the table in benchmarks/results.md")
    for name, meaning in switches.items():
        parser.add_argument(f"--{name}", action="store_true", help=meaning)
    return parser.parse_args()


def asked_to_save(about: str) -> bool:
    """The command line of a benchmark that has no switch but `--save`."""
    return bool(asked(about).save)


def machine() -> str:
    """The machine in general words, and how busy it was before the measurement, where the system tells."""
    words = [f"{os.cpu_count()} cores", platform.system(), f"Python {platform.python_version()}"]
    words.append(f"numpy {np.__version__}")
    if LOAD is not None:
        words.append(f"{LOAD:.1f} other processes at work when it began")
    return ", ".join(words)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with columns of even width, the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + " |"

    dashes = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(head), "| " + " | ".join(dashes) + " |", *(line(row) for row in rows)])


def milliseconds(seconds: float) -> str:
    return figures(seconds * 1000)


def keep(title: str, text: str, save: bool) -> None:
    """Print a section, and with `save` put it into the results in place of the one of the same title."""
    section = f"## {title}\n\n{text}\n\n{machine()}.\n"
    print(section)
    if not save:
        return
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", before, re.MULTILINE | re.DOTALL))
    sections[title] = section.split("\n", 1)[1]
    parts = (f"## {name}\n\n{body.strip()}\n" for name, body in sorted(sections.items()))
    RESULTS.write_text(HEAD + "\n" + "\n".join(parts), encoding="utf-8")
