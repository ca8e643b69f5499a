"""How lessons are cited, in files and in the head of their pages."""

import json
from datetime import UTC, datetime

import pytest

from tests.factories import make_change, make_conference, make_lesson, make_session, make_source, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    """A lesson from one report, which two statements stand in, and a statement whose place may not be shown."""
    session = make_session(make_conference(title="The meeting"))
    source = make_source(session.conference, title="The report", creator="Two organisations", issued="2014-06-01")
    place = {"source": source, "place": "p. 1", "start": 1, "end": 2}
    rows = [make_statement(session, **place), make_statement(session, **place), make_statement(session)]
    return make_lesson("Earn trust", [(row, "supports") for row in rows], updated_at=datetime(2026, 5, 12, tzinfo=UTC))


def cited(client, row, name="json"):
    answer = client.get(f"/lessons/{row.pk}/cite.{name}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_lesson_names_site_meeting_report_permalink_and_last_change(client, lesson):
    [item] = json.loads(cited(client, lesson))
    assert item == {
        "id": f"confhub_lesson_{lesson.pk}",
        "type": "webpage",
        "title": "Earn trust",
        "author": [{"literal": "Confhub"}],
        "container-title": "Confhub",
        "publisher": "Confhub",
        "issued": {"date-parts": [[2026, 5, 12]]},
        "event-title": "The meeting",
        "event-place": "Prishtina",
        "event-date": {"date-parts": [[2014, 4, 24]]},
        "URL": f"http://testserver/lessons/{lesson.pk}/",
        "language": "en",
        "note": f"Lesson {lesson.pk}, updated 2026-05-12. Said at: The meeting, Prishtina, 2014-04-24. "
        "Based on: Two organisations (2014), The report.",
    }


def test_the_permalink_leads_to_the_page(client, lesson):
    assert client.get(f"/lessons/{lesson.pk}/").headers["Location"] == lesson.get_absolute_url()


@pytest.mark.parametrize("name", ["bib", "ris", "json"])
def test_every_format_costs_the_same_for_one_report_and_for_three(client, django_assert_num_queries, name):
    for number in (1, 3):
        sources = [make_source() for _ in range(number)]
        place = {"place": "p. 1", "start": 1, "end": 2}
        said = [make_statement(make_session(each.conference), source=each, **place) for each in sources]
        row = make_lesson(statements=[(each, "supports") for each in said])
        with django_assert_num_queries(4):  # with that of the ETag
            cited(client, row, name)


@pytest.mark.parametrize("name", ["bib", "ris", "json"])
def test_a_withdrawn_lesson_has_no_citation_and_no_title(client, name):
    make_change("lessons", "GGGGGGGG")
    gone = client.get(f"/lessons/GGGGGGGG/cite.{name}")
    assert (gone.status_code, gone.headers["Content-Type"]) == (410, "text/html; charset=utf-8")
    assert client.get(f"/lessons/NNNNNNNN/cite.{name}").status_code == 404
