"""A sweep as a table of games, for whatever else reads tables: CSV or, with pyarrow, Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from game.content.files import writing_whole
from game.content.vocabulary import Ending
from game.forecast.extras import extra
from game.forecast.seeds import game_seeds
from game.forecast.sweep import Swept

ROWS = 4096
"""Games that are written at once: a table need not fit into memory twice."""

SUFFIXES = (".csv", ".parquet")


def write_table(swept: Swept, file: Path) -> None:
    """One row a game, in the order of the games: its seed, the value of every axis, and what it came to.

    The same sweep gives the same bytes. ValueError for a file of another kind, Missing for Parquet without pyarrow.
    """
    if file.suffix.lower() not in SUFFIXES:
        raise ValueError(f"a table is one of {', '.join(SUFFIXES)}")
    write = _parquet if file.suffix.lower() == ".parquet" else _csv
    with writing_whole(file) as out:
        write(_blocks(swept), out)


def _blocks(swept: Swept) -> Iterator[Mapping[str, list[Any]]]:
    """Columns of some games after others, as plain Python values."""
    outcomes = swept.outcomes
    for first in range(0, outcomes.games, ROWS):
        rows = slice(first, min(first + ROWS, outcomes.games))
        endings = [Ending(code) for code in outcomes.ending[rows].tolist()]
        yield {
            "game": list(range(rows.start, rows.stop)),
            "seed": game_seeds(swept.seed, rows.start, rows.stop).tolist(),
            **{axis.name: swept.values[index, rows].tolist() for index, axis in enumerate(swept.axes)},
            "ending": [ending.id for ending in endings],
            "kind": [ending.kind.id for ending in endings],
            "turns": outcomes.turns[rows].tolist(),
            **{f"score.{seat}": outcomes.scores[index, rows].tolist() for index, seat in enumerate(swept.seats)},
        }


def _csv(blocks: Iterator[Mapping[str, list[Any]]], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    for number, block in enumerate(blocks):
        if number == 0:
            writer.writerow(block)
        writer.writerows(zip(*block.values(), strict=True))
    text.flush()
    text.detach()


def _parquet(blocks: Iterator[Mapping[str, list[Any]]], out: BinaryIO) -> None:
    arrow, parquet = extra("pyarrow"), extra("pyarrow.parquet")
    whole = {"game": arrow.int64(), "seed": arrow.uint64(), "turns": arrow.int16()}
    words = {"ending": arrow.string(), "kind": arrow.string()}
    writer = None
    try:
        for block in blocks:
            schema = arrow.schema([(name, {**whole, **words}.get(name, arrow.float64())) for name in block])
            writer = writer or parquet.ParquetWriter(out, schema)
            writer.write_table(arrow.table(dict(block), schema=schema))
    finally:
        if writer is not None:
            writer.close()
