"""Writes the tables of `claims.md` from the program and the balance files: `python -m docs.build_claims`.

Only the blocks between `<!-- NAME -->` and `<!-- end -->` are written. A test checks that they are current.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from game.content.load import load_policies
from game.content.measures import GROUPS, MEASURES, About, When

PAGE = Path(__file__).parent / "claims.md"
BLOCK = re.compile(r"(<!-- (measures|groups|policies) -->\n).*?(<!-- end -->)", re.DOTALL)


def measures() -> Iterator[str]:
    yield "| measure | unit | what it is | also takes |"
    yield "|---|---|---|---|"
    for name, measure in MEASURES.items():
        takes = {When.BEFORE: ["`before`"], When.AT: ["`at`"], When.END: []}[measure.when]
        takes += ["`of`"] * (measure.about is not About.NOTHING)
        yield f"| `{name}` | {measure.unit} | {measure.text} | {', '.join(takes)} |"


def groups() -> Iterator[str]:
    yield "| group | who |"
    yield "|---|---|"
    for name, text in GROUPS.items():
        yield f"| `{name}` | {text} |"


def policies() -> Iterator[str]:
    yield "| policy | fixed | how it plays |"
    yield "|---|---|---|"
    for id_, policy in load_policies().items():
        yield f"| `{id_}` | {'yes' if policy.fixed else ''} | {policy.summary} |"


def filled(page: str) -> str:
    """The page with every block as it should be."""
    blocks = {"measures": measures, "groups": groups, "policies": policies}
    return BLOCK.sub(lambda match: match[1] + "\n".join(blocks[match[2]]()) + "\n" + match[3], page)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
