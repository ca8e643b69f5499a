"""Pages of long lists, and counts that stop: what either costs does not grow with what lies behind it."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, Window

# What waits is counted so far; beyond it is said that there is more.
COUNTED = 1000
# Lists with more rows have no counts beside their filters.
FACETS = 5000
# So many keys are handed back to the database; more are a condition that it finds again.
FEW = 2000


class FromTheNearerEnd(Paginator):
    """Finds the keys of a page first, from whichever end of the list is nearer, and then its rows alone.

    The order of the list must be total.
    """

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys(first, min(first + self.per_page, self.count))
        rows = {row.pk: row for row in self.object_list.filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)

    def _keys(self, first, behind):
        keys = self.object_list.select_related(None).values_list("pk", flat=True)
        if first <= self.count / 2:
            return list(keys[first:behind])
        return list(keys.reverse()[self.count - behind : self.count - first])[::-1]

    @cached_property
    def count(self):
        """How many rows there are; their order and what is shown of them are not asked for."""
        return self.object_list.order_by().count()

    def whole(self):
        """All rows of a list that is one page. What was counted as none is not looked for again."""
        return list(self.object_list) if self.count else []


class CountedWithTheFirst(FromTheNearerEnd):
    """For what is looked through from end to end whatever is asked of it: once for its count and its first page."""

    @cached_property
    def count(self):
        return self._first[0]

    def whole(self):
        return self.page(1).object_list

    def _keys(self, first, behind):
        return super()._keys(first, behind) if first else self._first[1]

    @cached_property
    def _first(self):
        """How many rows there are, and the keys of those on the first page."""
        rows = self.object_list.select_related(None).annotate(rows_in_all=Window(Count("*")))
        found = list(rows.values_list("pk", "rows_in_all")[: self.per_page])
        return found[0][1] if found else 0, [key for key, _ in found]


def counts_of(querysets):
    """``{name: how many rows}`` of ``{name: rows of one kind}`` in one query; counts stop one behind ``COUNTED``."""
    parts, values = [], []
    for number, rows in enumerate(querysets.values()):
        sql, parameters = rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
        parts.append(f"SELECT {number}, COUNT(*) FROM ({sql}) counted")  # noqa: S608 (made by the query itself)
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {name: count for name, (_, count) in zip(querysets, sorted(cursor.fetchall()), strict=True)}
