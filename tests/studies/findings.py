"""Published findings as directions of the whole engine: everything else equal, on the same dice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.content.vocabulary import Action, Clause, Ending, Kind
from game.rules.arrays import Floats
from game.rules.state import State
from tests.rules.worlds import plain
from tests.studies.batches import Batch, Edit, Play, good, play, seats_of
from tests.studies.edits import avoids, chain, deploys, does, never, never_signs, signs
from tests.studies.measures import Step, Study, percent, step

GAMES = 4000
LOSS = Ending.LOSS_OF_CONTROL
RACERS = ("meridian", "helios", "qilin", "lantern", "agora")
PACT = (Clause.SLOW_DOWN, Clause.INSPECTIONS, Clause.SHARED_SAFETY)
LATE = 12  # a turn: 2032
DEPLOYED = (LOSS, Ending.SHARED_ABUNDANCE, Ending.STEWARD, Ending.LOCK_IN)


def findings(games: int) -> Study:
    study = Study(
        "findings",
        "Published findings",
        games,
        ("setting", "loss of control, %", "good, %", "endings, %"),
        note="Five Labs, baseline and default temperaments where a row says nothing else.",
    )
    for part in (_racing, _enmity, _sight, _safety, _stability, _deployers, _theft, _war, _treaties):
        part(study, games)
    return study


def _row(study: Study, name: str, batch: Batch) -> Batch:
    study.row(name, percent(batch.share(LOSS)), percent(float(good(batch).mean())), batch.line())
    return batch


def _loss(low: Batch, high: Batch) -> Step:
    return step(low.ended(LOSS), high.ended(LOSS))


def _said(change: Step) -> str:
    return f"{100 * change.mean:+.1f} points, p = {change.p:.2g}"


def _ladder(study: Study, what: str, rungs: list[tuple[str, Play]], games: int) -> None:
    """Loss of control must rise from the first rung to the last, and on no rung fall."""
    batches = [_row(study, name, play(how, games)) for name, how in rungs]
    whole = _loss(batches[0], batches[-1])
    no_fall = not any(_loss(low, high).falls() for low, high in pairwise(batches))
    study.line(f"loss of control rises with {what}: {_said(whole)} from end to end", whole.rises() and no_fall)


def _racing(study: Study, games: int) -> None:
    rungs = []
    for number in (0, 1, 3, 5):
        racing = dict.fromkeys(RACERS[:number], "race-first")
        rungs.append((f"{number} racing, others safety-first", Play(habits={"*": "safety-first", **racing})))
    _ladder(study, "the number of racing seats", rungs, games)


def _enmity(study: Study, games: int) -> None:
    # War, strikes and unrest end campaigns before anybody loses control; set aside, only the race counts. With them,
    # what is lost to any of the three is looked at, and loss of control alone for the record.
    peace = {"conflict.war_rate": 0.0, "conflict.strike_rate": 0.0, "conflict.tension_stability": 0.0}
    for kind, levels in (("lab", (0.1, 0.6, 1.0)), ("bloc", (0.1, 0.7, 1.0))):
        rungs = [
            (f"enmity of {kind}s {x}, wars set aside", Play(numbers={**peace, f"conflict.{kind}_enmity": x}))
            for x in levels
        ]
        _ladder(study, f"enmity between {kind}s, wars set aside", rungs, games)
        ends = [
            _row(study, f"enmity of {kind}s {x}, with wars", play(Play(numbers={f"conflict.{kind}_enmity": x}), games))
            for x in (levels[0], levels[-1])
        ]
        lost = _loss(*ends)
        fell = (Ending.WAR, Ending.COLLAPSE)
        either = step(*(batch.ended(LOSS, *fell) for batch in ends))
        study.line(
            f"with wars, loss of control, war and collapse together rise with it: {_said(either)}", either.rises()
        )
        study.row(f"loss of control alone, {kind}s, with wars", "", "", _said(lost))


def _sight(study: Study, games: int) -> None:
    rungs = [
        (f"error of estimates {x} and {2 * x} OOM", Play(numbers={"conflict.sight": x, "conflict.sight_secret": 2 * x}))
        for x in (1.0, 0.3, 0.05)
    ]
    _ladder(study, "sight of rivals' progress", rungs, games)


def _safety(study: Study, games: int) -> None:
    def compare(what: str, without: Play, having: Play) -> None:
        before = _row(study, f"without {what}", play(without, games))
        after = _row(study, f"with {what}", play(having, games))
        change = _loss(before, after)
        study.line(f"loss of control falls with {what}: {_said(change)}", change.falls())

    shared = Clause.SHARED_SAFETY
    compare(
        "shared safety work",
        Play(edits={"*": chain(never_signs(shared), never(Action.SHARE_SAFETY))}),
        Play(edits={"*": signs([shared])}),
    )
    compare(
        "corrigibility",
        Play(edits={"*": avoids("corrigibility")}),
        Play(changes={"*": {"prefers": ("ai-control", "corrigibility")}}),
    )
    limits = (Clause.SLOW_DOWN, Clause.INSPECTIONS)
    compare("verified treaties", Play(edits={"*": never_signs(*limits)}), Play(edits={"*": signs(limits)}))


def _stability(study: Study, games: int) -> None:
    seen = np.full((17, games), np.nan)

    def watch(state: State, batch: np.ndarray) -> None:
        if state.turn < len(seen):
            seen[state.turn, batch] = state.stability

    begun = float(plain().state.stability[0])
    play(Play(), games, watch)
    for turn in range(1, len(seen)):  # a campaign that has ended keeps its last stability
        seen[turn] = np.where(np.isnan(seen[turn]), seen[turn - 1], seen[turn])
    median = float(np.median(seen[16]))
    study.row("median stability after 8 years", "", "", f"{median:.2f}")
    claim = f"stability starts at {begun:.1f} and its median is below 4 within eight years"
    study.line(claim, begun == 7.0 and median < 4.0)


def _deployers(study: Study, games: int) -> None:
    """All hold to 2034; then one deploys, or all who can, with the same care."""
    turn = 17
    several = _row(study, "all who can deploy in the same turn", play(Play(edits={"*": deploys(RACERS, turn)}), games))
    for seat in ("meridian", "helios"):
        one = _row(study, f"only {seat} deploys", play(Play(edits={"*": deploys([seat], turn)}), games))
        same = several.outcomes.turns == one.outcomes.turns
        acted = several.ended(*DEPLOYED) & one.ended(*DEPLOYED) & same
        change = step(one.ended(LOSS)[acted], several.ended(LOSS)[acted])
        claim = f"several deployers are worse than {seat} alone, in the same turn of {int(acted.sum())} games"
        study.line(f"{claim}: {_said(change)}", change.rises())


def _theft(study: Study, games: int) -> None:
    """Who is behind goes for weights late; with the best model in hand it may take the last step, or the lead."""
    spying = (Action.SPY_SECRETS, Action.SPY_WEIGHTS)
    open_doors: dict[str, dict[str, object]] = {"*": {"security": 0.0}}

    def level(seat: str, edit: Edit, unguarded: bool) -> tuple[dict[str, Floats], Batch]:
        own = seats_of().index(seat)
        seen: dict[str, Floats] = {
            "leads": np.zeros(games),
            "nobody is ahead": np.zeros(games),
            "deploys, and no other": np.zeros(games),
        }

        def watch(state: State, batch: np.ndarray) -> None:
            others = np.delete(state.capability, own, axis=0).max(axis=0)
            late = state.turn > LATE
            alone = state.facts.deployed[own] & (state.facts.deployed.sum(axis=0) == 1)
            now = (state.capability[own] > others) & late, (state.capability[own] >= others) & late, alone
            for figure, holds in zip(seen.values(), now, strict=True):
                figure[batch] = np.maximum(figure[batch], holds)

        batch = play(Play(changes=open_doors if unguarded else {}, edits={seat: edit}), games, watch)
        return seen, batch

    for seat, where, unguarded, lines in (
        ("qilin", "", False, {
            "late theft ends a lead: nobody is ahead of the thief": "nobody is ahead",
            "late theft flips who takes the last step: the thief deploys, and no other": "deploys, and no other",
        }),
        ("meridian", " where nobody pays for security", True, {
            "late theft flips who leads: the thief is ahead of all others": "leads",
        }),
    ):  # fmt: skip
        honest = level(seat, never(*spying), unguarded)
        thief = level(seat, chain(never(*spying), does(Action.SPY_WEIGHTS, LATE)), unguarded)
        for name, (seen, batch) in (("never spies", honest), ("goes for weights from 2032 on", thief)):
            _row(study, f"{seat.title()} {name}{where}", batch)
            for what, figure in seen.items():
                study.row(f"... {what} at some time, % of games", "", "", percent(float(figure.mean())))
        for claim, what in lines.items():
            change = step(honest[0][what], thief[0][what])
            study.line(f"{claim}: {_said(change)}", change.rises())


def _war(study: Study, games: int) -> None:
    def compare(what: str, peace: Play, war: Play) -> None:
        before = _row(study, f"without {what}", play(peace, games))
        after = _row(study, f"with {what}", play(war, games))
        for name, kind in (("good", (Kind.GOOD,)), ("good or mixed", (Kind.GOOD, Kind.MIXED))):
            sides = [sum(1.0 * b.kind(k) for k in kind) for b in (before, after)]
            change = step(np.asarray(sides[0]), np.asarray(sides[1]))
            study.line(f"{what} never improve {name} endings: {_said(change)}", not change.rises())

    compare("wars", Play(numbers={"conflict.war_rate": 0.0}), Play(numbers={"conflict.war_rate": 0.05}))
    never_strike, often = {"conflict.strike_rate": 0.0}, {"conflict.strike_rate": 1.0}
    compare("preventive strikes", Play(numbers=never_strike), Play(numbers=often))
    peaceful, warlike = (
        Play("labs-and-states", edits={"columbia": edit, "huaxia": edit})
        for edit in (never(Action.STRIKE), does(Action.STRIKE, LATE))
    )
    compare("strikes of states", peaceful, warlike)


def _treaties(study: Study, games: int) -> None:
    whole = (*PACT, Clause.AUTONOMY)
    blind = (Clause.SLOW_DOWN, Clause.SHARED_SAFETY, Clause.AUTONOMY)
    hunts = {
        "no treaty at all": Play(edits={"*": never_signs(*Clause)}),
        "default": Play(),
        "the same pact from 2034 on": Play(edits={"*": signs(whole, 16, False)}),
        "early, without inspections": Play(edits={"*": chain(never_signs(Clause.INSPECTIONS), signs(blind, 0, False))}),
        "early and verified, without autonomy": Play(
            edits={"*": chain(never_signs(Clause.AUTONOMY), signs(PACT, 0, False))}
        ),
    }
    best = _row(study, "early, verified, with autonomy", play(Play(edits={"*": signs(whole, 0, False)}), games))
    for name, how in hunts.items():
        other = _row(study, name, play(how, games))
        change = step(good(other), good(best))
        claim = f"an early verified treaty with autonomy beats {name}"
        study.line(f"{claim}: {_said(change)} of good endings", change.rises())
    share = float(good(best).mean())
    study.line(f"and is still no certainty: {percent(share)} % good", share < 0.97)
