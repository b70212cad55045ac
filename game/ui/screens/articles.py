"""The articles of the codex, generated from a book and the texts of the game, so that nothing is written twice.

An article's key is `<section>/<id>`, such as `technologies/ai-control` or `parameters/truths.tier_four`; links are
such keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.content.book import Book
from game.content.differences import value_in_words
from game.content.models import Event, Parameter, Seat, Technology
from game.content.records import Prior
from game.content.vocabulary import Ending, Lane
from game.content.words import Names, say, spoken
from game.ui.screens.effects import effect_lines, lane_icon, tier_name
from game.ui.screens.entries import ICONS
from game.ui.screens.numbers import money, people, plain, signed
from game.ui.theme import KINDS

SECTIONS = ("concepts", "ideas", "technologies", "events", "endings", "parameters", "seats")


@dataclass(frozen=True)
class Line:
    """One row of an article: a name, a value on the right, and the article it leads to, if any."""

    name: str
    value: str = ""
    colour: str = "text"
    link: str = ""


@dataclass(frozen=True)
class Part:
    """Rows under a heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Article:
    """One entry. `kicker` stands over the title, `note` beside it in lists, `group` is its heading there.

    `play` tells where in the game an idea is met.
    """

    key: str
    title: str
    kicker: str
    icon: str
    texts: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    source: str = ""
    assumption: str = ""
    play: str = ""
    note: str = ""
    group: str = ""
    colour: str = "accent"  # of the icon
    prior: tuple[Prior, tuple[float, float]] | None = None  # of a number that is drawn, with its range

    @property
    def section(self) -> str:
        return self.key.partition("/")[0]

    def matches(self, wanted: str) -> bool:
        """Whether every word that is searched for stands in its title, heading or texts."""
        here = " ".join((self.title, self.kicker, *self.texts, self.play)).lower()
        return all(word in here for word in wanted.lower().split())


def articles_of(book: Book) -> dict[str, Article]:
    """All articles by key, section by section in the order of their files."""
    essays = [*_concepts(), *_ideas()]
    made = [
        *essays,
        *(_technology(book, id_, each) for lane in Lane for id_, each in book.technologies.items()
          if each.lane == lane.id),
        *(_event(id_, each) for id_, each in book.events.items()),
        *(_ending(book, ending) for ending in Ending if ending is not Ending.NONE),
        *(_parameter(book, group, name, each)
          for group, parameters in book.parameters.items() for name, each in parameters.items()),
        *(_seat(book, id_, each) for id_, each in book.scenario.seats.items()),
    ]  # fmt: skip
    titles = {article.key: article for article in made}
    made_from = {article.key: _see(article.key) for article in essays}
    return {article.key: _with_links(article, made_from, titles) for article in made}


def _with_links(article: Article, essays: dict[str, list[str]], known: dict[str, Article]) -> Article:
    """Concepts and ideas get the names of what they lead to, and every article the concepts and ideas that speak of it.

    `essays` has the links of each. A scenario may lack a seat that an idea speaks of; KeyError for any other link to
    nothing.
    """
    parts = list(article.parts)
    there = [link for link in essays.get(article.key, []) if link in known or not link.startswith("seats/")]
    parts += _part("ui.codex.see", [Line(known[link].title, _kind_of(known[link]), "dim", link) for link in there])
    for section in ("concepts", "ideas"):
        named = [known[key] for key, links in essays.items() if article.key in links and key.startswith(section)]
        named = [each for each in named if each.key not in there]
        parts += _part(f"ui.codex.{section}_of", [Line(each.title, "", "text", each.key) for each in named])
    return replace(article, parts=tuple(parts))


def _kind_of(article: Article) -> str:
    """What a link leads to, in a word or two."""
    if article.section in ("technologies", "endings"):
        return article.note if article.section == "technologies" else article.kicker
    return say(f"ui.codex.one.{article.section}")


# ---- concepts -------------------------------------------------------------------------------------------------------


def _concepts() -> Iterable[Article]:
    known = spoken()
    for key in known:
        if key.startswith("codex.") and key.endswith(".title"):
            at = key.removesuffix(".title")
            yield Article(
                f"concepts/{at.removeprefix('codex.')}",
                known[key],
                say("ui.codex.one.concepts"),
                "lightbulb",
                (known[f"{at}.text"],),
                source=known.get(f"{at}.source", ""),
                assumption=known[f"{at}.assumed"],
            )


def _ideas() -> Iterable[Article]:
    known = spoken()
    found = [key.removesuffix(".title") for key in known if key.startswith("idea.") and key.endswith(".title")]
    for at in sorted(found, key=lambda at: known[f"{at}.group"]):
        yield Article(
            f"ideas/{at.removeprefix('idea.')}",
            known[f"{at}.title"],
            f"{say('ui.codex.one.ideas')} · {known[f'{at}.group']}",
            "route",
            (known[f"{at}.text"],),
            play=known[f"{at}.play"],
            group=known[f"{at}.group"],
        )


def _see(key: str) -> list[str]:
    """The links that a concept or an idea lists."""
    return spoken()[key.replace("concepts/", "codex.").replace("ideas/", "idea.") + ".see"].split(", ")


# ---- technologies and events ----------------------------------------------------------------------------------------


def _technology(book: Book, id_: str, technology: Technology) -> Article:
    tier = tier_name(technology.tier)
    lane = say(f"ui.lane.{technology.lane}")
    cost = say("ui.codex.cost_value", cost=technology.cost) if technology.cost else say("ui.codex.history")
    needs = [(need, say("ui.tech.all")) for need in technology.needs]
    needs += [(need, say("ui.tech.any", count=len(technology.needs_any))) for need in technology.needs_any]
    opens = [(o, "") for o, each in book.technologies.items() if id_ in (*each.needs, *each.needs_any)]
    parts = [Part(say("ui.codex.figures"), (Line(say("ui.codex.cost"), cost),))]
    effects = tuple(Line(line.name, line.amount, line.colour) for line in effect_lines(technology))
    parts += _part("ui.tech.effects", effects)
    for title, links in (("ui.tech.needs", needs), ("ui.tech.opens", opens)):
        parts += _part(title, [Line(book.technologies[o].name, n, "dim", f"technologies/{o}") for o, n in links])
    parts += _same_effects(book, id_, technology)
    return Article(
        f"technologies/{id_}", technology.name, f"{lane} · {tier}", lane_icon(technology.lane),
        (technology.summary, technology.codex.strip()), tuple(parts), technology.source,
        note=tier, group=lane,
    )  # fmt: skip


def _same_effects(book: Book, id_: str, technology: Technology) -> list[Part]:
    """For each effect the other technologies that have it."""
    parts = []
    for own, effect in zip(effect_lines(technology), technology.effects, strict=True):
        lines = []
        for other, each in book.technologies.items():
            if other != id_:
                for line, theirs in zip(effect_lines(each), each.effects, strict=True):
                    if theirs.target == effect.target:
                        lines.append(Line(each.name, line.amount, line.colour, f"technologies/{other}"))
        if lines:
            parts.append(Part(say("ui.codex.also", effect=own.name), tuple(lines)))
    return parts


def _event(id_: str, event: Event) -> Article:
    figures = [
        Line(say("ui.codex.rate"), say("ui.codex.rate_value", rate=event.rate)),
        Line(say("ui.codex.often"), say("ui.codex.once" if event.once else "ui.codex.again")),
        Line(say("ui.codex.whom"), say(f"ui.codex.whom_{event.whom.replace('-', '_')}")),
    ]
    conditions = [Line(say(f"ui.codex.of.{each.figure}"), _between(each.low, each.high, each.figure))
                  for each in event.conditions]  # fmt: skip
    changes = [Line(say(f"ui.codex.of.{each.figure}"), signed(each.amount, 2)) for each in event.changes]
    parts = [Part(say("ui.codex.figures"), tuple(figures))]
    parts += _part("ui.codex.conditions", conditions) + _part("ui.codex.changes", changes)
    return Article(
        f"events/{id_}", event.name, say("ui.codex.one.events"), ICONS["event"],
        (event.summary, event.codex.strip()), tuple(parts), event.source,
        note=say("ui.codex.rate_short", rate=event.rate),
    )  # fmt: skip


def _between(low: float | None, high: float | None, figure: str) -> str:
    def written(value: float) -> str:
        return f"{value:.0f}" if figure == "year" else plain(value)

    if low is not None and high is not None:
        return say("ui.codex.between", low=written(low), high=written(high))
    if low is not None:
        return say("ui.codex.from", low=written(low))
    return say("ui.codex.up_to", high=written(high if high is not None else 0.0))


# ---- endings --------------------------------------------------------------------------------------------------------


def _ending(book: Book, ending: Ending) -> Article:
    kind = say(f"kind.{ending.kind.id}")
    style = KINDS[ending.kind.id]
    bounds = [
        Line(each.text, value_in_words(each), "text", f"parameters/endings.{name}")
        for name, each in book.parameters["endings"].items()
    ]
    return Article(
        f"endings/{ending.id}", say(f"ending.{ending.id}"), say("ui.codex.ending", kind=kind), style.icon,
        (say(f"ending.text.{ending.id}"),), tuple(_part("ui.codex.bounds", bounds)),
        note=kind, colour=style.colour,
    )  # fmt: skip


# ---- parameters -----------------------------------------------------------------------------------------------------


def _parameter(book: Book, group: str, name: str, parameter: Parameter) -> Article:
    low, high = parameter.range
    lines = [
        Line(say("ui.codex.value"), value_in_words(parameter)),
        *([Line(say("ui.codex.unit"), parameter.unit)] if parameter.unit != "1" else []),
        Line(say("ui.codex.range"), say("ui.codex.between", low=plain(low), high=plain(high))),
        Line(say("ui.codex.set_by"), _set_by(book, group, name)),
    ]
    drawn = (parameter.prior, parameter.range) if parameter.prior is not None else None
    assumed = parameter.source.strip() == "assumed"
    return Article(
        f"parameters/{group}.{name}", spelled(name), f"{say('ui.codex.one.parameters')} · {group}.{name}",
        "sliders-horizontal",
        (parameter.text,), (Part(say("ui.codex.figures"), tuple(lines)),), parameter.source,
        say("ui.codex.assumed") if assumed else "",
        note=plain(parameter.value) if parameter.value is not None else say("ui.codex.prior.short"),
        group=group, prior=drawn,
    )  # fmt: skip


def spelled(name: str) -> str:
    """The name of a number as words: `tier_four` is Tier four."""
    return name.replace("_", " ").capitalize()


def _set_by(book: Book, group: str, name: str) -> str:
    """Which of the layers of the book the number comes from."""
    if book.worldview is not None and name in book.worldview.parameters.get(group, {}):
        return book.worldview.title
    if name in book.scenario.parameters.get(group, {}):
        return book.scenario.title
    return book.baseline.title


# ---- seats ----------------------------------------------------------------------------------------------------------


def _seat(book: Book, id_: str, seat: Seat) -> Article:
    """What everybody knows of a seat: nothing that rivals have to estimate."""
    names = Names(book)
    temperament = book.temperaments[seat.temperament]
    figures = [
        Line(say("ui.codex.bloc"), names.of("bloc", seat.bloc)),
        Line(say("ui.codex.home"), names.of("region", seat.home)),
        Line(say("ui.codex.pitch"), names.of("pitch", seat.start.pitch)),
        Line(say("ui.codex.stance"), names.of("stance", seat.start.stance)),
        Line(say("ui.codex.investment"), say("ui.codex.a_year", amount=money(seat.start.investment))),
        Line(say("ui.codex.staff"), people(seat.start.researchers)),
        Line(say("ui.codex.trust"), plain(seat.start.trust)),
        Line(say("ui.codex.accountability"), plain(seat.start.accountability)),
    ]
    aims = [Line(say(f"ui.codex.aim.{aim}"), plain(weight)) for aim, weight in seat.aims.items()]
    knows = [Line(book.technologies[each].name, "", "text", f"technologies/{each}") for each in seat.knows]
    temper = say("ui.codex.temperament", title=temperament.title, summary=temperament.summary.strip())
    parts = [Part(say("ui.codex.at_start"), tuple(figures)), *_part("ui.codex.aims", aims)]
    parts += _part("ui.codex.knows", knows)
    kind = say("ui.codex.state" if seat.state else "ui.codex.lab")
    return Article(
        f"seats/{id_}", seat.name, f"{kind} · {book.scenario.title}", seat.icon,
        (seat.character.strip(), temper), tuple(parts),
        note=kind, colour=f"#{seat.colour}",
    )  # fmt: skip


def _part(title: str, lines: Iterable[Line]) -> list[Part]:
    """A part, or none where it would be empty."""
    rows = tuple(lines)
    return [Part(say(title), rows)] if rows else []
