"""The address of whatever is public leads on when it is renamed, and tells nothing any more once it is withdrawn."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from organisations.models import Country, Organisation, OrganisationRecord, Person, PersonRecord
from organisations.release import note_vocabulary, withdraw
from sessions.models import Conference, ConferenceRecord, Session, SessionRecord, Theme
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)

pytestmark = pytest.mark.django_db
OLD, NEW = "Zagreus talks", "Quite another name"


def _organisation():
    return make_organisation_record(OLD, listed=True)


def _person():
    return make_person_record(OLD, listed=True, **consent())


def _conference():
    return make_conference_record(slug="zagreus-talks", title=OLD)


def _session():
    conference = make_conference_record(slug="a-meeting")
    publish(conference)
    return make_session_record(conference, slug="zagreus-talks", title=OLD)


# {what: (makes a record, its shelf, the column it is called by, where it stands under its id)}
KINDS = {
    "organisation": (_organisation, Organisation, "name", "/organisations/{}/"),
    "person": (_person, Person, "name", "/people/{}/"),
    "conference": (_conference, Conference, "title", "/conferences/{}/"),
    "session": (_session, Session, "title", "/sessions/{}/"),
}


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def released(request):
    """``(record, its shelf, the column of its name, its permalink)`` of each kind, public under its first name."""
    make, shelf, column, place = request.param
    record = make()
    publish(record)
    return record, shelf, column, place.format(record.public_id)


def test_a_new_name_leaves_the_address_as_it_was(client, released):
    record, shelf, column, permalink = released
    address = shelf.objects.get(pk=record.public_id).get_absolute_url()
    assert "zagreus-talks" in address
    setattr(record, column, NEW)
    publish(record)
    page = client.get(address)
    assert page.status_code == 200
    assert NEW in page.content.decode()
    there = client.get(permalink)
    assert (there.status_code, there["Location"]) == (301, address)


def test_what_was_withdrawn_is_gone_by_its_id_and_its_name_is_not_known(client, released):
    record, shelf, _, permalink = released
    address = shelf.objects.get(pk=record.public_id).get_absolute_url()
    withdraw([record])
    gone = client.get(permalink)
    assert (gone.status_code, client.get(address).status_code) == (410, 404)
    assert OLD not in gone.content.decode()
    assert "zagreus" not in gone.content.decode().lower()


def test_a_lesson_renamed_leads_from_its_old_address_and_is_gone_under_both_once_withdrawn(client):
    statement = make_statement_record()
    publish(statement.session.conference, statement.session, statement)
    lesson = make_lesson_record(OLD, evidence=[(statement, "supports", "")])
    publish(lesson)
    before = f"/lessons/{lesson.public_id}/zagreus-talks/"
    assert client.get(before).status_code == 200
    lesson.title = NEW
    publish(lesson)
    after = f"/lessons/{lesson.public_id}/quite-another-name/"
    moved = client.get(before)
    assert (moved.status_code, moved["Location"]) == (301, after)
    withdraw([lesson])
    assert [client.get(address).status_code for address in (before, after)] == [410, 410]
    gone = [client.get(f"/lessons/{lesson.public_id}/{rest}") for rest in ("", "any-words/")]
    assert not any(name in page.content.decode() for page in gone for name in (OLD, NEW, "zagreus"))


@pytest.mark.parametrize(
    ("model", "kind", "place"), [(Country, "countries", "/countries/{}/"), (Theme, "themes", "/themes/{}/")]
)
def test_a_term_renamed_stays_where_it_was(client, model, kind, place):
    statement = make_statement_record()
    publish(statement.session.conference, statement.session, statement)
    row = model.objects.first()
    address = row.get_absolute_url()
    model.objects.filter(pk=row.pk).update(name=NEW)
    note_vocabulary(kind, [row.pk])
    page = client.get(address)
    assert (page.status_code, address) == (200, place.format(row.slug))
    assert NEW in page.content.decode()


@pytest.mark.parametrize("model", [OrganisationRecord, PersonRecord, ConferenceRecord, SessionRecord, Country, Theme])
def test_nobody_can_change_an_address_on_the_desk_once_it_is_public(model):
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_superuser=True, is_active=True)
    row = model(released_at="2026-01-01") if hasattr(model, "released_at") else model(pk="XX")
    assert "slug" in admin.site.get_model_admin(model).get_readonly_fields(request, row)
