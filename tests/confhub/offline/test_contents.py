"""Which pages a copy holds and how they lead to each other, seen with rows made for it."""

import io
import json

import pytest
from django.utils import translation

from confhub.offline import subjects
from confhub.offline.building import build
from sessions.models import Conference
from tests.copies import broken_links, pages, references, rows_in, text_of, unpacked
from tests.factories import make_conference, make_country, make_lesson, make_session, make_source, make_statement
from tests.page_kinds import collection

from .conftest import COUNTRY

pytestmark = pytest.mark.django_db


def test_lists_of_many_pages_are_whole(take, monkeypatch):
    """Twenty lessons stand on a page, here two statements of a session; links lead to the page where something is."""
    monkeypatch.setattr("sessions.views.STATEMENTS_OF_A_SESSION", 2)
    session = make_session()
    said = [make_statement(session, text=f"Words {number}.", countries=["XK"]) for number in range(3)]
    for number in range(41):
        make_lesson(f"Lesson {number:02}", [(said[-1], "supports")], countries=["XK"])
    files = unpacked(take())
    assert broken_links(files) == []
    assert {f"countries/XK{more}.html" for more in ("", "-2", "-3")} <= set(files)
    assert {f"sessions/{session.pk}{more}.html" for more in ("", "-2")} <= set(files)
    trees = pages(files)
    last = f"../sessions/{session.pk}-2.html#s{said[-1].pk}"
    assert last in references(trees[f"statements/{said[-1].pk}.html"])
    assert "XK.html" in references(trees["countries/XK-2.html"])
    assert "XK-2.html" in references(trees["countries/XK-3.html"])


def test_what_belongs_elsewhere_stays_there_and_is_linked_to_as_such(take):
    here, there = make_session(), make_session(make_conference(country=make_country("AL")))
    said = make_statement(here, countries=["XK", "AL"])
    elsewhere = make_statement(there, countries=["AL"])
    lesson = make_lesson("Of both", [(said, "supports")], countries=["XK", "AL"])
    make_lesson("Of Albania alone", [(elsewhere, "supports")], countries=["AL"])
    files = unpacked(take())
    assert rows_in(files)["lessons"] == {lesson.pk}
    assert rows_in(files)["conferences"] == {here.conference_id}
    link = '<a href="http://testserver/countries/albania/">Albania<span aria-hidden="true">\u00a0↗</span>'
    assert link + '<span class="vh"> (online)</span></a>' in files[f"lessons/{lesson.pk}.html"].decode()
    assert f'href="{lesson.pk}.html' not in files[f"lessons/{lesson.pk}.html"].decode()


def test_the_first_page_names_sources_and_where_to_look_for_withdrawals(take):
    conference = collection(1) and Conference.objects.get(slug="prishtina-2014")
    make_source(conference, title="Another report", issued="2015", rights="CC BY 4.0", file_sha256="ef" * 32)
    first = pages(unpacked(take()))["index.html"]
    words = " ".join(text_of(first).split())
    for part in ("Another report", "2015", "CC BY 4.0", "ef" * 32, "The organisers", "All rights reserved", "cd" * 32):
        assert part in words
    assert "http://testserver/countries/kosovo/" in references(first)
    assert f"http://testserver{COUNTRY}" in references(first)
    [changes] = [each for each in references(first) if "/api/v1/changes/" in each]
    kinds = "conferences,countries,lessons,organisations,participants,people,sessions,statements"
    assert changes == f"http://testserver/api/v1/changes/?after=0&kinds={kinds}"


def test_a_list_without_rows_is_an_empty_list(take):
    make_country("XK")
    assert json.loads(unpacked(take())["data/lessons.json"]) == []


# In another language


def test_a_copy_is_in_the_language_it_is_asked_for_in():
    collection(1)
    out = io.BytesIO()
    with translation.override("ar"):
        subject = subjects.country(make_country("XK"))
        build(subject, subject.contents(), out)
    assert subject.name == "confhub-kosovo-ar"
    files = unpacked(out.getvalue())
    assert broken_links(files) == []
    assert {(tree.get("lang"), tree.get("dir")) for tree in pages(files).values()} == {("ar", "rtl")}
