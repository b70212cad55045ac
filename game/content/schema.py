"""JSON Schemas of the balance files, for editors: they complete names, show what a number means, mark what is wrong.

Draft 7, which the TOML plugins of editors read. A schema says what can be said about one file alone; what one file says
about another is left to `tiersix check`, but ids of the shipped files are offered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from game.content.contents import MANY, SINGLE, Contents, one_of
from game.content.files import write_whole
from game.content.measures import GROUPS, MEASURES
from game.content.models import Parameter, Temperament
from game.content.parameters import PARAMETERS
from game.content.records import ID_PATTERN, Record

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]


class _Draft7(GenerateJsonSchema):
    """As pydantic has it, but for what draft 7 writes otherwise."""

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        made = super().tuple_schema(schema)
        if "prefixItems" in made:
            made["items"] = made.pop("prefixItems")
            made["additionalItems"] = False
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        if "patternProperties" in made or "properties" in made:
            made["additionalProperties"] = False  # other keys are no ids
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # TOML has no null: what is not given is left out


def schemas(contents: Contents) -> dict[str, Schema]:
    """Kind of file, as `worldview`, to its schema. The baseline in `contents` says which numbers there are."""
    baseline = contents.baseline
    if baseline is None:
        raise ValueError("schemas need a baseline")
    numbers = baseline.model.parameters
    made = {kind: _schema(kind, model) for kind, model in SINGLE.items()}
    made |= {one_of(kind): _schema(one_of(kind), model) for kind, model in MANY.items()}
    _number_table(made["baseline"], numbers, "Parameter", required=True)
    for kind in ("worldview", "scenario"):
        _number_table(made[kind], numbers, "ParameterChange", required=False)
    for schema in made.values():
        _offer_ids(schema, contents)
        _without_null(schema)
    return made


def write_schemas(contents: Contents, folder: Path) -> list[Path]:
    """Write all schemas into a folder, one file a kind."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for kind, schema in schemas(contents).items():
        files.append(folder / file_name(kind))
        write_whole(files[-1], as_text(schema).encode("utf-8"))
    return files


def as_text(schema: Schema) -> str:
    """A schema as it is kept in a file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _without_null(schema: Any) -> None:
    """Take out defaults of None: there is no such value in TOML."""
    if isinstance(schema, dict):
        if schema.get("default", 0) is None:
            del schema["default"]
        for each in schema.values():
            _without_null(each)
    elif isinstance(schema, list):
        for each in schema:
            _without_null(each)


def file_name(kind: str) -> str:
    return f"{kind}.schema.json"


def _schema(kind: str, model: type[Record]) -> Schema:
    made = model.model_json_schema(schema_generator=_Draft7, ref_template="#/definitions/{model}")
    made["definitions"] = made.pop("$defs", {})
    for each in (made, *made["definitions"].values()):
        _choices(each)
    habits = made["definitions"].get("HabitChanges", {}).get("properties", {})
    for name, field in habits.items():
        field["description"] = Temperament.model_fields[name].description
    return {
        "$schema": DRAFT,
        "title": f"Tier Six: {kind}",
        "description": " ".join((model.__doc__ or "").split()),
        **{key: value for key, value in made.items() if key not in ("title", "description")},
    }


def _choices(schema: Schema) -> None:
    """What a model has exactly one of, which its own rules see to and its fields do not tell."""
    one = {"Prior": tuple(schema.get("properties", {})), "Claim": ("band", "comparison")}
    one |= dict.fromkeys(("Parameter", "ParameterChange"), ("value", "prior"))
    one["Comparison"] = ("more_by", "less_by", "within")
    names = one.get(schema.get("title", ""))
    if names:
        schema["oneOf"] = [{"required": [name]} for name in names]


# --- numbers of the rules ----------------------------------------------------------------------------------


def _number_table(
    schema: Schema, numbers: Mapping[str, Mapping[str, Parameter]], model: str, *, required: bool
) -> None:
    """Name every group and number, each with its text, unit, range and source."""
    groups: Schema = {}
    for group, names in PARAMETERS.items():
        table = {name: _number(schema, model, numbers[group][name]) for name in names}
        groups[group] = _table(f"Numbers of {group}.", table, names if required else ())
    text = schema["properties"]["parameters"].get("description", "group to name to number")
    schema["properties"]["parameters"] = _table(text, groups, tuple(groups) if required else ())


def _table(description: str, properties: Schema, required: Iterable[str]) -> Schema:
    made: Schema = {
        "type": "object",
        "description": description,
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        made["required"] = list(required)
    return made


def _number(schema: Schema, model: str, number: Parameter) -> Schema:
    low, high = number.range
    base = schema["definitions"][model]
    own: Schema = {name: {"$ref": f"#/definitions/{model}/properties/{name}"} for name in base["properties"]}
    own["value"] = {**base["properties"]["value"], "minimum": low, "maximum": high}
    text = f"{number.text}\n\nUnit: {number.unit}. Allowed: {low:g} to {high:g}. Baseline: {_default(number)}."
    return {
        **{key: base[key] for key in ("type", "additionalProperties", "oneOf", "required")},
        "title": f"in {number.unit}, {low:g} to {high:g}",
        "description": f"{text} Source: {number.source}",
        "properties": own,
    }


def _default(number: Parameter) -> str:
    if number.prior is None:
        return f"{number.value:g}"
    given = number.prior.model_dump(exclude_none=True, mode="json")
    return ", ".join(f"{kind} {figures}" for kind, figures in given.items())


# --- names -------------------------------------------------------------------------------------------------


def _offer_ids(schema: Schema, contents: Contents) -> None:
    """Offer the ids of shipped things where one is expected, and leave others to the checker."""
    technologies = list(contents.technologies.model.technologies) if contents.technologies else []
    seats = sorted({seat for each in contents.scenarios.values() for seat in each.model.seats})
    places = list(contents.baseline.model.regions) if contents.baseline else []
    blocs = list(contents.baseline.model.blocs) if contents.baseline else []
    who, policies = [*GROUPS, *seats], list(contents.policies)
    offers = {
        "needs": technologies,
        "needs_any": technologies,
        "knows": technologies,
        "prefers": technologies,
        "temperament": list(contents.temperaments),
        "bloc": blocs,
        "home": places,
        "base": list(contents.worldviews),
        "scenario": list(contents.scenarios),
        "policy": policies,
        "rest": policies,
        "than": policies,
        "by": who,
        "of": who,
        "measure": list(MEASURES),
    }
    for each in (schema, *schema["definitions"].values()):
        for name, field in each.get("properties", {}).items():
            if offers.get(name):
                each["properties"][name] = _with_offer(field, offers[name])


def _with_offer(field: Schema, names: list[str]) -> Schema:
    """The field with names to choose from, wherever it holds a text."""
    if field.get("type") == "array" and isinstance(field.get("items"), dict):
        return {**field, "items": _with_offer(field["items"], names)}
    if "anyOf" in field:
        return {**field, "anyOf": [_with_offer(each, names) for each in field["anyOf"]]}
    if field.get("type") != "string":
        return field
    kept = {key: value for key, value in field.items() if key in ("title", "description", "default")}
    rest = {key: value for key, value in field.items() if key not in kept}
    return {**kept, "anyOf": [{"enum": names}, rest or {"type": "string", "pattern": ID_PATTERN}]}
