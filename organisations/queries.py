"""Reads the shelf: countries, organisations and people with what their pages and API answers show; the change log."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch

from .choices import ChangeAction
from .models import Change, Country, Organisation, OrganisationRelation, Person, ShelfSequence
from .models.naming import Named

# Columns shown of a row that stands inside another.
COUNTRY = ("code", "alpha3", "slug", "name")
ORGANISATION = ("slug", "name", "name_is_description")
PERSON = ("slug", "name")


def embedding(rows, **embedded):
    """``rows`` (a manager or queryset) with rows they point at, as ``name=columns``; nothing else is read of those.

    Leaves out what no answer shows: the words of the search.
    """
    own = [field.name for field in rows.model._meta.concrete_fields if field.name not in {"search_text", "loaded"}]
    shown = [f"{name}__{column}" for name, columns in embedded.items() for column in columns]
    return rows.only(*own, *shown).select_related(*embedded)


def with_names(rows):
    """``rows`` with the names in every language of countries and themes in them, as deep as anything is fetched."""
    columns, _ = rows.query.deferred_loading
    names = {f"{column.removesuffix('alpha3')}names" for column in columns if column.endswith("__alpha3")}
    names |= {"names"} if issubclass(rows.model, Named) and "name" in columns else set()
    fetched = [_with_names(each) for each in rows._prefetch_related_lookups]
    rows = rows.only(*columns, *names) if names else rows
    return rows.prefetch_related(None).prefetch_related(*fetched)


def _with_names(fetched):
    """The same of what is prefetched."""
    if getattr(fetched, "queryset", None) is None:
        return fetched
    return Prefetch(fetched.prefetch_through, with_names(fetched.queryset), fetched.to_attr)


def path_of(fetched):
    """The relations that a lookup of ``prefetch_related`` follows, with ``__`` between."""
    return getattr(fetched, "prefetch_to", fetched)


def countries():
    """Countries with their aliases. 2 queries."""
    return embedding(Country.objects).prefetch_related("aliases")


def organisations():
    """Organisations with their country. 1 query."""
    return embedding(Organisation.objects, country=COUNTRY)


def organisation_details():
    """Organisations with their relations to others, both ways. 3 queries."""
    return organisations().prefetch_related(
        Prefetch("relations", embedding(OrganisationRelation.objects, other=ORGANISATION)),
        Prefetch("inverse_relations", embedding(OrganisationRelation.objects, organisation=ORGANISATION)),
    )


def people():
    """People. 1 query."""
    return embedding(Person.objects)


def in_their_words(statements):
    """Statements reached from a body or a person, with what a card shows of each. 5 queries."""
    rows = statements.select_related("conference", "session").defer("search_text", "conference__search_text")
    return rows.defer("session__search_text").prefetch_related("about__country__aliases", "translations")


def is_withdrawn(kind, public_id):
    """Whether a row was on the shelf and is not any more. ``kind``: the API's name of the list."""
    last = Change.objects.filter(kind=kind, public_id=public_id).order_by("-seq").values_list("action", flat=True)
    return last.first() == ChangeAction.WITHDRAWN


class Span(NamedTuple):
    """What of the change log there is: ``last`` was given out last, after ``floor`` nothing needed is forgotten."""

    last: int
    floor: int


def log_span():
    """The ``Span`` of the change log. 1 query."""
    return Span(*(ShelfSequence.objects.filter(id=1).values_list("last", "floor").first() or (0, 0)))


def changes_after(seq, kinds, limit):
    """The first ``limit`` changes of these kinds after ``seq``, in order. 1 query."""
    return list(Change.objects.filter(kind__in=kinds, seq__gt=seq).order_by("seq")[:limit])


def latest_changes(kinds):
    """The latest change of every row of these kinds, rows that are gone included."""
    same_row = Change.objects.filter(kind=OuterRef("kind"), public_id=OuterRef("public_id"), seq__gt=OuterRef("seq"))
    return Change.objects.filter(~Exists(same_row), kind__in=kinds).order_by("seq")


def changed_at(seq):
    """When the last change up to ``seq`` was; None if there is none. 1 query."""
    return Change.objects.filter(seq__lte=seq).order_by("-seq").values_list("at", flat=True).first()


def kind_changed_at(kind):
    """When a row of a kind was last released, changed or withdrawn; None if none ever was. 1 query."""
    return Change.objects.filter(kind=kind).order_by("-seq").values_list("at", flat=True).first()


def first_changed_at():
    """When the earliest change was that is still known; None if there is none. 1 query."""
    return Change.objects.order_by("seq").values_list("at", flat=True).first()
