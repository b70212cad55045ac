"""`python -m tests.monkey`: random clicks, keys, drags and resizes on a hotseat campaign, and what must hold meanwhile.

    python -m tests.monkey                            20,000 events on each of ten seeds
    python -m tests.monkey --events 2000 --seeds 3    shorter
    python -m tests.monkey --seed 4                   one seed again

Nothing may raise. When a player takes a seat, the screen is now and then compared pixel by pixel with that of a twin
campaign in which nobody else has ordered anything yet, so that nothing of the last player can be seen. At the end the
campaign is saved and loaded, and must be the same. Exit code: 0 when all of it held, else 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pygame

from game.campaign import saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Chair, Human, Planner
from game.forecast import planner
from game.forecast.worker import InlineWorker, Job
from game.ui.app import window_events
from game.ui.keys import COMMANDS, FIXED, key_of
from game.ui.nodes import Node, click, press, typed
from game.ui.planners import Planners
from game.ui.screenshot import SEED
from tests.ui.table import Table, book

EVENTS, SEEDS = 20_000, 10
PEOPLE = ("helios", "qilin")
PLANNER = "meridian"
TRIALS = (1, 2)  # games of a planner, which is not what is tried here
LOOKS = 6  # at a planner until it has an answer
SIZES = ((1024, 640), (1024, 640), (1280, 720), (1920, 1080), (800, 500), (320, 240))
AT_ONCE = 4  # events in one frame at most
COMPARED = 0.2  # share of the seats taken that is compared with a twin, which takes long
LITERAL = (*FIXED, *("Enter", "Esc", "Tab") * 12)
OFTEN = ("everywhere/main", "everywhere/back", "everywhere/end_turn") * 12
STEP = 0.05  # seconds between two frames
KINDS = {"node": 40, "key": 36, "spot": 7, "drag": 7, "wheel": 4, "text": 2, "leave": 1, "resize": 0.15}


@dataclass
class Result:
    """What one seed did."""

    seed: int
    events: int = 0
    frames: int = 0
    turns: int = 0
    endings: int = 0
    arrivals: int = 0  # seats taken and compared with their twin
    seconds: float = 0.0
    screens: set[str] = field(default_factory=set)
    problem: str = ""


class Late(InlineWorker):
    """Answers when it has been looked at a few times, so that there is something to wait for."""

    def start(self, job: Job) -> None:
        self._looks, self._job = 0, job

    def news(self) -> list[Any]:
        self._looks += 1
        if self._looks == LOOKS:
            super().start(self._job)
        return super().news()


def seats() -> dict[str, Chair]:
    return {**{id_: Human() for id_ in PEOPLE}, PLANNER: Planner()}


class Monkey:
    """One campaign under random events. `work` is a folder of its own."""

    def __init__(self, seed: int, work: Path) -> None:
        self._dice = random.Random(seed)
        self._work = work
        self._folder = work / "saves"
        self._begun = work / "begun.t6"  # the present turn as it began
        self._known: tuple[object, int] = (None, -1)
        self.result = Result(seed)
        self.table = Table(None, self._folder, (1024, 640))
        self.table.session.planners = Planners(Late())
        self.table.session.begin(Campaign.new(book(), SEED + seed, seats()))
        self.table.session.settings_file = work / "settings.toml"
        self._sitting = self.table.session.sitting

    def run(self, events: int) -> Result:
        began = time.perf_counter()
        try:
            while self.result.events < events:
                self._step()
            self._saved_and_loaded()
        except Exception:  # noqa: BLE001 - whatever it is, that it happened is the finding
            self.result.problem = traceback.format_exc()
        self.result.seconds = time.perf_counter() - began
        return self.result

    def _step(self) -> None:
        table, session = self.table, self.table.session
        made = []
        for _ in range(self._dice.randrange(1, AT_ONCE + 1)):
            made += self._events()
            self.result.events += 1
        self._frame(window_events(table.app, made))
        self.result.screens.add(session.screen)
        if session.leaving:  # the window closes, and is opened again
            session.leaving = False
        campaign = session.campaign
        if campaign is not None and self._known != (campaign, campaign.turn):
            self.result.turns += self._known[0] is campaign
            self._known = (campaign, campaign.turn)
            saves.save(campaign, self._begun)
            self.result.endings += session.outcome is not None
        if session.sitting != self._sitting:
            self._sitting = session.sitting
            self._new_eyes()
        if session.screen in ("title", "ending") and self._dice.random() < 0.2:
            session.begin(Campaign.new(book(), self._dice.randrange(10_000), seats()))

    def _frame(self, events: list[pygame.event.Event]) -> None:
        app, before = self.table.app, self.table.app.ui
        others = self.table.session.sitting != app._sitting
        self.table.now += STEP
        app.frame(events, self.table.now)
        self.result.frames += 1
        assert not others or app.ui is not before, "the toolkit of the last player went on"

    # ---- what is done -------------------------------------------------------------------------------

    def _events(self) -> list[pygame.event.Event]:
        dice, ui = self._dice, self.table.app.ui
        kind = dice.choices(list(KINDS), list(KINDS.values()))[0]
        nodes = [node for node in ui.nodes if node.visible]
        if kind == "node" and nodes:
            return click(dice.choice(nodes), ui.scale)
        if kind == "key":
            return press(self._key())
        if kind == "spot":
            return click(self._spot_node(), ui.scale)
        if kind == "drag":
            return self._drag(dice.choice(nodes) if nodes else self._spot_node())
        if kind == "wheel":
            return [pygame.event.Event(pygame.MOUSEWHEEL, y=dice.choice((-3, -1, 1, 3)), precise_y=0.0)]
        if kind == "text":
            return typed("".join(dice.choice("abc 123äß€/\\.") for _ in range(dice.randrange(1, 12))))
        if kind == "leave":
            return [pygame.event.Event(pygame.WINDOWLEAVE)]
        self.table.app.resize(pygame.Surface(dice.choice(SIZES)))
        return []

    def _key(self) -> str:
        """Some key, or the one that the player has now for some command."""
        if self._dice.random() < 0.3:
            return self._dice.choice(LITERAL)
        command = COMMANDS[self._dice.choice([*COMMANDS, *OFTEN])]
        return key_of(command, self.table.session.settings.keys)

    def _spot(self) -> tuple[float, float]:
        box = self.table.app.ui.window
        return self._dice.random() * box.w, self._dice.random() * box.h

    def _spot_node(self) -> Node:
        return Node("", (*self._spot(), 0, 0), "", "")

    def _drag(self, node: Node) -> list[pygame.event.Event]:
        """Down on a widget, some frames of movement, up elsewhere; the last of it is returned."""
        scale = self.table.app.ui.scale
        down = click(node, scale)[:2]
        self._frame(down)
        for _ in range(self._dice.randrange(1, 5)):
            x, y = self._spot()
            at = (x * scale, y * scale)
            self._frame([pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(1, 0, 0))])
        x, y = self._spot()
        return [pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x * scale, y * scale), button=1)]

    # ---- what must hold -----------------------------------------------------------------------------

    def _new_eyes(self) -> None:
        """Somebody else looks at the screen: nothing of before is left, and they see what they would have seen."""
        session = self.table.session
        up = pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(0, 0), button=1)
        self._frame([up, pygame.event.Event(pygame.WINDOWLEAVE)])
        if session.screen == "handover":
            assert session.office is None, "somebody is sitting behind the curtain"
        if session.office is None or session.outcome is not None or self._dice.random() > COMPARED:
            return
        self._compare_with_twin()

    def _compare_with_twin(self) -> None:
        real = self.table
        session, office = real.session, real.session.seated
        assert session.campaign is not None
        twin = Table(None, self._work / "twin", real.app.ui.surface.get_size())
        twin.session.settings_file = self._work / "twin.toml"
        campaign = saves.load(self._begun)
        for id_, chair in session.campaign.chairs.items():
            campaign.give(id_, chair)
        if campaign.sheet(office.seat) != office.sheet:
            campaign.draft(office.seat, office.sheet)
        if campaign.turn != session.campaign.turn or campaign.can_undo(office.seat) != office.can_undo:
            return  # they came back to a turn that they had begun
        twin.session.campaign, twin.session.next_seat = campaign, office.seat
        twin.session.settings = session.settings
        if office.seat in session.overlays:  # what the same player looked at before is theirs to find again
            twin.session.overlays[office.seat] = session.overlays[office.seat]
        twin.session.take_seat()
        twin.session.screen = session.screen
        for table in (real, twin):
            for _ in range(2):  # messages are gone, those of this very frame, too, and what moved is at rest
                table.now += 10.0
                table.draw(1)
                while session.world.busy:  # the map in its new size or colours
                    time.sleep(0.01)
            motion, table.app.ui.motion = table.app.ui.motion, False
            table.draw(2)
            table.app.ui.motion = motion
        self.result.arrivals += 1
        assert twin.app.ui.surface.get_size() == real.app.ui.surface.get_size()
        if twin.pixels() != real.pixels():
            pygame.image.save(real.app.ui.surface, self._work / "seen.png")
            pygame.image.save(twin.app.ui.surface, self._work / "expected.png")
            raise AssertionError(f"{office.seat} does not see on {session.screen} what it would have seen")

    def _saved_and_loaded(self) -> None:
        session = self.table.session
        if session.campaign is None:
            return
        path = saves.autosave(session.campaign, self._folder)
        loaded = saves.load(path)
        assert loaded.turn == session.campaign.turn, "the loaded campaign stands elsewhere"
        for id_ in loaded.people:
            assert loaded.sheet(id_) == session.campaign.sheet(id_), f"orders of {id_} were lost"
        other = Table(None, self._work / "other")
        other.session.settings_file = self._work / "other.toml"
        other.session.load(path)
        other.draw(2)


def run(seed: int, events: int) -> Result:
    """One seed, in a folder that is thrown away unless something did not hold."""
    folder = Path(tempfile.mkdtemp(prefix=f"monkey-{seed}-"))
    result = Monkey(seed, folder).run(events)
    if result.problem:
        result.problem += f"pictures and saves: {folder}\n"
    return result


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.monkey", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--seed", type=int, help="only this one")
    options = parser.parse_args(arguments)
    planner.TRIALS = TRIALS
    seeds = [options.seed] if options.seed is not None else range(1, options.seeds + 1)
    failed = 0
    print("| seed | events | frames | turns | endings | seats compared | screens | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    for seed in seeds:
        r = run(seed, options.events)
        print(f"| {seed} | {r.events:,} | {r.frames:,} | {r.turns} | {r.endings} | {r.arrivals} | {len(r.screens)} "
              f"| {r.seconds:.0f} |", flush=True)  # fmt: skip
        if r.problem:
            failed += 1
            print(r.problem, file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
