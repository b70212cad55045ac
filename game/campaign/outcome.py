"""How a campaign ended, how near every other ending was, and what each seat made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from game.content.vocabulary import Aim, Ending, Kind
from game.rules.draws import Draws
from game.rules.endings import aims_met, nearness, scores
from game.rules.orders import Orders
from game.rules.params import Params
from game.rules.setup import Setup
from game.rules.state import State
from game.rules.turn import begin


@dataclass(frozen=True)
class Outcome:
    ending: Ending
    turn: int  # turns played
    year: float
    scores: dict[str, float]  # by seat, 0-100
    nearness: dict[Ending, float]  # 0-1, 1 for an ending whose condition held
    met: dict[str, dict[Aim, float]] = field(default_factory=dict)  # by seat, 0-1 how far each of its own aims was met

    @property
    def kind(self) -> Kind:
        return self.ending.kind


def outcome_of(state: State, setup: Setup, params: Params, draws: Draws) -> Outcome | None:
    """The outcome of a campaign of one game, None while it goes on. `draws` are those of the turn that led here."""
    ending = Ending(int(state.ending[0]))
    if ending is Ending.NONE:
        return None
    # The conditions of endings were judged in the last turn, by what its seats knew when it began.
    began = replace(state, turn=state.turn - 1, known=state.known & ~state.facts.learned)
    turn = begin(began, Orders.blank(len(setup.seats), 1), setup, params, draws)
    near, points, met = nearness(state, turn), scores(state, turn), aims_met(state, turn)
    return Outcome(
        ending=ending,
        turn=state.turn,
        year=setup.year(state.turn),
        scores={id_: float(points[seat, 0]) for seat, id_ in enumerate(setup.seats)},
        nearness={one: float(near[one, 0]) for one in Ending if one is not Ending.NONE},
        met={
            id_: {aim: float(met[aim][seat, 0]) for aim in Aim if setup.aims[aim, seat, 0] > 0.0}
            for seat, id_ in enumerate(setup.seats)
        },
    )
