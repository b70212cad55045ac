"""The pinned versions: complete, allowed, and nothing but names and versions."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start

ROOT = Path(__file__).resolve().parent.parent


def pins(*names: str) -> list[Requirement]:
    lines = [line for name in names for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_pins_are_names_and_versions_only() -> None:
    for pin in pins(start.RUNTIME_PINS, start.TOOL_PINS):
        assert re.fullmatch(r"==[0-9]+(\.[0-9]+)*", str(pin.specifier)), pin
        assert (pin.url, pin.extras) == (None, set())


def test_every_dependency_is_pinned_to_an_allowed_version() -> None:
    with (ROOT / start.PROJECT).open("rb") as file:
        project = tomllib.load(file)
    extras = project["project"]["optional-dependencies"]
    for wanted, names in (
        ([*project["project"]["dependencies"], *project["build-system"]["requires"]], [start.RUNTIME_PINS]),
        (extras["dev"], [start.TOOL_PINS]),
    ):
        pinned = {canonicalize_name(pin.name): pin for pin in pins(*names)}
        for line in wanted:
            requirement = Requirement(line)
            version = str(pinned[canonicalize_name(requirement.name)].specifier).removeprefix("==")
            assert requirement.specifier.contains(version), line


@pytest.mark.parametrize("names", [[start.RUNTIME_PINS], [start.RUNTIME_PINS, start.TOOL_PINS]])
def test_pins_are_complete(names: list[str]) -> None:
    """What the pinned packages need is pinned too, so that nothing is installed at a version of its own choice."""
    here = [pin for pin in pins(*names) if pin.marker is None or pin.marker.evaluate()]
    pinned = {canonicalize_name(pin.name) for pin in here}
    loose = set()
    for pin in here:
        try:
            needs = requires(pin.name) or []
        except PackageNotFoundError:
            pytest.fail(f"{pin.name} is pinned and not installed")
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                loose |= {need.name} - {name for name in [need.name] if canonicalize_name(name) in pinned}
    assert loose == set()
