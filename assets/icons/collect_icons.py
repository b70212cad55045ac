"""Copy the icons that the game uses out of an unpacked `lucide-static` package (ISC).

Usage: collect_icons.py LUCIDE_ICONS_FOLDER OUT_FOLDER

The licence comment of each file is kept. Not needed to play.
"""

from __future__ import annotations

import sys
from pathlib import Path

USED = """
sun layers lamp amphora mountain orbit atom leaf anchor compass feather castle hexagon waves coins cpu users
gauge shield-check lock lock-open wallet server landmark handshake triangle-alert circle-check scale
arrow-right arrow-left arrow-up arrow-down check chevron-down chevron-right chevron-left chevron-up search
play plus minus x ellipsis diamond circle circle-x circle-dot circle-question-mark folder-open flask-conical
presentation book-open settings log-out info eye eye-off bot pause timer hand rocket trending-up trending-down
hourglass venetian-mask hat-glasses flag crown undo-2 redo-2 save git-branch git-fork history download upload
house brain-circuit brain zap globe factory building-2 microscope package network star map-pin scroll-text
sprout gavel sword swords bomb key megaphone graduation-cap heart-pulse list satellite radio volume-2 volume-x
share-2 telescope rotate-ccw refresh-cw sliders-horizontal chart-column chart-line chart-area trophy medal
badge-check waypoints route zoom-in zoom-out target file-text trash-2 pencil copy user user-plus banknote
lightbulb shield shield-alert skull workflow sparkles calendar clock fast-forward skip-forward send ban
octagon-alert vote newspaper hammer binoculars maximize keyboard monitor palette plug dna
""".split()


def main(source: str, folder: str) -> None:
    out = Path(folder)
    for name in USED:
        out.joinpath(f"{name}.svg").write_bytes(Path(source, f"{name}.svg").read_bytes())
    for stale in out.glob("*.svg"):
        if stale.stem not in USED:
            stale.unlink()
    print(len(USED), "icons")


if __name__ == "__main__":
    main(*sys.argv[1:])
