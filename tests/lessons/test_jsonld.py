"""Details as JSON-LD in the terms of schema.org: meetings, people, bodies, lessons, statements."""

import pytest

from tests.factories import (
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_participant,
    make_person,
    make_relation,
    make_session,
    make_source,
    make_statement,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
KOSOVO = {"@type": "Country", "@id": f"{SITE}/countries/kosovo/", "name": "Kosovo", "identifier": "XK"}
TRUST = {"@type": "DefinedTerm", "@id": f"{SITE}/themes/trust/", "name": "Trust"}


def jsonld(client, kind, row):
    answer = client.get(f"/api/v1/{kind}/{row.pk}/?format=jsonld")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/ld+json")
    accepted = client.get(f"/api/v1/{kind}/{row.pk}/", headers={"accept": "application/ld+json"})
    assert accepted.content == answer.content
    found = answer.json()
    assert found.pop("@context") == "https://schema.org"
    assert found.pop("url") == found["@id"] == client.get(f"/api/v1/{kind}/{row.pk}/").json()["html_url"]
    return found


def body(name):
    return {"@type": "Organization", "@id": f"{SITE}/organisations/{name.lower()}/", "name": name}


def test_a_person(client):
    row = make_person("Ana", other_names=["Anna"])
    assert jsonld(client, "people", row) == {
        "@type": "Person",
        "@id": f"{SITE}/people/ana/",
        "name": "Ana",
        "alternateName": ["Anna"],
    }


def test_an_organisation(client):
    row = make_organisation("INDEP", acronym="I", country=make_country("XK"), summary="A body.")
    make_relation(row, make_organisation("Network"))
    make_relation(make_organisation("Member"), row)
    make_relation(row, make_organisation("Friend"), "partner_of")
    assert jsonld(client, "organisations", row) == {
        **body("INDEP"),
        "alternateName": ["I"],
        "description": "A body.",
        "location": KOSOVO,
        "memberOf": [body("Network")],
        "member": [body("Member")],
    }


def test_a_conference(client):
    host = make_organisation("Host")
    row = make_conference("meeting", organisations=[(host, "host"), (host, "partner"), (host, "organiser")])
    make_session(row, slug="one", title="Part one")
    make_source(row, title="The report")
    assert jsonld(client, "conferences", row) == {
        "@type": "Event",
        "@id": f"{SITE}/conferences/meeting/",
        "name": "A conference",
        "startDate": "2014-04-24",
        "endDate": "2014-04-25",
        "location": {"@type": "Place", "name": "Prishtina", "containedInPlace": KOSOVO},
        "inLanguage": "en",
        "organizer": [body("Host")],
        "contributor": [body("Host")],
        "subEvent": [{"@type": "Event", "@id": f"{SITE}/conferences/meeting/one/", "name": "Part one"}],
        "subjectOf": [{"@type": "CreativeWork", "name": "The report", "datePublished": "2014"}],
    }


def said(**values):
    return make_statement(make_session(make_conference("meeting")), themes=["trust"], **values)


def test_an_unattributed_statement_names_no_speaker(client):
    row = said()
    assert jsonld(client, "statements", row) == {
        "@type": "Claim",
        "@id": f"{SITE}/statements/{row.pk}/",
        "text": "Something was said.",
        "inLanguage": "en",
        "dateCreated": "2014-04-24",
        "dateModified": "2026-03-01T12:00:00+00:00",
        "about": [KOSOVO, TRUST],
        "recordedAt": {"@type": "Event", "@id": f"{SITE}/conferences/meeting/", "name": "A conference"},
    }


def test_a_statement_says_of_its_speaker_what_its_line_says(client):
    person, organisation = make_person("Ana"), make_organisation("INDEP")
    row = said(attribution_level="organisation", attribution_label="INDEP", organisation=organisation)
    found = jsonld(client, "statements", row)
    assert (found["creditText"], found["sourceOrganization"], "creator" in found) == ("INDEP", body("INDEP"), False)
    participant = make_participant(row.conference, level="named", person=person)
    named = make_statement(
        row.session,
        wording="verbatim",
        attribution_level="named",
        attribution_label="Ana, INDEP",
        person=person,
        participant=participant,
        organisation=organisation,
        mentions=[organisation],
        source=make_source(row.conference, title="The report"),
        place="Here",
        start=0,
        end=1,
    )
    found = jsonld(client, "statements", named)
    assert found["@type"] == "Quotation"
    assert found["creator"] == {"@type": "Person", "@id": f"{SITE}/people/ana/", "name": "Ana"}
    assert (found["creditText"], found["mentions"]) == ("Ana, INDEP", [body("INDEP")])
    assert found["isBasedOn"] == {"@type": "CreativeWork", "name": "The report"}


def test_a_lesson_rests_on_what_speaks_for_it(client):
    pro, con = said(wording="verbatim"), make_statement()
    row = make_lesson("Trust", [(pro, "supports"), (con, "contradicts")], themes=["trust"])
    assert jsonld(client, "lessons", row) == {
        "@type": "Claim",
        "@id": f"{SITE}/lessons/{row.pk}/trust/",
        "name": "Trust",
        "text": "What follows from it.",
        "inLanguage": "en",
        "dateModified": "2026-03-01T12:00:00+00:00",
        "about": [KOSOVO, TRUST],
        "isBasedOn": [{"@type": "Quotation", "@id": f"{SITE}/statements/{pro.pk}/"}],
    }


@pytest.mark.parametrize("format_", ["jsonld", "csv"])
def test_kinds_without_a_type_have_no_jsonld(format_, client):
    make_country("XK")
    answer = client.get(f"/api/v1/countries/XK/?format={format_}")
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["parameter"], error["valid"]) == (400, "format", ["json"])
    assert client.get("/api/v1/countries/XK/", headers={"accept": "application/ld+json"}).status_code == 406
    assert client.get("/api/v1/countries/XK/?format=json").json()["code"] == "XK"
