"""Pages of organisations and of people who may be named."""

import pytest

from tests.factories import (
    make_conference,
    make_country,
    make_organisation,
    make_participant,
    make_person,
    make_relation,
    make_session,
    make_statement,
)
from tests.reading import words

pytestmark = pytest.mark.django_db


def names(response):
    """Names of the rows listed, in order."""
    return [row.name for row in response.context["listing"].rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Association", "Ministry", "Network"]),
        ("?country=XK", ["Association", "Ministry"]),
        ("?classification=government&classification=network", ["Ministry", "Network"]),
        ("?country=XK&classification=network", []),
    ],
)
def test_organisations_by_where_they_are_based_and_what_they_are(client, query, found):
    make_organisation("Ministry", classification="government", country=make_country("XK"))
    make_organisation("Association", country=make_country("XK"))
    make_organisation("Network", classification="network")
    assert names(client.get(f"/organisations/{query}")) == found


def test_organisations_go_on_on_the_next_page(client):
    for number in range(51):
        make_organisation(f"Organisation {number:02d}")
    response = client.get("/organisations/")
    assert len(names(response)) == 50
    assert names(client.get(response.context["listing"].next)) == ["Organisation 50"]
    assert client.get("/organisations/?classification=none").status_code == 400
    assert client.get("/organisations/?cursor=none").status_code == 400


def test_an_organisation_with_its_ties_and_its_words(client):
    network, member = make_organisation("Network", classification="network"), make_organisation("Member")
    ministry = make_organisation(
        "Ministry of Internal Affairs",
        acronym="MIA",
        other_names=["Interior Ministry"],
        classification="government",
        summary="Steers the police.",
        country=make_country(),
    )
    make_relation(ministry, network)
    make_relation(member, ministry, note="since 2012")
    conference = make_conference("prishtina", title="A meeting", organisations=[(ministry, "host")])
    make_participant(conference, label="Adviser, MIA", level="role_organisation", role="Adviser", organisation=ministry)
    session = make_session(conference)
    make_statement(session, text="It said this.", attribution_level="organisation", organisation=ministry)
    make_statement(session, text="This was said of it.", mentions=[ministry])
    make_statement(session, text="Nothing to do with it.")
    text = words(client.get("/organisations/ministry-of-internal-affairs/"))
    for known in (
        "Government Ministry of Internal Affairs MIA",
        "Also known as Interior Ministry",
        "Steers the police.",
        "Based in Kosovo",
        "Member of Network",
        "Has as a member Member since 2012",
        "Host: A meeting",
        "Adviser, MIA",
        "It said this.",
        "This was said of it.",
    ):
        assert known in text, known
    assert "Nothing to do with it." not in text
    assert client.get("/organisations/none/").status_code == 404


def test_a_name_that_is_a_description_says_so(client):
    make_organisation("A safety council", name_is_description=True)
    assert "The source gives no name" in words(client.get("/organisations/a-safety-council/"))


def test_a_person_in_the_posts_held_then(client):
    person, ministry = make_person("Saša Rašić", other_names=["Саша Рашић"]), make_organisation("Ministry")
    conference = make_conference("prishtina", title="A meeting")
    shown = {"person": person, "organisation": ministry}
    make_participant(conference, level="named", role="Deputy Minister", **shown)
    session = make_session(conference)
    for number in range(6):
        make_statement(session, text=f"Statement of theirs {number}.", attribution_level="named", **shown)
    text = words(client.get("/people/sasa-rasic/"))
    for known in (
        "Also written Саша Рашић",
        "A meeting, Prishtina 2014",
        "Deputy Minister, Ministry",
        "All 6 statements",
    ):
        assert known in text, known
    assert "Statement of theirs 4." in text
    assert "Statement of theirs 5." not in text


def test_people_are_listed_by_name_and_nobody_else_exists(client):
    for name in ("Saša Rašić", "Ana Petrović"):
        make_person(name)
    assert names(client.get("/people/")) == ["Ana Petrović", "Saša Rašić"]
    named, nobody = client.get("/people/nobody/"), client.get("/no/such/page/")
    assert (named.status_code, nobody.status_code) == (404, 404)
    assert words(named).replace("People", "") == words(nobody).replace("People", "")
