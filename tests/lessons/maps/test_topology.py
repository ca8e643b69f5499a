"""Shapes of shared arcs, and paths made of them."""

import pytest

from lessons.maps.topology import Topology, clipped, equal_earth, path, ring_points, thinned

# Two squares beside each other on a grid of tenths of a degree; arc 0 is the line they share.
TWO = {
    "transform": {"scale": [0.1, 0.1], "translate": [20, 40]},
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"a3": "ONE"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"a3": "TWO"}},
                {"type": None, "properties": {"a3": "NIL"}},
            ]
        }
    },
}


@pytest.fixture
def two():
    return Topology(TWO, "countries", "a3")


def test_arcs_are_places_and_shapes_are_rings_of_arcs(two):
    assert two.arcs[0] == [(21, 40), (21, 41)]
    assert two.shapes == {"ONE": [[0, 1]], "TWO": [[2, -1]]}
    assert ring_points(two.shapes["ONE"][0], two.arcs) == [(21, 40), (21, 41), (20, 41), (20, 40), (21, 40)]
    assert ring_points([-1], two.arcs) == [(21, 41), (21, 40)]


def test_neighbours_share_an_arc(two):
    assert two.shared("ONE", "TWO") == [0]


def test_merged_shapes_have_no_line_between_them(two):
    two.merge("TWO", into="ONE")
    [ring] = two.shapes["ONE"]
    assert set(two.shapes) == {"ONE"}
    assert sorted(ring) == [1, 2]
    assert set(ring_points(ring, two.arcs)) == {(20, 40), (21, 40), (22, 40), (22, 41), (21, 41), (20, 41)}


def test_what_does_not_touch_stays_apart_when_merged(two):
    two.shapes["TWO"] = [[3]]
    two.arcs.append([(30, 40), (31, 40), (30, 41), (30, 40)])
    two.merge("TWO", into="ONE")
    assert sorted(sorted(ring) for ring in two.shapes["ONE"]) == [[0, 1], [3]]


def test_small_bends_go_and_ends_stay():
    line = [(0, 0), (5, 0.1), (10, 0), (10, 10)]
    assert thinned(line, 1) == [(0, 0), (10, 0), (10, 10)]
    assert thinned(line, 0) == line
    assert thinned(line, 1000) == [(0, 0), (10, 10)]


@pytest.mark.parametrize(
    ("square", "found"),
    [
        ([(2, 2), (8, 2), (8, 8), (2, 8)], {(2, 2), (8, 2), (8, 8), (2, 8)}),
        ([(-5, 2), (5, 2), (5, 8), (-5, 8)], {(0, 2), (5, 2), (5, 8), (0, 8)}),
        ([(-5, -5), (15, -5), (15, 15), (-5, 15)], {(0, 0), (10, 0), (10, 10), (0, 10)}),
        ([(20, 20), (30, 20), (30, 30)], set()),
    ],
)
def test_only_what_is_inside_is_left(square, found):
    assert set(clipped(square, (0, 0, 10, 10))) == found


def test_paths_are_whole_steps():
    square = [(0.2, 0), (10, 0), (10.1, 10), (0, 10), (0, 0.3)]
    assert path([square]) == "M0 0l10 0 0 10-10 0z"
    assert path([square, [(20, 20), (30, 20), (30, 30)]]) == "M0 0l10 0 0 10-10 0zm20 20l10 0 0 10z"
    assert path([square], smallest=101) == ""
    assert path([[(0, 0), (0.2, 0), (0, 0.1)]]) == ""
    assert path([[(0, 0), (5, -5)], [(7, 7), (8, 8)]], closed=False) == "M0 0l5-5m2 12l1 1"


@pytest.mark.parametrize(
    ("longitude", "latitude", "place"),
    [(0, 0, (0, 0)), (180, 0, (2.70663, 0)), (0, 90, (0, -1.31736))],
)
def test_the_projection_is_the_published_one(longitude, latitude, place):
    """The whole map is 2.05458 times as wide as it is high (Šavrič, Patterson and Jenny, 2019)."""
    assert equal_earth(0)(longitude - 1e-9, latitude) == pytest.approx(place, abs=1e-5)
    assert equal_earth(40)(longitude + 40 - 1e-9, latitude) == pytest.approx(place, abs=1e-5)
