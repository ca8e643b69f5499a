"""How many queries each address costs at most: as many with three rows of everything as with one."""

import pytest
from django.db import transaction

from confhub.api import KINDS
from lessons.models import Lesson
from tests.factories import make_change
from tests.page_kinds import collection

from .hidden.sweep import Sweep, asking
from .surface import Site, forget, patterns

pytestmark = pytest.mark.django_db

# One of them asks for the last change of the shelf, which makes the ETag.
# Addresses are those of the URLconf; each is asked for every object, and the dearest one counts.
QUERIES = {
    "": 14,
    "about/": 1,
    "countries/": 3,
    "countries/%(slug)s/": 34,
    "countries/%(slug)s/feed.atom": 9,
    "countries/%(slug)s/offline.zip": 3,
    "themes/": 3,
    "themes/%(slug)s/": 34,
    "themes/%(slug)s/feed.atom": 9,
    "evidence/": 7,
    "evidence/?region=southern-europe": 7,
    "evidence/matrix.csv": 6,
    "compare/": 4,
    "compare/?country=XK&country=AL&country=KG": 15,
    "compare/?country=XK&country=AL&theme=trust": 17,
    "lessons/": 17,
    "lessons/feed.atom": 8,
    "lessons/%(lesson_id)s/": 21,
    "lessons/%(lesson_id)s/%(slug)s/": 21,
    "lessons/%(lesson_id)s/cite.bib": 4,
    "lessons/%(lesson_id)s/cite.ris": 4,
    "lessons/%(lesson_id)s/cite.json": 4,
    "conferences/": 9,
    "conferences/%(slug)s/": 14,
    "conferences/%(conference_id)s/feed.atom": 9,
    "conferences/%(conference_id)s/offline.zip": 3,
    "conferences/%(conference_id)s/akoma-ntoso.xml": 8,
    "conferences/%(conference_id)s/popolo.json": 9,
    "conferences/%(conference_id)s/cite.bib": 6,
    "conferences/%(conference_id)s/cite.ris": 6,
    "conferences/%(conference_id)s/cite.json": 6,
    "conferences/%(conference_slug)s/%(slug)s/": 14,
    "sessions/%(session_id)s/": 2,
    "sessions/%(session_id)s/cite.bib": 3,
    "sessions/%(session_id)s/cite.ris": 3,
    "sessions/%(session_id)s/cite.json": 3,
    "statements/": 17,
    "statements/%(statement_id)s/": 27,
    "statements/%(statement_id)s/cite.bib": 2,
    "statements/%(statement_id)s/cite.ris": 2,
    "statements/%(statement_id)s/cite.json": 2,
    "search/": 8,
    "search/?q=trust": 60,
    "search/?q=trust&in=statements": 45,
    "search/?q=trusst": 57,
    "organisations/": 6,
    "organisations/%(slug)s/": 16,
    "people/": 3,
    "people/%(slug)s/": 9,
    "api/": 1,
    "api/v1/": 1,
    "api/v1/schema/": 1,
    "api/v1/search/": 1,
    "api/v1/search/?q=trust": 44,
    "api/v1/changes/": 28,
    "api/v1/snapshot/": 37,
    "api/v1/countries/": 4,
    "api/v1/countries/query/": 3,
    "api/v1/countries/%(id)s/": 5,
    "api/v1/themes/": 3,
    "api/v1/themes/query/": 2,
    "api/v1/themes/%(id)s/": 2,
    "api/v1/organisations/": 5,
    "api/v1/organisations/query/": 4,
    "api/v1/organisations/%(id)s/": 4,
    "api/v1/people/": 4,
    "api/v1/people/query/": 3,
    "api/v1/people/%(id)s/": 3,
    "api/v1/conferences/": 5,
    "api/v1/conferences/query/": 4,
    "api/v1/conferences/%(id)s/": 6,
    "api/v1/sessions/": 3,
    "api/v1/sessions/query/": 2,
    "api/v1/sessions/%(id)s/": 2,
    "api/v1/participants/": 4,
    "api/v1/participants/query/": 3,
    "api/v1/participants/%(id)s/": 3,
    "api/v1/statements/": 7,
    "api/v1/statements/query/": 6,
    "api/v1/statements/%(id)s/": 9,
    "api/v1/lessons/": 8,
    "api/v1/lessons/query/": 7,
    "api/v1/lessons/%(id)s/": 13,
    "api/docs/": 1,
    "api/guide/": 2,
    "oai": 1,
    "report/": 0,
    "report/sent/": 0,
    "robots.txt": 1,
    "opensearch.xml": 1,
    "sitemap.xml": 18,
    "sitemap-part.xml": 4,
    "healthz": 1,
}


def costs(size, under=""):
    """``{address: queries}`` with ``size`` rows of everything, of the addresses that begin with ``under``.

    Each has been asked for before: of files to take along this is what one costs that is there.
    """
    forget()
    with transaction.atomic():
        collection(size)
        for kind in KINDS:
            for key in kind.rows().order_by("pk").values_list("pk", flat=True):
                make_change(kind.kind, key, "released")
        site = Site()
        sweep = Sweep(site)
        paths = {p.template: sweep.every_object(p) for p in patterns() if p.template.startswith(under)}
        paths |= {path: [f"/{path}"] for path in QUERIES if "?" in path and path.startswith(under)}
        found = {template: max(_cost(site, path) for path in some) for template, some in paths.items()}
        transaction.set_rollback(True)
    return found


def _cost(site, path):
    before = len(site.statements)
    assert asking(path).of(site).code < 400
    return len(site.statements) - before


@pytest.mark.parametrize("size", [1, 3])
def test_each_address_costs_what_the_table_says(size):
    assert costs(size) == QUERIES


def test_a_planted_query_for_each_row_is_seen(monkeypatch):
    """A list that forgets to fetch what its rows stand in."""
    monkeypatch.setattr("lessons.views.lessons_with_all", lambda: Lesson.objects.all())
    one, three = costs(1, "lessons/")["lessons/"], costs(3, "lessons/")["lessons/"]
    assert one < three
