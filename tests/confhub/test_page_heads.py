"""What pages say of themselves to programs: schema.org, Zotero, Open Graph, feeds, permalinks."""

import csv
import json
import re
from html import unescape

import pytest
from django.urls import resolve

from lessons.models import Lesson
from organisations.models import Organisation, Person
from sessions.models import Conference, Session, Statement
from tests.factories import make_person, make_statement
from tests.page_kinds import collection
from tests.validating import schemaorg_faults

pytestmark = pytest.mark.django_db

META = re.compile('<meta (?:name|property)="([^"]+)" content="([^"]*)">')
BLOCK = re.compile('<script type="application/ld\\+json">(.*?)</script>')
TYPES = {
    "lesson": "Claim",
    "statement": "Claim",
    "conference": "Event",
    "organisation": "Organization",
    "person": "Person",
}
MODELS = {"lessons": Lesson, "statements": Statement, "conferences": Conference}
MODELS |= {"organisations": Organisation, "people": Person}


@pytest.fixture
def pages():
    return collection(2)


def html_of(client, address):
    return client.get(address).content.decode()


def metas(html):
    """``{name: values}`` of a head."""
    found = {}
    for name, value in META.findall(html):
        found.setdefault(name, []).append(unescape(value))
    return found


def block_of(client, address):
    """The one block of data of a page."""
    [block] = BLOCK.findall(html_of(client, address))
    return json.loads(block)


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_holds_what_the_api_says_in_the_terms_of_schema_org(client, pages, kind):
    block = block_of(client, pages[kind])
    kinds = "people" if kind == "person" else f"{kind}s"
    key = next(row.pk for row in MODELS[kinds].objects.all() if row.get_absolute_url() == pages[kind])
    assert block == client.get(f"/api/v1/{kinds}/{key}/?format=jsonld").json()
    assert (block["@type"], list(schemaorg_faults(block))) == (TYPES[kind], [])


def test_a_session_is_an_event_within_the_meeting(client, pages):
    block = block_of(client, pages["session"])
    assert list(schemaorg_faults(block)) == []
    assert (block["@type"], block["superEvent"]["@id"]) == ("Event", f"http://testserver{pages['conference']}")


def test_every_row_is_valid(client, pages):
    for model in (Lesson, Statement, Conference, Session, Organisation, Person):
        for row in model.objects.all():
            address = row.get_absolute_url()
            assert (address, list(schemaorg_faults(block_of(client, address)))) == (address, [])


@pytest.mark.parametrize(
    ("wording", "type_"), [("verbatim", "Quotation"), ("paraphrase", "Claim"), ("summary", "Claim")]
)
def test_only_words_that_were_spoken_are_a_quotation(client, wording, type_):
    row = make_statement(wording=wording)
    assert block_of(client, row.get_absolute_url())["@type"] == type_


def test_other_pages_hold_no_data(client, pages):
    with_data = {"lesson", "statement", "conference", "session", "session of parts", "organisation", "person"}
    assert {kind for kind, address in pages.items() if BLOCK.search(html_of(client, address))} == with_data


def test_zotero_reads_a_lesson(client, pages):
    found = {name: values for name, values in metas(html_of(client, pages["lesson"])).items() if "citation" in name}
    row = Lesson.objects.get(pk=pages["lesson"].split("/")[2])
    assert found == {
        "citation_title": [row.title],
        "citation_author": ["Confhub"],
        "citation_publication_date": ["2026/03/01"],
        "citation_technical_report_institution": ["Confhub"],  # a report: without it Zotero takes it for an article
        "citation_publisher": ["Confhub"],
        "citation_language": ["en"],
        "citation_fulltext_html_url": [f"http://testserver/lessons/{row.pk}/"],
    }


def test_zotero_reads_a_statement_with_its_line_and_the_meeting(client):
    row = make_statement(attribution_level="country", attribution_label='Speaker from "Kosovo"')
    found = metas(html_of(client, row.get_absolute_url()))
    assert found["citation_author"] == ['Speaker from "Kosovo"']
    assert found["citation_conference_title"] == ["A conference"]
    row = make_statement()
    assert "citation_author" not in metas(html_of(client, row.get_absolute_url()))


@pytest.mark.parametrize(
    ("level", "line", "author"),
    [
        ("named", "Saša Rašić, Deputy Minister of Internal Affairs, The Ministry", "Saša Rašić"),
        ("role_organisation", "Deputy Minister, The Ministry; Kosovo", "Deputy Minister – The Ministry – Kosovo"),
    ],
)
def test_zotero_cannot_take_an_author_apart(client, level, line, author):
    """It parts authors at semicolons, and at commas."""
    person = make_person("Saša Rašić") if level == "named" else None
    row = make_statement(attribution_level=level, attribution_label=line, person=person)
    assert metas(html_of(client, row.get_absolute_url()))["citation_author"] == [author]


@pytest.mark.parametrize("kind", ["statement", "conference", "session"])
def test_the_box_the_head_and_the_files_name_the_year_of_the_meeting(client, pages, kind):
    html = html_of(client, pages[kind])
    assert metas(html)["citation_publication_date"] == ["2014/04/24"]
    [box] = re.findall('<p class="cite">(.*?)</p>', html, re.DOTALL)
    assert ("(2014)" in box, "(2026)" in box, "updated 1 March 2026" in box) == (True, False, True)
    [path] = re.findall(r'href="([^"]+cite\.json)"', html)
    [item] = json.loads(client.get(path).content)
    assert item["issued"] == {"date-parts": [[2014, 4, 24]]}


def test_pages_have_a_card(client, pages):
    kinds = {"home", "country", "theme", "lesson", "conference", "session", "statement", "organisation", "person"}
    kinds |= {"countries", "themes", "lessons", "conferences", "statements", "organisations", "people"}
    kinds |= {"evidence", "compare", "about"}
    for kind in kinds:
        found = {name: values for name, values in metas(html_of(client, pages[kind])).items() if name.startswith("og:")}
        assert set(found) == {"og:type", "og:site_name", "og:title", "og:description", "og:url"}
        assert (kind, [len(values) for values in found.values()]) == (kind, [1] * 5)
        assert all(value for [value] in found.values())
        assert found["og:url"] == [f"http://testserver{pages[kind]}"]


def test_every_page_names_a_feed_and_how_to_search(client, pages):
    for kind, address in pages.items():
        html = html_of(client, address)
        [feed] = re.findall('<link rel="alternate" type="application/atom\\+xml" href="([^"]+)"', html)
        assert (kind, client.get(unescape(feed)).status_code) == (kind, 200)
        assert resolve(unescape(feed).partition("?")[0]).url_name.endswith("-feed")
        assert html.count('rel="search"') == 1


LISTS = ["lessons", "lessons, filtered", "statements", "conferences", "organisations", "people", "country", "theme"]


@pytest.mark.parametrize("kind", [*LISTS, "country, filtered", "theme, filtered", "search, filtered"])
def test_a_list_leads_to_the_same_rows_as_json_and_as_csv(client, pages, kind):
    pages |= {f"{each}, filtered": f"{pages[each]}?kind=obstacle" for each in ("country", "theme")}
    html = html_of(client, pages[kind])
    asked = [re.search(f'<a href="([^"]+)" type="{type_}"', html)[1] for type_ in ("application/json", "text/csv")]
    rows, table = (client.get(unescape(address)) for address in asked)
    lines = table.getvalue().decode("utf-8-sig").splitlines()
    assert {line["id"] for line in csv.DictReader(lines)} == {row["id"] for row in rows.json()["results"]}
    assert len(lines) > 1
    assert re.findall('<link rel="alternate" type="application/json" href="([^"]+)"', html) == [asked[0]]
    whole = re.split("[?&]", unescape(asked[1]))
    assert whole == [*re.split("[?&]", unescape(asked[0])), "format=csv"]


@pytest.mark.parametrize("kind", ["lesson", "conference", "session", "organisation", "person"])
def test_a_permalink_leads_back_to_its_page(client, pages, kind):
    paths = set(re.findall(r'<a href="(/\w+/[0-9]{8}/)">', html_of(client, pages[kind])))
    assert pages[kind] in {client.get(path).headers.get("Location") for path in paths}


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"@type": "Person"}, "context None"),
        ({"@type": "Speaker"}, "type Speaker"),
        ({"@type": "Person", "speaker": "x"}, "Person has no speaker"),
        ({"@type": "Person", "text": "x"}, "Person has no text"),
        ({"@type": "Event", "organizer": [{"@type": "Place"}]}, "organizer cannot be Place"),
        ({"@type": "Event", "organizer": "x"}, "organizer cannot be 'x'"),
        ({"@type": "Claim", "text": ""}, "text cannot be ''"),
        ({"@type": "Claim", "about": [{"@type": "Nothing"}]}, "type Nothing"),
    ],
)
def test_a_planted_fault_is_seen(wrong, fault):
    assert fault in list(schemaorg_faults(wrong))
