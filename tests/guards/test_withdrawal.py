"""A withdrawal takes a record and all that rests on it off the shelf at once, whatever was edited meanwhile, and never
brings anything out.
"""

import pytest
from django.db import connection

from lessons.models import Evidence, Lesson, LessonRecord
from organisations.choices import State
from organisations.models import Change, Organisation, OrganisationRelation, Person
from organisations.release import NotApproved, note_changes, release, withdraw
from organisations.whole_shelf import find_drift
from sessions.models import (
    Conference,
    ConferenceOrganisation,
    Participant,
    Session,
    Statement,
    StatementLink,
    StatementRecord,
)
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
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
def room():
    session = make_session_record()
    publish(session.conference, session)
    return session


@pytest.fixture(autouse=True)
def shelf_in_line():
    """After each test no reference hangs and nothing differs from what was released."""
    yield
    connection.check_constraints()
    assert find_drift() == {}


def log_of(record):
    return list(Change.objects.filter(public_id=record.public_id).values_list("action", flat=True))


def tombstones(record):
    """How often a record was withdrawn; the last thing said of it must be that. What it showed may have gone before."""
    log = log_of(record)
    assert (log[0], log[-1]) == ("released", "withdrawn")
    return log.count("withdrawn")


def named(room, name="Ana"):
    """A released participant who may be named, with their person and body."""
    person, body = make_person_record(name), make_organisation_record(f"Body of {name}")
    who = make_participant_record(
        room.conference, person=person, organisation=body, role="Director", limit="named", **consent()
    )
    publish(person, body, who)
    return who


def everything_public():
    return [
        model.objects.count() for model in (Conference, Session, Statement, Participant, Person, Organisation, Lesson)
    ]


# Gone everywhere, with one tombstone


def test_a_statement_goes_with_its_links_and_its_place_in_lessons(room):
    first, second = make_statement_record(room), make_statement_record(room)
    third = make_statement_record(room, links=[("supports", first, "")])
    first.links.create(kind="qualifies", other=second)
    lesson = make_lesson_record(evidence=[(first, "supports", ""), (second, "supports", "")])
    publish(second, first, third, lesson)
    assert (StatementLink.objects.count(), Evidence.objects.count()) == (2, 2)

    withdraw([first])

    assert (StatementLink.objects.count(), Evidence.objects.count()) == (0, 1)
    assert Lesson.objects.get().evidence_count == 1
    assert log_of(first) == ["released", "withdrawn"]
    assert log_of(lesson) == ["released", "updated"]


def test_a_lesson_goes_with_the_last_statement_that_supports_it(room):
    support, doubt = make_statement_record(room), make_statement_record(room)
    lesson = make_lesson_record(evidence=[(support, "supports", ""), (doubt, "contradicts", "")])
    publish(support, doubt, lesson)

    withdraw([support])

    assert Lesson.objects.count() == 0
    assert (log_of(support), log_of(lesson)) == (["released", "withdrawn"], ["released", "withdrawn"])


def test_a_second_withdrawal_leaves_no_second_tombstone(room):
    said = make_statement_record(room)
    publish(said)
    withdraw([said])
    withdraw([said])
    assert log_of(said) == ["released", "withdrawn"]


def test_a_conference_goes_whole(room):
    who = named(room)
    said = make_statement_record(room, speaker=who, attribution_level="named")
    lesson = make_lesson_record(evidence=[(said, "supports", "")])
    publish(said, lesson)
    assert everything_public() == [1] * 7

    withdraw([room.conference])

    assert everything_public() == [0] * 7
    gone = [room.conference, room, said, who, who.person, who.organisation, lesson]
    assert [tombstones(record) for record in gone] == [1] * 7


def test_narrowing_takes_name_body_and_participant_away(room):
    who = named(room)
    said = make_statement_record(room, speaker=who, attribution_level="named")
    publish(said)

    said.attribution_level = "unattributed"
    said.save()
    release([said])

    assert everything_public() == [1, 1, 1, 0, 0, 0, 0]
    row = Statement.objects.get()
    assert (row.person, row.participant, row.organisation, row.speaker_country) == (None, None, None, None)
    assert "ana" not in row.search_text
    assert [tombstones(record) for record in (who, who.person, who.organisation)] == [1] * 3


def test_a_person_whom_something_else_names_stays(room):
    who = named(room)
    first, second = (make_statement_record(room, speaker=who, attribution_level="named") for _ in range(2))
    publish(first, second)
    withdraw([first])
    assert Person.objects.count() == Participant.objects.count() == 1
    withdraw([second])
    assert Person.objects.count() == Participant.objects.count() == 0


# Whatever was edited since its release: what is public still names what is withdrawn


def test_evidence_taken_out_of_a_lesson_since(room):
    one, two = make_statement_record(room), make_statement_record(room)
    lesson = make_lesson_record(evidence=[(one, "supports", ""), (two, "supports", "")])
    publish(one, two, lesson)
    lesson.evidence.filter(statement=two).delete()
    note_changes([lesson])

    withdraw([two])

    assert Lesson.objects.get().evidence_count == 1


def test_evidence_that_comes_back(room):
    one, two = make_statement_record(room), make_statement_record(room)
    lesson = make_lesson_record(evidence=[(one, "supports", ""), (two, "supports", "")])
    publish(one, two, lesson)
    withdraw([two])
    lesson = LessonRecord.objects.get()
    lesson.evidence.filter(statement=two).delete()
    note_changes([lesson])

    publish(two)

    assert Lesson.objects.get().evidence_count == 2


def test_an_organiser_taken_out_of_a_conference_since():
    host = make_organisation_record()
    meeting = make_conference_record(organisations=[(host, "host")])
    publish(host, meeting)
    meeting.organisations.all().delete()
    note_changes([meeting])

    withdraw([host])

    assert ConferenceOrganisation.objects.count() == Organisation.objects.count() == 0
    assert log_of(meeting) == ["released", "updated"]


def test_a_body_no_longer_mentioned_since(room):
    body = make_organisation_record()
    said = make_statement_record(room, mentions=[body])
    publish(body, said)
    said.mentions.clear()
    note_changes([said])

    withdraw([body])

    assert Organisation.objects.count() == 0
    assert log_of(said) == ["released", "updated"]


def test_a_source_no_longer_cited_since(room):
    source = make_source_record(room.conference)
    said = make_statement_record(room, passage=make_passage(source))
    publish(source, said)
    said.passage = None
    said.save()
    note_changes([said])

    withdraw([source])

    assert Statement.objects.get().place == ""


def test_a_link_taken_away_since(room):
    first = make_statement_record(room)
    second = make_statement_record(room, links=[("supports", first, "")])
    publish(first, second)
    second.links.all().delete()
    note_changes([second])

    withdraw([first])

    assert StatementLink.objects.count() == 0


def test_a_relation_taken_away_since():
    first = make_organisation_record(listed=True)
    second = make_organisation_record(listed=True, relations=[("member_of", first, "")])
    publish(first, second)
    second.relations.all().delete()
    note_changes([second])

    withdraw([first])

    assert OrganisationRelation.objects.count() == 0


def test_a_room_somebody_listed_no_longer_speaks_in_since(room):
    who = make_participant_record(room.conference, country="AL", limit="country", listed=True, sessions=[room])
    publish(who)
    assert Participant.objects.get().sessions.count() == 1
    who.listed = False
    who.save()
    note_changes([who])

    withdraw([room])

    assert log_of(who) == ["released", "updated"]


# A withdrawal brings nothing out


def test_withdrawing_somebody_who_must_not_be_quoted_does_not_bring_their_words_out(room):
    who = make_participant_record(room.conference, limit="withheld")
    said = make_statement_record(room, speaker=who)
    publish(who, said)
    assert Statement.objects.count() == 0

    withdraw([who])

    assert Statement.objects.count() == 0


def test_words_of_somebody_who_must_not_be_quoted_wait_for_nobody(room):
    """Also while the participant is a draft."""
    who = make_participant_record(room.conference, limit="withheld")
    publish(make_statement_record(room, speaker=who))
    assert Statement.objects.count() == 0


@pytest.mark.parametrize("name", ["person", "organisation"])
def test_withdrawing_what_stands_behind_a_speaker_shows_no_more_of_them(room, name):
    who = named(room)
    said = make_statement_record(room, speaker=who, attribution_level="named")
    publish(said)
    before = set(Statement.objects.get().attribution_label.split(", "))

    withdraw([getattr(who, name)])

    assert set(Statement.objects.get().attribution_label.split(", ")) < before


# A copy read before cannot undo it


def test_a_copy_read_before_a_withdrawal_does_not_undo_it_when_saved(room):
    said = make_statement_record(room)
    publish(said)
    copy = StatementRecord.objects.get()
    withdraw([said])

    copy.text = "An edit that was open in another window"
    copy.save()

    saved = StatementRecord.objects.get()
    assert (saved.state, saved.snapshot, saved.text) == (State.WITHDRAWN, None, copy.text)
    with pytest.raises(NotApproved):
        release([copy])
    assert Statement.objects.count() == 0


def test_a_copy_read_before_a_narrowing_does_not_undo_it_when_released(room):
    who = named(room)
    said = make_statement_record(room, speaker=who, attribution_level="named")
    publish(said)
    copy = StatementRecord.objects.get()
    said.attribution_level = "unattributed"
    said.save()
    release([said])

    release([copy])

    assert Statement.objects.get().attribution_level == "unattributed"
