"""Turn reports: every line can come, has a text, and tells a seat nothing that it may not know."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.load import load_book
from game.content.vocabulary import Clause, Ending
from game.content.words import LANGUAGE, Names, texts
from game.rules.facts import Facts
from game.rules.report import Entry, report
from game.rules.state import State
from tests.rules.worlds import World, world

BEFORE: World = world(6, games=4, seed=3)
AFTER: State = BEFORE.after()
SETUP = BEFORE.setup
NAMES = Names(load_book("five-labs"))
ME, RIVAL, THIRD = 0, 4, 2


def told(before: State, after: State, seat: int = ME) -> list[Entry]:
    return report(before, after, SETUP, seat)


def same(**changes: Any) -> tuple[State, State]:
    """Two equal quiet states, the second with some fields changed by functions of their arrays."""
    before = replace(
        BEFORE.state,
        facts=Facts.none(
            len(SETUP.seats), len(SETUP.technologies), len(Clause), len(SETUP.events), BEFORE.state.games
        ),
    )
    own = {name: change(getattr(before, name).copy()) for name, change in changes.items() if not name.startswith("f_")}
    happened = {
        name[2:]: change(getattr(before.facts, name[2:]).copy())
        for name, change in changes.items()
        if name.startswith("f_")
    }
    return before, replace(before, **own, facts=replace(before.facts, **happened))


def put(value: Any, *place: Any) -> Any:
    def change(array: np.ndarray) -> np.ndarray:
        array[place] = value
        return array

    return change


def add(value: float, *place: Any) -> Any:
    def change(array: np.ndarray) -> np.ndarray:
        array[place] += value
        return array

    return change


def event(touching: int | None, *figures: str) -> int:
    """An event that touches nobody, or one that touches a seat and changes such figures only."""
    for index, rule in enumerate(SETUP.events):
        changed = {figure for figure, _ in rule.changes}
        if (touching is None) == (rule.whom == "world") and (not figures or changed <= set(figures)):
            return index
    raise LookupError(f"no event changes only {figures}")


CLAUSE = Clause.SLOW_DOWN
KNOWN_TO_ME = int(np.flatnonzero(BEFORE.state.known[:, ME, 0] & ~BEFORE.state.published[:, 0])[0])
UNKNOWN_TO_ME = int(np.flatnonzero(~BEFORE.state.known[:, ME, 0] & ~BEFORE.state.published[:, 0])[0])
ANY = slice(None)

# the keys that come, and what makes them come
CASES: list[tuple[list[str], dict[str, Any]]] = [
    ([], {}),
    (["ending"], {"ending": put(Ending.WAR, ANY)}),
    (["tier_six"], {"holding": put(True, ME)}),
    ([], {"holding": put(True, RIVAL)}),
    (["deployed"], {"f_deployed": put(True, ME)}),
    (["deployed_unsafe"], {"f_deployed": put(True, ME), "f_unsafe": put(True, ME)}),
    (["rival_deployed"], {"f_deployed": put(True, RIVAL)}),
    (["rival_deployed_unsafe"], {"f_deployed": put(True, RIVAL), "f_unsafe": put(True, RIVAL)}),
    (["run_finished"], {"f_run_finished": put(True, ME), "capability": add(0.5, ME)}),
    ([], {"f_run_finished": put(True, RIVAL), "capability": add(0.5, RIVAL)}),
    (["released_staged"], {"f_released": put(1, ME)}),
    (["released_general"], {"f_released": put(2, ME)}),
    (["released_weights"], {"f_released": put(3, ME)}),
    (["rival_staged"], {"f_released": put(1, RIVAL), "served": add(0.1, RIVAL)}),
    (["rival_general"], {"f_released": put(2, RIVAL), "served": add(0.1, RIVAL)}),
    ([], {"f_released": put(2, RIVAL), "served": add(0.01, RIVAL)}),
    (["rival_weights"], {"f_released": put(3, RIVAL), "opened": add(0.1, RIVAL)}),
    (["learned"], {"f_learned": put(True, KNOWN_TO_ME, ME)}),
    ([], {"f_learned": put(True, KNOWN_TO_ME, RIVAL)}),
    (["incident_warning"], {"f_incident": put(1, ME)}),
    (["incident_serious"], {"f_incident": put(2, ME)}),
    (["incident_lost"], {"f_incident": put(3, ME)}),
    ([], {"f_incident": put(1, RIVAL)}),
    (["rival_incident"], {"f_incident": put(2, RIVAL)}),
    (["rival_incident_lost"], {"f_incident": put(3, RIVAL)}),
    (["fire_sale"], {"f_fire_sale": put(True, ME)}),
    (["rival_fire_sale"], {"f_fire_sale": put(True, RIVAL)}),
    (["revenue_up"], {"revenue": add(50.0, ME)}),
    (["revenue_down"], {"revenue": put(0.0, ME)}),
    ([], {"revenue": add(50.0, RIVAL)}),
    (["chips_arrived"], {"compute": add(5.0, ME, 1)}),
    ([], {"compute": add(5.0, RIVAL, 1)}),
    (["researchers_came"], {"researchers": add(5.0, ME)}),
    (["researchers_left"], {"researchers": put(0.1, ME)}),
    ([], {"researchers": add(5.0, RIVAL)}),
    (["pitch_broken"], {"f_pitch_broken": put(True, ME)}),
    ([], {"f_pitch_broken": put(True, RIVAL)}),
    (["trust_up"], {"trust": add(9.0, ME)}),
    (["trust_down"], {"trust": add(-9.0, ME)}),
    (["government"], {"government": add(1.0, ME)}),
    (["taken_over"], {"f_taken_over": put(True, ME), "government": put(3.0, ME)}),
    (["rival_taken_over"], {"f_taken_over": put(True, RIVAL)}),
    (["weights_leaked"], {"f_leaked": put(True, ME)}),
    ([], {"f_leaked": put(True, RIVAL)}),
    (["sabotage_suffered"], {"f_sabotaged": put(True, RIVAL, ME)}),
    (["sabotage_done"], {"f_sabotaged": put(True, ME, RIVAL)}),
    ([], {"f_sabotaged": put(True, RIVAL, THIRD)}),
    (["spy_found"], {"f_spy_caught": put(True, RIVAL, ME)}),
    (["spying_exposed"], {"f_spy_caught": put(True, ME, RIVAL)}),
    ([], {"f_spy_caught": put(True, RIVAL, THIRD)}),
    (["secrets_taken"], {"f_secrets_stolen": put(True, ME, RIVAL)}),
    (["weights_taken"], {"f_weights_stolen": put(True, ME, RIVAL)}),
    ([], {"f_secrets_stolen": put(True, RIVAL, ME), "f_weights_stolen": put(True, RIVAL, ME)}),
    (["rival_joint_offer"], {"joint_offer": put(True, RIVAL)}),
    (["rival_estimate_up"], {"estimate": add(1.0, ME, RIVAL)}),
    (["rival_estimate_down"], {"estimate": add(-1.0, ME, RIVAL)}),
    ([], {"estimate": add(1.0, RIVAL, ME)}),
    (["rival_stance"], {"stance": lambda array: (array + (np.arange(5) == RIVAL)[:, None]) % 3}),
    (["own_proposed"], {"f_joined": put(True, CLAUSE, ME)}),
    (["rival_proposed"], {"f_joined": put(True, CLAUSE, RIVAL)}),
    (["own_left"], {"f_left": put(True, CLAUSE, ME)}),
    (["rival_left"], {"f_left": put(True, CLAUSE, RIVAL)}),
    (["own_cheated"], {"f_cheated": put(True, CLAUSE, ME)}),
    ([], {"f_cheated": put(True, CLAUSE, RIVAL)}),
    (["own_cheat_found"], {"f_cheated": put(True, CLAUSE, ME), "f_cheat_found": put(True, CLAUSE, ME)}),
    (["rival_cheat_found"], {"f_cheated": put(True, CLAUSE, RIVAL), "f_cheat_found": put(True, CLAUSE, RIVAL)}),
    (["struck_own"], {"f_struck": put(True, ME, RIVAL)}),
    (["struck_by"], {"f_struck": put(True, RIVAL, ME)}),
    (["struck_rival"], {"f_struck": put(True, RIVAL, THIRD)}),
    (["export_controls"], {"controls": add(0.5, 0, 1)}),
    (["tension_up"], {"tension": add(20.0, (0, 1), (1, 0))}),
    (["tension_down"], {"tension": add(-20.0, (0, 1), (1, 0))}),
    (["event"], {"f_events": put(True, event(None))}),
    (["event_own"], {"f_events": put(True, event(1)), "f_event_seat": put(True, event(1), ME)}),
    (["misuse"], {"f_misuse": put(1, ANY)}),
    (["misuse_catastrophe"], {"f_misuse": put(2, ANY)}),
    (["public_weights"], {"public_weights": add(0.5, ANY)}),
    (["published"], {"published": put(True, UNKNOWN_TO_ME)}),
    ([], {"published": put(True, KNOWN_TO_ME)}),
    (["stability_up"], {"stability": add(1.0, ANY)}),
    (["stability_down"], {"stability": add(-1.0, ANY)}),
    (["public_concern_up"], {"public_concern": add(9.0, ANY)}),
    (["public_concern_down"], {"public_concern": add(-9.0, ANY)}),
    (["regulation_up"], {"regulation": add(9.0, ANY)}),
    (["regulation_down"], {"regulation": add(-9.0, ANY)}),
]


@pytest.mark.parametrize(("keys", "changes"), CASES, ids=lambda value: "".join(value))
def test_what_is_told(keys: list[str], changes: dict[str, Any]) -> None:
    entries = told(*same(**changes))
    assert [entry.key for entry in entries] == keys
    for entry in entries:
        assert_readable(entry)


def assert_readable(entry: Entry) -> None:
    text = NAMES.say(f"report.{entry.key}", entry.values)
    assert "{" not in text
    assert text.endswith((".", "!"))
    assert not {"slow_down", "us", "qilin"} & set(text.replace(".", " ").split()), "an id in place of a name"
    if entry.seat is not None:
        assert entry.values["seat"] == SETUP.seats[entry.seat]
    if entry.about == "own":
        assert entry.quantity is None or hasattr(AFTER, entry.quantity)


def test_what_needs_two_different_beginnings_is_told_too() -> None:
    fired = []
    for was, now in ((-1.0, 0.5), (0.5, -1.0)):
        before, after = same(reading=put(now, ME))
        fired += told(replace(before, reading=np.full_like(before.reading, was)), after)
    before, after = same(ration=put(0.5, ANY))
    fired += told(replace(before, ration=np.ones_like(before.ration)), after)
    for who in (ME, RIVAL):
        before, after = same(f_joined=put(True, CLAUSE, who))
        fired += told(replace(before, signed=np.ones_like(before.signed)), after)
    assert [entry.key for entry in fired] == [
        "evaluations_warn", "evaluations_calm", "chips_short", "own_joined", "rival_joined",
    ]  # fmt: skip
    for entry in fired:
        assert_readable(entry)


def test_an_event_that_touches_a_rival_is_told_as_far_as_it_shows() -> None:
    open_one = next(
        i for i, rule in enumerate(SETUP.events) if rule.whom != "world" and any(f == "trust" for f, _ in rule.changes)
    )
    (entry,) = told(*same(f_events=put(True, open_one), f_event_seat=put(True, open_one, RIVAL)))
    assert (entry.key, entry.seat, entry.values["seat"]) == ("event_rival", RIVAL, "qilin")
    assert_readable(entry)
    hidden = replace(SETUP.events[open_one], changes=(("cash", -1.0), ("morale", -0.1)))
    rules = (*SETUP.events[:open_one], hidden, *SETUP.events[open_one + 1 :])
    before, after = same(f_events=put(True, open_one), f_event_seat=put(True, open_one, RIVAL))
    assert report(before, after, replace(SETUP, events=rules), ME) == []
    shown = replace(hidden, changes=(("stability", -1.0),))
    rules = (*SETUP.events[:open_one], shown, *SETUP.events[open_one + 1 :])
    (entry,) = report(before, after, replace(SETUP, events=rules), ME)
    assert (entry.key, entry.seat) == ("event", None)


def test_every_text_of_the_report_is_reached_by_a_test() -> None:
    tested = {key for keys, _ in CASES for key in keys}
    tested |= {"evaluations_warn", "evaluations_calm", "chips_short", "own_joined", "rival_joined", "event_rival"}
    assert tested == {key.split(".", 1)[1] for key in texts(LANGUAGE) if key.startswith("report.")}


def test_own_matters_come_first_and_the_ending_before_everything() -> None:
    before, after = same(
        f_misuse=put(1, ANY), f_learned=put(True, KNOWN_TO_ME, ME), f_fire_sale=put(True, RIVAL), ending=put(9, ANY)
    )
    assert [entry.key for entry in told(before, after)] == ["ending", "learned", "rival_fire_sale", "misuse"]


SECRET_FIGURES = (
    "cash", "revenue", "investment", "support", "opex", "compute", "pending", "idle", "researchers", "concern",
    "morale", "pitch", "algorithms", "known", "progress", "spare", "effort", "capability", "generation",
    "served_generation", "opened_generation", "run_flop", "run_years", "practice", "false_progress", "reading",
    "security", "lockdown", "safety_record", "holding",
)  # fmt: skip
SECRET_FACTS = ("run_finished", "learned", "leaked", "cheated", "pitch_broken")
BETWEEN_OTHERS = ("secrets_stolen", "weights_stolen", "spy_caught", "sabotaged")


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.sampled_from(range(5)), st.sampled_from(range(1, 5)), st.integers(0, 3))
def test_no_secret_of_a_rival_changes_what_a_seat_is_told(seed: int, seat: int, step: int, game: int) -> None:
    """Another rival with other secrets, before and after: the report stays the same, word for word."""
    rival = (seat + step) % 5
    rng = np.random.default_rng(seed)

    def other(state: State) -> State:
        changed: dict[str, Any] = {}
        for name in SECRET_FIGURES:
            changed[name] = _other_rows(getattr(state, name), rival, rng)
        happened = {name: _other_rows(getattr(state.facts, name), rival, rng) for name in SECRET_FACTS}
        for name in BETWEEN_OTHERS:
            pairs = getattr(state.facts, name).copy()
            for third in range(5):
                if seat not in (third, rival):
                    pairs[rival, third] = rng.random(pairs.shape[-1]) < 0.5
                    pairs[third, rival] = rng.random(pairs.shape[-1]) < 0.5
            happened[name] = pairs
        # a success that was not noticed is known to the thief alone
        for name in ("secrets_stolen", "weights_stolen"):
            happened[name][rival, seat] = rng.random(state.games) < 0.5
        hidden = state.undiscovered.copy()
        hidden[rival] = rng.random(hidden[rival].shape) < 0.5
        changed["undiscovered"] = hidden
        return replace(state, facts=replace(state.facts, **happened), **changed)

    before, after = BEFORE.state, AFTER
    expected = report(before, after, SETUP, seat, game)
    assert report(other(before), other(after), SETUP, seat, game) == expected
    assert expected, "a turn with nothing to tell proves nothing"


def _other_rows(array: np.ndarray, rival: int, rng: np.random.Generator) -> np.ndarray:
    """The array with new figures of one seat; the seat axis is the second where technologies or lanes come first."""
    new = array.copy()
    rows = new[:, rival] if array.shape[0] != 5 else new[rival]
    if rows.dtype == np.bool_:
        rows[...] = rng.random(rows.shape) < 0.5
    elif rows.dtype.kind == "i":
        rows[...] = rng.integers(0, 3, rows.shape)
    else:
        rows[...] = rng.random(rows.shape) * 30.0
    return new


def test_entries_are_plain_values() -> None:
    for seat in range(5):
        for entry in told(BEFORE.state, AFTER, seat):
            for value in entry.values.values():
                assert type(value) in (float, str)
            assert_readable(entry)
            assert all(type(getattr(entry, f.name)) is not np.int64 for f in fields(Entry))
