"""Copy the icons that the game uses out of an unpacked `lucide-static` package (ISC).

Usage: collect_icons.py LUCIDE_ICONS_FOLDER OUT_FOLDER

The names are in names.txt. The licence comment of each file is kept. Not needed to play.
"""

from __future__ import annotations

import sys
from pathlib import Path

NAMES = Path(__file__).with_name("names.txt")


def main(source: str, folder: str) -> None:
    out = Path(folder)
    used = NAMES.read_text(encoding="utf-8").split()
    for name in used:
        out.joinpath(f"{name}.svg").write_bytes(Path(source, f"{name}.svg").read_bytes())
    for stale in out.glob("*.svg"):
        if stale.stem not in used:
            stale.unlink()
    print(len(used), "icons")


if __name__ == "__main__":
    main(*sys.argv[1:])
