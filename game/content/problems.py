"""What can be wrong with a balance file, said so that its author can mend it.

A `Problem` is a value: checkers collect lists of them, and command line, game and tests show the same ones.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from enum import StrEnum

from game.content.positions import KeyPath


class Severity(StrEnum):
    """How bad a problem is: an error forbids to use the file, a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong at one place of one file.

    `line` and `column` count from 1. `path` is the way to the thing in the document, `()` for the whole.
    `got` and `expected` are words for the reader (see `shown`), `suggestion` is a valid name near to the
    one given, `snippet` the line of the file with a caret under the place (see `snippet_of`); each may be
    empty.
    """

    severity: Severity
    file: str
    line: int
    column: int
    path: KeyPath
    message: str
    got: str = ""
    expected: str = ""
    suggestion: str = ""
    snippet: str = ""

    def __str__(self) -> str:
        """`file:line:column: path: what is wrong (got ..., expected ...); did you mean "..."?`

        The snippet follows on its own lines. Warnings and hints say so before the path; errors need no word.
        """
        parts = [f"{_visible(self.file)}:{self.line}:{self.column}"]
        if self.severity is not Severity.ERROR:
            parts.append(self.severity.value)
        if self.path:
            parts.append(path_text(self.path))
        pair = [f"{word} {text}" for word, text in (("got", self.got), ("expected", self.expected)) if text]
        parts.append(self.message + (f" ({', '.join(pair)})" if pair else ""))
        line = ": ".join(parts)
        if self.suggestion:
            line += f'; did you mean "{self.suggestion}"?'
        return f"{line}\n{self.snippet}" if self.snippet else line

    def as_json(self) -> dict[str, str | int]:
        """The problem as plain data for `json.dumps`; the path as text, as people see it."""
        return {
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": path_text(self.path),
            "message": self.message,
            "got": self.got,
            "expected": self.expected,
            "suggestion": self.suggestion,
            "snippet": self.snippet,
        }


class ContentError(Exception):
    """Raised where a file with problems cannot be lived with; `problems` has them all, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(report(self.problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems, each once: errors before warnings before hints, then by file and place."""

    def rank(problem: Problem) -> tuple[int, str, int, int, str, str]:
        place = problem.file, problem.line, problem.column
        return _RANKS[problem.severity], *place, path_text(problem.path), problem.message

    return sorted(dict.fromkeys(problems), key=rank)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems forbids to use the file."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def report(problems: Iterable[Problem], limit: int = 50) -> str:
    """At most `limit` problems in order, with their snippets; the last line counts them all."""
    ordered = in_order(problems)
    lines = [str(problem) for problem in ordered[:limit]]
    if len(ordered) > limit:
        lines.append(f"... and {len(ordered) - limit} more")
    return "\n".join([*lines, _numbers(ordered)])


def _numbers(problems: Sequence[Problem]) -> str:
    counts = [(severity, sum(problem.severity is severity for problem in problems)) for severity in Severity]
    words = [f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts if count]
    return ", ".join(words) or "no problems"


def nearest(name: str, options: Iterable[str]) -> str:
    """Return the option that a person who wrote `name` most likely meant, or "" if none is near."""
    by_plain: dict[str, str] = {}
    for option in sorted(options):
        by_plain.setdefault(_plain(option), option)
    close = get_close_matches(_plain(name[:80]), by_plain, n=1, cutoff=0.65)
    if close:
        return by_plain[close[0]]
    begun = [plain for plain in by_plain if len(_plain(name)) >= 3 and plain.startswith(_plain(name))]
    return by_plain[begun[0]] if len(begun) == 1 else ""


def _plain(name: str) -> str:
    """A name without the differences that people forget: case, and what stands between words."""
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def path_text(path: KeyPath) -> str:
    """Write a path the TOML way, indices in brackets: `labs[1].cost`, `blocs."far east"`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            bare = re.fullmatch(r"[A-Za-z0-9_-]+", part)
            text += ("." if text else "") + (part if bare else _quoted(part))
    return text


def _quoted(text: str) -> str:
    """Text in quotes on one line; what cannot be seen, or would act on a terminal, as a code."""
    known = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return f'"{"".join(known.get(letter) or _visible(letter) for letter in text)}"'


def _visible(text: str) -> str:
    """Text with a code for what cannot be seen, or would act on a terminal."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04X}" for letter in text)


def shown(value: object) -> str:
    """Write a value as its author would, shortened: text in quotes, lists and tables by their size."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value if len(value) <= 40 else value[:37] + "...")
        case int() if abs(value) >= 2**63:
            return "a number of more than 64 bits"
        case int() | float():
            return str(value)
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return "an empty list" if not value else f"a list of {len(value)}"
        case dict():
            return "a table"
        case _:
            return f"a {type(value).__name__}"


def snippet_of(line_text: str, column: int, width: int = 100) -> str:
    """The line of a file, indented by four, and below it a caret under the given column (from 1).

    A line longer than `width` characters is cut to the part around the column.
    """
    start = 0 if len(line_text) <= width else max(0, min(column - 1 - width // 2, len(line_text) - width))
    part = line_text[start : start + width]
    part = "".join(letter if letter == "\t" or letter.isprintable() else "?" for letter in part)
    before = "..." if start else ""
    after = "..." if start + width < len(line_text) else ""
    # Tabs are kept so that the caret stands right however wide they are shown.
    gap = "".join("\t" if letter == "\t" else " " for letter in part[: column - 1 - start])
    return f"    {before}{part}{after}\n    {' ' * len(before)}{gap}^"
