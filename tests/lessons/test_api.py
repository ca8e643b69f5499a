"""Lessons in the API, and statements with the lessons they are evidence for."""

import pytest

from lessons.models import LessonCountry
from tests.factories import make_conference, make_country, make_lesson, make_link, make_session, make_statement

pytestmark = pytest.mark.django_db


def get(client, address):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def statements():
    session = make_session(make_conference("prishtina-2014"))
    return [make_statement(session, text=text) for text in ("For it", "Against it", "Beside it")]


@pytest.fixture
def lesson(statements):
    lesson = make_lesson(
        "Earn trust first",
        [(statements[0], "supports"), (statements[1], "contradicts")],
        addressed_to=["police", "media"],
        context="In the north.",
    )
    LessonCountry.objects.create(lesson=lesson, country=make_country("XK"), role="tried")
    return lesson


def test_a_lesson_with_everything(client, lesson, statements):
    listed = {
        "id": lesson.pk,
        "url": f"http://testserver/api/v1/lessons/{lesson.pk}/",
        "html_url": f"http://testserver/lessons/{lesson.pk}/earn-trust-first/",
        "updated_at": "2026-03-01T12:00:00Z",
        "title": "Earn trust first",
        "text": "What follows from it.",
        "language": "en",
        "kind": "what_worked",
        "status": "observation",
        "date": "2014-04-24",
        "addressed_to": ["media", "police"],
        "countries": [{"code": "XK", "alpha3": "XKX", "name": "Kosovo", "roles": ["observed", "tried"]}],
        "themes": [{"slug": "community-policing", "name": "Community policing"}],
        "conferences": [
            {"id": statements[0].conference_id, "slug": "prishtina-2014", "title": "A conference"},
        ],
        "evidence_count": 2,
        "contradicting_count": 1,
        "strength": "not_stated",
        "voice_count": 0,
        "voice_country_count": 0,
        "translations": [],
    }
    assert get(client, "lessons/")["results"] == [listed]
    pro, contra, _ = get(client, "statements/")["results"]
    assert get(client, f"lessons/{lesson.pk}/") == {
        **listed,
        "context": "In the north.",
        "evidence": [
            {"relation": "supports", "note": "", "statement": pro},
            {"relation": "contradicts", "note": "", "statement": contra},
        ],
    }


def test_lessons_with_the_most_evidence_come_first(client, lesson):
    make_lesson("B")
    make_lesson("A")
    assert [row["title"] for row in get(client, "lessons/")["results"]] == ["Earn trust first", "A", "B"]


def test_a_statement_with_its_links_and_lessons(client, lesson, statements):
    one, other, third = statements
    make_link(one, other, "contradicts", note="On the north.")
    make_link(third, one, "same_remark")
    answer = get(client, f"statements/{one.pk}/")
    assert answer == {
        **get(client, "statements/")["results"][0],
        "links": [
            {
                "kind": "contradicts",
                "direction": "to",
                "note": "On the north.",
                "statement": {
                    "id": other.pk,
                    "url": f"http://testserver/api/v1/statements/{other.pk}/",
                    "text": "Against it",
                    "kind": "observation",
                    "attribution": "Speaker not stated",
                },
            },
            {
                "kind": "same_remark",
                "direction": "from",
                "note": "",
                "statement": {
                    "id": third.pk,
                    "url": f"http://testserver/api/v1/statements/{third.pk}/",
                    "text": "Beside it",
                    "kind": "observation",
                    "attribution": "Speaker not stated",
                },
            },
        ],
        "lessons": [{"id": lesson.pk, "title": "Earn trust first"}],
    }
