"""Books for tests of forecasts."""

from __future__ import annotations

from dataclasses import replace

from game.content.book import Book
from game.content.load import load_book


def short(turns: int) -> Book:
    """The usual scenario over so many turns: most of what is tested does not ask for long campaigns."""
    book = load_book()
    return replace(book, scenario=book.scenario.model_copy(update={"turns": turns}))
