"""The main screen: shares, the log, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.ui.app import App
from game.ui.inspect import problems
from game.ui.office import Office
from game.ui.screens.causeterms import expected_terms, past_terms
from game.ui.screens.entries import place_of
from game.ui.screens.eventlog import FILTERS
from game.ui.screens.figures import WATCHED, figure, series
from tests.ui.table import Table, main_of, played, table_at, view_of


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_at("main", played(9), tmp_path, motion=False)


# --- shares ----------------------------------------------------------------------------------------------------------


def test_linked_shares_take_what_one_gives_back(table: Table) -> None:
    office = table.session.seated
    office.edit(budget={"research": 0.4, "security": 0.2, "compute": 0.3, "openness": 0.1})
    table.draw()
    table.app.ui.focus = "share/research"
    table.key("PageDown")
    assert round(office.sheet.budget.total, 2) == 1.0
    assert round(office.sheet.budget.compute, 2) == 0.35
    table.key("L")
    table.key("Shift+3")
    table.app.ui.focus = "share/research"
    table.key("PageDown")
    assert round(office.sheet.budget.total, 2) == 0.9, "not linked: a reserve"
    table.app.ui.focus = "share/research"
    for _ in range(9):
        table.key("PageUp")
    assert round(office.sheet.budget.compute, 2) == 0.35, "locked"
    assert round(office.sheet.budget.research, 2) == 0.65


def test_every_share_shows_what_it_will_do_and_the_two_largest_causes(table: Table) -> None:
    office = table.session.seated
    office.edit(budget={"research": 0.5, "security": 0.2, "compute": 0.3, "openness": 0.0}, alignment=0.4)
    texts = table.texts()
    for order, key in (("security", "security"), ("alignment", "ceiling")):
        terms = sorted(expected_terms(office, key), key=lambda term: -abs(term.amount))
        for term in terms[:2]:
            amount = f"{abs(term.amount):.2f}"
            if float(amount):
                assert any(amount in text for text in texts), (order, term)
    moved = office.preview.after.security[0, 0]
    table.app.ui.focus = "share/security"
    table.key("End")
    assert office.preview.after.security[0, 0] > moved
    assert table.texts() != texts, "the figures follow the slider"


# --- why -------------------------------------------------------------------------------------------------------------


def test_causes_of_every_figure_add_up_to_its_change(table: Table) -> None:
    office = table.session.seated
    for key in WATCHED:
        past = series(office, key)
        for turn in (office.turn - 1, office.turn - 3):
            at = office.history.turns.index(turn)
            total = sum(term.amount for term in past_terms(office, key, turn))
            assert total == pytest.approx(past[at + 1] - past[at], abs=1e-6), (key, turn)


def test_expected_causes_add_up_to_the_preview(table: Table) -> None:
    office = table.session.seated
    for key in ("cash", "capability", "ceiling", "security", "trust", "researchers", "algorithms", "accountability"):
        expected = office.preview.change(key)
        assert sum(term.amount for term in expected_terms(office, key)) == pytest.approx(expected, abs=1e-6), key


def test_why_opens_from_every_figure_by_click_and_by_key(tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", played(9))
    shown = [n.id for n in table.app.ui.nodes if n.id.startswith(("figure/", "ribbon/"))]
    assert len(shown) >= 6
    for id_ in shown:
        table.click(id_)
        assert table.session.why[0] == id_.split("/")[1]
        assert table.app.ui.is_open("why")
        table.key("Esc")
        table.app.ui.focus = id_
        table.key("W")
        assert table.session.why[0] == id_.split("/")[1]
        table.key("Esc")
        assert not table.app.ui.is_open("why")
    table.app.ui.focus = "share/research"
    table.key("W")
    assert table.session.why[0] == "algorithms"
    table.app.ui.inspecting = True
    for key in WATCHED:
        table.session.why = (key, None)
        table.draw(1)
        assert problems(table.app.ui) == [], key


def test_why_leads_to_the_codex_and_to_earlier_turns(table: Table) -> None:
    table.click("ribbon/ceiling")
    table.key("Left")
    assert table.session.why == ("ceiling", table.session.seated.turn - 2)
    table.key("I")
    assert table.session.screen == "codex"
    assert not table.app.ui.is_open("why")


# --- the log ---------------------------------------------------------------------------------------------------------


def test_log_filters_and_groups(table: Table) -> None:
    office, log = table.session.seated, main_of(table)._log
    for name, fits in FILTERS.items():
        table.click(f"log/filter/{name}")
        entries = [row.entry for row in log._listed(office) if row.entry is not None]
        assert len(entries) == sum(1 for entry in office.log if fits(entry))
        assert all(fits(entry) for entry in entries)
    table.click("log/filter/all")
    turns = [row.entry.turn for row in log._listed(office) if row.entry is not None]
    assert turns == sorted(turns, reverse=True)
    table.key("G")
    kinds = [row.entry.kind for row in log._listed(office) if row.entry is not None]
    runs = [kind for place, kind in enumerate(kinds) if place == 0 or kinds[place - 1] != kind]
    assert len(runs) == len(set(runs)), "every kind in one piece"


def test_every_filter_is_there_on_the_smallest_screen(tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", played(9))
    log = main_of(table)._log
    for name in FILTERS:
        if name != "all":
            table.click(f"log/filter/{name}")
            assert log._filter == name
            table.click(f"log/filter/{name}")
            assert log._filter == "all", "once more: everything"


def test_a_line_of_the_log_leads_to_its_place_and_then_to_its_report(table: Table) -> None:
    office, log = table.session.seated, main_of(table)._log
    rows = log._listed(office)
    at = next(i for i, row in enumerate(rows) if row.entry is not None and place_of(office, row.entry) is not None)
    table.key("+")
    entry = rows[at].entry
    assert entry is not None
    table.click(f"log/{at}")
    place = place_of(office, entry)
    pulse = main_of(table)._map._pulse
    assert pulse is not None
    assert pulse[0] == place
    assert view_of(table).centre == pytest.approx(place)
    table.click(f"log/{at}")
    assert (table.session.screen, table.session.report_turn) == ("report", entry.turn)


def test_the_pointer_at_a_place_stands_still_without_motion(tmp_path: Path) -> None:
    table = Table(played(9), tmp_path)
    table.session.go("main")
    pictures = {}
    for motion in (True, False):
        table.session.adjust(reduced_motion=not motion)
        table.draw(2)
        main_of(table)._map.jump((10.0, 0.0), table.now)
        frames = set()
        for _ in range(6):
            table.draw(4)
            frames.add(table.pixels())
        pictures[motion] = len(frames)
    assert pictures[True] > 3
    assert pictures[False] == 1


def test_panels_share_the_foot_of_a_wide_screen_and_have_keys_on_a_narrow_one(tmp_path: Path) -> None:
    table = Table(None, tmp_path, (1024, 640))
    table.show("main", played(9))
    table.key("R")
    assert table.has("side-rival/qilin")
    table.click("side-rival/qilin")
    assert (table.session.screen, table.session.rival) == ("rivals", "qilin")
    table.key("F1")
    table.key("F")
    assert not table.has("side-rival/qilin")
    wide = Table(None, tmp_path, (1920, 1080))
    wide.show("main", played(9))
    assert wide.has("side-rival/qilin")
    assert wide.has("frontier")


def test_figures_of_the_first_turn_have_no_causes_and_say_so(tmp_path: Path) -> None:
    table = Table(None, tmp_path)
    table.show("main", played(0))
    office: Office = table.session.seated
    assert past_terms(office, "cash") == []
    assert figure(office, "cash").change == ""
    table.click("ribbon/ceiling")
    app: App = table.app
    app.ui.inspecting = True
    table.draw(2)
    assert problems(app.ui) == []
