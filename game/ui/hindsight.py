"""Looking back on the campaign that has just ended: what is known of it so far, worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable

from game.campaign.campaign import Campaign
from game.campaign.debrief import Debrief
from game.campaign.lookback import Past, Step, look_back, steps
from game.forecast.worker import Done, Failed, Worker


class Hindsight:
    """Belongs to one campaign. Without a worker nothing is worked out but what `work` is asked for."""

    def __init__(self, campaign: Campaign, worker: Worker | None = None) -> None:
        seats = campaign.setup.seats
        self.campaign = campaign
        self.debrief = Debrief(Past.of(campaign))
        self.focus = seats.index(campaign.people[0]) if campaign.people else 0  # the seat whose decisions are shown
        self.failure = ""  # why nothing more comes
        self._worker = worker
        self._asked: int | None = None  # for which seat the worker is at work
        self._whole = False

    @property
    def working(self) -> bool:
        """Whether more is to come."""
        return self._worker is not None and not self._whole and not self.failure

    def follow(self) -> None:
        """Take what was found, and see to it that the seat on the screen goes first. Never waits."""
        worker = self._worker
        if worker is None or self._whole or self.failure:
            return
        if self._asked != self.focus:
            worker.start(self.debrief.job(self.focus))
            self._asked = self.focus
        for message in worker.news():
            if isinstance(message, Done):
                self._whole = True
            elif isinstance(message, Failed):
                self.failure = message.reason
            else:
                self.debrief.take([message])

    def work(self, wanted: Callable[[Step], bool]) -> None:
        """Work out some steps here and now: for pictures, where nobody waits for a frame."""
        todo = [step for step in steps(self.debrief.past, self.focus) if wanted(step) and step not in self.debrief.done]
        look_back(self.debrief.past, todo, lambda found: self.debrief.take([found]), lambda: False)

    def leave(self) -> None:
        """The campaign is left: nobody waits for anything more."""
        if self._worker is not None:
            self._worker.cancel()
        self._whole = True
