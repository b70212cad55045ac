"""Schemas for editors: current, true to the shipped files, and strict where one file can be judged alone."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from game import paths
from game.cli.main import main
from game.content.contents import MANY, SINGLE, Contents, one_of
from game.content.load import read_folder
from game.content.parameters import PARAMETERS
from game.content.schema import DRAFT, as_text, file_name, schemas

BALANCE = paths.balance()
FILES = sorted(BALANCE.rglob("*.toml"))
BROKEN = Path(__file__).parent / "broken"


@cache
def contents() -> Contents:
    return read_folder(BALANCE)[0]


@cache
def made() -> dict[str, dict[str, Any]]:
    return schemas(contents())


@cache
def validator(kind: str) -> Any:
    return fastjsonschema.compile(made()[kind])


def kind_of(file: Path) -> str:
    return file.stem if file.parent == BALANCE else one_of(file.parent.name)


def test_every_kind_has_a_schema_and_the_committed_ones_are_current() -> None:
    assert set(made()) == {*SINGLE, *map(one_of, MANY)}
    for kind, schema in made().items():
        file = BALANCE / "schemas" / file_name(kind)
        assert file.read_text(encoding="utf-8") == as_text(schema), f"{file.name}: run `tiersix schema`"
    assert {file.name for file in (BALANCE / "schemas").iterdir()} == set(map(file_name, made()))


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--out", str(tmp_path / "here")]) == 0
    for kind in made():
        written = (tmp_path / "here" / file_name(kind)).read_bytes()
        assert written == (BALANCE / "schemas" / file_name(kind)).read_bytes()
    assert capsys.readouterr().out.count("\n") == len(made())


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_shipped_file_names_its_schema_and_fits_it(file: Path) -> None:
    first, _, _ = file.read_text(encoding="utf-8").partition("\n")
    assert first.startswith("#:schema ")
    named = (file.parent / first.removeprefix("#:schema ")).resolve()
    assert named == (BALANCE / "schemas" / file_name(kind_of(file))).resolve()
    with file.open("rb") as opened:
        validator(kind_of(file))(tomllib.load(opened))


@pytest.mark.parametrize(
    "name",
    [
        "event-negative-rate",
        "event-too-large",
        "scenario-capability-out-of-range",
        "scenario-colour-of-another-form",
        "scenario-turn-length",
        "technology-misspelt-key",
        "technology-path-as-id",
        "technology-unknown-target",
        "technology-wrong-type",
        "temperament-misspelt-word",
        "worldview-no-source",
        "worldview-path-as-base",
        "worldview-two-kinds-of-prior",
        "worldview-unknown-group",
        "worldview-unknown-parameter",
        "worldview-value-and-prior",
    ],
)
def test_what_is_wrong_with_a_file_alone_is_seen(name: str) -> None:
    text = (BROKEN / f"{name}.toml").read_text(encoding="utf-8")
    start = name.partition("-")[0]
    kind = {"event": "events", "technology": "technologies"}.get(start, start)
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validator(kind)(tomllib.loads(text))


def test_a_value_out_of_its_range_is_seen() -> None:
    data = {"format": 1, "title": "A", "summary": "A", "objections": "A", "sources": ["assumed"]}
    for value, fits in ((2.0, True), (7.0, False)):
        shift = {"alignment_shift": {"value": value, "source": "assumed"}}
        whole = {**data, "parameters": {"truths": shift}}
        if fits:
            validator("worldview")(whole)
        else:
            with pytest.raises(fastjsonschema.JsonSchemaValueException):
                validator("worldview")(whole)


@pytest.mark.parametrize("kind", ["baseline", "worldview", "scenario"])
def test_every_number_has_its_text_unit_range_and_source(kind: str) -> None:
    baseline = contents().baseline
    assert baseline is not None
    groups = made()[kind]["properties"]["parameters"]["properties"]
    assert {group: tuple(each["properties"]) for group, each in groups.items()} == PARAMETERS
    for group, names in PARAMETERS.items():
        for name in names:
            number, schema = baseline.model.parameters[group][name], groups[group]["properties"][name]
            assert number.text in schema["description"]
            assert f"Unit: {number.unit}. Allowed: {number.range[0]:g} to {number.range[1]:g}." in schema["description"]
            assert f"Source: {number.source}" in schema["description"]
            value = schema["properties"]["value"]
            assert (value["minimum"], value["maximum"]) == number.range


def tables(schema: Mapping[str, Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield where, schema
    for name, each in schema.get("definitions", {}).items():
        yield f"{where}, {name}", each


@pytest.mark.parametrize("kind", [*SINGLE, *map(one_of, MANY)])
def test_every_key_is_described_and_nothing_else_allowed(kind: str) -> None:
    assert made()[kind]["$schema"] == DRAFT
    assert "null" not in json.dumps(made()[kind])
    for where, table in tables(made()[kind], kind):
        assert table["description"], where
        assert table["additionalProperties"] is False, where
        for name, field in table["properties"].items():
            assert field.get("description"), f"{where}: {name}"
