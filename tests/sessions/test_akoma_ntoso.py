"""A conference as a debate in Akoma Ntoso: valid, and of each speaker what the line says."""

import pytest
from lxml import etree

from sessions.akoma_ntoso import NAMESPACE
from sessions.models import Conference
from tests.factories import (
    make_conference,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_statement,
)
from tests.page_kinds import collection
from tests.validating import xsd

pytestmark = pytest.mark.django_db
NAMES = {"n": NAMESPACE}


def read(client, conference):
    answer = client.get(f"/conferences/{conference.pk}/akoma-ntoso.xml")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="conference-{conference.pk}.akn.xml"'
    return xsd("akomantoso30", answer.content)


def found(root, path):
    return root.xpath(path, namespaces=NAMES)


@pytest.mark.parametrize("size", [1, 3])
def test_a_whole_conference_is_valid_for_as_many_queries(client, django_assert_num_queries, size):
    collection(size)
    conference = Conference.objects.get(slug="prishtina-2014")
    with django_assert_num_queries(8):
        root = read(client, conference)
    assert len(found(root, "//n:speech")) == conference.statements.count()
    assert len(found(root, "//n:debateSection")) == conference.sessions.count()


def test_a_conference_without_a_programme_is_valid(client):
    assert found(read(client, make_conference(language="xx")), "//n:FRBRlanguage/@language") == ["und"]


def test_what_was_said_stands_in_its_session_in_order(client):
    session = make_session(title="Discussion <1>")
    part = make_session(session.conference, parent=session, depth=1)
    for order, wording in ((2, "paraphrase"), (1, "verbatim"), (3, "summary")):
        make_statement(session, order=order, wording=wording, text=f"Said {order}.\n\nAnd more.", language="sq")
    make_statement(part, text="")
    root = read(client, session.conference)
    here = f"//n:debateSection[@eId='session-{session.pk}']"
    assert found(root, f"{here}/n:heading/text()") == ["Discussion <1>"]
    assert found(root, f"{here}/n:speech/n:p[1]/text()") == ["Said 1.", "Said 2.", "Said 3."]
    assert found(root, f"{here}/n:speech/@status") == ["verbatim", "edited", "edited"]
    assert found(root, f"{here}/n:debateSection/n:speech/n:p/@status") == ["removed"]


def test_a_speaker_is_what_the_line_shows(client):
    conference = make_conference()
    person, body = make_person("Ana"), make_organisation("INDEP")
    participant = make_participant(conference, level="named", person=person, organisation=body)
    session = make_session(conference)
    lines = [
        ("named", "Ana, INDEP", {"person": person, "organisation": body, "participant": participant}),
        ("organisation", "INDEP", {"organisation": body}),
        ("country", "Speaker from Kosovo", {}),
        ("country", "Speaker from Kosovo", {}),
        ("unattributed", "Speaker not stated", {}),
    ]
    for level, line, values in lines:
        make_statement(session, attribution_level=level, attribution_label=line, **values)
    root = read(client, conference)
    assert found(root, "//n:from/text()") == [line for _, line, _ in lines]
    shown = {f"#{each.get('eId')}": each for each in found(root, "//n:references/*")}
    of_speeches = [shown[by] for by in found(root, "//n:speech/@by")]
    assert [(etree.QName(each).localname, each.get("showAs")) for each in of_speeches] == [
        ("TLCPerson", "Ana, INDEP"),
        ("TLCOrganization", "INDEP"),
        *[("TLCConcept", "Speaker from Kosovo")] * 2,
        ("TLCConcept", "Speaker not stated"),
    ]


def test_a_planted_fault_is_seen(client, monkeypatch):
    monkeypatch.setattr("sessions.akoma_ntoso._three", lambda tag: None)
    with pytest.raises(etree.DocumentInvalid):
        read(client, make_conference())
