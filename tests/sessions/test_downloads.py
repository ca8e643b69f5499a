"""How conferences, sessions and statements are cited: what is public of who spoke, and never more."""

import json
from datetime import UTC, datetime

import pytest
import rispy

from organisations.citing.downloads import FORMATS
from tests.factories import (
    make_change,
    make_conference,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_source,
    make_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    bodies = [(make_organisation("Saferworld"), "organiser"), (make_organisation("FIQ"), "organiser")]
    bodies.append((make_organisation("A donor"), "funder"))
    conference = make_conference("meeting", title="The meeting", organisations=bodies)
    make_source(conference, title="The report", creator="Two organisations")
    return conference


def cited(client, kind, row):
    [item] = json.loads(client.get(f"/{kind}/{row.pk}/cite.json").content)
    assert item.pop("issued") == {"date-parts": [[2014, 4, 24]]}
    assert item.pop("accessed") == {"date-parts": [[2026, 3, 1]]}
    assert (item.pop("container-title"), item.pop("publisher"), item.pop("language")) == ("Confhub", "Confhub", "en")
    assert item.pop("id") == f"confhub_{kind.removesuffix('s')}_{row.pk}"
    assert item.pop("URL") == f"http://testserver/{kind}/{row.pk}/"
    assert (item.pop("event-title"), item.pop("event-place")) == ("The meeting", "Prishtina")
    return item


def test_a_conference_is_cited_with_those_who_organised_it(client, meeting):
    assert cited(client, "conferences", meeting) == {
        "type": "webpage",
        "title": "The meeting",
        "author": [{"literal": "Saferworld"}, {"literal": "FIQ"}],
        "event-date": {"date-parts": [[2014, 4, 24], [2014, 4, 25]]},
        "note": f"Conference {meeting.pk}, updated 2026-03-01. "
        "Said at: The meeting, Prishtina, 2014-04-24/2014-04-25. Based on: Two organisations (2014), The report.",
    }


def test_a_session_is_cited_within_its_conference(client, meeting):
    row = make_session(meeting, title="Part one")
    assert cited(client, "sessions", row) == {
        "type": "webpage",
        "title": "Part one",
        "event-date": {"date-parts": [[2014, 4, 24], [2014, 4, 25]]},
        "note": f"Session {row.pk}, updated 2026-03-01. "
        "Said at: The meeting, Prishtina, 2014-04-24/2014-04-25. Based on: Two organisations (2014), The report.",
    }


def said(meeting, level, line, **values):
    session = make_session(meeting, title="Part one")
    return make_statement(session, attribution_level=level, attribution_label=line, **values)


def test_a_statement_has_its_line_for_an_author_and_its_words_for_no_title(client, meeting):
    """Whoever puts titles in quotation marks would make a quotation of a paraphrase."""
    row = said(
        meeting, "organisation_type", "Civil society, Kosovo", source=meeting.sources.get(), place="p", start=1, end=2
    )
    assert cited(client, "statements", row) == {
        "type": "speech",
        "title": f"Statement {row.pk}: Part one",
        "author": [{"literal": "Civil society, Kosovo"}],
        "genre": "Paraphrase",
        "event-date": {"date-parts": [[2014, 4, 24]]},
        "abstract": "Something was said.",
        "note": f"Statement {row.pk}, updated 2026-03-01. Attributed to: Civil society, Kosovo. "
        "Said at: The meeting, Prishtina, 2014-04-24. Based on: Two organisations (2014), The report.",
    }


def test_an_unattributed_statement_has_no_author_and_one_without_a_place_no_report(client, meeting):
    found = cited(client, "statements", said(meeting, "unattributed", "Speaker not stated", text=""))
    assert {"author", "abstract"} & set(found) == set()
    assert "Based on" not in found["note"]


def test_a_line_is_all_that_is_told_of_a_named_speaker(client, meeting):
    person, body = make_person("Ana Deda", other_names=["Anna"]), make_organisation("INDEP")
    participant = make_participant(meeting, level="named", person=person, organisation=body, role="Director")
    row = said(meeting, "named", "Ana Deda, INDEP", person=person, participant=participant, organisation=body)
    found = cited(client, "statements", row)
    assert found["author"] == [{"literal": "Ana Deda"}]
    assert found["note"].startswith(f"Statement {row.pk}, updated 2026-03-01. Attributed to: Ana Deda, INDEP. Said at:")
    assert {"Director", "Anna"} & set(json.dumps(found).replace(",", " ").split()) == set()


@pytest.mark.parametrize("line", ["Anadea, INDEP", "Director, INDEP", "INDEP, Ana"])
def test_a_name_the_line_does_not_begin_with_is_not_told(client, meeting, line):
    row = said(meeting, "named", line, person=make_person("Ana"))
    assert cited(client, "statements", row)["author"] == [{"literal": line}]


@pytest.mark.parametrize(
    ("level", "line", "person", "authors"),
    [
        ("named", "Saša Rašić, Deputy Minister, Ministry", "Saša Rašić", ["Saša Rašić"]),
        ("named", "Saša Rašić", "Saša Rašić", ["Saša Rašić"]),
        ("role_organisation", "Deputy Minister, Ministry", None, ["Deputy Minister – Ministry"]),
        ("organisation_type", "Civil society, Kosovo", None, ["Civil society – Kosovo"]),
        ("unattributed", "Speaker not stated", None, None),
    ],
)
def test_programs_for_references_get_authors_they_cannot_take_apart(client, meeting, level, line, person, authors):
    row = said(meeting, level, line, person=person and make_person(person))
    [record] = rispy.loads(client.get(f"/statements/{row.pk}/cite.ris").content.decode())
    assert record.get("authors") == authors
    notes = [note for note in record["notes"] if note.startswith("Attributed to: ")]
    assert notes == ([f"Attributed to: {line}."] if authors not in (None, [line]) else [])


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k in ("conferences", "sessions", "statements") for n in FORMATS])
def test_a_file_is_the_same_on_every_day(client, meeting, monkeypatch, kind, name):
    row = {"conferences": meeting, "sessions": make_session(meeting)}.get(kind) or make_statement()
    files = []
    for day in (1, 2):
        monkeypatch.setattr("django.utils.timezone.now", lambda day=day: datetime(2030, 1, day, tzinfo=UTC))
        files.append(client.get(f"/{kind}/{row.pk}/cite.{name}").content)
    assert files[0] == files[1]
    assert b"2030" not in files[0]


@pytest.mark.parametrize(("kind", "queries"), [("conferences", 6), ("sessions", 3), ("statements", 2)])
def test_a_citation_costs_the_same_whatever_there_is(client, meeting, django_assert_num_queries, kind, queries):
    for _ in range(2):
        rows = {"conferences": meeting, "sessions": make_session(meeting)}
        rows["statements"] = make_statement(rows["sessions"], source=meeting.sources.first(), place="p", start=1, end=2)
        with django_assert_num_queries(queries):
            client.get(f"/{kind}/{rows[kind].pk}/cite.ris")
        for _ in range(3):
            make_source(meeting)
            make_session(meeting)


@pytest.mark.parametrize(
    "address",
    [
        "conferences/{}/cite.bib",
        "sessions/{}/cite.ris",
        "statements/{}/cite.json",
        "sessions/{}/",
        "conferences/{}/akoma-ntoso.xml",
        "conferences/{}/popolo.json",
        "conferences/{}/feed.atom",
    ],
)
def test_what_was_withdrawn_is_gone_and_what_never_was_not_found(client, address):
    kind = address.partition("/")[0]
    make_change(kind, "GGGGGGGG")
    gone = client.get(f"/{address.format('GGGGGGGG')}")
    assert (gone.status_code, gone.headers["Cache-Control"]) == (410, "no-store")
    assert client.get(f"/{address.format('NNNNNNNN')}").status_code == 404


def test_an_id_leads_to_the_page_whatever_it_is_called(client, meeting):
    """What an address by id says stays true when titles change; a slug that is gone is not known again."""
    session, person, body = make_session(meeting), make_person("Ana"), make_organisation("INDEP")
    for path, row in (
        (f"/conferences/{meeting.pk}/", meeting),
        (f"/sessions/{session.pk}/", session),
        (f"/people/{person.pk}/", person),
        (f"/organisations/{body.pk}/", body),
    ):
        for slug in (row.slug, "another-title"):
            type(row).objects.filter(pk=row.pk).update(slug=slug)
            row.refresh_from_db()
            answer = client.get(path)
            assert (answer.status_code, answer.headers["Location"]) == (301, row.get_absolute_url())
    assert client.get("/people/ana/").status_code == 404
