"""Pages of organisations and of people who may be named."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .api import jsonld
from .filters import OrganisationFilter, PersonFilter
from .gone import known_by_id
from .listing import counted, explains_bad_lists, listing
from .models import Organisation, Person
from .queries import in_their_words, organisation_details
from .queries import organisations as organisations_with_all
from .queries import people as people_with_all
from .templatetags.languages import label

STATEMENTS_SHOWN = 5
PEOPLE_ON_A_PAGE = 100


@explains_bad_lists
def organisations(request):
    """All organisations by name."""
    legends = {"country": _("Based in"), "classification": _("Kind of organisation")}
    found = listing(request, OrganisationFilter, organisations_with_all(), legends, size=50)
    return render(request, "organisations/organisations.html", {"listing": found})


def organisation(request, slug):
    """An organisation: its relations, its part in conferences, what it said and what was said of it."""
    row = organisation_details().filter(slug=slug).first()
    if row is None:
        return known_by_id(request, "organisations", Organisation.objects.only("slug"), slug)
    shown = {
        "organisation": row,
        "thing": jsonld.organisation(row),
        "crumbs": [(_("Organisations"), reverse("organisations")), (label(row), "")],
        "conference_roles": list(row.conference_roles.select_related("conference__country")),
        "participants": list(row.participants.select_related("conference", "person")),
        "statements": list(in_their_words(row.statements)[:STATEMENTS_SHOWN]),
        "mentions": list(in_their_words(row.mentioned_in.exclude(organisation=row))[:STATEMENTS_SHOWN]),
    }
    return render(request, "organisations/organisation.html", shown)


@explains_bad_lists
def people(request):
    """All people who may be named, by name."""
    found = listing(request, PersonFilter, people_with_all(), {}, size=PEOPLE_ON_A_PAGE)
    return render(request, "organisations/people.html", {"listing": found})


def person(request, slug):
    """Somebody who may be named: the posts they held at conferences, and what they said there."""
    row = people_with_all().filter(slug=slug).first()
    if row is None:
        return known_by_id(request, "people", Person.objects.only("slug"), slug)
    shown = {
        "person": row,
        "thing": jsonld.person(row),
        "crumbs": [(_("People"), reverse("people")), (label(row), "")],
        "participations": list(row.participations.select_related("conference__country", "organisation")),
        "statement_count": counted(row.statements),
        "statements": list(in_their_words(row.statements)[:STATEMENTS_SHOWN]),
    }
    return render(request, "organisations/person.html", shown)
