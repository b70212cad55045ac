"""What is known so far from looking back on a campaign: shares of endings by turn, dignity, and how exact both are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from game.campaign.decisions import Decision
from game.campaign.lookback import Decisions, Finding, Odds, Past, Seats, Step, look_back, steps
from game.content.vocabulary import Ending
from game.forecast.dignity import Contrast, Sum
from game.forecast.worker import Job


@dataclass(frozen=True)
class Line:
    """A decision that was kept up for some turns, and what it changed in all of them together."""

    decision: Decision  # as it was first made
    last: int  # the last turn in which it was made
    sum: Sum

    @property
    def first(self) -> int:
        return self.decision.turn


@dataclass
class Debrief:
    """Collects findings. Nothing here waits or works anything out; `job` is what a worker has to do."""

    past: Past
    odds: dict[int, NDArray[np.int64]] = field(default_factory=dict)  # (13,) games by Ending, by turns resolved
    done: set[Step] = field(default_factory=set)
    _seats: dict[tuple[int, int], Contrast] = field(default_factory=dict)  # by turn and seat
    _decided: dict[tuple[int, int], list[tuple[Decision, Contrast]]] = field(default_factory=dict)

    def job(self, focus: int) -> Job:
        """What is still to be worked out, the seat on the screen first."""
        left = [step for step in steps(self.past, focus) if step not in self.done]
        return partial(look_back, self.past, left)

    @property
    def progress(self) -> float:
        """0-1 of all steps."""
        return len(self.done) / len(steps(self.past, 0))

    def take(self, findings: Iterable[Finding]) -> None:
        """Add what was found; the same step again adds nothing."""
        for found in findings:
            if found.step in self.done:
                continue
            self.done.add(found.step)
            at = (found.step.turn, found.step.seat)
            if isinstance(found, Odds):
                self.odds[at[0]] = self.odds.get(at[0], np.zeros(len(Ending), np.int64)) + found.counts
            elif isinstance(found, Seats):
                for seat, contrast in found.by_seat.items():
                    self._seats[at[0], seat] = self._seats.get((at[0], seat), Contrast()) + contrast
            else:
                self._add(at, found)

    def _add(self, at: tuple[int, int], found: Decisions) -> None:
        before = [contrast for _, contrast in self._decided.get(at, [])] or [Contrast()] * len(found.decided)
        self._decided[at] = [
            (decision, old + new) for (decision, new), old in zip(found.decided, before, strict=True)
        ]

    # --- shares of endings ---------------------------------------------------------------------------------------

    def games(self, turn: int) -> int:
        """Games that the shares after so many turns are counted from."""
        return int(self.odds[turn].sum()) if turn in self.odds else 0

    def share(self, turn: int, ending: Ending) -> float:
        """0-1 of the games played on from the state after so many turns that end so."""
        return float(self.odds[turn][ending]) / self.games(turn)

    def factor(self, turn: int, ending: Ending) -> float | None:
        """By how much a turn multiplied the odds of an ending; None while it is not known.

        Half a game is added to each count, so that an ending that no game had before has odds. The end itself is
        certain, so the last turn has the largest factor of all and says little.
        """
        if turn not in self.odds or turn + 1 not in self.odds:
            return None
        return self._odds(turn + 1, ending) / self._odds(turn, ending)

    def _odds(self, turn: int, ending: Ending) -> float:
        count = float(self.odds[turn][ending])
        return (count + 0.5) / (self.games(turn) - count + 0.5)

    # --- dignity -------------------------------------------------------------------------------------------------

    def weighed(self, seat: int) -> bool:
        """Whether every remembered turn of a seat has been weighed at least once."""
        wanted = {step.turn for step in steps(self.past, seat) if step.kind == "seats" and step.block == 0}
        return wanted <= {step.turn for step in self.done if step.kind == "seats"}

    def dignity(self, seat: int) -> Sum:
        """The change that all orders of a seat made to the log-odds of a good ending, as far as it is known."""
        return Sum.of([contrast for (_, whose), contrast in self._seats.items() if whose == seat])

    def turn_dignity(self, turn: int, seat: int) -> Contrast:
        """What the orders of a seat changed in one turn; nothing where it decided nothing."""
        return self._seats.get((turn, seat), Contrast())

    def decided(self, turn: int, seat: int) -> list[tuple[Decision, Contrast]]:
        """The decisions of a seat in a turn with what each changed, as far as they are weighed."""
        return list(self._decided.get((turn, seat), []))

    def lines(self, seat: int) -> list[Line]:
        """The decisions of a seat in the order in which they were first made; what goes on is one line.

        Each is weighed alone against its neutral place, all else as it was, so the lines of a turn need not add up to
        what the whole turn changed.
        """
        open_: dict[str, tuple[Decision, Decision, list[Contrast]]] = {}  # by part: first, last, what each turn changed
        runs: list[tuple[Decision, Decision, list[Contrast]]] = []
        for turn in sorted(turn for turn, whose in self._decided if whose == seat):
            for decision, contrast in self._decided[turn, seat]:
                run = open_.get(decision.part)
                if run is not None and run[1].turn == turn - 1 and decision.continues(run[0]):
                    run = (run[0], decision, [*run[2], contrast])
                else:
                    if run is not None:
                        runs.append(run)
                    run = (decision, decision, [contrast])
                open_[decision.part] = run
        runs += open_.values()
        lines = [Line(first, last.turn, Sum.of(changed)) for first, last, changed in runs]
        return sorted(lines, key=lambda line: (line.first, line.last, line.decision.part))
