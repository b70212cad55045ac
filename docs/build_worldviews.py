"""Writes `worldviews.md`: what the shipped worldviews come to. `python -m docs.build_worldviews [--games N]`.

Plays some 900,000 campaigns at its full size, which can take a quarter of an hour. The same number of games and
the same balance files give the same page.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np

from game import paths
from game.cli.claims import observed
from game.cli.progress import progress
from game.content.claims import Case
from game.content.load import files_of
from game.content.vocabulary import Kind
from game.forecast.cases import World
from game.forecast.claims import findings
from game.forecast.evidence import Verdict
from game.forecast.result import ENDINGS, KINDS, Outcomes
from game.forecast.shares import Mean
from game.forecast.simulate import play_all

PAGE = Path(__file__).parent / "worldviews.md"
WAYS = ("idle", "random", "greedy", "careful")
GAMES, SEED = 4000, 4
APART = 0.20  # difference of one ending's share from which two worldviews count as apart
RARE = 0.01  # share from which an ending is reached
USUAL = 0.60  # share that one ending exceeds only where a claim says so

HEAD = """# Worldviews

What the worldviews of `balance/worldviews/` come to under the rules, written by `python -m docs.build_worldviews`.
Every share and score holds under one worldview and is no forecast. {games:,} campaigns of Five Labs in each case, seed
{seed}; computer players in every seat.
"""


def worlds() -> dict[str, World]:
    """The shipped worldviews by id."""
    return {file.stem: World.of_claims(file.stem) for file in files_of(paths.balance(), "worldviews")}


def play(world: World, cases: list[Case], games: int, workers: int) -> list[Outcomes]:
    """The outcomes of each case, on the same dice."""
    with progress() as tell:
        batches = play_all([world.table(case) for case in cases], games, SEED, workers, progress=tell)
    return [batch.outcomes for batch in batches]


def share(outcomes: Outcomes, kind: Kind) -> float:
    return float(sum((outcomes.ending == ending).mean() for ending in ENDINGS if ending.kind is kind))


def endings(worlds: Mapping[str, World], played: Mapping[str, Outcomes]) -> Iterator[str]:
    yield "\n## Endings, with every seat as it is\n"
    yield "| worldview | " + " | ".join(ending.id.replace("_", " ") for ending in ENDINGS) + " | good | mixed | bad |"
    yield "|---" * (len(ENDINGS) + 4) + "|"
    for id_ in worlds:
        shares = [(played[id_].ending == ending).mean() for ending in ENDINGS]
        cells = [f"{100 * each:.1f}" for each in (*shares, *(share(played[id_], kind) for kind in KINDS))]
        yield f"| {id_} | " + " | ".join(cells) + " |"
    yield "\nShares of campaigns in %.\n"
    table = np.array([[(played[id_].ending == ending).mean() for ending in ENDINGS] for id_ in worlds])
    names = list(worlds)
    far = [
        f"{names[a]} and {names[b]}" for a, b in combinations(range(len(names)), 2)
        if np.abs(table[a] - table[b]).max() > APART
    ]  # fmt: skip
    yield f"- {len(far)} of {len(names) * (len(names) - 1) // 2} pairs differ by more than {APART:.0%} in some ending."
    missing = [ending.id for ending, most in zip(ENDINGS, table.max(axis=0), strict=True) if most < RARE]
    rare = f"reached nowhere at {RARE:.0%}: {', '.join(missing)}" if missing else f"reached somewhere at {RARE:.0%}"
    yield f"- Every ending is {rare}." if not missing else f"- Endings {rare}."
    usual = [
        f"{names[row]} ({ENDINGS[column].id}, {table[row, column]:.0%})"
        for row, column in zip(*np.nonzero(table > USUAL), strict=True)
    ]
    yield f"- One ending takes more than {USUAL:.0%} in: {', '.join(usual) or 'none'}."


def fixed_policies(worlds: Mapping[str, World], games: int, workers: int) -> Iterator[str]:
    some = next(iter(worlds.values()))
    fixed = [name for name, policy in some.policies.items() if policy.fixed]
    yield "\n## The best of eight fixed policies\n"
    yield "Mean score of all seats when every seat plays by the policy. The best is bold; by how much it is ahead of"
    yield "the next, with the standard error on common dice, is in the last column.\n"
    yield "| worldview | " + " | ".join(fixed) + " | ahead by |"
    yield "|---" * (len(fixed) + 2) + "|"
    winners, clear = set(), set()
    for id_, world in worlds.items():
        batches = play(world, [Case(policy=name) for name in fixed], games, workers)
        by_game = np.array([batch.scores.mean(axis=0) for batch in batches])  # (P,N)
        scores = by_game.mean(axis=1)
        best, second = np.argsort(-scores)[:2]
        lead = by_game[best] - by_game[second]
        error = float(lead.std() / np.sqrt(lead.size))
        winners.add(fixed[best])
        if lead.mean() > 2 * error:
            clear.add(fixed[best])
        cells = [f"**{score:.1f}**" if at == best else f"{score:.1f}" for at, score in enumerate(scores)]
        yield f"| {id_} | " + " | ".join(cells) + f" | {lead.mean():.2f} ± {error:.2f} |"
    yield f"\n- {len(winners)} different policies are best somewhere: {', '.join(sorted(winners))}."
    yield f"- By more than two standard errors: {', '.join(sorted(clear))}."


def agency(worlds: Mapping[str, World], games: int, workers: int) -> Iterator[str]:
    yield "\n## Agency\n"
    yield "Mean score of a seat that plays idle, by chance, greedily or carefully while its rivals play as they are:"
    yield f"the mean of the five seats, and the seats in which a step is down (p < 0.05, on common dice); {games:,}"
    yield "campaigns in each case.\n"
    yield "| worldview | " + " | ".join(WAYS) + " | steps that are down |"
    yield "|---" * (len(WAYS) + 2) + "|"
    for id_, world in worlds.items():
        seats = list(world.book.scenario.seats)
        cases = [Case(policy=way, by=seat) for seat in seats for way in WAYS]
        batches = play(world, cases, games, workers)
        own = {
            (case.by, case.policy): batch.scores[seats.index(case.by)]
            for case, batch in zip(cases, batches, strict=True)
        }
        means = [np.mean([own[seat, way].mean() for seat in seats]) for way in WAYS]
        down = [
            f"{seat}: {low} > {high} ({step.mean:+.1f})"
            for seat in seats for low, high in pairwise(WAYS)
            if (step := Mean.of(own[seat, high] - own[seat, low])).high < 0.0
        ]  # fmt: skip
        rises = all(low < high for low, high in pairwise(means))
        told = (", ".join(down) or "none") + ("" if rises else "; the means do not rise")
        yield f"| {id_} | " + " | ".join(f"{mean:.1f}" for mean in means) + f" | {told} |"


def claims(worlds: Mapping[str, World], games: int, workers: int) -> Iterator[str]:
    yield "\n## Claims\n"
    yield "What each worldview claims, and what was observed: written by the same code as `tiersix check --claims`.\n"
    for id_, world in worlds.items():
        with progress() as tell:
            found = findings(world, games, 1, workers, progress=tell)
        yield f"**{world.book.worldview.title if world.book.worldview else id_}**\n"
        for each in found:
            mark = {Verdict.HOLDS: "Holds", Verdict.FAILS: "**Fails**", Verdict.UNDECIDED: "*Undecided*"}[each.verdict]
            yield f"- {mark}: {each.claim.text}"
            yield from (f"  {observed(case, each)}." for case in each.cases)
        yield ""


def page(games: int, workers: int) -> str:
    found = worlds()
    played = {id_: play(world, [Case()], games, workers)[0] for id_, world in found.items()}
    lines = [HEAD.format(games=games, seed=SEED)]
    lines += endings(found, played)
    lines += fixed_policies(found, games, workers)
    lines += agency(found, max(2, games // 4), workers)
    lines += claims(found, games, workers)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m docs.build_worldviews")
    parser.add_argument("--games", type=int, default=GAMES)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    PAGE.write_text(page(options.games, options.workers), "utf-8")
