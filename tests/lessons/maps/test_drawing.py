"""The maps of countries with their lessons."""

import pytest

from lessons.charts import steps
from lessons.maps.drawing import MAPS, maps
from tests.factories import make_country

pytestmark = pytest.mark.django_db


def counted(**lessons):
    """Countries with their number of lessons."""
    rows = [make_country(code) for code in lessons]
    for row, count in zip(rows, lessons.values(), strict=True):
        row.lesson_count = count
    return rows


def test_countries_with_lessons_have_a_shape_and_all_others_are_one():
    drawn = maps(counted(XK=8, AL=2, BD=1, RS=0), steps([8, 2, 1]))
    assert list(drawn) == ["region", "balkans"]
    shown = [(shape.country.code, shape.tint) for shape in drawn["region"].shapes]
    assert shown == [("XK", "q4"), ("AL", "q1"), ("BD", "q1")]
    assert [shape.country.code for shape in drawn["balkans"].shapes] == ["XK", "AL"]
    for one, each in zip(MAPS, drawn.values(), strict=True):
        paths = [each.land, *(shape.path for shape in each.shapes)]
        assert sum(map(len, paths)) == sum(map(len, one["shapes"].values()))
        assert one["shapes"]["SRB"] in each.land


def test_names_are_written_where_the_list_knows_them_long_ones_in_lines():
    drawn = maps(counted(XK=1, MK=0), steps([1]))
    [north, macedonia, kosovo] = drawn["balkans"].labels
    assert [label.words for label in (north, macedonia, kosovo)] == ["North", "Macedonia", "Kosovo"]
    assert (north.x, macedonia.y - north.y) == (macedonia.x, 30)
    assert [north.x, (north.y + macedonia.y) // 2] == MAPS[1]["labels"]["MKD"]
    assert [kosovo.x, kosovo.y] == MAPS[1]["labels"]["XKX"]
    assert drawn["region"].labels == []
