"""What follows in a meeting when something it stands on is released, changed or withdrawn."""

import pytest

from organisations.models import Country, Organisation, Person
from organisations.release import note_vocabulary, release, withdraw
from organisations.whole_shelf import find_drift
from sessions.models import Conference, Participant, Session, Source, Statement, StatementLink, StatementLinkRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A released conference with one session, and a named director of a body who said one thing."""
    conference = make_conference_record()
    session = make_session_record(conference)
    body = make_organisation_record("INDEP", country="XK")
    person = make_person_record("Ana Canary")
    speaker = make_participant_record(
        conference, country="XK", person=person, organisation=body, role="Director", **consent(), limit="named"
    )
    said = make_statement_record(session, speaker=speaker, attribution_level="named")
    records = {"conference": conference, "session": session, "body": body, "person": person, "speaker": speaker}
    publish(*records.values(), said)
    return {**records, "said": said}


def shown():
    return Statement.objects.values_list("attribution_level", "attribution_label").get()


def everything():
    return [model.objects.count() for model in (Conference, Session, Statement, Participant, Person, Organisation)]


def test_what_a_statement_names_comes_with_it_and_goes_with_it(meeting):
    assert everything() == [1, 1, 1, 1, 1, 1]
    assert shown() == ("named", "Ana Canary, Director, INDEP")

    withdraw([meeting["said"]])

    assert everything() == [1, 1, 0, 0, 0, 0]
    assert find_drift() == {}


def test_withdrawing_a_conference_takes_everything_in_it(meeting):
    withdraw([meeting["conference"]])

    assert everything() == [0, 0, 0, 0, 0, 0]
    assert find_drift() == {}


def test_withdrawing_a_session_takes_the_parts_within_it(meeting):
    inner = make_session_record(parent=meeting["session"])
    publish(inner, make_statement_record(inner))
    assert Statement.objects.count() == 2

    withdraw([meeting["session"]])

    assert everything() == [1, 0, 0, 0, 0, 0]


def test_a_stricter_rule_reaches_every_statement_at_once(meeting):
    meeting["conference"].disclosure_rule = "chatham_house"
    meeting["conference"].save()
    release([meeting["conference"]])

    assert shown() == ("organisation_type", "National NGO, Kosovo")
    assert everything() == [1, 1, 1, 0, 0, 0]
    assert find_drift() == {}


def test_a_stricter_rule_of_a_session_reaches_what_was_said_in_it(meeting):
    meeting["session"].disclosure_rule = "closed"
    meeting["session"].save()
    release([meeting["session"]])

    assert everything() == [1, 1, 0, 0, 0, 0]


def test_lowering_a_participant_lowers_every_statement_of_theirs(meeting):
    meeting["speaker"].limit = "country"
    meeting["speaker"].save()
    release([meeting["speaker"]])

    assert shown() == ("country", "Speaker from Kosovo")
    assert everything() == [1, 1, 1, 0, 0, 0]
    assert find_drift() == {}


@pytest.mark.parametrize(
    ("withdrawn", "line"),
    [
        ("person", ("role_organisation", "Director, INDEP")),
        ("body", ("named", "Ana Canary, Director, Kosovo")),
    ],
)
def test_nothing_withdrawn_is_left_in_a_line(meeting, withdrawn, line):
    withdraw([meeting[withdrawn]])

    assert shown() == line
    assert find_drift() == {}


def test_withdrawing_a_speaker_takes_what_they_said(meeting):
    withdraw([meeting["speaker"]])

    assert everything() == [1, 1, 0, 0, 0, 0]
    assert find_drift() == {}


def test_a_new_name_of_a_body_reaches_the_lines_it_stands_in(meeting):
    meeting["body"].name = "Institute"
    meeting["body"].save()
    release([meeting["body"]])

    assert shown() == ("named", "Ana Canary, Director, Institute")
    assert find_drift() == {}


def test_a_new_name_of_a_country_reaches_the_lines_it_stands_in(meeting):
    meeting["said"].attribution_level = "country"
    meeting["said"].save()
    release([meeting["said"]])
    Country.objects.filter(code="XK").update(name="Kosovo*")

    note_vocabulary("countries", ["XK"])

    assert shown() == ("country", "Speaker from Kosovo*")
    assert find_drift() == {}


def test_links_show_while_both_statements_are_public(meeting):
    other = make_statement_record(meeting["session"])
    StatementLinkRecord.objects.create(statement=meeting["said"], kind="contradicts", other=other)
    release([meeting["said"]])
    assert StatementLink.objects.count() == 0

    publish(other)
    assert StatementLink.objects.values_list("kind", "other_id").get() == ("contradicts", other.public_id)

    withdraw([other])
    assert StatementLink.objects.count() == 0
    assert find_drift() == {}


def test_a_withdrawn_source_takes_its_places_along(meeting):
    source = make_source_record(meeting["conference"])
    meeting["said"].passage = make_passage(source, place="Page 3")
    meeting["said"].save()
    publish(source, meeting["said"])
    assert Statement.objects.values_list("source_id", "place").get() == (source.public_id, "Page 3")

    withdraw([source])

    assert Statement.objects.values_list("source_id", "place", "start", "end").get() == (None, "", None, None)
    assert Source.objects.count() == 0
    assert find_drift() == {}


def test_sessions_stand_in_the_order_of_the_programme(meeting):
    second = make_session_record(meeting["conference"], position=9, title="Second")
    inner = make_session_record(parent=meeting["session"], title="Inner")
    publish(second, inner)

    rows = Session.objects.order_by("order").values_list("title", "order", "depth", "parent_id")
    first = meeting["session"].public_id
    assert list(rows) == [("A session", 1, 0, None), ("Inner", 2, 1, first), ("Second", 3, 0, None)]


def test_statements_move_with_their_session(meeting):
    early = make_session_record(meeting["conference"], position=50)
    publish(early)
    meeting["session"].position = 99
    meeting["session"].save()
    release([meeting["session"]])

    assert Statement.objects.get().order == 2_000_001
    assert find_drift() == {}
