"""Reads TopoJSON, where neighbours share the arcs of their borders, and makes paths of SVG from it.

The format: https://github.com/topojson/topojson-specification. A *reference* is the number of an arc, or ``~number``
for the same arc walked backwards; a ring is a list of references, a shape a list of rings.
"""

import math
from itertools import pairwise

# Of the projection Equal Earth: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection" (2019).
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SINE = math.sqrt(3) / 2


class Topology:
    """The shapes of one object of a TopoJSON file, by the code ``property_name`` gives them.

    ``arcs``: lists of ``(longitude, latitude)``. ``shapes``: ``{code: rings}``.
    """

    def __init__(self, data, object_name, property_name):
        self.arcs = [_decoded(arc, data["transform"]) for arc in data["arcs"]]
        found = [each for each in data["objects"][object_name]["geometries"] if each.get("arcs")]
        self.shapes = {each["properties"][property_name]: _rings(each) for each in found}

    def merge(self, code, into):
        """Make two neighbours one shape; the border between them is gone."""
        references = [one for ring in self.shapes.pop(code) + self.shapes[into] for one in ring]
        self.shapes[into] = self._joined([one for one in references if ~one not in references])

    def _joined(self, references):
        """Rings of references whose order is not known: each begins where the one before it ends."""
        rings = []
        while references:
            ring = [references.pop()]
            while self._ends(ring[-1])[1] != self._ends(ring[0])[0]:
                after = next(one for one in references if self._ends(one)[0] == self._ends(ring[-1])[1])
                references.remove(after)
                ring.append(after)
            rings.append(ring)
        return rings

    def _ends(self, reference):
        arc = self.arcs[max(reference, ~reference)]
        return (arc[0], arc[-1]) if reference >= 0 else (arc[-1], arc[0])

    def shared(self, code, other):
        """Numbers of the arcs that two neighbours share."""
        one, two = ({max(ref, ~ref) for ring in self.shapes[each] for ref in ring} for each in (code, other))
        return sorted(one & two)


def _decoded(arc, transform):
    """Points from steps on a grid."""
    (width, height), (west, south), x, y, points = transform["scale"], transform["translate"], 0, 0, []
    for across, up in arc:
        x, y = x + across, y + up
        points.append((x * width + west, y * height + south))
    return points


def _rings(geometry):
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def ring_points(ring, arcs):
    """The points of a ring, with those where two arcs meet once."""
    points = []
    for reference in ring:
        arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        points += arc[1:] if points else arc
    return points


def equal_earth(middle):
    """A projection as a function of longitude and latitude; ``middle``: the longitude that stands upright."""

    def project(longitude, latitude):
        angle = math.asin(SINE * math.sin(math.radians(latitude)))
        square, sixth = angle**2, angle**6
        slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
        away = math.radians((longitude - middle + 180) % 360 - 180)
        across = away * math.cos(angle) / (SINE * slope)
        return across, -angle * (A1 + A2 * square + sixth * (A3 + A4 * square))

    return project


def thinned(points, least):
    """The points without those that hardly matter (Visvalingam and Whyatt, 1993); the ends stay, so borders still meet.

    ``least``: a point goes while the triangle it makes with its neighbours is smaller, in square pixels.
    """
    points = list(points)
    while len(points) > 2:
        sizes = [_area(points[place - 1 : place + 2]) for place in range(1, len(points) - 1)]
        smallest = min(sizes)
        if smallest >= least:
            break
        del points[sizes.index(smallest) + 1]
    return points


def clipped(points, box):
    """What of a closed line lies within ``box`` (west, north, east, south), after Sutherland and Hodgman (1974)."""
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        points = list(_cut(points, axis, limit, sign))
    return points


def _cut(points, axis, limit, sign):
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        inside, was_inside = ((each[axis] - limit) * sign >= 0 for each in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield tuple(a + (b - a) * share for a, b in zip(before, point, strict=True))
        if inside:
            yield point


def _area(points):
    """Of a closed line."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))) / 2


def path(lines, closed=True, smallest=0):
    """The ``d`` of an SVG path in whole numbers and steps, which compress well. Closed lines below ``smallest`` go."""
    parts, pen = [], (0, 0)
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        points = [point for place, point in enumerate(points) if not place or point != points[place - 1]]
        if closed and points[0] == points[-1]:
            points.pop()
        if closed and (len(points) < 3 or _area(points) < max(smallest, 1)):
            continue
        steps = _steps(points)
        move = f"m{_step(pen, points[0])}" if parts else f"M{points[0][0]} {points[0][1]}"
        parts.append(f"{move}l{steps}" + "z" * closed)
        pen = points[0] if closed else points[-1]
    return "".join(parts)


def _steps(points):
    """Steps from point to point; a minus needs no space before it."""
    return " ".join(_step(*both) for both in pairwise(points)).replace(" -", "-")


def _step(before, point):
    return f"{point[0] - before[0]} {point[1] - before[1]}"
