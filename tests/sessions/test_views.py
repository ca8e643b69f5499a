"""Pages of conferences, sessions and statements."""

import re
from datetime import date

import pytest

from sessions.models import StatementCountry
from tests.factories import (
    make_alias,
    make_change,
    make_conference,
    make_country,
    make_lesson,
    make_link,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_source,
    make_statement,
)
from tests.reading import words

pytestmark = pytest.mark.django_db


def ids(response):
    """Ids of the rows listed, in order."""
    return [row.pk for row in response.context["listing"].rows]


def test_a_conference_shows_who_held_it_what_was_said_and_what_it_is_known_from(client):
    organiser, partner = make_organisation("Organiser"), make_organisation("Partner")
    conference = make_conference(
        "prishtina-2014",
        title="Security and civil society",
        start_date=date(2014, 4, 24),
        end_date=date(2014, 4, 25),
        place_names=[{"lang": "sq", "name": "Prishtinë"}, {"lang": "sr-Latn", "name": "Priština"}],
        headcount=48,
        headcount_note="Another account says 50.",
        disclosure_rule="chatham_house",
        countries=[("AL", "participants"), ("KG", "programme")],
        organisations=[(partner, "partner"), (organiser, "organiser")],
    )
    make_source(
        conference,
        title="The report",
        creator="Two organisations",
        publisher="A publisher",
        publisher_details="Its address",
        file_sha256="ab" * 32,
    )
    make_participant(conference, label="Law-makers, Kosovo", level="organisation_type", group="Law-makers")
    make_lesson("Trust first", statements=[(make_statement(make_session(conference)), "supports")])
    response = client.get("/conferences/prishtina-2014/")
    text, html = words(response), response.content.decode()
    assert '<span lang="sq" dir="ltr">Prishtinë</span> / <span lang="sr-Latn" dir="ltr">Priština</span>, ' in html
    for known in (
        "24–25 Apr 2014",
        "Organiser Organiser Partner Partner",
        "48 participants, as reported Another account says 50.",
        "Participants came from Albania",
        "Programmes or partners came from Kyrgyzstan",
        "Law-makers, Kosovo",
        "Chatham House Rule: what was said may be told",
        "Two organisations (2014). The report. A publisher.",
        "A publisher, Its address",
        "ab" * 32,
        "Trust first",
    ):
        assert known in text, known


def test_the_programme_is_a_tree(client):
    conference = make_conference("prishtina-2014")
    for order, (depth, title) in enumerate([(0, "Opening"), (0, "One"), (1, "Talks"), (2, "First talk"), (0, "End")]):
        make_session(conference, title=title, slug=title.lower().replace(" ", "-"), depth=depth, order=order + 1)
    make_statement(conference.sessions.get(slug="talks"))
    response = client.get("/conferences/prishtina-2014/")

    def tree(parts):
        return [(part.session.title, part.session.statement_count, tree(part.parts)) for part in parts]

    assert tree(response.context["programme"]) == [
        ("Opening", 0, []),
        ("One", 0, [("Talks", 1, [("First talk", 0, [])])]),
        ("End", 0, []),
    ]
    crumbs = client.get("/conferences/prishtina-2014/first-talk/").context["crumbs"]
    assert crumbs == [
        ("Conferences", "/conferences/"),
        ("A conference", "/conferences/prishtina-2014/"),
        ("One", "/conferences/prishtina-2014/one/"),
        ("Talks", "/conferences/prishtina-2014/talks/"),
        ("First talk", ""),
    ]


def test_conferences_are_found_by_country_and_theme(client):
    kosovo = make_conference("prishtina", title="In Prishtina")
    make_statement(make_session(kosovo), themes=["trust"])
    make_conference("tirana", title="In Tirana", country=make_country("AL"), start_date=date(2016, 1, 1))
    found = client.get("/conferences/")
    assert ids(found) == [row.pk for row in found.context["listing"].rows]
    assert [row.title for row in found.context["listing"].rows] == ["In Tirana", "In Prishtina"]
    for query, title in (("country=AL", "In Tirana"), ("theme=trust", "In Prishtina")):
        rows = client.get(f"/conferences/?{query}").context["listing"].rows
        assert [row.title for row in rows] == [title]
    assert client.get("/conferences/?country=atlantis").status_code == 400


def test_a_session_has_its_statements_in_order_with_anchors(client):
    conference = make_conference("prishtina")
    before = make_session(conference, title="Opening", slug="opening")
    session = make_session(conference, title="Open discussion", slug="open-discussion", kind="panel")
    after = make_session(conference, title="End", slug="end")
    make_statement(before, text="Elsewhere.")
    second = make_statement(session, order=20, text="Second.")
    first = make_statement(session, order=10, text="First.")
    response = client.get("/conferences/prishtina/open-discussion/")
    assert ids(response) == [first.pk, second.pk]
    html = response.content.decode()
    assert re.findall('id="s([^"]+)"', html) == [first.pk, second.pk]
    assert "Elsewhere." not in html
    assert "Previous session: Opening" in words(response)
    assert "Next session: End" in words(response)
    assert (response.context["before"], response.context["after"]) == (before, after)
    assert client.get("/conferences/prishtina/none/").status_code == 404
    assert client.get("/conferences/none/open-discussion/").status_code == 404


def test_a_long_session_goes_on_on_the_next_page(client):
    session = make_session(make_conference("prishtina"), slug="long")
    for _ in range(101):
        make_statement(session, countries=[], themes=[])
    response = client.get("/conferences/prishtina/long/")
    assert len(ids(response)) == 100
    assert len(ids(client.get(response.context["listing"].next))) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Named.", "Of a country."]),
        ("country=AL", ["Of a country."]),
        ("theme=trust", ["Of a country."]),
        ("kind=claim", ["Named."]),
        ("attribution_level=country", ["Of a country."]),
        ("conference=prishtina", ["Named.", "Of a country."]),
        ("organisation=ministry", ["Named."]),
        ("person=sasa-rasic", ["Named."]),
    ],
)
def test_statements_are_filtered(client, query, found):
    session = make_session(make_conference("prishtina"))
    shown = {"person": make_person("Saša Rašić"), "organisation": make_organisation("Ministry")}
    make_statement(session, text="Named.", kind="claim", attribution_level="named", **shown)
    make_statement(session, text="Of a country.", countries=["AL"], themes=["trust"], attribution_level="country")
    response = client.get(f"/statements/?{query}")
    assert [row.text for row in response.context["listing"].rows] == found
    for name, _, value in [query.partition("=")] if query else []:
        assert len(response.context["listing"].chips) == 1, (name, value)


def test_bad_values_of_filters_one_only_arrives_with_are_named(client):
    for name in ("organisation", "person", "session", "conference", "attribution_level"):
        response = client.get(f"/statements/?{name}=none")
        assert response.status_code == 400
        assert f"{name}: “none” is not" in words(response)
    # nobody may be told what is never on the shelf, nor that it could be
    assert client.get("/statements/?attribution_level=withheld").status_code == 400


def test_a_statement_stands_in_its_place(client):
    source = make_source(title="The report", creator="Two organisations", issued="2014")
    session = make_session(source.conference, title="Open discussion", slug="open-discussion")
    place = {"source": source, "place": "paragraph 2", "start": 1200, "end": 1300}
    before = make_statement(session, text="Before it.")
    mentioned = make_organisation("A ministry")
    statement = make_statement(session, text="The thing itself.", mentions=[mentioned], countries=[], **place)
    make_alias("MK", "Macedonia", valid_until=date(2019, 2, 13))
    StatementCountry.objects.create(statement=statement, country=make_country("MK"), name_in_source="Macedonia")
    StatementCountry.objects.create(statement=statement, country=make_country("AL"), context=True)
    after = make_statement(session, text="After it.")
    make_link(statement, before, "contradicts")
    make_link(after, statement, "qualifies")
    lesson = make_lesson("Trust first", statements=[(statement, "contradicts")])
    response = client.get(f"/statements/{statement.pk}/")
    text = words(response)
    assert (response.context["before"], response.context["after"]) == (before, after)
    for known in (
        "Before it.",
        "After it.",
        f"Contradicts statement {before.pk}",
        f"Qualified by statement {after.pk}",
        "Trust first Speaks against it",
        "Macedonia (today North Macedonia), Albania (as background)",
        "A ministry",
        "paragraph 2, The report characters 1200 to 1300 of its normalised text",
        f"(2014). In: Confhub, statement {statement.pk} (paraphrase), updated 1 March 2026. "
        f"http://testserver/statements/{statement.pk}/. Said at: A conference, Prishtina, 24 April 2014. "
        "Based on: Two organisations (2014), The report.",
    ):
        assert known in text, known
    assert f"{lesson.get_absolute_url()}#s{statement.pk}" in response.content.decode()


def test_a_place_that_may_not_be_shown_is_said_to_be_missing(client):
    statement = make_statement()
    text = words(client.get(f"/statements/{statement.pk}/"))
    assert "Place in the source place not shown, it would say more about the speaker" in text
    assert "Based on" not in text


def test_a_text_that_is_withheld_is_said_to_be_withheld(client):
    statement = make_statement(text="")
    lesson = make_lesson(statements=[(statement, "supports")])
    for address in (f"/statements/{statement.pk}/", "/statements/", lesson.get_absolute_url()):
        assert "The text of this statement is withheld." in words(client.get(address))


def test_only_words_that_were_spoken_stand_as_a_quotation(client):
    for wording, quoted in (("verbatim", True), ("paraphrase", False), ("summary", False)):
        statement = make_statement(wording=wording)
        assert ("<blockquote" in client.get(f"/statements/{statement.pk}/").content.decode()) is quoted


def test_a_statement_in_another_language_says_which(client):
    statement = make_statement(text="Besimi fitohet.", language="sq", wording="verbatim")
    html = client.get(f"/statements/{statement.pk}/").content.decode()
    assert '<blockquote class="said" lang="sq" dir="ltr"><p>Besimi fitohet.</p></blockquote>' in html


def test_a_withdrawn_statement_is_gone_and_an_unknown_one_not_found(client):
    make_change("statements", "GGGGGGGG")
    assert client.get("/statements/GGGGGGGG/").status_code == 410
    assert client.get("/statements/NNNNNNNN/").status_code == 404
