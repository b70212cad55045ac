"""Replay: the same turns bit for bit, or the first turn and the figures that differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.campaign.marks import unlike_fields
from game.campaign.replay import Difference, verify
from game.campaign.saves import load, save
from tests.campaign.games import new_campaign, play_on
from tests.campaign.test_saves import rewrapped


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saves") / "game.t6"
    save(play_on(new_campaign("helios", seed=9), 5), path)
    return path


def test_a_campaign_replays_to_the_last_bit(file: Path) -> None:
    result = verify(file)
    assert result.same
    assert result.turns == 5
    assert result.text() == "5 turns replayed, every one as it was saved"


def _greedier(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sheets[2]["helios"]["budget"]["security"] += 0.01
    return sheets


def test_a_changed_order_is_found_at_its_turn_with_the_figures_it_changed(file: Path, tmp_path: Path) -> None:
    result = verify(rewrapped(file, tmp_path / "odd.t6", sheets=_greedier))
    assert isinstance(result.first, Difference)
    assert result.first.turn == 3
    assert {"cash", "security"} <= set(result.first.fields)
    assert not {"turn", "public_weights", "facts.events"} & set(result.first.fields)
    assert result.text().startswith("turn 3 of 5 comes out differently: ")


def test_a_campaign_that_replays_differently_goes_on_from_the_state_that_was_saved(
    file: Path, tmp_path: Path
) -> None:
    """As after a change of the rules: the saved state counts, the past is known as far as it is the same game."""
    whole, odd = load(file), load(rewrapped(file, tmp_path / "odd.t6", sheets=_greedier))
    assert odd.state.digest() == whole.state.digest()
    assert odd.hashes == whole.hashes
    assert sorted(odd.states) == [0, 1, 2, 5]
    assert odd.history("helios").turns == (0, 1, 2, 5)
    early = [entry for entry in whole.log("helios") if entry.turn < 2]
    assert odd.log("helios") == early
    assert {term.turn for term in odd.ledger.terms} == {0, 1}
    assert play_on(odd, 1).hashes == play_on(whole, 1).hashes
    assert odd.report("helios") == whole.report("helios")


def test_another_processors_last_bits_are_the_same_game(file: Path) -> None:
    state = load(file).state
    nudged = state.with_json(
        state.to_json() | {"cash": [[value * (1 + 1e-12) for value in row] for row in state.to_json()["cash"]]}
    )
    assert nudged.digest() != state.digest()
    assert unlike_fields(state, nudged, 1e-9) == []
    assert unlike_fields(state, nudged, 0.0) == ["cash"]
    moved = state.with_json(state.to_json() | {"pitch": [[4]] * 5})
    assert unlike_fields(state, moved, 1.0) == ["pitch"]
