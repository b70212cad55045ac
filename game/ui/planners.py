"""The planners of a campaign: they think beside the window, from the moment a turn begins until it is resolved."""

from __future__ import annotations

from functools import partial

from game.campaign.campaign import Campaign
from game.campaign.planning import Planned, Planning, Thought, plan_for
from game.campaign.sheet import OrderSheet
from game.forecast.worker import Failed, Worker


class Planners:
    """Holds the questions of one turn and the answers so far.

    Without a worker nobody thinks beside the window, and the campaign itself asks them when the turn is resolved.
    """

    def __init__(self, worker: Worker | None = None) -> None:
        self.sheets: dict[str, OrderSheet] = {}  # the answers, by seat
        self.failure = ""  # why no more answers come in this turn
        self._worker = worker
        self._asked: list[Planning] = []
        self._begun = 0.0  # how far the answer that is being worked on has come
        self._turn: tuple[Campaign, int] | None = None

    @property
    def count(self) -> int:
        """How many think in this turn."""
        return len(self._asked)

    @property
    def thinking(self) -> bool:
        """Whether an answer is still awaited."""
        return len(self.sheets) < len(self._asked)

    @property
    def progress(self) -> float:
        """How far all of them are, 0 to 1."""
        return min((len(self.sheets) + self._begun) / max(1, len(self._asked)), 1.0)

    def attend(self, campaign: Campaign) -> None:
        """Ask the planners of this turn, if they have not been asked yet, and take their answers in. Never waits."""
        if self._worker is None:
            return
        if self._turn is None or self._turn[0] is not campaign or self._turn[1] != campaign.turn:
            self.forget()
            self._turn = campaign, campaign.turn
            self._asked = campaign.planning
            if self._asked:
                self._worker.start(partial(plan_for, self._asked))
        for message in self._worker.news() if self.thinking else ():
            if isinstance(message, Thought):
                self._begun = message.share
            elif isinstance(message, Planned):
                self.sheets[message.seat], self._begun = message.sheet, 0.0
            elif isinstance(message, Failed):
                self.failure = message.reason
                self.hurry()

    def hurry(self) -> None:
        """Wait no longer: who has not answered orders as its standing plan would have it."""
        for one in self._asked:
            if one.seat not in self.sheets:
                self.sheets[one.seat] = one.at_once()
        if self._worker is not None:
            self._worker.cancel()

    def forget(self) -> None:
        """Nobody waits for them any more."""
        if self._worker is not None and self.thinking:
            self._worker.cancel()
        self.sheets, self.failure, self._asked, self._turn, self._begun = {}, "", [], None, 0.0

    def close(self) -> None:
        """End the process."""
        self.forget()
        if self._worker is not None:
            self._worker.close()
