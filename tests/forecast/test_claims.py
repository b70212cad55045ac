"""Claims weighed by campaigns: which are played, on which dice, and that any claim can fail."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.content.book import Book
from game.content.claims import Case, Claim
from game.content.vocabulary import Ending
from game.forecast import claims as weighing
from game.forecast.cases import World, with_numbers
from game.forecast.claims import ClaimFinding, findings
from game.forecast.evidence import Verdict
from game.forecast.rollout import Stopped, Table
from game.forecast.simulate import play_all, simulate

GAMES, SEED = 40, 11


def claim(text: str = "It will be so.", **kind: Any) -> Claim:
    return Claim.model_validate_json(json.dumps({"text": text} | kind))


def band(**fields: Any) -> Claim:
    return claim(band=fields)


def comparison(**fields: Any) -> Claim:
    return claim(comparison=fields)


def weigh(world: World, *claims: Claim, games: int = GAMES, workers: int = 1) -> list[ClaimFinding]:
    return findings(world, games, SEED, workers, claims=claims)


def test_figures_are_those_of_the_same_campaigns_simulated(book: Book, world: World) -> None:
    result = simulate(book, GAMES, SEED)
    (found,) = weigh(world, band(measure="bad", low=0.0, high=0.5))
    (case,) = found.cases
    share = result.kinds["bad"]
    assert (case.seen, case.seen_low, case.seen_high) == (share.share, share.low, share.high)
    assert case.finding.games == GAMES


def test_a_comparison_is_of_the_same_dice(book: Book, world: World) -> None:
    (found,) = weigh(world, comparison(measure="score", policy="idle", than="default", less_by=0.0))
    plain = simulate(book, GAMES, SEED).outcomes.scores.mean(axis=0)
    idle = simulate(book, GAMES, SEED, temperaments=dict.fromkeys(book.scenario.seats, "idle"))
    step = idle.outcomes.scores.mean(axis=0) - plain
    finding = found.cases[0].finding
    assert finding.figure == pytest.approx(step.mean())
    assert finding.high - finding.figure == pytest.approx(1.959964 * step.std(ddof=1) / np.sqrt(GAMES))


def test_campaigns_that_several_claims_need_are_played_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables: list[int] = []

    def counted(given: list[Table], *rest: Any, **options: Any) -> Any:
        tables.append(len(given))
        return play_all(given, *rest, **options)

    monkeypatch.setattr(weighing, "play_all", counted)
    weigh(
        world,
        band(measure="bad", high=0.5),
        band(measure="stability", by="leader", high=9.0),
        comparison(measure="war", policy="idle", than="default", less_by=0.0),
        band(measure="good", policy=["idle", "hold-back"], high=0.5),
        games=5,
    )
    assert tables == [3]  # default, idle, hold-back


def test_the_verdict_of_a_claim_is_that_of_its_worst_case(world: World) -> None:
    surely, mixed = weigh(
        world,
        band(measure="best_capability", policy=["default", "idle"], high=40.0),
        band(measure="best_capability", policy=["default", "idle"], high=27.6),
    )
    assert surely.verdict is Verdict.HOLDS
    verdicts = {case.case.policy: case.finding.verdict for case in mixed.cases}
    assert verdicts == {"default": Verdict.FAILS, "idle": Verdict.HOLDS}
    assert mixed.verdict is Verdict.FAILS
    assert mixed.decided_by is None


def test_undecided_claims_name_the_games_that_would_decide(world: World, book: Book) -> None:
    share = simulate(book, GAMES, SEED).kinds["bad"].share
    (found,) = weigh(world, band(measure="bad", high=share + 0.02))
    assert found.verdict is Verdict.UNDECIDED
    assert found.decided_by is not None
    assert found.decided_by > GAMES


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        # each holds, and the change of parameters breaks it
        (band(measure="slow_world", low=0.7), {"truths": {"danger_level": 24.0}, "misuse": {"rate": 5.0}}),
        (
            comparison(measure="misuse", given={"misuse": {"rate": 5.0}}, than={}, more_by=0.0),
            {"misuse": {"rate": 5.0}},
        ),
    ],
    ids=["band", "comparison"],
)
def test_a_claim_can_fail(statement: Claim, given: dict[str, dict[str, float]], book: Book, world: World) -> None:
    assert weigh(world, statement)[0].verdict is Verdict.HOLDS
    broken = World({"five-labs": with_numbers(book, given)}, world.policies)
    assert weigh(broken, statement)[0].verdict is Verdict.FAILS


def test_workers_do_not_matter(world: World) -> None:
    claims = [
        band(measure="rival_lag", low=0.0),
        comparison(measure=["war", "collapse"], policy="greedy", than=["default", "idle"], more_by=0.0),
    ]
    alone = [found.to_json() for found in weigh(world, *claims)]
    assert [found.to_json() for found in weigh(world, *claims, workers=2)] == alone


def test_who_does_not_wait_any_longer_can_say_so(world: World) -> None:
    with pytest.raises(Stopped):
        findings(world, GAMES, SEED, claims=[band(measure="bad", high=0.5)], stop=lambda: True)


def test_progress_counts_the_games_of_all_cases(world: World) -> None:
    told: list[tuple[int, int]] = []
    claims = [comparison(measure="bad", policy="idle", than="default", less_by=0.0)]
    findings(world, 10, SEED, claims=claims, progress=lambda *done: told.append(done))
    assert told[-1] == (20, 20)


def test_a_worldview_without_claims_plays_nothing(world: World) -> None:
    assert findings(world, GAMES, SEED) == []


def test_the_json_has_what_a_program_needs(world: World) -> None:
    (found,) = weigh(world, comparison(measure="bad", policy="idle", than="default", less_by=0.0))
    data = found.to_json()
    assert data["text"] == "It will be so."
    assert data["verdict"] in set(Verdict)
    assert data["cases"][0]["policy"] == "idle"
    assert data["cases"][0]["than"] == "default"
    assert data["cases"][0]["low"] <= data["cases"][0]["observed"] <= data["cases"][0]["high"]


def test_claims_touch_neither_play_nor_digest(book: Book) -> None:
    plain = with_numbers(book, {"truths": {"theft_ease": 2.0}})
    assert plain.worldview is not None
    claimed = replace(plain, worldview=plain.worldview.model_copy(update={"claims": (band(measure="bad", high=0.5),)}))
    assert claimed.digest == plain.digest
    assert "claims" not in claimed.snapshot()["worldview"]
    assert Book.from_snapshot(claimed.snapshot()).digest == plain.digest
    one, other = simulate(plain, 8, SEED).outcomes, simulate(claimed, 8, SEED).outcomes
    assert np.array_equal(one.ending, other.ending)
    assert np.array_equal(one.scores, other.scores)


def test_every_case_of_a_question_keeps_its_setting() -> None:
    question = band(measure="bad", policy=["idle", "greedy"], by="leader", since=2030, high=0.5).question
    assert question.cases == (
        Case(policy="idle", by="leader", since=2030.0),
        Case(policy="greedy", by="leader", since=2030.0),
    )
    assert Ending.WAR.id == "war"
