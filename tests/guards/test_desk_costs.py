"""What pages of the desk cost: as many queries with three rows of everything as with one, and forms load no lists."""

import re

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from confhub.curation import BOXES
from lessons.models import LessonRecord
from organisations.models import OrganisationRecord, PersonRecord, Record
from sessions.models import ConferenceRecord, ParticipantRecord, SessionRecord, SourceRecord, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.staff import Member, address

pytestmark = pytest.mark.django_db

MODELS = [ConferenceRecord, SourceRecord, SessionRecord, ParticipantRecord, StatementRecord, LessonRecord]
MODELS += [OrganisationRecord, PersonRecord]
LISTS = ("", "?p=1", "?q=forum", "?o=1", "?queue=high", "?queue=second", "?release=released", "?state__exact=draft")


@pytest.fixture(autouse=True)
def session_noted_once(monkeypatch):
    """When somebody was last here is noted every minute: on a slow machine between two pages."""
    monkeypatch.setattr("confhub.accounts.sessions.NOTED_EVERY", 10**9)


def fill(size):
    """``size`` records of each kind, one of them released; of them the last conference, with nothing in it."""
    for number in range(size):
        body, person = make_organisation_record(f"Forum {number}", country="XK"), make_person_record(f"Forum {number}")
        meeting = make_conference_record(f"forum-{number}", title=f"Forum {number}", high_risk=True)
        make_source_record(meeting, title="Forum"), publish(meeting)
        who = make_participant_record(meeting, country="XK", person=person, organisation=body, role=f"Forum {number}")
        said = make_statement_record(make_session_record(meeting, title="Forum"), speaker=who, text="Forum")
        make_lesson_record("Forum", evidence=[(said, "supports", "")], conference=meeting)


def costs(member, size):
    """``{address: queries}``; each has been asked for before."""
    with transaction.atomic():
        fill(size)
        first = {model: address(model.objects.order_by("pk").first()) for model in MODELS}
        places = ["/admin/", *(f"/admin/queue/{name}/" for name in BOXES)]
        places += [address(model, "changelist") + query for model in MODELS for query in LISTS]
        found = {place: _cost(member, place) for place in places}
        for model, place in first.items():
            found[f"{model.__name__} form"] = _cost(member, place)
            found[f"{model.__name__} history"] = _cost(member, place.replace("change", "history"))
        transaction.set_rollback(True)
    return found


def _cost(member, place):
    assert member.get(place).status_code == 200, place
    with CaptureQueriesContext(connection) as queries:
        member.get(place)
    return len(queries)


@pytest.mark.parametrize("group", ["keeper", "curator", "reviewer"])
def test_pages_of_the_desk_cost_the_same_for_one_row_and_for_three(group):
    member = Member(group)
    one, three = costs(member, 1), costs(member, 3)
    assert {place: (one[place], three[place]) for place in one if one[place] != three[place]} == {}


def test_every_kind_of_record_is_asked_for():
    assert {model for model in admin.site._registry if issubclass(model, Record)} == set(MODELS)


def test_forms_do_not_load_the_participants_of_their_conference():
    meeting = make_conference_record()
    who = make_participant_record(meeting, role="Chair")
    said = make_statement_record(make_session_record(meeting), speaker=who)
    keeper, seen = Member("keeper"), []
    places = [address(record) for record in (meeting, said, said.session, who)]
    for turn in "ab":
        seen.append([(_cost(keeper, place), _size(keeper, place)) for place in places])
        ParticipantRecord.objects.bulk_create(
            ParticipantRecord(conference=meeting, role="Nobody asked", key=f"{turn}{n}") for n in range(50)
        )
    assert seen[0] == seen[1]


def _size(member, place):
    """How long a page is but for its numbers and tokens."""
    return len(re.sub(r"\d+|value=\"[^\"]*\"", "", member.get(place).content.decode()))
