"""Themes, conferences, sessions, participants and people in the API; statements as in their list."""

from datetime import date

import pytest

from sessions.models import StatementCountry
from tests.factories import (
    make_conference,
    make_country,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_source,
    make_statement,
    make_theme,
)

pytestmark = pytest.mark.django_db

KOSOVO = {"code": "XK", "alpha3": "XKX", "name": "Kosovo"}


def get(client, address):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def addresses(kind, row, page):
    return {
        "id": row.pk,
        "url": f"http://testserver/api/v1/{kind}/{row.pk}/",
        "html_url": f"http://testserver{page}",
    }


def brief(row):
    """A conference, session, organisation or person as it stands in other answers."""
    title = {"name": row.name} if hasattr(row, "name") else {"title": row.title}
    return {"id": row.pk, "slug": row.slug, **title}


def test_a_theme_with_everything(client):
    theme = make_theme("trust", scope_note="A note.", purpose_codes=[{"code": "15210", "name": "Security"}], position=3)
    expected = {
        **addresses("themes", theme, "/themes/trust/"),
        "slug": "trust",
        "name": "Trust",
        "names": {},
        "definition": "One sentence.",
        "definitions": {},
        "scope_note": "A note.",
        "purpose_codes": [{"code": "15210", "name": "Security"}],
        "position": 3,
    }
    assert get(client, "themes/trust/") == expected
    assert get(client, "themes/")["results"] == [expected]


@pytest.fixture
def indep():
    return make_organisation("INDEP")


@pytest.fixture
def conference(indep):
    return make_conference(
        "prishtina-2014",
        place_names=[{"lang": "sq", "name": "Prishtinë"}],
        countries=[("AL", "participants"), ("AL", "programme"), ("XK", "programme")],
        organisations=[(indep, "host"), (indep, "organiser")],
        headcount=48,
        headcount_note="including staff",
        summary="Two days.",
    )


def test_a_conference_with_everything(client, conference, indep):
    opening = make_session(conference, title="Opening", kind="opening")
    panel = make_session(conference, title="Panel", parent=opening, depth=1)
    source = make_source(conference, url="https://example.org/report", file_sha256="a" * 64)
    listed = {
        **addresses("conferences", conference, "/conferences/prishtina-2014/"),
        "updated_at": "2026-03-01T12:00:00Z",
        "slug": "prishtina-2014",
        "title": "A conference",
        "start_date": "2014-04-24",
        "end_date": "2014-04-25",
        "place": "Prishtina",
        "place_names": [{"lang": "sq", "name": "Prishtinë"}],
        "country": KOSOVO,
        "countries": [
            {"code": "AL", "alpha3": "ALB", "name": "Albania", "roles": ["participants", "programme"]},
            {**KOSOVO, "roles": ["programme"]},
        ],
        "organisations": [{**brief(indep), "roles": ["host", "organiser"]}],
        "headcount": 48,
        "headcount_note": "including staff",
        "disclosure_rule": "on_record",
        "summary": "Two days.",
        "language": "en",
    }
    assert get(client, "conferences/")["results"] == [listed]
    detail = get(client, "conferences/prishtina-2014/")
    assert detail == get(client, f"conferences/{conference.pk}/")
    assert detail == {
        **listed,
        "sessions": [
            {**brief(opening), "kind": "opening", "parent": None, "order": 1, "depth": 0},
            {**brief(panel), "kind": "panel", "parent": opening.pk, "order": 2, "depth": 1},
        ],
        "sources": [
            {
                "id": source.pk,
                "updated_at": "2026-03-01T12:00:00Z",
                "title": "The report",
                "creator": "",
                "publisher": "",
                "publisher_details": "",
                "issued": "2014",
                "language": "en",
                "rights": "",
                "document_url": "https://example.org/report",
                "file_sha256": "a" * 64,
                "text_sha256": "",
            }
        ],
    }


def test_a_session_with_everything(client, conference):
    parent = make_session(conference)
    session = make_session(conference, parent=parent, depth=1, summary="What it was about.", slug="panel")
    expected = {
        **addresses("sessions", session, "/conferences/prishtina-2014/panel/"),
        "updated_at": "2026-03-01T12:00:00Z",
        "slug": "panel",
        "title": "A session",
        "kind": "panel",
        "conference": brief(conference),
        "parent": brief(parent),
        "order": 2,
        "depth": 1,
        "summary": "What it was about.",
    }
    assert get(client, f"sessions/{session.pk}/") == expected
    assert [row["parent"] for row in get(client, "sessions/")["results"]] == [None, brief(parent)]


def test_a_participant_who_is_named(client, conference, indep):
    person, session = make_person("Ana"), make_session(conference)
    participant = make_participant(
        conference,
        [session],
        level="named",
        label="Ana, Director, INDEP",
        person=person,
        role="Director",
        organisation=indep,
        classification="national_ngo",
        country=make_country(),
    )
    expected = {
        **addresses("participants", participant, "/conferences/prishtina-2014/"),
        "updated_at": "2026-03-01T12:00:00Z",
        "conference": brief(conference),
        "level": "named",
        "label": "Ana, Director, INDEP",
        "person": brief(person),
        "role": "Director",
        "organisation": brief(indep),
        "group": "",
        "classification": "national_ngo",
        "country": KOSOVO,
        "sessions": [brief(session)],
    }
    assert get(client, f"participants/{participant.pk}/") == expected
    assert get(client, "participants/")["results"] == [expected]
    person_answer = {
        **addresses("people", person, "/people/ana/"),
        "updated_at": "2026-03-01T12:00:00Z",
        "slug": "ana",
        "name": "Ana",
        "other_names": [],
        "participations": [
            {
                "id": participant.pk,
                "label": "Ana, Director, INDEP",
                "role": "Director",
                "organisation": brief(indep),
                "conference": brief(conference),
            }
        ],
    }
    assert get(client, "people/ana/") == get(client, f"people/{person.pk}/") == person_answer
    assert get(client, "people/")["results"] == [person_answer]


def test_a_participant_shown_as_a_country_has_nothing_finer(client, conference):
    make_participant(conference, level="country", label="Kosovo", country=make_country())
    [answer] = get(client, "participants/")["results"]
    shown = {name: answer[name] for name in ("person", "role", "organisation", "group", "classification", "country")}
    assert shown == {
        "person": None,
        "role": "",
        "organisation": None,
        "group": "",
        "classification": None,
        "country": KOSOVO,
    }


def test_a_statement_in_a_list(client, conference, indep):
    session, person = make_session(conference), make_person("Ana")
    participant = make_participant(conference, level="named", label="Ana", person=person)
    source = make_source(conference)
    statement = make_statement(
        session,
        text="Đ is said",
        mentions=[indep],
        attribution_level="named",
        attribution_label="Ana, INDEP",
        person=person,
        participant=participant,
        organisation=indep,
        speaker_classification="national_ngo",
        speaker_country=make_country(),
        source=source,
        place="Page 3",
        start=7,
        end=16,
    )
    StatementCountry.objects.create(
        statement=statement, country=make_country("MK"), context=True, name_in_source="Macedonia"
    )
    assert get(client, "statements/")["results"] == [
        {
            **addresses("statements", statement, f"/statements/{statement.pk}/"),
            "updated_at": "2026-03-01T12:00:00Z",
            "text": "Đ is said",
            "language": "en",
            "kind": "observation",
            "wording": "paraphrase",
            "date": "2014-04-24",
            "conference": brief(conference),
            "session": brief(session),
            "order": 1,
            "countries": [
                {**KOSOVO, "context": False, "name_in_source": ""},
                {
                    "code": "MK",
                    "alpha3": "MKD",
                    "name": "North Macedonia",
                    "context": True,
                    "name_in_source": "Macedonia",
                },
            ],
            "themes": [{"slug": "community-policing", "name": "Community policing"}],
            "mentions": [brief(indep)],
            "source": {"id": source.pk, "title": "The report", "place": "Page 3", "start": 7, "end": 16},
            "attribution": {
                "level": "named",
                "label": "Ana, INDEP",
                "person": brief(person),
                "participant": {"id": participant.pk, "label": "Ana"},
                "organisation": brief(indep),
                "classification": "national_ngo",
                "country": KOSOVO,
            },
            "translations": [],
        }
    ]


def test_a_statement_whose_speaker_is_not_shown(client):
    make_statement()
    [answer] = get(client, "statements/")["results"]
    assert answer["source"] is None
    assert answer["attribution"] == {
        "level": "unattributed",
        "label": "Speaker not stated",
        "person": None,
        "participant": None,
        "organisation": None,
        "classification": None,
        "country": None,
    }


def test_statements_come_latest_meeting_first_in_the_order_they_were_made(client):
    early = make_session(make_conference(start_date=date(2010, 5, 1)))
    late = make_session(make_conference(start_date=date(2014, 4, 24)))
    made = [make_statement(session) for session in (early, late, early, late)]
    ids = [row["id"] for row in get(client, "statements/")["results"]]
    assert ids == [made[number].pk for number in (1, 3, 0, 2)]
    ids = [row["id"] for row in get(client, "statements/?ordering=date")["results"]]
    assert ids == [made[number].pk for number in (0, 2, 1, 3)]


def test_a_theme_is_named_in_the_language_asked_for_alone_and_inside_others(client):
    make_theme("trust", names={"sq": "Besimi"}, definitions={"sq": "Një fjali."})
    make_statement(themes=["trust"])
    theme = get(client, "themes/trust/?lang=sq")
    assert (theme["name"], theme["definition"], theme["language"]) == ("Besimi", "Një fjali.", "sq")
    english = get(client, "themes/trust/?lang=ka")
    assert (english["name"], english["definition"], english["language"]) == ("Trust", "One sentence.", "en")
    [statement] = get(client, "statements/?lang=sq")["results"]
    assert statement["themes"] == [{"slug": "trust", "name": "Besimi", "language": "sq"}]
    [plain] = get(client, "statements/")["results"]
    assert plain["themes"] == [{"slug": "trust", "name": "Trust"}]
    assert get(client, "themes/?q=besimi")["count"] == 1
