"""What one seat may know of the turn that has just been resolved, own matters first.

An entry is data: the key of its text `report.<key>`, the values of that text (ids for names, numbers in the units of
`state.py`), where it is on the map, and the figure whose causes explain it. Nothing secret of another seat is in any
of them: an entry is made from own figures, public figures, and facts that this seat is a party to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from game.content.vocabulary import Clause, Ending, Release, Stance
from game.rules.arrays import Floats
from game.rules.phases.events import WORLD_FIGURES
from game.rules.setup import EventRule, Setup
from game.rules.state import State

About = Literal["own", "rival", "world"]
Kind = Literal[
    "model", "research", "incident", "security", "money", "compute", "people", "trust", "treaty", "conflict",
    "event", "society", "openness", "deployment", "ending",
]  # fmt: skip
Tone = Literal["good", "bad", "neutral"]

# Smaller changes than these are not worth a line.
TRUST = 4.0  # points
STABILITY = 0.4
TENSION = 6.0  # points
CONCERN = 5.0  # points
REGULATION = 5.0  # points
ESTIMATE = 0.3  # OOM
RELEASE = 0.05  # OOM beyond the model that was out before
PUBLIC_WEIGHTS = 0.15  # OOM
ARRIVAL = 0.12  # share of the fleet
REVENUE = 0.2  # share of last turn's
RESEARCHERS = 0.12  # share of last turn's
CONTROLS = 0.05
SHORTAGE = 0.9  # share of ordered chips delivered


@dataclass(frozen=True)
class Entry:
    """One line of a turn report or of the log."""

    turn: int  # the turn in which it happened, 0 for the first
    kind: Kind
    about: About
    key: str  # of its text, after "report."
    seat: int | None = None  # whom it is about, and the place of that seat on the map
    other: int | None = None  # the other party
    values: dict[str, float | str] = field(default_factory=dict)
    quantity: str | None = None  # figure of the ledger that explains it
    region: int | None = None
    tone: Tone = "neutral"


def report(before: State, after: State, setup: Setup, seat: int, game: int = 0) -> list[Entry]:
    """The entries for one seat about the turn that led from `before` to `after`; own first, then rivals and world."""
    news = _News(before, after, setup, seat, game)
    return [
        *news.ending(),
        *news.own_models(),
        *news.own_safety(),
        *news.own_means(),
        *news.own_secrets(),
        *news.rivals(),
        *news.treaties(),
        *news.conflict(),
        *news.events(),
        *news.world(),
    ]


@dataclass(frozen=True)
class _News:
    before: State
    after: State
    setup: Setup
    seat: int
    game: int

    def _entry(
        self,
        kind: Kind,
        about: About,
        key: str,
        *,
        seat: int | None = None,
        other: int | None = None,
        quantity: str | None = None,
        region: int | None = None,
        tone: Tone = "neutral",
        **values: float | str,
    ) -> Entry:
        if about == "own":
            seat = self.seat
        if seat is not None:
            values["seat"] = self.setup.seats[seat]
        if other is not None:
            values["other"] = self.setup.seats[other]
        if region is not None:
            values["region"] = self.setup.regions[region]
        return Entry(self.before.turn, kind, about, key, seat, other, values, quantity, region, tone)

    def _pair(self, name: str) -> tuple[float, float]:
        """An own figure before and after."""
        old, new = getattr(self.before, name), getattr(self.after, name)
        return float(old[self.seat, self.game]), float(new[self.seat, self.game])

    def _public(self, name: str) -> tuple[float, float]:
        """A figure of the world before and after."""
        return float(getattr(self.before, name)[self.game]), float(getattr(self.after, name)[self.game])

    def _others(self) -> Iterator[int]:
        return (seat for seat in range(len(self.setup.seats)) if seat != self.seat)

    def ending(self) -> Iterator[Entry]:
        code = Ending(int(self.after.ending[self.game]))
        if code is not Ending.NONE:
            tones: tuple[Tone, ...] = ("bad", "neutral", "good")
            yield self._entry("ending", "world", "ending", ending=code.id, tone=tones[code.kind])

    def own_models(self) -> Iterator[Entry]:
        facts = self.after.facts
        old, new = self._pair("capability")
        if self.after.holding[self.seat, self.game] and not self.before.holding[self.seat, self.game]:
            yield self._entry("deployment", "own", "tier_six", capability=new)
        if facts.deployed[self.seat, self.game]:
            unsafe = bool(facts.unsafe[self.seat, self.game])
            yield self._entry("deployment", "own", "deployed_unsafe" if unsafe else "deployed")
        if facts.run_finished[self.seat, self.game]:
            yield self._entry(
                "model", "own", "run_finished", capability=new, gain=new - old, quantity="capability", tone="good"
            )
        stage = Release(int(facts.released[self.seat, self.game]))
        if stage is not Release.HOLD:
            yield self._entry("model", "own", f"released_{stage.id}", capability=new, quantity="served")
        for index in np.flatnonzero(facts.learned[:, self.seat, self.game]):
            technology = self.setup.technologies[index]
            yield self._entry("research", "own", "learned", technology=technology, tone="good")

    def own_safety(self) -> Iterator[Entry]:
        severity = int(self.after.facts.incident[self.seat, self.game])
        if severity:
            key = ("incident_warning", "incident_serious", "incident_lost")[severity - 1]
            yield self._entry("incident", "own", key, quantity="safety_record", tone="bad")
        old, new = self._pair("reading")
        if old <= 0.0 < new:
            yield self._entry("incident", "own", "evaluations_warn", reading=new, tone="bad")
        elif new <= 0.0 < old:
            yield self._entry("incident", "own", "evaluations_calm", margin=-new, tone="good")

    def own_means(self) -> Iterator[Entry]:
        facts = self.after.facts
        if facts.fire_sale[self.seat, self.game]:
            yield self._entry("money", "own", "fire_sale", quantity="cash", tone="bad")
        old, new = self._pair("revenue")
        if abs(new - old) > REVENUE * max(old, 1.0):
            key = "revenue_up" if new > old else "revenue_down"
            tone: Tone = "good" if new > old else "bad"
            yield self._entry("money", "own", key, revenue=new, change=new - old, quantity="cash", tone=tone)
        fleet = float(self.after.compute[self.seat, :, self.game].sum())
        gained = self.after.compute[self.seat, :, self.game] - self.before.compute[self.seat, :, self.game]
        for region in np.flatnonzero(gained > ARRIVAL * fleet):
            yield self._entry(
                "compute", "own", "chips_arrived",
                region=int(region), chips=float(gained[region]), fleet=fleet, quantity="compute", tone="good",
            )  # fmt: skip
        old, new = self._pair("researchers")
        if abs(new - old) > RESEARCHERS * old:
            key = "researchers_came" if new > old else "researchers_left"
            tone = "good" if new > old else "bad"
            amount = abs(new - old)
            yield self._entry("people", "own", key, amount=amount, researchers=new, quantity="researchers", tone=tone)
        if facts.pitch_broken[self.seat, self.game]:
            yield self._entry("people", "own", "pitch_broken", quantity="morale", tone="bad")
        old, new = self._pair("trust")
        if abs(new - old) >= TRUST:
            key = "trust_up" if new > old else "trust_down"
            tone = "good" if new > old else "bad"
            yield self._entry("trust", "own", key, trust=new, change=new - old, quantity="trust", tone=tone)
        old, new = self._pair("government")
        if facts.taken_over[self.seat, self.game]:
            yield self._entry("people", "own", "taken_over", quantity="accountability")
        elif int(old + 1e-9) != int(new + 1e-9):
            yield self._entry("people", "own", "government", government=str(int(new + 1e-9)))

    def own_secrets(self) -> Iterator[Entry]:
        """Espionage this seat is a party to: what it did, and what it noticed being done to it."""
        facts = self.after.facts
        me, game = self.seat, self.game
        if facts.leaked[me, game]:
            yield self._entry("security", "own", "weights_leaked", quantity="public_weights", tone="bad")
        if facts.sabotaged[:, me, game].any():
            yield self._entry("security", "own", "sabotage_suffered", quantity="compute", tone="bad")
        for other in self._others():
            if facts.spy_caught[other, me, game]:
                yield self._entry("security", "own", "spy_found", other=other, tone="bad")
            if facts.spy_caught[me, other, game]:
                yield self._entry("security", "own", "spying_exposed", other=other, quantity="trust", tone="bad")
            if facts.secrets_stolen[me, other, game]:
                yield self._entry("security", "own", "secrets_taken", other=other, quantity="algorithms", tone="good")
            if facts.weights_stolen[me, other, game]:
                yield self._entry("security", "own", "weights_taken", other=other, quantity="capability", tone="good")
            if facts.sabotaged[me, other, game]:
                yield self._entry("security", "own", "sabotage_done", other=other, tone="good")

    def rivals(self) -> Iterator[Entry]:
        facts, game = self.after.facts, self.game
        for other in self._others():
            if facts.deployed[other, game]:
                key = "rival_deployed_unsafe" if facts.unsafe[other, game] else "rival_deployed"
                yield self._entry("deployment", "rival", key, seat=other)
            if self.after.joint_offer[other, game] and not self.before.joint_offer[other, game]:
                yield self._entry("deployment", "rival", "rival_joint_offer", seat=other)
            stage = Release(int(facts.released[other, game]))
            if stage is not Release.HOLD:
                name = "opened" if stage is Release.WEIGHTS else "served"
                was, level = (float(getattr(s, name)[other, game]) for s in (self.before, self.after))
                wider = self.after.served_stage[other, game] != self.before.served_stage[other, game]
                if wider or level - was >= RELEASE:
                    yield self._entry("model", "rival", f"rival_{stage.id}", seat=other, capability=level)
            # every seat hears of a serious incident, and public trust tells whose it was
            if facts.incident[other, game] >= 2:
                key = "rival_incident" if facts.incident[other, game] == 2 else "rival_incident_lost"
                yield self._entry("incident", "rival", key, seat=other, tone="bad")
            if facts.taken_over[other, game]:
                yield self._entry("people", "rival", "rival_taken_over", seat=other)
            if facts.fire_sale[other, game]:
                yield self._entry("money", "rival", "rival_fire_sale", seat=other)
            old = float(self.before.estimate[self.seat, other, game])
            new = float(self.after.estimate[self.seat, other, game])
            if abs(new - old) >= ESTIMATE:
                key = "rival_estimate_up" if new > old else "rival_estimate_down"
                spread = float(self.after.estimate_sd[self.seat, other, game])
                yield self._entry("model", "rival", key, seat=other, estimate=new, spread=spread)
            stance = Stance(int(self.after.stance[other, game]))
            if stance != self.before.stance[other, game]:
                yield self._entry("openness", "rival", "rival_stance", seat=other, stance=stance.id)

    def treaties(self) -> Iterator[Entry]:
        facts, game = self.after.facts, self.game
        for clause in Clause:
            fresh = not self.before.signed[clause, :, game].any()
            for seat in range(len(self.setup.seats)):
                own = seat == self.seat
                about: About = "own" if own else "rival"
                who = "own" if own else "rival"
                if facts.joined[clause, seat, game]:
                    key = f"{who}_{'proposed' if fresh else 'joined'}"
                    yield self._entry("treaty", about, key, seat=seat, clause=clause.id, tone="good")
                if facts.left[clause, seat, game]:
                    yield self._entry("treaty", about, f"{who}_left", seat=seat, clause=clause.id, tone="bad")
                if facts.cheat_found[clause, seat, game]:
                    key = f"{who}_cheat_found"
                    yield self._entry("treaty", about, key, seat=seat, clause=clause.id, quantity="trust", tone="bad")
                elif own and facts.cheated[clause, seat, game]:
                    yield self._entry("treaty", about, "own_cheated", seat=seat, clause=clause.id)

    def conflict(self) -> Iterator[Entry]:
        for doer, victim in np.argwhere(self.after.facts.struck[:, :, self.game]):
            mine = self.seat in (doer, victim)
            about: About = "own" if mine else "rival"
            key = "struck_by" if victim == self.seat else "struck_own" if doer == self.seat else "struck_rival"
            other = int(doer) if victim == self.seat else int(victim)
            yield self._entry(
                "conflict", about, key, seat=int(doer), other=other, quantity="stability", tone="bad"
            )
        blocs = len(self.setup.blocs)
        for first in range(blocs):
            for second in range(blocs):
                here, there = self.setup.blocs[first], self.setup.blocs[second]
                old, new = _between(self.before.controls, first, second, self.game), _between(
                    self.after.controls, first, second, self.game
                )
                if new - old > CONTROLS:
                    yield self._entry("conflict", "world", "export_controls", bloc=here, other_bloc=there, share=new)
                old, new = _between(self.before.tension, first, second, self.game), _between(
                    self.after.tension, first, second, self.game
                )
                if first < second and abs(new - old) >= TENSION:
                    key = "tension_up" if new > old else "tension_down"
                    tone: Tone = "bad" if new > old else "good"
                    yield self._entry(
                        "conflict", "world", key,
                        bloc=here, other_bloc=there, tension=new, change=new - old, quantity="tension", tone=tone,
                    )  # fmt: skip

    def events(self) -> Iterator[Entry]:
        facts = self.after.facts
        for index in np.flatnonzero(facts.events[:, self.game]):
            rule = self.setup.events[index]
            touched = [int(one) for one in np.flatnonzero(facts.event_seat[index, :, self.game])]
            if self.seat in touched:
                yield self._entry("event", "own", "event_own", event=rule.id, summary=rule.id)
            elif not touched:
                yield self._entry("event", "world", "event", event=rule.id, summary=rule.id)
            elif _is_seen(rule):
                # trust is public: whom it cost trust, the world can see
                named = touched[0] if len(touched) == 1 and any(f == "trust" for f, _ in rule.changes) else None
                about: About = "world" if named is None else "rival"
                key = "event" if named is None else "event_rival"
                yield self._entry("event", about, key, seat=named, event=rule.id, summary=rule.id)

    def world(self) -> Iterator[Entry]:
        game = self.game
        harm = int(self.after.facts.misuse[game])
        if harm:
            key = "misuse" if harm == 1 else "misuse_catastrophe"
            yield self._entry("incident", "world", key, quantity="stability", tone="bad")
        old, new = self._public("public_weights")
        if new - old >= PUBLIC_WEIGHTS:
            yield self._entry(
                "openness", "world", "public_weights", level=new, change=new - old, quantity="public_weights"
            )
        for index in np.flatnonzero(self.after.published[:, game] & ~self.before.published[:, game]):
            if not self.after.known[index, self.seat, game]:
                technology = self.setup.technologies[index]
                yield self._entry("openness", "world", "published", technology=technology)
        if self.after.ration[game] < SHORTAGE <= self.before.ration[game]:
            share = float(self.after.ration[game])
            yield self._entry("compute", "world", "chips_short", share=share, quantity="chip_supply", tone="bad")
        for name, step, rise_is_bad in (
            ("stability", STABILITY, False),
            ("public_concern", CONCERN, True),
            ("regulation", REGULATION, True),
        ):
            old, new = self._public(name)
            if abs(new - old) >= step:
                up = new > old
                tone: Tone = "bad" if up == rise_is_bad else "good"
                key = f"{name}_{'up' if up else 'down'}"
                yield self._entry("society", "world", key, level=new, change=new - old, quantity=name, tone=tone)


def _between(array: Floats, first: int, second: int, game: int) -> float:
    return float(array[first, second, game])


def _is_seen(rule: EventRule) -> bool:
    """Whether an event that touches a seat shows in any public figure."""
    return any(figure in WORLD_FIGURES or figure in ("tension", "power", "trust") for figure, _ in rule.changes)
