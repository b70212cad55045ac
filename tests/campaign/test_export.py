"""A campaign as a table: every turn and seat, units in the heads, the figures of the states, nothing written over."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.export import csv_text, heads, json_text, rows, write_export
from game.cli.main import main
from game.rules.derived import gap
from game.rules.effects import effects_of
from tests.campaign.games import new_campaign, play_on


@cache
def ended() -> Campaign:
    return play_on(new_campaign("helios", seed=4), 40)


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(csv_text(ended()).splitlines()))


def test_there_is_a_row_for_every_turn_and_seat_and_a_unit_for_every_measure() -> None:
    campaign = ended()
    read = table()
    assert len(read) == (campaign.turn + 1) * len(campaign.setup.seats)
    assert [(row["turn"], row["seat"]) for row in read[:6]] == [("1", s) for s in campaign.setup.seats] + [
        ("2", "helios")
    ]
    assert len(set(heads())) == len(heads())
    words = {"turn", "year", "seat", "signed", "released", "learned", "struck"}
    words |= {head for head in heads() if head.startswith(("stole", "order_"))}
    assert [head for head in heads() if "[" not in head and head not in words] == []


def test_figures_are_those_of_the_states_to_the_last_digit() -> None:
    campaign = ended()
    state, seat = campaign.states[3], 2
    row = table()[3 * len(campaign.setup.seats) + seat]
    over = gap(state, effects_of(state.known, campaign.setup), campaign.params)
    assert float(row["cash [B$]"]) == state.cash[seat, 0]
    assert float(row["stability [0-10]"]) == state.stability[0]
    assert float(row["true_ceiling [log10 FLOP]"]) == state.capability[seat, 0] - over[seat, 0]
    sheet = campaign.sheets[3][campaign.setup.seats[seat]]
    assert float(row["order_security [share of the money]"]) == sheet.budget.security
    assert row["order_actions"].split() == [f"{a.kind}:{a.target}" if a.target else a.kind for a in sheet.actions]
    assert table()[-1]["order_release"] == ""  # nothing is ordered after the end


def test_json_has_the_same_rows_with_the_ending_and_the_truths() -> None:
    campaign = ended()
    data = json.loads(json_text(campaign))
    assert campaign.outcome is not None
    assert data["ending"]["id"] == campaign.outcome.ending.id
    assert data["hidden_truths"]["alignment_shift"] == float(campaign.params.truths.alignment_shift[0])
    assert [list(row.values()) for row in data["rows"]] == [list(row) for row in rows(campaign)]
    assert tuple(data["rows"][0]) == heads()


def test_nothing_is_written_over_unless_wanted(tmp_path: Path) -> None:
    path = tmp_path / "new" / "table.csv"
    write_export(ended(), path, "csv")
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_export(ended(), path, "csv")
    assert path.read_text(encoding="utf-8") == "mine"
    write_export(ended(), path, "csv", replace=True)
    assert path.read_bytes().decode("utf-8") == csv_text(ended())


def test_command_writes_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIERSIX_HOME", str(tmp_path))
    save = tmp_path / "saves" / "mine.t6"
    saves.save(ended(), save)
    assert main(["export", str(save)]) == 0
    path = tmp_path / "exports" / "mine.csv"
    assert capsys.readouterr().out.startswith(f"{path}: {len(table())} rows")
    assert path.exists()
    assert main(["export", str(save), "--csv"]) == 1
    assert "--replace" in capsys.readouterr().err
    out = tmp_path / "there.json"
    assert main(["export", str(save), "--csv", "--json", str(out), "--replace"]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["seed"] == ended().seed


def test_command_keeps_the_secrets_of_a_campaign_that_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save, out = tmp_path / "on.t6", tmp_path / "on.csv"
    saves.save(play_on(new_campaign("helios"), 1), save)
    assert main(["export", str(save), "--csv", str(out)]) == 1
    assert "--secrets" in capsys.readouterr().err
    assert not out.exists()
    assert main(["export", str(save), "--csv", str(out), "--secrets"]) == 0
    assert out.exists()
