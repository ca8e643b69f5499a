"""A conference in the terms of Popolo: valid, and nobody in it who may not be named."""

import json

import pytest

from sessions.models import Conference
from tests.factories import (
    make_conference,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_source,
    make_statement,
)
from tests.page_kinds import collection
from tests.validating import popolo_faults

pytestmark = pytest.mark.django_db


def read(client, conference):
    answer = client.get(f"/conferences/{conference.pk}/popolo.json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="conference-{conference.pk}.popolo.json"'
    found = json.loads(answer.content)
    assert popolo_faults(found) == []
    return found


@pytest.mark.parametrize("size", [1, 3])
def test_a_whole_conference_is_valid_for_as_many_queries(client, django_assert_num_queries, size):
    collection(size)
    conference = Conference.objects.get(slug="prishtina-2014")
    with django_assert_num_queries(9):
        found = read(client, conference)
    counts = {name: len(objects) for name, objects in found.items()}
    assert counts == {
        "persons": 1,
        "organizations": size + 1,
        "memberships": size,
        "events": 1 + conference.sessions.count(),
        "speeches": conference.statements.count(),
    }


def test_only_who_may_be_named_is_a_person(client):
    conference = make_conference(organisations=[(make_organisation("Host"), "organiser")])
    make_source(conference, url="https://example.org/report.pdf")
    person, body = make_person("Ana"), make_organisation("INDEP")
    session = make_session(conference)
    named = {"level": "named", "label": "Ana, Director, INDEP", "person": person, "role": "Director"}
    make_participant(conference, organisation=body, **named)
    make_participant(conference, level="role_organisation", label="Analyst, INDEP", organisation=body, role="Analyst")
    make_participant(conference, level="country", label="Participant from Kosovo")
    make_statement(session, attribution_level="organisation", attribution_label="INDEP", organisation=body)
    make_statement(session, attribution_level="named", attribution_label="Ana, INDEP", person=person, text="")
    found = read(client, conference)
    assert [each["name"] for each in found["persons"]] == ["Ana"]
    assert [each["name"] for each in found["organizations"]] == ["Host", "INDEP"]
    assert [(each["label"], each["role"]) for each in found["memberships"]] == [("Ana, Director, INDEP", "Director")]
    assert [(each.get("creator_id"), each["attribution_text"], each.get("text")) for each in found["speeches"]] == [
        (None, "INDEP", "Something was said."),
        (person.pk, "Ana, INDEP", None),
    ]
    meeting, part = found["events"]
    assert meeting["attendees"] == [{"id": person.pk, "name": "Ana"}]
    assert meeting["sources"][1] == {"url": "https://example.org/report.pdf", "note": "The report"}
    assert (part["parent_id"], found["speeches"][0]["event_id"]) == (conference.pk, session.pk)
    assert "Analyst" not in json.dumps(found)


def test_planted_faults_are_seen():
    assert popolo_faults({"persons": [{"name": 1}], "events": [{"id": "x"}], "speeches": [{"id": "x", "speaker": "y"}]})
    assert popolo_faults({"organizations": [{}]}) == ["organizations/0: 'name' is a required property"]
