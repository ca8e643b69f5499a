"""What a copy costs: for each page what that page costs alone, and beside them as much for one row as for three."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from confhub.offline import asking, building, subjects
from organisations.models import Country
from sessions.models import Conference
from tests.page_kinds import collection

pytestmark = pytest.mark.django_db
# By name of the address; tests/guards/test_query_counts.py has the same with one more, for the ETag.
PAGES = {
    "session": 13,
    "lesson": 20,
    "conference": 13,
    "statement": 26,
    "organisation": 15,
    "person": 8,
    "about": 0,
    "api:lessons-detail": 12,
}
OF_A_COUNTRY = PAGES | {
    "country": 33,
    "statements": 18,
    "conferences": 10,
    "organisations": 7,
    "api:lessons-list": 8,
    "api:statements-list": 7,
    "api:conferences-list": 5,
    "api:organisations-list": 5,
    "api:countries-detail": 4,
}
OF_A_CONFERENCE = PAGES | {
    "statements": 17,
    "lessons": 19,
    "api:lessons-list": 7,
    "api:statements-list": 6,
    "api:sessions-list": 2,
    "api:participants-list": 3,
    "api:organisations-list": 4,
    "api:people-list": 3,
    "api:conferences-detail": 5,
    "conference-popolo": 8,
    "conference-akoma-ntoso": 7,
}
# What it holds, its last change, addresses and sources; of a conference its bundle too.
BESIDE_COUNTRY, BESIDE_CONFERENCE = 28, 51


def cost(kind, monkeypatch):
    """``(beside, {name of the address: queries})`` of one copy, the dearest of each."""
    pages, total = {}, 0

    def noted(address):
        nonlocal total
        with CaptureQueriesContext(connection) as queries:
            answer = asking.ask(address)
            if answer.streaming:
                answer.streaming_content = list(answer.streaming_content)
        name, total = resolve(address.partition("?")[0]).view_name, total + len(queries)
        pages[name] = max(pages.get(name, 0), len(queries))
        return answer

    monkeypatch.setattr(building, "ask", noted)
    models = {"country": (subjects.country, Country, "kosovo"), "conference": (subjects.conference, Conference, None)}
    make, model, slug = models[kind]
    subject = make(model.objects.get(slug=slug or "prishtina-2014"))
    with CaptureQueriesContext(connection) as queries:
        building.build(subject, subject.contents(), io.BytesIO())
    return len(queries) - total, pages


@pytest.mark.parametrize("size", [1, 3])
def test_a_country_costs_its_pages(monkeypatch, size):
    collection(size)
    assert cost("country", monkeypatch) == (BESIDE_COUNTRY, OF_A_COUNTRY)


@pytest.mark.parametrize("size", [1, 3])
def test_a_conference_costs_its_pages(monkeypatch, size):
    collection(size)
    assert cost("conference", monkeypatch) == (BESIDE_CONFERENCE, OF_A_CONFERENCE)
