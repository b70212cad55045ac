"""What tests of forecasts share; a file that asks for longer or shorter campaigns has a book of its own."""

from __future__ import annotations

import pytest

from game.content.book import Book
from game.content.load import load_policies
from game.forecast.cases import World
from tests.forecast.books import short


@pytest.fixture(scope="module")
def book() -> Book:
    """Campaigns of eight turns."""
    return short(8)


@pytest.fixture(scope="module")
def world(book: Book) -> World:
    """That book and the policies of the game."""
    return World({"five-labs": book}, load_policies())
