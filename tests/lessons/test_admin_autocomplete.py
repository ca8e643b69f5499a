"""Autocompletes find names however they are typed, and forms load nothing they do not show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import OrganisationRelationRecord
from sessions.models import ParticipantRecord, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
)
from tests.staff import Member, address

pytestmark = pytest.mark.django_db


def offered(member, model, field, term, **more):
    """What an autocomplete offers for a few letters."""
    asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    answer = member.client.get(reverse("admin:autocomplete"), {**asked, "term": term, **more})
    return [result["text"] for result in answer.json()["results"]]


@pytest.mark.parametrize("typed", ["sasa rasic", "Rašić Saša", "Саша Рашић", "Sasha", "rashi"])
def test_people_are_found_however_they_are_typed(typed):
    make_person_record("Saša Rašić", other_names=["S. R."]), make_person_record("Somebody Else")
    assert offered(Member("keeper"), ParticipantRecord, "person", typed) == ["Saša Rašić"]


@pytest.mark.parametrize("typed", ["Приштина", "prishtin", "Pristina", "INDEP", "indep", "Инде", "independent dev"])
def test_bodies_are_found_by_name_acronym_and_other_names(typed):
    names = ["Institute of Prishtinë", "Independent Development"]
    body = make_organisation_record("Group for Peace", acronym="INDEP", other_names=names)
    make_organisation_record("Another")
    found = offered(Member("curator"), OrganisationRelationRecord, "other", typed)
    assert found == ["Group for Peace (INDEP)"]
    assert offered(Member("reviewer"), OrganisationRelationRecord, "other", body.public_id.lower()) == found


def test_participants_are_found_by_the_person_and_the_body():
    meeting = make_conference_record()
    person, body = make_person_record("Саша Рашић"), make_organisation_record("Prishtinë Institute")
    make_participant_record(meeting, person=person, organisation=body, role="Chair"), make_participant_record(meeting)
    for typed in ("sasa pristina", "рашић chair", "prishtina"):
        found = offered(Member("keeper", username=typed), StatementRecord, "speaker", typed, conference=meeting.pk)
        assert found == ["Саша Рашић, Chair, Prishtinë Institute"]


def test_a_form_does_not_load_the_participants_it_does_not_show():
    meeting = make_conference_record()
    said = make_statement_record(make_session_record(meeting), speaker=make_participant_record(meeting, role="Chair"))
    keeper, costs = Member("keeper"), []
    keeper.get(address(said))
    for turn in "ab":
        with CaptureQueriesContext(connection) as queries:
            page = keeper.get(address(said)).content.decode()
        costs.append(len(queries))
        ParticipantRecord.objects.bulk_create(
            [ParticipantRecord(conference=meeting, role="Nobody asked", key=f"{turn}{n}") for n in range(50)]
        )
    assert (costs[0], "Chair" in page, "Nobody asked" in page) == (costs[1], True, False)
