"""Checks of meaning for claims and policies: names of nothing, and claims that could not fail or not hold."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.claims import Band, Case, Comparison, Policy, Question, Setting
from game.content.contents import Contents, Fitted
from game.content.findings import unknown
from game.content.meaning_of_numbers import number_problems, unknown_parameters
from game.content.measures import GROUPS, MEASURES, OUTCOMES, About, Unit, When
from game.content.models import Baseline, Worldview
from game.content.positions import KeyPath
from game.content.problems import Problem, Severity, shown
from game.content.toml_reader import Document


def claim_problems(worldview: Fitted[Worldview], contents: Contents) -> Iterator[Problem]:
    """All that is wrong with the claims of a worldview.

    Claims name policies and scenarios, so they are checked where the whole balance folder was read, and not where
    one campaign is begun, which they have no part in.
    """
    if not contents.policies:
        return
    document = worldview.document
    texts: dict[str, int] = {}
    for index, claim in enumerate(worldview.model.claims):
        path: KeyPath = ("claims", index)
        before = texts.setdefault(claim.text.casefold(), index)
        if before != index:
            yield document.problem(
                (*path, "text"), f"same text as claims[{before}]", severity=Severity.WARNING, got=shown(claim.text)
            )
        if claim.band is not None:
            place: KeyPath = (*path, "band")
            yield from _question(document, place, claim.band, contents)
            yield from _band(document, place, claim.band)
        if claim.comparison is not None:
            place = (*path, "comparison")
            yield from _question(document, place, claim.comparison, contents)
            yield from _comparison(document, place, claim.comparison, contents)


def policy_problems(policy: Fitted[Policy], contents: Contents) -> Iterator[Problem]:
    """A temperament or technologies that do not exist."""
    document, model = policy.document, policy.model
    if model.temperament is not None and contents.temperaments and model.temperament not in contents.temperaments:
        yield unknown(document, ("temperament",), "temperament", model.temperament, list(contents.temperaments))
    if contents.technologies:
        tree = contents.technologies.model.technologies
        for index, id_ in enumerate(model.habits.prefers or ()):
            if id_ not in tree:
                yield unknown(document, ("habits", "prefers", index), "technology", id_, list(tree))


# --- the campaigns ---------------------------------------------------------------------------------------------------


def _setting(document: Document, path: KeyPath, setting: Setting, contents: Contents) -> Iterator[Problem]:
    scenario = contents.scenarios.get(setting.scenario)
    if scenario is None:
        yield unknown(document, (*path, "scenario"), "scenario", setting.scenario, list(contents.scenarios))
    seats = list(scenario.model.seats) if scenario else []
    if scenario and setting.by not in (*GROUPS, *seats):
        yield unknown(document, (*path, "by"), "seat or group", setting.by, (*GROUPS, *seats))
    if setting.rest is not None:
        yield from _policies(document, (*path, "rest"), setting.rest, contents)
    if contents.baseline:
        yield from _given(document, (*path, "given"), setting, contents.baseline.model)


def _given(document: Document, path: KeyPath, setting: Setting, baseline: Baseline) -> Iterator[Problem]:
    known = {group: list(parameters) for group, parameters in baseline.parameters.items()}
    yield from unknown_parameters(document, path, setting.given, known)
    for group, numbers in setting.given.items():
        for name, number in numbers.items():
            parameter = baseline.parameters.get(group, {}).get(name)
            if parameter is not None:
                yield from number_problems(document, (*path, group, name), number, parameter.range)


def _policies(document: Document, path: KeyPath, given: str | tuple[str, ...], contents: Contents) -> Iterator[Problem]:
    places = [(path, given)] if isinstance(given, str) else [((*path, i), name) for i, name in enumerate(given)]
    for place, name in places:
        if name == "baseline" or name in contents.worldviews:
            yield document.problem(
                place,
                "a claim is about its own worldview, so it names policies; {} is the worldview as it is, and `given` "
                "changes numbers",
                got=shown(name),
            )
        elif name not in contents.policies:
            yield unknown(document, place, "policy", name, list(contents.policies))
        elif not isinstance(given, str) and name in given[: int(place[-1])]:
            yield document.problem(place, "listed already", severity=Severity.WARNING, got=shown(name))


# --- what is read ----------------------------------------------------------------------------------------------------


def _question(document: Document, path: KeyPath, question: Question, contents: Contents) -> Iterator[Problem]:
    yield from _setting(document, path, question, contents)
    yield from _policies(document, (*path, "policy"), question.policy, contents)
    given = question.measure
    if not isinstance(given, str):
        for index, name in enumerate(given):
            if name in MEASURES and name not in OUTCOMES:
                place: KeyPath = (*path, "measure", index)
                yield document.problem(place, "only endings and kinds of endings can be added up", got=shown(name))
            elif name not in OUTCOMES:
                yield unknown(document, (*path, "measure", index), "ending or kind", name, OUTCOMES)
    elif given not in MEASURES:
        yield unknown(document, (*path, "measure"), "measure", given, list(MEASURES))
        return
    yield from _about(document, path, question, contents)
    yield from _time(document, path, question)


def _about(document: Document, path: KeyPath, question: Question, contents: Contents) -> Iterator[Problem]:
    name = question.measures[0]
    about = MEASURES[name].about if name in MEASURES else About.NOTHING
    scenario = contents.scenarios.get(question.scenario)
    if question.of is None:
        if about is About.ENDING:
            yield document.problem(path, f'the measure "{name}" needs the key "of" with the ending that it is about')
    elif about is About.NOTHING:
        yield document.problem((*path, "of"), f'the measure "{name}" is not about anybody', got=shown(question.of))
    elif about is About.ENDING and question.of not in OUTCOMES[:-3]:
        yield unknown(document, (*path, "of"), "ending", question.of, OUTCOMES[:-3])
    elif about is About.SEATS and scenario and question.of not in (*GROUPS, *scenario.model.seats):
        yield unknown(document, (*path, "of"), "seat or group", question.of, (*GROUPS, *scenario.model.seats))
    if question.among is not None:
        if question.among not in OUTCOMES:
            yield unknown(document, (*path, "among"), "ending or kind", question.among, OUTCOMES)
        elif name in MEASURES and name not in OUTCOMES:
            yield document.problem((*path, "among"), f'the measure "{name}" is not a share of endings')


def _time(document: Document, path: KeyPath, question: Question) -> Iterator[Problem]:
    for name in question.measures:
        when = MEASURES[name].when if name in MEASURES else None
        if question.before is not None and when not in (None, When.BEFORE):
            yield document.problem((*path, "before"), f'the measure "{name}" is not something that happens by a year')
        if question.at is not None and when not in (None, When.AT):
            yield document.problem((*path, "at"), f'the measure "{name}" is not a figure of a year')


# --- the two kinds ---------------------------------------------------------------------------------------------------


def _band(document: Document, path: KeyPath, band: Band) -> Iterator[Problem]:
    """Ends that the measure cannot reach, so that the claim could not fail or not hold."""
    measure = MEASURES.get(band.measures[0])
    if measure is None:
        return
    span = f"{measure.low:g} to {measure.high:g} ({measure.unit})"
    outside = False
    for key, end in (("low", band.low), ("high", band.high)):
        if end is not None and not measure.low <= end <= measure.high:
            outside = True
            hint = "; shares are written from 0 to 1" if measure.unit is Unit.SHARE and 1.0 < end <= 100.0 else ""
            yield document.problem((*path, key), "out of range", got=shown(end), expected=span + hint)
    low = measure.low if band.low is None else band.low
    high = measure.high if band.high is None else band.high
    if not outside and low <= measure.low and high >= measure.high:
        yield document.problem(path, "this band holds whatever happens", expected=f"a part of {span}")


def _comparison(document: Document, path: KeyPath, comparison: Comparison, contents: Contents) -> Iterator[Problem]:
    other = comparison.than
    if isinstance(other, Case):
        yield from _setting(document, (*path, "than"), other, contents)
        yield from _policies(document, (*path, "than", "policy"), other.policy, contents)
        if comparison.of is not None and other.scenario != comparison.scenario:
            yield from _about(document, path, comparison.model_copy(update={"scenario": other.scenario}), contents)
    else:
        yield from _policies(document, (*path, "than"), other, contents)
    if any(case in comparison.others for case in comparison.cases):
        yield document.problem(
            (*path, "than"),
            "these are the same campaigns on both sides: another policy, or `given`, makes a difference",
        )
