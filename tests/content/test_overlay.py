"""Worldviews under change: middles and spreads move within the range, and what is written is read again the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from game import paths
from game.content.check import check
from game.content.load import load_book
from game.content.models import Parameter, Worldview
from game.content.overlay import (
    Sketch,
    id_of,
    middle_of,
    overlay_text,
    spread_of,
    with_middle,
    with_spread,
    worldview_files,
)
from game.content.records import Prior

KINDS = {
    "value": None,
    "normal": Prior(normal=(1.0, 0.5)),
    "lognormal": Prior(lognormal=(1.0, 0.3)),
    "uniform": Prior(uniform=(0.5, 1.5)),
    "triangular": Prior(triangular=(0.0, 1.0, 3.0)),
    "choice": Prior(choice=((0.5, 1.0), (1.5, 1.0))),
}


def number(kind: str) -> Parameter:
    prior = KINDS[kind]
    return Parameter(
        value=1.0 if prior is None else None, prior=prior, unit="1", range=(0.0, 4.0), source="a book", text="A number."
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("middle", [0.4, 1.0, 2.5, 4.0])
def test_a_number_moves_to_the_middle_it_is_given(kind: str, middle: float) -> None:
    moved = with_middle(number(kind), middle)
    assert middle_of(moved) == pytest.approx(middle, abs=0.26 if kind == "choice" else 1e-9)
    assert moved.source == "assumed"
    Parameter.model_validate(moved.model_dump())  # still within what the model allows


@pytest.mark.parametrize("kind", ["normal", "lognormal", "uniform", "triangular"])
def test_a_prior_gets_wider_around_the_same_middle(kind: str) -> None:
    before = spread_of(number(kind))
    assert before is not None
    wider = with_spread(number(kind), before * 1.2)
    assert spread_of(wider) == pytest.approx(before * 1.2, rel=0.2)
    assert middle_of(wider) == middle_of(number(kind))
    narrower = spread_of(with_spread(number(kind), before * 0.5))
    assert narrower == pytest.approx(before * 0.5)
    assert spread_of(number("value")) is None
    assert with_spread(number("choice"), 9.0) == number("choice")


def sketch() -> Sketch:
    made = Sketch(load_book())
    for place, middle in {
        ("truths", "alignment_shift"): -1.2,
        ("money", "rescue"): None,
        ("truths", "grab"): 0.9,
    }.items():
        now = made.parameter(place)
        made = made.edited(place, with_middle(now, middle if middle is not None else sum(now.range) / 2))
    return made


def test_moving_a_number_back_is_no_edit() -> None:
    made = sketch()
    place = ("truths", "alignment_shift")
    assert place in made.edits
    back = made.edited(place, with_middle(made.parameter(place), middle_of(made.in_file(place))))
    assert place not in back.edits
    assert len(back.edits) == len(made.edits) - 1
    assert Sketch(made.book).played() is made.book


def test_what_is_written_is_read_again_the_same_and_accepted_by_the_checker(tmp_path: Path) -> None:
    worldview = sketch().worldview('Mine, with "quotes" and ümlauts')
    path = tmp_path / "mine.toml"
    path.write_text(overlay_text(worldview), encoding="utf-8")
    assert Worldview.model_validate_json(_json(tomllib.loads(path.read_text(encoding="utf-8")))) == worldview
    assert [problem for problem in check([path]) if problem.severity.name == "ERROR"] == []
    again = load_book(worldview=path)
    assert again.parameters["truths"]["grab"].prior == sketch().parameter(("truths", "grab")).prior
    assert again.parameters == sketch().played().parameters


def _json(data: object) -> str:
    import json

    return json.dumps(data)


@pytest.mark.parametrize("file", sorted(path.stem for path in (paths.balance() / "worldviews").glob("*.toml")) or [""])
def test_every_worldview_of_the_game_can_be_written_again(file: str, tmp_path: Path) -> None:
    book = load_book(worldview=file or None)
    worldview = Sketch(book).worldview()
    path = tmp_path / "again.toml"
    path.write_text(overlay_text(worldview), encoding="utf-8")
    assert load_book(worldview=path).worldview == worldview


def test_ids_are_made_from_titles() -> None:
    assert id_of("My worldview, 2nd try!") == "my-worldview-2nd-try"
    assert id_of("2026: ../../etc") == "etc"
    assert id_of("…") == ""
    assert len(id_of("a" * 200)) == 40


def test_worldviews_of_the_player_are_listed_after_those_of_the_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    shipped = list(worldview_files())
    paths.worldviews().mkdir(parents=True)
    (paths.worldviews() / "mine.toml").write_text(overlay_text(sketch().worldview("Mine")), encoding="utf-8")
    assert list(worldview_files()) == [*shipped, "mine"]
    assert load_book(worldview="mine").worldview_id == "mine"
