"""Difficulty: every handicap changes the habit it names, and a level is felt in the games."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer
from game.content.load import load_book
from game.content.models import Temperament
from game.forecast.rollout import Table, rollout
from game.forecast.seeds import game_seeds
from game.players.difficulty import BUDGET, LEVELS, STANDARD, Handicap, at_difficulty, handicapped

BOOK = load_book()
CHAMPION = BOOK.temperaments["national-champion"]
VICES = ("cheat", "espionage", "sabotage")


def budget(person: Temperament) -> float:
    return float(sum(getattr(person, share) for share in BUDGET))


def test_handicaps_change_what_they_name() -> None:
    assert budget(handicapped(CHAMPION, Handicap.IDLE_MONEY)) == pytest.approx(0.65 * budget(CHAMPION))
    assert handicapped(CHAMPION, Handicap.WHIMS).chaos > CHAMPION.chaos
    assert handicapped(CHAMPION, Handicap.SLOW_TO_REACT).envy < CHAMPION.envy
    assert handicapped(CHAMPION, Handicap.ALERT).envy > CHAMPION.envy
    assert all(getattr(handicapped(CHAMPION, Handicap.HONEST), vice) == 0.0 for vice in VICES)
    grasping = handicapped(CHAMPION, Handicap.GRASPING)
    assert grasping.espionage > CHAMPION.espionage
    assert grasping.cheat > CHAMPION.cheat


@pytest.mark.parametrize("name", sorted(BOOK.temperaments))
@pytest.mark.parametrize("level", LEVELS)
def test_what_comes_out_is_a_temperament(name: str, level: str) -> None:
    person = at_difficulty(BOOK.temperaments[name], level)
    assert Temperament.model_validate(person.model_dump()) == person


def test_the_standard_is_the_temperament_itself_and_the_idle_stay_idle() -> None:
    assert at_difficulty(CHAMPION, STANDARD) == CHAMPION
    assert at_difficulty(BOOK.temperaments["idle"], "gentle") == BOOK.temperaments["idle"]
    with pytest.raises(KeyError):
        at_difficulty(CHAMPION, "impossible")


def test_gentler_rivals_fall_behind_a_standard_seat() -> None:
    """Qilin plays as ever; its rivals at three levels: the gentler they are, the weaker is their best model in 2031."""
    levels = []
    for level in ("gentle", "easy", STANDARD):
        people = {id_: at_difficulty(person, level) for id_, person in BOOK.temperaments.items()}
        people["own"] = CHAMPION
        table = Table.of(replace(BOOK, temperaments=people), {"qilin": "own"})
        best = np.zeros(64)

        def watch(state, batch, best=best) -> None:  # type: ignore[no-untyped-def]
            if state.turn == 10:
                best[batch] = state.capability[:4].max(axis=0)

        rollout(table, game_seeds(5, 0, 64), watch=watch)
        levels.append(best[best > 0.0].mean())
    assert levels[0] < levels[1] < levels[2] - 0.2


def test_a_campaign_plays_its_chairs_at_their_difficulty() -> None:
    def sheets(difficulty: str) -> float:
        chairs = {id_: Computer(temperament="race-first", difficulty=difficulty) for id_ in BOOK.scenario.seats}
        campaign = Campaign.new(BOOK, 3, chairs)
        campaign.advance()
        budget = campaign.sheets[0]["helios"].budget
        return float(budget.research + budget.security + budget.compute + budget.openness)

    assert sheets("easy") < sheets(STANDARD)
    with pytest.raises(ValueError, match="no difficulty"):
        Campaign.new(BOOK, 3, {"helios": Computer(temperament="race-first", difficulty="nightmare")})
