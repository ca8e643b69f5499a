"""Lessons follow the statements they rest on."""

import pytest

from lessons.models import Evidence, Lesson
from organisations.models import Change
from organisations.release import release, withdraw
from organisations.whole_shelf import find_drift
from tests.desk_factories import make_lesson_record, make_session_record, make_statement_record, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited():
    """Two public statements of one session, and a lesson that one supports and the other contradicts."""
    session = make_session_record()
    good, bad = make_statement_record(session), make_statement_record(session)
    lesson = make_lesson_record(evidence=[(good, "supports", "Why"), (bad, "contradicts", "")])
    publish(session.conference, session, good, bad, lesson)
    return {"good": good, "bad": bad, "lesson": lesson}


def counts():
    return list(Lesson.objects.values_list("evidence_count", "contradicting_count"))


def test_a_lesson_shows_its_public_evidence_in_order(cited):
    assert counts() == [(2, 1)]
    assert list(Evidence.objects.values_list("statement_id", "relation", "note", "position")) == [
        (cited["good"].public_id, "supports", "Why", 1),
        (cited["bad"].public_id, "contradicts", "", 2),
    ]
    assert Lesson.objects.get().conferences.count() == 1


def test_a_lesson_loses_evidence_with_the_statement(cited):
    withdraw([cited["bad"]])

    assert counts() == [(1, 0)]
    log = Change.objects.order_by("seq").values_list("kind", "public_id", "action")
    assert list(log)[-2:] == [
        ("statements", cited["bad"].public_id, "withdrawn"),
        ("lessons", cited["lesson"].public_id, "updated"),
    ]
    assert find_drift() == {}


def test_a_lesson_goes_with_the_last_statement_that_supports_it_and_comes_back(cited):
    withdraw([cited["good"]])
    assert counts() == []

    publish(cited["good"])
    assert counts() == [(2, 1)]
    assert find_drift() == {}


def test_a_draft_statement_is_no_evidence():
    session = make_session_record()
    good, draft = make_statement_record(session), make_statement_record(session)
    publish(session.conference, session, good)

    publish(make_lesson_record(evidence=[(good, "supports", ""), (draft, "contradicts", "")]))

    assert counts() == [(1, 0)]


def test_evidence_added_to_a_released_lesson_waits_for_its_release(cited):
    more = make_statement_record(cited["good"].session)
    publish(more)
    cited["lesson"].evidence.create(statement=more, relation="supports", position=3)
    assert counts() == [(2, 1)]

    release([cited["lesson"]])

    assert counts() == [(3, 1)]
