"""Where a document does not fit its model, in words for the person who wrote the document.

Pydantic says which rule was broken in the language of programmers, once for every branch of a union, and
with branch names in the middle of the location. Here each entry becomes one sentence at one real place.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.content.positions import KeyPath
from game.content.problems import nearest, shown
from game.content.records import FORMS

MOST = 1000
"""Misfits of one file beyond which nobody reads on."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One misfit: the words of a `Problem`, and the path to it from the data that was checked.

    `on_key` means that the key itself is wrong and not its value.
    """

    path: KeyPath
    message: str
    got: str = ""
    expected: str = ""
    suggestion: str = ""
    on_key: bool = False


def mismatches(model: type[BaseModel], data: object, error: ValidationError) -> list[Mismatch]:
    """Translate the entries of `error`, raised when `model` was validated against `data`; `MOST` of them at most."""
    entries = [_traced(data, details) for details in error.errors(include_url=False)[:MOST]]
    return list(dict.fromkeys(_folded(model, entries, depth=0)))


# --- places ----------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    """An error entry with its path in the data, and the union branches that were tried on the way there."""

    details: ErrorDetails
    path: KeyPath
    branches: tuple[tuple[KeyPath, str], ...]


def _traced(data: object, details: ErrorDetails) -> _Entry:
    """Follow a location through the data: what is not in the data names a branch of a union."""
    is_missing = details["type"] == "missing"
    way = details["loc"]
    path: KeyPath = ()
    branches: list[tuple[KeyPath, str]] = []
    here: Any = data
    for part in way[:-1] if is_missing else way:
        names = here if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        if part in names:
            here, path = here[part], (*path, part)
        else:
            branches.append((path, str(part)))
    if is_missing:
        path = (*path, way[-1])
    return _Entry(details, path, tuple(branches))


_NOT_EVEN_THE_TYPE = re.compile(r"_type$|_parsing$|^none_required$|^int_from_float$")


def _folded(model: type[BaseModel], entries: Iterable[_Entry], depth: int) -> list[Mismatch]:
    """Keep of every union only what the branch that fits best has to say."""
    result: list[Mismatch] = []
    unions: dict[KeyPath, dict[str, list[_Entry]]] = {}
    for entry in entries:
        if len(entry.branches) <= depth:
            result.append(_in_words(model, entry))
        else:
            place, branch = entry.branches[depth]
            unions.setdefault(place, {}).setdefault(branch, []).append(entry)
    for place, branches in unions.items():
        near = [
            tried
            for tried in sorted(branches.values(), key=len)
            if not all(e.path == place and _NOT_EVEN_THE_TYPE.search(e.details["type"]) for e in tried)
        ]
        if near:
            result += _folded(model, near[0], depth + 1)
        else:
            result.append(_none_of(model, [tried[0] for tried in branches.values()]))
    return result


def _none_of(model: type[BaseModel], entries: list[_Entry]) -> Mismatch:
    """One sentence for a value that is of none of the allowed types."""
    words = [_in_words(model, entry) for entry in entries]
    expected = " or ".join(dict.fromkeys(word.expected for word in words if word.expected))
    return Mismatch(words[0].path, words[0].message, words[0].got, expected)


# --- words -----------------------------------------------------------------------------------------------

_TYPES = {
    "bool_type": "true or false",
    "date_from_datetime_inexact": "a date",
    "date_from_datetime_parsing": "a date",
    "date_parsing": "a date",
    "date_type": "a date",
    "dict_type": "a table",
    "float_parsing": "a number",
    "float_type": "a number",
    "frozen_set_type": "a list",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_attributes_type": "a table",
    "model_type": "a table",
    "set_type": "a list",
    "string_type": 'text in "quotes"',
    "tuple_type": "a list",
}

_BOUNDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}

_MOST_NAMES = 12
"""How many allowed names a message lists."""


def _in_words(model: type[BaseModel], entry: _Entry) -> Mismatch:
    details, path = entry.details, entry.path
    kind, value = details["type"], details["input"]
    facts: Mapping[str, Any] = details.get("ctx", {})
    on_key = details["loc"][-1:] == ("[key]",)
    got = shown(value)
    if kind == "missing" and isinstance(path[-1], int):
        sizes = _tuple_sizes(model, details["loc"][:-1])
        return Mismatch(path[:-1], "too few entries", str(len(value)), sizes)
    if kind == "missing":
        return _missing(path)
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), path, _names_allowed(model, details["loc"][:-1]))
    if kind in ("list_type", "tuple_type") and isinstance(value, dict) and path:
        heads = f"a list, each entry under its own [[{path[-1]}]]"
        return Mismatch(path, "wrong type", got, heads, on_key=on_key)
    if kind == "dict_type" and path[-2:-1] in (("given",), ("parameters",)):
        # a parameter without its group, or with both names in one pair of quotes
        written = f"group.{str(path[-1]).rpartition('.')[2]}"
        return Mismatch(path, "wrong type", got, f"the table of a group, as in {written}, without quotes")
    if kind in _TYPES:
        return Mismatch(path, "wrong type", got, _TYPES[kind], on_key=on_key)
    if kind in _BOUNDS:
        bound, word = _BOUNDS[kind]
        return Mismatch(path, "out of range", got, f"{word} {_number(facts[bound])}", on_key=on_key)
    if kind in ("literal_error", "enum"):
        return _not_among(path, value, str(facts["expected"]), on_key)
    if kind == "union_tag_invalid":
        tag = str(facts["discriminator"]).strip("'")
        inner = (*path, tag) if isinstance(value, dict) and tag in value else path
        return _not_among(inner, facts["tag"], str(facts["expected_tags"]), on_key=False)
    if kind == "union_tag_not_found" and isinstance(value, dict):
        return _missing((*path, str(facts["discriminator"]).strip("'")))
    if kind in ("too_short", "too_long"):
        few = kind == "too_short"
        bound = f"at least {facts['min_length']}" if few else f"at most {facts['max_length']}"
        return Mismatch(path, f"too {'few' if few else 'many'} entries", str(len(value)), bound)
    if kind in ("string_too_short", "string_too_long"):
        few = kind == "string_too_short"
        bound = f"at least {facts['min_length']}" if few else f"at most {facts['max_length']}"
        size = f"{bound} characters"
        return Mismatch(path, f"text too {'short' if few else 'long'}", got, size, on_key=on_key)
    if kind == "string_pattern_mismatch":
        form = FORMS.get(facts["pattern"], f"a match of {facts['pattern']}")
        return Mismatch(path, "text of the wrong form", got, form, on_key=on_key)
    if kind == "multiple_of":
        return Mismatch(path, "wrong value", got, f"a multiple of {_number(facts['multiple_of'])}")
    # What a model's own rule says, or a rule of pydantic that no balance file has used so far.
    plain = str(facts["error"]) if kind in ("value_error", "assertion_error") else details["msg"]
    plain = plain.removeprefix("Input ")
    own_words = "" if isinstance(value, dict | list) else got
    return Mismatch(path, plain[:1].lower() + plain[1:], own_words, on_key=on_key)


def _missing(path: KeyPath) -> Mismatch:
    return Mismatch(path[:-1], f'missing key "{path[-1]}"')


def _unknown_key(name: str, path: KeyPath, allowed: list[str]) -> Mismatch:
    suggestion = nearest(name, allowed)
    expected = "" if suggestion else _one_of(allowed)
    return Mismatch(path, f"unknown key {shown(name)}", "", expected, suggestion, on_key=True)


def _not_among(path: KeyPath, value: object, expected: str, on_key: bool) -> Mismatch:
    """`expected` is pydantic's list of allowed values, texts among them in single quotes."""
    names = re.findall(r"'([^']*)'", expected)
    suggestion = nearest(value, names) if isinstance(value, str) else ""
    words = (_one_of([f'"{name}"' for name in names]) or expected) if not suggestion else ""
    if suggestion and len(names) <= _MOST_NAMES:
        words = _one_of([f'"{name}"' for name in names])
    return Mismatch(path, "unknown name" if names else "wrong value", shown(value), words, suggestion, on_key)


def _one_of(names: list[str]) -> str:
    """A list of names in words, the tail of a long one cut off."""
    if len(names) <= 2:
        return " or ".join(names)
    if len(names) > _MOST_NAMES:
        return f"one of {', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"
    return f"one of {', '.join(names)}"


def _number(value: float) -> str:
    """A bound as people write it: 1 and not 1.0."""
    return str(int(value)) if float(value).is_integer() else str(value)


# --- what a model allows ---------------------------------------------------------------------------------


def _names_allowed(model: type[BaseModel], way: Iterable[str | int]) -> list[str]:
    """The keys that the table at a pydantic location may have, for all models that it can be."""
    models = [kind for kind in _types_at(model, way) if _is_model(kind)]
    return sorted({field.alias or name for kind in models for name, field in kind.model_fields.items()})


def _tuple_sizes(model: type[BaseModel], way: Iterable[str | int]) -> str:
    """How many entries the list at a pydantic location has, where its model fixes that."""
    arguments = [get_args(kind) for kind in _types_at(model, way) if get_origin(kind) is tuple]
    sizes = {len(each) for each in arguments if Ellipsis not in each}
    return " or ".join(str(size) for size in sorted(sizes))


def _types_at(model: type[BaseModel], way: Iterable[str | int]) -> list[object]:
    """The types that the model allows at a pydantic location."""
    types: list[object] = [model]
    for part in way:
        types = _inside(types, part)
    return types


def _inside(types: list[object], part: str | int) -> list[object]:
    """The types that a part of a location leads to; a part that leads nowhere picks a branch of a union."""
    found: list[object] = []
    for kind in types:
        origin, arguments = get_origin(kind), get_args(kind)
        if _is_model(kind):
            named = [field for name, field in kind.model_fields.items() if part in (name, field.alias)]
            found += [alternative for field in named for alternative in _alternatives(field.annotation)]
        elif origin is dict:
            found += _alternatives(arguments[1])
        elif isinstance(part, int) and arguments:
            element = arguments[part] if part < len(arguments) and Ellipsis not in arguments else arguments[0]
            found += _alternatives(element)
    return found or [kind for kind in types if _answers_to(kind, part)] or types


def _alternatives(kind: object) -> list[object]:
    """A type without its annotations, a union as its members."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _alternatives(get_args(kind)[0])
    if origin is Union or origin is UnionType:
        return [part for member in get_args(kind) for part in _alternatives(member) if part is not NoneType]
    return [kind]


def _answers_to(kind: object, branch: str | int) -> bool:
    """Whether pydantic means this type by a branch: by its name, or by the tag that tells it from others."""
    if not _is_model(kind):
        return False
    tags = (get_args(f.annotation) for f in kind.model_fields.values() if get_origin(f.annotation) is Literal)
    return kind.__name__ == branch or any(branch in values for values in tags)


def _is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
