"""What the filters of every app are made of.

A parameter may be repeated: its values are joined by OR, different parameters by AND. A bad value is an error of
the filter set's form, never ignored.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import django_filters
from django.db.models import Count, Exists, Model, OuterRef, Q

from .filter_fields import CountriesField, DayField, InstantField, RowsField, TermsField


class Facet(NamedTuple):
    """An option with the number of rows it would find, given all the other filters."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Column:
    """Rows whose column ``name`` holds the key."""

    name: str

    def matches(self, keys):
        return Q((f"{self.name}__in", keys))

    def pairs(self, rows):
        return rows.order_by().exclude((self.name, None)).values_list("pk", self.name)

    def counts(self, rows):
        return self.pairs(rows).values_list(self.name).annotate(Count("pk"))


@dataclass(frozen=True)
class Through:
    """Rows that a row of ``model`` points at by ``row``, and joins to the key by ``column``."""

    model: type[Model]
    row: str
    column: str

    def matches(self, keys):
        return Q(Exists(self.model.objects.filter((self.row, OuterRef("pk")), (f"{self.column}__in", keys))))

    def pairs(self, rows):
        found = self.model.objects.order_by().filter((f"{self.row}__in", rows.order_by().values("pk")))
        return found.exclude((self.column, None)).values_list(self.row, self.column)

    def counts(self, rows):
        return self.pairs(rows).values_list(self.column).annotate(Count(self.row, distinct=True))


class ValuesFilter(django_filters.Filter):
    """Rows that one of the ``links`` joins to one of the keys. ``help_text`` stands in the API's documentation."""

    def __init__(self, field_class, *links, help_text, **kwargs):
        super().__init__(help_text=help_text, **kwargs)
        self.field_class, self.links = field_class, links

    def filter(self, queryset, keys):
        if not keys:
            return queryset
        return queryset.filter(Q(*(link.matches(keys) for link in self.links), _connector=Q.OR))

    def counts(self, rows):
        """``{key: number of rows}`` of a queryset."""
        if len(self.links) == 1:
            return dict(self.links[0].counts(rows))
        first, *others = (link.pairs(rows) for link in self.links)
        return Counter(key for _, key in first.union(*others))


class DayFilter(django_filters.Filter):
    field_class = DayField


class InstantFilter(django_filters.Filter):
    field_class = InstantField


def facets(filterset, name):
    """The ``Facet``s of a filter: options that would find something, or that are selected.

    A filter's own selection does not narrow its counts, so that one can see what else there is. Two queries.
    """
    cleaned = {} if filterset.errors is None else getattr(filterset.form, "cleaned_data", {})
    rows, chosen = filterset.queryset.all(), filterset.filters[name]
    for other, value in cleaned.items():
        rows = rows if other == name else filterset.filters[other].filter(rows, value)
    counts, selected = chosen.counts(rows), cleaned.get(name) or []
    options = chosen.field.options({*counts, *selected})
    return [Facet(o.value, o.label, counts.get(o.key, 0), o.key in selected) for o in options]


def by_terms(terms, *links, help_text, without=()):
    """Filter by controlled terms of a ``TextChoices`` class."""
    return ValuesFilter(TermsField, *links, terms=terms, without=without, help_text=help_text)


def by_country(*links, help_text):
    """Filter by country: code, slug or other code."""
    return ValuesFilter(
        CountriesField, *links, help_text=f"{help_text}: an ISO 3166-1 code (XK, XKX) or a slug (kosovo)."
    )


def by_row(model, noun, *links, help_text, listed=False):
    """Filter by rows of a public model. ``listed``: there are few enough to name them all in an error."""
    return ValuesFilter(RowsField, *links, model=model, noun=noun, listed=listed, help_text=help_text)


class ShelfFilter(django_filters.FilterSet):
    """What every list of shelf rows can be asked."""

    updated_since = InstantFilter(
        "updated_at",
        "gte",
        label="Changed since",
        help_text="Changed on or after this ISO 8601 date and time; UTC where no offset is given.",
    )


def held(column):
    """A ``ShelfFilter`` with ``from`` and ``to``: ``column`` is the first day of the meeting."""
    days = {
        "from": DayFilter(
            column, "gte", label="From", help_text="The meeting began on this day or later (2014-04-24)."
        ),
        "to": DayFilter(column, "lte", label="To", help_text="The meeting began on this day or earlier (2014-04-24)."),
    }
    return type("HeldFilter", (ShelfFilter,), days)
