"""Bodies and people in the terms of schema.org, as JSON-LD (https://schema.org/docs/developers.html).

An object is named by ``@id``: the address of its page for people.
"""

from django.conf import settings

from ..addresses import lasting_of
from ..choices import RelationKind

CONTEXT = "https://schema.org"
MEMBER = RelationKind.MEMBER_OF


def thing(row, type_, name=None, **more):
    """A schema.org object for a row with a page: its type and ``@id``, and of the others what is not empty."""
    return given({"@type": type_, "@id": settings.SITE_URL + lasting_of(row), "name": name, **more})


def document(row, type_, name=None, **more):
    """The same as an answer of its own."""
    page = settings.SITE_URL + lasting_of(row)
    return {"@context": CONTEXT, **thing(row, type_, name, url=page, **more)}


def given(properties):
    """Those that are not empty."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def country(row):
    return row and thing(row, "Country", row.name, identifier=row.code)


def person_brief(row):
    return row and thing(row, "Person", row.name)


def organisation_brief(row):
    return row and thing(row, "Organization", row.name)


def person(row):
    """Somebody who may be named: https://schema.org/Person."""
    return document(row, "Person", row.name, alternateName=row.other_names)


def organisation(row):
    """A body: https://schema.org/Organization, with the bodies it is a member of and those that are members of it."""
    return document(
        row,
        "Organization",
        row.name,
        alternateName=[name for name in (row.acronym, *row.other_names) if name],
        description=row.summary,
        location=country(row.country),
        memberOf=[organisation_brief(r.other) for r in row.relations.all() if r.kind == MEMBER],
        member=[organisation_brief(r.organisation) for r in row.inverse_relations.all() if r.kind == MEMBER],
    )
