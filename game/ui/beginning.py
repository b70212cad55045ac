"""Ways to begin a campaign from the title: a set-up that a player has chosen, and the tutorial."""

from __future__ import annotations

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Human, chair_of
from game.campaign.envelope import SaveHeader
from game.content.load import load_book
from game.content.words import say
from game.ui.choice import Choice, keep_choice, new_seed, seed_of, with_turns_of
from game.ui.lessons import take_up
from game.ui.session import Session


def begin_new(session: Session, choice: Choice) -> None:
    """Set up and begin a campaign; remember the set-up for the next time."""
    book = with_turns_of(load_book(choice.scenario, choice.worldview or None), choice.turn_years)
    seats = book.scenario.seats.items()
    chairs = {id_: chair_of(choice.chairs.get(id_, seat.temperament), choice.difficulty) for id_, seat in seats}
    try:
        keep_choice(choice, session.folder)
    except OSError as error:  # that it cannot be written spoils nothing
        session.tell(say("ui.new.not_remembered", reason=error.strerror or str(error)), bad=True)
    session.begin(Campaign.new(book, seed_of(choice.seed), chairs))
    session.autosave_turn()


def begin_tutorial(session: Session) -> None:
    """The usual campaign from the start, with lessons from the first; or the newest one, where some are done."""
    going = [h for h in saves.headers(session.folder) if isinstance(h, SaveHeader) and h.ending is None]
    if session.settings.lessons and going:
        session.open_save(going[0].path)
    else:
        book = load_book(Choice().scenario)
        session.begin(Campaign.new(book, new_seed(), {next(iter(book.scenario.seats)): Human()}))
        session.autosave_turn()
    take_up(session)
