"""The maps of countries: shapes with a tint for the number of their lessons, all others as one."""

import json
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from organisations.models import Country

from ..charts import tint

MAPS = json.loads(Path(__file__).with_name("shapes.json").read_text(encoding="utf-8"))["maps"]
# Letters of a line of a name, and the way from line to line in units of the map.
LONGEST, LEADING = 12, 30


class Shape(NamedTuple):
    """A country with lessons. ``path``: the ``d`` of an SVG path. ``tint``: a class of the style sheet."""

    country: Country
    path: str
    tint: str


class Label(NamedTuple):
    """A line of a name, and where its middle stands."""

    x: int
    y: int
    words: str


class Map(NamedTuple):
    """``land``: every country without a lesson, as one path. ``disputed``: the line that is dashed."""

    name: str
    width: int
    height: int
    land: str
    shapes: list[Shape]
    disputed: str
    labels: list[Label]


def maps(countries, steps):
    """``{name: Map}`` of countries with their ``lesson_count``; those that a map does not show are left out of it."""
    return {each["name"]: _map(each, {row.alpha3: row for row in countries}, steps) for each in MAPS}


def _map(drawn, countries, steps):
    shapes = drawn["shapes"]
    told = [row for code, row in countries.items() if row.lesson_count and code in shapes]
    mine = {row.alpha3 for row in told}
    land = "".join(shape for code, shape in shapes.items() if code not in mine)
    places = [(place, countries[code].called.text) for code, place in drawn["labels"].items() if code in countries]
    return Map(
        drawn["name"],
        drawn["width"],
        drawn["height"],
        land,
        [Shape(row, shapes[row.alpha3], tint(row.lesson_count, steps)) for row in told],
        drawn["disputed"],
        [label for (x, y), name in places for label in _labels(x, y, name)],
    )


def _labels(x, y, name):
    """A long name in several lines, around the same middle."""
    lines = wrap(name, LONGEST)
    return [Label(x, y + LEADING * place - LEADING * (len(lines) - 1) // 2, words) for place, words in enumerate(lines)]
