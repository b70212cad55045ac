"""Playing batches: a game is the same alone, in any company, and at a campaign's table."""

from dataclasses import replace

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.content.book import Book
from game.content.load import load_book
from game.content.parameters import PARAMETERS
from game.content.vocabulary import Ending
from game.forecast.rollout import Stopped, Table, play_on, rollout
from game.forecast.seeds import game_seeds
from game.players.habits import habits_of
from game.players.policy import orders_for
from game.rules.draws import Draws
from game.rules.orders import Orders
from game.rules.params import draw_params
from game.rules.setup import Setup
from game.rules.start import start
from game.rules.state import State
from game.rules.view import View

GAMES = 24
SEED = 5


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book()


@pytest.fixture(scope="module")
def table(book: Book) -> Table:
    return Table.of(book)


class Diary:
    """The digest of every game after each of its turns, up to its ending."""

    def __init__(self, games: int) -> None:
        self.digests: list[list[str]] = [[] for _ in range(games)]
        self.sizes: list[int] = []
        self._over = np.zeros(games, np.bool_)

    def __call__(self, state: State, batch: np.ndarray) -> None:
        self.sizes.append(batch.size)
        for column, game in enumerate(batch):
            if not self._over[game]:
                self.digests[game].append(state.digest(column))
                self._over[game] = state.ending[column] != Ending.NONE


def test_every_row_of_a_batch_is_the_game_alone(table: Table) -> None:
    company = Diary(GAMES)
    together = rollout(table, game_seeds(SEED, 0, GAMES), watch=company)
    # the batch has shrunk under way, so what is compared was also moved about
    assert company.sizes[0] == GAMES
    assert company.sizes[-1] < GAMES
    for game in (0, 7, int(together.turns.argmax()), int(together.turns.argmin())):
        diary = Diary(1)
        alone = rollout(table, game_seeds(SEED, game, game + 1), watch=diary)
        assert diary.digests[0] == company.digests[game]
        assert alone.ending[0] == together.ending[game]
        assert alone.turns[0] == together.turns[game] == len(diary.digests[0])
        assert np.array_equal(alone.scores[:, 0], together.scores[:, game])


def test_a_campaign_of_computers_is_game_0_of_the_batch_of_its_seed(table: Table, book: Book) -> None:
    diary = Diary(1)
    outcomes = rollout(table, game_seeds(SEED, 0, 1), watch=diary)
    campaign = Campaign.new(book, SEED, {})
    while campaign.outcome is None:
        assert campaign.advance() == []
    assert campaign.hashes[1:] == diary.digests[0]
    assert campaign.outcome.ending == outcomes.ending[0]
    assert campaign.outcome.turn == outcomes.turns[0]
    assert list(campaign.outcome.scores.values()) == outcomes.scores[:, 0].tolist()


def test_every_game_ends_by_the_horizon_with_scores_in_bounds(table: Table) -> None:
    outcomes = rollout(table, game_seeds(SEED, 0, GAMES))
    assert (outcomes.ending != Ending.NONE).all()
    assert outcomes.turns.min() >= 1
    assert outcomes.turns.max() <= table.setup.turns
    bad = np.array([Ending(int(code)).kind.id == "bad" for code in outcomes.ending])
    assert (outcomes.scores[:, bad] == 0.0).all()
    assert (outcomes.scores[:, ~bad] >= 30.0).all()
    assert (outcomes.scores <= 100.0).all()


def test_a_policy_that_does_what_the_habit_would_changes_nothing(table: Table, book: Book) -> None:
    """So a seat with a policy of its own gets its own view, its own dice, and its own column of the orders."""
    seat = table.setup.seats.index("lantern")
    habits = habits_of([book.temperaments[book.scenario.seats["lantern"].temperament]], table.setup)

    def same(view: View, setup: Setup, draws: Draws) -> Orders:
        assert view.observers.tolist() == [seat]
        return orders_for(view, setup, habits, draws)

    seeds = game_seeds(SEED, 0, 4)
    usual, own = Diary(4), Diary(4)
    rollout(table, seeds, watch=usual)
    rollout(Table.of(book, policies={"lantern": same}), seeds, watch=own)
    assert own.digests == usual.digests


def test_a_policy_gives_the_orders_of_its_seat(book: Book) -> None:
    def rest(view: View, setup: Setup, draws: Draws) -> Orders:
        return Orders.blank(1, view.cash.shape[-1])

    seen: list[State] = []
    table = Table.of(book, policies={"helios": rest})
    rollout(table, game_seeds(SEED, 0, 2), watch=lambda state, batch: seen.append(state))
    helios = table.setup.seats.index("helios")
    first = seen[0]
    # whoever spends nothing trains nothing and orders no chips, while the others do
    assert not first.pending[helios].any()
    assert first.pending.any(axis=(1, 2)).sum() == len(table.setup.seats) - 1


def test_a_game_that_is_played_on_from_the_middle_ends_as_if_it_had_never_been_stopped(table: Table) -> None:
    seeds = game_seeds(SEED, 0, 6)
    states: list[State] = []
    whole = rollout(table, seeds, watch=lambda state, batch: states.append(state))
    turn = int(whole.turns.min()) - 1  # the last at which all are open
    again = play_on(table, states[turn - 1], draw_params(table.book.parameters, seeds), seeds)
    assert np.array_equal(again.ending, whole.ending)
    assert np.array_equal(again.turns, whole.turns)
    assert np.array_equal(again.scores, whole.scores)


def test_one_campaign_rolled_forward_many_times_shares_its_past_alone(table: Table, book: Book) -> None:
    campaign = Campaign.new(book, SEED, {})
    for _ in range(3):
        campaign.advance()
    repeated = np.zeros(8, np.intp)
    state, params = campaign.state.take(repeated), campaign.params.take(repeated)
    first: list[State] = []
    helios = table.setup.seats.index("helios")
    play_on(
        table, state, params, game_seeds(SEED, 0, 8), {helios: Orders.blank(1, 8)}, watch=lambda s, _: first.append(s)
    )
    assert (first[0].turn, first[1].turn) == (4, 5)
    # who is told to rest rests in the first turn, and goes on by habit in the next
    assert not first[0].facts.run_finished[helios].any()
    assert first[1].facts.run_finished[helios].any()
    assert len({first[0].digest(game) for game in range(8)}) == 8


def test_another_temperament_is_another_game(book: Book) -> None:
    seeds = game_seeds(SEED, 0, 4)
    usual, idle = Diary(4), Diary(4)
    rollout(Table.of(book), seeds, watch=usual)
    rollout(Table.of(book, temperaments={"helios": "idle"}), seeds, watch=idle)
    assert all(mine[0] != other[0] for mine, other in zip(usual.digests, idle.digests, strict=True))


def test_unknown_seats_and_temperaments_are_refused(book: Book) -> None:
    with pytest.raises(KeyError):
        Table.of(book, temperaments={"helios": "nobody"})
    with pytest.raises(ValueError, match="not in tuple"):
        Table.of(book, temperaments={"atlantis": "idle"})
    with pytest.raises(ValueError, match="not in tuple"):
        Table.of(book, policies={"atlantis": lambda view, setup, draws: Orders.blank(1, 1)})


def test_a_batch_can_be_stopped_between_two_turns(table: Table) -> None:
    turns: list[int] = []
    with pytest.raises(Stopped):
        rollout(
            table,
            game_seeds(SEED, 0, 2),
            stop=lambda: len(turns) == 3,
            watch=lambda state, batch: turns.append(state.turn),
        )
    assert turns == [1, 2, 3]


def test_rules_that_never_end_a_game_are_found_out(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(state: State, *_: object, **__: object) -> State:
        return replace(state, turn=state.turn + 1)

    monkeypatch.setattr("game.forecast.rollout.resolve", endless)
    with pytest.raises(RuntimeError, match="no ending at the horizon, turn 28"):
        rollout(table, game_seeds(SEED, 0, 2))


def test_every_number_may_differ_from_game_to_game(book: Book, table: Table) -> None:
    """One value for all and the same value for each are the same world, bit for bit."""
    seeds = game_seeds(SEED, 0, GAMES)
    drawn = draw_params(book.parameters, seeds)
    spread = {
        f"{group}.{name}": np.broadcast_to(getattr(getattr(drawn, group), name), GAMES).copy()
        for group, names in PARAMETERS.items()
        for name in names
    }
    one, other = (
        play_on(table, start(table.setup, params, book.scenario, GAMES), params, seeds)
        for params in (drawn, drawn.but(spread))
    )
    assert np.array_equal(one.ending, other.ending)
    assert np.array_equal(one.turns, other.turns)
    assert np.array_equal(one.scores, other.scores)
