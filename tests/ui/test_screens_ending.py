"""After the end: the debrief, the replay on the map, the charts of the whole truth, what-ifs and exports."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.debrief import Debrief
from game.campaign.decisions import decisions_of
from game.campaign.export import SEAT_COLUMNS, WORLD_COLUMNS
from game.campaign.lookback import Decisions, Finding, Odds, Past, Seats, Step
from game.campaign.past import OWN, RIVALS, WORLD
from game.campaign.whatif import branch
from game.content.vocabulary import Ending, Kind
from game.forecast.dignity import Contrast
from game.forecast.result import ENDINGS
from game.forecast.worker import Done, Failed, Job, Worker
from game.rules.endings import AIMS_SCORE, BASE_SCORE
from game.rules.view import view
from game.ui.hindsight import Hindsight
from game.ui.inspect import problems
from game.ui.office import Office
from game.ui.screens import record
from game.ui.screens.bands import bands_of
from game.ui.screens.chain import chain
from game.ui.screens.dignity import shown_lines
from game.ui.screens.statistics import wall_of
from tests.ui.table import Table, canned, played

SIZES = [((1024, 640), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0)]
GAMES = 60


@cache
def ended() -> Campaign:
    return canned("ending")


@cache
def findings() -> tuple[Finding, ...]:
    """Findings as a worker tells them, with the real decisions of the first seat and counts from a hat."""
    campaign, hat = ended(), np.random.default_rng(1)
    outcome, told = campaign.outcome, list[Finding]()
    assert outcome is not None
    for turn in range(campaign.turn):
        weights = hat.random(len(ENDINGS)) ** 3
        counts = np.bincount(hat.choice(ENDINGS, GAMES, p=weights / weights.sum()), minlength=len(Ending))
        told.append(Odds(Step("odds", 0, turn), counts))
        seats = {seat: contrast(hat) for seat in range(len(campaign.setup.seats))}
        told.append(Seats(Step("seats", 0, turn), seats))
        seen = view(campaign.states[turn], campaign.setup, campaign.params, 0)
        decided = decisions_of(campaign.sheets[turn][campaign.setup.seats[0]], seen, campaign.setup)
        told.append(Decisions(Step("decisions", 0, turn, 0), tuple((one, contrast(hat)) for one, _ in decided)))
    certain = np.bincount([outcome.ending], minlength=len(Ending)) * GAMES
    return (*told, Odds(Step("odds", 0, campaign.turn), certain))


def contrast(hat: np.random.Generator) -> Contrast:
    gained, lost = (int(number) for number in hat.integers(0, 9, 2))
    good = int(hat.integers(gained, GAMES - lost))
    return Contrast(GAMES, good, good - gained + lost, gained, lost)


def debriefed(folder: Path, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> Table:
    table = Table(None, folder, size, scale)
    table.show("ending", ended())
    table.session.ended.debrief.take(findings())
    table.draw()
    return table


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_debrief_is_sound_with_all_that_it_can_show(size: tuple[int, int], scale: float, tmp_path: Path) -> None:
    table = debriefed(tmp_path, size, scale)
    table.app.ui.inspecting = True
    table.draw()
    assert table.has("decision/1")
    for key in ("1", "2", "3"):
        table.key(key)
        assert problems(table.app.ui) == [], key
    for modal, key in (("what-if-turn", "W"), ("export-table", "E")):
        table.key(key)
        assert table.app.ui.is_open(modal)
        assert problems(table.app.ui) == [], modal
        table.click(f"{modal}/no")
        assert not table.app.ui.is_open(modal)
    for screen, key in (("replay", "M"), ("record", "C")):
        table.key(key)
        assert table.session.screen == screen
        for turn in ("PageDown",) if screen == "replay" else ("2", "3"):
            table.key(turn)
            assert problems(table.app.ui) == [], (screen, turn)
        table.key("Esc")
        assert table.session.screen == "ending"


def test_bands_are_whole_and_the_ending_has_one_of_its_own() -> None:
    debrief = Debrief(Past.of(ended()))
    debrief.take(findings())
    outcome = ended().outcome
    assert outcome is not None
    turns = sorted(debrief.past.states)
    bands = bands_of(debrief, turns, outcome.ending)
    for place in range(len(turns)):
        assert sum(band.shares[place] for band in bands) == pytest.approx(1.0)
    certain = [band for band in bands if band.shares[-1] == 1.0]
    assert [band.kind for band in certain] == [outcome.kind]
    kinds = [band.kind for band in bands]
    assert kinds == sorted(kinds, key=lambda kind: -kind)  # good ones below, bad ones on top


def test_chain_ends_with_the_ending_and_odds_are_those_of_the_turn() -> None:
    debrief = Debrief(Past.of(ended()))
    outcome = ended().outcome
    assert outcome is not None
    before = chain(ended(), outcome.ending, debrief)
    assert before[-1].last
    assert all(step.factor is None for step in before)
    debrief.take(findings())
    after = chain(ended(), outcome.ending, debrief)
    assert after[-1].turn == ended().turn - 1
    assert [step.turn for step in after] == sorted(step.turn for step in after)
    assert all(step.factor == debrief.factor(step.turn, outcome.ending) for step in after)


def test_list_of_decisions_is_in_order_and_marks_best_and_worst() -> None:
    debrief = Debrief(Past.of(ended()))
    debrief.take(findings())
    shown = shown_lines(ended(), debrief, 0, 6)
    assert 0 < len(shown) <= 6
    assert [one.line.first for one in shown] == sorted(one.line.first for one in shown)
    assert [one.pin.number for one in shown] == list(range(1, len(shown) + 1))
    best = [one.line.sum.value for one in shown if one.pin.mark == "best"]
    worst = [one.line.sum.value for one in shown if one.pin.mark == "worst"]
    values = [one.line.sum.value for one in shown]
    assert best == [max(values)] or (best == [] and max(values) <= 0)
    assert worst == [min(values)] or (worst == [] and min(values) >= 0)


def test_row_of_the_ranking_shows_the_decisions_of_its_seat(tmp_path: Path) -> None:
    table = debriefed(tmp_path)
    assert any("Dignity of Helios" in text for text in table.texts())
    table.click("rank/qilin")
    assert table.session.ended.focus == ended().setup.seats.index("qilin")
    assert any("Dignity of Qilin" in text for text in table.texts())


def test_in_a_lost_world_nobody_has_a_place(tmp_path: Path) -> None:
    outcome = ended().outcome
    assert outcome is not None
    texts = debriefed(tmp_path).texts()
    lost = outcome.kind is Kind.BAD
    assert ("–" in texts) is lost
    assert any("no winner" in text for text in texts) is lost


# --- before the end --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", ["ending", "replay", "record"])
def test_nothing_of_the_truth_is_shown_while_the_campaign_goes_on(screen: str, tmp_path: Path) -> None:
    table = Table(played(3), tmp_path)
    table.draw()
    assert table.session.hindsight is None
    table.session.screen = screen
    with pytest.raises(RuntimeError, match="has ended"):
        table.draw()


# --- replay ----------------------------------------------------------------------------------------------------------


def test_replay_goes_on_by_itself_and_stops_at_the_end(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show("replay", ended())
    slider = table.node("replay/turn")
    assert slider.value == 0.0
    table.key("P")
    for _ in range(3):
        table.now += 1.5
        table.draw(1)
    assert table.node("replay/turn").value == 3.0
    table.key("P")
    table.now += 5.0
    table.draw(2)
    assert table.node("replay/turn").value == 3.0
    table.key("PageUp")
    assert table.node("replay/turn").value == 2.0
    table.click("replay/turn")
    table.key("End")
    assert table.node("replay/turn").value == float(ended().turn)
    table.key("P")  # from the end it begins again
    table.draw(1)
    assert table.node("replay/turn").value == 0.0


# --- charts ----------------------------------------------------------------------------------------------------------


def test_charts_hold_every_series_of_every_seat_and_they_are_the_truth() -> None:
    campaign = ended()
    charts = {(page.title, chart.key): chart for page in record.wall_of(campaign).pages for chart in page.charts}
    keys = {key for _, key in charts}
    left_out = {"holds_tier_six", "deployed", "signed"}  # they are moments, not series: the replay tells them
    assert {column.name for column in (*SEAT_COLUMNS, *WORLD_COLUMNS)} - left_out == keys - {"true_margin"}
    model = next(chart for (_, key), chart in charts.items() if key == "capability")
    state = campaign.states[4]
    assert [line.values[4] for line in model.series] == [float(value) for value in state.capability[:, 0]]
    assert all(len(line.values) == campaign.turn + 1 for chart in charts.values() for line in chart.series)


def test_statistics_leave_out_no_figure_of_the_history() -> None:
    office = Office(played(4), "helios")
    shown = {chart.key for page in wall_of(office).pages for chart in page.charts}
    same = {
        "capability": "limits", "ceiling": "limits", "reading": "margin", "revenue": "income", "investment": "income",
        "support": "income", "estimate": "rivals", "estimate_sd": "rivals",
    }  # fmt: skip
    missing = [name for name in (*OWN, *WORLD, *RIVALS) if same.get(name, name) not in shown]
    assert missing == []


# --- what if ---------------------------------------------------------------------------------------------------------


def test_what_if_is_played_beside_the_campaign_it_parted_from(tmp_path: Path) -> None:
    table = debriefed(tmp_path)
    first = list(ended().hashes)
    table.key("W")
    table.session.adjust(confirmations=False)
    node = table.node("what-if-turn/turn")
    assert node.value is not None
    for _ in range(ended().turn):
        table.key("Left")
    assert table.node("what-if-turn/turn").value == 1.0
    table.key("Right")
    table.key("Right")
    table.key("Enter")
    session = table.session
    assert session.campaign is not None
    assert session.campaign is not ended()
    assert session.campaign.turn == 2
    assert session.campaign.what_if is not None
    assert session.outcome is None
    assert session.hindsight is None
    assert any("What if" in text for text in table.texts())
    assert ended().hashes == first
    table.key("Ctrl+Enter")
    assert session.campaign.turn == 3
    kept = [header for header in saves.headers(session.folder) if isinstance(header, saves.SaveHeader)]
    assert [header.what_if for header in kept if header.turn == 3] == [2]
    session.go("load")
    table.draw()
    assert any("what if, T3" in text for text in table.texts())


def test_ending_of_a_what_if_says_what_it_was_before(tmp_path: Path) -> None:
    other = branch(ended(), ended().turn - 1)
    other.play(ended().sheets[-1])
    table = Table(None, tmp_path)
    table.show("ending", other)
    outcome = ended().outcome
    assert outcome is not None
    assert any("What if from turn" in text for text in table.texts())


# --- export ----------------------------------------------------------------------------------------------------------


def test_export_writes_a_file_says_where_and_asks_before_it_replaces(tmp_path: Path) -> None:
    table = debriefed(tmp_path / "saves")
    table.key("E")
    table.click("export-table/yes")
    folder = tmp_path / "exports"
    (path,) = folder.iterdir()
    assert path.suffix == ".csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + (ended().turn + 1) * len(ended().setup.seats)
    assert any(str(path.name) in text for text in table.texts())  # the message says where
    path.write_text("mine", encoding="utf-8")
    table.key("E")
    assert any("replaced" in text for text in table.texts())
    table.click("export-table/no")
    assert path.read_text(encoding="utf-8") == "mine"
    table.key("E")
    table.click("export-table/yes")
    assert path.read_text(encoding="utf-8") != "mine"


# --- the worker ------------------------------------------------------------------------------------------------------


class Waiting(Worker):
    """Takes jobs and does them only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []
        self.told: list[Any] = []

    def start(self, job: Job) -> None:
        self.jobs.append(job)

    def news(self) -> list[Any]:
        told, self.told = self.told, []
        return told

    def cancel(self) -> None:
        self.jobs.append(lambda tell, stop: None)


def test_hindsight_takes_what_comes_asks_anew_for_another_seat_and_tells_of_failures() -> None:
    worker = Waiting()
    hindsight = Hindsight(ended(), worker)
    hindsight.follow()
    assert len(worker.jobs) == 1
    assert hindsight.working
    worker.told = [one for one in findings() if one.step.kind == "odds"][:3]
    hindsight.follow()
    assert hindsight.debrief.games(1) == GAMES
    assert len(worker.jobs) == 1
    hindsight.focus = 3
    hindsight.follow()
    assert len(worker.jobs) == 2
    worker.told = [Failed("the process was lost")]
    hindsight.follow()
    assert (hindsight.failure, hindsight.working) == ("the process was lost", False)
    other = Hindsight(ended(), worker)
    worker.told = [Done()]
    other.follow()
    assert not other.working


def test_score_is_what_the_ending_is_worth_and_how_far_the_own_aims_were_met() -> None:
    campaign = ended()
    outcome = campaign.outcome
    assert outcome is not None
    for seat, id_ in enumerate(campaign.setup.seats):
        weights = {aim: float(campaign.setup.aims[aim, seat, 0]) for aim in outcome.met[id_]}
        assert sum(weights.values()) == pytest.approx(1.0)
        met = sum(weight * outcome.met[id_][aim] for aim, weight in weights.items())
        assert outcome.scores[id_] == pytest.approx(BASE_SCORE[outcome.kind] + AIMS_SCORE[outcome.kind] * met)
