"""How many queries each address costs at most: as many with three rows of everything as with one."""

import pytest
from django.db import transaction

from lessons.models import Lesson
from tests.page_kinds import collection

from .hidden.sweep import Sweep
from .surface import Site, patterns

pytestmark = pytest.mark.django_db

# Addresses are those of the URLconf; each is asked for every object, and the dearest one counts.
QUERIES = {
    "": 12,
    "about/": 0,
    "countries/": 2,
    "countries/%(slug)s/": 28,
    "themes/": 2,
    "themes/%(slug)s/": 23,
    "lessons/": 13,
    "lessons/%(lesson_id)s/": 13,
    "lessons/%(lesson_id)s/%(slug)s/": 13,
    "conferences/": 8,
    "conferences/%(slug)s/": 10,
    "conferences/%(conference_slug)s/%(slug)s/": 13,
    "statements/": 14,
    "statements/%(statement_id)s/": 21,
    "organisations/": 5,
    "organisations/%(slug)s/": 13,
    "people/": 2,
    "people/%(slug)s/": 7,
    "api/": 0,
    "api/v1/": 0,
    "api/v1/schema/": 0,
    "api/v1/countries/": 3,
    "api/v1/countries/%(id)s/": 4,
    "api/v1/themes/": 2,
    "api/v1/themes/%(id)s/": 1,
    "api/v1/organisations/": 4,
    "api/v1/organisations/%(id)s/": 3,
    "api/v1/people/": 3,
    "api/v1/people/%(id)s/": 2,
    "api/v1/conferences/": 4,
    "api/v1/conferences/%(id)s/": 5,
    "api/v1/sessions/": 2,
    "api/v1/sessions/%(id)s/": 1,
    "api/v1/participants/": 3,
    "api/v1/participants/%(id)s/": 2,
    "api/v1/statements/": 5,
    "api/v1/statements/%(id)s/": 7,
    "api/v1/lessons/": 6,
    "api/v1/lessons/%(id)s/": 10,
    "api/docs/": 0,
    "healthz": 1,
}


def costs(size, under=""):
    """``{address: queries}`` with ``size`` rows of everything, of the addresses that begin with ``under``."""
    with transaction.atomic():
        collection(size)
        site = Site()
        sweep = Sweep(site)
        paths = {p.template: sweep.every_object(p) for p in patterns() if p.template.startswith(under)}
        found = {template: max(_cost(site, path) for path in some) for template, some in paths.items()}
        transaction.set_rollback(True)
    return found


def _cost(site, path):
    before = len(site.statements)
    assert site.ask(path).code < 400
    return len(site.statements) - before


@pytest.mark.parametrize("size", [1, 3])
def test_each_address_costs_what_the_table_says(size):
    assert costs(size) == QUERIES


def test_a_planted_query_for_each_row_is_seen(monkeypatch):
    """A list that forgets to fetch what its rows stand in."""
    monkeypatch.setattr("lessons.views.lessons_with_all", lambda: Lesson.objects.all())
    one, three = costs(1, "lessons/")["lessons/"], costs(3, "lessons/")["lessons/"]
    assert one < three
