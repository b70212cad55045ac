"""The figures of a hunt: a table for the terminal and the page `docs/mutation.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.mutation.hunt import Verdict
from tests.mutation.reviewed import Reviewed


@dataclass(frozen=True)
class Row:
    """The count of one module, or of several."""

    module: str
    mutants: int
    caught: int
    reviewed: int

    @property
    def survived(self) -> int:
        return self.mutants - self.caught - self.reviewed

    @property
    def rate(self) -> float:
        """Share caught of all that could be; those of the reviewed list count as not caught."""
        return self.caught / self.mutants if self.mutants else 1.0


@dataclass(frozen=True)
class Results:
    verdicts: tuple[Verdict, ...]
    reviewed: tuple[Reviewed, ...]
    planned: int  # mutants that were to be tried
    whole: int  # mutants of the chosen modules, before sampling
    seconds: float

    def rows(self) -> list[Row]:
        modules = sorted({v.mutant.module for v in self.verdicts})
        return [self.row(module, (v for v in self.verdicts if v.mutant.module == module)) for module in modules]

    def row(self, name: str, verdicts: Iterable[Verdict]) -> Row:
        mine = list(verdicts)
        caught = sum(v.caught for v in mine)
        known = sum(self.reason(v) is not None for v in mine if not v.caught)
        return Row(name, len(mine), caught, known)

    def phases(self) -> Row:
        return self.row("all phases", (v for v in self.verdicts if v.mutant.module.startswith("phases/")))

    def everything(self) -> Row:
        return self.row("all modules", self.verdicts)

    def reason(self, verdict: Verdict) -> str | None:
        """Why a survivor is no gap, or None when it is one."""
        for entry in self.reviewed:
            if entry.means(verdict.mutant):
                alike = sum(entry.means(v.mutant) for v in self.verdicts if not v.caught)
                return entry.reason if alike <= entry.places else None
        return None

    def survivors(self) -> list[Verdict]:
        """What no test has caught and nobody has explained, in the order of the source."""
        open_ones = [v for v in self.verdicts if not v.caught and self.reason(v) is None]
        return sorted(open_ones, key=lambda v: (v.mutant.module, v.mutant.number))

    def table(self) -> str:
        lines = [f"{'module':<28}{'mutants':>9}{'caught':>9}{'reviewed':>10}{'survived':>10}{'rate':>9}"]
        for row in [*self.rows(), self.phases(), self.everything()]:
            lines.append(
                f"{row.module:<28}{row.mutants:>9}{row.caught:>9}{row.reviewed:>10}{row.survived:>10}{row.rate:>9.1%}"
            )
        return "\n".join(lines)

    def note(self) -> str:
        """What part of all mutants these figures are about."""
        if len(self.verdicts) < self.planned:
            return f"Stopped after {len(self.verdicts)} of {self.planned} mutants."
        if self.planned < self.whole:
            return f"A sample of {self.planned} of {self.whole} mutants."
        return f"All {self.whole} mutants of these modules."


def page(results: Results, command: str) -> str:
    """The page `docs/mutation.md`."""
    out = [
        "# Mutation run",
        "",
        "Each arithmetic sign, comparison and logical operator of the rules is turned round, one at a time, and the",
        "quick tests of the rules are run against each of these mutants. A mutant is caught when a test fails, or when",
        "the tests no longer end. What survives is a line that no test holds to its promise. The page is written by",
        "",
        "```",
        command,
        "```",
        "",
        f"{results.note()} The run took {results.seconds / 60.0:.0f} minutes.",
        "",
        "| module | mutants | caught | reviewed | survived | rate |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for row in [*results.rows(), results.phases(), results.everything()]:
        out.append(
            f"| {row.module} | {row.mutants} | {row.caught} | {row.reviewed} | {row.survived} | {row.rate:.1%} |"
        )
    out += [
        "",
        "The rate counts reviewed mutants as not caught. They are listed in `tests/mutation/reviewed.toml`, each with",
        "the reason why it changes nothing that the rules promise.",
        "",
        "## Which tests caught them",
        "",
        "| tests | mutants |",
        "|---|---:|",
        *(f"| {name} | {count} |" for name, count in _catchers(results.verdicts)),
        "",
        "## Survivors",
        "",
    ]
    survivors = results.survivors()
    if survivors:
        out += ["| place | before | after |", "|---|---|---|"]
        out += [f"| {v.mutant.place} | {_code(v.mutant.before)} | {_code(v.mutant.after)} |" for v in survivors]
    else:
        out.append("None.")
    known = [v for v in results.verdicts if not v.caught and results.reason(v) is not None]
    if known:
        out += ["", "## Reviewed", "", "| place | before | after | reason |", "|---|---|---|---|"]
        for v in sorted(known, key=lambda v: (v.mutant.module, v.mutant.number)):
            out.append(
                f"| {v.mutant.place} | {_code(v.mutant.before)} | {_code(v.mutant.after)} | {results.reason(v)} |"
            )
    return "\n".join(out) + "\n"


def _catchers(verdicts: Sequence[Verdict]) -> list[tuple[str, int]]:
    """Test files, or other ends, by how many mutants met theirs there."""
    counts: dict[str, int] = {}
    for verdict in verdicts:
        if verdict.caught:
            name = verdict.by.split("::")[0].split("/")[-1] or "no test could be loaded"
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"
