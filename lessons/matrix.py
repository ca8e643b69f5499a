"""The evidence map: lessons counted by theme and country, or by theme and region where there are many countries."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from organisations.regions import Region
from organisations.templatetags.languages import by_name

from .across import Cell, cells
from .charts import steps, tint
from .queries import countries_with_counts, themes_with_counts

# With more countries than this the columns are regions, each of which leads to its own countries.
MOST_COLUMNS = 15
NOTHING = Cell(0, 0)


class Column(NamedTuple):
    """A country or a region: ``key`` as counted, the words over it and where they lead."""

    key: str
    label: str
    address: str


class Field(NamedTuple):
    """What stands where a row and a column meet; ``tint``: a class of the style sheet, "" for nothing recorded."""

    lessons: int
    contested: int
    address: str
    tint: str


class Row(NamedTuple):
    theme: object
    fields: list[Field]


class Matrix(NamedTuple):
    """``regions``: those with a lesson, as ``Column``s, where there are too many countries for one table.

    ``by_region``: the columns are regions.
    """

    columns: list[Column]
    rows: list[Row]
    regions: list[Column]
    by_region: bool

    @property
    def contested(self):
        """Whether anything is."""
        return any(field.contested for row in self.rows for field in row.fields)


def matrix(region=None):
    """The ``Matrix`` of all countries that have lessons, or of those of one region. 5 queries."""
    known = by_name(row for row in countries_with_counts() if row.lesson_count)
    regions = [_region(each) for each in Region if any(row.region == each for row in known)]
    many = len(known) > MOST_COLUMNS
    if many and not region:
        return _matrix(regions, cells("country__region"), _within_region, regions, by_region=True)
    columns = [Column(row.pk, row.called.text, row.get_absolute_url()) for row in known if region in (None, row.region)]
    slugs = {row.pk: row.slug for row in known}
    counted = cells(**({"country__region": region} if region else {}))
    return _matrix(columns, counted, lambda theme, key: lessons_on(theme, slugs[key]), regions if many else [])


def _matrix(columns, counted, address, regions, by_region=False):
    shades = steps(cell.lessons for cell in counted.values())
    rows = []
    for theme in themes_with_counts():
        found = [(column.key, counted.get((theme.pk, column.key), NOTHING)) for column in columns]
        rows.append(Row(theme, [Field(*cell, address(theme, key), tint(cell.lessons, shades)) for key, cell in found]))
    return Matrix(columns, rows, regions, by_region)


def _region(region):
    return Column(region.value, _(region.label), f"{reverse('evidence')}?{urlencode({'region': region.value})}")


def _within_region(theme, region):
    return f"{_region(Region(region)).address}#theme-{theme.slug}"


def lessons_on(theme, country):
    """Where the lessons on a theme from a country are listed; ``country``: its slug. Without a theme, all of them."""
    asked = [("country", country), *([("theme", theme.slug)] if theme else [])]
    return f"{reverse('lessons')}?{urlencode(asked)}"


HEADER = ["theme", "theme_name", "country", "country_name", "lessons", "contested"]


def table(region=None):
    """The same as lines of a table: one for each theme and country, also where there is nothing. 4 queries."""
    countries = [row for row in countries_with_counts() if row.lesson_count and region in (None, row.region)]
    counted, themes = cells(), themes_with_counts()
    pairs = [(theme, row) for theme in themes for row in countries]
    lines = (
        [theme.slug, theme.name, row.code, row.name, *counted.get((theme.pk, row.pk), NOTHING)] for theme, row in pairs
    )
    return [HEADER, *lines]
