"""Campaigns for the tests of the campaign floor."""

from __future__ import annotations

from functools import cache

from game.campaign.campaign import Campaign
from game.campaign.chairs import Chair, Human
from game.content.book import Book
from game.content.load import load_book


@cache
def book_of(scenario: str) -> Book:
    return load_book(scenario)


def new_campaign(*people: str, seed: int = 7, scenario: str = "five-labs") -> Campaign:
    """A campaign in which these seats are people and the rest computers."""
    chairs: dict[str, Chair] = {seat: Human() for seat in people}
    return Campaign.new(book_of(scenario), seed, chairs)


def play_on(campaign: Campaign, turns: int) -> Campaign:
    """Advance some turns; people hand in what lies on their desks, holding back what can be deployed."""
    for _ in range(turns):
        if campaign.outcome is not None:
            break
        for seat in campaign.waiting:
            if campaign.view(seat).holding[0, 0]:
                assert campaign.draft(seat, campaign.sheet(seat).changed(deployment="hold")) == []
            assert campaign.submit(seat) == []
        assert campaign.advance() == []
    return campaign
