"""OAI-PMH 2.0: six verbs, their errors, resumption, what is gone; every answer fits the protocol's schema."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import etree

from organisations.models import ShelfSequence
from tests.confhub.test_api_queries import make_everything
from tests.factories import make_change, make_conference, make_lesson, make_organisation, make_session, make_statement
from tests.mirrors import KINDS, crawl

pytestmark = pytest.mark.django_db

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("whole.xsd")))
NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "d": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DC = {"metadataPrefix": "oai_dc"}
LESSONS = "oai:testserver:lessons/"


def ask(client, verb=None, post=False, **arguments):
    """The root of an answer, which fits the schema."""
    arguments = {"verb": verb, **arguments} if verb else arguments
    answer = client.post("/oai", arguments) if post else client.get(f"/oai?{urlencode(arguments, doseq=True)}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(answer.content)
    SCHEMA.assertValid(root)
    return root


def found(root, path):
    return [each if isinstance(each, str) else each.text for each in root.xpath(path, namespaces=NAMES)]


def log_all(client):
    """A change for every row there is, one a day from 1 March 2026 on; returns the keys in that order."""
    keys = sorted(crawl(client))
    for number, (kind, row_id) in enumerate(keys):
        make_change(kind, row_id, "released", datetime(2026, 3, 1 + number % 28, 12, 30, tzinfo=UTC))
    return keys


def test_identify(client):
    assert found(ask(client, "Identify"), "o:Identify/o:earliestDatestamp") == ["1970-01-01T00:00:00Z"]
    make_change("lessons", "x", at=datetime(2026, 3, 1, 12, 30, 15, 999, tzinfo=UTC))
    root = ask(client, "Identify")
    assert {etree.QName(each).localname: each.text for each in root.find("o:Identify", NAMES)} == {
        "repositoryName": "Confhub",
        "baseURL": "http://testserver/oai",
        "protocolVersion": "2.0",
        "adminEmail": "office@example.org",
        "earliestDatestamp": "2026-03-01T12:30:15Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }


def test_what_was_forgotten_makes_deletions_transient(client):
    ShelfSequence.objects.update_or_create(id=1, defaults={"last": 9, "floor": 3})
    assert found(ask(client, "Identify"), "//o:deletedRecord") == ["transient"]


def test_the_lists_of_the_api_are_the_sets(client):
    assert found(ask(client, "ListSets"), "//o:setSpec") == KINDS


def test_the_one_format(client):
    assert found(ask(client, "ListMetadataFormats"), "//o:metadataPrefix") == ["oai_dc"]
    make_change("lessons", "x")
    formats = ask(client, "ListMetadataFormats", identifier="oai:testserver:lessons/x")
    assert found(formats, "//o:metadataPrefix") == ["oai_dc"]


def test_every_row_of_every_kind_is_a_record(client):
    make_everything(2)
    keys = log_all(client)
    root = ask(client, "ListRecords", **DC)
    names = [f"oai:testserver:{kind}/{row_id}" for kind, row_id in keys]
    assert len(keys) < 100
    assert found(root, "//o:header/o:identifier") == names
    assert found(root, "//o:header/o:setSpec") == [kind for kind, _ in keys]
    assert len(root.xpath("//d:dc[dc:title and dc:identifier and dc:type]", namespaces=NAMES)) == len(keys)
    assert found(ask(client, "ListIdentifiers", **DC), "//o:header/o:identifier") == names


def test_what_a_statement_says_in_dublin_core(client):
    meeting = make_conference(title="The meeting")
    said = make_statement(make_session(meeting), text="Said " * 40, themes=["trust"], countries=["XK"])
    make_change("statements", said.pk, "released")
    root = ask(client, "GetRecord", identifier=f"oai:testserver:statements/{said.pk}", **DC)
    pairs = [(etree.QName(each).localname, each.text) for each in root.xpath("//d:dc/*", namespaces=NAMES)]
    record = client.get(f"/api/v1/statements/{said.pk}/").json()
    assert pairs == [
        ("title", " ".join(["Said"] * 24) + "…"),
        ("creator", record["attribution"]["label"]),
        ("subject", record["themes"][0]["name"]),
        ("description", record["text"]),
        ("publisher", "Confhub"),
        ("date", record["date"]),
        ("type", "Statement"),
        ("type", "Text"),
        ("identifier", record["html_url"]),
        ("identifier", record["url"]),
        ("language", record["language"]),
        ("relation", "The meeting"),
        ("coverage", "Kosovo"),
    ]


def test_what_is_gone_says_kind_id_and_time_alone(client):
    make_change("lessons", "gone")
    root = ask(client, "GetRecord", identifier="oai:testserver:lessons/gone", **DC)
    assert found(root, "//o:header/@status") == ["deleted"]
    assert found(root, "//o:header/*") == ["oai:testserver:lessons/gone", "2026-03-01T12:00:00Z", "lessons"]
    assert root.xpath("//o:metadata", namespaces=NAMES) == []


def test_only_the_latest_change_of_a_row_counts(client):
    lesson = make_lesson()
    for action in ("released", "withdrawn", "released"):
        make_change("lessons", lesson.pk, action)
    make_change("sources", "s", "released")
    assert found(ask(client, "ListRecords", **DC), "//o:header/o:identifier") == [f"oai:testserver:lessons/{lesson.pk}"]
    assert found(ask(client, "ListRecords", **DC), "//o:header/@status") == []


def test_harvesting_in_pages_gives_every_row_once(client, monkeypatch):
    monkeypatch.setattr("confhub.oai.views.PAGE", 3)
    keys = [("lessons", make_lesson().pk) for _ in range(7)]
    for kind, row_id in keys:
        make_change(kind, row_id, "released")
    root, seen, cursors = ask(client, "ListRecords", set="lessons", **DC), [], []
    while True:
        seen += found(root, "//o:header/o:identifier")
        cursors += found(root, "//o:resumptionToken/@cursor")
        token = found(root, "//o:resumptionToken")[0]
        if not token:
            break
        root = ask(client, "ListRecords", resumptionToken=token)
    assert seen == [f"oai:testserver:{kind}/{row_id}" for kind, row_id in keys]
    assert cursors == ["0", "3", "6"]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-03-02", "2026-03-03", [2, 3]),
        ("2026-03-03", None, [3, 4]),
        (None, "2026-03-01", [1]),
        ("2026-03-02T12:30:15Z", "2026-03-03T12:30:15Z", [2, 3]),
        ("2026-03-02T12:30:16Z", "2026-03-03T12:30:14Z", []),
        (None, "9999-12-31", [1, 2, 3, 4]),
    ],
)
def test_from_and_until_are_inclusive_by_day_and_by_second(client, first, last, days):
    for day in range(1, 5):
        make_change("lessons", f"l{day}", at=datetime(2026, 3, day, 12, 30, 15, 999_999, tzinfo=UTC))
    asked = {name: value for name, value in (("from", first), ("until", last)) if value}
    root = ask(client, "ListIdentifiers", **DC, **asked)
    assert found(root, "//o:identifier") == [f"oai:testserver:lessons/l{day}" for day in days]
    assert found(root, "o:error/@code") == ([] if days else ["noRecordsMatch"])


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("badVerb", {}),
        ("badVerb", {"verb": "Nope"}),
        ("badVerb", {"verb": ["Identify", "Identify"]}),
        ("badArgument", {"verb": "Identify", "set": "lessons"}),
        ("badArgument", {"verb": "ListRecords"}),
        ("badArgument", {"verb": "GetRecord", **DC}),
        ("badArgument", {"verb": "ListRecords", **DC, "set": ["lessons", "people"]}),
        ("badArgument", {"verb": "ListRecords", **DC, "from": "2026"}),
        ("badArgument", {"verb": "ListRecords", **DC, "from": "2026-02-30"}),
        ("badArgument", {"verb": "ListRecords", **DC, "from": ""}),
        ("badArgument", {"verb": "ListRecords", **DC, "from": "2026-01-01T00:00:00"}),
        ("badArgument", {"verb": "ListRecords", **DC, "from": "2026-01-02", "until": "2026-01-01"}),
        ("badArgument", {"verb": "ListRecords", **DC, "from": "2026-01-01", "until": "2026-01-01T00:00:00Z"}),
        ("badArgument", {"verb": "ListRecords", **DC, "resumptionToken": "1!1!!!"}),
        ("badArgument", {"verb": "Identify", "q\x0b<": "\x00"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "x"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "1!1!nope!!"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "1!1!!2026!"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "٣!1!!!"}),
        ("badResumptionToken", {"verb": "ListSets", "resumptionToken": "1!1!!!"}),
        ("cannotDisseminateFormat", {"verb": "ListRecords", "metadataPrefix": "marc21"}),
        ("cannotDisseminateFormat", {"verb": "GetRecord", "metadataPrefix": "x", "identifier": f"{LESSONS}x"}),
        ("idDoesNotExist", {"verb": "GetRecord", **DC, "identifier": "oai:testserver:lessons/nope"}),
        ("idDoesNotExist", {"verb": "GetRecord", **DC, "identifier": "oai:elsewhere:lessons/x"}),
        ("idDoesNotExist", {"verb": "GetRecord", **DC, "identifier": "lessons/x"}),
        ("idDoesNotExist", {"verb": "GetRecord", **DC, "identifier": "oai:testserver:sources/s"}),
        ("idDoesNotExist", {"verb": "ListMetadataFormats", "identifier": "oai:testserver:lessons/\x00"}),
        ("noRecordsMatch", {"verb": "ListRecords", **DC, "set": "people"}),
        ("noRecordsMatch", {"verb": "ListRecords", **DC, "set": "nope"}),
        ("noRecordsMatch", {"verb": "ListRecords", "resumptionToken": "999!1!!!"}),
    ],
)  # fmt: skip
def test_every_error_of_the_protocol(client, code, arguments):
    make_change("lessons", "x")
    make_change("sources", "s", "released")
    root = ask(client, **arguments)
    assert found(root, "o:error/@code") == [code]
    echoed = dict(root.find("o:request", NAMES).attrib)
    assert (echoed == {}) == (code in {"badVerb", "badArgument"})


def test_a_request_may_come_by_post_from_anybody(client):
    organisation = make_organisation()
    make_change("organisations", organisation.pk, "released")
    root = ask(client, "ListRecords", post=True, **DC)
    assert len(root.xpath("//o:record", namespaces=NAMES)) == 1
    assert dict(root.find("o:request", NAMES).attrib) == {"verb": "ListRecords", **DC}
    assert client.put("/oai").status_code == 405


def test_what_xml_has_no_place_for_is_left_out(client):
    lesson = make_lesson("A \x0b<title> & more\ufffe")
    make_change("lessons", lesson.pk, "released")
    assert found(ask(client, "ListRecords", **DC), "//dc:title") == ["A <title> & more"]


def test_a_list_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries):
    sessions = [make_session() for _ in range(3)]
    for number, row in enumerate(sessions):
        make_change("sessions", row.pk, "released", datetime(2026, 3, 1 + number, tzinfo=UTC))
    for until in ("2026-03-01", "2026-03-03"):
        with django_assert_num_queries(3):
            ask(client, "ListRecords", until=until, **DC)


def test_a_planted_answer_that_the_protocol_does_not_know_is_seen(client, monkeypatch):
    monkeypatch.setattr("confhub.oai.answers.SECOND", "%Y")
    with pytest.raises(etree.DocumentInvalid):
        ask(client, "Identify")
