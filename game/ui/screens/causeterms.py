"""The causes of a figure's change, in the last turns and expected, whole: they add up to the change that is shown.

The ledger tells what the phases of a turn did. Three figures are also made of technologies, which count from the turn
in which they are known; and the margin is shown with the sign turned round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.content.vocabulary import Target
from game.content.words import say
from game.rules.ledger import Term
from game.ui.office import Office

_QUANTITIES = {"margin": "reading", "ceiling": "practice"}
_BY_TECHNOLOGY = {
    "ceiling": Target.ALIGNMENT_CEILING,
    "algorithms": Target.ALGORITHMS,
    "accountability": Target.ACCOUNTABILITY,
}
_NOTHING = 1e-9


def quantity_of(key: str) -> str:
    """The quantity of the ledger that explains a figure."""
    return _QUANTITIES.get(key, key)


def past_terms(office: Office, key: str, turn: int | None = None) -> list[Term]:
    """Why an own or a public figure changed in a turn, by default the last."""
    turn = office.turn - 1 if turn is None else turn
    terms = _shown(key, office.terms(quantity_of(key), turn))
    if key in _BY_TECHNOLOGY:
        learned = [str(e.values["technology"]) for e in office.log if e.turn == turn and e.key == "learned"]
        terms += _technologies(office, key, learned, turn)
        terms += _rest(office, key, terms, _change(office, key, turn), turn)
    return terms


def expected_terms(office: Office, key: str) -> list[Term]:
    """Why a figure is expected to change in this turn, by the orders as they stand. Nothing for the margin, because
    the noise of evaluations cannot be expected."""
    if key == "margin":
        return []
    expected, quantity = office.preview, quantity_of(key)
    terms = [*expected.ledger.of(quantity, office.index), *expected.ledger.of(quantity, None)]
    if key in _BY_TECHNOLOGY:
        fresh = expected.after.known[:, 0, 0] & ~expected.before.known[:, 0, 0]
        learned = [id_ for id_, new in zip(office.setup.technologies, fresh, strict=True) if new]
        terms += _technologies(office, key, learned, office.turn)
        terms += _rest(office, key, terms, expected.change(key), office.turn)
    return terms


def _shown(key: str, terms: list[Term]) -> list[Term]:
    return [replace(term, amount=-term.amount) for term in terms] if key == "margin" else terms


def _technologies(office: Office, key: str, learned: Iterable[str], turn: int) -> list[Term]:
    """What technologies that became known in a turn add to a figure."""
    target, terms = _BY_TECHNOLOGY[key], []
    for id_ in learned:
        index = office.setup.technologies.index(id_)
        amount = sum(e.amount for e in office.setup.effects if e.technology == index and e.target is target)
        if amount:
            terms.append(Term(turn, "research", key, office.index, None, f"technology:{id_}", amount))
    return terms


def _rest(office: Office, key: str, terms: list[Term], change: float | None, turn: int) -> list[Term]:
    """What is left of the change: techniques that came in another way than by own research, or a limit."""
    left = 0.0 if change is None else change - sum(term.amount for term in terms)
    if abs(left) < _NOTHING:
        return []
    return [Term(turn, "research", key, office.index, None, say("ui.causes.techniques"), left)]


def _change(office: Office, key: str, turn: int) -> float | None:
    """The change of a figure in a turn; None where it is not remembered."""
    past, turns = office.history.figures.get(key, ()), office.history.turns
    if turn not in turns or turn + 1 not in turns:
        return None
    at = turns.index(turn)
    return past[at + 1] - past[at]
