"""Questions at random: any list, any of its filters together, in any order, with any facets, as the code has them."""

from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from confhub.api import KINDS
from organisations.filter_fields import (
    CountriesField,
    DayField,
    InstantField,
    LanguagesField,
    RowsField,
    TermsField,
    WordsField,
)
from organisations.filtering import ValuesFilter, facet_names
from organisations.models import Country

from .plans import BODIES, GROUPS, PEOPLE, ROLES

LISTS = {view.kind: view for view in KINDS}
WORDS = [*PEOPLE, *ROLES, *GROUPS, *(name for name, *_ in BODIES), "kosovo", "albania", "serbia"]
WORDS += ["remark", "other", "lesson", "national", "media", "stated", "conclusion", "-remark"]
# What may be written in a parameter, by the field that reads it: a filter with another kind of field has to come here.
VALUES = {
    TermsField: lambda field: field.valid(),
    CountriesField: lambda field: sorted(Country.objects.values_list("slug", flat=True)),
    LanguagesField: lambda field: ["en", "sq"],
    RowsField: lambda field: sorted(field.model.objects.order_by().values_list(field.names[-1], flat=True)),
    DayField: lambda field: [f"2014-04-{day:02d}" for day in (1, 10, 15, 20)],
    InstantField: lambda field: ["2014-04-24", "2999-01-01T00:00:00Z"],
    WordsField: lambda field: WORDS,
}
SIZES = [1, 2, 50, 200]


@dataclass(frozen=True)
class Question:
    """Of the list ``kind``. ``filters``: ``((name, numbers of its values),)``; ``facets``: numbers of their names."""

    kind: str
    filters: tuple
    ordering: str
    size: int
    facets: tuple

    def pairs(self):
        """``[(name, value)]`` of its filters in the world there is now."""
        return [pair for name, numbers in self.filters for pair in pairs(self.kind, name, numbers)]

    def address(self):
        """The address that asks it of the world there is now."""
        names = facet_names(LISTS[self.kind].filterset_class)
        facets = sorted({names[number % len(names)] for number in self.facets} if names else ())
        return address(self.kind, self.pairs(), facets, ordering=self.ordering, page_size=self.size)


def filters(kind):
    """``{name: filter}`` of all that a list declares."""
    return LISTS[kind].filterset_class.base_filters


def every_filter():
    """``[(list, filter)]`` of all that the lists declare, variants among them."""
    return [(kind, name) for kind in LISTS for name in filters(kind)]


def repeatable(kind, name):
    return isinstance(filters(kind)[name], ValuesFilter)


def values(kind, name):
    """Every value of a filter that a stranger can know of in the world there is now."""
    field = filters(kind)[name].field
    return VALUES[next(known for known in type(field).__mro__ if known in VALUES)](field)


def pairs(kind, name, numbers):
    """``[(name, value)]`` of one filter; ``numbers``: places among its values, of which there may be none."""
    known = values(kind, name)
    chosen = dict.fromkeys(known[number % len(known)] for number in numbers if known)
    return [(name, value) for value in chosen][: None if repeatable(kind, name) else 1]


def address(kind, pairs=(), facets=(), **more):
    """The address of a list; the whole of it on one page unless ``more`` says otherwise."""
    named = {"facets": ",".join(facets)} if facets else {}
    return f"/api/v1/{kind}/?{urlencode([*pairs, *({'page_size': 200} | more | named).items()])}"


def everything(kind):
    """The whole of a list, with every facet."""
    return address(kind, facets=facet_names(LISTS[kind].filterset_class))


class Asker(Random):
    """Draws questions."""

    def question(self, *kinds, fewest=0):
        """Of one of the lists, of any if none is named; ``fewest``: with so many filters at least."""
        kind = self.choice(kinds or list(LISTS))
        names = self.sample(sorted(filters(kind)), self.randint(fewest, 4))
        return Question(
            kind,
            filters=tuple((name, self.numbers(2)) for name in names),
            ordering=self.choice(sorted(LISTS[kind].orderings)),
            size=self.choice(SIZES),
            facets=self.numbers(3),
        )

    def simply(self, kind, name):
        """One filter alone, of the whole list."""
        ordering = sorted(LISTS[kind].orderings)[0]
        return Question(kind, ((name, self.numbers(2)),), ordering, size=SIZES[-1], facets=())

    def numbers(self, most):
        return tuple(self.randrange(100) for _ in range(self.randint(1, most)))
