"""A row that shows another changes with it: who follows the log alone has what one who reads everything has."""

import pytest

from organisations.models import Change, Country
from organisations.release import note_vocabulary, release, withdraw
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.mirrors import crawl, follow, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """``{name: released record}``: a meeting where everything shows everything."""
    other = make_organisation_record("Network", listed=True)
    body = make_organisation_record("Body", listed=True, relations=[("member_of", other, "")])
    person = make_person_record("Ana", listed=True, **consent())
    meeting = make_conference_record(organisations=[(body, "host")])
    source = make_source_record(meeting)
    panel = make_session_record(meeting)
    part = make_session_record(meeting, parent=panel)
    who = make_participant_record(
        meeting,
        person=person,
        organisation=body,
        role="Director",
        limit="named",
        listed=True,
        sessions=[part],
        country="AL",
        **consent(),
    )
    passage = make_passage(source, reveals="named")
    said = make_statement_record(part, speaker=who, attribution_level="named", mentions=[other], passage=passage)
    lesson = make_lesson_record(evidence=[(said, "supports", "")])
    made = {
        "other": other,
        "body": body,
        "person": person,
        "meeting": meeting,
        "source": source,
        "panel": panel,
        "part": part,
        "who": who,
        "said": said,
        "lesson": lesson,
    }
    publish(*made.values())
    return made


EDITS = [
    ("meeting", {"title": "Another title"}),
    ("meeting", {"slug": "another-slug"}),
    ("meeting", {"start_date": "2014-04-23"}),
    ("panel", {"title": "Another panel"}),
    ("part", {"slug": "another-part"}),
    ("body", {"name": "Another body"}),
    ("other", {"name": "Another network"}),
    ("person", {"name": "Another Ana"}),
    ("who", {"role": "Chair"}),
    ("who", {"limit": "organisation"}),
    ("source", {"title": "Another report"}),
    ("said", {"text": "Something else."}),
]


@pytest.mark.parametrize(("name", "values"), EDITS, ids=[f"{name} {next(iter(values))}" for name, values in EDITS])
def test_what_a_row_shows_of_another_is_never_out_of_date(client, desk, name, values):
    seq, copy = snapshot(client)
    record = desk[name]
    for column, value in values.items():
        setattr(record, column, value)
    record.save()
    record.refresh_from_db()
    release([record])
    assert Change.objects.filter(seq__gt=seq).exists()
    follow(client, copy, f"/api/v1/changes/?after={seq}")
    assert copy == crawl(client)


@pytest.mark.parametrize("name", ["meeting", "part", "body", "other", "person", "who", "source", "said", "lesson"])
def test_what_showed_a_withdrawn_row_has_changed(client, desk, name):
    seq, copy = snapshot(client)
    withdraw([desk[name]])
    follow(client, copy, f"/api/v1/changes/?after={seq}")
    assert copy == crawl(client)


def test_a_country_that_gets_another_name_changes_what_is_about_it(client, desk):
    seq, copy = snapshot(client)
    country = Country.objects.get(pk="XK")
    country.name = "Kosova"
    country.save()
    note_vocabulary("countries", ["XK"])
    follow(client, copy, f"/api/v1/changes/?after={seq}")
    assert copy == crawl(client)
    country.naming_note = "A note."
    country.save()
    note_vocabulary("countries", ["XK"], shown=[])
    assert Change.objects.order_by("-seq").values_list("kind", flat=True)[0] == "countries"


def test_what_changes_with_another_says_when(desk):
    desk["meeting"].title = "Another title"
    desk["meeting"].save()
    release([desk["meeting"]])
    last = Change.objects.order_by("-seq").first()
    shown = {change.kind for change in Change.objects.filter(at=last.at)}
    assert shown == {"conferences", "sources", "sessions", "participants", "people", "statements", "lessons"}


def test_a_planted_kind_that_hides_what_it_shows_is_seen(client, desk, monkeypatch):
    monkeypatch.setattr("sessions.kinds.meeting.ConferenceKind.shown", frozenset())
    seq, copy = snapshot(client)
    desk["meeting"].title = "Another title"
    desk["meeting"].save()
    release([desk["meeting"]])
    follow(client, copy, f"/api/v1/changes/?after={seq}")
    assert copy != crawl(client)
