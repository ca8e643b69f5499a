"""What the filters of every app are made of.

A parameter may be repeated: its values are joined by OR, different parameters by AND. A bad value is an error of
the filter set's form, never ignored.
"""

from collections import Counter
from copy import copy
from typing import NamedTuple

import django_filters
from django.db.models.constants import LOOKUP_SEP

from .filter_fields import CountriesField, DayField, InstantField, LanguagesField, RowsField, TermsField, WordsField
from .filter_links import Column, Through, any_of
from .search import few, holding, holds
from .understanding import understood

__all__ = ["Column", "Facet", "ListFilter", "ShelfFilter", "Through", "ValuesFilter", "facet_names", "facets", "held"]

# More keys that must all hold would make a question that databases plan badly, and that nobody has.
MOST_AT_ONCE = 20


class Facet(NamedTuple):
    """An ``Option`` with the number of rows it would find, given all the other filters."""

    value: str
    label: str
    count: int
    selected: bool
    language: str = ""


class ValuesFilter(django_filters.Filter):
    """Rows that one of the ``links`` joins to one of the keys. ``help_text`` stands in the API's documentation.

    ``every``: lists also take ``<name>__all``, where the links may join a row to many keys.
    """

    joined = "any of the values"

    def __init__(self, field_class, *links, help_text, every=False, **kwargs):
        super().__init__(help_text=help_text, **kwargs)
        self.field_class, self.links, self.every = field_class, links, every

    def __deepcopy__(self, memo):
        # Each list that is asked has filters of its own; what they are made of never changes.
        return copy(self)

    def filter(self, queryset, keys):
        return queryset.filter(any_of(self.links, keys)) if keys else queryset

    @property
    def own(self):
        """Whether the answer for a row changes only when that row does."""
        return all(link.own for link in self.links)

    def counts(self, rows):
        """``{key: number of rows}`` of a queryset."""
        if len(self.links) == 1:
            return dict(self.links[0].counts(rows))
        first, *others = (link.pairs(rows.prefetch_related(None)) for link in self.links)
        return Counter(key for _, key in first.union(*others).iterator())

    def derived(self, name):
        """``{name: filter}`` of what can be asked beside it: to leave the values out, or that all of them hold."""
        found = {f"exclude_{name}": self._as(ExcludeFilter, f"Leaves out what `{name}` would find.")}
        if self.every and any(link.many for link in self.links):
            help_text = f"As `{name}`, for each of the values: at most {MOST_AT_ONCE}."
            found[f"{name}__all"] = self._as(EveryFilter, help_text, most=MOST_AT_ONCE)
        return found

    def _as(self, kind, help_text, **more):
        return kind(self.field_class, *self.links, **{**self.extra, "help_text": help_text, **more})


class ExcludeFilter(ValuesFilter):
    """Rows that none of the links joins to any of the keys."""

    joined = "none of the values"

    def filter(self, queryset, keys):
        return queryset.exclude(any_of(self.links, keys)) if keys else queryset


class EveryFilter(ValuesFilter):
    """Rows that the links join to each of the keys."""

    joined = "all of the values"

    def filter(self, queryset, keys):
        return queryset.filter(*(any_of(self.links, [key]) for key in keys))


class ColumnFilter(django_filters.Filter):
    """Compares one column of a row, or of a row it points at."""

    @property
    def own(self):
        """As for ``ValuesFilter``."""
        return LOOKUP_SEP not in self.field_name


class DayFilter(ColumnFilter):
    field_class = DayField


class InstantFilter(ColumnFilter):
    field_class = InstantField


def own_filters(filterset_class):
    """Names of the filters whose answer for a row changes only when that row does."""
    return [name for name, each in filterset_class.base_filters.items() if getattr(each, "own", False)]


WORDS = (
    "Full text: rows that hold all these words, in any order and in any of their English forms; accents and case do "
    'not count. "Words in quotes" stand together; what has a minus before it must not be there.'
)


class WordsFilter(django_filters.Filter):
    """Shelf rows that hold what is sought."""

    field_class = WordsField
    own = False  # another name for a country finds other rows, and changes none

    def __init__(self):
        super().__init__(label="Words", help_text=WORDS)
        self.understood, self.few = {}, {}

    def filter(self, queryset, value):
        if not value:
            return queryset
        found = self.found(value)
        if found not in self.few:
            self.few[found] = few(queryset.model, found)
        keys = self.few[found]
        return holding(queryset, found) if keys is None else queryset.filter(pk__in=keys)

    def found(self, text):
        """``text`` understood, once for all that is asked with one filter set, each of which has its own filters."""
        if text not in self.understood:
            self.understood[text] = understood(text)
        return self.understood[text]


class TermsFilter(WordsFilter):
    """The same of a vocabulary: ``texts()`` gives ``[(key, what the row is found by)]`` of all of it.

    ``formed``: as of ``search.holds``.
    """

    def __init__(self, texts, formed=True):
        super().__init__()
        self.texts, self.formed, self.keys = texts, formed, {}

    def filter(self, queryset, value):
        return queryset.filter(pk__in=self.found_keys(value)) if value else queryset

    def found_keys(self, value):
        """The keys of the rows that hold what is sought, looked for once with one filter set."""
        if value not in self.keys:
            found = self.found(value)
            texts = self.texts() if any(found[:2]) else ()
            self.keys[value] = [key for key, each in texts if holds(each, found, self.formed)]
        return self.keys[value]


def facet_names(filterset_class):
    """The filters whose values can be counted: those that are repeatable and declared as they stand."""
    return [name for name, each in filterset_class.base_filters.items() if type(each) is ValuesFilter]


def facets(filterset, name, most=None):
    """The ``Facet``s of a filter: options that would find something, or that are selected.

    A filter's own selection does not narrow its counts, so that one can see what else there is. Two queries.
    ``most``: no more than the most frequent ones, beside those selected.
    """
    cleaned = {} if filterset.errors is None else getattr(filterset.form, "cleaned_data", {})
    rows, chosen = filterset.queryset.all(), filterset.filters[name]
    for other, value in cleaned.items():
        rows = rows if other == name else filterset.filters[other].filter(rows, value)
    counts, selected = chosen.counts(rows), cleaned.get(name) or []
    if most is not None:
        frequent = sorted(counts, key=lambda key: (-counts[key], key))[:most]
        counts = {key: counts[key] for key in counts if key in {*frequent, *selected}}
    options = chosen.field.options({*counts, *selected})
    return [Facet(o.value, o.label, counts.get(o.key, 0), o.key in selected, o.language) for o in options]


def by_terms(terms, *links, help_text, without=()):
    """Filter by controlled terms of a ``TextChoices`` class."""
    return ValuesFilter(TermsField, *links, terms=terms, without=without, help_text=help_text)


def by_country(*links, help_text):
    """Filter by country: code, slug or other code."""
    help_text = f"{help_text}: an ISO 3166-1 code (XK, XKX) or a slug (kosovo)."
    return ValuesFilter(CountriesField, *links, every=True, help_text=help_text)


def by_language(column, help_text="Language of its text, as a BCP 47 tag: en, sq, sr-Latn."):
    """Filter by language."""
    return ValuesFilter(LanguagesField, Column(column), help_text=help_text)


def by_row(model, unknown, *links, help_text, **more):
    """Filter by rows of a public model. ``unknown``: what is said of a value that names none.

    ``more``: ``listed``, ``every``, as of ``RowsField`` and ``ValuesFilter``.
    """
    return ValuesFilter(RowsField, *links, model=model, unknown=unknown, help_text=help_text, **more)


class ListFilter(django_filters.FilterSet):
    """Filters of a list; each that is repeatable brings its ``exclude_…``, countries and themes their ``…__all``."""

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        repeatable = [(name, each) for name, each in filters.items() if isinstance(each, ValuesFilter)]
        for name, each in repeatable:
            filters |= each.derived(name)
        return filters


class ShelfFilter(ListFilter):
    """What every list of shelf rows can be asked."""

    q = WordsFilter()
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
