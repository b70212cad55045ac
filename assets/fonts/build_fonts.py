"""Cut the game's fonts: four fixed weights of Inter with tabular digits, and JetBrains Mono.

Usage: build_fonts.py INTER_VARIABLE JETBRAINS_MONO OUT_FOLDER

INTER_VARIABLE is the variable Inter font (npm package `inter-ui`, file variable/InterVariable.woff2),
JETBRAINS_MONO the regular weight of JetBrains Mono (npm package `@fontsource/jetbrains-mono` or the Debian
package `fonts-jetbrains-mono`). Needs fonttools and brotli; not needed to play.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin, Greek, punctuation, sub- and superscripts, arrows, mathematics and geometric shapes: what the game
# writes.
KEPT = [
    *range(0x20, 0x180),
    *range(0x370, 0x400),
    *range(0x2010, 0x2028),
    *(0x2030, 0x2032, 0x2033, 0x20AC, 0x20B9, 0x2070),
    *range(0x2074, 0x208F),
    *(0x2113, 0x2122),
    *range(0x2190, 0x2200),
    *(0x2211, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
    *range(0x25A0, 0x25D0),
    *(0x2605, 0x2713, 0x2717),
]
# A little heavier than the names say: SDL draws thin light-on-dark strokes weakly.
WEIGHTS = {"Regular": 430, "Medium": 520, "SemiBold": 620, "Bold": 720}


def freeze_tabular_digits(font: TTFont) -> None:
    """Map the ten digits to their equal-width forms.

    Only digits, the feature would widen full stop and hyphen too.
    """
    swaps: dict[str, str] = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[index].SubTable:
                swaps.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    for cmap in font["cmap"].tables:
        for code, glyph in cmap.cmap.items():
            if ord("0") <= code <= ord("9"):
                cmap.cmap[code] = swaps.get(glyph, glyph)


def cut(font: TTFont, out: Path) -> None:
    """Keep only the needed glyphs and write a plain TrueType file."""
    options = Options(
        layout_features=["kern", "mark", "mkmk", "ccmp", "liga", "calt"],
        name_IDs=["*"],
        hinting=True,
        notdef_outline=True,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)
    font.flavor = None
    font.save(out)
    print(out.name, out.stat().st_size // 1024, "KB", len(font.getGlyphOrder()), "glyphs")


def main(inter: str, mono: str, folder: str) -> None:
    out = Path(folder)
    for name, weight in WEIGHTS.items():
        variable = TTFont(inter)
        axes = {axis.axisTag: axis.defaultValue for axis in variable["fvar"].axes}
        axes["wght"] = weight
        if "opsz" in axes:
            axes["opsz"] = 14
        font = instancer.instantiateVariableFont(variable, axes)
        freeze_tabular_digits(font)
        cut(font, out / f"Inter-{name}.ttf")
    cut(TTFont(mono), out / "JetBrainsMono-Regular.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
