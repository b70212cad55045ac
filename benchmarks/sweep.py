"""A large sweep as the command plays it: time and memory of the whole, two workers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.record import asked_to_save, keep, table
from game.content.words import figures

GAMES = 100_000
WANTED_SECONDS, WANTED_BYTES = 120.0, 2 * 1024**3
STEP = 0.1
"""Seconds between two looks at the memory."""


def family(parent: int) -> set[int]:
    """A process and all that it started, on Linux."""
    parents: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(file.parent.name)] = int(file.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {parent}
    while more := {child for child, of in parents.items() if of in found} - found:
        found |= more
    return found


def memory(parent: int) -> int:
    """Bytes of a process and its children; what they share is counted once for each."""
    pages = 0
    for process in family(parent):
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    save = asked_to_save(__doc__ or "")
    peak = 0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sweep.csv"
        words = ["sweep", "--priors", "--games", str(GAMES), "--workers", "2", "--out", str(out)]
        began, before = time.perf_counter(), os.times()
        process = subprocess.Popen([sys.executable, "-m", "game.cli", *words], stdout=subprocess.DEVNULL)
        done = threading.Event()

        def look() -> None:
            nonlocal peak
            while not done.wait(STEP):
                peak = max(peak, memory(process.pid))

        looker = threading.Thread(target=look)
        looker.start()
        code = process.wait()
        seconds, after = time.perf_counter() - began, os.times()
        done.set()
        looker.join()
        size = out.stat().st_size
    if code:
        sys.exit("the sweep failed")
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    rows = [
        ["wall time, s", figures(seconds)],
        ["time of processors, s", figures(worked)],
        ["campaigns/s", figures(GAMES / seconds)],
        ["most memory of all processes, MiB", figures(peak / 1024**2)],
        ["table, MiB", figures(size / 1024**2)],
    ]
    kept = seconds < WANTED_SECONDS and peak < WANTED_BYTES
    verdict = f"Wanted: under two minutes and under 2 GiB ({'kept' if kept else 'missed'})."
    keep(f"A sweep of {GAMES:,} campaigns", table(["all priors, two workers", ""], rows) + f"\n\n{verdict}", save)


if __name__ == "__main__":
    main()
