"""What if: the same dice from a turn on, and the campaign it parted from is never touched."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.whatif import branch, turns_to_part_at
from tests.campaign.games import new_campaign, play_on

TURN = 5


@cache
def played() -> Campaign:
    """Computers alone, to the end."""
    return play_on(new_campaign(), 40)


def whole(campaign: Campaign) -> tuple[object, ...]:
    """All that makes a campaign what it is."""
    return (
        campaign.turn, tuple(campaign.hashes), tuple(map(dict, campaign.sheets)), dict(campaign.chairs),
        campaign.desks, len(campaign.ledger.terms), tuple(campaign.states), campaign.what_if,
    )  # fmt: skip


@pytest.mark.parametrize("turn", [0, TURN])
def test_nothing_changed_comes_to_the_same_end(turn: int) -> None:
    first = played()
    before = whole(first)
    other = branch(first, turn)
    assert other.hashes == first.hashes[: turn + 1]
    play_on(other, 40)
    assert other.hashes == first.hashes
    assert other.outcome == first.outcome
    assert whole(first) == before


def test_what_a_person_ordered_lies_on_the_desk_and_handed_in_gives_the_same_turn() -> None:
    first = new_campaign("helios")
    play_on(first, 2)
    ordered = first.sheet("helios").changed(alignment=0.8, pitch="safety")
    assert first.draft("helios", ordered) == []
    play_on(first, 3)
    other = branch(first, 2)
    assert other.sheet("helios") == ordered
    assert other.waiting == ("helios",)
    play_on(other, 1)
    assert other.hashes == first.hashes[:4]
    assert other.log("helios") == [entry for entry in first.log("helios") if entry.turn < 3]


def test_one_changed_decision_leaves_all_other_dice_alone() -> None:
    first = played()
    other = branch(first, TURN)
    sheets = {id_: dict(first.sheets[TURN])[id_] for id_ in first.setup.seats}
    changed = sheets["lantern"].changed(pitch="money" if sheets["lantern"].pitch != "money" else "science")
    other.play(sheets | {"lantern": changed})
    mine, theirs = other.draws(TURN), first.draws(TURN)
    assert np.array_equal(mine.seats("incident"), theirs.seats("incident"))
    then, now = first.states[TURN + 1], other.state
    lantern = first.setup.seats.index("lantern")
    rest = [i for i in range(len(first.setup.seats)) if i != lantern]
    assert not np.array_equal(then.pitch, now.pitch)
    for name in ("events", "run_finished", "incident", "learned", "spy_caught", "released"):
        one, two = getattr(then.facts, name), getattr(now.facts, name)
        assert np.array_equal(one[..., rest, :], two[..., rest, :]) if name != "events" else np.array_equal(one, two)
    assert np.array_equal(then.compute[rest], now.compute[rest])


def test_another_decision_can_end_otherwise_and_the_first_campaign_stays() -> None:
    first = played()
    before = whole(first)
    other = branch(first, TURN)
    sheets = {id_: sheet.changed(train=False) for id_, sheet in first.sheets[TURN].items()}
    other.play(sheets)
    play_on(other, 3)
    assert other.hashes[TURN + 1] != first.hashes[TURN + 1]
    assert whole(first) == before


def test_it_is_saved_as_what_it_is_and_beside_the_other(tmp_path: Path) -> None:
    first = played()
    other = branch(first, TURN)
    assert other.what_if is not None
    assert first.outcome is not None
    assert (other.what_if.turn, other.what_if.turns) == (TURN, first.turn)
    assert other.what_if.ending == first.outcome.ending.id
    paths = [saves.autosave(first, tmp_path), saves.autosave(other, tmp_path)]
    assert paths[0] != paths[1]
    marks = {header.path: header.what_if for header in saves.headers(tmp_path) if isinstance(header, saves.SaveHeader)}
    assert marks == {paths[0]: None, paths[1]: TURN}
    assert saves.load(paths[1]).what_if == other.what_if
    assert saves.load(paths[0]).what_if is None
    # ten turns of a what-if take no slot of the campaign it parted from
    for _ in range(saves.AUTOSAVES):
        play_on(other, 1)
        saves.autosave(other, tmp_path)
    assert saves.load(paths[0]).hashes == first.hashes


def test_it_begins_only_at_turns_that_were_ordered_and_are_remembered() -> None:
    first = played()
    assert turns_to_part_at(first) == tuple(range(first.turn))
    for turn in (-1, first.turn, 99):
        with pytest.raises(ValueError, match="cannot begin"):
            branch(first, turn)
    assert turns_to_part_at(new_campaign()) == ()
