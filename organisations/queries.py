"""Reads the shelf: countries, organisations and people with what their pages and API answers show."""

from django.db.models import Prefetch

from .choices import ChangeAction
from .models import Change, Country, Organisation, OrganisationRelation, Person

# Columns shown of a row that stands inside another.
COUNTRY = ("code", "alpha3", "slug", "name")
ORGANISATION = ("slug", "name")
PERSON = ("slug", "name")


def embedding(rows, **embedded):
    """``rows`` (a manager or queryset) with rows they point at, as ``name=columns``; nothing else is read of those.

    Leaves out what no answer shows: the words of the search.
    """
    own = [field.name for field in rows.model._meta.concrete_fields if field.name not in {"search_text", "loaded"}]
    shown = [f"{name}__{column}" for name, columns in embedded.items() for column in columns]
    return rows.only(*own, *shown).select_related(*embedded)


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
    """Statements reached from a body or a person, with what a card shows of each. 4 queries."""
    rows = statements.select_related("conference", "session").defer("search_text", "conference__search_text")
    return rows.defer("session__search_text").prefetch_related("about__country__aliases")


def is_withdrawn(kind, public_id):
    """Whether a row was on the shelf and is not any more. ``kind``: the API's name of the list."""
    last = Change.objects.filter(kind=kind, public_id=public_id).order_by("-seq").values_list("action", flat=True)
    return last.first() == ChangeAction.WITHDRAWN
