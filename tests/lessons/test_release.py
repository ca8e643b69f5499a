"""Lessons follow the statements they rest on."""

import pytest

from lessons.models import Evidence, Lesson
from organisations.models import Change
from organisations.release import release, withdraw
from organisations.whole_shelf import find_drift, release_whole_shelf
from tests.desk_factories import (
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_session_record,
    make_statement_record,
    publish,
)

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


def strengths():
    return list(Lesson.objects.values_list("strength", "voice_count", "voice_country_count"))


@pytest.fixture
def heard():
    """A released lesson that somebody from Kosovo and a body of Serbia support; it is known of each who they are."""
    session = make_session_record()
    body, other = make_organisation_record("KCSS", country="XK"), make_organisation_record("EMINS", country="RS")
    here, there = (
        make_participant_record(session.conference, organisation=each, country=code, limit=limit)
        for each, code, limit in [(body, "XK", "country"), (other, "RS", "organisation")]
    )
    first, second = (
        make_statement_record(session, speaker=speaker, attribution_level="organisation") for speaker in (here, there)
    )
    lesson = make_lesson_record(evidence=[(first, "supports", ""), (second, "supports", "")])
    publish(session.conference, session, body, other, here, there, first, second, lesson)
    return {"here": here, "there": there, "second": second, "lesson": lesson}


def test_voices_are_counted_as_they_are_shown(heard):
    assert strengths() == [("several_countries", 2, 2)]


def test_the_strength_follows_speakers_and_statements(heard):
    heard["there"].limit = "unattributed"
    heard["there"].save()
    release([heard["there"]])
    assert strengths() == [("one_voice", 1, 1)]

    withdraw([heard["second"]])
    assert strengths() == [("one_voice", 1, 1)]

    heard["here"].limit = "unattributed"
    heard["here"].save()
    release([heard["here"]])
    assert strengths() == [("not_stated", 0, 0)]
    assert find_drift() == {}


def test_a_shelf_from_before_voices_were_counted_is_drift_and_is_mended_and_logged(heard):
    Lesson.objects.update(strength="not_stated", voice_count=0, voice_country_count=0)
    assert list(find_drift()) == ["lessons"]

    release_whole_shelf()

    assert strengths() == [("several_countries", 2, 2)]
    last = Change.objects.latest("seq")
    assert (last.kind, last.public_id, last.action) == ("lessons", heard["lesson"].public_id, "updated")


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
