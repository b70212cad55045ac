"""A campaign in the terminal: one line a turn, then the ending and its causes in words."""

import re
from dataclasses import replace

import numpy as np
import pytest

from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer
from game.campaign.news import news
from game.campaign.outcome import Outcome, outcome_of
from game.campaign.verdict import verdict
from game.cli.main import main
from game.cli.watch import fitting
from game.content.load import load_book
from game.content.vocabulary import Clause, Ending, Release
from game.content.words import say


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """Two turns old."""
    campaign = Campaign.new(load_book(), 1, {})
    for _ in range(2):
        assert campaign.advance() == []
    return campaign


def test_a_campaign_is_told_turn_by_turn_to_its_ending(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["watch", "--seed", "2", "--seat", "helios=careful"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = lines.index("")
    turns = lines[2:told]
    played = Campaign.new(load_book(), 2, {"helios": Computer(temperament="careful")})
    while (outcome := played.outcome) is None:
        played.advance()
    assert lines[0] == "Five Labs, worldview “Baseline”, seed 2"
    assert len(turns) == outcome.turn
    assert [line.split()[0] for line in turns] == [f"{2026.5 + 0.5 * turn:.1f}" for turn in range(outcome.turn)]
    assert max(len(line) for line in turns) <= 100
    figures = re.compile(r" *\d{4}\.\d  \w+ +\d\d\.\d +-?\d+\.\d +\d\d\.\d +\d+\.\d +\d+ +\d+  ")
    assert all(figures.match(line) for line in turns)
    assert f"{say(f'ending.{outcome.ending.id}')} ({outcome.kind.id})." in lines[told + 1]
    assert lines[told + 2] == say(f"ending.text.{outcome.ending.id}")
    assert lines[told + 4].startswith("- ")
    assert "no forecast" in lines[-1]
    assert "--seed 2" in lines[-1]


def test_a_new_seed_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda most: most - 1)
    assert main(["watch", "--scenario", "two-powers"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Two Powers, worldview “Baseline”, seed 999999\n")
    assert "--seed 999999" in said


@pytest.mark.parametrize("ending", [one for one in Ending if one is not Ending.NONE])
def test_every_ending_has_its_reasons(campaign: Campaign, ending: Ending, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever decided is told with its figures, filled in and finite, for a state that might be of that ending."""
    state = campaign.state
    first = np.zeros_like(state.facts.deployed)
    first[0] = True
    facts = replace(state.facts, deployed=first, unsafe=first)
    over = replace(state, facts=facts, ending=np.array([ending], np.int8))
    over.signed[Clause.SLOW_DOWN] = True
    monkeypatch.setattr(Campaign, "state", over)
    outcome = outcome_of(over, campaign.setup, campaign.params, campaign.draws(1))
    assert outcome is not None
    lines = verdict(campaign, outcome)
    assert lines
    assert all(line.endswith(".") and "{" not in line and "nan" not in line for line in lines)
    if ending in (Ending.LOSS_OF_CONTROL, Ending.STEWARD):
        assert "Helios" in lines[0]


def test_a_verdict_names_what_drove_a_figure_and_what_was_near(campaign: Campaign) -> None:
    outcome = Outcome(
        ending=Ending.COLLAPSE,
        turn=2,
        year=2027.0,
        scores={},
        nearness={Ending.WAR: 0.95, Ending.BAN: 0.2, Ending.COLLAPSE: 1.0, Ending.TOOL_AGE: 0.7},
    )
    lines = verdict(campaign, outcome)
    assert lines[0] == "Stability fell from 7 to nothing."
    shares = [int(share) for share in re.findall(r"\((\d+) %\)", lines[1])]
    assert lines[1].startswith("What drove it down: ")
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 101
    assert lines[2] == "Near, too: War, Tool age."


def test_the_weightiest_news_come_first(campaign: Campaign) -> None:
    before = campaign.state
    facts = before.facts.map(np.zeros_like)
    facts.events[0] = True
    facts.joined[Clause.INSPECTIONS, :2] = True
    facts.released[3] = Release.WEIGHTS
    facts.incident[1] = 3
    facts.secrets_stolen[4, 0] = True
    after = replace(before, facts=facts)
    event = campaign.book.events[campaign.setup.event_ids[0]].name
    assert news(before, after, campaign) == [
        "Meridian loses control of a model",
        "Agora publishes weights",
        "Inspections: signed by Helios, Meridian",
        "Qilin steals secrets of Helios",
        event,
    ]


@pytest.mark.parametrize(
    ("width", "line"),
    [(40, "one thing; another thing; a third"), (30, "one thing; another thing; 1 more"), (25, "one thing; 2 more")],
)
def test_news_are_cut_to_the_width_and_the_rest_is_counted(width: int, line: str) -> None:
    assert fitting(["one thing", "another thing", "a third"], max(width, len(line))) == line


def test_no_news_is_an_empty_line() -> None:
    assert fitting([], 50) == ""
    assert fitting(["a long piece of news"], 6) == "1 more"
