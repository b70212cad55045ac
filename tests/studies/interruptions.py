"""A sweep that is interrupted again and again, at random moments and in two ways, ends in the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.forecast.test_simulate import heed_ctrl_c
from tests.studies.measures import Study

GAMES = 16_384
TIMES = 20
CHUNK = 256
LONGEST = 6.0
"""Seconds a sweep goes on at most before it is interrupted; loading takes about one of them."""


def interruptions(games: int) -> Study:
    study = Study(
        "interrupt",
        "Interruptions",
        games,
        ("sweep", "interruptions", "of them killed", "same bytes"),
        note=f"Sweeps in chunks of {CHUNK} on two workers, each interrupted at random moments until it is done, by "
        "Ctrl-C or, every third time, killed outright; each is compared with one that nobody disturbed.",
    )
    dice = random.Random(4)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.csv"
        subprocess.run(_command(games, whole), check=True, capture_output=True)
        total, same = 0, True
        while total < TIMES:
            out = Path(folder) / f"{len(study.rows)}.csv"
            stops, killed = _until_done(games, out, dice)
            equal = out.read_bytes() == whole.read_bytes() and not out.with_name(f"{out.name}.parts").exists()
            total, same = total + stops, same and equal
            study.row(len(study.rows) + 1, stops, killed, "yes" if equal else "no")
    study.line(f"after {total} interruptions every table has the bytes of the undisturbed one", same)
    return study


def _command(games: int, out: Path) -> list[str]:
    words = ["--priors", "--games", str(games), "--chunk", str(CHUNK), "--workers", "2", "--out", str(out)]
    return [sys.executable, "-m", "game.cli", "sweep", *words]


def _until_done(games: int, out: Path, dice: random.Random) -> tuple[int, int]:
    """Interrupt a sweep and go on with it until it is done; how often, and how often it was killed."""
    stops = killed = 0
    while True:
        more = ["--resume"] if stops else []
        process = subprocess.Popen(
            [*_command(games, out), *more],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=heed_ctrl_c,
        )
        try:
            code = process.wait(timeout=dice.uniform(0.2, LONGEST))
        except subprocess.TimeoutExpired:
            kill = stops % 3 == 2
            if kill:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGINT)
            code = process.wait()
            if code == 0:
                return stops, killed  # it was just done
            stops, killed = stops + 1, killed + kill
            if not kill:
                time.sleep(0.05)
            continue
        if code:
            raise RuntimeError(f"the sweep failed with code {code}")
        return stops, killed
